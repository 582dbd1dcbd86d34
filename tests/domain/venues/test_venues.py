"""Venues and their rooms: found by name and pinyin, never doubled, kept while events use them."""

import datetime as dt

import pytest

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.events import actions as events
from organizer.domain.events.records import SessionTime
from organizer.domain.venues import actions, store
from tests import factories
from tests.snapshots import every_row


@pytest.fixture
def venue(register: Register) -> str:
    """A campus with two rooms."""
    with register.step() as step:
        host = factories.make_institution(step)
        found = actions.add(
            step, "晨光校区", address=" 金水路  1 号 ", institution_id=host, notes="二楼\n签到"
        )
        actions.set_rooms(step, found, [(None, "201", 30), (None, "报告厅", None)])
    return found


def test_a_venue_is_found_by_name_address_and_pinyin(register: Register, venue: str) -> None:
    with register.reading() as db:
        for words in ("晨光", "chenguang", "cgxq", "金水路"):
            assert [one.id for one in store.venues(db, words)] == [venue], words
        assert store.venues(db, "没有") == []
        (found,) = store.venues(db)
        assert [one.id for one in store.of_institution(db, found.institution_id or "")] == [venue]
    assert (found.address, found.notes, found.institution_name) == (
        "金水路 1 号",
        "二楼\n签到",
        factories.INSTITUTIONS[0],
    )
    assert [(room.name, room.capacity) for room in found.rooms] == [("201", 30), ("报告厅", None)]


def test_rooms_keep_their_rows_when_they_are_renamed_and_moved(
    register: Register, venue: str
) -> None:
    with register.reading() as db:
        first, second = store.rooms_of(db, venue)
    with register.step() as step:
        actions.set_rooms(step, venue, [(second.id, "大报告厅", 120), (first.id, "201", 30)])
    with register.reading() as db:
        assert [(room.id, room.name) for room in store.rooms_of(db, venue)] == [
            (second.id, "大报告厅"),
            (first.id, "201"),
        ]


def test_a_room_with_events_does_not_go(register: Register, venue: str) -> None:
    with register.reading() as db:
        first, second = store.rooms_of(db, venue)
    with register.step() as step:
        day = SessionTime(dt.date(2026, 3, 11), "19:30", 90)
        events.add(step, "夜谈", "salon", [day], venue_id=venue, room_id=first.id)
    before = every_row(register)
    with pytest.raises(UserError) as refused, register.step() as step:
        actions.set_rooms(step, venue, [(second.id, "报告厅", None)])
    assert refused.value.code == "venues.room_in_use"
    assert every_row(register) == before
    with register.step() as step:
        actions.set_rooms(step, venue, [(first.id, "201", None)])


@pytest.mark.parametrize(
    ("rooms", "code"),
    [
        ([(None, " ", None)], "venues.room_name"),
        ([(None, "A", None), (None, " A ", 3)], "venues.room_name"),
        ([(None, "A", 0)], "venues.room_capacity"),
    ],
)
def test_rooms_that_cannot_be_are_refused(
    register: Register, venue: str, rooms: list[tuple[str | None, str, int | None]], code: str
) -> None:
    with pytest.raises(UserError) as refused, register.step() as step:
        actions.set_rooms(step, venue, rooms)
    assert refused.value.code == code


def test_names_are_needed_and_not_doubled(register: Register, venue: str) -> None:
    for name, code in (("  ", "venues.no_name"), (" 晨光校区", "venues.name_taken")):
        with pytest.raises(UserError) as refused, register.step() as step:
            actions.add(step, name)
        assert refused.value.code == code
    with register.step() as step:
        assert not actions.change(step, venue, name="晨光校区")
        assert actions.change(step, venue, name="晨光总校")
    with register.reading() as db:
        assert [one.id for one in store.venues(db, "zongxiao")] == [venue]


def test_an_archived_venue_frees_its_name_and_comes_back(register: Register, venue: str) -> None:
    before = every_row(register)
    with register.step() as step:
        assert actions.archive(step, [venue]) == 1
    with register.reading() as db:
        assert store.venues(db) == []
        assert [one.archived for one in store.venues(db, archived=True)] == [True]
    register.undo()
    assert every_row(register) == before
