"""The columns of the list of groups."""

from collections.abc import Sequence

from organizer.base.formats import format_date, format_number
from organizer.base.words import N_, _
from organizer.domain.groups import rules
from organizer.domain.groups.records import GroupInList, kind_words
from organizer.domain.members.records import PLATFORMS
from organizer.widgets.colours import Tone
from organizer.widgets.record_columns import Badge, Column, Edit


def band_badges(people: int) -> tuple[Badge, ...]:
    """The band of a size as a calm chip."""
    band = rules.size_band(people)
    return () if band is None else (Badge(_(rules.BAND_WORDS[band.code])),)


def people_text(one: GroupInList) -> str:
    """How many people of how many there is room for."""
    if one.group.capacity is None:
        return format_number(one.people)
    return f"{format_number(one.people)} / {format_number(one.group.capacity)}"


def counted_text(one: GroupInList) -> str:
    """The last head count where it differs from the register: “register 80, in the group 82”."""
    if one.head_count is None or one.head_count == one.people:
        return ""
    return _("register {people}, in the group {count}").format(
        people=format_number(one.people), count=format_number(one.head_count)
    )


def _band_text(one: GroupInList) -> str:
    return "".join(badge.text for badge in band_badges(one.people))


def _bands(one: GroupInList) -> Sequence[Badge]:
    return band_badges(one.people)


def _people_hint(one: GroupInList) -> str:
    return "\n".join(_(view) for view in rules.size_views(one.people))


def _is_full(one: GroupInList) -> Tone:
    full = one.group.capacity is not None and one.people >= one.group.capacity
    return Tone.WARNING if full else Tone.PLAIN


def columns(rename: Edit) -> tuple[Column, ...]:
    """All columns; those shown fit beside the detail, the others wait until they are chosen."""
    return (
        Column(
            "name",
            N_("Group name"),
            lambda one: one.group.name,
            width=14,
            strong=True,
            edit=rename,
            tone=lambda one: Tone.MUTED if one.group.archived else Tone.PLAIN,
        ),
        Column(
            "people",
            N_("Members"),
            people_text,
            right=True,
            width=10,
            descending_first=True,
            tone=_is_full,
        ),
        Column("band", N_("Size"), _band_text, badges=_bands, hint=_people_hint, width=11),
        Column("counted", N_("Head count"), counted_text, width=18, descending_first=True),
        Column("kind", N_("Kind"), lambda one: kind_words(one.group.kind), width=12, visible=False),
        Column(
            "platform",
            N_("Platform"),
            lambda one: _(PLATFORMS[one.group.platform]),
            width=10,
            visible=False,
        ),
        Column("branch", N_("Branch"), lambda one: one.group.branch_name, width=14, visible=False),
        Column(
            "founded_on",
            N_("Founded on"),
            lambda one: format_date(one.group.founded_on) if one.group.founded_on else "",
            width=14,
            descending_first=True,
            visible=False,
        ),
        Column(
            "ends_on",
            N_("Life span ends"),
            lambda one: format_date(one.group.ends_on) if one.group.ends_on else "",
            width=14,
            visible=False,
        ),
        Column(
            "run_for", N_("Run for"), lambda one: one.group.run_for_name, width=16, visible=False
        ),
        Column("number", N_("Group number"), lambda one: one.group.number, width=14, visible=False),
    )


ORDERS = {
    "people": lambda one: one.people,
    "band": lambda one: one.people,
    "counted": lambda one: one.head_count,
    "kind": lambda one: one.group.kind,
    "platform": lambda one: one.group.platform,
    "branch": lambda one: one.group.branch_name or None,
    "founded_on": lambda one: one.group.founded_on,
    "ends_on": lambda one: one.group.ends_on,
    "run_for": lambda one: one.group.run_for_name or None,
    "number": lambda one: one.group.number or None,
}
