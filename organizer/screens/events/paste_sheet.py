"""Signing up from a pasted chain: paste, look, one key."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QPlainTextEdit,
    QPushButton,
)

from organizer.base.errors import UserError
from organizer.base.words import N_, _, ngettext
from organizer.domain.events import store
from organizer.domain.events.actions_sign_up import SignedUp, apply
from organizer.domain.events.chain import Chain, looks_like_chain
from organizer.domain.events.chain_items import MOST_SEATS
from organizer.domain.events.sign_up import SignUpPlan
from organizer.domain.events.sign_up_planning import plan_sign_up
from organizer.domain.groups.store_matching import people_called
from organizer.screens.events.paste_rows import (
    LEAVE_OUT,
    NAME_ONLY,
    NEW_MEMBER,
    RowsAtHand,
    changes_of,
    columns,
    rows_of,
    told_of,
    who_choices,
)
from organizer.screens.events.paste_strip import DecisionStrip
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.labels import PlainLabel
from organizer.widgets.picker import Choice
from organizer.widgets.record_table import RecordTable
from organizer.widgets.theme import Kind, theme

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket

TYPING_PAUSE = 120
"""Milliseconds without a key before the text is read again."""

_AROUND = 480
"""Pixels at 100 % text that everything but the table takes at most."""


class PasteSheet(Sheet):
    """A box to paste into, a table of what each line does, and a strip to decide about one."""

    def __init__(self, desk: Desk, key: str, title: str, listed: Chain | None = None) -> None:
        """With `listed`, the people of a file, there is nothing to paste and nobody withdraws."""
        words = _("Sign-up chain for “{event}”") if listed is None else _("List for “{event}”")
        super().__init__(desk.messages.window, words.format(event=title), "events.paste", 980)
        self.desk, self.key = desk, key
        self._listed = listed
        self.plan: SignUpPlan | None = None
        self.signed_up: SignedUp | None = None
        self._picked: dict[str, str] = {}
        self._answers = Answers(self)
        self._asker = object()
        self._wanted = False
        self._acting = False
        self._source = RowsAtHand()
        self.strip = DecisionStrip(desk, self)
        self.box = QPlainTextEdit(self)
        self.box.setTabChangesFocus(True)
        self.box.setAccessibleName(_("Pasted sign-up chain"))
        self.box.setPlaceholderText(
            _("Copy the whole chain in the chat and paste it here; again and again while it grows.")
        )
        self.box.textChanged.connect(self._read_soon)
        self.told = PlainLabel("", self, wrap=True)
        self.partial = PlainLabel("", self, tone=Tone.WARNING, wrap=True)
        self.withdraws = QCheckBox(self)
        self.withdraws.clicked.connect(self._set_withdraws)
        self.table = self._make_table()
        self._connect_strip()
        self.problem = PlainLabel("", self, tone=Tone.DANGER, wrap=True)
        self.content.addWidget(self.box)
        for label in (self.told, self.partial, self.withdraws):
            self.content.addWidget(label)
        self.content.addWidget(self.table, 1)
        self.content.addWidget(self.strip)
        self.content.addWidget(self.problem)
        self._add_footer()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self._read)
        self._fit()
        self._show_plan()
        self.box.setVisible(listed is None)
        if listed is None:
            self.box.setFocus()
        else:
            self._read()
            self.table.setFocus()

    def _make_table(self) -> RecordTable:
        table = RecordTable(
            columns(self._rename, self._decide_text, self._seat), self._source, self
        )
        table.setAccessibleName(_("What each line does"))
        table.current_changed.connect(self._show_current)
        table.remove_requested.connect(self._leave_out)
        table.activated.connect(lambda _key: self.strip.person.setFocus())
        table.view.clicked.connect(self._clicked)
        return table

    def _connect_strip(self) -> None:
        strip = self.strip
        kept = strip.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # nothing moves when a line is chosen
        strip.setSizePolicy(kept)
        strip.is_member.connect(self._choose_member)
        strip.is_name.connect(lambda: self._decide(NAME_ONLY))
        strip.is_new.connect(lambda: self._decide(NEW_MEMBER))
        strip.left_out.connect(lambda: self._decide(LEAVE_OUT))
        strip.taken_in.connect(self._take_in)

    def _add_footer(self) -> None:
        self.hint = PlainLabel("", self, tone=Tone.MUTED)
        self.add_footer_widget(self.hint)
        self.add_cancel()
        self.act_button: QPushButton = self.add_button("", Kind.PRIMARY)
        self.act_button.clicked.connect(self.take_over)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # from any field of the sheet
            QShortcut(QKeySequence(keys), self).activated.connect(self.take_over)

    def _fit(self) -> None:
        """The box needs a few lines only: the table is what is looked at."""
        line = theme.line_height()
        self.box.setMinimumHeight(3 * line)
        self.box.setMaximumHeight(5 * line)
        room = QGuiApplication.primaryScreen().availableGeometry().height()
        room -= _AROUND * theme.text_percent // 100
        self.table.setMinimumHeight(max(5 * line, min(room, 14 * line)))

    # --- reading ----------------------------------------------------------------------------------

    def paste(self, text: str) -> None:
        """Put a text into the box and read it at once."""
        self.box.setPlainText(text)
        self.box.selectAll()
        self._read()

    def _read_soon(self) -> None:
        self._refuse("")
        self._pause.start()

    def _read(self) -> None:
        self._pause.stop()
        pasted = self._listed or self.box.toPlainText()
        if isinstance(pasted, str) and not pasted.strip():
            self.plan = None
            self._show_plan()
            return
        came_by = "chain" if self._listed is None else "list"
        ticket = self.desk.opened().ask(
            lambda db: plan_sign_up(db, self.key, pasted, came_by), asker=self._asker
        )
        ticket.wait(0.008)
        self._answers.when(ticket, self._planned)

    def _planned(self, ticket: "Ticket[SignUpPlan]") -> None:
        if ticket.cancelled:
            return
        try:
            self.plan = ticket.result()
        except UserError as refusal:
            self.plan = None
            self._refuse(refusal.message())
        self._show_plan()
        self._go_to_undecided()
        if self._wanted:
            self._wanted = False
            self.take_over()

    def _go_to_undecided(self) -> None:
        """Select the first line that waits for a word; else keep the one there is."""
        rows = self._source.rows_by_key
        first = next((key for key, row in rows.items() if row.waits_for_a_word), "")
        if not first and self.table.current_id() not in rows:
            first = next(iter(rows), "")
        if first:
            self.table.select([first])

    # --- what is shown ----------------------------------------------------------------------------

    def _show_plan(self) -> None:
        plan = self.plan
        self._source.show(rows_of(plan, self._picked) if plan is not None else [])
        self.table.refresh()
        self._show_current(self.table.current_id())
        changes = changes_of(plan)
        self.act_button.setText(
            ngettext("Apply {count} change", "Apply {count} changes", changes).format(count=changes)
        )
        self.act_button.setEnabled(changes > 0)
        self.hint.setText(self._hint())
        self.told.setText(" · ".join(told_of(plan)) if plan is not None else "")
        self.told.setVisible(bool(self.told.text()))
        gone = len(plan.gone) if plan is not None else 0
        self.partial.setText(
            _("Much of the last chain is missing. If this is only part of it, take nobody off.")
            if plan is not None and plan.looks_partial
            else ""
        )
        self.partial.setVisible(bool(self.partial.text()))
        self.withdraws.setText(
            ngettext(
                "Take {count} person off the list whose line is gone",
                "Take {count} people off the list whose lines are gone",
                gone,
            ).format(count=gone)
        )
        self.withdraws.setVisible(gone > 0)
        self.withdraws.setChecked(plan is not None and plan.withdraws)

    def _hint(self) -> str:
        if self.plan is None:
            return _("Paste the chain first")
        if self.plan.changes_nothing and not self.plan.count("undecided"):
            return _("The list is as the chain says already")
        return _("Ctrl+Enter applies it")

    def _refuse(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    # --- deciding ---------------------------------------------------------------------------------

    def _show_current(self, key: str) -> None:
        row = self._source.rows_by_key.get(key)
        self.strip.show_row(row)
        self.strip.setVisible(row is not None)

    def _use(self, plan: SignUpPlan) -> None:
        self.plan = plan
        self._refuse("")
        self._show_plan()

    def _place(self, key: str) -> int | None:
        row = self._source.rows_by_key.get(key)
        return row.place if row is not None and row.line is not None else None

    def _rename(self, key: str, name: str) -> None:
        place = self._place(key)
        if place is not None and name.strip():
            self.desk.start(self._renamed(place, name.strip()))

    async def _renamed(self, place: int, name: str) -> None:
        """Another name: the one person of the register who is called so, else a name only."""
        found = (await self.desk.read(people_called, [name])).get(name, [])
        living = [one for one in found if not one.archived and one.found_by == "name"]
        if self.plan is None or place >= len(self.plan.lines):
            return
        if len(living) == 1:
            one = living[0]
            self._picked[one.member_id] = " · ".join(filter(None, (one.name, one.institution)))
            self._use(self.plan.decided(place, one.member_id))
        else:
            self._use(self.plan.with_name(place, name))

    def _seat(self, key: str, text: str) -> None:
        place = self._place(key)
        if place is None or self.plan is None:
            return
        if not text.strip().isdecimal() or not 1 <= int(text) <= MOST_SEATS:
            self._refuse(_("A sign-up takes 1 to 99 seats."))
            return
        self._use(self.plan.with_seats(place, int(text)))

    def _decide_text(self, key: str, text: str) -> None:
        """What was chosen in a cell, by its words."""
        row = self._source.rows_by_key.get(key)
        chosen = next((one for one, words in who_choices(row) if words == text), "") if row else ""
        if chosen:
            self._decide(chosen, key)

    def _decide(self, what: str, key: str = "") -> None:
        place = self._place(key or self.table.current_id())
        if place is None or self.plan is None:
            return
        if what == NAME_ONLY:
            plan = self.plan.decided(place, None)
        elif what == NEW_MEMBER:
            plan = self.plan.as_new_member(place)
        elif what == LEAVE_OUT:
            plan = self.plan.without(place)
        else:
            plan = self.plan.decided(place, what)
        self._use(plan)
        self._go_to_undecided()

    def _choose_member(self, choice: Choice) -> None:
        detail = choice.detail.partition(" · ")[0]
        self._picked[choice.id] = " · ".join(filter(None, (choice.title, detail)))
        self._decide(choice.id)

    def _leave_out(self, keys: list[str]) -> None:
        for key in keys:
            place = self._place(key)
            if place is not None and self.plan is not None:
                self.plan = self.plan.without(place)
        self._show_plan()

    def _take_in(self) -> None:
        row = self._source.rows_by_key.get(self.table.current_id())
        if row is None or self.plan is None:
            return
        if row.gone is not None:
            self._use(self.plan.staying(row.gone.id))
        elif row.line is not None:
            self._use(self.plan.signing_up(row.place))

    def _set_withdraws(self, on: bool) -> None:
        if self.plan is not None:
            self._use(self.plan.withdrawing_gone(withdraws=on))

    def _clicked(self, index: QModelIndex) -> None:
        """A click on the question opens its answers in place."""
        row = self._source.rows_by_key.get(self.table.model.id(index.row()))
        column = self.table.model.columns[index.column()]
        if row is None or column.key != "who" or not row.waits_for_a_word:
            return
        view = self.table.view
        view.edit(index)
        box = view.indexWidget(index)
        if isinstance(box, QComboBox):
            box.activated.connect(lambda _at: _take_choice(view, box))  # without another Enter
            box.showPopup()

    # --- taking it over ---------------------------------------------------------------------------

    def take_over(self) -> None:
        """Do what the table says; lines that wait for a word keep the sheet open."""
        if self._acting:
            return
        if self._pause.isActive():  # pasted and taken over faster than it was read
            self._wanted = True
            self._read()
            return
        if self.plan is None:
            return
        undecided = self.plan.count("undecided")
        if undecided:
            self._refuse(
                ngettext(
                    "Say who {count} line is, or leave it out.",
                    "Say who {count} lines are, or leave them out.",
                    undecided,
                ).format(count=undecided)
            )
            self._go_to_undecided()
        elif not self.plan.changes_nothing:
            self._acting = True
            self.desk.start(self._do(self.plan))

    async def _do(self, plan: SignUpPlan) -> None:
        try:
            done = await self.desk.save(apply, plan)
        except UserError as refusal:
            self._refuse(refusal.message())
            return
        finally:
            self._acting = False
        self.signed_up = done.result
        self.accept()
        self.desk.say_done(done)


async def open_paste(desk: Desk, key: str) -> SignedUp | None:
    """Open the sheet for an event; a chain on the clipboard is taken over at once."""
    event = await desk.read(store.event, key)
    if event is None:
        raise UserError("events.not_found", N_("There is no such event (any more)."))
    sheet = PasteSheet(desk, key, event.title)
    text = QGuiApplication.clipboard().text()
    if looks_like_chain(text):
        sheet.paste(text)
    await desk.messages.open(sheet)
    return sheet.signed_up


def _take_choice(view: QAbstractItemView, box: QComboBox) -> None:
    view.commitData(box)
    view.closeEditor(box, QAbstractItemDelegate.EndEditHint.NoHint)
