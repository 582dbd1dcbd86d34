"""What the command line asks of the window: a register, made-up data, a day."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from organizer.base.errors import UserError
from organizer.base.words import N_

if TYPE_CHECKING:
    import datetime as dt

ENDINGS = (".organizer", ".db")
"""A first word that ends so is a register to open, whether it is there or not."""


class Wanted(NamedTuple):
    """A register to open, or made-up data as if today were `day`; neither: the last register."""

    path: Path | None = None
    demo: bool = False
    day: "dt.date | None" = None


def wanted(arguments: Sequence[str]) -> Wanted:
    """Read `[FILE]` or `--demo [--date D]`. Raises UserError when they are something else."""
    rest = list(arguments)
    demo = "--demo" in rest
    if demo:
        rest.remove("--demo")
    day = _day(rest)
    paths = [Path(text) for text in rest if not text.startswith("-")]
    if len(paths) != len(rest) or len(paths) > 1 or (demo and paths) or (day and not demo):
        raise UserError(
            "window.usage",
            N_("The window takes a register, or --demo with perhaps --date YYYY-MM-DD."),
        )
    return Wanted(paths[0] if paths else None, demo, day)


def _day(rest: list[str]) -> "dt.date | None":
    """Take `--date D` or `--date=D` out of the words."""
    for place, word in enumerate(rest):
        name, equals, text = word.partition("=")
        if name != "--date":
            continue
        if not equals and place + 1 < len(rest):
            text = rest.pop(place + 1)
        del rest[place]
        from datetime import date  # not needed to show the window

        try:
            return date.fromisoformat(text)
        except ValueError:
            raise UserError(
                "window.date", N_("“{text}” is no day. Write it as 2026-12-31."), text=text
            ) from None
    return None
