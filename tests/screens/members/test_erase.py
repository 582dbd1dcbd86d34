"""A person asks to be forgotten: nothing before the name is typed, nothing left afterwards."""

from typing import cast

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from organizer.base.register_thread import RegisterThread
from organizer.domain.joining.records import Mention
from organizer.domain.members import actions
from organizer.domain.members import store as members
from organizer.screens.members.erase import EraseSheet, excerpt
from organizer.screens.members.page import MembersPage
from organizer.widgets.desk import Desk
from tests.screens.members.acting import Read, Settle, table

NAME = "Xaver Quillfeather"
PHONE = "13912340000"


def test_a_person_is_erased_from_the_file_after_the_name_is_typed(
    page: MembersPage,
    desk: Desk,
    register: RegisterThread,
    read: Read,
    settle: Settle,
    qtbot: QtBot,
) -> None:
    other = table(page).shown_ids()[0]

    def prepare(step: object) -> str:
        person = actions.add(step, NAME, phones=[PHONE])  # type: ignore[arg-type]
        actions.change(step, other, notes=f"came with {NAME} in May")  # type: ignore[arg-type]
        return person

    person, _step = register.act(prepare).result()
    settle()
    page.show_record(person)
    settle()
    (command,) = [one for one in page.commands() if one.key == "members.erase"]
    path = register.register.path
    command.run(desk)
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, EraseSheet))
    sheet = cast("EraseSheet", desk.messages.dialog)
    qtbot.waitUntil(sheet.isVisible)
    assert not sheet.go.isEnabled()
    QTest.keyClicks(sheet.typed.line, NAME[:-1])
    assert not sheet.go.isEnabled()
    QTest.keyClicks(sheet.typed.line, NAME[-1])
    assert sheet.go.isEnabled()
    ((tick, _mention),) = sheet.ticks
    assert NAME in tick.text()
    assert not tick.isChecked(), "whether this person is meant is for the owner to say"
    tick.setChecked(True)
    sheet.go.click()
    settle()
    assert read(lambda db: members.get(db, person)) is None
    assert person not in table(page).shown_ids()
    found = read(lambda db: members.get(db, other))
    assert found is not None
    assert NAME not in found.notes
    register.with_register(lambda opened: opened.close()).result()
    for file in path.parent.glob(path.name + "*"):
        assert NAME.encode() not in file.read_bytes()
        assert PHONE.encode() not in file.read_bytes()


def test_closing_the_sheet_erases_nobody(
    page: MembersPage, desk: Desk, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    person = table(page).shown_ids()[0]
    table(page).select([person])
    settle()
    page.detail.erase()
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, EraseSheet))
    assert desk.messages.dialog is not None
    desk.messages.dialog.reject()
    settle()
    assert read(lambda db: members.get(db, person)) is not None


def test_the_words_around_a_name_are_shown() -> None:
    assert excerpt("由 王小明\n介绍", "王小明") == "由 王小明 介绍"
    long = excerpt("很" * 40 + "王小明" + "好" * 40, "王小明")
    assert long == "…" + "很" * 16 + "王小明" + "好" * 16 + "…"


def test_every_text_with_the_name_can_be_ticked(desk: Desk, qtbot: QtBot) -> None:
    found = [(Mention("member", str(at), "notes"), f"{NAME} {at}") for at in range(45)]
    sheet = EraseSheet(desk, None, NAME, found)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitExposed(sheet)
    for tick, _mention in sheet.ticks:
        tick.setChecked(True)
    assert sheet.meant() == [mention for mention, _text in found]
    room = sheet.screen().availableGeometry().height()
    assert sheet.height() < room
    area = sheet.findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().maximum() > 0
