"""What an appointment is, and the titles that come with the program."""

import datetime as dt
from typing import Literal, NamedTuple

from organizer.base.words import N_, _

Place = Literal["group", "branch", "alliance"]

#: Titles stored as codes; everything else is the owner's own word, shown as it is.
TITLES = {
    "owner": N_("Owner"),
    "admin": N_("Admin"),
    "assistant": N_("Assistant"),
    "kol": N_("KOL"),
    "sharer": N_("Sharer"),
    "branch_head": N_("Head of the branch"),
    "lead": N_("Lead of the alliance"),
    "secretary": N_("Secretary"),
}
#: Which titles are offered where.
OFFERED: dict[Place, tuple[str, ...]] = {
    "group": ("owner", "admin", "assistant", "kol", "sharer"),
    "branch": ("branch_head", "admin", "assistant", "sharer"),
    "alliance": ("lead", "secretary", "assistant", "kol"),
}


def title_words(title: str) -> str:
    """A title in the language shown; the owner's own words as they are."""
    return _(TITLES[title]) if title in TITLES else title


class Appointment(NamedTuple):
    """Somebody holds a title in a group, a branch or (both ids None) the alliance.

    `term_ends_on` is what was agreed, `ended_on` what happened; None while it is held.
    """

    id: str
    member_id: str
    member_name: str
    group_id: str | None
    branch_id: str | None
    place_name: str
    title: str
    starts_on: dt.date
    term_ends_on: dt.date | None
    ended_on: dt.date | None
    duty: str
    returns: str

    @property
    def place(self) -> Place:
        """Where the title is held."""
        if self.group_id is not None:
            return "group"
        return "branch" if self.branch_id is not None else "alliance"

    def words(self) -> str:
        """The title in the language shown."""
        return title_words(self.title)
