"""The dozen style rules laid over Fusion; everything else is Fusion with our palette.

Combo boxes, spin boxes, date and line editors are left to Fusion on purpose: a sheet that
touches their borders has to draw their arrows as well.
"""

from string import Template

from organizer.widgets.colours import Colours

SHEET = Template("""
QPushButton {
    min-height: ${control}px; padding: 0 14px; border: 1px solid $outline; border-radius: 6px;
    background: $surface; color: $text;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $neutral_soft; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $disabled; background: $window; border-color: $line; }
QPushButton[kind="primary"] {
    background: $accent_fill; border-color: $accent_fill; color: $on_accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover { background: $accent_fill_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_fill_pressed; }
QPushButton[kind="primary"]:focus { border: 2px solid $focus_on_fill; }
QPushButton[kind="primary"]:disabled {
    background: $neutral_soft; border-color: $neutral_soft; color: $disabled;
}
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton[kind="danger"]:hover { background: $danger_soft; }
QPushButton[kind="quiet"], QToolButton {
    border: 1px solid transparent; border-radius: 6px; background: transparent; color: $text;
}
QPushButton[kind="quiet"] { padding: 0 8px; }
QToolButton { padding: 4px; }
QPushButton[kind="quiet"]:hover, QToolButton:hover { background: $hover_on_window; }
QPushButton[kind="quiet"]:pressed, QToolButton:pressed, QToolButton:checked {
    background: $neutral_soft;
}
QPushButton[kind="quiet"]:focus, QToolButton:focus { border-color: $accent; }
QPushButton[kind="quiet"]:disabled, QToolButton:disabled { color: $disabled; }
QFrame[sidebar="true"] { border: none; border-right: 1px solid $line; background: $window; }
QToolButton[navigation="true"] { padding: 4px 12px; }
QToolButton[navigation="true"]:checked {
    background: $accent_soft; color: $accent; font-weight: 600;
}
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: ${editor}px; }
QFrame[card="true"] {
    background: $surface; border: 1px solid $line; border-radius: 10px;
}
QFrame[chip="true"] { background: $accent_soft; border-radius: 8px; }
QFrame[chip="true"] QToolButton { color: $accent; padding: 3px; border-radius: 6px; }
QFrame[popup="true"] { background: $surface; border: 1px solid $outline; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="danger"] { color: $danger; }
QMenu { background: $surface; border: 1px solid $outline; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 10px; border-radius: 4px; color: $text; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QListView::item { padding: 4px 2px; border-radius: 4px; }
QListView::item:hover { background: $hover; }
QListView::item:selected { background: $accent_soft; color: $text; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab {
    padding: 8px 4px 7px 4px; margin-right: 16px; border: none; color: $muted;
    border-bottom: 2px solid transparent; background: transparent;
}
QTabBar[tight="true"]::tab { margin-right: 1px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; border-bottom-color: $accent; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $scroll; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $disabled; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: transparent; }
QToolTip {
    background: $raised; color: $text; border: 1px solid $outline; padding: 4px 6px;
}
""")


def style_sheet(colours: Colours, line_height: int) -> str:
    """The style sheet for these colours; controls grow with the text's line height (pixels)."""
    return SHEET.substitute(
        {name: getattr(colours, name) for name in colours._fields},
        control=line_height + 10,
        editor=line_height + 6,
        hover_on_window=colours.neutral_soft,
        focus_on_fill=colours.accent_soft if colours.dark else "#0f2f80",
        scroll=colours.outline,
    )
