"""Lists read and checked in a process of their own: a window that imports keeps its time.

The rows themselves never travel twice: first a look at the list (header, first cells), then the
checked columns of the chosen mapping, in pieces.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from organizer.base.child import Send, run_in_child
from organizer.base.table_files.reading import read_pasted
from organizer.base.table_files.table import Table
from organizer.base.text import one_line
from organizer.domain.rosters.checked import CheckedList
from organizer.domain.rosters.checking import check
from organizer.domain.rosters.lists import counting_columns, read_list
from organizer.domain.rosters.mapping import ColumnMapping, known_names
from organizer.domain.rosters.records import OwnField

SECONDS = 300
MEGABYTES = 1024
#: Cells sent at once: decoding a piece takes the window a millisecond.
_PIECE = 4_000
#: So many different first values of a column are shown.
_SAMPLES = 3
_SAMPLED_ROWS = 400
_LONGEST_SAMPLE = 60
_LONGEST_NAME = 40
_DAY_AT_END = re.compile(
    r"[\s·—_-]*[（(【\[]?\s*[0-9]{4}[0-9年月日./\s-]*(?:版|更新)?\s*[）)】\]]?\s*\Z"
)
_LIST_AT_END = re.compile(
    r"[\s·—_：:-]*(?:全体)?(?:成员|会员|人员|群友|学员)?的?"
    r"(?:名单|花名册|通讯录|名册|登记表|信息表|统计表|汇总表)[\s：:]*\Z"
)
#: Pasted text up to this length is read at once; a process would take longer to start.
_SHORT = 20_000

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class ListSource:
    """Where a list comes from, and what the owner corrected about it."""

    path: str = ""
    text: str = ""
    sheet: str | None = None
    encoding: str | None = None
    header_line: int | None = None

    @property
    def name(self) -> str:
        """The name of the file; '' for what was pasted."""
        return Path(self.path).name if self.path else ""


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen of a list before its columns are mapped: its header and first cells."""

    header: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    rows: int
    header_line: int
    titles: int
    encoding: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = field(default=())
    counting: tuple[int, ...] = ()
    """Columns that may only number the rows."""
    called: str = ""
    """What a title above the header calls the people of the list, such as their group."""


def look_at(
    source: ListSource,
    fields: Sequence[OwnField] = (),
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Look:
    """Read a list and describe it; blocks, call it outside the window's thread.

    Raises UserError when it can't be read as a whole, CancelledError when `cancelled` said so.
    """
    plain = _run(_look, source, [asdict(source), _plain(fields)], progress, cancelled)
    plain["header"] = tuple(plain["header"])
    plain["samples"] = tuple(map(tuple, plain["samples"]))
    plain["sheets"] = tuple(plain["sheets"])
    plain["counting"] = tuple(plain["counting"])
    return Look(**plain)


def checked_list(
    source: ListSource,
    mapping: ColumnMapping,
    *,
    today: dt.date,
    fields: Sequence[OwnField] = (),
    in_group: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> CheckedList:
    """Read a list and check its rows by a mapping; blocks as `look_at` does."""
    arguments = [
        asdict(source),
        [list(mapping.header), list(mapping.keys)],
        today.isoformat(),
        _plain(fields),
        in_group,
    ]
    values: dict[str, list[str]] = {}
    lines: list[int] = []

    def received(piece: dict[str, Any]) -> None:
        if "lines" in piece:
            lines.extend(piece["lines"])
        else:
            values.setdefault(piece["key"], []).extend(piece["values"])

    plain = _run(_check, source, arguments, progress, cancelled, received)
    return CheckedList.from_plain({**plain, "lines": lines, "values": values})


def rows_as_written(
    source: ListSource, lines: Sequence[int], *, fields: Sequence[OwnField] = ()
) -> dict[int, list[str]]:
    """The cells of these lines as they stand in the list; blocks as `look_at` does."""
    rows = _run(_rows, source, [asdict(source), _plain(fields), list(lines)], None, None)
    return dict(rows)


def _run(
    function: Callable[..., Any],
    source: ListSource,
    arguments: list[Any],
    progress: Progress | None,
    cancelled: Cancelled | None,
    received: Callable[[dict[str, Any]], None] | None = None,
) -> Any:
    def sort_out(piece: dict[str, Any]) -> None:
        if "done" in piece:
            if progress is not None:
                progress(piece["done"], piece["total"])
        elif received is not None:
            received(piece)

    if source.text and len(source.text) <= _SHORT:
        return function(sort_out, *arguments)
    return run_in_child(
        function,
        *arguments,
        seconds=SECONDS,
        megabytes=MEGABYTES,
        received=sort_out,
        cancelled=cancelled,
    )


# --- in the child -------------------------------------------------------------------------------


def _look(send: Send, source: dict[str, Any], fields: list[Any]) -> dict[str, Any]:
    table = _read(send, source, _fields(fields))
    return {
        "header": list(table.header),
        "samples": [_samples(column) for column in table.columns],
        "rows": len(table),
        "header_line": table.header_line,
        "titles": len(table.titles),
        "encoding": table.encoding,
        "sheet": table.sheet,
        "sheets": [sheet.name for sheet in table.sheets],
        "counting": counting_columns(table),
        "called": called(table),
    }


def called(table: Table) -> str:
    """What the first title above the header says the list is of; '' when there is none."""
    for _line, cells in table.titles:
        said = list(filter(None, cells))
        if len(said) == 1:
            name = one_line(_LIST_AT_END.sub("", _DAY_AT_END.sub("", one_line(said[0]))))
            return name if len(name) <= _LONGEST_NAME else ""
    return ""


def _samples(column: Sequence[str]) -> list[str]:
    different = dict.fromkeys(cell for cell in column[:_SAMPLED_ROWS] if cell)
    return [" ".join(cell.split())[:_LONGEST_SAMPLE] for cell in list(different)[:_SAMPLES]]


def _check(
    send: Send,
    source: dict[str, Any],
    mapping: list[Any],
    today: str,
    fields: list[Any],
    in_group: bool,
) -> dict[str, Any]:
    own = _fields(fields)
    table = _read(send, source, own)
    header, keys = mapping
    checked = check(
        table,
        ColumnMapping(tuple(header), tuple(keys)),
        today=dt.date.fromisoformat(today),
        fields=own,
        in_group=in_group,
    )
    for start in range(0, len(checked), _PIECE):
        send({"lines": list(checked.lines[start : start + _PIECE])})
    for key, values in checked.values.items():
        for start in range(0, max(len(values), 1), _PIECE):
            send({"key": key, "values": values[start : start + _PIECE]})
    checked.values, checked.lines = {}, []
    return checked.to_plain()


def _rows(
    send: Send, source: dict[str, Any], fields: list[Any], lines: list[int]
) -> list[tuple[int, list[str]]]:
    table = _read(send, source, _fields(fields))
    places = {line: place for place, line in enumerate(table.lines)}
    found = []
    for line in lines:
        if line in table.ragged:
            found.append((line, list(table.ragged[line])))
        elif line in places:
            found.append((line, list(table.row(places[line]))))
    return found


def _read(send: Send, source: dict[str, Any], fields: Sequence[OwnField]) -> Table:
    if source["text"]:
        known = known_names(fields)
        return read_pasted(
            source["text"], known=known.__contains__, header_line=source["header_line"]
        )
    return read_list(
        Path(source["path"]),
        fields,
        sheet=source["sheet"],
        encoding=source["encoding"],
        header_line=source["header_line"],
        progress=lambda done, total: send({"done": done, "total": total}),
    )


def _plain(fields: Sequence[OwnField]) -> list[list[Any]]:
    return [[one.id, one.name, one.type, list(one.choices)] for one in fields]


def _fields(plain: list[list[Any]]) -> list[OwnField]:
    return [OwnField(key, name, kind, tuple(words)) for key, name, kind, words in plain]
