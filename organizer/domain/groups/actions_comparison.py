"""Carrying out a comparison with the real group's list in one step."""

from dataclasses import dataclass, replace

from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.groups import rules, store
from organizer.domain.groups.comparison import Comparison, ListedFinding
from organizer.domain.groups.person_text import read_person
from organizer.domain.groups.records import JoinRow
from organizer.domain.institutions import actions as institutions
from organizer.domain.members import actions as members
from organizer.domain.members.records import NewAccount

COMPARE = ActionKind(
    "groups.compare",
    N_("Compared with the group’s list: {parts}"),
    parts=(
        ("joined", N_("{joined} joined")),
        ("left", N_("{left} left")),
        ("renamed", N_("{renamed} aliases changed")),
    ),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison changed: how many joined (of them new), left, and changed alias."""

    joined: int
    added: int
    left: int
    renamed: int


def apply(step: Step, comparison: Comparison) -> Compared:
    """Let join who joined, leave who left, and keep new aliases; unsure lines are left alone.

    Raises UserError for a day to come, or when somebody who left had joined later than the day.
    """
    step.begins(COMPARE, joined=0, left=0, renamed=0, group_id=comparison.group_id)
    day = rules.checked_day(comparison.on or step.today, step.today)
    left = memberships.end(step, [one.id for one in comparison.left], on=day)
    renamed = memberships.set_memberships(
        step,
        [
            (one.membership.id, {"alias": one.new_alias})
            for one in comparison.of("alias_changed")
            if one.membership is not None
        ],
    )
    joining = comparison.of("joined")
    added = {id(one): _add(step, comparison.group_id, one) for one in joining if not one.member_id}
    rows = [
        JoinRow(
            comparison.group_id,
            one.member_id or added[id(one)],
            min(one.row.joined_on, day) if one.row.joined_on else day,
            alias=one.new_alias,
        )
        for one in joining
    ]
    joined = memberships.join_many(step, rows)
    # whoever was here in that time and left is back since the day of the list
    back = [replace(row, joined_on=day) for row in rows if row.member_id in joined.overlapping]
    again = memberships.join_many(step, back)
    joined.made += again.made
    joined.reopened += again.reopened
    count = len(joined.made) + len(joined.reopened)
    step.note(joined=count, left=left, renamed=renamed)
    return Compared(count, len(added), left, renamed)


def _add(step: Step, group_id: str, finding: ListedFinding) -> str:
    group = store.group(step, group_id)
    person = read_person(finding.row.shown or finding.row.handle)
    institution = institutions.find_or_create(step, [person.institution])
    account = NewAccount(
        group.platform if group is not None else "wechat",
        handle=finding.row.handle,
        nickname=finding.row.nickname or finding.row.shown,
    )
    return members.add(
        step,
        person.name,
        accounts=[account],
        institution_id=institution.get(person.institution),
        position=person.position,
    )
