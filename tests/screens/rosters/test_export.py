"""The export page as an owner uses it: who, which columns, and every way out."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from organizer.base import words
from organizer.base.database import Database
from organizer.base.masking import is_masked
from organizer.base.register_thread import RegisterThread
from organizer.base.table_files.reading import read_table
from organizer.domain.groups import store as groups
from organizer.domain.members import store as members
from organizer.printing.table_pages import TablePages
from organizer.screens.rosters.export_view import PICTURE, TEXT, ExportView
from organizer.screens.rosters.page import RostersPage
from organizer.screens.rosters.taking_out import save_file
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from organizer.widgets.tasks import Progress
from organizer.widgets.theme import Mode, theme
from tests.factories import make_member, people_of_group

Settle = Callable[[], None]
Read = Callable[[Callable[[Database], Any]], Any]


@pytest.fixture
def view(page: RostersPage, settle: Settle) -> ExportView:
    page.open_with(what="export")
    settle()
    return page.exporting


def log(db: Database) -> list[tuple[str, int, list[str], int]]:
    rows = db.rows("SELECT what, row_count, columns, is_masked FROM export_log ORDER BY id")
    return [(what, count, json.loads(columns), masked) for what, count, columns, masked in rows]


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_everybody_as_excel(
    view: ExportView, read: Read, settle: Settle, tmp_path: Path, messages: Messages
) -> None:
    count = len(read(members.member_ids))
    assert str(count) in view.save.text()
    assert "手机" in view.contains.text()
    path = tmp_path / "花名册.xlsx"
    view.save_to(path, "xlsx")
    settle()
    table = read_table(path)
    assert len(table) == count
    phones = table.columns[table.header.index("手机")]
    assert all(is_masked(one.split("、")[0]) for one in phones if one)
    assert read(log) == [("xlsx", count, [c.key for c in view.order.columns], 1)]
    said = messages.recorded[-1]
    assert path.name in said.text
    assert said.action_text == "打开文件夹"


def test_the_button_asks_where(
    view: ExportView, qtbot: QtBot, desk: Desk, settle: Settle, tmp_path: Path
) -> None:
    view.kind.setCurrentIndex(view.kind.findData("gb18030"))
    click(view.save)
    qtbot.waitUntil(lambda: desk.messages.dialog is not None)
    dialog = cast("Any", desk.messages.dialog)
    target = tmp_path / "名单.csv"
    dialog.findChild(QLineEdit).setText(str(target))
    dialog.accept()
    qtbot.waitUntil(target.exists)
    settle()
    assert "姓名" in target.read_bytes().decode("gb18030")


def test_exactly_the_chosen_people_in_their_order(
    page: RostersPage, read: Read, settle: Settle, tmp_path: Path
) -> None:
    ids = list(reversed(read(members.member_ids)))[:7]
    names = [row.name for row in read(lambda db: members.member_rows(db, ids))]
    page.open_with(what="export", ids=ids)
    settle()
    assert "7" in page.exporting.who.currentText()
    path = tmp_path / "七人.csv"
    page.exporting.save_to(path, "csv")
    settle()
    table = read_table(path)
    assert list(table.columns[table.header.index("姓名")]) == names


def test_a_group_with_aliases_and_full_numbers(
    page: RostersPage, read: Read, settle: Settle, tmp_path: Path
) -> None:
    group = read(groups.groups)[0].group
    page.open_with(what="export", group=group.id)
    settle()
    view = page.exporting
    keys = view.picker.keys()
    assert "alias" in keys
    assert view.title_line.text() == group.name
    assert view.banner.isHidden()
    view.full.click()
    assert not view.banner.isHidden()
    path = tmp_path / "群.csv"
    view.save_to(path, "csv")
    settle()
    table = read_table(path)
    phones = [one for one in table.columns[table.header.index("手机")] if one]
    assert phones
    assert not any(map(is_masked, phones))
    assert read(log)[-1][3] == 0
    assert len(table) == len(read(lambda db: people_of_group(db, group.id)))


def test_columns_are_chosen_moved_and_kept(
    view: ExportView, read: Read, settle: Settle, qtbot: QtBot, desk: Desk
) -> None:
    listed = view.picker.list
    listed.setFocus()
    assert view.picker.keys()[:2] == ("number", "name")
    QTest.keyClick(listed, Qt.Key.Key_Space)
    assert view.picker.keys()[0] == "name"
    listed.setCurrentRow(1)
    QTest.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert view.picker.keys()[:3] == ("phone", "wechat", "name")
    click(view.layouts.keep)
    qtbot.waitUntil(lambda: desk.messages.dialog is not None)
    dialog = cast("Any", desk.messages.dialog)
    dialog.findChild(QLineEdit).setText("电话在前")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle()
    assert view.layouts.combo.currentText() == "电话在前"
    view.layouts.combo.setCurrentIndex(0)
    view.layouts.combo.activated.emit(0)
    assert view.picker.keys()[0] == "number"
    view.layouts.combo.setCurrentIndex(1)
    view.layouts.combo.activated.emit(1)
    assert view.picker.keys() == ("name", "institution", "position", "roles")
    view.layouts.combo.setCurrentIndex(2)
    view.layouts.combo.activated.emit(2)
    assert view.picker.keys()[:3] == ("phone", "wechat", "name")
    click(view.layouts.remove)
    settle()
    assert view.layouts.combo.count() == 2


def test_work_elsewhere_leaves_the_choice_where_it_is(
    page: RostersPage, read: Read, settle: Settle, register: RegisterThread
) -> None:
    ids = read(members.member_ids)[:3]
    page.open_with(what="export", ids=ids)
    settle()
    view = page.exporting
    view.picker.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    view.title_line.setText("三位老师")
    page.hide()
    register.act(lambda step: make_member(step, "吴新人")).result()
    settle()
    page.show()
    settle()
    assert list(view.order.ids) == ids
    assert view.order.title == view.title_line.text() == "三位老师"
    assert view.picker.keys()[0] == "name"
    view.who.setCurrentIndex(1)
    view.who.activated.emit(1)
    settle()
    assert view.title_line.text() == "成员"
    assert len(view.order.ids) == len(read(members.member_ids))


def test_no_column_no_way_out(view: ExportView) -> None:
    for at in range(view.picker.list.count()):
        view.picker.list.item(at).setCheckState(Qt.CheckState.Unchecked)
    assert not view.save.isEnabled()
    assert not view.copier.isEnabled()


def test_a_picture_is_copied_and_masked(
    view: ExportView, read: Read, settle: Settle, qtbot: QtBot, messages: Messages
) -> None:
    view.full.click()
    view.tabs.setCurrentIndex(PICTURE)
    view.layouts.combo.setCurrentIndex(0)
    view.layouts.combo.activated.emit(0)  # the usual columns, chosen by hand
    settle()
    qtbot.waitUntil(
        lambda: isinstance(view.phone.pages, TablePages) and "手机" in view.phone.pages.sheet.header
    )
    pages = view.phone.pages
    assert isinstance(pages, TablePages)
    at = pages.sheet.header.index("手机")
    assert all(is_masked(row[at].split("、")[0]) for row in pages.sheet.rows if row[at])
    click(view.copier)
    settle()
    image = QGuiApplication.clipboard().image()
    assert image.width() == round(pages.size_of(0)[0]) * 2 // 10
    assert read(log)[-1][0] == "picture"
    assert read(log)[-1][3] == 1


def test_each_way_out_keeps_its_own_columns(view: ExportView, settle: Settle) -> None:
    view.picker.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    on_paper = view.picker.keys()
    view.tabs.setCurrentIndex(PICTURE)
    settle()
    few = view.picker.keys()
    assert len(few) < len(on_paper)

    def columns(*, as_picture: bool) -> tuple[str, ...]:
        return tuple(one.key for one in view.named(as_picture=as_picture).columns)

    assert columns(as_picture=False) == on_paper  # what is printed or saved from here
    at = next(r for r in range(view.picker.list.count()) if r >= 1)
    item = view.picker.list.item(at)
    item.setCheckState(Qt.CheckState.Unchecked)
    chosen = view.picker.keys()
    assert columns(as_picture=True) == chosen
    view.tabs.setCurrentIndex(0)
    settle()
    assert view.picker.keys() == on_paper
    assert columns(as_picture=True) == chosen
    view.tabs.setCurrentIndex(PICTURE)
    settle()
    assert view.picker.keys() == chosen


def test_a_picture_has_few_columns_unless_they_are_chosen(view: ExportView, settle: Settle) -> None:
    usual = view.picker.keys()
    assert "phone" in usual
    view.kind.setCurrentIndex(view.kind.findData("picture"))
    view.kind.activated.emit(view.kind.currentIndex())
    settle()
    assert view.tabs.currentIndex() == PICTURE
    assert view.picker.keys() == ("name", "institution", "position", "roles")
    assert view.layouts.combo.currentData() == "short"
    pages = view.phone.pages
    assert isinstance(pages, TablePages)
    assert "手机" not in pages.sheet.header
    view.tabs.setCurrentIndex(TEXT)
    settle()
    assert view.picker.keys() == usual
    assert view.layouts.combo.currentData() == ""


def test_the_next_picture_is_one_click_away(
    page: RostersPage, read: Read, settle: Settle, desk: Desk, messages: Messages
) -> None:
    many = [row.id for row in read(lambda db: members.member_rows(db, members.member_ids(db)))] * 3
    page.open_with(what="export", ids=many)
    settle()
    view = page.exporting
    view.tabs.setCurrentIndex(PICTURE)
    settle()
    pages = view.phone.pages
    assert isinstance(pages, TablePages)
    assert pages.count > 1
    click(view.copier)
    settle()
    first, said = QGuiApplication.clipboard().image(), messages.recorded[-1]
    assert said.action_text == "复制下一张"
    assert view.phone.number == 1
    assert said.action is not None
    said.action()
    settle()
    assert QGuiApplication.clipboard().image() != first
    assert "2" in messages.recorded[-1].text


def test_columns_that_say_nothing_are_not_ticked(
    page: RostersPage, desk: Desk, settle: Settle, read: Read, tmp_path: Path
) -> None:
    desk.start(desk.save(lambda step: make_member(step, "单小雨", position="校长")))
    settle()
    found = [
        row.id
        for row in read(lambda db: members.member_rows(db, members.member_ids(db)))
        if row.name == "单小雨"
    ]
    page.open_with(what="export", ids=found)
    settle()
    view = page.exporting
    assert view.picker.keys() == ("name", "wechat_nickname", "position")
    view.title_line.setText("三群")
    path = tmp_path / "三群.xlsx"
    view.save_to(path, "xlsx")
    settle()
    table = read_table(path)
    assert table.header == ("姓名", "微信昵称", "校内职务")
    assert table.sheet == "三群"


def test_pictures_are_saved_with_their_numbers(
    view: ExportView, settle: Settle, tmp_path: Path
) -> None:
    view.save_to(tmp_path / "图.png", "picture")
    settle()
    files = sorted(path.name for path in tmp_path.glob("*.png"))
    assert files[0] == f"图 1-{len(files)}.png"
    assert not QImage(str(tmp_path / files[0])).isNull()


def test_a_text_is_copied(view: ExportView, read: Read, settle: Settle) -> None:
    view.tabs.setCurrentIndex(TEXT)
    settle()
    assert view.text.text().startswith("成员")
    click(view.copier)
    settle()
    text = QGuiApplication.clipboard().text()
    assert text == view.text.text()
    assert len(text.splitlines()) == 1 + len(view.order.ids)


def test_printing_opens_the_preview(
    view: ExportView, read: Read, settle: Settle, qtbot: QtBot, desk: Desk
) -> None:
    click(view.printer)
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, QPrintPreviewDialog))
    dialog = desk.messages.dialog
    assert dialog is not None
    qtbot.wait(50)
    dialog.grab()
    # while it is open nothing is being worked on, so no progress is shown
    assert [task.title for task in desk.tasks.running if task.title] == []
    dialog.close()
    settle()
    assert desk.tasks.running == ()
    assert read(log) == []
    view.print()
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, QPrintPreviewDialog))
    assert desk.messages.dialog is not None
    desk.messages.dialog.accept()  # as the dialog's own button does after printing
    settle()
    assert [row[0] for row in read(log)] == ["print"]


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
@pytest.mark.parametrize(
    ("mode", "percent"), [(Mode.LIGHT, 100), (Mode.DARK, 100), (Mode.LIGHT, 150)]
)
def test_pictures(
    page: RostersPage,
    qtbot: QtBot,
    settle: Settle,
    tmp_path_factory: pytest.TempPathFactory,
    language: str,
    mode: Mode,
    percent: int,
) -> None:
    words.set_language(language)
    theme.set_mode(mode)
    theme.set_text_percent(percent)
    page.window().resize(1366 - 170, 768 - 80)
    page.resize(page.window().size())
    page.retranslate()
    folder = Path(os.environ.get("ORGANIZER_PICTURES") or tmp_path_factory.mktemp("pictures"))
    page.open_with(what="export")
    settle()
    view = page.exporting
    for tab, name in enumerate(("paper", "picture", "text")):
        view.tabs.setCurrentIndex(tab)
        settle()
        qtbot.wait(30)
        page.grab().save(str(folder / f"rosters-6-{name}-{language}-{mode.value}-{percent}.png"))
    assert view.text.text()


def test_pictures_written_before_it_was_stopped_are_noted(
    view: ExportView, read: Read, settle: Settle, desk: Desk, tmp_path: Path
) -> None:
    progress = Progress(view)

    def stop(done: int, _total: int) -> None:
        progress.cancelled = done == 1

    progress.changed.connect(stop)
    before = len(read(log))
    order = view.order
    desk.start(save_file(desk, order, "picture", tmp_path / "图.png", progress))
    settle()
    assert len(list(tmp_path.glob("*.png"))) == 1
    assert [one[0] for one in read(log)[before:]] == ["picture"]
