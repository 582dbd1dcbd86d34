"""Lists as owners have them: made by hand in a spreadsheet over the years."""

import csv
from pathlib import Path

INSTITUTIONS = ("海风教育", "晨光书画", "新思维", "启明星", "小桔灯", "文苑培优")
GIVEN = ("大海", "小雨", "思齐", "小燕", "建国", "晓明", "丽华", "子涵", "一凡", "雅静")
SURNAMES = ("曾", "单", "解", "仇", "区", "盖", "王", "欧阳", "诸葛", "尉迟", "查", "任")
HEADER = (
    "1、序号",
    "2、怎么称呼（必填）",
    "3、联系电话（必填）",
    "4、所在机构",
    "5、进群时间",
    "6、群昵称",
    "7、特长",
)
ROWS = 300
#: What is wrong with a line of the list, by the number of its row: its reason when refused.
UGLY = {
    17: "ruined_number",
    117: "ruined_number",
    40: "masked_number",
    61: "date_impossible",
    82: "short_row",
    103: "no_name",
    217: "date_no_year",
}
REPEATED = {150: 149, 290: 9}
"""Rows that say again, word for word, what an earlier one said."""
TWICE = (30, 31)
"""Two rows of one person with two numbers: nothing tells a list that they are one."""

SECOND_NUMBER = "13655550031"


def person(number: int) -> tuple[str, str, str]:
    """Name, phone and institution of a row."""
    number = TWICE[0] if number == TWICE[1] else number
    surname, given = SURNAMES[number % len(SURNAMES)], GIVEN[number // len(SURNAMES) % len(GIVEN)]
    rest = "" if number < len(SURNAMES) * len(GIVEN) else "甲乙丙"[number // 120 - 1]
    return f"{surname}{given}{rest}", f"139{number:04}5678", INSTITUTIONS[number % 6]


def alias(number: int) -> str:
    """The name a person has in the group."""
    name, _phone, institution = person(number)
    return f"{institution}-{name}"


def row(number: int) -> list[str]:
    """One row of the list, ugly or not."""
    number = REPEATED.get(number, number)
    name, phone, institution = person(number)
    if number == TWICE[1]:
        phone = SECOND_NUMBER
    shown = phone if number % 9 else f"+86 {phone[:3]}-{phone[3:7]} {phone[7:]}"
    cells = [str(number + 1), name, shown, institution]
    cells += [("2026/3/1", "2026年3月2日", "2026.03.03")[number % 3], alias(number), ""]
    if number % 50 == 0:
        cells[6] = "书法"
    match UGLY.get(number):
        case "ruined_number":
            cells[2] = "1.38E+10"
        case "masked_number":
            cells[2] = "138****1234"
        case "date_impossible":
            cells[4] = "2026/2/30"
        case "date_no_year":
            cells[4] = "3月5日"
        case "short_row":
            cells = cells[:4]
        case "no_name":
            cells[1] = " "
    return cells


def write_list(path: Path) -> None:
    """300 rows in GB18030 under two lines of title, with blank lines between."""
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["河南省教培机构交流群名单（2026 年春）"])
        writer.writerow(["制表：小李", "", "", "", "", "", ""])
        writer.writerow([])
        writer.writerow(HEADER)
        for number in range(ROWS):
            if number in (75, 200):
                writer.writerow([""] * len(HEADER))
            writer.writerow(row(number))
