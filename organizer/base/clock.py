"""The one clock: what day and what moment it is, handed on as an argument."""

import datetime as dt
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class Clock(Protocol):
    """Anything that knows today's local date and the present moment."""

    def today(self) -> dt.date:
        """Today's date in the register's time zone."""

    def now(self) -> dt.datetime:
        """The present moment, aware, in UTC."""


#: Where the owners of registers live. A day is a day there, wherever the computer is.
ZONE = "Asia/Shanghai"


@cache
def register_zone() -> dt.tzinfo:
    """The time zone days are counted in; UTC+8 where no zone data is installed."""
    try:
        return ZoneInfo(ZONE)
    except ZoneInfoNotFoundError:
        return dt.timezone(dt.timedelta(hours=8), ZONE)


def local(moment: dt.datetime) -> dt.datetime:
    """An aware moment as the register's owner reads it from a clock on the wall."""
    return moment.astimezone(register_zone())


class SystemClock:
    """The computer's clock, read in the register's time zone."""

    def today(self) -> dt.date:
        """Today's date in the register's time zone."""
        return local(self.now()).date()

    def now(self) -> dt.datetime:
        """The present moment, aware, in UTC."""
        return dt.datetime.now(dt.UTC)


class FixedClock:
    """A clock that stands at one date until it is moved; for made-up data and tests."""

    def __init__(self, day: dt.date, hour: int = 1) -> None:
        self._moment = dt.datetime(day.year, day.month, day.day, hour, tzinfo=dt.UTC)

    def today(self) -> dt.date:
        """The date the clock stands at, in the register's time zone."""
        return local(self._moment).date()

    def now(self) -> dt.datetime:
        """The moment the clock stands at, in UTC."""
        return self._moment

    def move(self, step: dt.timedelta) -> None:
        """Move the clock by this much, backwards too."""
        self._moment += step


def moment_text(moment: dt.datetime) -> str:
    """A moment as it is stored: `2026-03-08T01:02:03.000004Z`."""
    utc = moment.astimezone(dt.UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="microseconds") + "Z"


def moment_of(text: str) -> dt.datetime:
    """The aware UTC moment of a stored text."""
    return dt.datetime.fromisoformat(text)
