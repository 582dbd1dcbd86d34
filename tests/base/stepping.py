"""Steps over a few tables, as the tests of steps and of undo take them."""

from typing import Any

from organizer.base.register import Register
from organizer.base.steps import ActionKind, Step

CHANGE = ActionKind("test.change", "Changed {count} row", "Changed {count} rows")
FINAL = ActionKind("test.final", "Wrote a receipt", taken_back="none")
TABLES = ("institution", "member", "phone", "tag", "tagging")


def add_people(step: Step, count: int, institution: str | None = None) -> list[str]:
    step.begins(CHANGE, count=count)
    ids = list(step.new_ids(count))
    step.insert_many(
        "member",
        ["id", "name", "reading", "initials", "sort_key", "institution_id"],
        [(i, f"王{n}", "wang", "w", "wang", institution) for n, i in enumerate(ids)],
    )
    return ids


def everything(register: Register) -> dict[str, list[tuple[Any, ...]]]:
    with register.reading() as db:
        return {name: db.rows(f"SELECT * FROM {name} ORDER BY id") for name in TABLES}


def count(register: Register, table: str) -> int:
    with register.reading() as db:
        return int(db.value(f"SELECT count(*) FROM {table}"))
