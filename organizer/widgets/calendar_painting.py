"""How entries and days of a calendar look; fonts, pens and cut texts are kept for one look."""

import datetime as dt
from functools import cached_property

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QStaticText

from organizer.widgets.calendar_records import CalendarEntry, DayMark
from organizer.widgets.hues import Hue, shades
from organizer.widgets.theme import Space, TextRole, theme

_NO_PEN = QPen(Qt.PenStyle.NoPen)
_REMEMBERED = 4_000
ROUND = 4.0
ENTRY_SIZE = 0.93
"""The letters of an entry beside those of the window: a day holds one line more."""
LEAST_TITLE = 5.5
"""Characters of its title an entry shows before its time is shown."""


class CalendarInk:
    """Everything a calendar is painted with; made again when theme or text size change."""

    def __init__(self) -> None:
        colours = theme.colours
        self.body = theme.font()
        self.caption = theme.font(TextRole.CAPTION)
        self.strong = theme.font(TextRole.STRONG)
        self.entry = QFont(self.body)
        self.entry.setPixelSize(round(self.body.pixelSize() * ENTRY_SIZE))
        self.struck = QFont(self.entry)
        self.struck.setStrikeOut(True)
        self.struck_body = QFont(self.body)
        self.struck_body.setStrikeOut(True)
        self.body_metrics = QFontMetrics(self.body)
        self.entry_metrics = QFontMetrics(self.entry)
        self.caption_metrics = QFontMetrics(self.caption)
        self.strong_metrics = QFontMetrics(self.strong)
        self.line = QColor(colours.line)
        self.surface = QColor(colours.surface)
        self.outside = QColor(colours.raised)
        self.hover = QColor(colours.hover)
        self.picked = QColor(colours.accent_soft)
        self.accent = QColor(colours.accent)
        self.accent_fill = QColor(colours.accent_fill)
        self.on_accent = QColor(colours.on_accent)
        self.outline = QColor(colours.outline)
        self.text = QColor(colours.text)
        self.muted = QColor(colours.muted)
        self.good = QColor(colours.good)
        self.good_soft = QColor(colours.good_soft)
        self.warning = QColor(colours.warning)
        self.warning_soft = QColor(colours.warning_soft)
        self.danger = QColor(colours.danger)
        self.soft, self.ink = {}, {}
        for hue in Hue:
            soft, ink = shades(hue, dark=colours.dark)
            self.soft[hue], self.ink[hue] = QColor(soft), QColor(ink)
        self.entry_height = self.entry_metrics.height() + 1
        self.number_side = round(self.body_metrics.height() * 1.05)
        self._cut: dict[tuple[str, int, int], str] = {}
        self._set: dict[tuple[str, str], QStaticText] = {}
        self._fonts = {
            "entry": (self.entry, self.entry_metrics.ascent()),
            "struck": (self.struck, self.entry_metrics.ascent()),
            "caption": (self.caption, self.caption_metrics.ascent()),
            "body": (self.body, self.body_metrics.ascent()),
            "strong": (self.strong, self.strong_metrics.ascent()),
        }

    @cached_property
    def time_width(self) -> int:
        """Room for a time of day."""
        return self.caption_metrics.horizontalAdvance("00:00") + Space.XS + 1

    @cached_property
    def em(self) -> int:
        """The width of a Chinese character."""
        return self.entry_metrics.horizontalAdvance("国")

    def cut(self, text: str, width: int, metrics: QFontMetrics) -> str:
        """A text that fits, ending in “…” where it had to be cut."""
        key = (text, width, metrics.height())
        found = self._cut.get(key)
        if found is None:
            if len(self._cut) > _REMEMBERED:
                self._cut.clear()
            found = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))
            self._cut[key] = found
        return found

    def put(self, painter: QPainter, left: float, base: float, text: str, font: str) -> None:
        """Write a text that was set before: `font` is "entry", "struck", "caption" and so on.

        Shaping Chinese is most of what a calendar costs; hovering paints the same texts again.
        """
        shape, ascent = self._fonts[font]
        painter.setFont(shape)
        if font == "struck":  # Qt strikes out a set text somewhere else
            painter.drawText(QPointF(left, base), text)
            return
        found = self._set.get((text, font))
        if found is None:
            if len(self._set) > _REMEMBERED:
                self._set.clear()
            found = QStaticText(text)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.prepare(font=shape)
            self._set[text, font] = found
        painter.drawStaticText(QPointF(left, base - ascent), found)

    # --- entries --------------------------------------------------------------------------------

    def ground(
        self, painter: QPainter, area: QRectF, entry: CalendarEntry, *, chosen: bool, hovered: bool
    ) -> QColor:
        """Paint the ground of an entry with its mark; gives the colour to write on it with."""
        ink = self.ink[entry.hue]
        painter.setPen(_NO_PEN)
        if chosen:
            painter.setBrush(ink)
            painter.drawRoundedRect(area, ROUND, ROUND)
            return self.surface
        if entry.struck:
            painter.setPen(self.outline if hovered else self.line)
            painter.setBrush(self.surface)
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)
            return self.muted
        soft = self.soft[entry.hue]
        if hovered:
            soft = soft.lighter(125) if theme.dark else soft.darker(105)
        painter.setBrush(soft)
        painter.drawRoundedRect(area, ROUND, ROUND)
        painter.setBrush(ink)
        painter.drawRoundedRect(QRectF(area.left(), area.top(), 3, area.height()), 1.5, 1.5)
        return self.text

    def entry_line(
        self,
        painter: QPainter,
        area: QRect,
        entry: CalendarEntry,
        *,
        chosen: bool = False,
        hovered: bool = False,
    ) -> None:
        """Paint an entry in one line: its time, then its title as far as it fits."""
        pen = self.ground(painter, QRectF(area), entry, chosen=chosen, hovered=hovered)
        left, right = area.left() + Space.S - 1, area.right() - Space.XS + 1
        base = base_of(QRectF(area), self.entry_metrics)
        # in a narrow cell the title says more than the time
        room = right - left - self.time_width
        if entry.starts_at and (
            room > LEAST_TITLE * self.em
            or room >= self.entry_metrics.horizontalAdvance(entry.title)
        ):
            painter.setPen(pen if chosen else self.muted)
            self.put(painter, left, base, entry.starts_at, "caption")
            left += self.time_width
        painter.setPen(pen)
        title = self.cut(entry.title, right - left, self.entry_metrics)
        self.put(painter, left, base, title, "struck" if entry.struck else "entry")

    def entry_block(
        self,
        painter: QPainter,
        area: QRect,
        entry: CalendarEntry,
        *,
        chosen: bool = False,
        hovered: bool = False,
    ) -> None:
        """Paint an entry as high as it is long: title, times, what it is about."""
        if area.height() < 2 * self.body_metrics.height():
            self.entry_line(painter, area, entry, chosen=chosen, hovered=hovered)
            return
        pen = self.ground(painter, QRectF(area), entry, chosen=chosen, hovered=hovered)
        inside = area.adjusted(Space.S, 3, -Space.XS, -2)
        flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        wide = inside.width() > LEAST_TITLE * self.em
        font, metrics = self.entry, self.entry_metrics
        if wide:  # there is room for its times as well
            font, metrics = self.strong, self.strong_metrics
        painter.setFont(self.struck if entry.struck else font)
        painter.setPen(pen)
        height = metrics.height()
        lines = max(1, inside.height() // height)
        if wide:
            lines = max(1, min(2, lines - 1))
        room = QRect(inside.topLeft(), inside.size())
        room.setHeight(lines * height)
        needed = metrics.boundingRect(room, int(flags), entry.title)
        if needed.height() > room.height():
            title = self.cut(entry.title, int(room.width() * lines * 0.9), metrics)
        else:
            title, lines = entry.title, max(1, needed.height() // height)
        painter.drawText(room, int(flags), title)
        painter.setFont(self.caption)
        painter.setPen(pen if chosen else self.muted)
        step = self.caption_metrics.height()
        top = inside.top() + lines * height
        for words in (entry.times(), *entry.about.split("\n")):
            if words and top + step <= inside.bottom() + 3:
                base = QPointF(inside.left(), top + self.caption_metrics.ascent())
                painter.drawText(base, self.cut(words, inside.width(), self.caption_metrics))
                top += step

    # --- days -----------------------------------------------------------------------------------

    def day_number(
        self, painter: QPainter, place: QPointF, day: dt.date, *, today: bool, faint: bool
    ) -> float:
        """Paint the number of a day, its middle at the height of `place`; gives its right edge."""
        text = str(day.day)
        side = self.number_side
        area = QRectF(place.x(), place.y() - side / 2, side, side)
        if today:
            painter.setPen(_NO_PEN)
            painter.setBrush(self.accent_fill)
            painter.drawEllipse(area)
        painter.setPen(self.on_accent if today else self.muted if faint else self.text)
        metrics = self.strong_metrics if today else self.body_metrics
        left = area.center().x() - metrics.horizontalAdvance(text) / 2
        self.put(painter, left, base_of(area, metrics), text, "strong" if today else "body")
        return area.right()

    def day_mark(
        self, painter: QPainter, area: QRectF, mark: DayMark, *, faint: bool = False
    ) -> None:
        """Paint the word of a day at the left of an area, its sign at the right."""
        right = area.right()
        if mark.sign:
            side = self.caption_metrics.height() + 2
            width = max(side, self.caption_metrics.horizontalAdvance(mark.sign) + Space.S)
            badge = QRectF(right - width, area.center().y() - side / 2, width, side)
            painter.setPen(_NO_PEN)
            painter.setBrush(self.good_soft if mark.day_off else self.warning_soft)
            painter.drawRoundedRect(badge, ROUND, ROUND)
            painter.setPen(self.good if mark.day_off else self.warning)
            metrics = self.caption_metrics
            left = badge.center().x() - metrics.horizontalAdvance(mark.sign) / 2
            self.put(painter, left, base_of(badge, metrics), mark.sign, "caption")
            right = badge.left() - Space.XS
        width = int(right - area.left())
        whole = self.caption_metrics.horizontalAdvance(mark.text) <= width
        if mark.text and (whole or width > 4 * self.em):  # the rest of two characters says nothing
            painter.setPen(self.good if mark.stands_out and not faint else self.muted)
            words = self.cut(mark.text, width, self.caption_metrics)
            self.put(painter, area.left(), base_of(area, self.caption_metrics), words, "caption")


def base_of(area: QRectF, metrics: QFontMetrics) -> float:
    """The baseline of a line in the middle of an area."""
    return area.center().y() + (metrics.ascent() - metrics.descent()) / 2
