"""The agenda of an event: the usual one, changing it, and a day of a repetition with its own."""

import datetime as dt
from typing import Any

import pytest

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.events import (
    actions,
    actions_agenda,
    actions_said,
    agenda,
    store,
    store_agenda,
)
from organizer.domain.events.records import Key, SessionTime
from organizer.domain.events.recurrence import NthWeekday, Repetition
from tests import factories
from tests.snapshots import every_row

EVENING = SessionTime(dt.date(2026, 3, 11), "19:30", 120)


def plan(register: Register, kind: str = "salon", **fields: Any) -> str:
    with register.step() as step:
        return actions.add(step, "周三夜谈", kind, [EVENING], **fields)


def items(register: Register, key: str) -> list[agenda.AgendaItem]:
    with register.reading() as db:
        event = store.event(db, key)
        assert event is not None
        return store_agenda.items(db, event.id)


def kinds(register: Register, key: str) -> list[str]:
    return [one.kind or one.title for one in items(register, key)]


def test_a_salon_starts_from_its_usual_agenda_and_one_undo_takes_it_back(
    register: Register,
) -> None:
    event_id = plan(register)
    before = every_row(register)
    with register.step() as step:
        actions_agenda.make_usual(step, event_id)
    assert kinds(register, event_id) == ["welcome", "stories", "problems", "method", "information"]
    assert items(register, event_id)[0].words() == agenda.item_words("welcome")
    register.undo()
    assert every_row(register) == before


def test_the_stages_of_a_private_board_have_their_minutes_and_times(register: Register) -> None:
    event_id = plan(register, "private_board")
    with register.step() as step:
        actions_agenda.make_usual(step, event_id)
    stages = items(register, event_id)
    assert [one.kind for one in stages] == [
        "topics", "statement", "questions", "restatement", "advice", "promises", "closing"
    ]  # fmt: skip
    assert agenda.planned_minutes(stages) == 150
    times = agenda.starts(stages, EVENING.start())
    assert [f"{one:%H:%M}" for one in times[:3]] == ["19:30", "19:45", "20:05"]
    assert len(times) == len(stages)
    assert [one.written_down for one in stages] == [
        "topic", "", "question", "", "advice", "promise", ""
    ]  # fmt: skip
    assert agenda.starts([], EVENING.start()) == []


def test_what_is_left_from_last_time_gets_an_item(register: Register) -> None:
    with register.step() as step:
        earlier = actions.add(
            step, "二月沙龙", "salon", [EVENING._replace(day=dt.date(2026, 2, 11))]
        )
        actions_said.write_down(step, earlier, "problem", "招生难")
    event_id = plan(register)
    with register.step() as step:
        actions_agenda.make_usual(step, event_id)
    assert "open_problems" in kinds(register, event_id)


def test_items_are_added_changed_moved_and_removed(register: Register) -> None:
    event_id = plan(register)
    with register.step() as step:
        person = factories.make_member(step)
        first = actions_agenda.add(step, event_id, "method", minutes=30)
        own = actions_agenda.add(
            step, event_id, title=" 茶  歇 ", minutes=10, before_id=first, member_id=person
        )
        last = actions_agenda.add(step, event_id, "information")
    assert kinds(register, event_id) == ["茶 歇", "method", "information"]
    assert items(register, event_id)[0].member_name == factories.NAMES[0]
    with register.step() as step:
        actions_agenda.change(step, event_id, own, minutes=15, notes="水果")
        actions_agenda.reorder(step, event_id, [last, own])
    assert kinds(register, event_id) == ["information", "茶 歇", "method"]
    assert items(register, event_id)[1].minutes == 15
    with register.step() as step:
        assert actions_agenda.remove(step, event_id, [last]) == 1
    assert kinds(register, event_id) == ["茶 歇", "method"]


def test_one_day_of_a_repetition_has_an_agenda_of_its_own(register: Register) -> None:
    pattern = plan(register, repetition=Repetition("WEEKLY", weekdays=(NthWeekday(0, 2),)))
    with register.step() as step:
        actions_agenda.make_usual(step, pattern)
    day = str(Key(pattern, dt.date(2026, 3, 25)))
    shown = items(register, day)
    with register.step() as step:
        actions_agenda.change(step, day, shown[3].id, minutes=60)
        actions_agenda.remove(step, day, [items_of_day.id for items_of_day in own(step, day)[:1]])
    assert [one.minutes for one in items(register, day)] == [20, 20, 60, 10]
    assert [one.minutes for one in items(register, pattern)] == [10, 20, 20, 30, 10]


def own(step: Any, day: str) -> list[agenda.AgendaItem]:
    return store_agenda.items(step, store.resolve(step, day).event_id)


@pytest.mark.parametrize(
    ("code", "act"),
    [
        ("events.agenda_no_title", lambda step, key: actions_agenda.add(step, key, title="  ")),
        ("events.agenda_minutes", lambda step, key: actions_agenda.add(step, key, "method",
                                                                      minutes=0)),
        ("events.agenda_item_gone", lambda step, key: actions_agenda.remove(step, key, ["nobody"])),
        ("events.agenda_present", actions_agenda.make_usual),
    ],
)  # fmt: skip
def test_what_can_not_be_on_an_agenda_is_refused(register: Register, code: str, act: Any) -> None:
    event_id = plan(register)
    with register.step() as step:
        actions_agenda.make_usual(step, event_id)
    before = every_row(register)
    with pytest.raises(UserError) as refused, register.step() as step:
        act(step, event_id)
    assert refused.value.code == code
    assert every_row(register) == before


def test_a_kind_without_a_usual_agenda_says_so(register: Register) -> None:
    event_id = plan(register, "lecture")
    with pytest.raises(UserError) as refused, register.step() as step:
        actions_agenda.make_usual(step, event_id)
    assert refused.value.code == "events.no_usual_agenda"


def test_every_usual_item_has_words() -> None:
    for usual in agenda.USUAL.values():
        assert all(agenda.item_words(code) and minutes > 0 for code, minutes in usual)
    assert set(agenda.WRITTEN_DOWN) <= set(agenda.ITEMS)
