"""`organizer new`: a new register, empty or with made-up people."""

import argparse
from pathlib import Path

from organizer.base.words import _
from organizer.cli.shell import answer, say


def new(arguments: argparse.Namespace) -> int:
    """Make a new register."""
    from organizer.base.register import Register

    path = Path(arguments.file)
    with Register.create(path):
        pass
    if arguments.json:
        answer({"file": str(path), "members": arguments.demo or 0})
    else:
        say(_("“{file}” is ready.").format(file=path.name))
    return 0
