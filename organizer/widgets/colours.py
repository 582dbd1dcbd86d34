"""The few colours of the program, named by what they mean."""

from enum import StrEnum
from typing import NamedTuple


class Tone(StrEnum):
    """What a word, a chip or a mark wants to say; the theme gives it its colour."""

    PLAIN = "plain"
    MUTED = "muted"
    ACCENT = "accent"
    GOOD = "good"
    WARNING = "warning"
    DANGER = "danger"


class Colours(NamedTuple):
    """One set of colours as `#rrggbb`; every text colour reaches 4.5:1 on what it stands on."""

    dark: bool
    window: str
    """Behind everything: sidebar, space between cards."""
    surface: str
    """Cards, tables, editors."""
    raised: str
    """Menus, tool tips, pop-ups; table header."""
    hover: str
    """Row or quiet button under the pointer."""
    line: str
    """Hair lines between rows and around cards."""
    outline: str
    """Border of what can be typed in or pressed."""
    text: str
    muted: str
    """Secondary text and icons."""
    disabled: str
    accent: str
    """Links, current item, focus ring, active icons."""
    accent_fill: str
    """Filled buttons and solid selection; `on_accent` is written on it."""
    accent_fill_hover: str
    accent_fill_pressed: str
    on_accent: str
    accent_soft: str
    """Selected rows, current sidebar item, active filter."""
    neutral_soft: str
    """Chips without a meaning of their own."""
    good: str
    good_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str

    def ink(self, tone: Tone) -> str:
        """The colour in which a text of this tone is written."""
        return {
            Tone.PLAIN: self.text,
            Tone.MUTED: self.muted,
            Tone.ACCENT: self.accent,
            Tone.GOOD: self.good,
            Tone.WARNING: self.warning,
            Tone.DANGER: self.danger,
        }[tone]

    def soft(self, tone: Tone) -> str:
        """The quiet ground behind a chip or banner of this tone."""
        return {
            Tone.PLAIN: self.neutral_soft,
            Tone.MUTED: self.neutral_soft,
            Tone.ACCENT: self.accent_soft,
            Tone.GOOD: self.good_soft,
            Tone.WARNING: self.warning_soft,
            Tone.DANGER: self.danger_soft,
        }[tone]


LIGHT = Colours(
    dark=False,
    window="#f5f6f9",
    surface="#ffffff",
    raised="#fafbfd",
    hover="#f3f5fa",
    line="#e8ebf1",
    outline="#c9cfda",
    text="#1a2130",
    muted="#566176",
    disabled="#9aa3b2",
    accent="#1f55d6",
    accent_fill="#2860e6",
    accent_fill_hover="#1f55d6",
    accent_fill_pressed="#1a48b8",
    on_accent="#ffffff",
    accent_soft="#e6eeff",
    neutral_soft="#eceff5",
    good="#0f6e37",
    good_soft="#e2f4e8",
    warning="#8a4b00",
    warning_soft="#fdf0d9",
    danger="#b3232b",
    danger_soft="#fde8e8",
)

DARK = Colours(
    dark=True,
    window="#12161d",
    surface="#1a1f28",
    raised="#212833",
    hover="#222935",
    line="#272e3a",
    outline="#434d5e",
    text="#e7ebf2",
    muted="#9eabc0",
    disabled="#667186",
    accent="#8ab1ff",
    accent_fill="#3367de",
    accent_fill_hover="#2f60d0",
    accent_fill_pressed="#2852b6",
    on_accent="#ffffff",
    accent_soft="#233a63",
    neutral_soft="#2c3543",
    good="#6fd693",
    good_soft="#1c3a2a",
    warning="#f0bd62",
    warning_soft="#41331a",
    danger="#ff9a96",
    danger_soft="#4a2528",
)
