"""The filter bar: what is typed and ticked is told at once, in plain values that can be kept."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from organizer.base.register_thread import Ticket
from organizer.base.words import set_language
from organizer.widgets.filter_bar import FilterBar, SavedFilter
from organizer.widgets.filter_kinds import (
    FilterKind,
    FilterType,
    Option,
    describe,
    empty_state,
    is_empty,
    is_set,
    since,
)
from organizer.widgets.filter_popup import FilterPopup, NamePopup
from organizer.widgets.theme import theme

TODAY = date(2026, 5, 20)
TAGS = [Option("t1", "核心", 12), Option("t2", "英语", 3), Option("t3", "东区")]


def kinds(options: Any = None) -> list[FilterKind]:
    return [
        FilterKind("tag", "Tags", FilterType.CHOICES, options or (lambda: TAGS)),
        FilterKind("group", "Group", FilterType.CHOICE, lambda: TAGS),
        FilterKind("joined", "Joined", FilterType.SINCE),
        FilterKind("alone", "Without institution", FilterType.YES_NO, negative="With institution"),
        FilterKind("note", "Note", FilterType.TEXT),
        FilterKind("points", "Points", FilterType.NUMBER),
    ]


KINDS = {kind.key: kind for kind in kinds()}
FULL: dict[str, Any] = {
    "words": "王",
    "filters": {
        "tag": ["t1", "t2"],
        "joined": {"days": 30},
        "alone": False,
        "note": "周三",
        "points": {"from": 3},
    },
}


@pytest.fixture(autouse=True)
def _in_english() -> None:
    set_language("en")


@pytest.fixture
def bar(qtbot: QtBot) -> FilterBar:
    made = FilterBar(kinds(), lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1100, 200)
    made.show()
    qtbot.waitExposed(made)
    return made


def popup_of(bar: FilterBar) -> FilterPopup:
    found = [popup for popup in bar.findChildren(FilterPopup) if popup.isVisible()]
    assert found
    return found[-1]


def begun(qtbot: QtBot, bar: FilterBar, key: str) -> FilterPopup:
    """Add a filter and give its pop-up."""
    bar.begin(key)
    qtbot.waitUntil(lambda: any(p.isVisible() for p in bar.findChildren(FilterPopup)))
    return popup_of(bar)


def test_every_key_typed_is_told(qtbot: QtBot, bar: FilterBar) -> None:
    heard: list[dict[str, Any]] = []
    bar.changed.connect(heard.append)
    QTest.keyClicks(bar.search, "wx")
    assert [state["words"] for state in heard] == ["w", "wx"]
    QTest.keyClick(bar.search, Qt.Key.Key_Escape)
    assert heard[-1] == empty_state()


def test_down_and_enter_hand_the_keyboard_to_the_list(qtbot: QtBot, bar: FilterBar) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        with qtbot.waitSignal(bar.left_downwards):
            QTest.keyClick(bar.search, key)


def test_ctrl_f_is_the_search_field(qtbot: QtBot, bar: FilterBar) -> None:
    shortcut = bar.findChild(QShortcut)
    assert shortcut is not None
    assert shortcut.key().toString() == "Ctrl+F"
    bar.search.setText("王")
    bar.activateWindow()
    shortcut.activated.emit()
    assert bar.search.selectedText() == "王"


def test_choices_are_ticked_one_by_one(qtbot: QtBot, bar: FilterBar) -> None:
    popup = begun(qtbot, bar, "tag")
    assert popup.list is not None
    assert bar.state() == empty_state()  # no value yet, nothing filtered
    with qtbot.waitSignal(bar.changed) as told:
        QTest.keyClick(popup.list, Qt.Key.Key_Space)
    assert told.args == [{"words": "", "filters": {"tag": ["t1"]}}]
    popup.list.setCurrentRow(2)
    QTest.keyClick(popup.list, Qt.Key.Key_Return)
    popup.list.setCurrentRow(1)
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    assert bar.state()["filters"] == {"tag": ["t1", "t3"]}
    assert bar._chips["tag"].words.text() == "Tags: 核心, 东区"


def test_one_choice_replaces_the_other(qtbot: QtBot, bar: FilterBar) -> None:
    popup = begun(qtbot, bar, "group")
    assert popup.list is not None
    for row in (0, 1):
        item = popup.list.item(row)
        popup.list.itemClicked.emit(item)
    assert bar.state()["filters"] == {"group": ["t2"]}


def test_many_options_can_be_searched(qtbot: QtBot) -> None:
    many = [Option(str(number), f"群 {number}") for number in range(40)]
    bar = FilterBar(kinds(lambda: many), lambda: TODAY)
    qtbot.addWidget(bar)
    bar.show()
    popup = begun(qtbot, bar, "tag")
    assert popup.list is not None
    popup._search.setText("群 39")
    shown = [at for at in range(40) if not popup.list.item(at).isHidden()]
    assert shown == [39]


def test_dates_are_told_relative_or_as_a_day(qtbot: QtBot, bar: FilterBar) -> None:
    popup = begun(qtbot, bar, "joined")
    buttons = popup.findChildren(QRadioButton)
    buttons[1].click()
    assert bar.state()["filters"] == {"joined": {"days": 30}}
    buttons[-1].click()
    popup._day.setDate(QDate(2026, 3, 1))
    assert bar.state()["filters"] == {"joined": "2026-03-01"}


def test_yes_and_no(qtbot: QtBot, bar: FilterBar) -> None:
    bar.begin("alone")
    assert bar.state()["filters"] == {"alone": True}
    bar._chips["alone"].words.click()
    popup_of(bar).findChildren(QRadioButton)[1].click()
    assert bar.state()["filters"] == {"alone": False}
    assert bar._chips["alone"].words.text() == "With institution"


def test_texts_and_numbers(qtbot: QtBot, bar: FilterBar) -> None:
    line = begun(qtbot, bar, "note").findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, " ab ")
    assert bar.state()["filters"] == {"note": "ab"}
    popup_of(bar).close()
    popup = begun(qtbot, bar, "points")
    QTest.keyClicks(popup._ends["from"], "3x")  # a letter is no figure
    QTest.keyClicks(popup._ends["to"], "12")
    assert bar.state()["filters"]["points"] == {"from": 3, "to": 12}
    popup._ends["from"].clear()
    popup._ends["to"].clear()
    assert "points" not in bar.state()["filters"]


def test_a_filter_without_a_value_goes_away_again(qtbot: QtBot, bar: FilterBar) -> None:
    popup = begun(qtbot, bar, "note")
    with qtbot.waitSignal(popup.closed):
        popup.close()
    assert bar._chips == {}


def test_a_chip_is_removed_by_its_cross_and_by_delete(qtbot: QtBot, bar: FilterBar) -> None:
    bar.set_state(FULL)
    with qtbot.waitSignals([bar._chips["tag"].removed, bar.changed]):
        bar._chips["tag"].cross.click()
    with qtbot.waitSignal(bar.changed):
        QTest.keyClick(bar._chips["note"], Qt.Key.Key_Delete)
    assert set(bar.state()["filters"]) == {"joined", "alone", "points"}
    with qtbot.waitSignal(bar._chips["joined"].pressed):
        bar._chips["joined"].words.click()
    popup_of(bar).close()
    with qtbot.waitSignal(bar.changed) as told:
        bar.clear_all.click()
    assert told.args == [empty_state()]


def test_a_state_goes_round_through_json_and_is_told_once(qtbot: QtBot, bar: FilterBar) -> None:
    heard: list[dict[str, Any]] = []
    bar.changed.connect(heard.append)
    bar.set_state(json.loads(json.dumps(FULL)))
    assert heard == [FULL]
    assert not is_empty(heard[0])


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"words": None, "filters": None},
        {"filters": {"gone": ["x"], "tag": "t1", "joined": {"days": "many"}, "points": {}}},
        {"filters": {"tag": [3], "alone": "yes", "note": " ", "joined": "2026-99-01"}},
    ],
)
def test_a_strange_state_filters_nothing(bar: FilterBar, state: dict[str, Any]) -> None:
    bar.set_state(state)
    assert bar.state() == empty_state()


def test_saved_filters_are_applied_named_and_removed(qtbot: QtBot, bar: FilterBar) -> None:
    bar.set_saved([SavedFilter("s1", "本月新人 & 新校长", FULL)])

    def menu() -> QMenu:
        bar.saved.click()
        return [found for found in bar.findChildren(QMenu) if found.isVisible()][-1]

    with qtbot.waitSignal(bar.changed) as told:
        opened = menu()
        opened.actions()[0].trigger()
    opened.close()
    assert told.args == [FULL]
    assert bar.saved.text() == "本月新人 && 新校长"
    bar.search.setText("李")
    assert bar.saved.text() == "Saved filters"
    opened = menu()
    next(action for action in opened.actions() if action.text().startswith("Save")).trigger()
    opened.close()
    asking = bar._name_popup
    assert not asking.button.isEnabled()
    QTest.keyClicks(asking.line, "mine")
    with qtbot.waitSignal(bar.save_requested) as told:
        QTest.keyClick(asking.line, Qt.Key.Key_Return)
    assert told.args == ["mine", bar.state()]
    bar._ask_new_name(bar._saved[0])
    bar._name_popup.line.setText("新人")
    with qtbot.waitSignal(bar.rename_requested) as told:
        bar._name_popup.button.click()
    assert told.args == ["s1", "新人"]
    opened = menu()
    delete = [action.menu() for action in opened.actions() if action.menu() is not None][-1]
    assert isinstance(delete, QMenu)
    with qtbot.waitSignal(bar.delete_requested) as told:
        delete.actions()[0].trigger()
    opened.close()
    assert told.args == ["s1"]


def test_an_empty_name_is_not_taken(qtbot: QtBot, window: QWidget) -> None:
    popup = NamePopup("Name", "", window)
    with qtbot.assertNotEmitted(popup.named):
        QTest.keyClick(popup.line, Qt.Key.Key_Return)
    popup.line.setText("x")
    with qtbot.waitSignal(popup.named) as told:
        popup.button.click()
    assert told.args == ["x"]


def test_options_may_come_later_from_another_thread(qtbot: QtBot) -> None:
    import threading

    tickets: list[Ticket[Sequence[Option]]] = []

    def options() -> Ticket[Sequence[Option]]:
        tickets.append(Ticket())
        return tickets[-1]

    bar = FilterBar(kinds(options), lambda: TODAY)
    qtbot.addWidget(bar)
    bar.show()
    bar.set_state({"filters": {"tag": ["t2"]}})
    assert bar._chips["tag"].words.text() == "Tags: …"
    thread = threading.Thread(target=lambda: tickets[0].settle(TAGS, None))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bar._chips["tag"].words.text() == "Tags: 英语")


def test_a_pop_up_tells_its_values(qtbot: QtBot, window: QWidget) -> None:
    popup = FilterPopup(KINDS["note"], None, lambda: TODAY, window)
    line = popup.findChild(QLineEdit)
    assert line is not None
    with qtbot.waitSignal(popup.value_changed) as told:
        line.setText("a")
    assert told.args == ["a"]


def test_the_language_can_change_while_open(qapp: QApplication, bar: FilterBar) -> None:
    bar.set_state({"filters": {"points": {"to": 3}}})
    assert bar._chips["points"].words.text() == "Points: at most 3"
    set_language("zh_Hans")
    from PySide6.QtCore import QEvent

    for widget in (bar, bar._chips["points"]):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    assert bar._chips["points"].words.text().endswith("不超过 3")
    assert bar.clear_all.text() == "全部清除"


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_cut_when_the_line_is_full(
    qtbot: QtBot, qapp: QApplication, bar: FilterBar, percent: int
) -> None:
    theme.set_text_percent(percent)
    bar.resize(900, 400)
    bar.set_state(FULL)
    qapp.processEvents()
    bar.resize(900, bar._flow.heightForWidth(900))
    qapp.processEvents()
    for chip in bar._chips.values():
        assert bar.rect().contains(chip.geometry())
        assert chip.width() >= chip.sizeHint().width()
        assert chip.words.width() >= chip.words.sizeHint().width()


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("tag", ["t1"], "Tags: 核心"),
        ("tag", ["t1", "t2", "t3", "t4", "t5"], "Tags: 核心, 英语, 东区 +2"),
        ("joined", {"days": 1}, "Joined in the last 1 day"),
        ("joined", {"days": 30}, "Joined in the last 30 days"),
        ("joined", "2026-03-01", "Joined since Mar 1, 2026"),
        ("alone", True, "Without institution"),
        ("note", "周三", "Note: “周三”"),
        ("points", {"from": 3, "to": 1200}, "Points: 3 to 1,200"),
        ("points", {"from": 3}, "Points: at least 3"),
    ],
)
def test_filters_are_said_in_words(key: str, value: Any, said: str) -> None:
    titles = {option.id: option.title for option in TAGS}
    assert is_set(KINDS[key], value)
    assert describe(KINDS[key], value, titles) == said


def test_since_counts_back_from_today() -> None:
    assert since({"days": 30}, TODAY) == date(2026, 4, 20)
    assert since("2026-03-01", TODAY) == date(2026, 3, 1)
    assert since("soon", TODAY) is None
    assert since(3, TODAY) is None


def test_options_that_come_when_the_popup_is_closed_are_for_nobody(qtbot: QtBot) -> None:
    ticket: Ticket[Sequence[Option]] = Ticket()
    bar = FilterBar(kinds(lambda: ticket), lambda: TODAY)
    qtbot.addWidget(bar)
    bar.show()
    qtbot.waitExposed(bar)
    popup = begun(qtbot, bar, "tag")
    popup.close()
    qtbot.waitUntil(lambda: not isValid(popup))
    ticket.settle(TAGS, None)
    qtbot.wait(10)
    assert bar.state() == empty_state()


def test_the_marked_option_is_ticked_from_the_search_line(qtbot: QtBot) -> None:
    many = [Option(str(number), f"New {number}") for number in range(40)]
    bar = FilterBar(kinds(lambda: many), lambda: TODAY)
    qtbot.addWidget(bar)
    bar.show()
    popup = begun(qtbot, bar, "tag")
    QTest.keyClick(popup._search, Qt.Key.Key_Down)
    QTest.keyClick(popup._search, Qt.Key.Key_Space)
    assert bar.state()["filters"] == {"tag": ["1"]}
    QTest.keyClicks(popup._search, "new 39")  # a blank within words is a blank
    assert popup._search.text() == "new 39"
    QTest.keyClick(popup._search, Qt.Key.Key_Return)
    assert bar.state()["filters"] == {"tag": ["1", "39"]}
