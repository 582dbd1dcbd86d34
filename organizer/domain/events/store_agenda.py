"""Reading the agenda of an event."""

from organizer.base.database import Database
from organizer.domain.events.agenda import AgendaItem

_ITEM = (
    "SELECT a.id, a.event_id, a.kind, a.title, a.minutes, a.member_id, ifnull(m.name, ''),"
    " a.notes, a.position FROM agenda_item a LEFT JOIN member m ON m.id = a.member_id"
)


def items(db: Database, event_id: str) -> list[AgendaItem]:
    """The items of an event's row in their order."""
    rows = db.rows(f"{_ITEM} WHERE a.event_id = ? ORDER BY a.position, a.id", (event_id,))
    return [AgendaItem(*row) for row in rows]


def item(db: Database, item_id: str) -> AgendaItem | None:
    """One item."""
    row = db.row(f"{_ITEM} WHERE a.id = ?", (item_id,))
    return None if row is None else AgendaItem(*row)
