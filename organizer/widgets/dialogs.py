"""A sheet over the window: title, content, buttons; opened without stopping the program."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind, Space, TextRole, set_kind, theme

remembered_sizes: dict[str, tuple[int, int]] = {}
"""Sizes the user gave to sheets, by `remember_as`; the window keeps them between sessions."""


async def answered(dialog: QDialog) -> bool:
    """Open a dialog over its window and wait; True when it was accepted.

    `open()` and a future: `exec()` inside a coroutine would run a second loop and lose tasks.
    A cancelled task closes the dialog it was waiting for.
    """
    import asyncio

    future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def finish(code: int) -> None:
        if not future.done():
            future.set_result(code == QDialog.DialogCode.Accepted)

    dialog.finished.connect(finish)
    dialog.open()
    try:
        return await future
    finally:
        dialog.finished.disconnect(finish)
        if dialog.isVisible():
            dialog.close()
        dialog.deleteLater()


class Sheet(QDialog):
    """A dialog with a title, content, and a footer of buttons; Enter accepts, Esc takes back.

    Add content to `content`, buttons with `add_button`; `await sheet.ask()` opens it.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str = "",
        remember_as: str = "",
        width: int = 480,
    ) -> None:
        super().__init__(parent)
        self._remember_as = remember_as
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._heading = PlainLabel("", self, role=TextRole.TITLE, wrap=True)
        self.content = QVBoxLayout()
        self.content.setSpacing(Space.M)
        self._footer = QHBoxLayout()
        self._footer.setSpacing(Space.S)
        self._footer.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        layout.setSpacing(Space.L)
        layout.addWidget(self._heading)
        layout.addLayout(self.content, 1)
        layout.addLayout(self._footer)
        self.set_title(title)
        self._column = layout
        self._wanted_width = width

    def set_title(self, title: str) -> None:
        """Set the title shown on the sheet and in the title bar."""
        self.setWindowTitle(title)
        self._heading.setText(title)
        self._heading.setVisible(bool(title))

    def add_button(self, text: str, kind: Kind = Kind.SECONDARY) -> QPushButton:
        """Add a button at the right; a primary one is what Enter presses."""
        button = QPushButton(text, self)
        set_kind(button, kind)
        button.setAutoDefault(kind is Kind.PRIMARY)
        button.setDefault(kind is Kind.PRIMARY)
        self._footer.addWidget(button)
        return button

    def add_cancel(self) -> QPushButton:
        """Add the button that closes the sheet and changes nothing."""
        button = self.add_button(_("Cancel"))
        button.clicked.connect(self.reject)
        return button

    def add_footer_widget(self, widget: QWidget) -> None:
        """Add a widget at the left of the footer, such as a hint or a count."""
        self._footer.insertWidget(0, widget)

    def wanted_height(self) -> int:
        """Pixels in which the whole text is seen at the present width."""
        width = self.width()
        return max(self._column.heightForWidth(width), self._column.sizeHint().height())

    async def ask(self) -> bool:
        """Open the sheet and wait; True when it was accepted."""
        return await answered(self)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Take the size the user gave it, else one in which the whole text is seen."""
        if not event.spontaneous():
            self.ensurePolished()
            room = self.screen().availableGeometry().size()
            width = min(self._wanted_width * theme.text_percent // 100, room.width() - Space.XXL)
            width = max(width, self._column.minimumSize().width())
            # A form stacks its labels where it is narrow: its height is asked at the final width.
            self.resize(width, self.height())
            self._column.activate()
            fitting = QSize(width, min(self.wanted_height(), room.height() - 2 * Space.XXL))
            kept = remembered_sizes.get(self._remember_as)
            self.resize(fitting.expandedTo(QSize(*kept)) if kept else fitting)
        super().showEvent(event)

    @override
    def done(self, code: int) -> None:
        if self._remember_as:
            remembered_sizes[self._remember_as] = (self.width(), self.height())
        super().done(code)
