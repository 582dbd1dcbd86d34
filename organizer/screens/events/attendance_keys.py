"""The keys with which a list is ticked from the paper beside the keyboard, and its clicks."""

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from organizer.base.overriding import override
from organizer.widgets.record_table import RecordTable
from organizer.widgets.record_view import RecordView

STATES = {
    Qt.Key.Key_Space: "present",
    Qt.Key.Key_1: "present",
    Qt.Key.Key_2: "absent",
    Qt.Key.Key_3: "excused",
    Qt.Key.Key_0: "unknown",
}
FLAGS = {Qt.Key.Key_L: "late", Qt.Key.Key_E: "early"}


class TickKeys(QObject):
    """Takes these keys from a list before it walks to a row of that letter."""

    state = Signal(str)
    """A state is to be noted: a code of `PRESENCE`."""
    flag = Signal(str)
    """“late” or “early” was pressed."""
    paid = Signal()
    walk_in_wanted = Signal()
    number_wanted = Signal()
    """The cursor is to go to a row by its number."""

    def __init__(self, view: RecordView) -> None:
        super().__init__(view)
        view.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain == Qt.KeyboardModifier.NoModifier and self._take(Qt.Key(event.key())):
                return True
        return super().eventFilter(watched, event)

    def _take(self, key: Qt.Key) -> bool:
        if key in STATES:
            self.state.emit(STATES[key])
        elif key in FLAGS:
            self.flag.emit(FLAGS[key])
        elif key == Qt.Key.Key_P:
            self.paid.emit()
        elif key == Qt.Key.Key_N:
            self.number_wanted.emit()
        elif key == Qt.Key.Key_W:
            self.walk_in_wanted.emit()
        else:
            return False
        return True


class PaymentClicks(QObject):
    """A click on a payment ticks that row, whatever is selected; two clicks there open nothing."""

    ticked = Signal(str)
    opened = Signal(str)
    """A row is to be opened; carries its id."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._model = table.model
        self._since = QElapsedTimer()
        table.view.clicked.connect(self._clicked)
        table.activated.connect(self._activated)

    def _clicked(self, index: QModelIndex) -> None:
        if index.isValid() and self._model.columns[index.column()].key == "payment":
            self._since.start()
            self.ticked.emit(self._model.id(index.row()))

    def _activated(self, row_id: str) -> None:
        """Open the row, unless this is the second click on a payment.

        Qt does not tell of that one where the list was read anew after the first.
        """
        interval = QApplication.doubleClickInterval()
        if not self._since.isValid() or self._since.hasExpired(interval):
            self.opened.emit(row_id)
