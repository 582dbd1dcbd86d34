"""The commands and their options; each is carried out by a module of its own, imported late."""

import argparse
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from organizer import __version__
from organizer.base.errors import UserError
from organizer.base.words import _, set_language
from organizer.cli.shell import answer, complain, spoken_language

MATCH_KEYS = ("phone", "wechat", "qq", "number")


def main(arguments: Sequence[str]) -> int:
    """Carry out one command; 0 on success, 1 after a sentence on stderr, 2 for wrong use."""
    given = list(arguments)
    set_language(spoken_language(given))
    _speak_utf8()
    try:
        parsed = _parser().parse_args(given)
    except SystemExit as stop:
        return int(stop.code or 0)
    return _carry_out(parsed)


def _carry_out(parsed: argparse.Namespace) -> int:
    module = importlib.import_module(f"organizer.cli.{parsed.module}")
    try:
        return int(getattr(module, parsed.function)(parsed) or 0)
    except UserError as error:
        if getattr(parsed, "json", False):
            answer({"error": {"code": error.code, "message": error.message()}})
        complain(error.message())
    except BrokenPipeError:
        # the reader has seen enough; nothing more can be said on stdout
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    except KeyboardInterrupt:
        complain(_("Cancelled. Nothing was changed."))
    except Exception as error:
        # its text may hold names, so only the place is told
        place = traceback.extract_tb(error.__traceback__)[-1]
        complain(
            _("Something went wrong in the program itself ({kind}, {place}).").format(
                kind=type(error).__name__,
                place=f"{Path(place.filename).name}:{place.lineno}",
            )
        )
    return 1


def _speak_utf8() -> None:
    """Programs that read us get UTF-8 on every system; a terminal keeps its own."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and not stream.isatty():
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
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


Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _command(
    commands: "Commands",  # type: ignore[valid-type]
    name: str,
    module: str,
    function: str,
    words: str,
    *,
    register: bool = True,
    json: bool = True,
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(  # type: ignore[attr-defined]
        name, help=words, description=words
    )
    parser.set_defaults(module=module, function=function)
    _language(parser)
    if register:
        parser.add_argument(
            "-r",
            "--register",
            metavar=_("FILE"),
            help=_("the register; otherwise ORGANIZER_REGISTER names it"),
        )
    if json:
        parser.add_argument("--json", action="store_true", help=_("print one JSON object"))
    return parser


def _kinds(
    commands: "Commands",  # type: ignore[valid-type]
    name: str,
    words: str,
) -> "Commands":  # type: ignore[valid-type]
    parser = commands.add_parser(name, help=words, description=words)  # type: ignore[attr-defined]
    return parser.add_subparsers(dest="kind", required=True, metavar=_("WHAT"))  # type: ignore[no-any-return]


def _new(commands: "Commands") -> None:  # type: ignore[valid-type]
    parser = _command(commands, "new", "new", "new", _("Make a new register."), register=False)
    parser.add_argument("file", metavar=_("FILE"))
    parser.add_argument(
        "--demo", type=_count, metavar="N", help=_("with N made-up members and their groups")
    )
    parser.add_argument(
        "--date", type=_date, metavar="D", help=_("as if today were D (2026-03-08)")
    )


def _import(commands: "Commands") -> None:  # type: ignore[valid-type]
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


def _export(commands: "Commands") -> None:  # type: ignore[valid-type]
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


def _print(commands: "Commands") -> None:  # type: ignore[valid-type]
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


def _look(commands: "Commands") -> None:  # type: ignore[valid-type]
    parser = _command(
        commands, "search", "looking", "search", _("Find members, groups and institutions.")
    )
    parser.add_argument("words", nargs="+", metavar=_("WORDS"))
    parser = _command(commands, "history", "looking", "history", _("Show what was done."))
    parser.add_argument("--limit", type=_count, default=100, help=_("newest so many (100)"))
    _command(commands, "undo", "looking", "undo", _("Take the newest operation back."))


def _safety(commands: "Commands") -> None:  # type: ignore[valid-type]
    parser = _command(commands, "backup", "safety", "back_up", _("Make a verified backup."))
    parser.add_argument("-o", "--output", metavar=_("FILE"))
    parser = _command(
        commands, "restore", "safety", "restore", _("Put a backup in the register's place.")
    )
    parser.add_argument("backup", metavar=_("BACKUP"))
    _command(commands, "check", "safety", "check", _("Check that the register is whole."))


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _date(text: str) -> object:
    import datetime as dt

    return dt.date.fromisoformat(text)
