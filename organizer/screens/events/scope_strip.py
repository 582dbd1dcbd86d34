"""Says how far a change on the profile of a repetition's day reaches, and lets it be chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QWidget

from organizer.base.words import _
from organizer.domain.events.records import Scope
from organizer.screens.events.scope_sheet import SCOPES
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, make_card


class ScopeStrip(QFrame):
    """“Changes here are for” and one of three; the smallest whenever another event is shown."""

    chosen = Signal(str)
    """Another reach was chosen: a `Scope`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_card(self)
        self.label = PlainLabel("", self, wrap=True)
        self.combo = QComboBox(self)
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.setMinimumContentsLength(8)
        for _scope, words in SCOPES:
            self.combo.addItem(_(words))
        self.combo.currentIndexChanged.connect(lambda: self.chosen.emit(self.scope))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        row.setSpacing(Space.S)
        row.addWidget(self.label, 1)
        row.addWidget(self.combo, 1)
        self.retranslate()

    @property
    def scope(self) -> Scope:
        """How far a change reaches."""
        return SCOPES[max(0, self.combo.currentIndex())][0]

    def choose(self, scope: Scope) -> None:
        """Choose one of the three."""
        self.combo.setCurrentIndex([code for code, _words in SCOPES].index(scope))

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        self.label.setText(_("This event repeats. Changes here are for:"))
        self.combo.setAccessibleName(self.label.text())
        for at, (_scope, words) in enumerate(SCOPES):
            self.combo.setItemText(at, _(words))
