"""Every room with made-up people in both languages, light and dark, and with large letters.

Fails on Qt's warnings, cut texts and words in the other language. With ORGANIZER_PICTURES=folder
the pictures are kept for looking at.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from organizer.app.main_window import MainWindow
from organizer.app.rooms import all_rooms
from organizer.base import words
from organizer.base.register_thread import RegisterThread
from organizer.domain.groups import store as groups
from organizer.widgets.desk import Desk
from organizer.widgets.detail_pane import DetailPane
from organizer.widgets.record_table import RecordTable
from organizer.widgets.theme import Mode, theme
from tests.screens.pictures import FOLDER_VARIABLE, cut_texts, foreign_texts, problems

LOOKS = (
    ("zh_Hans", Mode.LIGHT, 100),
    ("zh_Hans", Mode.DARK, 100),
    ("en", Mode.LIGHT, 100),
    ("en", Mode.DARK, 100),
    ("zh_Hans", Mode.LIGHT, 150),
    ("en", Mode.LIGHT, 150),
)
ROOMS = tuple(room.key for room in all_rooms() if room.make_page is not None)


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}-{look[2]}")
def look(request: pytest.FixtureRequest) -> str:
    """The language, theme and text size of a picture; its name."""
    language, mode, percent = request.param
    words.set_language(language)
    theme.set_mode(mode)
    theme.set_text_percent(percent)
    return f"{language}-{mode}-{percent}"


@pytest.fixture
def main_window(look: str, desk: Desk, qtbot: QtBot) -> MainWindow:
    """The whole window as on a small laptop."""
    made = MainWindow(desk.machine_settings, all_rooms())
    made.furnish(desk)
    desk.messages.use_window(made)
    qtbot.addWidget(made)
    # the screen of the tests is smaller: there the window would fill it
    made.setWindowState(Qt.WindowState.WindowNoState)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    assert (made.width(), made.height()) == (1366, 768)
    return made


def keep(window: QWidget, name: str) -> None:
    """Paint the window, and keep the picture if somebody wants to look at it."""
    picture = window.grab()
    folder = os.environ.get(FOLDER_VARIABLE)
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        assert picture.save(str(Path(folder) / f"{name}.png"))


@pytest.mark.parametrize("key", ROOMS)
def test_a_room_is_whole_and_in_one_language(
    key: str,
    look: str,
    main_window: MainWindow,
    register: RegisterThread,
    settle: Callable[[], None],
) -> None:
    own_words = {name for _id, name in register.ask(groups.choices).result()} | {"名册"}
    page = main_window.open_page(key)
    assert page is not None
    settle()
    keep(main_window, f"{key}-{look}")
    found = problems(main_window, own_words)
    for table in page.findChildren(RecordTable):
        if table.isVisible() and table.model.rowCount():
            table.select([table.model.id(0)])
            break
    settle()
    for pane in page.findChildren(DetailPane):
        if not pane.isVisible() or pane.record_id is None:
            continue
        for at in range(pane.bar.count()):
            pane.bar.setCurrentIndex(at)
            settle()
            keep(main_window, f"{key}-{look}-{at}")
            found += [f"tab {at}: {one}" for one in problems(main_window, own_words)]
    assert not found, "\n".join(dict.fromkeys(found))


# --- the eyes themselves -------------------------------------------------------------------------


def test_a_cut_label_and_a_cut_button_are_seen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    label, button = QLabel("校长交流一群的全部成员"), QPushButton("Take back the last step")
    column.addWidget(label)
    column.addWidget(button)
    window.resize(400, 200)
    window.show()
    qtbot.waitExposed(window)
    assert cut_texts(window) == []
    label.setFixedWidth(60)
    assert [one.split("”")[0] for one in cut_texts(window)] == ["“校长交流一群的全部成员"]
    label.setFixedWidth(300)
    button.setFixedWidth(60)
    assert len(cut_texts(window)) == 1


def test_a_word_of_the_other_language_is_seen(qtbot: QtBot) -> None:
    window = QLabel("Members")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    assert len(foreign_texts(window)) == 1
    window.setText("成员")
    assert foreign_texts(window) == []
    words.set_language("en")
    assert len(foreign_texts(window)) == 1
    window.setText("王建国")
    assert foreign_texts(window) == [], "the owner's own words may be Chinese"
