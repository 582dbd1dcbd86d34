"""What the apps write when somebody comes, and names as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.domain.groups.join_lines import (
    MYSELF,
    JoinLine,
    read_join_lines,
)
from organizer.domain.groups.person_text import PersonText, read_person

SCANNED, INVITED = "scanned", "invited"


@pytest.mark.parametrize(
    ("line", "names", "by", "how"),
    [
        ('"王校长"邀请"小周、李雷"加入了群聊', ["小周", "李雷"], "王校长", INVITED),
        ("“王校长”邀请“小周”加入了群聊", ["小周"], "王校长", INVITED),
        ('你邀请"小周"加入了群聊', ["小周"], MYSELF, INVITED),
        ('你邀请"小周"加入了群聊  撤销', ["小周"], MYSELF, INVITED),
        ('"王校长"邀请你和"小周、李雷"加入了群聊', ["小周", "李雷"], "王校长", INVITED),
        ('"王校长"邀请你加入了群聊，群聊参与人还有：小周、李雷', ["小周", "李雷"], "", ""),
        ('"小周"通过扫描"王校长"分享的二维码加入群聊', ["小周"], "王校长", SCANNED),
        ("“小周”通过扫描你分享的二维码加入群聊", ["小周"], MYSELF, SCANNED),
        ('"小周"通过"王校长"的邀请二维码加入群聊', ["小周"], "王校长", SCANNED),
        ('"小周"加入了群聊', ["小周"], "", ""),
        ("王校长邀请小周加入了群聊，并附带了30条聊天记录。", ["小周"], "王校长", INVITED),
        ("小周通过王校长分享的二维码加入了群聊", ["小周"], "王校长", SCANNED),
        ("Amy invited Ben to the group chat", ["Ben"], "Amy", INVITED),
        ('"Amy" invited "Ben, Cat" to the group chat', ["Ben", "Cat"], "Amy", INVITED),
        ("You invited Ben to the group chat", ["Ben"], MYSELF, INVITED),
        ("Amy invited you and Ben to the group chat", ["Ben"], "Amy", INVITED),
        ("Amy invited you to a group chat with Ben, Cat", ["Ben", "Cat"], "", ""),
        ('"Ben" joined the group chat via the QR code shared by "Amy"', ["Ben"], "Amy", SCANNED),
        ("Ben joined group chat via Amy's QR code", ["Ben"], "Amy", SCANNED),
        ('"Ben" joined the group chat', ["Ben"], "", ""),
        ('"邀请函小王"邀请"李雷"加入了群聊', ["李雷"], "邀请函小王", INVITED),
        ('"王"校长"邀请"李雷"加入了群聊', ["李雷"], '王"校长', INVITED),
        ('2026-03-08 10:32:05 "小周"加入了群聊', ["小周"], "", ""),
        ('[系统消息] 10:32 "小周"加入了群聊', ["小周"], "", ""),
    ],
)
def test_lines_of_the_apps(line: str, names: list[str], by: str, how: str) -> None:
    found = read_join_lines(line).joins
    assert [one.name for one in found] == names
    assert {(one.invited_by, one.how) for one in found} == {(by, how)}
    assert [one.shown for one in found] == names


@pytest.mark.parametrize(
    "line",
    [
        '"王校长"修改群名为“海淀校长群”',
        '"王校长" 拍了拍 "小周"',
        "小周领取了王校长的红包",
        "王校长 撤回了 小周 的消息",
        "王校长戳了戳小周",
        '你被"王校长"移出群聊',
        '"王校长"邀请你加入了群聊',
        '"小周"与群里其他人都不是微信朋友关系，请注意隐私安全',
    ],
)
def test_other_lines_of_the_apps_are_nobody_and_are_kept_apart(line: str) -> None:
    found = read_join_lines(line)
    assert (found.joins, len(found.other_lines)) == ((), 1)


def test_who_was_removed_is_said_apart_and_times_are_no_names() -> None:
    found = read_join_lines('昨天 10:32\n你将"小周"移出了群聊\n上午 9:12\n"李雷"加入了群聊')
    assert [one.name for one in found.joins] == ["李雷"]
    assert found.removed == ("小周",)
    assert found.other_lines == ()


@pytest.mark.parametrize(
    ("text", "name", "institution", "position"),
    [
        ("王芳", "王芳", "", ""),
        ("晨光教育 王芳 校长", "王芳", "晨光教育", "校长"),
        ("校长 王芳 晨光教育", "王芳", "晨光教育", "校长"),
        ("王芳（晨光教育 校长）", "王芳", "晨光教育", "校长"),
        ("王芳-晨光教育-校长", "王芳", "晨光教育", "校长"),
        ("李雷(启明艺术，教学主管)", "李雷", "启明艺术", "教学主管"),
        ("周大海@蓝天教育", "周大海", "蓝天教育", ""),
        ("周大海|蓝天教育", "周大海", "蓝天教育", ""),
        ("周大海—蓝天学校", "周大海", "蓝天学校", ""),
        ("周大海｜蓝天教育·校长", "周大海", "蓝天教育", "校长"),
        ("li@example.org", "li@example.org", "", ""),
        ("王芳校长", "王芳", "", "校长"),
        ("王校长", "王校长", "", "校长"),
        ("晨光教育王芳校长", "王芳", "晨光教育", "校长"),
        ("海淀-晨光-王芳", "王芳", "晨光", ""),
        ("海淀区 小音符 欧阳雪 园长", "欧阳雪", "小音符", "园长"),
        ("Tina Wang", "Tina Wang", "", ""),
        ("Tina 老师", "Tina", "", "老师"),
        ("🌻芳芳", "🌻芳芳", "", ""),
    ],
)
def test_name_institution_and_position_in_any_order(
    text: str, name: str, institution: str, position: str
) -> None:
    assert read_person(text) == PersonText(name, institution, position)


def test_a_phone_number_beside_a_name_is_kept() -> None:
    assert read_person("晨光教育 王芳 169 0000 0001").phone == "169 0000 0001"
    assert read_join_lines("王芳 16900000001").joins == (JoinLine("王芳", phone="16900000001"),)


def test_one_institution_before_a_colon_is_that_of_all() -> None:
    found = read_join_lines("晨光教育：王芳、李雷 校长").joins
    assert [(one.name, one.institution, one.position) for one in found] == [
        ("王芳", "晨光教育", ""),
        ("李雷", "晨光教育", "校长"),
    ]


NAMES = st.sampled_from(
    ["王芳", "李雷", "韩梅梅", "欧阳雪", "曾国栋", "小周", "🌻芳芳", "Tina", "单雨桐", "王校长"]
)


@given(st.lists(NAMES, min_size=1, max_size=30), st.sampled_from(["、", "，", ", ", "\n", "；"]))
def test_as_many_people_as_names_were_typed(names: list[str], between: str) -> None:
    assert [one.name for one in read_join_lines(between.join(names)).joins] == names


@given(
    st.lists(NAMES, min_size=1, max_size=12),
    NAMES,
    st.sampled_from(
        ['"{a}"邀请"{b}"加入了群聊', "“{a}”邀请“{b}”加入了群聊", '你邀请"{b}"加入了群聊']
    ),
)
def test_as_many_people_as_names_were_invited(names: list[str], inviter: str, form: str) -> None:
    found = read_join_lines(form.format(a=inviter, b="、".join(names))).joins
    assert [one.shown for one in found] == names


@given(st.text(max_size=200))
def test_any_text_is_read_without_failing(text: str) -> None:
    for one in read_join_lines(text).joins:
        assert one.name.strip()
