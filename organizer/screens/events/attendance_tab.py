"""Who came: the list of a session in the order of the paper sheet, ticked by keyboard."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from organizer.base.clock import local
from organizer.base.overriding import override
from organizer.base.words import _, ngettext
from organizer.domain.events import actions_attendance, store_attendance
from organizer.domain.events.actions_sign_up import Comer
from organizer.domain.events.attendance import Roll, did_not_come
from organizer.domain.events.participants import Participant
from organizer.domain.events.sheet import session_words
from organizer.screens.events.attendance_columns import TABLES, RowsAtHand, columns, tally_words
from organizer.screens.events.attendance_keys import PaymentClicks, TickKeys
from organizer.screens.events.attendance_menu import fill_menu
from organizer.screens.events.attendance_noting import Noting
from organizer.screens.events.sign_up_add import AddLine
from organizer.widgets.action_row import ActionRow
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, DetailTab
from organizer.widgets.empty_state import EmptyState
from organizer.widgets.fields import ChoiceField
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.tab_table import TabTable
from organizer.widgets.theme import Kind, Space, TextRole, set_kind, theme

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket
    from organizer.base.steps import FinishedStep


class EventAttendance(DetailTab):
    """The list of one session: Space and on to the next, or all at once and then the absent."""

    def __init__(self, desk: Desk, *, large: bool = False) -> None:
        """`large` is the list by itself, over the whole window."""
        super().__init__(desk)
        self._large = large
        self.roll: Roll | None = None
        self._session_id = ""
        self._asker = object()
        self._answers = Answers(self)
        self._cursor_wanted = False
        self.noting = Noting(desk, self)
        self.noting.changed.connect(self._noted)
        self.session = ChoiceField([], desk.tasks, self._choose_session)
        self.counter = PlainLabel("", self, role=TextRole.STRONG, wrap=True)
        self.number = QLineEdit(self)
        self.number.setValidator(QIntValidator(1, 99_999, self.number))
        self.number.setMaxLength(5)
        self.number.textEdited.connect(self._go_to_number)
        self.number.returnPressed.connect(self._end_number)
        self.action_row = ActionRow(self, Space.S)
        self.tick_button = self._tool("clipboard-check", self.open_ticking)
        set_kind(self.tick_button, Kind.PRIMARY)
        self.door_button = self._tool("log-in", self.open_check_in)
        self.all_button = self._tool("list-checks", self.all_present)
        self.missing_button = self._tool("user-x", self.open_missing)
        self.rows = RowsAtHand()
        self.table = TabTable(columns(self.noting), self.rows, self)
        self.empty = EmptyState("user-check", self)
        self.empty.acted.connect(self._list_invited)
        self.empty.acted_otherwise.connect(self.open_check_in)
        self.table.set_empty_widget(self.empty)
        self.table.set_context_menu(partial(fill_menu, self))
        self.table.selection_changed.connect(self._say_all)
        self.table.listed.connect(self._listed)
        self.clicks = PaymentClicks(self.table)
        self.clicks.opened.connect(self.open_person)
        self.clicks.ticked.connect(lambda row_id: self._pay([row_id]))
        self.keys = TickKeys(self.table.view)
        self.keys.state.connect(self.press)
        self.keys.flag.connect(self.press_flag)
        self.keys.paid.connect(lambda: self._pay(self._chosen()))
        self.keys.number_wanted.connect(self._begin_number)
        self.add_line = AddLine(desk, self)
        self.keys.walk_in_wanted.connect(self.add_line.setFocus)
        self.add_line.comer.connect(self._walk_in)
        self.legend = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED, wrap=True)
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()
        self.retranslate()

    def _tool(self, name: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        set_icon(button, name)
        button.clicked.connect(lambda _checked=False: run())
        self.action_row.add(button)
        return button

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        line.addWidget(self.counter, 1)
        line.addWidget(self.number)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.session)
        column.addLayout(line)
        column.addWidget(self.action_row)
        column.addWidget(self.table, 1)
        column.addWidget(self.add_line)
        column.addWidget(self.legend)

    def _dress(self) -> None:
        self.number.setFixedWidth(110 * theme.text_percent // 100)

    # --- reading ----------------------------------------------------------------------------------

    @override
    def show_record(self, record_id: str | None) -> None:
        if record_id != self.record_id:
            self.roll = None
            self._session_id = ""
            self._cursor_wanted = True
        super().show_record(record_id)

    def show_session(self, key: str, session_id: str) -> None:
        """Show one session of an event."""
        self.show_record(key)
        self._session_id = session_id

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self.desk.register is None or self.record_id is None:
            return
        if step is not None and TABLES.isdisjoint(step.tables):
            return
        key, session_id, now = self.record_id, self._session_id, self._now()
        written = self.noting.written()
        ticket = self.desk.opened().ask(
            lambda db: store_attendance.roll(db, key, session_id, now), asker=self._asker
        )
        self._answers.when(ticket, lambda answer: self._show(key, written, answer))

    def _now(self) -> dt.datetime:
        return local(self.desk.clock.now()).replace(tzinfo=None)

    def _show(self, key: str, written: frozenset[int], ticket: "Ticket[Roll | None]") -> None:
        if ticket.cancelled or key != self.record_id:
            return
        roll = self.roll = ticket.result()
        self._session_id = roll.session_id if roll is not None else ""
        self.noting.show_roll(roll, written)
        self.rows.give(roll.people if roll is not None else ())
        self.table.refresh()
        self._say()

    def _listed(self) -> None:
        """A list opened anew begins at the first row nothing is noted of."""
        if not self._cursor_wanted or not self.rows.lines:
            return
        self._cursor_wanted = False
        lines = list(self.rows.lines.values())
        open_ones = (one.number for one in lines if self._state(one.person) == "unknown")
        self._go_to(next(open_ones, 1))

    async def _choose_session(self, session_id: str) -> None:
        self._session_id = session_id
        self._cursor_wanted = True
        self.refresh(None)

    # --- ticking ----------------------------------------------------------------------------------

    def _state(self, person: Participant) -> str:
        return self.noting.of(person).state

    def _chosen(self) -> list[str]:
        """The selected rows; without any, the one the cursor is on."""
        chosen = self.table.selected_ids()
        current = self.table.current_id()
        return chosen or ([current] if current else [])

    def press(self, state: str) -> None:
        """Note a state of the chosen rows; of a single one, and go on to the next."""
        chosen = self._chosen()
        self.noting.mark(chosen, state)
        if len(chosen) == 1:
            self._go_on(chosen[0])

    def press_flag(self, flag: str) -> None:
        """Late, or left early: who was there is so; pressed again it is taken back."""
        chosen = self._chosen()
        people = [self.rows.lines[one].person for one in chosen]
        known = [self.noting.of(one) for one in people]
        late = flag == "late"
        has_it = all(one.is_late if late else one.left_early for one in known)
        was_open = all(one.state == "unknown" for one in known)
        for person, noted in zip(people, known, strict=True):
            self.noting.mark(
                [person.id],
                "present",
                is_late=not has_it if late else noted.is_late,
                left_early=noted.left_early if late else not has_it,
            )
        if len(chosen) == 1 and was_open:
            self._go_on(chosen[0])

    def _pay(self, ids: Sequence[str]) -> None:
        """Note that these paid; if all of them have, take that back."""
        people = [self.rows.lines[one].person for one in ids if one in self.rows.lines]
        owing = [one.id for one in people if self.noting.of(one).payment == "open"]
        paid = [one.id for one in people if self.noting.of(one).payment == "paid"]
        if owing or paid:
            self.noting.pay(owing or paid, paid=bool(owing))

    def _go_on(self, person_id: str) -> None:
        line = self.rows.lines.get(person_id)
        if line is not None and line.number < len(self.rows.lines):
            self._go_to(line.number + 1)

    def _go_to(self, number: int) -> None:
        """Put the cursor on a row, counted from 1."""
        view = self.table.view
        index = self.table.model.index(number - 1, max(view.currentIndex().column(), 0))
        flag = QItemSelectionModel.SelectionFlag
        view.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        view.scrollTo(index)

    def _begin_number(self) -> None:
        self.number.clear()
        self.number.show()
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_number(self, text: str) -> None:
        if text.isdecimal() and 1 <= int(text) <= len(self.rows.lines):
            self._go_to(int(text))

    def _end_number(self) -> None:
        self.number.clear()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.number.setVisible(self._large)

    # --- all at once ------------------------------------------------------------------------------

    def _open_ones(self) -> list[str]:
        """Whom the button means: the selected rows if there are several, else all not noted."""
        if self.table.selected_count() > 1:
            return self.table.selected_ids()
        people = [one.person for one in self.rows.lines.values()]
        return [one.id for one in people if self._state(one) == "unknown"]

    def all_present(self) -> None:
        """Note that exactly those the button counts were there, in one step."""
        ids = self._open_ones()
        if ids and self._session_id:
            self.noting.mark(ids, "present", when_saved=self._say_step)

    def _say_step(self, result: object, step: "FinishedStep | None") -> None:
        from organizer.widgets.desk import Done

        self.desk.say_done(Done(result, step))

    def _list_invited(self) -> None:
        if self.record_id is not None:
            self._cursor_wanted = True
            self.desk.start(self.desk.do(actions_attendance.list_invited, self.record_id))

    # --- what opens -------------------------------------------------------------------------------

    def open_ticking(self) -> None:
        """Open the list over the whole window."""
        from organizer.screens.events.tick_sheet import open_ticking

        if self.record_id is not None:
            self.desk.start(open_ticking(self.desk, self.record_id, self._session_id))

    def open_check_in(self) -> None:
        """Check people in at the door."""
        from organizer.screens.events.check_in import open_check_in

        if self.record_id is not None:
            self.desk.start(open_check_in(self.desk, self.record_id, self._session_id))

    def _walk_in(self, comer: Comer) -> None:
        """Note somebody who wrote on an empty row of the paper."""
        if self.record_id is not None:
            self.desk.start(
                self.desk.do(
                    actions_attendance.walk_in,
                    self.record_id,
                    self._session_id,
                    member_id=comer.member_id,
                    name=comer.name,
                    institution=comer.institution,
                    seats=comer.seats,
                    at_the_door=False,
                )
            )

    def open_missing(self) -> None:
        """Show who did not come, with a text for them."""
        from organizer.screens.events.absent_sheet import open_absent

        if self.record_id is not None:
            self.desk.start(open_absent(self.desk, self.record_id, self._session_id))

    def open_person(self, person_id: str) -> None:
        """Enter or a double click: the person, or who a name is."""
        line = self.rows.lines.get(person_id)
        if line is None:
            return
        if line.person.member_id is not None:
            self.desk.open_record("member", line.person.member_id)
            return
        from organizer.screens.events.sign_up_sheets import WhoSheet

        self.desk.start(self.desk.messages.open(WhoSheet(self.desk, line.person)))

    # --- what is said -----------------------------------------------------------------------------

    def _noted(self) -> None:
        self.table.columns.fit()
        self.table.view.viewport().update()
        self._say_counts()

    def _say_counts(self) -> None:
        states = self.noting.states()
        self.counter.setText(tally_words(states) if states else "")
        self._say_all()
        people = [one.person for one in self.rows.lines.values()]
        anything = any(one != "unknown" for one in states)
        missing = anything and bool(did_not_come(people, self._session_id))
        self.action_row.offer(self.missing_button, missing)

    def _say_all(self) -> None:
        count = len(self._open_ones())
        self.action_row.offer(self.all_button, count > 0)
        if self.table.selected_count() > 1:
            text = ngettext("{count} selected was there", "{count} selected were there", count)
        else:
            text = ngettext(
                "{count} not noted was there", "All {count} not noted were there", count
            )
        self.all_button.setText(text.format(count=count))

    def _say(self) -> None:
        roll = self.roll
        sessions = roll.event.sessions if roll is not None else ()
        self.session.setVisible(len(sessions) > 1)
        self.session.set_options([(one.id, session_words(one.time)) for one in sessions])
        self.session.set_value(self._session_id)
        is_pattern = roll is not None and roll.is_pattern
        usable = roll is not None and roll.session is not None and not is_pattern
        some = usable and bool(self.rows.lines)
        for part in (self.legend, self.counter):
            part.setVisible(some)
        self.number.setVisible(some and (self._large or self.number.hasFocus()))
        self.add_line.setVisible(usable)
        self.action_row.offer(self.door_button, usable)
        self.action_row.offer(self.tick_button, some and not self._large)
        costs = roll is not None and bool(roll.event.cost_fen)
        if self.table.columns.is_visible("payment") != costs:
            self.table.columns.set_visible("payment", costs)
        if is_pattern:
            self.empty.tell(
                _("This event repeats."), hint=_("Open one of its days to note who came.")
            )
        else:
            self.empty.tell(
                _("Nobody is on the list yet."),
                _("List those invited"),
                _("Check in at the door"),
                hint=_("Who signs up stands here in the order of the printed sheet."),
            )
        self._say_counts()

    @override
    def retranslate(self) -> None:
        self.action_row.retranslate()
        self.session.set_label(_("Session"))
        self.table.setAccessibleName(_("Who came"))
        self.number.setPlaceholderText(_("To row no."))
        self.number.setAccessibleName(_("To row no."))
        self.tick_button.setText(_("Tick from paper"))
        self.door_button.setText(_("Check in at the door"))
        self.add_line.setPlaceholderText(_("Walk-in: type a name, Enter"))
        self.add_line.setAccessibleName(_("Walk-in: type a name, Enter"))
        self.missing_button.setText(_("Who did not come…"))
        self.legend.setText(
            _(
                "Space or 1 present · 2 absent · 3 excused · 0 not noted · L late · E left early"
                " · P paid · N row number · W walk-in"
            )
        )
        self._say()
