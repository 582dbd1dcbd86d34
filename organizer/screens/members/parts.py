"""Parts of the members page that know nothing of the list."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.fields import actions_presets as presets
from organizer.domain.fields import store as fields
from organizer.domain.fields.records import Field, Preset
from organizer.widgets.desk import Desk
from organizer.widgets.empty_state import EmptyState
from organizer.widgets.filter_bar import FilterBar
from organizer.widgets.filter_kinds import FilterState
from organizer.widgets.icons import set_icon
from organizer.widgets.theme import Space, theme

if TYPE_CHECKING:
    from organizer.base.database import Database

SAVED = "filter.members"
"""Under which filters of this list are kept."""


def read_arrangement(db: "Database") -> tuple[tuple[Field, ...], list[Preset]]:
    """The own fields, which make columns and filters, and the filters kept by name."""
    return tuple(fields.own_fields(db, "member")), fields.presets(db, SAVED)


async def fail(error: BaseException) -> None:
    """Let the tasks report a failure as any other."""
    raise error


def keep_filters(desk: Desk, bar: FilterBar, kind: str) -> None:
    """Let filters be kept under names in the register, renamed and deleted; each is a step."""

    def save(name: str, state: FilterState) -> None:
        desk.start(desk.do(presets.save_preset, kind, name, state))

    def rename(preset_id: str, name: str) -> None:
        desk.start(desk.do(presets.rename_preset, preset_id, name))

    def delete(preset_id: str) -> None:
        desk.start(desk.do(presets.delete_preset, preset_id))

    bar.save_requested.connect(save)
    bar.rename_requested.connect(rename)
    bar.delete_requested.connect(delete)


WIDE = 1000
"""Pixels of the page at 100 % text from which its small buttons have words."""


class WaysOut(QWidget):
    """Small buttons to the pages that belong to the members: duplicates, own fields and tags."""

    PAGES = (
        ("joining", "merge", N_("Find duplicates")),
        ("fields", "tags", N_("Own fields and tags")),
    )

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        parent.installEventFilter(self)
        for page, icon_name, _words in self.PAGES:
            button = QToolButton(self)
            set_icon(button, icon_name)
            button.clicked.connect(lambda _checked=False, page=page: desk.open_page(page))
            row.addWidget(button)
            self.buttons[page] = button
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        for page, _icon, words in self.PAGES:
            self.buttons[page].setText(_(words))
            self.buttons[page].setToolTip(_(words))
            self.buttons[page].setAccessibleName(_(words))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Words stand beside the icons where the page is wide enough for them."""
        if isinstance(event, QResizeEvent):
            wide = event.size().width() >= WIDE * theme.text_percent // 100
            style = Qt.ToolButtonStyle
            for button in self.buttons.values():
                button.setToolButtonStyle(
                    style.ToolButtonTextBesideIcon if wide else style.ToolButtonIconOnly
                )
        return super().eventFilter(watched, event)


def nobody_yet(desk: Desk, add: Callable[[], None]) -> EmptyState:
    """What the list shows while nobody is in the register; `add` lets the owner enter somebody."""
    state = EmptyState("users")
    state.tell(
        _("Everybody of your groups, once each."),
        _("Import a list"),
        _("New member"),
        hint=_("A list from Excel or WeChat is read in one go; nothing is lost."),
    )
    state.acted.connect(lambda: desk.open_page("rosters", what="import"))
    state.acted_otherwise.connect(add)
    return state
