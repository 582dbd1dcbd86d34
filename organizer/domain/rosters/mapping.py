"""Which column of a file is which column of ours: proposed, corrected by hand, remembered."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from organizer.base.table_files.headers import header_key
from organizer.domain.rosters.columns import BY_KEY, COLUMNS, NEW_FIELD
from organizer.domain.rosters.records import OwnField

#: Columns that may come from several columns of a file: 手机 and 座机.
_SEVERAL = frozenset({"phone", NEW_FIELD})
_SHORTEST_PART = 2
#: Names of the own number that are just as often the number of the row.
_MAY_COUNT_ROWS = frozenset({"编号", "no", "number"})


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """For each column of a file the key of ours, '' where it is left out.

    `by_hand` says that the owner corrected it, so that it is worth remembering.
    """

    header: tuple[str, ...]
    keys: tuple[str, ...]
    by_hand: bool = False

    def places(self, key: str) -> list[int]:
        """The columns of the file that are this column of ours."""
        return [place for place, one in enumerate(self.keys) if one == key]

    def has(self, key: str) -> bool:
        """Whether any column of the file is this one."""
        return key in self.keys

    def corrected(self, place: int, key: str) -> "ColumnMapping":
        """The mapping with one column changed by hand; another column of that key is let go."""
        keys = [
            "" if one == key and key and key not in _SEVERAL and other != place else one
            for other, one in enumerate(self.keys)
        ]
        keys[place] = key
        return replace(self, keys=tuple(keys), by_hand=True)


def signature(header: Sequence[str]) -> str:
    """What tells a header again, whatever the order and decoration of its names."""
    names = sorted(header_key(name) for name in header if name)
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:32]


def known_names(fields: Sequence[OwnField] = ()) -> frozenset[str]:
    """All header keys that name a column, for finding the header row."""
    names = {name for column in COLUMNS for name in (*column.known_as(), *column.stand_in)}
    return frozenset(names | {header_key(field.name) for field in fields})


def counts_rows(cells: Sequence[str]) -> bool:
    """Whether a column only numbers the rows: 1, 2, 3 … from top to bottom, blanks aside."""
    expected = 1
    for cell in filter(None, cells):
        if not (cell.isascii() and cell.isdigit()) or int(cell[:9]) != expected:
            return False
        expected += 1
    return expected > 2


def propose(
    header: Sequence[str],
    fields: Sequence[OwnField] = (),
    remembered: Mapping[str, str] | None = None,
    counting: Collection[int] = (),
) -> ColumnMapping:
    """The mapping of a header: as remembered, by own fields' names, by names, by parts of names.

    `remembered` maps header keys to column keys as the owner once corrected them; `counting` are
    the columns whose cells are 1, 2, 3 …: under a name that can mean either they number the rows.
    """
    keys = [header_key(name) if name else "" for name in header]
    if remembered is not None:
        allowed = {*BY_KEY, NEW_FIELD, *(field.key for field in fields), ""}
        own = {header_key(field.name): field.key for field in fields}
        taken = [remembered.get(key, "") for key in keys]
        # what became a new field last time is known by its name now
        taken = [
            own.get(name, key) if key == NEW_FIELD else key
            for name, key in zip(keys, taken, strict=True)
        ]
        return ColumnMapping(tuple(header), tuple(key if key in allowed else "" for key in taken))
    found: dict[int, str] = {p: "" for p in counting if keys[p] in _MAY_COUNT_ROWS}
    own = {header_key(field.name): field.key for field in fields}
    for place, key in enumerate(keys):
        if key in own:
            found[place] = own[key]
    _by_rank(keys, found)
    _by_part(keys, found)
    if "name" not in found.values():
        _stand_in("name", keys, found)
    _stand_in("wechat_nickname", keys, found)
    return ColumnMapping(tuple(header), tuple(found.get(p, "") for p in range(len(keys))))


def _by_rank(keys: Sequence[str], found: dict[int, str]) -> None:
    """Give each column of ours the file's column with the surest of its names."""
    for column in COLUMNS:
        if column.key in found.values():
            continue
        for name in column.known_as():
            places = [p for p, key in enumerate(keys) if key == name and p not in found]
            for place in places:
                found[place] = column.key
            if places and column.key not in _SEVERAL:
                break


def _stand_in(wanted: str, keys: Sequence[str], found: dict[int, str]) -> None:
    """Let a weaker name stand for a column nothing else names: 昵称 for the name of a QQ list."""
    if wanted in found.values():
        return
    for name in BY_KEY[wanted].stand_in:
        for place, key in enumerate(keys):
            # a nickname that was taken for what it is may be needed as the name
            if key == name and (place not in found or wanted == "name"):
                found[place] = wanted
                return


def _by_part(keys: Sequence[str], found: dict[int, str]) -> None:
    """Map names that contain names of exactly one column: 您的姓名是, 手机号码(常用)."""
    for place, key in enumerate(keys):
        if place in found or not key:
            continue
        meant = {
            column.key
            for column in COLUMNS
            for name in column.known_as()
            if len(name) >= _SHORTEST_PART and name in key and _is_word(name, key)
        }
        # a longer name that holds a shorter one of another column is what is meant: 微信昵称
        longest = max(
            ((len(name), column.key) for column in COLUMNS for name in column.names if name in key),
            default=(0, ""),
        )
        free = longest[1] not in found.values()
        # 手机2 is one more phone; 家长手机 may be somebody else's
        if longest[1] in _SEVERAL and key.rstrip("0123456789") in BY_KEY[longest[1]].known_as():
            free = True
        if meant == {longest[1]} and free:
            found[place] = longest[1]


def _is_word(name: str, key: str) -> bool:
    """Whether a name in letters stands as a word: "no" is not in "notes"."""
    if not name.isascii():
        return True
    start = key.find(name)
    end = start + len(name)
    before, after = key[start - 1 : start], key[end : end + 1]
    return not (before.isascii() and before.isalpha()) and not (after.isascii() and after.isalpha())
