"""A source of made-up rows for the tests of the record table: answers now, later, or when told."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest

from organizer.base.register_thread import Ticket
from organizer.widgets.colours import Tone
from organizer.widgets.record_columns import Badge, Column, Edit, IdList, Request
from organizer.widgets.record_table import RecordTable

MakeTable = Callable[..., RecordTable]

NAMES = ("王建国", "李敏", "张晓燕", "Lily Zhang", "欧阳倩", "陈丽华", "周伟强")


@dataclass
class Person:
    """One made-up row."""

    id: str
    name: str
    phone: str
    tags: tuple[str, ...]
    days: int


def people(count: int) -> dict[str, Person]:
    """So many made-up people by id."""
    return {
        f"id-{number:06d}": Person(
            id=f"id-{number:06d}",
            name=f"{NAMES[number % len(NAMES)]}{number}",
            phone=f"138{number:08d}",
            tags=("核心", "英语", "东区")[: number % 4],
            days=number * 7919 % 1000,
        )
        for number in range(count)
    }


@dataclass
class Source:
    """Answers at once, or keeps its answers until `answer_all` is called."""

    rows_by_id: dict[str, Person]
    held: bool = False
    with_head: bool = False
    asked: list[Request] = field(default_factory=list)
    asked_rows: list[list[str]] = field(default_factory=list)
    waiting: list[tuple[Ticket[Any], Any]] = field(default_factory=list)
    error: Exception | None = None

    def _found(self, request: Request) -> list[str]:
        words = request.filter.get("words", "")
        ids = [row.id for row in self.rows_by_id.values() if words in row.name]
        if request.sort:
            ids.sort(
                key=lambda row_id: getattr(self.rows_by_id[row_id], request.sort),
                reverse=request.descending,
            )
        return ids

    def _answer(self, value: Any) -> Ticket[Any]:
        ticket: Ticket[Any] = Ticket()
        if self.held:
            self.waiting.append((ticket, value))
        else:
            ticket.settle(None if self.error else value, self.error)
        return ticket

    def answer_all(self) -> None:
        """Answer everything asked so far, from another thread as the register does."""
        waiting, self.waiting = self.waiting, []

        def work() -> None:
            for ticket, value in waiting:
                ticket.settle(value, None)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()

    def head(self, request: Request) -> Ticket[IdList] | None:
        if not self.with_head:
            return None
        ids = self._found(request)
        rows = {row_id: self.rows_by_id[row_id] for row_id in ids[:128]}
        return self._answer(IdList(ids[:128], len(self.rows_by_id), len(ids), rows))

    def ids(self, request: Request) -> Ticket[IdList]:
        self.asked.append(request)
        return self._answer(IdList(self._found(request), len(self.rows_by_id)))

    def rows(self, ids: Sequence[str], *, background: bool = False) -> Ticket[Mapping[str, Person]]:
        self.asked_rows.append(list(ids))
        return self._answer(
            {row_id: self.rows_by_id[row_id] for row_id in ids if row_id in self.rows_by_id}
        )


def columns(committed: list[tuple[str, str]] | None = None) -> list[Column]:
    """The columns of the made-up people."""
    done = committed if committed is not None else []
    return [
        Column(
            "name",
            "Name",
            lambda row: row.name,
            width=16,
            strong=True,
            edit=Edit(lambda row_id, text: done.append((row_id, text))),
        ),
        Column(
            "phone",
            "Phone",
            lambda row: row.phone,
            width=14,
            personal=True,
            mask=lambda text: text[:3] + "****" + text[7:],
            icon=lambda _row: "phone",
        ),
        Column(
            "tags",
            "Tags",
            lambda row: "、".join(row.tags),
            badges=lambda row: [Badge(tag, Tone.ACCENT) for tag in row.tags],
            sortable=False,
        ),
        Column(
            "days",
            "Days",
            lambda row: str(row.days),
            right=True,
            width=8,
            descending_first=True,
            tone=lambda row: Tone.MUTED if row.days < 500 else Tone.PLAIN,
        ),
        Column("id", "Number", lambda row: row.id, visible=False),
    ]


def cell(table: RecordTable, row: int, key: str) -> QPoint:
    """The middle of a cell in the viewport."""
    section = [column.key for column in table.model.columns].index(key)
    return table.view.visualRect(table.model.index(row, section)).center()


def press(table: RecordTable, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(table.view, key, held or Qt.KeyboardModifier.NoModifier)


def choose(table: RecordTable, *rows: int) -> None:
    flag = QItemSelectionModel.SelectionFlag
    table.view.clearSelection()
    for row in rows:
        table.view.selectionModel().select(table.model.index(row, 0), flag.Select | flag.Rows)
