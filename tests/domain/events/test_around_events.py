"""What belongs to an event besides its plan: own kinds, money, files, clashes, rules in words."""

import datetime as dt
from pathlib import Path

import pytest

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.base.words import set_language
from organizer.domain.events import (
    actions,
    actions_expenses,
    actions_files,
    actions_kinds,
    actions_participants,
    actions_place,
    actions_series,
    clashes,
    repetition_words,
    store,
    store_expenses,
    store_files,
)
from organizer.domain.events.records import OWN_KIND, Key, SessionTime
from organizer.domain.events.recurrence import NthWeekday, Repetition, checked
from organizer.domain.files import store as files
from organizer.domain.venues import actions as venues
from organizer.domain.venues import store as venue_store
from tests import factories
from tests.snapshots import every_row

EVENING = SessionTime(dt.date(2026, 3, 11), "19:30", 90)
WEEKLY = Repetition("WEEKLY", weekdays=(NthWeekday(0, 2),))


def _event(register: Register, **fields: object) -> str:
    with register.step() as step:
        return actions.add(step, "夜谈", "salon", [EVENING], **fields)  # type: ignore[arg-type]


def test_own_kinds_are_named_once_and_put_away(register: Register) -> None:
    with register.step() as step:
        kind = actions_kinds.add(step, " 读书 会 ", "amber")
        event = actions.add(step, "三月读书", OWN_KIND, [EVENING], own_kind_id=kind)
        for taken in ("读书会", "沙龙", ""):
            with pytest.raises(UserError):
                actions_kinds.add(step, taken)
        actions_kinds.change(step, kind, name="共读")
        actions_kinds.archive(step, kind)
    with register.reading() as db:
        assert store.own_kinds(db) == []
        found = store.event(db, event)
        assert found is not None
        assert found.kind_words() == "共读"
    with register.step() as step:
        actions_kinds.restore(step, kind)
        assert [one.name for one in store.own_kinds(step)] == ["共读"]


def test_what_was_collected_stands_against_what_was_spent(register: Register) -> None:
    event = _event(register, cost_fen=3_000)
    with register.step() as step:
        person = factories.make_member(step)
        sign_up = actions_participants.sign_up_members(step, event, [person])
        assert sign_up is not None
        row = step.value("SELECT id FROM participant WHERE event_id = ?", (event,))
        actions_participants.set_paid(step, [row])
        tea = actions_expenses.add(step, event, "茶点", 1_250)
        actions_expenses.add(step, event, "海报", 3_000, dt.date(2026, 3, 10))
        for purpose, amount in (("", 1), ("水", None), ("水", -1)):
            with pytest.raises(UserError):
                actions_expenses.add(step, event, purpose, amount)
    with register.reading() as db:
        money = store_expenses.money(db, event)
    assert (money.collected, money.spent, money.left) == (3_000, 4_250, -1_250)
    assert [one.purpose for one in money.expenses] == ["茶点", "海报"]
    with register.step() as step:
        actions_expenses.change(step, tea, amount_fen=1_000)
    with register.step() as step:
        actions_expenses.remove(step, tea)
    with register.reading() as db:
        assert store_expenses.money(db, event).spent == 3_000


def test_an_expense_of_one_day_stays_with_that_day(register: Register) -> None:
    pattern = _event(register, repetition=WEEKLY)
    day, other = Key(pattern, dt.date(2026, 3, 18)), Key(pattern, dt.date(2026, 3, 25))
    before = every_row(register)
    with register.step() as step:
        actions_expenses.add(step, day, "茶点", 500)
    with register.reading() as db:
        assert store_expenses.money(db, day).spent == 500
        assert store_expenses.money(db, other).spent == 0
    register.undo()
    assert every_row(register) == before


def test_files_hang_on_an_event_once(register: Register, tmp_path: Path) -> None:
    event = _event(register)
    names = ["合影.png", "同一张.png", "纪要.txt"]
    for name in names[:2]:
        (tmp_path / name).write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 9)
    (tmp_path / names[2]).write_text("纪要", encoding="utf-8")
    folder = files.folder_of(register.path)
    stored = [files.keep_file(folder, tmp_path / name) for name in names]
    with register.step() as step:
        assert actions_files.add(step, event, stored[:2]) == 1
    with register.step() as step:
        assert actions_files.add(step, event, stored) == 1
    with register.reading() as db:
        found = store_files.files(db, event)
    assert [one.file.name for one in found] == ["合影.png", "纪要.txt"]
    before = every_row(register)
    with register.step() as step:
        actions_files.remove(step, found[0].id)
    register.undo()
    assert every_row(register) == before


def test_clashes_name_place_host_and_who_leads(register: Register) -> None:
    with register.step() as step:
        host = factories.make_institution(step)
        person = factories.make_member(step)
        venue = venues.add(step, "报告厅")
        venues.set_rooms(step, venue, [(None, "一号", 20), (None, "二号", None)])
        one, two = (room.id for room in venue_store.rooms_of(step, venue))
    fields = {"host_id": host, "venue_id": venue, "people": {"organiser": [person]}}
    first = _event(register, **fields, room_id=one)
    overlapping = SessionTime(EVENING.day, "20:30", 300)
    with register.step() as step:
        second = actions.add(
            step, "同一晚", "salon", [overlapping], host_id=host, venue_id=venue, room_id=two,
            people={"speaker": [person], "helper": [person]},
        )  # fmt: skip
        third = actions.add(
            step, "过了午夜", "salon", [SessionTime(dt.date(2026, 3, 12), "01:00", 60)],
            venue_id=venue,
        )  # fmt: skip

    def reasons(event_id: str) -> set[tuple[str, str]]:
        with register.reading() as db:
            event = store.event(db, event_id)
            assert event is not None
            return {(one.reason, one.entry.title) for one in clashes.of_event(db, event)}

    assert reasons(first) == {("host", "同一晚"), ("person", "同一晚")}
    assert reasons(third) == {("venue", "同一晚")}
    with register.step() as step:
        actions.cancel(step, [second])
    assert reasons(first) == reasons(second) == set()


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (WEEKLY, "Every week on Wed"),
        (WEEKLY._replace(interval=2), "Every 2 weeks on Wed"),
        (
            Repetition("WEEKLY", weekdays=(NthWeekday(0, 5), NthWeekday(0, 0))),
            "Every week on Mon, Sat",
        ),
        (
            Repetition("MONTHLY", weekdays=(NthWeekday(1, 5),), until=dt.date(2026, 12, 31)),
            "Every month on the first Sat, until Dec 31, 2026",
        ),
        (Repetition("MONTHLY", 3, month_days=(-1,)), "Every 3 months on the last day"),
        (Repetition("MONTHLY", month_days=(31,)), "Every month on day 31"),
        (Repetition("DAILY"), "Every day"),
        (Repetition("YEARLY", months=(3,), month_days=(8,)), "Every year on 3/8"),
        (
            Repetition("MONTHLY", weekdays=(NthWeekday(0, 0),), positions=(1,)),
            "By a rule from another calendar",
        ),
    ],
)
def test_a_rule_is_said_in_words(rule: Repetition, words: str) -> None:
    set_language("en")
    text, first = checked(rule, EVENING.day)
    assert repetition_words.words_of(text, first) == words


def test_the_next_days_say_what_is_special_about_them(register: Register) -> None:
    text, first = checked(Repetition("MONTHLY", month_days=(1,)), dt.date(2026, 4, 1))
    with register.reading() as db:
        found = repetition_words.coming(db, text, first, dt.date(2026, 4, 15), 4)
        ended = repetition_words.coming(db, text + ";UNTIL=20260501", first, dt.date(2026, 4, 2))
    assert [one.day.month for one in found] == [5, 6, 7, 8]
    assert [one.special is not None for one in found] == [True, False, False, False]
    assert [one.day for one in ended] == [dt.date(2026, 5, 1)]


def test_an_event_is_at_its_hosts_campus_unless_a_place_is_said(register: Register) -> None:
    with register.step() as step:
        first, second = (factories.make_institution(step) for _ in range(2))
        campus = venues.add(step, "启明校区", institution_id=first)
        other = venues.add(step, "向阳校区", institution_id=second)
        plan = actions_place.plan
        event = plan(step, "沟通日", "meet_up", [EVENING], host_id=first)
        elsewhere = plan(step, "茶会", "salon", [EVENING], host_id=first, place="湖边")

    def at(event_id: str) -> str | None:
        with register.reading() as db:
            found = store.event(db, event_id)
            assert found is not None
            return found.venue_id

    assert (at(event), at(elsewhere)) == (campus, None)
    with register.step() as step:
        actions_place.set_host(step, event, "this", second)
        actions_place.set_host(step, elsewhere, "this", second)
    assert (at(event), at(elsewhere)) == (other, None)
    with register.step() as step:
        actions_place.set_host(step, event, "this", None)
    assert at(event) is None


def test_a_repetition_is_called_off_as_far_as_wanted(register: Register) -> None:
    pattern = _event(register, repetition=WEEKLY._replace(until=dt.date(2026, 4, 1)))
    third = Key(pattern, dt.date(2026, 3, 25))

    def struck() -> list[str]:
        with register.reading() as db:
            found = store.entries(db, dt.date(2026, 3, 1), dt.date(2026, 4, 30))
            return [f"{one.time.day:%m-%d}{'x' if one.cancelled else ''}" for one in found]

    before = every_row(register)
    with register.step() as step:
        actions_series.set_cancelled(
            step, Key(pattern, dt.date(2026, 3, 18)), "this", cancelled=True
        )
    assert struck() == ["03-11", "03-18x", "03-25", "04-01"]
    with register.step() as step:
        new = actions_series.set_cancelled(step, third, "following", cancelled=True)
    assert struck() == ["03-11", "03-18x", "03-25x", "04-01x"]
    with register.step() as step:
        day = Key(new, dt.date(2026, 4, 1))
        actions_series.set_cancelled(step, day, "this", cancelled=False)
    assert struck() == ["03-11", "03-18x", "03-25x", "04-01"]
    with register.step() as step:
        actions_series.set_cancelled(step, Key(pattern, EVENING.day), "all", cancelled=True)
    assert struck() == ["03-11x", "03-18x", "03-25x", "04-01"]
    for _again in range(4):
        register.undo()
    assert every_row(register) == before
