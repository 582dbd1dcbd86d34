"""After the import: what was done, and how to take it back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from organizer.base.words import _, ngettext
from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import IconLabel, PlainLabel
from organizer.widgets.theme import Kind, Space, TextRole, set_kind


class ReceiptStep(QWidget):
    """A calm end: numbers, “show these people”, undo, another list."""

    undo_wanted = Signal()
    show_wanted = Signal()
    again_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._counts: dict[str, int] = {}
        self.sentence = PlainLabel("", self, role=TextRole.HEADING, wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.details = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.details.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_them = QPushButton(self)
        set_kind(self.show_them, Kind.PRIMARY)
        set_icon(self.show_them, "users")
        self.show_them.clicked.connect(self.show_wanted)
        self.undo = QPushButton(self)
        set_icon(self.undo, "undo-2")
        self.undo.clicked.connect(self.undo_wanted)
        self.save = QPushButton(self)
        set_icon(self.save, "download")
        self.save.clicked.connect(self.save_wanted)
        self.again = QPushButton(self)
        self.again.clicked.connect(self.again_wanted)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addStretch(1)
        for button in (self.show_them, self.undo, self.save, self.again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(Space.L)
        column.addStretch(2)
        column.addWidget(
            IconLabel("circle-check", Tone.GOOD, scale=2.6), 0, Qt.AlignmentFlag.AlignCenter
        )
        column.addWidget(self.sentence)
        column.addWidget(self.details)
        column.addLayout(buttons)
        column.addStretch(3)

    def show_receipt(self, counts: dict[str, int]) -> None:
        """Show the numbers of an import as its step has them, with those repeated and so on."""
        self._counts = counts
        self._tell()
        self.show_them.setFocus()

    def _tell(self) -> None:
        counts = self._counts
        if not counts:
            return
        count = counts["new"] + counts["changed"]
        self.sentence.setText(
            ngettext("Imported {count} person", "Imported {count} people", count).format(
                count=count
            )
        )
        left = counts["conflicts"] + counts["refused"]
        repeated = counts["repeated"]
        same = counts["matched"] - counts["changed"] - repeated
        parts = [
            (_("{count} new"), counts["new"]),
            (_("{count} changed"), counts["changed"]),
            (_("{count} without change"), same),
            (_("{count} repeated rows"), repeated),
            (_("{count} left out"), left),
            (_("{count} with a masked number, which was not entered"), counts["masked"]),
            (_("{count} with a cell left empty"), counts["emptied"]),
        ]
        self.details.setText(
            "  ·  ".join(words.format(count=number) for words, number in parts if number)
        )
        self.save.setVisible(left > 0)

    def retranslate(self) -> None:
        """Set every text again."""
        self.show_them.setText(_("Show these people"))
        self.undo.setText(_("Undo"))
        self.save.setText(_("Save the rows left out…"))
        self.again.setText(_("Import another list"))
        self._tell()
