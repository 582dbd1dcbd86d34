"""Printing for an event as an owner does it: choices, a true preview, and every way out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from organizer.base.database import Database
from organizer.base.register_thread import RegisterThread
from organizer.domain.events import actions_participants, store, store_sheet
from organizer.domain.members import store as members
from organizer.printing.badges import BadgePages
from organizer.printing.certificate import CertificatePages
from organizer.printing.form_pages import FormPages
from organizer.screens.events.paper_sheet import PaperSheet
from organizer.screens.events.sheet_tab import EventSheet
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from tests.printing.reading_pdf import read_pdf
from tests.screens.events.sign_up_story import make_salon

Settle = Callable[[], None]
Read = Callable[[Callable[[Database], Any]], Any]
COMING = 12


@pytest.fixture
def salon(register: RegisterThread) -> str:
    """A salon with twelve people of the made-up register on its list."""
    event_id = make_salon(register)
    people = register.ask(lambda db: members.member_ids(db, [])[:COMING]).result()
    register.act(lambda step: actions_participants.sign_up_members(step, event_id, people)).result()
    return event_id


@pytest.fixture
def sheet(salon: str, desk: Desk, window: QWidget, read: Read, settle: Settle) -> PaperSheet:
    """The sheet as it opens."""
    made = PaperSheet(desk, read(lambda db: store.event(db, salon)))
    desk.start(desk.messages.open(made))
    settle()
    return made


def log(db: Database) -> list[tuple[str, int, list[str], int]]:
    rows = db.rows("SELECT what, row_count, columns, is_masked FROM export_log ORDER BY id")
    return [(what, count, json.loads(columns), masked) for what, count, columns, masked in rows]


def pages_of(sheet: PaperSheet) -> FormPages:
    pages = sheet.preview.pages
    assert isinstance(pages, FormPages)
    return pages


def test_the_preview_is_what_the_choices_say(sheet: PaperSheet, settle: Settle) -> None:
    pages = pages_of(sheet)
    assert len(pages.form.rows) == COMING + 20
    sheet.choices.blank_rows.setValue(3)
    sheet.choices.landscape.setChecked(True)
    sheet.show_preview()
    settle()
    pages = pages_of(sheet)
    assert len(pages.form.rows) == COMING + 3
    assert pages.paper.width > pages.paper.height
    assert str(COMING) in sheet.told.text()


def test_what_is_of_no_use_is_not_asked(sheet: PaperSheet, settle: Settle) -> None:
    choices = sheet.choices
    assert choices.own_title.isHidden()
    assert choices.page_break.isHidden()
    assert not choices.phone.isHidden()
    choices.grouping.setCurrentIndex(choices.grouping.findData("institution"))
    assert not choices.page_break.isHidden()
    choices.phone.setCurrentIndex(choices.phone.findData("full"))
    sheet.show_preview()
    settle()
    assert not sheet.banner.isHidden()
    sheet.what.setCurrentIndex(sheet.what.findData("badges"))
    settle()
    assert choices.isHidden()
    assert sheet.copy_button.isHidden()
    assert isinstance(sheet.preview.pages, BadgePages)
    assert sheet.banner.isHidden()


def test_the_pdf_holds_everybody_and_is_noted(
    sheet: PaperSheet, tmp_path: Path, read: Read, settle: Settle
) -> None:
    sheet.choices.blank_rows.setValue(30)
    path = tmp_path / "签到表.pdf"
    sheet.save_pdf(path)
    settle()
    document = read_pdf(path.read_bytes())
    texts = [text for page in document.pages for text in page]
    assert len(document.pages) == pages_of(sheet).count == 2
    assert "周六沙龙" in "".join(texts)
    assert read(log)[-1][:2] == ("pdf", COMING)
    assert "签到表.pdf" in sheet.outcome.text()
    # the next time it looks the same
    assert read(store_sheet.options).blank_rows == 30


def test_a_disk_that_refuses_is_told_on_the_sheet(
    sheet: PaperSheet, tmp_path: Path, read: Read, settle: Settle
) -> None:
    sheet.save_pdf(tmp_path / "没有这个文件夹" / "签到表.pdf")
    settle()
    assert sheet.problem.text()
    assert sheet.isVisible()
    assert read(log) == []


def test_pictures_are_masked(sheet: PaperSheet, tmp_path: Path, read: Read, settle: Settle) -> None:
    choices = sheet.choices
    choices.phone.setCurrentIndex(choices.phone.findData("full"))
    QGuiApplication.clipboard().clear()
    sheet.copy()
    settle()
    assert not QGuiApplication.clipboard().image().isNull()
    sheet.save_picture(tmp_path / "签到表.png")
    settle()
    assert (tmp_path / "签到表.png").stat().st_size > 1_000
    assert [(what, masked) for what, _rows, _columns, masked in read(log)] == [("picture", 1)] * 2


def test_printing_opens_the_preview(
    sheet: PaperSheet, desk: Desk, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.mouseClick(sheet.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, QPrintPreviewDialog))
    dialog = desk.messages.dialog
    assert isinstance(dialog, QPrintPreviewDialog)
    dialog.accept()
    qtbot.waitUntil(lambda: [row[0] for row in read(log)] == ["print"])


def test_arrangements_are_kept_under_names(
    sheet: PaperSheet, desk: Desk, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    sheet.choices.row_height.setValue(15)
    qtbot.mouseClick(sheet.bar.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.messages.dialog is not sheet)
    asking = desk.messages.dialog
    assert isinstance(asking, Sheet)
    line = asking.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText("大字版")
    asking.accept()
    settle()
    assert sheet.bar.combo.currentText() == "大字版"
    sheet.bar.combo.setCurrentIndex(sheet.bar.combo.findData("usual"))
    sheet.bar.combo.activated.emit(sheet.bar.combo.currentIndex())
    settle()
    assert sheet.choices.row_height.value() == 10
    sheet.bar.combo.setCurrentIndex(sheet.bar.combo.findText("大字版"))
    sheet.bar.combo.activated.emit(sheet.bar.combo.currentIndex())
    settle()
    assert sheet.choices.row_height.value() == 15
    qtbot.mouseClick(sheet.bar.remove, Qt.MouseButton.LeftButton)
    settle()
    assert read(store_sheet.arrangements) == []


def test_certificates_are_for_who_was_there(
    sheet: PaperSheet,
    salon: str,
    register: RegisterThread,
    read: Read,
    settle: Settle,
    tmp_path: Path,
) -> None:
    rows = read(
        lambda db: db.column("SELECT id FROM participant WHERE event_id = ? LIMIT 3", (salon,))
    )
    session = read(lambda db: store.sessions_of(db, salon)[0].id)
    register.act(lambda step: actions_participants.mark(step, session, rows, "present")).result()
    sheet.what.setCurrentIndex(sheet.what.findData("certificates"))
    settle()
    pages = sheet.preview.pages
    assert isinstance(pages, CertificatePages)
    assert pages.count == 3
    sheet.save_pdf(tmp_path / "证书.pdf")
    settle()
    assert read(log)[-1] == ("pdf", 3, ["name", "institution", "position"], 0)


def test_the_tab_shows_the_sheet_and_follows_the_list(
    salon: str, desk: Desk, window: QWidget, register: RegisterThread, settle: Settle
) -> None:
    tab = EventSheet(desk)
    tab.setParent(window)
    tab.show_record(salon)
    tab.show()
    tab.refresh(None)
    settle()
    pages = tab.preview.pages
    assert isinstance(pages, FormPages)
    assert str(COMING) in tab.told.text()
    register.act(lambda step: actions_participants.sign_up(step, salon, name="外来的客人")).result()
    settle()
    tab.refresh(desk.last_step)
    settle()
    assert str(COMING + 1) in tab.told.text()
