"""What was agreed about a position, edited in place."""

import datetime as dt
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
from organizer.widgets.fields_tab import FieldsTab
from organizer.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from organizer.base.database import Database


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
            self.bind(label, field, _iso(column), self._saves_day(column))
        self.bind(N_("Duty"), self.duty, lambda one: one.duty, self._saves("duty"))
        self.bind(
            N_("What it returns"), self.returns, lambda one: one.returns, self._saves("returns")
        )
        self.bind(N_("Ended on"), self.ended_on, _iso("ended_on"), self._saves_day("ended_on"))

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

    def _saves(self, column: str) -> Callable[[str, str], Awaitable[object]]:
        async def save(appointment_id: str, value: str) -> None:
            await self.desk.save(actions.change, [appointment_id], **{column: value})

        return save

    def _saves_day(self, column: str) -> Callable[[str, str], Awaitable[object]]:
        async def save(appointment_id: str, value: str) -> None:
            day = dt.date.fromisoformat(value) if value else None
            await self.desk.save(actions.change, [appointment_id], **{column: day})

        return save


def _iso(column: str) -> Callable[[Any], str]:
    def iso(one: Any) -> str:
        day: dt.date | None = getattr(one, column)
        return day.isoformat() if day is not None else ""

    return iso
