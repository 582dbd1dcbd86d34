"""Who the rows are that no number tells: by name and institution, or new by the owner's tick."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from organizer.domain.institutions.rules import comparable
from organizer.domain.rosters.checked import CheckedList, Trouble
from organizer.domain.rosters.columns import BY_NAME
from organizer.domain.rosters.plan import MATCHED, NEW, REFUSED, Cell
from organizer.domain.rosters.reasons import LEFT_EMPTY
from organizer.domain.rosters.records import Namesake

if TYPE_CHECKING:
    from organizer.domain.rosters.identifying import Identification

#: The column of a `Cell` that stands for taking a row as a new member, not for leaving one empty.
AS_NEW = ""


class People(NamedTuple):
    """Whom the register has of the names that rows without a key give, and the institutions."""

    named: Mapping[str, Sequence[Namesake]]
    institutions: Mapping[str, Collection[str]]


NOBODY = People({}, {})
#: Asked with the names and the institutions of rows.
FindPeople = Callable[[set[str], set[str]], People]


def plain(keys: Sequence[str]) -> tuple[str, ...]:
    """The keys that are numbers or accounts, each one column of the list."""
    return tuple(key for key in keys if key != BY_NAME)


def rows_without_key(checked: CheckedList, keys: Sequence[str]) -> list[int]:
    """The rows in which every column that is a key says nothing."""
    columns = [checked.values[key] for key in plain(keys)]
    if any(all(column) for column in columns):
        return []
    if not columns:
        return list(range(len(checked)))
    empty = (not any(cells) for cells in zip(*columns, strict=True))
    return list(compress(range(len(checked)), empty))


def told_by_name(checked: CheckedList, keys: Sequence[str], row: int) -> bool:
    """Whether name and institution tell who a row is."""
    values = checked.values
    return BY_NAME in keys and bool(values["name"][row] and values["institution"][row])


class Needs:
    """What the owner has to tick so that a row is taken."""

    def __init__(
        self, checked: CheckedList, keys: Sequence[str], masked: Mapping[int, Sequence[str]]
    ) -> None:
        self._checked = checked
        self._keys = keys
        self._plain = plain(keys)
        self.masked = masked
        self.without_key = rows_without_key(checked, keys)
        self._without = set(self.without_key)

    def known(self, row: int) -> bool:
        """Whether anything a row is matched by says who it is."""
        if row not in self._without or self.masked.get(row):
            return True
        return told_by_name(self._checked, self._keys, row)

    def of_trouble(self, row: int, trouble: Trouble) -> Cell | None:
        """The cell that settles a trouble; None: nothing does, the row is refused.

        The day of leaving has to stay: without it the row would say that the person is still in
        the group. So has a name, and so has a key unless something else says who it is.
        """
        if trouble.code not in LEFT_EMPTY or len(trouble.columns) != 1:
            return None
        key = trouble.columns[0]
        if key in ("name", "left"):
            return None
        return Cell(trouble.code, AS_NEW if key in self._keys and not self.known(row) else key)

    def as_new(self, row: int) -> Cell | None:
        """What takes a row as a new member that nothing else tells; None: something does."""
        if self.known(row):
            return None
        for trouble in self._checked.troubles.get(row, ()):
            if len(trouble.columns) == 1 and trouble.columns[0] in self._plain:
                return Cell(trouble.code, AS_NEW)
        hidden = any(row in self._checked.masked.get(key, ()) for key in self._plain)
        return Cell("masked_number" if hidden else "key_missing", AS_NEW)

    def of(self, row: int) -> set[Cell | None]:
        """All that has to be ticked for a row; None among them: nothing takes it."""
        troubles = self._checked.troubles.get(row, ())
        found: set[Cell | None] = {self.of_trouble(row, one) for one in troubles}
        if row in self._without and (cell := self.as_new(row)):
            found.add(cell)
        return found

    def offers(self) -> dict[Cell, int]:
        """Everything that may be ticked, with the number of rows it is needed for."""
        counted: dict[Cell, int] = {}
        for row in sorted({*self._checked.troubles, *self._without}):
            cells = self.of(row)
            for cell in cells if None not in cells else ():
                if cell is not None:
                    counted[cell] = counted.get(cell, 0) + 1
        return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def begin_keyless(
    needs: Needs,
    checked: CheckedList,
    keys: Sequence[str],
    result: "Identification",
    left_empty: Collection[Cell],
) -> list[int]:
    """Decide on the rows without a key that a masked number tells, and refuse those nothing tells.

    Returns the rows that their name has to tell, or that are new.
    """
    by_name: list[int] = []
    for row in needs.without_key:
        if result.outcome[row] == REFUSED:
            continue
        ids = needs.masked.get(row, ())
        if len(ids) > 1:
            result.conflict(row, "several_members", plain(keys), *ids)
        elif ids:
            result.match(row, ids[0])
        elif (cell := needs.as_new(row)) is None or cell in left_empty:
            by_name.append(row)
        else:
            _refuse(checked, keys, result, row)
    return by_name


def identify_by_name(
    by_name: Sequence[int],
    checked: CheckedList,
    keys: Sequence[str],
    result: "Identification",
    find: FindPeople | None,
) -> None:
    """Decide on the rows only their name tells, and on those of them that are one person."""
    waiting = [r for r in by_name if result.outcome[r] == NEW and r not in result.same_as]
    if not waiting:
        return
    names = {checked.values["name"][row] for row in waiting}
    people = NOBODY
    if find is not None:
        places = checked.values.get("institution")
        people = find(names, {places[row] for row in waiting} - {""} if places else set())
    for row in waiting:
        _meet(checked, keys, result, people, row)
    _same_name_in_list(checked, keys, result, people, waiting, names)


def _refuse(checked: CheckedList, keys: Sequence[str], result: "Identification", row: int) -> None:
    hidden = [key for key in plain(keys) if row in checked.masked.get(key, {})]
    if hidden:
        result.refuse(row, "masked_number", hidden, checked.masked[hidden[0]][row])
    else:
        result.refuse(row, "key_missing", plain(keys))


def _meet(
    checked: CheckedList,
    keys: Sequence[str],
    result: "Identification",
    people: People,
    row: int,
) -> None:
    """Find the member a row is by its name, or leave it new, or to the owner."""
    everybody = people.named.get(checked.values["name"][row], ())
    namesakes = [one for one in everybody if not one.archived] or list(everybody)
    given = checked.values["institution"][row] if checked.has("institution") else ""
    places = people.institutions.get(given, ())
    here = [one for one in namesakes if one.institution_id in places]
    if told_by_name(checked, keys, row):
        found = here
        columns: tuple[str, ...] = ("name", "institution")
    else:
        # a person whose phone is known would be in the list with it, or is somebody else
        found = [
            one
            for one in namesakes
            if not one.has_phone and (not given or not one.institution_id or one in here)
        ]
        columns = ("name",)
    ids = {one.id for one in found}
    others = result.others.get(row, set())
    hidden = row in checked.masked.get("phone", {})  # and fits nobody of this name
    if len(ids) > 1 or (not ids and namesakes and columns == ("name",)):
        candidates = ids or {one.id for one in namesakes}
        result.conflict(
            row, "several_members" if ids else "same_name", columns, *sorted(candidates)
        )
    elif others - ids or (hidden and any(one.has_phone for one in found)):
        result.conflict(row, "keys_disagree", columns, *sorted(others | ids))
    elif ids:
        result.match(row, *ids)


def _same_name_in_list(
    checked: CheckedList,
    keys: Sequence[str],
    result: "Identification",
    people: People,
    by_name: Iterable[int],
    names: set[str],
) -> None:
    """Rows told by their name only must not meet another row of that name: equal ones are one."""
    told = [row for row in by_name if result.outcome[row] in (NEW, MATCHED)]
    of_name: dict[str, list[int]] = {}
    for row, name in enumerate(checked.values["name"]):
        if name in names and result.outcome[row] != REFUSED:
            of_name.setdefault(name, []).append(row)

    def place(row: int) -> object:
        given = checked.values["institution"][row] if checked.has("institution") else ""
        return frozenset(people.institutions.get(given, ())) or comparable(given)

    settled: set[int] = set()
    for row in told:
        if row in settled:
            continue
        rows = of_name[checked.values["name"][row]]
        if told_by_name(checked, keys, row):
            rows = [one for one in rows if place(one) == place(row)]
        settled |= _decide_same_name(checked, result, rows, row)


def _decide_same_name(
    checked: CheckedList, result: "Identification", rows: Sequence[int], row: int
) -> set[int]:
    """Settle a row and the rows equal to it; the rows settled."""
    equal = [one for one in rows if result.content(checked, one) == result.content(checked, row)]
    members = {result.member_of.get(one) for one in rows if one not in equal[1:]}
    if len(equal) < len(rows) and (None in members or len(members) < len(rows) - len(equal) + 1):
        for one in equal:
            result.conflict(one, "same_in_list", ("name",))
    else:
        for one in equal[1:]:
            result.repeat(one, row)
    return set(equal)
