"""Icons of one set (lucide, line drawings), coloured for the theme when they are loaded.

The files lie in `resources/icons/<name>.svg`, named as on lucide.dev, and draw with
`currentColor`.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QEvent, QObject, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QToolButton

from organizer.base import resources
from organizer.base.overriding import override
from organizer.widgets.colours import Tone
from organizer.widgets.theme import Kind, theme

ICON_GAP = 0.3
"""Room between an icon and the words beside it, in icon widths."""


def pixmap(name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """Draw an icon `size` logical pixels wide in a `#rrggbb` colour; kept for the next time."""
    return _pixmap(name, size, colour, ratio)


def icon(name: str, tone: Tone = Tone.PLAIN) -> QIcon:
    """An icon in the theme's present colours, sharp on every screen there is.

    For a control use `set_icon`, which follows.
    """
    colours = theme.colours
    ratios = tuple(sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}))
    return _icon(name, colours.ink(tone), colours.disabled, theme.icon_size(), ratios)


def set_icon(button: QAbstractButton, name: str, tone: Tone | None = None) -> None:
    """Give a button an icon that follows theme and text size.

    Without a tone it is written in the colour of the button's own words.
    """
    for child in button.children():
        if isinstance(child, _IconFollower):
            child.show(name, tone)
            return
    _IconFollower(button).show(name, tone)


class _IconFollower(QObject):
    """Draws a button's icon, again when theme or screen change; ends with the button.

    It is drawn when the button is first measured or shown, which most buttons of a page never are.
    """

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._button = button
        self._name = ""
        self._tone: Tone | None = None
        self._gap = 0
        self._ratio = 0.0
        self._drawn = False
        theme.changed.connect(self._draw_again)
        button.installEventFilter(self)

    def show(self, name: str, tone: Tone | None) -> None:
        _source(name)  # a name without a drawing is told here, not when it is painted
        self._name, self._tone = name, tone
        if self._drawn or self._button.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            self._draw()

    @Slot()
    def _draw_again(self) -> None:
        if self._drawn:
            self._draw()

    def _draw(self) -> None:
        self._drawn = True
        size = theme.icon_size()
        colours = theme.colours
        if self._tone is not None:
            ink = colours.ink(self._tone)
        elif self._button.property("kind") == Kind.PRIMARY.value:
            ink = colours.on_accent
        else:
            ink = colours.text
        self._gap, self._ratio = self._wanted_gap(), self._button.devicePixelRatio()
        drawn = _icon(self._name, ink, colours.disabled, size, (self._ratio,), self._gap)
        self._button.setIcon(drawn)
        self._button.setIconSize(QSize(size + self._gap, size))

    def _wanted_gap(self) -> int:
        """Room between icon and words; Fusion leaves next to none."""
        beside = self._button.text() and (
            not isinstance(self._button, QToolButton)
            or self._button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        return round(theme.icon_size() * ICON_GAP) if beside else 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.Paint:
            # words come and go, windows change the screen, all without a signal: look before
            if self._gap != self._wanted_gap() or self._ratio != self._button.devicePixelRatio():
                self._draw()
        elif kind is QEvent.Type.Polish and not self._drawn:
            self._draw()
        return super().eventFilter(watched, event)


@lru_cache(maxsize=512)
def _icon(
    name: str, ink: str, disabled: str, size: int, ratios: tuple[float, ...], gap: int = 0
) -> QIcon:
    made = QIcon()
    for ratio in ratios:
        made.addPixmap(_pixmap(name, size, ink, ratio, gap))
        made.addPixmap(_pixmap(name, size, disabled, ratio, gap), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=1024)
def _pixmap(name: str, size: int, colour: str, ratio: float, gap: int = 0) -> QPixmap:
    shape = _shape(name, round(size * ratio))
    drawn = QPixmap(shape.width() + round(gap * ratio), shape.height())
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.drawPixmap(0, 0, shape)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(drawn.rect(), QColor(colour))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=512)
def _shape(name: str, side: int) -> QPixmap:
    """The lines of an icon in black; reading and drawing them costs more than colouring them."""
    lines = QSvgRenderer(QByteArray(_source(name).replace("currentColor", "#000000").encode()))
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    lines.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return drawn


@lru_cache(maxsize=512)
def _source(name: str) -> str:
    """The drawing's text.

    Raises:
        FileNotFoundError: no such icon is bundled; a spelling mistake must not look like a gap.
    """
    return resources.text("icons", f"{name}.svg")
