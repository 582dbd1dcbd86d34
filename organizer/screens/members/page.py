"""The members page: filters, the list, and everything about one person beside it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QToolButton, QVBoxLayout, QWidget

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.members import store as members
from organizer.domain.rosters.store_filters import reshapes
from organizer.screens.members.bulk import BulkBar, archive
from organizer.screens.members.columns import columns
from organizer.screens.members.detail_place import DetailPlace
from organizer.screens.members.filters import kinds, these_people
from organizer.screens.members.index import index_of
from organizer.screens.members.lines import count_text
from organizer.screens.members.parts import (
    SAVED,
    WaysOut,
    fail,
    keep_filters,
    nobody_yet,
    read_arrangement,
)
from organizer.screens.members.source import MemberSource
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.column_button import column_button
from organizer.widgets.desk import Command, Desk, Page
from organizer.widgets.filter_bar import FilterBar, SavedFilter
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.record_table import RecordTable
from organizer.widgets.theme import Kind, Space, TextRole, set_kind, theme

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket
    from organizer.base.steps import FinishedStep
    from organizer.domain.fields.records import Field, Preset
    from organizer.domain.members.records import Member
    from organizer.domain.rosters.records import Touched
    from organizer.screens.members.detail import MemberDetail

MOST_NAMED = 5_000
"""People up to so many become a filter of their own when another page asks for them."""
AFTER_ROWS = 20
"""Milliseconds from the list to whatever its first rows need not wait for."""
SEARCH = N_("Name, pinyin, phone, institution, tag")


class MembersPage(Page):
    """Everybody, found in seconds, kept in order in place."""

    help_page = "members"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.index = index_of(desk)
        self.own_fields: tuple[Field, ...] = ()
        self.table: RecordTable | None = None
        self.source: MemberSource | None = None
        self._answers = Answers(self)
        self._look: dict[str, Any] = {"sort": "name"}
        self._wanted: list[str] = []
        self._setup_asker = object()
        self.heading = PlainLabel("", self, role=TextRole.HEADING)
        self.count = PlainLabel("", self, tone=Tone.MUTED)
        self.import_button = QPushButton(self)
        set_icon(self.import_button, "upload")
        self.import_button.clicked.connect(lambda: desk.open_page("rosters", what="import"))
        self.new_button = QPushButton(self)
        set_kind(self.new_button, Kind.PRIMARY)
        set_icon(self.new_button, "user-plus")
        self.new_button.clicked.connect(self.new_record)
        self.bar = FilterBar(kinds(desk), desk.clock.today, SEARCH, self)
        self.bulk = BulkBar(desk, self)
        self.place = DetailPlace(desk, self)
        self._lay_out()
        self._connect()
        self.retranslate()

    # --- building -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(self.heading)
        head.addWidget(self.count, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.import_button)
        head.addWidget(self.new_button)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(Space.S)
        self._tools.addWidget(self.bar, 1)
        self.ways_out = WaysOut(self.desk, self)
        self._tools.addWidget(self.ways_out, 0, Qt.AlignmentFlag.AlignTop)
        self._chooser: QToolButton | None = None
        self._left = QVBoxLayout()
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(Space.S)
        self._left.addWidget(self.bulk)
        left = QWidget(self)
        left.setLayout(self._left)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(Space.M)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.place)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([760, 190 + 190 * theme.text_percent // 100])
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addLayout(self._tools)
        column.addWidget(self.splitter, 1)

    @property
    def detail(self) -> "MemberDetail":
        """Everything about one person; built when first wanted, at the latest after the rows."""
        return self.place.detail()

    def _connect(self) -> None:
        self.bar.changed.connect(self._filter)
        self.bar.left_downwards.connect(self._into_table)
        keep_filters(self.desk, self.bar, SAVED)
        self.index.touched.connect(self._touched)
        self.desk.machine_settings.listeners.append(self._setting_changed)
        self.bulk.everybody_wanted.connect(self._select_all)
        self.place.filled.connect(self._chosen)

    def _make_table(self) -> RecordTable:
        """The table of the present own fields; what was arranged in the last one is kept."""
        self.source = MemberSource(self.desk, self.index, self.own_fields)
        self.source.read_ahead()
        table = RecordTable(columns(self.own_fields, self._change_cell), self.source, self)
        table.setAccessibleName(_("Members"))
        table.restore(self._look)
        table.set_masked(self.desk.machine_settings.get("mask_numbers"))
        table.set_context_menu(self.bulk.fill_menu)
        table.set_empty_widget(nobody_yet(self.desk, self.new_record))
        table.selection_changed.connect(self._picked)
        table.counts_changed.connect(self._say_counts)
        table.activated.connect(lambda _id: self.detail.begin_editing())
        table.remove_requested.connect(self.archive)
        table.listed.connect(self._listed)
        table.failed.connect(self._failed)
        table.copied.connect(self.bulk.say_copied)
        if self.table is not None:
            self._left.replaceWidget(self.table, table)
            self.table.hide()
            self.table.deleteLater()
        else:
            self._left.insertWidget(0, table, 1)
        if self._chooser is not None:
            self._tools.removeWidget(self._chooser)
            self._chooser.deleteLater()
        self._chooser = column_button(table, self)
        self._tools.addWidget(self._chooser, 0, Qt.AlignmentFlag.AlignTop)
        self.bulk.use_table(table)
        return table

    # --- reading --------------------------------------------------------------------------------

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        """Steps are told by the index, which has to know of them first."""
        if step is not None:
            return
        if self.desk.register is None:
            if self.table is not None:
                self.table.hide()
            return
        ticket = self.desk.opened().ask(read_arrangement, asker=self._setup_asker)
        ticket.wait(0.008)  # mostly there at once: the list is painted with the window
        self._answers.when(ticket, self._set_up)

    def _set_up(self, ticket: "Ticket[tuple[tuple[Field, ...], list[Preset]]]") -> None:
        if ticket.cancelled or self.desk.register is None:
            return
        own_fields, saved = ticket.result()
        self.bar.set_saved([SavedFilter(one.id, one.name, dict(one.content)) for one in saved])
        if self.table is None or own_fields != self.own_fields:
            if self.table is not None:
                self._look = self.table.state()
            self.own_fields = own_fields
            self.bar.kinds = {kind.key: kind for kind in kinds(self.desk, own_fields)}
            self.table = self._make_table()
        self.table.show()
        if self.hasFocus():
            self.take_focus()
        self._read_anew()

    def _read_anew(self) -> None:
        if self.table is None or self.source is None:
            return
        self.source.forget()
        self.table.ask(self.bar.state())

    def _listed(self) -> None:
        QTimer.singleShot(AFTER_ROWS, self, self._complete)
        if self._wanted and self.table is not None:
            self._select_wanted(self.table)
        self._chosen()

    def _complete(self) -> None:
        """Build and read what the first rows did not wait for."""
        self.index.begin()
        self.bulk.build()
        self.place.detail()

    def _select_wanted(self, table: RecordTable) -> None:
        """Select who was asked for; who is not listed is added right now, or archived."""
        listed = set(table.model.ids())
        wanted = [one for one in self._wanted if one in listed]
        if wanted:
            self._wanted = []
            table.select(wanted)
            return
        first = self._wanted[0]
        ticket = self.desk.opened().ask(lambda db: members.get(db, first))
        self._answers.when(ticket, self._look_among_archived)

    def _look_among_archived(self, ticket: "Ticket[Member | None]") -> None:
        member = None if ticket.cancelled else ticket.result()
        archived = self.bar.state()["filters"].get("archived")
        if member is None or member.id not in self._wanted:
            return
        if member.archived_at is not None and not archived:
            self.bar.set_state({"words": "", "filters": {"archived": True}})

    def _touched(self, step: "FinishedStep", touched: "Touched") -> None:
        if not self.isVisible():
            self._missed = True
            return
        if not {"field", "field_choice", "preset"}.isdisjoint(step.tables):
            self.refresh(None)
            return
        if self.table is None or self.source is None:
            return
        state = self.bar.state()
        searched = bool(state.get("words")) and bool(touched.texts)
        if touched.ids is None or reshapes(step, state, self.table.columns.sort):
            self.source.forget()
            self.table.ask(state)
        elif searched:
            self.table.ask(state)
        if touched.ids:
            self.table.rows_changed(touched.ids)

    def _failed(self, error: BaseException) -> None:
        self._complete()
        self.desk.start(fail(error))

    # --- what the owner does --------------------------------------------------------------------

    def _filter(self, state: dict[str, Any]) -> None:
        if self.table is not None and self.desk.register is not None:
            self.table.ask(state)

    def _into_table(self) -> None:
        if self.table is None:
            return
        self.table.setFocus()
        if not self.table.selected_count() and self.table.model.rowCount():
            self.table.select([self.table.model.id(0)])

    def _select_all(self) -> None:
        if self.table is not None:
            self.table.view.selectAll()

    def _picked(self) -> None:
        if self.table is not None and self.table.selected_count():
            self._wanted = []  # the owner has chosen otherwise
        self._chosen()

    def _chosen(self) -> None:
        if self.table is None:
            return
        count = self.table.selected_count()
        ids = self.table.selected_ids() if count == 1 else []
        if ids:
            self.detail.show_member(ids[0])
        elif count:
            self.detail.show_many(count)
        else:
            self.place.show_nobody(empty=not self.table.model.total)

    def _say_counts(self, total: int, shown: int, selected: int) -> None:
        self.count.setText(count_text(total, shown, selected))
        self.bulk.show_counts(shown, selected)

    def archive(self, ids: Sequence[str]) -> None:
        """Archive these members; “Undo” is offered."""
        self.desk.start(archive(self.desk, ids))

    def _change_cell(self, member_id: str, column: str, text: str) -> None:
        from organizer.screens.members.saving import change

        self.desk.start(self.desk.do(change, member_id, {column: text}))

    def _setting_changed(self, key: str) -> None:
        if key == "mask_numbers" and self.table is not None:
            self.table.set_masked(self.desk.machine_settings.get(key))

    # --- Page -----------------------------------------------------------------------------------

    @override
    def title(self) -> str:
        return _("Members")

    @override
    def first_focus(self) -> QWidget:
        return self if self.table is None else self.table

    @override
    def focus_search(self) -> None:
        self.bar.focus_search()

    @override
    def new_record(self) -> None:
        self.desk.start(self._add_members())

    async def _add_members(self) -> None:
        from organizer.screens.members.new_member import NewMember

        added = await NewMember.add_people(self.desk)
        if added:
            self.show_record(added[-1])

    @override
    def show_record(self, record_id: str) -> None:
        if self.table is not None and record_id in self.table.model.ids():
            self.table.select([record_id])
            return
        self._wanted = [record_id]
        if self.source is not None:
            self.source.forget()
        self.bar.clear()

    @override
    def open_with(self, **arguments: object) -> None:
        """`search` (words), `filters` (values by key), `ids` (exactly these), `new` (a sheet)."""
        filters = arguments.get("filters")
        ids = arguments.get("ids")
        wanted = dict(filters) if isinstance(filters, dict) else {}
        if isinstance(ids, list | tuple):
            chosen = [str(one) for one in ids]
            if len(chosen) <= MOST_NAMED:
                self.bar.kinds["ids"] = these_people(self.desk, chosen)
                wanted["ids"] = chosen
            else:
                self._wanted = chosen
        if "search" in arguments or wanted or ids is not None:
            self.bar.set_state({"words": str(arguments.get("search") or ""), "filters": wanted})
        if arguments.get("new"):
            self.new_record()

    @override
    def commands(self) -> tuple[Command, ...]:
        return (*self.bulk.commands(), *self.place.commands())

    @override
    def state(self) -> dict[str, Any]:
        look = self.table.state() if self.table is not None else self._look
        return {"table": look, "splitter": self.splitter.sizes(), **self.place.state()}

    @override
    def restore(self, state: dict[str, Any]) -> None:
        look, sizes = state.get("table"), state.get("splitter")
        if isinstance(look, dict):
            self._look = look
            if self.table is not None:
                self.table.restore(look)
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(n, int) for n in sizes):
            self.splitter.setSizes(sizes)
        self.place.restore(state)

    @override
    def retranslate(self) -> None:
        self.heading.setText(_("Members"))
        self.import_button.setText(_("Import"))
        self.new_button.setText(_("New member"))
        self.new_button.setToolTip(_("New member (Ctrl+N)"))
        self.ways_out.retranslate()
        self.bar.say()
        self.place.retranslate()
        self.bulk.retranslate()
        if self.table is not None:
            self.table.set_empty_widget(nobody_yet(self.desk, self.new_record))
            self._say_counts(*self._counts())
            self._read_anew()

    def _counts(self) -> tuple[int, int, int]:
        if self.table is None:
            return 0, 0, 0
        model = self.table.model
        return model.total, model.rowCount(), self.table.selected_count()
