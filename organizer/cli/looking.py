"""`organizer search`, `organizer history`, `organizer undo`."""

import argparse
from collections import Counter

from organizer.base import history as past
from organizer.base.clock import moment_of, register_zone
from organizer.base.errors import UserError
from organizer.base.words import N_, _, ngettext
from organizer.cli.shell import answer, open_register, say

_NEWEST = 100
_EVERY = 2**31


def search(arguments: argparse.Namespace) -> int:
    """Find members, groups and institutions by words, pinyin, initials or digits."""
    from organizer.domain.rosters import listing

    words = " ".join(arguments.words)
    with open_register(arguments) as register, register.reading() as db:
        found = listing.search(db, words)
    if arguments.json:
        answer(found)
        return 0
    for member in found["members"]:
        parts = [member["name"], member["institution"], member["position"], member["phone"]]
        say("  ".join(filter(None, parts)))
    for group in found["groups"]:
        say(_("Group: {name}").format(name=group["name"]))
    for institution in found["institutions"]:
        say(_("Institution: {name}").format(name=institution["name"]))
    if not any(found.values()):
        say(_("Nothing was found."))
    return 0


def history(arguments: argparse.Namespace) -> int:
    """Show the newest steps with their local times."""
    with open_register(arguments) as register, register.reading() as db:
        limit = arguments.limit
        if limit is None:
            limit = _EVERY if arguments.json else _NEWEST
        steps = past.steps(db, limit=limit + 1)
    more = len(steps) > limit
    steps = steps[:limit]
    if arguments.json:
        answer(
            {
                "more": more,
                "steps": [
                    {
                        "number": step.number,
                        "id": step.id,
                        "action": step.action,
                        "title": step.title(),
                        "values": step.values,
                        "made_at": step.made_at,
                        "made_by": step.made_by,
                        "in_force": step.in_force,
                        "undoes": step.undoes_id,
                    }
                    for step in steps
                ],
            }
        )
        return 0
    for step in steps:
        local = moment_of(step.made_at).astimezone(register_zone())
        undone = "" if step.in_force else "  " + _("(undone)")
        say(f"{step.number:>5}  {local:%Y-%m-%d %H:%M}  {step.title()}{undone}")
    if more:
        say(_("… and older ones; --limit N shows more."))
    if not steps and not more:
        say(_("Nothing has been done yet."))
    return 0


def undo(arguments: argparse.Namespace) -> int:
    """Take the newest step that is in force back, and say what it was and what stayed."""
    with open_register(arguments) as register:
        step_id = register.newest_in_force()
        if step_id is None:
            raise UserError("history.nothing_to_undo", N_("There is nothing to undo."))
        with register.reading() as db:
            step = past.step(db, step_id)
        assert step is not None  # noqa: S101 - it was just found
        plan = register.undo(step_id)
    stayed = Counter(conflict.reason for conflict in plan.conflicts)
    if arguments.json:
        answer(
            {
                "number": step.number,
                "action": step.action,
                "title": step.title(),
                "rows": plan.row_count,
                "stayed": [
                    {"table": one.table, "id": one.row_id, "reason": one.reason}
                    for one in plan.conflicts
                ],
            }
        )
        return 0
    say(_("Undone: {title}").format(title=step.title()))
    if stayed:
        count = sum(stayed.values())
        say(
            ngettext(
                "{count} record stayed as it is: it was changed or used since.",
                "{count} records stayed as they are: they were changed or used since.",
                count,
            ).format(count=count)
        )
    return 0
