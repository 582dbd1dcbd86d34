"""The zip a workbook is: names, sizes and the outermost cell, before a reader sees it."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from organizer.base.errors import UserError
from organizer.base.table_files.building import MOST_COLUMNS, MOST_ROWS
from organizer.base.table_files.headers import SEARCHED
from organizer.base.table_files.kinds import refuse_kind
from organizer.base.words import N_

MOST_MEMBERS = 5_000
MOST_UNPACKED = 1_000_000_000
"""Bytes; a sheet of a million rows and 12 columns has about 600 MB."""
MOST_CELLS = 25_000_000
"""The rectangle round all cells: a reader reserves room for each, filled or not."""
# Repetitive sheets pack 50 to 1; 250 to 1 over many megabytes is made to look small.
_STEEP = 250
_STEEP_FROM = 50_000_000

# What zipfile raises over a damaged directory, besides saying that it is no zip.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    LookupError,
    OverflowError,
)

_BLOCK = 1_048_576
_OVERLAP = 512
_QUICK = re.compile(rb"\sr\s*=\s*[\"']([A-Z]+)(\d+)")
# A cell without content is only a colour or a border: it widens nothing.
_FILLED = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br\s*=\s*[\"']([A-Z]+)(\d+)[\"'][^<>]*(?<!/)>")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def check_workbook(path: Path) -> None:
    """Refuse a workbook that is none, runs code, hides its size or reaches absurdly far.

    Every member is unpacked once in blocks, so that a size that was lied about is found.

    Raises:
        UserError: with what to do.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_names(members, path.name)
            _check_sizes(members, path.name)
            for member in members:
                with archive.open(member) as file:
                    _check_content(file, path.name)
    except _DAMAGE as error:
        raise damaged(path.name) from error


def _check_names(members: list[zipfile.ZipInfo], name: str) -> None:
    names = [member.filename for member in members]
    lower = {each.lower() for each in names}
    if any(member.flag_bits & 1 for member in members):
        refuse_kind("encrypted", name)
    if any(
        "vbaproject" in each or "/macrosheets/" in each or each.endswith(".xlsm") for each in lower
    ):
        raise _macros(name)
    if "xl/workbook.bin" in lower or "content.xml" in lower:
        refuse_kind("old_xls", name)
    if "[content_types].xml" not in lower or "xl/workbook.xml" not in lower:
        refuse_kind("other", name)
    strange = any(
        "\\" in each or each.startswith("/") or ":" in each or ".." in each.split("/")
        for each in names
    )
    if strange or len(lower) != len(names) or len(names) > MOST_MEMBERS:
        raise damaged(name)


def _check_sizes(members: list[zipfile.ZipInfo], name: str) -> None:
    total = sum(member.file_size for member in members)
    steep = any(
        member.file_size > _STEEP_FROM and member.file_size > _STEEP * member.compress_size
        for member in members
    )
    if total > MOST_UNPACKED or steep:
        raise UserError(
            "import.unpacks_too_large",
            N_(
                "“{file}” would unpack to {megabytes} MB, far more than a list needs. "
                "Copy the rows into a new workbook and choose that one."
            ),
            file=name,
            megabytes=total // 1_000_000,
        )


def _check_content(file: IO[bytes], name: str) -> None:
    """Read a member to its end, so that its checksum is compared, and look at its cells."""
    outermost = _Outermost()
    first = True
    for block in _blocks(file):
        if first and block.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise damaged(name)  # no program writes sheets in UTF-16; it would hide what follows
        first = False
        if _DECLARATION.search(block):
            raise damaged(name)
        if b"macroEnabled" in block:
            raise _macros(name)
        outermost.note(_QUICK, block)
    if outermost.too_far():
        filled = _Outermost()
        file.seek(0)
        for block in _blocks(file):
            filled.note(_FILLED, block)
        if filled.too_far():
            raise UserError(
                "import.cell_too_far",
                N_(
                    "“{file}” has a cell as far out as {cell}; a list may have {columns} columns "
                    "and {rows} rows. Delete what lies beyond the list, or copy it into a new "
                    "workbook."
                ),
                file=name,
                cell=f"{filled.letters}{filled.row}",
                columns=MOST_COLUMNS,
                rows=MOST_ROWS,
            )


@dataclass
class _Outermost:
    """The corner of the rectangle round all cells seen."""

    letters: str = "A"
    column: int = 1
    row: int = 0

    def note(self, pattern: "re.Pattern[bytes]", block: bytes) -> None:
        found = pattern.findall(block)
        if not found:
            return
        columns, rows = zip(*found, strict=True)
        self.row = max(self.row, *map(_row_number, set(rows)))
        for letters in set(columns):
            number = _column_number(letters)
            if number > self.column:
                self.column, self.letters = number, letters[:9].decode("ascii")

    def too_far(self) -> bool:
        # Titles and a header may stand above a full list.
        return (
            self.column > MOST_COLUMNS
            or self.row > MOST_ROWS + SEARCHED
            or self.column * self.row > MOST_CELLS
        )


def _row_number(digits: bytes) -> int:
    return int(digits[:12])


def _column_number(letters: bytes) -> int:
    """Return 1 for A, 27 for AA, 16384 for XFD."""
    number = 0
    for letter in letters[:9]:
        number = number * 26 + letter - 64
    return number


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the content in blocks that overlap, so that nothing is cut where it is looked for."""
    tail = b""
    while data := file.read(_BLOCK):
        yield tail + data
        tail = data[-_OVERLAP:]


def damaged(name: str) -> UserError:
    """Return the sentence for a workbook that can't be read."""
    return UserError(
        "import.damaged_workbook",
        N_("“{file}” is damaged or not a workbook. Open it in Excel or WPS and save it again."),
        file=name,
    )


def _macros(name: str) -> UserError:
    return UserError(
        "import.macros",
        N_(
            "“{file}” contains macros, which are programs. Save it as xlsx without macros and "
            "choose that file."
        ),
        file=name,
    )
