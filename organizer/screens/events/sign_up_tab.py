"""Who has signed up for an event: the list, the waiting list, payments, and ways onto it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.domain.events import actions_participants as participants
from organizer.domain.events.actions_sign_up import Comer, add
from organizer.domain.events.participants import Participant
from organizer.screens.events.paste_sheet import open_paste
from organizer.screens.events.sign_up_add import AddLine
from organizer.screens.events.sign_up_numbers import SignUpNumbers
from organizer.screens.events.sign_up_rows import ORDERS, SignUpList, columns, listed, read_list
from organizer.widgets.action_row import ActionRow
from organizer.widgets.banner import Banner
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.icons import icon, set_icon
from organizer.widgets.list_tab import ListTab
from organizer.widgets.record_columns import Edit
from organizer.widgets.row_sources import WholeList
from organizer.widgets.theme import Space

if TYPE_CHECKING:
    from organizer.base.database import Database

NAMED = 4
"""How many of those who are next are named; the others are counted."""


class EventSignUp(ListTab):
    """The participants of an event, or of one day of a repetition."""

    tables = frozenset(
        {"participant", "event", "session", "event_group", "event_expense", "membership",
         "account", "member", "institution", "skipped_occurrence"}
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: SignUpList | None = None
        self._since_tick = QElapsedTimer()
        self.numbers = SignUpNumbers(self)
        self.action_row = ActionRow(self, Space.S)
        self.paste_button = self._tool("clipboard-paste", self.paste)
        self.invite_button = self._tool("send", self.invite)
        self.ask_button = self._tool("bell", self.ask_unanswered)
        self.pay_button = self._tool("circle-alert", self.ask_unpaid)
        self.group_button = self._tool("users", self.add_from_group)
        self.file_button = self._tool("file-spreadsheet", self.add_from_file)
        self.with_withdrawn = self._tool("eye", self._turn_withdrawn, seldom=True)
        self.with_withdrawn.setCheckable(True)
        self.add_line = AddLine(desk, self)
        self.add_line.comer.connect(lambda comer: desk.start(self._add([comer])))
        self.next_banner = Banner(self)
        self.next_banner.acted.connect(self.move_up)
        self.column.addWidget(self.numbers)
        self.column.addWidget(self.action_row)
        self.column.addWidget(self.next_banner)
        self.column.addWidget(self.add_line)
        source = WholeList[Participant](
            desk, self._read, lambda one: one.id, lambda one: one.name, ORDERS
        )
        self.lay_out(columns(Edit(self._set_seats), Edit(self._set_remark)), source, "user-check")
        self.empty.acted.connect(self.paste)
        self.empty.acted_otherwise.connect(self.invite)
        self.table.set_context_menu(self._fill_menu)
        self.table.remove_requested.connect(lambda _ids: self.withdraw())
        self.table.activated.connect(self.opened)
        self.table.listed.connect(self._told)
        self.table.view.clicked.connect(self._clicked)
        for keys, run, where in (
            ("Space", self.tick, self.table),
            ("Ins", self.add_line.setFocus, self),
            ("Ctrl+V", self.paste, self),
        ):
            shortcut = QShortcut(QKeySequence(keys), where)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)
        self._told()
        self.retranslate()

    def _tool(self, name: str, run: object, *, seldom: bool = False) -> QPushButton:
        button = QPushButton(self)
        set_icon(button, name)
        button.clicked.connect(run)
        self.action_row.add(button, seldom=seldom)
        return button

    def _turn_withdrawn(self) -> None:
        self._say_withdrawn()
        self.ask()

    def _say_withdrawn(self) -> None:
        shown = self.with_withdrawn.isChecked()
        set_icon(self.with_withdrawn, "eye-off" if shown else "eye")
        self.with_withdrawn.setText(
            _("Hide those who withdrew") if shown else _("Show those who withdrew")
        )

    # --- reading ----------------------------------------------------------------------------------

    def _read(self, db: "Database", wanted: Mapping[str, Any]) -> Sequence[Participant]:
        """Who is listed; the whole is kept for what stands above the list."""
        found = read_list(db, str(wanted.get("record")))
        self._reading = found
        return listed(found, withdrawn=bool(wanted.get("withdrawn"))) if found is not None else []

    _reading: SignUpList | None = None

    @override
    def asked(self) -> dict[str, Any]:
        return {**super().asked(), "withdrawn": self.with_withdrawn.isChecked()}

    @override
    def show_record(self, record_id: str | None) -> None:
        if record_id != self.record_id:
            self.found = self._reading = None
        super().show_record(record_id)

    def _told(self) -> None:
        """Bring everything around the list up to what was read with it."""
        found = self.found = self._reading
        usable = found is not None and not found.is_pattern
        self.numbers.show_list(found if usable else None)
        for button in (self.paste_button, self.invite_button, self.group_button, self.file_button):
            self.action_row.offer(button, usable)
        gone = found is not None and any(one.withdrawn_at is not None for one in found.people)
        self.action_row.offer(self.with_withdrawn, usable and gone)
        for part in (self.add_line, self.numbers):
            part.setVisible(usable)
        waits_for_answers = found is not None and found.counts.invited > 0
        self.action_row.offer(self.ask_button, usable and waits_for_answers)
        self.action_row.offer(self.pay_button, usable and bool(found and found.owing))
        costs = found is not None and bool(found.event.cost_fen)
        if self.table.columns.is_visible("payment") != costs:
            self.table.columns.set_visible("payment", costs)
        self._propose()
        self._say_empty()

    def _propose(self) -> None:
        """Name those who wait and are next, once there are seats for them."""
        found = self.found
        next_ones = found.next_ones if found is not None else []
        if not next_ones:
            self.next_banner.hide()
            return
        names = "、".join(one.name for one in next_ones[:NAMED])
        if len(next_ones) > NAMED:
            names = _("{names} and others").format(names=names)
        text = ngettext(
            "There is room for {count} person from the waiting list: {names}.",
            "There is room for {count} people from the waiting list: {names}.",
            len(next_ones),
        ).format(count=len(next_ones), names=names)
        self.next_banner.tell(text, Tone.ACCENT, _("Seat them"), closable=False)

    # --- what can be done -------------------------------------------------------------------------

    def _open(self, work: Any) -> None:
        if self.record_id is not None:
            self.desk.start(work(self.desk, self.record_id))

    def paste(self) -> None:
        """Open the sheet for a pasted chain."""
        self._open(open_paste)

    def invite(self) -> None:
        """Open the invitation."""
        from organizer.screens.events.invitation_sheet import open_invitation

        self._open(open_invitation)

    def ask_unanswered(self) -> None:
        """Show who has not answered."""
        from organizer.screens.events.unanswered_sheet import open_unanswered

        self._open(open_unanswered)

    def ask_unpaid(self) -> None:
        """Show who has not paid."""
        from organizer.screens.events.unpaid_sheet import open_unpaid

        self._open(open_unpaid)

    def add_from_group(self) -> None:
        """Choose people of a group."""
        from organizer.screens.events.sign_up_sheets import open_group

        self._open(open_group)

    def add_from_file(self) -> None:
        """Choose a table file with a list of people."""
        from organizer.screens.events.sign_up_sheets import open_file

        self._open(open_file)

    async def _add(self, comers: Sequence[Comer]) -> None:
        """Sign people up; said are those who wait or were there already."""
        if self.record_id is None:
            return
        try:
            done = await self.desk.save(add, self.record_id, comers)
        except UserError as refusal:
            self.desk.messages.refuse(refusal)
            return
        if done.result.already:
            self.desk.messages.say(_("This person is on the list already."))
        elif done.result.waiting and done.step is not None:
            step = done.step
            self.desk.messages.say(
                _("No seat is free: put on the waiting list"),
                _("Undo"),
                lambda: self.desk.start(self.desk.take_back(step.id)),
            )
        else:
            self.desk.say_done(done)

    def move_up(self) -> None:
        """Give the free seats to those who wait, in order."""
        next_ones = self.found.next_ones if self.found is not None else []
        if next_ones:
            self.desk.start(self.desk.do(participants.give_seat, [one.id for one in next_ones]))

    def withdraw(self) -> None:
        """Note that the selected ones do not come after all."""
        ids = [one.id for one in self._selected() if one.withdrawn_at is None]
        if ids:
            self.desk.start(self.desk.do(participants.withdraw, ids))

    def tick(self) -> None:
        """Tick the selected ones as paid, or take that back if all of them are."""
        self._tick(self._selected())

    def _tick(self, people: Sequence[Participant]) -> None:
        chosen = [one for one in people if one.is_expected and one.payment != "none"]
        if not chosen:
            return
        owing = [one.id for one in chosen if one.payment == "open"]
        action = participants.set_paid if owing else participants.set_unpaid
        self.desk.start(self.desk.do(action, owing or [one.id for one in chosen]))

    def opened(self, participant_id: str) -> None:
        """Enter or a double click: the person, or who a name is."""
        one = self._participant(participant_id)
        if one is None or self._was_ticked():
            return  # two clicks on the tick open nothing
        if one.member_id is not None:
            self.desk.open_record("member", one.member_id)
            return
        from organizer.screens.events.sign_up_sheets import WhoSheet

        self.desk.start(self.desk.messages.open(WhoSheet(self.desk, one)))

    def _set_seats(self, participant_id: str, text: str) -> None:
        if not text.strip().isdecimal():
            self.desk.messages.refuse(
                UserError("events.seats", N_("A sign-up takes 1 to 99 seats."))
            )
            return
        self.desk.start(self.desk.do(participants.change, participant_id, seats=int(text)))

    def _set_remark(self, participant_id: str, text: str) -> None:
        self.desk.start(self.desk.do(participants.change, participant_id, remark=text.strip()))

    # --- the list ---------------------------------------------------------------------------------

    def _participant(self, participant_id: str) -> Participant | None:
        people = self.found.people if self.found is not None else ()
        return next((one for one in people if one.id == participant_id), None)

    def _selected(self) -> list[Participant]:
        found = map(self._participant, self.table.selected_ids())
        return [one for one in found if one is not None]

    def _clicked(self, index: QModelIndex) -> None:
        """A click on the tick ticks this one, whoever else is selected."""
        one = self._participant(self.table.model.id(index.row()))
        if one is not None and self.table.model.columns[index.column()].key == "payment":
            self._since_tick.start()
            self._tick([one])

    def _was_ticked(self) -> bool:
        """Whether the tick was clicked just now, so that a second click belongs to the first."""
        since = self._since_tick
        together = QGuiApplication.styleHints().mouseDoubleClickInterval()
        return since.isValid() and since.elapsed() < together

    def _fill_menu(self, menu: QMenu, ids: list[str]) -> None:
        chosen = self._selected()
        if len(chosen) == 1:
            text = _("Open the person") if chosen[0].member_id else _("Who is this?")
            menu.addAction(icon("user"), text).triggered.connect(lambda: self.opened(ids[0]))
        for concerned, name, text, action in _menu(chosen):
            if concerned:
                some = [one.id for one in concerned]
                menu.addAction(icon(name), text).triggered.connect(
                    lambda _on=False, action=action, some=some: self.desk.start(
                        self.desk.do(action, some)
                    )
                )

    # --- DetailTab --------------------------------------------------------------------------------

    def _say_empty(self) -> None:
        if self.found is not None and self.found.is_pattern:
            self.empty.tell(
                _("This event repeats."), hint=_("Open one of its days to sign people up.")
            )
            return
        self.empty.tell(
            _("Nobody has signed up yet."),
            _("Paste a sign-up chain…"),
            _("Invitation…"),
            hint=_("Send the invitation to the group, then paste the chain back here."),
        )

    @override
    def retranslate(self) -> None:
        self.action_row.retranslate()
        self.table.setAccessibleName(_("Who has signed up"))
        for button, text in (
            (self.paste_button, _("Paste chain…")),
            (self.invite_button, _("Invitation…")),
            (self.ask_button, _("Not answered…")),
            (self.pay_button, _("Not paid…")),
            (self.group_button, _("From a group…")),
            (self.file_button, _("From a table…")),
        ):
            button.setText(text)
        self._say_withdrawn()
        self.add_line.retranslate()
        self.numbers.show_list(self.found)
        self._propose()
        self._say_empty()


def _menu(chosen: Sequence[Participant]) -> list[tuple[list[Participant], str, str, Any]]:
    """What can be done with those of the chosen whom it concerns: icon, words and action."""
    coming = [one for one in chosen if one.is_expected]
    gone = [one for one in chosen if one.withdrawn_at is not None]
    seatless = [one for one in chosen if one.signed_up_at and not one.is_expected]

    def paying(*states: str) -> list[Participant]:
        return [one for one in coming if one.payment in states]

    return [
        (paying("open", "free"), "circle-check", _("Has paid"), participants.set_paid),
        (paying("open", "paid"), "circle", _("Need not pay"), participants.set_free),
        (paying("paid", "free"), "undo-2", _("Not paid"), participants.set_unpaid),
        (
            [one for one in gone if one.paid_fen],
            "undo-2",
            _("Given back"),
            participants.set_unpaid,
        ),
        (seatless, "user-check", _("Give a seat"), participants.give_seat),
        (coming, "history", _("Put on the waiting list"), participants.put_on_waiting_list),
        (
            [one for one in chosen if one.withdrawn_at is None],
            "user-minus",
            _("Withdraw"),
            participants.withdraw,
        ),
        (list(chosen), "trash-2", _("Entered by mistake"), participants.remove),
    ]
