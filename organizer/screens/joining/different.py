"""Who was marked as different people, and the way to take that back."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from organizer.base.words import _
from organizer.domain.joining import actions, store
from organizer.domain.joining.records import DifferentPair
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind, Space

if TYPE_CHECKING:
    from collections.abc import Sequence


class DifferentPeople(Sheet):
    """A line a pair, with a button that lets it be proposed again; every click is saved."""

    def __init__(self, desk: Desk, pairs: "Sequence[DifferentPair]") -> None:
        super().__init__(desk.messages.window, _("Marked as different people"), "different", 520)
        self._desk = desk
        self.hint = PlainLabel(
            _("These are not proposed as duplicates. Unmark two to compare them again."),
            self,
            tone=Tone.MUTED,
            wrap=True,
        )
        self.buttons: dict[tuple[str, str], QPushButton] = {}
        holder = QWidget(self)
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(Space.XS)
        for pair in pairs:
            self._rows.addWidget(self._line(pair))
        self._rows.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(holder)
        area.setMinimumHeight(160)
        self.content.addWidget(self.hint)
        self.content.addWidget(area, 1)
        self.close_button = self.add_button(_("Close"), Kind.PRIMARY)
        self.close_button.clicked.connect(self.accept)

    def _line(self, pair: DifferentPair) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, Space.S, 0)
        names = f"{pair.first} / {pair.second}"
        row.addWidget(PlainLabel(names, line, elide=True), 1)
        button = QPushButton(_("Unmark"), line)
        button.setAutoDefault(False)
        button.setAccessibleName(
            _("No longer mark {first} and {second} as different people").format(
                first=pair.first, second=pair.second
            )
        )
        button.clicked.connect(partial(self._take_back, pair, line))
        row.addWidget(button)
        self.buttons[(pair.first_id, pair.second_id)] = button
        return line

    def _take_back(self, pair: DifferentPair, line: QWidget, _checked: bool = False) -> None:
        line.hide()
        self.buttons.pop((pair.first_id, pair.second_id), None)
        self._desk.start(self._desk.do(actions.unmark_different, pair.first_id, pair.second_id))
        if not self.buttons:
            self.accept()


async def show_different(desk: Desk) -> None:
    """Open the list of those marked as different people."""
    await desk.messages.open(DifferentPeople(desk, await desk.read(store.different_people)))
