"""Carrying out a plan of quick entry in one step."""

from dataclasses import dataclass

from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.groups import rules, store
from organizer.domain.groups.actions_memberships import join_many, set_memberships
from organizer.domain.groups.entry import EntryPlan, PlannedPerson
from organizer.domain.groups.records import JoinRow
from organizer.domain.institutions import actions as institutions
from organizer.domain.members import actions as members
from organizer.domain.members import store as member_store
from organizer.domain.members.records import NewAccount

ENTER = ActionKind("groups.enter", N_("Entered {count} newcomer"), N_("Entered {count} newcomers"))


@dataclass(frozen=True, slots=True)
class Entered:
    """What quick entry did: how many joined, how many of them are new, how many wait."""

    joined: int
    added: int
    undecided: int
    member_ids: tuple[str, ...]


def enter(step: Step, plan: EntryPlan) -> Entered:
    """Add who is new, put everybody decided into the group, keep who invited; in one step.

    Lines that wait for a decision are left alone. Known people keep what they have; an institution
    or position they lack is filled in. Raises UserError for a day to come.
    """
    step.begins(ENTER, count=plan.joining, group_id=plan.group_id)
    day = rules.checked_day(plan.on or step.today, step.today)
    group = store.group(step, plan.group_id)
    platform = group.platform if group is not None else "wechat"
    acting = [one for one in plan.people if one.state in ("new", "known", "present")]
    names = [one.line.institution for one in acting if _tells_institution(step, one)]
    institution_ids = institutions.find_or_create(step, names) if names else {}
    who: dict[int, str] = {}
    for place, one in enumerate(plan.people):
        if one.state == "new":
            who[place] = members.add(
                step,
                one.line.name,
                accounts=[NewAccount(platform, nickname=one.line.shown)],
                phones=[one.line.phone] if one.line.phone else [],
                institution_id=institution_ids.get(one.line.institution),
                position=one.line.position,
            )
        elif one.member_id is not None and one.state in ("known", "present"):
            who[place] = one.member_id
            _fill_in(step, one, institution_ids)
    rows = [
        JoinRow(
            plan.group_id,
            member_id,
            day,
            alias=_alias(plan.people[place]),
            came_by=plan.people[place].line.how,
            invited_by_id=_inviter(plan.people[place], who),
        )
        for place, member_id in who.items()
        if plan.people[place].state != "present"
    ]
    joined = join_many(step, rows)
    _keep_aliases(step, plan)
    count = len(joined.made) + len(joined.reopened)
    step.note(count=count)
    return Entered(
        count, plan.count("new"), plan.count("undecided"), tuple(row.member_id for row in rows)
    )


def _tells_institution(step: Step, person: PlannedPerson) -> bool:
    if not person.line.institution:
        return False
    if person.member_id is None:
        return True
    present = member_store.get(step, person.member_id)
    return present is not None and present.institution_id is None


def _fill_in(step: Step, person: PlannedPerson, institution_ids: dict[str, str]) -> None:
    present = member_store.get(step, person.member_id or "")
    if present is None:
        return
    blank: dict[str, str | None] = {}
    if present.institution_id is None and person.line.institution in institution_ids:
        blank["institution_id"] = institution_ids[person.line.institution]
    if not present.position and person.line.position:
        blank["position"] = person.line.position
    if blank:
        members.change(step, present.id, **blank)


def _alias(person: PlannedPerson) -> str:
    """What the chat calls somebody the owner recognised, so that it is known the next time."""
    found_by = {one.found_by for one in person.candidates if one.member_id == person.member_id}
    return person.line.shown if person.by_hand and not found_by else ""


def _inviter(person: PlannedPerson, who: dict[int, str]) -> str | None:
    if person.inviter_line is not None:
        return who.get(person.inviter_line)
    return person.inviter_id


def _keep_aliases(step: Step, plan: EntryPlan) -> None:
    for one in plan.people:
        if one.state != "present" or one.member_id is None or not (alias := _alias(one)):
            continue
        for row in store.open_memberships(step, [one.member_id], plan.group_id):
            present = store.membership(step, row.id)
            if present is not None and not present.alias:
                set_memberships(step, [(row.id, {"alias": alias})])
