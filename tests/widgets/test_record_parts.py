"""All kinds of field together, as a record's tab shows them: names, order, room, theme."""

import asyncio
import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from organizer.base import words
from organizer.base.dates import Birthday
from organizer.widgets.date_field import BirthdayField, DateField
from organizer.widgets.edit_field import EditField
from organizer.widgets.fields import (
    ChoiceField,
    MultiLineField,
    NumberField,
    TextField,
    YesNoField,
    yes_no_options,
)
from organizer.widgets.form import Form
from organizer.widgets.labels import PlainLabel
from organizer.widgets.phone_field import PhoneField
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.tag_editor import TagEditor
from organizer.widgets.tasks import Tasks
from organizer.widgets.theme import Mode, theme
from tests.contrast import contrast


async def _save(_value: object) -> None:
    await asyncio.sleep(0)


async def _find(_text: str) -> list[Choice]:
    return []


def _today() -> datetime.date:
    return datetime.date(2026, 11, 22)


def _form(tasks: Tasks) -> Form:
    form = Form()
    name, phone, job = TextField(tasks, _save), PhoneField(tasks, _save), ChoiceField([], tasks)
    tags = TagEditor(tasks, _find)
    note, seed = MultiLineField(tasks, _save), YesNoField(tasks, _save)
    place, birthday = PickerField(tasks, _find, _save), BirthdayField(_today, tasks, _save)
    joined, number = DateField(_today, tasks, _save), NumberField(tasks, _save)
    job.set_options(yes_no_options())
    parts: list[tuple[str, QWidget]] = [
        ("Form of address used in every text", name),
        ("Phone", phone),
        ("Institution", place),
        ("Position", job),
        ("Tags", tags),
        ("Joined", joined),
        ("Birthday", birthday),
        ("Number", number),
        ("Notes", note),
        ("Seed member", seed),
    ]
    for label, field in parts:
        form.add(label, field)
    name.load("欧阳娜塔莉亚·维克多罗夫娜·柴可夫斯卡娅")
    phone.load("13812341234")
    place.load(Choice("1", "广州市天河区卓越未来国际英语培训学校"))
    tags.load([Choice(str(n), f"标签{n}" * (n + 1)) for n in range(6)])
    joined.load("2026-03-08")
    birthday.load(Birthday("lunar", "--08-15"))
    number.load(12)
    note.load("一\n二\n三\n四\n五")
    seed.load(True)
    return form


@pytest.fixture
def pane(window: QWidget, tasks: Tasks) -> QScrollArea:
    words.set_language("en")
    made = QScrollArea(window)
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidget(_form(tasks))
    made.resize(420, 580)
    made.show()
    return made


def _settle() -> None:
    for _turn in range(5):
        QApplication.processEvents()


def _controls(pane: QScrollArea) -> list[QWidget]:
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton)
    form = pane.widget()
    assert form is not None
    return [
        part
        for part in form.findChildren(QWidget)
        if isinstance(part, kinds)
        and part.isVisible()
        and not isinstance(part.parent(), QLineEdit)  # Qt's own button that clears a line
    ]


def test_every_control_has_a_name(pane: QScrollArea) -> None:
    _settle()
    for control in _controls(pane):
        text = control.text() if isinstance(control, QAbstractButton) else ""
        assert control.accessibleName() or text, control


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("language", ["en", words.STRETCHED])
def test_nothing_is_cut(pane: QScrollArea, percent: int, language: str) -> None:
    words.set_language(language)
    theme.set_text_percent(percent)
    form = pane.widget()
    assert isinstance(form, Form)
    form.retranslate()
    for width in (320, 420, 700):
        pane.resize(width, 580)
        _settle()
        assert form.width() <= pane.viewport().width()
        _check_room(pane, form)


def _check_room(pane: QScrollArea, form: Form) -> None:
    for label in form.findChildren(PlainLabel):
        if label.isVisible() and not label.shortened().endswith("…"):
            needed = label.heightForWidth(label.width()) if label.wordWrap() else 0
            assert label.height() >= needed, label.text()
    for control in _controls(pane):
        right = control.mapTo(form, control.rect().topRight()).x()
        assert right <= form.width(), control
        if isinstance(control, QAbstractButton):
            assert control.width() >= control.minimumSizeHint().width() - 1, control.text()


def test_the_keyboard_reaches_every_field_in_order(
    pane: QScrollArea, window: QWidget, qtbot: QtBot
) -> None:
    _settle()
    form = pane.widget()
    assert isinstance(form, Form)
    fields = form.fields()
    fields[0].setFocus()
    visited: list[QWidget] = []
    for _turn in range(40):
        focus = QApplication.focusWidget()
        assert focus is not None
        owner = next(
            (field for field in fields if field is focus or field.isAncestorOf(focus)), None
        )
        if owner is not None and (not visited or visited[-1] is not owner):
            visited.append(owner)
        if owner is fields[-1]:
            break
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert visited == fields


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_a_problem_can_be_read(pane: QScrollArea, mode: Mode) -> None:
    theme.set_mode(mode)
    field = pane.findChild(EditField)
    assert isinstance(field, EditField)
    field.show_problem("No.")
    _settle()
    assert contrast(theme.colours.danger, theme.colours.surface) >= 4.5
    label = next(one for one in field.findChildren(PlainLabel) if one.text() == "No.")
    assert label.isVisible()
    assert label.palette().windowText().color().name() == theme.colours.danger
    field.show_problem("")
    assert not label.isVisible()


def test_the_edge_of_a_field_is_seen_in_the_dark(pane: QScrollArea) -> None:
    theme.set_mode(Mode.DARK)
    _settle()
    field = pane.findChild(EditField)
    assert isinstance(field, EditField)
    picture = field.grab().toImage()
    box = field.editor.geometry()
    edge = picture.pixelColor(box.center().x(), box.top()).name()
    assert contrast(edge, theme.colours.surface) > 1.5
