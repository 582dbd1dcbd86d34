"""The history of one record as a tab: when, what, what it was before, and who."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, DetailTab
from organizer.widgets.record_columns import Column
from organizer.widgets.row_sources import WholeList
from organizer.widgets.tab_table import TabTable

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.history import RowChange
    from organizer.base.steps import FinishedStep

SHOWN_AT_MOST = 300


@dataclass(frozen=True)
class PastLine:
    """One step as far as it concerns the record."""

    id: str
    when: str
    title: str
    changes: str
    made_by: str
    in_force: bool


class PastTab(DetailTab):
    """What happened to a record, the latest first; Enter shows the step on the history page.

    Args:
        rows_of: gives what was done to the record's rows, the newest first.
        labels: names of columns (marked with N_); columns without a name are not told.
        shown: how the value of a column is written, where it is not the value itself.
    """

    def __init__(
        self,
        desk: Desk,
        rows_of: "Callable[[Database, str], Sequence[RowChange]]",
        labels: Mapping[str, str],
        shown: "Callable[[Database, str, Any], str] | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self._rows_of = rows_of
        self._labels = labels
        self._shown = shown
        source = WholeList[PastLine](
            desk, self._read, lambda one: one.id, lambda one: one.title, {}
        )
        self.table = TabTable(_COLUMNS, source, self)
        self.table.activated.connect(lambda step_id: desk.open_page("history", step=step_id))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.retranslate()

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self.desk.register is not None:
            self.table.ask({"record": self.record_id})

    @override
    def retranslate(self) -> None:
        self.table.setAccessibleName(_("History"))

    def _read(self, db: "Database", asked: Mapping[str, Any]) -> list[PastLine]:
        from organizer.base import history
        from organizer.base.clock import register_zone
        from organizer.base.formats import format_moment

        record_id = asked.get("record")
        if not record_id:
            return []
        by_step: dict[str, list[str]] = {}
        for change in self._rows_of(db, record_id):
            told = by_step.setdefault(change.step_id, [])
            told += [line for line in self._tell(db, change) if line not in told]
            if len(by_step) == SHOWN_AT_MOST:
                break
        lines = []
        local = register_zone()
        for step_id, told in by_step.items():
            step = history.step(db, step_id)
            if step is None:
                continue
            moment = dt.datetime.fromisoformat(step.made_at)
            lines.append(
                PastLine(
                    step.id,
                    format_moment(moment, local),
                    step.title(),
                    _("; ").join(told),
                    step.made_by,
                    step.in_force,
                )
            )
        return lines

    def _tell(self, db: "Database", change: "RowChange") -> list[str]:
        told = []
        for column, (before, after) in change.columns.items():
            label = self._labels.get(column)
            if label is None or change.kind != "update":
                continue
            told.append(
                _("{what}: {before} → {after}").format(
                    what=_(label),
                    before=self._word(db, column, before),
                    after=self._word(db, column, after),
                )
            )
        return told

    def _word(self, db: "Database", column: str, value: Any) -> str:
        if value in (None, ""):
            return "—"
        return self._shown(db, column, value) if self._shown is not None else str(value)


_COLUMNS = (
    Column("when", N_("When"), lambda one: one.when, sortable=False, width=18),
    Column(
        "title",
        N_("What"),
        lambda one: one.title if one.in_force else _("{title} (undone)").format(title=one.title),
        sortable=False,
        width=24,
        strong=True,
        tone=lambda one: Tone.PLAIN if one.in_force else Tone.MUTED,
    ),
    Column("changes", N_("Changes"), lambda one: one.changes, sortable=False, width=36),
    Column("made_by", N_("By"), lambda one: one.made_by, sortable=False, visible=False),
)
