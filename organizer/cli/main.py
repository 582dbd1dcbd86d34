"""The commands and their options; each is carried out by a module of its own, imported late."""

import argparse
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from organizer import __version__
from organizer.base.errors import UserError
from organizer.base.words import _, set_language
from organizer.cli import usage
from organizer.cli.shell import answer, complain, spoken_language

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[usage.Parser]  # noqa: SLF001 - it has no other name


def main(arguments: Sequence[str]) -> int:
    """Carry out one command; 0 on success, 1 after a sentence on stderr, 2 for wrong use."""
    given = list(arguments)
    set_language(spoken_language(given))
    usage.speak()
    _speak_utf8()
    try:
        parsed = _parser().parse_args(given)
    except usage.WrongUseError as wrong:
        if "--json" in given:
            _tell_program("wrong_use", wrong.message)
        return 2
    except SystemExit as stop:
        return int(stop.code or 0)
    return carry_out(parsed)


def carry_out(parsed: argparse.Namespace) -> int:
    """Carry out a parsed command; every failure ends with a sentence, and an object for programs.

    `parsed.run` is the command, given `parsed` itself; it returns the exit code.
    """
    try:
        return int(parsed.run(parsed) or 0)
    except UserError as error:
        _fail(parsed, error.code, error.message())
    except BrokenPipeError:
        # the reader has seen enough; nothing more can be said on stdout
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    except KeyboardInterrupt:
        _fail(parsed, "cancelled", _("Cancelled. Nothing was changed."))
    except Exception as error:
        # its text may hold names, so only the place is told
        place = traceback.extract_tb(error.__traceback__)[-1]
        _fail(
            parsed,
            "internal",
            _("Something went wrong in the program itself ({kind}, {place}).").format(
                kind=type(error).__name__,
                place=f"{Path(place.filename).name}:{place.lineno}",
            ),
        )
    return 1


def _fail(parsed: argparse.Namespace, code: str, message: str) -> None:
    if getattr(parsed, "json", False):
        _tell_program(code, message)
    complain(message)


def _tell_program(code: str, message: str) -> None:
    answer({"error": {"code": code, "message": message}})


def _speak_utf8() -> None:
    """Programs that read us get UTF-8 on every system; a terminal keeps its own."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and not stream.isatty():
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> usage.Parser:
    parser = usage.Parser(
        prog="organizer",
        description=_("Keep the register of your groups. Without a command the window opens."),
        epilog=_("organizer --demo opens the window on made-up data in a temporary place."),
    )
    parser.add_argument("--version", action="version", version=f"organizer {__version__}")
    _language(parser)
    commands = parser.add_subparsers(dest="command", required=True, metavar=_("COMMAND"))
    _new(commands)
    _import(commands)
    _export(commands)
    _print(commands)
    _events(commands)
    _look(commands)
    _safety(commands)
    return parser


def _language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--language",
        choices=("zh", "en"),
        default=argparse.SUPPRESS,
        help=_("language of messages and headings"),
    )


def _late(module: str, function: str, parsed: argparse.Namespace) -> int:
    """Carry out a command by a function of a module that is imported only now."""
    found = getattr(importlib.import_module(f"organizer.cli.{module}"), function)
    return int(found(parsed) or 0)


def _command(
    commands: "Commands",
    name: str,
    module: str,
    function: str,
    words: str,
    *,
    register: bool = True,
) -> usage.Parser:
    parser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=partial(_late, module, function))
    _language(parser)
    if register:
        parser.add_argument(
            "-r",
            "--register",
            metavar=_("FILE"),
            help=_("the register; otherwise ORGANIZER_REGISTER names it"),
        )
    parser.add_argument("--json", action="store_true", help=_("print one JSON object"))
    return parser


def _kinds(commands: "Commands", name: str, words: str) -> "Commands":
    parser = commands.add_parser(name, help=words, description=words)
    return parser.add_subparsers(dest="kind", required=True, metavar=_("WHAT"))


def _new(commands: "Commands") -> None:
    parser = _command(commands, "new", "new", "new", _("Make a new register."), register=False)
    parser.add_argument("file", metavar=_("FILE"))
    parser.add_argument(
        "--demo", type=_count, metavar="N", help=_("with N made-up members and their groups")
    )
    parser.add_argument(
        "--date", type=_date, metavar="D", help=_("as if today were D (2026-03-08)")
    )


def _import(commands: "Commands") -> None:
    from organizer.domain.rosters.columns import MATCH_KEYS

    kinds = _kinds(commands, "import", _("Take a list in."))
    parser = _command(
        kinds, "members", "lists_in", "import_members", _("Take a list of members in.")
    )
    parser.add_argument("list", metavar=_("LIST"))
    parser.add_argument("--group", metavar=_("NAME"), help=_("put them into this group"))
    parser.add_argument(
        "--match", choices=MATCH_KEYS, help=_("what tells who is in the register already")
    )
    parser.add_argument("--sheet", metavar=_("NAME"), help=_("sheet of a workbook"))
    parser.add_argument("--encoding", metavar=_("ENCODING"), help=_("encoding of a CSV"))
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))


def _export(commands: "Commands") -> None:
    kinds = _kinds(commands, "export", _("Give a list out."))
    parser = _command(kinds, "roster", "lists_out", "export_roster", _("Write a roster."))
    parser.add_argument("-o", "--output", metavar="OUT.csv|OUT.xlsx")
    parser.add_argument("--group", metavar=_("NAME"), help=_("only who is in this group"))
    parser.add_argument(
        "--columns", metavar="a,b,c", help=_("columns in their order; “help” lists them")
    )
    parser.add_argument(
        "--encoding", choices=("utf-8-sig", "gb18030"), default="utf-8-sig", help=_("of a CSV")
    )
    parser.add_argument(
        "--full-numbers", action="store_true", help=_("do not mask phones, accounts, birthdays")
    )

    parser = _command(
        kinds,
        "events",
        "events_looking",
        "export_events",
        _("Write events as a calendar file."),
    )
    parser.add_argument("-o", "--output", metavar="OUT.ics", required=True)
    _days(parser)


def _days(parser: usage.Parser) -> None:
    """From which day to which."""
    parser.add_argument(
        "--from", dest="first", type=_date, metavar="D", help=_("first day (2026-03-08)")
    )
    parser.add_argument(
        "--to", dest="last", type=_date, metavar="D", help=_("last day (2026-03-08)")
    )


def _print(commands: "Commands") -> None:
    kinds = _kinds(commands, "print", _("Print as PDF."))
    parser = _command(kinds, "roster", "lists_out", "print_roster", _("Print a roster."))
    parser.add_argument("-o", "--output", metavar="OUT.pdf", required=True)
    parser.add_argument("--group", metavar=_("NAME"), help=_("only who is in this group"))
    parser.add_argument(
        "--columns", metavar="a,b,c", help=_("columns in their order; “help” lists them")
    )
    parser.add_argument(
        "--full-numbers", action="store_true", help=_("do not mask phones, accounts, birthdays")
    )
    parser = _command(
        kinds, "sign-in", "sheets_out", "print_sign_in", _("Print the sign-in sheet of an event.")
    )
    _event(parser)
    parser.add_argument("-o", "--output", metavar="OUT.pdf", required=True)
    parser.add_argument(
        "--blank-rows", type=_count, metavar="N", help=_("empty rows for walk-ins (0 to 200)")
    )
    parser.add_argument("--paper", choices=("A4", "A5", "Letter"), help=_("size of the paper"))


def _events(commands: "Commands") -> None:
    kinds = _kinds(commands, "events", _("Look at events and sign people up."))
    parser = _command(kinds, "list", "events_looking", "list_events", _("List events."))
    _days(parser)
    parser = _command(kinds, "show", "events_looking", "show", _("Show one event."))
    _event(parser)
    parser = _command(
        kinds, "sign-up", "events", "sign_up", _("Sign people up from a pasted chain.")
    )
    _event(parser)
    parser.add_argument("paste", metavar="PASTE.txt")
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))


def _event(parser: usage.Parser) -> None:
    """Which event a command is about."""
    parser.add_argument(
        "event", metavar=_("EVENT"), help=_("its id, the beginning of it, or its title")
    )


def _look(commands: "Commands") -> None:
    parser = _command(
        commands, "search", "looking", "search", _("Find members, groups and institutions.")
    )
    parser.add_argument("words", nargs="+", metavar=_("WORDS"))
    parser = _command(commands, "history", "looking", "history", _("Show what was done."))
    parser.add_argument(
        "--limit", type=_count, help=_("only the newest so many (100; as JSON all)")
    )
    _command(commands, "undo", "looking", "undo", _("Take the newest operation back."))


def _safety(commands: "Commands") -> None:
    parser = _command(commands, "backup", "safety", "back_up", _("Make a verified backup."))
    parser.add_argument("-o", "--output", metavar=_("FILE"))
    parser = _command(
        commands, "restore", "safety", "restore", _("Put a backup in the register's place.")
    )
    parser.add_argument("backup", metavar=_("BACKUP"))
    _command(commands, "check", "safety", "check", _("Check that the register is whole."))


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a whole number of 0 or more").format(text=text)
        )
    return int(text)


def _date(text: str) -> object:
    import datetime as dt

    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a day, such as 2026-03-08").format(text=text)
        ) from None
