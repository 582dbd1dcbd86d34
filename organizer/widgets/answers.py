"""Answers of the register's thread, handed over to the thread of the window."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from organizer.base.register_thread import Ticket


class Answers(QObject):
    """Calls back on the UI thread when a ticket is answered; goes silent when its owner ends."""

    _arrived = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._arrived.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def when(self, ticket: "Ticket[Any]", callback: "Callable[[Ticket[Any]], None]") -> None:
        """Call back with the ticket: at once if it is answered, else when it is."""
        if ticket.done():
            callback(ticket)
            return

        def done(answered: "Ticket[Any]") -> None:
            try:
                self._arrived.emit(callback, answered)
            except RuntimeError:
                return  # the window closed before the answer came

        ticket.add_done_callback(done)

    def _hand_over(self, callback: "Callable[[Ticket[Any]], None]", ticket: "Ticket[Any]") -> None:
        callback(ticket)
