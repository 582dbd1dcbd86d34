"""`organizer events …`: signing up from a pasted chain."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from organizer.base.words import _
from organizer.cli.shell import answer, open_register, say

if TYPE_CHECKING:
    from organizer.domain.events.participants import Participant
    from organizer.domain.events.sign_up import PlannedLine, SignUpPlan

#: The longest text of a chain that is read from a file, in bytes.
_LARGEST = 4_000_000


def sign_up(arguments: argparse.Namespace) -> int:
    """Plan what a pasted chain changes and, unless it is a rehearsal, do it."""
    from organizer.domain.events import actions_sign_up, finding
    from organizer.domain.events.sign_up_planning import plan_sign_up

    text = _text(Path(arguments.paste))
    with open_register(arguments) as register:
        with register.reading() as db:
            plan = plan_sign_up(db, finding.find(db, arguments.event), text)
        number = None
        if not arguments.dry_run:
            with register.step() as step:
                actions_sign_up.apply(step, plan)
            number = register.last_step.number if register.last_step else None
    if arguments.json:
        answer({**_plan(plan), "dry_run": arguments.dry_run, "step": number})
    else:
        _tell(plan, dry_run=arguments.dry_run)
    return 0


def _text(path: Path) -> str:
    from organizer.base.errors import UserError
    from organizer.base.files import file_error
    from organizer.base.table_files.sniffing import decode
    from organizer.base.words import N_

    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise file_error(error, path) from error
    if len(data) > _LARGEST:
        raise UserError(
            "events.paste_too_long",
            N_("This is too long for a sign-up chain. Paste the chain alone."),
        )
    return decode(data, path.name)[0]


def _plan(plan: "SignUpPlan") -> dict[str, Any]:
    return {
        "event": str(plan.key),
        "header": list(plan.chain.header),
        "example": list(plan.chain.example),
        "placeholders": list(plan.chain.placeholders),
        "counts": {
            "lines": len(plan.lines),
            "new": plan.count("new"),
            "waiting": sum(1 for line in plan.lines if line.waits),
            "changed": plan.count("changed"),
            "same": plan.count("same"),
            "withdrawn": len(plan.withdrawing),
            "repeated": plan.count("repeated"),
            "undecided": plan.count("undecided"),
            "seats": plan.seats,
        },
        "lines": [_line(line) for line in plan.lines],
        "withdrawn": [_participant(one) for one in plan.withdrawing],
        "missing": [] if plan.withdraws else [_participant(one) for one in plan.gone],
        "looks_partial": plan.looks_partial,
        "not_understood": [
            {"line": one.line, "text": one.text, "reason": one.reason} for one in plan.chain.unread
        ],
    }


def _line(line: "PlannedLine") -> dict[str, Any]:
    return {
        "line": line.item.line,
        "number": line.item.number,
        "text": line.item.text,
        "name": line.read.name,
        "state": line.state,
        "member": line.member_id,
        "seats": line.seats,
        "waits": line.waits,
        "warnings": list(line.warnings),
        "candidates": [
            {"member": one.member_id, "name": one.name, "institution": one.institution}
            for one in line.candidates
        ],
    }


def _participant(participant: "Participant") -> dict[str, Any]:
    return {
        "id": participant.id,
        "member": participant.member_id,
        "name": participant.name,
        "seats": participant.seats,
    }


def _tell(plan: "SignUpPlan", *, dry_run: bool) -> None:
    from organizer.domain.events.sign_up import REASONS, STATES

    say(_("This is what would happen:") if dry_run else _("Taken over:"))
    for line in plan.lines:
        if line.state == "same" and not line.warnings:
            continue
        waits = _("waits for a seat") if line.waits else ""
        name = line.read.name or line.item.text
        parts = [f"{line.item.number}. {name}", _(STATES[line.state]), _seats(line.seats), waits]
        say("  " + "  ".join(filter(None, parts)))
        for words in _doubts(line):
            say("      " + words)
    if same := plan.count("same"):
        say("  " + _("{count} as before").format(count=same))
    for one in plan.withdrawing:
        say("  " + _("{name} withdrew").format(name=one.name))
    if plan.gone and not plan.withdraws:
        say(
            "  "
            + _("Half a list, it seems: {names} stay, though their lines are missing.").format(
                names="、".join(one.name for one in plan.gone)
            )
        )
    for unread in plan.chain.unread:
        say(
            "  "
            + _("line {line}: {reason}").format(line=unread.line, reason=_(REASONS[unread.reason]))
            + f" {unread.text}"
        )
    say("  " + _("{count} seats taken").format(count=plan.seats))


def _seats(seats: int) -> str:
    from organizer.base.words import ngettext

    return ngettext("{count} seat", "{count} seats", seats).format(count=seats)


def _doubts(line: "PlannedLine") -> list[str]:
    from organizer.domain.events.sign_up import WARNINGS

    doubts = [_(WARNINGS[code]).format(name=line.words) for code in line.warnings]
    if line.state == "undecided" and line.candidates:
        names = "、".join(
            " ".join(filter(None, (one.name, one.institution))) for one in line.candidates
        )
        doubts.append(_("It may be: {names}").format(names=names))
    return doubts
