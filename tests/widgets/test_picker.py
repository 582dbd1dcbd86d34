import asyncio
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.widgets.picker import TYPING_PAUSE, Choice, PickerField
from organizer.widgets.tag_editor import TagEditor
from organizer.widgets.tasks import Tasks

PLACES = [
    Choice("1", "Mingshi", "广州 · 海珠"),
    Choice("2", "Mingde", "中山 · 石岐"),
    Choice("3", "Xinsiwei", "江门 · 蓬江"),
]


class Shop:
    """Finds among PLACES, keeps what was saved, creates or refuses."""

    def __init__(self) -> None:
        self.saved: list[object] = []
        self.asked: list[str] = []
        self.slow: dict[str, asyncio.Event] = {}

    async def find(self, text: str) -> list[Choice]:
        self.asked.append(text)
        if text in self.slow:
            await self.slow[text].wait()
        return [place for place in PLACES if text.lower() in place.title.lower()]

    async def save(self, value: object) -> None:
        self.saved.append(value)

    async def create(self, name: str) -> Choice | None:
        if name == "bad":
            raise UserError("test.bad", N_("Bad."))
        return Choice("new", name)


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def field(window: QWidget, tasks: Tasks, shop: Shop) -> PickerField:
    made = PickerField(tasks, shop.find, shop.save, create=shop.create)
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addWidget(QLineEdit())
    made.setFocus()
    return made


def _open(field: PickerField, qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(field.line, text)
    qtbot.waitUntil(field.suggestions.popup.isVisible)


def test_pick_by_keyboard_alone(field: PickerField, shop: Shop, qtbot: QtBot) -> None:
    _open(field, qtbot, "ming")
    assert field.line.hasFocus()
    assert [field.suggestions.model.texts(row)[0] for row in range(2)] == ["Mingshi", "Mingde"]
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.saved) as heard:
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert heard.args == [PLACES[1]]
    assert shop.saved == [PLACES[1]]
    assert field.line.text() == "Mingde"
    assert not field.suggestions.popup.isVisible()
    assert "石岐" in field.line.toolTip()


def test_pick_by_mouse(field: PickerField, shop: Shop, qtbot: QtBot) -> None:
    _open(field, qtbot, "ming")
    view = field.suggestions.view
    middle = view.visualRect(field.suggestions.model.index(1)).center()
    with qtbot.waitSignal(field.suggestions.chosen) as heard:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert heard.args == [PLACES[1]]


def test_quick_typing_asks_once_and_an_old_answer_is_dropped(
    field: PickerField, shop: Shop, qtbot: QtBot
) -> None:
    shop.slow["x"] = asyncio.Event()
    qtbot.keyClicks(field.line, "x")
    qtbot.waitUntil(lambda: shop.asked == ["x"])
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    qtbot.keyClicks(field.line, "mingd")
    qtbot.waitUntil(lambda: field.suggestions.model.choice(0) == PLACES[1])
    shop.slow["x"].set()
    qtbot.wait(30)
    assert field.suggestions.model.choice(0) == PLACES[1]
    assert shop.asked == ["x", "mingd"]


def test_escape_closes_the_list_then_takes_back(
    field: PickerField, shop: Shop, qtbot: QtBot
) -> None:
    field.load(PLACES[2])
    field.line.selectAll()
    _open(field, qtbot, "ming")
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert not field.suggestions.popup.isVisible()
    assert field.line.text() == "ming"
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.line.text() == "Xinsiwei"
    assert shop.saved == []


def test_what_is_not_found_can_be_created(field: PickerField, shop: Shop, qtbot: QtBot) -> None:
    _open(field, qtbot, "Neu")
    assert field.suggestions.model.is_new(0)
    assert "Neu" in field.suggestions.model.texts(0)[0]
    with qtbot.waitSignal(field.saved), qtbot.waitSignal(field.suggestions.create_wanted) as heard:
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert heard.args == ["Neu"]
    assert shop.saved == [Choice("new", "Neu")]


def test_what_exists_is_not_offered_for_creation(field: PickerField, qtbot: QtBot) -> None:
    _open(field, qtbot, "Mingde")
    assert field.suggestions.model.rowCount() == 1
    assert not field.suggestions.model.is_new(0)


def test_a_refused_creation_is_said_at_the_field(field: PickerField, qtbot: QtBot) -> None:
    _open(field, qtbot, "bad")
    with qtbot.waitSignal(field.refused):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.problem
    assert field.line.text() == "bad"


def test_leaving_with_something_unknown_is_refused(
    field: PickerField, shop: Shop, qtbot: QtBot
) -> None:
    _open(field, qtbot, "ming")
    with qtbot.waitSignal(field.refused):
        qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert "ming" in field.problem
    assert not field.suggestions.popup.isVisible()
    assert shop.saved == []


def test_typing_a_whole_name_picks_it(field: PickerField, shop: Shop, qtbot: QtBot) -> None:
    _open(field, qtbot, "Mingshi")
    with qtbot.waitSignal(field.saved):
        qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert shop.saved == [PLACES[0]]


def test_empty_means_none(field: PickerField, shop: Shop, qtbot: QtBot) -> None:
    field.load(PLACES[0])
    field.line.selectAll()
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    with qtbot.waitSignal(field.saved):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert shop.saved == [None]


def test_down_opens_everything_and_pages(field: PickerField, qtbot: QtBot) -> None:
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    qtbot.waitUntil(field.suggestions.popup.isVisible)
    assert field.suggestions.model.rowCount() == 3
    qtbot.keyClick(field.line, Qt.Key.Key_PageDown)
    assert field.suggestions.view.currentIndex().row() == 2
    qtbot.keyClick(field.line, Qt.Key.Key_PageUp)
    assert field.suggestions.view.currentIndex().row() == 0


def test_escape_with_an_open_list_does_not_reach_the_window(
    field: PickerField, qtbot: QtBot
) -> None:
    _open(field, qtbot, "ming")
    event = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(field.line, event)
    assert event.isAccepted()


def test_the_list_stays_on_the_screen(field: PickerField, window: QWidget, qtbot: QtBot) -> None:
    screen = window.screen().availableGeometry()
    window.move(screen.right() - 60, screen.bottom() - 60)
    _open(field, qtbot, "ming")
    assert screen.contains(field.suggestions.popup.geometry().adjusted(0, 0, -4, -4))
    assert field.suggestions.popup.pos() != QPoint(0, 0)


Change = Callable[[Choice], object]


@pytest.fixture
def editor(window: QWidget, tasks: Tasks, shop: Shop) -> TagEditor:
    async def add(choice: Choice) -> None:
        if choice.title == "Xinsiwei":
            raise UserError("test.no", N_("No."))
        shop.saved.append(("+", choice.id))

    async def remove(choice: Choice) -> None:
        shop.saved.append(("-", choice.id))

    made = TagEditor(tasks, shop.find, add, remove, shop.create)
    column = QVBoxLayout(window)
    column.addWidget(made)
    made.load([PLACES[0]])
    made.setFocus()
    return made


def test_a_tag_is_added_and_taken_off(editor: TagEditor, shop: Shop, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor.line, "ming")
    qtbot.waitUntil(editor.suggestions.popup.isVisible)
    assert editor.suggestions.model.choices() == (PLACES[1],)
    with qtbot.waitSignal(editor.added) as heard:
        qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert heard.args == [PLACES[1]]
    assert editor.value == (PLACES[0], PLACES[1])
    qtbot.waitUntil(lambda: shop.saved == [("+", "2")])
    assert editor.line.text() == ""
    with qtbot.waitSignal(editor.removed) as gone:
        qtbot.mouseClick(editor.chips()[0].cross, Qt.MouseButton.LeftButton)
    assert gone.args == [PLACES[0]]
    qtbot.waitUntil(lambda: shop.saved == [("+", "2"), ("-", "1")])


def test_tags_by_keyboard(editor: TagEditor, shop: Shop, qtbot: QtBot) -> None:
    editor.load([PLACES[0], PLACES[1]])
    qtbot.keyClick(editor.line, Qt.Key.Key_Backspace)
    assert editor.chips()[1].hasFocus()
    assert shop.saved == []
    with qtbot.waitSignal(editor.chips()[1].left):
        qtbot.keyClick(editor.chips()[1], Qt.Key.Key_Left)
    assert editor.chips()[0].hasFocus()
    with qtbot.waitSignal(editor.chips()[0].off):
        qtbot.keyClick(editor.chips()[0], Qt.Key.Key_Delete)
    assert editor.value == (PLACES[1],)
    assert editor.chips()[0].hasFocus()
    qtbot.keyClick(editor.chips()[0], Qt.Key.Key_Right)
    assert editor.line.hasFocus()


def test_a_new_tag_is_created_and_added(editor: TagEditor, shop: Shop, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor.line, "Neu")
    qtbot.waitUntil(editor.suggestions.popup.isVisible)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shop.saved == [("+", "new")])
    assert editor.value[-1] == Choice("new", "Neu")


def test_a_refused_tag_comes_off_again(editor: TagEditor, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor.line, "xin")
    qtbot.waitUntil(editor.suggestions.popup.isVisible)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(editor.problem))
    assert editor.value == (PLACES[0],)


def test_a_notice_leaves_what_is_being_typed(editor: TagEditor, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor.line, "half")
    editor.set_value([PLACES[1], PLACES[2]])
    assert editor.value == (PLACES[1], PLACES[2])
    assert editor.line.text() == "half"


def test_a_tag_is_never_markup(editor: TagEditor) -> None:
    from organizer.widgets.labels import PlainLabel

    editor.load([Choice("x", "<b>fett</b>")])
    label = editor.chips()[0].findChild(PlainLabel)
    assert isinstance(label, PlainLabel)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == "<b>fett</b>"


def test_enter_pressed_faster_than_the_answer_takes_what_fits(
    field: PickerField, shop: Shop, qtbot: QtBot
) -> None:
    _open(field, qtbot, "ming")
    qtbot.keyClicks(field.line, "de")
    with qtbot.waitSignal(field.saved) as heard:
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert heard.args == [PLACES[1]], "not the first of what was found for “ming”"


def test_enter_waits_for_a_slow_answer(field: PickerField, shop: Shop, qtbot: QtBot) -> None:
    shop.slow["nobody"] = asyncio.Event()
    qtbot.keyClicks(field.line, "nobody")
    qtbot.waitUntil(lambda: "nobody" in shop.asked)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert shop.saved == []
    with qtbot.waitSignal(field.saved):
        shop.slow["nobody"].set()
    assert shop.saved == [Choice("new", "nobody")], "as Enter would after waiting"


def test_tab_creates_what_nothing_is_called(field: PickerField, shop: Shop, qtbot: QtBot) -> None:
    refusals: list[str] = []
    field.refused.connect(refusals.append)
    _open(field, qtbot, "Brandneu")
    with qtbot.waitSignal(field.saved):
        qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert shop.saved == [Choice("new", "Brandneu")]
    assert not field.line.hasFocus()
    assert refusals == []


def test_what_is_created_belongs_to_the_record_it_was_typed_for(
    tasks: Tasks, window: QWidget, qtbot: QtBot
) -> None:
    made, saved = asyncio.Event(), []

    async def find(_text: str) -> list[Choice]:
        return []

    async def create(name: str) -> Choice | None:
        await made.wait()
        return Choice("new", name)

    async def save(value: object) -> None:
        saved.append(("first", value))

    async def save_other(value: object) -> None:
        saved.append(("second", value))

    field = PickerField(tasks, find, save, window, create=create)
    field.suggestions.create_wanted.emit("Brandneu")
    field.load(PLACES[0], save_other)
    made.set()
    qtbot.waitUntil(lambda: not tasks.running)
    assert saved == [("first", Choice("new", "Brandneu"))]
    assert field.line.text() == PLACES[0].title


def test_the_first_is_marked_as_soon_as_the_list_opens(
    field: PickerField, shop: Shop, qtbot: QtBot
) -> None:
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    qtbot.waitUntil(field.suggestions.popup.isVisible)
    with qtbot.waitSignal(field.saved) as heard:
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert heard.args == [PLACES[0]]


def test_an_emptied_line_means_none(field: PickerField, shop: Shop, qtbot: QtBot) -> None:
    field.load(PLACES[0])
    field.line.selectAll()
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    qtbot.wait(2 * TYPING_PAUSE)
    assert not field.suggestions.popup.isVisible()
    with qtbot.waitSignal(field.saved) as heard:
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert heard.args == [None]


def test_the_list_keeps_clear_of_the_edge_of_the_window(
    field: PickerField, window: QWidget, qtbot: QtBot
) -> None:
    window.resize(500, 300)
    field.setFixedWidth(90)
    window.layout().setAlignment(field, Qt.AlignmentFlag.AlignRight)  # type: ignore[union-attr]
    _open(field, qtbot, "ming")
    right = window.mapToGlobal(QPoint(window.width(), 0)).x()
    assert field.suggestions.popup.geometry().right() < right - 4
