"""What was said at an event as text; promises changed, and told on a person's page."""

import datetime as dt

import pytest

from organizer.base import words
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.events import actions, actions_said, store, store_promises, store_said
from organizer.domain.events.records import SessionTime
from organizer.domain.events.said_text import said_text
from organizer.domain.tasks import actions as tasks
from organizer.domain.tasks import store as store_tasks
from tests import factories

DAY = dt.date(2026, 3, 11)


@pytest.fixture
def board(register: Register) -> tuple[str, str, str]:
    """A private board, a member who promised something there, and the promise."""
    with register.step() as step:
        member = factories.make_member(step, "王芳")
        event_id = actions.add(
            step, "三月私董会", "private_board", [SessionTime(DAY, "14:00", 180)]
        )
        promise = actions_said.promise(step, event_id, member, "各谈一次", dt.date(2026, 3, 25))
    return event_id, member, promise


def test_the_text_tells_kind_by_kind_with_votes_and_days(
    register: Register, board: tuple[str, str, str]
) -> None:
    words.set_language("zh_Hans")
    event_id, member, _promise = board
    with register.step() as step:
        few = actions_said.write_down(step, event_id, "topic", "开分校", speaker="来宾")
        many = actions_said.write_down(step, event_id, "topic", "留老师", member_id=member)
        actions_said.vote(step, [(few, 2), (many, 6)])
        actions_said.settle(step, event_id, [many], "先长谈")
        actions_said.write_down(step, event_id, "advice", "先看账")
        actions.change(step, event_id, minutes="都到了。")
    with register.reading() as db:
        event = store.event(db, event_id)
        assert event is not None
        notes = store_said.notes(db, event_id)
        promises = store_tasks.of_subject(db, "event", event_id, "promise")
        text = said_text(event, notes, promises, "zh_Hans")
    lines = text.split("\n")
    assert lines[0] == "三月私董会"
    assert "3月11日" in lines[1]
    first, second = (at for at, line in enumerate(lines) if "票" in line or "vote" in line)
    assert "留老师" in lines[first]
    assert "先长谈" in lines[first]
    assert "来宾" in lines[second]
    assert any(line.startswith("1. ") and line.endswith("先看账") for line in lines)
    assert any("各谈一次" in line and "3月25日" in line for line in lines)
    assert lines[-1] == "都到了。"


def test_an_event_nothing_was_said_at_is_its_title_and_day(
    register: Register, board: tuple[str, str, str]
) -> None:
    with register.reading() as db:
        event = store.event(db, board[0])
        assert event is not None
        assert len(said_text(event, [], [], "en").split("\n")) == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"member_id": None}, "events.promise_nobody"),
        ({"due_on": None}, "events.promise_no_day"),
        ({"due_on": dt.date(2026, 3, 10)}, "events.promise_too_early"),
        ({"words": " "}, "tasks.no_words"),
    ],
)
def test_a_promise_keeps_its_person_and_day(
    register: Register, board: tuple[str, str, str], changes: dict[str, object], code: str
) -> None:
    with pytest.raises(UserError) as refusal, register.step() as step:
        actions_said.change_promise(step, board[2], **changes)
    assert refusal.value.code == code
    with register.reading() as db:
        task = store_tasks.task(db, board[2])
    assert task is not None
    assert (task.member_id, task.due_on) == (board[1], dt.date(2026, 3, 25))


def test_a_person_s_page_tells_where_it_was_promised(
    register: Register, board: tuple[str, str, str]
) -> None:
    event_id, member, promise = board
    with register.step() as step:
        actions_said.change_promise(step, promise, due_on=DAY, words="各谈两次")
        other = tasks.add(
            step, "next_step", "回访", kind="member", subject_id=member, member_id=member
        )
        tasks.finish(step, [other])
    with register.reading() as db:
        found = store_promises.of_member(db, member)
    assert [(one.task.id, one.event_title, one.event_day) for one in found] == [
        (promise, "三月私董会", DAY),
        (other, "", None),
    ]
    assert found[0].task.words == "各谈两次"
    assert found[0].task.subject_id == event_id
