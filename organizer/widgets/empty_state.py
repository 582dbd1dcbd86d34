"""What a page shows while there is nothing: one sentence and the button that starts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from organizer.widgets.colours import Tone
from organizer.widgets.labels import IconLabel, PlainLabel
from organizer.widgets.theme import Kind, Space, TextRole, set_kind


class EmptyState(QWidget):
    """An icon, a sentence, perhaps a hint and up to two buttons, in the middle of what is free."""

    acted = Signal()
    """The first button was pressed."""
    acted_otherwise = Signal()
    """The second button was pressed."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = PlainLabel("", self, role=TextRole.TITLE, wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(self)
        set_kind(self.button, Kind.PRIMARY)
        self.button.clicked.connect(self.acted)
        self.other = QPushButton(self)
        self.other.clicked.connect(self.acted_otherwise)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addStretch(1)
        buttons.addWidget(self.button)
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        column.setSpacing(Space.M)
        column.addStretch(2)
        column.addWidget(IconLabel(icon, Tone.MUTED, scale=2.2), 0, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.sentence)
        column.addWidget(self.hint)
        column.addLayout(buttons)
        column.addStretch(3)
        self.tell("")

    def tell(
        self, sentence: str, action_text: str = "", other_text: str = "", hint: str = ""
    ) -> None:
        """Set the texts (translated); a button without a text is not shown."""
        self.sentence.setText(sentence)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.button.setText(action_text)
        self.button.setVisible(bool(action_text))
        self.other.setText(other_text)
        self.other.setVisible(bool(other_text))
