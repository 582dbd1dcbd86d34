"""One look for every window: Fusion, a palette, a dozen style rules, one spacing and type scale.

Use the one object `theme`: `theme.colours.accent`, `theme.font(TextRole.TITLE)`,
`theme.changed.connect(…)`. It may be switched while windows are open.
"""

from enum import Enum, StrEnum

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel, QWidget

from organizer.base import resources
from organizer.widgets.colours import DARK, LIGHT, Colours, Tone
from organizer.widgets.theme_sheet import style_sheet

FAMILIES = ("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC")
"""Wanted in this order; without a name a machine set to C or Japanese shows Japanese shapes."""

STYLE = "Fusion"
STYLED = "styled_as"
"""The property of an application that was made with a style: what its name is."""
BODY_PIXELS = 14
SMALLEST_PERCENT, LARGEST_PERCENT = 100, 200


OUTLINED = (
    "QLineEdit",
    "QComboBox",
    "QAbstractSpinBox",
    "QTextEdit",
    "QPlainTextEdit",
    "QCheckBox",
    "QRadioButton",
    "QGroupBox",
    "QListView",
    "QTreeView",
)
"""Classes whose border Fusion draws in a darker shade of the window's colour."""


class Space:
    """The spacing scale in logical pixels; layouts use nothing else."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    XXL = 32


class TextRole(Enum):
    """The type scale: size beside the body text (100 %) and weight."""

    HEADING = (1.5, QFont.Weight.DemiBold)
    """Name of a page."""
    TITLE = (1.2, QFont.Weight.DemiBold)
    """Name of a card, a dialog, a person."""
    STRONG = (1.0, QFont.Weight.DemiBold)
    BODY = (1.0, QFont.Weight.Normal)
    CAPTION = (0.86, QFont.Weight.Normal)
    """Hints, chips, status line."""


class Mode(StrEnum):
    """Which look the owner chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Kind(StrEnum):
    """How loud a button is; at most one primary button stands on a page."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    DANGER = "danger"


class Theme(QObject):
    """The look in force; `changed` is emitted after palette, fonts and sheet were set."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colours: Colours = LIGHT
        self._mode = Mode.SYSTEM
        self._percent = SMALLEST_PERCENT
        self._family = ""
        self._application: QApplication | None = None
        self._applying = False

    @property
    def mode(self) -> Mode:
        """The mode chosen, which may be to follow the system."""
        return self._mode

    @property
    def dark(self) -> bool:
        """Whether dark colours are shown now."""
        return self.colours.dark

    @property
    def text_percent(self) -> int:
        """The text size, 100 to 200 percent."""
        return self._percent

    def start(
        self,
        application: QApplication,
        mode: Mode = Mode.SYSTEM,
        text_percent: int = SMALLEST_PERCENT,
    ) -> None:
        """Dress the application and follow the system from now on; may be called again."""
        if self._application is not application:
            self._application = application
            if application.property(STYLED) != STYLE:
                application.setStyle(STYLE)
            application.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._family = _family()
        self._mode = mode
        self._percent = _bounded(text_percent)
        self._apply()

    def set_mode(self, mode: Mode) -> None:
        """Show light, dark, or what the system shows."""
        if mode != self._mode:
            self._mode = mode
            self._apply()

    def set_text_percent(self, percent: int) -> None:
        """Set the text size, kept within 100 to 200 percent."""
        if _bounded(percent) != self._percent:
            self._percent = _bounded(percent)
            self._apply()

    def font(self, role: TextRole = TextRole.BODY) -> QFont:
        """A new font of the type scale in the present text size."""
        factor, weight = role.value
        font = QFont()
        font.setFamilies([self._family, *(name for name in FAMILIES if name != self._family)])
        font.setPixelSize(round(BODY_PIXELS * factor * self._percent / 100))
        font.setWeight(weight)
        return font

    def line_height(self, role: TextRole = TextRole.BODY) -> int:
        """The height of one line of text in pixels."""
        return QFontMetrics(self.font(role)).height()

    def icon_size(self) -> int:
        """The side of an icon beside body text in pixels."""
        return round(18 * self._percent / 100)

    def colour(self, tone: Tone) -> QColor:
        """The text colour of a tone, ready for a painter."""
        return QColor(self.colours.ink(tone))

    def _system_changed(self) -> None:
        if self._mode is Mode.SYSTEM and not self._applying:
            self._apply()

    def _apply(self) -> None:
        application = self._application
        if application is None:
            return
        self._applying = True  # telling the system's scheme answers with its own signal
        try:
            hints = application.styleHints()
            if self._mode is Mode.SYSTEM:
                hints.unsetColorScheme()
            else:  # native title bars and file dialogs follow
                hints.setColorScheme(
                    Qt.ColorScheme.Dark if self._mode is Mode.DARK else Qt.ColorScheme.Light
                )
            dark = self._mode is Mode.DARK or (
                self._mode is Mode.SYSTEM and hints.colorScheme() is Qt.ColorScheme.Dark
            )
            self.colours = DARK if dark else LIGHT
            application.setFont(self.font())
            application.setPalette(palette(self.colours))
            for name in OUTLINED:
                # The stub says bytes, the binding takes text only.
                application.setPalette(outlined_palette(self.colours), name)  # type: ignore[arg-type]
            application.setStyleSheet(style_sheet(self.colours, self.line_height()))
        finally:
            self._applying = False
        self.changed.emit()


def palette(colours: Colours) -> QPalette:
    """The palette Fusion and `palette(…)` in a style rule draw with."""
    made = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.raised),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.danger),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.accent_fill),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent_fill),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Light, colours.surface),
        (role.Midlight, colours.line),
        (role.Mid, colours.outline),
        (role.Dark, colours.outline),
        (role.Shadow, colours.outline),
    ):
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.disabled))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(colours.outline))
    return made


def outlined_palette(colours: Colours) -> QPalette:
    """The palette with a window colour whose darker shade is our outline.

    On a dark window Fusion's own shade cannot be seen. These classes never paint the window's
    colour itself.
    """
    made = palette(colours)
    made.setColor(QPalette.ColorRole.Window, QColor(colours.outline).lighter(140))
    return made


def set_kind(button: QAbstractButton, kind: Kind) -> None:
    """Make a button primary, secondary, quiet or dangerous; may be changed while shown."""
    _set_property(button, "kind", kind.value)


def set_tone(label: QLabel, tone: Tone) -> None:
    """Give a label the colour of its meaning."""
    _set_property(label, "tone", tone.value)


def set_role(widget: QWidget, role: TextRole) -> None:
    """Give a widget a size of the type scale and keep it through changes of the text size."""
    _Follower.of(widget).follow(role)


def make_card(frame: QFrame) -> QFrame:
    """Draw a frame as a card: surface, hair line, round corners."""
    frame.setProperty("card", "true")
    return frame


class _Follower(QObject):
    """Sets a widget's font again when the text size changes; ends with the widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._role = TextRole.BODY
        theme.changed.connect(self._dress)

    @classmethod
    def of(cls, widget: QWidget) -> "_Follower":
        for child in widget.children():
            if isinstance(child, cls):
                return child
        return cls(widget)

    def follow(self, role: TextRole) -> None:
        self._role = role
        self._dress()

    @Slot()
    def _dress(self) -> None:
        self._widget.setFont(theme.font(self._role))


def _set_property(widget: QWidget, name: str, value: str) -> None:
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it will be
            style = widget.style()
            style.unpolish(widget)
            style.polish(widget)


def _bounded(percent: int) -> int:
    return max(SMALLEST_PERCENT, min(LARGEST_PERCENT, percent))


def _family() -> str:
    """The first wanted family that is installed; the bundled font is loaded when none is."""
    installed = set(QFontDatabase.families())
    for name in FAMILIES:
        if name in installed:
            return name
    for file in sorted(resources.path("fonts").glob("*.woff2")):
        number = QFontDatabase.addApplicationFont(str(file))
        if number >= 0:
            families = QFontDatabase.applicationFontFamilies(number)
            if families:
                return families[0]
    return FAMILIES[-1]


theme = Theme()
