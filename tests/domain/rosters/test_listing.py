"""The members list: every order, filters that combine, and what a step makes of it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from organizer import domain
from organizer.base.register import Register
from organizer.base.steps import FinishedStep, Step
from organizer.domain.fields import actions as fields
from organizer.domain.fields import actions_own
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.institutions import actions as institutions
from organizer.domain.members import actions, store
from organizer.domain.members.records import NewAccount
from organizer.domain.roles import actions as roles
from organizer.domain.rosters.listing import roster_ids, roster_rows
from organizer.domain.rosters.store_filters import reshapes
from organizer.domain.rosters.store_history import past_of_member
from organizer.domain.rosters.store_listing import first_ids, in_use, touched
from tests.domain.conftest import TODAY
from tests.factories import make_institution, make_member, make_members


@pytest.fixture(autouse=True)
def _loaded() -> None:
    domain.load()


def names(register: Register, state: dict[str, Any], *order: Any) -> list[str]:
    with register.reading() as db:
        ids = roster_ids(db, state, *order, today=TODAY)
        return [row.member.name for row in roster_rows(db, ids)]


def filtered(register: Register, **filters: Any) -> list[str]:
    return names(register, {"words": "", "filters": filters})


class People:
    """Three people, two groups, one branch of differences."""

    def __init__(self, register: Register) -> None:
        with register.step() as step:
            self.school = make_institution(step, "晨光教育", subjects=["英语"])
            self.first = make_member(
                step, "安一", institution_id=self.school, position="校长", phones=["13800000001"]
            )
            self.second = make_member(step, "白二", district="110101", subjects=["美术"])
            self.third = make_member(
                step, "蔡三", accounts=[NewAccount("qq", "123456")], recommended_by_id=self.first
            )
            self.main = groups.add(step, "一群", platform="wechat")
            self.core = groups.add(step, "核心群", platform="wechat")
            memberships.join(step, self.main, [self.first, self.second], on=dt.date(2026, 1, 5))
            memberships.join(step, self.core, [self.first], on=dt.date(2026, 3, 1))
            roles.appoint(step, [self.second], "admin", group_id=self.main)
            self.tag = fields.add_tag(step, "讲师")
            fields.tag(step, "member", [self.third], [self.tag])
            self.field = actions_own.define(step, "member", "身高", "number")
            actions_own.set_value(step, self.field, [self.first], "180")
            actions_own.set_value(step, self.field, [self.second], "99")


@pytest.fixture
def people(register: Register) -> People:
    return People(register)


# --- lines and orders ----------------------------------------------------------------------------


def test_a_line_holds_groups_positions_and_own_fields(register: Register, people: People) -> None:
    with register.reading() as db:
        first, second, third = roster_rows(db, [people.first, people.second, people.third])
    assert first.groups == ("核心群", "一群")
    assert first.joined_on == "2026-03-01", "the day of the group joined last"
    assert first.values == {people.field: "180"}
    assert [(held.title, held.place) for held in second.roles] == [("admin", "一群")]
    assert (third.groups, third.roles, third.joined_on, third.values) == ((), (), "", {})


@pytest.mark.parametrize(
    ("sort", "up"),
    [
        ("joined", ["白二", "安一", "蔡三"]),
        ("groups", ["安一", "白二", "蔡三"]),
        ("roles", ["白二", "安一", "蔡三"]),
        ("tags", ["蔡三", "安一", "白二"]),
        ("subjects", ["白二", "安一", "蔡三"]),
        ("phone", ["安一", "白二", "蔡三"]),
        ("form_of_address", ["安一", "白二", "蔡三"]),
        ("own", ["白二", "安一", "蔡三"]),
    ],
)
def test_orders_of_other_subjects_put_empty_values_last_either_way(
    register: Register, people: People, sort: str, up: list[str]
) -> None:
    key = f"field:{people.field}" if sort == "own" else sort
    assert names(register, {}, key) == up
    down = names(register, {}, key, True)
    with register.reading() as db:
        rows = {row.member.name: row for row in roster_rows(db, [people.first, people.third])}
    known = {
        "joined": 2, "groups": 2, "roles": 1, "tags": 1, "subjects": 2, "phone": 1,
        "form_of_address": 3, "own": 2,
    }[sort]  # fmt: skip
    assert rows
    assert down[:known] == up[:known][::-1]
    assert down[known:] == up[known:]


def test_the_first_lines_are_the_beginning_of_the_whole_list(register: Register) -> None:
    with register.step() as step:
        ids = make_members(step)
        actions.archive(step, ids[:2])
    with register.reading() as db:
        first, count = first_ids(db)
        assert first == store.member_ids(db)
        assert count == len(ids) - 2


# --- filters -------------------------------------------------------------------------------------


def test_filters_ask_groups_positions_and_the_member(register: Register, people: People) -> None:
    assert filtered(register, group=[people.main]) == ["安一", "白二"]
    assert filtered(register, group=[people.core]) == ["安一"]
    assert filtered(register, group=[people.main, people.core]) == ["安一", "白二"]
    assert filtered(register, joined="2026-02-01") == ["安一"]
    assert filtered(register, joined={"days": 100}) == ["安一", "白二"]
    assert filtered(register, role=["admin"]) == ["白二"]
    assert filtered(register, has_role=False) == ["安一", "蔡三"]
    assert filtered(register, tag=[people.tag]) == ["蔡三"]
    assert filtered(register, has_tag=False) == ["安一", "白二"]
    assert filtered(register, institution=[people.school]) == ["安一"]
    assert filtered(register, has_institution=False) == ["白二", "蔡三"]
    assert filtered(register, in_a_group=False) == ["蔡三"]
    assert filtered(register, has_phone=True) == ["安一"]
    assert filtered(register, has_wechat=False) == ["蔡三"]
    assert filtered(register, district=["110101", "32"]) == ["白二"]
    assert filtered(register, subject=["英语", "美术"]) == ["安一", "白二"]
    assert filtered(register, recommended_by=[people.first]) == ["蔡三"]
    assert filtered(register, ids=[people.third]) == ["蔡三"]


def test_filters_of_own_fields(register: Register, people: People) -> None:
    key = f"field:{people.field}"
    assert filtered(register, **{key: {"from": 100}}) == ["安一"]
    assert filtered(register, **{key: {"to": 100}}) == ["白二"]
    with register.step() as step:
        text = actions_own.define(step, "member", "喜好", "text")
        actions_own.set_value(step, text, [people.third], "打球 100%")
        day = actions_own.define(step, "member", "拜访", "date")
        actions_own.set_value(step, day, [people.second], "2026-03-01")
        answer = actions_own.define(step, "member", "连锁", "yes_no")
        actions_own.set_value(step, answer, [people.second], "yes")
    assert filtered(register, **{f"field:{text}": "100%"}) == ["蔡三"]
    assert filtered(register, **{f"field:{text}": "打_"}) == [], "signs stand for themselves"
    assert filtered(register, **{f"field:{day}": {"days": 10}}) == ["白二"]
    assert filtered(register, **{f"field:{answer}": True}) == ["白二"]


def test_filters_combine_with_each_other_and_with_words(register: Register, people: People) -> None:
    assert filtered(register, group=[people.main], has_role=True) == ["白二"]
    state = {"words": "an", "filters": {"group": [people.main]}}
    assert names(register, state) == ["安一"]
    assert filtered(register, unknown_to_this_version=["x"]) == ["安一", "白二", "蔡三"]


def test_archived_people_are_listed_only_when_asked_for(register: Register, people: People) -> None:
    with register.step() as step:
        actions.archive(step, [people.second])
    assert filtered(register) == ["安一", "蔡三"]
    assert filtered(register, archived=True) == ["白二"]


def test_what_is_in_use_is_offered_with_how_many(register: Register, people: People) -> None:
    with register.reading() as db:
        assert in_use(db, "institution") == [(people.school, "晨光教育", 1)]
        assert in_use(db, "tag") == [(people.tag, "讲师", 1)]
        assert in_use(db, "recommended_by") == [(people.first, "安一", 1)]
        assert ("校长", "校长", 1) in in_use(db, "position")
        assert {row[0] for row in in_use(db, "district")} == {"410105", "110101"}


# --- after a step --------------------------------------------------------------------------------


def done(register: Register, action: Callable[[Step], object]) -> FinishedStep:
    with register.step() as step:
        action(step)
    assert register.last_step is not None
    return register.last_step


def test_a_step_names_the_lines_it_touches(register: Register, people: People) -> None:
    p = people
    for action, expected in (
        (lambda step: actions.change(step, p.first, notes="x"), {p.first, p.third}),
        (lambda step: actions.add_phones(step, p.second, ["13811111111"]), {p.second}),
        (lambda step: memberships.leave(step, p.core, [p.first]), {p.first}),
        (lambda step: roles.appoint(step, [p.third], "kol"), {p.third}),
        (lambda step: fields.untag(step, "member", [p.third], [p.tag]), {p.third}),
        (lambda step: actions_own.set_value(step, p.field, [p.first], ""), {p.first}),
        (lambda step: institutions.change(step, p.school, name="晨曦教育"), {p.first}),
        (lambda step: groups.change(step, p.main, name="二群"), {p.first, p.second}),
        (lambda step: actions.set_subjects(step, [p.second], []), {p.second}),
    ):
        step = done(register, action)
        with register.reading() as db:
            found = touched(db, step)
        assert set(found.ids or ()) == expected, step.action


def test_what_is_searched_is_told_to_the_index(register: Register, people: People) -> None:
    step = done(register, lambda step: actions.change(step, people.first, name="安乐"))
    with register.reading() as db:
        rows = touched(db, step).texts
    assert ("安乐" in rows[0][1]) or ("安乐" in rows[1][1])
    step = done(register, lambda step: memberships.leave(step, people.core, [people.first]))
    with register.reading() as db:
        assert touched(db, step).texts == ()


def test_too_many_lines_are_not_named(register: Register) -> None:
    with register.step() as step:
        ids = [make_member(step, f"王{n}") for n in range(1002)]
    finished = done(register, lambda step: actions.set_field(step, ids, "source", "沙龙"))
    with register.reading() as db:
        assert touched(db, finished).ids is None


def test_a_list_is_another_one_only_when_its_order_or_filters_look_at_what_changed(
    register: Register, people: People
) -> None:
    job = done(register, lambda step: actions.change(step, people.first, position="园长"))
    name = done(register, lambda step: actions.change(step, people.first, name="张一"))
    tag = done(register, lambda step: fields.tag(step, "member", [people.first], [people.tag]))
    phone = done(register, lambda step: actions.add_phones(step, people.first, ["13822222222"]))
    assert not reshapes(job, {}, "name")
    assert reshapes(job, {}, "position")
    assert reshapes(job, {"filters": {"position": ["园长"]}}, "name")
    assert reshapes(name, {}, "name")
    assert not reshapes(tag, {}, "name")
    assert reshapes(tag, {"filters": {"tag": [people.tag]}}, "name")
    assert reshapes(tag, {}, "tags")
    assert not reshapes(phone, {"filters": {"tag": [people.tag]}}, "name")
    assert reshapes(phone, {}, "phone")
    own = done(
        register, lambda step: actions_own.set_value(step, people.field, [people.third], "1")
    )
    assert reshapes(own, {"filters": {f"field:{people.field}": {"from": 1}}}, "name")
    assert not reshapes(own, {}, "name")


# --- the past of one member ----------------------------------------------------------------------


def test_the_past_tells_of_rows_that_went(register: Register, people: People) -> None:
    with register.reading() as db:
        phone = store.phones_of(db, people.first)[0]
    step = done(register, lambda step: actions.change_phone(step, phone.id, ""))
    with register.reading() as db:
        past = past_of_member(db, people.first)
        other = past_of_member(db, people.second)
    newest, changes = past.entries[0]
    assert newest.id == step.id
    assert [(one.table, one.kind) for one in changes] == [("phone", "delete")]
    assert past.rows[phone.id]["number"] == "13800000001"
    assert past.names[people.main] == "一群"
    assert step.id not in [entry.id for entry, _changes in other.entries]
