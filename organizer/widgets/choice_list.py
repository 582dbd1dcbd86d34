"""The list of choices under a picker: what was found, and a row that creates one."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.theme import Space, TextRole, theme

AnyIndex = QModelIndex | QPersistentModelIndex


class Choice(NamedTuple):
    """One record that can be picked: its id, what it is called, and what tells it from others."""

    id: str
    title: str
    detail: str = ""


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


class ChoiceDelegate(QStyledItemDelegate):
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
