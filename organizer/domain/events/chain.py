"""Reading a sign-up chain (接龙) as it is copied from a chat: which line is what, nothing lost.

WeChat sends a chain as plain text: a header, a blank line, then "1. ", "2. ", … People edit it by
hand, so numbers are missing, separators differ, entries have several lines or lists of their own,
or everything stands on one line. Whatever was not plain carries a warning; lines that belong to
nothing are listed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from organizer.base.errors import UserError
from organizer.base.text import clean
from organizer.base.words import N_
from organizer.domain.events.chain_pieces import (
    Piece,
    cut_inside,
    entry_places,
    first_entry,
    read_piece,
    warn,
)

LineKind = Literal["blank", "header", "example", "item", "placeholder", "unread"]

#: The most characters of a pasted text that are read.
LONGEST_PASTE = 200_000
_LONGEST_GUESSED = 20_000
_MARKER = re.compile(r"[#＃]\s*(?:接龙|接龍|Group\s*Note)", re.IGNORECASE)
_EXAMPLE = re.compile(r"(?:例|示例|例如|范例|举例|格式|e\.?g\.?|example)(?=[\s:：])", re.IGNORECASE)
_QUOTE_END = re.compile(r"\s*(?:[-–—]\s+){4,}[-–—]?\s*")
_CHAT = re.compile(
    r"\S.{0,40}?(?:\s{2,}|\s*\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?\s+)\d{1,2}:\d{2}(?::\d{2})?\s*"
    r"|[—–-]{3,}\s*\d{4}-\d{1,2}-\d{1,2}\s*[—–-]{3,}\s*"
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


def read_chain(text: str) -> Chain:
    """Read a pasted chain; of several copies of the same chain the last one counts.

    Raises UserError when it is longer than `LONGEST_PASTE`.
    """
    if len(text) > LONGEST_PASTE:
        raise UserError(
            "events.paste_too_long",
            N_("This is too long for a sign-up chain. Paste the chain alone."),
        )
    lines = clean(text, multi_line=True, limit=LONGEST_PASTE).split("\n")
    kinds: list[LineKind] = ["blank" if not line.strip() else "unread" for line in lines]
    reasons = _quoted(lines)
    pieces = _pieces(lines, _newest(lines, reasons), reasons)
    start = first_entry(pieces)
    if start is None:
        for place, kind in enumerate(kinds):
            if kind == "unread":
                reasons.setdefault(place, "no_number")
        return Chain(unread=_unread(lines, kinds, reasons), kinds=tuple(kinds))
    header, example = _header(pieces[:start], kinds)
    body = pieces[start:]
    chosen = entry_places(body)
    cut_inside(body, chosen)
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


def looks_like_chain(text: str) -> bool:
    """Whether a text is a sign-up chain: marked as one, or with several numbered entries."""
    if not text.strip() or len(text) > _LONGEST_GUESSED:
        return False
    chain = read_chain(text)
    marked = any(_MARKER.search(line) for line in chain.header)
    return bool(chain.items or chain.placeholders) and (marked or len(chain.items) > 2)


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
        if place not in reasons and _MARKER.search(line) and read_piece(0, line).number is None
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


def _pieces(lines: Sequence[str], places: range, reasons: dict[int, str]) -> list[Piece]:
    pieces: list[Piece] = []
    begun = False
    for place in places:
        if place in reasons:
            continue
        piece = read_piece(place, lines[place])
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


def _header(pieces: Sequence[Piece], kinds: list[LineKind]) -> tuple[list[str], list[str]]:
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


def _items(
    pieces: Sequence[Piece],
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
            warn(head, "loose_lines" if after_blank else "more_lines")
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


def _with_blanks(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, bool]]:
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
