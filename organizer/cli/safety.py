"""`organizer backup`, `organizer restore`, `organizer check`."""

import argparse
from pathlib import Path

from organizer.base.words import _, ngettext
from organizer.cli.shell import answer, complain, keeping, open_register, register_path, say


def back_up(arguments: argparse.Namespace) -> int:
    """Make a verified backup, among the generations or at a place of one's own."""
    target = Path(arguments.output) if arguments.output else None
    with open_register(arguments) as register:
        made = register.back_up(target)
    if arguments.json:
        answer({"file": str(made)})
    else:
        say(_("Backed up to “{file}”, read back and verified.").format(file=made))
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """Put a backup in the register's place; what was there stays beside it."""
    from organizer.base import restoring

    done = restoring.restore(Path(arguments.backup), register_path(arguments), keeping=keeping())
    if arguments.json:
        answer(
            {
                "file": str(done.path),
                "rows": done.row_count,
                "set_aside": str(done.set_aside) if done.set_aside else None,
                "backed_up": str(done.backed_up) if done.backed_up else None,
            }
        )
        return 0
    say(_("“{file}” is restored from the backup.").format(file=done.path.name))
    if done.set_aside is not None:
        say(_("What was there before is kept as “{file}”.").format(file=done.set_aside.name))
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Check the whole register; 1 when something is wrong with it."""
    from organizer.base import checking

    with open_register(arguments) as register:
        report = checking.check(register)
    if arguments.json:
        answer(report.as_json())
    for finding in report.findings:
        complain(finding.message())
    if report.is_whole() and not arguments.json:
        members = report.counts.get("member", 0)
        say(
            ngettext(
                "The register is whole: {count} member.",
                "The register is whole: {count} members.",
                members,
            ).format(count=members)
        )
    return 0 if report.is_whole() else 1
