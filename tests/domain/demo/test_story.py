"""Made-up data: the same twice, believable, told as fourteen months of steps."""

import datetime as dt
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from organizer.base import history
from organizer.base.clock import SystemClock
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.demo import events
from organizer.domain.demo.people import PHONE_PREFIX
from organizer.domain.demo.story import create_demo, make_demo
from organizer.domain.demo.telling import MONTHS
from organizer.domain.events import store as events_store
from organizer.domain.events.store_participants import participants
from organizer.domain.groups import rules, store
from organizer.domain.roles import store as role_store

DAY = dt.date(2026, 3, 9)


def everything(register: Register) -> dict[str, list[tuple[Any, ...]]]:
    with register.reading() as db:
        tables = db.column("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return {
            table: db.rows(f"SELECT * FROM {table} ORDER BY 1, 2")
            for table in tables
            if not table.startswith("sqlite_")
        }


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with create_demo(tmp_path_factory.mktemp("demo") / "r.db", 300, DAY) as register:
        yield register


def test_the_same_number_and_day_give_the_same_data_ids_included(
    demo: Register, tmp_path: Path
) -> None:
    with create_demo(tmp_path / "again.db", 300, DAY) as again:
        assert everything(again) == everything(demo)
        assert again.path.read_bytes() == demo.path.read_bytes()
    with create_demo(tmp_path / "other.db", 300, DAY + dt.timedelta(days=1)) as other:
        assert everything(other)["member"] != everything(demo)["member"]


def test_there_are_as_many_members_as_asked_for_and_something_of_everything(
    demo: Register,
) -> None:
    rows = everything(demo)
    assert len(rows["member"]) == 300
    counts = {table: len(found) for table, found in rows.items()}
    for table in (
        "institution",
        "institution_subject",
        "branch",
        "chat_group",
        "membership",
        "head_count",
        "appointment",
        "tagging",
        "field_value",
    ):
        assert counts[table] >= 3, table
    with demo.reading() as db:
        assert 4 <= len(store.groups(db)) <= 6
        assert db.value("SELECT count(*) FROM member WHERE birthday_calendar = 'lunar'") > 10
        assert db.value("SELECT count(*) FROM member WHERE archived_at IS NOT NULL") >= 2
        assert db.value("SELECT count(*) FROM account WHERE operator_id IS NOT NULL") >= 2
        assert db.value("SELECT count(*) FROM membership WHERE is_seed = 1") >= 3
        assert role_store.ending_terms(db, DAY)
        assert role_store.without_return(db)


def test_some_people_were_entered_twice_and_can_be_found(demo: Register) -> None:
    with demo.reading() as db:
        numbers = Counter(db.column("SELECT number FROM phone"))
        handles = Counter(db.column("SELECT handle FROM account WHERE handle <> ''"))
        readings = Counter(
            db.rows("SELECT reading, institution_id FROM member WHERE institution_id IS NOT NULL")
        )
    assert any(count > 1 for count in numbers.values())
    assert any(count > 1 for count in handles.values())
    assert any(count > 1 for count in readings.values())


def test_all_numbers_are_made_up(demo: Register) -> None:
    with demo.reading() as db:
        numbers = db.column("SELECT number FROM phone UNION SELECT contact_phone FROM institution")
        handles = db.column("SELECT handle FROM account WHERE platform = 'wechat'")
    assert all(number.startswith(PHONE_PREFIX) and len(number) == 11 for number in numbers)
    assert all(not handle or handle.startswith("demo_") for handle in handles)


def test_history_tells_of_fourteen_months_up_to_the_day(demo: Register) -> None:
    with demo.reading() as db:
        steps = history.steps(db, limit=1000)
    moments = [step.made_at for step in reversed(steps)]
    assert moments == sorted(moments)
    assert moments[0][:7] == (DAY - dt.timedelta(days=30 * MONTHS)).isoformat()[:7]
    assert moments[-1][:10] == (DAY - dt.timedelta(days=1)).isoformat()
    assert len({moment[:7] for moment in moments}) == MONTHS + 1
    assert all("{" not in step.title() and "?" not in step.title() for step in steps)
    assert any(not step.in_force for step in steps)
    assert demo.clock.today() == DAY


def test_nobody_is_in_a_group_before_it_was_founded_or_twice_at_a_time(demo: Register) -> None:
    with demo.reading() as db:
        for listed in store.groups(db):
            found = store.memberships_of_group(db, listed.group.id, left=True)
            periods: dict[str, list[rules.Period]] = {}
            for one in found:
                assert one.joined_on is not None
                assert one.left_on is None or one.joined_on <= one.left_on <= DAY
                known = periods.setdefault(one.account_id, [])
                assert not rules.overlaps_any((one.joined_on, one.left_on), known)
                known.append((one.joined_on, one.left_on))


@pytest.mark.parametrize("count", [0, 1, 7, 30])
def test_small_numbers_work_too(tmp_path: Path, count: int) -> None:
    with create_demo(tmp_path / "r.db", count, DAY) as register, register.reading() as db:
        assert db.value("SELECT count(*) FROM member") == count
        assert db.rows("PRAGMA foreign_key_check") == []


def test_an_open_register_can_be_filled_and_keeps_its_clock(register: Register) -> None:
    clock = register.clock
    make_demo(register, 20)
    assert register.clock is clock
    with register.reading() as db:
        assert db.value("SELECT max(made_at) FROM step") <= clock.now().isoformat()


@pytest.mark.benchmark
def test_a_hundred_thousand_take_less_than_a_minute(tmp_path: Path) -> None:
    before = time.process_time()
    with create_demo(tmp_path / "r.db", 100_000, DAY) as register, register.reading() as db:
        assert db.value("SELECT count(*) FROM member") == 100_000
    assert time.process_time() - before < 60


def test_a_made_up_register_is_worked_on_like_any_other(tmp_path: Path) -> None:
    with create_demo(tmp_path / "r.db", 20) as register:
        assert register.undoable() is None
        assert isinstance(register.clock, SystemClock)


def test_a_demo_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def burst(_story: object, month: int) -> None:
        if month == 2:
            raise ZeroDivisionError

    monkeypatch.setattr(events, "happen", burst)
    with pytest.raises(ZeroDivisionError):
        create_demo(tmp_path / "r.db", 50, DAY)
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == []


def test_a_demo_goes_over_nothing(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    path.write_text("mine")
    with pytest.raises(UserError) as refused:
        create_demo(path, 50, DAY)
    assert refused.value.code == "register.exists"
    assert path.read_text() == "mine"


def test_a_season_of_events_was_attended_and_talked_over(demo: Register) -> None:
    with demo.reading() as db:
        past = dict(
            db.rows(
                "SELECT e.kind, count(*) FROM event e WHERE e.cancelled_at IS NULL"
                " AND e.repeats = '' AND EXISTS (SELECT 1 FROM session s JOIN attendance a"
                " ON a.session_id = s.id WHERE s.event_id = e.id) GROUP BY e.kind"
            )
        )
        assert past["meet_up"] >= 6
        assert past["salon"] >= 3
        assert past["private_board"] == 2
        assert past["lecture"] == 1
        entries = events_store.entries(db, DAY, DAY + dt.timedelta(days=40))
        assert {one.kind for one in entries} >= {"meet_up", "lecture", "private_board", "visit"}
        assert db.value("SELECT count(*) FROM event WHERE cancelled_at IS NOT NULL") == 1
        assert db.value("SELECT count(*) FROM skipped_occurrence") == 1
        assert db.value("SELECT count(*) FROM feedback_answer") > 10
        notes = db.column("SELECT DISTINCT kind FROM event_note")
        assert set(notes) == {"topic", "question", "advice", "problem", "story"}
        assert db.value("SELECT count(*) FROM event_note WHERE settled_event_id IS NOT NULL") > 3
        promises = db.rows("SELECT done_on FROM task WHERE purpose = 'promise'")
        assert {day is None for (day,) in promises} == {True, False}
        assert db.value("SELECT count(*) FROM willing_host") == 5


def test_the_next_meet_up_day_is_full_and_half_paid(demo: Register) -> None:
    with demo.reading() as db:
        entries = events_store.entries(db, DAY, DAY + dt.timedelta(days=40))
        key = next(one.key for one in entries if one.kind == "meet_up")
        event = events_store.event(db, key)
        assert event is not None
        assert event.host_id is not None
        coming = participants(db, event.id)
    assert sum(one.seats for one in coming if one.is_expected) in (23, 24)
    assert [one for one in coming if one.is_waiting]
    assert [one for one in coming if one.withdrawn_at]
    assert 4 <= sum(one.paid_fen is not None for one in coming) <= 7
    assert {one.came_by for one in coming} == {"chain"}


def test_nothing_is_said_of_an_event_before_it_took_place(demo: Register) -> None:
    with demo.reading() as db:
        assert not db.rows(
            "SELECT a.id FROM attendance a JOIN session s ON s.id = a.session_id"
            " WHERE s.held_on >= ?",
            (DAY.isoformat(),),
        )
        assert db.value("SELECT max(done_on) FROM task") < DAY.isoformat()


@pytest.mark.parametrize("days", range(0, 36, 5))
def test_a_season_can_be_told_on_any_day(tmp_path: Path, days: int) -> None:
    day = dt.date(2026, 11, 27) + dt.timedelta(days=days)
    with create_demo(tmp_path / "r.db", 60, day) as register, register.reading() as db:
        assert db.rows("PRAGMA foreign_key_check") == []
        assert events_store.entries(db, day, day + dt.timedelta(days=40))
