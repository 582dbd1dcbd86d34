"""Readings of names, and the order they give."""

import sqlite3
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.base.pinyin import (
    Reading,
    cuts,
    person_reading,
    plain_letters,
    reading,
    sort_key,
    syllables,
    text_reading,
)


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("曾国藩", "zeng guo fan"),
        ("单雄信", "shan xiong xin"),
        ("仇英", "qiu ying"),
        ("解缙", "xie jin"),
        ("翟天临", "zhai tian lin"),
        ("查良镛", "zha liang yong"),
        ("区桂芝", "ou gui zhi"),
        ("任盈盈", "ren ying ying"),
        ("盖叫天", "ge jiao tian"),
        ("朴树", "piao shu"),
        ("缪斌", "miao bin"),
        ("乐毅", "yue yi"),
        ("召公", "shao gong"),
        ("冼星海", "xian xing hai"),
        ("种师道", "chong shi dao"),
        ("宁静", "ning jing"),
        ("应采儿", "ying cai er"),
        ("欧阳修", "ou yang xiu"),
        ("尉迟恭", "yu chi gong"),
        ("万俟卨", "mo qi xie"),
        ("单于", "chan yu"),
        ("诸葛亮", "zhu ge liang"),
        ("令狐冲", "ling hu chong"),
        ("长孙无忌", "zhang sun wu ji"),
        ("吕布", "lv bu"),
        ("小曾", "xiao zeng"),
        ("老仇", "lao qiu"),
        ("曾校长", "zeng xiao zhang"),
        ("王园长", "wang yuan zhang"),
        ("王", "wang"),
        ("", ""),
    ],
)
def test_names_of_people(name: str, full: str) -> None:
    assert person_reading(name).full == full


def test_a_doubled_character_is_no_surname() -> None:
    assert person_reading("乐乐").full == "le le"
    assert person_reading("单单").full == "dan dan"


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("重庆音乐学校", "chong qing yin yue xue xiao"),
        ("曾经的教室", "ceng jing de jiao shi"),
        ("单元测试", "dan yuan ce shi"),
        ("银行校长群", "yin hang xiao zhang qun"),
        ("成都少儿舞蹈", "cheng du shao er wu dao"),
        ("厦门番禺东莞", "xia men pan yu dong guan"),
    ],
)
def test_texts_know_no_surnames_but_words(text: str, full: str) -> None:
    assert text_reading(text).full == full


def test_everything_else_passes_through_in_lower_case() -> None:
    assert person_reading("Tom 王") == Reading("tom wang", "tomwang", "tw")
    assert person_reading("Ｔｏｍ３") == Reading("tom3", "tom3", "t")
    assert person_reading("王（班主任）").full == "wang ban zhu ren"
    assert person_reading("José").full == "jose"
    assert person_reading("阿卜杜拉·买买提").full == "a bu du la mai mai ti"
    assert person_reading("🌸小美").initials == "🌸xm"
    assert person_reading("👩‍🏫李老师").full == "👩🏫 li lao shi"


def test_a_correction_wins_however_it_is_written() -> None:
    expected = Reading("ceng guo fan", "cengguofan", "cgf")
    for correction in ("ceng guo fan", "Céng Guófān", "CENG-GUO-FAN", "cengguofan"):
        assert reading("曾国藩", correction) == expected
    assert reading("吕洞宾", "Lǚ Dòngbīn").full == "lv dong bin"
    assert reading("曾国藩", None) == reading("曾国藩", "  ") == person_reading("曾国藩")


def test_letters_are_cut_into_syllables() -> None:
    assert cuts("guof") == [("guo", "f"), ("gu", "o", "f")]
    assert cuts("xian")[:3] == [("xian",), ("xia", "n"), ("xi", "an")]
    assert cuts("zgf") == []
    assert cuts("") == []
    assert len(cuts("ananananananananan")) == 12


@given(st.lists(st.sampled_from(sorted(syllables())), min_size=1, max_size=3))
def test_cuts_find_the_syllables_letters_were_made_of(spoken: list[str]) -> None:
    assert tuple(spoken) in cuts("".join(spoken), at_most=1000)


def in_order(names: list[str]) -> list[str]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE person (name TEXT, sort_key TEXT)")
    keyed = [(name, sort_key(name, person_reading(name).full)) for name in reversed(names)]
    connection.executemany("INSERT INTO person VALUES (?, ?)", keyed)
    found = [row[0] for row in connection.execute("SELECT name FROM person ORDER BY sort_key")]
    connection.close()
    return found


def test_order_of_a_chinese_reader() -> None:
    names = [
        "安娜",
        "Anna",
        "Tom",
        "佟丽",
        "万里",
        "Wang",
        "汪芳",
        "王",
        "王芳",
        "王伟",
        "王晓明",
        "曾国藩",
        "翟天临",
        "2群",
        "3群",
        "10群",
        "★开心",
        "🌸小美",
    ]
    assert in_order(names) == names


def test_key_of_a_corrected_reading_of_another_length() -> None:
    assert sort_key("曾国藩", "zeng") == "zeng 曾国藩"
    assert sort_key("王（班主任）", "wang ban zhu ren") == "wang 王 ban 班 zhu 主 ren 任"
    assert sort_key("ＡＢ曾", "ab ceng") == "ab ceng 曾"


@given(st.text(max_size=12))
def test_any_text_has_a_reading_and_a_key(text: str) -> None:
    for spoken in (person_reading(text), text_reading(text)):
        assert spoken.joined == spoken.full.replace(" ", "")
        assert len(spoken.initials) == len(spoken.full.split())
        assert "\n" not in spoken.full
    assert sort_key(text, person_reading(text).full)


def test_plain_letters() -> None:
    assert plain_letters("Lǚ Dòngbīn") == "lv dongbin"


def test_the_whole_basic_block_has_readings() -> None:
    basic = [chr(code) for code in range(0x4E00, 0x9FA6)]
    unread = [one for one in basic if text_reading(one).full == one]
    assert len(unread) <= 10  # 兙 and its like: old units, two syllables each


def test_a_hundred_thousand_names_take_no_time() -> None:
    names = [
        f"{a}{b}{c}" for a in "王李张曾欧仇单陈杨刘" for b in "伟芳娜敏静" for c in "军洋勇艳"
    ] * 500
    person_reading("曾")
    begun = time.process_time()
    for name in names:
        person_reading(name)
    # Measured 0.2 s; the bound leaves room for a slow machine, not for a slow way.
    assert time.process_time() - begun < 1.2
