"""One line of buttons; what finds no room in it stands in a menu at its end."""

from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.icons import set_icon
from organizer.widgets.layouts import place_beside
from organizer.widgets.theme import Kind, Space, set_kind


class ActionRow(QWidget):
    """Buttons beside one another, always one line high, whatever is offered.

    Add buttons in the order of their use with `add`, and show and hide them with `offer` only.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = Space.XS) -> None:
        super().__init__(parent)
        self._spacing = spacing
        self._buttons: list[QPushButton] = []
        self._offered: set[QPushButton] = set()
        self._seldom: set[QPushButton] = set()
        self._folded = False
        self.in_menu: list[QPushButton] = []
        """What stands in the menu now."""
        self.more = QPushButton(self)
        set_kind(self.more, Kind.QUIET)
        set_icon(self.more, "ellipsis")
        self.more.hide()
        self.more.clicked.connect(self._open_menu)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.more.setText(_("More"))

    def add(self, button: QPushButton, *, seldom: bool = False) -> None:
        """Add a button at the end; one that is seldom wanted always stands in the menu."""
        button.setParent(self)
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # Qt tells of a new text of hidden ones only then
        button.setSizePolicy(policy)
        self._buttons.append(button)
        self._offered.add(button)
        if seldom:
            self._seldom.add(button)
        self.setTabOrder(button, self.more)
        self._changed()

    def offer(self, button: QPushButton, offered: bool) -> None:
        """Offer a button, in the line or in the menu, or don't."""
        if offered != self.offers(button):
            self._offered.symmetric_difference_update({button})
            self._changed()

    def offers(self, button: QPushButton) -> bool:
        """Whether a button is offered, in the line or in the menu."""
        return button in self._offered

    def fold(self, folded: bool) -> None:
        """Put everything into the menu, where height and width are scarce."""
        if folded != self._folded:
            self._folded = folded
            self._changed()

    def retranslate(self) -> None:
        """Set the row's own text again in the language spoken."""
        self.more.setText(_("More"))

    # --- inside ---------------------------------------------------------------------------------

    def _changed(self) -> None:
        """Arrange everything anew, once for all that changes now."""
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def _line(self) -> list[QPushButton]:
        """What stands in the line if there is room enough."""
        return [
            one
            for one in self._buttons
            if one in self._offered and not self._folded and one not in self._seldom
        ]

    def _width(self, buttons: list[QPushButton]) -> int:
        gaps = self._spacing * max(0, len(buttons) - 1)
        return sum(one.sizeHint().width() for one in buttons) + gaps

    def _arrange(self) -> None:
        offered = [one for one in self._buttons if one in self._offered]
        line = self._line()
        if len(line) < len(offered) or self._width(line) > self.width():
            while line and self._width([*line, self.more]) > self.width():
                line.pop()
        self.in_menu = [one for one in offered if one not in line]
        shown = [*line, self.more] if self.in_menu else line
        left, height = 0, self.sizeHint().height()
        for button in (*self._buttons, self.more):
            if button in shown:
                width = button.sizeHint().width()
                button.setGeometry(left, 0, width, height)
                left += width + self._spacing
            button.setVisible(button in shown)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_menu(menu)
        menu.popup(place_beside(self.more, menu.sizeHint()).topLeft())

    def _fill_menu(self, menu: QMenu) -> None:
        """Add what found no room in the line, a button with a menu as one below."""
        for button in self.in_menu:
            below = cast("QMenu | None", button.menu())
            if below is None:
                action = menu.addAction(button.icon(), button.text())
                action.triggered.connect(button.click)
            else:
                below.setTitle(button.text())
                below.setIcon(button.icon())
                action = menu.addMenu(below)
            action.setEnabled(button.isEnabled())

    # --- QWidget --------------------------------------------------------------------------------

    @override
    def sizeHint(self) -> QSize:
        if not self._buttons:
            return QSize(0, 0)
        line = self._line()
        if any(one not in line for one in self._offered):
            line.append(self.more)
        return QSize(self._width(line), self.more.sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        if not self._buttons:
            return QSize(0, 0)
        return QSize(self._width([*self._line()[:1], self.more]), self.more.sizeHint().height())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._arrange()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()
