r"""What a search means: one meaning for the index in memory and for SQL.

Words separated by blanks must all be found in a row. A word is cut into its runs, each of which
must be found:

- **letters** (a–z, ü): at the beginning of a syllable of a reading, running on over
  the following syllables ("guof" finds zeng guo fan, "an" does not find wang); or anywhere within
  the initials ("gf"); or anywhere within a text (nicknames, handles). One letter alone is not
  looked up in the initials: it begins a syllable anyway.
- **digits**: anywhere within a number (phones) or a text. A word of digits, hyphens, brackets and
  mask signs counts by its digits: "138****5678" is 138 and 5678. A complete number may be typed
  with blanks and +86.
- **anything else** (Chinese characters, signs): anywhere within a text, as typed.

Full-width letters and digits of the query become half-width; case is ignored for a–z only, as
SQLite does.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from organizer.base.pinyin import cuts

_WIDE = {code: chr(code - 0xFEE0) for code in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B)]}
_WIDE[0x3000] = " "
_RUN = r"[a-zü]+|[0-9]+|[^a-zü0-9]+"
_NUMBER = r"[+(（]?[0-9][-0-9()（）+*＊●•.]*"
_WHOLE_NUMBER = r"(?:\+?86|0086)?(1[3-9][0-9]{9})"
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzü")
_DIGITS = frozenset("0123456789")
_HIDDEN = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)])


class Kind(Enum):
    """Where a run of a query is looked for."""

    TEXT = "text"
    LETTERS = "letters"
    DIGITS = "digits"


class Part(NamedTuple):
    """One run of a query, lower-case as far as it is a–z.

    Letters have `syllables`, the ways to find them in a reading (" guo f"), and `initials`, what
    to find in initials ('' for a single letter).
    """

    kind: Kind
    needle: str
    syllables: tuple[str, ...] = ()
    initials: str = ""


class SearchColumns(NamedTuple):
    """The columns of a query (SQL expressions) that hold what is searched.

    `readings` hold "zeng guo fan", `initials` hold "zgf", `numbers` only digits, `texts` whatever
    people wrote. A column may be NULL.
    """

    texts: Sequence[str] = ()
    readings: Sequence[str] = ()
    initials: Sequence[str] = ()
    numbers: Sequence[str] = ()


def parts(query: str) -> tuple[Part, ...]:
    """Return the runs of a query, all of which a row must have; none for an empty query."""
    plain = lower(unicodedata.normalize("NFC", query).translate(_WIDE)).replace("Ü", "ü")
    whole = re.fullmatch(_WHOLE_NUMBER, re.sub(r"[\s()（）-]", "", plain))
    if whole:
        return (Part(Kind.DIGITS, whole[1]),)
    found: dict[Part, None] = {}
    for word in (word.translate(_HIDDEN) for word in plain.split()):
        if re.fullmatch(_NUMBER, word):
            found |= dict.fromkeys(Part(Kind.DIGITS, run) for run in re.findall("[0-9]+", word))
        else:
            found |= dict.fromkeys(_part(run) for run in re.findall(_RUN, word))
    return tuple(found)


def like_condition(query: str, columns: SearchColumns) -> tuple[str, list[str]]:
    r"""Return an SQL condition that finds exactly the rows the index finds, and its parameters.

    The condition of an empty query is "1". Patterns are escaped with a backslash.
    """
    conditions: list[str] = []
    parameters: list[str] = []
    for part in parts(query):
        wanted = [(column, f"%{escape_like(part.needle)}%") for column in columns.texts]
        if part.kind is Kind.DIGITS:
            wanted += [(column, f"%{part.needle}%") for column in columns.numbers]
        if part.initials:
            wanted += [(column, f"%{part.initials}%") for column in columns.initials]
        for spoken in part.syllables:
            wanted += [(f"' ' || {column}", f"%{spoken}%") for column in columns.readings]
        conditions.append(" OR ".join(rf"{column} LIKE ? ESCAPE '\'" for column, _ in wanted))
        parameters += [pattern for _, pattern in wanted]
    # A part no column can hold finds nothing.
    return " AND ".join(f"({one or 0})" for one in conditions) or "1", parameters


def lower(text: str) -> str:
    """Return text with A–Z lower-cased and nothing else, as SQLite compares."""
    if text.isascii():
        return text.lower()
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def escape_like(text: str) -> str:
    r"""Return text whose %, _ and \ stand for themselves in LIKE … ESCAPE '\'."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _part(run: str) -> Part:
    if run[0] in _DIGITS:
        return Part(Kind.DIGITS, run)
    if run[0] in _LETTERS:
        spoken = run.replace("ü", "v")
        ways = dict.fromkeys(" " + " ".join(cut) for cut in [(spoken,), *cuts(spoken)])
        return Part(Kind.LETTERS, run, tuple(ways), spoken if len(spoken) > 1 else "")
    return Part(Kind.TEXT, run)
