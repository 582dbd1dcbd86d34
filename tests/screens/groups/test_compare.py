"""Comparing with the real group's list: looked at, unticked, decided, applied in one step."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from organizer.base.database import Database
from organizer.domain.groups import store
from organizer.domain.groups.records import Membership
from organizer.screens.groups.compare import CompareSheet, open_comparison
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages

Settle = Callable[[], None]
Read = Callable[[Callable[[Database], Any]], Any]


@pytest.fixture
def group_id(read: Read) -> str:
    found = read(store.groups)
    return str(next(one.group.id for one in found if one.group.name == "核心群"))


def inside(read: Read, group_id: str) -> list[Membership]:
    return [one for one in read(lambda db: store.memberships_of_group(db, group_id)) if one.counts]


def shown(one: Membership) -> str:
    return one.alias or one.nickname or one.member_name


@pytest.fixture
def sheet(desk: Desk, messages: Messages, settle: Settle, group_id: str) -> CompareSheet:
    desk.start(open_comparison(desk, group_id))
    settle()
    made = messages.dialog
    assert isinstance(made, CompareSheet)
    return made


def compare(sheet: CompareSheet, names: list[str], settle: Settle) -> None:
    sheet.box.setPlainText("\n".join(names))
    sheet._read()
    settle()


def test_joined_left_and_renamed_are_applied_in_one_step(
    sheet: CompareSheet, group_id: str, read: Read, settle: Settle, desk: Desk
) -> None:
    before = inside(read, group_id)
    gone, renamed = before[0], before[1]
    names = [shown(one) for one in before[2:]]
    compare(sheet, [*names, f"河西-{renamed.member_name}", "陈小丽"], settle)
    sheet.act_button.click()
    settle()
    after = {one.member_name: one for one in inside(read, group_id)}
    assert gone.member_name not in after
    assert after[renamed.member_name].alias == f"河西-{renamed.member_name}"
    assert "陈小丽" in after
    assert len(after) == len(before)
    desk.start(desk.opened().undo())
    settle()
    assert inside(read, group_id) == before


def test_what_is_unticked_stays_as_it_is(
    sheet: CompareSheet, group_id: str, read: Read, settle: Settle
) -> None:
    before = inside(read, group_id)
    stays, goes = before[0], before[1]
    compare(sheet, [*(shown(one) for one in before[2:]), "陈小丽", "赵大海"], settle)
    sheet.findings.tick("left", stays.member_name, on=False)
    sheet.findings.tick("joined", "赵大海", on=False)
    found = sheet.findings.chosen()
    assert found is not None
    assert [one.id for one in found.left] == [goes.id]
    sheet.act_button.click()
    settle()
    after = {one.member_name for one in inside(read, group_id)}
    assert stays.member_name in after
    assert goes.member_name not in after
    assert "陈小丽" in after
    assert "赵大海" not in after


def test_the_same_list_changes_nothing(
    sheet: CompareSheet, group_id: str, read: Read, settle: Settle
) -> None:
    compare(sheet, [shown(one) for one in inside(read, group_id)], settle)
    assert not sheet.act_button.isEnabled()
    sheet.reject()
    settle()


def test_who_is_not_certain_is_decided_by_the_owner(
    sheet: CompareSheet, group_id: str, read: Read, settle: Settle, desk: Desk
) -> None:
    from organizer.domain.members import actions

    desk.start(desk.save(actions.add, "陈小丽"))
    desk.start(desk.save(actions.add, "陈小丽"))
    settle()
    before = inside(read, group_id)
    compare(sheet, [*(shown(one) for one in before), "陈小丽"], settle)
    assert not sheet.act_button.isEnabled(), "nothing is done before it is decided"
    choice = sheet.findings.choice_of(len(before))
    assert choice.count() == 4, "leave, either of them, somebody new"
    choice.setCurrentIndex(2)
    wanted = str(choice.currentData())[1:]
    sheet.act_button.click()
    settle()
    assert wanted in {one.member_id for one in inside(read, group_id)}


def test_a_list_cut_off_lets_nobody_leave_unless_the_heading_is_ticked(
    sheet: CompareSheet, group_id: str, read: Read, settle: Settle, desk: Desk
) -> None:
    before = inside(read, group_id)
    listed = max(1, len(before) // 2)
    compare(sheet, [shown(one) for one in before[:listed]], settle)
    assert not sheet.act_button.isEnabled()
    assert sheet.partial.isVisible()
    assert f"{listed} 人" in sheet.partial.text()
    assert f"{len(before)} 人" in sheet.partial.text()
    sheet.findings.tick_all("left", on=True)
    found = sheet.findings.chosen()
    assert found is not None
    assert len(found.left) == len(before) - listed
    assert sheet.act_button.isEnabled()
    sheet.findings.tick("left", before[-1].member_name, on=False)
    heading = sheet.findings.topLevelItem(1)
    assert heading is not None
    assert heading.checkState(0) == Qt.CheckState.PartiallyChecked
    sheet.findings.tick_all("left", on=False)
    assert not sheet.act_button.isEnabled()
    compare(sheet, [shown(one) for one in before], settle)
    assert not sheet.partial.isVisible()
    sheet.reject()
    settle()


def test_positions_that_would_end_are_named_and_a_backup_comes_first(
    sheet: CompareSheet, group_id: str, read: Read, settle: Settle, desk: Desk
) -> None:
    from organizer.domain.roles import actions
    from organizer.domain.roles import store as roles

    before = inside(read, group_id)
    gone = before[0]
    desk.start(desk.save(actions.appoint, [gone.member_id], "assistant", group_id=group_id))
    settle()
    compare(sheet, [shown(one) for one in before[1:]], settle)
    assert sheet.ending.isVisible()
    assert gone.member_name in sheet.ending.text()
    assert "助理" in sheet.ending.text()
    sheet.findings.tick_all("left", on=False)
    assert not sheet.ending.isVisible()
    sheet.findings.tick_all("left", on=True)
    backups = len(desk.opened().with_register(lambda one: one.backups()).result())
    sheet.act_button.click()
    settle()
    assert gone.member_id not in read(lambda db: roles.titles_in_group(db, group_id))
    kept = desk.opened().with_register(lambda one: one.backups()).result()
    assert len(kept) == backups + 1
    assert kept[0].reason == "change"


def test_a_list_is_read_from_a_file(
    sheet: CompareSheet,
    group_id: str,
    read: Read,
    settle: Settle,
    desk: Desk,
    tmp_path: Path,
) -> None:
    before = inside(read, group_id)
    path = tmp_path / "群成员.csv"
    lines = ["群昵称,昵称", *(f"{shown(one)},{one.nickname}" for one in before[1:])]
    path.write_bytes("\r\n".join(lines).encode("gb18030"))
    desk.start(sheet.read_file(path))
    settle()
    settle()
    found = sheet.findings.chosen()
    assert found is not None
    assert before[0].id in {one.id for one in found.left}
    first = sheet.findings.topLevelItem(1)
    assert first is not None
    assert first.child(0).checkState(0) == Qt.CheckState.Checked  # type: ignore[union-attr]
    sheet.reject()
    settle()
