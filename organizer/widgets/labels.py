"""Labels that show a user's text as it is: never as markup, whole or honestly shortened."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from organizer.base.overriding import override
from organizer.widgets.colours import Tone
from organizer.widgets.icons import pixmap
from organizer.widgets.theme import TextRole, set_role, set_tone, theme

#: As `html.escape` does; that module is 2 ms of names for signs nobody needs here.
_ESCAPED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "\n": "<br>"}
)


def plain_tip(text: str) -> str:
    """A tool tip that shows this text literally; Qt would read `<img src=…>` as markup."""
    if not text:
        return ""
    return "<qt>" + text.translate(_ESCAPED) + "</qt>"


class PlainLabel(QLabel):
    """A label whose text is plain; it wraps, shortens with “…” and a tool tip, or keeps its width.

    Args:
        wrap: break long texts into lines.
        elide: show what fits, the whole text in the tool tip and to a screen reader.
        selectable: let the text be marked and copied with mouse and keyboard.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        role: TextRole | None = None,
        tone: Tone | None = None,
        wrap: bool = False,
        elide: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._elide = elide
        self.setWordWrap(wrap)
        if wrap:  # a wrapped label's height follows its width, not the other way round
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if role is not None:
            set_role(self, role)
        if tone is not None:
            set_tone(self, tone)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell_whole_text()

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._elide:
            hint.setWidth(min(hint.width(), self.fontMetrics().averageCharWidth() * 4))
        return hint

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole_text()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elide:
            super().paintEvent(event)
            return
        painter = QPainter(self)  # without QStyle, whose many enums take 5 ms to load
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(
            self.contentsRect(),
            int(self.alignment() | Qt.AlignmentFlag.AlignVCenter) | Qt.TextFlag.TextSingleLine,
            self.shortened(),
        )

    def shortened(self) -> str:
        """The text as it is shown in the present width."""
        if not self._elide:
            return self.text()
        one_line = " ".join(self.text().split("\n"))
        return self.fontMetrics().elidedText(
            one_line, Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )

    def _tell_whole_text(self) -> None:
        if self._elide:
            self.setToolTip(plain_tip(self.text()) if self.shortened() != self.text() else "")


class IconLabel(QLabel):
    """An icon that says something by its tone; decoration to a screen reader unless named."""

    def __init__(
        self, name: str = "", tone: Tone = Tone.MUTED, scale: float = 1.0, text: str = ""
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._name, self._tone, self._scale = name, tone, scale
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._draw)
        self._draw()

    def show_icon(self, name: str, tone: Tone) -> None:
        """Show another icon in the colour of another tone."""
        self._name, self._tone = name, tone
        self._draw()

    @Slot()
    def _draw(self) -> None:
        if not self._name:
            self.clear()
            return
        side = round(theme.icon_size() * self._scale)
        self.setPixmap(
            pixmap(self._name, side, theme.colours.ink(self._tone), self.devicePixelRatioF())
        )


class Chip(PlainLabel):
    """A short word on a soft ground: a badge, a state."""

    def __init__(
        self, text: str = "", tone: Tone = Tone.PLAIN, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent, role=TextRole.CAPTION)
        self._tone = tone
        self.setContentsMargins(8, 2, 8, 2)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_tone(self, tone: Tone) -> None:
        """Say it in another colour."""
        self._tone = tone
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colours.soft(self._tone)))
        half = self.height() / 2
        painter.drawRoundedRect(self.rect(), half, half)
        painter.setPen(theme.colour(self._tone))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class HairLine(QWidget):
    """A line one pixel high between parts of a card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(theme.colours.line))
