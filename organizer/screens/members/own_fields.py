"""Editors for the owner's own fields; each shows and gives the canonical text of its value."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from organizer.domain.fields.records import Field
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk
from organizer.widgets.edit_field import EditField, Save
from organizer.widgets.fields import ChoiceField, TextField, yes_no_options

if TYPE_CHECKING:
    from collections.abc import Sequence


def editor_of(
    field: Field, desk: Desk, save: "Save[str] | None", parent: QWidget
) -> EditField[str]:
    """The editor for values of a field; what can't be its value is refused when it is saved."""
    tasks = desk.tasks
    if field.type == "date":
        return DateField(desk.clock.today, tasks, save, parent)
    if field.type == "choice":
        return ChoiceField(choice_options(field), tasks, save, parent)
    if field.type == "yes_no":
        return ChoiceField(yes_no_options(), tasks, save, parent)
    return TextField(tasks, save, parent)


def choice_options(field: Field) -> "Sequence[tuple[str, str]]":
    """What a choice offers, and nothing."""
    words = [one.words for one in field.choices if one.archived_at is None]
    return [("", "—"), *((one, one) for one in words)]
