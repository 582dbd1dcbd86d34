"""Who is in a group."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent

from organizer.base.overriding import override
from organizer.base.words import _, ngettext
from organizer.domain.groups import store_lists
from organizer.domain.roles import store as roles
from organizer.screens.groups.member_columns import Line, columns
from organizer.screens.groups.membership_sheets import JoinSheet
from organizer.screens.groups.memberships_table import MembershipsTable
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.labels import PlainLabel
from organizer.widgets.record_columns import Column, Edit, Request, RowSource
from organizer.widgets.row_sources import PagedList

if TYPE_CHECKING:
    from organizer.base.database import Database


class GroupMembers(MembershipsTable):
    """The accounts in a group: people first of all; interactive accounts are marked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.tools.addWidget(self.with_left)
        self.told = PlainLabel("", self, tone=Tone.MUTED, elide=True)
        self.tools.addWidget(self.told, 1)
        self.table.counts_changed.connect(self._say)
        self._interactive = 0

    @override
    def make_list(self, alias: Edit, joined: Edit) -> tuple[Sequence[Column], RowSource]:
        return columns(alias, joined), PagedList[Line](
            self.desk, self._find, _read, lambda line: line.membership.id
        )

    @override
    def join(self) -> None:
        if self.record_id is not None:
            sheet = JoinSheet(self.desk, group_id=self.record_id)
            self.desk.start(self.desk.messages.open(sheet))

    def _find(self, db: "Database", request: Request) -> tuple[list[str], int]:
        """Who is asked for; how many are interactive accounts is kept for the line above."""
        group_id = str(request.filter.get("record"))
        order = request.sort if request.sort in store_lists.ORDERS else "name"

        def of(who: str) -> list[str]:
            return store_lists.membership_ids(
                db, group_id, who, order=order, descending=request.descending
            )

        interactive = of("interactive")
        left = of("left") if request.filter.get("left") else []
        self._interactive = len(interactive)
        ids = [*of("present"), *interactive, *left]
        return ids, len(ids)

    def _say(self, total: int, shown: int, selected: int) -> None:
        people = total - self._interactive
        parts = [ngettext("{count} person", "{count} people", people).format(count=people)]
        if self._interactive:
            parts.append(
                ngettext(
                    "{count} interactive account",
                    "{count} interactive accounts",
                    self._interactive,
                ).format(count=self._interactive)
            )
        if shown != total:
            parts.append(_("{count} shown").format(count=shown))
        if selected:
            parts.append(_("{count} selected").format(count=selected))
        self.told.setText(" · ".join(parts))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The count stands there where it is whole; the name above tells it too."""
        beside = (self.action_row.minimumSizeHint(), self.with_left.sizeHint())
        taken = sum(size.width() + self.tools.spacing() for size in beside)
        wanted = self.told.fontMetrics().horizontalAdvance(self.told.text())
        self.told.setVisible(taken + wanted <= self.contentsRect().width())

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.table.setAccessibleName(_("Members of the group"))
        self.join_button.setText(_("Add people…"))
        self.with_left.setText(_("also those who left"))
        self.empty.tell(
            _("Nobody is noted in this group yet."),
            _("Add people…"),
            hint=_("Or paste WeChat’s join lines into quick entry (Ctrl+J)."),
        )


def _read(db: "Database", ids: Sequence[str]) -> list[Line]:
    rows = store_lists.membership_rows(db, ids)
    titles = roles.titles_in_group(db, rows[0].group_id) if rows else {}
    return [
        Line(
            row, tuple(titles.get(row.member_id, ())) if row.left_on is None and row.counts else ()
        )
        for row in rows
    ]
