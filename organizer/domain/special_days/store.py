"""Reading special days: the built-in ones, over them the owner's."""

import datetime as dt

from organizer.base.database import Database
from organizer.domain.special_days.records import SpecialDay
from organizer.domain.special_days.rules import built_in


def special_days(db: Database, first: dt.date, last: dt.date) -> dict[dt.date, SpecialDay]:
    """The days off and make-up workdays from `first` to `last`, both included."""
    found = {day: one for day, one in built_in().items() if first <= day <= last}
    for one in own_days(db, first, last):
        if one.kind == "ordinary":
            found.pop(one.day, None)
        else:
            found[one.day] = one
    return dict(sorted(found.items()))


def own_days(db: Database, first: dt.date, last: dt.date) -> list[SpecialDay]:
    """What the owner entered, also days made ordinary again, in order."""
    rows = db.rows(
        "SELECT day, kind, name FROM special_day WHERE day BETWEEN ? AND ? ORDER BY day",
        (first.isoformat(), last.isoformat()),
    )
    return [
        SpecialDay(dt.date.fromisoformat(day), kind, name, own=True) for day, kind, name in rows
    ]


def row_ids(db: Database, days: list[dt.date]) -> dict[str, str]:
    """The rows of the owner's days among some, by ISO day."""
    marks = ", ".join("?" * len(days))
    return dict(
        db.rows(
            f"SELECT day, id FROM special_day WHERE day IN ({marks})",
            [day.isoformat() for day in days],
        )
    )


def is_year_known(db: Database, year: int) -> bool:
    """Whether anything is known of a year: if not, the owner is asked to enter it."""
    if any(day.year == year for day in built_in()):
        return True
    sql = "SELECT EXISTS (SELECT 1 FROM special_day WHERE day BETWEEN ? AND ?)"
    return bool(db.value(sql, (f"{year}-01-01", f"{year}-12-31")))
