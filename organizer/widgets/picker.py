"""Pick a record by typing some of it; knows no subject, it is given a reading function."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.widgets.edit_field import EditField, Save
from organizer.widgets.labels import plain_tip
from organizer.widgets.theme import Space, TextRole, make_card, theme

if TYPE_CHECKING:
    from organizer.widgets.tasks import Task, Tasks

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Choice:
    """One record that can be picked: its id, what it is called, and what tells it from others."""

    id: str
    title: str
    detail: str = ""


Find = Callable[[str], Awaitable[Sequence[Choice]]]
Create = Callable[[str], Awaitable[Choice | None]]

TYPING_PAUSE = 60
"""Milliseconds; while keys follow each other quicker nothing is asked."""
ROWS_SEEN = 8


def place_beside(anchor: QWidget, size: QSize) -> QRect:
    """Where a pop-up of this size stands: under the widget, else above it, within the screen."""
    screen = anchor.screen().availableGeometry()
    size = size.boundedTo(screen.size())
    corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 2))
    if corner.y() + size.height() > screen.bottom():
        corner = anchor.mapToGlobal(QPoint(0, -size.height() - 2))
    left = max(screen.left(), min(corner.x(), screen.right() + 1 - size.width()))
    top = max(screen.top(), min(corner.y(), screen.bottom() + 1 - size.height()))
    return QRect(QPoint(left, top), size)


class ChoiceModel(QAbstractListModel):
    """The choices found, with a last row “Create …” when that is possible."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []
        self._new = ""

    def show_choices(self, choices: Sequence[Choice], new: str = "") -> None:
        """Show these; `new` is what could be created, empty for no such row."""
        self.beginResetModel()
        self._choices = list(choices)
        self._new = new
        self.endResetModel()

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._choices) + bool(self._new)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        title, detail = self.texts(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}, {detail}" if detail else title
        return None

    def texts(self, row: int) -> tuple[str, str]:
        """Title and detail of a row as they are shown."""
        choice = self.choice(row)
        if choice is not None:
            return choice.title, choice.detail
        return _("Create “{name}”").format(name=self._new), ""

    def choices(self) -> tuple[Choice, ...]:
        """What was found last."""
        return tuple(self._choices)

    def choice(self, row: int) -> Choice | None:
        """The choice of a row; None for the row that creates one."""
        return self._choices[row] if 0 <= row < len(self._choices) else None

    def is_new(self, row: int) -> bool:
        """Whether this is the row that creates one."""
        return bool(self._new) and row == len(self._choices)


class _ChoiceDelegate(QStyledItemDelegate):
    """Paints a choice: title, and its detail behind it in a quieter colour."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(120, theme.line_height() + 2 * Space.XS + 4)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        model = index.model()
        if not isinstance(model, ChoiceModel):
            return
        colours = theme.colours
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        title, detail = model.texts(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRoundedRect(area.adjusted(4, 1, -4, -1), 6, 6)
        inner = area.adjusted(Space.M, 0, -Space.M, 0)
        metrics = painter.fontMetrics()
        painter.setPen(QColor(colours.accent if model.is_new(index.row()) else colours.text))
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
        rest = inner.adjusted(metrics.horizontalAdvance(shown) + Space.M, 0, 0, 0)
        if detail and rest.width() > 3 * metrics.averageCharWidth():
            painter.setFont(theme.font(TextRole.CAPTION))
            painter.setPen(QColor(colours.muted))
            shown = painter.fontMetrics().elidedText(
                detail, Qt.TextElideMode.ElideRight, rest.width()
            )
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


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
        self.view.setItemDelegate(_ChoiceDelegate(self.view))
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
        line.textEdited.connect(lambda _text: self._pause.start())
        line.installEventFilter(self)

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
        if text:
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
        self._all_tasks.start(self._made(name, self._record))

    async def _made(self, name: str, record: int) -> None:
        if self._create is None:
            return
        try:
            choice = await self._create(name)
        except UserError as refusal:
            if record != self._record:
                raise
            self._refuse(refusal)
            return
        if choice is not None and record == self._record:
            self._take(choice)

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
