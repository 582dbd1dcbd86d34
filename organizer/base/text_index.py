"""Search as you type: the rows of a list as a few hundred pages of text in memory.

A page holds the lines of a thousand rows, joined, so that all matching lines are found at the
speed of C, 100,000 rows take a few milliseconds, and a search can stop between pages. There is
nothing in the file to keep right: the index is built after the first paint and follows the change
notices. What a query means stands in `search_query`.
"""

import re
import time
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import add
from typing import NamedTuple

from organizer.base.search_query import Kind, Part, lower, parts

_ROWS_OF_A_PAGE = 1000
_FIELD = "\x1f"
# Each line ends with a mark of two C1 control characters that says which row of its page it is.
# A query holds none, so none is found within a mark; and they cost one byte each.
_MARKS = [chr(0x80 + row // 32) + chr(0x80 + row % 32) for row in range(1024)]
_ROW_OF_MARK = {mark: row for row, mark in enumerate(_MARKS)}
_ENDINGS = [mark + "\n" for mark in _MARKS]
# From so many hits a page on, one regular expression is faster than looking for each.
_FEW = 24

_C1 = re.compile("[\x80-\x9f]+")
_NOT_LATIN = re.compile(r"[^a-z0-9\n]+")
_NOT_DIGITS = re.compile(r"[^0-9]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


class Row(NamedTuple):
    """What is searched of a row; several values of one kind are separated by a line end.

    `texts` are names, nicknames, institution, tags; `readings` "zeng guo fan" and `initials` "zgf"
    of the name; `numbers` phones. Empty is ''.
    """

    id: str
    texts: str
    readings: str = ""
    initials: str = ""
    numbers: str = ""


class _Page(NamedTuple):
    """Rows that lie side by side, each field as lines that end with their marks.

    `texts` are as people wrote them, `latin` what of them is a–z and 0–9; before each syllable of
    `readings` stands a blank.
    """

    ids: list[str]
    texts: str
    latin: str
    readings: str
    initials: str
    numbers: str


class TextIndex:
    """The searchable text of rows, in the order the rows were given."""

    def __init__(self, rows: Iterable[Sequence[str | None]] = ()) -> None:
        self._pages: list[_Page] = []
        self._count = 0
        self.version = 0
        for _ in self.fill(rows):
            pass

    def __len__(self) -> int:
        return self._count

    def fill(self, rows: Iterable[Sequence[str | None]]) -> Iterator[int]:
        """Replace everything by rows shaped like `Row`; yields the count after each page.

        A caller with a window takes one page per turn of the loop; what is in so far can be
        searched.
        """
        self._pages, self._count = [], 0
        self.version += 1
        source = iter(rows)
        while taken := list(islice(source, _ROWS_OF_A_PAGE)):
            self._pages.append(_page([_clean(row) for row in taken]))
            self._count += len(taken)
            self.version += 1
            yield self._count

    def put(self, rows: Iterable[Sequence[str | None]], before: str | None = None) -> None:
        """Replace known rows where they are; insert the others before a row, or at the end."""
        coming = {row.id: row for row in map(_clean, rows)}
        for number, page in enumerate(self._pages):
            if not coming.keys().isdisjoint(page.ids):
                self._pages[number] = _page([coming.pop(row.id, row) for row in _rows(page)])
        if coming:
            self._insert(list(coming.values()), before)
        self.version += 1

    def remove(self, row_ids: Iterable[str]) -> None:
        """Take rows out; unknown ids are ignored."""
        leaving = set(row_ids)
        pages = []
        for page in self._pages:
            if leaving.isdisjoint(page.ids):
                pages.append(page)
            elif staying := [row for row in _rows(page) if row.id not in leaving]:
                pages.append(_page(staying))
        self._pages = pages
        self._count = sum(len(page.ids) for page in pages)
        self.version += 1

    def search(self, query: str) -> "Search":
        """Return the finished search for a query."""
        found = self.begin(query)
        found.run()
        return found

    def begin(self, query: str) -> "Search":
        """Return a search that has not looked at a page yet; see `Search.run`."""
        return Search(self, query)

    def pages(self) -> list[_Page]:
        """Return the pages as they are now; a page is never changed, only replaced."""
        return list(self._pages)

    def _insert(self, coming: list[Row], before: str | None) -> None:
        last = len(self._pages) - 1
        at = next((n for n, page in enumerate(self._pages) if before in page.ids), last)
        rows = _rows(self._pages[at]) if self._pages else []
        place = next((n for n, row in enumerate(rows) if row.id == before), len(rows))
        rows[place:place] = coming
        size = len(rows) if len(rows) <= len(_MARKS) else _ROWS_OF_A_PAGE
        cut = [_page(rows[start : start + size]) for start in range(0, len(rows), size)]
        self._pages[max(at, 0) : at + 1] = cut
        self._count += len(coming)


class Search:
    """One query and the rows found so far, in the order of the index."""

    def __init__(self, index: TextIndex, query: str) -> None:
        self._index = index
        # The rarest first, as far as lengths can tell: the others look at fewer rows then.
        ordered = sorted(parts(query), key=lambda part: -len(part.needle.encode()))
        self._tests = [_Test(part) for part in ordered]
        self._restart()

    def run(self, seconds: float | None = None) -> bool:
        """Look at further pages until all are done, or the time is used up; True when done.

        Begins again by itself if the index has changed since.
        """
        if self._version != self._index.version:
            self._restart()
        until = None if seconds is None else time.monotonic() + seconds
        for page in self._pages[len(self._hits) :]:
            hits = self._look(page)
            self._hits.append(hits)
            self._sums.append(len(self) + len(hits) // 2)
            if until is not None and time.monotonic() >= until:
                break
        return self.done

    @property
    def done(self) -> bool:
        """Whether every page has been looked at."""
        return len(self._hits) == len(self._pages)

    def __len__(self) -> int:
        return self._sums[-1] if self._sums else 0

    def ids(self) -> list[str]:
        """Return the ids of all rows found."""
        return self.rows(0, len(self))

    def rows(self, start: int, stop: int) -> list[str]:
        """Return the ids of the found rows start … stop-1; only these are worked out."""
        taken: list[str] = []
        start = max(start, 0)
        for number in range(bisect_right(self._sums, start), len(self._hits)):
            if start >= stop:
                break
            ids, hits = self._pages[number].ids, self._hits[number]
            first = self._sums[number] - len(hits) // 2
            wanted = range(start - first, min(stop - first, len(hits) // 2))
            taken += [ids[_ROW_OF_MARK[hits[2 * hit : 2 * hit + 2]]] for hit in wanted]
            start += len(wanted)
        return taken

    def _restart(self) -> None:
        self._version = self._index.version
        self._pages = self._index.pages()
        self._hits: list[str] = []
        self._sums: list[int] = []

    def _look(self, page: _Page) -> str:
        """Return the marks of the page's rows that pass every test, in order, joined."""
        if not self._tests:
            return "".join(_MARKS[: len(page.ids)])
        hits = self._tests[0].marks(page)
        for test in self._tests[1:]:
            if not hits:
                break
            if len(hits) < _FEW:
                hits = [mark for mark in hits if test.fits(page, mark)]
            else:
                hits = sorted({*hits}.intersection(test.marks(page)))
        return "".join(hits)


class _Test:
    """Finds one part of a query in a page."""

    def __init__(self, part: Part) -> None:
        written = part.kind is Kind.TEXT or not part.needle.isascii()
        # Where it may stand: the field of a page, what to look for.
        wanted = [("texts" if written else "latin", part.needle)]
        if part.kind is Kind.DIGITS:
            wanted.append(("numbers", part.needle))
        if part.initials:
            wanted.append(("initials", part.initials))
        wanted += [("readings", spoken) for spoken in part.syllables]
        # `.*` runs to the end of the line and gives back the mark: one hit a line, found in C.
        self._places = [
            (_Page._fields.index(field), needle, re.compile(f"{re.escape(needle)}.*(..)").findall)
            for field, needle in wanted
        ]

    def marks(self, page: _Page) -> list[str]:
        """Return the marks of the rows that have it, in order."""
        found: list[list[str]] = []
        for place, needle, find_all in self._places:
            text: str = page[place]  # type: ignore[assignment]
            at = text.find(needle)
            if at >= 0:
                found.append(_marks(text, needle, at, find_all))
        if len(found) < 2:
            return found[0] if found else []
        return sorted(set().union(*found))

    def fits(self, page: _Page, mark: str) -> bool:
        """Say whether one row has it."""
        row, rows = _ROW_OF_MARK[mark], len(page.ids)
        for place, needle, _find_all in self._places:
            text: str = page[place]  # type: ignore[assignment]
            # Lines are about equally long: its end is looked for from a little before there.
            guess = len(text) * row // rows - 1500
            end = text.find(mark + "\n", max(guess, 0))
            if end < 0:
                end = text.find(mark + "\n")
            if text.find(needle, text.rfind("\n", 0, end) + 1, end) >= 0:
                return True
        return False


def _marks(text: str, needle: str, at: int, find_all: Callable[[str, int], list[str]]) -> list[str]:
    """Return the marks of the lines with the needle, the first of which is at `at`."""
    marks: list[str] = []
    while at >= 0:
        if len(marks) == _FEW:
            return marks + find_all(text, at)
        end = text.find("\n", at)
        marks.append(text[end - 2 : end])
        at = text.find(needle, end)
    return marks


def _clean(row: Sequence[str | None]) -> Row:
    """Return a row as it is searched: one line a field, a blank before every reading."""
    row_id, texts, readings, initials, numbers = (value or "" for value in row)
    if "\n" in texts:
        texts = texts.replace("\n", _FIELD)
    if "\n" in readings or "\n" in initials:
        readings = readings.replace("\n", _FIELD + " ")
        initials = initials.replace("\n", _FIELD)
    # Only letters are looked for in readings, only digits in numbers; ASCII keeps a page small.
    if not readings.isascii():
        readings = _NOT_ASCII.sub(_FIELD, readings)
        initials = _NOT_ASCII.sub(_FIELD, initials)
    if not numbers.isdigit() or not numbers.isascii():
        numbers = _NOT_DIGITS.sub(_FIELD, numbers)
    return Row(row_id, texts, f" {readings}", initials, numbers)


def _page(rows: Sequence[Row]) -> _Page:
    ids, texts, readings, initials, numbers = zip(*rows, strict=True)
    joined = lower("\n".join(texts))
    if _C1.search(joined):
        joined = _C1.sub("", joined)
    latin = _NOT_LATIN.sub(_FIELD, joined)
    return _Page(
        list(ids),
        _marked(joined.split("\n"), _ENDINGS),
        _marked(latin.split("\n"), _ENDINGS),
        _marked(lower("\n".join(readings)).split("\n"), _ENDINGS),
        _marked(lower("\n".join(initials)).split("\n"), _ENDINGS),
        _marked(numbers, _ENDINGS),
    )


def _marked(lines: Sequence[str], endings: list[str]) -> str:
    return "".join(map(add, lines, endings))


def _rows(page: _Page) -> list[Row]:
    fields = (page.texts, page.readings, page.initials, page.numbers)
    lines = ([line[:-2] for line in field.split("\n")] for field in fields)
    return list(map(Row, page.ids, *lines))
