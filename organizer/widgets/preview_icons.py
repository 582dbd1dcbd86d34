"""The program's own icons on Qt's print preview, which brings others."""

from PySide6.QtWidgets import QDialog, QToolBar

from organizer.widgets.icons import icon

NAMES = (
    "move-horizontal",
    "maximize",
    "zoom-out",
    "zoom-in",
    "rectangle-vertical",
    "rectangle-horizontal",
    "chevrons-left",
    "chevron-left",
    "chevron-right",
    "chevrons-right",
    "file-text",
    "book-open",
    "layout-grid",
    "settings",
    "printer",
)
"""In the order of the tool bar: fit, zoom, turn, walk, how many pages, set up, print."""


def dressed(dialog: QDialog) -> QDialog:
    """The preview with our icons on its tool bar; where Qt has other buttons they stay."""
    bar = dialog.findChild(QToolBar)
    actions = [one for one in bar.actions() if not one.icon().isNull()] if bar is not None else []
    if len(actions) == len(NAMES):
        for action, name in zip(actions, NAMES, strict=True):
            action.setIcon(icon(name))
    return dialog
