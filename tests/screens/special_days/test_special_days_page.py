"""The page of special days: a year looked at, a day changed, a year pasted."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from organizer.base.register_thread import RegisterThread
from organizer.domain.special_days import store
from organizer.domain.special_days.records import SpecialDay
from organizer.screens.special_days.page import SpecialDaysPage
from organizer.screens.special_days.paste_year import PasteYear
from organizer.widgets.desk import Desk, Page
from organizer.widgets.messages import Messages
from tests.screens.conftest import TODAY
from tests.screens.pictures import problems

Settle = Callable[[], None]
HOLIDAY = dt.date(2026, 10, 1)
UNKNOWN = 2031


@pytest.fixture
def page(make_page: Callable[[str], Page], settle: Settle) -> SpecialDaysPage:
    made = make_page("special_days")
    assert isinstance(made, SpecialDaysPage)
    settle()
    made.refresh(None)
    settle()
    return made


def said_of(register: RegisterThread, day: dt.date) -> SpecialDay | None:
    return register.ask(lambda db: store.special_days(db, day, day)).result().get(day)


def test_a_year_is_listed_and_an_unknown_one_says_so(page: SpecialDaysPage, settle: Settle) -> None:
    assert page.year == TODAY.year
    assert HOLIDAY.isoformat() in page.table.shown_ids()
    assert page.hint.isVisible()
    page.go_to(UNKNOWN)
    settle()
    assert page.table.shown_ids() == []
    assert str(UNKNOWN) in page.unknown.text()
    assert page.unknown.isVisible()
    page.go_to(1)
    assert page.year == 2000


def test_a_day_is_changed_and_as_built_in_again(
    page: SpecialDaysPage, register: RegisterThread, settle: Settle
) -> None:
    page.table.select([HOLIDAY.isoformat()])
    settle()
    assert page.kind.value == "day_off"
    assert not page.built_in_button.isEnabled()
    page.kind.set_value("ordinary")
    page.set_button.click()
    settle()
    assert said_of(register, HOLIDAY) is None
    assert HOLIDAY.isoformat() in page.table.shown_ids(), "it can be found to be taken back"
    page.table.select([HOLIDAY.isoformat()])
    settle()
    assert page.built_in_label.isVisible()
    page.built_in_button.click()
    settle()
    found = said_of(register, HOLIDAY)
    assert found is not None
    assert (found.kind, found.name) == ("day_off", "national_day")


def test_a_day_of_another_year_is_entered_under_its_own_name(
    page: SpecialDaysPage, register: RegisterThread, settle: Settle
) -> None:
    page.day.set_value("2031-05-01")
    page.kind.set_value("day_off")
    page.name.set_value("校庆")
    page.set_button.click()
    settle()
    assert said_of(register, dt.date(UNKNOWN, 5, 1)) == SpecialDay(
        dt.date(UNKNOWN, 5, 1), "day_off", "校庆", own=True
    )
    assert page.year == UNKNOWN


def test_without_a_day_nothing_is_set(
    page: SpecialDaysPage, register: RegisterThread, settle: Settle
) -> None:
    page.day.set_value("")
    page.set_button.click()
    settle()
    assert page.problem.text()
    assert register.ask(lambda db: db.value("SELECT count(*) FROM special_day")).result() == 0


def test_a_pasted_year_is_looked_at_and_set_in_one_step(
    page: SpecialDaysPage,
    desk: Desk,
    messages: Messages,
    register: RegisterThread,
    settle: Settle,
    tmp_path: Path,
) -> None:
    page.go_to(UNKNOWN)
    page.paste_button.click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, PasteYear)
    sheet.box.setPlainText("2031-02-06 休 春节\n2031-13-20 班 春节")
    sheet.read()
    assert "2" in sheet.problem.text()
    assert not sheet.act_button.isEnabled()
    assert problems(sheet) == []
    path = tmp_path / "2031.txt"
    path.write_text("2031-02-06 休 春节\n2031-02-20 班 春节\n", encoding="gb18030")
    sheet.load(path)
    assert [one.kind for one in sheet.days] == ["day_off", "workday"]
    sheet.act_button.click()
    settle()
    assert messages.dialog is None
    assert len(page.table.shown_ids()) == 2
    assert page.hint.isVisible()
    desk.start(register.undo())
    settle()
    assert page.table.shown_ids() == []


def test_a_file_that_is_no_text_is_refused_calmly(
    desk: Desk, messages: Messages, settle: Settle, tmp_path: Path
) -> None:
    desk.start(messages.open(PasteYear(desk)))
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, PasteYear)
    sheet.load(tmp_path / "missing.txt")
    path = tmp_path / "picture.txt"
    path.write_bytes(bytes(range(256)) * 9)
    sheet.load(path)
    assert len(messages.recorded) == 2
    assert sheet.box.toPlainText() == ""
    sheet.reject()
    settle()
