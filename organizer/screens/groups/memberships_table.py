"""A table of memberships with what can be done there; for a group's page and for a person's."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QPushButton

from organizer.base.dates import read_date
from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import _
from organizer.domain.groups import actions_memberships as memberships
from organizer.screens.groups.membership_sheets import change_entries, leave_entries
from organizer.widgets.action_row import ActionRow
from organizer.widgets.desk import Desk
from organizer.widgets.icons import icon, set_icon
from organizer.widgets.list_tab import ListTab
from organizer.widgets.record_columns import Column, Edit, RowSource
from organizer.widgets.theme import Space


class MembershipsTable(ListTab):
    """Memberships, those who left when asked for; a subclass says whose and what else is done."""

    icon = "users"
    tables = frozenset(
        {"membership", "account", "appointment", "member", "chat_group", "institution"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.tools = QHBoxLayout()
        """One line above the table; a subclass may add to its end."""
        self.tools.setSpacing(Space.S)
        self.action_row = ActionRow(self, Space.S)
        self.tools.addWidget(self.action_row)
        self.join_button = self.add_tool("user-plus", self.join)
        self.change_button = self.add_tool("pencil", self.change)
        self.leave_button = self.add_tool("log-out", self.leave)
        self.with_left = QCheckBox(self)
        self.with_left.toggled.connect(lambda _on: self.ask())
        columns, source = self.make_list(Edit(self._set_alias), Edit(self._set_joined, _iso_joined))
        self.column.addLayout(self.tools)
        self.lay_out(columns, source, self.icon)
        self.empty.acted.connect(self.join)
        self.table.set_context_menu(self._fill_menu)
        self.table.remove_requested.connect(lambda _ids: self.leave())
        self.table.activated.connect(self.opened)
        self.table.selection_changed.connect(self._chosen)
        self._chosen()
        self.retranslate()

    def add_tool(self, name: str, run: object) -> QPushButton:
        """Add a button above the table."""
        button = QPushButton(self)
        set_icon(button, name)
        button.clicked.connect(run)
        self.action_row.add(button)
        return button

    # --- what a subclass says ---------------------------------------------------------------------

    def make_list(self, alias: Edit, joined: Edit) -> tuple[Sequence[Column], RowSource]:
        """The columns and where the rows come from."""
        raise NotImplementedError

    def join(self) -> None:
        """Open the sheet of joining."""
        raise NotImplementedError

    def opened(self, membership_id: str) -> None:
        """Enter or a double click."""
        self.desk.start(change_entries(self.desk, [membership_id]))

    # --- what can be done -----------------------------------------------------------------------

    def change(self) -> None:
        """Open the sheet of what is noted of the selected ones."""
        ids = self.table.selected_ids()
        if ids:
            self.desk.start(change_entries(self.desk, ids))

    def leave(self) -> None:
        """Ask for the day the selected ones left."""
        ids = self.table.selected_ids()
        if ids:
            self.desk.start(leave_entries(self.desk, ids))

    def remove_mistaken(self) -> None:
        """Take the selected entries out as if they had never been."""
        ids = self.table.selected_ids()
        if ids:
            self.desk.start(self.desk.do(memberships.remove, ids))

    def _set_alias(self, membership_id: str, text: str) -> None:
        work = self.desk.do(memberships.change_memberships, [membership_id], alias=text)
        self.desk.start(work)

    def _set_joined(self, membership_id: str, text: str) -> None:
        try:
            iso = read_date(text)
        except UserError as refusal:
            self.desk.messages.refuse(refusal)
            return
        day = dt.date.fromisoformat(iso) if iso else None
        work = self.desk.do(memberships.change_memberships, [membership_id], joined_on=day)
        self.desk.start(work)

    def _fill_menu(self, menu: QMenu, ids: list[str]) -> None:
        if not ids:
            return
        for name, text, run in (
            ("pencil", _("Change…"), self.change),
            ("log-out", _("Left the group…"), self.leave),
            ("trash-2", _("Entered by mistake"), self.remove_mistaken),
        ):
            menu.addAction(icon(name), text).triggered.connect(run)

    def _chosen(self) -> None:
        some = self.table.selected_count() > 0
        self.change_button.setEnabled(some)
        self.leave_button.setEnabled(some)

    # --- DetailTab --------------------------------------------------------------------------------

    @override
    def asked(self) -> dict[str, Any]:
        return {**super().asked(), "left": self.with_left.isChecked()}

    @override
    def retranslate(self) -> None:
        self.action_row.retranslate()
        self.change_button.setText(_("Change…"))
        self.leave_button.setText(_("Left…"))
        self.leave_button.setToolTip(_("Note the day they left (Del)"))


def _iso_joined(line: object) -> str:
    day = line.membership.joined_on  # type: ignore[attr-defined]
    return day.isoformat() if day is not None else ""
