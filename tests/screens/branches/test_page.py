"""The page of branches as an owner uses it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from organizer.base.database import Database
from organizer.base.districts import parse_district
from organizer.domain.branches import store
from organizer.domain.members import store as members
from organizer.domain.roles import store as roles
from organizer.screens.branches.page import BranchesPage, NewBranch
from organizer.widgets.messages import Messages
from organizer.widgets.picker import Choice
from tests.screens.conftest import MakePage

if TYPE_CHECKING:
    from organizer.screens.branches.profile import BranchProfile
    from organizer.screens.roles.positions_tab import PositionsTab

Settle = Callable[[], None]
Read = Callable[[Callable[[Database], Any]], Any]


@pytest.fixture
def page(make_page: MakePage, settle: Settle) -> BranchesPage:
    made = cast("BranchesPage", make_page("branches"))
    settle()
    return made


def test_branches_are_listed_with_their_team_and_groups(page: BranchesPage, read: Read) -> None:
    found = read(store.branches)
    assert page.table.shown_ids() == [one.id for one in found]
    for at, one in enumerate(found):
        line = page.table.model.row(at)
        assert line is not None
        team = read(partial(roles.team_of_branch, branch_id=one.id))
        assert line.team == len({held.member_id for held in team})


def test_a_branch_is_added_and_gets_a_head_and_a_region(
    page: BranchesPage, messages: Messages, read: Read, settle: Settle
) -> None:
    page.new_button.click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, NewBranch)
    sheet.name.line.setText("郑东分舵")
    sheet.region.line.setText("郑州二七区")
    QTest.keyClick(sheet.name.line, Qt.Key.Key_Return)
    settle()
    made = read(lambda db: store.named(db, "郑东分舵"))
    assert page.table.selected_ids() == [made.id]
    assert made.region == parse_district("郑州二七区"), "a district is kept by its code"
    page.pane.open_tab("Profile")
    settle()
    tab = cast("BranchProfile", page.pane.tab("Profile"))
    head = read(lambda db: members.member_rows(db, members.member_ids(db)))[0]
    tab.head.suggestions.chosen.emit(Choice(head.id, head.name))
    tab.region.line.setText("郑州金水区")
    tab.region.line.textEdited.emit("郑州金水区")
    tab.region.commit()
    settle()
    found = read(lambda db: store.branch(db, made.id))
    assert found.head_id == head.id
    assert found.region == parse_district("郑州金水区")


def test_the_team_is_a_tab_with_positions(page: BranchesPage, read: Read, settle: Settle) -> None:
    branch_id = page.table.selected_ids()[0]
    page.pane.open_tab("Team")
    settle()
    tab = cast("PositionsTab", page.pane.tab("Team"))
    wanted = read(lambda db: roles.held_in(db, "branch", branch_id, past=True))
    assert wanted
    assert tab.table.shown_ids() == [one.id for one in wanted]


def test_archived_branches_are_found_by_the_filter(
    page: BranchesPage, read: Read, settle: Settle
) -> None:
    branch_id = page.table.selected_ids()[0]
    QTest.keyClick(page.table.view, Qt.Key.Key_Delete)
    settle()
    assert read(lambda db: store.branch(db, branch_id)).archived
    assert branch_id not in page.table.shown_ids()
    page.bar.set_state({"words": "", "filters": {"archived": True}})
    settle()
    assert page.table.shown_ids() == [branch_id]


def test_what_is_only_read_stands_beside_its_label(page: BranchesPage, settle: Settle) -> None:
    from PySide6.QtCore import QPoint

    page.table.select([page.table.model.id(0)])
    page.pane.open_tab("Profile")
    settle()
    tab = page.pane.tab("Profile")
    assert tab is not None
    field = tab.groups  # type: ignore[attr-defined]
    label = next(row.label for row in tab.form._rows if row.field is field)  # type: ignore[attr-defined]
    tops = [one.mapTo(tab, QPoint(0, 0)).y() + one.contentsRect().top() for one in (label, field)]
    assert tops[0] == tops[1]
