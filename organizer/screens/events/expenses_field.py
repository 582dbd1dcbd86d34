"""What was spent on an event, line by line, against what was collected."""

from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtWidgets import QGridLayout, QToolButton, QVBoxLayout, QWidget

from organizer.base.money import fen_text
from organizer.base.words import _
from organizer.domain.events import actions_expenses
from organizer.domain.events.store_expenses import Expense, Money
from organizer.widgets.amount_field import AmountField
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.fields import TextField
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, TextRole, set_tone


class ExpensesField(QWidget):
    """A line for each expense; the last, empty one becomes an expense once it has an amount."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._record = ""
        self._money = Money((), 0)
        self.lines: list[_Line] = []
        self.new_purpose = TextField()
        self.new_amount = AmountField(desk.tasks, self._adds(""))
        self._drafts: dict[str, str] = {}
        self.new_purpose.edited.connect(self._drafted)
        self.sum = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED, wrap=True)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.XS)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        adding = QGridLayout()
        adding.setContentsMargins(0, 0, 0, 0)
        adding.setHorizontalSpacing(Space.XS)
        adding.setColumnStretch(0, 3)
        adding.setColumnStretch(1, 2)
        adding.addWidget(self.new_purpose, 0, 0)
        adding.addWidget(self.new_amount, 0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(self._grid)
        column.addLayout(adding)
        column.addWidget(self.sum)
        self.setFocusProxy(self.new_purpose)
        self.retranslate()

    def show_money(self, record: str, money: Money) -> None:
        """Show what an event cost and brought; typing in a line of the same event stays."""
        another = record != self._record
        if another:
            self.new_amount.load(None, self._adds(record))
            self.new_purpose.load("")
        self._record, self._money = record, money
        while len(self.lines) < len(money.expenses):
            self.lines.append(_Line(self, self._grid, len(self.lines)))
        for at, line in enumerate(self.lines):
            line.show_expense(money.expenses[at] if at < len(money.expenses) else None)
        self._say()

    def is_empty(self) -> bool:
        """Whether nothing was spent."""
        return not self._money.expenses

    def set_label(self, text: str) -> None:
        """Name the fields for a screen reader."""
        self.new_purpose.set_label(f"{text} {_('What for')}")
        self.new_amount.set_label(f"{text} {_('Amount')}")

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        self.new_purpose.set_placeholder(_("What for"))
        self.new_amount.set_placeholder(_("Amount"))
        for line in self.lines:
            line.retranslate()
        self._say()

    def _say(self) -> None:
        money = self._money
        parts = [
            _("Collected {amount}").format(amount=fen_text(money.collected)),
            _("Spent {amount}").format(amount=fen_text(money.spent)),
        ]
        if money.collected or money.spent:
            words = _("Left {amount}") if money.left >= 0 else _("Missing {amount}")
            parts.append(words.format(amount=fen_text(abs(money.left))))
        self.sum.setText(" · ".join(parts))
        set_tone(self.sum, Tone.WARNING if money.left < 0 else Tone.MUTED)

    def _drafted(self) -> None:
        """Remember for which event a purpose was typed: it is saved there, whichever is shown."""
        self._drafts[self._record] = self.new_purpose.line.text()

    def _adds(self, record: str) -> Callable[[int | None], Awaitable[object]]:
        async def add(amount: int | None) -> None:
            if amount is None:
                return
            purpose = self._drafts.get(record, "")
            await self.desk.save(actions_expenses.add, record, purpose, amount)
            self._drafts.pop(record, None)
            if record == self._record:
                self.new_purpose.load("")
                self.new_amount.load(None)
                self.new_purpose.setFocus()

        return add


class _Line:
    """The fields of an expense."""

    def __init__(self, field: ExpensesField, grid: QGridLayout, at: int) -> None:
        self._field = field
        self._expense: Expense | None = None
        tasks = field.desk.tasks
        self.purpose = TextField(tasks, self._saves("purpose"), required=True)
        self.amount = AmountField(tasks, self._saves("amount_fen"))
        self.remove = QToolButton(field)
        set_icon(self.remove, "x", Tone.MUTED)
        self.remove.clicked.connect(self._remove)
        widgets: tuple[QWidget, ...] = (self.purpose, self.amount, self.remove)
        for place, widget in enumerate(widgets):
            grid.addWidget(widget, at, place)
        self.retranslate()

    def show_expense(self, expense: Expense | None) -> None:
        """Show an expense, or nothing."""
        another = (expense and expense.id) != (self._expense and self._expense.id)
        if another:
            self.purpose.commit()
            self.amount.commit()
        self._expense = expense
        for widget in (self.purpose, self.amount, self.remove):
            widget.setVisible(expense is not None)
        if expense is None:
            return
        if another:
            self.purpose.load(expense.purpose, self._saves("purpose"))
            self.amount.load(expense.amount, self._saves("amount_fen"))
        else:
            self.purpose.set_value(expense.purpose)
            self.amount.set_value(expense.amount)

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        self.purpose.set_label(_("What for"))
        self.amount.set_label(_("Amount"))
        self.remove.setToolTip(_("Remove"))
        self.remove.setAccessibleName(_("Remove"))

    def _saves(self, column: str) -> Callable[[Any], Awaitable[object]]:
        expense_id = "" if self._expense is None else self._expense.id

        async def save(value: Any) -> object:
            desk = self._field.desk
            return await desk.save(actions_expenses.change, expense_id, **{column: value})

        return save

    def _remove(self) -> None:
        if self._expense is not None:
            desk = self._field.desk
            desk.start(desk.do(actions_expenses.remove, self._expense.id))
