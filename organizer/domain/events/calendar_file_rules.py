"""Rules and moments of a calendar file as they are over here, in the register's zone."""

import datetime as dt
import re
from itertools import islice

from organizer.base.clock import register_zone
from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.domain.events import recurrence

#: Occurrences that are compared to be sure that a rule was understood.
_COMPARED = 60
_UNTIL = re.compile(r"UNTIL=(\d{8})(?:T(\d{6})(Z?))?", re.IGNORECASE)


def local_moment(moment: dt.datetime) -> dt.datetime:
    """A moment as the clock on the register's wall shows it, without seconds."""
    if moment.tzinfo is not None:
        moment = moment.astimezone(register_zone()).replace(tzinfo=None)
    return moment.replace(second=0, microsecond=0)


def local_day(moment: dt.datetime | dt.date, zone: dt.tzinfo | None = None) -> dt.date:
    """The day of a moment over here; one without a zone is of `zone`."""
    if not isinstance(moment, dt.datetime):
        return moment
    return local_moment(moment if moment.tzinfo else moment.replace(tzinfo=zone)).date()


def rule_here(text: str, start: dt.datetime | dt.date) -> str:
    """The rule of a file as it is stored, counted in the register's zone.

    Raises UserError for one the program does not know, or whose days differ over here.
    """
    from dateutil.rrule import rrulestr

    first = start.date() if isinstance(start, dt.datetime) else start
    plain = _UNTIL.sub(lambda match: f"UNTIL={_last_day(match, start):%Y%m%d}", text)
    rule = recurrence.parse(plain, first)
    kept, begins = recurrence.checked(rule, first)
    theirs = [
        moment.date()
        for moment in islice(
            rrulestr(plain, dtstart=dt.datetime.combine(first, dt.time())), _COMPARED
        )
    ]
    if (
        begins != first
        or not theirs
        or list(recurrence.days(kept, first, first, theirs[-1])) != theirs
    ):
        raise recurrence.not_understood()
    if not isinstance(start, dt.datetime) or start.tzinfo is None:
        return kept
    return _shifted(rule, start)


def _last_day(match: re.Match[str], start: dt.datetime | dt.date) -> dt.date:
    """The last day a rule may name in the zone of its start."""
    try:
        day = dt.datetime.strptime(match[1], "%Y%m%d")  # noqa: DTZ007 - its zone is seen to below
        if match[2] is None or not isinstance(start, dt.datetime):
            return day.date()
        moment = dt.datetime.combine(day, dt.datetime.strptime(match[2], "%H%M%S").time())  # noqa: DTZ007
    except ValueError as error:
        raise recurrence.not_understood() from error
    if match[3]:
        zone = start.tzinfo or register_zone()
        moment = moment.replace(tzinfo=dt.UTC).astimezone(zone).replace(tzinfo=None)
    early = moment.time() < start.time()
    return moment.date() - dt.timedelta(days=1 if early else 0)


def _shifted(rule: recurrence.Repetition, start: dt.datetime) -> str:
    """A rule of another zone with its days over here, where a clock never changes."""
    zone, here = start.tzinfo, register_zone()
    apart = set()
    for week in range(54):
        moment = (start + dt.timedelta(weeks=week)).replace(tzinfo=None)
        there, local = (
            moment.replace(tzinfo=zone).utcoffset(),
            moment.replace(tzinfo=here).utcoffset(),
        )
        apart.add((local or dt.timedelta()) - (there or dt.timedelta()))
    if len(apart) > 1:
        raise UserError(
            "calendar_file.summer_time",
            N_("It repeats by a clock with summer time, so it begins at two times over here."),
        )
    days = (local_moment(start).date() - start.date()).days
    if not days:
        return rule.text()
    if rule.frequency not in ("DAILY", "WEEKLY"):
        raise UserError(
            "calendar_file.other_day",
            N_("It repeats by the days of another time zone, which are other days over here."),
        )
    weekdays = tuple(
        sorted(one._replace(weekday=(one.weekday + days) % 7) for one in rule.weekdays)
    )
    until = None if rule.until is None else rule.until + dt.timedelta(days=days)
    return rule._replace(weekdays=weekdays, until=until).text()
