import time

from organizer.base.register import Register
from organizer.domain.joining import actions, store
from organizer.domain.joining.records import Mention
from organizer.domain.members import actions as members
from organizer.domain.members.records import NewAccount
from tests.factories import make_institution, make_many, make_member, phone


def pairs(register: Register) -> list[tuple[str, str, tuple[str, ...]]]:
    with register.reading() as db:
        return [(d.first_id, d.second_id, d.reasons) for d in store.duplicates(db)]


def test_duplicates_are_proposed_with_their_reasons(register: Register) -> None:
    with register.step() as step:
        one, other = make_institution(step), make_institution(step, "小荷美术")
        a = make_member(
            step, "王晓明", phones=[phone(1)], institution_id=one,
            accounts=[NewAccount("wechat", "wxm")],
        )  # fmt: skip
        b = make_member(step, "王小明", institution_id=one, accounts=[NewAccount("wechat", "WXM")])
        c = make_member(step, "王小明", institution_id=one, phones=["0371-65432100"])
        d = make_member(step, "王小明", institution_id=other, phones=[phone(1), "0371-65432100"])
        e = make_member(step, "王小明", accounts=[NewAccount("qq", "10001")])
        make_member(step, "王小明", accounts=[NewAccount("qq", "10001", "", "interactive", e)])
    assert pairs(register) == [
        (a, d, ("phone",)),
        (a, b, ("account", "reading")),
        (b, c, ("name",)),
        (a, c, ("reading",)),
    ]
    with register.step() as step:
        members.archive(step, [d])
        actions.mark_different(step, b, a)
        actions.mark_different(step, a, b)
    assert pairs(register) == [(b, c, ("name",)), (a, c, ("reading",))]
    with register.step() as step:
        actions.unmark_different(step, a, b)
        actions.unmark_different(step, a, b)
    assert len(pairs(register)) == 3


def test_a_number_of_a_whole_school_says_nothing(register: Register) -> None:
    with register.step() as step:
        for n in range(store.MOST_SHARING + 1):
            make_member(step, "王小明" + "一" * n, phones=[phone(1)])
    assert pairs(register) == []


def test_duplicates_among_many_take_a_moment(register: Register) -> None:
    with register.step() as step:
        ids = make_many(step, 20_000)
        twin = make_member(step, "王小明", phones=[phone(777)])
    start = time.process_time()
    found = pairs(register)
    assert time.process_time() - start < 3
    assert found == [(ids[777], twin, ("phone",))]


def test_mentions_are_found_in_any_text(register: Register) -> None:
    with register.step() as step:
        first = make_member(step, "王小明", accounts=[], notes="曾国栋介绍来的")
        institution_id = make_institution(step, contact_name="曾国栋")
    with register.reading() as db:
        assert store.mentions(db, ["曾国栋", ""]) == [
            Mention("institution", institution_id, "contact_name"),
            Mention("member", first, "notes"),
        ]


def test_institutions_that_begin_alike_count_for_a_proposal(register: Register) -> None:
    with register.step() as step:
        whole = make_institution(step, "晨光教育")
        branch = make_institution(step, "晨光教育（西湖校区）")
        other = make_institution(step, "新芽教育")
        a = make_member(step, "王小明", institution_id=whole)
        b = make_member(step, "王小明", institution_id=branch)
        make_member(step, "王小明", institution_id=other)
        make_member(step, "王大明", institution_id=branch)
    assert pairs(register) == [(a, b, ("name_alike",))]
    with register.step() as step:
        actions.mark_different(step, a, b)
    assert pairs(register) == []
