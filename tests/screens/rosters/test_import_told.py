"""What the import says of rows it does not take whole, and of a group it makes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from organizer.screens.rosters.page import RostersPage
from tests.screens.rosters.walking import click, preview, wait_for

Settle = Callable[[], None]


def test_a_new_group_is_called_as_the_title_says(
    page: RostersPage, ugly: Path, qtbot: QtBot
) -> None:
    page.open_with(what="import", file=ugly)
    wait_for(page, qtbot, 1)
    step = page.importing.map
    target = step.target
    target.group.setCurrentIndex(target.group.findData("new"))
    target.group.activated.emit(target.group.currentIndex())
    assert target.name.text() == "河南省教培机构交流群"
    assert target.name.hasFocus()
    QTest.keyClick(target.name, Qt.Key.Key_Delete)
    assert target.name.text() == ""
    assert step.banner.isHidden()  # nobody is warned while still typing
    click(step.next)
    assert "名" in step.banner.label.text()
    assert page.importing.stack.currentIndex() == 1
    QTest.keyClicks(target.name, "sanqun")
    assert step.banner.isHidden()
    preview(page, qtbot)
    plan = page.importing.preview.source.plan
    assert plan is not None
    assert plan.group is not None
    assert plan.group.name == "sanqun"


def test_what_is_wrong_masked_or_said_twice_is_told(
    page: RostersPage, qtbot: QtBot, settle: Settle
) -> None:
    rows = (
        ("姓名", "手机", "微信号", "入群日期"),
        ("曾大海", "1.39E+10", "zengdahai", ""),
        ("单小雨", "138****1234", "shanxiaoyu", ""),
        ("解思齐", "13912340003", "", "2026-13-45"),
        ("仇小燕", "13912340004", "", ""),
        ("仇小燕", "13912340004", "", ""),
    )
    page.open_with(text="\n".join("\t".join(row) for row in rows))
    wait_for(page, qtbot, 1)
    view = page.importing
    view.map.target.choose_group("new")
    view.map.target.name.setText("三群")
    preview(page, qtbot)
    plan = view.preview.source.plan
    assert plan is not None
    says = [view.preview.source.row(plan, row).says for row in range(5)]
    assert says[0].startswith("手机“1.39E+10”：")
    assert says[1] == "手机打了星号，没有记入"
    assert says[2].startswith("入群日期“2026-13-45”：")
    assert says[3:] == ["", "与第 5 行相同。"]
    assert [view.preview.count(kind) for kind in ("new", "same", "repeated", "refused")] == [
        *(2, 0, 1, 2),
    ]
    assert "1 人的号码打了星号" in view.preview.summary.text()
    view.preview.show_kind("refused")
    settle()
    view.preview.table.select(["0"])
    settle()
    assert says[0] in view.preview.whole.text()
    assert not view.preview.whole.isHidden()
    click(view.preview.go)
    wait_for(page, qtbot, 3)
    told = view.receipt.details.text()
    assert "1 人的号码打了星号，没有记入" in told
    assert "重复 1 行" in told
    assert " 0" not in told
