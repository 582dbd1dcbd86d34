"""Keys of rows: text UUIDs of version 7 (RFC 9562), ascending within one step.

All ids of a step share their first 24 characters (time and chance) and count up in the last
twelve, so "the rows this step made" is one range that no other step's ids can fall into.
"""

import random
from collections.abc import Iterator

_COUNTER_DIGITS = 12


class StepIds:
    """The ids of one step: made in ascending order, told apart from all others by a prefix."""

    def __init__(self, milliseconds: int, chance: random.Random | None = None) -> None:
        bits = (chance or random.SystemRandom()).getrandbits(26)
        moment = f"{milliseconds & (1 << 48) - 1:012x}"
        middle = f"7{bits & 0xFFF:03x}-{8 | bits >> 12 & 3:x}{bits >> 14:03x}"
        self.prefix = f"{moment[:8]}-{moment[8:]}-{middle}-"
        self._next = 0

    def new(self) -> str:
        """The next id."""
        number = self._next
        self._next += 1
        return f"{self.prefix}{number:0{_COUNTER_DIGITS}x}"

    def many(self, count: int) -> Iterator[str]:
        """The next `count` ids, ascending; they are taken even if not all are used."""
        first = self._next
        self._next += count
        prefix = self.prefix
        return (f"{prefix}{number:012x}" for number in range(first, first + count))
