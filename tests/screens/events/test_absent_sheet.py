"""Who did not come: a kind word for each, copied one after another."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from organizer.base import words
from organizer.base.errors import UserError
from organizer.base.register_thread import RegisterThread
from organizer.domain.events import actions, actions_participants, store
from organizer.domain.events.absent import absent_text
from organizer.domain.events.records import SessionTime
from organizer.screens.events.absent_sheet import AbsentSheet, open_absent
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from organizer.widgets.theme import Mode, theme
from tests.screens.events.attendance_story import DAY, Read, Settle, plan_day
from tests.screens.pictures import problems


@pytest.fixture
def sheet(
    desk: Desk,
    messages: Messages,
    window: QWidget,
    register: RegisterThread,
    settle: Settle,
    read: Read,
) -> AbsentSheet:
    """Of five people one came, one excused herself, and the next meet-up is planned."""
    window.resize(1024, 640)
    key, _names = plan_day(register, 5)
    session = read(lambda db: store.sessions_of(db, key)[0].id)
    ids = read(lambda db: db.column("SELECT id FROM participant WHERE event_id = ?", (key,)))

    def note(step: object) -> None:
        actions_participants.mark(step, session, ids[:1], "present")  # type: ignore[arg-type]
        actions_participants.mark(step, session, ids[1:2], "excused")  # type: ignore[arg-type]
        actions_participants.mark(step, session, ids[2:4], "absent")  # type: ignore[arg-type]

    register.act(note).result()
    following = SessionTime(DAY.replace(month=4), "14:00", 120)
    register.act(
        lambda step: actions.add(step, "四月沟通日", "meet_up", [following], place="云上茶室")
    ).result()
    desk.start(open_absent(desk, key, session))
    settle()
    opened = messages.dialog
    assert isinstance(opened, AbsentSheet)
    return opened


def test_each_is_copied_with_enter_and_the_next_one_is_shown(
    sheet: AbsentSheet, settle: Settle
) -> None:
    assert "4" in sheet.windowTitle()
    names = [one.name for one in sheet._people]
    for name in names:
        assert name in sheet.preview.text()
        assert "四月沟通日" in sheet.preview.text()
        assert "云上茶室" in sheet.preview.text()
        QTest.keyClick(sheet.table.view, Qt.Key.Key_Return)
        assert name in QGuiApplication.clipboard().text()
        settle()
    assert len(sheet.copied) == 4


def test_who_excused_themselves_is_thanked_instead_of_missed(
    sheet: AbsentSheet, settle: Settle
) -> None:
    missed = sheet.preview.text()
    sheet.table.select([sheet._people[-1].id])
    settle()
    thanked = sheet.preview.text()
    assert "没见到您" in missed
    assert "没见到您" not in thanked
    assert "谢谢提前告诉" in thanked


def test_the_words_are_there_in_english_too(sheet: AbsentSheet, read: Read) -> None:
    person = sheet._people[0]
    text = read(lambda db: absent_text(db, sheet._key, sheet._session_id, person.id, language="en"))
    assert text.startswith(f"Dear {person.name}, we missed you at “三月沟通日” on Mon, 9 March")
    assert "Next time: Thu, 9 April, 四月沟通日, 云上茶室" in text


def test_somebody_removed_meanwhile_is_said_calmly(
    sheet: AbsentSheet, register: RegisterThread, read: Read
) -> None:
    person = sheet._people[0]
    register.act(lambda step: actions_participants.remove(step, [person.id])).result()
    with pytest.raises(UserError) as refused:
        read(lambda db: absent_text(db, sheet._key, sheet._session_id, person.id))
    assert refused.value.code == "events.not_on_list"


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
@pytest.mark.parametrize(("mode", "percent"), [(Mode.LIGHT, 100), (Mode.DARK, 150)])
def test_nothing_is_cut_in_any_language_or_size(
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    settle: Settle,
    language: str,
    mode: Mode,
    percent: int,
) -> None:
    words.set_language(language)
    theme.set_mode(mode)
    theme.set_text_percent(percent)
    sheet: AbsentSheet = request.getfixturevalue("sheet")
    settle()
    assert problems(sheet) == []
