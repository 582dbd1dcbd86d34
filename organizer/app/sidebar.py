"""The list of rooms at the left edge of the window."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.room import Room
from organizer.widgets.theme import Space, TextRole, theme

_WALKING = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class _RoomButton(QToolButton):
    """Knows whether the keyboard came here on its owner's wish."""

    walked_to = False

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self.walked_to = event.reason() in _WALKING
        super().focusInEvent(event)


class Sidebar(QFrame):
    """One button per room, the current one marked; the window's tools at the bottom."""

    chosen = Signal(str)
    """The key of a room was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("sidebar", "true")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._buttons: dict[str, _RoomButton] = {}
        self._rooms: tuple[Room, ...] = ()
        self._group = QButtonGroup(self)
        self._name = PlainLabel("", self, role=TextRole.TITLE)
        self._name.setContentsMargins(Space.S, Space.XS, Space.S, Space.M)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(Space.M, Space.L, Space.M, Space.M)
        self._layout.setSpacing(Space.XS)
        self._layout.addWidget(self._name)
        self._layout.addStretch(1)
        theme.changed.connect(self._fit)

    def set_rooms(self, rooms: Iterable[Room], tools: Iterable[Room]) -> None:
        """Show the rooms, and below them the window's tools (history, settings, help)."""
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.deleteLater()
        self._buttons.clear()
        rooms, tools = tuple(rooms), tuple(tools)
        self._rooms = (*rooms, *tools)
        for place, room in enumerate(rooms, start=1):
            self._layout.insertWidget(place, self._button(room))
        for room in tools:
            self._layout.addWidget(self._button(room))
        self.retranslate()

    def _button(self, room: Room) -> _RoomButton:
        button = _RoomButton(self)
        button.setProperty("navigation", "true")
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_icon(button, room.icon)
        button.clicked.connect(lambda _checked=False, key=room.key: self.chosen.emit(key))
        self._group.addButton(button)
        self._buttons[room.key] = button
        return button

    def mark(self, key: str) -> None:
        """Show which room the window is in."""
        button = self._buttons.get(key)
        if button is not None:
            button.setChecked(True)
            if self.walked():
                button.setFocus(Qt.FocusReason.TabFocusReason)  # the keyboard's frame goes along
            return
        checked = self._group.checkedButton()
        if checked is not None:
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def walked(self) -> bool:
        """Whether somebody walks through the rooms by keyboard, and should go on from here."""
        return any(one.hasFocus() and one.walked_to for one in self._buttons.values())

    def set_enabled_rooms(self, keys: set[str] | None) -> None:
        """Grey out all rooms but these; None enables all."""
        for key, button in self._buttons.items():
            button.setEnabled(keys is None or key in keys)

    def retranslate(self) -> None:
        """Set every text again in the language spoken now."""
        self._name.setText(_("Organizer"))
        for room in self._rooms:
            button = self._buttons[room.key]
            button.setText(_(room.title))
            button.setAccessibleName(_(room.title))
        self._fit()

    def _fit(self) -> None:
        self.setMinimumWidth(7 * theme.line_height())
        for button in self._buttons.values():
            button.setMinimumHeight(theme.line_height() + Space.M + Space.XS)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
            return
        super().keyPressEvent(event)
