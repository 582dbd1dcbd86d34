"""The page of special days: a year of them, one to change, a year to enter at once."""

import datetime as dt
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.special_days import actions
from organizer.domain.special_days.records import DayKind, SpecialDay
from organizer.screens.special_days.paste_year import PasteYear
from organizer.screens.special_days.rows import (
    Year,
    built_in,
    columns,
    holiday_names,
    kind_options,
    name_code,
    read_year,
)
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk, Page
from organizer.widgets.fields import ChoiceField
from organizer.widgets.form import Form
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.record_table import RecordTable
from organizer.widgets.row_sources import AtHand
from organizer.widgets.theme import Kind, Space, TextRole, make_card, set_kind

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket
    from organizer.base.steps import FinishedStep

FIRST_YEAR, LAST_YEAR = 2000, 2100


class SpecialDaysPage(Page):
    """What is changed holds for calendar, repetitions and reminders at once."""

    help_page = "special-days"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.year = desk.clock.today().year
        self._answers = Answers(self)
        self._asker = object()
        self._source = AtHand[SpecialDay](lambda one: one.day.isoformat())
        self.heading = PlainLabel("", self, role=TextRole.HEADING)
        self.year_label = PlainLabel("", self, role=TextRole.HEADING)
        self.back, self.on = QToolButton(self), QToolButton(self)
        for button, sign, by in ((self.back, "chevron-left", -1), (self.on, "chevron-right", 1)):
            set_icon(button, sign)
            button.clicked.connect(lambda _checked=False, by=by: self.go_to(self.year + by))
        self.hint = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.unknown = PlainLabel("", self, tone=Tone.WARNING, wrap=True)
        self.table = RecordTable(columns(), self._source, self)
        self.table.current_changed.connect(self._chosen)
        self.table.remove_requested.connect(self.as_built_in)
        self.paste_button = self._button("clipboard-paste", self.new_record, Kind.PRIMARY)
        self.calendar_button = self._button(
            "arrow-left", lambda: desk.open_page("events"), Kind.QUIET
        )
        self._make_form()
        self._lay_out()
        self.retranslate()

    # --- building ---------------------------------------------------------------------------------

    def _button(self, sign: str, press: object, kind: Kind = Kind.SECONDARY) -> QPushButton:
        button = QPushButton(self)
        set_kind(button, kind)
        set_icon(button, sign)
        button.clicked.connect(press)
        return button

    def _make_form(self) -> None:
        self.day = DateField(self.desk.clock.today)
        self.kind = ChoiceField(kind_options())
        self.name = ChoiceField(own_words=True)
        self.form = Form(self)
        self.form.add(N_("Date"), self.day)
        self.form.add(N_("Kind"), self.kind)
        self.form.add(N_("Name of the day"), self.name)
        self.problem = PlainLabel("", self, tone=Tone.DANGER, wrap=True)
        self.problem.hide()
        self.built_in_label = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.set_button = self._button("check", self.set_day)
        self.built_in_button = self._button(
            "undo-2", lambda: self.as_built_in(self.table.selected_ids()), Kind.QUIET
        )
        self.form_title = PlainLabel("", self, role=TextRole.TITLE)
        self.kind.set_value("day_off")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.heading)
        head.addSpacing(Space.L)
        head.addWidget(self.back)
        head.addWidget(self.year_label)
        head.addWidget(self.on)
        head.addStretch(1)
        head.addWidget(self.calendar_button)
        head.addWidget(self.paste_button)
        card = make_card(QFrame(self))
        card.setMaximumWidth(380)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        inside.setSpacing(Space.M)
        buttons = QHBoxLayout()
        buttons.addWidget(self.set_button)
        buttons.addWidget(self.built_in_button)
        buttons.addStretch(1)
        for widget in (self.form_title, self.form, self.built_in_label, self.problem):
            inside.addWidget(widget)
        inside.addLayout(buttons)
        inside.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(Space.L)
        both.addWidget(self.table, 3)
        both.addWidget(card, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.S)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addWidget(self.hint)
        column.addWidget(self.unknown)
        column.addLayout(both, 1)

    # --- reading ----------------------------------------------------------------------------------

    def go_to(self, year: int) -> None:
        """Show another year."""
        self.year = min(max(year, FIRST_YEAR), LAST_YEAR)
        self.ask()

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self.desk.register is not None and (step is None or "special_day" in step.tables):
            self.ask()

    def ask(self) -> None:
        """Read the year shown."""
        year = self.year
        ticket = self.desk.opened().ask(lambda db: read_year(db, year), asker=self._asker)
        ticket.wait(0.008)
        self._answers.when(ticket, self._show)

    def _show(self, ticket: "Ticket[Year]") -> None:
        if ticket.cancelled:
            return
        year = ticket.result()
        self.year_label.setText(str(year.number))
        self.back.setEnabled(year.number > FIRST_YEAR)
        self.on.setEnabled(year.number < LAST_YEAR)
        self.unknown.setText(
            _(
                "Nothing is known of {year} yet. The State Council announces it each autumn: paste"
                " the days here, or enter them one by one."
            ).format(year=year.number)
        )
        self.unknown.setVisible(not year.known)
        self.hint.setVisible(year.known)
        self._source.give(year.days)
        self.table.refresh()
        self._chosen(self.table.current_id())

    def _chosen(self, key: str) -> None:
        one = self._source.rows_by_key.get(key)
        self.built_in_button.setEnabled(one is not None and one.own)
        self._refuse("")
        if one is None:
            return
        self.day.set_value(one.day.isoformat())
        self.kind.set_value(one.kind)
        self.name.set_value(one.words())
        self._say_built_in(one.day, own=one.own)

    def _say_built_in(self, day: dt.date, *, own: bool) -> None:
        said = built_in(day)
        words = dict(kind_options())
        text = ""
        if own:
            text = (
                _("Built in: an ordinary day")
                if said is None
                else _("Built in: {kind} {name}").format(kind=words[said.kind], name=said.words())
            )
        self.built_in_label.setText(text)
        self.built_in_label.setVisible(bool(text))

    # --- what the owner does ----------------------------------------------------------------------

    def set_day(self) -> None:
        """Say what kind the day in the form is."""
        try:
            iso = self.day.value
        except UserError as refusal:
            self._refuse(refusal.message())
            return
        if not iso or not self.kind.value:
            self._refuse(_("Choose a date and say what kind of day it is."))
            return
        day = dt.date.fromisoformat(iso)
        one = SpecialDay(day, cast("DayKind", self.kind.value), name_code(self.name.value))
        self.desk.start(self._set(one))

    async def _set(self, one: SpecialDay) -> None:
        self._refuse("")
        if await self.desk.do(actions.set_days, [one]) is not None and one.day.year != self.year:
            self.go_to(one.day.year)

    def as_built_in(self, keys: list[str]) -> None:
        """Forget what the owner said of days; undo brings it back."""
        days = [dt.date.fromisoformat(key) for key in keys]
        if days:
            self.desk.start(self.desk.do(actions.forget, days))

    def _refuse(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    @override
    def new_record(self) -> None:
        self.desk.start(self.desk.messages.open(PasteYear(self.desk)))

    # --- Page -------------------------------------------------------------------------------------

    @override
    def title(self) -> str:
        return _("Special days")

    @override
    def first_focus(self) -> QWidget:
        return self.table

    @override
    def open_with(self, **arguments: object) -> None:
        """`year`: the one to show."""
        year = arguments.get("year")
        if isinstance(year, int):
            self.go_to(year)

    @override
    def state(self) -> dict[str, Any]:
        return {"table": self.table.state()}

    @override
    def restore(self, state: dict[str, Any]) -> None:
        table = state.get("table")
        if isinstance(table, dict):
            self.table.restore(table)

    @override
    def retranslate(self) -> None:
        self.heading.setText(_("Special days"))
        self.table.setAccessibleName(_("Special days of the year"))
        for button, words in ((self.back, _("Year before")), (self.on, _("Next year"))):
            button.setToolTip(words)
            button.setAccessibleName(words)
        self.paste_button.setText(_("Enter a year…"))
        self.calendar_button.setText(_("Calendar"))
        self.form_title.setText(_("A day"))
        self.hint.setText(
            _("A make-up workday and a public holiday are pointed out where you plan an event.")
        )
        self.set_button.setText(_("Set the day"))
        self.built_in_button.setText(_("As built in"))
        self.kind.set_options(kind_options())
        self.name.set_options([(words, words) for words in holiday_names()])
        self.day.retranslate()
        if self.isVisible():
            self.refresh(None)
