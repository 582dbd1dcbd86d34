"""The stages of a private board run full screen by keyboard, with what is said written down."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from organizer.base.register_thread import RegisterThread
from organizer.base.words import _
from organizer.domain.events import actions_agenda, store_said
from organizer.screens.events import stage as stage_module
from organizer.screens.events.agenda_tab import EventAgenda
from organizer.screens.events.stage import StageWindow
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.theme import TextRole, theme
from tests.screens.events.board_story import Board, make_board, make_salons
from tests.screens.events.sign_up_story import Read, Settle


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def board(register: RegisterThread) -> Board:
    made = make_board(register)
    register.act(lambda step: actions_agenda.make_usual(step, made.second)).result()
    return made


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def stage(
    desk: Desk, window: QWidget, qtbot: QtBot, board: Board, clock: Clock, settle: Settle
) -> StageWindow:
    made = StageWindow(desk, board.second, clock)
    made.open_now()
    qtbot.waitExposed(made)
    qtbot.waitUntil(made.isActiveWindow)
    settle()
    return made


def press(stage: StageWindow, key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.window() is stage
    QTest.keyClick(focused, key)


def test_it_opens_full_screen_with_the_clock_standing(stage: StageWindow) -> None:
    assert stage.isFullScreen()
    assert stage.clock.words == "15:00"
    assert stage.pause_button.text() == _("Start")
    assert "1 / 8" in stage.heading.text()
    assert _("Topics and vote") in stage.next_label.text()


def test_space_starts_and_pauses_and_the_clock_turns_red_when_over(
    stage: StageWindow, clock: Clock
) -> None:
    press(stage, Qt.Key.Key_Space)
    clock.now += 14 * 60 + 30
    stage._tick()
    assert (stage.clock.words, stage.clock.tone) == ("00:30", Tone.WARNING)
    clock.now += 60
    stage._tick()
    assert (stage.clock.words, stage.clock.tone) == ("+00:30", Tone.DANGER)
    press(stage, Qt.Key.Key_Plus)
    assert stage.clock.words == "00:30"
    press(stage, Qt.Key.Key_Space)
    clock.now += 600
    stage._tick()
    assert stage.clock.words == "00:30"
    assert stage.pause_button.text() == _("Go on")


def test_arrows_change_the_stage_and_what_is_written_down_in_it(
    stage: StageWindow, settle: Settle
) -> None:
    assert stage.left_over.isVisible(), "the promises of last time come first"
    assert stage.around.promises.lines
    press(stage, Qt.Key.Key_Right)
    settle()
    assert stage.title.text() == _("Topics and vote")
    assert stage.writing.kind == "topic"
    press(stage, Qt.Key.Key_Right)
    press(stage, Qt.Key.Key_Right)
    settle()
    assert stage.writing.kind == "question"
    press(stage, Qt.Key.Key_Left)
    settle()
    assert stage.title.text() == _("The presenter’s statement")


def test_what_is_said_is_written_down_beside_the_clock(
    stage: StageWindow, board: Board, settle: Settle, read: Read
) -> None:
    press(stage, Qt.Key.Key_Right)
    settle()
    press(stage, Qt.Key.Key_Return)
    assert stage.writing.line.hasFocus()
    QTest.keyClicks(stage.writing.line, "why do they go")
    press(stage, Qt.Key.Key_Space)
    assert stage.run is not None
    assert not stage.run.is_running, "a blank in the words is a blank"
    press(stage, Qt.Key.Key_Return)
    settle()
    (note,) = read(lambda db: store_said.notes(db, board.second))
    assert (note.kind, note.words) == ("topic", "why do they go")
    assert len(stage.list.table.shown_ids()) == 1
    press(stage, Qt.Key.Key_Escape)
    assert not stage.writing.line.hasFocus()
    assert stage.isVisible()


def test_going_on_writes_down_what_stands_in_the_line(
    stage: StageWindow, board: Board, settle: Settle, read: Read
) -> None:
    press(stage, Qt.Key.Key_Right)
    settle()
    stage.writing.line.setText("Teachers leave")
    stage.go(1)
    settle()
    assert stage.writing.line.text() == ""
    (note,) = read(lambda db: store_said.notes(db, board.second))
    assert (note.kind, note.words) == ("topic", "Teachers leave")


def test_half_a_promise_waits_until_the_stage_is_on_again(
    stage: StageWindow, settle: Settle
) -> None:
    for _number in range(6):
        stage.go(1)
    settle()
    assert stage.writing.kind == "promise"
    stage.writing.line.setText("call them")
    stage.go(1)
    settle()
    assert stage.writing.line.text() == ""
    stage.go(-1)
    settle()
    assert stage.writing.line.text() == "call them"
    assert stage.writing.kind == "promise"


def test_closed_and_opened_again_nothing_is_lost(
    desk: Desk, window: QWidget, board: Board, settle: Settle, qtbot: QtBot
) -> None:
    tab = EventAgenda(desk)
    tab.setParent(window)
    tab.show_record(board.second)
    tab.show()
    settle()
    tab.run_button.click()
    stage = tab.stages[board.second]
    qtbot.waitUntil(stage.isActiveWindow)
    settle()
    for _number in range(6):
        stage.go(1)
    settle()
    stage.toggle()
    stage.writing.line.setText("call them")
    stage.setFocus()
    press(stage, Qt.Key.Key_Escape)
    assert not stage.isVisible()
    tab.run_button.click()
    settle()
    assert tab.stages[board.second] is stage
    assert stage.isFullScreen()
    assert stage.run is not None
    assert (stage.run.at, stage.run.is_running) == (6, True)
    assert stage.writing.line.text() == "call them"


@pytest.mark.parametrize(("size", "least"), [((1366, 768), 20), ((3840, 2160), 80)])
def test_letters_grow_with_the_screen(
    stage: StageWindow, size: tuple[int, int], least: int, settle: Settle
) -> None:
    stage.showNormal()
    stage.resize(*size)
    settle()
    assert stage.width() == size[0]
    assert stage.height() == size[1]
    assert stage.clock.height() > size[1] // 4
    assert stage.title.font().pixelSize() >= least


def test_a_changed_agenda_is_taken_over_while_it_runs(
    stage: StageWindow, board: Board, register: RegisterThread, settle: Settle
) -> None:
    stage.go(1)
    stage.toggle()
    items = stage.run.stages if stage.run is not None else ()
    register.act(
        lambda step: actions_agenda.remove(step, board.second, [items[0].item.id])
    ).result()
    settle()
    assert "1 / 7" in stage.heading.text()
    assert stage.title.text() == _("Topics and vote")


def test_a_salon_begins_with_its_newcomers_and_what_was_left(
    desk: Desk, window: QWidget, register: RegisterThread, settle: Settle, qtbot: QtBot
) -> None:
    story = make_salons(register)
    register.act(lambda step: actions_agenda.make_usual(step, story.second)).result()
    stage = StageWindow(desk, story.second)
    qtbot.addWidget(stage)
    stage.open_now()
    settle()
    assert stage.around.newcomers.isVisible()
    assert not stage.around.problems.isVisible()
    stage.go(2)
    settle()
    assert stage.around.problems.isVisible()
    assert not stage.around.newcomers.isVisible()
    assert not stage.around.feedback.isVisible()


def test_on_a_large_screen_everything_is_written_larger_while_it_is_open(
    desk: Desk,
    window: QWidget,
    board: Board,
    settle: Settle,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    height = window.screen().geometry().height()
    monkeypatch.setattr(stage_module, "LARGE_SCREEN", height * 100 // 160)
    stage = StageWindow(desk, board.second)
    qtbot.addWidget(stage)
    stage.open_now()
    settle()
    assert theme.text_percent == 160
    assert stage.said_heading.font().pixelSize() == theme.font(TextRole.TITLE).pixelSize()
    stage.close()
    assert theme.text_percent == 100
