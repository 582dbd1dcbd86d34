"""The strip above every page: search everywhere, undo and redo with what they would do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import plain_tip
from organizer.widgets.theme import Kind, Space, set_kind, theme

LEAST = 160
"""Pixels what undo would do may always take."""


class TopBar(QFrame):
    """Search, undo, redo; `set_history` says what undo and redo would take back or do again."""

    undo_wanted = Signal()
    redo_wanted = Signal()
    history_wanted = Signal()

    def __init__(self, search: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undo_title = ""
        self._redo_title = ""
        self.undo = QPushButton(self)
        self.redo = QPushButton(self)
        self.history = QPushButton(self)
        for button, name, wanted in (
            (self.undo, "undo-2", self.undo_wanted),
            (self.redo, "redo-2", self.redo_wanted),
            (self.history, "history", self.history_wanted),
        ):
            set_kind(button, Kind.QUIET)
            set_icon(button, name)
            button.clicked.connect(wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.XL, Space.S, Space.XL, 0)
        layout.setSpacing(Space.XS)
        layout.addWidget(search, 2)
        layout.addStretch(1)
        layout.addWidget(self.undo)
        layout.addWidget(self.redo)
        layout.addWidget(self.history)
        theme.changed.connect(self._fit)
        self.retranslate()

    def set_history(self, undo_title: str, redo_title: str) -> None:
        """Say what undo and redo would do; an empty title disables the button."""
        self._undo_title, self._redo_title = undo_title, redo_title
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again in the language spoken now."""
        self.history.setToolTip(plain_tip(_("History: everything that was done")))
        self.history.setAccessibleName(_("History"))
        for button, title, words, keys in (
            (self.undo, self._undo_title, _("Undo"), "Ctrl+Z"),
            (self.redo, self._redo_title, _("Redo"), "Ctrl+Y"),
        ):
            button.setEnabled(bool(title))
            button.setAccessibleName(f"{words}: {title}" if title else words)
            none = _(
                "Nothing to undo since the register was opened; older steps are in the history"
            )
            tip = f"{words}: {title} ({keys})" if title else none if button is self.undo else ""
            button.setToolTip(plain_tip(tip))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        words = _("Undo: {title}").format(title=self._undo_title) if self._undo_title else ""
        # a title may be long: the button keeps to a third of the strip, and yields when it narrows
        self.undo.setText(
            metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(LEAST, self.width() // 3))
        )
        self.undo.setMinimumWidth(min(self.undo.sizeHint().width(), LEAST))
