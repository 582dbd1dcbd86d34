import datetime as dt

import pytest

from organizer.base.errors import UserError
from organizer.domain.members import rules


@pytest.mark.parametrize(
    ("name", "position", "address"),
    [
        ("王小明", "校长", "王校长"),
        ("王小明", "副校长", "王校长"),
        ("欧阳雪", "园长", "欧阳园长"),
        ("赵云", "创始人", "赵总"),
        ("赵云", "董事长", "赵总"),
        ("钱多", "总经理", "钱总"),
        ("刘洋", "总", "刘总"),
        ("刘洋", "校长助理", "刘老师"),
        ("孙丽", "美术教师", "孙老师"),
        ("孙丽", "班主任", "孙老师"),
        ("周杰", "教务主任", "周主任"),
        ("李雷", "", "李老师"),
        ("王校长", "", "王校长"),
        ("李姐", "校长", "李姐"),
        ("小周", "", "小周"),
        ("老王", "校长", "王校长"),
        ("快乐画画的妈", "", "快乐画画的妈"),
        ("Tina", "", "Tina老师"),
        ("Tina", "校长", "Tina校长"),
        ("Tina Zhou", "Principal", "Tina Zhou"),
        ("", "校长", ""),
    ],
)
def test_people_are_called_by_surname_and_position(name: str, position: str, address: str) -> None:
    assert rules.form_of_address(name, position) == address


def test_a_surname_is_read_as_a_surname_and_corrections_win() -> None:
    assert rules.spelling("曾国藩")["reading"] == "zeng guo fan"
    assert rules.spelling("单田芳")["initials"] == "stf"
    assert rules.spelling("盖小明", "Gě Xiǎo Míng")["reading"] == "ge xiao ming"


def test_a_name_is_one_line_and_never_empty() -> None:
    assert rules.checked_name(" 王\n小明 ") == "王 小明"
    with pytest.raises(UserError) as refused:
        rules.checked_name(" \u200b ")
    assert refused.value.code == "members.name_missing"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("+86 138-1234-5678", ("13812345678", "mobile")),
        ("0371 6543 2100", ("0371 6543 2100", "unchecked")),
        ("  ", ("", "")),
    ],
)
def test_phones_are_stored_in_one_spelling(typed: str, stored: tuple[str, str]) -> None:
    assert rules.checked_phone(typed) == stored


@pytest.mark.parametrize(
    ("typed", "code"),
    [("1.38E+10", "members.phone_ruined"), ("138****1234", "members.phone_masked")],
)
def test_phones_that_lost_digits_are_refused(typed: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        rules.checked_phone(typed)
    assert refused.value.code == code
    assert typed in refused.value.message()


def test_birthdays_are_read_as_people_write_them() -> None:
    today = dt.date(2026, 3, 9)
    assert rules.checked_fields({"birthday": "88年3月8日"}, today) == {
        "birthday": "1988-03-08",
        "birthday_calendar": "solar",
    }
    assert rules.checked_fields({"birthday": "农历八月十五"}, today) == {
        "birthday": "--08-15",
        "birthday_calendar": "lunar",
    }
    given = {"birthday": "--08-15", "birthday_calendar": "lunar"}
    assert rules.checked_fields(given, today) == given
    assert rules.checked_fields({"birthday": ""}, today)["birthday"] == ""
    with pytest.raises(UserError):
        rules.checked_fields({"birthday": "2027-01-01"}, today)


def test_notes_keep_their_lines_other_texts_do_not() -> None:
    stored = rules.checked_fields(
        {"notes": " 一\n二 ", "position": " 校\n长 "}, dt.date(2026, 3, 9)
    )
    assert stored == {"notes": "一\n二", "position": "校 长"}


def test_a_qq_number_is_a_number() -> None:
    assert rules.checked_handle("qq", "10001") == "10001"
    assert rules.checked_handle("wechat", "abc") == "abc"
    with pytest.raises(UserError):
        rules.checked_handle("qq", "abc")
