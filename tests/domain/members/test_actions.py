from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizer.base.clock import FixedClock
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.base.steps import Step
from organizer.domain.fields import actions as fields
from organizer.domain.members import actions, actions_many, store
from organizer.domain.members.records import Member, NewAccount
from tests.domain.conftest import TODAY
from tests.factories import make_institution, make_many, make_member, make_members
from tests.snapshots import every_row


def member(register: Register, member_id: str) -> Member:
    with register.reading() as db:
        found = store.get(db, member_id)
    assert found is not None
    return found


def test_a_member_with_everything_is_added_in_one_step(register: Register) -> None:
    with register.step() as step:
        tag_id = fields.add_tag(step, "核心")
        institution_id = make_institution(step, subjects=["美术", "书法"])
    with register.step() as step:
        friend = make_member(step, "李雷")
        member_id = actions.add(
            step,
            " 曾国栋 ",
            phones=["138 1234 5678", "13812345678", ""],
            accounts=[
                NewAccount("wechat", "zgd88", "老曾"),
                NewAccount("qq", "10001", "小号", "interactive", friend),
            ],
            subjects=["音乐"],
            tag_ids=[tag_id],
            institution_id=institution_id,
            position="校长",
            birthday="农历八月十五",
            recommended_by_id=friend,
            notes="第一行\n第二行",
        )
    found = member(register, member_id)
    assert (found.name, found.reading, found.address) == ("曾国栋", "zeng guo dong", "曾校长")
    assert [(p.number, p.kind) for p in found.phones] == [("13812345678", "mobile")]
    assert [(a.kind, a.operator_name) for a in found.accounts] == [
        ("ordinary", ""),
        ("interactive", "李雷"),
    ]
    assert (found.institution, found.inherited_district) == ("晨光教育", "410105")
    assert (found.effective_subjects, found.inherited_subjects) == (("音乐",), ("美术", "书法"))
    assert (found.birthday, found.birthday_calendar) == ("--08-15", "lunar")
    assert (found.recommended_by, found.notes) == ("李雷", "第一行\n第二行")
    assert [tag.name for tag in found.tags] == ["核心"]
    assert register.last_step is not None
    assert register.last_step.action == "members.add"


def test_only_what_changed_is_written(register: Register) -> None:
    with register.step() as step:
        member_id = make_member(step, "王小明", position="校长")
    with register.step() as step:
        assert not actions.change(step, member_id, position="校长", source="")
    assert register.last_step is None
    with register.step() as step:
        assert actions.change(step, member_id, position="园长", source="")
    assert register.last_step is not None
    assert register.last_step.columns["member"] == {"position"}


def test_a_new_name_brings_its_reading_unless_that_was_corrected(register: Register) -> None:
    with register.step() as step:
        member_id = make_member(step, "王小明")
    with register.step() as step:
        actions.change(step, member_id, name="单雨桐")
    assert member(register, member_id).reading == "shan yu tong"
    with register.step() as step:
        actions.correct_reading(step, member_id, "Dān Yǔtóng")
    found = member(register, member_id)
    assert (found.reading, found.reading_corrected) == ("dan yu tong", True)
    with register.step() as step:
        actions.change(step, member_id, name="单雨彤")
    assert member(register, member_id).reading == "dan yu tong"
    with register.step() as step:
        actions.correct_reading(step, member_id, " ")
    found = member(register, member_id)
    assert (found.reading, found.reading_corrected) == ("shan yu tong", False)


def test_refusals_leave_nothing_behind(register: Register) -> None:
    before = every_row(register)
    with pytest.raises(UserError, match=r"members\.phone_ruined"), register.step() as step:
        actions.add(step, "王小明", phones=["1.38E+10"])
    with pytest.raises(UserError, match=r"members\.qq_number"), register.step() as step:
        actions.add(step, "王小明", accounts=[NewAccount("qq", "不是号码")])
    assert every_row(register) == before


def test_nobody_recommends_themselves(register: Register) -> None:
    with register.step() as step:
        member_id = make_member(step)
    with pytest.raises(UserError, match=r"members\.recommends_self"), register.step() as step:
        actions.change(step, member_id, recommended_by_id=member_id)


def test_numbers_keep_their_order_and_labels(register: Register) -> None:
    with register.step() as step:
        member_id = make_member(step, phones=["13800000001", "13800000002"])
    first = member(register, member_id).phones[0]
    with register.step() as step:
        actions.change_phone(step, first.id, first.number, "学校")
    with register.step() as step:
        actions.set_phones(step, member_id, ["0371-65432100", "13800000001"])
    found = member(register, member_id).phones
    assert [(p.number, p.kind, p.label) for p in found] == [
        ("0371-65432100", "unchecked", ""),
        ("13800000001", "mobile", "学校"),
    ]
    assert found[1].id == first.id
    with register.step() as step:
        actions.change_phone(step, first.id, " ")
    with register.step() as step:
        actions.set_phones(step, member_id, [])
    assert member(register, member_id).phones == ()


def test_accounts_are_made_where_there_is_none(register: Register) -> None:
    with register.step() as step:
        first, second = make_member(step, "王小明"), make_member(step, "李雷", accounts=[])
        helper = actions.add_account(
            step, second, NewAccount("wechat", kind="interactive", operator_id=first)
        )
    with register.step() as step:
        found = actions.accounts_on(step, [first, second, second], "wechat")
    assert found[first] == member(register, first).accounts[0].id
    assert found[second] != helper
    assert len(member(register, second).accounts) == 2
    with register.step() as step:
        again = actions.accounts_on(step, [first, second], "wechat")
    assert (again, register.last_step) == (found, None)


def test_own_subjects_replace_the_inherited_ones_until_they_are_taken_off(
    register: Register,
) -> None:
    with register.step() as step:
        institution_id = make_institution(step, subjects=["美术"])
        member_id = make_member(step, institution_id=institution_id)
    assert member(register, member_id).effective_subjects == ("美术",)
    with register.step() as step:
        actions.set_subjects(step, [member_id], ["英语", "英语", " "])
    assert member(register, member_id).effective_subjects == ("英语",)
    with register.step() as step:
        actions.set_subjects(step, [member_id], [])
    assert member(register, member_id).effective_subjects == ("美术",)


def test_archiving_ends_what_later_subjects_hold(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []

    def end(_step: Step, member_ids: Sequence[str]) -> None:
        ended.extend(member_ids)

    monkeypatch.setattr(actions, "ON_ARCHIVE", [end])
    with register.step() as step:
        first, second = make_member(step, "王小明"), make_member(step, "李雷")
    with register.step() as step:
        actions.archive(step, [first])
    with register.step() as step:
        actions.archive(step, [first, second])
    assert ended == [first, second]
    assert register.last_step is not None
    assert register.last_step.values["count"] == 1
    with register.reading() as db:
        assert store.member_ids(db) == []
    with register.step() as step:
        actions.restore(step, [first, second])
    with register.reading() as db:
        assert store.member_ids(db) == [second, first]


def test_only_those_nothing_refers_to_are_deleted(register: Register) -> None:
    with register.step() as step:
        first = make_member(step, "王小明", phones=["13800000001"], subjects=["美术"])
        second = make_member(step, "李雷", recommended_by_id=first)
        fields.tag(step, "member", [first, second], [fields.add_tag(step, "核心")])
    with pytest.raises(UserError, match=r"members\.referred"), register.step() as step:
        actions.delete(step, [first])
    with register.step() as step:
        actions.delete(step, [second])
    with register.step() as step:
        actions.delete(step, [first])
    rows = every_row(register)
    assert [len(rows[t]) for t in ("member", "account", "phone", "tagging")] == [0, 0, 0, 0]


def test_one_value_for_many(register: Register) -> None:
    with register.step() as step:
        ids = make_members(step)
        actions.change(step, ids[0], source="线下沟通日")
    with register.step() as step:
        assert actions.set_field(step, ids, "source", "线下沟通日") == len(ids) - 1
    with pytest.raises(ValueError, match="name"), register.step() as step:
        actions.set_field(step, ids, "name", "王小明")


def test_many_at_once_are_the_same_as_one_by_one(register: Register) -> None:
    with register.step() as step:
        ids = make_many(step, 3)
        one = make_member(step, "王明明", position="校长", accounts=[])
    many, single = member(register, ids[0]), member(register, one)
    assert (many.name, many.reading, many.address) == (single.name, single.reading, single.address)
    with register.step() as step:
        actions.correct_reading(step, ids[1], "ai ai ai")
    with register.step() as step:
        changed = actions_many.change_many(
            step,
            ("name", "source"),
            [(ids[0], "曾一鸣", "名单"), (ids[1], "仇二", "名单"), (ids[2], many.name, "")],
        )
    assert changed == 3
    assert member(register, ids[0]).reading == "zeng yi ming"
    assert member(register, ids[1]).reading == "ai ai ai"


NAMES = st.sampled_from(["王小明", "单雨桐", "Tina", "😀", "仇 晓燕"])


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    edits=st.lists(
        st.tuples(
            st.sampled_from(
                ["change", "reading", "phones", "subjects", "archive", "delete", "tag"]
            ),
            NAMES,
            st.lists(st.sampled_from(["13800000001", "13800000002", "65432100"]), max_size=3),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_undo_restores_every_row(
    tmp_path_factory: pytest.TempPathFactory,
    edits: list[tuple[str, str, list[str]]],
) -> None:
    path = tmp_path_factory.mktemp("undo") / "名册.db"
    with Register.create(path, clock=FixedClock(TODAY)) as register:
        with register.step() as step:
            first = make_member(step, "王小明", phones=["13800000001"], subjects=["美术"])
            tag_id = fields.add_tag(step, "核心")
        states = [every_row(register)]
        for what, name, numbers in edits:
            with register.step() as step:
                carry_out(step, first, what, name, numbers, tag_id)
            if register.last_step is not None:
                states.append(every_row(register))
            if what == "delete":
                break
        while len(states) > 1:
            assert every_row(register) == states.pop()
            assert register.undo().conflicts == ()
        assert every_row(register) == states[0]


def carry_out(
    step: Step, member_id: str, what: str, name: str, numbers: list[str], tag_id: str
) -> None:
    if what == "change":
        actions.change(step, member_id, name=name, position=name)
    elif what == "reading":
        actions.correct_reading(step, member_id, name)
    elif what == "phones":
        actions.set_phones(step, member_id, numbers)
    elif what == "subjects":
        actions.set_subjects(step, [member_id], numbers)
    elif what == "archive":
        actions.archive(step, [member_id])
    elif what == "tag":
        fields.tag(step, "member", [member_id], [tag_id])
    else:
        actions.delete(step, [member_id])
