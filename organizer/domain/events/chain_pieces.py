"""Where the entries of a sign-up chain begin: numbers that count up, whatever else has numbers.

An announcement may be numbered itself, an entry may hold a list of its own, numbers may be missing,
and entries may follow each other on one line. Numbers only go forward; every doubt is a warning.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

#: So many numbers may be missing, at the same separator, before the next is doubted.
_SMALL_GAP = 5

_KEYCAPS = r"(?:\d\ufe0f?\u20e3){1,3}"
_NUMBERED = re.compile(
    rf"\s*(?:(\d{{1,3}})\s*([.、．)）:：])|({_KEYCAPS})|(🔟))(\s*)(.*)", re.DOTALL
)
_MOBILE = re.compile(r"1[3-9]\d{9}(?!\d)")
# What the details of an announcement begin with, when they are numbered themselves.
_DETAIL = re.compile(
    r"(?:活动|报名|集合|会议|课程)?(?:时间|日期|地点|地址|位置|费用|主题|内容|要求|主办|承办|协办|人数|名额|流程"
    r"|方式|对象|主讲|嘉宾|截止|注意|备注|携带|联系|交通|停车|time|place|venue|fee|cost|topic)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Piece:
    """A line (counted from 0), or a part of one that was cut in front of a number."""

    line: int
    text: str
    number: int | None = None
    separator: str = ""
    body: str = ""
    warnings: list[str] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written there."""
        return not self.text.strip()


def read_piece(place: int, text: str) -> Piece:
    """A line with the number it begins with, if that is one: 7.30 and 19:30 are not."""
    found = _NUMBERED.fullmatch(text)
    if found is None:
        return Piece(place, text)
    digits, separator, keycaps, ten, blank, body = found.groups()
    glued = separator in (".", "．", ":", "：") and not blank and body[:1].isdigit()
    if glued and not _MOBILE.match(body):
        return Piece(place, text)  # 7.30, 19:30
    if digits is None:
        digits = "10" if ten else re.sub(r"\D", "", keycaps)
        separator = "\u20e3"
    return Piece(place, text, int(digits), separator, body)


def first_entry(pieces: list[Piece]) -> int | None:
    """The piece with the first entry; a line is cut where entries follow the header in it."""
    numbered = [place for place, piece in enumerate(pieces) if piece.number is not None]
    ones = [place for place in numbered if pieces[place].number == 1]
    filled = [place for place, piece in enumerate(pieces) if not piece.is_blank]
    if not ones or (filled and filled[0] in numbered and pieces[filled[0]].number != 1):
        before = numbered[0] if numbered else len(pieces)
        if not ones:
            for place in range(before):
                if _cut(pieces, place, 1, inside=False):
                    return place + 1
        return numbered[0] if numbered else None
    return _last_beginning(pieces, numbered, ones[0])


def _last_beginning(pieces: Sequence[Piece], numbered: Sequence[int], start: int) -> int:
    """Where the list really begins: behind numbered details, or an older copy without a header."""
    numbers = details = 0
    for place in numbered:
        if place < start:
            continue
        piece = pieces[place]
        if piece.number == 1 and place > start:
            first, again = pieces[start].body.strip(), piece.body.strip()
            copied = pieces[place - 1].is_blank and bool(first) and again.startswith(first)
            if copied or 2 * details > numbers:
                start, numbers, details = place, 0, 0
        numbers += 1
        details += 1 if _DETAIL.match(piece.body) else 0
    return start


def _cut(pieces: list[Piece], place: int, number: int, *, inside: bool) -> bool:
    """Cut a piece in two in front of `number`, when that stands in it after a blank."""
    piece = pieces[place]
    text = piece.body if inside else piece.text
    found = _inside(text, number)
    if found is None:
        return False
    rest = read_piece(piece.line, text[found.start() :])
    rest.warnings.append("one_line")
    if inside:
        piece.body = text[: found.start()]
    else:
        piece.text = text[: found.start()]
    pieces.insert(place + 1, rest)
    return True


def _inside(text: str, number: int) -> re.Match[str] | None:
    """Where a number stands inside a line as it stands in front of an entry."""
    return re.search(rf"(?:^|(?<=\s))0?{number}\s*[.、．)）](?!\d)", text)


def entry_places(pieces: list[Piece]) -> set[int]:
    """The places of the pieces that begin an entry; doubts become their warnings."""
    places = [place for place, piece in enumerate(pieces) if piece.number is not None]
    numbered = [pieces[place] for place in places]
    chosen = {0}
    last, nested = pieces[0], 0
    for index, piece in enumerate(numbered[1:], start=1):
        number = piece.number or 0
        if number <= (last.number or 0):
            nested = number
            warn(last, "nested")
            continue
        if nested and number == nested + 1 and _is_nested(numbered, index, last):
            nested = number
            continue
        if not _follows(numbered, index, last):
            warn(last, "number_jump")
            continue
        if nested and number == nested + 1:
            warn(piece, "nested")
        if number > (last.number or 0) + 1:
            warn(piece, "gap")
        chosen.add(places[index])
        last, nested = piece, 0
    return chosen


def _follows(numbered: Sequence[Piece], index: int, last: Piece) -> bool:
    """Whether the piece at `index` may be the next entry after `last`."""
    piece = numbered[index]
    gap = (piece.number or 0) - (last.number or 0) - 1
    if gap <= 0:
        return gap == 0
    if _inside(last.body, (last.number or 0) + 1):
        return True
    if piece.separator != last.separator:
        return False
    following = numbered[index + 1] if index + 1 < len(numbered) else None
    confirmed = (
        following is not None
        and following.number == (piece.number or 0) + 1
        and following.separator == piece.separator
    )
    return gap <= _SMALL_GAP or confirmed


def _is_nested(numbered: Sequence[Piece], index: int, last: Piece) -> bool:
    """Whether the piece at `index` goes on with a list inside the entry `last`."""
    piece = numbered[index]
    if piece.separator != last.separator:
        return True
    wanted = (last.number or 0) + 1
    # a list inside counts on until the entry expected comes; numbers have at most three digits
    for before, after in pairwise(numbered[index : index + 1_000]):
        if after.number != (before.number or 0) + 1:
            return after.number == wanted
    return piece.number != wanted


def warn(piece: Piece, code: str) -> None:
    """Note a doubt about a piece, once."""
    if code not in piece.warnings:
        piece.warnings.append(code)


def cut_inside(pieces: list[Piece], chosen: set[int]) -> None:
    """Cut entries out of the line of the one before, where their numbers are missing."""
    place, starts = 0, sorted(chosen)
    while place < len(starts):
        here = pieces[starts[place]]
        following = pieces[starts[place + 1]].number if place + 1 < len(starts) else None
        wanted = (here.number or 0) + 1
        if following != wanted and _cut(pieces, starts[place], wanted, inside=True):
            warn(here, "one_line")
            later = [one + 1 for one in starts[place + 1 :]]
            starts = [*starts[: place + 1], starts[place] + 1, *later]
            if later and following == wanted + 1:
                pieces[later[0]].warnings = [
                    code for code in pieces[later[0]].warnings if code != "gap"
                ]
        place += 1
    chosen.clear()
    chosen.update(starts)
