"""The header row: found below titles, its names compared without decoration."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from organizer.base.errors import UserError
from organizer.base.words import N_

SEARCHED = 60
"""Rows in which the header is looked for."""

# Forms append notes in brackets: 姓名（必填）, 提交者（自动）, 手机[单选题].
_NOTES = (
    r"[(\[【<][^)\]】>]{0,4}"
    r"(?:必填|选填|可选|必选|必答|选答|自动|单选|多选|填空|非必|不必填|required|optional)"
    r"[^)\]】>]{0,4}[)\]】>]"
)
# 1、 1. 1) (1) Q1: 第1题 一、 — but "1月" and "2026" are names.
_NUMBERING = (
    r"(?i)^(?:第?[0-9]{1,3}题[、.:\s]*|q[0-9]{1,3}[、.:)_\s]*|\(?[0-9]{1,3}(?:[、:)]|\.(?![0-9]))"
    r"|\(?[一二三四五六七八九十]{1,3}[、)])+"
)
_DECORATION = "*:?!。;,、.·●◆■★☆※"
_BLANKS = r"[\s_\u200b\ufeff]+"
_DATA = r"(?i)[\d\s./:+\-*年月日时分]+|.*@.*\..*|https?://.*"


def header_key(name: str) -> str:
    """Return a column's name as it is compared: `1、姓名（必填）：` and ` 姓 名` are `姓名`."""
    key = unicodedata.normalize("NFKC", name).lower()
    key = re.sub(_BLANKS, "", key).strip(_DECORATION)
    key = re.sub(_NOTES, "", key)
    key = re.sub(_NUMBERING, "", key)
    return key.strip(_DECORATION) or re.sub(_BLANKS, "", name)


def plain_name(name: str) -> str:
    """Return a column's name without numbers and notes of forms: `7、特长（选填）` is `特长`."""
    shown = unicodedata.normalize("NFKC", name).strip()
    plain = re.sub(_NUMBERING, "", re.sub(_NOTES, "", shown)).strip(_DECORATION + " ")
    return plain if plain and plain != shown else name.strip()


def find_header(
    rows: Sequence[Sequence[str]], known: Callable[[str], bool] | None = None
) -> int | None:
    """Return the index of the header row, or None if no row looks like one.

    The row with the most names that `known` accepts (it is asked with `header_key`s); the first of
    equals. Without a known name: the first of the fullest rows, if it holds no data.
    """
    best, most = None, 0
    if known is not None:
        for index, row in enumerate(rows[:SEARCHED]):
            count = len({key for cell in row if cell and known(key := header_key(cell))})
            if count > most:
                best, most = index, count
    return best if best is not None else _fullest(rows[:SEARCHED])


def _fullest(rows: Sequence[Sequence[str]]) -> int | None:
    filled = [sum(1 for cell in row if cell.strip()) for row in rows]
    if not filled or not max(filled):
        return None
    # Rows of data may have more or fewer cells than the header: the usual number counts.
    wide = Counter(count for count in filled if count > 1)
    usual = wide.most_common(1)[0][0] if wide else 1
    for index, count in enumerate(filled):
        if count >= usual:
            cells = [cell.strip() for cell in rows[index] if cell.strip()]
            plain = not any(re.fullmatch(_DATA, cell) for cell in cells)
            return index if plain and len(set(cells)) == len(cells) else None
    return None


def refuse_duplicates(header: Sequence[str], line: int) -> None:
    """Refuse a header that names two columns alike: one of them would win by chance.

    Raises:
        UserError: `import.duplicate_headers`, naming them.
    """
    keys = Counter(header_key(name) for name in header if name)
    twice = [key for key, count in keys.items() if count > 1]
    if twice:
        raise UserError(
            "import.duplicate_headers",
            N_(
                "More than one column is called {names} (line {line}). "
                "Give each column its own name."
            ),
            names="、".join(f"“{name}”" for name in twice),
            line=line,
        )
