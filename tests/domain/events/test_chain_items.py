"""What an entry says: the name, how many seats, a phone number; nothing guessed silently."""

import pytest

from organizer.domain.events.chain_items import folded_reading, name_words, read_item


@pytest.mark.parametrize(
    ("text", "name", "seats", "doubts"),
    [
        ("小周 晨光教育 2人", "小周", 2, ()),
        ("王校长(海淀) +1", "王校长", 2, ("plus",)),
        ("李老师", "李老师", 1, ()),
        ("王芳带一人", "王芳", 2, ("with_company",)),
        ("王芳 带2个孩子", "王芳", 3, ("with_company",)),
        ("王芳 带孩子", "王芳", 1, ("company_unclear",)),
        ("李雷 2大1小", "李雷", 3, ()),
        ("李雷 两个大人一个小孩", "李雷", 3, ()),
        ("Tina Zhou x2", "Tina Zhou", 2, ()),
        ("韩梅梅×3", "韩梅梅", 3, ()),
        ("韩梅梅＋2人", "韩梅梅", 3, ("plus",)),
        ("小周2人", "小周", 2, ()),
        ("李雷 两人", "李雷", 2, ()),
        ("晨光教育 王芳 校长 共3人", "王芳", 3, ()),
        ("李雷 2人 x3", "李雷", 3, ("seats_unclear",)),
        ("王芳 x0", "王芳", 1, ("seats_unclear",)),
        ("王一人", "王一人", 1, ("seats_unclear",)),
        ("王芳 周六第2场", "王芳", 1, ()),
        ("王芳 二（3）班", "王芳", 1, ()),
        ("+1", "", 2, ("plus", "no_name")),
        ("🌻小芳芳", "🌻小芳芳", 1, ()),
        ("王芳 待定", "王芳", 1, ("maybe",)),
        ("王芳 来不了", "王芳", 1, ("declined",)),
        ("13812345678 王芳", "王芳", 1, ()),
    ],
)
def test_names_and_seats(text: str, name: str, seats: int, doubts: tuple[str, ...]) -> None:
    read = read_item(text)
    assert (read.name, read.seats, read.warnings) == (name, seats, doubts)


def test_a_phone_number_is_no_count_and_the_rest_is_a_note() -> None:
    read = read_item("韩梅梅 138-1234-5678 晨光教育 校长 3人 素食")
    assert (read.phone, read.seats, read.counted) == ("13812345678", 3, True)
    assert (read.institution, read.position, read.note) == ("晨光教育", "校长", "素食")
    assert read_item("王芳\n带2个朋友 想坐前排").note == "想坐前排"


def test_the_longest_known_name_the_entry_begins_with_counts() -> None:
    known = {"Tina", "Tina Zhou", "Tina Zhou (2)", "王芳"}
    assert read_item("Tina Zhou (2) +1", known).name == "Tina Zhou (2)"
    assert read_item("王芳带两人", known).name == "王芳"
    assert read_item("王芳（晨光教育）2人", known).institution == "晨光教育"
    # a name that goes on is another name
    assert read_item("王芳芳 2人", known).name == "王芳芳"


def test_the_register_is_asked_for_every_beginning() -> None:
    words = name_words("海淀 王芳(晨光) 2人\n李雷")
    assert {"海淀", "海淀 王芳", "海淀 王芳(晨光)", "王芳"} <= words
    assert "" not in words


def test_syllables_that_are_often_confused_sound_the_same() -> None:
    assert folded_reading("zhang lin") == folded_reading("zan ning")
    assert folded_reading("wang fang") != folded_reading("wang fei")
