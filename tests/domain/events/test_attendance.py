"""The list at the door: who stands on it, in which order, who is found, what is noted."""

import datetime as dt

from organizer.base.register import Register
from organizer.domain.events import (
    actions,
    actions_attendance,
    actions_participants,
    attendance,
    store_attendance,
)
from organizer.domain.events.attendance import DoorSearch, Roll, Tally
from organizer.domain.events.records import Key, Session, SessionTime
from organizer.domain.events.recurrence import NthWeekday, Repetition
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from tests import factories

DAY = dt.date(2026, 3, 14)
MORNING = SessionTime(DAY, "09:30", 120)
AFTERNOON = SessionTime(DAY, "14:00", 120)
NOON = dt.datetime.combine(DAY, dt.time(10))


def plan(register: Register, *times: SessionTime) -> str:
    with register.step() as step:
        return actions.add(step, "三月沟通日", "meet_up", times or (MORNING,))


def sign_up(register: Register, key: str, *names: str) -> list[str]:
    with register.step() as step:
        return [actions_participants.sign_up(step, key, name=name) for name in names]


def roll(register: Register, key: str, session_id: str = "", now: dt.datetime = NOON) -> Roll:
    with register.reading() as db:
        found = store_attendance.roll(db, key, session_id, now)
    assert found is not None
    return found


def names(found: Roll) -> list[str]:
    return [one.name for one in found.people]


def test_the_list_is_in_the_order_of_the_printed_sheet_with_walk_ins_on_its_empty_rows(
    register: Register,
) -> None:
    key = plan(register)
    sign_up(register, key, "赵六", "安琪", "曾国栋")
    session = roll(register, key).session_id
    with register.step() as step:
        actions_attendance.walk_in(step, key, session, name="阿明")
        actions_attendance.walk_in(step, key, "", name="阿川")
    found = roll(register, key)
    # 曾 as a surname is Zēng; 阿明 came before 阿川 and stays on his row of the paper
    assert names(found) == ["安琪", "曾国栋", "赵六", "阿明", "阿川"]
    states = [one.presence(session) for one in found.people]
    assert attendance.tally(states) == Tally(present=2, absent=0, excused=0, unknown=3)


def test_who_withdrew_or_waits_is_not_listed_unless_they_came(register: Register) -> None:
    key = plan(register)
    stays, leaves, waits = sign_up(register, key, "安琪", "白露", "陈晨")
    with register.step() as step:
        actions_participants.withdraw(step, [leaves])
        actions_participants.put_on_waiting_list(step, [waits])
    found = roll(register, key)
    assert [one.id for one in found.people] == [stays]
    with register.step() as step:
        actions_participants.mark(step, found.session_id, [leaves], "present")
    assert [one.id for one in roll(register, key).people] == [stays, leaves]


def test_where_nobody_signed_up_the_invited_are_put_on_the_list(register: Register) -> None:
    with register.step() as step:
        group = groups.add(step, "校长群", platform="wechat")
        people = factories.make_members(step, ["安琪", "白露"])
        memberships.join(step, group, people, on=dt.date(2026, 1, 1))
        key = actions.add(step, "讲座", "lecture", [MORNING], group_ids=[group])
    assert names(roll(register, key)) == []
    with register.step() as step:
        assert actions_attendance.list_invited(step, key) == 2
    assert names(roll(register, key)) == ["安琪", "白露"]
    sign_up(register, key, "陈晨")  # now there is a list of those who said they come
    assert names(roll(register, key)) == ["陈晨"]


def test_a_walk_in_gives_a_day_of_a_repetition_its_own_row(register: Register) -> None:
    weekly = Repetition("WEEKLY", weekdays=(NthWeekday(0, 5),))
    with register.step() as step:
        pattern = actions.add(step, "周六茶座", "salon", [MORNING], repetition=weekly)
    key = str(Key(pattern, DAY + dt.timedelta(days=7)))
    assert roll(register, key).session_id == ""
    with register.step() as step:
        actions_attendance.walk_in(step, key, "", name="阿明")
    found = roll(register, key)
    assert names(found) == ["阿明"]
    assert found.people[0].presence(found.session_id) == "present"
    assert found.session is not None
    assert found.session.time.day == DAY + dt.timedelta(days=7)


def test_the_session_meant_is_the_one_that_is_not_over() -> None:
    morning, afternoon = Session("1", MORNING), Session("2", AFTERNOON)
    day = dt.datetime.combine(DAY, dt.time())
    expected = {8: "1", 12: "1", 13: "2", 17: "2", 23: "2"}
    for hour, session_id in expected.items():
        found = attendance.session_now([morning, afternoon], day + dt.timedelta(hours=hour))
        assert found is not None
        assert found.id == session_id, hour
    assert attendance.session_now([], day) is None


def test_people_are_found_by_name_pinyin_initials_and_last_digits(register: Register) -> None:
    with register.step() as step:
        people = factories.make_members(step, ["曾国栋", "单雨桐", "王小明"])
        key = actions.add(step, "三月沟通日", "meet_up", [MORNING])
        actions_participants.sign_up_members(step, key, people)
    sign_up(register, key, "王小美")  # nobody knows who that is, yet she is found alike
    search = DoorSearch(roll(register, key).people)

    def found(words: str) -> list[str]:
        return [one.name for one in search.find(words)]

    assert found("曾国栋") == found("zengguo") == found("zgd") == ["曾国栋"]
    assert found("shanyu") == ["单雨桐"]
    assert found("wxm") == ["王小美", "王小明"]
    assert found("小美") == found("wangxiaomei") == ["王小美"]
    assert found("0001") == ["单雨桐"]  # 13800000001
    assert found("13800000002") == ["王小明"]
    assert found("孙") == found("  ") == []


def test_who_did_not_come_is_told_with_the_excused_last(register: Register) -> None:
    key = plan(register)
    came, absent, excused, unknown = sign_up(register, key, "安琪", "白露", "陈晨", "邓超")
    session = roll(register, key).session_id
    with register.step() as step:
        actions_participants.mark(step, session, [came], "present")
        actions_participants.mark(step, session, [excused], "excused")
        actions_participants.mark(step, session, [absent], "absent")
    with register.step() as step:  # somebody who was erased keeps a seat without a name
        nameless = actions_participants.sign_up(step, key, name="某人")
        actions_participants.mark(step, session, [nameless], "absent")
        step.update("participant", nameless, name="")
    missing = attendance.did_not_come(roll(register, key).people, session)
    assert [one.id for one in missing] == [absent, unknown, excused]


def test_a_list_is_open_until_something_is_noted(register: Register) -> None:
    key = plan(register)

    def unticked() -> set[tuple[str, str]]:
        with register.reading() as db:
            return store_attendance.unticked(db, DAY, DAY)

    assert unticked() == set()  # nobody is expected: nothing to tick
    (person,) = sign_up(register, key, "安琪")
    session = roll(register, key).session_id
    assert unticked() == {(key, session)}
    with register.step() as step:
        actions_participants.mark(step, session, [person], "absent")
    assert unticked() == set()
    with register.step() as step:
        actions_participants.mark(step, session, [person], None)
        actions.cancel(step, [key])
    assert unticked() == set()
