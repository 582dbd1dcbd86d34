"""The members page as an owner uses it: found, looked at, changed, taken back."""

from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from organizer.base import words
from organizer.base.database import Database
from organizer.base.register_thread import RegisterThread
from organizer.domain.fields import actions as tags
from organizer.domain.fields import actions_own, actions_presets
from organizer.domain.groups import store as groups
from organizer.domain.members import actions, store
from organizer.domain.members.records import Member, MemberRow
from organizer.domain.roles import store as roles
from organizer.domain.rosters.listing import roster_ids
from organizer.screens.members.accounts_field import AccountSheet
from organizer.screens.members.bulk_sheets import ManySheet
from organizer.screens.members.new_member import NewMember
from organizer.screens.members.page import MembersPage
from organizer.screens.members.past import PastTab
from organizer.screens.members.profile import ProfileTab
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from organizer.widgets.picker import Choice
from organizer.widgets.record_columns import Request
from organizer.widgets.record_table import RecordTable
from tests.screens.conftest import PEOPLE, TODAY, MakePage

Settle = Callable[[], None]
Read = Callable[[Callable[[Database], Any]], Any]


@pytest.fixture
def page(make_page: MakePage, settle: Settle) -> MembersPage:
    made = cast("MembersPage", make_page("members"))
    settle()
    return made


def table(page: MembersPage) -> RecordTable:
    assert page.table is not None
    return page.table


def everybody(db: Database) -> list[MemberRow]:
    return store.member_rows(db, store.member_ids(db))


def member(read: Read, member_id: str) -> Member:
    found = read(lambda db: store.get(db, member_id))
    assert isinstance(found, Member)
    return found


def profile(page: MembersPage) -> ProfileTab:
    tab = page.detail.pane.tab("Profile")
    assert isinstance(tab, ProfileTab)
    return tab


def found_by_sql(read: Read, state: dict[str, Any], *order: Any) -> list[str]:
    ids: list[str] = read(lambda db: roster_ids(db, state, *order, today=TODAY))
    return ids


def texts_of(page: MembersPage, number: int) -> dict[str, str]:
    line = table(page).model.row(number)
    assert line is not None
    texts: dict[str, str] = line.texts
    return texts


def type_into(line: QWidget, text: str) -> None:
    line.setFocus()
    QTest.keySequence(line, "Ctrl+A")
    QTest.keyClicks(line, text)


# --- the list ------------------------------------------------------------------------------------


def test_everybody_stands_in_pinyin_order_and_is_counted(page: MembersPage, read: Read) -> None:
    expected = [row.id for row in read(everybody)]
    assert table(page).shown_ids() == expected
    assert page.count.text() == f"{len(expected)} 人"


def test_typing_finds_at_once_what_sql_finds(
    page: MembersPage, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.index.ready)
    found_something = 0
    for text in ("王", "wang", "wx", "1690", "教育", "校长", "李 l", "没有这个人"):
        page.bar.search.clear()
        QTest.keyClicks(page.bar.search, text) if text.isascii() else page.bar.search.setText(text)
        settle()
        expected = found_by_sql(read, {"words": text})
        assert table(page).shown_ids() == expected, text
        found_something += bool(expected)
    assert found_something >= 4


def test_a_search_is_answered_before_the_index_is_there(
    make_page: MakePage, read: Read, settle: Settle
) -> None:
    page = cast("MembersPage", make_page("members"))
    assert not page.index.ready
    page.bar.search.setText("王")
    settle()
    assert table(page).shown_ids() == read(lambda db: roster_ids(db, {"words": "王"}, today=TODAY))


def test_the_index_follows_what_is_changed(
    page: MembersPage, register: RegisterThread, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.index.ready)
    page.bar.search.setText("独孤")
    settle()
    assert table(page).shown_ids() == []
    new_id, _step = register.act(
        lambda step: actions.add(step, "独孤求败", phones=["13912345678"])
    ).result()
    settle()
    assert table(page).shown_ids() == [new_id]
    page.bar.search.setText("13912345678")
    settle()
    assert table(page).shown_ids() == [new_id]
    phone = member(lambda f: register.ask(f).result(), new_id).phones[0].id
    register.act(lambda step: actions.remove_phones(step, [phone])).result()
    settle()
    assert table(page).shown_ids() == [], "a number that is gone finds nobody"


def test_a_search_respects_the_order_and_the_filters(
    page: MembersPage, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.index.ready)
    table(page).sort_by("phone", descending=True)
    page.bar.set_state({"words": "1690", "filters": {"in_a_group": True}})
    settle()
    state = page.bar.state()
    expected = read(lambda db: roster_ids(db, state, "phone", True, today=TODAY))
    assert len(expected) > 2
    assert table(page).shown_ids() == expected
    total = len(read(everybody))
    assert page.count.text() == f"{total} 人 · 显示 {len(expected)}"


def test_a_filter_is_saved_by_name_and_used_again(
    page: MembersPage, desk: Desk, settle: Settle, read: Read
) -> None:
    state = {"words": "", "filters": {"has_phone": False}}
    page.bar.set_state(state)
    page.bar.save_requested.emit("没留电话", page.bar.state())
    settle()
    page.bar.clear()
    settle()
    saved = page.bar._saved
    assert [one.name for one in saved] == ["没留电话"]
    page.bar.set_state(saved[0].state)
    settle()
    expected = read(lambda db: roster_ids(db, state, today=TODAY))
    assert 0 < len(expected) < PEOPLE
    assert table(page).shown_ids() == expected


def test_own_fields_become_columns_and_filters(
    page: MembersPage, register: RegisterThread, settle: Settle
) -> None:
    first = table(page).shown_ids()[0]

    def define(step: Any) -> str:
        field_id = actions_own.define(step, "member", "喜好", "choice", ["茶", "咖啡"])
        actions_own.set_value(step, field_id, [first], "茶")
        return field_id

    field_id, _step = register.act(define).result()
    settle()
    assert f"field:{field_id}" in {column.key for column in table(page).model.columns}
    page.bar.set_state({"words": "", "filters": {f"field:{field_id}": ["茶"]}})
    settle()
    assert table(page).shown_ids() == [first]
    assert texts_of(page, 0)[f"field:{field_id}"] == "茶"


def test_a_change_elsewhere_is_shown_without_reading_the_list_again(
    page: MembersPage, register: RegisterThread, settle: Settle
) -> None:
    chosen = table(page).shown_ids()[1]
    table(page).select([chosen])
    settle()
    asked: list[object] = []
    assert page.source is not None
    answering = page.source.ids

    def ids(request: Request) -> Any:
        asked.append(request)
        return answering(request)

    page.source.ids = ids  # type: ignore[method-assign]
    register.act(lambda step: actions.change(step, chosen, notes="常来", position="店长")).result()
    settle()
    assert asked == []
    assert texts_of(page, 1)["position"] == "店长"
    assert profile(page).position.value == "店长"
    register.act(lambda step: actions.change(step, chosen, name="阿阿阿")).result()
    settle()
    assert len(asked) == 1
    assert table(page).shown_ids()[0] == chosen


def test_another_language_changes_every_word(page: MembersPage, desk: Desk, settle: Settle) -> None:
    words.set_language("en")
    desk.language_changed.emit()
    settle()
    assert page.heading.text() == "Members"
    assert page.count.text().endswith("people")
    assert page.new_button.text() == "New member"


# --- one person ----------------------------------------------------------------------------------


def test_a_field_is_saved_in_place_and_undone(
    page: MembersPage, register: RegisterThread, read: Read, settle: Settle
) -> None:
    chosen = table(page).shown_ids()[3]
    table(page).select([chosen])
    settle()
    field = profile(page).address
    type_into(field.line, "Lao Wang")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    settle()
    assert member(read, chosen).form_of_address == "Lao Wang"
    assert "Lao Wang" in page.detail.pane.subtitle.text()
    register.with_register(lambda opened: opened.undo()).result()
    settle()
    assert member(read, chosen).form_of_address == ""
    assert field.line.text() == ""


def test_escape_takes_back_and_a_refusal_stays_beside_the_field(
    page: MembersPage, read: Read, settle: Settle
) -> None:
    chosen = table(page).shown_ids()[3]
    before = member(read, chosen)
    table(page).select([chosen])
    settle()
    field = profile(page).name
    type_into(field.line, "xx")
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.line.text() == before.name
    field.line.setFocus()
    QTest.keySequence(field.line, "Ctrl+A")
    QTest.keyClick(field.line, Qt.Key.Key_Delete)
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    settle()
    assert field.problem
    assert member(read, chosen).name == before.name


def test_phone_wechat_institution_and_subjects(
    page: MembersPage, register: RegisterThread, read: Read, settle: Settle
) -> None:
    chosen, _step = register.act(lambda step: actions.add(step, "阿新")).result()
    settle()
    page.show_record(chosen)
    settle()
    tab = profile(page)
    for line, text in (
        (tab.phone.line, "139 1234 5678"),
        (tab.wechat.line, "axin_2026"),
        (tab.subjects.line, "math, art"),
    ):
        tab.form.unfold(open_it=True)
        type_into(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)
        settle()
    now = member(read, chosen)
    assert [phone.number for phone in now.phones] == ["13912345678"]
    assert [(a.platform, a.handle) for a in now.accounts] == [("wechat", "axin_2026")]
    assert now.subjects == ("math", "art")
    assert tab.phone.masked or tab.phone.line.hasFocus()


def test_further_phones_come_and_go(
    page: MembersPage, register: RegisterThread, read: Read, settle: Settle
) -> None:
    chosen, _step = register.act(
        lambda step: actions.add(step, "阿新", phones=["13912345678"])
    ).result()
    settle()
    page.show_record(chosen)
    settle()
    tab = profile(page)
    tab.form.unfold(open_it=True)
    tab.phones.more.click()
    line = tab.phones.findChildren(QLineEdit)[-1]
    QTest.keyClicks(line, "13800002222")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert [phone.number for phone in member(read, chosen).phones] == [
        "13912345678", "13800002222",
    ]  # fmt: skip
    (shown,) = [one for one in tab.phones.findChildren(QLineEdit) if one.isVisible()]
    assert shown.text() == "138 **** 2222"
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton)
    QTest.keySequence(shown, "Ctrl+A")
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    settle()
    assert [phone.number for phone in member(read, chosen).phones] == ["13912345678"]
    assert tab.phones.is_empty()


def test_an_interactive_account_with_its_operator(
    page: MembersPage, desk: Desk, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    chosen, operator = table(page).shown_ids()[:2]
    table(page).select([chosen])
    settle()
    tab = profile(page)
    tab.form.unfold(open_it=True)
    before = len(member(read, chosen).accounts)
    tab.accounts.more.click()
    qtbot.waitUntil(lambda: isinstance(desk.messages.dialog, AccountSheet))
    opened = cast("AccountSheet", desk.messages.dialog)
    opened.platform.load("qq")
    opened.kind.load("interactive")
    opened.operator.load(Choice(operator, "操作人"))
    QTest.keyClicks(opened.handle.line, "12")
    opened.save_button.click()
    settle()
    assert opened.handle.problem, "12 is no QQ number"
    opened.handle.line.clear()
    QTest.keyClicks(opened.handle.line, "123456")
    opened.save_button.click()
    settle()
    assert desk.messages.dialog is None
    accounts = member(read, chosen).accounts
    assert len(accounts) == before + 1
    made = accounts[-1]
    assert (made.platform, made.kind, made.handle) == ("qq", "interactive", "123456")
    assert made.operator_id == operator


def test_moving_on_saves_what_was_being_typed_for_the_one_left(
    page: MembersPage, read: Read, settle: Settle
) -> None:
    first, second = table(page).shown_ids()[:2]
    table(page).select([first])
    settle()
    type_into(profile(page).welcome.line, "zhao sheng")
    table(page).select([second])
    settle()
    assert member(read, first).welcome_title == "zhao sheng"
    assert member(read, second).welcome_title != "zhao sheng"
    assert profile(page).welcome.line.text() == member(read, second).welcome_title


def test_history_says_what_it_was_and_takes_it_back(
    page: MembersPage, register: RegisterThread, read: Read, settle: Settle
) -> None:
    chosen = table(page).shown_ids()[0]
    before = member(read, chosen).position
    register.act(lambda step: actions.change(step, chosen, position="督导")).result()
    register.act(lambda step: actions.add_phones(step, chosen, ["13911112222"])).result()
    number = member(read, chosen).phones[-1].id
    register.act(lambda step: actions.remove_phones(step, [number])).result()
    table(page).select([chosen])
    settle()
    page.detail.pane.open_tab("History")
    settle()
    tab = page.detail.pane.tab("History")
    assert isinstance(tab, PastTab)
    assert tab._past is not None
    texts = [
        label.text() for entry in tab._entries[:3] for label in entry.findChildren(QWidget)
        if hasattr(label, "text")
    ]  # fmt: skip
    assert any("督导" in text for text in texts)
    assert sum("139 **** 2222" in text for text in texts) == 2, "came and went, masked"
    undo = tab._entries[2].undo  # type: ignore[attr-defined]
    assert isinstance(undo, QPushButton)
    undo.click()
    settle()
    assert member(read, chosen).position == before


# --- many ----------------------------------------------------------------------------------------


def sheet(messages: Messages, qtbot: QtBot) -> ManySheet:
    qtbot.waitUntil(lambda: isinstance(messages.dialog, ManySheet))
    assert isinstance(messages.dialog, ManySheet)
    return messages.dialog


def test_buttons_name_the_number_and_act_on_exactly_these(
    page: MembersPage, desk: Desk, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    ids = table(page).shown_ids()[2:7]
    table(page).select(ids)
    settle()
    assert page.bulk.buttons["tag"].text() == "标签 5"
    assert page.count.text().endswith("已选 5")
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


def test_all_shown_are_selected_with_one_button(page: MembersPage, settle: Settle) -> None:
    page.bar.set_state({"words": "", "filters": {"has_phone": False}})
    settle()
    shown = table(page).shown_ids()
    page.bulk.everybody.click()
    settle()
    assert table(page).selected_ids() == shown
    assert not page.bulk.everybody.isVisible()


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
    editor._take(Choice(tag_id, "讲师团"))  # type: ignore[attr-defined]
    opened.go.click()
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
    opened.go.click()
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
    opened.go.click()
    settle()
    assert opened.problem.text() == "请选择一个群。"
    opened.form.fields()[0]._take(Choice(group_id, name))  # type: ignore[attr-defined]
    opened.go.click()
    settle()
    assert set(ids) <= set(read(lambda db: groups.people_of_group(db, group_id)))
    page.bulk.run("appoint")
    opened = sheet(desk.messages, qtbot)
    title, place = opened.form.fields()[:2]
    type_into(title.combo.lineEdit(), "Archivist")  # type: ignore[attr-defined]
    place.load(group_id)  # type: ignore[attr-defined]
    opened.go.click()
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


# --- new people ----------------------------------------------------------------------------------


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
    opened.save_button.click()
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
    assert member(read, chosen).position == "Dean"
    assert texts_of(page, 2)["position"] == "Dean"


def test_ctrl_p_prints_what_is_shown(page: MembersPage, desk: Desk, qtbot: QtBot) -> None:
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    table(page).view.setFocus()
    with qtbot.waitSignal(desk.page_wanted) as wanted:
        QTest.keySequence(table(page).view, "Ctrl+P")
    assert wanted.args == ["rosters", {"what": "print", "ids": table(page).shown_ids()}]


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
