"""The page of groups as an owner uses it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from organizer.base.database import Database
from organizer.domain.groups import store, store_lists
from organizer.domain.groups.records import GroupInList, Membership
from organizer.screens.groups.members_tab import GroupMembers
from organizer.screens.groups.membership_sheets import JoinSheet, LeaveSheet, MembershipSheet
from organizer.screens.groups.new_group import NewGroup
from organizer.screens.groups.page import GroupsPage
from organizer.widgets.desk import Desk
from organizer.widgets.fields import LineField
from organizer.widgets.messages import Messages
from organizer.widgets.picker import Choice
from tests.screens.conftest import TODAY, MakePage

if TYPE_CHECKING:
    from organizer.screens.groups.numbers_tab import GroupNumbers
    from organizer.screens.groups.profile import GroupProfile
    from organizer.widgets.past_tab import PastTab

Settle = Callable[[], None]
Read = Callable[[Callable[[Database], Any]], Any]


@pytest.fixture
def page(make_page: MakePage, settle: Settle) -> GroupsPage:
    made = cast("GroupsPage", make_page("groups"))
    settle()
    return made


def group(read: Read, group_id: str) -> GroupInList:
    found = read(lambda db: store.group_in_list(db, group_id))
    assert isinstance(found, GroupInList)
    return found


def membership(read: Read, membership_id: str) -> Membership:
    found = read(lambda db: store.membership(db, membership_id))
    assert isinstance(found, Membership)
    return found


def largest(read: Read) -> GroupInList:
    found: list[GroupInList] = read(store.groups)
    return max(found, key=lambda one: one.people)


def column(page: GroupsPage, key: str) -> list[str]:
    model = page.table.model
    shown = next(one for one in model.columns if one.key == key)
    return [shown.show(model.row(at)) for at in range(model.rowCount())]


def opened(page: GroupsPage, tab: str, settle: Settle) -> Any:
    page.pane.open_tab(tab)
    settle()
    found = page.pane.tab(tab)
    assert found is not None
    return found


def type_into(field: LineField[Any], text: str) -> None:
    """Type as an input method does: key clicks know no Chinese."""
    field.line.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field.line, event)


def test_the_list_shows_every_group_with_its_figures(page: GroupsPage, read: Read) -> None:
    found: list[GroupInList] = read(store.groups)
    assert column(page, "name") == [one.group.name for one in found]
    capacity = [
        str(one.people) if one.group.capacity is None else f"{one.people} / {one.group.capacity}"
        for one in found
    ]
    assert column(page, "people") == capacity
    differing = [one for one in found if one.head_count not in (None, one.people)]
    assert differing, "the made-up months should leave a difference to show"
    told = [text for text in column(page, "counted") if text]
    assert told == [f"名册 {one.people}，群里 {one.head_count}" for one in differing]


def test_a_group_is_found_by_pinyin_and_by_initials(page: GroupsPage, settle: Settle) -> None:
    everything = column(page, "name")
    for words in ("核心", "hexin", "hxq"):
        page.bar.search.setText(words)
        settle()
        assert column(page, "name") == ["核心群"], words
    page.bar.clear()
    settle()
    assert column(page, "name") == everything


def test_sorting_by_people_puts_the_largest_first(
    page: GroupsPage, read: Read, settle: Settle
) -> None:
    page.table.sort_by("people", descending=True)
    settle()
    assert page.table.model.id(0) == largest(read).group.id


def test_the_size_card_says_both_views_of_this_size(
    page: GroupsPage, read: Read, settle: Settle
) -> None:
    from organizer.base.words import _
    from organizer.domain.groups import rules

    one = largest(read)
    page.show_record(one.group.id)
    settle()
    tab = cast("GroupProfile", opened(page, "Profile", settle))
    band = rules.size_band(one.people)
    assert band is not None
    assert tab.size_card.isVisible()
    assert _(rules.BAND_WORDS[band.code]) in tab.size_title.text()
    assert tab.size_views.text().split("\n") == [_(view) for view in rules.size_views(one.people)]


def test_a_group_is_added_with_a_name_and_enter(
    page: GroupsPage, messages: Messages, read: Read, settle: Settle
) -> None:
    page.new_button.click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, NewGroup)
    type_into(sheet.name, "暑假试听群")
    type_into(sheet.capacity, "120")
    QTest.keyClick(sheet.name.line, Qt.Key.Key_Return)
    settle()
    made = read(lambda db: store.named(db, "暑假试听群"))
    assert made is not None
    assert (made.platform, made.kind, made.capacity) == ("wechat", "main", 120)
    assert page.table.selected_ids() == [made.id]


def test_a_taken_name_is_refused_in_the_sheet(
    page: GroupsPage, messages: Messages, read: Read, settle: Settle
) -> None:
    before = len(read(store.groups))
    page.new_record()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, NewGroup)
    sheet.name.line.setText(column(page, "name")[0])
    sheet.save.click()
    settle()
    assert sheet.isVisible()
    assert sheet.name.problem
    assert len(read(store.groups)) == before
    sheet.reject()
    settle()


def test_profile_fields_are_saved_in_place_and_undone(
    page: GroupsPage, desk: Desk, read: Read, settle: Settle
) -> None:
    group_id = page.table.model.id(0)
    before = group(read, group_id).group
    tab = cast("GroupProfile", opened(page, "Profile", settle))
    tab.positioning.line.setFocus()
    type_into(tab.positioning, "少儿英语校长互助")
    QTest.keyClick(tab.positioning.line, Qt.Key.Key_Return)
    settle()
    type_into(tab.life_span, "9")
    tab.life_span.commit()
    settle()
    after = group(read, group_id).group
    assert after.positioning == "少儿英语校长互助"
    assert after.life_span_months == 9
    desk.start(desk.opened().undo())
    desk.start(desk.opened().undo())
    settle()
    assert group(read, group_id).group == before
    assert tab.positioning.line.text() == before.positioning


def test_archiving_leaves_the_list_and_the_filter_finds_it(
    page: GroupsPage, read: Read, settle: Settle
) -> None:
    group_id = page.table.model.id(0)
    page.table.select([group_id])
    QTest.keyClick(page.table.view, Qt.Key.Key_Delete)
    settle()
    assert group(read, group_id).group.archived
    assert group_id not in page.table.shown_ids()
    page.bar.set_state({"words": "", "filters": {"archived": True}})
    settle()
    assert page.table.shown_ids() == [group_id]


# --- who is in it ---------------------------------------------------------------------------------


@pytest.fixture
def members_tab(page: GroupsPage, read: Read, settle: Settle) -> GroupMembers:
    page.show_record(largest(read).group.id)
    settle()
    return cast("GroupMembers", opened(page, "Members", settle))


def test_members_are_listed_and_those_who_left_on_demand(
    members_tab: GroupMembers, read: Read, settle: Settle
) -> None:
    group_id = str(members_tab.record_id)

    def of(who: str) -> list[str]:
        return cast("list[str]", read(lambda db: store_lists.membership_ids(db, group_id, who)))

    assert members_tab.table.shown_ids() == [*of("present"), *of("interactive")]
    members_tab.with_left.click()
    settle()
    assert of("left")
    assert members_tab.table.shown_ids() == [*of("present"), *of("interactive"), *of("left")]


def test_people_join_by_name_on_a_day(
    members_tab: GroupMembers, messages: Messages, read: Read, settle: Settle
) -> None:
    group_id = str(members_tab.record_id)
    there = set(read(lambda db: store.people_of_group(db, group_id)))
    from organizer.domain.members import store as members

    rows = read(lambda db: members.member_rows(db, members.member_ids(db)))
    outside = next(row for row in rows if row.id not in there)
    members_tab.join_button.click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, JoinSheet)
    sheet.people.load([Choice(outside.id, outside.name)])
    sheet.joined_on.line.setText("2026-03-01")
    sheet.act_button.click()
    settle()
    found = read(lambda db: store.memberships_of_group(db, group_id))
    mine = next(one for one in found if one.member_id == outside.id)
    assert str(mine.joined_on) == "2026-03-01"
    assert mine.id in members_tab.table.shown_ids()


def test_leaving_ends_the_entry_on_the_day_given(
    members_tab: GroupMembers, messages: Messages, read: Read, settle: Settle
) -> None:
    ids = members_tab.table.shown_ids()[:2]
    members_tab.table.select(ids)
    QTest.keyClick(members_tab.table.view, Qt.Key.Key_Delete)
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, LeaveSheet)
    QTest.keyClick(sheet.left_on.line, Qt.Key.Key_Return)
    settle()
    for one in ids:
        found = membership(read, one)
        assert found.left_on == TODAY
    assert not set(ids) & set(members_tab.table.shown_ids())


def test_a_bulk_change_leaves_alone_what_was_not_touched(
    members_tab: GroupMembers, messages: Messages, read: Read, settle: Settle
) -> None:
    ids = members_tab.table.shown_ids()[:3]
    before = [membership(read, one) for one in ids]
    members_tab.table.select(ids)
    members_tab.change_button.click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, MembershipSheet)
    type_into(sheet.paid_until, "2026-12-31")
    sheet.act_button.click()
    settle()
    for old in before:
        new = membership(read, old.id)
        assert str(new.paid_until) == "2026-12-31"
        assert (new.joined_on, new.alias, new.came_by, new.invited_by_id, new.standing) == (
            old.joined_on,
            old.alias,
            old.came_by,
            old.invited_by_id,
            old.standing,
        )


def test_the_alias_is_edited_in_the_table(
    members_tab: GroupMembers, read: Read, settle: Settle
) -> None:
    row_id = members_tab.table.model.id(0)
    section = [one.key for one in members_tab.table.model.columns].index("alias")
    index = members_tab.table.model.index(0, section)
    assert members_tab.table.model.setData(index, "晨光-王芳")
    settle()
    assert membership(read, row_id).alias == "晨光-王芳"


def test_interactive_accounts_are_marked_with_their_operator_and_not_counted(
    page: GroupsPage, desk: Desk, read: Read, settle: Settle
) -> None:
    from organizer.domain.groups import actions_memberships
    from organizer.domain.groups.records import JoinRow
    from organizer.domain.members import actions as members
    from organizer.domain.members.records import NewAccount

    one = largest(read)
    inside = read(lambda db: store.memberships_of_group(db, one.group.id))[0]

    def add(step: Any) -> None:
        account = NewAccount(
            "wechat", nickname="小助手", kind="interactive", operator_id=inside.member_id
        )
        account_id = members.add_account(step, inside.member_id, account)
        actions_memberships.join_many(
            step, [JoinRow(one.group.id, inside.member_id, account_id=account_id)]
        )

    desk.start(desk.save(add))
    page.show_record(one.group.id)
    tab = cast("GroupMembers", opened(page, "Members", settle))
    marks = [
        badge.text
        for at in range(tab.table.model.rowCount())
        if (line := tab.table.model.row(at)) is not None and not line.membership.counts
        for column in tab.table.model.columns
        if column.badges is not None
        for badge in column.badges(line)
    ]
    assert any(inside.member_name in mark for mark in marks)
    assert group(read, one.group.id).people == one.people


# --- numbers and history --------------------------------------------------------------------------


def test_the_head_count_of_today_is_one_line(page: GroupsPage, read: Read, settle: Settle) -> None:
    one = largest(read)
    page.show_record(one.group.id)
    settle()
    interactive = read(lambda db: store.interactive_count(db, one.group.id))
    counted = one.people + interactive + 2
    tab = cast("GroupNumbers", opened(page, "Numbers", settle))
    QTest.keyClicks(tab.people.line, str(counted))
    QTest.keyClick(tab.people.line, Qt.Key.Key_Return)
    settle()
    last = read(lambda db: store.last_head_count(db, one.group.id))
    assert (last.people, last.counted_on) == (counted, TODAY)
    assert "还有 2 人没对上" in tab.known.text()
    assert tab.chart.bars()[-1].value == one.people
    assert tab.chart.bars()[-1].counted == counted
    assert len(tab.chart.bars()) == 13
    noted = tab.counts.model.id(0)
    tab.counts.select([noted])
    QTest.keyClick(tab.counts.view, Qt.Key.Key_Delete)
    settle()
    assert noted not in [row.id for row in read(lambda db: store.head_counts(db, one.group.id))]


def test_the_history_tells_what_a_field_was_before(
    page: GroupsPage, desk: Desk, settle: Settle
) -> None:
    from organizer.base.history import title
    from organizer.domain.groups import actions

    group_id = page.table.model.id(0)
    desk.start(desk.save(actions.change, group_id, kind="temporary"))
    page.table.select([group_id])
    tab = cast("PastTab", opened(page, "History", settle))
    first = tab.table.model.row(0)
    assert first is not None
    assert first.title == title("groups.change", {})
    assert first.changes.endswith("→ 临时群")
    assert first.in_force


def test_the_history_tells_who_came_and_went_and_head_counts(
    page: GroupsPage, desk: Desk, read: Read, settle: Settle
) -> None:
    from organizer.domain.groups import actions, actions_memberships

    one = largest(read)
    other = next(row.group for row in read(store.groups) if row.group.id != one.group.id)
    inside = read(lambda db: store.memberships_of_group(db, one.group.id))[0]
    desk.start(desk.save(actions_memberships.end, [inside.id]))
    desk.start(desk.save(actions.count_heads, one.group.id, 99))
    desk.start(desk.save(actions.count_heads, other.id, 77))
    settle()
    page.show_record(one.group.id)
    settle()
    tab = cast("PastTab", opened(page, "History", settle))
    told = [tab.table.model.row(at).title for at in range(2)]  # type: ignore[union-attr]
    assert "99" in told[0]
    assert "1" in told[1]
    desk.start(desk.opened().undo())
    desk.start(desk.opened().undo())
    settle()
    undone = tab.table.model.row(0)
    assert undone is not None
    assert "99" in undone.title, "what was taken back is told as well"


def test_the_roster_of_a_group_is_taken_out_and_printed_from_here(
    page: GroupsPage, desk: Desk, settle: Settle
) -> None:
    wanted: list[tuple[str, dict[str, Any]]] = []
    desk.page_wanted.connect(lambda key, arguments: wanted.append((key, arguments)))
    group_id = page.table.model.id(0)
    page.table.select([group_id])
    settle()
    page._export([group_id])
    (command,) = page.commands()
    assert command.shortcut == "Ctrl+P"
    command.run(desk)
    assert wanted == [
        ("rosters", {"what": "export", "group": group_id}),
        ("rosters", {"what": "print", "group": group_id}),
    ]


def test_a_page_follows_steps_made_elsewhere(
    page: GroupsPage, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    from organizer.domain.groups import actions

    group_id = page.table.model.id(0)
    page.table.select([group_id])
    desk.start(desk.save(actions.change, group_id, name="改过的群名"))
    settle()
    qtbot.waitUntil(lambda: page.pane.title.text() == "改过的群名")
    assert "改过的群名" in column(page, "name")
