"""Reading what a sign-in sheet needs: the event, who comes, branches, kept arrangements."""

from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.domain.events import store, store_participants
from organizer.domain.events.records import Event, Key
from organizer.domain.events.sheet import PRESET, SheetOptions, SignInSheet, sheet
from organizer.domain.fields import store as fields

#: The name under which the arrangement used last is kept; no name a user gives begins so.
LAST = "*last"


def options(db: Database, name: str = LAST) -> SheetOptions:
    """The arrangement kept under a name, else the usual one."""
    found = fields.preset(db, PRESET, name)
    return SheetOptions() if found is None else SheetOptions.of(found.content)


def arrangements(db: Database) -> list[tuple[str, str, SheetOptions]]:
    """The arrangements the owner named: id, name, options; by name."""
    return [
        (one.id, one.name, SheetOptions.of(one.content))
        for one in fields.presets(db, PRESET)
        if one.name != LAST
    ]


def branches(db: Database, event_id: str) -> dict[str, str]:
    """The branch of each participant by id: that of a group they are in, an invited one first."""
    rows = db.rows(
        "SELECT p.id, b.name FROM participant p"
        " JOIN account a ON a.member_id = p.member_id AND a.kind = 'ordinary'"
        " JOIN membership s ON s.account_id = a.id AND s.left_on IS NULL"
        " JOIN chat_group g ON g.id = s.group_id JOIN branch b ON b.id = g.branch_id"
        " WHERE p.event_id = ? ORDER BY EXISTS (SELECT 1 FROM event_group x"
        " WHERE x.event_id = p.event_id AND x.group_id = g.id), b.sort_key DESC, b.id",
        (event_id,),
    )
    return dict(rows)


def whole_event(db: Database, key: str | Key) -> Event:
    """An event whole. Raises UserError when it is gone."""
    event = store.event(db, key)
    if event is None:
        raise UserError("events.not_found", N_("There is no such event (any more)."))
    return event


def sign_in_sheet(
    db: Database,
    key: str | Key,
    wanted: SheetOptions,
    *,
    session_id: str | None = None,
    masked: bool = False,
) -> SignInSheet:
    """The sign-in sheet of an event, or of one of its sessions.

    Raises UserError when the event is gone.
    """
    event = whole_event(db, key)
    session = next((one for one in event.sessions if one.id == session_id), None)
    # a day of a repetition without a row of its own has nobody on its list yet
    own = [] if event.is_virtual else store_participants.participants(db, event.id)
    return sheet(
        event,
        own,
        wanted,
        session=session,
        branches=branches(db, event.id) if wanted.grouping == "branch" else None,
        masked=masked,
    )
