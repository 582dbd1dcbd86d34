"""The page of institutions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from organizer.base.districts import district_name, short_district_name
from organizer.base.formats import format_number
from organizer.base.masking import group_phone, mask_phone
from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.domain.institutions import actions, store
from organizer.domain.institutions.records import InstitutionRow
from organizer.widgets.archive_actions import archive_actions, archived_filter
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.detail_pane import Badge
from organizer.widgets.filter_kinds import FilterKind, FilterType, Option
from organizer.widgets.list_page import ARCHIVED, ListPage, ListWords
from organizer.widgets.record_columns import Column, Edit, Request
from organizer.widgets.row_sources import PagedList

if TYPE_CHECKING:
    from organizer.base.database import Database

_ORDERS = {"name", "district", "people", "contact_name", "added"}


class InstitutionsPage(ListPage):
    """All institutions, what they teach, and who of theirs is in the register."""

    words = ListWords(
        N_("Institutions"),
        N_("Name, pinyin, contact, phone"),
        N_("New institution"),
        "plus",
        N_("Add the first institution."),
        N_("Institutions also come along with the lists of members you take in."),
        N_("Select an institution in the list."),
    )
    icon = "building-2"
    help_page = "institutions"
    tables = frozenset({"institution", "institution_subject", "institution_private", "member"})
    sizes = (620, 520)

    def __init__(self, desk: Desk) -> None:
        source = PagedList[InstitutionRow](desk, _find, store.institution_rows, lambda one: one.id)
        super().__init__(
            desk,
            _columns(Edit(self._rename), Edit(self._shorten)),
            source,
            desk.tabs("institution"),
            _kinds(desk),
            archive_actions(desk, actions.archive, actions.restore, _is_archived),
        )
        self.table.set_masked(desk.machine_settings.get("mask_numbers"))

    # --- what is shown --------------------------------------------------------------------------

    @override
    def read_record(self, db: "Database", record_id: str) -> InstitutionRow | None:
        return next(iter(store.institution_rows(db, [record_id])), None)

    @override
    def show_header(self, record: InstitutionRow) -> None:
        badges = [Badge(subject) for subject in record.subjects]
        if record.archived_at is not None:
            badges.insert(0, Badge(_(ARCHIVED), Tone.WARNING))
        people = ngettext("{count} person", "{count} people", record.people).format(
            count=format_number(record.people)
        )
        short = record.short_name if record.short_name != record.name else ""
        facts = (short, district_name(record.district) if record.district else "", people)
        self.pane.set_header(record.name, " · ".join(filter(None, facts)), badges)

    # --- what the owner does --------------------------------------------------------------------

    def _rename(self, institution_id: str, name: str) -> None:
        self.desk.start(self.desk.do(actions.change, institution_id, name=name))

    def _shorten(self, institution_id: str, name: str) -> None:
        self.desk.start(self.desk.do(actions.change, institution_id, short_name=name))

    @override
    def remove(self, ids: list[str]) -> None:
        self.desk.start(self.desk.do(actions.archive, ids))

    @override
    def new_record(self) -> None:
        from organizer.screens.institutions.new_institution import NewInstitution

        self.desk.start(NewInstitution(self.desk).add_to(self))


def _find(db: "Database", request: Request) -> tuple[Sequence[str], int]:
    filters = request.filter.get("filters") or {}
    archived = bool(filters.get("archived"))
    order = request.sort if request.sort in _ORDERS else "name"
    ids: list[str] = []
    for subject in filters.get("subject") or [""]:
        for district in filters.get("district") or [""]:
            ids += store.institution_ids(
                db,
                words=str(request.filter.get("words") or ""),
                district=district,
                subject=subject,
                archived=archived,
                order=order,
                descending=request.descending,
            )
    total = len(store.institution_ids(db))
    return list(dict.fromkeys(ids)), total


def _kinds(desk: Desk) -> list[FilterKind]:
    def subjects(db: "Database") -> list[Option]:
        return [Option(subject, subject) for subject in store.subjects_in_use(db)]

    def districts(db: "Database") -> list[Option]:
        rows = store.institution_rows(db, store.institution_ids(db))
        codes = sorted({row.district for row in rows if row.district})
        return [Option(code, district_name(code)) for code in codes]

    return [
        FilterKind(
            "subject", N_("Subject"), FilterType.CHOICES, lambda: desk.opened().ask(subjects)
        ),
        FilterKind(
            "district", N_("District"), FilterType.CHOICES, lambda: desk.opened().ask(districts)
        ),
        archived_filter(),
    ]


def _columns(rename: Edit, shorten: Edit) -> tuple[Column, ...]:
    return (
        Column(
            "name",
            N_("Institution name"),
            lambda one: one.name,
            width=20,
            strong=True,
            edit=rename,
            tone=lambda one: Tone.MUTED if one.archived_at else Tone.PLAIN,
        ),
        Column(
            "short_name",
            N_("Short name"),
            lambda one: one.short_name,
            width=10,
            sortable=False,
            edit=shorten,
        ),
        Column(
            "people",
            N_("People"),
            lambda one: format_number(one.people),
            right=True,
            width=8,
            descending_first=True,
        ),
        Column(
            "subjects",
            N_("Subjects"),
            lambda one: "、".join(one.subjects),
            width=14,
            sortable=False,
        ),
        Column("district", N_("District"), lambda one: short_district_name(one.district), width=10),
        Column(
            "contact_name",
            N_("Contact"),
            lambda one: one.contact_name,
            width=12,
            visible=False,
        ),
        Column(
            "contact_phone",
            N_("Contact’s phone"),
            lambda one: group_phone(one.contact_phone),
            width=16,
            sortable=False,
            personal=True,
            mask=lambda text: mask_phone(text.replace(" ", "")),
            visible=False,
        ),
    )


def _is_archived(record: InstitutionRow) -> bool:
    return record.archived_at is not None
