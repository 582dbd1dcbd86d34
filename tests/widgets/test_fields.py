import asyncio
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.widgets.edit_field import EditField
from organizer.widgets.fields import (
    ChoiceField,
    MultiLineField,
    NumberField,
    TextField,
    YesNoField,
)
from organizer.widgets.messages import Manner, Messages
from organizer.widgets.tasks import Tasks


class Store:
    """Somewhere to save: keeps what came, refuses what it is told to, waits if asked."""

    def __init__(self) -> None:
        self.saved: list[object] = []
        self.refuse: set[object] = set()
        self.hold: asyncio.Event | None = None

    async def save(self, value: object) -> None:
        if self.hold is not None:
            await self.hold.wait()
        if value in self.refuse:
            raise UserError("test.taken", N_("“{value}” is taken."), value=value)
        self.saved.append(value)


@pytest.fixture
def store() -> Store:
    return Store()


Place = Callable[[EditField[object]], QLineEdit]


@pytest.fixture
def other(window: QWidget) -> QLineEdit:
    QVBoxLayout(window)
    line = QLineEdit()
    layout = window.layout()
    assert layout is not None
    layout.addWidget(line)
    return line


@pytest.fixture
def field(window: QWidget, other: QLineEdit, tasks: Tasks, store: Store) -> TextField:
    made = TextField(tasks, store.save)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    made.load("王建国")
    made.setFocus()
    return made


def _type(qtbot: QtBot, field: TextField, text: str) -> None:
    field.line.selectAll()
    qtbot.keyClicks(field.line, text)


def test_enter_saves_once_and_shows_the_value_at_once(
    field: TextField, store: Store, qtbot: QtBot
) -> None:
    _type(qtbot, field, " Lily Zhang ")
    with qtbot.waitSignal(field.saved) as heard:
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
        assert field.line.text().strip() == "Lily Zhang"
    assert heard.args == ["Lily Zhang"]
    assert store.saved == ["Lily Zhang"]
    assert field.value == "Lily Zhang"
    assert field.line.text() == "Lily Zhang"
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert not field.typing


def test_leaving_saves(field: TextField, other: QLineEdit, store: Store, qtbot: QtBot) -> None:
    _type(qtbot, field, "Ann")
    with qtbot.waitSignal(field.saved):
        qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert store.saved == ["Ann"]


def test_leaving_without_typing_saves_nothing(
    field: TextField, other: QLineEdit, store: Store, qtbot: QtBot
) -> None:
    other.setFocus()
    qtbot.keyClicks(field.line, "a")
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert not field.typing
    assert store.saved == []


def test_a_refusal_keeps_what_was_typed_and_says_why(
    field: TextField, store: Store, messages: Messages, qtbot: QtBot
) -> None:
    store.refuse.add("Ann")
    _type(qtbot, field, "Ann")
    with qtbot.waitSignal(field.refused) as heard:
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert heard.args is not None
    assert heard.args[0].startswith("“Ann”")
    assert field.line.text() == "Ann"
    assert field.problem == heard.args[0] == field.line.accessibleDescription()
    assert field.value == "王建国"
    assert messages.recorded == []
    _type(qtbot, field, "Anna")
    assert field.problem == ""
    with qtbot.waitSignal(field.saved):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert store.saved == ["Anna"]


def test_a_mistake_of_ours_keeps_what_was_typed(
    window: QWidget, tasks: Tasks, crashes: list[BaseException], qtbot: QtBot
) -> None:
    async def fail(value: str) -> None:
        raise ZeroDivisionError

    field = TextField(tasks, fail, window)
    field.load("a")
    _type(qtbot, field, "b")
    field.commit()
    qtbot.waitUntil(lambda: bool(crashes))
    field.set_value("c")
    assert field.line.text() == "b"


def test_escape_takes_back(field: TextField, store: Store, qtbot: QtBot) -> None:
    _type(qtbot, field, "Ann")
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.line.text() == "王建国"
    assert not field.typing
    assert store.saved == []


def test_a_notice_never_overwrites_typing(field: TextField, qtbot: QtBot) -> None:
    field.set_value("王小国")
    assert field.line.text() == "王小国"
    _type(qtbot, field, "Ann")
    field.set_value("王大国")
    assert field.line.text() == "Ann"
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.line.text() == "王大国"


def test_a_notice_during_saving_does_not_flicker(
    field: TextField, store: Store, qtbot: QtBot
) -> None:
    store.hold = asyncio.Event()
    _type(qtbot, field, "Ann")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    field.set_value("王大国")
    assert field.line.text() == "Ann"
    with qtbot.waitSignal(field.saved):
        store.hold.set()
    assert field.line.text() == "Ann"
    assert field.value == "Ann"


def test_typing_on_while_saving_is_kept(field: TextField, store: Store, qtbot: QtBot) -> None:
    store.hold = asyncio.Event()
    _type(qtbot, field, "Ann")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.keyClicks(field.line, "a")
    with qtbot.waitSignal(field.saved):
        store.hold.set()
    assert field.line.text() == "Anna"
    assert field.typing


def test_another_record_saves_the_typing_for_the_last_one(
    field: TextField, store: Store, qtbot: QtBot
) -> None:
    second = Store()
    _type(qtbot, field, "Ann")
    field.load("李敏", second.save)
    assert field.line.text() == "李敏"
    qtbot.waitUntil(lambda: store.saved == ["Ann"])
    assert (field.line.text(), field.value, second.saved) == ("李敏", "李敏", [])


def test_a_late_refusal_for_the_last_record_is_said(
    field: TextField, store: Store, messages: Messages, qtbot: QtBot
) -> None:
    store.refuse.add("Ann")
    _type(qtbot, field, "Ann")
    with qtbot.waitSignal(messages.said):
        field.load("李敏")
    assert messages.recorded[0].manner is Manner.REFUSED
    assert (field.problem, field.line.text()) == ("", "李敏")


def test_undo_is_the_fields_own_only_while_typing(
    field: TextField, window: QWidget, qtbot: QtBot
) -> None:
    shortcut = QShortcut(QKeySequence.StandardKey.Undo, window)
    undone: list[bool] = []
    shortcut.activated.connect(lambda: undone.append(True))
    qtbot.keyClick(field.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [True]
    _type(qtbot, field, "A")
    qtbot.keyClick(field.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [True]
    assert field.line.text() == "王建国"


def test_edited_is_told_for_each_change(field: TextField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.edited):
        qtbot.keyClicks(field.line, "x")


def test_required_text(window: QWidget) -> None:
    field = TextField(required=True, parent=window)
    assert not field.check()
    assert field.problem
    field.line.setText("x")
    assert field.check()
    assert field.value == "x"


def test_saving_needs_tasks() -> None:
    with pytest.raises(TypeError):
        TextField(None, Store().save)


def test_many_lines(window: QWidget, tasks: Tasks, store: Store, qtbot: QtBot) -> None:
    field = MultiLineField(tasks, store.save, window)
    field.show()
    field.load("一")
    assert not field.typing
    height = field.text.height()
    field.text.moveCursor(field.text.textCursor().MoveOperation.End)
    for _line in range(5):
        qtbot.keyClick(field.text, Qt.Key.Key_Return)
        qtbot.keyClicks(field.text, "b")
    assert store.saved == []
    assert field.text.height() > height
    with qtbot.waitSignal(field.saved):
        qtbot.keyClick(field.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert store.saved == ["一\nb\nb\nb\nb\nb"]
    field.text.setPlainText("x" * 30_000)
    assert not field.check()


def test_a_choice_from_the_list_is_saved_at_once(
    window: QWidget, tasks: Tasks, store: Store, qtbot: QtBot
) -> None:
    field = ChoiceField([("", "—"), ("head", "校长"), ("other", "其他")], tasks, store.save, window)
    field.show()
    field.load("head")
    assert field.combo.currentText() == "校长"
    field.combo.setFocus()
    qtbot.keyClick(field.combo, Qt.Key.Key_Down)
    assert store.saved == []
    assert field.typing
    with qtbot.waitSignal(field.saved):
        qtbot.keyClick(field.combo, Qt.Key.Key_Return)
    assert store.saved == ["other"]
    field.combo.showPopup()
    view = field.combo.view()
    with qtbot.waitSignal(field.saved):
        view.setCurrentIndex(field.combo.model().index(1, 0))
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert store.saved == ["other", "head"]


def test_a_list_left_with_escape_lets_the_arrows_walk_on(
    window: QWidget, tasks: Tasks, store: Store, qtbot: QtBot
) -> None:
    field = ChoiceField([("", "—"), ("head", "校长"), ("other", "其他")], tasks, store.save, window)
    field.show()
    field.load("")
    field.combo.setFocus()
    field.combo.showPopup()
    qtbot.keyClick(field.combo.view(), Qt.Key.Key_Escape)
    qtbot.keyClick(field.combo, Qt.Key.Key_Down)
    assert field.typing, "walked over, not chosen"
    with qtbot.waitSignal(field.saved):
        qtbot.keyClick(field.combo, Qt.Key.Key_Down)
        qtbot.keyClick(field.combo, Qt.Key.Key_Return)
    assert store.saved == ["other"]


def test_a_choice_with_own_words(window: QWidget, tasks: Tasks, store: Store, qtbot: QtBot) -> None:
    field = ChoiceField([("head", "校长")], tasks, store.save, window, own_words=True)
    field.show()
    field.load("教务")
    line = field.combo.lineEdit()
    assert line is not None
    assert line.text() == "教务"
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "boss")
    assert field.typing
    with qtbot.waitSignal(field.saved):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert store.saved == ["boss"]
    line.selectAll()
    qtbot.keyClicks(line, "x")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == "boss"
    line.setText("校长")
    assert field.read_editor() == "head"
    field.set_options([("head", "Principal")])
    assert line.text() == "boss"


def test_scrolling_over_a_choice_changes_nothing(window: QWidget, tasks: Tasks) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    field = ChoiceField([("a", "A"), ("b", "B")], parent=window)
    field.load("a")
    field.show()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field.combo, wheel)
    assert field.value == "a"


def test_yes_no_is_saved_at_once(window: QWidget, tasks: Tasks, store: Store, qtbot: QtBot) -> None:
    field = YesNoField(tasks, store.save, window)
    field.set_text("种子成员")
    field.show()
    field.load(False)
    with qtbot.waitSignal(field.saved):
        qtbot.keyClick(field.box, Qt.Key.Key_Space)
    assert store.saved == [True]
    assert not field.is_empty()


@pytest.mark.parametrize(
    ("typed", "value"), [("80", 80), ("", None), (" １，２００ ", 1200), ("1,200", 1200)]
)
def test_numbers_as_people_write_them(window: QWidget, typed: str, value: int | None) -> None:
    field = NumberField(parent=window)
    field.line.setText(typed)
    assert field.check()
    assert field.value == value


@pytest.mark.parametrize("typed", ["eight", "1.5", "-1", "501", "1e3"])
def test_other_numbers_are_refused(window: QWidget, typed: str) -> None:
    field = NumberField(parent=window, most=500)
    field.line.setText(typed)
    assert not field.check()
    assert field.problem


def test_a_refused_field_is_framed(field: TextField, window: QWidget) -> None:
    from organizer.widgets.theme import theme

    before = field.grab().toImage()
    field.show_problem("nein")
    after = field.grab().toImage()
    at = field.editor.geometry()
    colour = after.pixelColor(at.left() + at.width() // 2, at.top() - 1)
    assert before.size() != after.size() or before != after
    assert colour.red() > colour.blue() + 60, (colour.name(), theme.colours.danger)
