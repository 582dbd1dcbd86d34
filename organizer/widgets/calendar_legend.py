"""What the colours of a calendar stand for; each can be hidden and shown again."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.hues import Hue, shades
from organizer.widgets.layouts import FlowLayout
from organizer.widgets.theme import Space, TextRole, theme


class Kind(NamedTuple):
    """A line of the legend: its key, its words as they are shown, its colour."""

    key: str
    title: str
    hue: Hue


class LegendButton(QAbstractButton):
    """A dot and a word; pressed it is hidden: the dot hollow, the word faint."""

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.setCheckable(True)
        self.setChecked(True)
        self.setText(kind.title)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(TextRole.CAPTION))
        width = metrics.horizontalAdvance(self.text()) + self._dot() + 2 * Space.S + Space.XS + 2
        return QSize(width, metrics.height() + Space.S + 2)

    def _dot(self) -> int:
        return round(9 * theme.text_percent / 100)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent)) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.neutral_soft))
            painter.drawRoundedRect(whole, 6, 6)
        ink = QColor(shades(self.kind.hue, dark=theme.dark).ink)
        side = self._dot()
        dot = QRectF(Space.S, (self.height() - side) / 2, side, side)
        shown = self.isChecked()
        painter.setPen(QPen(ink if shown else QColor(colours.disabled), 1.2))
        painter.setBrush(ink if shown else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(dot, 3, 3)
        font = theme.font(TextRole.CAPTION)
        font.setStrikeOut(not shown)
        painter.setFont(font)
        painter.setPen(QColor(colours.text if shown else colours.muted))
        words = whole.adjusted(dot.right() + Space.XS + 2, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


class Legend(QWidget):
    """All kinds beside one another; a click hides one, another click shows it again."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing=0)
        self._hidden: set[str] = set()
        self.buttons: list[LegendButton] = []

    def show_kinds(self, kinds: Sequence[Kind]) -> None:
        """Show these; those hidden before stay hidden."""
        if [button.kind for button in self.buttons] == list(kinds):
            return
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [LegendButton(kind, self) for kind in kinds]
        for button in self.buttons:
            self._flow.addWidget(button)
            button.setChecked(button.kind.key not in self._hidden)
            button.setToolTip(_("Show or hide “{kind}”").format(kind=button.kind.title))
            button.clicked.connect(self._pressed)
            button.show()

    def hidden_kinds(self) -> frozenset[str]:
        """The keys of what is hidden."""
        return frozenset(self._hidden)

    def shown_kinds(self) -> frozenset[str]:
        """The keys of what is shown; empty while nothing is hidden."""
        if not self._hidden:
            return frozenset()
        return frozenset(b.kind.key for b in self.buttons) - self._hidden

    def hide_kinds(self, keys: Sequence[str]) -> None:
        """Hide these without telling, as remembered."""
        self._hidden = set(keys)
        for button in self.buttons:
            button.setChecked(button.kind.key not in self._hidden)

    def _pressed(self) -> None:
        self._hidden = {b.kind.key for b in self.buttons if not b.isChecked()}
        self.changed.emit()
