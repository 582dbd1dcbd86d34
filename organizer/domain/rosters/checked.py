"""The rows of a list as they may be stored, and what keeps a row from being taken as it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from organizer.base.phones import has_odd_length
from organizer.base.table_files.headers import plain_name
from organizer.base.text import one_line
from organizer.base.words import _

_LONGEST_WRONG = 40


class Trouble(NamedTuple):
    """Why a row can't be taken as it is: code, columns to blame, the text that can't be."""

    code: str
    columns: tuple[str, ...]
    wrong: str = ""


@dataclass
class CheckedList:
    """The rows of a list as they may be stored, by column; '' where a row says nothing.

    `several` holds all values of cells that have more than one (then `values` has the first);
    `masked` holds masked numbers by column and row (then `values` has ''); `troubles` says by row
    why it can't be taken as it is (then `values` has '' too, so that the row can be taken without
    these cells); `unchecked` are the phones that are no mobile numbers.
    """

    name: str
    lines: Sequence[int]
    values: dict[str, list[str]]
    several: dict[str, dict[int, list[str]]] = field(default_factory=dict)
    masked: dict[str, dict[int, str]] = field(default_factory=dict)
    troubles: dict[int, list[Trouble]] = field(default_factory=dict)
    unchecked: set[str] = field(default_factory=set)
    left_out: list[str] = field(default_factory=list)
    new_fields: list[str] = field(default_factory=list)
    nameless: list[int] = field(default_factory=list)
    """Columns without a name that say something and are not taken, counted from 1."""

    def __len__(self) -> int:
        return len(self.lines)

    def has(self, key: str) -> bool:
        """Whether the list says anything in this column."""
        return key in self.values

    def left_out_columns(self) -> list[str]:
        """All columns of the file that are not taken, in plain words or else by their number."""
        numbered = [_("column {number}").format(number=number) for number in self.nameless]
        return [*map(plain_name, self.left_out), *numbered]

    def refuse(self, row: int, code: str, *columns: str, wrong: str = "") -> None:
        """Note why a row can't be taken as it is, perhaps for a text of it."""
        shown = one_line(wrong, _LONGEST_WRONG) if wrong else ""
        self.troubles.setdefault(row, []).append(Trouble(code, columns, shown))

    def all_of(self, key: str, row: int) -> list[str]:
        """All values of a cell that may hold several."""
        found = self.several.get(key, {}).get(row)
        if found is not None:
            return found
        value = self.values[key][row]
        return [value] if value else []

    def odd_phones(self) -> set[str]:
        """The phones kept as typed that have a digit more or less than a mobile number."""
        return set(filter(has_odd_length, self.unchecked))

    def to_plain(self) -> dict[str, Any]:
        """The list as JSON can hold it, for a child process to send."""
        return {
            "name": self.name,
            "lines": list(self.lines),
            "values": self.values,
            "several": {key: list(rows.items()) for key, rows in self.several.items()},
            "masked": {key: list(rows.items()) for key, rows in self.masked.items()},
            "troubles": list(self.troubles.items()),
            "unchecked": sorted(self.unchecked),
            "left_out": self.left_out,
            "new_fields": self.new_fields,
            "nameless": self.nameless,
        }

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "CheckedList":
        """The list that `to_plain` described."""
        return cls(
            plain["name"],
            plain["lines"],
            plain["values"],
            {key: dict(rows) for key, rows in plain["several"].items()},
            {key: dict(rows) for key, rows in plain["masked"].items()},
            {
                row: [Trouble(code, tuple(columns), wrong) for code, columns, wrong in troubles]
                for row, troubles in plain["troubles"]
            },
            set(plain["unchecked"]),
            plain["left_out"],
            plain["new_fields"],
            plain["nameless"],
        )
