"""The rows of a sign-in sheet: who, in which order, under which headings, with which totals."""

from dataclasses import replace

import pytest

from organizer.base import words
from organizer.domain.events.records import Session, SessionTime
from organizer.domain.events.sheet import COLUMNS, SheetOptions, sheet
from tests.printing.sign_in_data import AFTERNOON, make_event, make_participant, make_participants

PLAIN = SheetOptions(columns=("number", "name", "institution", "phone", "seats"), blank_rows=0)


@pytest.fixture(autouse=True)
def _english() -> None:
    words.set_language("en")


def names(options: SheetOptions, people: list[str]) -> list[str]:
    given = [make_participant(n, name=name) for n, name in enumerate(people)]
    made = sheet(make_event(), given, replace(options, columns=("name",)))
    return [row[0] for row in made.rows]


def test_only_who_is_expected_stands_on_it_and_the_totals_count_seats() -> None:
    people = [
        make_participant(0, seats=3),
        make_participant(1, withdrawn_at="2026-11-21T08:00:00Z"),
        make_participant(2, waiting_since="2026-11-21T08:00:00Z"),
        make_participant(3, signed_up_at=None, invited_at="2026-11-21T08:00:00Z"),
        make_participant(4),
    ]
    made = sheet(make_event(), people, PLAIN)
    assert [row[1] for row in made.rows] == [people[0].name, people[4].name] or [
        row[1] for row in made.rows
    ] == [people[4].name, people[0].name]
    assert (made.expected, made.seats, made.totals()) == (2, 4, "2 people · 4 seats")
    assert sheet(make_event(), people[4:], PLAIN).totals() == "1 person"


def test_orders_are_those_of_a_chinese_reader() -> None:
    people = ["张三", "曾国栋", "Tina", "安然", "王芳"]
    assert names(replace(PLAIN, order="sign_up"), people) == people
    assert names(PLAIN, people) == ["安然", "Tina", "王芳", "曾国栋", "张三"]


def test_a_name_nobody_is_linked_to_is_read_too() -> None:
    people = [
        make_participant(0, name="张三"),
        make_participant(1, name="安然", member_id=None, sort_key="安然"),
    ]
    assert [row[1] for row in sheet(make_event(), people, PLAIN).rows] == ["安然", "张三"]


def test_institutions_go_together_and_none_comes_last() -> None:
    people = [
        make_participant(0, institution=""),
        make_participant(1, institution="音才艺术"),
        make_participant(2, institution="晨光教育"),
    ]
    rows = sheet(make_event(), people, replace(PLAIN, order="institution")).rows
    assert [row[2] for row in rows] == ["晨光教育", "音才艺术", ""]


def test_headings_say_how_many_stand_below_and_numbers_go_on() -> None:
    people = make_participants(12)
    made = sheet(make_event(), people, replace(PLAIN, grouping="institution", blank_rows=2))
    assert [at for at, _heading in made.sections] == [0, 2, 4, 6, 8, 10, 12]
    assert made.sections[0][1] == "晨光教育 · 2 people"
    assert made.sections[-2][1] == "Without an institution · 2 people"
    assert made.sections[-1][1] == "Walk-ins"
    assert [row[0] for row in made.rows] == [str(n) for n in range(1, 15)]
    assert made.rows[-1] == ("14", "", "", "", "")


def test_branches_are_given_by_the_caller() -> None:
    people = make_participants(3)
    made = sheet(
        make_event(), people, replace(PLAIN, grouping="branch"), branches={"p1": "天河分舵"}
    )
    assert made.sections == ((0, "天河分舵 · 1 person"), (1, "Without a branch · 2 people"))


@pytest.mark.parametrize(
    ("phone", "masked", "shown"),
    [
        ("last4", False, "5678"),
        ("last4", True, "5678"),
        ("full", False, "138 1234 5678"),
        ("full", True, "138 **** 5678"),
    ],
)
def test_phones_show_what_was_chosen(phone: str, masked: bool, shown: str) -> None:
    options = SheetOptions.of({"columns": ["phone"], "phone": phone, "blank_rows": 0})
    people = [make_participant(0, phone="13812345678")]
    assert list(sheet(make_event(), people, options, masked=masked).rows) == [(shown,)]


def test_no_phones_is_no_column() -> None:
    made = sheet(make_event(), make_participants(1), replace(PLAIN, phone="none"))
    assert made.columns == ("number", "name", "institution", "seats")
    assert made.header == ("No.", "Name", "Institution", "Seats")


def test_the_head_tells_when_where_and_by_whom() -> None:
    facts = dict(sheet(make_event(), make_participants(15), PLAIN).facts)
    assert facts["Time"] == "December 5, 2026 Sat 14:00–17:00"
    assert facts["Expected"] == "15 people · 16 seats"
    assert facts["Venue"] == "晨光教育体育西路校区 大会议室 · 广州市天河区体育西路 101 号 3 楼"
    assert (facts["Hosted by"], facts["Organiser"]) == ("晨光教育", "曾国栋")


def test_a_sheet_of_one_session_names_that_one() -> None:
    evening = Session("s2", SessionTime(AFTERNOON.day, "19:00", 90, "私董会"))
    event = make_event(sessions=(Session("s1", AFTERNOON), evening), host_name="", people=())
    both = dict(sheet(event, [], PLAIN).facts)["Time"]
    assert both.splitlines() == [
        "December 5, 2026 Sat 14:00–17:00",
        "December 5, 2026 Sat 19:00–20:30 私董会",
    ]
    facts = dict(sheet(event, [], PLAIN, session=evening).facts)
    assert facts["Time"] == "December 5, 2026 Sat 19:00–20:30 私董会"
    assert "Hosted by" not in facts


def test_options_survive_being_kept() -> None:
    options = SheetOptions(
        columns=("own", "name"), phone="full", order="sign_up", grouping="branch",
        page_break=True, blank_rows=3, paper="A5", landscape=True, row_height=12, font_size=9,
        own_title="微信", logo="logo.png",
    )  # fmt: skip
    assert SheetOptions.of(options.content()) == options


def test_what_cannot_be_is_as_it_comes() -> None:
    broken = {
        "columns": ["nonsense", 3, "name", "name"], "phone": "all", "order": None, "paper": "A9",
        "blank_rows": 100_000, "row_height": 1, "font_size": True, "logo": 7, "page_break": "yes",
    }  # fmt: skip
    found = SheetOptions.of(broken)
    assert found == SheetOptions(columns=("name",), blank_rows=200, row_height=9)
    assert SheetOptions.of({"columns": "name"}) == SheetOptions()


def test_a_picture_has_nothing_to_fill_in() -> None:
    options = SheetOptions(columns=tuple(COLUMNS), page_break=True).for_phone()
    assert options.columns == (
        "number", "name", "honorific", "institution", "position", "phone", "seats",
    )  # fmt: skip
    assert (options.blank_rows, options.page_break) == (0, False)
    assert SheetOptions(columns=("signature",)).for_phone().columns == ("number", "name")
