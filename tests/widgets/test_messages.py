import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from organizer.base import words
from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.widgets.dialogs import Sheet, remembered_sizes
from organizer.widgets.messages import Answer, Manner, Messages, cancel_answer
from organizer.widgets.theme import Kind, theme
from organizer.widgets.toasts import TURNING, ToastStack


def _stack(window: QWidget) -> ToastStack:
    stack = window.findChild(ToastStack)
    assert isinstance(stack, ToastStack)
    return stack


def test_what_was_done_is_said_with_a_way_back(
    messages: Messages, window: QWidget, qtbot: QtBot
) -> None:
    undone: list[bool] = []
    with qtbot.waitSignal(messages.said) as heard:
        messages.say("已移出 12 人", "撤销", lambda: undone.append(True))
    assert heard.args == [messages.recorded[0]]
    assert messages.recorded[0].text == "已移出 12 人"
    (toast,) = _stack(window).toasts()
    assert toast.isVisible()
    assert toast.accessibleName() == "已移出 12 人"
    assert toast.button is not None
    assert toast.button.text() == "撤销"
    with qtbot.waitSignal(toast.gone):
        qtbot.keyClick(toast.button, Qt.Key.Key_Space)
    assert undone == [True]
    assert _stack(window).toasts() == []
    assert not _stack(window).isVisible()


def test_a_refusal_is_said_in_the_language_spoken(messages: Messages, window: QWidget) -> None:
    words.set_language("en")
    messages.refuse(UserError("test.code", N_("No “{what}” here."), what="<b>x</b>"))
    assert messages.recorded[0].manner is Manner.REFUSED
    assert messages.recorded[0].code == "test.code"
    assert messages.recorded[0].text == "No “<b>x</b>” here."
    (toast,) = _stack(window).toasts()
    assert toast.label.textFormat() is Qt.TextFormat.PlainText


def test_a_line_is_replaced_by_the_next_and_fits_the_window(
    messages: Messages, window: QWidget
) -> None:
    for number in range(3):
        messages.say(f"{number} " + "很长的一句话，" * 20)
    stack = _stack(window)
    (toast,) = stack.toasts()
    assert toast.label.text()[0] == "2"
    for width in (900, 500):
        window.resize(width, 400)
        QApplication.processEvents()
        assert window.rect().contains(stack.geometry())
        assert stack.rect().contains(toast.geometry())
        assert toast.label.height() >= toast.label.heightForWidth(toast.label.width())


def test_a_place_in_the_window_covers_nothing(window: QWidget, qtbot: QtBot) -> None:
    messages = Messages()
    column = QVBoxLayout(window)
    button = QPushButton("导出", window)
    column.addWidget(button, 1)
    place = messages.make_place()
    column.addWidget(place)
    messages.use_window(window)
    messages.say("已移出 12 人", "撤销", lambda: None)
    qtbot.waitUntil(place.toasts()[0].isVisible)
    QApplication.processEvents()
    assert not place.geometry().intersects(button.geometry())
    assert window.findChildren(ToastStack) == [place]


def test_what_was_said_goes_with_its_page(
    messages: Messages, window: QWidget, qtbot: QtBot
) -> None:
    messages.say("已导出")
    messages.page_turned()
    assert len(_stack(window).toasts()) == 1, "said while the page was turned: of the new one"
    qtbot.wait(TURNING + 20)
    messages.page_turned()
    assert _stack(window).toasts() == []


def test_undo_is_not_offered_any_more_after_a_newer_step(
    messages: Messages, window: QWidget
) -> None:
    messages.newest_step = 7
    messages.say("已移出 12 人", "撤销", lambda: None)
    messages.step_finished(7)
    assert len(_stack(window).toasts()) == 1, "its own step, told a moment later"
    messages.step_finished(8)
    assert _stack(window).toasts() == []
    messages.say("没什么可做的")
    messages.step_finished(9)
    assert len(_stack(window).toasts()) == 1


def test_nothing_is_offered_about_a_step_of_the_register_before(
    messages: Messages, window: QWidget
) -> None:
    messages.newest_step = 7
    messages.say("已移出 12 人", "撤销", lambda: None)
    messages.register_left()
    assert _stack(window).toasts() == []
    messages.say("已移出 3 人", "撤销", lambda: None)
    messages.step_finished(1)
    assert _stack(window).toasts() == [], "numbers begin anew with the next register"


def test_a_warning_is_not_said_like_something_done(messages: Messages, window: QWidget) -> None:
    done: list[str] = []
    messages.warn("这本名册坏了", "恢复备份…", lambda: done.append("restored"))
    assert messages.recorded[-1].manner is Manner.WARNED
    (toast,) = _stack(window).toasts()
    assert toast.button is not None
    toast.button.click()
    assert done == ["restored"]


def test_a_line_goes_by_itself_but_not_under_the_pointer(
    messages: Messages, window: QWidget, qtbot: QtBot
) -> None:
    messages.say("gespeichert")
    (toast,) = _stack(window).toasts()
    toast._timer.setInterval(80)
    middle = toast.rect().center().toPointF()
    QApplication.sendEvent(toast, QEnterEvent(middle, middle, middle))
    qtbot.wait(160)
    assert _stack(window).toasts() == [toast]
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: _stack(window).toasts() == [])


def test_asking_does_not_stop_the_program(
    messages: Messages, loop: asyncio.AbstractEventLoop, qtbot: QtBot
) -> None:
    answers = [cancel_answer(), Answer("erase", "彻底删除", Kind.DANGER)]
    asked = loop.create_task(messages.ask("删除？", "<img src=x>", answers))
    ticked: list[int] = []
    loop.call_soon(ticked.append, 1)
    qtbot.waitUntil(lambda: messages.dialog is not None and bool(ticked))
    dialog = messages.dialog
    assert dialog is not None
    assert messages.recorded[0].manner is Manner.ASKED
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "彻底删除")
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(asked.done)
    assert asked.result() == "erase"
    assert messages.dialog is None


def test_escape_answers_nothing(
    messages: Messages, loop: asyncio.AbstractEventLoop, qtbot: QtBot
) -> None:
    asked = loop.create_task(messages.ask("?", "?", [Answer("yes", "Ja", Kind.PRIMARY)]))
    qtbot.waitUntil(lambda: messages.dialog is not None)
    assert messages.dialog is not None
    qtbot.keyClick(messages.dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(asked.done)
    assert asked.result() is None


def test_enter_takes_the_primary_answer(
    messages: Messages, loop: asyncio.AbstractEventLoop, qtbot: QtBot
) -> None:
    answers = [cancel_answer(), Answer("yes", "Ja", Kind.PRIMARY)]
    asked = loop.create_task(messages.ask("?", "?", answers))
    qtbot.waitUntil(lambda: messages.dialog is not None)
    assert messages.dialog is not None
    qtbot.keyClick(messages.dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(asked.done)
    assert asked.result() == "yes"


def test_a_cancelled_question_closes(
    messages: Messages, loop: asyncio.AbstractEventLoop, window: QWidget, qtbot: QtBot
) -> None:
    asked = loop.create_task(messages.ask("?", "?", [cancel_answer()]))
    qtbot.waitUntil(lambda: messages.dialog is not None)
    dialog = messages.dialog
    assert dialog is not None
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    asked.cancel()
    qtbot.waitUntil(asked.done)
    assert messages.dialog is None
    assert closed


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_a_question_shows_its_whole_text(
    messages: Messages, loop: asyncio.AbstractEventLoop, qtbot: QtBot, percent: int
) -> None:
    theme.set_text_percent(percent)
    asked = loop.create_task(messages.ask("Titel " * 12, "Satz für Satz. " * 30, [cancel_answer()]))
    qtbot.waitUntil(lambda: messages.dialog is not None and messages.dialog.isVisible())
    assert messages.dialog is not None
    from organizer.widgets.labels import PlainLabel

    for label in messages.dialog.findChildren(PlainLabel):
        assert label.height() >= label.heightForWidth(label.width()), label.text()
    asked.cancel()
    qtbot.waitUntil(asked.done)


def _files(messages: Messages, qtbot: QtBot) -> QFileDialog:
    qtbot.waitUntil(lambda: isinstance(messages.dialog, QFileDialog))
    dialog = messages.dialog
    assert isinstance(dialog, QFileDialog)
    return dialog


def _write_name(dialog: QFileDialog, name: str) -> None:
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(line, QLineEdit)
    line.setText(name)


def test_a_file_is_chosen(
    messages: Messages, loop: asyncio.AbstractEventLoop, tmp_path: Path, qtbot: QtBot
) -> None:
    words.set_language("zh_Hans")
    (tmp_path / "名单.csv").write_text("姓名\n")
    asked = loop.create_task(
        messages.choose_open_file("打开", [("表格", "*.csv *.xlsx")], tmp_path)
    )
    dialog = _files(messages, qtbot)
    assert dialog.nameFilters() == ["表格 (*.csv *.xlsx)"]
    labels = QFileDialog.DialogLabel
    said = [dialog.labelText(one) for one in (labels.LookIn, labels.FileType)]
    assert said == ["位置：", "文件类型："], "Qt has no Chinese for these"
    _write_name(dialog, "名单.csv")
    dialog.accept()
    qtbot.waitUntil(asked.done)
    assert asked.result() == tmp_path / "名单.csv"


def test_a_name_to_save_under_gets_its_ending(
    messages: Messages, loop: asyncio.AbstractEventLoop, tmp_path: Path, qtbot: QtBot
) -> None:
    proposed = tmp_path / "名单.xlsx"
    asked = loop.create_task(messages.choose_save_file("存为", [("Excel", "*.xlsx")], proposed))
    dialog = _files(messages, qtbot)
    assert Path(dialog.selectedFiles()[0]) == proposed
    _write_name(dialog, "other")
    dialog.accept()
    qtbot.waitUntil(asked.done)
    assert asked.result() == tmp_path / "other.xlsx"


def test_the_next_file_is_looked_for_where_the_last_one_was(
    messages: Messages, loop: asyncio.AbstractEventLoop, tmp_path: Path, qtbot: QtBot
) -> None:
    Path.home().mkdir(exist_ok=True)
    (tmp_path / "名单.csv").write_text("姓名\n")
    asked = loop.create_task(messages.choose_open_file("打开"))
    dialog = _files(messages, qtbot)
    assert Path(dialog.directory().absolutePath()) != Path.cwd()
    _write_name(dialog, str(tmp_path / "名单.csv"))
    dialog.accept()
    qtbot.waitUntil(asked.done)
    asked = loop.create_task(messages.choose_save_file("存为", [], Path("花名册.xlsx")))
    qtbot.waitUntil(lambda: messages.dialog is not dialog)
    again = _files(messages, qtbot)
    assert Path(again.selectedFiles()[0]) == tmp_path / "花名册.xlsx"
    again.reject()
    qtbot.waitUntil(asked.done)


def test_a_folder_is_chosen_or_not(
    messages: Messages, loop: asyncio.AbstractEventLoop, tmp_path: Path, qtbot: QtBot
) -> None:
    asked = loop.create_task(messages.choose_folder("备份放在", tmp_path))
    dialog = _files(messages, qtbot)
    dialog.accept()
    qtbot.waitUntil(asked.done)
    assert asked.result() == tmp_path
    asked = loop.create_task(messages.choose_folder("备份放在", tmp_path))
    _files(messages, qtbot).reject()
    qtbot.waitUntil(asked.done)
    assert asked.result() is None


def test_a_sheet_keeps_the_size_it_was_given(window: QWidget, qtbot: QtBot) -> None:
    remembered_sizes.pop("test", None)
    first = Sheet(window, "Titel", remember_as="test")
    first.open()
    first.resize(700, 500)
    first.accept()
    second = Sheet(window, "Titel", remember_as="test")
    second.open()
    assert (second.width(), second.height()) == (700, 500)
    second.reject()
    remembered_sizes.pop("test", None)


def test_without_a_window_it_is_only_recorded(window: QWidget) -> None:
    messages = Messages()
    messages.say("früh")
    assert [message.text for message in messages.recorded] == ["früh"]
    messages.use_window(window)
    messages.say("später")
    assert [toast.label.text() for toast in _stack(window).toasts()] == ["später"]


def test_a_line_stays_while_the_keyboard_is_on_it_and_a_click_leaves_the_keyboard_be(
    messages: Messages, window: QWidget, qtbot: QtBot
) -> None:
    line = QLineEdit(window)
    line.show()
    line.setFocus()
    messages.say("归档了 2 位成员", "撤销", lambda: None)
    (toast,) = _stack(window).toasts()
    assert toast.button is not None
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert window.focusWidget() is line
    messages.say("归档了 2 位成员", "撤销", lambda: None)
    (toast,) = _stack(window).toasts()
    assert toast.button is not None
    toast.button.setFocus()
    toast._timer.setInterval(10)
    toast._timer.start()
    qtbot.wait(60)
    assert _stack(window).toasts() == [toast]
    line.setFocus()
    qtbot.waitUntil(lambda: not _stack(window).toasts())


def test_the_keyboard_goes_back_where_it_was_after_the_line_is_used(
    messages: Messages, window: QWidget, qtbot: QtBot
) -> None:
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    messages.say("已移出 12 人", "撤销", lambda: None)
    (toast,) = _stack(window).toasts()
    assert toast.button is not None
    toast.button.setFocus()
    qtbot.waitUntil(toast.button.hasFocus)
    qtbot.keyClick(toast.button, Qt.Key.Key_Space)
    assert field.hasFocus()
