"""The people of an institution, as a tab of its page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from organizer.base.masking import group_phone, mask_phone
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.members import store, store_offers
from organizer.domain.members.conditions import NOT_ARCHIVED, Condition
from organizer.domain.members.records import MemberRow
from organizer.widgets.desk import Desk
from organizer.widgets.icons import set_icon
from organizer.widgets.list_tab import ListTab
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.record_columns import Column, Request
from organizer.widgets.row_sources import PagedList
from organizer.widgets.theme import Space

if TYPE_CHECKING:
    from organizer.base.database import Database


class PeopleOfInstitution(ListTab):
    """Who of an institution is in the register; Enter opens the person."""

    tables = frozenset({"member", "phone", "account"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.picker = PickerField(desk.tasks, self._find, self._take)
        self.all_button = QPushButton(self)
        set_icon(self.all_button, "users")
        self.all_button.clicked.connect(self._show_all)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.picker, 1)
        row.addWidget(self.all_button)
        source = PagedList[MemberRow](desk, _find, store.member_rows, lambda one: one.id)
        self.column.addLayout(row)
        self.lay_out(_COLUMNS, source, "users")
        self.table.set_masked(desk.machine_settings.get("mask_numbers"))
        self.table.activated.connect(lambda member_id: desk.open_record("member", member_id))
        self.retranslate()

    async def _find(self, words: str) -> list[Choice]:
        found = await self.desk.read(store_offers.offered, words)
        return [Choice(one.id, one.name, one.detail) for one in found]

    async def _take(self, chosen: Choice | None) -> None:
        """Let the person chosen belong to this institution."""
        from organizer.domain.members import actions

        if chosen is not None and self.record_id is not None:
            await self.desk.do(actions.change, chosen.id, institution_id=self.record_id)
            self.picker.load(None)

    def _show_all(self) -> None:
        if self.record_id is not None:
            self.desk.open_page("members", filters={"institution": [self.record_id]})

    @override
    def retranslate(self) -> None:
        self.table.setAccessibleName(_("People of this institution"))
        self.picker.set_label(_("Add somebody to this institution"))
        self.picker.line.setPlaceholderText(_("Add somebody: type a name"))
        self.all_button.setText(_("In the members list"))
        self.empty.tell(
            _("Nobody of this institution is in the register yet."),
            hint=_("Type a name above, or set the institution on a member’s page."),
        )


def _find(db: "Database", request: Request) -> tuple[Sequence[str], int]:
    of_institution = Condition("m.institution_id = ?", (str(request.filter.get("record")),))
    order = request.sort if request.sort in ("name", "position") else "name"
    ids = store.member_ids(
        db, [NOT_ARCHIVED, of_institution], order=order, descending=request.descending
    )
    return ids, len(ids)


_COLUMNS = (
    Column("name", N_("Name"), lambda one: one.name, width=14, strong=True),
    Column("position", N_("Job"), lambda one: one.position, width=14),
    Column(
        "phone",
        N_("Phone"),
        lambda one: "、".join(group_phone(number) for number in one.phones),
        width=16,
        sortable=False,
        personal=True,
        mask=lambda text: "、".join(mask_phone(n.replace(" ", "")) for n in text.split("、")),
    ),
    Column(
        "subjects", N_("Subjects"), lambda one: "、".join(one.subjects), width=16, sortable=False
    ),
)
