"""Feedback after an event: questions, answers pasted in several ways, shown when planning on."""

import datetime as dt

import pytest

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.base.steps import Step
from organizer.domain.events import actions, actions_feedback, feedback, store_feedback
from organizer.domain.events.records import SessionTime
from organizer.domain.groups import actions as groups
from tests import factories
from tests.snapshots import every_row

NAMES = ("王小明", "李雷", "欧阳雪")


def salon(step: Step, month: int, *group_ids: str) -> str:
    time = SessionTime(dt.date(2026, month, 4), "19:00", 120)
    return actions.add(step, "沙龙", "salon", [time], group_ids=group_ids)


def asked(register: Register, *questions: str) -> tuple[str, list[str]]:
    with register.step() as step:
        people = factories.make_members(step, NAMES)
        event_id = salon(step, 2, groups.add(step, "甲群"))
        actions_feedback.ask(step, event_id, questions or ("收获？",))
    return event_id, people


def plan(register: Register, event_id: str, text: str) -> feedback.AnswersPlan:
    with register.reading() as db:
        return store_feedback.plan_answers(db, event_id, text)


def kept(register: Register, event_id: str) -> list[tuple[str, str]]:
    with register.reading() as db:
        return [(one.name, one.words) for one in store_feedback.answers(db, event_id)]


CHAIN = "#接龙\n活动反馈\n\n1. 王小明 学到了续费话术\n2. 李雷：时间再短一点\n3. 赵钱孙 很好"
LINES = "王小明：学到了续费话术\n李雷: 时间再短一点\n赵钱孙：很好"
MESSAGES = (
    "王小明 2026/2/5 09:12\n学到了续费话术\n\n李雷 2026/2/5 09:15\n时间再短一点\n赵钱孙 10:00\n很好"
)


@pytest.mark.parametrize("text", [CHAIN, LINES, MESSAGES], ids=["chain", "lines", "messages"])
def test_answers_are_read_however_they_were_copied(register: Register, text: str) -> None:
    event_id, people = asked(register)
    planned = plan(register, event_id, text)
    assert [(one.read.name, one.read.words, one.member_id) for one in planned.answers] == [
        ("王小明", ("学到了续费话术",), people[0]),
        ("李雷", ("时间再短一点",), people[1]),
        ("赵钱孙", ("很好",), None),
    ]
    assert planned.unread == ()


def test_pasting_the_grown_answers_again_changes_only_what_changed(register: Register) -> None:
    event_id, _people = asked(register)
    before = every_row(register)
    with register.step() as step:
        assert actions_feedback.keep(step, plan(register, event_id, LINES)) == (3, 0, 0)
    again = plan(register, event_id, LINES.replace("很好", "非常好") + "\n欧阳雪：下次还来")
    assert [one.state for one in again.answers] == ["same", "same", "changed", "new"]
    with register.step() as step:
        actions_feedback.keep(step, again)
    assert kept(register, event_id) == [
        ("王小明", "学到了续费话术"),
        ("李雷", "时间再短一点"),
        ("赵钱孙", "非常好"),
        ("欧阳雪", "下次还来"),
    ]
    register.undo()
    register.undo()
    assert every_row(register) == before


def test_one_message_answers_several_questions(register: Register) -> None:
    event_id, _people = asked(register, "收获？", "改进？", "想听什么？")
    planned = plan(
        register,
        event_id,
        "王小明：①话术 ②早点开始 ③招生\n李雷：\n1. 都好\n2、没有\n欧阳雪：都不错",
    )
    assert [one.read.words for one in planned.answers] == [
        ("话术", "早点开始", "招生"),
        ("都好", "没有", ""),
        ("都不错", "", ""),
    ]
    moved = planned.with_words(2, ("", "都不错", "")).without(0)
    with register.step() as step:
        actions_feedback.keep(step, moved)
    assert kept(register, event_id) == [("李雷", "都好"), ("李雷", "没有"), ("欧阳雪", "都不错")]


def test_two_of_one_name_wait_for_the_owner(register: Register) -> None:
    event_id, _people = asked(register)
    with register.step() as step:
        other = factories.make_member(step, "李雷")
    planned = plan(register, event_id, LINES)
    assert planned.answers[1].state == "undecided"
    decided = planned.decided(1, other)
    with register.step() as step:
        assert actions_feedback.keep(step, decided).undecided == 0
    with register.reading() as db:
        assert store_feedback.answers(db, event_id)[1].member_id == other


def test_nothing_is_lost_and_words_without_a_name_are_kept_once(register: Register) -> None:
    event_id, _people = asked(register)
    text = "大家好，麻烦回一下\n王小明：不错\n比上次好\n王小明：还想听招生"
    planned = plan(register, event_id, text)
    assert [one.read.words for one in planned.answers] == [("不错\n比上次好\n还想听招生",)]
    assert [one.text for one in planned.unread] == ["大家好，麻烦回一下"]
    nameless = "1. 时间太长，下午会困\n2. 王小明 不错"
    for _time in range(2):
        with register.step() as step:
            actions_feedback.keep(step, plan(register, event_id, nameless))
    assert kept(register, event_id) == [("", "时间太长，下午会困"), ("王小明", "不错")]


def test_the_next_one_shows_what_was_said_of_the_last(register: Register) -> None:
    event_id, _people = asked(register)
    with register.step() as step:
        actions_feedback.keep(step, plan(register, event_id, LINES))
        group = step.value("SELECT group_id FROM event_group WHERE event_id = ?", (event_id,))
        following, elsewhere = salon(step, 3, group), salon(step, 3, groups.add(step, "乙群"))
    with register.reading() as db:
        found = store_feedback.of_last_time(db, following)
        assert store_feedback.of_last_time(db, elsewhere) is None
    assert found is not None
    assert found.event.id == event_id
    assert [len(answers) for _question, answers in found.questions] == [3]


def test_questions_with_answers_stay_and_there_are_three_at_most(register: Register) -> None:
    event_id, _people = asked(register, "收获？", "改进？")
    with register.step() as step:
        actions_feedback.keep(step, plan(register, event_id, "李雷：①好 ②无"))
    for questions, code in (
        (["收获？"], "events.question_answered"),
        ([" "], "events.question_count"),
        (["一", "二", "三", "四"], "events.question_count"),
    ):
        with pytest.raises(UserError) as refused, register.step() as step:
            actions_feedback.ask(step, event_id, questions)
        assert refused.value.code == code
    with register.step() as step:
        actions_feedback.ask(step, event_id, ["收获是？", "改进？", "还有？"])
    with register.reading() as db:
        words = [one.words for one in store_feedback.questions(db, event_id)]
    assert words == ["收获是？", "改进？", "还有？"]


def test_answers_to_nothing_and_no_answers_are_refused(register: Register) -> None:
    with register.step() as step:
        silent = salon(step, 2)
    with pytest.raises(UserError) as refused:
        plan(register, silent, LINES)
    assert refused.value.code == "events.nothing_asked"
    event_id, _people = asked(register)
    with pytest.raises(UserError) as refused:
        plan(register, event_id, "谢谢大家")
    assert refused.value.code == "events.no_answers"
