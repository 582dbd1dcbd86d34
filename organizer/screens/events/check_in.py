"""Checking people in at the door: one field, Enter, the next one."""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from organizer.base.clock import local, moment_text
from organizer.base.errors import UserError
from organizer.base.money import fen_text
from organizer.base.overriding import override
from organizer.base.text import one_line
from organizer.base.words import _
from organizer.domain.events import actions_attendance, store_attendance
from organizer.domain.events.attendance import DoorSearch, Roll
from organizer.domain.events.participants import PRESENCE, Participant
from organizer.domain.events.sheet import session_words
from organizer.domain.members import store_offers
from organizer.screens.events.attendance_columns import TABLES, tally_words, time_words
from organizer.screens.events.attendance_noting import Noting
from organizer.screens.events.check_in_line import CheckInLine, Offer
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import IconLabel, PlainLabel
from organizer.widgets.theme import Kind, Space, TextRole, make_card, set_kind, set_tone

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket
    from organizer.base.steps import FinishedStep
    from organizer.domain.members.store_offers import Offer as Member

PAUSE = 60
"""Milliseconds: while keys follow each other quicker the register is not asked for members."""
MOST_MEMBERS = 6


async def open_check_in(desk: Desk, key: str, session_id: str) -> None:
    """Open the check-in of a session over the window, and wait until it is left."""
    await desk.messages.open(CheckIn(desk, key, session_id))


async def open_check_in_now(desk: Desk) -> None:
    """Open the check-in of the session people come to now; says so when there is none today."""
    now = local(desk.clock.now()).replace(tzinfo=None)
    entry = await desk.read(store_attendance.entry_now, now)
    if entry is None:
        desk.messages.say(_("No event today."))
    else:
        await open_check_in(desk, entry.key, entry.session_id or "")


class Arrival(NamedTuple):
    """Somebody who was checked in here; `step_id` takes it back."""

    person_id: str
    name: str
    step_id: str


class CheckIn(QDialog):
    """A calm page for a small screen; the keyboard stays in the field."""

    def __init__(self, desk: Desk, key: str, session_id: str) -> None:
        super().__init__(desk.messages.window)
        self.desk = desk
        self.roll: Roll | None = None
        self.arrivals: list[Arrival] = []
        self._key = key
        self._session_id = session_id
        self._asker, self._member_asker = object(), object()
        self._answers = Answers(self)
        self._busy = False
        self._tells_arrival = True
        self._search = DoorSearch(())
        self.noting = Noting(desk, self)
        self.noting.changed.connect(self._say_counts)
        self.heading = PlainLabel("", self, role=TextRole.TITLE, elide=True)
        self.when = PlainLabel("", self, tone=Tone.MUTED, elide=True)
        self.counter = PlainLabel("", self, role=TextRole.TITLE)
        self.line = CheckInLine(self)
        self.line.typed.connect(self._typed)
        self.line.taken.connect(self.take)
        self.line.undo_wanted.connect(self.undo)
        self.line.pay_wanted.connect(self.pay)
        self.line.left.connect(self.reject)
        self.sign = IconLabel("circle-check", Tone.GOOD, scale=2.0)
        self.said = PlainLabel("", self, role=TextRole.HEADING, wrap=True)
        self.more = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.pay_button = self._button("circle", self.pay)
        self.undo_button = self._button("undo-2", self.undo)
        self.leave_button = self._button("x", self.reject)
        set_kind(self.leave_button, Kind.QUIET)
        self.hint = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED, wrap=True)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(PAUSE)
        self._waiting.timeout.connect(self._ask_members)
        self._lay_out()
        self._speak()
        desk.changed.connect(self._hear)
        desk.register_closed.connect(self.reject)
        self._read()

    def _button(self, icon: str, press: Any) -> QPushButton:
        button = QPushButton(self)
        set_icon(button, icon)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: press())
        button.clicked.connect(lambda _checked=False: self.line.setFocus())
        return button

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self.heading)
        titles.addWidget(self.when)
        top = QHBoxLayout()
        top.setSpacing(Space.L)
        top.addLayout(titles, 1)
        top.addWidget(self.counter)
        top.addWidget(self.leave_button)
        words = QVBoxLayout()
        words.setSpacing(Space.XS)
        words.addWidget(self.said)
        words.addWidget(self.more)
        self.panel = make_card(QFrame(self))
        row = QHBoxLayout(self.panel)
        row.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        row.setSpacing(Space.M)
        row.addWidget(self.sign)
        row.addLayout(words, 1)
        row.addWidget(self.pay_button)
        row.addWidget(self.undo_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.L)
        column.setSpacing(Space.L)
        column.addLayout(top)
        column.addWidget(self.panel)
        column.addWidget(self.line, 1)
        column.addWidget(self.hint)
        window = self.parentWidget()
        if window is not None:  # it covers the window: nobody at the door sees the register
            self.resize(window.window().size())
        self.line.setFocus()

    # --- reading ----------------------------------------------------------------------------------

    def _hear(self, step: "FinishedStep") -> None:
        if not TABLES.isdisjoint(step.tables):
            self._read()

    def _read(self) -> None:
        if self.desk.register is None:
            return
        key, session_id, now = self._key, self._session_id, self._now()
        written = self.noting.written()
        ticket = self.desk.opened().ask(
            lambda db: store_attendance.roll(db, key, session_id, now), asker=self._asker
        )
        self._answers.when(ticket, partial(self._show, written))

    def _now(self) -> dt.datetime:
        return local(self.desk.clock.now()).replace(tzinfo=None)

    def _show(self, written: frozenset[int], ticket: "Ticket[Roll | None]") -> None:
        if ticket.cancelled:
            return
        roll = self.roll = ticket.result()
        if roll is None:
            self.reject()
            return
        self._session_id = roll.session_id
        self._search = DoorSearch((*roll.people, *roll.others))
        self.noting.show_roll(roll, written)
        self.heading.setText(roll.event.title)
        self.when.setText(session_words(roll.session.time) if roll.session else "")
        if self.line.line.text() and not self._waiting.isActive():
            self._typed(self.line.line.text())
        if self._tells_arrival:
            self._say_panel()

    # --- what is typed ----------------------------------------------------------------------------

    def _typed(self, words: str) -> None:
        self._waiting.stop()
        self._offer()
        if words.strip() and not self.line.offers():
            self._waiting.start()

    def _offer(self) -> None:
        words = self.line.line.text()
        found = self._search.find(words)
        found.sort(key=lambda one: self.noting.of(one).state == "present")
        self.line.show_offers([self._listed(one) for one in found])

    def _listed(self, one: Participant) -> Offer:
        noted = self.noting.of(one)
        state = ""
        if noted.state == "present":
            state = " ".join(filter(None, (_("here already"), time_words(noted.checked_in_at))))
        elif noted.state != "unknown":
            state = _(PRESENCE[noted.state])
        elif one.withdrawn_at is not None:
            state = _("withdrew")
        elif one.is_waiting:
            state = _("on the waiting list")
        ending = "".join(filter(str.isdigit, one.phone))[-4:]
        detail = (one.institution, one.position, f"…{ending}" if ending else "", state)
        return Offer("listed", one.id, one.name, " · ".join(filter(None, detail)))

    def _ask_members(self) -> None:
        """Nobody on the list fits: ask the register for members."""
        words = self.line.line.text()
        if not words.strip() or self.desk.register is None:
            return
        ticket = self.desk.opened().ask(
            lambda db: store_offers.offered(db, words, limit=MOST_MEMBERS),
            asker=self._member_asker,
        )
        self._answers.when(ticket, partial(self._show_members, words))

    def _show_members(self, words: str, ticket: "Ticket[list[Member]]") -> None:
        if ticket.cancelled or words != self.line.line.text() or self._search.find(words):
            return
        name = one_line(words, 100)
        offers = [
            Offer("member", one.id, one.name, " · ".join(filter(None, (one.detail, walk_in()))))
            for one in ticket.result()
        ]
        offers.append(Offer("name", "", _("Walk-in: {name}").format(name=name), _("name only")))
        self.line.show_offers(offers)

    # --- checking in ------------------------------------------------------------------------------

    def take(self, offer: Offer) -> None:
        """Check somebody in; who is here already stays as noted."""
        if offer.kind == "listed":
            self._check_in(offer)
        elif not self._busy:
            self._busy = True
            name = "" if offer.kind == "member" else one_line(self.line.line.text(), 100)
            self.desk.start(self._walk_in(offer.id or None, name, name or offer.title))

    def _check_in(self, offer: Offer) -> None:
        person = self._person(offer.id)
        if person is None:
            return
        self.line.clear()
        noted = self.noting.of(person)
        if noted.state == "present":
            at = time_words(noted.checked_in_at)
            self._tell(
                _("{name} is here already").format(name=person.name),
                _("since {time}").format(time=at) if at else "",
                Tone.ACCENT,
            )
            return

        def saved(_result: object, step: "FinishedStep | None") -> None:
            if step is not None:
                self.arrivals.append(Arrival(person.id, person.name, step.id))
                self._say_panel()

        self.noting.check_in(person.id, moment_text(self.desk.clock.now()), saved)

    async def _walk_in(self, member_id: str | None, name: str, shown: str) -> None:
        try:
            done = await self.desk.save(
                actions_attendance.walk_in, self._key, self._session_id,
                member_id=member_id, name=name,
            )  # fmt: skip
        except UserError as refusal:
            self._tell(refusal.message(), "", Tone.DANGER)
            return
        finally:
            self._busy = False
        self.line.clear()
        if done.step is not None:
            self.arrivals.append(Arrival(done.result, shown, done.step.id))
        self._say_panel()

    def undo(self) -> None:
        """Take the last check-in of this sitting back."""
        if self.arrivals:
            arrival = self.arrivals.pop()
            self.desk.start(self._take_back(arrival))

    async def _take_back(self, arrival: Arrival) -> None:
        await self.desk.take_back(arrival.step_id)
        self._tell(_("Taken back: {name}").format(name=arrival.name), "", Tone.ACCENT)

    def pay(self) -> None:
        """Note that who was checked in last paid, or take that back."""
        person = self._last()
        if person is not None:
            payment = self.noting.of(person).payment
            if payment in ("open", "paid"):
                self.noting.pay([person.id], paid=payment == "open")
                self._say_panel()

    # --- what is said -----------------------------------------------------------------------------

    def _person(self, person_id: str) -> Participant | None:
        people = () if self.roll is None else (*self.roll.people, *self.roll.others)
        return next((one for one in people if one.id == person_id), None)

    def _last(self) -> Participant | None:
        return self._person(self.arrivals[-1].person_id) if self.arrivals else None

    def _say_panel(self) -> None:
        """Say who came in last, what is to be paid, and offer to take it back."""
        if not self.arrivals:
            self._tell(_("Who is coming in?"), "", Tone.MUTED)
            self._tells_arrival = True
            return
        person = self._last()
        detail = ""
        if person is not None:
            time = time_words(self.noting.of(person).checked_in_at)
            detail = " · ".join(filter(None, (time, person.institution, _seats(person))))
        self._tell(self.arrivals[-1].name, detail, Tone.GOOD)
        payment = self.noting.of(person).payment if person is not None else "none"
        self.pay_button.setVisible(payment in ("open", "paid"))
        if person is not None and person.due_fen:
            words = _("Paid {amount}") if payment == "paid" else _("Take {amount}")
            self.pay_button.setText(words.format(amount=fen_text(person.due_fen)) + " (F4)")
            set_icon(self.pay_button, "circle-check" if payment == "paid" else "circle")
        self._tells_arrival = True

    def _tell(self, text: str, detail: str, tone: Tone) -> None:
        icons = {Tone.GOOD: "circle-check", Tone.DANGER: "circle-alert", Tone.ACCENT: "info"}
        self.sign.show_icon(icons.get(tone, "log-in"), tone)
        self.said.setText(text)
        set_tone(self.said, Tone.PLAIN if tone in (Tone.GOOD, Tone.ACCENT) else tone)
        self.more.setText(detail)
        self.more.setVisible(bool(detail))
        self.panel.setAccessibleName(f"{text}. {detail}" if detail else text)
        QAccessible.updateAccessibility(QAccessibleEvent(self.panel, QAccessible.Event.Alert))
        self._tells_arrival = False
        self.pay_button.hide()
        self.undo_button.setVisible(bool(self.arrivals))

    def _say_counts(self) -> None:
        states = self.noting.states()
        self.counter.setText(tally_words(states) if states else "")

    def _speak(self) -> None:
        self.setWindowTitle(_("Check in at the door"))
        self.setAccessibleName(_("Check in at the door"))
        self.line.line.setPlaceholderText(_("Name, pinyin, initials or last four digits"))
        self.line.line.setAccessibleName(_("Name, pinyin, initials or last four digits"))
        self.line.view.setAccessibleName(_("Who was found"))
        self.undo_button.setText(_("Take back"))
        self.leave_button.setText(_("Leave"))
        self.hint.setText(
            _(
                "Enter checks in the marked one · Up and Down choose · Ctrl+Z takes the last one"
                " back · who is not found is a walk-in with Enter twice · Esc leaves"
            )
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isprintable() and event.text().strip() and not self.line.line.hasFocus():
            self.line.setFocus()
            self.line.line.insert(event.text())
            return
        super().keyPressEvent(event)


def walk_in() -> str:
    """The word for somebody who is not on the list."""
    return _("not on the list")


def _seats(person: Participant) -> str:
    return f"+{person.seats - 1}" if person.seats > 1 else ""
