"""The views of a calendar under pointer and keyboard."""

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from organizer.widgets.calendar_agenda import AgendaView
from organizer.widgets.calendar_hours import HoursView
from organizer.widgets.calendar_month import MonthView
from organizer.widgets.calendar_popover import DayPopover
from organizer.widgets.calendar_records import CalendarEntry, DayMark
from organizer.widgets.calendar_view import CalendarView
from organizer.widgets.hues import Hue, shades
from organizer.widgets.theme import theme
from tests.contrast import contrast

TODAY = dt.date(2026, 3, 9)
LEFT = Qt.MouseButton.LeftButton


def entry(name: str, day: int, starts_at: str = "14:00", minutes: int = 90) -> CalendarEntry:
    """An entry on a day of March 2026."""
    return CalendarEntry(name, name, dt.date(2026, 3, day), starts_at, minutes, f"活动{name}")


ENTRIES = (
    entry("a", 9, "", 1440),
    entry("b", 9),
    entry("c", 11, "19:30", 60),
    *(entry(f"m{at}", 18, f"{8 + at:02}:00", 30) for at in range(9)),
)


def shown(view: CalendarView, qtbot: QtBot) -> CalendarView:
    """A view with the entries, in a window of its own."""
    qtbot.addWidget(view)
    view.resize(980, 620)
    view.show()
    qtbot.waitExposed(view)
    view.show_entries(ENTRIES, {TODAY: DayMark("廿一", tip="2026年3月9日 · 廿一")})
    view.setFocus()
    return view


@pytest.fixture
def month(qtbot: QtBot) -> MonthView:
    """The month view."""
    view = MonthView(TODAY)
    shown(view, qtbot)
    return view


@pytest.fixture
def week(qtbot: QtBot) -> HoursView:
    """The week view."""
    view = HoursView(TODAY, 7)
    shown(view, qtbot)
    return view


def place(view: MonthView, name: str) -> QPoint:
    """Where an entry stands in the month."""
    return next(area.center() for cell in view.cells for area, one in cell.lines if one.id == name)


def free(view: MonthView, day: int) -> QPoint:
    """Empty time on a day of the month."""
    cell = view.cell_of(dt.date(2026, 3, day))
    assert cell is not None
    return cell.area.bottomRight() - QPoint(8, 6)


def drag(view: CalendarView, start: QPoint, end: QPoint) -> None:
    """Take hold at one point and let go at another."""
    port = view.viewport()
    QTest.mousePress(port, LEFT, pos=start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, LEFT, pos=end)


# --- the month ------------------------------------------------------------------------------------


def test_a_full_day_says_how_many_more_there_are(month: MonthView, qtbot: QtBot) -> None:
    cell = month.cell_of(dt.date(2026, 3, 18))
    assert cell is not None
    assert len(cell.lines) + cell.more == 9
    assert cell.more > 1
    assert all(cell.area.contains(area) for area, _one in cell.lines)
    assert cell.area.contains(cell.more_area)
    with qtbot.waitSignal(month.day_wanted) as told:
        QTest.mouseClick(month.viewport(), LEFT, pos=cell.more_area.center())
    assert told.args == [dt.date(2026, 3, 18)]


def test_arrows_walk_through_days_and_turn_the_month_at_its_end(month: MonthView) -> None:
    told: list[dt.date] = []
    month.day_changed.connect(told.append)
    QTest.keyClick(month, Qt.Key.Key_Right)
    QTest.keyClick(month, Qt.Key.Key_Down)
    assert month.day == dt.date(2026, 3, 17)
    QTest.keyClick(month, Qt.Key.Key_PageDown)
    assert month.anchor == dt.date(2026, 4, 17)
    QTest.keyClick(month, Qt.Key.Key_Home)
    assert month.day == TODAY
    for _week in range(2):
        QTest.keyClick(month, Qt.Key.Key_Up)
    assert month.day == dt.date(2026, 2, 23)
    assert month.cells[0].day == dt.date(2026, 1, 26)
    assert told[-1] == month.day


def test_a_click_on_a_day_of_another_month_does_not_turn_the_page(month: MonthView) -> None:
    first = month.cells[0]
    assert first.day == dt.date(2026, 2, 23)
    QTest.mouseClick(month.viewport(), LEFT, pos=first.area.bottomRight() - QPoint(9, 9))
    assert month.day == first.day
    assert month.cells[0].day == first.day
    assert month.anchor == TODAY


def test_space_walks_the_entries_of_a_day_and_enter_opens_one(
    month: MonthView, qtbot: QtBot
) -> None:
    chosen: list[CalendarEntry] = []
    month.entry_chosen.connect(chosen.append)
    QTest.keyClick(month, Qt.Key.Key_Space)
    QTest.keyClick(month, Qt.Key.Key_Space)
    assert [one.id for one in chosen] == ["a", "b"]
    with qtbot.waitSignal(month.entry_opened) as told:
        QTest.keyClick(month, Qt.Key.Key_Return)
    assert told.args == [ENTRIES[1]]
    QTest.keyClick(month, Qt.Key.Key_Escape)
    assert month.chosen == ""
    assert chosen[-1] is None


def test_enter_on_an_empty_day_and_n_begin_something_new(month: MonthView) -> None:
    told: list[tuple[object, ...]] = []
    month.new_wanted.connect(lambda *given: told.append(given))
    QTest.keyClick(month, Qt.Key.Key_Right)
    QTest.keyClick(month, Qt.Key.Key_Return)
    QTest.keyClick(month, Qt.Key.Key_N)
    QTest.mouseDClick(month.viewport(), LEFT, pos=free(month, 12))
    assert told[0] == told[1] == (dt.date(2026, 3, 10), "", 0)
    # a double click without its first press is what offscreen Qt sends; the real one has it
    QTest.mouseClick(month.viewport(), LEFT, pos=free(month, 12))
    QTest.mouseDClick(month.viewport(), LEFT, pos=free(month, 12))
    assert told[-1] == (dt.date(2026, 3, 12), "", 0)


def test_an_entry_is_dragged_to_another_day_and_keeps_its_time(
    month: MonthView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(month.entry_moved) as told:
        drag(month, place(month, "b"), free(month, 20))
    assert told.args == [ENTRIES[1], ENTRIES[1]._replace(day=dt.date(2026, 3, 20))]
    assert month.ghost is None


def test_a_drag_back_to_where_it_came_from_moves_nothing(month: MonthView) -> None:
    told: list[object] = []
    month.entry_moved.connect(lambda *given: told.append(given))
    drag(month, place(month, "b"), free(month, 9))
    assert told == []


def test_escape_lets_go_of_what_is_dragged(month: MonthView) -> None:
    told: list[object] = []
    month.entry_moved.connect(lambda *given: told.append(given))
    port = month.viewport()
    QTest.mousePress(port, LEFT, pos=place(month, "b"))
    QTest.mouseMove(port, free(month, 20))
    assert month.ghost is not None
    QTest.keyClick(month, Qt.Key.Key_Escape)
    QTest.mouseRelease(port, LEFT, pos=free(month, 20))
    assert month.ghost is None
    assert told == []


def test_alt_and_arrows_move_the_chosen_entry(month: MonthView) -> None:
    told: list[CalendarEntry] = []
    month.entry_moved.connect(lambda _entry, to: told.append(to))
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(month, Qt.Key.Key_Right, alt)
    assert told == [], "nothing is chosen yet"
    month.take(ENTRIES[1])
    QTest.keyClick(month, Qt.Key.Key_Right, alt)
    QTest.keyClick(month, Qt.Key.Key_Down, alt)
    assert [one.day.day for one in told] == [10, 16]


def test_what_may_not_be_moved_stays(month: MonthView) -> None:
    told: list[object] = []
    month.entry_moved.connect(lambda *given: told.append(given))
    fixed = ENTRIES[1]._replace(movable=False)
    month.show_entries([fixed], {})
    drag(month, place(month, "b"), free(month, 20))
    month.take(fixed)
    QTest.keyClick(month, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(month, Qt.Key.Key_Delete)
    assert told == []


def test_delete_asks_for_removal_and_digits_for_views(month: MonthView, qtbot: QtBot) -> None:
    month.take(ENTRIES[1])
    with qtbot.waitSignal(month.remove_wanted) as told:
        QTest.keyClick(month, Qt.Key.Key_Delete)
    assert told.args == [ENTRIES[1]]
    with qtbot.waitSignal(month.view_wanted) as number:
        QTest.keyClick(month, Qt.Key.Key_2)
    assert number.args == [2]


def test_the_day_and_its_entries_are_told_to_who_cant_see(month: MonthView) -> None:
    words = month.accessibleDescription()
    assert "活动a" in words
    assert "活动b" in words
    month.take(ENTRIES[1])
    assert month.accessibleDescription().startswith("活动b")


def test_a_tool_tip_shows_a_title_as_it_is_typed(month: MonthView, qtbot: QtBot) -> None:
    bold = ENTRIES[1]._replace(title="<b>A & B</b>")
    month.show_entries([bold], {})
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QApplication

    port, point = month.viewport(), place(month, "b")
    tip = QHelpEvent(QEvent.Type.ToolTip, point, port.mapToGlobal(point))
    QApplication.sendEvent(port, tip)
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in QToolTip.text()
    QToolTip.hideText()


def test_all_of_a_day_stands_in_its_popover(month: MonthView, qtbot: QtBot) -> None:
    popover = DayPopover(month, dt.date(2026, 3, 18))
    popover.open()
    qtbot.waitExposed(popover)
    assert len(popover.list.entries) == 9
    QTest.keyClick(popover.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(popover.entry_chosen) as told:
        QTest.keyClick(popover.list, Qt.Key.Key_Return)
    assert told.args[0].id == "m1"


# --- hours ----------------------------------------------------------------------------------------


def at(view: HoursView, day: int, minute: int) -> QPoint:
    """Where a time of a day in March stands in the viewport."""
    number = (dt.date(2026, 3, day) - view.period(view.anchor)[0]).days
    middle = (view._columns[number] + view._columns[number + 1]) // 2
    return QPoint(middle, view._y(minute) + view._offset())


def test_what_is_dragged_on_empty_time_begins_something_new(week: HoursView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(week.new_wanted) as told:
        drag(week, at(week, 12, 10 * 60), at(week, 12, 11 * 60 + 30))
    assert told.args == [dt.date(2026, 3, 12), "10:00", 90]


def test_dragging_moves_an_entry_by_quarters_of_an_hour(week: HoursView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(week.entry_moved) as told:
        drag(week, at(week, 9, 14 * 60 + 40), at(week, 10, 15 * 60 + 42))
    assert told.args[1] == ENTRIES[1]._replace(day=dt.date(2026, 3, 10), starts_at="15:00")


def test_the_ends_make_an_entry_longer_or_shorter(week: HoursView, qtbot: QtBot) -> None:
    low, high = at(week, 9, 15 * 60 + 30), at(week, 9, 14 * 60)
    with qtbot.waitSignal(week.entry_moved) as told:
        drag(week, low - QPoint(0, 4), at(week, 9, 16 * 60 + 30))
    assert told.args[1] == ENTRIES[1]._replace(minutes=150)
    with qtbot.waitSignal(week.entry_moved) as told:
        drag(week, high + QPoint(0, 3), at(week, 9, 13 * 60 + 15))
    assert told.args[1] == ENTRIES[1]._replace(starts_at="13:15", minutes=135)


def test_an_entry_never_ends_before_it_starts(week: HoursView, qtbot: QtBot) -> None:
    low = at(week, 9, 15 * 60 + 30)
    with qtbot.waitSignal(week.entry_moved) as told:
        drag(week, low - QPoint(0, 4), at(week, 9, 9 * 60))
    assert told.args[1].minutes == 15


def test_keys_move_and_stretch_in_the_hours(week: HoursView) -> None:
    told: list[CalendarEntry] = []
    week.entry_moved.connect(lambda _entry, to: told.append(to))
    week.take(ENTRIES[1])
    QTest.keyClick(week, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(week, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(week, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert told[0] == ENTRIES[1]._replace(starts_at="14:30")
    assert told[1] == ENTRIES[1]._replace(minutes=105)
    assert told[2] == ENTRIES[1]._replace(day=dt.date(2026, 3, 10))


def test_up_and_down_walk_a_days_entries(week: HoursView) -> None:
    QTest.keyClick(week, Qt.Key.Key_Down)
    QTest.keyClick(week, Qt.Key.Key_Down)
    assert week.chosen == "b"
    QTest.keyClick(week, Qt.Key.Key_Up)
    assert week.chosen == "a"


def test_an_entry_over_midnight_stands_on_both_days(week: HoursView) -> None:
    late = entry("late", 10, "23:00", 150)
    week.show_entries([late], {})
    assert [piece.entry.id for piece in week.pieces] == ["late", "late"]
    first, second = week.pieces
    assert first.area.left() < second.area.left()
    assert (first.begins, first.ends) == (True, False)
    assert (second.begins, second.ends) == (False, True)


def test_entries_of_one_hour_stand_beside_one_another(week: HoursView) -> None:
    week.show_entries([entry("x", 10), entry("y", 10, "14:30"), entry("z", 10, "15:00")], {})
    areas = [piece.area for piece in week.pieces]
    for number, one in enumerate(areas):
        assert not any(one.intersects(other) for other in areas[number + 1 :])


# --- the schedule ---------------------------------------------------------------------------------


def test_the_schedule_lists_days_with_something_and_today(qtbot: QtBot) -> None:
    view = AgendaView(dt.date(2026, 3, 10))
    shown(view, qtbot)
    view.show_entries(ENTRIES, {})
    assert [block.day.day for block in view.blocks] == [9, 10, 11, 18]
    assert [len(block.lines) for block in view.blocks] == [2, 0, 1, 9]
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.chosen == "c"
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.chosen == "b"
    with qtbot.waitSignal(view.entry_opened):
        QTest.keyClick(view, Qt.Key.Key_Return)


# --- looks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("dark", [False, True])
def test_every_hue_can_be_read(dark: bool) -> None:
    from organizer.widgets.colours import DARK, LIGHT

    colours = DARK if dark else LIGHT
    for hue in Hue:
        soft, ink = shades(hue, dark=dark)
        assert contrast(colours.text, soft) >= 4.5, hue
        assert contrast(colours.muted, soft) >= 4.5, hue
        assert contrast(ink, soft) >= 4.5, hue
        assert contrast(colours.surface, ink) >= 4.5, hue


def test_views_follow_the_text_size(month: MonthView) -> None:
    before = month.ink.entry_height
    theme.set_text_percent(150)
    assert month.ink.entry_height > before * 1.3
