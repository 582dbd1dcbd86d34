"""What a column of a list is read as: a drop-down whose entries are made when it is first used.

A list has a dozen columns with thirty entries each: made at once they would hold the window.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QWidget

from organizer.base.overriding import override
from organizer.base.table_files.headers import plain_name
from organizer.base.words import _
from organizer.domain.rosters.columns import COLUMNS, NEW_FIELD
from organizer.domain.rosters.records import OwnField

_LONGEST_NAME = 16
#: An entry of a drop-down: its words and the key of the column; None is a line between entries.
Entry = tuple[str, str] | None


class ColumnChoice(QComboBox):
    """Shows one key; walking past it with wheel or arrow keys changes nothing."""

    def __init__(self, entries: Sequence[Entry], parent: QWidget) -> None:
        super().__init__(parent)
        self._entries = entries
        self._whole = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(16)

    def show_key(self, key: str) -> None:
        """Show what the column is read as now; an unknown key is shown as not imported."""
        words = {key: words for words, key in filter(None, self._entries)}
        key = key if key in words else ""
        if self._whole:
            self.setCurrentIndex(self.findData(key))
            return
        self.clear()
        self.addItem(words[key], key)

    def fill(self) -> None:
        """Make all entries."""
        if self._whole:
            return
        self._whole = True
        chosen = self.currentData()
        model = QStandardItemModel(self)
        for entry in self._entries:
            item = QStandardItem("" if entry is None else entry[0])
            if entry is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                # as Qt marks them
                item.setData("separator", Qt.ItemDataRole.AccessibleDescriptionRole)
            else:
                item.setData(entry[1], Qt.ItemDataRole.UserRole)
            model.appendRow(item)
        with QSignalBlocker(self):
            self.setModel(model)
            self.setCurrentIndex(max(0, self.findData(chosen)))

    def width_for(self, entries: Sequence[Entry]) -> int:
        """The width in pixels in which the longest of these entries is whole."""
        metrics = self.fontMetrics()
        longest = max(metrics.horizontalAdvance(entry[0]) for entry in entries if entry)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        inside = QSize(longest + metrics.averageCharWidth(), metrics.height())
        whole = self.style().sizeFromContents(QStyle.ContentsType.CT_ComboBox, option, inside, self)
        return whole.width()

    @override
    def showPopup(self) -> None:
        self.fill()
        super().showPopup()

    @override
    def focusInEvent(self, e: QFocusEvent) -> None:
        self.fill()
        super().focusInEvent(e)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        self.fill()
        if e.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.showPopup()  # walking past a column must not take it from another
        else:
            super().keyPressEvent(e)

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(e)
        else:
            e.ignore()  # scrolling the page must not change a column under the pointer


def shared_entries(fields: Sequence[OwnField]) -> list[Entry]:
    """The entries every column has."""
    entries: list[Entry] = [(_("Not imported"), ""), None]
    entries += [(column.title(), column.key) for column in COLUMNS if column.readable]
    if fields:
        entries.append(None)
    entries += [(field.name, field.key) for field in fields]
    return entries


def new_field(name: str) -> list[Entry]:
    """The entry that makes an own field of a column with this name."""
    if not name:
        return []
    plain = plain_name(name)
    short = plain if len(plain) <= _LONGEST_NAME else plain[: _LONGEST_NAME - 1] + "…"
    return [None, (_("New own field “{name}”").format(name=short), NEW_FIELD)]
