"""Pick a record by typing some of it; knows no subject, it is given a reading function."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QObject,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.widgets.choice_list import Choice, ChoiceDelegate, ChoiceModel
from organizer.widgets.edit_field import EditField, Save
from organizer.widgets.labels import plain_tip
from organizer.widgets.layouts import place_beside
from organizer.widgets.theme import make_card

if TYPE_CHECKING:
    from organizer.widgets.tasks import Task, Tasks

__all__ = ["Choice", "Create", "Find", "PickerField", "SuggestionList"]

Find = Callable[[str], Awaitable[Sequence[Choice]]]
Create = Callable[[str], Awaitable[Choice | None]]

TYPING_PAUSE = 60
"""Milliseconds; while keys follow each other quicker nothing is asked."""
ROWS_SEEN = 8


class SuggestionList(QObject):
    """A list under a line that follows what is typed there; the keyboard stays in the line.

    Up and Down walk the list, Enter takes the row, Esc closes it.
    """

    chosen = Signal(object)
    """A Choice was taken."""
    create_wanted = Signal(str)
    """The row “Create …” was taken; carries what was typed."""

    def __init__(
        self, line: QLineEdit, tasks: "Tasks", find: Find, *, can_create: bool = False
    ) -> None:
        super().__init__(line)
        self._line = line
        self._tasks = tasks
        self.find, self.can_create = find, can_create
        self._asked: Task | None = None
        self._asked_for: str | None = None
        self._take_first = False
        self.model = ChoiceModel(self)
        # A tool tip window: it never takes the keyboard or the activation from the line.
        self.popup = QFrame(line.window(), Qt.WindowType.ToolTip)
        make_card(self.popup)
        self.popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view = QListView(self.popup)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMinimumSize(1, 1)  # one row is enough; a list's own hint is three
        self.view.setModel(self.model)
        self.view.setItemDelegate(ChoiceDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.entered.connect(self.view.setCurrentIndex)
        self.view.clicked.connect(lambda index: self.take(index.row()))
        inside = QVBoxLayout(self.popup)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.view)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self._ask)
        line.textEdited.connect(self._edited)
        line.installEventFilter(self)

    def _edited(self, text: str) -> None:
        # An emptied line means nobody: Enter must not find somebody marked. Down opens the list.
        if text.strip():
            self._pause.start()
        else:
            self.close()

    def open(self) -> None:
        """Show what fits what is typed now."""
        self._ask()

    def close(self) -> None:
        """Close the list and forget the question."""
        self._pause.stop()
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        self._asked_for = None
        self._take_first = False
        self.popup.hide()

    def take(self, row: int) -> None:
        """Take a row: tell the choice, or what should be created."""
        if self.model.is_new(row):
            self.close()
            self.create_wanted.emit(self._line.text().strip())
        elif (choice := self.model.choice(row)) is not None:
            self.close()
            self.chosen.emit(choice)

    def called(self, title: str) -> list[Choice]:
        """The choices found last that are called exactly so."""
        return [choice for choice in self.model.choices() if choice.title == title]

    def _ask(self) -> None:
        text = self._line.text().strip()
        if self._asked is not None:
            self._asked.cancel()
        self._asked_for = text
        self._asked = self._tasks.start(self._answer(text))

    async def _answer(self, text: str) -> None:
        choices = await self.find(text)
        if text != self._asked_for or not self._line.hasFocus():
            return
        known = any(choice.title == text for choice in choices)
        self.model.show_choices(choices, text if self.can_create and not known else "")
        count = self.model.rowCount()
        if not count:
            self.close()
            return
        # The first is marked as soon as the list is there; Down goes on from it.
        self.view.setCurrentIndex(self.model.index(0))
        if self._take_first:
            self.take(0)
            return
        self._show(count)

    def _answering(self) -> bool:
        """Whether what is typed now has not been answered yet."""
        return self._pause.isActive() or (self._asked is not None and self._asked.running)

    def _show(self, count: int) -> None:
        line = self._line
        height = min(count, ROWS_SEEN) * self.view.sizeHintForRow(0) + 4
        wanted = max(line.width(), 26 * line.fontMetrics().averageCharWidth())
        self.popup.setGeometry(place_beside(line, QSize(wanted, height)))
        self.popup.show()
        self.popup.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        if kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.popup.isVisible():
                event.accept()
                return True
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.close()
        elif kind is QEvent.Type.Move and self.popup.isVisible():
            self._show(self.model.rowCount())
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._entered()
        if key == Qt.Key.Key_Tab:
            self._take_new()
            return False
        self._take_first = False
        if not self.popup.isVisible():
            if key == Qt.Key.Key_Down:
                self.open()
            return key == Qt.Key.Key_Down
        keys, page = Qt.Key, ROWS_SEEN
        moves = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: page, keys.Key_PageUp: -page}
        if key in moves:
            row = self.view.currentIndex().row() + moves[key]  # type: ignore[index]
            last = self.model.rowCount() - 1
            self.view.setCurrentIndex(self.model.index(max(0, min(last, row))))
        elif key == Qt.Key.Key_Escape:
            self.close()
        return key in moves or key == Qt.Key.Key_Escape

    def _take_new(self) -> None:
        """Create what was typed if that row is marked; the keyboard goes on to the next field."""
        row = self.view.currentIndex().row()
        if self.popup.isVisible() and self.model.is_new(row):
            self.take(row)

    def _entered(self) -> bool:
        """Take the current row; typed faster than found, the first that fits once it is there."""
        if self._answering() and self._line.text().strip():
            self._take_first = True
            if self._pause.isActive():
                self._pause.stop()
                self._ask()
            return True
        row = self.view.currentIndex().row()
        if row >= 0 and self.popup.isVisible():
            self.take(row)
            return True
        return False


class PickerField(EditField["Choice | None"]):
    """A record picked by typing; empty means none.

    Args:
        find: gives the records that fit what is typed (all or the likeliest for nothing typed).
        create: makes a record of this name and gives its choice; without it none can be made.
    """

    def __init__(
        self,
        tasks: "Tasks",
        find: Find,
        save: "Save[Choice | None] | None" = None,
        parent: QWidget | None = None,
        *,
        create: Create | None = None,
    ) -> None:
        super().__init__(None, tasks, save, parent)
        self._all_tasks = tasks
        self._create = create
        self._picked: Choice | None = None
        self._making = False
        self.line = QLineEdit(self)
        self.line.setClearButtonEnabled(True)
        self.line.setTextMargins(4, 0, 0, 0)
        self.line.setPlaceholderText(_("Type to search"))
        self.line.textEdited.connect(self._typed)
        self._place(self.line)
        # Installed after the field's own filter, so it sees Enter and Esc before it.
        self.suggestions = SuggestionList(self.line, tasks, find, can_create=create is not None)
        self.suggestions.chosen.connect(self._take)
        self.suggestions.create_wanted.connect(self._make)

    def _take(self, choice: Choice) -> None:
        self._picked = choice
        self.line.setText(choice.title)
        self._typed()
        self.commit()

    def _make(self, name: str) -> None:
        self._making = True
        self._all_tasks.start(self._made(name, self._record, self._save))

    async def _made(self, name: str, record: int, save: "Save[Choice | None] | None") -> None:
        """Create it and take it, for the record it was typed for whichever is shown by then."""
        if self._create is None:
            return
        try:
            choice = await self._create(name)
        except UserError as refusal:
            if record != self._record:
                raise
            self._refuse(refusal)
            return
        finally:
            self._making = False
        if choice is not None and record == self._record:
            self._take(choice)
        elif choice is not None and save is not None:
            await save(choice)

    @override
    def commit(self) -> None:
        """Save what was typed; what is being made under this name is saved when it is there."""
        if not self._making:
            super().commit()

    @override
    def read_editor(self) -> Choice | None:
        text = self.line.text().strip()
        if not text:
            return None
        if self._picked is not None and self._picked.title == text:
            return self._picked
        same = self.suggestions.called(text)
        if len(same) == 1:
            return same[0]
        raise UserError(
            "field.not_picked", N_("Choose “{text}” from the list, or leave this empty."), text=text
        )

    @override
    def show_in_editor(self, value: Choice | None) -> None:
        self._picked = value
        self.line.setText("" if value is None else value.title)
        self.line.setCursorPosition(0)
        self.line.setToolTip(plain_tip("" if value is None else value.detail))

    @override
    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)

    def retranslate(self) -> None:
        """Set the hint again in the language spoken."""
        self.line.setPlaceholderText(_("Type to search"))
