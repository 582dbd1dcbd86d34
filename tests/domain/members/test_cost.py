"""One edit costs the same in a small and a large register: counted, so there is no noise."""

from collections.abc import Callable

import pytest

from organizer.base.register import Register
from organizer.base.steps import Step
from organizer.domain.members import actions, store
from organizer.domain.members.conditions import NOT_ARCHIVED
from organizer.domain.roles import actions as roles
from tests.factories import make_many

STATEMENTS = 10
#: Archiving also asks groups and roles what ends with it, and each tells the names of its columns.
STATEMENTS_OF_ARCHIVING = 14
SIZES = (1_000, 20_000)


class Counts:
    """Statements and virtual-machine steps of what runs inside the block."""

    def __init__(self, register: Register) -> None:
        self.connection = register._connection
        self.statements: list[str] = []
        self.steps = 0

    def __enter__(self) -> "Counts":
        def count() -> int:
            self.steps += 1
            return 0

        self.connection.set_trace_callback(self.statements.append)
        self.connection.set_progress_handler(count, 1)
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.set_trace_callback(None)
        self.connection.set_progress_handler(None, 0)


def filled(register: Register) -> Callable[[int], list[str]]:
    ids: list[str] = []

    def fill(size: int) -> list[str]:
        with register.step() as step:
            ids.extend(make_many(step, size - len(ids), first=len(ids)))
        return ids

    return fill


def test_archiving_is_counted_with_all_that_ends_with_it() -> None:
    assert roles._end_with_archiving in actions.ON_ARCHIVE
    assert len(actions.ON_ARCHIVE) >= 2


EDITS: dict[str, Callable[[Step, str], object]] = {
    "position": lambda step, member: actions.change(step, member, position="馆长"),
    "name": lambda step, member: actions.change(step, member, name="曾小贤"),
    "reading": lambda step, member: actions.correct_reading(step, member, "zeng xiao xian"),
    "archive": lambda step, member: actions.archive(step, [member]),
    "phone": lambda step, member: actions.add_phones(step, member, ["13912345678"]),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_costs_the_same_at_any_size(register: Register, edit: str) -> None:
    fill = filled(register)
    steps = []
    for size in SIZES:
        ids = fill(size)
        with Counts(register) as counts, register.step() as step:
            EDITS[edit](step, ids[size // 2])
        most = STATEMENTS_OF_ARCHIVING if edit == "archive" else STATEMENTS
        assert len(counts.statements) <= most, "\n".join(counts.statements)
        steps.append(counts.steps)
    assert steps[1] <= steps[0] * 1.05, steps


def test_a_page_of_rows_costs_the_same_at_any_size(register: Register) -> None:
    fill = filled(register)
    steps = []
    for size in SIZES:
        ids = fill(size)
        with register.reading() as db, Counts(register) as counts:
            assert len(store.member_rows(db, ids[100:228])) == 128
        assert len(counts.statements) <= 2
        steps.append(counts.steps)
    assert steps[1] <= steps[0] * 1.1, steps


def test_the_list_in_order_needs_no_sorting(register: Register) -> None:
    with register.reading() as db:
        with Counts(register) as counts:
            store.member_ids(db, (NOT_ARCHIVED,))
        plan = [
            row[3]
            for statement in counts.statements
            for row in db.rows(f"EXPLAIN QUERY PLAN {statement}")
        ]
    assert any("member_in_order" in line for line in plan)
    assert not any("TEMP B-TREE" in line for line in plan)
