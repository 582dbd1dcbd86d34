"""Quiet colours that tell kinds apart; besides the tones, which say how something stands."""

from enum import StrEnum
from typing import NamedTuple


class Hue(StrEnum):
    """One of the colours a kind may have."""

    BLUE = "blue"
    TEAL = "teal"
    VIOLET = "violet"
    AMBER = "amber"
    GREEN = "green"
    ROSE = "rose"
    CLAY = "clay"
    SLATE = "slate"


class Shades(NamedTuple):
    """A hue in one look as `#rrggbb`; `ink` reaches 4.5:1 on `soft` and on every surface."""

    soft: str
    """The ground of an entry."""
    ink: str
    """Its mark at the edge; the ground of the one chosen, with the surface's colour on it."""


_LIGHT = {
    Hue.BLUE: Shades("#e8f0fd", "#2358c4"),
    Hue.TEAL: Shades("#e0f3f0", "#0b6b63"),
    Hue.VIOLET: Shades("#f0ebfc", "#6341bd"),
    Hue.AMBER: Shades("#fbf2dc", "#825400"),
    Hue.GREEN: Shades("#e6f4e4", "#2d6c2e"),
    Hue.ROSE: Shades("#fceaef", "#ab2a55"),
    Hue.CLAY: Shades("#fbece3", "#994613"),
    Hue.SLATE: Shades("#eceff4", "#4c586d"),
}
_DARK = {
    Hue.BLUE: Shades("#22314f", "#a3c2ff"),
    Hue.TEAL: Shades("#183936", "#7fd8cc"),
    Hue.VIOLET: Shades("#322b4e", "#c8b4ff"),
    Hue.AMBER: Shades("#3a311e", "#eec270"),
    Hue.GREEN: Shades("#213a27", "#96d89a"),
    Hue.ROSE: Shades("#432632", "#ffa6c0"),
    Hue.CLAY: Shades("#402d20", "#f5b08a"),
    Hue.SLATE: Shades("#2a323f", "#b5c0d2"),
}


def shades(hue: Hue, *, dark: bool) -> Shades:
    """The colours of a hue in the light or the dark look."""
    return (_DARK if dark else _LIGHT)[hue]
