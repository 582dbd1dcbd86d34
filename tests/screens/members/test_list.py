"""The list: found, filtered, kept in step with the register."""

from typing import Any, cast

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from organizer.base import words
from organizer.base.register_thread import RegisterThread
from organizer.domain.fields import actions_own
from organizer.domain.members import actions
from organizer.domain.rosters.listing import roster_ids
from organizer.screens.members.detail import PROFILE
from organizer.screens.members.lines import first_phone
from organizer.screens.members.page import MembersPage
from organizer.widgets.desk import Desk
from organizer.widgets.record_columns import Request
from organizer.widgets.theme import theme
from tests.screens.conftest import PEOPLE, TODAY, MakePage
from tests.screens.members.acting import (
    Read,
    Settle,
    everybody,
    found_by_sql,
    member,
    profile,
    table,
    texts_of,
)


def test_everybody_stands_in_pinyin_order_and_is_counted(page: MembersPage, read: Read) -> None:
    expected = [row.id for row in read(everybody)]
    assert table(page).shown_ids() == expected
    assert page.count.text() == f"{len(expected)} 人"


def test_typing_finds_at_once_what_sql_finds(
    page: MembersPage, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.index.ready)
    found_something = 0
    for text in ("王", "wang", "wx", "1690", "教育", "校长", "李 l", "没有这个人"):
        page.bar.search.clear()
        QTest.keyClicks(page.bar.search, text) if text.isascii() else page.bar.search.setText(text)
        settle()
        expected = found_by_sql(read, {"words": text})
        assert table(page).shown_ids() == expected, text
        found_something += bool(expected)
    assert found_something >= 4


def test_a_search_is_answered_before_the_index_is_there(
    make_page: MakePage, read: Read, settle: Settle
) -> None:
    page = cast("MembersPage", make_page("members"))
    assert not page.index.ready
    page.bar.search.setText("王")
    settle()
    assert table(page).shown_ids() == read(lambda db: roster_ids(db, {"words": "王"}, today=TODAY))


def test_the_index_follows_what_is_changed(
    page: MembersPage, register: RegisterThread, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.index.ready)
    page.bar.search.setText("独孤")
    settle()
    assert table(page).shown_ids() == []
    new_id, _step = register.act(
        lambda step: actions.add(step, "独孤求败", phones=["13912345678"])
    ).result()
    settle()
    assert table(page).shown_ids() == [new_id]
    page.bar.search.setText("13912345678")
    settle()
    assert table(page).shown_ids() == [new_id]
    phone = member(lambda f: register.ask(f).result(), new_id).phones[0].id
    register.act(lambda step: actions.change_phone(step, phone, "")).result()
    settle()
    assert table(page).shown_ids() == [], "a number that is gone finds nobody"


def test_a_search_respects_the_order_and_the_filters(
    page: MembersPage, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.index.ready)
    table(page).sort_by("phone", descending=True)
    page.bar.set_state({"words": "1690", "filters": {"in_a_group": True}})
    settle()
    state = page.bar.state()
    expected = read(lambda db: roster_ids(db, state, "phone", True, today=TODAY))
    assert len(expected) > 2
    assert table(page).shown_ids() == expected
    total = len(read(everybody))
    assert page.count.text() == f"{total} 人 · 显示 {len(expected)}"


def test_a_filter_is_saved_by_name_and_used_again(
    page: MembersPage, desk: Desk, settle: Settle, read: Read
) -> None:
    state = {"words": "", "filters": {"has_phone": False}}
    page.bar.set_state(state)
    page.bar.save_requested.emit("没留电话", page.bar.state())
    settle()
    page.bar.clear()
    settle()
    saved = page.bar._saved
    assert [one.name for one in saved] == ["没留电话"]
    page.bar.set_state(saved[0].state)
    settle()
    expected = read(lambda db: roster_ids(db, state, today=TODAY))
    assert 0 < len(expected) < PEOPLE
    assert table(page).shown_ids() == expected


def test_own_fields_become_columns_and_filters(
    page: MembersPage, register: RegisterThread, settle: Settle
) -> None:
    first = table(page).shown_ids()[0]

    def define(step: Any) -> str:
        field_id = actions_own.define(step, "member", "喜好", "choice", ["茶", "咖啡"])
        actions_own.set_value(step, field_id, [first], "茶")
        return field_id

    field_id, _step = register.act(define).result()
    settle()
    assert f"field:{field_id}" in {column.key for column in table(page).model.columns}
    page.bar.set_state({"words": "", "filters": {f"field:{field_id}": ["茶"]}})
    settle()
    assert table(page).shown_ids() == [first]
    assert texts_of(page, 0)[f"field:{field_id}"] == "茶"


def test_a_change_elsewhere_is_shown_without_reading_the_list_again(
    page: MembersPage, register: RegisterThread, settle: Settle
) -> None:
    chosen = table(page).shown_ids()[1]
    table(page).select([chosen])
    settle()
    asked: list[object] = []
    assert page.source is not None
    answering = page.source.ids

    def ids(request: Request) -> Any:
        asked.append(request)
        return answering(request)

    page.source.ids = ids  # type: ignore[method-assign]
    register.act(lambda step: actions.change(step, chosen, notes="常来", position="店长")).result()
    settle()
    assert asked == []
    assert texts_of(page, 1)["position"] == "店长"
    assert profile(page).position.value == "店长"
    register.act(lambda step: actions.change(step, chosen, name="阿阿阿")).result()
    settle()
    assert len(asked) == 1
    assert table(page).shown_ids()[0] == chosen


def test_another_language_changes_every_word(page: MembersPage, desk: Desk, settle: Settle) -> None:
    words.set_language("en")
    desk.language_changed.emit()
    settle()
    assert page.heading.text() == "Members"
    assert page.count.text().endswith("people")
    assert page.new_button.text() == "New member"


def test_the_list_keeps_its_height_when_somebody_is_selected(
    page: MembersPage, settle: Settle
) -> None:
    before = table(page).geometry()
    table(page).select(table(page).shown_ids()[:2])
    settle()
    assert page.bulk.offers(page.bulk.buttons["merge"])
    assert page.bulk.height() == page.bulk.more.height(), "one line"
    assert table(page).geometry() == before


def test_a_low_detail_gives_its_height_to_the_tab(page: MembersPage, settle: Settle) -> None:
    table(page).select(table(page).shown_ids()[:1])
    settle()
    detail, buttons = page.detail, page.detail.pane.buttons
    assert detail.archive_button.isVisible()
    assert buttons.in_menu == [detail.erase_button], "what is seldom wanted stands in the menu"
    page.resize(page.width(), 520)
    settle()
    assert detail.pane.height() < 20 * theme.line_height()
    assert buttons.in_menu == [detail.copy_button, detail.archive_button, detail.erase_button]
    assert buttons.y() <= detail.pane.title.geometry().bottom(), "beside the name"
    high = detail.pane.tab(PROFILE)
    assert high is not None
    assert high.visibleRegion().boundingRect().height() > detail.pane.height() * 0.6
    page.resize(page.width(), 700)
    settle()
    assert detail.archive_button.isVisible()


def test_the_first_of_several_numbers_is_whole() -> None:
    assert first_phone("138 **** 5678、139 **** 0001、0371 *** 22") == "138 **** 5678 +2"
    assert first_phone("138 **** 5678") == "138 **** 5678"
    assert first_phone("") == ""


def test_the_tabs_are_whole_with_large_letters(
    page: MembersPage, settle: Settle, qtbot: QtBot
) -> None:
    words.set_language("en")
    theme.set_text_percent(150)
    page.retranslate()
    page.resize(1150, 640)
    table(page).select(table(page).shown_ids()[:1])
    settle()
    page.show()
    qtbot.waitExposed(page)
    pane = page.detail.pane
    bar = pane.bar
    shown = [at for at in range(bar.count()) if bar.isTabVisible(at)]
    assert bar.tabRect(shown[-1]).right() <= bar.width()
    assert len(shown) >= 3
    others = pane.other_tabs.menu().actions()
    assert len(others) == bar.count() - len(shown), "what has no room stands in the menu"
    assert pane.other_tabs.isVisible()
    others[-1].trigger()
    assert bar.tabText(bar.currentIndex()) == "History"
    assert bar.isTabVisible(bar.currentIndex())
    assert bar.tabRect(bar.currentIndex()).right() <= bar.width()
