from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organizer.base import history
from organizer.base.clock import FixedClock
from organizer.base.errors import UserError
from organizer.base.references import references, subject_columns
from organizer.base.register import Register
from organizer.base.steps import Step
from organizer.domain.fields import actions as fields
from organizer.domain.fields import actions_own
from organizer.domain.fields import store as field_store
from organizer.domain.joining import actions, merging, rules, store, store_history
from organizer.domain.members import actions as members
from organizer.domain.members import store as member_store
from organizer.domain.members.records import Member, NewAccount
from tests.domain.conftest import TODAY
from tests.factories import make_institution, make_member
from tests.snapshots import every_row


def member(register: Register, member_id: str) -> Member:
    with register.reading() as db:
        found = member_store.get(db, member_id)
    assert found is not None
    return found


def group(step: Step, name: str = "校长群") -> str:
    return step.insert(
        "chat_group", name=name, reading="", initials="", sort_key=name, platform="wechat"
    )


def join(step: Step, account_id: str, group_id: str, **columns: Any) -> str:
    return step.insert("membership", account_id=account_id, group_id=group_id, **columns)


def appoint(step: Step, member_id: str, **columns: Any) -> str:
    columns = {"title": "群主", "starts_on": "2025-01-01", **columns}
    return step.insert("appointment", member_id=member_id, **columns)


def account_of(step: Step, member_id: str) -> str:
    return store.cards(step, member_id)[0].id


def test_what_is_empty_is_filled_and_everything_else_is_united(register: Register) -> None:
    with register.step() as step:
        friend = make_member(step, "李雷")
        kept = make_member(
            step, "曾国栋", phones=["13800000001"], position="校长", subjects=["美术"]
        )
        lost = make_member(
            step,
            "曾国東",
            phones=["13800000001", "13800000002"],
            position="园长",
            source="名单",
            subjects=["书法", "美术"],
            recommended_by_id=friend,
            institution_id=make_institution(step),
            notes="爱下棋",
        )
        members.change(step, friend, recommended_by_id=lost)
        members.add_account(step, friend, NewAccount("qq", "10001", "", "interactive", lost))
        both, one = fields.add_tag(step, "核心"), fields.add_tag(step, "讲师")
        fields.tag(step, "member", [kept, lost], [both])
        fields.tag(step, "member", [lost], [one])
        step.insert("branch", name="郑州", sort_key="zhengzhou", head_id=lost)
    with register.step() as step:
        merging.merge(step, kept, lost)
    found = member(register, kept)
    assert (found.name, found.position, found.source) == ("曾国栋", "校长", "名单")
    assert (found.institution, found.recommended_by, found.notes) == ("晨光教育", "李雷", "爱下棋")
    assert [phone.number for phone in found.phones] == ["13800000001", "13800000002"]
    assert sorted(found.subjects) == ["书法", "美术"]
    assert {tag.name for tag in found.tags} == {"核心", "讲师"}
    assert member(register, friend).recommended_by_id == kept
    assert member(register, friend).accounts[-1].operator_id == kept
    with register.reading() as db:
        assert db.value("SELECT head_id FROM branch") == kept
        assert member_store.get(db, lost) is None
        assert db.rows("PRAGMA foreign_key_check") == []
        assert store.records_of(db, "member", kept) == [kept, lost]
        steps = {change.step_id for change in history.of_rows(db, "member", [kept, lost])}
    assert len(steps) == 2


def test_each_field_is_taken_from_the_side_chosen(register: Register) -> None:
    with register.step() as step:
        field_id = actions_own.define(step, "member", "爱好", "text")
        kept = make_member(step, "王小明", position="校长", subjects=["美术"], birthday="1990-1-1")
        lost = make_member(
            step, "王晓明", position="", subjects=["书法"], birthday="农历八月十五", notes="甲"
        )
        members.correct_reading(step, lost, "wang xiao ming ya")
        actions_own.set_value(step, field_id, [kept], "下棋")
        actions_own.set_value(step, field_id, [lost], "唱歌")
    with register.step() as step:
        merging.merge(
            step,
            kept,
            lost,
            {
                "name": "lost",
                "position": "lost",
                "birthday": "lost",
                "notes": "kept",
                "subjects": "lost",
                f"field:{field_id}": "lost",
            },
        )
    found = member(register, kept)
    assert (found.name, found.reading, found.reading_corrected) == (
        "王晓明",
        "wang xiao ming ya",
        True,
    )
    assert (found.position, found.notes, found.subjects) == ("", "", ("书法",))
    assert (found.birthday, found.birthday_calendar) == ("--08-15", "lunar")
    with register.reading() as db:
        assert field_store.values_of(db, kept) == {field_id: "唱歌"}


def test_memberships_in_one_group_become_one_period(register: Register) -> None:
    with register.step() as step:
        kept, lost = make_member(step, "王小明"), make_member(step, "王晓明")
        mine, theirs = account_of(step, kept), account_of(step, lost)
        main, other = group(step), group(step, "美术群")
        join(step, mine, main, joined_on="2025-03-01", alias="王校长", paid_until="2025-12-31")
        join(step, theirs, main, joined_on="2025-01-01", left_on="2025-03-01", is_seed=1)
        join(step, theirs, main, joined_on="2024-01-01", left_on="2024-02-01")
        join(
            step, theirs, other, joined_on="2025-05-01", invited_by_id=kept, paid_until="2026-01-01"
        )
    with register.step() as step:
        merging.merge(step, kept, lost)
    with register.reading() as db:
        rows = db.rows(
            "SELECT group_id, account_id, joined_on, left_on, alias, is_seed, invited_by_id"
            " FROM membership ORDER BY group_id, joined_on"
        )
    assert rows == [
        (main, mine, "2024-01-01", "2024-02-01", "", 0, None),
        (main, mine, "2025-01-01", None, "王校长", 1, None),
        (other, mine, "2025-05-01", None, "", 0, None),
    ]


def test_accounts_with_two_handles_stay_two(register: Register) -> None:
    with register.step() as step:
        kept = make_member(step, "王小明", accounts=[NewAccount("wechat", "wxm_private", "小明")])
        lost = make_member(
            step,
            "王晓明",
            accounts=[
                NewAccount("wechat", "wxm_work", "王校长"),
                NewAccount("wechat", "WXM_private", "明"),
                NewAccount("wechat", "", "小明"),
                NewAccount("wechat", "", "小明", "interactive"),
                NewAccount("qq", "10001"),
            ],
        )
    with register.step() as step:
        merging.merge(step, kept, lost)
    found = [(a.platform, a.handle, a.kind) for a in member(register, kept).accounts]
    assert found == [
        ("wechat", "wxm_private", "ordinary"),
        ("wechat", "wxm_work", "ordinary"),
        ("qq", "10001", "ordinary"),
        ("wechat", "", "interactive"),
    ]


def test_one_position_held_twice_becomes_one(register: Register) -> None:
    with register.step() as step:
        kept, lost = make_member(step, "王小明"), make_member(step, "王晓明")
        main = group(step)
        appoint(step, kept, group_id=main, starts_on="2025-06-01", term_ends_on="2025-12-31")
        appoint(step, lost, group_id=main, term_ends_on="2026-06-30", duty="欢迎新人")
        appoint(step, lost, group_id=main, starts_on="2023-01-01", ended_on="2023-12-31")
        appoint(step, lost, title="理事")
    with register.step() as step:
        merging.merge(step, kept, lost)
    with register.reading() as db:
        rows = db.rows(
            "SELECT title, starts_on, ended_on, term_ends_on, duty, member_id FROM appointment"
            " ORDER BY title, starts_on"
        )
    assert rows == [
        ("理事", "2025-01-01", None, None, "", kept),
        ("群主", "2023-01-01", "2023-12-31", None, "", kept),
        ("群主", "2025-01-01", None, "2026-06-30", "欢迎新人", kept),
    ]


def test_what_was_said_of_different_people_follows(register: Register) -> None:
    with register.step() as step:
        kept, lost = make_member(step, "王一"), make_member(step, "王二")
        third, fourth = make_member(step, "王三"), make_member(step, "王四")
        for pair in ((lost, kept), (third, lost), (kept, third), (fourth, lost)):
            actions.mark_different(step, *pair)
        actions.mark_different(step, lost, fourth)
    with register.step() as step:
        merging.merge(step, kept, lost)
    with register.reading() as db:
        pairs = db.rows("SELECT first_id, second_id FROM different_people ORDER BY second_id")
    assert pairs == [(kept, third), (kept, fourth)]


def test_an_archived_twin_does_not_archive_the_living_one(register: Register) -> None:
    with register.step() as step:
        kept, lost = make_member(step, "王一"), make_member(step, "王二")
    with register.step() as step:
        members.archive(step, [kept])
    with register.step() as step:
        merging.merge(step, kept, lost)
    assert member(register, kept).archived_at is None


def test_history_of_a_chain_of_merges_stays_together(register: Register) -> None:
    with register.step() as step:
        ids = [make_member(step, name) for name in ("王一", "王二", "王三")]
    with register.step() as step:
        merging.merge(step, ids[1], ids[2])
    with register.step() as step:
        merging.merge(step, ids[0], ids[1])
    with register.reading() as db:
        assert sorted(store.records_of(db, "member", ids[0])) == ids


def test_a_record_is_not_merged_with_itself(register: Register) -> None:
    with register.step() as step:
        one = make_member(step)
    with pytest.raises(UserError, match=r"joining\.same"), register.step() as step:
        merging.merge(step, one, one)
    with pytest.raises(KeyError), register.step() as step:
        merging.merge(step, one, "nobody")


def test_every_unique_reference_is_merged_with_care(register: Register) -> None:
    """Moving a reference that must be unique would fail: the newest table must be thought of."""
    with register.reading() as db:
        wanted = [r for parent in ("member", "account") for r in references(db, parent)]
        wanted += subject_columns(db)
        for reference in wanted:
            for index in db.rows(f"PRAGMA index_list({reference.table})"):
                columns = [row[2] for row in db.rows(f"PRAGMA index_info({index[1]})")]
                if index[2] and reference.column in columns:
                    assert (reference.table, reference.column) in merging.WITH_CARE
        assert len(wanted) >= 12


DAYS = st.one_of(st.none(), st.sampled_from([f"2025-0{n}-01" for n in range(1, 10)]))


@st.composite
def rows(draw: st.DrawFn) -> list[tuple[bool, int, str | None, str | None]]:
    found = []
    for _ in range(draw(st.integers(0, 6))):
        start, end = draw(DAYS), draw(DAYS)
        if start and end and start > end:
            start, end = end, start
        found.append((draw(st.booleans()), draw(st.integers(0, 1)), start, end))
    return found


@settings(max_examples=15, deadline=None)
@given(given_rows=rows(), names=st.permutations(["王一", "王二"]))
def test_periods_never_overlap_and_undo_restores_every_row(
    tmp_path_factory: pytest.TempPathFactory,
    given_rows: list[tuple[bool, int, str | None, str | None]],
    names: list[str],
) -> None:
    path = tmp_path_factory.mktemp("merge") / "名册.db"
    with Register.create(path, clock=FixedClock(TODAY)) as register:
        with register.step() as step:
            kept, lost = (make_member(step, name, phones=["13800000001"]) for name in names)
            groups = [group(step), group(step, "美术群")]
            taken: dict[tuple[str, int], list[rules.Period]] = {}
            for mine, place, start, end in given_rows:
                owner = kept if mine else lost
                period = rules.Period("", start, end)
                known = taken.setdefault((owner, place), [])
                if not any(one.overlaps(period) for one in known):
                    known.append(period)
                    join(step, account_of(step, owner), groups[place], joined_on=start, left_on=end)
            fields.tag(step, "member", [kept, lost], [fields.add_tag(step, "核心")])
        before = every_row(register)
        with register.step() as step:
            merging.merge(step, kept, lost)
        after = every_row(register)
        periods = [rules.Period(row[0], row[4], row[5], (row[2],)) for row in after["membership"]]
        for n, one in enumerate(periods):
            assert not any(one.overlaps(o) for o in periods[n + 1 :] if o.place == one.place)
        assert register.undo().conflicts == ()
        assert every_row(register) == before
        register.redo()
        assert every_row(register) == after


def test_the_history_of_a_member_is_whole(register: Register) -> None:
    with register.step() as step:
        kept, lost = (
            make_member(step, "王小明"),
            make_member(step, "王晓明", phones=["13800000001"]),
        )
        main = group(step)
        join(step, account_of(step, lost), main, joined_on="2025-01-01")
    with register.step() as step:
        members.set_phones(step, lost, ["13800000002"])
    with register.step() as step:
        members.change(step, kept, position="校长")
    with register.step() as step:
        merging.merge(step, kept, lost)
    with register.reading() as db:
        found = store_history.member_history(db, kept)
        titles = [one.action for one in history.steps(db)][::-1]
        numbers = [history.step(db, change.step_id) for change in found]
    assert titles == ["members.add", "members.phones", "members.change", "joining.merge"]
    assert [past.number for past in numbers if past] == sorted(
        (past.number for past in numbers if past), reverse=True
    )
    seen = {(change.table, change.kind) for change in found}
    assert {("phone", "delete"), ("phone", "insert"), ("membership", "insert")} <= seen
    assert ("member", "update") in seen
    assert ("member", "delete") in seen
    removed = [c.columns["number"] for c in found if (c.table, c.kind) == ("phone", "delete")]
    assert removed == [("13800000001", None)]
    with register.reading() as db:
        assert store_history.member_history(db, kept, limit=2) == found[:2]


def test_two_members_side_by_side(register: Register) -> None:
    with register.step() as step:
        school = make_institution(step)
        kept = make_member(step, "王小明", subjects=["美术"])
        lost = make_member(
            step, "王小明", institution_id=school, position="校长", subjects=["书法"]
        )
    found = rules.compared(member(register, kept), member(register, lost))
    assert [(one.column, one.kept, one.lost, one.proposed) for one in found] == [
        ("institution_id", "", "晨光教育", "lost"),
        ("position", "", "校长", "lost"),
        ("subjects", "美术", "书法", "kept"),
    ]
