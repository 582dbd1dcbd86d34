"""What is being typed in the window when the register under it goes away."""

from typing import TYPE_CHECKING

from shiboken6 import isValid

from organizer.widgets.edit_field import EditField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from organizer.widgets.tasks import Tasks

PAUSE, LONGEST = 0.01, 10.0
"""Seconds between two looks, and until a field that still saves is left alone."""


async def save_typing(window: "QWidget", tasks: "Tasks") -> "list[EditField[object]]":
    """Save what is typed in any field and wait until it is; gives the fields that refused."""
    import asyncio

    earlier = tasks.running
    fields: list[EditField[object]] = window.findChildren(EditField)
    for field in fields:
        field.commit()
    _leave_for_a_moment(window.focusWidget())
    started = [task for task in tasks.running if task not in earlier]
    for _look in range(int(LONGEST / PAUSE)):
        saving = any(isValid(field) and field.saving for field in fields)
        if not saving and not any(task.running for task in started):
            break
        await asyncio.sleep(PAUSE)
    return [field for field in fields if isValid(field) and field.unsaved]


def _leave_for_a_moment(editor: "QWidget | None") -> None:
    """A number or a name among the settings is told when its line is left."""
    if editor is not None:
        editor.clearFocus()
        editor.setFocus()
