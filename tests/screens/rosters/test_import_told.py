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


def test_a_row_is_taken_without_the_cell_that_is_wrong(
    page: RostersPage, qtbot: QtBot, settle: Settle
) -> None:
    rows = (
        ("姓名", "手机", "生日"),
        ("曾大海", "13912340001", "1988-02-30"),
        ("单小雨", "13912340002", "1990-02-31"),
        ("解思齐", "13912340003", "1990-02-01"),
        ("仇小燕", "1.39E+10", "1990-02-01"),
    )
    page.open_with(text="\n".join("\t".join(row) for row in rows))
    wait_for(page, qtbot, 1)
    preview(page, qtbot)
    step = page.importing.preview
    shown = {kind: step.count(kind) for kind in ("new", "refused")}
    assert shown == {"new": 1, "refused": 3}
    tick, lost = step.empty.boxes.values()
    assert lost.text() == "号码在表格里丢了位数（1 行）"  # nothing else says who that is
    assert tick.text() == "生日：没有这一天（2 行）"
    assert not step.empty.isHidden()
    click(tick)
    wait_for(page, qtbot, 2)
    qtbot.waitUntil(lambda: step.count("new") == 3)
    settle()
    assert step.count("refused") == 1
    assert tick.isChecked()
    assert tick.hasFocus()
    plan = step.source.plan
    assert plan is not None
    assert step.source.row(plan, 0).says == "生日“1988-02-30”：留空"
    assert "2 人有一格留空" in step.summary.text()
    click(tick)  # and back
    qtbot.waitUntil(lambda: step.count("new") == 1)
    click(tick)
    qtbot.waitUntil(lambda: step.count("new") == 3)
    settle()
    click(step.go)
    wait_for(page, qtbot, 3)
    assert "2 人有一格留空" in page.importing.receipt.details.text()
    assert page.importing.done is not None
    from organizer.base.history import title

    done = page.importing.done
    assert title(done.action, done.values) == "导入名单：新增 3 人"


def test_columns_left_out_are_named_in_plain_words(page: RostersPage, qtbot: QtBot) -> None:
    page.open_with(
        text="1、序号\t2、姓名（必填）\t3、手机\t4、星座（选填）\n7\t曾大海\t13912340001\t白羊"
    )
    wait_for(page, qtbot, 1)
    preview(page, qtbot)
    assert "没有导入的列：序号、星座" in page.importing.preview.summary.text()
