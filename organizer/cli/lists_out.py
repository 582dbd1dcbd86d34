"""`organizer export roster` and `organizer print roster`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.words import N_, _, ngettext
from organizer.cli.outputs import output, put_in_place
from organizer.cli.shell import answer, open_register, register_path, say
from organizer.domain.groups import store as groups
from organizer.domain.rosters import actions, columns, export, store
from organizer.domain.rosters.columns import COLUMNS, DEFAULT_GROUP_KEYS, DEFAULT_KEYS

if TYPE_CHECKING:
    from organizer.domain.rosters.records import OwnField


def export_roster(arguments: argparse.Namespace) -> int:
    """Write a roster as CSV or xlsx and note it in the register."""
    if _asks_for_help(arguments):
        return _list_columns(arguments)
    path = output(arguments.output, register_path(arguments), (".csv", ".xlsx"))
    with open_register(arguments) as register, put_in_place(path) as draft:
        with register.reading() as db:
            roster = _roster(db, arguments)
            count = export.write_roster(db, roster, draft, encoding=arguments.encoding)
        _note(register, path.suffix[1:].lower(), roster, count)
    _tell(arguments, path, roster, count)
    return 0


def print_roster(arguments: argparse.Namespace) -> int:
    """Print a roster as PDF and note it in the register."""
    if _asks_for_help(arguments):
        return _list_columns(arguments)
    path = output(arguments.output, register_path(arguments), (".pdf",))
    with open_register(arguments) as register, put_in_place(path) as draft:
        with register.reading() as db:
            roster = _roster(db, arguments).unnumbered()
            rows = export.roster_texts(db, roster)
        # Qt is imported only for this command
        from organizer.printing.roster import write_pdf

        write_pdf(draft, roster.title, roster.header(), rows, register.clock.today())
        _note(register, "pdf", roster, len(rows))
    _tell(arguments, path, roster, len(rows))
    return 0


def _asks_for_help(arguments: argparse.Namespace) -> bool:
    return arguments.columns is not None and arguments.columns.strip() == "help"


def _roster(db: Database, arguments: argparse.Namespace) -> export.Roster:
    fields = store.own_fields(db)
    group_id = None
    if arguments.group:
        group = groups.named(db, arguments.group)
        if group is None:
            raise UserError(
                "groups.unknown",
                N_("There is no group called “{name}”. Check the name."),
                name=arguments.group,
            )
        group_id = group.id
    if arguments.columns:
        chosen = columns.chosen(arguments.columns.replace("，", ",").split(","), fields)
    else:
        keys = DEFAULT_GROUP_KEYS if group_id else DEFAULT_KEYS
        chosen = [columns.column(key) for key in keys]
    return export.Roster(
        tuple(chosen),
        tuple(fields),
        group_id,
        masked=not arguments.full_numbers,
        title=arguments.group or _("Members"),
    )


def _note(register: Any, what: str, roster: export.Roster, count: int) -> None:
    with register.step() as step:
        actions.record_export(
            step,
            what=what,
            rows=count,
            columns=export.column_keys(roster.columns),
            masked=roster.masked,
        )


def _tell(arguments: argparse.Namespace, path: Path, roster: export.Roster, count: int) -> None:
    if arguments.json:
        answer(
            {
                "rows": count,
                "file": str(path),
                "columns": export.column_keys(roster.columns),
                "masked": roster.masked,
            }
        )
        return
    say(
        ngettext(
            "{count} person written to “{file}”.", "{count} people written to “{file}”.", count
        ).format(count=count, file=path.name)
    )
    if roster.is_personal and not roster.masked:
        say(_("It contains full phone numbers and accounts. Give it only to people who need them."))


def _list_columns(arguments: argparse.Namespace) -> int:
    fields: list[OwnField] = []
    try:
        register_path(arguments)
    except UserError:
        pass  # without a register only the columns everybody has are listed
    else:
        with open_register(arguments) as register, register.reading() as db:
            fields = store.own_fields(db)
    every = [*COLUMNS, *map(columns.own_column, fields)]
    if arguments.json:
        answer({"columns": [{"key": one.key, "title": one.title()} for one in every]})
        return 0
    for one in every:
        say(f"{one.key:<18} {one.title()}")
    return 0
