"""The page of a noun: its name and how many, a search, the list, and one record beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.column_button import column_button
from organizer.widgets.desk import Desk, Page, TabOffer
from organizer.widgets.detail_pane import DetailPane
from organizer.widgets.empty_state import EmptyState
from organizer.widgets.filter_bar import FilterBar
from organizer.widgets.filter_kinds import FilterKind
from organizer.widgets.icons import icon as themed_icon
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.record_columns import Column, RowSource
from organizer.widgets.record_table import RecordTable
from organizer.widgets.theme import Kind, Space, TextRole, set_kind

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.register_thread import Ticket
    from organizer.base.steps import FinishedStep


@dataclass(frozen=True)
class ListAction:
    """Something that can be done with the records selected; `title` is marked with N_.

    `fits` looks at what `ListPage.read_record` gave of the one record shown.
    """

    title: str
    icon: str
    run: Callable[[list[str]], None]
    fits: Callable[[Any], bool] = lambda _record: True
    for_many: bool = True


@dataclass(frozen=True)
class ListWords:
    """What a page says; everything marked with N_."""

    title: str
    search: str
    new: str
    new_icon: str
    nothing_yet: str
    hint: str
    choose: str


class ListPage(Page):
    """A list with the detail of the selected record; a subject's page derives from it.

    A subclass gives `words`, `icon`, `tables`, and says what it reads of the record shown
    (`read_record`) and how the header names it (`show_header`).
    """

    words: ListWords
    icon = "list"
    tables: frozenset[str] = frozenset()
    """A step that touches one of these makes the list and the header read again."""
    sizes = (560, 580)

    def __init__(
        self,
        desk: Desk,
        columns: Sequence[Column],
        source: RowSource,
        offers: Sequence[TabOffer],
        kinds: Sequence[FilterKind] = (),
        verbs: Sequence[ListAction] = (),
    ) -> None:
        super().__init__(desk)
        self._answers = Answers(self)
        self._asker = object()
        self._wanted: list[str] = []
        self._fresh = True
        self.record: Any = None
        """What `read_record` gave of the record shown; None while there is none."""
        self.verbs = tuple(verbs)
        self.heading = PlainLabel("", self, role=TextRole.HEADING)
        self.count = PlainLabel("", self, tone=Tone.MUTED)
        self.new_button = QPushButton(self)
        set_kind(self.new_button, Kind.PRIMARY)
        set_icon(self.new_button, self.words.new_icon)
        self.new_button.clicked.connect(self.new_record)
        self.bar = FilterBar(kinds, desk.clock.today, self.words.search, self)
        self.bar.saved.hide()  # short lists need no filters kept by name
        self.table = RecordTable(columns, source, self)
        self.pane = DetailPane(desk, offers, self.icon, self)
        self.empty = EmptyState(self.icon, self)
        self.table.set_empty_widget(self.empty)
        self.head = QHBoxLayout()
        """The row of the heading; a subclass may put buttons before the primary one."""
        self.tools = QHBoxLayout()
        self._buttons = [self._button(one, many=False) for one in self.verbs]
        self._many = [self._button(one, many=True) for one in self.verbs if one.for_many]
        self._lay_out()
        self._connect()
        self.retranslate()

    # --- what a subclass says ---------------------------------------------------------------------

    def read_record(self, db: "Database", record_id: str) -> Any:
        """What header and buttons need to know of a record; None when it is gone."""
        raise NotImplementedError

    def show_header(self, record: Any) -> None:
        """Name the record in the pane's header."""
        raise NotImplementedError

    def say_count(self, total: int, shown: int, selected: int) -> str:
        """How many there are, in words."""
        from organizer.base.formats import format_number

        parts = [format_number(total)]
        if shown != total:
            parts.append(_("{count} shown").format(count=format_number(shown)))
        if selected > 1:
            parts.append(_("{count} selected").format(count=format_number(selected)))
        return " · ".join(parts)

    def remove(self, ids: list[str]) -> None:
        """Del was pressed in the list."""

    def filter_state(self) -> dict[str, Any]:
        """What the list is asked for."""
        return self.bar.state()

    # --- building -------------------------------------------------------------------------------

    def _button(self, action: ListAction, *, many: bool) -> QPushButton:
        button = QPushButton(self)
        set_icon(button, action.icon)
        if many:
            button.clicked.connect(lambda: action.run(self.table.selected_ids()))
            self.pane.many_buttons.addWidget(button)
        else:
            set_kind(button, Kind.QUIET)
            button.clicked.connect(lambda: self._run_here(action))
            self.pane.buttons.add(button)
        return button

    def _run_here(self, action: ListAction) -> None:
        if self.pane.record_id is not None:
            self.pane.finish_editing()
            action.run([self.pane.record_id])

    def _lay_out(self) -> None:
        self.head.setSpacing(Space.M)
        self.head.addWidget(self.heading)
        self.head.addWidget(self.count, 1, Qt.AlignmentFlag.AlignBottom)
        self.head.addWidget(self.new_button)
        self.tools.setSpacing(Space.S)
        self.tools.addWidget(self.bar, 1)
        self.tools.addWidget(column_button(self.table, self), 0, Qt.AlignmentFlag.AlignTop)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(Space.M)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.pane)
        self.splitter.setStretchFactor(0, self.sizes[0])
        self.splitter.setStretchFactor(1, self.sizes[1])
        self.splitter.setSizes(list(self.sizes))
        self.table.setMinimumWidth(260)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(self.head)
        column.addLayout(self.tools)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.bar.changed.connect(lambda _state: self.ask())
        self.bar.left_downwards.connect(self._into_table)
        self.empty.acted.connect(self.new_record)
        table = self.table
        table.set_context_menu(self._fill_menu)
        table.selection_changed.connect(self._chosen)
        table.counts_changed.connect(self._say_counts)
        table.listed.connect(self._listed)
        table.activated.connect(lambda _id: self.into_detail())
        table.remove_requested.connect(self.remove)
        table.failed.connect(self._failed)

    # --- reading --------------------------------------------------------------------------------

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self.desk.register is None:
            return
        if step is None:
            self._fresh = True
            self.ask()
        elif not self.tables.isdisjoint(step.tables):
            self.table.refresh()
        else:
            return
        self._read_record()

    def ask(self) -> None:
        """List what search and filters ask for now."""
        if self.desk.register is not None:
            self.table.ask(self.filter_state())

    def _listed(self) -> None:
        if self._wanted:
            wanted, self._wanted = self._wanted, []
            self.table.select(wanted)
        elif self._fresh and not self.table.selected_count() and self.table.model.rowCount():
            self.table.select([self.table.model.id(0)])
        self._fresh = False
        self._chosen()

    def _chosen(self) -> None:
        count = self.table.selected_count()
        if count == 1:
            self.show_one(self.table.selected_ids()[0])
        elif count:
            self.record = None
            self.pane.show_many(count)
        else:
            self.record = None
            self.pane.show_nothing(_(self.words.choose))

    def show_one(self, record_id: str) -> None:
        """Show a record in the pane."""
        if record_id != self.pane.record_id:
            self.record = None
            self.pane.show_record(record_id)
            self._read_record()

    def _read_record(self) -> None:
        record_id = self.pane.record_id
        if record_id is None or self.desk.register is None:
            return
        ticket = self.desk.opened().ask(
            lambda db: self.read_record(db, record_id), asker=self._asker
        )
        ticket.wait(0.008)  # most often it is there at once, and the header never flickers
        self._answers.when(ticket, lambda answer: self._show(record_id, answer))

    def _show(self, record_id: str, ticket: "Ticket[Any]") -> None:
        if ticket.cancelled or record_id != self.pane.record_id:
            return
        try:
            self.record = ticket.result()
        except Exception as error:
            self._failed(error)
            return
        if self.record is None:
            return
        self.show_header(self.record)
        for button, action in zip(self._buttons, self.verbs, strict=True):
            self.pane.buttons.offer(button, action.fits(self.record))

    def _failed(self, error: BaseException) -> None:
        self.desk.start(_raise(error))

    # --- what the owner does --------------------------------------------------------------------

    def _into_table(self) -> None:
        self.table.setFocus()
        if not self.table.selected_count() and self.table.model.rowCount():
            self.table.select([self.table.model.id(0)])

    def into_detail(self) -> None:
        """Put the cursor into the first field of the tab shown."""
        here = self.pane.findChildren(QWidget)
        for widget in here:
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            inside = widget is not self.pane.bar and widget.parent() is not self.pane.buttons
            if takes and inside and widget.isVisible() and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _fill_menu(self, menu: QMenu, ids: list[str]) -> None:
        for action in self.verbs:
            if len(ids) == 1:
                fits = self.record is not None and action.fits(self.record)
            else:
                fits = bool(ids) and action.for_many
            if fits:
                entry = menu.addAction(themed_icon(action.icon), _(action.title))
                entry.triggered.connect(lambda _on=False, one=action: one.run(ids))

    def _say_counts(self, total: int, shown: int, selected: int) -> None:
        self.count.setText(self.say_count(total, shown, selected))

    # --- Page -----------------------------------------------------------------------------------

    @override
    def title(self) -> str:
        return _(self.words.title)

    @override
    def first_focus(self) -> QWidget:
        return self.table

    @override
    def focus_search(self) -> None:
        self.bar.focus_search()

    @override
    def show_record(self, record_id: str) -> None:
        if record_id in self.table.model.ids() and not self._missed:
            self.table.select([record_id])
            return
        self._wanted = [record_id]
        if self.filter_state() != {"words": "", "filters": {}}:
            self.bar.clear()
        elif self.isVisible() and not self._missed:
            self.ask()

    @override
    def open_with(self, **arguments: object) -> None:
        """`search` (words), `filters` (values by key), `tab` (of the detail), `new` (a sheet)."""
        filters = arguments.get("filters")
        if "search" in arguments or isinstance(filters, dict):
            self.bar.set_state(
                {
                    "words": str(arguments.get("search") or ""),
                    "filters": filters if isinstance(filters, dict) else {},
                }
            )
        tab = arguments.get("tab")
        if isinstance(tab, str):
            self.pane.open_tab(tab)
        if arguments.get("new"):
            self.new_record()

    @override
    def state(self) -> dict[str, Any]:
        return {
            "table": self.table.state(),
            "splitter": self.splitter.sizes(),
            **self.pane.state(),
        }

    @override
    def restore(self, state: dict[str, Any]) -> None:
        look, sizes = state.get("table"), state.get("splitter")
        if isinstance(look, dict):
            self.table.restore(look)
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(n, int) for n in sizes):
            self.splitter.setSizes(sizes)
        self.pane.restore(state)

    @override
    def retranslate(self) -> None:
        self.heading.setText(_(self.words.title))
        self.table.setAccessibleName(_(self.words.title))
        self.new_button.setText(_(self.words.new))
        self.new_button.setToolTip(_("{what} (Ctrl+N)").format(what=_(self.words.new)))
        self.bar.say()
        self.empty.tell(_(self.words.nothing_yet), _(self.words.new), hint=_(self.words.hint))
        for button, action in zip(self._buttons, self.verbs, strict=True):
            button.setText(_(action.title))
        many = [action for action in self.verbs if action.for_many]
        for button, action in zip(self._many, many, strict=True):
            button.setText(_(action.title))
        self.pane.retranslate()
        model = self.table.model
        self._say_counts(model.total, model.rowCount(), self.table.selected_count())
        if self.isVisible():
            self.refresh(None)


ARCHIVED = N_("Archived")
"""The title of the filter and the badge of what was put away."""


async def _raise(error: BaseException) -> None:
    """Let the tasks report a failure as any other."""
    raise error
