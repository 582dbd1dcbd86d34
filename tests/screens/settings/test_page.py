"""The settings page: what is declared is there, holds at once, and stays within bounds."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from organizer.base.settings import DECLARED, computer_user
from organizer.domain.fields import store as fields
from organizer.domain.members import store
from organizer.screens.settings.page import SettingsPage
from organizer.widgets.desk import Desk
from tests.screens.conftest import MakePage, Read

if TYPE_CHECKING:
    from organizer.screens.settings.controls import (
        ChoiceControl,
        NumberControl,
        TextControl,
        YesNoControl,
    )

Settle = Callable[[], None]


@pytest.fixture
def page(make_page: MakePage, settle: Settle) -> SettingsPage:
    """The page, read."""
    made = cast("SettingsPage", make_page("settings"))
    settle()
    return made


def test_everything_declared_has_a_control_and_a_name(page: SettingsPage) -> None:
    assert set(page.controls) == {setting.key for setting in DECLARED}
    for control in page.controls.values():
        proxy = control.focusProxy()
        assert proxy is not None
        assert proxy.accessibleName()


def test_a_choice_holds_at_once(page: SettingsPage, desk: Desk, qtbot: QtBot) -> None:
    control = cast("ChoiceControl", page.controls["theme"])
    control.combo.setFocus()
    qtbot.keyClick(control.combo, Qt.Key.Key_End)
    assert desk.machine_settings.get("theme") == control.setting.choices[-1][0]


def test_a_number_is_settled_not_typed(page: SettingsPage, desk: Desk, qtbot: QtBot) -> None:
    control = cast("NumberControl", page.controls["text_percent"])
    control.box.setFocus()
    control.box.selectAll()
    qtbot.keyClicks(control.box, "150")
    assert desk.machine_settings.get("text_percent") == 100
    qtbot.keyClick(control.box, Qt.Key.Key_Return)
    assert desk.machine_settings.get("text_percent") == 150


def test_yes_no_and_text(page: SettingsPage, desk: Desk, qtbot: QtBot) -> None:
    masking = cast("YesNoControl", page.controls["mask_numbers"])
    assert desk.machine_settings.get("mask_numbers") is True
    qtbot.keyClick(masking.box, Qt.Key.Key_Space)
    assert desk.machine_settings.get("mask_numbers") is False
    name = cast("TextControl", page.controls["made_by"])
    assert name.line.text() == computer_user()  # until a name is given
    name.line.selectAll()
    qtbot.keyClicks(name.line, "Li ")
    qtbot.keyClick(name.line, Qt.Key.Key_Return)
    assert desk.machine_settings.get("made_by") == "Li"
    name.line.clear()
    qtbot.keyClick(name.line, Qt.Key.Key_Return)
    assert desk.machine_settings.get("made_by") == ""  # no name is a choice too


def test_a_setting_of_the_register_is_a_step_that_can_be_undone(
    page: SettingsPage, desk: Desk, read: Read[Any], settle: Settle, qtbot: QtBot
) -> None:
    control = cast("NumberControl", page.controls["ending_terms_days"])
    before = read(lambda db: fields.setting(db, "ending_terms_days"))
    control.box.setValue(before + 15)
    settle()
    assert read(lambda db: fields.setting(db, "ending_terms_days")) == before + 15
    step = desk.last_step
    assert step is not None
    desk.start(desk.take_back(step.id))
    settle()
    assert control.box.value() == before


def test_backups_are_listed(
    page: SettingsPage, desk: Desk, read: Read[Any], settle: Settle, tmp_path: Path
) -> None:
    assert page.backups.list.buttons == []
    desk.start(desk.opened().back_up())
    settle()
    page.backups.refresh(None)
    settle()
    assert len(page.backups.list.buttons) == 1
    people = read(store.member_count)
    groups = read(lambda db: db.value("SELECT count(*) FROM chat_group WHERE archived_at IS NULL"))
    facts = [label.text() for label in page.backups.list.findChildren(QLabel)]
    assert any(f"{people} 人 · {groups} 个群" in text for text in facts)
    assert not any("行" in text for text in facts)
    assert page.backups.open_folder.isEnabled()
    assert "backups" in page.backups._place.text()


def test_the_backups_stand_on_the_ground_of_their_card(page: SettingsPage, settle: Settle) -> None:
    page.backups.back_up()
    settle()
    inside = page.backups.list.widget()
    assert inside is not None
    assert not inside.autoFillBackground()
