"""How wide texts are and where their lines break; pure arithmetic on the widths of characters."""

import re
from collections.abc import Callable
from itertools import groupby

_CLOSING = "、，。；：！？）》」』】”’,;:!?)\\]"
# Numbers (masked ones too) and Latin words are never torn apart; closing signs start no line,
# opening ones end none.
_OPENING = "（《「『【“‘(\\["
_PARTS = re.compile(
    rf"\s+|[{_OPENING}]*(?:[0-9+*][0-9+* \-]*[0-9*]|[A-Za-z0-9_@.'’\-]+|.)[{_CLOSING}]*",
    re.DOTALL,
)
ELLIPSIS = "…"
LINE = 1.36
"""The height of a line, in heights of the text."""
FACT_LINE = 1.7
"""The same for labelled lines above a table."""
#: What only changes the sign before it or joins two: nothing is left to change.
_JOINERS = "\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff"
_READ = 600
"""Characters of a text that are looked at: more never fits into a cell."""


class Widths(dict[str, float]):
    """The widths of characters in a font one unit high, measured when first met."""

    def __init__(
        self, measure: Callable[[str], float], can_draw: Callable[[str], bool] = bool
    ) -> None:
        super().__init__()
        self._measure = measure
        self._can_draw = can_draw
        self.lacking: set[str] = set()
        """The characters met so far that no font has a sign for."""

    def __missing__(self, character: str) -> float:
        width = self[character] = self._measure(character)
        if not self._can_draw(character):
            self.lacking.add(character)
        return width

    def readable(self, text: str) -> str:
        """A text without the signs that no font has: left out at its ends, “·” between words."""
        if self.lacking.isdisjoint(text):
            return text
        lacking = "".join(map(re.escape, self.lacking))
        return re.sub(f"[{lacking}][{lacking}{_JOINERS}]*", "·", text).strip("· ") or "·"

    def of(self, text: str) -> float:
        """The width of a line of text."""
        return sum(map(self.__getitem__, text))

    def widest_part(self, text: str) -> float:
        """The width of the widest part of a text that should not be torn apart."""
        return max((self.of(part.rstrip()) for part in _PARTS.findall(text)), default=0.0)

    def wrap(self, text: str, room: float, lines: int) -> list[str]:
        """Break a text into at most so many lines of this width; “…” says that more was there."""
        found: list[str] = []
        for paragraph in text[:_READ].splitlines():
            if paragraph.strip():
                found += self._broken(paragraph, room)
        if len(found) <= lines:
            return found or [""]
        return [*found[: lines - 1], self.shortened("".join(found[lines - 1 :]), room)]

    def shortened(self, text: str, room: float) -> str:
        """The beginning of a text that fits, with “…” after it; the whole one if it fits."""
        if self.of(text) <= room:
            return text
        left = room - self[ELLIPSIS]
        for end, character in enumerate(text):
            left -= self[character]
            if left < 0:
                return text[:end].rstrip() + ELLIPSIS
        return text

    def _broken(self, text: str, room: float) -> list[str]:
        lines, line, used = [], "", 0.0
        for part in self._fitting_parts(text, room):
            width = self.of(part)
            if line and used + self.of(part.rstrip()) > room:
                lines.append(line.rstrip())
                line, used = "", 0.0
                if part.isspace():
                    continue
            line += part
            used += width
        return [*lines, line.rstrip()]

    def _fitting_parts(self, text: str, room: float) -> list[str]:
        parts: list[str] = []
        for part in _PARTS.findall(text):
            if self.of(part) <= room or part.isspace():
                parts.append(part)
                continue
            # wider than the column: torn where it has to be
            used, number = 0.0, 0
            places = []
            for character in part:
                used += self[character]
                if used > room:
                    number, used = number + 1, self[character]
                places.append((number, character))
            parts += ["".join(c for _n, c in run) for _n, run in groupby(places, lambda p: p[0])]
        return parts


def shared_out(wanted: list[float], least: list[float], room: float) -> list[float]:
    """Give columns their width: the narrow ones what they want, the wide ones an equal rest.

    None gets less than its `least` as long as all of these fit; if not even they fit, all shrink
    alike. A rest that nobody wants is left over.
    """
    if sum(wanted) <= room:
        return wanted
    if sum(least) >= room:
        share = room / sum(least)
        return [width * share for width in least]
    low, high = 0.0, max(wanted)
    for _turn in range(40):
        limit = (low + high) / 2
        if sum(_limited(wanted, least, limit)) <= room:
            low = limit
        else:
            high = limit
    return _limited(wanted, least, low)


def _limited(wanted: list[float], least: list[float], limit: float) -> list[float]:
    return [max(small, min(wish, limit)) for wish, small in zip(wanted, least, strict=True)]
