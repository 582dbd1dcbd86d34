import ast
import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from organizer.base import words
from organizer.widgets.banner import Banner
from organizer.widgets.colours import DARK, LIGHT, Colours, Tone
from organizer.widgets.crash_window import CrashWindow, details_of
from organizer.widgets.empty_state import EmptyState
from organizer.widgets.labels import Chip, PlainLabel, plain_tip
from organizer.widgets.progress import ProgressStrip
from organizer.widgets.tasks import Tasks
from organizer.widgets.text_preview import TextPreview
from organizer.widgets.theme import Mode, TextRole, theme
from tests.contrast import contrast

USERS_TEXT = "<img src='file:///etc/hostname'>王 & <b>x</b>"


# --- labels -------------------------------------------------------------------------------------


def test_a_user_s_text_is_never_markup() -> None:
    label = PlainLabel(USERS_TEXT)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == USERS_TEXT
    tip = plain_tip(USERS_TEXT + "\n二")
    assert "<img" not in tip
    assert "<br>" in tip
    assert plain_tip("") == ""


def test_a_shortened_label_tells_the_rest(window: QWidget) -> None:
    label = PlainLabel("", window, elide=True)
    label.show()
    label.resize(80, 20)
    label.setText("很长很长很长很长的名字")
    assert label.shortened().endswith("…")
    assert "很长很长很长很长的名字" in label.toolTip()
    label.resize(600, 20)
    assert label.shortened() == label.text()
    assert label.toolTip() == ""
    assert label.minimumSizeHint().width() < 100


def test_a_chip_follows_the_text_size() -> None:
    chip = Chip("活跃", Tone.GOOD)
    before = chip.sizeHint()
    theme.set_text_percent(150)
    after = chip.sizeHint()
    assert after.width() > before.width()
    assert after.height() > before.height()
    assert after.width() >= chip.fontMetrics().horizontalAdvance("活跃") + 12


def _calls(root: Path, name: str) -> list[str]:
    """Places that make this widget, besides the module of labels."""
    found = []
    for part in ("widgets", "screens", "app", "printing"):
        for path in sorted((root / "organizer" / part).rglob("*.py")):
            if path.name == "labels.py":
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    function = node.func
                    called = getattr(function, "id", getattr(function, "attr", ""))
                    if called == name:
                        found.append(f"{path.relative_to(root)}:{node.lineno}")
    return found


@pytest.mark.parametrize(
    "name", ["QLabel", "QMessageBox", "QErrorMessage", "QInputDialog", "QProgressDialog"]
)
def test_only_one_place_makes_these(root: Path, name: str) -> None:
    assert _calls(root, name) == []


def test_the_search_for_makers_finds_them(tmp_path: Path) -> None:
    place = tmp_path / "organizer" / "screens"
    place.mkdir(parents=True)
    (place / "page.py").write_text("x = QtWidgets.QLabel('a')\ny = QLabel\n")
    assert _calls(tmp_path, "QLabel") == ["organizer/screens/page.py:1"]


# --- colours ------------------------------------------------------------------------------------


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_can_be_read(colours: Colours) -> None:
    for tone in Tone:
        for ground in (colours.window, colours.surface, colours.raised, colours.soft(tone)):
            assert contrast(colours.ink(tone), ground) >= 4.5, (tone, ground)
    for tone in (Tone.ACCENT, Tone.WARNING, Tone.DANGER):  # a banner is written in plain text
        assert contrast(colours.text, colours.soft(tone)) >= 4.5


# --- banner, empty state ------------------------------------------------------------------------


def test_a_banner_says_one_thing(window: QWidget, qtbot: QtBot) -> None:
    banner = Banner(window)
    assert not banner.isVisible()
    banner.tell("3 天没有备份", Tone.WARNING, "立即备份")
    assert banner.isVisible()
    assert banner.accessibleName() == "3 天没有备份"
    with qtbot.waitSignal(banner.acted):
        qtbot.keyClick(banner.button, Qt.Key.Key_Space)
    with qtbot.waitSignal(banner.closed):
        qtbot.keyClick(banner.closer, Qt.Key.Key_Space)
    assert not banner.isVisible()
    banner.tell("只读", closable=False)
    assert not banner.button.isVisible()
    assert not banner.closer.isVisible()
    words.set_language(words.STRETCHED)
    banner.retranslate()
    assert banner.closer.toolTip() == words._("Close message")


def test_a_banner_s_long_text_is_seen_whole(window: QWidget) -> None:
    banner = Banner(window)
    QVBoxLayout(window).addWidget(banner)
    window.resize(420, 300)
    banner.tell("Ein recht langer Satz, der nicht in eine Zeile geht. " * 3, Tone.DANGER, "Zeigen")
    for _turn in range(2):
        window.grab()
    assert banner.label.height() >= banner.label.heightForWidth(banner.label.width())


def test_an_empty_state_starts_something(window: QWidget, qtbot: QtBot) -> None:
    state = EmptyState("users", window)
    state.show()
    assert not state.button.isVisible()
    state.tell("还没有成员", "导入名单", "新增成员", "从微信群复制也可以")
    assert state.hint.isVisible()
    with qtbot.waitSignal(state.acted):
        qtbot.keyClick(state.button, Qt.Key.Key_Space)
    with qtbot.waitSignal(state.acted_otherwise):
        qtbot.keyClick(state.other, Qt.Key.Key_Space)


# --- progress -----------------------------------------------------------------------------------


def test_work_is_shown_and_can_be_stopped(tasks: Tasks, window: QWidget, qtbot: QtBot) -> None:
    strip = ProgressStrip(tasks, window)
    with qtbot.waitSignal(strip.shown) as heard:
        task = tasks.start(asyncio.Event().wait(), "正在导入")
    assert heard.args == [1]
    (bar,) = strip.bars()
    assert strip.isVisible()
    assert bar.bar.maximum() == 0
    task.progress.tell(10_000_000_000, 40_000_000_000)
    qtbot.wait(60)
    task.progress.tell(20_000_000_000)
    assert (bar.bar.value(), bar.bar.maximum()) == (500, 1000)
    assert "正在导入" in bar.stopper.accessibleName()
    with qtbot.waitSignal(strip.shown):
        qtbot.mouseClick(bar.stopper, Qt.MouseButton.LeftButton)
    assert strip.bars() == []
    assert not strip.isVisible()
    assert task.error is None


def test_progress_is_not_painted_more_often_than_seen(
    tasks: Tasks, window: QWidget, qtbot: QtBot
) -> None:
    strip = ProgressStrip(tasks, window)
    with qtbot.waitSignal(strip.shown):
        task = tasks.start(asyncio.Event().wait(), "x")
    (bar,) = strip.bars()
    task.progress.tell(0, 100_000)
    told: list[object] = []
    task.progress.changed.connect(lambda done, _total: told.append(done))
    for done in range(20_000):
        task.progress.tell(done)
    assert len(told) < 20
    task.progress.tell(100_000)
    assert told[-1] == 100_000
    assert bar.bar.value() == 1000


# --- text preview -------------------------------------------------------------------------------


def test_a_text_is_copied_as_it_is(window: QWidget, qtbot: QtBot) -> None:
    preview = TextPreview(window)
    preview.show()
    preview.show_text(USERS_TEXT)
    assert preview.view.isReadOnly()
    with qtbot.waitSignal(preview.copied) as heard:
        qtbot.keyClick(preview.copier, Qt.Key.Key_Space)
    assert heard.args == [USERS_TEXT]
    assert QGuiApplication.clipboard().text() == USERS_TEXT
    preview.show_text("")
    assert not preview.copier.isEnabled()


# --- crash window -------------------------------------------------------------------------------


def _fail(name: str, phone: str) -> None:
    try:
        dict[str, str]()[phone]
    except KeyError as error:
        raise ValueError(f"{name} has no {phone}") from error


def test_a_crash_tells_types_and_places_only(window: QWidget, qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="王建国") as caught:
        _fail("王建国", "13812341234")
    crash = CrashWindow(caught.value, "0.1.0", window)
    crash.open()
    shown = crash.view.toPlainText()
    assert "builtins.KeyError" in shown
    assert "builtins.ValueError" in shown
    assert "_fail" in shown
    assert "王建国" not in shown
    assert "13812341234" not in shown
    assert str(Path.home()) not in shown
    assert "/" not in shown
    QGuiApplication.clipboard().setText("")
    qtbot.mouseClick(crash.copier, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == shown
    qtbot.keyClick(crash.closer, Qt.Key.Key_Return)
    assert not crash.isVisible()


def test_endless_recursion_and_circles_are_told_shortly() -> None:
    def dive() -> None:
        dive()

    with pytest.raises(RecursionError) as caught:
        dive()
    assert len(details_of(caught.value).splitlines()) < 100
    one, two = ValueError(), KeyError()
    one.__cause__, two.__cause__ = two, one
    assert details_of(one).count("ValueError") == 1
    assert "TypeError" in details_of(ExceptionGroup("x", [TypeError("王")]))


# --- everything ---------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_every_button_has_a_name(window: QWidget, tasks: Tasks, mode: Mode) -> None:
    theme.set_mode(mode)
    banner = Banner(window)
    banner.tell("x", Tone.WARNING, "y")
    preview = TextPreview(window)
    state = EmptyState("users", window)
    state.tell("x", "y", "z")
    for part in (banner, preview, state):
        for button in part.findChildren(QAbstractButton):
            assert button.text() or button.accessibleName()


def test_text_roles_are_kept(window: QWidget) -> None:
    label = PlainLabel("x", window, role=TextRole.TITLE)
    before = label.font().pixelSize()
    theme.set_text_percent(150)
    assert label.font().pixelSize() > before
