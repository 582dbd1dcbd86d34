"""The history page: steps by day, what they changed in words, and undoing any of them."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from organizer.base import history
from organizer.domain.members import actions, store
from organizer.screens.history.details import TURNED
from organizer.screens.history.page import HistoryPage
from organizer.widgets.desk import Desk
from tests.screens.conftest import Read

if TYPE_CHECKING:
    from organizer.screens.history.undo_sheet import UndoSheet

Settle = Callable[[], None]


def act(desk: Desk, settle: Settle, action: Callable[..., object], *args: object) -> str:
    """Do something and give the id of its step."""
    desk.start(desk.do(action, *args))
    settle()
    assert desk.last_step is not None
    return desk.last_step.id


def words_of(page: HistoryPage) -> str:
    """Everything the details say of the rows."""
    return "\n".join(
        label.text() for record in page.details.records() for label in record.findChildren(QLabel)
    )


def test_steps_stand_newest_first_under_their_days(page: HistoryPage, read: Read[Any]) -> None:
    newest = read(lambda db: history.steps(db, limit=1))[0]
    assert page.list.model_.steps[0].id == newest.id
    assert page.list.current_step() == newest
    lines = page.list.model_.lines
    days = [line for line in lines if isinstance(line, dt.date)]
    assert days == sorted(days, reverse=True)
    assert len(days) > 1
    assert isinstance(lines[0], dt.date)
    numbers = [step.number for step in page.list.model_.steps]
    assert numbers == sorted(numbers, reverse=True)


def test_a_long_history_is_read_page_by_page(
    page: HistoryPage, read: Read[Any], settle: Settle
) -> None:
    total = read(lambda db: db.value("SELECT count(*) FROM step"))
    assert len(page.list.model_.steps) == 100 < total
    for _turn in range(total // 100 + 1):
        page.list.scrollToBottom()
        page.list.model_.wanted.emit()
        settle()
    assert len(page.list.model_.steps) == total
    assert page.list.model_.complete


def test_a_change_is_told_in_words(
    page: HistoryPage, desk: Desk, read: Read[Any], settle: Settle
) -> None:
    member = read(store.member_ids)[0]
    before = read(lambda db: store.get(db, member))
    assert before is not None

    def rename(step: object) -> object:
        return actions.change(step, member, notes="见过面", welcome_title="金牌讲师")  # type: ignore[arg-type]

    changed = act(desk, settle, rename)
    page.go_to(changed)
    settle()
    said = words_of(page)
    assert before.name in said
    assert "→ 见过面" in said
    assert "欢迎头衔" in said
    assert "notes" not in said


def test_undo_of_an_older_step_and_again(
    page: HistoryPage, desk: Desk, read: Read[Any], settle: Settle, qtbot: QtBot
) -> None:
    member, another = read(store.member_ids)[:2]
    before = read(lambda db: store.get(db, member))

    def note(step: object) -> object:
        return actions.change(step, member, notes="第一次")  # type: ignore[arg-type]

    def other(step: object) -> object:
        return actions.change(step, another, source="介绍")  # type: ignore[arg-type]

    first = act(desk, settle, note)
    act(desk, settle, other)
    page.go_to(first)
    settle()
    qtbot.mouseClick(page.details.undo, Qt.MouseButton.LeftButton)
    settle()
    found = read(lambda db: store.get(db, member))
    assert found is not None
    assert before is not None
    assert found.notes == before.notes
    untouched = read(lambda db: store.get(db, another))
    assert untouched is not None
    assert untouched.source == "介绍"
    page.go_to(first)
    settle()
    assert page.details.undo.text() == "恢复这一步"
    qtbot.mouseClick(page.details.undo, Qt.MouseButton.LeftButton)  # as in a double click
    settle()
    found = read(lambda db: store.get(db, member))
    assert found is not None
    assert found.notes == before.notes  # still undone
    qtbot.wait(TURNED)
    qtbot.mouseClick(page.details.undo, Qt.MouseButton.LeftButton)
    settle()
    found = read(lambda db: store.get(db, member))
    assert found is not None
    assert found.notes == "第一次"


@pytest.mark.parametrize("agreed", [True, False])
def test_conflicts_are_listed_first(
    page: HistoryPage, desk: Desk, read: Read[Any], settle: Settle, qtbot: QtBot, agreed: bool
) -> None:
    one, two = read(store.member_ids)[:2]

    def both(step: object) -> object:
        return actions.set_field(step, [one, two], "source", "活动")  # type: ignore[arg-type]

    def later(step: object) -> object:
        return actions.change(step, one, source="介绍")  # type: ignore[arg-type]

    before = read(lambda db: store.get(db, two))
    step_id = act(desk, settle, both)
    act(desk, settle, later)
    name = read(lambda db: store.name_of(db, one))
    page.go_to(step_id)
    settle()
    qtbot.mouseClick(page.details.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.messages.dialog is not None)
    sheet = cast("UndoSheet", desk.messages.dialog)
    assert [name in sheet.list.item(row).text() for row in range(sheet.list.count())] == [True]
    said = "\n".join(label.text() for label in sheet.findChildren(QLabel))
    assert "这 1 人后来有改动，整条保留：" in said
    assert "其余 1 人恢复原样。" in said
    if agreed:
        qtbot.mouseClick(sheet.rest, Qt.MouseButton.LeftButton)
    else:
        sheet.reject()
    settle()
    sources = [read(lambda db, each=each: store.get(db, each)).source for each in (one, two)]  # type: ignore[misc]
    assert before is not None
    assert sources == ["介绍", before.source if agreed else "活动"]


def test_steps_are_found_by_what_and_whom(
    page: HistoryPage, desk: Desk, read: Read[Any], settle: Settle, qtbot: QtBot
) -> None:
    member = read(store.member_ids)[0]
    name = read(lambda db: store.name_of(db, member))

    def note(step: object) -> object:
        return actions.change(step, member, notes="见过面")  # type: ignore[arg-type]

    wanted = act(desk, settle, note)
    page.search.setText(name)
    page._ask()
    settle()
    found = page.list.model_.steps
    assert wanted in [step.id for step in found]
    assert len(found) < read(lambda db: db.value("SELECT count(*) FROM step"))
    page.search.setText("核对人数")
    page._ask()
    settle()
    assert {step.action for step in page.list.model_.steps} == {"groups.count_heads"}
    page.search.setText("没有这样的操作")
    page._ask()
    settle()
    assert not page.list.model_.steps
    assert page.nothing.isVisible()


def test_a_kind_of_operation_alone(page: HistoryPage, settle: Settle) -> None:
    page.area.setCurrentIndex(page.area.findData("roles"))
    page._ask()
    settle()
    assert page.list.model_.steps
    assert all(step.action.startswith("roles.") for step in page.list.model_.steps)


def test_an_erased_person_cannot_come_back(page: HistoryPage, settle: Settle) -> None:
    for step in page.list.model_.steps:
        page.details.show_step(step)
        assert page.details.undo.isHidden() == (
            step.taken_back != "rows" or step.undoes_id is not None
        )


def test_an_undone_step_still_says_what_it_was_about(
    page: HistoryPage, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    def add(step: object) -> object:
        return actions.add(step, name="沈佳宜", phones=["13800138000"])  # type: ignore[arg-type]

    step_id = act(desk, settle, add)
    page.go_to(step_id)
    settle()
    assert page.details._title.text().endswith(" · 沈佳宜")
    said = words_of(page)
    assert "沈佳宜的手机" in said
    qtbot.mouseClick(page.details.undo, Qt.MouseButton.LeftButton)
    settle()
    page.go_to(step_id)
    settle()
    assert page.details._title.text().endswith(" · 沈佳宜")
    assert words_of(page) == said
    assert page.details._state.text() == "已撤销"


def test_codes_of_the_program_are_not_shown(
    page: HistoryPage, desk: Desk, read: Read[Any], settle: Settle
) -> None:
    member = read(store.member_ids)[0]

    def add(step: object) -> None:
        actions.set_phones(step, member, ["12345"])  # type: ignore[arg-type]

    act(desk, settle, add)
    phone = read(lambda db: db.value("SELECT id FROM phone WHERE member_id = ?", (member,)))

    def correct(step: object) -> object:
        return actions.change_phone(step, phone, "13800138000")  # type: ignore[arg-type]

    page.go_to(act(desk, settle, correct))
    settle()
    said = words_of(page)
    assert "号码" in said
    assert "mobile" not in said
    assert "有变化" not in said


def test_a_second_click_on_undo_does_not_do_it_again(
    page: HistoryPage, desk: Desk, read: Read[Any], settle: Settle, qtbot: QtBot
) -> None:
    member = read(lambda db: store.member_ids(db)[0])
    step_id = act(desk, settle, partial(actions.change, position="Dean"), member)
    page.go_to(step_id)
    settle()
    for _click in range(2):
        qtbot.mouseClick(page.details.undo, Qt.MouseButton.LeftButton)
    settle()
    assert read(lambda db: store.get(db, member)).position != "Dean"


def test_a_step_shown_while_words_were_searched_is_not_lost_to_the_search(
    page: HistoryPage, desk: Desk, read: Read[Any], settle: Settle, qtbot: QtBot
) -> None:
    member = read(lambda db: store.member_ids(db)[0])
    step_id = act(desk, settle, partial(actions.change, position="Dean"), member)
    page.search.setText("nothing has these words")
    page._ask()
    settle()
    assert not page.list.model_.steps
    page.go_to(step_id)
    assert not page._pause.isActive(), "its reading would give up the one that is under way"
    settle()
    shown = page.list.current_step()
    assert shown is not None
    assert shown.id == step_id


@pytest.mark.parametrize("key", [Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_PageUp])
def test_the_line_of_a_day_is_never_what_is_chosen(
    page: HistoryPage, qtbot: QtBot, settle: Settle, key: Qt.Key
) -> None:
    newest, second = page.list.model_.steps[:2]
    page.list.setFocus()
    page.list.select(newest.id if key is Qt.Key.Key_Up else second.id)
    qtbot.keyClick(page.list, key)
    assert page.list.current_step() == newest
    index = page.list.currentIndex()
    assert page.list.selectionModel().isSelected(index)
    settle()
    assert page.details.step == newest


def test_the_arrows_walk_over_the_end_of_a_day(page: HistoryPage, qtbot: QtBot) -> None:
    model = page.list.model_
    places = [at for at, line in enumerate(model.lines) if isinstance(line, dt.date)]
    last_of_day, day = places[1] - 1, places[1]
    page.list.setFocus()
    page.list.setCurrentIndex(model.index(last_of_day))
    for key, wanted in ((Qt.Key.Key_Down, day + 1), (Qt.Key.Key_Up, last_of_day)):
        qtbot.keyClick(page.list, key)
        index = page.list.currentIndex()
        assert index.row() == wanted
        assert page.list.selectionModel().isSelected(index)


def test_words_typed_before_the_register_was_closed_are_not_complained_about(
    page: HistoryPage, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.search, "dean")
    desk.use_register(None)
    page._pause.timeout.emit()
    qtbot.wait(20)
    assert desk.messages.recorded == []


def test_the_down_arrow_leads_from_the_search_into_the_list(
    page: HistoryPage, qtbot: QtBot
) -> None:
    page.focus_search()
    assert page.search.hasFocus()
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.list.current_step() == page.list.model_.steps[1]


def test_what_was_undone_here_is_taken_back_from_its_line(
    page: HistoryPage, desk: Desk, read: Read[Any], settle: Settle
) -> None:
    one, two = read(store.member_ids)[:2]

    def both(step: object) -> object:
        return actions.set_field(step, [one, two], "source", "活动")  # type: ignore[arg-type]

    step_id = act(desk, settle, both)
    page.go_to(step_id)
    settle()
    page.undo_current()
    settle()
    said = desk.messages.recorded[-1]
    assert said.text.startswith("已撤销")
    assert said.action_text == "恢复这一步"
    assert said.action is not None
    said.action()
    settle()
    found = read(lambda db: store.get(db, one))
    assert found is not None
    assert found.source == "活动"


def test_how_much_stays_is_said(
    page: HistoryPage, desk: Desk, read: Read[Any], settle: Settle
) -> None:
    one, two = read(store.member_ids)[:2]

    def both(step: object) -> object:
        return actions.set_field(step, [one, two], "source", "活动")  # type: ignore[arg-type]

    def later(step: object) -> object:
        return actions.change(step, one, source="介绍")  # type: ignore[arg-type]

    step_id = act(desk, settle, both)
    act(desk, settle, later)
    page.go_to(step_id)
    settle()
    page.undo_current()
    settle()
    assert desk.messages.dialog is not None
    desk.messages.dialog.accept()
    settle()
    assert "撤销了 1 人，保留 1 人" in desk.messages.recorded[-1].text
