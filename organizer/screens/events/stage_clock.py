"""The clock of a stage, as large as there is room: black, amber in the last minute, then red."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from organizer.base.overriding import override
from organizer.domain.events.stage import MINUTE, clock_words
from organizer.widgets.colours import Tone
from organizer.widgets.theme import TextRole, theme

_MEASURED = 100
_BAR = 0.03


class StageClock(QWidget):
    """Minutes and seconds left, and below them how much of the time is gone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = clock_words(0)
        self.tone = Tone.PLAIN
        self._gone = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_time(self, left: float, planned: float, *, running: bool) -> None:
        """Show the seconds left of those planned; quieter while the clock stands."""
        words = clock_words(left)
        if left < 0:
            tone = Tone.DANGER
        elif left <= MINUTE and running:
            tone = Tone.WARNING
        else:
            tone = Tone.PLAIN if running else Tone.MUTED
        gone = 1.0 if planned <= 0 else min(1.0, max(0.0, 1 - left / planned))
        if (words, tone) != (self.words, self.tone) or abs(gone - self._gone) > 0.001:
            self.words, self.tone, self._gone = words, tone, gone
            self.setAccessibleName(words)
            self.update()

    @override
    def minimumSizeHint(self) -> QSize:
        line = theme.line_height(TextRole.HEADING)
        return QSize(6 * line, 3 * line)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint() * 2

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect())
        thick = max(4.0, room.height() * _BAR)
        above = room.adjusted(0, 0, 0, -3 * thick)
        font = QFont(theme.font(TextRole.HEADING))
        font.setPixelSize(_MEASURED)
        metrics = QFontMetricsF(font)
        # The size stays while the digits change: measured are as many of the widest one.
        wide = metrics.horizontalAdvance("0" * max(5, len(self.words)))
        scale = min(above.width() * 0.94 / wide, above.height() / metrics.height())
        font.setPixelSize(max(8, int(_MEASURED * scale)))
        painter.setFont(font)
        painter.setPen(theme.colour(self.tone))
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, self.words)
        bar = QRectF(room.left(), room.bottom() - 2 * thick, room.width(), thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colours.neutral_soft))
        painter.drawRoundedRect(bar, thick / 2, thick / 2)
        if self._gone:
            over = self.tone is Tone.DANGER
            painter.setBrush(QColor(theme.colours.danger if over else theme.colours.accent_fill))
            bar.setWidth(max(thick, bar.width() * self._gone))
            painter.drawRoundedRect(bar, thick / 2, thick / 2)
