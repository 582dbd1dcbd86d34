"""Small real records with Chinese sample data, and a default for what a test is not about."""

from collections.abc import Sequence
from typing import Any

from organizer.base.database import Database
from organizer.base.steps import Step
from organizer.domain.groups import store as groups
from organizer.domain.institutions import actions as institutions
from organizer.domain.members import actions as members
from organizer.domain.members.records import NewAccount

NAMES = ("曾国栋", "单雨桐", "仇晓燕", "解思齐", "欧阳雪", "王小明", "李雷", "韩梅梅", "Tina Zhou")
INSTITUTIONS = ("晨光教育", "小荷美术", "音才艺术中心", "启航英语")
POSITIONS = ("校长", "教师", "园长", "创始人", "教务主任")


def phone(number: int = 0) -> str:
    """The mobile number of the nth person."""
    return f"138{number:08}"


def make_institution(step: Step, name: str = INSTITUTIONS[0], **columns: Any) -> str:
    """Add an institution."""
    return institutions.add(step, name, **{"district": "410105", **columns})


def make_member(step: Step, name: str = NAMES[0], **columns: Any) -> str:
    """Add a member with a WeChat account, unless accounts are given."""
    columns.setdefault("accounts", [NewAccount("wechat", nickname=name)])
    return members.add(step, name, **columns)


def make_members(step: Step, names: Sequence[str] = NAMES) -> list[str]:
    """Add a member of each name, the nth with the nth phone number."""
    return [make_member(step, name, phones=[phone(n)]) for n, name in enumerate(names)]


def make_many(step: Step, count: int, first: int = 0) -> list[str]:
    """Add many members in bulk, each with a phone number and a WeChat account."""
    from organizer.domain.members import actions_many

    ids = list(step.new_ids(count))
    surnames, given = "王李张刘陈杨赵黄周吴曾单仇解", "明华强丽静敏磊洋艳勇军杰娟涛超秀霞平刚桂"
    actions_many.add_many(
        step,
        ("id", "name", "position"),
        (
            (
                member_id,
                surnames[n % 14] + given[n // 14 % 20] + given[n // 280 % 20],
                POSITIONS[n % 5],
            )
            for n, member_id in enumerate(ids, start=first)
        ),
        cleaned=True,
    )
    actions_many.add_phones_many(
        step,
        ((member_id, phone(n), "mobile", 0) for n, member_id in enumerate(ids, start=first)),
        cleaned=True,
    )
    actions_many.add_accounts_many(
        step,
        (
            (account_id, member_id, "wechat", f"wx_{n:06}", f"昵称{n}")
            for n, (account_id, member_id) in enumerate(
                zip(step.new_ids(count), ids, strict=True), start=first
            )
        ),
        cleaned=True,
    )
    return ids


def people_of_group(db: Database, group_id: str) -> list[str]:
    """The ids of the people in a group today, each once, by name."""
    found = groups.memberships_of_group(db, group_id)
    return list(dict.fromkeys(one.member_id for one in found if one.counts))
