"""Asks how an event repeats, and shows at once which days that means."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from organizer.base.errors import UserError
from organizer.base.formats import format_date, format_weekday
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.events import actions_series, recurrence, repetition_words, store
from organizer.domain.events.records import Event, Key
from organizer.domain.events.recurrence import NthWeekday, Repetition
from organizer.domain.events.repetition_words import NTH, ComingDay, weekday_words
from organizer.widgets.colours import Tone
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk
from organizer.widgets.fields import ChoiceField, NumberField
from organizer.widgets.form_sheet import FormSheet
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, TextRole, set_tone

if TYPE_CHECKING:
    from organizer.base.database import Database

#: How an event may repeat, as the form says it.
WAYS = {
    "": N_("Does not repeat"),
    "weekly": N_("Every week or every few weeks"),
    "weekday": N_("Each month on a weekday"),
    "day": N_("Each month on a day of the month"),
    "last": N_("Each month on its last day"),
    "daily": N_("Every day or every few days"),
    "yearly": N_("Every year"),
    "other": N_("As it is now"),
}
_UNITS = {"weekly": "WEEKLY", "daily": "DAILY", "yearly": "YEARLY"}


class RepeatingSheet(FormSheet):
    """A way of repeating, how often, until when; below it the next five days.

    `own` is the rule an event brings that the form can't say (from another calendar): it is kept
    until another way is chosen.
    """

    def __init__(self, desk: Desk, record: str, event: Event) -> None:
        super().__init__(desk, _("How it repeats"), _("Apply"), "events.repeating", 460)
        self.record = record
        self.shown = event
        self.anchor = event.anchor or event.sessions[0].time.day
        day = event.sessions[0].time.day
        self.rule = recurrence.parse(event.repeats, self.anchor) if event.repeats else None
        self.way = ChoiceField()
        self.every = NumberField(least=1, most=99)
        self.weekdays = WeekdayBoxes()
        self.nth = ChoiceField([(str(nth), _nth_words(nth)) for nth in NTH])
        self.weekday = ChoiceField([(str(number), weekday_words(number)) for number in range(7)])
        self.month_day = NumberField(least=1, most=31)
        self.until = DateField(desk.clock.today)
        self.until.set_placeholder(_("Empty: no end"))
        self._rows: dict[str, tuple[str, QWidget]] = {
            "way": (N_("Repeats"), self.way),
            "every": (N_("Every how many"), self.every),
            "weekdays": (N_("On these days"), self.weekdays),
            "nth": (N_("Which one"), self.nth),
            "weekday": (N_("Weekday"), self.weekday),
            "month_day": (N_("Day of the month"), self.month_day),
            "until": (N_("Last day"), self.until),
        }
        for words, field in self._rows.values():
            self.form.add(words, field)
        self.said = PlainLabel("", self, role=TextRole.STRONG, wrap=True)
        self.days = PlainLabel("", self, wrap=True)
        self.add_below(self.said)
        self.add_below(self.days)
        if event.repeats:
            self.add_hint(
                _("This is for all days; those with an entry of their own stay as they are.")
            )
        self._begin(day)
        for field in (self.way, self.every, self.nth, self.weekday, self.month_day, self.until):
            field.edited.connect(self.show_days)
        self.way.combo.currentIndexChanged.connect(self.show_days)
        for combo in (self.nth.combo, self.weekday.combo):
            combo.currentIndexChanged.connect(self.show_days)
        for box in self.weekdays.boxes:
            box.toggled.connect(self.show_days)
        self.way.setFocus()
        self.show_days()

    # --- what is chosen ---------------------------------------------------------------------------

    def repetition(self) -> Repetition | None:
        """The rule as it is chosen; None for none. Raises UserError when something is missing."""
        way = self.way.value
        if not way:
            return None
        until = self.until.day
        every = self.every.value or 1
        if way == "other" and self.rule is not None:
            return self.rule._replace(until=until)
        if way == "weekly":
            return Repetition("WEEKLY", every, self.weekdays.value(), until=until)
        if way == "weekday":
            chosen = NthWeekday(int(self.nth.value or 1), int(self.weekday.value or 0))
            return Repetition("MONTHLY", every, (chosen,), until=until)
        if way in ("day", "last"):
            day = -1 if way == "last" else self.month_day.value or self.anchor.day
            return Repetition("MONTHLY", every, month_days=(day,), until=until)
        return Repetition(_UNITS[way], every, until=until)

    def show_days(self) -> None:
        """Show what the rule means: in words, and its next days."""
        way = self.way.value
        shown = {
            "every": way not in ("", "other"),
            "weekdays": way == "weekly",
            "nth": way == "weekday",
            "weekday": way == "weekday",
            "month_day": way == "day",
            "until": bool(way),
        }
        for name, visible in shown.items():
            self.form.show_row(self._rows[name][1], visible)
        try:
            rule = self.repetition()
            found = None if rule is None else recurrence.checked(rule, self.anchor)
        except UserError as refusal:
            self._say(refusal.message(), Tone.DANGER)
            return
        if found is None:
            words = _("The day chosen stays, the others go.") if self.shown.repeats else ""
            self._say(words, Tone.MUTED)
            return
        text, first = found
        self.said.setText(repetition_words.words_of(text, first))
        since = max(first, self.desk.clock.today())
        self.desk.start(self._list(text, first, since))

    async def _list(self, text: str, first: dt.date, since: dt.date) -> None:
        found = await self.desk.read_for(self, repetition_words.coming, text, first, since)
        self._say_days(found)

    def _say_days(self, found: list[ComingDay]) -> None:
        suits = all(one.special is None for one in found)
        set_tone(self.days, Tone.MUTED if suits else Tone.WARNING)
        self.days.setText("\n".join(map(coming_words, found)) or _("No day is left."))

    def _say(self, words: str, tone: Tone) -> None:
        self.said.setText("")
        set_tone(self.days, tone)
        self.days.setText(words)

    # --- inside -----------------------------------------------------------------------------------

    def _begin(self, day: dt.date) -> None:
        """Show the rule there is, else what is usual for the day of the event."""
        way = "weekly" if self.rule is None else way_of(self.rule)
        ways = [(key, _(words)) for key, words in WAYS.items() if key != "other" or way == "other"]
        self.way.set_options(ways)
        self.way.set_value(way)
        rule = self.rule or Repetition("WEEKLY", weekdays=(NthWeekday(0, day.weekday()),))
        of_month = rule.weekdays[0] if rule.weekdays else NthWeekday(0, day.weekday())
        self.every.set_value(rule.interval)
        chosen = [one.weekday for one in rule.weekdays] or [day.weekday()]
        self.weekdays.show_value(chosen if rule.frequency == "WEEKLY" else [day.weekday()])
        self.nth.set_value(str(of_month.nth or (day.day - 1) // 7 + 1))
        self.weekday.set_value(str(of_month.weekday))
        of_days = [one for one in rule.month_days if one > 0]
        self.month_day.set_value(of_days[0] if of_days else day.day)
        self.until.set_day(rule.until)

    @override
    async def carry_out(self) -> None:
        rule = self.repetition()
        done = await self.desk.save(actions_series.repeat, self.record, rule)
        self.desk.say_done(done)
        now = await self.desk.read(_key_now, done.result, self.shown.sessions[0].time.day)
        self.desk.open_record("event", now)


class WeekdayBoxes(QWidget):
    """A box for each day of the week."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(2, Space.XS, 2, Space.XS)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        self.boxes = [QCheckBox(weekday_words(number), self) for number in range(7)]
        for number, box in enumerate(self.boxes):
            grid.addWidget(box, number // 4, number % 4)
        grid.setColumnStretch(4, 1)
        self.setFocusProxy(self.boxes[0])

    def value(self) -> tuple[NthWeekday, ...]:
        """The days that are ticked."""
        return tuple(NthWeekday(0, at) for at, box in enumerate(self.boxes) if box.isChecked())

    def show_value(self, weekdays: list[int]) -> None:
        """Tick these days (0 = Monday)."""
        for at, box in enumerate(self.boxes):
            box.setChecked(at in weekdays)


def way_of(rule: Repetition) -> str:
    """The key of `WAYS` that says a rule; "other" for what the form can't say."""
    if rule.positions:
        return "other"
    if rule.frequency == "MONTHLY":
        return _way_in_month(rule)
    if rule.frequency == "YEARLY":
        plain = len(rule.months) == len(rule.month_days) == 1 and not rule.weekdays
        return "yearly" if plain else "other"
    return "weekly" if rule.frequency == "WEEKLY" else "daily"


def _way_in_month(rule: Repetition) -> str:
    if len(rule.weekdays) == 1 and rule.weekdays[0].nth in NTH and not rule.month_days:
        return "weekday"
    if len(rule.month_days) == 1 and not rule.weekdays and rule.month_days[0] >= -1:
        return "day" if rule.month_days[0] > 0 else "last"
    return "other"


def coming_words(one: ComingDay) -> str:
    """A coming day in words, with what is special about it."""
    words = f"{format_date(one.day)} {format_weekday(one.day)}"
    if one.special is None:
        return words
    name = one.special.words()
    what = _("Day off") if one.special.kind == "day_off" else _("Make-up workday")
    return f"{words} · {what}: {name}" if name else f"{words} · {what}"


def _nth_words(nth: int) -> str:
    return _(NTH[nth]).format(weekday="").strip()


def _key_now(db: "Database", row: str, day: dt.date) -> str:
    """The key of the day shown after the rule became another: the same, else the first."""
    event = store.event(db, row)
    if event is None or not event.repeats or event.series_id != row or event.anchor is None:
        return row
    if recurrence.days(event.repeats, event.anchor, day, day):
        return str(Key(row, day))
    return str(Key(row, event.anchor))
