"""People put on the list by hand, from a group or from a table file."""

import datetime as dt
from pathlib import Path

import pytest

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.events import actions, actions_participants, actions_sign_up
from organizer.domain.events.actions_sign_up import Comer
from organizer.domain.events.sign_up_lists import chain_of_file
from organizer.domain.events.sign_up_planning import plan_sign_up
from tests.domain.events.test_sign_up import (
    apply,
    chain,
    coming,
    event_of,
    on_list,
    paste,
    states,
)


def add(register: Register, event_id: str, *comers: Comer) -> actions_sign_up.Added:
    with register.step() as step:
        return actions_sign_up.add(step, event_id, comers)


def test_whoever_finds_no_seat_waits_and_nobody_passes(register: Register) -> None:
    event_id, people = event_of(register, "曾国栋", "单雨桐", "李雷", capacity=3)
    done = add(register, event_id, Comer(people[0], seats=2), Comer(people[1], seats=2))
    assert done == (2, 1, 0)
    assert add(register, event_id, Comer(people[2])) == (1, 1, 0), "one seat is free, but one waits"
    assert coming(register, event_id) == {"曾国栋": 2}


def test_who_is_on_the_list_is_not_added_again(register: Register) -> None:
    event_id, people = event_of(register, "曾国栋")
    walk_in = Comer(name="路人甲")
    assert add(register, event_id, Comer(people[0]), walk_in, walk_in).signed_up == 2
    assert add(register, event_id, Comer(people[0], seats=3), walk_in) == (0, 0, 2)
    with register.step() as step:
        actions_participants.withdraw(step, [one.id for one in on_list(register, event_id)])
    assert add(register, event_id, Comer(people[0])).signed_up == 1
    assert coming(register, event_id) == {"曾国栋": 1}


def test_seats_that_cannot_be_change_nothing(register: Register) -> None:
    event_id, people = event_of(register, "曾国栋")
    with pytest.raises(UserError) as refusal:
        add(register, event_id, Comer(people[0]), Comer(name="路人甲", seats=100))
    assert refusal.value.code == "events.seats"
    assert on_list(register, event_id) == []


def test_a_table_adds_people_and_takes_nobody_off(register: Register, tmp_path: Path) -> None:
    event_id, _people = event_of(register, "曾国栋", "单雨桐", "李雷")
    paste(register, event_id, chain("曾国栋+2", "单雨桐", "路人甲"))
    path = tmp_path / "报名表.csv"
    path.write_text("序号,姓名,单位,人数\n1,曾国栋,,\n2,李雷,,2\n3,韩梅梅,小荷美术,1\n", "utf-8")
    with register.reading() as db:
        wanted = plan_sign_up(db, event_id, chain_of_file(path), "list")
    assert states(wanted) == ["same", "new", "new"]
    assert wanted.gone == ()
    apply(register, wanted)
    found = {one.name: one for one in on_list(register, event_id)}
    assert coming(register, event_id) == {
        "曾国栋": 3,
        "单雨桐": 1,
        "路人甲": 1,
        "李雷": 2,
        "韩梅梅": 1,
    }
    assert found["韩梅梅"].institution == "小荷美术"
    assert (found["李雷"].came_by, found["李雷"].signed_line) == ("list", "")
    # the chain that grows next still only speaks of its own
    paste(register, event_id, chain("曾国栋+2", "单雨桐"))
    assert coming(register, event_id) == {"曾国栋": 3, "单雨桐": 1, "李雷": 2, "韩梅梅": 1}


def test_a_table_that_says_another_number_changes_it(register: Register, tmp_path: Path) -> None:
    event_id, _people = event_of(register, "曾国栋")
    paste(register, event_id, chain("曾国栋"))
    path = tmp_path / "报名表.csv"
    path.write_text("姓名,人数\n曾国栋,4\n", "utf-8")
    with register.reading() as db:
        wanted = plan_sign_up(db, event_id, chain_of_file(path), "list")
    assert states(wanted) == ["changed"]
    apply(register, wanted)
    assert coming(register, event_id) == {"曾国栋": 4}
    paste(register, event_id, chain("曾国栋"))
    assert coming(register, event_id) == {"曾国栋": 4}, "the same line again changes nothing"


def test_a_file_without_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "价目.csv"
    path.write_text("电话,单位\n13800000000,晨光\n", "utf-8")
    with pytest.raises(UserError) as refusal:
        chain_of_file(path)
    assert refusal.value.code == "events.list_without_names"


def test_a_day_of_a_repetition_gets_its_own_list(register: Register) -> None:
    from organizer.domain.events import actions_series
    from organizer.domain.events.records import Key, SessionTime
    from organizer.domain.events.recurrence import NthWeekday, Repetition

    day = dt.date(2026, 3, 14)
    with register.step() as step:
        event_id = actions.add(step, "月会", "meet_up", [SessionTime(day, "14:00", 120)])
        actions_series.repeat(step, event_id, Repetition("MONTHLY", weekdays=(NthWeekday(2, 5),)))
    with register.step() as step:
        actions_sign_up.add(step, Key(event_id, dt.date(2026, 4, 11)), [Comer(name="路人甲")])
    assert on_list(register, event_id) == []
