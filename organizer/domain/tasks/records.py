"""What a task is."""

import datetime as dt
from dataclasses import dataclass

from organizer.base.words import N_

#: What a task is for, stored as codes.
PURPOSES = {
    "promise": N_("Promise"),
    "next_step": N_("Next step"),
    "problem": N_("Problem to work off"),
}


@dataclass(frozen=True)
class Task:
    """What somebody is to do; `kind` and `subject_id` say what it hangs on ("event" …).

    `done_on` and `dropped_on` are None while it is open; `outcome` is what came of it.
    """

    id: str
    purpose: str
    words: str
    member_id: str | None
    member_name: str
    kind: str
    subject_id: str
    due_on: dt.date | None
    done_on: dt.date | None
    dropped_on: dt.date | None
    outcome: str

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor dropped."""
        return self.done_on is None and self.dropped_on is None

    def is_late(self, today: dt.date) -> bool:
        """Whether it is open after its day."""
        return self.is_open and self.due_on is not None and self.due_on < today
