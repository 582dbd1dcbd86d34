"""What a special day is."""

import datetime as dt
from typing import Literal, NamedTuple

from organizer.base.words import N_, _

DayKind = Literal["day_off", "workday", "ordinary"]

#: Public holidays stored as codes; the owner's own are words.
HOLIDAYS = {
    "new_years_day": N_("New Year’s Day"),
    "spring_festival": N_("Spring Festival"),
    "tomb_sweeping_day": N_("Tomb-sweeping Day"),
    "labour_day": N_("Labour Day"),
    "dragon_boat_festival": N_("Dragon Boat Festival"),
    "national_day": N_("National Day"),
    "mid_autumn_festival": N_("Mid-autumn Festival"),
}


class SpecialDay(NamedTuple):
    """A day off (a public holiday) or a make-up workday; "ordinary" takes a built-in one back.

    `name` is a code of `HOLIDAYS` or the owner's words; `own` says that the owner entered it.
    """

    day: dt.date
    kind: DayKind
    name: str
    own: bool = False

    def words(self) -> str:
        """Its name in the language shown."""
        return _(HOLIDAYS[self.name]) if self.name in HOLIDAYS else self.name
