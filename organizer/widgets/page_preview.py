"""Pages as they will come out, drawn by the function that prints them; one at a time."""

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, theme

_WIDEST_PICTURE = 420


class Pages(Protocol):
    """Pages that draw themselves; lengths in units of their own."""

    @property
    def count(self) -> int:
        """How many pages there are."""

    @property
    def is_picture(self) -> bool:
        """Whether they are pictures for a phone: shown no wider than one."""

    def size_of(self, number: int) -> tuple[float, float]:
        """Width and height of a page, counted from 0."""

    def paint(self, painter: QPainter, number: int) -> None:
        """Draw a page at the origin."""


class _Sheet(QWidget):
    """One page, as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: Pages | None = None
        self.number = 0

    def units(self) -> tuple[float, float]:
        """Width and height of the page in its own units."""
        pages = self.pages
        if pages is None or not pages.count:
            return 1.0, 1.0
        return pages.size_of(self.number)

    def fit(self, room: int) -> None:
        """Take the width there is; a picture no more than a phone's."""
        width, height = self.units()
        picture = self.pages is not None and self.pages.is_picture
        shown = max(
            200, min(room, _WIDEST_PICTURE * theme.text_percent // 100) if picture else room
        )
        self.setFixedSize(QSize(shown, round(shown * height / width)))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.pages is None or not self.pages.count:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        scale = self.width() / self.units()[0]
        painter.save()
        painter.scale(scale, scale)
        self.pages.paint(painter, self.number)
        painter.restore()
        painter.setPen(QColor(theme.colours.outline))
        painter.drawRect(QRectF(self.rect()).adjusted(0, 0, -1, -1))


class PagePreview(QWidget):
    """Pages, with arrows to go through them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheet = _Sheet()
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area.setWidget(self.sheet)
        self.area.viewport().setAutoFillBackground(False)
        self.area.viewport().installEventFilter(self)
        self.before, self.after = QToolButton(self), QToolButton(self)
        set_icon(self.before, "chevron-left")
        set_icon(self.after, "chevron-right")
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.where = PlainLabel("", self, tone=Tone.MUTED)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for widget in (self.before, self.where, self.after):
            foot.addWidget(widget)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.area, 1)
        column.addLayout(foot)
        self.retranslate()

    @property
    def pages(self) -> Pages | None:
        """The pages shown."""
        return self.sheet.pages

    @property
    def number(self) -> int:
        """The page shown, counted from 0."""
        return self.sheet.number

    def show_pages(self, pages: Pages | None) -> None:
        """Show other pages, the first one first."""
        self.sheet.pages = pages
        self.sheet.number = 0
        self._tell()

    def turn(self, step: int) -> None:
        """Go to another page."""
        pages = self.sheet.pages
        if pages is not None and 0 <= self.sheet.number + step < pages.count:
            self.sheet.number += step
            self._tell()
            self.area.verticalScrollBar().setValue(0)

    def _tell(self) -> None:
        pages = self.sheet.pages
        total = pages.count if pages is not None else 0
        at = self.sheet.number
        self.where.setText(f"{at + 1} / {total}" if total > 1 else "")
        for button, there in ((self.before, at > 0), (self.after, at + 1 < total)):
            button.setVisible(total > 1)
            button.setEnabled(there)
        self.sheet.fit(self.area.viewport().width() - 2)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.sheet.fit(self.area.viewport().width() - 2)
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if event.key() in steps:
            self.turn(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Set the names of the controls again."""
        for button, text in ((self.before, _("Page before")), (self.after, _("Next page"))):
            button.setAccessibleName(text)
            button.setToolTip(text)
        self.sheet.setAccessibleName(_("Preview"))
