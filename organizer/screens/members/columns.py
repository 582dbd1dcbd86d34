"""The columns of the members list, the owner's own fields behind them."""

from collections.abc import Callable, Sequence
from operator import attrgetter

from organizer.base.words import N_
from organizer.domain.fields.records import Field
from organizer.domain.rosters.records import OWN
from organizer.screens.members.lines import (
    Line,
    first_phone,
    masked_accounts,
    masked_birthday,
    masked_phones,
)
from organizer.widgets.colours import Tone
from organizer.widgets.record_columns import Badge, Column, Edit

Change = Callable[[str, str, str], None]
"""Carries out what was typed: the member, the column, the text."""


def _text(key: str) -> Callable[[Line], str]:
    return lambda row: row.texts[key]


def _badges(key: str) -> Callable[[Line], Sequence[Badge]]:
    return lambda row: row.badges[key]


def _tone(row: Line) -> Tone:
    return Tone.MUTED if row.archived else Tone.PLAIN


def _own(field: Field) -> Column:
    key = OWN + field.id
    return Column(
        key,
        field.name,
        lambda row: row.texts.get(key, ""),
        right=field.type == "number",
        descending_first=field.type in ("number", "date"),
        visible=False,
    )


def columns(own_fields: Sequence[Field] = (), change: Change | None = None) -> tuple[Column, ...]:
    """All columns of the list; those seldom looked at are hidden until they are chosen.

    Plain texts are edited in place (F2) where `change` carries that out.
    """

    def edit(key: str) -> Edit | None:
        if change is None:
            return None
        return Edit(lambda member_id, text: change(member_id, key, text))

    return (
        Column(
            "name",
            N_("Name"),
            attrgetter("name"),
            edit=edit("name"),
            width=8,
            strong=True,
            tone=_tone,
        ),
        Column("institution", N_("Institution"), _text("institution"), width=11),
        Column("position", N_("Job"), _text("position"), edit=edit("position"), width=10),
        Column(
            "phone",
            N_("Phone"),
            _text("phone"),
            width=12,
            personal=True,
            mask=masked_phones,
            brief=first_phone,
        ),
        Column("groups", N_("Groups"), _text("groups"), width=12, badges=_badges("groups")),
        Column("roles", N_("Positions"), _text("roles"), width=10, badges=_badges("roles")),
        Column("tags", N_("Tags"), _text("tags"), width=9, badges=_badges("tags")),
        Column("form_of_address", N_("Form of address"), _text("form_of_address"), visible=False),
        Column(
            "accounts",
            N_("Accounts"),
            _text("accounts"),
            width=16,
            visible=False,
            personal=True,
            mask=masked_accounts,
        ),
        Column("district", N_("District"), _text("district"), visible=False),
        Column("subjects", N_("Subjects"), _text("subjects"), width=16, visible=False),
        Column("joined", N_("Last joined"), _text("joined"), visible=False, descending_first=True),
        Column(
            "birthday",
            N_("Birthday"),
            _text("birthday"),
            visible=False,
            personal=True,
            mask=masked_birthday,
        ),
        Column(
            "welcome_title",
            N_("Welcome title"),
            _text("welcome_title"),
            edit=edit("welcome_title"),
            width=20,
            visible=False,
        ),
        Column("source", N_("Source"), _text("source"), edit=edit("source"), visible=False),
        Column("recommended_by", N_("Recommended by"), _text("recommended_by"), visible=False),
        Column(
            "number",
            N_("Own number"),
            _text("number"),
            edit=edit("number"),
            visible=False,
            right=True,
        ),
        Column(
            "notes",
            N_("Notes"),
            _text("notes"),
            width=24,
            visible=False,
            sortable=False,
            personal=True,
        ),
        *map(_own, own_fields),
    )
