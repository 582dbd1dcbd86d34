"""What was agreed about a position, edited in place."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.roles import actions, store
from organizer.domain.roles.records import Appointment
from organizer.screens.roles.appoint import titles_offered
from organizer.screens.roles.lines import place_words
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk
from organizer.widgets.fields import ChoiceField, MultiLineField
from organizer.widgets.fields_tab import FieldsTab, day_of
from organizer.widgets.labels import PlainLabel

if TYPE_CHECKING:
    import datetime as dt

    from organizer.base.database import Database
    from organizer.base.steps import Step


class AppointmentProfile(FieldsTab):
    """Title, term, duty, and what the position returns."""

    tables = frozenset({"appointment", "chat_group", "branch", "member"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        tasks, today = desk.tasks, desk.clock.today
        self.job = ChoiceField(tasks=tasks, own_words=True)
        self.place = PlainLabel("", self, wrap=True, selectable=True)
        self.starts_on = DateField(today, tasks)
        self.term_ends_on = DateField(today, tasks)
        self.ended_on = DateField(today, tasks)
        self.duty = MultiLineField(tasks)
        self.returns = MultiLineField(tasks)
        self.bind(N_("Title"), self.job, lambda one: one.title, self._saves("title"))
        self.form.add(N_("Where"), self.place)
        for label, field, column in (
            (N_("Starts on"), self.starts_on, "starts_on"),
            (N_("Term until"), self.term_ends_on, "term_ends_on"),
        ):
            self.bind(label, field, _iso(column), self._saves(column, day_of))
        self.bind(N_("Duty"), self.duty, lambda one: one.duty, self._saves("duty"))
        self.bind(
            N_("What it returns"), self.returns, lambda one: one.returns, self._saves("returns")
        )
        self.bind(N_("Ended on"), self.ended_on, _iso("ended_on"), self._saves("ended_on", day_of))

    @override
    def read(self, db: "Database", record_id: str) -> Appointment | None:
        return store.appointment(db, record_id)

    @override
    def said(self, record: Appointment) -> None:
        self.place.setText(place_words(record))
        self.job.set_options(titles_offered(record.place))
        self.job.set_value(record.title)
        self.term_ends_on.set_placeholder(_("Empty: no end agreed"))
        self.ended_on.set_placeholder(_("Empty: still held"))

    def _saves(
        self, column: str, stored: Callable[[Any], object] | None = None
    ) -> Callable[[str, Any], Awaitable[object]]:
        return self.changes(_change, column, stored)


def _change(step: "Step", appointment_id: str, **columns: Any) -> object:
    return actions.change(step, [appointment_id], **columns)


def _iso(column: str) -> Callable[[Any], str]:
    def iso(one: Any) -> str:
        day: dt.date | None = getattr(one, column)
        return day.isoformat() if day is not None else ""

    return iso
