"""The list of what was said at an event, in the tab and on the stage alike."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from organizer.base.dates import read_date
from organizer.base.errors import UserError
from organizer.base.words import N_, _
from organizer.domain.events import actions_said
from organizer.domain.events.said_text import kind_words
from organizer.domain.tasks import actions as tasks
from organizer.screens.events.notes_rows import KINDS, PROMISE, Row, Said, columns, read_said
from organizer.screens.events.outcome_sheet import ask_dropped, ask_kept, ask_settled
from organizer.widgets.desk import Desk
from organizer.widgets.icons import icon
from organizer.widgets.record_columns import Edit
from organizer.widgets.row_sources import WholeList
from organizer.widgets.tab_table import TabTable

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.steps import Step


class NotesList(QObject):
    """A table of what was said, of one kind when its filter says so, and what can be done in it."""

    read = Signal()
    """`found` is what the register holds now."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.found: Said | None = None
        self._reading: Said | None = None
        self._key: str | None = None
        self._wanted = ""
        source = WholeList[Row](desk, self._read, lambda row: row.id, lambda row: row.words, {})
        self.table = TabTable(
            columns(Edit(self._set_words), Edit(self._set_number), desk.clock.today), source, parent
        )
        self.table.set_context_menu(self._fill_menu)
        self.table.remove_requested.connect(lambda _ids: self.remove())
        self.table.listed.connect(self._told)
        shortcut = QShortcut(QKeySequence("Space"), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.tick)

    # --- reading --------------------------------------------------------------------------------

    def ask(self, key: str | None, kind: str = "") -> None:
        """List what was said at an event, of one kind if given."""
        if key != self._key:
            self.found = self._reading = None
        self._key = key
        if self._desk.register is not None and key is not None:
            self.table.ask({"record": key, "kind": kind})

    def _read(self, db: "Database", wanted: Mapping[str, Any]) -> Sequence[Row]:
        self._reading = read_said(db, str(wanted.get("record")))
        kind = wanted.get("kind")
        rows = self._reading.rows if self._reading is not None else ()
        return [row for row in rows if not kind or row.kind == kind]

    def _told(self) -> None:
        self.found = self._reading
        self.read.emit()
        self._select_wanted()

    def row(self, row_id: str) -> Row | None:
        """One line."""
        rows = self.found.rows if self.found is not None else ()
        return next((row for row in rows if row.id == row_id), None)

    def selected(self) -> list[Row]:
        """The selected lines."""
        found = map(self.row, self.table.selected_ids())
        return [row for row in found if row is not None]

    def select(self, row_id: str) -> None:
        """Choose a line that was just written down, now or once it is listed."""
        self._wanted = row_id
        self._select_wanted()

    def _select_wanted(self) -> None:
        if self._wanted in self.table.shown_ids():
            self.table.select([self._wanted])
            self._wanted = ""

    # --- what can be done -----------------------------------------------------------------------

    def tick(self) -> None:
        """Mark the selected ones as kept or worked off, or open them again if all of them are."""
        rows = self.selected()
        waiting = [row for row in rows if row.is_open]
        over = [row for row in rows if row.is_over]
        if waiting and self._key is not None:
            self._run(_settle_all, self._key, waiting)
        elif over:
            self._run(_open_all, over)

    def with_a_word(self) -> None:
        """Say what came of the selected ones."""
        waiting = [row for row in self.selected() if row.is_open]
        promises = [row.task for row in waiting if row.task is not None]
        notes = [row for row in waiting if row.note is not None]
        if promises:
            ask_kept(self._desk, promises)
        elif notes and self._key is not None:
            words = "\n".join(row.words for row in notes)
            ask_settled(self._desk, self._key, [row.id for row in notes], words)

    def remove(self) -> None:
        """Remove the selected lines, which were written down by mistake."""
        rows = self.selected()
        if rows:
            self._run(_remove_all, rows)

    def set_kind(self, kind: str) -> None:
        """Say that the selected notes are of another kind."""
        ids = [row.id for row in self.selected() if row.note is not None]
        if ids:
            self._run(_change_kind, ids, kind)

    def _run(self, action: Callable[..., Any], *given: Any) -> None:
        self._desk.start(self._desk.do(action, *given))

    def _set_words(self, row_id: str, text: str) -> None:
        row = self.row(row_id)
        if row is not None:
            action = actions_said.change if row.note is not None else actions_said.change_promise
            self._desk.start(self._desk.do(action, row_id, words=text))

    def _set_number(self, row_id: str, text: str) -> None:
        row = self.row(row_id)
        plain = unicodedata.normalize("NFKC", text).strip()
        try:
            if row is not None and row.task is not None:
                self._set_day(row_id, read_date(plain))
            elif row is not None and row.kind == "topic":
                self._set_votes(row_id, plain)
        except UserError as refusal:
            self._desk.messages.refuse(refusal)

    def _set_day(self, row_id: str, day: str) -> None:
        import datetime as dt

        due_on = dt.date.fromisoformat(day) if day else None
        self._desk.start(self._desk.do(actions_said.change_promise, row_id, due_on=due_on))

    def _set_votes(self, row_id: str, text: str) -> None:
        if text and not text.isdecimal():
            raise UserError("field.no_number", N_("Write a whole number, such as 80."))
        votes = [(row_id, int(text) if text else None)]
        self._desk.start(self._desk.do(actions_said.vote, votes))

    def _fill_menu(self, menu: QMenu, ids: list[str]) -> None:  # noqa: ARG002
        rows = self.selected()
        if not rows:
            return
        waiting = [row for row in rows if row.is_open]
        promises = [row.task for row in waiting if row.task is not None]
        offers: list[tuple[bool, str, str, Callable[[], object]]] = [
            (bool(waiting), "check", _("Kept, worked off"), self.tick),
            (bool(waiting), "message-circle", _("With a word…"), self.with_a_word),
            (bool(promises), "x", _("Dropped…"), lambda: ask_dropped(self._desk, promises)),
            (not waiting and any(row.is_over for row in rows), "undo-2", _("Open again"),
             self.tick),
            (True, "trash-2", _("Remove"), self.remove),
        ]  # fmt: skip
        for offered, name, text, run in offers:
            if offered:
                menu.addAction(icon(name), text).triggered.connect(
                    lambda _checked=False, run=run: run()
                )
        if any(row.note is not None for row in rows):
            kinds = menu.addMenu(_("Is rather a…"))
            for code in KINDS:
                if code != PROMISE:
                    kinds.addAction(kind_words(code)).triggered.connect(
                        lambda _checked=False, code=code: self.set_kind(code)
                    )


def _settle_all(step: "Step", key: str, rows: Sequence[Row]) -> None:
    promises = [row.id for row in rows if row.task is not None]
    notes = [row.id for row in rows if row.note is not None]
    if promises:
        tasks.finish(step, promises)
    if notes:
        actions_said.settle(step, key, notes)


def _open_all(step: "Step", rows: Sequence[Row]) -> None:
    promises = [row.id for row in rows if row.task is not None]
    notes = [row.id for row in rows if row.note is not None]
    if promises:
        tasks.reopen(step, promises)
    if notes:
        actions_said.reopen(step, notes)


def _remove_all(step: "Step", rows: Sequence[Row]) -> None:
    promises = [row.id for row in rows if row.task is not None]
    notes = [row.id for row in rows if row.note is not None]
    if notes:
        actions_said.remove(step, notes)
    if promises:
        tasks.remove(step, promises)


def _change_kind(step: "Step", ids: Sequence[str], kind: str) -> None:
    for note_id in ids:
        actions_said.change(step, note_id, kind=kind)
