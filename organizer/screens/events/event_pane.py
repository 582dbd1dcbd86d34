"""The chosen event beside the calendar: its header, what can be done with it, its tabs."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from organizer.base.formats import format_date, format_weekday
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.events import store
from organizer.domain.events.records import Event, SessionTime
from organizer.domain.special_days import store as special_days
from organizer.domain.special_days.records import SpecialDay
from organizer.screens.events import planning
from organizer.widgets.answers import Answers
from organizer.widgets.calendar_records import clock
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.detail_pane import Badge, DetailPane
from organizer.widgets.icons import set_icon
from organizer.widgets.theme import Kind, set_kind

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.register_thread import Ticket

PATIENCE = 0.008
"""Seconds a reading may keep the window: most answers are there by then, and nothing flickers."""
Known = tuple[Event, dict[str, SpecialDay]]
_VERBS = (
    ("close", N_("Close"), "chevrons-right"),
    ("cancel", N_("Call off"), "x"),
    ("resume", N_("Put back on"), "undo-2"),
    ("remove", N_("Remove…"), "archive"),
)


class EventPane(DetailPane):
    """Shows one event, or is hidden."""

    closed = Signal()
    found = Signal(object)
    """The event shown was read: the Event, which may have another key since."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, desk.tabs("event"), "calendar-days", parent)
        self.desk = desk
        self.event_shown: Event | None = None
        self._answers = Answers(self)
        self._asker = object()
        self._verbs: dict[str, QPushButton] = {}
        does = {
            "close": self.close_pane,
            "cancel": self._cancel,
            "resume": self._resume,
            "remove": self._remove,
        }
        for key, _words, sign in _VERBS:
            button = QPushButton(self)
            set_kind(button, Kind.QUIET)
            set_icon(button, sign)
            button.clicked.connect(does[key])
            self.buttons.add(button, seldom=key == "remove")
            self._verbs[key] = button
        self.retranslate()
        self.hide()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        for key, words, _sign in _VERBS:
            self._verbs[key].setText(_(words))
        self._verbs["close"].setToolTip(_("Close (Esc)"))

    def show_event(self, record: str) -> None:
        """Show an event by its key; reads it, tells `found`."""
        if record != self.record_id:
            self.event_shown = None
            self.show_record(record)
            self.read_again()
        self.show()

    def close_pane(self) -> None:
        """Put the event away and hide."""
        if self.isHidden() and self.record_id is None:
            return
        self.finish_editing()
        self.hide()
        self.show_nothing("")
        self.event_shown = None
        self.closed.emit()

    def into_first_field(self) -> None:
        """Put the keyboard into the first field of the tab shown."""
        for widget in self.findChildren(QWidget):
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            inside = widget is not self.bar and widget.parent() is not self.buttons
            if takes and inside and widget.isVisible() and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    # --- reading ----------------------------------------------------------------------------------

    def read_again(self) -> None:
        """Read the event shown anew."""
        record = self.record_id
        if record is None or self.desk.register is None:
            return
        ticket = self.desk.opened().ask(lambda db: known_of(db, record), asker=self._asker)
        ticket.wait(PATIENCE)
        self._answers.when(ticket, partial(self._show, record))

    def _show(self, record: str, ticket: "Ticket[Known | None]") -> None:
        if ticket.cancelled or record != self.record_id:
            return
        known = ticket.result()
        if known is None:
            self.close_pane()
            return
        event, special = known
        self.event_shown = event
        self.set_header(event.title, facts_of(event), badges_of(event, special))
        self.buttons.offer(self._verbs["cancel"], not event.cancelled)
        self.buttons.offer(self._verbs["resume"], event.cancelled)
        self.found.emit(event)

    # --- what the owner does ----------------------------------------------------------------------

    def _cancel(self) -> None:
        if self.record_id is not None:
            self.desk.start(planning.call_off(self.desk, self.record_id, cancelled=True))

    def _resume(self) -> None:
        if self.record_id is not None:
            self.desk.start(planning.call_off(self.desk, self.record_id, cancelled=False))

    def _remove(self) -> None:
        if self.record_id is not None:
            self.desk.start(planning.remove(self.desk, self.record_id))


def known_of(db: "Database", record: str) -> Known | None:
    """An event with the special days it falls on; None when it is gone or was put away."""
    event = store.event(db, record)
    if event is None or event.archived:
        return None
    days = [one.time.day for one in event.sessions]
    found = special_days.special_days(db, min(days), max(days)) if days else {}
    return event, {day.isoformat(): found[day] for day in days if day in found}


def time_words(time: SessionTime) -> str:
    """A session's day and times: `2026年3月7日 周六 14:00–16:30`."""
    words = f"{format_date(time.day)} {format_weekday(time.day)}"
    if time.starts_at:
        start = time.start()
        words += f" {time.starts_at}–{clock(start.hour * 60 + start.minute + time.minutes)}"
    return words


def facts_of(event: Event) -> str:
    """When and where, under the title."""
    first = [time_words(event.sessions[0].time)] if event.sessions else []
    if len(event.sessions) > 1:
        first.append(_("{count} sessions").format(count=len(event.sessions)))
    return " · ".join(filter(None, (*first, event.where() or event.host_name)))


def badges_of(event: Event, special: dict[str, SpecialDay]) -> list[Badge]:
    """Its kind, how it stands, and whether it falls on a day off or a make-up workday."""
    badges = [Badge(event.kind_words(), Tone.ACCENT)] if event.kind_words() else []
    if event.cancelled:
        badges.append(Badge(_("Called off"), Tone.DANGER))
    if event.series_id is not None or event.repeats:
        badges.append(Badge(_("Repeats")))
    badges += [Badge(planning.day_words(one), Tone.WARNING) for one in special.values()]
    return badges
