"""A new owner's first two weeks: the list they have goes in, is kept in order, and comes out."""

import csv
import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from organizer.base.clock import FixedClock
from organizer.base.database import Database
from organizer.domain.groups import store as groups
from organizer.domain.groups.records import Group
from organizer.domain.members import store as members
from organizer.domain.members.conditions import NOT_ARCHIVED
from organizer.domain.roles import store as roles
from organizer.domain.rosters.store import own_fields
from organizer.screens.groups.compare import CompareSheet
from organizer.screens.groups.page import GroupsPage
from organizer.screens.history.page import HistoryPage
from organizer.screens.history.undo_sheet import UndoSheet
from organizer.screens.joining.page import DuplicatesPage
from organizer.screens.members.page import MembersPage
from organizer.screens.roles.appoint import AppointSheet
from organizer.screens.roles.positions_tab import PositionsTab
from organizer.screens.rosters.page import RostersPage
from organizer.screens.start.page import StartPage
from tests.factories import people_of_group
from tests.journeys import lists
from tests.journeys.program import Program, Start

GROUP = "河南校长交流群"
TAKEN = lists.ROWS - len(lists.UGLY) - len(lists.REPEATED)


def taken_rows() -> list[int]:
    """The rows of the list that make a person."""
    return [row for row in range(lists.ROWS) if row not in lists.UGLY and row not in lists.REPEATED]


def named(db: Database) -> Group:
    """The group of the journey."""
    found = groups.named(db, GROUP)
    assert found is not None
    return found


def names(db: Database) -> list[str]:
    return [row.name for row in members.member_rows(db, members.member_ids(db, [NOT_ARCHIVED]))]


def choose(program: Program, combo: QComboBox, key: str) -> None:
    """Choose from a drop-down list as with the mouse."""
    combo.showPopup()
    view = combo.view()
    view.setCurrentIndex(combo.model().index(combo.findData(key), 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    program.settle()


def import_the_list(program: Program, path: Path) -> None:
    """From the first page: a list chosen, its columns corrected, looked at, imported."""
    program.click(program.page(StartPage).list_in.button)
    view = program.page(RostersPage).importing
    program.click(view.choose.button)
    program.choose_file(path)
    program.until(lambda: view.stack.currentIndex() == 1 and view.stack.isEnabled())
    look = view.draft.look if view.draft else None
    assert look is not None
    assert (look.header_line, look.encoding, look.rows) == (4, "gb18030", lists.ROWS)
    # “怎么称呼” is taken for the form of address, and so the alias has to stand for the name
    combos = view.map.grid.combos
    assert [combo.currentData() for combo in combos] == [
        *("", "form_of_address", "phone", "institution", "joined", "name", "")
    ]
    choose(program, combos[5], "alias")
    assert not view.map.next.isEnabled(), "nothing can go on without a name"
    assert view.map.banner.isVisible()
    choose(program, combos[1], "name")
    choose(program, combos[6], "new_field")
    choose(program, view.map.target.group, "new")
    view.map.target.name.setFocus()
    program.type(GROUP)
    program.click(view.map.next)
    program.until(lambda: view.stack.currentIndex() == 2 and view.stack.isEnabled())


def see_the_refused(program: Program) -> None:
    """Every ugly row is there with its line and its reason; the numbers add up."""
    preview = program.page(RostersPage).importing.preview
    program.click(preview.chips["refused"])
    plan = preview.source.plan
    assert plan is not None
    shown = [preview.source.row(plan, int(row)) for row in preview.table.shown_ids()]
    # four lines stand above the rows, and a blank one before rows 75 and 200
    expected = {5 + row + (row >= 75) + (row >= 200): code for row, code in lists.UGLY.items()}
    assert {plan.line(at): plan.problems[at].code for at in plan.problems} == expected
    assert sorted(row.line for row in shown) == sorted(expected)
    assert all(row.says for row in shown)
    kinds = ("new", "changed", "same", "repeated", "conflict", "refused")
    counts = {key: preview.count(key) for key in kinds}
    assert sum(counts.values()) == lists.ROWS
    assert counts == {
        "new": TAKEN,
        "changed": 0,
        "same": 0,
        "repeated": len(lists.REPEATED),
        "conflict": 0,
        "refused": len(lists.UGLY),
    }
    assert preview.go.text() == f"导入 {TAKEN} 人"


def appoint_three(program: Program, group_id: str) -> list[str]:
    """Three people are made admins on the page of their group; typed by their first letters."""
    program.press("Ctrl+1")
    page = program.page(GroupsPage)
    program.click_row(page.table, group_id)
    page.pane.open_tab("Positions")
    program.settle()
    tab = page.pane.tab("Positions")
    assert isinstance(tab, PositionsTab)
    program.click(tab.appoint_button)
    sheet = program.open_sheet(AppointSheet)
    for letters in ("zengdahai", "sxy", "01455"):
        program.pick(sheet.people.line, letters)
    chosen = [choice.title for choice in sheet.people.value]
    sheet.job.setFocus()
    choose(program, sheet.job.editor, "admin")  # type: ignore[arg-type]
    program.click(sheet.act_button)
    program.until(lambda: program.window.desk.messages.dialog is None)
    return chosen


def compare_with_the_real_group(program: Program, group_id: str) -> None:
    """The list of the group a week later: two are gone, one is new, one has another alias."""
    gone, renamed = (20, 21), 22
    aliases = [
        f"{lists.person(row)[0]} 已升学部主管" if row == renamed else lists.alias(row)
        for row in taken_rows()
        if row not in gone
    ]
    program.press("Ctrl+1")
    page = program.page(GroupsPage)
    program.click_row(page.table, group_id)
    program.choose(page.pane.buttons, "对照群名单")
    sheet = program.open_sheet(CompareSheet)
    program.copy("\n".join([f"群成员（{len(aliases) + 1}）", *aliases, "新思维-闻人新"]))
    program.press("Ctrl+V")
    program.until(lambda: sheet.comparison is not None and sheet.act_button.isEnabled())
    # the two of one name stay unsure, and as they are
    listed = len(aliases) + 1
    assert sheet.told.text() == (
        f"名单 {listed} 人：{listed - 4} 人没变，新进 1 人，退群 2 人，改昵称 1 人，2 人拿不准。"
    )
    program.click(sheet.act_button)
    program.until(lambda: program.window.desk.messages.dialog is None)
    left = {lists.person(row)[0] for row in gone}
    past = program.read(lambda db: groups.memberships_of_group(db, group_id, left=True))
    assert {one.member_name for one in past if one.left_on} == left


def merge_the_duplicate(program: Program) -> None:
    """One person with two numbers is found by name and institution, and made one with both."""
    program.press("Ctrl+K")
    program.type("重复成员")
    program.press("Return")
    program.until(lambda: program.window.current == "joining")
    page = program.page(DuplicatesPage)
    name, phone, _institution = lists.person(lists.TWICE[0])
    program.until(lambda: page.pane.comparison is not None)
    pair = next(one for one in page.source.pairs.values() if one.first == one.second == name)
    program.click_row(page.table, pair.id)
    program.until(lambda: page.pane.pair is not None and page.pane.pair.id == pair.id)
    program.click(page.pane.merge)
    program.until(lambda: pair.id not in page.source.pairs)
    left = program.read(lambda db: members.get(db, pair.first_id))
    assert left is not None
    assert {one.number for one in left.phones} == {phone, lists.SECOND_NUMBER}
    present = program.read(lambda db: people_of_group(db, named(db).id))
    assert present.count(pair.first_id) == 1, "a person counts once in a group"


def export_the_roster(program: Program, path: Path) -> None:
    """The roster of the group, as Excel opens it: everybody present, numbers masked."""
    group = program.read(named)
    program.window.desk.open_page("rosters", what="export", group=group.id)
    view = program.page(RostersPage).exporting
    program.settle()
    choose(program, view.kind, "csv")
    program.click(view.save)
    program.choose_file(path)
    program.until(path.exists)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    present = program.read(lambda db: people_of_group(db, named(db).id))
    people = program.read(lambda db: members.member_rows(db, present))
    assert sorted(row["姓名"] for row in rows) == sorted(one.name for one in people)
    assert all("*" in row["手机"] for row in rows if row["手机"])


def take_the_import_back(program: Program) -> None:
    """From the history: what was used since is shown first and stays, all else goes."""
    program.press("Ctrl+H")
    page = program.page(HistoryPage)
    program.settle()
    steps = page.list.model_.steps
    imported = next(step for step in steps if step.action == "rosters.import")
    page.list.select(imported.id)
    program.settle()
    program.click(page.details.undo)
    sheet = program.open_sheet(UndoSheet)
    assert sheet.list.count() > 0
    program.click(sheet.rest)
    program.until(lambda: program.window.desk.messages.dialog is None)
    program.settle()


def test_two_weeks(start: Start, clock: FixedClock, tmp_path: Path) -> None:
    source = tmp_path / "名单.csv"
    lists.write_list(source)
    program = start()
    import_the_list(program, source)
    see_the_refused(program)
    view = program.page(RostersPage).importing
    program.click(view.preview.go)
    program.until(lambda: view.stack.currentIndex() == 3 and view.stack.isEnabled())
    assert len(program.read(names)) == TAKEN
    assert "特长" in [field.name for field in program.read(own_fields)]
    program.click(view.receipt.show_them)
    table = program.page(MembersPage).table
    assert table is not None
    program.until(lambda: table.model.rowCount() == TAKEN)
    group = program.read(named)
    chosen = appoint_three(program, group.id)
    held = program.read(lambda db: roles.held_in(db, "group", group.id))
    assert sorted(one.member_name for one in held) == sorted(chosen)
    assert len(held) == 3
    assert {one.title for one in held} == {"admin"}
    clock.move(dt.timedelta(days=7))
    compare_with_the_real_group(program, group.id)
    merge_the_duplicate(program)
    export_the_roster(program, tmp_path / "花名册.csv")
    program.close()
    program = start()
    assert len(program.read(names)) == TAKEN + 1 - 1
    take_the_import_back(program)
    stayed = set(program.read(names))
    assert {*chosen, "闻人新"} <= stayed
    # besides: the two who left, who changed the alias, and who was merged
    assert len(stayed) == len(chosen) + 1 + 2 + 1 + 1
