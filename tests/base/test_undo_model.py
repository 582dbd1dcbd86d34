"""Random edits, undos, redos and restarts against a model: every byte of every row comes back."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from organizer.base.overriding import override
from organizer.base.register import Register
from organizer.base.steps import ActionKind

EDIT = ActionKind("test.edit", "Edited {count} row", "Edited {count} rows")
TABLES = ("institution", "member", "phone")
Rows = dict[str, dict[str, tuple[Any, ...]]]


class Undoing(RuleBasedStateMachine):
    """The model is what every table held before and after each step."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "r.db"
        self.register = Register.create(self.path)
        self.done: list[tuple[str, Rows, Rows]] = []
        self.state = self.read()

    @override
    def teardown(self) -> None:
        self.register.close()
        self.folder.cleanup()

    def read(self) -> Rows:
        with self.register.reading() as db:
            return {
                table: {row[0]: row for row in db.rows(f"SELECT * FROM {table}")}
                for table in TABLES
            }

    def finished(self) -> None:
        after = self.read()
        if self.register.last_step is not None:
            self.done.append((self.register.last_step.id, self.state, after))
        self.state = after

    def pick(self, table: str, share: float) -> list[str]:
        ids = sorted(self.state[table])
        return ids[: round(len(ids) * share)]

    @rule(count=st.sampled_from([1, 2, 3, 1_200]), with_phones=st.booleans())
    def add(self, count: int, with_phones: bool) -> None:
        if sum(map(len, self.state.values())) > 5_000:
            return
        with self.register.step() as step:
            step.begins(EDIT, count=count)
            school = step.insert(
                "institution", name="晨光", reading="chen", initials="c", sort_key="chen"
            )
            ids = list(step.new_ids(count))
            step.insert_many(
                "member",
                ["id", "name", "reading", "initials", "sort_key", "institution_id"],
                [(i, "王芳", "wang fang", "wf", "wang", school) for i in ids],
            )
            if with_phones:
                step.insert_many(
                    "phone", ["member_id", "number", "kind"], [(i, "139", "unchecked") for i in ids]
                )
        self.finished()

    @rule(share=st.sampled_from([0.01, 0.5, 1.0]), text=st.text(max_size=3))
    def change(self, share: float, text: str) -> None:
        with self.register.step() as step:
            step.begins(EDIT, count=1)
            step.update_where("member", self.pick("member", share), notes=text, number="7")
        self.finished()

    @rule(share=st.sampled_from([0.01, 0.5, 1.0]))
    def delete_phones(self, share: float) -> None:
        with self.register.step() as step:
            step.begins(EDIT, count=1)
            step.delete("phone", self.pick("phone", share))
        self.finished()

    @precondition(lambda self: self.done)
    @rule()
    def undo_and_redo_the_newest(self) -> None:
        step_id, before, after = self.done[-1]
        plan = self.register.undo(step_id)
        if self.state == after:
            assert plan.conflicts == ()
            assert self.read() == before
        undone = self.read()
        again = self.register.undo(step_id)
        if not plan.conflicts and not again.conflicts:
            assert self.read() == self.state
        self.register.undo(step_id)
        if not again.conflicts:
            assert self.read() == undone
        self.done.pop()
        self.state = self.read()

    @precondition(lambda self: self.done)
    @rule(place=st.integers(0, 100))
    def undo_any(self, place: int) -> None:
        step_id, before, after = self.done[place % len(self.done)]
        plan = self.register.undo(step_id)
        now = self.read()
        kept = {(conflict.table, conflict.row_id) for conflict in plan.conflicts}
        for table in TABLES:
            for row_id in before[table].keys() | after[table].keys() | self.state[table].keys():
                was, became = before[table].get(row_id), after[table].get(row_id)
                if was == became or (table, row_id) in kept:
                    assert now[table].get(row_id) == self.state[table].get(row_id)
                elif not plan.redoes:
                    assert now[table].get(row_id) == was
        self.state = now
        self.done = [entry for entry in self.done if entry[0] != step_id]

    @rule()
    def restart(self) -> None:
        self.register.close()
        self.register = Register.open(self.path)
        assert self.read() == self.state

    @invariant()
    def references_hold(self) -> None:
        with self.register.reading() as db:
            assert db.rows("PRAGMA foreign_key_check") == []


Undoing.TestCase.settings = settings(max_examples=12, stateful_step_count=14, deadline=None)
TestUndoing = Undoing.TestCase
