"""Arrangements kept under names: choose one, keep the present one, delete one."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QToolButton, QWidget

from organizer.base.words import N_, _
from organizer.widgets.dialogs import Sheet
from organizer.widgets.icons import set_icon
from organizer.widgets.theme import Kind, Space

if TYPE_CHECKING:
    from organizer.widgets.tasks import Tasks

Show = Callable[[QDialog], Awaitable[bool]]


class BarWords(NamedTuple):
    """What a bar calls the arrangements; marked with N_."""

    label: str = N_("Sheet layout")
    keep: str = N_("Keep this arrangement")
    keep_button: str = N_("Keep this arrangement…")
    name: str = N_("Name of the arrangement")
    delete: str = N_("Delete this arrangement")


class NamedBar(QWidget):
    """A choice of arrangements; those without a name of the owner's come first.

    `show` opens a dialog and waits for it, as `Messages.open` does.
    """

    chosen = Signal(str)
    """The arrangement of this id (or key) was chosen."""
    save_wanted = Signal(str)
    """Keep the present arrangement under this name."""
    delete_wanted = Signal(str)
    """Delete the arrangement of this id."""

    def __init__(
        self,
        tasks: "Tasks",
        show: Show,
        parent: QWidget | None = None,
        words: BarWords | None = None,
    ) -> None:
        super().__init__(parent)
        self._show = show
        self._words = words or BarWords()
        self._given: list[tuple[str, str]] = []
        self._own: list[tuple[str, str]] = []
        self.combo = QComboBox(self)
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.activated.connect(self._choose)
        self.keep, self.remove = QToolButton(self), QToolButton(self)
        set_icon(self.keep, "save")
        set_icon(self.remove, "trash-2")
        self.keep.clicked.connect(lambda: tasks.start(self.ask_name()))
        self.remove.clicked.connect(lambda: self.delete_wanted.emit(self.combo.currentData()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.combo, 1)
        row.addWidget(self.keep)
        row.addWidget(self.remove)
        self.setFocusProxy(self.combo)
        self.retranslate()

    def offer(
        self, given: Sequence[tuple[str, str]], own: Sequence[tuple[str, str]], chosen: str = ""
    ) -> None:
        """Offer arrangements (key or id, shown words); `chosen` is the one shown."""
        self._given, self._own = list(given), list(own)
        with QSignalBlocker(self.combo):
            self.combo.clear()
            for key, words in (*given, *own):
                self.combo.addItem(words, key)
            self.combo.setCurrentIndex(max(0, self.combo.findData(chosen)))
        self._tell()

    def show_choice(self, key: str) -> None:
        """Show that this one is in use; nothing is asked for."""
        with QSignalBlocker(self.combo):
            self.combo.setCurrentIndex(max(0, self.combo.findData(key)))
        self._tell()

    def current(self) -> str:
        """The arrangement shown: its id or key."""
        return str(self.combo.currentData())

    async def ask_name(self) -> None:
        """Ask under which name to keep the present arrangement; an existing one is replaced."""
        sheet = Sheet(self.window(), _(self._words.keep), width=400)
        line = QLineEdit(sheet)
        line.setMaxLength(100)
        line.setPlaceholderText(_(self._words.name))
        line.setAccessibleName(_(self._words.name))
        if self._is_own():
            line.setText(self.combo.currentText())
        sheet.content.addWidget(line)
        sheet.add_cancel()
        keep = sheet.add_button(_("Keep"), Kind.PRIMARY)
        keep.setEnabled(bool(line.text()))
        line.textChanged.connect(lambda text: keep.setEnabled(bool(text.strip())))
        keep.clicked.connect(sheet.accept)
        if await self._show(sheet):
            self.save_wanted.emit(line.text().strip())

    def retranslate(self) -> None:
        """Set the names of the controls again in the language spoken."""
        for button, text in (
            (self.keep, _(self._words.keep_button)),
            (self.remove, _(self._words.delete)),
        ):
            button.setAccessibleName(text)
            button.setToolTip(text)
        self.combo.setAccessibleName(_(self._words.label))

    def _is_own(self) -> bool:
        return self.combo.currentData() in {key for key, _words in self._own}

    def _tell(self) -> None:
        self.remove.setEnabled(self._is_own())

    def _choose(self) -> None:
        self._tell()
        self.chosen.emit(str(self.combo.currentData()))
