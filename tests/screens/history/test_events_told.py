"""The history has words for everything, and tells of events, sign-ups and ticks by name."""

from functools import partial
from typing import Any

from organizer.base.database import Database
from organizer.domain.events import actions as events
from organizer.domain.events import actions_participants, store
from organizer.domain.events.records import SessionTime
from organizer.domain.overview.labels import COLUMNS, PASSED_OVER, TABLES
from organizer.domain.overview.store_history import NAMED_BY
from organizer.screens.history.page import HistoryPage
from organizer.widgets.desk import Desk
from tests.screens.conftest import TODAY, Read
from tests.screens.history.test_page import Settle, act, words_of


def columns_of(db: Database, table: str) -> list[str]:
    """The columns of a table."""
    return db.column("SELECT name FROM pragma_table_info(?)", (table,))


def test_every_table_and_column_has_its_words(read: Read[Any]) -> None:
    tables = read(lambda db: db.column("SELECT name FROM sqlite_schema WHERE type = 'table'"))
    recorded = set(tables) - {"step", "change", "_sqlite_migrations"}
    assert recorded <= set(TABLES)
    assert recorded <= set(NAMED_BY)
    for table in sorted(recorded):
        columns = read(partial(columns_of, table=table))
        if table != "export_log":  # its rows are only ever added, by name
            assert set(columns) <= set(COLUMNS) | PASSED_OVER, table


def test_a_tick_at_an_event_is_told_by_whose_it_is(
    page: HistoryPage, desk: Desk, settle: Settle
) -> None:
    def plan(step: Any) -> str:
        time = SessionTime(TODAY, "14:00", 90)
        return events.add(step, "史上沟通日", "meet_up", [time], cost_fen=3_000)

    def change(step: Any) -> str:
        event_id = step.value("SELECT id FROM event WHERE title = '史上沟通日'")
        return events.change(step, event_id, cost_fen=5_000)

    def tick(step: Any) -> None:
        event_id = step.value("SELECT id FROM event WHERE title = '史上沟通日'")
        person = actions_participants.sign_up(step, event_id, name="路过的人")
        session = store.sessions_of(step, event_id)[0]
        actions_participants.mark(step, session.id, [person], "present", is_late=True)

    act(desk, settle, plan)
    page.go_to(act(desk, settle, change))
    settle()
    assert page.details._title.text().endswith(" · 史上沟通日")
    assert "¥30" in words_of(page)
    assert "¥50" in words_of(page)
    page.go_to(act(desk, settle, tick))
    settle()
    assert page.details._title.text().endswith(" · 路过的人")
    said = words_of(page)
    assert "路过的人" in said
    assert "present" not in said
    assert "attendance" not in said
