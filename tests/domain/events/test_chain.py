"""Reading sign-up chains: the grammar, every hand-edited variant, and that no line is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.base.errors import UserError
from organizer.base.text import clean
from organizer.domain.events.chain import LONGEST_PASTE, Chain, looks_like_chain, read_chain

HEAD = "#接龙\n周六晚8点 招生分享会报名\n\n"


def texts(chain: Chain) -> list[str]:
    return [item.text for item in chain.items]


def warnings(chain: Chain) -> list[tuple[str, ...]]:
    return [item.warnings for item in chain.items]


def test_a_chain_as_the_app_writes_it() -> None:
    chain = read_chain(
        "#接龙\n周六晚8点 招生分享会报名\n例 姓名 机构 人数\n\n"
        "1. 小周 晨光教育 2人\n2. 王校长(海淀) +1\n3、李老师\n4.\n"
    )
    assert chain.header == ("#接龙", "周六晚8点 招生分享会报名")
    assert chain.example == ("例 姓名 机构 人数",)
    assert texts(chain) == ["小周 晨光教育 2人", "王校长(海淀) +1", "李老师"]
    assert [(item.number, item.line) for item in chain.items] == [(1, 5), (2, 6), (3, 7)]
    assert chain.placeholders == (4,)
    assert not chain.unread
    assert not any(warnings(chain))


@pytest.mark.parametrize("separator", [". ", ".", "、", "．", ")", "）", ":", "：", " . ", "、 "])
def test_every_separator(separator: str) -> None:
    chain = read_chain(HEAD + "\n".join(f"{n}{separator}成员{n}号" for n in range(1, 13)))
    assert texts(chain) == [f"成员{n}号" for n in range(1, 13)]
    assert not any(warnings(chain))


@pytest.mark.parametrize(
    "marker",
    ["#接龙", "＃接龙", "# 接龙", "#接龍", "接龙", "#Group Note", "🌸#接龙🌸", "大家好 #接龙 周六"],
)
def test_every_marker_and_none(marker: str) -> None:
    chain = read_chain(f"{marker}\n周六沙龙\n\n1. 王芳\n2. 李雷")
    assert texts(chain) == ["王芳", "李雷"]
    assert chain.header == (marker, "周六沙龙")
    assert texts(read_chain("1. 王芳\n2. 李雷")) == ["王芳", "李雷"]


def test_a_time_is_no_entry_and_a_phone_number_may_begin_one() -> None:
    chain = read_chain(HEAD + "1. 王芳\n2.30 到场\n2.13812345678 李雷\n3:00 见")
    assert texts(chain) == ["王芳\n2.30 到场", "13812345678 李雷\n3:00 见"]
    assert warnings(chain) == [("more_lines",), ("more_lines",)]


def test_entries_have_several_lines() -> None:
    chain = read_chain(HEAD + "1. 王芳\n晨光教育\n\n想坐前排\n2. 李雷")
    assert texts(chain) == ["王芳\n晨光教育\n想坐前排", "李雷"]
    assert chain.items[0].last_line == 7
    assert set(chain.items[0].warnings) == {"more_lines", "loose_lines"}


def test_missing_numbers_are_told() -> None:
    chain = read_chain(HEAD + "1. 王芳\n4. 李雷\n30. 韩梅梅\n31. 赵云")
    assert texts(chain) == ["王芳", "李雷", "韩梅梅", "赵云"]
    assert warnings(chain) == [(), ("gap",), ("gap",), ()]


def test_a_number_that_does_not_follow_stays_in_the_entry() -> None:
    chain = read_chain(HEAD + "1. 王芳\n2. 李雷\n40、平方米\n3. 韩梅梅")
    assert texts(chain) == ["王芳", "李雷\n40、平方米", "韩梅梅"]
    assert "number_jump" in chain.items[1].warnings


@pytest.mark.parametrize("inner", ["1. 语文\n2. 数学\n3. 英语", "1、语文\n2、数学", "1) 语文"])
@pytest.mark.parametrize("host", [1, 2, 3])
def test_lists_inside_an_entry(inner: str, host: int) -> None:
    names = {1: "王芳", 2: "李雷", 3: "韩梅梅", 4: "赵云"}
    lines = [f"{n}. {name}" + (f"\n{inner}" if n == host else "") for n, name in names.items()]
    chain = read_chain(HEAD + "\n".join(lines))
    wanted = [name + (f"\n{inner}" if n == host else "") for n, name in names.items()]
    assert texts(chain) == wanted
    assert "nested" in chain.items[host - 1].warnings


def test_one_line_is_cut_at_the_numbers_expected() -> None:
    chain = read_chain("1. 2. 甲 x 3. 乙")
    assert (texts(chain), chain.placeholders) == (["甲 x", "乙"], (1,))
    chain = read_chain("#接龙 周六晚8点 1. 小周 2人 2. 小李 3. 王芳 13812345678")
    assert chain.header == ("#接龙 周六晚8点",)
    assert texts(chain) == ["小周 2人", "小李", "王芳 13812345678"]
    assert all("one_line" in codes for codes in warnings(chain))
    chain = read_chain(HEAD + "1. 王芳\n2. 李雷 3. 韩梅梅\n4) 赵云")
    assert texts(chain) == ["王芳", "李雷", "韩梅梅", "赵云"]


def test_numbered_details_in_the_header_are_no_entries() -> None:
    chain = read_chain(
        "#接龙\n沙龙\n1、时间：周六\n2、地点：晨光教育\n3、费用：30元\n\n1. 王芳\n2. 李雷"
    )
    assert texts(chain) == ["王芳", "李雷"]
    assert chain.header[-1] == "3、费用：30元"


def test_half_a_list_starts_late() -> None:
    chain = read_chain("7. 王芳\n1. 语文\n8. 李雷")
    assert texts(chain) == ["王芳\n1. 语文", "李雷"]
    assert chain.starts_late
    assert not read_chain("1. 王芳").starts_late


def test_of_several_copies_the_last_counts() -> None:
    chain = read_chain(
        "#接龙\n沙龙\n\n1. 王芳\n\n李雷  20:13\n"
        "#接龙\n沙龙\n\n1. 王芳 2人\n2. 李雷\n韩梅梅  20:14\n好的"
    )
    assert texts(chain) == ["王芳 2人", "李雷"]
    assert [one.reason for one in chain.unread] == ["older_copy"] * 4 + ["chat"] * 2
    chain = read_chain("#接龙\n晚餐\n\n1. 王芳\n#接龙\n沙龙\n\n1. 李雷")
    assert texts(chain) == ["李雷"]
    assert {one.reason for one in chain.unread} == {"other_chain"}
    assert texts(read_chain("沙龙\n\n1. 王芳\n\n沙龙\n\n1. 王芳\n2. 李雷")) == ["王芳", "李雷"]


def test_quotations_and_what_stands_behind_the_list_are_listed() -> None:
    chain = read_chain("「小周：#接龙\n沙龙\n\n1. 王芳」\n- - - - - - - - - -\n好的")
    assert not chain.items
    assert [(one.line, one.reason) for one in chain.unread] == [
        (1, "quoted"), (2, "quoted"), (4, "quoted"), (5, "quoted"), (6, "no_number"),
    ]  # fmt: skip
    chain = read_chain(HEAD + "1. 王芳\n2. 李雷\n\n请尽快报名")
    assert texts(chain) == ["王芳", "李雷"]
    assert [(one.text, one.reason) for one in chain.unread] == [("请尽快报名", "after_list")]


def test_emoji_numbers_and_examples_among_the_entries() -> None:
    chain = read_chain("1️⃣ 王芳🌻\n2️⃣ 李雷\n3⃣ 韩梅梅")
    assert texts(chain) == ["王芳🌻", "李雷", "韩梅梅"]
    chain = read_chain(HEAD + "1. 例：张三 晨光 2人\n2. 王芳")
    assert (texts(chain), chain.example) == (["王芳"], ("例：张三 晨光 2人",))


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(UserError) as refused:
        read_chain("1. 王芳\n" * LONGEST_PASTE)
    assert refused.value.code == "events.paste_too_long"


def test_the_longest_text_is_read_at_once() -> None:
    chain = read_chain("1. 王芳\n2. 李雷\n" * (LONGEST_PASTE // 12))
    assert len(chain.kinds) > 30_000


LINE = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "#接龙", "- - - - - - -", "「小周：", "王芳  20:14", "例 姓名", "沙龙"]),
    st.builds(
        lambda number, separator, text: f"{number}{separator}{text}",
        st.integers(0, 60),
        st.sampled_from([". ", ".", "、", "）", "："]),
        st.sampled_from(["", "王芳", "李雷 2人", "8 到", "2. 韩梅梅", "时间：周六"]),
    ),
)


@given(st.lists(LINE, max_size=25).map("\n".join))
def test_every_line_ends_somewhere_and_no_word_is_lost(text: str) -> None:
    chain = read_chain(text)
    kept = " ".join(
        [*chain.header, *chain.example, *texts(chain), *(one.text for one in chain.unread)]
    )
    letters = {*re.findall(r"[^\W\d_]", kept)}
    assert {*re.findall(r"[^\W\d_]", clean(text))} <= letters
    unread = {one.line for one in chain.unread}
    for place, (line, kind) in enumerate(
        zip(clean(text, multi_line=True).split("\n"), chain.kinds, strict=True), start=1
    ):
        assert (kind == "blank") == (not line.strip())
        assert (kind == "unread") == (place in unread)
    numbers = [item.number for item in chain.items]
    assert numbers == sorted(set(numbers))


ENTRY = st.text("王李芳雷明晨光教育 (）+，🌻ab", min_size=1, max_size=12).filter(
    lambda text: text.strip()
)


@given(st.lists(ENTRY, min_size=1, max_size=40), st.sampled_from([". ", "、", "．", ") ", "： "]))
def test_a_plain_chain_is_read_exactly(entries: list[str], separator: str) -> None:
    text = HEAD + "\n".join(f"{n}{separator}{entry}" for n, entry in enumerate(entries, start=1))
    chain = read_chain(text)
    assert texts(chain) == [entry.strip() for entry in entries]
    assert not any(warnings(chain))


@given(st.lists(ENTRY, min_size=1, max_size=20), st.data())
def test_a_chain_with_a_list_inside_is_exact_or_warns(
    entries: list[str], data: st.DataObject
) -> None:
    host = data.draw(st.integers(0, len(entries) - 1))
    inner = data.draw(st.integers(1, 4))
    wanted = [entry.strip() for entry in entries]
    wanted[host] = "\n".join([wanted[host], *(f"{n}. 科目" for n in range(1, inner + 1))])
    chain = read_chain(HEAD + "\n".join(f"{n}. {one}" for n, one in enumerate(wanted, start=1)))
    assert texts(chain) == wanted or any(warnings(chain))


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (HEAD + "1. 王芳", True),
        ("# 接龙 周六\n\n1.", True),
        ("1. 王芳\n2. 李雷\n3. 韩梅梅", True),
        ("明天 14:00 见，1. 带电脑", False),
        ("接龙一会儿发", False),
        ("", False),
        ("1. 王芳\n" * 5_000, False),
    ],
)
def test_what_looks_like_a_chain(text: str, is_one: bool) -> None:
    assert looks_like_chain(text) is is_one
