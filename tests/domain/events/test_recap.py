"""The recap and the feedback request as they are pasted into a chat."""

import datetime as dt
from typing import Any

import pytest

from organizer.base.register import Register
from organizer.base.steps import Step
from organizer.domain.events import (
    actions,
    actions_feedback,
    actions_participants,
    actions_said,
    recap,
)
from organizer.domain.events.records import Key, SessionTime
from organizer.domain.events.recurrence import NthWeekday, Repetition
from organizer.domain.groups import actions as groups
from organizer.domain.texts import store as texts
from organizer.domain.texts.rendering import checked
from tests import factories


def salon(step: Step, month: int, day: int, *group_ids: str, **fields: Any) -> str:
    time = SessionTime(dt.date(2026, month, day), "19:00", 120)
    return actions.add(step, f"{month}月沙龙", "salon", [time], group_ids=group_ids, **fields)


def test_a_recap_thanks_counts_and_names_the_next_date(register: Register) -> None:
    with register.step() as step:
        group, other = groups.add(step, "甲群"), groups.add(step, "乙群")
        came, absent, leader = factories.make_members(step, ("王小明", "李雷", "韩梅梅"))
        event_id = salon(
            step, 3, 4, group, host_id=factories.make_institution(step),
            people={"organiser": [leader]},
        )  # fmt: skip
        salon(step, 3, 18, other)
        salon(step, 4, 8, group, place="二七校区")
        guests = actions_participants.sign_up_members(step, event_id, [came, absent])
        session = step.value("SELECT id FROM session WHERE event_id = ?", (event_id,))
        actions_participants.mark(step, session, guests[:1], "present")
        problem = actions_said.write_down(step, event_id, "problem", "续费难")
        actions_said.settle(step, event_id, [problem])
        actions_said.promise(step, event_id, leader, "整理话术", dt.date(2026, 3, 20))
    with register.reading() as db:
        chinese, english = recap.recap(db, event_id), recap.recap(db, event_id, "en")
    assert chinese == (
        "【3月沙龙】回顾\n3月4日（周三），1 位伙伴到场，谢谢大家。\n\n"
        "感谢东道主晨光教育，场地和茶水都费心了。\n感谢韩梅梅张罗。\n这次聊透了：续费难。\n\n"
        "大家许下的承诺：\n· 韩梅梅：整理话术（3月20日（周五）前）\n\n到场：王小明\n\n"
        "下次见：4月8日（周三） 19:00，4月沙龙，二七校区。"
    )
    for words in ("Wed, 4 March, 1 of us", "Thanks to 晨光教育", "by Fri, 20 March",
                  "See you on Wed, 8 April 19:00: 4月沙龙, 二七校区."):  # fmt: skip
        assert words in english


def test_a_bare_event_has_a_short_recap(register: Register) -> None:
    with register.step() as step:
        event_id = salon(step, 3, 4)
    with register.reading() as db:
        assert recap.recap(db, event_id) == "【3月沙龙】回顾\n3月4日（周三），谢谢大家。"


def test_the_next_day_of_a_repetition_goes_before_others_of_its_kind(register: Register) -> None:
    with register.step() as step:
        monthly = Repetition("MONTHLY", weekdays=(NthWeekday(1, 2),))
        pattern = salon(step, 3, 4, repetition=monthly)
        salon(step, 3, 20)
        actions.cancel(step, [Key(pattern, dt.date(2026, 4, 1))])
    with register.reading() as db:
        values = recap.recap_values(db, Key(pattern, dt.date(2026, 3, 4)), "zh_Hans")
    assert values["next_date"] == "5月6日（周三） 19:00"


def test_the_request_asks_what_was_written_down(register: Register) -> None:
    with register.step() as step:
        event_id = salon(step, 3, 4)
        actions_feedback.ask(step, event_id, ["收获？", "改进？"])
    with register.reading() as db:
        words = recap.feedback_request(db, event_id)
        english = recap.feedback_request(db, event_id, "en")
    assert "【3月沙龙】" in words
    assert "1. 收获？\n2. 改进？\n" in words
    assert "1. 收获？\n2. 改进？\n" in english


@pytest.mark.parametrize("key", sorted(recap.PLACEHOLDERS))
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_built_in_texts_ask_only_for_words_there_are(key: str, language: str) -> None:
    body = texts.built_in(key, language).body
    assert checked(body, recap.PLACEHOLDERS[key]) == body
