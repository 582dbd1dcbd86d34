"""A tab of fields edited in place: read together, each saved by itself as a step."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from organizer.base.overriding import override
from organizer.widgets.answers import Answers
from organizer.widgets.desk import Desk, DetailTab
from organizer.widgets.edit_field import EditField
from organizer.widgets.form import Form
from organizer.widgets.theme import Space

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.register_thread import Ticket
    from organizer.base.steps import FinishedStep
    from organizer.widgets.picker import Choice

V = TypeVar("V")


def day_of(iso: str) -> dt.date | None:
    """The date a `DateField` shows; None when it is empty."""
    return dt.date.fromisoformat(iso) if iso else None


def id_of(choice: "Choice | None") -> str | None:
    """The id of what a `PickerField` shows; None when it is empty."""
    return None if choice is None else choice.id


class FieldsTab(DetailTab):
    """The fields of one record; a subclass binds them and gives `tables` and `read`.

    A notice never overwrites typing; what was typed for one record is saved there before the next
    is shown.
    """

    tables: frozenset[str] = frozenset()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.record: Any = None
        self._loaded: str | None = None
        self._answers = Answers(self)
        self._asker = object()
        self._load: list[Callable[[str, Any], None]] = []
        self._update: list[Callable[[Any], None]] = []
        self._retranslate: list[Callable[[], None]] = []
        self.form = Form(self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.L)
        self.column.addWidget(self.form)
        self.column.addStretch(1)

    def read(self, db: "Database", record_id: str) -> Any:
        """Everything the fields show; None when the record is gone."""
        raise NotImplementedError

    def said(self, record: Any) -> None:
        """The record was read: say what is shown besides the fields."""

    def bind(
        self,
        label: str,
        field: EditField[V],
        value: Callable[[Any], V],
        save: "Callable[[str, V], Awaitable[object]]",
        *,
        folded: bool = False,
    ) -> None:
        """Add a field: what it shows of the record, and how a value is saved (id, value)."""
        self.form.add(label, field, folded=folded)

        def load(record_id: str, record: Any) -> None:
            field.load(value(record), lambda new: save(record_id, new))

        self.bind_any(load, lambda record: field.set_value(value(record)))
        again = getattr(field, "retranslate", None)
        if callable(again):
            self._retranslate.append(again)

    def changes(
        self,
        change: "Callable[..., Any]",
        column: str,
        stored: "Callable[[Any], object] | None" = None,
    ) -> "Callable[[str, Any], Awaitable[object]]":
        """How a field is saved by an action that takes the record's id and columns by name.

        `stored` turns what the field gives into what the column holds: `day_of`, `id_of`.
        """

        async def save(record_id: str, value: Any) -> object:
            kept = value if stored is None else stored(value)
            return await self.desk.save(change, record_id, **{column: kept})

        return save

    def bind_any(
        self,
        load: Callable[[str, Any], None],
        update: Callable[[Any], None],
        retranslate: Callable[[], None] | None = None,
    ) -> None:
        """Let another kind of field follow: a new record (id, record), the same one read again."""
        self._load.append(load)
        self._update.append(update)
        if retranslate is not None:
            self._retranslate.append(retranslate)

    # --- DetailTab --------------------------------------------------------------------------------

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self.desk.register is None or self.record_id is None:
            return
        if step is not None and self.tables.isdisjoint(step.tables):
            return
        record_id = self.record_id
        ticket = self.desk.opened().ask(lambda db: self.read(db, record_id), asker=self._asker)
        ticket.wait(0.008)
        self._answers.when(ticket, lambda answer: self._show(record_id, answer))

    def _show(self, record_id: str, ticket: "Ticket[Any]") -> None:
        if ticket.cancelled or record_id != self.record_id:
            return
        record = ticket.result()
        if record is None:
            return
        self.record = record
        if record_id != self._loaded:
            self._loaded = record_id
            for load in self._load:
                load(record_id, record)
        else:
            for update in self._update:
                update(record)
        self.form.count_again()
        self.said(record)

    @override
    def finish_editing(self) -> None:
        self.form.commit()

    @override
    def retranslate(self) -> None:
        self.form.retranslate()
        for again in self._retranslate:
            again()
        if self.record is not None:
            self.said(self.record)
