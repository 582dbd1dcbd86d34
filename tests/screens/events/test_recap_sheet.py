"""The recap after an event: words and picture copied, photos put where they can be attached."""

import asyncio
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from organizer.base.register_thread import RegisterThread
from organizer.domain.events import actions, actions_files, actions_participants, store_participants
from organizer.domain.events.records import SessionTime
from organizer.domain.files import store as files
from organizer.screens.events.recap_sheet import RecapSheet, open_recap
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from tests.screens.events.board_story import Salons, make_salons
from tests.screens.events.sign_up_story import Read, Settle


@pytest.fixture
def salons(register: RegisterThread, read: Read, tmp_path: Path) -> Salons:
    """The second one is over: somebody came, two files are kept."""
    story = make_salons(register)
    photo = tmp_path / "合影.png"
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    image.save(str(photo))
    folder = register.with_register(lambda one: files.folder_of(one.path)).result()
    kept = files.keep_picture(folder, photo)

    def come(step: Any) -> None:
        actions.set_sessions(step, story.second, [SessionTime(dt.date(2026, 3, 7), "14:00", 120)])
        (one,) = actions_participants.sign_up_members(
            step, story.second, [step.value("SELECT id FROM member WHERE name = '司马相宜'")]
        )
        session = step.value("SELECT id FROM session WHERE event_id = ?", (story.second,))
        actions_participants.mark(step, session, [one], "present")
        actions_files.add(step, story.second, [kept])

    register.act(come).result()
    assert read(lambda db: store_participants.participants(db, story.second))[0].was_there
    return story


def opened(desk: Desk, messages: Messages, settle: Settle, event_id: str) -> RecapSheet:
    desk.start(open_recap(desk, event_id))
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, RecapSheet)
    return sheet


def test_words_and_picture_say_who_came(
    desk: Desk, messages: Messages, settle: Settle, salons: Salons
) -> None:
    sheet = opened(desk, messages, settle, salons.second)
    sheet.text.view.appendPlainText("茶很好喝！")
    sheet.text.copier.click()
    text = QGuiApplication.clipboard().text()
    assert "三月沙龙" in text
    assert "司马相宜" in text
    assert text.endswith("茶很好喝！")
    assert "司马相宜" in sheet.pages.shown()
    sheet.copy_button.click()
    assert QGuiApplication.clipboard().image().width() > 700
    assert sheet.told.text()
    assert sheet.next_hint.text(), "no next salon is planned"


def test_chosen_photos_are_put_into_a_folder_under_their_names(
    desk: Desk,
    messages: Messages,
    settle: Settle,
    salons: Salons,
    tmp_path: Path,
    loop: asyncio.AbstractEventLoop,
) -> None:
    sheet = opened(desk, messages, settle, salons.second)
    assert [name for _hash, name in sheet.chosen()] == ["合影.png"]
    target = tmp_path / "发群"
    target.mkdir()
    (target / "合影.png").write_bytes(b"another")
    task = loop.create_task(sheet.put_files())
    settle()
    dialog = messages.dialog
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(target))
    dialog.accept()
    while not task.done():
        settle()
    assert (target / "合影.png").read_bytes() == b"another", "nothing is replaced"
    assert QImage(str(target / "合影 (2).png")).width() == 40
    sheet.photos.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not sheet.put_button.isEnabled()


def test_the_next_date_stands_in_the_words(
    desk: Desk, messages: Messages, settle: Settle, salons: Salons, register: RegisterThread
) -> None:
    def plan(step: Any) -> None:
        group = step.value("SELECT group_id FROM event_group WHERE event_id = ?", (salons.second,))
        time = SessionTime(dt.date(2026, 4, 11), "14:00", 120)
        actions.add(step, "四月沙龙", "salon", [time], group_ids=[group])

    register.act(plan).result()
    sheet = opened(desk, messages, settle, salons.second)
    assert "四月沙龙" in sheet.text.text()
    assert sheet.next_hint.isHidden()
