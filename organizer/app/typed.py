"""What is being typed in the window when the register under it goes away."""

from typing import TYPE_CHECKING

from shiboken6 import isValid

from organizer.widgets.edit_field import EditField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

PAUSE, LONGEST = 0.01, 10.0
"""Seconds between two looks, and until a field that still saves is left alone."""


async def save_typing(window: "QWidget") -> "list[EditField[object]]":
    """Save what is typed in any field and wait until it is; gives the fields that refused."""
    import asyncio

    fields: list[EditField[object]] = window.findChildren(EditField)
    for field in fields:
        field.commit()
    for _look in range(int(LONGEST / PAUSE)):
        if not any(isValid(field) and field.saving for field in fields):
            break
        await asyncio.sleep(PAUSE)
    return [field for field in fields if isValid(field) and field.unsaved]
