"""Rosters out: chosen columns in order, masked as the window masks, safe in a spreadsheet."""

import csv
import re
import zipfile
from pathlib import Path

import pytest

from organizer.base.errors import UserError
from organizer.base.masking import mask_account, mask_birthday, mask_phone
from organizer.base.register import Register
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.members import actions as members
from organizer.domain.members.records import NewAccount
from organizer.domain.roles import actions as roles
from organizer.domain.rosters import actions, columns, export
from tests.domain.rosters.lists_of_rows import plan_of

PHONES = ["13812345678", "010-62345678", "62345678", "12345", "+852 2345 6789", "(010)62345678"]
HANDLES = ["abcdef", "a", "ab_cd", "wxid_1234567890"]
BIRTHDAYS = ["1988-03-08", "--03-08", ""]


def read(path: Path, encoding: str = "utf-8-sig") -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def roster(*keys: str, masked: bool = True, group_id: str | None = None) -> export.Roster:
    return export.Roster(
        tuple(columns.column(key) for key in keys), group_id=group_id, masked=masked
    )


def test_masks_are_those_of_the_window(register: Register) -> None:
    with register.step() as step:
        for place, number in enumerate(PHONES):
            members.add(
                step,
                f"人{place}",
                phones=[number],
                accounts=[NewAccount("wechat", HANDLES[place % len(HANDLES)])],
                birthday=BIRTHDAYS[place % len(BIRTHDAYS)],
            )
    with register.reading() as db:
        texts = export.roster_texts(db, roster("name", "phone", "wechat", "birthday"))
    by_name = {row[0]: row[1:] for row in texts}
    for place, number in enumerate(PHONES):
        assert by_name[f"人{place}"] == (
            mask_phone(number),
            mask_account(HANDLES[place % len(HANDLES)]),
            mask_birthday(BIRTHDAYS[place % len(BIRTHDAYS)]),
        )


def test_whole_numbers_only_by_choice(register: Register, tmp_path: Path) -> None:
    with register.step() as step:
        members.add(step, "王芳", phones=["13812345678", "010-1"])
    out = tmp_path / "a.csv"
    with register.reading() as db:
        export.write_roster(db, roster("phone", "name"), out)
        assert read(out)[1] == ["138 **** 5678、****", "王芳"]
        export.write_roster(db, roster("phone", "name", masked=False), out, encoding="gb18030")
    assert read(out, "gb18030") == [["手机", "姓名"], ["13812345678、010-1", "王芳"]]


def test_a_group_goes_out_with_its_aliases_and_positions(register: Register) -> None:
    with register.step() as step:
        group = groups.add(step, "家长群")
        wang = members.add(step, "王芳", district="440106")
        members.add(step, "李雷")
        memberships.join(step, group, [wang])
        roles.appoint(step, [wang], "kol", group_id=group)
        roles.appoint(step, [wang], "班长", group_id=group)
    with register.reading() as db:
        texts = export.roster_texts(
            db, roster("name", "joined", "roles", "groups", "district", group_id=group)
        )
    assert texts == [("王芳", "2026-03-09", "KOL、班长", "家长群", "广东 · 广州 · 天河区")]


def test_formulas_stay_texts(register: Register, tmp_path: Path) -> None:
    with register.step() as step:
        for text in ("=1+1", "+1", "-1", "@a", "'a", "＝a"):
            members.add(step, text)
    out = tmp_path / "a.csv"
    with register.reading() as db:
        assert export.write_roster(db, roster("name"), out) == 6
    assert all(row[0].startswith("'") for row in read(out)[1:])


def test_another_kind_of_file_is_refused(register: Register, tmp_path: Path) -> None:
    with register.reading() as db, pytest.raises(UserError) as refused:
        export.write_roster(db, roster("name"), tmp_path / "a.docx")
    assert refused.value.code == "export.unknown_kind"
    assert list(tmp_path.glob("*.docx")) == []


def test_rows_may_be_counted_and_come_back_without_a_change(
    register: Register, tmp_path: Path
) -> None:
    with register.step() as step:
        for place, name in enumerate(("韩梅", "李雷", "王芳")):
            members.add(step, name, phones=[f"1380000000{place}"])
    wanted = roster("row", "name", "phone", masked=False)
    out = tmp_path / "a.csv"
    with register.reading() as db:
        export.write_roster(db, wanted, out)
        # what is printed numbers its rows itself
        assert [len(row) for row in export.roster_texts(db, wanted)] == [2, 2, 2]
        with pytest.raises(UserError, match=r"rosters\.no_columns"):
            export.roster_texts(db, roster("row"))
    assert [row[:2] for row in read(out)] == [
        *(["序号", "姓名"], ["1", "韩梅"], ["2", "李雷"], ["3", "王芳"]),
    ]
    for name in ("a.csv", "a.xlsx"):
        with register.reading() as db:
            export.write_roster(db, wanted, tmp_path / name)
        again = plan_of(register, tmp_path / name)
        assert (again.counts["matched"], again.changes) == (3, {})
        assert again.checked.left_out_columns() == ["序号"]


def test_a_workbook_is_ready_to_be_read(register: Register, tmp_path: Path) -> None:
    """The header stands out and stays in view, columns are wide enough, numbers are texts."""
    with register.step() as step:
        members.add(step, "王芳", phones=["13812345678"])
    out = tmp_path / "a.xlsx"
    with register.reading() as db:
        export.write_roster(db, roster("row", "name", "phone", masked=False), out)
    with zipfile.ZipFile(out) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        styles = book.read("xl/styles.xml").decode()
    assert 'ySplit="1"' in sheet
    assert 'state="frozen"' in sheet
    width = re.search(r'<col min="3" max="3" width="([0-9.]+)"', sheet)
    assert width is not None
    assert float(width[1]) > len("13812345678")
    assert "<b/>" in styles
    assert re.search(r'<c r="A2"[^>]*><v>1</v>', sheet)  # a count is a number
    phone = re.search(r'<c r="C2" [^>]*t="(inlineStr|s)"', sheet)
    assert phone is not None


def test_an_export_is_noted_and_stays_noted(register: Register) -> None:
    with register.step() as step:
        actions.record_export(step, what="csv", rows=3, columns=["name"], masked=True)
    with register.reading() as db:
        assert db.row("SELECT what, row_count, columns, is_masked FROM export_log") == (
            "csv",
            3,
            '["name"]',
            1,
        )
    assert register.undoable() is None
