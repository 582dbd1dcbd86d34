"""Erasing a person who came to events: not a byte of them is left, and what was counted stays."""

import datetime as dt
from contextlib import suppress

from organizer.base.checking import check
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.events import (
    actions,
    actions_agenda,
    actions_feedback,
    actions_participants,
    actions_said,
    actions_visits,
    store,
    store_feedback,
    store_said,
)
from organizer.domain.events.records import SessionTime
from organizer.domain.events.store_participants import counts, participants
from organizer.domain.events.visits import PlannedVisit
from organizer.domain.joining import erasing
from tests.domain.conftest import TODAY
from tests.domain.joining.test_erasing import NAME, PHONE, bytes_of
from tests.factories import make_many, make_member

SAID, PROMISED, REMARK, LOOK = "想开第四家分店", "戒掉奶茶十天", "对花生过敏", "院里养着两只鹅"
TRACES = (NAME, PHONE, PROMISED, REMARK, LOOK, "yu chi ao shuang", "ycas")
PAST, COMING = TODAY - dt.timedelta(days=9), TODAY + dt.timedelta(days=9)


def traces(register: Register) -> list[str]:
    content = bytes_of(register)
    return [text for text in TRACES if text.encode() in content]


def plan(register: Register, title: str, kind: str, day: dt.date) -> str:
    with register.step() as step:
        return actions.add(step, title, kind, [SessionTime(day, "14:00", 120)])


def sign_up(register: Register, event_id: str, member_id: str, remark: str = "") -> str:
    with register.step() as step:
        return actions_participants.sign_up(
            step, event_id, member_id=member_id, signed_line=f"{NAME} 2人", seats=2, remark=remark
        )


def person_at_events(register: Register) -> tuple[str, str, str]:
    """Somebody who came, spoke, promised and was visited; with a past and a coming event."""
    with register.step() as step:
        others = make_many(step, 3)
        member_id = make_member(step, NAME, phones=[PHONE])
    past = plan(register, "沟通日", "meet_up", PAST)
    coming = plan(register, "下次沟通日", "meet_up", COMING)
    with register.step() as step:
        actions.set_people(step, past, "presenter", [member_id])
        actions_participants.sign_up_members(step, past, others)
    seat = sign_up(register, past, member_id)
    sign_up(register, coming, member_id, remark=REMARK)
    with register.step() as step:
        actions_participants.change(step, seat, remark=REMARK)
    with register.reading() as db:
        session_id = store.sessions_of(db, past)[0].id
        everybody = [one.id for one in participants(db, past)]
    with register.step() as step:
        actions_participants.mark(step, session_id, everybody, "present")
        actions_participants.walk_in(step, past, session_id, name=NAME)
    with register.step() as step:
        actions_said.write_down(
            step, past, "problem", f"{NAME}：{SAID}，电话{PHONE}", member_id=member_id
        )
        actions_said.write_down(step, past, "advice", SAID, speaker=NAME)
        actions_said.promise(step, past, member_id, PROMISED, COMING)
        actions_agenda.add(step, past, title=f"{NAME}分享", minutes=9, member_id=member_id)
    with register.step() as step:
        actions_feedback.ask(step, past, ["怎么样？"])
    with register.reading() as db:
        answers = store_feedback.plan_answers(db, past, f"{NAME}：很好")
    with register.step() as step:
        actions_feedback.keep(step, answers)
    with register.step() as step:
        visit = actions_visits.plan(
            step, past, [PlannedVisit(member_id, SessionTime(PAST, "10:00", 60), (others[0],))]
        )[0]
    with register.step() as step:
        actions_visits.made(step, visit, f"{NAME}：{LOOK}")
    with register.step() as step:
        actions.change(step, visit, place=f"{NAME}家")
    return member_id, past, coming


def test_no_byte_is_left_and_what_was_counted_stays(register: Register) -> None:
    member_id, past, coming = person_at_events(register)
    assert set(traces(register)) == set(TRACES)
    with register.reading() as db:
        before = counts(db, past, PAST)
        assert erasing.mentions(db, member_id) == [], "events are taken out without asking"
    erasing.erase_member(register, member_id)
    assert traces(register) == []
    assert check(register).is_whole()
    with register.reading() as db:
        after = counts(db, past, PAST)
        assert (after.signed_up, after.attended) == (before.signed_up, before.attended)
        seats = [one for one in participants(db, past) if one.member_id is None]
        assert [(one.name, one.seats, one.was_there) for one in seats] == [
            ("", 2, True),
            ("", 1, True),
        ]
        assert participants(db, coming) == [], "a seat still to come is given back"
        assert {one.words for one in store_said.notes(db, past)} == {
            f"＊＊＊：{SAID}，电话＊＊＊",
            SAID,
        }
        assert {one.speaker for one in store_said.notes(db, past)} == {""}
        assert db.value("SELECT count(*) FROM task") == 0
        assert db.column("SELECT words FROM feedback_answer") == ["很好"]
        assert db.column("SELECT title FROM agenda_item") == ["＊＊＊分享"]
        title, reading, minutes, place = db.rows(
            "SELECT title, reading, minutes, place FROM event WHERE kind = 'visit'"
        )[0]
    assert "＊＊＊" in title
    assert "chi" not in reading
    assert (minutes, place) == ("", "＊＊＊家")
    path = register.back_up()
    assert not any(text.encode() in path.read_bytes() for text in TRACES)


def test_everything_before_can_still_be_undone(register: Register) -> None:
    member_id, _past, _coming = person_at_events(register)
    erasing.erase_member(register, member_id)
    while register.undoable():
        with suppress(UserError):
            register.undo()
    assert traces(register) == []
    assert check(register).is_whole()


def test_a_title_the_owner_means_is_spelled_anew(register: Register) -> None:
    with register.step() as step:
        member_id = make_member(step, NAME, phones=[PHONE])
    event_id = plan(register, f"{NAME}新书分享", "lecture", COMING)
    with register.reading() as db:
        meant = erasing.mentions(db, member_id)
    assert [(one.table, one.row_id, one.column) for one in meant] == [("event", event_id, "title")]
    erasing.erase_member(register, member_id, meant)
    assert traces(register) == []
    with register.reading() as db:
        event = store.event(db, event_id)
        assert event is not None
        assert event.title == "＊＊＊新书分享"
        assert db.value("SELECT reading FROM event") == "xin shu fen xiang"


def test_a_namesake_keeps_what_stands_by_name_alone(register: Register) -> None:
    with register.step() as step:
        member_id = make_member(step, NAME, phones=[PHONE])
        make_member(step, NAME, phones=[])
    event_id = plan(register, "沙龙", "salon", PAST)
    with register.step() as step:
        actions_participants.sign_up(step, event_id, name=NAME)
        actions_said.write_down(step, event_id, "problem", SAID, speaker=NAME)
    erasing.erase_member(register, member_id)
    with register.reading() as db:
        assert [one.name for one in participants(db, event_id)] == [NAME]
        assert [one.speaker for one in store_said.notes(db, event_id)] == [NAME]
