"""The one field of the check-in: what is typed, what it finds, what Enter does."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from organizer.base.overriding import override
from organizer.widgets.choice_list import Choice, ChoiceDelegate, ChoiceModel
from organizer.widgets.theme import Space, TextRole, make_card, set_role, theme


class Offer(NamedTuple):
    """A line under the field: somebody on the list, a member who is not, or a name alone."""

    kind: str
    """“listed”, “member” or “name”."""
    id: str
    title: str
    detail: str = ""


class CheckInLine(QWidget):
    """A big field with a list under it; Up and Down walk the list while one types.

    Enter takes the marked line. Where nobody on the list fits, the first Enter only marks what
    could be done instead, the second does it.
    """

    typed = Signal(str)
    taken = Signal(object)
    """An Offer is to be checked in."""
    undo_wanted = Signal()
    pay_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        set_role(self.line, TextRole.HEADING)
        self.line.setMaxLength(100)
        self.line.setTextMargins(Space.S, 0, Space.S, 0)
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self.card = make_card(QFrame(self))
        self.model = ChoiceModel(self)
        self.view = QListView(self.card)
        set_role(self.view, TextRole.TITLE)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setModel(self.model)
        self.view.setItemDelegate(ChoiceDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(lambda index: self._take(index.row()))
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self.card, 1)
        self.setFocusProxy(self.line)
        theme.changed.connect(self._dress)
        self._dress()
        self._offers: tuple[Offer, ...] = ()
        self._entered = False

    @Slot()
    def _dress(self) -> None:
        """A field that is seen from where one stands at a door."""
        # said as a rule: the rule of all fields would overrule the widget's own
        height = round(1.6 * theme.line_height(TextRole.HEADING))
        self.line.setStyleSheet(f"QLineEdit {{ min-height: {height}px; }}")

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show these; one that is on the list is marked at once, others by the first Enter."""
        self._offers = tuple(offers)
        self.model.show_choices([Choice(one.id, one.title, one.detail) for one in offers])
        if offers and (offers[0].kind == "listed" or self._entered):
            self._mark(0)
            self._entered = False

    def offers(self) -> tuple[Offer, ...]:
        """What is offered now."""
        return self._offers

    def marked(self) -> int:
        """The line that Enter takes; -1 for none."""
        return self.view.currentIndex().row()

    def clear(self) -> None:
        """Make the field ready for the next one."""
        self.line.clear()

    def _typed(self, words: str) -> None:
        self._entered = False
        self.typed.emit(words)

    def _mark(self, row: int) -> None:
        self.view.setCurrentIndex(self.model.index(row, 0))

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._offers):
            self.taken.emit(self._offers[row])

    def _enter(self) -> None:
        if self.marked() >= 0:
            self._take(self.marked())
        elif self._offers:
            self._mark(0)
        elif self.line.text().strip():
            self._entered = True  # pressed before it was known what there is to mark

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and watched is self.line:
            pressed = event.type() == QEvent.Type.KeyPress
            undo = (
                event.key() == Qt.Key.Key_Z
                and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            )
            if undo and not self.line.text():  # with a text in it, it is the field's own undo
                if pressed:
                    self.undo_wanted.emit()
                event.accept()
                return True
            if pressed and self._key(Qt.Key(event.key())):
                return True
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._mark(max(0, min(self.marked() + step, len(self._offers) - 1)))
        elif key == Qt.Key.Key_F4:
            self.pay_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            if self.line.text():
                self.line.clear()
            else:
                self.left.emit()
        else:
            return False
        return True
