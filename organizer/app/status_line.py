"""The line at the lower edge: which register is open, when it was last backed up, what runs."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from organizer.base.words import _
from organizer.widgets.colours import Tone
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, TextRole


class StatusLine(QFrame):
    """Two quiet texts; the window adds running tasks to `tasks`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._register = ""
        self._backup = ""
        self._label = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED, elide=True)
        self._saved = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED)
        self.tasks = QHBoxLayout()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.L, Space.XS, Space.L, Space.XS)
        layout.setSpacing(Space.L)
        layout.addWidget(self._label, 1)
        layout.addLayout(self.tasks)
        layout.addWidget(self._saved)

    def set_register(self, name: str) -> None:
        """Say which register is open; empty when none is."""
        self._register = name
        self.retranslate()

    def set_backup(self, when: str) -> None:
        """Say when the last verified backup was made, in words; empty when there is none."""
        self._backup = when
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again in the language spoken now."""
        self._label.setText(self._register or _("No register is open"))
        self._saved.setVisible(bool(self._register))
        self._saved.setText(
            _("Backed up {when}").format(when=self._backup)
            if self._backup
            else _("Every change is saved at once")
        )
