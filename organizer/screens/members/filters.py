"""The filters the members list offers; what they mean stands in the domain."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from organizer.base.districts import district_name
from organizer.base.formats import format_number
from organizer.base.words import N_, _
from organizer.domain.fields.records import Field
from organizer.domain.members import store as members
from organizer.domain.roles import store as roles
from organizer.domain.roles.records import title_words
from organizer.domain.rosters import store_listing
from organizer.domain.rosters.records import OWN
from organizer.widgets.desk import Desk
from organizer.widgets.filter_kinds import FilterKind, FilterType, Option

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.register_thread import Ticket

Options = Callable[[], "Ticket[Sequence[Option]] | Sequence[Option]"]
GROUPS, POSITIONS, PROFILE = N_("Groups"), N_("Positions"), N_("Profile")
OWN_WORDS = N_("Tags and own fields")
_CHOICES, _YES_NO = FilterType.CHOICES, FilterType.YES_NO


def _group_options(db: "Database") -> list[Option]:
    from organizer.domain.groups.store import groups

    return [Option(one.group.id, one.group.name, one.people) for one in groups(db)]


def _standings() -> list[Option]:
    from organizer.domain.groups.records import STANDINGS, standing_words

    return [Option(code, standing_words(code)) for code in STANDINGS]


def _ways_in() -> list[Option]:
    from organizer.domain.groups.records import WAYS_IN, way_in_words

    return [Option(code, way_in_words(code)) for code in WAYS_IN]


def _role_options(db: "Database") -> list[Option]:
    return [Option(title, title_words(title)) for title in roles.titles_in_use(db)]


def _used(what: str) -> Callable[["Database"], list[Option]]:
    def options(db: "Database") -> list[Option]:
        return [Option(one, words, count) for one, words, count in store_listing.in_use(db, what)]

    return options


def _district_options(db: "Database") -> list[Option]:
    return [
        Option(code, district_name(code), count)
        for code, _code, count in store_listing.in_use(db, "district")
    ]


def _months() -> list[Option]:
    return [
        Option(str(month), _("Month {month}").format(month=format_number(month)))
        for month in range(1, 13)
    ]


def kinds(desk: Desk, own_fields: Sequence[Field] = ()) -> list[FilterKind]:
    """Every filter in the order the menu offers them."""

    def asked(read: Callable[["Database"], list[Option]]) -> Options:
        return lambda: desk.opened().ask(read)

    kinds = {
        GROUPS: [
            FilterKind("group", N_("In group"), _CHOICES, asked(_group_options)),
            FilterKind("joined", N_("Joined"), FilterType.SINCE),
            FilterKind("standing", N_("Standing in a group"), _CHOICES, _standings),
            FilterKind("came_by", N_("How they came"), _CHOICES, _ways_in),
            FilterKind("in_a_group", N_("In some group"), _YES_NO, negative=N_("In no group")),
            FilterKind("left_group", N_("Was in group"), _CHOICES, asked(_group_options)),
            FilterKind("left", N_("Left"), FilterType.SINCE),
        ],
        POSITIONS: [
            FilterKind("role", N_("Position held"), _CHOICES, asked(_role_options)),
            FilterKind(
                "has_role", N_("Holds a position"), _YES_NO, negative=N_("Holds no position")
            ),
        ],
        PROFILE: [
            FilterKind("institution", N_("Institution"), _CHOICES, asked(_used("institution"))),
            FilterKind(
                "has_institution",
                N_("With institution"),
                _YES_NO,
                negative=N_("Without institution"),
            ),
            FilterKind("position", N_("Job"), _CHOICES, asked(_used("position"))),
            FilterKind("district", N_("District"), _CHOICES, asked(_district_options)),
            FilterKind("subject", N_("Subject"), _CHOICES, asked(_used("subject"))),
            FilterKind("birthday", N_("Birthday month"), _CHOICES, _months),
            FilterKind("has_phone", N_("With phone"), _YES_NO, negative=N_("Without phone")),
            FilterKind("has_wechat", N_("With WeChat"), _YES_NO, negative=N_("Without WeChat")),
            FilterKind("interactive", N_("With interactive accounts"), _YES_NO),
            FilterKind("source", N_("Source"), _CHOICES, asked(_used("source"))),
            FilterKind(
                "recommended_by", N_("Recommended by"), _CHOICES, asked(_used("recommended_by"))
            ),
            FilterKind("seed", N_("Seed members"), _YES_NO),
            FilterKind("archived", N_("Archived"), _YES_NO, negative=N_("Not archived")),
        ],
        OWN_WORDS: [
            FilterKind("tag", N_("Tag"), _CHOICES, asked(_used("tag"))),
            FilterKind("has_tag", N_("With tags"), _YES_NO, negative=N_("Without tags")),
            *map(_own, own_fields),
        ],
    }
    return [kind._replace(heading=heading) for heading, under in kinds.items() for kind in under]


def _own(field: Field) -> FilterKind:
    key = OWN + field.id
    if field.type == "choice":
        options = [Option(choice.words, choice.words) for choice in field.choices]
        return FilterKind(key, field.name, _CHOICES, lambda: options)
    kind = {
        "yes_no": _YES_NO,
        "number": FilterType.NUMBER,
        "date": FilterType.SINCE,
        "text": FilterType.TEXT,
    }[field.type]
    return FilterKind(key, field.name, kind)


def these_people(desk: Desk, ids: Sequence[str]) -> FilterKind:
    """Exactly these people, as another page asked for them; named in the chip."""

    def names(db: "Database") -> list[Option]:
        return [Option(row.id, row.name) for row in members.member_rows(db, ids)]

    return FilterKind("ids", N_("These people"), _CHOICES, lambda: desk.opened().ask(names))
