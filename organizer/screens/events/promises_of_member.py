"""What a person promised and is to do, as a tab of the person's page: ticked off, put off."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton

from organizer.base.dates import read_date
from organizer.base.errors import UserError
from organizer.base.formats import format_date
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.events import store_promises
from organizer.domain.events.store_promises import PromiseOf
from organizer.domain.tasks import actions as tasks
from organizer.domain.tasks.records import PURPOSES, Task
from organizer.screens.events.agenda_around import task_state
from organizer.screens.events.agenda_rows import day_and_title
from organizer.screens.events.outcome_sheet import (
    ask_dropped,
    ask_kept,
    ask_other_day,
    change_day,
)
from organizer.widgets.action_row import ActionRow
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.icons import icon, set_icon
from organizer.widgets.list_tab import ListTab
from organizer.widgets.record_columns import Badge, Column, Edit
from organizer.widgets.row_sources import WholeList
from organizer.widgets.theme import Space

if TYPE_CHECKING:
    from organizer.base.database import Database


class PromisesOfMember(ListTab):
    """Open promises first, then what was kept or dropped."""

    tables = frozenset({"task", "event", "session", "member"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.action_row = ActionRow(self, Space.S)
        self.kept_button = self._tool("circle-check", self.kept)
        self.day_button = self._tool("calendar", self.other_day)
        self.drop_button = self._tool("x", self.drop)
        self.open_button = self._tool("undo-2", self.open_again)
        self.column.addWidget(self.action_row)
        source = WholeList[PromiseOf](
            desk,
            _read,
            lambda one: one.task.id,
            lambda one: one.task.words,
            {"due": lambda one: one.task.due_on, "event": lambda one: one.event_day},
        )
        self.lay_out(self._columns(), source, "handshake")
        self.table.set_context_menu(self._fill_menu)
        self.table.remove_requested.connect(lambda _ids: self.drop())
        self.table.selection_changed.connect(self._chosen)
        self.table.listed.connect(self._chosen)
        self.table.activated.connect(self._open_event)
        shortcut = QShortcut(QKeySequence("Space"), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.tick)
        self._chosen()
        self.retranslate()

    def _columns(self) -> tuple[Column, ...]:
        def state(one: PromiseOf) -> tuple[str, Tone]:
            return task_state(self.desk, one.task)

        return (
            Column("state", N_("State"), lambda one: state(one)[0], sortable=False, width=9,
                   badges=lambda one: [Badge(*state(one))]),
            Column("words", N_("What"), lambda one: one.task.words, sortable=False, width=28,
                   strong=True, edit=Edit(self._set_words), hint=lambda one: one.task.words),
            Column("due", N_("Due on"), _due_words, width=12,
                   edit=Edit(self._set_day, lambda one: _iso(one.task))),
            Column("purpose", N_("Kind"), lambda one: _(PURPOSES[one.task.purpose]),
                   sortable=False, width=10, visible=False),
            Column("event", N_("Said at"),
                   lambda one: day_and_title(one.event_title, one.event_day),
                   width=22, tone=lambda _one: Tone.MUTED),
            Column("outcome", N_("What came of it"), lambda one: one.task.outcome,
                   sortable=False, width=22, edit=Edit(self._set_outcome)),
        )  # fmt: skip

    def _tool(self, name: str, run: object) -> QPushButton:
        button = QPushButton(self)
        set_icon(button, name)
        button.clicked.connect(run)
        self.action_row.add(button)
        return button

    # --- what can be done -------------------------------------------------------------------------

    def _task(self, task_id: str) -> Task | None:
        ids = self.table.shown_ids()
        row = self.table.model.row(ids.index(task_id)) if task_id in ids else None
        return None if row is None else row.task

    def selected(self) -> list[Task]:
        """The selected ones."""
        found = map(self._task, self.table.selected_ids())
        return [one for one in found if one is not None]

    def _chosen(self) -> None:
        chosen = self.selected()
        waiting = [one for one in chosen if one.is_open]
        self.kept_button.setEnabled(bool(waiting))
        self.drop_button.setEnabled(bool(waiting))
        self.day_button.setEnabled(len(waiting) == 1)
        self.open_button.setEnabled(bool(chosen) and not waiting)

    def tick(self) -> None:
        """Tick the selected ones off without a word, or open them again if all of them are."""
        chosen = self.selected()
        waiting = [one.id for one in chosen if one.is_open]
        if waiting:
            self.desk.start(self.desk.do(tasks.finish, waiting))
        elif chosen:
            self.open_again()

    def kept(self) -> None:
        """Tick the selected ones off, with a word about what came of them."""
        waiting = [one for one in self.selected() if one.is_open]
        if waiting:
            ask_kept(self.desk, waiting)

    def drop(self) -> None:
        """Say that the selected ones will not be done."""
        waiting = [one for one in self.selected() if one.is_open]
        if waiting:
            ask_dropped(self.desk, waiting)

    def other_day(self) -> None:
        """Put the selected one off, or bring it forward."""
        waiting = [one for one in self.selected() if one.is_open]
        if len(waiting) == 1:
            ask_other_day(self.desk, waiting[0])

    def open_again(self) -> None:
        """Open the selected ones again."""
        ids = [one.id for one in self.selected() if not one.is_open]
        if ids:
            self.desk.start(self.desk.do(tasks.reopen, ids))

    def _set_words(self, task_id: str, text: str) -> None:
        self.desk.start(self.desk.do(tasks.change, task_id, words=text))

    def _set_outcome(self, task_id: str, text: str) -> None:
        self.desk.start(self.desk.do(tasks.change, task_id, outcome=text.strip()))

    def _set_day(self, task_id: str, text: str) -> None:
        import datetime as dt

        task = self._task(task_id)
        if task is None:
            return
        try:
            day = read_date(text)
        except UserError as refusal:
            self.desk.messages.refuse(refusal)
            return
        due_on = dt.date.fromisoformat(day) if day else None
        self.desk.start(self.desk.do(change_day, task, due_on))

    def _open_event(self, task_id: str) -> None:
        task = self._task(task_id)
        if task is not None and task.kind == "event":
            self.desk.open_record("event", task.subject_id)

    def _fill_menu(self, menu: QMenu, ids: list[str]) -> None:
        chosen = self.selected()
        if not chosen:
            return
        waiting = any(one.is_open for one in chosen)
        offers: list[tuple[bool, str, str, Callable[[], object]]] = [
            (waiting, "circle-check", _("Kept…"), self.kept),
            (waiting and len(chosen) == 1, "calendar", _("Another day…"), self.other_day),
            (waiting, "x", _("Dropped…"), self.drop),
            (not waiting, "undo-2", _("Open again"), self.open_again),
            (len(chosen) == 1 and chosen[0].kind == "event", "external-link",
             _("Open the event"), lambda: self._open_event(ids[0])),
        ]  # fmt: skip
        for offered, name, text, run in offers:
            if offered:
                menu.addAction(icon(name), text).triggered.connect(
                    lambda _checked=False, run=run: run()
                )

    @override
    def retranslate(self) -> None:
        self.action_row.retranslate()
        self.table.setAccessibleName(_("Promises"))
        for button, text in (
            (self.kept_button, _("Kept…")),
            (self.day_button, _("Another day…")),
            (self.drop_button, _("Dropped…")),
            (self.open_button, _("Open again")),
        ):
            button.setText(text)
        self.empty.tell(
            _("No promises yet."),
            hint=_("They are written down at a private board, and next steps after a visit."),
        )


def _read(db: "Database", asked: Mapping[str, Any]) -> Sequence[PromiseOf]:
    return store_promises.of_member(db, str(asked.get("record")))


def _due_words(one: PromiseOf) -> str:
    return "" if one.task.due_on is None else format_date(one.task.due_on)


def _iso(task: Task) -> str:
    return "" if task.due_on is None else task.due_on.isoformat()
