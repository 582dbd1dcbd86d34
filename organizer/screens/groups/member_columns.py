"""The columns of who is in a group, or of which groups somebody is in."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from organizer.base.formats import format_date
from organizer.base.words import N_, _
from organizer.domain.groups.records import Membership, standing_words, way_in_words
from organizer.domain.roles.records import title_words
from organizer.widgets.colours import Tone
from organizer.widgets.record_columns import Badge, Column, Edit


@dataclass(frozen=True, slots=True)
class Line:
    """A membership and the titles the person holds in that group."""

    membership: Membership
    titles: tuple[str, ...] = ()


def _day(day: dt.date | None) -> str:
    return format_date(day) if day is not None else ""


def _tone(line: Line) -> Tone:
    gone = line.membership.left_on is not None or not line.membership.counts
    return Tone.MUTED if gone else Tone.PLAIN


def _marks(line: Line) -> Sequence[Badge]:
    one = line.membership
    marks = [Badge(title_words(title), Tone.ACCENT) for title in line.titles]
    if not one.counts:
        operator = one.operator_name or one.member_name
        marks.append(Badge(_("Interactive, run by {name}").format(name=operator)))
    if one.is_seed:
        marks.append(Badge(_("Seed"), Tone.GOOD))
    if one.standing:
        marks.append(Badge(standing_words(one.standing), Tone.WARNING))
    return marks


def _marks_text(line: Line) -> str:
    return "、".join(mark.text for mark in _marks(line))


def columns(alias: Edit, joined: Edit) -> tuple[Column, ...]:
    """The columns of a group's members."""
    return (
        Column(
            "name",
            N_("Name"),
            lambda line: line.membership.member_name,
            width=14,
            strong=True,
            tone=_tone,
        ),
        Column(
            "marks",
            N_("Positions and marks"),
            _marks_text,
            badges=_marks,
            width=18,
            sortable=False,
        ),
        Column(
            "alias",
            N_("Alias in the group"),
            lambda line: line.membership.alias,
            width=20,
            edit=alias,
        ),
        Column(
            "institution",
            N_("Institution"),
            lambda line: line.membership.institution_name,
            width=16,
        ),
        *_shared(joined),
    )


def of_member_columns(alias: Edit, joined: Edit) -> tuple[Column, ...]:
    """The columns of the groups of one person; in a narrow pane the days come first."""
    joined_on, left_on, *others = _shared(joined)
    return (
        Column(
            "group",
            N_("Group"),
            lambda line: line.membership.group_name,
            width=16,
            strong=True,
            tone=_tone,
        ),
        joined_on,
        left_on,
        Column(
            "marks", N_("Positions and marks"), _marks_text, badges=_marks, width=16, sortable=False
        ),
        Column(
            "alias",
            N_("Alias in the group"),
            lambda line: line.membership.alias,
            width=18,
            edit=alias,
        ),
        *others,
    )


def _shared(joined: Edit) -> tuple[Column, ...]:
    return (
        Column(
            "joined_on",
            N_("Joined"),
            lambda line: _day(line.membership.joined_on),
            width=14,
            descending_first=True,
            edit=joined,
        ),
        Column(
            "left_on",
            N_("Left"),
            lambda line: _day(line.membership.left_on),
            width=14,
            descending_first=True,
        ),
        Column(
            "came_by", N_("Came by"), lambda line: way_in_words(line.membership.came_by), width=16
        ),
        Column(
            "invited_by", N_("Invited by"), lambda line: line.membership.invited_by_name, width=12
        ),
        Column(
            "is_seed",
            N_("Seed member"),
            lambda line: _("Yes") if line.membership.is_seed else "",
            width=8,
            visible=False,
        ),
        Column(
            "standing",
            N_("Standing"),
            lambda line: standing_words(line.membership.standing),
            width=10,
            visible=False,
        ),
        Column(
            "paid_until",
            N_("Paid until"),
            lambda line: _day(line.membership.paid_until),
            width=14,
            visible=False,
        ),
    )
