"""The duplicates page: pairs at the left, one pair side by side at the right."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from organizer.base.overriding import override
from organizer.base.words import _, ngettext
from organizer.domain.joining import actions, merging, store
from organizer.screens.joining.compare_pane import ComparePane
from organizer.screens.joining.different import show_different
from organizer.screens.joining.pairs import COLUMNS, PairSource, compare, find_pairs, pair_id
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, Page
from organizer.widgets.empty_state import EmptyState
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.record_table import RecordTable
from organizer.widgets.theme import Kind, Space, TextRole, set_kind

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from organizer.base.steps import FinishedStep
    from organizer.domain.joining.records import Side
    from organizer.screens.joining.pairs import Pair
    from organizer.widgets.tasks import Task

#: Steps on these tables may make other pairs.
TABLES = frozenset({"member", "phone", "account", "different_people", "merged_record"})


class DuplicatesPage(Page):
    """Pair after pair: merged, told apart, or left for later."""

    help_page = "duplicates"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._asked: list[tuple[str, str]] = []
        self._finding: Task | None = None
        self._busy = False
        self._apart = 0
        self.source = PairSource()
        self.heading = PlainLabel("", self, role=TextRole.HEADING)
        self.count = PlainLabel("", self, tone=Tone.MUTED)
        self.back = QPushButton(self)
        set_icon(self.back, "arrow-left")
        self.back.clicked.connect(lambda: desk.open_page("members"))
        self.told_apart = QPushButton(self)
        set_kind(self.told_apart, Kind.QUIET)
        self.told_apart.clicked.connect(lambda: desk.start(show_different(desk)))
        self.told_apart.hide()
        self.table = RecordTable(COLUMNS, self.source, self)
        self.pane = ComparePane(self)
        self.empty = EmptyState("circle-check", self)
        self.empty.acted.connect(lambda: desk.open_page("members"))
        self._lay_out()
        self.table.current_changed.connect(self._look)
        self.table.activated.connect(lambda _id: self.pane.merge.setFocus())
        self.pane.merge_wanted.connect(self.merge)
        self.pane.different_wanted.connect(self.tell_apart)
        self.pane.next_wanted.connect(self.go_on)
        self.pane.open_wanted.connect(lambda one: desk.open_record("member", one))
        merge_key = QShortcut(QKeySequence("Ctrl+Return"), self)
        merge_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        merge_key.activated.connect(self.merge)
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(self.heading)
        head.addWidget(self.count, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.told_apart)
        head.addWidget(self.back)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(Space.M)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.pane)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([500, 620])
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addWidget(self.stack, 1)

    # --- reading --------------------------------------------------------------------------------

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self._busy or (step is not None and TABLES.isdisjoint(step.tables)):
            return
        if self.desk.register is None:
            self._show([])
            return
        if self._finding is not None:
            self._finding.cancel()
        self._finding = self.desk.start(self._find(), _("Looking for duplicates"))

    async def _find(self) -> None:
        self._apart = len(await self.desk.read(store.different_people))
        self._say_apart()
        self._show(await self.desk.read_long(find_pairs, tuple(self._asked)))

    def _say_apart(self) -> None:
        self.told_apart.setText(_("Marked as different people ({count})").format(count=self._apart))
        self.told_apart.setVisible(self._apart > 0)

    def _show(self, pairs: "list[Pair]") -> None:
        """Show the pairs; the place in the list is kept, so that the next one is at hand."""
        shown = self.table.shown_ids()
        current = self.table.current_id()
        at = shown.index(current) if current in shown else 0
        self.source.show_pairs(pairs)
        self.table.refresh()
        count = len(pairs)
        self.count.setText(
            ngettext("{count} pair", "{count} pairs", count).format(count=count) if count else ""
        )
        self.stack.setCurrentIndex(0 if pairs else 1)
        ids = list(self.source.pairs)
        if not ids:
            return
        wanted = current if current in self.source.pairs else ids[min(at, len(ids) - 1)]
        self.table.select([wanted])
        self._look(wanted)
        if self.hasFocus():
            self.take_focus()

    def _look(self, row_id: str) -> None:
        if row_id in self.source.pairs:
            self.desk.start(self._compare(self.source.pairs[row_id]))

    async def _compare(self, pair: "Pair") -> None:
        found = await self.desk.read_for(self.pane, compare, pair.first_id, pair.second_id)
        if found is not None:
            self.pane.show_pair(pair, found)

    # --- deciding -------------------------------------------------------------------------------

    def _decide(self, work: "Coroutine[Any, Any, object]") -> None:
        if self._busy:
            work.close()
            return
        self._busy = True
        self.pane.setEnabled(False)
        self.desk.start(self._decided(work))

    async def _decided(self, work: "Coroutine[Any, Any, object]") -> None:
        try:
            await work
        finally:
            self._busy = False
            self.pane.setEnabled(True)
        self.refresh(None)

    def merge(self) -> None:
        """Make one member of the two shown, with the values chosen."""
        pair = self.pane.pair
        if pair is not None and pair.id in self.source.pairs:
            self._decide(self._merge(pair, self.pane.choices()))

    async def _merge(self, pair: "Pair", choices: "dict[str, Side]") -> None:
        """As chosen when it was asked for: while the backup is made, other pairs may be looked at.

        Should another register lie on the desk by then, nothing is merged in that one.
        """
        register = self.desk.opened()
        await register.ensure_backup("merge")
        if self.desk.register is register:
            await self.desk.do(merging.merge, pair.first_id, pair.second_id, choices)

    def tell_apart(self) -> None:
        """Note that the two shown are different people: they are proposed no more."""
        pair = self.pane.pair
        if pair is not None and pair.id in self.source.pairs:
            self._asked = [one for one in self._asked if one != (pair.first_id, pair.second_id)]
            self._decide(self.desk.do(actions.mark_different, pair.first_id, pair.second_id))

    def go_on(self) -> None:
        """Go to the next pair; after the last one comes the first."""
        ids = list(self.source.pairs)
        current = self.table.current_id()
        if ids:
            at = ids.index(current) + 1 if current in ids else 0
            self.table.select([ids[at % len(ids)]])

    # --- Page -----------------------------------------------------------------------------------

    @override
    def title(self) -> str:
        return _("Duplicates")

    @override
    def first_focus(self) -> QWidget:
        return self.table if self.source.pairs else self

    @override
    def focus_search(self) -> None:
        self.table.setFocus()

    @override
    def open_with(self, **arguments: object) -> None:
        """`ids`: two members to be merged, whether they are proposed or not."""
        ids = arguments.get("ids")
        if isinstance(ids, list | tuple) and len(ids) == 2:
            first, second = sorted(map(str, ids))
            self._asked = [(first, second)]
            self._missed = False
            self.desk.start(self._find_asked(pair_id(first, second)))

    async def _find_asked(self, wanted: str) -> None:
        await self._find()
        if wanted in self.source.pairs:
            self.table.select([wanted])
            self._look(wanted)

    @override
    def state(self) -> dict[str, Any]:
        return {"table": self.table.state(), "splitter": self.splitter.sizes()}

    @override
    def restore(self, state: dict[str, Any]) -> None:
        look, sizes = state.get("table"), state.get("splitter")
        if isinstance(look, dict):
            self.table.restore(look)
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(n, int) for n in sizes):
            self.splitter.setSizes(sizes)

    @override
    def retranslate(self) -> None:
        self.heading.setText(self.title())
        self.back.setText(_("Members"))
        self._say_apart()
        self.empty.tell(
            _("Nobody seems to be in the register twice."),
            _("Members"),
            hint=_("Members who share a number, an account, or name and institution appear here."),
        )
        self.pane.retranslate()
        if self.source.pairs:
            self._show(list(self.source.pairs.values()))
