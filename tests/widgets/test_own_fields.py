import datetime
from collections.abc import Awaitable, Callable

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from organizer.base import words
from organizer.base.dates import Birthday, read_birthday
from organizer.widgets.birthday_words import birthday_text, lunar_text
from organizer.widgets.date_field import BirthdayField, DateField
from organizer.widgets.phone_field import PhoneField
from organizer.widgets.tasks import Tasks

Save = Callable[[object], Awaitable[object]]
Place = Callable[[QWidget], None]
TODAY = datetime.date(2026, 11, 22)
NONE = Birthday("solar", "")


def today() -> datetime.date:
    return TODAY


@pytest.fixture
def saved() -> list[object]:
    return []


@pytest.fixture
def save(saved: list[object]) -> Save:
    async def keep(value: object) -> None:
        saved.append(value)

    return keep


@pytest.fixture
def place(window: QWidget) -> Place:
    column = QVBoxLayout(window)

    def put(field: QWidget) -> None:
        column.addWidget(field)
        column.addWidget(QLineEdit())
        field.show()
        field.setFocus()

    return put


def write(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    """As an input method writes it: QTest types Latin letters only."""
    line.selectAll()
    line.insert(text)
    line.textEdited.emit(line.text())


@pytest.mark.parametrize(
    "typed", ["2026-03-08", "2026年3月8日", "2026/3/8", "20260308", "26.3.8", "2026-3-8 周日"]
)
def test_a_day_as_people_write_it(
    typed: str, tasks: Tasks, save: Save, saved: list[object], place: Place, qtbot: QtBot
) -> None:
    field = DateField(today, tasks, save)
    place(field)
    write(qtbot, field.line, typed)
    with qtbot.waitSignal(field.saved):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert saved == ["2026-03-08"]
    assert field.line.text() == "2026-03-08"


def test_no_day_and_a_wrong_one(
    tasks: Tasks, save: Save, saved: list[object], place: Place, qtbot: QtBot
) -> None:
    field = DateField(today, tasks, save)
    place(field)
    field.load("2026-03-08")
    write(qtbot, field.line, "2026-02-30")
    with qtbot.waitSignal(field.refused):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == "2026-02-30"
    write(qtbot, field.line, "")
    with qtbot.waitSignal(field.saved):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert saved == [""]


def test_a_day_is_picked_by_keyboard(
    tasks: Tasks, save: Save, saved: list[object], place: Place, qtbot: QtBot
) -> None:
    field = DateField(today, tasks, save)
    place(field)
    field.load("2026-03-08")
    qtbot.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field.popup.isVisible()
    assert field.popup.calendar.selectedDate() == QDate(2026, 3, 8)
    assert field.popup.month.text() == "2026年3月"
    view = field.popup.calendar.focusWidget()
    assert view is not None
    qtbot.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(field.popup.picked) as heard:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert heard.args == ["2026-03-09"]
    qtbot.waitUntil(lambda: saved == ["2026-03-09"])
    assert not field.popup.isVisible()


def test_today_and_no_date_are_one_click(
    tasks: Tasks, save: Save, saved: list[object], place: Place, qtbot: QtBot
) -> None:
    field = DateField(today, tasks, save)
    place(field)
    qtbot.mouseClick(field.button, Qt.MouseButton.LeftButton)
    assert field.popup.calendar.monthShown() == 11
    qtbot.mouseClick(field.popup._now, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: saved == ["2026-11-22"])
    qtbot.mouseClick(field.button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(field.popup._none, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: saved == ["2026-11-22", ""])


def test_the_calendar_turns_and_speaks(tasks: Tasks, place: Place, qtbot: QtBot) -> None:
    words.set_language("en")
    field = DateField(today, tasks)
    place(field)
    field.open_calendar()
    for button, months in field.popup._turners:
        if months in (-1, -12):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert field.popup.month.text() == "October 2025"
    assert field.popup.calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday
    field.popup.hide()


def test_a_field_to_look_at_opens_no_calendar(tasks: Tasks, place: Place) -> None:
    field = DateField(today, tasks)
    place(field)
    field.set_read_only(True)
    field.open_calendar()
    assert not field.popup.isVisible()
    assert not field.button.isVisible()


@pytest.mark.parametrize(
    ("month", "day", "leap", "text"),
    [
        (8, 15, False, "农历八月十五"),
        (1, 1, False, "农历正月初一"),
        (12, 30, False, "农历腊月三十"),
        (11, 20, False, "农历冬月二十"),
        (4, 10, True, "农历闰四月初十"),
        (2, 29, False, "农历二月廿九"),
    ],
)
def test_lunar_days_are_written_as_in_calendars(
    month: int, day: int, leap: bool, text: str
) -> None:
    assert lunar_text(month, day, leap=leap) == text


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_every_birthday_shown_is_read_again(language: str) -> None:
    words.set_language(language)
    for month in range(1, 13):
        for day in range(1, 31):
            for leap in (False, True):
                lunar = Birthday("lunar", f"--{month:02}-{day:02}", leap)
                assert read_birthday(birthday_text(lunar), TODAY) == lunar
    for date in ("1988-08-15", "1990-12-30"):
        lunar = Birthday("lunar", date)
        assert read_birthday(birthday_text(lunar), TODAY) == lunar
    for date in ("1988-03-08", "--12-31", "--02-29", ""):
        solar = Birthday("solar", date)
        assert read_birthday(birthday_text(solar), TODAY) == solar


@pytest.mark.parametrize(
    ("typed", "lunar", "value"),
    [
        ("1988-3-8", False, Birthday("solar", "1988-03-08")),
        ("3月8日", False, Birthday("solar", "--03-08")),
        ("农历八月十五", False, Birthday("lunar", "--08-15")),
        ("8-15", True, Birthday("lunar", "--08-15")),
        ("闰四月初二", True, Birthday("lunar", "--04-02", leap=True)),
        ("", False, NONE),
    ],
)
def test_birthdays(typed: str, lunar: bool, value: Birthday, tasks: Tasks, place: Place) -> None:
    field = BirthdayField(today)
    place(field)
    field.lunar.setChecked(lunar)
    field.line.setText(typed)
    assert field.check()
    assert field.value == value
    field.load(value)
    assert field.lunar.isChecked() == (value.calendar == "lunar")
    assert field.is_empty() == (value == NONE)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Birthday("lunar", "1988-08-15"), "Next birthday: Sep 15, 2027, 39 years old"),
        (Birthday("solar", "--05-20"), "Next birthday: May 20, 2027"),
        (Birthday("solar", TODAY.isoformat()), "Birthday today"),
        (NONE, ""),
    ],
)
def test_a_birthday_says_when_it_comes(value: Birthday, said: str, place: Place) -> None:
    words.set_language("en")
    field = BirthdayField(today)
    place(field)
    field.load(value)
    assert field.coming.text() == said
    assert field.coming.isVisible() == bool(said)


def test_figures_become_lunar_with_one_click(
    tasks: Tasks, save: Save, saved: list[object], place: Place, qtbot: QtBot
) -> None:
    field = BirthdayField(today, tasks, save)
    place(field)
    write(qtbot, field.line, "8/15")
    qtbot.mouseClick(field.lunar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: saved == [Birthday("lunar", "--08-15")])
    qtbot.waitUntil(lambda: field.line.text() == "农历八月十五")


def test_a_phone_number_is_masked_until_asked_for(
    tasks: Tasks, save: Save, saved: list[object], place: Place, qtbot: QtBot
) -> None:
    field = PhoneField(tasks, save)
    other = QLineEdit()
    place(other)
    place(field)
    other.setFocus()
    field.load("13812341234")
    assert field.line.text() == "138 **** 1234"
    field.setFocus()
    qtbot.keyClicks(field.line, "9")
    assert field.line.text() == "138 **** 1234"
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == "138 1234 1234"
    assert not field.masked
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.line.text() == "138 **** 1234"
    assert saved == []
    qtbot.mouseClick(field.eye, Qt.MouseButton.LeftButton)
    assert field.line.text() == "138 1234 1234"
    write(qtbot, field.line, "+86 139-0000-1111")
    with qtbot.waitSignal(field.saved):
        qtbot.mouseClick(field.eye, Qt.MouseButton.LeftButton)
    assert saved == ["13900001111"]


def test_a_click_reveals_and_leaving_after_a_change_masks_again(
    tasks: Tasks, save: Save, saved: list[object], place: Place, qtbot: QtBot
) -> None:
    field = PhoneField(tasks, save)
    other = QLineEdit()
    place(field)
    place(other)
    field.load("13812341234")
    qtbot.mouseClick(field.line, Qt.MouseButton.LeftButton)
    field.setFocus()
    assert field.line.text() == "138 1234 1234"
    write(qtbot, field.line, "13900001111")
    with qtbot.waitSignal(field.saved):
        other.setFocus()
    assert field.line.text() == "139 **** 1111"


@pytest.mark.parametrize("typed", ["1.38E+10", "138****1234"])
def test_a_ruined_or_starred_number_is_refused(
    typed: str, tasks: Tasks, save: Save, saved: list[object], place: Place, qtbot: QtBot
) -> None:
    field = PhoneField(tasks, save)
    place(field)
    field.load("")
    write(qtbot, field.line, typed)
    with qtbot.waitSignal(field.refused):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert (saved, field.line.text()) == ([], typed)


def test_without_masking_the_number_is_grouped(tasks: Tasks, place: Place) -> None:
    field = PhoneField(tasks, masked=False)
    place(field)
    field.load("13812341234")
    assert field.line.text() == "138 1234 1234"
    assert not field.eye.isVisible()
    field.set_masking(True)
    assert field.eye.isVisible()


def test_a_landline_stays_as_typed(tasks: Tasks, place: Place) -> None:
    field = PhoneField()
    place(field)
    field.line.setText("020-8765 4321 转 8")
    assert field.value == "020-8765 4321 转 8"
