"""Many people at once, and new ones."""

import sqlite3
from contextlib import closing
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from organizer.base.register import Register
from organizer.base.register_thread import RegisterThread
from organizer.domain.fields import actions as tags
from organizer.domain.fields import actions_presets
from organizer.domain.groups import store as groups
from organizer.domain.members import actions
from organizer.domain.roles import store as roles
from organizer.domain.rosters.listing import roster_ids
from organizer.screens.members.new_member import NewMember
from organizer.screens.members.page import MembersPage
from organizer.widgets.desk import Desk
from organizer.widgets.picker import Choice
from tests.factories import make_many, people_of_group
from tests.screens.conftest import TODAY, MakePage
from tests.screens.members.acting import (
    Read,
    Settle,
    everybody,
    found_by_sql,
    member,
    sheet,
    table,
    texts_of,
    type_into,
)


def test_buttons_name_the_number_and_act_on_exactly_these(
    page: MembersPage, desk: Desk, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    ids = table(page).shown_ids()[2:7]
    table(page).select(ids)
    settle()
    assert page.bulk.buttons["tag"].text() == "打标签 5 人"
    assert page.count.text().endswith("已选 5 人")
    page.bulk.buttons["archive"].click()
    settle()
    gone = {row.id for row in read(everybody)}
    assert gone.isdisjoint(ids)
    assert set(ids).isdisjoint(table(page).shown_ids())
    assert desk.messages.recorded[-1].text == "归档了 5 位成员"
    action = desk.messages.recorded[-1].action
    assert action is not None
    action()
    settle()
    assert set(ids) <= {row.id for row in read(everybody)}
    assert set(ids) <= set(table(page).shown_ids())


def test_before_many_people_change_there_is_a_backup(
    page: MembersPage, desk: Desk, register: RegisterThread, settle: Settle, qtbot: QtBot
) -> None:
    tag_id, _step = register.act(lambda step: tags.add_tag(step, "讲师团")).result()
    register.act(lambda step: make_many(step, 600)).result()
    settle()
    ids = table(page).shown_ids()
    assert len(ids) > 501
    for count in (500, 501):
        table(page).select(ids[:count])
        page.bulk.run("tag")
        opened = sheet(desk.messages, qtbot)
        opened.form.fields()[0]._take(Choice(tag_id, "讲师团"))  # type: ignore[attr-defined]
        opened.act_button.click()
        settle()
        assert desk.messages.dialog is None
        made = register.with_register(Register.backups).result()
        assert len(made) == (count > 500)
    with closing(sqlite3.connect(made[0].path)) as copy:
        held = copy.execute("SELECT count(*) FROM tagging WHERE tag_id = ?", (tag_id,)).fetchone()
    assert held == (500,), "the state before"
    made[0].path.unlink()
    table(page).select(ids[:501])
    page.bulk.run("archive")
    settle()
    assert len(register.with_register(Register.backups).result()) == 1


def test_all_shown_are_selected_with_one_button(page: MembersPage, settle: Settle) -> None:
    page.bar.set_state({"words": "", "filters": {"has_phone": False}})
    settle()
    shown = table(page).shown_ids()
    page.bulk.everybody.click()
    settle()
    assert table(page).selected_ids() == shown
    assert not page.bulk.everybody.isEnabled()


def test_a_tag_for_many_is_one_step(
    page: MembersPage, desk: Desk, register: RegisterThread, read: Read, settle: Settle,
    qtbot: QtBot,
) -> None:  # fmt: skip
    tag_id, _step = register.act(lambda step: tags.add_tag(step, "讲师团")).result()
    ids = table(page).shown_ids()[:6]
    table(page).select(ids)
    page.bulk.run("tag")
    opened = sheet(desk.messages, qtbot)
    editor = opened.form.fields()[0]
    qtbot.waitUntil(editor.line.hasFocus)  # type: ignore[attr-defined]
    editor._take(Choice(tag_id, "讲师团"))  # type: ignore[attr-defined]
    opened.act_button.click()
    settle()
    assert desk.messages.dialog is None
    found = read(lambda db: roster_ids(db, {"filters": {"tag": [tag_id]}}, today=TODAY))
    assert found == ids


def test_a_field_set_for_many(
    page: MembersPage, desk: Desk, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    ids = table(page).shown_ids()[:4]
    table(page).select(ids)
    page.bulk.run("field")
    opened = sheet(desk.messages, qtbot)
    which, stack = opened.form.fields()
    which.combo.setCurrentIndex(which.combo.findText("来源"))  # type: ignore[attr-defined]
    which.combo.activated.emit(which.combo.currentIndex())  # type: ignore[attr-defined]
    type_into(stack.currentWidget().line, "salon")  # type: ignore[attr-defined]
    opened.act_button.click()
    settle()
    assert [member(read, one).source for one in ids] == ["salon"] * 4


def test_join_and_appoint_many(
    page: MembersPage, desk: Desk, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    group_id, name = read(groups.choices)[-1]
    ids = [row.id for row in read(everybody)][:5]
    table(page).select(ids)
    page.bulk.run("join")
    opened = sheet(desk.messages, qtbot)
    opened.act_button.click()
    settle()
    assert opened.problem.text() == "请选择一个群。"
    opened.form.fields()[0]._take(Choice(group_id, name))  # type: ignore[attr-defined]
    opened.act_button.click()
    settle()
    assert set(ids) <= set(read(lambda db: people_of_group(db, group_id)))
    page.bulk.run("appoint")
    opened = sheet(desk.messages, qtbot)
    title, place = opened.form.fields()[:2]
    type_into(title.combo.lineEdit(), "Archivist")  # type: ignore[attr-defined]
    place.load(group_id)  # type: ignore[attr-defined]
    opened.act_button.click()
    settle()
    held = read(lambda db: roles.titles_in_group(db, group_id))
    assert all("Archivist" in held[one] for one in ids)


def test_copying_pastes_as_a_table_with_masked_numbers(page: MembersPage, settle: Settle) -> None:
    table(page).select(table(page).shown_ids()[:3])
    page.bulk.buttons["copy"].click()
    settle()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == 4
    assert copied[0].split("\t")[0] == "姓名"
    assert "****" in "".join(copied)


def test_rosters_are_asked_for_exactly_these(
    page: MembersPage, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    ids = table(page).shown_ids()[3:6]
    table(page).select(ids)
    with qtbot.waitSignal(desk.page_wanted) as wanted:
        page.bulk.buttons["export"].click()
    assert wanted.args == ["rosters", {"what": "export", "ids": ids}]


def test_exactly_two_are_merged(page: MembersPage, desk: Desk, settle: Settle) -> None:
    wanted: list[tuple[str, dict[str, object]]] = []
    desk.page_wanted.connect(lambda key, arguments: wanted.append((key, arguments)))
    ids = table(page).shown_ids()
    merge = page.bulk.buttons["merge"]
    for count, offered in ((1, False), (2, True), (3, True)):
        table(page).select(ids[:count])
        settle()
        assert page.bulk.offers(merge) == offered
        assert merge.isEnabled() == (count == 2) or not offered
    assert merge.toolTip() == "选中两位才能合并"
    merge.click()
    assert wanted == []
    menu = QMenu()
    page.bulk.fill_menu(menu, ids[:3])
    told = next(one for one in menu.actions() if "选中两位才能合并" in one.text())
    assert not told.isEnabled()
    menu.deleteLater()
    table(page).select(ids[:2])
    settle()
    page.bulk.buttons["merge"].click()
    page.ways_out.buttons["joining"].click()
    assert wanted == [("joining", {"ids": ids[:2]}), ("joining", {})]


def test_a_new_person_in_six_fields_and_the_next(
    page: MembersPage, desk: Desk, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    before = len(read(everybody))
    page.new_record()
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, NewMember))
    opened = cast("NewMember", desk.messages.dialog)
    qtbot.waitUntil(opened.isVisible)
    QTest.keyClicks(opened.name.line, "Anna Zhou")
    QTest.keyClicks(opened.phone.line, "13900001111")
    QTest.keyClick(opened.phone.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(opened.added) == 1)
    settle()
    assert opened.name.line.text() == ""
    QTest.keyClicks(opened.name.line, "Bela Wu")
    QTest.keyClick(opened.name.line, Qt.Key.Key_Return)
    settle()
    assert desk.messages.dialog is None
    rows = read(everybody)
    assert len(rows) == before + 2
    anna = next(row for row in rows if row.name == "Anna Zhou")
    assert anna.phones == ("13900001111",)
    assert page.detail.pane.title.text() == "Bela Wu", "who was added last is shown"


def test_a_person_without_a_name_is_not_taken(
    page: MembersPage, desk: Desk, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    before = len(read(everybody))
    page.new_record()
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, NewMember))
    opened = cast("NewMember", desk.messages.dialog)
    opened.act_button.click()
    settle()
    assert opened.name.problem
    opened.reject()
    settle()
    assert len(read(everybody)) == before


def test_a_saved_filter_that_is_gone_leaves_the_menu(
    page: MembersPage, register: RegisterThread, settle: Settle
) -> None:
    preset_id, _step = register.act(
        lambda step: actions_presets.save_preset(step, "filter.members", "老师", {"words": "老师"})
    ).result()
    settle()
    assert [one.name for one in page.bar._saved] == ["老师"]
    register.act(lambda step: actions_presets.delete_preset(step, preset_id)).result()
    settle()
    assert page.bar._saved == []


def test_an_archived_person_is_shown_when_asked_for(
    page: MembersPage, register: RegisterThread, settle: Settle
) -> None:
    chosen = table(page).shown_ids()[4]
    register.act(lambda step: actions.archive(step, [chosen])).result()
    settle()
    page.show_record(chosen)
    settle()
    assert table(page).selected_ids() == [chosen]
    assert page.bar.state()["filters"] == {"archived": True}
    assert page.detail.restore_button.isVisible()
    page.detail.restore_button.click()
    settle()
    page.bar.clear()
    settle()
    assert chosen in table(page).shown_ids()


def test_another_page_asks_for_some_people(page: MembersPage, settle: Settle, read: Read) -> None:
    ids = table(page).shown_ids()[5:8]
    page.open_with(ids=ids)
    settle()
    assert table(page).shown_ids() == ids
    assert page.bar.state()["filters"] == {"ids": ids}
    page.open_with(search="王")
    settle()
    assert table(page).shown_ids() == found_by_sql(read, {"words": "王"})


@pytest.mark.parametrize("turns", [0, 1, 3])
def test_who_is_asked_for_is_shown_on_a_page_just_opened(
    make_page: MakePage, settle: Settle, read: Read, qtbot: QtBot, turns: int
) -> None:
    wanted = read(everybody)[40].id
    page = cast("MembersPage", make_page("members"))
    for _turn in range(turns):
        qtbot.wait(1)
    page.show_record(wanted)
    settle()
    assert table(page).selected_ids() == [wanted]
    assert page.detail.pane.record_id == wanted


def test_a_cell_is_edited_in_place(page: MembersPage, read: Read, settle: Settle) -> None:
    shown = table(page)
    chosen = shown.shown_ids()[2]
    section = [column.key for column in shown.model.columns].index("position")
    index = shown.model.index(2, section)
    shown.view.setFocus()
    shown.view.setCurrentIndex(index)
    QTest.keyClick(shown.view, Qt.Key.Key_F2)
    editor = shown.view.viewport().findChild(QLineEdit)
    assert editor is not None
    QTest.keySequence(editor, "Ctrl+A")
    QTest.keyClicks(editor, "Dean")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle()
    assert shown.view.hasFocus(), "Enter ends the editing and opens nothing"
    assert member(read, chosen).position == "Dean"
    assert texts_of(page, 2)["position"] == "Dean"


def test_ctrl_p_prints_what_is_shown(page: MembersPage, desk: Desk, qtbot: QtBot) -> None:
    (printing,) = [one for one in page.commands() if one.shortcut == "Ctrl+P"]
    shown = table(page).shown_ids()
    for chosen in ([], shown[2:4]):
        table(page).select(chosen)
        with qtbot.waitSignal(desk.page_wanted) as wanted:
            printing.run(desk)
        assert wanted.args == ["rosters", {"what": "print", "ids": chosen or shown}]


def test_numbers_are_shown_when_the_owner_says_so(
    page: MembersPage, desk: Desk, settle: Settle
) -> None:
    number = next(
        at for at, one in enumerate(table(page).shown_ids()) if texts_of(page, at)["phone"]
    )
    column = next(column for column in table(page).model.columns if column.key == "phone")
    model = table(page).model
    assert "****" in model.text(model.id(number), model.row(number), column)
    desk.machine_settings.set("mask_numbers", value=False)
    settle()
    assert "****" not in model.text(model.id(number), model.row(number), column)


def test_a_new_person_comes_with_institution_and_group_in_one_step(
    page: MembersPage,
    desk: Desk,
    register: RegisterThread,
    read: Read,
    settle: Settle,
    qtbot: QtBot,
) -> None:
    group_id, _name = read(groups.choices)[0]
    before = read(lambda db: db.value("SELECT count(*) FROM step"))
    page.new_record()
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, NewMember))
    opened = cast("NewMember", desk.messages.dialog)
    qtbot.waitUntil(opened.isVisible)
    QTest.keyClicks(opened.name.line, "Anna Zhou")
    opened.institution.setFocus()
    QTest.keyClicks(opened.institution.line, "Brandneu")
    qtbot.waitUntil(opened.institution.suggestions.popup.isVisible)
    QTest.keyClick(opened.institution.line, Qt.Key.Key_Tab)
    settle()
    assert opened.institution.problem == ""
    opened.group.load(Choice(group_id, "群"))
    opened.act_button.click()
    settle()
    assert desk.messages.dialog is None
    assert read(lambda db: db.value("SELECT count(*) FROM step")) == before + 1
    anna = next(row for row in read(everybody) if row.name == "Anna Zhou")
    assert anna.institution == "Brandneu"
    assert anna.id in read(lambda db: people_of_group(db, group_id))
    register.with_register(lambda opened: opened.undo()).result()
    assert (
        read(lambda db: db.value("SELECT count(*) FROM institution WHERE name = 'Brandneu'")) == 0
    )


def test_a_slip_in_a_number_and_a_number_of_somebody_else_are_told_not_refused(
    page: MembersPage, desk: Desk, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    known = next(row for row in read(everybody) if row.phones)
    page.new_record()
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, NewMember))
    opened = cast("NewMember", desk.messages.dialog)
    qtbot.waitUntil(opened.isVisible)
    QTest.keyClicks(opened.phone.line, "1391234567")
    qtbot.waitUntil(opened.phone.advice.isVisible)
    assert opened.phone.advice.text() == "少 1 位，请核对"
    assert opened.phone.check()
    opened.phone.line.clear()
    QTest.keyClicks(opened.phone.line, known.phones[0])
    qtbot.waitUntil(opened.phone.opener.isVisible)
    assert opened.phone.advice.text() == f"{known.name} 已在用这个号码"
    opened.phone.opener.click()
    settle()
    assert desk.messages.dialog is None
