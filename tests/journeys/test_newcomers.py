"""Three people came into the group: the lines WeChat shows, copied, entered by keyboard alone."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from organizer.base.register import Register
from organizer.domain.groups import store as groups
from organizer.domain.members import store as members
from organizer.screens.groups.quick_entry import QuickEntry
from tests.journeys.program import Start

LINES = """昨天 21:04
"{inviter}"邀请"闻人一诺(海风教育)"加入了群聊
"万俟安"通过扫描"{inviter}"分享的二维码加入群聊
"{inviter}"邀请"澹台明 晨光书画校长"加入了群聊
"""


def test_three_newcomers_in_one_go(start: Start) -> None:
    program = start("--demo", "--date", "2026-03-09")
    program.until(lambda: program.window.desk.register is not None)
    program.settle()
    group = program.read(groups.groups)[0].group
    present = program.read(lambda db: groups.memberships_of_group(db, group.id))
    inviter = next(one.member_name for one in present)
    before = program.read(members.member_count)
    steps = program.read(lambda db: db.value("SELECT count(*) FROM step"))

    program.copy(LINES.format(inviter=inviter))
    program.press("Ctrl+J")
    sheet = program.open_sheet(QuickEntry)
    if sheet.group.value is None:  # several groups: the one meant is typed
        program.type(group.name)
        program.until(sheet.group.suggestions.popup.isVisible)
        program.press("Return")
    program.until(lambda: sheet.plan is not None and sheet.plan.joining == 3)
    program.press("Ctrl+Return")
    program.until(lambda: program.window.desk.messages.dialog is None)
    program.settle()

    now = program.read(lambda db: groups.memberships_of_group(db, group.id))
    came = [one for one in now if one.id not in {other.id for other in present}]
    assert len(came) == 3
    assert program.read(members.member_count) == before + 3
    assert {one.joined_on for one in came} == {program.clock.today()}
    assert program.read(lambda db: db.value("SELECT count(*) FROM step")) == steps + 1
    program.press("Ctrl+Z")
    assert program.read(members.member_count) == before


def test_from_any_page_the_import_is_two_keys(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "校长群.organizer"
    Register.create(path).close()
    program = start(str(path))
    program.until(lambda: program.window.desk.register is not None)
    for key in ("groups", "members", "history", "settings"):
        program.window.open_page(key)
        program.settle()
        program.press("Ctrl+I")
        program.press("Space")
        dialog = program.open_sheet(QFileDialog)
        dialog.reject()
        program.settle()
