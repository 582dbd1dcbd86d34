"""Own fields and tags as an owner keeps them."""

from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from organizer.base.database import Database
from organizer.domain.fields import store
from organizer.screens.fields.cards import Card, FieldRow
from organizer.screens.fields.page import FieldsPage
from organizer.widgets.desk import Desk
from organizer.widgets.fields import TextField
from tests.screens.conftest import MakePage

Settle = Callable[[], None]
Read = Callable[[Callable[[Database], Any]], Any]


@pytest.fixture
def page(make_page: MakePage, settle: Settle) -> FieldsPage:
    made = cast("FieldsPage", make_page("fields"))
    settle()
    return made


def own_names(read: Read) -> list[str]:
    return [field.name for field in read(lambda db: store.own_fields(db, "member"))]


def tag_names(read: Read) -> list[str]:
    return [tag.name for tag in read(store.tags)]


def press(card: Card, name: str) -> None:
    button = next(one for one in card.findChildren(QToolButton) if one.accessibleName() == name)
    button.click()


def test_a_choice_is_defined_filled_and_used(page: FieldsPage, read: Read, settle: Settle) -> None:
    page.own.type.load("choice")
    QTest.keyClicks(page.own.name.line, "Shirt")
    QTest.keyClick(page.own.name.line, Qt.Key.Key_Return)
    settle()
    assert own_names(read)[-1] == "Shirt"
    assert page.own.name.line.text() == ""
    row = page.own.lines[page.own._order[-1]]
    assert isinstance(row, FieldRow)
    lines = row.choices
    assert lines is not None
    for words in ("L", "XL", "XXL"):
        QTest.keyClicks(lines.new.line, words)
        QTest.keyClick(lines.new.line, Qt.Key.Key_Return)
        settle()
    assert choices(read) == ["L", "XL", "XXL"]
    assert lines.new.line.text() == ""

    first, second, third = lines.lines.values()
    first.words.line.setFocus()
    first.words.line.selectAll()
    QTest.keyClicks(first.words.line, "Large")
    QTest.keyClick(first.words.line, Qt.Key.Key_Return)
    settle()
    assert choices(read) == ["Large", "XL", "XXL"]
    second.words.line.setFocus()
    second.words.line.selectAll()
    QTest.keyClicks(second.words.line, "Large")
    QTest.keyClick(second.words.line, Qt.Key.Key_Return)
    settle()
    assert "Large" in second.words.problem
    third.away.click()
    settle()
    assert choices(read) == ["Large", "XL"]


def choices(read: Read) -> list[str]:
    field = read(lambda db: store.own_fields(db, "member"))[-1]
    return [choice.words for choice in field.choices]


def test_a_name_that_is_taken_is_refused_beside_the_line(
    page: FieldsPage, read: Read, settle: Settle
) -> None:
    taken = own_names(read)[0]
    page.own.name.line.setText(taken)
    page.own.name._typed()
    page.own.add.click()
    settle()
    assert taken in page.own.problem.text()
    assert own_names(read).count(taken) == 1


def test_fields_are_renamed_ordered_put_away_and_brought_back(
    page: FieldsPage, read: Read, settle: Settle
) -> None:
    for name in ("One", "Two"):
        QTest.keyClicks(page.own.name.line, name)
        page.own.add.click()
        settle()
    before = own_names(read)
    rows = [page.own.lines[field_id] for field_id in page.own._order]
    assert isinstance(rows[0], FieldRow)
    assert isinstance(rows[-1], FieldRow)
    assert not rows[0].up.isEnabled()
    rows[-1].up.click()
    settle()
    assert own_names(read) == [*before[:-2], before[-1], before[-2]]
    line = next(
        one for one in page.own.findChildren(TextField)
        if one is not page.own.name and one.line.text() == "One"
    )  # fmt: skip
    line.line.setFocus()
    QTest.keySequence(line.line, "Ctrl+A")
    QTest.keyClicks(line.line, "Eins")
    QTest.keyClick(line.line, Qt.Key.Key_Return)
    settle()
    assert "Eins" in own_names(read)
    press(page.own, "收起“Eins”")
    settle()
    assert "Eins" not in own_names(read)
    restore = next(
        one
        for one in page.own.findChildren(QPushButton)
        if one.text() == "恢复" and one.isVisible()
    )
    restore.click()
    settle()
    assert "Eins" in own_names(read)


def test_tags_are_made_put_away_and_lead_to_their_people(
    page: FieldsPage, desk: Desk, read: Read, settle: Settle, qtbot: QtBot
) -> None:
    QTest.keyClicks(page.tags.name.line, "VIP")
    QTest.keyClick(page.tags.name.line, Qt.Key.Key_Return)
    settle()
    assert "VIP" in tag_names(read)
    tag = read(lambda db: store.tag_named(db, "VIP"))
    people = next(one for one in page.tags.findChildren(QPushButton) if one.text() == "0 人")
    with qtbot.waitSignal(desk.page_wanted) as wanted:
        people.click()
    assert wanted.args == ["members", {"filters": {"tag": [tag.id]}}]
    press(page.tags, "收起“VIP”")
    settle()
    assert "VIP" not in tag_names(read)


def test_two_enters_add_once_and_nothing_is_refused(
    page: FieldsPage, read: Read, settle: Settle
) -> None:
    for card, said, names in ((page.own, "Shirt", own_names), (page.tags, "讲师团", tag_names)):
        card.name.line.setText(said)
        for _time in range(2):
            QTest.keyClick(card.name.line, Qt.Key.Key_Return)
        settle()
        assert names(read).count(said) == 1
        assert card.problem.text() == ""
    page.own.type.load("choice")
    page.own.name.line.setText("Size")
    QTest.keyClick(page.own.name.line, Qt.Key.Key_Return)
    settle()
    row = page.own.lines[page.own._order[-1]]
    assert isinstance(row, FieldRow)
    assert row.choices is not None
    row.choices.new.line.setText("XL")
    for _time in range(2):
        QTest.keyClick(row.choices.new.line, Qt.Key.Key_Return)
    settle()
    assert row.choices.new.problem == ""
    assert list(row.choices.lines) != []
