"""The agenda of an event: its items in order with their times, and what is left from last time."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.events import actions, actions_agenda, agenda
from organizer.domain.events.agenda import AgendaItem
from organizer.screens.events.agenda_around import AgendaAround
from organizer.screens.events.agenda_item import AgendaItemCard
from organizer.screens.events.agenda_rows import (
    AgendaShown,
    Row,
    columns,
    kind_called,
    length_words,
    read_agenda,
    read_line,
)
from organizer.widgets.action_row import ActionRow
from organizer.widgets.banner import Banner
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.icons import icon, set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.list_tab import ListTab
from organizer.widgets.record_columns import Edit
from organizer.widgets.row_order import RowOrder
from organizer.widgets.row_sources import WholeList
from organizer.widgets.theme import Kind, Space, set_kind, set_tone

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.screens.events.stage import StageWindow

ROWS_IN_VIEW = 8


class EventAgenda(ListTab):
    """The agenda of an event, or of one day of a repetition, and what should be known for it."""

    tables = frozenset(
        {"agenda_item", "event", "session", "event_person", "event_note", "event_group", "task",
         "participant", "member", "membership", "feedback_answer", "skipped_occurrence"}
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: AgendaShown | None = None
        self.stages: dict[str, StageWindow] = {}
        desk.register_closed.connect(self._forget_stages)
        self.hints = Banner(self)
        self.action_row = ActionRow(self, Space.S)
        self.run_button = self._tool("monitor", self.run_stages)
        set_kind(self.run_button, Kind.PRIMARY)
        self.visits_button = self._tool("route", self.plan_visits)
        self.up_button = self._tool("arrow-up", lambda: self._move(-1))
        self.down_button = self._tool("arrow-down", lambda: self._move(1))
        self.remove_button = self._tool("trash-2", self.remove)
        self.length = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.add_line = QLineEdit(self)
        self._plus = self.add_line.addAction(icon("plus"), QLineEdit.ActionPosition.LeadingPosition)
        self.add_line.returnPressed.connect(self.add_typed)
        self.column.addWidget(self.hints)
        self.column.addWidget(self.action_row)
        source = WholeList[Row](desk, self._read, lambda row: row.item.id, _text, {})
        self.lay_out(columns(Edit(self._set_title), Edit(self._set_minutes)), source, "list-checks")
        self.order = RowOrder(self.table)
        self.item_card = AgendaItemCard(desk, self)
        self.around = AgendaAround(desk, self, lambda: self.record_id)
        for widget in (self.length, self.add_line, self.item_card, self.around):
            self.column.addWidget(widget)
        self._connect()
        self._told()
        self.retranslate()

    def _tool(self, name: str, run: object) -> QPushButton:
        button = QPushButton(self)
        set_icon(button, name)
        button.clicked.connect(run)
        self.action_row.add(button)
        return button

    def _connect(self) -> None:
        self.empty.acted.connect(self.make_usual)
        self.hints.acted.connect(self.make_presenter)
        self.order.reordered.connect(self._reorder)
        self.table.set_context_menu(self._fill_menu)
        self.table.remove_requested.connect(lambda _ids: self.remove())
        self.table.current_changed.connect(lambda _id: self._show_item())
        self.table.activated.connect(lambda _id: self.item_card.who.setFocus())
        self.table.listed.connect(self._told)
        shortcut = QShortcut(QKeySequence("Ins"), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.add_line.setFocus)

    # --- reading ----------------------------------------------------------------------------------

    _reading: AgendaShown | None = None
    _chosen = ""
    _wanted = ""

    def _read(self, db: "Database", wanted: Mapping[str, Any]) -> Sequence[Row]:
        """The items; the whole is kept for what stands around the list."""
        self._reading = read_agenda(db, str(wanted.get("record")))
        return self._reading.rows if self._reading is not None else []

    @override
    def show_record(self, record_id: str | None) -> None:
        if record_id != self.record_id:
            self.found = self._reading = None
            self.add_line.clear()
        super().show_record(record_id)

    def _told(self) -> None:
        """Bring everything around the list up to what was read with it."""
        before, found = self.found, self._reading
        self.found = found
        rows = found.rows if found is not None else ()
        self.table.keep_in_view(min(len(rows), ROWS_IN_VIEW))
        words, tone = length_words(found) if found is not None else ("", Tone.MUTED)
        self.length.setText(words)
        set_tone(self.length, tone)
        self.length.setVisible(bool(words))
        for button in (self.run_button, self.up_button, self.down_button, self.remove_button):
            self.action_row.offer(button, bool(rows))
        self.action_row.offer(
            self.visits_button,
            found is not None and found.event.kind in ("private_board", "meet_up", "salon"),
        )
        self.add_line.setVisible(found is not None)
        self._show_hints()
        self.around.show_agenda(found)
        self._keep_place(before)
        self._select_wanted()
        self._show_item()
        self._say_empty()

    def _show_hints(self) -> None:
        """Say what a private board lacks, and offer who presents: the topic with most votes."""
        found = self.found
        if found is None or not found.hints:
            self.hints.hide()
            return
        topic = found.may_present
        act = _("{name} presents").format(name=topic.speaker) if topic is not None else ""
        self.hints.tell(" ".join(found.hints), Tone.ACCENT, act, closable=False)

    def make_presenter(self) -> None:
        """Whose topic won the vote presents it."""
        topic = self.found.may_present if self.found is not None else None
        if topic is not None and topic.member_id is not None and self.record_id is not None:
            self.desk.start(
                self.desk.do(actions.set_people, self.record_id, "presenter", [topic.member_id])
            )

    def _keep_place(self, before: AgendaShown | None) -> None:
        """A day that got its own rows has other ids: the same place stays chosen."""
        chosen = self._chosen
        ids = [one.id for one in self.found.items] if self.found is not None else []
        if not chosen or chosen in ids or before is None:
            return
        old = [one.id for one in before.items]
        if len(old) == len(ids) and chosen in old:
            self.table.select([ids[old.index(chosen)]])

    def _item(self, item_id: str) -> AgendaItem | None:
        items = self.found.items if self.found is not None else []
        return next((one for one in items if one.id == item_id), None)

    def _show_item(self) -> None:
        current = self.table.current_id()
        self._chosen = current or self._chosen
        self.item_card.show_item(self.record_id, self._item(current))

    # --- what can be done -------------------------------------------------------------------------

    def make_usual(self) -> None:
        """Give the event the agenda that is usual for its kind."""
        if self.record_id is not None:
            self.desk.start(self.desk.do(actions_agenda.make_usual, self.record_id))

    def add_typed(self) -> None:
        """Put what was typed on the agenda, at its end; the line is ready for the next."""
        typed = self.add_line.text()
        if self.record_id is None or not typed.strip():
            return
        title, minutes = read_line(typed)
        self.add_line.clear()
        kind = kind_called(title)
        self.desk.start(self._add(typed, kind, "" if kind else title, minutes))

    async def _add(self, typed: str, kind: str, title: str, minutes: int | None) -> None:
        if self.record_id is None:
            return
        try:
            done = await self.desk.save(
                actions_agenda.add, self.record_id, kind, title=title, minutes=minutes
            )
        except UserError as refusal:
            if not self.add_line.text():
                self.add_line.setText(typed)
            self.desk.messages.refuse(refusal)
            return
        self._wanted = done.result
        self._select_wanted()

    def _select_wanted(self) -> None:
        """Choose what was just added, now or once it is listed."""
        if self._wanted in self.table.shown_ids():
            self.table.select([self._wanted])
            self._wanted = ""

    def _set_title(self, item_id: str, text: str) -> None:
        item = self._item(item_id)
        if item is None:
            return
        usual = agenda.item_words(item.kind)
        self._change(item_id, title="" if text.strip() == usual else text)

    def _set_minutes(self, item_id: str, text: str) -> None:
        import unicodedata

        plain = unicodedata.normalize("NFKC", text).strip()
        if plain and not plain.isdecimal():
            self.desk.messages.refuse(
                UserError("field.no_number", N_("Write a whole number, such as 80."))
            )
            return
        self._change(item_id, minutes=int(plain) if plain else None)

    def _change(self, item_id: str, **changes: Any) -> None:
        if self.record_id is not None:
            self.desk.start(self.desk.do(actions_agenda.change, self.record_id, item_id, **changes))

    def _move(self, by: int) -> None:
        self.order.move(by)

    def _reorder(self, ids: list[str]) -> None:
        if self.record_id is not None:
            self.desk.start(self.desk.do(actions_agenda.reorder, self.record_id, ids))

    def remove(self) -> None:
        """Take the selected items off the agenda."""
        ids = self.table.selected_ids()
        if ids and self.record_id is not None:
            self.desk.start(self.desk.do(actions_agenda.remove, self.record_id, ids))

    def run_stages(self) -> None:
        """Run the items full screen, with a clock."""
        from organizer.screens.events.stage import StageWindow

        if self.record_id is None:
            return
        stage = self.stages.get(self.record_id)
        if stage is None:
            stage = self.stages[self.record_id] = StageWindow(self.desk, self.record_id)
        stage.open_now()

    def _forget_stages(self) -> None:
        for stage in self.stages.values():
            stage.deleteLater()
        self.stages.clear()

    def plan_visits(self) -> None:
        """Propose and plan visits that belong to this event."""
        from organizer.screens.events.visits_sheet import open_visits

        if self.record_id is not None:
            self.desk.start(open_visits(self.desk, self.record_id))

    def _fill_menu(self, menu: QMenu, ids: list[str]) -> None:
        if not ids:
            return
        for name, text, run in (
            ("arrow-up", _("Up"), lambda: self._move(-1)),
            ("arrow-down", _("Down"), lambda: self._move(1)),
            ("trash-2", _("Remove"), self.remove),
        ):
            menu.addAction(icon(name), text).triggered.connect(run)

    # --- DetailTab --------------------------------------------------------------------------------

    @override
    def finish_editing(self) -> None:
        self.item_card.form.commit()

    def _say_empty(self) -> None:
        usual = self.found is not None and self.found.has_usual
        self.empty.tell(
            _("No agenda yet."),
            _("Make the usual agenda") if usual else "",
            hint=_("Or write the items one by one below, with their minutes."),
        )

    @override
    def retranslate(self) -> None:
        self.action_row.retranslate()
        self.hints.retranslate()
        self.table.setAccessibleName(_("Agenda"))
        for button, text in (
            (self.run_button, _("Run full screen")),
            (self.visits_button, _("Visits…")),
            (self.up_button, _("Up")),
            (self.down_button, _("Down")),
            (self.remove_button, _("Remove")),
        ):
            button.setText(text)
        self.up_button.setToolTip(_("Earlier (Alt+Up), or drag the row"))
        self.down_button.setToolTip(_("Later (Alt+Down), or drag the row"))
        self.add_line.setPlaceholderText(_("Add an item with its minutes: “Tea break 15”"))
        self.add_line.setAccessibleName(_("Add an item"))
        self.item_card.retranslate()
        self._say_empty()


def _text(row: Row) -> str:
    return row.item.words()
