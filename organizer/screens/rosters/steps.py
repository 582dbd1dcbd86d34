"""Where one is in the import: three names in a row, the present one strong."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from organizer.base.words import N_, _
from organizer.widgets.colours import Tone
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, TextRole, set_role, set_tone

NAMES = (N_("Choose a list"), N_("Match the columns"), N_("Look and import"))
_NUMBERS = "①②③"


class StepStrip(QWidget):
    """The steps of the import."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XL)
        self._labels = [PlainLabel("", self) for _name in NAMES]
        for label in self._labels:
            row.addWidget(label)
        row.addStretch(1)
        self.show_step(0)

    def show_step(self, number: int) -> None:
        """Mark a step as the present one."""
        self._step = number
        for at, label in enumerate(self._labels):
            # the tone first: dressing a label anew takes back its font
            set_tone(label, Tone.ACCENT if at == number else Tone.MUTED)
            set_role(label, TextRole.STRONG if at == number else TextRole.BODY)
            label.setText(f"{_NUMBERS[at]} {_(NAMES[at])}")

    def retranslate(self) -> None:
        """Set the names again."""
        self.show_step(self._step)
