"""The history: every step newest first, what it changed, and undoing any of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget

from organizer import domain
from organizer.base.formats import format_number
from organizer.base.overriding import override
from organizer.base.words import _, ngettext
from organizer.domain.overview import store_history
from organizer.domain.overview.labels import AREAS
from organizer.domain.overview.store_kept import kept
from organizer.domain.overview.store_whom import with_whom
from organizer.screens.history.change_words import ChangeWords
from organizer.screens.history.details import StepDetails
from organizer.screens.history.finding import wanted_steps
from organizer.screens.history.step_model import PAGE
from organizer.screens.history.steps_list import StepsList
from organizer.screens.history.undo_sheet import LISTED, UndoSheet
from organizer.widgets.desk import Desk
from organizer.widgets.empty_state import EmptyState
from organizer.widgets.split_page import SplitPage
from organizer.widgets.theme import Space

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.history import PastStep
    from organizer.base.register import Register
    from organizer.base.steps import FinishedStep
    from organizer.base.undo import UndoPlan
    from organizer.domain.overview.store_kept import Kept
    from organizer.widgets.tasks import Progress, Task

ROWS_AT_ONCE = 20
"""Changed rows shown of a step; the next ones on demand."""
TYPING_PAUSE = 200
"""Milliseconds."""


class HistoryPage(SplitPage):
    """Steps at the left, the selected one at the right."""

    help_page = "history"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._wanted = store_history.Wanted()
        self._asker, self._row_asker = object(), object()
        self._reading = False
        self._go_to = ""
        self._undoing: Task | None = None
        self.area = QComboBox(self)
        self.area.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list = StepsList(desk.clock.today, self)
        self.nothing = EmptyState("history", self)
        self.details = StepDetails(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(Space.S)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.area)
        card, inside = self.card((1, Space.S, 1, Space.S))
        self.left = QStackedWidget(card)
        self.left.addWidget(self.list)
        self.left.addWidget(self.nothing)
        inside.addWidget(self.left)
        column = self.lay_out(card, self.details, (560, 560))
        column.insertLayout(1, tools)

    def _connect(self) -> None:
        self.search.left_downwards.connect(self.list.setFocus)
        self.search.textEdited.connect(lambda _text: self._pause.start())
        self.search.textChanged.connect(lambda text: None if text else self._pause.start())
        self._pause.timeout.connect(self._ask)
        self.area.activated.connect(lambda _index: self._ask())
        self.list.current.connect(self._show)
        self.list.model_.wanted.connect(self._read_more)
        self.details.undo_wanted.connect(self.undo_current)
        self.details.more_wanted.connect(self._read_rows)
        self.details.other_wanted.connect(self.go_to)

    # --- reading ----------------------------------------------------------------------------------

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self.desk.register is None:
            self.list.model_.start_over([], complete=True)
            self.details.show_step(None)
            return
        self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        if self.desk.register is None:
            return  # closed while words were typed
        self.desk.start(self._read(max(PAGE, len(self.list.model_.steps))))

    async def _read(self, limit: int) -> None:
        chosen = self._go_to or (self.details.step.id if self.details.step else "")
        words, area = self.search.text().strip(), str(self.area.currentData() or "")
        found = await self.desk.read_for(self._asker, _first_page, words, area, limit)
        self._go_to = ""
        self._wanted, areas, steps = found
        self._offer_areas(areas)
        self.list.model_.start_over(steps, complete=len(steps) < limit)
        self.left.setCurrentWidget(self.list if steps else self.nothing)
        self._name_nothing()
        if not (chosen and self.list.select(chosen)):
            self.list.select_first()
        if not steps:
            self.details.show_step(None)

    def _read_more(self) -> None:
        if not self._reading and self.desk.register is not None:
            self._reading = True
            self.desk.start(self._add_page())

    async def _add_page(self) -> None:
        try:
            model, wanted = self.list.model_, self._wanted
            before = model.steps[-1].number if model.steps else None
            steps = await self.desk.read(_page_of, wanted, before, PAGE)
            if wanted is self._wanted and model.steps and model.steps[-1].number == before:
                model.add(steps, complete=len(steps) < PAGE)
        finally:
            self._reading = False

    def _show(self, step: "PastStep | None") -> None:
        self.details.show_step(step)
        if step is not None:
            self._read_rows(0)

    def _read_rows(self, skip: int) -> None:
        step = self.details.step
        if step is not None and self.desk.register is not None:
            self.desk.start(self._add_rows(step, skip))

    async def _add_rows(self, step: "PastStep", skip: int) -> None:
        changed = await self.desk.read_for(
            self._row_asker, store_history.changed, step.id, skip=skip, limit=ROWS_AT_ONCE
        )
        if self.details.step is step:
            self.details.add_changes(changed, masked=self._masked())

    def _masked(self) -> bool:
        return bool(self.desk.machine_settings.get("mask_numbers"))

    # --- undo -------------------------------------------------------------------------------------

    def undo_current(self) -> None:
        """Take the selected step back, or do it again if it is undone; conflicts are shown."""
        step = self.details.step
        if self._undoing is not None and self._undoing.running:
            return  # undoing twice would do it again
        if step is not None and step.undoes_id is None and self.desk.register is not None:
            self._undoing = self.desk.start(self._undo(step))

    async def _undo(self, step: "PastStep") -> None:
        from organizer.base.undo import plan_undo

        plan = await self.desk.read(plan_undo, step.id)
        staying = await self.desk.read(kept, plan) if plan.conflicts else None
        if staying is not None and not await self._agreed(plan, staying):
            return
        from organizer.widgets.tasks import Progress

        progress = Progress(self)
        title = _("Redoing") if plan.redoes else _("Undoing")
        work = self._carry_out(step, plan, progress, staying)
        self._undoing = self.desk.tasks.start(work, title, progress)

    async def _agreed(self, plan: "UndoPlan", staying: "Kept") -> bool:
        others = staying.others[:LISTED]
        rows = [(conflict.table, conflict.row_id) for conflict in others]
        named = await self.desk.read(store_history.rows_named, rows)
        words = ChangeWords(named, masked=self._masked())
        titles = [(words.row_title(one.table, one.row_id), one.reason) for one in others]
        return await self.desk.messages.open(UndoSheet(self.window(), plan, staying, titles))

    async def _carry_out(
        self, step: "PastStep", plan: "UndoPlan", progress: "Progress", staying: "Kept | None"
    ) -> None:
        from organizer.base.register_thread import awaited
        from organizer.base.steps import CancelledError

        register = self.desk.opened()
        await register.ensure_backup("change", plan.row_count)

        def report(done: int, total: int) -> None:
            if progress.cancelled:
                raise CancelledError
            progress.tell(done, total)

        def work(file: "Register") -> object:
            return file.undo(step.id, progress=report)

        await awaited(register.with_register(work))
        said = _("Redone: {title}") if plan.redoes else _("Undone: {title}")
        text = said.format(title=step.title())
        if staying is not None:
            text += " — " + _how_much(plan, staying)
        # The same as Redo (or Undo) in the top bar would do now.
        self.desk.messages.say(
            text, _("Undo") if plan.redoes else _("Do it again"), lambda: self._again(step)
        )

    def _again(self, step: "PastStep") -> None:
        if self.desk.register is not None and not (self._undoing and self._undoing.running):
            self._undoing = self.desk.start(self._undo(step))

    # --- what a page offers -----------------------------------------------------------------------

    def go_to(self, step_id: str) -> None:
        """Show one step, whatever was searched before."""
        if self.list.select(step_id):
            return
        self.search.clear()
        self._pause.stop()  # what it would read is read below
        self.area.setCurrentIndex(0)
        self._go_to = step_id
        self.desk.start(self._find_and_read(step_id))

    async def _find_and_read(self, step_id: str) -> None:
        newer = await self.desk.read(store_history.newer_than, step_id)
        await self._read(max(PAGE, newer + PAGE // 2))

    @override
    def open_with(self, **arguments: object) -> None:
        step, words = arguments.get("step"), arguments.get("search")
        if isinstance(step, str):
            self.go_to(step)
        elif isinstance(words, str):
            self.search.setText(words)
            self._ask()

    @override
    def show_record(self, record_id: str) -> None:
        self.go_to(record_id)

    def _offer_areas(self, areas: list[str]) -> None:
        chosen = self.area.currentData()
        self.area.clear()
        self.area.addItem(_("All operations"), "")
        for key, label in AREAS.items():
            if key in areas:
                self.area.addItem(_(label), key)
        self.area.setCurrentIndex(max(0, self.area.findData(chosen)))

    def _name_nothing(self) -> None:
        if self.search.text().strip() or self.area.currentData():
            self.nothing.tell(_("No operation fits."))
        else:
            self.nothing.tell(
                _("Nothing has been done yet."),
                hint=_("Everything you do appears here and can be taken back."),
            )

    @override
    def retranslate(self) -> None:
        self.heading.setText(_("History"))
        self.search.set_label(_("What was done, with whom, by whom"), _("Search the history"))
        self.area.setAccessibleName(_("Kind of operation"))
        self.list.setAccessibleName(_("Operations, newest first"))
        self.details.retranslate()
        self._name_nothing()


def _how_much(plan: "UndoPlan", staying: "Kept") -> str:
    """How much was taken back and how much stays, in people where it is about people."""
    if staying.people:
        return _("{done} taken back, {kept} stay").format(
            done=_people(staying.leaving or staying.restored), kept=_people(len(staying.people))
        )
    entries = len(plan.conflicts)
    return _("{done} taken back, {kept} stay").format(
        done=_entries(max(0, plan.row_count - entries)), kept=_entries(entries)
    )


def _people(count: int) -> str:
    return ngettext("{count} person", "{count} people", count).format(count=format_number(count))


def _entries(count: int) -> str:
    return ngettext("{count} entry", "{count} entries", count).format(count=format_number(count))


def _first_page(
    db: "Database", words: str, area: str, limit: int
) -> "tuple[store_history.Wanted, list[str], list[PastStep]]":
    domain.load()  # every action is known by its title then
    wanted = wanted_steps(db, words, area)
    return wanted, store_history.areas(db), _page_of(db, wanted, None, limit)


def _page_of(
    db: "Database", wanted: store_history.Wanted, before: int | None, limit: int
) -> "list[PastStep]":
    return with_whom(db, store_history.past_steps(db, wanted, before=before, limit=limit))
