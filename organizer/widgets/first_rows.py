"""The rows a new list begins with: waited for a moment, so that no paint has to."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from organizer.widgets.answers import Answers
from organizer.widgets.record_columns import Row

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket

WAIT = 0.008
"""Seconds the rows on the screen may be waited for: half a frame, and hardly ever a gap."""


class FirstRows(QObject):
    """Hands on the rows that come within `WAIT`; none when they are late or reading failed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ticket: Ticket[Mapping[str, Row]] | None = None
        self._then: Callable[[Mapping[str, Row]], None] | None = None
        self._answers = Answers(self)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setTimerType(Qt.TimerType.PreciseTimer)
        self._late.setInterval(round(WAIT * 1000))
        self._late.timeout.connect(self._give_up)

    def bring(
        self, ticket: "Ticket[Mapping[str, Row]]", then: Callable[[Mapping[str, Row]], None]
    ) -> None:
        """Call `then` once: with the rows, at once if they are there; with none when late."""
        self.stop()
        self._ticket, self._then = ticket, then
        self._answers.when(ticket, self._arrived)
        if self._ticket is ticket:
            self._late.start()

    def stop(self) -> None:
        """Wait no longer and call nobody."""
        self._late.stop()
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._then = None

    def _arrived(self, ticket: "Ticket[Mapping[str, Row]]") -> None:
        if ticket is not self._ticket:
            return
        try:
            rows = ticket.result()
        except Exception:
            rows = {}  # the paint asks again and tells the failure
        self._hand_on(rows)

    def _give_up(self) -> None:
        self._hand_on({})

    def _hand_on(self, rows: Mapping[str, Row]) -> None:
        then = self._then
        self.stop()
        if then is not None:
            then(rows)
