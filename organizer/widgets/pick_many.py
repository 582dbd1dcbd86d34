"""Several records picked by typing, shown as chips."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.widgets.picker import Create, Find
from organizer.widgets.tag_editor import TagEditor

if TYPE_CHECKING:
    from organizer.widgets.tasks import Tasks


class PickMany(TagEditor):
    """People, groups or other records of one kind; `hint` is marked with N_."""

    def __init__(
        self,
        tasks: "Tasks",
        find: Find,
        hint: str = N_("Type to search"),
        create: Create | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._hint = hint
        super().__init__(tasks, find, create=create, parent=parent)

    @override
    def retranslate(self) -> None:
        self.line.setPlaceholderText(_(self._hint))
