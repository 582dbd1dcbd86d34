"""The page of texts: typed, seen filled in, kept, taken back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from organizer.base.register_thread import RegisterThread
from organizer.domain.texts import store
from organizer.domain.texts.records import ChatText
from organizer.domain.texts.uses import USES
from organizer.screens.texts.page import TextsPage
from organizer.screens.texts.words_list import repetition
from organizer.widgets.desk import Desk, Page
from tests.screens.conftest import TODAY
from tests.screens.events.planned import plan

Settle = Callable[[], None]
KEY = "event_invitation"


@pytest.fixture
def page(make_page: Callable[[str], Page], register: RegisterThread, settle: Settle) -> TextsPage:
    plan(register, TODAY)
    made = make_page("texts")
    assert isinstance(made, TextsPage)
    made.language.setCurrentIndex(made.language.findData("zh_Hans"))
    settle()
    made.refresh(None)
    settle()
    made.open_with(text=KEY)
    settle()
    return made


def kept(register: RegisterThread) -> ChatText:
    return register.ask(lambda db: store.chat_text(db, KEY, "zh_Hans")).result()


def type_text(page: TextsPage, settle: Settle, text: str) -> None:
    page.editor.setPlainText(text)
    settle()
    page._preview()
    settle()


def test_a_text_is_typed_seen_filled_in_kept_and_undone(
    page: TextsPage, register: RegisterThread, settle: Settle, desk: Desk
) -> None:
    assert page.text is not None
    assert page.text.key == KEY
    assert page.filled.text()
    assert not page.keep_button.isEnabled()
    type_text(page, settle, "来参加")
    page.editor.moveCursor(page.editor.textCursor().MoveOperation.End)
    page.words.setCurrentRow(0)
    QTest.keyClick(page.words, Qt.Key.Key_Return)
    page._preview()
    settle()
    assert page.editor.toPlainText() == "来参加{{ 标题 }}"
    title = page.filled.text().removeprefix("来参加")
    assert title
    assert title in page.of.text()
    page.keep_button.click()
    settle()
    assert kept(register).body == "来参加{{ 标题 }}"
    assert page.built_in_button.isVisible()
    desk.start(register.undo())
    settle()
    assert not kept(register).is_own
    assert page.editor.toPlainText() == store.built_in(KEY, "zh_Hans").body


def test_a_mistake_names_its_line_and_is_not_kept(
    page: TextsPage, register: RegisterThread, settle: Settle
) -> None:
    before = page.filled.text()
    type_text(page, settle, "好\n{{ 没有这个词 }}")
    assert "2" in page.problem.text()
    assert page.problem.isVisible()
    assert page.editor.extraSelections()
    assert page.filled.text() == before, "the last good preview stays"
    page.keep_button.click()
    settle()
    assert not kept(register).is_own
    type_text(page, settle, "好")
    assert not page.problem.isVisible()
    assert not page.editor.extraSelections()


def test_what_was_typed_waits_while_another_text_is_looked_at(
    page: TextsPage, settle: Settle
) -> None:
    type_text(page, settle, "改到一半")
    page.list.setCurrentRow((page.list.currentRow() + 1) % page.list.count())
    settle()
    assert page.editor.toPlainText() != "改到一半"
    page.open_with(text=KEY)
    settle()
    assert page.editor.toPlainText() == "改到一半"
    page.drop_button.click()
    settle()
    assert page.editor.toPlainText() == store.built_in(KEY, "zh_Hans").body


def test_back_to_the_built_in_text(
    page: TextsPage, register: RegisterThread, settle: Settle
) -> None:
    type_text(page, settle, "我的")
    page.keep_button.click()
    settle()
    assert kept(register).is_own
    page.built_in_button.click()
    settle()
    assert not kept(register).is_own
    assert not page.built_in_button.isVisible()


def test_both_languages_have_their_texts(page: TextsPage, settle: Settle) -> None:
    page.language.setCurrentIndex(page.language.findData("en"))
    page.language.activated.emit(page.language.currentIndex())
    settle()
    assert page.editor.toPlainText() == store.built_in(KEY, "en").body
    assert "{{ title }}" in [
        page.words.item(row).data(Qt.ItemDataRole.UserRole) for row in range(page.words.count())
    ]


def test_every_insertion_can_be_filled_in(page: TextsPage, settle: Settle) -> None:
    for key in USES:
        page.open_with(text=key)
        settle()
        for row in range(page.words.count()):
            type_text(page, settle, page.words.item(row).data(Qt.ItemDataRole.UserRole))
            assert page.problem.text() == "", (key, row)
        page.drop()
    lists = [one for one in USES[KEY].placeholders if one.fields]
    assert "{% for 一项 in 场次 %}" in repetition(lists[0], "zh_Hans")


def test_words_find_a_text(page: TextsPage, settle: Settle) -> None:
    page.search.setText("huigu")
    settle()
    assert [page.list.item(row).text() for row in range(page.list.count())] == ["活动回顾"]
