"""What a step changed, as the net effect on each table, and its form in the file.

Rows that came, rows that went (whole), columns that changed (before and after): single records up
to 1,000 rows of a table, above that id ranges and chunks of 500 rows.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from organizer.base.database import Value

#: Up to so many rows of a table are kept as single records and named in notices.
SINGLE_RECORDS = 1_000
#: Rows in one chunk record.
CHUNK = 500

#: kind, first id, last id, row count, image: the columns of `change` behind table and position.
Record = tuple[str, str, str, int, str | None]


def chunks(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Lists of at most `size` items, in order."""
    iterator = iter(rows)
    while part := list(islice(iterator, size)):
        yield part


class TableChanges:
    """The net effect of a step on one table; `prefix` is what ids made by the step start with."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.count = 0  # rows inserted with ids of the step
        self.first_id = ""
        self.last_id = ""
        self.made: dict[str, None] = {}  # those ids, as long as they are few
        self.restored: list[str] = []  # inserted rows with ids from elsewhere
        self.updates: dict[tuple[str, ...], dict[str, tuple[list[Value], list[Value]]]] = {}
        self.delete_columns: tuple[str, ...] = ()
        self.deletes: dict[str, list[Value]] = {}
        self.stored_deletes = 0  # rows whose images were already written by `Step.delete_range`

    def row_count(self) -> int:
        """How many rows came, went or changed."""
        return (
            self.count
            + len(self.restored)
            + sum(map(len, self.updates.values()))
            + len(self.deletes)
            + self.stored_deletes
        )

    def inserted(self, row_ids: list[str]) -> None:
        """Rows came; the ids are all of this step or all from elsewhere."""
        if not row_ids[0].startswith(self.prefix) or not row_ids[-1].startswith(self.prefix):
            self.restored.extend(row_ids)
            return
        low, high = min(row_ids), max(row_ids)
        self.first_id = min(self.first_id or low, low)
        self.last_id = max(self.last_id, high)
        self.count += len(row_ids)
        if len(self.made) <= SINGLE_RECORDS:
            self.made.update(dict.fromkeys(row_ids))

    def updated(
        self, row_id: str, columns: tuple[str, ...], old: list[Value], new: list[Value]
    ) -> None:
        """Columns of a row changed from `old` to `new`."""
        if row_id.startswith(self.prefix):
            return  # made in this step: its undo is to go
        for known, rows in self.updates.items():
            if row_id in rows and not set(known).isdisjoint(columns):
                # the step changes the row again: the first before and the last after count
                after = rows[row_id][1]
                newer = dict(zip(columns, new, strict=True))
                after[:] = [newer.get(name, after[i]) for i, name in enumerate(known)]
                rest = [i for i, name in enumerate(columns) if name not in known]
                columns = tuple(columns[i] for i in rest)
                old, new = [old[i] for i in rest], [new[i] for i in rest]
        if columns:
            self.updates.setdefault(columns, {})[row_id] = (old, new)

    def deleted(self, columns: tuple[str, ...], image: dict[str, Value]) -> None:
        """A row went; `image` is what it held just before."""
        row_id = str(image["id"])
        if row_id.startswith(self.prefix):
            self.count -= 1
            self.made.pop(row_id, None)
            return
        for changed, rows in self.updates.items():
            if row_id in rows:
                image.update(zip(changed, rows.pop(row_id)[0], strict=True))
        self.delete_columns = columns
        self.deletes[row_id] = [image[name] for name in columns]

    def came_or_went(self) -> bool:
        """Whether the table has other rows than before."""
        return bool(self.count or self.restored or self.deletes or self.stored_deletes)

    def touched(self) -> tuple[str, ...] | None:
        """The ids of all rows concerned, or None when there are more than 1,000."""
        if self.row_count() > SINGLE_RECORDS or self.stored_deletes:
            return None
        updated = chain.from_iterable(self.updates.values())
        return tuple(dict.fromkeys([*self.made, *self.restored, *updated, *self.deletes]))

    def records(self) -> Iterator[Record]:
        """The records to store; those of `stored_deletes` are there already."""
        single = self.row_count() <= SINGLE_RECORDS
        size = 1 if single else CHUNK
        if self.count and single and len(self.made) == self.count:
            for row_id in self.made:
                yield "insert", row_id, row_id, 1, None
        elif self.count:
            # a row count above one says that the record is a range
            yield "insert", self.first_id, self.last_id, max(self.count, 2), None
        restored: list[list[Value]] = [[row_id] for row_id in sorted(self.restored)]
        yield from _images("insert", ("id",), restored, size)
        for columns, rows in self.updates.items():
            images = [[row_id, *old, *new] for row_id, (old, new) in sorted(rows.items())]
            yield from _images("update", ("id", *columns), images, size)
        deleted = [row for _id, row in sorted(self.deletes.items())]
        yield from _images("delete", self.delete_columns, deleted, size)


def _images(
    kind: str, columns: Sequence[str], rows: list[list[Value]], size: int
) -> Iterator[Record]:
    place = list(columns).index("id") if rows else 0
    for part in chunks(rows, size):
        first, last = part[0][place], part[-1][place]
        image = None
        if kind != "insert" or len(part) > 1:
            image = json.dumps({"columns": list(columns), "rows": part}, ensure_ascii=False)
        yield kind, str(first), str(last), len(part), image
