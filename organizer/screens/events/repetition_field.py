"""How an event repeats, in words with what its next days run into, and the way to change it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from organizer.base.words import _
from organizer.domain.events import repetition_words
from organizer.domain.events.records import Event
from organizer.domain.events.repetition_words import ComingDay
from organizer.screens.events.repeating_sheet import RepeatingSheet, coming_words
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind, TextRole, set_kind


class RepetitionField(QWidget):
    """The rule in words; days off and make-up workdays it falls on soon; a button."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._record = ""
        self._event: Event | None = None
        self.words = PlainLabel("", self, wrap=True)
        self.warning = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.WARNING, wrap=True)
        self.button = QPushButton(self)
        set_kind(self.button, Kind.QUIET)
        set_icon(self.button, "refresh-cw")
        self.button.clicked.connect(self.open_sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addWidget(self.warning)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.button)

    def show_event(self, record: str, event: Event, coming: Sequence[ComingDay]) -> None:
        """Say how an event repeats."""
        self._record, self._event = record, event
        repeats = bool(event.repeats) and event.anchor is not None
        if event.anchor is not None and event.repeats:
            self.words.setText(repetition_words.words_of(event.repeats, event.anchor))
        self.words.setVisible(repeats)
        special = [coming_words(one) for one in coming if one.special is not None]
        self.warning.setText("\n".join(special))
        self.warning.setVisible(bool(special))
        self.button.setText(_("Change repetition…") if repeats else _("Let it repeat…"))
        self.button.setEnabled(len(event.sessions) == 1)

    def is_empty(self) -> bool:
        """Whether it does not repeat."""
        return self._event is None or not self._event.repeats

    def open_sheet(self) -> None:
        """Ask how it repeats."""
        if self._event is not None and len(self._event.sessions) == 1:
            sheet = RepeatingSheet(self.desk, self._record, self._event)
            self.desk.start(self.desk.messages.open(sheet))
