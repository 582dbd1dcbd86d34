"""The import, step by step: it moves between the steps and runs their work as tasks."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from organizer.base.errors import UserError
from organizer.base.words import _
from organizer.domain.groups import store as groups
from organizer.domain.members import store as members
from organizer.domain.rosters import store
from organizer.domain.rosters.apart import ListSource
from organizer.domain.rosters.plan import Cell, Decision
from organizer.screens.rosters import draft as work
from organizer.screens.rosters.choose_step import ChooseStep
from organizer.screens.rosters.decision_box import Candidate
from organizer.screens.rosters.draft import Draft
from organizer.screens.rosters.left_out import save_left_out
from organizer.screens.rosters.map_step import MapStep
from organizer.screens.rosters.preview_step import PreviewStep
from organizer.screens.rosters.receipt_step import ReceiptStep
from organizer.screens.rosters.steps import StepStrip
from organizer.widgets.colours import Tone
from organizer.widgets.tasks import Progress, Task
from organizer.widgets.theme import Space

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.steps import FinishedStep
    from organizer.widgets.desk import Desk

#: What the table files this program reads are called.
PATTERNS = "*.xlsx *.csv *.tsv *.txt"


class ImportView(QWidget):
    """Choose, match, look, import."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.draft: Draft | None = None
        self.done: FinishedStep | None = None
        self._task: Task | None = None
        self._importing: Task | None = None
        self._group = ""
        self._held: ListSource | None = None
        self._sample_will_do = False
        self.strip = StepStrip(self)
        self.choose = ChooseStep(self)
        self.map = MapStep(desk, self)
        self.preview = PreviewStep(self)
        self.receipt = ReceiptStep(self)
        self.stack = QStackedWidget(self)
        for step in (self.choose, self.map, self.preview, self.receipt):
            self.stack.addWidget(step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        column.addWidget(self.strip)
        column.addWidget(self.stack, 1)
        self._connect()
        self._ask_where()

    def _connect(self) -> None:
        self.choose.file_wanted.connect(lambda: self.desk.start(self.ask_for_file()))
        self.choose.pasted.connect(self.paste)
        self.choose.source_bar.corrected.connect(self.read)
        self.choose.sample.own_wanted.connect(lambda: self.desk.start(self._into_own()))
        self.choose.sample.sample_wanted.connect(self._into_sample)
        self.map.source_bar.corrected.connect(self.read)
        self.map.back_wanted.connect(self.start_over)
        self.map.preview_wanted.connect(self.look)
        self.preview.back_wanted.connect(lambda: self._go(1))
        self.preview.import_wanted.connect(self.commit)
        self.preview.decided.connect(self._decide)
        self.preview.empty.chosen.connect(self._leave_empty)
        self.preview.candidates_wanted.connect(lambda row: self.desk.start(self._ask_about(row)))
        self.receipt.again_wanted.connect(self.start_over)
        self.receipt.undo_wanted.connect(lambda: self.desk.start(self._undo()))
        self.receipt.show_wanted.connect(lambda: self.desk.start(self._show_people()))
        for step in (self.preview, self.receipt):
            step.save_wanted.connect(lambda: self.desk.start(self._save_left_out()))

    def _go(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.strip.setVisible(step < 3)
        self.strip.show_step(min(step, 2))

    def _run(self, title: str, work_on: Callable[[Progress], Coroutine[Any, Any, object]]) -> Task:
        """Run the work of a step; a newer one takes the place of an older one."""
        if self._task is not None:
            self._task.cancel()
        progress = Progress(self)
        self._task = self.desk.tasks.start(work_on(progress), title, progress)
        self._task.finished.connect(self._ended)
        self.stack.setEnabled(False)
        return self._task

    def _ended(self) -> None:
        if self._task is None or not self._task.running:
            self._task = None
            self.stack.setEnabled(True)
            if self.isVisible():  # while it was disabled the keyboard went elsewhere
                self.focus_first()

    # --- choosing -------------------------------------------------------------------------------

    async def ask_for_file(self) -> None:
        """Let the owner choose a list."""
        path = await self.desk.messages.choose_open_file(
            _("Choose a list"), ((_("Lists"), PATTERNS),)
        )
        if path is not None:
            self.read(ListSource(str(path)))

    def read_file(self, path: Path) -> None:
        """Read a file."""
        self.read(ListSource(str(path)))

    def paste(self, text: str) -> None:
        """Read pasted cells."""
        self.read(ListSource(text=text))

    def put_into(self, group_id: str) -> None:
        """Propose this group for the people of the next list."""
        self._group = group_id

    def focus_first(self) -> None:
        """Put the keyboard on what goes on from here: choosing, looking, deciding, importing."""
        step = self.stack.currentIndex()
        first: tuple[QWidget, ...] = (
            *(self.choose.first(), self.map.next),
            *(self.preview.first(), self.receipt.show_them),
        )
        first[step].setFocus()

    # --- where a list goes while made-up data is open -------------------------------------------

    def register_changed(self) -> None:
        """Another register was opened, or none: nothing chosen for the last one holds."""
        if self._task is not None:  # its receipt would stand, with “Undo”, over the new register
            self._task.cancel()
        self._held, self._sample_will_do = None, False
        self.start_over()

    def _ask_where(self) -> None:
        self.choose.sample.setVisible(self._must_ask())
        if self._must_ask():
            self.choose.sample.ask(self._held)

    def _must_ask(self) -> bool:
        return not self._sample_will_do and self.desk.files.made_up()

    async def _into_own(self) -> None:
        held = self._held
        if not await self.desk.files.use_own():
            return
        self.desk.open_page("rosters")  # another register begins with another page
        if held is not None:
            self.read(held)
        else:
            self.focus_first()

    def _into_sample(self) -> None:
        held, self._held = self._held, None
        self._sample_will_do = True
        self._ask_where()
        if held is not None:
            self.read(held)
        else:
            self.focus_first()

    # --- reading --------------------------------------------------------------------------------

    def start_over(self) -> None:
        """Begin with another list."""
        self._forget()
        self.done = None
        self.choose.banner.hide()
        self.choose.source_bar.hide()
        self._ask_where()
        self._go(0)

    def _forget(self) -> None:
        """Let go of the list under way, unless its work still goes on elsewhere."""
        draft, self.draft = self.draft, None
        self.preview.forget()
        if draft is not None and self._task is None:
            work.put_away(draft)

    def read(self, source: ListSource) -> None:
        """Read a list and go on to its columns; while made-up data is open, ask first."""
        if self._importing is not None and self._importing.running:  # it would be stopped unseen
            self.desk.messages.say(_("The list before is still being imported."))
            return
        if self._must_ask():
            self._held = source
            self._go(0)
            self._ask_where()
            return
        self._run(_("Reading the list"), lambda progress: self._read(source, progress))

    async def _read(self, source: ListSource, progress: Progress) -> None:
        made = Draft(source)
        try:
            await work.look(self.desk, made, progress)
        except UserError as refusal:
            self._go(0)
            self.choose.banner.tell(refusal.message(), Tone.DANGER)
            self.choose.source_bar.show_source(source, None)
            self.choose.source_bar.setVisible(refusal.code in _CORRECTABLE)
            return
        choices = await self.desk.read(groups.choices)
        self.choose.banner.hide()
        self.choose.source_bar.hide()
        self._forget()
        self.draft = made
        await self.map.show_draft(made, choices)
        if self._group:
            self.map.target.choose_group(self._group)
        self._go(1)

    # --- looking --------------------------------------------------------------------------------

    def look(self) -> None:
        """Check the rows and show what would happen."""
        if self.draft is None:
            return
        try:
            self.draft.keys = self.map.target.keys()
            self.draft.group = self.map.target.target()
        except UserError as refusal:
            self.map.target.joined.commit()
            self.desk.messages.refuse(refusal)
            return
        draft = self.draft
        self._run(_("Checking the rows"), lambda progress: self._look(draft, progress))

    async def _look(self, draft: Draft, progress: Progress) -> None:
        try:
            await work.check(self.desk, draft, progress)
        except UserError as refusal:
            self.map.banner.tell(refusal.message(), Tone.DANGER)
            return
        self.preview.banner.hide()
        self.preview.show_draft(draft)
        self._go(2)

    def look_again(self) -> None:
        """The register may have changed since the preview was made: make it again if so."""
        draft = self.draft
        if draft is not None and self.stack.currentWidget() is self.preview and not self._task:
            self.desk.start(self._look_again(draft))

    async def _look_again(self, draft: Draft) -> None:
        plan = draft.plan
        if plan is not None and await self.desk.read(store.mark) != plan.mark:
            await self._plan_again(draft)

    async def _ask_about(self, row: int) -> None:
        plan = self.draft.plan if self.draft is not None else None
        if plan is None or row not in plan.problems:
            return
        found = await self.desk.read_for(self, _candidates, plan.problems[row].candidates)
        self.preview.ask_about(row, found)

    def _decide(self, rows: list[int], decision: Decision) -> None:
        draft = self.draft
        if draft is None:
            return
        draft.decide(rows, decision)
        self._run(_("Looking again"), lambda _progress: self._plan_again(draft))

    def _leave_empty(self, cells: frozenset[Cell]) -> None:
        draft = self.draft
        if draft is None:
            return
        draft.left_empty = cells
        self._run(_("Looking again"), lambda _progress: self._plan_again(draft))

    async def _plan_again(self, draft: Draft) -> None:
        kind = self.preview.kind
        await work.plan(self.desk, draft)
        self.preview.show_draft(draft, kind)

    # --- importing ------------------------------------------------------------------------------

    def commit(self) -> None:
        """Carry out exactly the plan shown."""
        draft = self.draft
        if draft is not None and self.preview.writes():
            self._importing = self._run(
                _("Importing"), lambda progress: self._commit(draft, progress)
            )

    async def _commit(self, draft: Draft, progress: Progress) -> None:
        try:
            self.done = await work.commit(self.desk, draft, progress)
        except UserError as refusal:
            if refusal.code != "import.outdated":
                raise
            await self._plan_again(draft)
            self.preview.banner.tell(refusal.message(), Tone.WARNING)
            return
        if self.done is None:
            await self._plan_again(draft)
            return
        self.receipt.show_receipt({key: int(self.done.values[key]) for key in _RECEIPT})
        self._group = ""
        self._go(3)

    async def _undo(self) -> None:
        done = self.done
        if done is None:
            return
        await self.desk.take_back(done.id)
        self.start_over()

    async def _show_people(self) -> None:
        plan = self.draft.plan if self.draft is not None else None
        done = self.done
        if plan is None or done is None:
            return
        touched = done.tables.get("member") or ()
        self.desk.open_page("members", ids=list(touched or plan.member_of.values()))

    async def _save_left_out(self) -> None:
        if self.draft is not None:
            await save_left_out(self.desk, self.draft)

    def retranslate(self) -> None:
        """Set every text again."""
        self.strip.retranslate()
        for step in (self.choose, self.map, self.preview, self.receipt):
            step.retranslate()


_RECEIPT = (
    *("rows", "new", "matched", "changed", "conflicts", "refused"),
    *("repeated", "masked", "emptied"),
)
#: Refusals that another header line, sheet or encoding may mend.
_CORRECTABLE = {
    "import.no_header",
    "import.duplicate_headers",
    "import.encoding",
    "import.damaged_text",
    "import.no_sheet",
    "import.empty",
    "import.broken_line",
    "import.unclosed_quote",
}


def _candidates(db: "Database", ids: tuple[str, ...]) -> list[Candidate]:
    """Who a row may be, with what tells them apart."""
    return [
        Candidate(
            row.id,
            row.name,
            " · ".join(filter(None, (row.institution, row.position, row.number))),
        )
        for row in members.member_rows(db, list(ids))
    ]
