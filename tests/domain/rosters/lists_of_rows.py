"""Lists for tests: written, read, planned and carried out as a user would."""

import csv
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from organizer.base.database import Database
from organizer.base.register import Register
from organizer.domain.rosters import importing, lists, store
from organizer.domain.rosters.checked import CheckedList
from organizer.domain.rosters.checking import check
from organizer.domain.rosters.mapping import ColumnMapping
from organizer.domain.rosters.matching import plan_import
from organizer.domain.rosters.plan import Cell, Decision, ImportPlan, choose_keys, require_name

Rows = Sequence[Sequence[str]]


def write(
    path: Path, header: Sequence[str], rows: Rows, *, encoding: str = "utf-8", delimiter: str = ","
) -> Path:
    """Write a list as a spreadsheet would."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def prepare(
    db: Database, register: Register, path: Path, *, group: str = ""
) -> tuple[CheckedList, ColumnMapping]:
    """Read and check a list."""
    fields = store.own_fields(db)
    table = lists.read_list(path, fields)
    counting = lists.counting_columns(table)
    mapping = lists.proposed_mapping(db, table.header, fields, counting)
    require_name(mapping)
    today = register.clock.today()
    return check(table, mapping, today=today, fields=fields, in_group=bool(group)), mapping


def plan_of(
    register: Register,
    path: Path,
    *,
    match: Sequence[str] = (),
    group: str = "",
    decisions: Mapping[int, Decision] | None = None,
    left_empty: Collection[Cell] = (),
) -> ImportPlan:
    """The plan of an import."""
    with register.reading() as db:
        checked, mapping = prepare(db, register, path, group=group)
        return plan_import(
            db,
            checked,
            keys=choose_keys(mapping, match),
            today=register.clock.today(),
            group=lists.group_target(db, group) if group else None,
            decisions=decisions,
            mapping=mapping,
            left_empty=left_empty,
        )


def carry_out(register: Register, plan: ImportPlan) -> None:
    """Carry a plan out."""
    with register.step() as step:
        importing.carry_out(step, plan)


def bring_in(
    register: Register,
    path: Path,
    *,
    match: Sequence[str] = (),
    group: str = "",
    decisions: Mapping[int, Decision] | None = None,
) -> ImportPlan:
    """Plan an import and carry it out."""
    plan = plan_of(register, path, match=match, group=group, decisions=decisions)
    carry_out(register, plan)
    return plan


def counts(plan: ImportPlan) -> tuple[int, int, int, int, int]:
    """New, matched, changed, conflicts, refused."""
    found = plan.counts
    return (
        found["new"],
        found["matched"],
        found["changed"],
        found["conflicts"],
        found["refused"],
    )


def problems(plan: ImportPlan) -> dict[int, str]:
    """The codes of all rows that are not taken, by line."""
    return {plan.line(row): problem.code for row, problem in plan.problems.items()}
