"""Reading a sign-up chain (接龙) as it is copied from a chat: which line is what, nothing lost.

WeChat sends a chain as plain text: a header, a blank line, then "1. ", "2. ", … People edit it by
hand, so numbers are missing, separators differ, entries have several lines or lists of their own,
or everything stands on one line. Whatever was not plain carries a warning; lines that belong to
nothing are listed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from organizer.base.errors import UserError
from organizer.base.text import clean
from organizer.base.words import N_

LineKind = Literal["blank", "header", "example", "item", "placeholder", "unread"]

#: The most characters of a pasted text that are read.
LONGEST_PASTE = 1_000_000
#: So many numbers may be missing, at the same separator, before the next is doubted.
_SMALL_GAP = 5

_KEYCAPS = r"(?:\d\ufe0f?\u20e3){1,3}"
_NUMBERED = re.compile(rf"\s*(?:(\d{{1,3}})\s*([.、．)）:：])|({_KEYCAPS})|(🔟))(\s*)(.*)", re.DOTALL)
_MOBILE = re.compile(r"1[3-9]\d{9}(?!\d)")
_MARKER = re.compile(r"[#＃]\s*(?:接龙|接龍|Group\s*Note)", re.IGNORECASE)
_EXAMPLE = re.compile(r"(?:例|示例|例如|范例|举例|格式|e\.?g\.?|example)(?=[\s:：])", re.IGNORECASE)
_QUOTE_END = re.compile(r"\s*(?:[-–—]\s+){4,}[-–—]?\s*")
_CHAT = re.compile(
    r"\S.{0,40}?(?:\s{2,}|\s*\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?\s+)\d{1,2}:\d{2}(?::\d{2})?\s*"
    r"|[—–-]{3,}\s*\d{4}-\d{1,2}-\d{1,2}\s*[—–-]{3,}\s*"
)
# What the details of an announcement begin with, when they are numbered themselves.
_DETAIL = re.compile(
    r"(?:活动|报名|集合|会议|课程)?(?:时间|日期|地点|地址|位置|费用|主题|内容|要求|主办|承办|协办|人数|名额|流程"
    r"|方式|对象|主讲|嘉宾|截止|注意|备注|携带|联系|交通|停车|time|place|venue|fee|cost|topic)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a chain: its number, its text without it, and the lines it stands on.

    Lines count from 1; `warnings` are codes of `WARNINGS`.
    """

    number: int
    text: str
    line: int
    last_line: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line that belongs to nothing; `reason` is a code of `REASONS`."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Chain:
    """What a pasted chain holds; `kinds` says of each line of the text what it became.

    `placeholders` are numbers nothing was written behind. `warnings` concern the whole.
    """

    header: tuple[str, ...] = ()
    example: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    placeholders: tuple[int, ...] = ()
    unread: tuple[UnreadLine, ...] = ()
    kinds: tuple[LineKind, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def starts_late(self) -> bool:
        """Whether its beginning is missing: half a list was copied."""
        return "starts_late" in self.warnings


@dataclass(slots=True)
class _Piece:
    """A line, or a part of one that was cut in front of a number."""

    line: int
    text: str
    number: int | None = None
    separator: str = ""
    body: str = ""
    warnings: list[str] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


def read_chain(text: str) -> Chain:
    """Read a pasted chain; of several copies of the same chain the last one counts.

    Raises UserError when it is longer than `LONGEST_PASTE`.
    """
    if len(text) > LONGEST_PASTE:
        raise UserError(
            "events.paste_too_long", N_("This is too long for a sign-up chain. Paste the chain alone.")
        )
    lines = clean(text, multi_line=True, limit=LONGEST_PASTE).split("\n")
    kinds: list[LineKind] = ["blank" if not line.strip() else "unread" for line in lines]
    reasons = _quoted(lines)
    pieces = _pieces(lines, _newest(lines, reasons), reasons)
    start = _start(pieces)
    if start is None:
        for place, kind in enumerate(kinds):
            if kind == "unread":
                reasons.setdefault(place, "no_number")
        return Chain(unread=_unread(lines, kinds, reasons), kinds=tuple(kinds))
    header, example = _header(pieces[:start], kinds)
    body = pieces[start:]
    chosen = _chosen(body)
    _cut_inside(body, chosen)
    items, placeholders = _items(body, chosen, kinds, reasons, example)
    first = body[0].number
    warnings = ("starts_late",) if first is not None and first > 1 else ()
    return Chain(
        tuple(header),
        tuple(example),
        tuple(items),
        tuple(placeholders),
        _unread(lines, kinds, reasons),
        tuple(kinds),
        warnings,
    )


def _quoted(lines: Sequence[str]) -> dict[int, str]:
    """The lines that are a quotation of an older message: 「… up to "- - - - - -"."""
    reasons: dict[int, str] = {}
    begun = None
    for place, line in enumerate(lines):
        if line.lstrip().startswith("「"):
            begun = place
        if _QUOTE_END.fullmatch(line):
            first = place if begun is None else begun
            reasons.update(dict.fromkeys(range(first, place + 1), "quoted"))
            begun = None
    return reasons


def _newest(lines: Sequence[str], reasons: dict[int, str]) -> range:
    """The lines of the last copy of the chain; those of other copies get a reason."""
    markers = [
        place
        for place, line in enumerate(lines)
        if place not in reasons and _MARKER.search(line) and _piece(0, line).number is None
    ]
    if len(markers) < 2:
        return range(len(lines))

    def name(place: int) -> str:
        rest = (line.strip() for line in lines[place : place + 2])
        return " ".join(_MARKER.split(" ".join(rest), maxsplit=1)[-1].split())

    last = markers[-1]
    bounds = [*markers, len(lines)]
    for place in range(markers[0]):
        reasons.setdefault(place, "older_copy")
    for first, end in pairwise(bounds[:-1]):
        reason = "older_copy" if name(first) == name(last) else "other_chain"
        for place in range(first, end):
            reasons.setdefault(place, reason)
    return range(last, len(lines))


def _pieces(lines: Sequence[str], places: range, reasons: dict[int, str]) -> list[_Piece]:
    pieces: list[_Piece] = []
    begun = False
    for place in places:
        if place in reasons:
            continue
        piece = _piece(place, lines[place])
        begun = begun or piece.number is not None
        if begun and piece.number is None and _CHAT.fullmatch(piece.text):
            reasons.update(
                (rest, "chat")
                for rest in range(place, places.stop)
                if lines[rest].strip() and rest not in reasons
            )
            break
        pieces.append(piece)
    return pieces


def _piece(place: int, text: str) -> _Piece:
    found = _NUMBERED.fullmatch(text)
    if found is None:
        return _Piece(place, text)
    digits, separator, keycaps, ten, blank, body = found.groups()
    glued = separator in (".", "．", ":", "：") and not blank and body[:1].isdigit()
    if glued and not _MOBILE.match(body):
        return _Piece(place, text)  # 7.30, 19:30
    if digits is None:
        digits = "10" if ten else re.sub(r"\D", "", keycaps)
        separator = "\u20e3"
    return _Piece(place, text, int(digits), separator, body)


def _start(pieces: list[_Piece]) -> int | None:
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
    start = ones[0]
    for later in ones[1:]:
        if _restarts(pieces, start, later):
            start = later
    return start


def _restarts(pieces: Sequence[_Piece], start: int, later: int) -> bool:
    """Whether the list really begins at `later`: before it stood details, or an older copy."""
    before = [piece for piece in pieces[start:later] if piece.number is not None]
    details = sum(1 for piece in before if _DETAIL.match(piece.body))
    if 2 * details > len(before):
        return True
    first, again = pieces[start].body.strip(), pieces[later].body.strip()
    return pieces[later - 1].is_blank and bool(first) and again.startswith(first)


def _cut(pieces: list[_Piece], place: int, number: int, *, inside: bool) -> bool:
    """Cut a piece in two in front of `number`, when that stands in it after a blank."""
    piece = pieces[place]
    text = piece.body if inside else piece.text
    found = _inside(text, number)
    if found is None:
        return False
    rest = _piece(piece.line, text[found.start() :])
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


def _header(pieces: Sequence[_Piece], kinds: list[LineKind]) -> tuple[list[str], list[str]]:
    header: list[str] = []
    example: list[str] = []
    within = False
    for piece in pieces:
        text = piece.text.strip()
        if not text:
            within = False
            continue
        within = within or bool(_EXAMPLE.match(text))
        kinds[piece.line] = "example" if within else "header"
        (example if within else header).append(text)
    return header, example


def _chosen(pieces: list[_Piece]) -> set[int]:
    """The places of the pieces that begin an entry; doubts become their warnings."""
    numbered = [place for place, piece in enumerate(pieces) if piece.number is not None]
    chosen = {0}
    last, nested = pieces[0], 0
    for index, place in enumerate(numbered[1:], start=1):
        piece = pieces[place]
        run = [pieces[one] for one in numbered[index:]]
        number = piece.number or 0
        if number <= (last.number or 0):
            nested = number
            _warn(last, "nested")
            continue
        if nested and number == nested + 1 and _is_nested(run, last):
            nested = number
            continue
        if not _follows(run, last):
            _warn(last, "number_jump")
            continue
        if nested and number == nested + 1:
            _warn(piece, "nested")
        if number > (last.number or 0) + 1:
            _warn(piece, "gap")
        chosen.add(place)
        last, nested = piece, 0
    return chosen


def _follows(run: Sequence[_Piece], last: _Piece) -> bool:
    """Whether the first piece of `run` may be the next entry after `last`."""
    piece = run[0]
    gap = (piece.number or 0) - (last.number or 0) - 1
    if gap <= 0:
        return gap == 0
    if _inside(last.body, (last.number or 0) + 1):
        return True
    if piece.separator != last.separator:
        return False
    confirmed = len(run) > 1 and run[1].number == (piece.number or 0) + 1
    return gap <= _SMALL_GAP or (confirmed and run[1].separator == piece.separator)


def _is_nested(run: Sequence[_Piece], last: _Piece) -> bool:
    """Whether the first piece of `run` goes on with a list inside the entry `last`."""
    if run[0].separator != last.separator:
        return True
    wanted = (last.number or 0) + 1
    for before, after in pairwise(run):
        if after.number != (before.number or 0) + 1:
            return after.number == wanted
    return (run[0].number or 0) != wanted


def _warn(piece: _Piece, code: str) -> None:
    if code not in piece.warnings:
        piece.warnings.append(code)


def _cut_inside(pieces: list[_Piece], chosen: set[int]) -> None:
    """Cut entries out of the line of the one before, where their numbers are missing."""
    place, starts = 0, sorted(chosen)
    while place < len(starts):
        here = pieces[starts[place]]
        following = pieces[starts[place + 1]].number if place + 1 < len(starts) else None
        wanted = (here.number or 0) + 1
        if following != wanted and _cut(pieces, starts[place], wanted, inside=True):
            _warn(here, "one_line")
            later = [one + 1 for one in starts[place + 1 :]]
            starts = [*starts[: place + 1], starts[place] + 1, *later]
            if later and following == wanted + 1:
                pieces[later[0]].warnings = [
                    code for code in pieces[later[0]].warnings if code != "gap"
                ]
        place += 1
    chosen.clear()
    chosen.update(starts)


def _items(
    pieces: Sequence[_Piece],
    chosen: set[int],
    kinds: list[LineKind],
    reasons: dict[int, str],
    example: list[str],
) -> tuple[list[Item], list[int]]:
    items: list[Item] = []
    placeholders: list[int] = []
    starts = sorted(chosen)
    for start, end in pairwise([*starts, len(pieces)]):
        head = pieces[start]
        texts, last_line = [head.body.strip()], head.line
        for piece, after_blank in _with_blanks(pieces[start + 1 : end]):
            if piece.is_blank:
                continue
            if after_blank and start == starts[-1]:
                reasons[piece.line] = "after_list"
                continue
            _warn(head, "loose_lines" if after_blank else "more_lines")
            texts.append(piece.text.strip())
            last_line = piece.line
            kinds[piece.line] = "item"
        text = "\n".join(texts).strip()
        number = head.number or 0
        if not text:
            kinds[head.line] = "placeholder"
            placeholders.append(number)
        elif _EXAMPLE.match(text):
            _mark(kinds, head.line, last_line, "example")
            example.append(text)
        else:
            kinds[head.line] = "item"
            items.append(Item(number, text, head.line + 1, last_line + 1, tuple(head.warnings)))
    return items, placeholders


def _mark(kinds: list[LineKind], first: int, last: int, kind: LineKind) -> None:
    for place in range(first, last + 1):
        if kinds[place] != "blank":
            kinds[place] = kind


def _with_blanks(pieces: Sequence[_Piece]) -> Iterator[tuple[_Piece, bool]]:
    """Each piece, and whether a blank line stood before it."""
    after_blank = False
    for piece in pieces:
        yield piece, after_blank
        after_blank = after_blank or piece.is_blank


def _unread(
    lines: Sequence[str], kinds: Sequence[LineKind], reasons: dict[int, str]
) -> tuple[UnreadLine, ...]:
    return tuple(
        UnreadLine(place + 1, lines[place].strip(), reasons.get(place, "no_number"))
        for place, kind in enumerate(kinds)
        if kind == "unread"
    )
