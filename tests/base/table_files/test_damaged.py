"""Files with bytes changed, lost and added: read with an account, or refused in words."""

import random
from pathlib import Path

import pytest

from organizer.base.errors import UserError
from organizer.base.table_files.reading import read_pasted, read_table
from organizer.base.table_files.zips import check_workbook
from tests.base.table_files.corpus import LIST, known, made_workbook, unclosed_quote

ADDED = [b'"', b",", b"\n", b"\0", b"\r", b"\xff", b"'=", b"\t"]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with up to six faults."""
    damage = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        if not damage:
            break
        place = chance.randrange(len(damage))
        match chance.randrange(4):
            case 0:
                damage[place] = chance.randrange(256)
            case 1:
                del damage[place : place + chance.randint(1, 9)]
            case 2:
                damage[place:place] = chance.choice(ADDED)
            case _:
                del damage[place:]
    return bytes(damage)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_a_damaged_list_is_accounted_for_or_refused(encoding: str, tmp_path: Path) -> None:
    chance = random.Random(encoding)
    path = tmp_path / "list.csv"
    read = 0
    sentences = set()
    for data in (LIST.encode(encoding), unclosed_quote(20).decode().encode(encoding)) * 150:
        path.write_bytes(damaged(data, chance))
        try:
            table = read_table(path, known=known)
        except UserError as refusal:
            sentences.add(refusal.message())
            continue
        header = 1 if table.header_line else 0
        assert len(table) + table.blank_rows + len(table.titles) + header == table.records
        assert all(len(column) == len(table) for column in table.columns)
        read += 1
    assert read
    assert sentences
    assert not [sentence for sentence in sentences if "{" in sentence]


def test_damaged_cells_are_pasted_or_refused() -> None:
    chance = random.Random(7)
    text = LIST.replace(",", "\t").encode()
    read = 0
    for _ in range(300):
        pasted = damaged(text, chance).decode("utf-8", "replace")
        try:
            table = read_pasted(pasted, known=known)
        except UserError:
            continue
        header = 1 if table.header_line else 0
        assert len(table) + table.blank_rows + len(table.titles) + header == table.records
        read += 1
    assert read


def test_a_damaged_workbook_is_checked_or_refused(tmp_path: Path) -> None:
    chance = random.Random(11)
    path = tmp_path / "list.xlsx"
    data = made_workbook()
    codes = set()
    for _ in range(300):
        path.write_bytes(damaged(data, chance))
        try:
            check_workbook(path)
        except UserError as refusal:
            codes.add(refusal.code)
    assert "import.damaged_workbook" in codes
    assert codes <= {
        "import.damaged_workbook",
        "import.not_a_list",
        "import.encrypted",
        "import.unpacks_too_large",
        "import.old_format",
    }
