"""A field for an amount of money."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from organizer.base.money import fen_text, read_fen
from organizer.base.overriding import override
from organizer.widgets.fields import LineField

if TYPE_CHECKING:
    from organizer.widgets.edit_field import Save
    from organizer.widgets.tasks import Tasks


class AmountField(LineField["int | None"]):
    """An amount in fen, typed as people write it (30, 30.5, ¥30, 30元); None when empty."""

    def __init__(
        self,
        tasks: "Tasks | None" = None,
        save: "Save[int | None] | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(None, tasks, save, parent)

    @override
    def read_editor(self) -> int | None:
        return read_fen(self.line.text())

    @override
    def show_in_editor(self, value: int | None) -> None:
        self.line.setText("" if value is None else fen_text(value))
