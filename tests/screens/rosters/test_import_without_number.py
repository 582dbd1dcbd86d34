"""The import of people whose number is masked, lost or missing, and of numbers of odd length."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from organizer.domain.rosters.columns import BY_NAME
from organizer.domain.rosters.plan import Cell, Decision
from organizer.screens.rosters.page import RostersPage
from tests.screens.rosters.walking import click, preview, wait_for

Settle = Callable[[], None]
ROWS = (
    ("姓名", "手机", "机构", "生日"),
    ("曾大海", "13912340001", "晨光教育", "1988-02-30"),
    ("单小雨", "138****5678", "晨光教育", ""),
    ("解思齐", "", "新芽", ""),
    ("仇小燕", "", "", ""),
    ("区志强", "1391234001", "", ""),
)
NOTHING = Cell("key_missing", "")
BIRTHDAY = Cell("date_impossible", "birthday")


def begin(page: RostersPage, qtbot: QtBot, rows: tuple[tuple[str, ...], ...] = ROWS) -> None:
    page.open_with(text="\n".join("\t".join(row) for row in rows))
    wait_for(page, qtbot, 1)


def test_name_with_institution_is_a_key_beside_the_others(
    page: RostersPage, qtbot: QtBot, settle: Settle
) -> None:
    begin(page, qtbot)
    box = page.importing.map.target.boxes[BY_NAME]
    assert not box.isHidden()
    assert not box.isChecked()
    assert box.text() == "姓名＋机构"
    box.click()
    preview(page, qtbot)
    step = page.importing.preview
    assert {kind: step.count(kind) for kind in ("new", "refused")} == {"new": 3, "refused": 2}
    assert not step.empty.new_caption.isHidden()
    tick = step.empty.boxes[NOTHING]
    assert tick.text() == "没有手机、机构（1 行）"
    tick.click()
    qtbot.waitUntil(lambda: step.count("new") == 4)
    step.empty.boxes[BIRTHDAY].click()
    qtbot.waitUntil(lambda: step.count("new") == 5)
    settle()
    click(step.go)
    wait_for(page, qtbot, 3)
    begin(page, qtbot)
    page.importing.map.target.boxes[BY_NAME].click()
    preview(page, qtbot)
    assert step.count("new") == 0


def test_names_alone_come_in_only_when_ticked(page: RostersPage, qtbot: QtBot) -> None:
    begin(page, qtbot, (("姓名", "备注"), ("曾大海", ""), ("单小雨", "新来的")))
    view = page.importing
    assert not view.map.banner.isHidden()
    assert view.map.next.isEnabled()
    preview(page, qtbot)
    assert view.preview.count("refused") == 2
    view.preview.empty.boxes[NOTHING].click()
    qtbot.waitUntil(lambda: view.preview.count("new") == 2)


def test_what_was_ticked_and_decided_is_kept_when_the_columns_are_changed(
    page: RostersPage, qtbot: QtBot, settle: Settle
) -> None:
    rows = (*ROWS, ("甲一", "13900000009", "", ""), ("乙一", "13900000009", "", ""))
    begin(page, qtbot, rows)
    preview(page, qtbot)
    view = page.importing
    step = view.preview
    step.empty.boxes[BIRTHDAY].click()
    qtbot.waitUntil(lambda: BIRTHDAY in view.draft.left_empty if view.draft else False)
    settle()
    assert step.count("conflict") == 2
    step.decided.emit([5], Decision("new"))
    qtbot.waitUntil(lambda: step.count("conflict") == 1)
    settle()
    click(step.back)
    assert view.stack.currentIndex() == 1
    view.map.target.boxes[BY_NAME].click()
    preview(page, qtbot)
    assert step.empty.boxes[BIRTHDAY].isChecked()
    assert step.count("conflict") == 1
    draft = view.draft
    assert draft is not None
    assert list(draft.decisions) == [5]
    click(step.back)
    view.map.grid.corrected.emit(1, "")  # without the phones there is nothing to decide
    preview(page, qtbot)
    assert step.empty.boxes[BIRTHDAY].isChecked()
    assert draft.decisions == {}


def test_a_phone_of_the_wrong_length_is_kept_and_told(page: RostersPage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    preview(page, qtbot)
    step = page.importing.preview
    plan = step.source.plan
    assert plan is not None
    assert step.source.row(plan, 4).says == "手机位数不对，按原样保存"
    assert "1 人手机位数不对，按原样保存" in step.summary.text()


def test_a_warning_moves_nothing(page: RostersPage, qtbot: QtBot, settle: Settle) -> None:
    begin(page, qtbot)
    step = page.importing.map
    settle()
    place = step.grid.geometry()
    for box in step.target.boxes.values():
        box.setChecked(False)
    settle()
    assert not step.banner.isHidden()
    assert step.grid.geometry() == place
