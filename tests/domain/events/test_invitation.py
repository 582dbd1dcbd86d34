"""The texts before an event: what they say, in both languages, and what they leave out."""

import datetime as dt

import pytest

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.events import (
    actions,
    actions_participants,
    actions_series,
    invitation,
    store_participants,
    store_sign_up,
)
from organizer.domain.events.chain import read_chain
from organizer.domain.events.records import Key, SessionTime
from organizer.domain.events.recurrence import NthWeekday, Repetition
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.groups.records import JoinRow
from organizer.domain.texts import actions as texts
from organizer.domain.texts import store as text_store
from tests import factories

TODAY = dt.date(2026, 3, 9)
SATURDAY = SessionTime(dt.date(2026, 3, 14), "14:00", 120)
LANGUAGES = ("zh_Hans", "en")


def make_event(register: Register, *names: str, **fields: object) -> str:
    with register.step() as step:
        people = [factories.make_member(step, name) for name in names]
        group_id = groups.add(step, "校长群", platform="wechat")
        memberships.join_many(step, [JoinRow(group_id, one, TODAY) for one in people])
        return actions.add(
            step, "周六沙龙", "salon", [SATURDAY], group_ids=[group_id], **fields  # type: ignore[arg-type]
        )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_says_all_that_is_known_and_begins_a_chain(
    register: Register, language: str
) -> None:
    event_id = make_event(
        register, place="晨光教育三楼", capacity=30, cost_fen=3000, materials="招生方案"
    )
    with register.reading() as db:
        text = invitation.invitation(db, event_id, language=language)
    for said in ("周六沙龙", "14:00–16:00", "晨光教育三楼", "30", "¥30", "招生方案"):
        assert said in text
    assert ("3月14日（周六）" if language == "zh_Hans" else "Sat, 14 March") in text
    assert text.rstrip().endswith("1.")
    chain = read_chain(text + " 王芳")
    assert [item.text for item in chain.items] == ["王芳"], "what comes back is read again"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_known_leaves_no_trace(register: Register, language: str) -> None:
    event_id = make_event(register)
    with register.reading() as db:
        text = invitation.invitation(db, event_id, language=language)
    labels = ("地点", "费用", "名额", "带上", "Where", "Cost", "Seats", "bring", "None")
    assert not [label for label in labels if label in text]
    assert "\n\n\n" not in text
    assert len([line for line in text.split("\n") if "14:00" in line]) == 1


def test_several_sessions_have_a_line_each(register: Register) -> None:
    event_id = make_event(register)
    sunday = SessionTime(dt.date(2026, 3, 15), "09:00", 60, "收尾")
    with register.step() as step:
        actions.set_sessions(step, event_id, [SATURDAY, sunday])
    with register.reading() as db:
        text = invitation.invitation(db, event_id, language="zh_Hans")
        card = invitation.invitation_card(db, event_id, "zh_Hans")
    assert "时间：3月14日（周六） 14:00–16:00\n时间：3月15日（周日） 09:00–10:00 收尾\n" in text
    assert card.when[1] == "3月15日（周日） 09:00–10:00 收尾"


def test_the_owners_own_text_is_used(register: Register) -> None:
    event_id = make_event(register)
    with register.step() as step:
        texts.keep(step, "event_invitation", "zh_Hans", "来{{ 标题 }}！", invitation.INVITATION)
    with register.reading() as db:
        assert invitation.invitation(db, event_id) == "来周六沙龙！"
        assert invitation.invitation(db, event_id, "{{ 日期 }}见") == "3月14日（周六）见"
        with pytest.raises(UserError) as refusal:
            invitation.invitation(db, event_id, "{{ 天气 }}")
    assert refusal.value.code == "texts.unknown_word"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reminder_to_one_is_addressed_to_them(register: Register, language: str) -> None:
    event_id = make_event(register, "曾国栋", "单雨桐")
    with register.reading() as db:
        missing = store_sign_up.unanswered(db, event_id)
        all_of_them = invitation.reminder(db, event_id, missing, language)
        one = invitation.reminder(db, event_id, missing[:1], language)
    assert len(missing) == 2
    assert "@单雨桐 @曾国栋" in all_of_them
    assert missing[0].form_of_address in one
    assert "@" not in one
    assert missing[1].name not in one


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_asking_for_payment_says_what_each_owes(register: Register, language: str) -> None:
    event_id = make_event(register, cost_fen=3050)
    with register.step() as step:
        actions_participants.sign_up(step, event_id, name="王芳", seats=2)
        paid = actions_participants.sign_up(step, event_id, name="李雷")
        actions_participants.set_paid(step, [paid])
    with register.reading() as db:
        people = store_participants.participants(db, event_id)
        text = invitation.payment_request(
            db, event_id, [one for one in people if one.payment == "open"], language
        )
    assert "王芳 ¥61" in text
    assert "¥30.50" in text
    assert "李雷" not in text
    assert "\n\n\n" not in text


def test_a_repetition_as_a_whole_invites_nobody(register: Register) -> None:
    with register.step() as step:
        event_id = actions.add(step, "月会", "meet_up", [SATURDAY])
        actions_series.repeat(step, event_id, Repetition("MONTHLY", weekdays=(NthWeekday(2, 5),)))
    with register.reading() as db:
        with pytest.raises(UserError) as refusal:
            invitation.invitation(db, event_id)
        assert "周六" in invitation.invitation(db, Key(event_id, SATURDAY.day))
    assert refusal.value.code == "events.choose_a_day"


def test_every_text_stands_in_both_languages() -> None:
    for key in invitation.PLACEHOLDERS:
        found = [text_store.built_in(key, language) for language in LANGUAGES]
        assert all(one.title and one.body for one in found)
