"""Positions as a tab of a person, a group or a branch: now and before; appoint, end."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtWidgets import QMenu, QPushButton

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.domain.branches import store as branches
from organizer.domain.fields import store as fields
from organizer.domain.groups import store as groups
from organizer.domain.members import store as members
from organizer.domain.roles import actions, store
from organizer.domain.roles.records import Appointment
from organizer.screens.roles.appoint import appoint
from organizer.screens.roles.end import end_positions, extend_terms
from organizer.screens.roles.lines import ORDERS, columns
from organizer.widgets.action_row import ActionRow
from organizer.widgets.desk import Desk
from organizer.widgets.icons import icon, set_icon
from organizer.widgets.list_tab import ListTab
from organizer.widgets.picker import Choice
from organizer.widgets.row_sources import WholeList
from organizer.widgets.theme import Space

if TYPE_CHECKING:
    from organizer.base.database import Database

Of = Literal["member", "group", "branch"]


class PositionsTab(ListTab):
    """What a person holds and held, or who holds and held what in a group or a branch."""

    tables = frozenset({"appointment", "chat_group", "branch", "member", "setting"})

    def __init__(self, desk: Desk, of: Of) -> None:
        super().__init__(desk)
        self._of = of
        self.appoint_button = self._button("crown", self._appoint)
        self.extend_button = self._button("calendar", self._extend)
        self.end_button = self._button("flag", self._end)
        self.action_row = ActionRow(self, Space.S)
        for button in (self.appoint_button, self.extend_button, self.end_button):
            self.action_row.add(button)
        source = WholeList[Appointment](
            desk, self._read, lambda one: one.id, lambda one: one.member_name, ORDERS
        )
        self._days = 0
        shown = columns(
            desk.clock.today, lambda: self._days, person=of != "member", place=of == "member"
        )
        self.column.addWidget(self.action_row)
        self.lay_out(shown, source, "crown")
        self.empty.acted.connect(self._appoint)
        self.table.set_context_menu(self._fill_menu)
        self.table.remove_requested.connect(lambda _ids: self._end())
        self.table.activated.connect(lambda row_id: desk.open_page("roles", appointment=row_id))
        self.table.selection_changed.connect(self._chosen)
        self._chosen()
        self.retranslate()

    def _button(self, name: str, run: Any) -> QPushButton:
        button = QPushButton(self)
        set_icon(button, name)
        button.clicked.connect(run)
        return button

    def _chosen(self) -> None:
        some = self.table.selected_count() > 0
        self.extend_button.setEnabled(some)
        self.end_button.setEnabled(some)

    # --- what can be done -----------------------------------------------------------------------

    def _appoint(self) -> None:
        if self.record_id is not None:
            self.desk.start(self._ask(self.record_id))

    async def _ask(self, record_id: str) -> None:
        choice = await self.desk.read(self._choice, record_id)
        if choice is None:
            return
        if self._of == "member":
            await appoint(self.desk, [choice])
        elif self._of == "group":
            await appoint(self.desk, group=choice)
        else:
            await appoint(self.desk, branch=choice)

    def _choice(self, db: "Database", record_id: str) -> Choice | None:
        if self._of == "member":
            name = members.name_of(db, record_id)
            return Choice(record_id, name) if name else None
        if self._of == "group":
            group = groups.group(db, record_id)
            return Choice(group.id, group.name) if group is not None else None
        branch = branches.branch(db, record_id)
        return Choice(branch.id, branch.name) if branch is not None else None

    def _end(self) -> None:
        ids = self.table.selected_ids()
        if ids:
            self.desk.start(end_positions(self.desk, ids))

    def _extend(self) -> None:
        ids = self.table.selected_ids()
        if ids:
            self.desk.start(extend_terms(self.desk, ids))

    def _reopen(self) -> None:
        self.desk.start(self.desk.do(actions.reopen, self.table.selected_ids()))

    def _remove(self) -> None:
        self.desk.start(self.desk.do(actions.remove, self.table.selected_ids()))

    def _fill_menu(self, menu: QMenu, ids: list[str]) -> None:
        if not ids:
            return
        for name, text, run in (
            ("calendar", _("New term…"), self._extend),
            ("flag", _("End…"), self._end),
            ("undo-2", _("Resume"), self._reopen),
            ("trash-2", _("Entered by mistake"), self._remove),
        ):
            menu.addAction(icon(name), text).triggered.connect(run)

    # --- reading --------------------------------------------------------------------------------

    def _read(self, db: "Database", asked: Mapping[str, Any]) -> list[Appointment]:
        record_id = str(asked.get("record"))
        self._days = int(fields.setting(db, "ending_terms_days"))
        if self._of == "member":
            return store.of_person(db, record_id)
        return store.held_in(db, self._of, record_id, past=True)

    @override
    def retranslate(self) -> None:
        self.table.setAccessibleName(_("Positions"))
        self.action_row.retranslate()
        self.appoint_button.setText(_("Appoint…"))
        self.extend_button.setText(_("New term…"))
        self.end_button.setText(_("End…"))
        self.empty.tell(
            _("No position yet."),
            _("Appoint…"),
            hint=_("A title, a duty, and something in return keep people going."),
        )
