"""The page of groups as an owner uses it."""

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from organizer.domain.groups import store
from organizer.screens.groups.new_group import NewGroup
from organizer.screens.groups.page import GroupsPage
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from tests.screens.conftest import TODAY
from tests.screens.groups.conftest import Read, Settle, column, group, largest, opened, type_into

if TYPE_CHECKING:
    from organizer.domain.groups.records import GroupInList
    from organizer.screens.groups.numbers_tab import GroupNumbers
    from organizer.screens.groups.profile import GroupProfile
    from organizer.widgets.past_tab import PastTab


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
    heading, *views = tab.size_views.text().split("\n")
    assert heading.startswith("群多大合适")
    assert views == [_(view) for view in rules.size_views(one.people)]


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
    sheet.act_button.click()
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


def test_a_second_enter_while_a_group_is_saved_makes_no_second_one(
    page: GroupsPage, messages: Messages, read: Read, settle: Settle
) -> None:
    before = len(read(store.groups))
    page.new_record()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, NewGroup)
    type_into(sheet.name, "双击群")
    sheet.act_button.click()
    sheet.act_button.click()
    sheet.reject()  # Esc: too late, what was begun is told to its end
    assert sheet.isVisible()
    settle()
    assert messages.dialog is None
    made = read(lambda db: store.named(db, "双击群"))
    assert made is not None
    assert page.table.selected_ids() == [made.id]
    assert len(read(store.groups)) == before + 1
