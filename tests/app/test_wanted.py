"""What the words after `organizer` ask of the window."""

import datetime as dt
from pathlib import Path

import pytest

from organizer.__main__ import wants_window
from organizer.app.wanted import Wanted, wanted
from organizer.base.errors import UserError


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ([], Wanted()),
        (["群.organizer"], Wanted(Path("群.organizer"))),
        (["--demo"], Wanted(demo=True)),
        (["--demo", "--date", "2026-03-09"], Wanted(demo=True, day=dt.date(2026, 3, 9))),
        (["--date=2026-03-09", "--demo"], Wanted(demo=True, day=dt.date(2026, 3, 9))),
    ],
)
def test_what_is_meant(words: list[str], meant: Wanted) -> None:
    assert wanted(words) == meant


@pytest.mark.parametrize(
    "words",
    [
        ["--demo", "a.db"],
        ["a.db", "b.db"],
        ["--what"],
        ["--date", "2026-03-09"],
        ["--demo", "--date", "9.3.26"],
        ["--demo", "--date"],
    ],
)
def test_what_is_not_understood_is_refused(words: list[str]) -> None:
    with pytest.raises(UserError):
        wanted(words)


def test_who_is_asked() -> None:
    assert wants_window([])
    assert wants_window(["--demo", "--date", "2026-03-09"])
    assert wants_window(["a.organizer"])
    assert wants_window(["A.DB"])
    assert not wants_window(["new", "a.organizer"])
    assert not wants_window(["import", "members", "a.csv"])
