"""Headers as real lists have them, mapped by names, by parts of names, by hand."""

import pytest

from organizer.base.register import Register
from organizer.base.table_files.reading import read_pasted
from organizer.base.words import set_language
from organizer.domain.rosters import apart, importing, lists
from organizer.domain.rosters.columns import BY_KEY, COLUMNS, chosen
from organizer.domain.rosters.mapping import known_names, propose, signature
from organizer.domain.rosters.records import OwnField
from tests.domain.rosters.lists_of_rows import carry_out, plan_of, write

REAL_HEADERS = {
    "成员,群昵称,QQ号,性别,入群时间,等级(积分),最后发言,群职务": {
        "成员": "name",
        "群昵称": "alias",
        "QQ号": "qq",
        "入群时间": "joined",
        "群职务": "roles",
    },
    "昵称,群名片,QQ": {"昵称": "name", "群名片": "alias", "QQ": "qq"},
    "group_id,user_id,nickname,card,sex,area,join_time,role": {
        "user_id": "qq",
        "nickname": "name",
        "card": "alias",
        "area": "district",
        "join_time": "joined",
        "role": "roles",
    },
    "序号,提交答卷时间,来源,来源详情,1、您的姓名是？,2、您的手机号码：,3、所在机构名称": {
        "序号": "row",
        "来源": "source",
        "1、您的姓名是？": "name",
        "2、您的手机号码：": "phone",
        "3、所在机构名称": "institution",
    },
    "提交时间（自动）,姓名（必填）,手机（必填）,机构（选填）,提交者（自动）": {
        "姓名（必填）": "name",
        "手机（必填）": "phone",
        "机构（选填）": "institution",
    },
    "称呼,联系方式,单位,职务,备注": {
        "称呼": "name",
        "联系方式": "phone",
        "单位": "institution",
        "职务": "position",
        "备注": "notes",
    },
    "姓名,称呼,微信,微信昵称,学校,校区": {
        "姓名": "name",
        "称呼": "form_of_address",
        "微信": "wechat",
        "微信昵称": "wechat_nickname",
        "学校": "institution",
    },
    "姓名,手机1,手机2,座机": {
        "姓名": "name",
        "手机1": "phone",
        "手机2": "phone",
        "座机": "phone",
    },
    "姓名,推荐人手机,手机,机构电话,紧急联系人电话": {"姓名": "name", "手机": "phone"},
}


@pytest.mark.parametrize("header", REAL_HEADERS)
def test_real_headers_are_understood(header: str) -> None:
    mapping = propose(header.split(","))
    found = {name: key for name, key in zip(mapping.header, mapping.keys, strict=True) if key}
    assert found == REAL_HEADERS[header]


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
@pytest.mark.parametrize("read_in", ["zh_Hans", "en"])
def test_our_own_headings_are_understood_in_any_language(language: str, read_in: str) -> None:
    set_language(language)
    header = [column.title() for column in COLUMNS]
    set_language(read_in)
    assert list(propose(header).keys) == [column.key for column in COLUMNS]


def test_no_name_is_that_of_two_columns_for_sure() -> None:
    allowed = {"昵称", "成员"}  # a nickname, or the name where nothing else is one
    seen: dict[str, str] = {}
    for column in COLUMNS:
        for name in column.names:
            other = seen.setdefault(name, column.key)
            assert other == column.key or name in allowed, name


def test_columns_are_chosen_by_key_heading_or_own_name() -> None:
    grade = OwnField("f1", "年级", "text")
    keys = [one.key for one in chosen(["手机", "name", "职务", "年级", "群昵称"], [grade])]
    assert keys == ["phone", "name", "position", "field:f1", "alias"]


@pytest.mark.parametrize("words", [["nonsense"], ["name", "姓名"], [" "]])
def test_columns_that_are_none_are_refused(words: list[str]) -> None:
    from organizer.base.errors import UserError

    with pytest.raises(UserError):
        chosen(words)


def test_a_correction_lets_the_other_column_go() -> None:
    mapping = propose(["姓名", "手机", "尾号"]).corrected(2, "name")
    assert mapping.keys == ("", "phone", "name")
    assert mapping.by_hand


def test_a_mapping_corrected_by_hand_is_remembered_whatever_the_order(
    register: Register, tmp_path: object
) -> None:
    from pathlib import Path

    path = write(
        Path(str(tmp_path)) / "a.csv", ["代号", "姓名", "手机"], [["7", "王芳", "13800001111"]]
    )
    plan = plan_of(register, path)
    assert plan.mapping is not None
    plan.mapping = plan.mapping.corrected(0, "number")
    carry_out(register, plan)
    with register.reading() as db:
        again = lists.proposed_mapping(db, ["手机", "代号", "姓名"], [])
        other = lists.proposed_mapping(db, ["手机", "代号", "姓名", "机构"], [])
    assert again.keys == ("phone", "number", "name")
    assert other.keys == ("phone", "", "name", "institution")
    assert importing.HEADERS == "headers"


def test_the_signature_tells_headers_apart() -> None:
    assert signature(["姓名", "手机"]) == signature(["手机（必填）", " 姓 名"])
    assert signature(["姓名", "手机"]) != signature(["姓名", "电话"])


def test_every_column_has_a_heading_and_personal_ones_are_known() -> None:
    assert {one.key for one in COLUMNS if one.maskable} == {"phone", "wechat", "qq", "birthday"}
    assert BY_KEY["notes"].personal


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("校长交流三群 成员名单（2026年3月）", "校长交流三群"),
        ("校长交流三群名单", "校长交流三群"),
        ("教培一群花名册 2026-03-08 更新", "教培一群"),
        ("三群（北京）", "三群（北京）"),
        ("通讯录", ""),
        ("说" * 50, ""),
    ],
)
def test_the_title_of_a_list_says_whose_it_is(title: str, name: str) -> None:
    text = f"{title}\t\t\n姓名\t手机\t机构\n单小雨\t13912340001\t海风教育"
    known = known_names(())
    assert apart.called(read_pasted(text, known=known.__contains__)) == name
