"""The page of positions."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QTabBar

from organizer.base.formats import format_date
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.fields import store as fields
from organizer.domain.groups import store as groups
from organizer.domain.roles import actions, store, store_lists
from organizer.domain.roles.records import Appointment, title_words
from organizer.screens.roles.appoint import appoint
from organizer.screens.roles.end import end_positions, extend_terms
from organizer.screens.roles.find import ALLIANCE, places
from organizer.screens.roles.lines import ORDERS, columns, place_words, state_badges
from organizer.widgets.desk import Desk
from organizer.widgets.detail_pane import Badge
from organizer.widgets.filter_kinds import FilterKind, FilterType, Option
from organizer.widgets.list_page import ListAction, ListPage, ListWords
from organizer.widgets.picker import Choice
from organizer.widgets.row_sources import WholeList

if TYPE_CHECKING:
    from organizer.base.database import Database

VIEWS = (
    ("held", N_("Held now")),
    ("ending", N_("Ending terms")),
    ("no_return", N_("Without return")),
    ("before", N_("Before")),
    ("nothing", N_("Hold nothing")),
)
EXPLAINED = {
    "held": N_("Nobody holds a position yet. Active people deserve one."),
    "ending": N_("No term is about to end."),
    "no_return": N_("Every position returns something to those who hold it."),
    "before": N_("No position has ended yet."),
    "nothing": N_("Everybody in your groups holds something."),
}


EMPTY_WITHOUT_POSITION = (
    "title",
    "state",
    "starts_on",
    "term_ends_on",
    "returns",
    "duty",
    "ended_on",
)
"""Columns that say nothing of people who hold nothing."""


class RolesPage(ListPage):
    """Who holds what, whose term ends, which positions return nothing, who holds nothing."""

    words = ListWords(
        N_("Positions"),
        N_("Name, title, group"),
        N_("Appoint somebody"),
        "crown",
        EXPLAINED["held"],
        N_("A title, a term, a duty, and something in return."),
        N_("Select a position in the list."),
    )
    icon = "crown"
    help_page = "roles"
    tables = frozenset(
        {"appointment", "chat_group", "branch", "member", "membership", "account", "setting"}
    )
    sizes = (760, 400)

    def __init__(self, desk: Desk) -> None:
        self.days = 30
        self._folded: list[str] = []
        self.views = QTabBar()
        self.views.setExpanding(False)
        self.views.setDrawBase(False)
        for _key, _title in VIEWS:
            self.views.addTab("")
        source = WholeList[Appointment](desk, self._read, lambda one: one.id, _searched, ORDERS)
        super().__init__(
            desk,
            columns(desk.clock.today, lambda: self.days, person=True, place=True),
            source,
            desk.tabs("appointment"),
            _kinds(desk),
            (
                ListAction(N_("New term…"), "calendar", self._extend, _is_held),
                ListAction(N_("End…"), "flag", self._end, _is_held),
                ListAction(N_("Resume"), "undo-2", self._reopen, _has_ended),
                ListAction(N_("Open the person"), "user", self._open_person, for_many=False),
            ),
        )
        self.views.currentChanged.connect(self._view_chosen)
        layout = self.layout()
        if layout is not None:
            layout.insertWidget(1, self.views)  # type: ignore[attr-defined]
        self.pane.empty.acted.connect(self._appoint_selected)

    # --- what is listed -------------------------------------------------------------------------

    @property
    def view(self) -> str:
        """Which of the lists is shown."""
        return VIEWS[max(0, self.views.currentIndex())][0]

    def show_view(self, view: str) -> None:
        """Show another of the lists."""
        self.views.setCurrentIndex([key for key, _title in VIEWS].index(view))

    def _view_chosen(self) -> None:
        self._tell_empty()
        self._unfold_columns()
        if self.view == "nothing":
            self._fold_columns()
        self._fresh = True
        self.ask()

    def _fold_columns(self) -> None:
        columns = self.table.columns
        self._folded = [key for key in EMPTY_WITHOUT_POSITION if columns.is_visible(key)]
        for key in self._folded:
            columns.set_visible(key, visible=False)

    def _unfold_columns(self) -> None:
        folded, self._folded = self._folded, []
        for key in folded:
            self.table.columns.set_visible(key, visible=True)

    @override
    def state(self) -> dict[str, Any]:
        found = super().state()
        for column in found["table"]["columns"]:  # what this view folds away comes back
            column["visible"] = column["visible"] or column["key"] in self._folded
        return found

    @override
    def restore(self, state: dict[str, Any]) -> None:
        super().restore(state)
        if self.view == "nothing":
            self._fold_columns()

    @override
    def filter_state(self) -> dict[str, Any]:
        return {**self.bar.state(), "view": self.view}

    def _read(self, db: "Database", asked: Mapping[str, Any]) -> list[Appointment]:
        today = self.desk.clock.today()
        self.days = int(fields.setting(db, "ending_terms_days"))
        match asked.get("view"):
            case "ending":
                found = store.ending_terms(db, today, self.days)
            case "no_return":
                found = store.without_return(db)
            case "before":
                found = store.ended(db)
            case "nothing":
                return store_lists.people_without(db, _places_asked(db, asked))
            case _:
                found = store.all_held(db)
        return _kept(found, asked)

    @override
    def read_record(self, db: "Database", record_id: str) -> Appointment | None:
        return store.appointment(db, record_id)

    @override
    def show_header(self, record: Appointment) -> None:
        badges = list(state_badges(record, self.desk.clock.today(), self.days))
        self.pane.set_header(
            record.member_name,
            _("{title} · {place} · since {date}").format(
                title=record.words(), place=place_words(record), date=format_date(record.starts_on)
            ),
            [Badge(one.text, one.tone) for one in badges],
        )

    @override
    def _chosen(self) -> None:
        if self.view == "nothing":
            count = self.table.selected_count()
            self.record = None
            self.pane.show_nothing(
                _("Give them a position: people who carry something stay.")
                if count
                else _("These people hold nothing in this group yet."),
                _("Appoint…") if count else "",
            )
            return
        super()._chosen()

    # --- what the owner does --------------------------------------------------------------------

    @override
    def new_record(self) -> None:
        if self.view == "nothing" and self.table.selected_count():
            self._appoint_selected()
        else:
            self.desk.start(self._appoint(()))

    def _appoint_selected(self) -> None:
        rows = [
            self.table.model.row(at)
            for first, last in self.table.view.selected_ranges()
            for at in range(first, last + 1)
        ]
        chosen = [row for row in rows if row is not None]
        same = {row.group_id for row in chosen}
        group = Choice(chosen[0].group_id, chosen[0].place_name) if len(same) == 1 else None
        people = [Choice(row.member_id, row.member_name) for row in chosen]
        self.desk.start(self._appoint(people, group))

    async def _appoint(self, people: Sequence[Choice], group: Choice | None = None) -> None:
        made = await appoint(self.desk, people, group)
        if made and self.view == "held":
            self.show_record(made[0])

    def _extend(self, ids: list[str]) -> None:
        self.desk.start(extend_terms(self.desk, ids))

    def _end(self, ids: list[str]) -> None:
        self.desk.start(end_positions(self.desk, ids))

    def _reopen(self, ids: list[str]) -> None:
        self.desk.start(self.desk.do(actions.reopen, ids))

    def _open_person(self, ids: list[str]) -> None:
        if self.record is not None and ids:
            self.desk.open_record("member", self.record.member_id)

    @override
    def remove(self, ids: list[str]) -> None:
        if self.view != "nothing":
            self._end(ids)

    @override
    def open_with(self, **arguments: object) -> None:
        """As other lists, `view` (a key of `VIEWS`) and `appointment` (an id)."""
        view = arguments.get("view")
        if isinstance(view, str):
            self.show_view(view)
        appointment = arguments.get("appointment")
        if isinstance(appointment, str):
            self.desk.start(self._show_appointment(appointment))
        super().open_with(**arguments)

    async def _show_appointment(self, appointment_id: str) -> None:
        """Show a position among those held now, or among those that ended."""
        found = await self.desk.read(store.appointment, appointment_id)
        if found is not None:
            self.show_view("held" if found.ended_on is None else "before")
            self.show_record(appointment_id)

    @override
    def retranslate(self) -> None:
        for at, (_key, title) in enumerate(VIEWS):
            self.views.setTabText(at, _(title))
        self.views.setAccessibleName(_("Which positions"))
        super().retranslate()
        self._tell_empty()

    def _tell_empty(self) -> None:
        held = self.view == "held"
        self.empty.tell(
            _(EXPLAINED[self.view]),
            _(self.words.new) if held else "",
            hint=_(self.words.hint) if held else "",
        )


def _searched(one: Appointment) -> str:
    return f"{one.member_name}\n{one.words()}\n{one.place_name}\n{one.duty}"


def _is_held(one: Appointment) -> bool:
    return one.ended_on is None


def _has_ended(one: Appointment) -> bool:
    return one.ended_on is not None


def _wanted_places(asked: Mapping[str, Any]) -> list[str]:
    found = (asked.get("filters") or {}).get("place")
    return [str(one) for one in found] if found else []


def _places_asked(db: "Database", asked: Mapping[str, Any]) -> list[str]:
    """The groups asked about; all of them unless the filter names some."""
    every = [group_id for group_id, _name in groups.choices(db)]
    wanted = _wanted_places(asked)
    return [group_id for group_id in every if not wanted or group_id in wanted]


def _kept(found: list[Appointment], asked: Mapping[str, Any]) -> list[Appointment]:
    wanted = _wanted_places(asked)
    titles = (asked.get("filters") or {}).get("title")
    return [
        one
        for one in found
        if (not wanted or (one.group_id or one.branch_id or ALLIANCE) in wanted)
        and (not titles or one.title in titles)
    ]


def _kinds(desk: Desk) -> list[FilterKind]:
    def where(db: "Database") -> list[Option]:
        found_groups, found_branches = places(db)
        found = [*found_branches, *found_groups]
        return [Option(ALLIANCE, _("Alliance")), *(Option(one, name) for one, name in found)]

    def titles(db: "Database") -> list[Option]:
        return [Option(title, title_words(title)) for title in store.titles_in_use(db)]

    return [
        FilterKind("place", N_("Where"), FilterType.CHOICES, lambda: desk.opened().ask(where)),
        FilterKind("title", N_("Title"), FilterType.CHOICES, lambda: desk.opened().ask(titles)),
    ]
