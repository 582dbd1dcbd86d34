"""The steps as a list with a line for each day; read page by page, so any length will do."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from organizer.base.clock import moment_of, register_zone
from organizer.base.overriding import override
from organizer.base.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organizer.base.history import PastStep

PAGE = 100
"""Steps read at a time."""
AnyIndex = QModelIndex | QPersistentModelIndex


class StepModel(QAbstractListModel):
    """Lines of the list: a day (`date`) or a step."""

    wanted = Signal()
    """The end of what is read came into view: more steps should be added."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[dt.date | PastStep] = []
        self.steps: list[PastStep] = []
        self.complete = False

    def start_over(self, steps: "Sequence[PastStep]", *, complete: bool) -> None:
        """Show these steps, newest first, instead of all others."""
        self.beginResetModel()
        self.lines, self.steps = [], []
        self._append(steps)
        self.complete = complete
        self.endResetModel()

    def add(self, steps: "Sequence[PastStep]", *, complete: bool) -> None:
        """Add older steps at the end."""
        before = len(self.lines)
        lines, known = list(self.lines), list(self.steps)
        self._append(steps)
        added = self.lines[before:]
        self.lines, self.steps = lines, known
        self.complete = complete
        if added:
            self.beginInsertRows(QModelIndex(), before, before + len(added) - 1)
            self._append(steps)
            self.endInsertRows()

    def _append(self, steps: "Sequence[PastStep]") -> None:
        day = day_of(self.steps[-1]) if self.steps else None
        for step in steps:
            if day_of(step) != day:
                day = day_of(step)
                self.lines.append(day)
            self.lines.append(step)
            self.steps.append(step)

    def line(self, row: int) -> "dt.date | PastStep | None":
        """The day or step in this row."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def row_of(self, step_id: str) -> int:
        """The row of a step, -1 when it is not read."""
        for row, line in enumerate(self.lines):
            if not isinstance(line, dt.date) and line.id == step_id:
                return row
        return -1

    # --- for Qt ---------------------------------------------------------------------------------

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    @override
    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and not self.complete and bool(self.lines)

    @override
    def fetchMore(self, parent: AnyIndex) -> None:
        self.wanted.emit()

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if isinstance(self.line(index.row()), dt.date):
            return Qt.ItemFlag.NoItemFlags  # the arrows and the mouse pass it by
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row())
        if line is None or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        if isinstance(line, dt.date):
            return day_words(line)
        state = "" if line.in_force else _("undone")
        return ", ".join(filter(None, (line.title(), time_of(line), line.made_by, state)))


def local(step: "PastStep") -> dt.datetime:
    """The moment of a step by the calendar of the register."""
    return moment_of(step.made_at).astimezone(register_zone())


def day_of(step: "PastStep") -> dt.date:
    """The day of a step."""
    return local(step).date()


def time_of(step: "PastStep") -> str:
    """The time of day of a step."""
    return f"{local(step):%H:%M}"


def day_words(day: dt.date, today: dt.date | None = None) -> str:
    """A day as a heading: today, yesterday, or its date and weekday."""
    from organizer.base.formats import format_date, format_weekday

    words = f"{format_date(day)} {format_weekday(day)}"
    if today is not None and day == today:
        return _("Today")
    if today is not None and day == today - dt.timedelta(days=1):
        return _("Yesterday")
    return words
