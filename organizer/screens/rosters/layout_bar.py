"""Named layouts: columns in an order, kept for the next time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from organizer.base.words import _
from organizer.screens.rosters.order import SHORT_KEYS
from organizer.widgets.dialogs import Sheet
from organizer.widgets.icons import set_icon
from organizer.widgets.theme import Kind, Space

if TYPE_CHECKING:
    from organizer.domain.fields.records import Preset
    from organizer.widgets.desk import Desk

USUAL, SHORT = "", "short"


class LayoutBar(QWidget):
    """Choose a layout, keep the present columns as one, delete one."""

    chosen = Signal(list)
    """The keys of the chosen layout; an empty list is the usual one."""
    save_wanted = Signal(str)
    """Keep the present columns under this name."""
    delete_wanted = Signal(str)
    """Delete the layout of this id."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._layouts: list[Preset] = []
        self.combo = QComboBox(self)
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.activated.connect(self._choose)
        self.keep, self.remove = QToolButton(self), QToolButton(self)
        set_icon(self.keep, "save")
        set_icon(self.remove, "trash-2")
        self.keep.clicked.connect(lambda: desk.start(self.ask_name()))
        self.remove.clicked.connect(lambda: self.delete_wanted.emit(self.combo.currentData()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.combo, 1)
        row.addWidget(self.keep)
        row.addWidget(self.remove)
        self.retranslate()

    def show_layouts(self, layouts: Sequence["Preset"], chosen: str | None = None) -> None:
        """Offer these layouts; `chosen` is the name of the one to show."""
        before = self.combo.currentData()
        self._layouts = list(layouts)
        with QSignalBlocker(self.combo):
            self.combo.clear()
            self.combo.addItem(_("Usual columns"), USUAL)
            self.combo.addItem(_("Short, for a phone"), SHORT)
            for one in self._layouts:
                self.combo.addItem(one.name, one.id)
            named = next((one.id for one in self._layouts if one.name == chosen), before)
            self.combo.setCurrentIndex(max(0, self.combo.findData(named)))
        self.remove.setEnabled(self._is_own())

    def show_choice(self, layout: str) -> None:
        """Show that this layout is in use: an id, `USUAL` or `SHORT`; nothing is asked for."""
        with QSignalBlocker(self.combo):
            self.combo.setCurrentIndex(max(0, self.combo.findData(layout)))
        self.remove.setEnabled(self._is_own())

    def current(self) -> str:
        """The layout shown: an id, `USUAL` or `SHORT`."""
        return str(self.combo.currentData())

    def _is_own(self) -> bool:
        """Whether a layout of the owner's is chosen, which can be deleted."""
        return self.combo.currentData() not in (USUAL, SHORT)

    def _choose(self) -> None:
        wanted = self.combo.currentData()
        self.remove.setEnabled(self._is_own())
        if wanted == SHORT:
            self.chosen.emit(list(SHORT_KEYS))
            return
        one = next((one for one in self._layouts if one.id == wanted), None)
        columns = one.content.get("columns") if one is not None else []
        self.chosen.emit([str(key) for key in columns] if isinstance(columns, list) else [])

    async def ask_name(self) -> None:
        """Ask under which name to keep the columns; an existing one is replaced."""
        sheet = Sheet(self.window(), _("Keep these columns"), width=400)
        line = QLineEdit(sheet)
        line.setMaxLength(100)
        line.setPlaceholderText(_("Name of the layout"))
        line.setAccessibleName(_("Name of the layout"))
        if self._is_own():
            line.setText(self.combo.currentText())
        sheet.content.addWidget(line)
        sheet.add_cancel()
        keep = sheet.add_button(_("Keep"), Kind.PRIMARY)
        keep.setEnabled(bool(line.text()))
        line.textChanged.connect(lambda text: keep.setEnabled(bool(text.strip())))
        keep.clicked.connect(sheet.accept)
        if await self._desk.messages.open(sheet):
            self.save_wanted.emit(line.text().strip())

    def retranslate(self) -> None:
        """Set every text again."""
        for button, text in (
            (self.keep, _("Keep these columns…")),
            (self.remove, _("Delete this layout")),
        ):
            button.setAccessibleName(text)
            button.setToolTip(text)
        self.combo.setAccessibleName(_("Layout"))
        self.show_layouts(self._layouts)
