"""The page of groups."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton

from organizer.base.formats import format_date, format_number
from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.domain.groups import actions, store
from organizer.domain.groups.records import KINDS, GroupInList, kind_words
from organizer.domain.members.records import PLATFORMS
from organizer.screens.groups.columns import ORDERS, columns, counted_text
from organizer.widgets.archive_actions import archive_actions, archived_filter
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Command, Desk
from organizer.widgets.detail_pane import Badge
from organizer.widgets.filter_kinds import FilterKind, FilterType, Option
from organizer.widgets.icons import set_icon
from organizer.widgets.list_page import ARCHIVED, ListAction, ListPage, ListWords
from organizer.widgets.record_columns import Edit
from organizer.widgets.row_sources import WholeList

if TYPE_CHECKING:
    from organizer.base.database import Database


class GroupsPage(ListPage):
    """All groups with what they are, who is in them, and their numbers."""

    words = ListWords(
        N_("Groups"),
        N_("Name, pinyin, number of a group"),
        N_("New group"),
        "plus",
        N_("Add the first of your groups."),
        N_("Its members can then be pasted in, or come along with a list."),
        N_("Select a group in the list."),
    )
    icon = "messages-square"
    help_page = "groups"
    tables = frozenset({"chat_group", "membership", "account", "head_count", "branch", "member"})
    sizes = (530, 610)

    def __init__(self, desk: Desk) -> None:
        source = WholeList[GroupInList](
            desk,
            _read,
            lambda one: one.group.id,
            lambda one: f"{one.group.name} {one.group.number}",
            ORDERS,
        )
        self.entry_button = QPushButton()
        super().__init__(
            desk,
            columns(Edit(self._rename)),
            source,
            desk.tabs("group"),
            _kinds(),
            (
                ListAction(
                    N_("Quick entry"), "clipboard-paste", self._enter, _in_use, for_many=False
                ),
                ListAction(
                    N_("Compare with a list"), "list-checks", self._compare, _in_use, for_many=False
                ),
                ListAction(
                    N_("Export a roster"), "download", self._export, _in_use, for_many=False
                ),
                ListAction(N_("Import a list"), "upload", self._import, _in_use, for_many=False),
                *archive_actions(desk, actions.archive, actions.restore, _is_archived),
            ),
        )
        set_icon(self.entry_button, "clipboard-paste")
        self.entry_button.clicked.connect(lambda: self._enter([]))
        self.head.insertWidget(2, self.entry_button)

    # --- what is shown --------------------------------------------------------------------------

    @override
    def read_record(self, db: "Database", record_id: str) -> GroupInList | None:
        return store.group_in_list(db, record_id)

    @override
    def show_header(self, record: GroupInList) -> None:
        group = record.group
        badges = []
        if group.archived:
            badges.append(Badge(_(ARCHIVED), Tone.WARNING))
        if group.is_paid:
            badges.append(Badge(_("Paid"), Tone.ACCENT))
        if group.ends_on is not None and not group.archived:
            over = group.ends_on <= self.desk.clock.today()
            text = _("Life span over since {date}") if over else _("Ends on {date}")
            tone = Tone.WARNING if over else Tone.PLAIN
            badges.append(Badge(text.format(date=format_date(group.ends_on)), tone))
        people = ngettext("{count} person", "{count} people", record.people).format(
            count=format_number(record.people)
        )
        facts = (people, counted_text(record), kind_words(group.kind), _(PLATFORMS[group.platform]))
        self.pane.set_header(group.name, " · ".join(filter(None, facts)), badges)

    # --- what the owner does --------------------------------------------------------------------

    def _rename(self, group_id: str, name: str) -> None:
        self.desk.start(self.desk.do(actions.change, group_id, name=name))

    def _enter(self, ids: list[str]) -> None:
        from organizer.screens.groups.quick_entry import open_quick_entry

        self.desk.start(open_quick_entry(self.desk, ids[0] if ids else None))

    def _compare(self, ids: list[str]) -> None:
        from organizer.screens.groups.compare import open_comparison

        self.desk.start(open_comparison(self.desk, ids[0]))

    def _export(self, ids: list[str]) -> None:
        self.desk.open_page("rosters", what="export", group=ids[0])

    def _import(self, ids: list[str]) -> None:
        self.desk.open_page("rosters", what="import", group=ids[0])

    def _print(self) -> None:
        if self.pane.record_id is not None:
            self.desk.open_page("rosters", what="print", group=self.pane.record_id)

    @override
    def remove(self, ids: list[str]) -> None:
        self.desk.start(self.desk.do(actions.archive, ids))

    @override
    def commands(self) -> tuple[Command, ...]:
        return (
            Command(
                "groups.print",
                N_("Print the roster of the group"),
                "printer",
                "Ctrl+P",
                lambda _desk: self._print(),
            ),
        )

    @override
    def new_record(self) -> None:
        from organizer.screens.groups.new_group import NewGroup

        self.desk.start(NewGroup(self.desk).add_to(self))

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.entry_button.setText(_("Quick entry"))
        self.entry_button.setToolTip(_("{what} (Ctrl+J)").format(what=_("Quick entry")))


def _read(db: "Database", asked: Mapping[str, Any]) -> list[GroupInList]:
    filters = asked.get("filters") or {}
    archived = filters.get("archived")
    found = store.groups(db, archived=bool(archived))
    if archived:
        found = [one for one in found if one.group.archived]
    for key in ("platform", "kind"):
        wanted = filters.get(key)
        if wanted:
            found = [one for one in found if getattr(one.group, key) in wanted]
    paid = filters.get("paid")
    if paid is not None:
        found = [one for one in found if one.group.is_paid == paid]
    return found


def _kinds() -> list[FilterKind]:
    return [
        FilterKind(
            "kind",
            N_("Kind"),
            FilterType.CHOICES,
            lambda: [Option(code, _(words)) for code, words in KINDS.items()],
        ),
        FilterKind(
            "platform",
            N_("Platform"),
            FilterType.CHOICES,
            lambda: [Option(code, _(words)) for code, words in PLATFORMS.items()],
        ),
        FilterKind("paid", N_("Paid group"), FilterType.YES_NO, negative=N_("Free group")),
        archived_filter(),
    ]


def _in_use(record: GroupInList) -> bool:
    return not record.group.archived


def _is_archived(record: GroupInList) -> bool:
    return record.group.archived
