"""What else happens in the made-up months: positions, corrections, moves, a mistake."""

import datetime as dt

from organizer.domain.branches import actions as branches
from organizer.domain.demo import words
from organizer.domain.demo.people import PHONE_PREFIX
from organizer.domain.demo.telling import Telling
from organizer.domain.fields import actions_own as own_fields
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.groups.records import JoinRow
from organizer.domain.members import actions as members
from organizer.domain.members.records import NewAccount
from organizer.domain.roles import actions as roles


def happen(story: Telling, month: int) -> None:
    """Let happen what belongs into a month."""
    for event in _EVENTS.get(month, ()):
        story.later()
        event(story)


def _own_field(story: Telling) -> None:
    with story.register.step() as step:
        size = own_fields.define(step, "member", "校区数", "number")
    story.later()
    known = story.known()
    with story.register.step() as step:
        chosen = known[:: max(1, len(known) // 40)]
        own_fields.set_values(
            step, size, [(one.id, str(story.chance.randint(1, 4))) for one in chosen]
        )


def _first_roles(story: Telling) -> None:
    for place in (0, 1):
        team = story.team(place, 6)
        group_id = story.groups[place].id
        for title, who in (("owner", team[:1]), ("admin", team[1:3]), ("kol", team[3:6])):
            if not who:
                continue
            story.later()
            with story.register.step() as step:
                roles.appoint(
                    step,
                    who,
                    title,
                    group_id=group_id,
                    term_ends_on=None if title == "owner" else _term(story, title),
                    duty=story.chance.choice(words.DUTIES),
                    returns=story.chance.choice(words.RETURNS) if title != "kol" else "",
                )


def _term(story: Telling, title: str) -> dt.date:
    # those of the admins end some weeks after the day of the register
    return story.day + dt.timedelta(days=18 if title == "admin" else 160)


def _interactive_accounts(story: Telling) -> None:
    helpers = story.team(0, 3)[1:]
    with story.register.step() as step:
        step.begins(members.ACCOUNTS)
        rows: list[JoinRow] = []
        for helper in helpers:
            for number in (1, 2):
                account = NewAccount(
                    "wechat",
                    f"demo_helper_{len(rows) + 1}",
                    f"群小助手{len(rows) + 1}号",
                    "interactive",
                    helper,
                )
                account_id = members.add_account(step, helper, account)
                group_id = story.groups[number - 1].id
                rows.append(JoinRow(group_id, helper, story.clock.today(), account_id=account_id))
        memberships.join_many(step, rows)


def _alliance_roles(story: Telling) -> None:
    team = story.team(0, 8)
    for title, who in (("lead", team[:1]), ("secretary", team[2:3]), ("资料组长", team[6:8])):
        if who:
            story.later()
            with story.register.step() as step:
                roles.appoint(
                    step,
                    who,
                    title,
                    term_ends_on=story.day + dt.timedelta(days=300),
                    returns=words.RETURNS[0],
                )


def _branch_roles(story: Telling) -> None:
    everybody = [one.id for one in story.people if one.id]
    for place, branch_id in enumerate(story.branches):
        team = everybody[place * 4 + 13 : place * 4 + 17]
        if not team:
            continue
        story.later()
        with story.register.step() as step:
            branches.change(step, branch_id, head_id=team[0])
            roles.appoint(step, team[:1], "branch_head", branch_id=branch_id)
            roles.appoint(
                step, team[1:], "assistant", branch_id=branch_id, duty=words.DUTIES[place]
            )


def _correct_phones(story: Telling) -> None:
    known = [one for one in story.people if one.id and one.phone]
    for one in known[5:40:12]:
        story.later()
        with story.register.step() as step:
            members.set_phones(step, one.id, [f"{PHONE_PREFIX}8{one.place:07}", one.phone])


def _move_some(story: Telling) -> None:
    here, there = story.groups[0], story.groups[1]
    outside = {one.id for one, _membership in there.there}
    moving = [one for one, _m in here.there[14:40:6] if one.id not in outside]
    if not moving:
        return
    with story.register.step() as step:
        memberships.move(step, here.id, there.id, [one.id for one in moving])
    gone = {one.id for one in moving}
    here.there = [pair for pair in here.there if pair[0].id not in gone]


def _end_and_renew(story: Telling) -> None:
    kols = story.team(0, 6)[3:5]
    with story.register.step() as step:
        roles.end_in_place(step, kols, "group", story.groups[0].id)
    story.later()
    sharers = story.team(0, 12)[8:12]
    if sharers:
        with story.register.step() as step:
            roles.appoint(
                step,
                sharers,
                "sharer",
                group_id=story.groups[0].id,
                term_ends_on=story.day + dt.timedelta(days=9),
            )


def _archive_some(story: Telling) -> None:
    gone = [one.id for one in story.people if one.id and one.place % 90 == 44]
    if gone:
        with story.register.step() as step:
            members.archive(step, gone)


def _new_terms(story: Telling) -> None:
    team = story.team(3, 5)
    if team:
        with story.register.step() as step:
            roles.appoint(step, team[1:], "assistant", group_id=story.groups[3].id)
        story.later()
        with story.register.step() as step:
            roles.appoint(step, team[:1], "owner", group_id=story.groups[3].id)


def _note_by_mistake(story: Telling) -> None:
    """A head count of ten times too many, taken back at once: history shows both."""
    with story.register.step() as step:
        groups.count_heads(step, story.groups[0].id, 880)
    story.later()
    story.register.undo()


_EVENTS = {
    1: (_first_roles, _interactive_accounts),
    2: (_alliance_roles, _own_field),
    4: (_branch_roles,),
    6: (_correct_phones, _move_some),
    9: (_end_and_renew,),
    11: (_archive_some, _new_terms),
    12: (_note_by_mistake,),
}
