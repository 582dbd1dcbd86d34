"""The import page as an owner uses it, from the file to the receipt and back."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from organizer.base import words
from organizer.base.database import Database
from organizer.base.register_thread import RegisterThread
from organizer.domain.groups import store as groups
from organizer.domain.members import store as members
from organizer.domain.rosters.apart import ListSource
from organizer.screens.rosters.page import RostersPage
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from organizer.widgets.theme import Mode, theme
from tests.screens.rosters.walking import click, preview, wait_for

Settle = Callable[[], None]
Read = Callable[[Callable[[Database], Any]], Any]


def names(db: Database) -> list[str]:
    return [row.name for row in members.member_rows(db, members.member_ids(db))]


def test_a_list_goes_in_and_comes_out_again(
    page: RostersPage, ugly: Path, qtbot: QtBot, read: Read, settle: Settle, messages: Messages
) -> None:
    before = read(names)
    view = page.importing
    page.open_with(what="import", file=ugly)
    wait_for(page, qtbot, 1)
    draft = view.draft
    assert draft is not None
    assert draft.look is not None
    assert (draft.look.header_line, draft.look.encoding, draft.look.rows) == (3, "gb18030", 5)
    assert [combo.currentData() for combo in view.map.grid.combos] == [
        *("", "name", "phone", "institution", ""),
    ]
    preview(page, qtbot)
    shown = {key: view.preview.count(key) for key in ("new", "refused", "conflict", "changed")}
    assert shown == {"new": 3, "refused": 2, "conflict": 0, "changed": 0}
    assert view.preview.go.text() == "导入 3 人"
    assert draft.checked is not None
    assert [one.wrong for one in draft.checked.troubles[2]] == ["1.39E+10"]
    assert read(names) == before
    click(view.preview.go)
    wait_for(page, qtbot, 3)
    assert set(read(names)) - set(before) == {"曾大海", "单小雨", "仇小燕"}
    assert "3" in view.receipt.sentence.text()
    click(view.receipt.undo)
    settle()
    assert read(names) == before
    assert view.stack.currentIndex() == 0


def test_a_column_is_corrected_and_remembered(
    page: RostersPage, ugly: Path, qtbot: QtBot, read: Read
) -> None:
    view = page.importing
    page.open_with(file=ugly)
    wait_for(page, qtbot, 1)
    combo = view.map.grid.combos[4]
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_End)
    QTest.keyClick(combo, Qt.Key.Key_Return)
    combo.activated.emit(combo.currentIndex())
    assert combo.currentData() == "new_field"
    preview(page, qtbot)
    click(view.preview.go)
    wait_for(page, qtbot, 3)
    from organizer.domain.rosters.store import own_fields

    assert "特长" in [field.name for field in read(own_fields)]
    page.open_with(file=ugly)
    wait_for(page, qtbot, 1)
    # the new field exists now and is known by its name
    assert view.map.grid.combos[4].currentText() == "特长"


def test_names_alone_are_not_enough(page: RostersPage, qtbot: QtBot) -> None:
    page.open_with(text="姓名\t机构\n张三\t晨光教育\n李四\t晨光教育")
    wait_for(page, qtbot, 1)
    assert not page.importing.map.next.isEnabled()
    assert not page.importing.map.banner.isHidden()


def test_cells_are_pasted_into_a_group_with_a_day(
    page: RostersPage, qtbot: QtBot, read: Read, settle: Settle
) -> None:
    view = page.importing
    box = view.choose.box
    box.setFocus()
    cells = QMimeData()
    cells.setText("姓名\t手机\t群昵称\n周一一\t13922220001\t一一\n周二二\t13922220002\t二二\n")
    QGuiApplication.clipboard().setMimeData(cells)
    QTest.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    wait_for(page, qtbot, 1)
    target = view.map.target
    assert "群昵称" in target.hint.text()
    target.group.setCurrentIndex(target.group.count() - 1)
    click(view.map.next)
    assert view.stack.currentIndex() == 1  # a new group needs a name
    assert target.name.hasFocus()
    QTest.keyClicks(target.name, "Xinqun")
    QTest.keyClicks(target.joined.editor, "2026-02-03")
    assert view.map.next.isEnabled()
    preview(page, qtbot)
    click(view.preview.go)
    wait_for(page, qtbot, 3)

    def found(db: Database) -> list[tuple[str, str, str]]:
        group = groups.named(db, "Xinqun")
        assert group is not None
        return sorted(
            (row.member_name, row.alias, str(row.joined_on))
            for row in groups.memberships_of_group(db, group.id)
        )

    assert read(found) == [("周一一", "一一", "2026-02-03"), ("周二二", "二二", "2026-02-03")]


def test_a_conflict_is_decided(
    page: RostersPage, qtbot: QtBot, read: Read, register: RegisterThread
) -> None:
    someone = read(
        lambda db: next(
            row for row in members.member_rows(db, members.member_ids(db)) if row.phones
        )
    )
    view = page.importing
    page.open_with(
        text=f"姓名\t手机\t职务\n完全不同\t{someone.phones[0]}\t新的职务\n钱多多\t13933330001\t校长"
    )
    wait_for(page, qtbot, 1)
    preview(page, qtbot)
    step = view.preview
    assert (step.count("conflict"), step.kind, step.go.text()) == (1, "conflict", "导入 1 人")
    step.table.select(step.table.shown_ids())
    qtbot.waitUntil(lambda: not step.decision.isHidden())
    buttons = step.decision.buttons()
    assert someone.name in buttons[0].text()
    click(buttons[0])
    qtbot.waitUntil(lambda: step.count("conflict") == 0 and view.stack.isEnabled())
    assert step.go.text() == "导入 2 人"
    click(step.go)
    wait_for(page, qtbot, 3)
    assert read(lambda db: members.get(db, someone.id)).position == "新的职务"
    assert read(lambda db: members.get(db, someone.id)).name == "完全不同"


def test_what_was_left_out_is_saved(
    page: RostersPage,
    ugly: Path,
    qtbot: QtBot,
    tmp_path: Path,
    desk: Desk,
) -> None:
    view = page.importing
    page.open_with(file=ugly)
    wait_for(page, qtbot, 1)
    preview(page, qtbot)
    click(view.preview.save)
    qtbot.waitUntil(lambda: desk.messages.dialog is not None)
    dialog = cast("Any", desk.messages.dialog)
    target = tmp_path / "未导入.csv"
    dialog.findChild(QLineEdit).setText(str(target))
    dialog.accept()
    qtbot.waitUntil(target.exists)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:2] == ["行", "原因"]
    assert [row[0] for row in rows[1:]] == ["6", "7"]
    assert rows[1][2:] == ["3", "解思齐", "1.39E+10", "晨光教育", ""]


def test_work_elsewhere_leaves_the_import_where_it_is(
    page: RostersPage, qtbot: QtBot, register: RegisterThread, settle: Settle
) -> None:
    from tests.factories import make_member

    view = page.importing
    page.open_with(text="姓名\t手机\n钱多多\t13933330001")
    wait_for(page, qtbot, 1)
    page.hide()
    register.act(lambda step: make_member(step, "吴新人", phones=["13933330009"])).result()
    settle()
    page.show()
    settle()
    assert view.stack.currentIndex() == 1
    preview(page, qtbot)
    assert view.preview.count("new") == 1
    page.hide()
    register.act(lambda step: make_member(step, "钱多多", phones=["13933330001"])).result()
    settle()
    page.show()
    settle()
    assert view.stack.currentIndex() == 2
    assert view.preview.count("new") == 0
    assert view.preview.count("same") == 1


def test_a_change_meanwhile_is_looked_at_again(
    page: RostersPage, qtbot: QtBot, register: RegisterThread
) -> None:
    from tests.factories import make_member

    view = page.importing
    page.open_with(text="姓名\t手机\n钱多多\t13933330001")
    wait_for(page, qtbot, 1)
    preview(page, qtbot)
    register.act(lambda step: make_member(step, "吴新人", phones=["13933330001"])).result()
    click(view.preview.go)
    qtbot.waitUntil(lambda: not view.preview.banner.isHidden())
    qtbot.waitUntil(view.stack.isEnabled)
    assert view.stack.currentIndex() == 2
    assert view.preview.count("conflict") == 1


def test_the_same_list_twice_changes_nothing(page: RostersPage, ugly: Path, qtbot: QtBot) -> None:
    view = page.importing
    for turn in range(2):
        page.open_with(file=ugly)
        wait_for(page, qtbot, 1)
        preview(page, qtbot)
        if turn == 0:
            click(view.preview.go)
            wait_for(page, qtbot, 3)
    assert view.preview.count("same") == 3
    assert not view.preview.go.isEnabled()


def test_a_file_that_is_no_list_is_refused_calmly(
    page: RostersPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "图片.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    page.open_with(file=path)
    qtbot.waitUntil(lambda: not page.importing.choose.banner.isHidden(), timeout=20_000)
    assert page.importing.stack.currentIndex() == 0


def test_the_header_line_is_corrected(page: RostersPage, qtbot: QtBot) -> None:
    view = page.importing
    page.open_with(text="王小二\t13955550001\n王小三\t13955550002")
    wait_for(page, qtbot, 1)
    assert view.draft is not None
    assert view.draft.look is not None
    assert view.draft.look.rows == 2
    view.map.source_bar.header.setValue(1)
    qtbot.waitUntil(
        lambda: view.draft is not None and view.draft.look is not None and view.draft.look.rows == 1
    )
    assert view.draft.source == ListSource(
        text="王小二\t13955550001\n王小三\t13955550002", header_line=1
    )


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
@pytest.mark.parametrize(
    ("mode", "percent"), [(Mode.LIGHT, 100), (Mode.DARK, 100), (Mode.LIGHT, 150)]
)
def test_pictures(
    page: RostersPage,
    ugly: Path,
    qtbot: QtBot,
    read: Read,
    tmp_path_factory: pytest.TempPathFactory,
    language: str,
    mode: Mode,
    percent: int,
) -> None:
    """Every step is shown in both languages; what is cut would be wider than its label."""
    import os

    words.set_language(language)
    theme.set_mode(mode)
    theme.set_text_percent(percent)
    page.window().resize(1366 - 170, 768 - 80)
    page.resize(page.window().size())
    page.retranslate()
    view = page.importing
    folder = Path(os.environ.get("ORGANIZER_PICTURES") or tmp_path_factory.mktemp("pictures"))

    def keep(name: str) -> None:
        qtbot.wait(30)
        page.grab().save(str(folder / f"rosters-{name}-{language}-{mode.value}-{percent}.png"))

    keep("1-choose")
    page.open_with(file=ugly)
    wait_for(page, qtbot, 1)
    keep("2-columns")
    preview(page, qtbot)
    view.preview.show_kind("")
    keep("3-preview")
    click(view.preview.go)
    wait_for(page, qtbot, 3)
    keep("4-receipt")
    people = read(
        lambda db: [r for r in members.member_rows(db, members.member_ids(db)) if r.phones][:6]
    )
    rows = "\n".join(f"改名{row.name}\t{row.phones[0]}\t{row.institution}" for row in people)
    page.open_with(text=f"姓名\t手机\t机构\n{rows}")
    wait_for(page, qtbot, 1)
    preview(page, qtbot)
    view.preview.table.select(view.preview.table.shown_ids()[:1])
    qtbot.waitUntil(lambda: not view.preview.decision.isHidden())
    keep("5-decide")
    assert view.preview.decision.buttons()


def test_reading_is_stopped_and_leaves_nothing(
    page: RostersPage, qtbot: QtBot, tmp_path: Path, desk: Desk, settle: Settle
) -> None:
    path = tmp_path / "很长.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("姓名,手机\n")
        file.writelines(f"王{n},138{n:08}\n" for n in range(200_000))
    page.open_with(file=path)
    (task,) = [one for one in desk.tasks.running if one.title == "正在读取名单"]
    qtbot.wait(50)
    task.cancel()
    settle()
    assert page.importing.stack.currentIndex() == 0
    assert page.importing.stack.isEnabled()
    assert page.importing.draft is None
    page.open_with(text="姓名\t手机\n钱多多\t13933330001")
    wait_for(page, qtbot, 1)


def test_another_register_opened_meanwhile_shows_nothing_of_the_import(
    page: RostersPage, ugly: Path, qtbot: QtBot, desk: Desk, register: RegisterThread
) -> None:
    import threading

    view = page.importing
    page.open_with(file=ugly)
    wait_for(page, qtbot, 1)
    preview(page, qtbot)
    free = threading.Event()
    register.with_register(lambda _register: free.wait(10))
    click(view.preview.go)
    desk.use_register(None)
    desk.use_register(register)
    free.set()
    qtbot.waitUntil(lambda: not desk.tasks.running)
    assert view.stack.currentIndex() == 0, "no receipt of a register that is not open"
    assert view.stack.isEnabled()
    assert view.done is None


def test_a_list_dropped_during_an_import_does_not_stop_it(
    page: RostersPage, ugly: Path, qtbot: QtBot, register: RegisterThread, messages: Messages
) -> None:
    import threading

    page.open_with(file=ugly)
    wait_for(page, qtbot, 1)
    preview(page, qtbot)
    free = threading.Event()
    register.with_register(lambda _register: free.wait(10))
    click(page.importing.preview.go)
    page.open_with(what="import", file=ugly)
    assert messages.recorded[-1].text == "上一份名单还在导入。"
    free.set()
    wait_for(page, qtbot, 3)
    assert page.importing.done is not None
