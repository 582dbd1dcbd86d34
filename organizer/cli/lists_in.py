"""`organizer import members`: a list into the register."""

import argparse
from pathlib import Path
from typing import Any

from organizer.base.words import _, ngettext
from organizer.cli.shell import answer, open_register, say
from organizer.domain.rosters import importing, lists, reasons, store
from organizer.domain.rosters.checking import check
from organizer.domain.rosters.matching import plan_import
from organizer.domain.rosters.plan import (
    CONFLICT,
    REFUSED,
    ImportPlan,
    choose_keys,
    require_name,
)

#: So many refused rows and rows to decide on are shown one by one to people; JSON has all.
_SHOWN = 20


def import_members(arguments: argparse.Namespace) -> int:
    """Plan the import of a list and, unless it is a rehearsal, carry the plan out."""
    with open_register(arguments) as register:
        with register.reading() as db:
            fields = store.own_fields(db)
            table = lists.read_list(
                Path(arguments.list), fields, sheet=arguments.sheet, encoding=arguments.encoding
            )
            counting = lists.counting_columns(table)
            mapping = lists.proposed_mapping(db, table.header, fields, counting)
            require_name(mapping)
            keys = choose_keys(mapping, [arguments.match] if arguments.match else ())
            group = None if arguments.group is None else lists.group_target(db, arguments.group)
            today = register.clock.today()
            checked = check(table, mapping, today=today, fields=fields, in_group=group is not None)
            sheets = (table.sheet, table.other_sheets)
            del table
            plan = plan_import(db, checked, keys=keys, today=today, group=group)
        number = None
        if not arguments.dry_run:
            if plan.mark:
                register.ensure_backup("import")
            with register.step() as step:
                importing.carry_out(step, plan)
            number = register.last_step.number if register.last_step else None
    if arguments.json:
        answer(_result(plan, number, sheets, dry_run=arguments.dry_run))
    else:
        _tell(plan, dry_run=arguments.dry_run)
        _tell_left_out(plan, *sheets)
    return 0


def _problems(plan: ImportPlan, outcome: int) -> list[dict[str, Any]]:
    return [
        {
            "line": plan.line(row),
            "code": problem.code,
            "reason": reasons.words(problem.code),
            "columns": list(problem.columns),
            "wrong": problem.wrong,
        }
        for row, problem in plan.problem_rows(outcome)
    ]


def _result(
    plan: ImportPlan, step: int | None, sheets: tuple[str, list[str]], *, dry_run: bool
) -> dict[str, Any]:
    counts: dict[str, Any] = dict(plan.counts)
    counts["refused"] = _problems(plan, REFUSED)
    counts["conflict_rows"] = _problems(plan, CONFLICT)
    counts["left_out_columns"] = plan.checked.left_out_columns()
    counts["sheet"], counts["other_sheets"] = sheets
    counts["new_institutions"] = plan.new_institutions
    counts["not_linked"] = plan.not_linked
    counts["matched_by"] = list(plan.keys)
    counts["group"] = plan.group.name if plan.group else None
    counts["group_is_new"] = plan.group is not None and plan.group.id is None
    counts["masked"] = len(plan.masked_rows())
    counts["repeated"] = len(plan.repeated_rows())
    counts["dry_run"] = dry_run
    counts["step"] = step
    return counts


def _tell(plan: ImportPlan, *, dry_run: bool) -> None:
    counts = plan.counts
    head = _("This is what would happen:") if dry_run else _("Imported:")
    say(head)
    say("  " + _("{count} rows in the list").format(count=counts["rows"]))
    say(
        "  "
        + ngettext("{count} new member", "{count} new members", counts["new"]).format(
            count=counts["new"]
        )
    )
    say(
        "  "
        + _("{count} known already, {changed} of them changed").format(
            count=counts["matched"], changed=counts["changed"]
        )
    )
    if masked := len(plan.masked_rows()):
        say("  " + _("{count} with a masked number, which is not entered").format(count=masked))
    for outcome, words in (
        (CONFLICT, _("{count} to decide on, left as they are")),
        (REFUSED, _("{count} refused")),
    ):
        problems = plan.problem_rows(outcome)
        say("  " + words.format(count=len(problems)))
        for row, problem in problems[:_SHOWN]:
            say(
                "    "
                + _("line {line}: {reason}").format(
                    line=plan.line(row), reason=reasons.words(problem.code)
                )
            )
        if len(problems) > _SHOWN:
            say("    " + _("… and {count} more").format(count=len(problems) - _SHOWN))
    if plan.new_institutions:
        count = len(plan.new_institutions)
        say(
            "  "
            + ngettext("{count} new institution", "{count} new institutions", count).format(
                count=count
            )
        )
    if plan.not_linked:
        names = "、".join(plan.not_linked[:_SHOWN])
        say(
            "  "
            + _("Recommended by people the register does not know: {names}").format(names=names)
        )


def _tell_left_out(plan: ImportPlan, sheet: str, other_sheets: list[str]) -> None:
    if columns := plan.checked.left_out_columns():
        say("  " + _("Columns left out: {names}").format(names="、".join(columns)))
    if other_sheets:
        say(
            "  "
            + _("Only the sheet “{sheet}” was read; --sheet takes another: {names}").format(
                sheet=sheet, names="、".join(other_sheets)
            )
        )
