"""`organizer new`: a new register, empty or with made-up people."""

import argparse
from pathlib import Path

from organizer.base.clock import FixedClock
from organizer.base.words import _, ngettext
from organizer.cli.shell import answer, say


def new(arguments: argparse.Namespace) -> int:
    """Make a new register. The same number and date give the same people, ids included."""
    from organizer.base.register import Register
    from organizer.domain.members.conditions import EVERYBODY
    from organizer.domain.members.store import member_count

    path = Path(arguments.file)
    if arguments.demo:
        from organizer.domain.demo.story import create_demo

        register = create_demo(path, arguments.demo, arguments.date)
    else:
        clock = FixedClock(arguments.date) if arguments.date else None
        register = Register.create(path, clock=clock)
    with register, register.reading() as db:
        members = member_count(db, [EVERYBODY])
    if arguments.json:
        answer({"file": str(path), "members": members})
        return 0
    say(_("“{file}” is ready.").format(file=path.name))
    if members:
        say(
            ngettext("{count} made-up member", "{count} made-up members", members).format(
                count=members
            )
        )
    return 0
