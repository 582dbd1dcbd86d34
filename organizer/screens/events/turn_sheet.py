"""Whose turn it is to host: the institutions that are willing, in order; the owner decides."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from organizer.base.formats import format_date
from organizer.base.words import N_, _, ngettext
from organizer.domain.events import actions_hosts, store_hosts
from organizer.domain.events.rules import Turn
from organizer.domain.institutions import actions as institution_actions
from organizer.domain.institutions import store as institutions
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.empty_state import EmptyState
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.record_columns import Column
from organizer.widgets.row_sources import WholeList
from organizer.widgets.tab_table import TabTable
from organizer.widgets.theme import Kind, Space, set_kind

if TYPE_CHECKING:
    from organizer.base.database import Database


def _last_words(turn: Turn) -> str:
    return _("Not yet") if turn.last_hosted is None else format_date(turn.last_hosted)


_COLUMNS = (
    Column("name", N_("Institution"), lambda one: one.name, strong=True, sortable=False, width=18),
    Column("last", N_("Hosted last"), _last_words, sortable=False, width=13),
    Column(
        "times",
        N_("Times hosted"),
        lambda one: str(one.times),
        right=True,
        sortable=False,
        width=12,
    ),
    Column(
        "since",
        N_("Willing since"),
        lambda one: format_date(one.willing_since),
        sortable=False,
        width=14,
    ),
)


class TurnSheet(Sheet):
    """The next host is selected already; Enter takes it. Hosts are added and taken out here.

    `chosen` is the institution that was taken, None when the sheet was closed otherwise.
    """

    def __init__(self, desk: Desk, event_id: str) -> None:
        super().__init__(desk.messages.window, _("Whose turn it is to host"), "events.turn", 680)
        self.desk = desk
        self.chosen: Choice | None = None
        self._names: dict[str, str] = {}
        self.told = PlainLabel(
            _("Who never hosted comes first, then who hosted longest ago. You decide."),
            self,
            tone=Tone.MUTED,
            wrap=True,
        )

        def read(db: "Database", _asked: object) -> list[Turn]:
            found = store_hosts.turns(db, besides=event_id)
            self._names = {one.institution_id: one.name for one in found}
            return found

        source = WholeList[Turn](
            desk,
            read,
            lambda one: one.institution_id,
            lambda one: one.name,
            {},
        )
        self.table = TabTable(_COLUMNS, source, self, least=200)
        self.table.setAccessibleName(_("Whose turn it is to host"))
        empty = EmptyState("handshake", self)
        empty.tell(_("Nobody is in the rotation yet. Add below who is willing to host."))
        self.table.set_empty_widget(empty)
        self.table.listed.connect(self._listed)
        self.table.selection_changed.connect(self._say)
        self.table.activated.connect(self._take)
        self.adder = PickerField(desk.tasks, self._find, self._add, create=self._make)
        self.adder.line.setPlaceholderText(_("Add an institution that is willing"))
        self.adder.set_label(_("Add an institution that is willing"))
        self.out_button = QPushButton(_("Take out of the rotation"), self)
        set_kind(self.out_button, Kind.QUIET)
        set_icon(self.out_button, "user-minus")
        self.out_button.setAutoDefault(False)
        self.out_button.clicked.connect(self._take_out)
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        line.addWidget(self.adder, 1)
        line.addWidget(self.out_button)
        self.content.addWidget(self.told)
        self.content.addWidget(self.table, 1)
        self.content.addLayout(line)
        self.add_cancel()
        self.act_button = self.add_button(_("Let them host"), Kind.PRIMARY)
        self.act_button.clicked.connect(self._take)
        desk.changed.connect(self._changed)
        self.table.ask({})
        self.table.setFocus()
        self._say()

    # --- inside -----------------------------------------------------------------------------------

    def _changed(self, _step: object) -> None:
        self.table.ask({})

    def _listed(self) -> None:
        shown = self.table.shown_ids()
        if shown and not self.table.selected_ids():
            self.table.select(shown[:1])
        self._say()

    def _say(self) -> None:
        ids = self.table.selected_ids()
        self.act_button.setEnabled(len(ids) == 1)
        self.out_button.setEnabled(bool(ids))

    def _take(self) -> None:
        ids = self.table.selected_ids()
        if len(ids) == 1:
            self.chosen = Choice(ids[0], self._names.get(ids[0], ""))
            self.accept()

    def _take_out(self) -> None:
        for institution_id in self.table.selected_ids():
            self.desk.start(self.desk.do(actions_hosts.remove, institution_id))

    async def _find(self, words: str) -> list[Choice]:
        found = await self.desk.read(institutions.find, words)
        return [Choice(one.id, one.name) for one in found]

    async def _make(self, name: str) -> Choice | None:
        done = await self.desk.save(institution_actions.add, name)
        return Choice(done.result, name)

    async def _add(self, choice: Choice | None) -> None:
        if choice is not None:
            await self.desk.save(actions_hosts.add, choice.id)
            self.adder.load(None)


def turn_words(turns: list[Turn]) -> str:
    """Whose turn it is, in a line; '' when nobody is willing."""
    if not turns:
        return ""
    nearest = turns[0]
    if nearest.last_hosted is None:
        return _("It would be the turn of {name}, who never hosted.").format(name=nearest.name)
    times = ngettext("{count} time so far", "{count} times so far", nearest.times).format(
        count=nearest.times
    )
    return _("It would be the turn of {name}: last on {date}, {times}.").format(
        name=nearest.name, date=format_date(nearest.last_hosted), times=times
    )
