"""The real group's list beside the register: who joined, who left, who is called otherwise."""

import datetime as dt

import pytest

from organizer.base.register import Register
from organizer.domain.groups import actions, store
from organizer.domain.groups import actions_memberships as joining
from organizer.domain.groups.actions_comparison import Compared, apply
from organizer.domain.groups.comparison import Comparison, plan_comparison
from organizer.domain.groups.member_lists import ListedPerson, read_member_list
from organizer.domain.groups.records import JoinRow
from organizer.domain.members import actions as members
from organizer.domain.members.records import NewAccount

QQ_PAGE = """群成员(5)
\t成员\t群昵称\tQQ号\t性别\tQ龄\t入群时间\t等级(积分)\t最后发言
1\t芳芳&amp;\t金水-王芳\t99990000001\t女\t10年\t2026-01-05 10:20\t潜水(1)\t2026-03-01
2\t雷子\t\t99990000002\t男\t8年\t2026/02/03\t冒泡(20)\t2026-03-02
3\tnew one\t晨光教育 韩梅梅\t99990000003\t女\t1年\t1772323200\t潜水(1)\t2026-03-02
"""


def test_a_copied_page_of_a_qq_group_is_read() -> None:
    assert read_member_list(QQ_PAGE) == [
        ListedPerson("金水-王芳", "芳芳&", "99990000001", dt.date(2026, 1, 5), True),
        ListedPerson("雷子", "雷子", "99990000002", dt.date(2026, 2, 3), True),
        ListedPerson("晨光教育 韩梅梅", "new one", "99990000003", dt.date(2026, 3, 1), True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "王芳\n李雷\n🌻芳芳",
        "群成员（82）\n王芳 群主\n李雷\n🌻芳芳\n查看更多群成员",
        "1. 王芳\n2. 李雷\n3. 🌻芳芳",
        "王芳、李雷、🌻芳芳",
    ],
)
def test_plain_names_are_read(text: str) -> None:
    assert [one.shown for one in read_member_list(text)] == ["王芳", "李雷", "🌻芳芳"]


class Prepared:
    """A group with five people, an interactive account, and one person outside it."""

    def __init__(self, register: Register) -> None:
        self.register = register
        with register.step() as step:
            self.group = actions.add(step, "校长交流群")
            self.people = {
                name: members.add(step, name, accounts=[NewAccount("wechat", handle, nickname)])
                for name, handle, nickname in (
                    ("王芳", "demo_wf", "芳芳"),
                    ("李雷", "", "雷子"),
                    ("韩梅", "", ""),
                    ("韩梅梅", "", ""),
                    ("赵云", "", "子龙"),
                )
            }
            self.outside = members.add(step, "孙尚香", accounts=[NewAccount("wechat", "", "香香")])
            helper = members.add_account(
                step,
                self.people["赵云"],
                NewAccount("wechat", "", "群小助手1号", "interactive", self.people["赵云"]),
            )
        with register.step() as step:
            joining.join(step, self.group, list(self.people.values()), on=dt.date(2026, 1, 1))
            joining.join_many(
                step,
                [JoinRow(self.group, self.people["赵云"], None, account_id=helper)],
            )

    def compare(self, text: str) -> Comparison:
        with self.register.reading() as db:
            return plan_comparison(db, self.group, read_member_list(text))

    def apply(self, comparison: Comparison) -> Compared:
        with self.register.step() as step:
            return apply(step, comparison)

    def names(self) -> list[str]:
        with self.register.reading() as db:
            return sorted(
                one.member_name for one in store.memberships_of_group(db, self.group) if one.counts
            )


@pytest.fixture
def prepared(register: Register) -> Prepared:
    return Prepared(register)


def test_who_joined_left_and_changed_alias_is_applied_in_one_step(prepared: Prepared) -> None:
    text = "金水-王芳校长\n雷子\n韩梅\n韩梅梅\n香香\n晨光教育 周瑜\n群小助手1号"
    found = prepared.compare(text)
    assert [one.finding for one in found.listed] == [
        "alias_changed",
        "same",
        "same",
        "same",
        "joined",
        "joined",
        "same",
    ]
    assert found.listed[4].member_id == prepared.outside
    assert [one.member_name for one in found.left] == ["赵云"]
    assert [one.nickname for one in found.interactive] == ["群小助手1号"]
    assert prepared.apply(found) == Compared(joined=2, added=1, left=1, renamed=1)
    step = prepared.register.last_step
    assert step is not None
    assert (step.values["joined"], step.values["left"], step.values["renamed"]) == (2, 1, 1)
    assert prepared.names() == ["周瑜", "孙尚香", "李雷", "王芳", "韩梅", "韩梅梅"]
    again = prepared.compare(text)
    assert {one.finding for one in again.listed} == {"same"}
    assert again.left == ()
    assert prepared.apply(again) == Compared(0, 0, 0, 0)
    assert prepared.register.last_step is None
    prepared.register.undo()
    assert prepared.names() == sorted(prepared.people)


def test_the_longest_name_inside_an_alias_counts_and_only_if_nobody_else_can_be(
    prepared: Prepared,
) -> None:
    found = prepared.compare("二七-韩梅梅\n金水-韩梅")
    assert [one.membership and one.membership.member_name for one in found.listed] == [
        "韩梅梅",
        "韩梅",
    ]
    twice = prepared.compare("金水-王芳\n二七-王芳\n雷子")
    assert [one.finding for one in twice.listed] == ["unsure", "unsure", "same"]
    # who may be one of the unsure lines is not taken as gone
    assert "王芳" not in [one.member_name for one in twice.left]
    assert [one.member_name for one in twice.may_have_left] == ["王芳"]
    before = prepared.names()
    unsure_kept = twice
    for one in twice.left:
        unsure_kept = unsure_kept.stays(one.id)
    prepared.apply(unsure_kept)
    assert prepared.names() == before


def test_the_owner_decides_on_unsure_lines(prepared: Prepared) -> None:
    found = prepared.compare("金水-王芳\n二七-王芳\n雷子\n韩梅\n韩梅梅\n子龙")
    one = found.listed[0].memberships[0]
    decided = found.is_membership(0, one.id).is_member(1, None)
    assert decided.may_have_left == ()
    assert decided.left == ()
    assert prepared.apply(decided) == Compared(joined=1, added=1, left=0, renamed=1)
    assert prepared.names().count("王芳") == 2
    nobody = found.is_member(0, None).is_member(1, None)
    assert [gone.member_name for gone in nobody.left] == ["王芳"]
    skipped = found.without(0).without(1)
    assert skipped.left == ()


def test_an_account_says_who_it_is_whatever_the_alias(prepared: Prepared) -> None:
    text = "微信号\t群昵称\ndemo_wf\t完全不同\n"
    found = prepared.compare(text)
    assert found.listed[0].finding == "alias_changed"
    assert found.listed[0].member_id == prepared.people["王芳"]
    assert len(found.left) == 4


def test_two_people_outside_of_one_name_are_not_guessed(prepared: Prepared) -> None:
    with prepared.register.step() as step:
        members.add(step, "孙尚香")
    found = prepared.compare("孙尚香")
    assert found.listed[0].finding == "unsure"
    assert len(found.listed[0].candidates) == 2


def test_a_form_of_address_says_whom_a_line_may_be(prepared: Prepared) -> None:
    from organizer.domain.institutions import actions as institutions

    with prepared.register.step() as step:
        here = institutions.find_or_create(step, ["博学教育", "晨光教育"])
        own = {
            institution: members.add(step, name, institution_id=here[institution], position="校长")
            for name, institution in (("单雪梅", "博学教育"), ("单小云", "晨光教育"))
        }
        joining.join(step, prepared.group, list(own.values()))
    found = prepared.compare("单校长-博学\n孟校长")
    first, second = found.listed
    assert first.finding == "unsure"
    assert [one.member_name for one in first.memberships] == ["单雪梅"]
    assert "单雪梅" not in [one.member_name for one in found.left]
    assert [one.member_name for one in found.may_have_left] == ["单雪梅"]
    assert second.finding == "joined"
    anybody = prepared.compare("单校长")
    assert {one.member_name for one in anybody.listed[0].memberships} == {"单雪梅", "单小云"}


def test_a_list_of_a_few_of_many_looks_partial(prepared: Prepared) -> None:
    assert prepared.compare("雷子").looks_partial
    assert prepared.compare("雷子").people == 5
    assert not prepared.compare("雷子\n芳芳\n韩梅").looks_partial
