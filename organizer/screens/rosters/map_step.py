"""The second step: which column is which, how people are recognised, which group they join."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from organizer.base.words import _
from organizer.screens.rosters.column_grid import ColumnGrid
from organizer.screens.rosters.source_bar import SourceBar
from organizer.screens.rosters.target_box import TargetBox
from organizer.widgets.banner import Banner
from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.theme import Kind, Space, make_card, set_kind

if TYPE_CHECKING:
    from organizer.screens.rosters.draft import Draft
    from organizer.widgets.desk import Desk


class MapStep(QWidget):
    """Columns at the left, the two questions at the right, “Preview” below."""

    back_wanted = Signal()
    preview_wanted = Signal()

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self.banner = Banner(self)
        policy = self.banner.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.banner.setSizePolicy(policy)
        self.source_bar = SourceBar(self)
        self.grid = ColumnGrid(self)
        self.target = TargetBox(desk, self)
        self.back = QPushButton(self)
        self.back.clicked.connect(self.back_wanted)
        self.next = QPushButton(self)
        set_kind(self.next, Kind.PRIMARY)
        set_icon(self.next, "eye")
        self.next.clicked.connect(self._go_on)
        self.grid.corrected.connect(self._correct)
        self.target.changed.connect(self._look)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        card = QFrame(self)
        make_card(card)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self.grid)
        side = QScrollArea(self)
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setWidget(self.target)
        side.setMinimumWidth(300)
        halves = QHBoxLayout()
        halves.setSpacing(Space.L)
        halves.addWidget(card, 5)
        halves.addWidget(side, 2)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.back)
        foot.addWidget(self.banner, 1)  # here it moves nothing when it comes and goes
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.source_bar)
        column.addLayout(halves, 1)
        column.addLayout(foot)

    async def show_draft(self, draft: "Draft", groups: Sequence[tuple[str, str]]) -> None:
        """Show a list that was read and the mapping proposed for it, a row in each turn."""
        import asyncio

        self._draft = draft
        if draft.look is None or draft.mapping is None:
            return
        keys = draft.keys
        self.source_bar.show_source(draft.source, draft.look)
        self.target.propose_name(draft.look.called)
        self.target.set_groups(groups)
        for _row in self.grid.build(draft.look, draft.mapping, draft.fields):
            await asyncio.sleep(0)
        self.target.show_mapping(draft.mapping, keys, draft.offered_keys())
        self._look()
        self.next.setFocus()

    def _correct(self, place: int, key: str) -> None:
        draft = self._draft
        if draft is None or draft.mapping is None:
            return
        before = set(draft.mapped_keys())
        draft.mapping = draft.mapping.corrected(place, key)
        self.grid.show_mapping(draft.mapping)
        added = set(draft.mapped_keys()) - before
        offered = draft.offered_keys()
        keys = [one for one in offered if one in {*self.target.keys(), *added}]
        self.target.show_mapping(draft.mapping, keys, offered)
        self._look()

    def _look(self) -> None:
        """Say what is still missing before the list can be looked at."""
        draft = self._draft
        if draft is None or draft.mapping is None:
            return
        draft.keys = self.target.keys()
        missing = ""
        if not draft.mapping.has("name"):
            missing = _("Say which column holds the names.")
        elif draft.offered_keys() and not draft.keys:
            missing = _("Tick at least one thing people are recognised by.")
        if missing:
            self.banner.tell(missing, Tone.WARNING, closable=False)
        elif not draft.offered_keys():
            self.banner.tell(
                _(
                    "No column tells people apart: say which holds the phone, WeChat ID, QQ number"
                    " or own number, or go on and take everybody as a new member."
                ),
                closable=False,
            )
        else:
            self.banner.hide()
        self.next.setEnabled(not missing)

    def _go_on(self) -> None:
        """Go on to the preview; a new group without a name is asked for only now."""
        if self.target.lacks_name():
            self.banner.tell(_("Give the new group a name."), Tone.WARNING, closable=False)
            self.target.name.setFocus()
        else:
            self.preview_wanted.emit()

    def retranslate(self) -> None:
        """Set every text again."""
        self.back.setText(_("Another list"))
        self.next.setText(_("Preview"))
        self.banner.retranslate()
        self.source_bar.retranslate()
        self.target.retranslate()
        draft = self._draft
        if draft is not None and draft.look is not None and draft.mapping is not None:
            self.source_bar.show_source(draft.source, draft.look)
            self.grid.show_columns(draft.look, draft.mapping, draft.fields)
            self._look()
