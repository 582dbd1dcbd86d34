"""`organizer backup`, `organizer restore`, `organizer check`."""

import argparse
from pathlib import Path

from organizer.base.words import _
from organizer.cli.shell import answer, open_register, say


def back_up(arguments: argparse.Namespace) -> int:
    """Make a verified backup, among the generations or at a place of one's own."""
    target = Path(arguments.output) if arguments.output else None
    with open_register(arguments) as register:
        made = register.back_up(target)
    if arguments.json:
        answer({"file": str(made)})
    else:
        say(_("Backed up to “{file}”, read back and found whole.").format(file=made))
    return 0
