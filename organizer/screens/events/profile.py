"""The profile of an event, edited in place; of a repetition one day, those after it, or all."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.events import (
    clashes,
    repetition_words,
    store,
    store_expenses,
    store_files,
    store_hosts,
)
from organizer.domain.events.records import KINDS, OWN_KIND, PARTS, Event, OwnKind
from organizer.domain.events.repetition_words import ComingDay
from organizer.domain.events.rules import Clash, Turn
from organizer.domain.events.store_expenses import Money
from organizer.domain.events.store_files import EventFile
from organizer.domain.groups import store as groups
from organizer.domain.institutions import actions as institution_actions
from organizer.domain.institutions import store as institutions
from organizer.domain.members import store_offers
from organizer.domain.venues import store as venues
from organizer.domain.venues.records import Venue
from organizer.screens.events.expenses_field import ExpensesField
from organizer.screens.events.files_field import FilesField
from organizer.screens.events.kinds_sheet import KindsSheet
from organizer.screens.events.place_field import PlaceField
from organizer.screens.events.planning import clash_line
from organizer.screens.events.repetition_field import RepetitionField
from organizer.screens.events.saving import Saving, set_group, set_person
from organizer.screens.events.scope_strip import ScopeStrip
from organizer.screens.events.times import SessionsField
from organizer.screens.events.turn_sheet import TurnSheet, turn_words
from organizer.widgets.amount_field import AmountField
from organizer.widgets.banner import Banner
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.fields import ChoiceField, MultiLineField, NumberField, TextField
from organizer.widgets.fields_tab import FieldsTab
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.pick_many import PickMany
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.row_sources import says
from organizer.widgets.theme import Kind, TextRole, set_kind

if TYPE_CHECKING:
    from organizer.base.database import Database

_TEXTS = {
    "description": N_("Description"),
    "materials": N_("To bring"),
    "minutes": N_("Minutes taken"),
    "notes": N_("Notes"),
}
#: Parts that stand in the form at once; the others under “More”.
_FIRST_PARTS = ("organiser", "speaker")


@dataclass(frozen=True)
class _Facts:
    event: Event
    kinds: tuple[OwnKind, ...]
    venue: Venue | None
    turns: tuple[Turn, ...]
    coming: tuple[ComingDay, ...]
    clashes: tuple[Clash, ...]
    money: Money
    files: tuple[EventFile, ...]


class EventProfile(FieldsTab):
    """What an event is; what it clashes with stands above, it is warned of and never forbidden."""

    tables = frozenset(
        {
            "event", "session", "skipped_occurrence", "event_group", "event_person", "event_kind",
            "event_file", "event_expense", "participant", "venue", "venue_room", "willing_host",
            "institution", "chat_group", "member", "special_day",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.saving = Saving(desk)
        self.banner = Banner(self)
        self.scope = ScopeStrip(self)
        self.scope.chosen.connect(self._reach)
        self.column.insertWidget(0, self.banner)
        self.column.insertWidget(1, self.scope)
        self._make_fields()
        self._bind_fields()
        self._bind_others()
        self._bind_folded()
        self._say()

    def _make_fields(self) -> None:
        desk, tasks = self.desk, self.desk.tasks
        self.title = TextField(tasks, required=True)
        self.kind = ChoiceField([], tasks)
        self.kinds_button = _quiet("tags", self)
        self.kinds_button.clicked.connect(self.open_kinds)
        self.sessions = SessionsField(desk, self.saving.times)
        self.repetition = RepetitionField(desk)
        self.host = PickerField(tasks, self._find_institutions, create=self._make_institution)
        self.turn = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED, wrap=True)
        self.turn_button = _quiet("handshake", self)
        self.turn_button.clicked.connect(lambda: desk.start(self.open_turns()))
        self.venue = PlaceField(desk, self.saving.change)
        self.place = TextField(tasks)
        self.groups = PickMany(tasks, self._find_groups, N_("Add a group"))
        self.people = {
            part: PickMany(tasks, self._find_people, N_("Add a person")) for part in PARTS
        }
        self.capacity = NumberField(tasks, least=1, most=100_000)
        self.cost = AmountField(tasks)
        self.expenses = ExpensesField(desk)
        self.files = FilesField(desk)
        self.texts = {column: MultiLineField(tasks) for column in _TEXTS}

    def _bind_fields(self) -> None:
        bind, event = self.bind, _event
        bind(N_("Event title"), self.title, lambda r: event(r).title, self._saves("title"))
        bind(N_("Kind"), self.kind, _kind, self.saving.kind)
        self.form.add("", _at_left(self.kinds_button))
        self.form.add(N_("Time"), self.sessions)
        self.bind_any(
            lambda record, r: self.sessions.load(record, event(r).sessions, several=_several(r)),
            lambda r: self.sessions.update_times(event(r).sessions, several=_several(r)),
            self.sessions.retranslate,
        )
        self.form.add(N_("Repetition"), self.repetition)
        bind(N_("Hosted by"), self.host, _host, self.saving.host)
        self.form.add("", _at_left(self.turn_button, self.turn))
        self.form.add(N_("Campus or venue"), self.venue)
        self.bind_any(
            lambda record, r: self.venue.load(record, event(r), r.venue),
            lambda r: self.venue.update_place(event(r), r.venue),
            self.venue.retranslate,
        )
        bind(N_("Place"), self.place, lambda r: event(r).place, self._saves("place"))

    def _bind_others(self) -> None:
        bind, event = self.bind, _event
        self._bind_many(
            N_("Invites groups"),
            self.groups,
            lambda r: [Choice(one, name) for one, name in event(r).groups],
            set_group,
        )
        for part in _FIRST_PARTS:
            self._bind_part(part)
        bind(N_("Capacity"), self.capacity, lambda r: event(r).capacity, self._saves("capacity"))
        bind(N_("Cost per person"), self.cost, lambda r: event(r).cost_fen, self._saves("cost_fen"))
        self._bind_text("description")
        self._bind_text("materials")
        self.form.add(N_("Files"), self.files)
        self.bind_any(
            lambda record, r: self.files.show_files(record, r.files),
            lambda r: self.files.show_files(self.record_id or "", r.files),
            self.files.retranslate,
        )

    def _bind_folded(self) -> None:
        for part in PARTS:
            if part not in _FIRST_PARTS:
                self._bind_part(part, folded=True)
        self.form.add(N_("Expenses"), self.expenses, folded=True)
        self.bind_any(
            lambda record, r: self.expenses.show_money(record, r.money),
            lambda r: self.expenses.show_money(self.record_id or "", r.money),
            self.expenses.retranslate,
        )
        self._bind_text("minutes", folded=True)
        self._bind_text("notes", folded=True)

    def _bind_text(self, column: str, *, folded: bool = False) -> None:
        self.bind(
            _TEXTS[column],
            self.texts[column],
            lambda r: str(getattr(r.event, column)),
            self._saves(column),
            folded=folded,
        )

    def _bind_part(self, part: str, *, folded: bool = False) -> None:
        self._bind_many(
            PARTS[part],
            self.people[part],
            lambda r: [Choice(one.member_id, one.name) for one in r.event.with_part(part)],
            set_person,
            part,
            folded=folded,
        )

    def _bind_many(
        self,
        label: str,
        field: PickMany,
        value: "Callable[[_Facts], list[Choice]]",
        change: "Callable[..., object]",
        *arguments: object,
        folded: bool = False,
    ) -> None:
        self.form.add(label, field, folded=folded)
        self.bind_any(
            lambda record, r: field.load(value(r), *self.saving.picked(record, change, *arguments)),
            lambda r: field.set_value(value(r)),
            field.retranslate,
        )

    def _saves(self, column: str) -> Callable[[str, Any], Awaitable[object]]:
        async def save(record: str, value: Any) -> None:
            await self.saving.change(record, **{column: value})

        return save

    # --- reading ----------------------------------------------------------------------------------

    @override
    def show_record(self, record_id: str | None) -> None:
        if record_id != self.record_id:
            self.finish_editing()
            self.scope.choose("this")
        super().show_record(record_id)

    @override
    def read(self, db: "Database", record_id: str) -> _Facts | None:
        event = store.event(db, record_id)
        if event is None:
            return None
        today = self.desk.clock.today()
        anchor = event.anchor
        return _Facts(
            event,
            tuple(store.own_kinds(db)),
            None if event.venue_id is None else venues.venue(db, event.venue_id),
            tuple(store_hosts.turns(db, besides=event.id) if event.kind == "meet_up" else ()),
            tuple(
                repetition_words.coming(db, event.repeats, anchor, max(anchor, today))
                if event.repeats and anchor is not None
                else ()
            ),
            tuple(clashes.of_event(db, event)),
            store_expenses.money(db, record_id),
            store_files.files(db, record_id),
        )

    @override
    def said(self, record: _Facts) -> None:
        event = record.event
        kinds = [(code, _(words)) for code, words in KINDS.items()]
        kinds += [(one.id, one.name) for one in record.kinds]
        if event.own_kind_id is not None and event.own_kind_id not in {key for key, _w in kinds}:
            kinds.append((event.own_kind_id, event.own_kind_name))  # an archived one it keeps
        self.kind.set_options(kinds)
        self.scope.setVisible(event.series_id is not None)
        self.repetition.show_event(self.record_id or "", event, record.coming)
        rotates = event.kind == "meet_up"
        self.turn.setText(turn_words(list(record.turns)) if event.host_id is None else "")
        self.turn.setVisible(bool(self.turn.text()))
        self.turn_button.setVisible(rotates)
        lines = list(dict.fromkeys(map(clash_line, record.clashes)))
        if lines:
            self.banner.tell(
                _("At the same time:") + "\n" + "\n".join(lines), Tone.WARNING, closable=False
            )
        else:
            self.banner.hide()

    # --- what the owner does ----------------------------------------------------------------------

    def open_kinds(self) -> None:
        """Add, rename and archive own kinds."""
        self.desk.start(self.desk.messages.open(KindsSheet(self.desk)))

    async def open_turns(self) -> None:
        """Show whose turn it is; who is chosen hosts."""
        record, facts = self.record_id, self.record
        if record is None or facts is None:
            return
        sheet = TurnSheet(self.desk, facts.event.id)
        if await self.desk.messages.open(sheet) and sheet.chosen is not None:
            await self.saving.host(record, sheet.chosen)

    def _reach(self, _scope: str) -> None:
        self.saving.scope = self.scope.scope

    @override
    def finish_editing(self) -> None:
        super().finish_editing()
        self.sessions.commit()
        self.venue.commit()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.scope.retranslate()
        self._say()

    def _say(self) -> None:
        self.kinds_button.setText(_("Your own kinds…"))
        self.turn_button.setText(_("Whose turn is it…"))
        self.place.set_placeholder(_("Where, if it is no venue of yours"))
        self.capacity.set_placeholder(_("Empty: no limit"))
        self.cost.set_placeholder(_("Empty: nothing to pay"))
        self.texts["materials"].text.setPlaceholderText(_("What everybody should bring"))

    # --- finding ----------------------------------------------------------------------------------

    async def _find_institutions(self, words: str) -> list[Choice]:
        found = await self.desk.read(institutions.find, words)
        return [Choice(one.id, one.name) for one in found]

    async def _make_institution(self, name: str) -> Choice | None:
        done = await self.desk.do(institution_actions.add, name)
        return None if done is None else Choice(done.result, name)

    async def _find_groups(self, words: str) -> list[Choice]:
        found = await self.desk.read(groups.choices)
        return [Choice(one, name) for one, name in found if says(name, words)]

    async def _find_people(self, words: str) -> list[Choice]:
        found = await self.desk.read(store_offers.offered, words)
        return [Choice(one.id, one.name, one.detail) for one in found]


def _quiet(sign: str, parent: QWidget) -> QPushButton:
    button = QPushButton(parent)
    set_kind(button, Kind.QUIET)
    set_icon(button, sign)
    return button


def _at_left(button: QPushButton, above: QWidget | None = None) -> QWidget:
    """A button under the field it belongs to, perhaps with a line above it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(2, 0, 2, 0)
    column.setSpacing(0)
    if above is not None:
        column.addWidget(above)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    holder.setFocusProxy(button)
    return holder


def _event(record: _Facts) -> Event:
    return record.event


def _several(record: _Facts) -> bool:
    """Whether the event may have more than one session: a day of a repetition has one."""
    return record.event.series_id is None or len(record.event.sessions) > 1


def _kind(record: _Facts) -> str:
    event = record.event
    return event.own_kind_id or "" if event.kind == OWN_KIND else event.kind


def _host(record: _Facts) -> Choice | None:
    event = record.event
    return None if event.host_id is None else Choice(event.host_id, event.host_name)
