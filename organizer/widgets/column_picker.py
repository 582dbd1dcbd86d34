"""Which columns go out and in which order: ticks, dragging, Alt+Up and Alt+Down."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.icons import set_icon
from organizer.widgets.theme import Space

_KEY = Qt.ItemDataRole.UserRole


class Offered(Protocol):
    """A column that can be chosen."""

    @property
    def key(self) -> str:
        """What it is stored as."""

    def title(self) -> str:
        """Its heading in the language shown."""


class _List(QListWidget):
    """The columns; Alt with an arrow key moves the current one."""

    moved = Signal(int)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


class ColumnPicker(QWidget):
    """All columns; the ticked ones go out, in the order shown."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = _List(self)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        self.list.model().rowsMoved.connect(lambda *_moved: self.changed.emit())
        self.list.moved.connect(self.move_current)
        self.up, self.down = QToolButton(self), QToolButton(self)
        for button, icon, step in ((self.up, "chevron-up", -1), (self.down, "chevron-down", 1)):
            set_icon(button, icon)
            button.clicked.connect(lambda _checked=False, step=step: self.move_current(step))
        side = QVBoxLayout()
        side.setSpacing(Space.XS)
        side.addWidget(self.up)
        side.addWidget(self.down)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.list, 1)
        row.addLayout(side)
        self.retranslate()

    def show_columns(self, offered: Sequence[Offered], keys: Sequence[str]) -> None:
        """Show all columns, these ticked and first, in this order."""
        by_key = {one.key: one for one in offered}
        ordered = [by_key[key] for key in keys if key in by_key]
        ordered += [one for one in offered if one.key not in keys]
        with QSignalBlocker(self.list):
            self.list.clear()
            for one in ordered:
                item = QListWidgetItem(one.title())
                item.setData(_KEY, one.key)
                ticked = one.key in keys
                state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
                item.setCheckState(state)
                self.list.addItem(item)
            self.list.setCurrentRow(0)

    def keys(self) -> tuple[str, ...]:
        """The keys of the ticked columns in their order."""
        items = [self.list.item(at) for at in range(self.list.count())]
        return tuple(
            str(item.data(_KEY)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def move_current(self, step: int) -> None:
        """Move the current column one place up (-1) or down (1)."""
        at = self.list.currentRow()
        to = at + step
        if at < 0 or not 0 <= to < self.list.count():
            return
        with QSignalBlocker(self.list), QSignalBlocker(self.list.model()):
            item = self.list.takeItem(at)
            self.list.insertItem(to, item)
            self.list.setCurrentRow(to)
        self.list.viewport().update()
        self.changed.emit()

    def retranslate(self) -> None:
        """Set the names of the controls again."""
        self.list.setAccessibleName(_("Columns"))
        for button, text, arrow in ((self.up, _("Move up"), "↑"), (self.down, _("Move down"), "↓")):
            button.setAccessibleName(text)
            button.setToolTip(f"{text} (Alt+{arrow})")
