"""Random edits, undos, redos and restarts against a model: every byte of every row comes back."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.register import Register
from organizer.base.steps import ActionKind
from organizer.base.undo import UndoPlan, changes_anything, plan_undo

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
        self.ever_ids: set[str] = set()
        self.changed_by: dict[int, set[tuple[str, str]]] = {}
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
        before, step = self.state, self.register.last_step
        after = self.took()
        if step is not None:
            self.done.append((step.id, before, after))

    def took(self) -> Rows:
        """Take the register as it is now for the state, and note what the last step changed."""
        before, self.state = self.state, self.read()
        self.ever_ids.update(row_id for table in TABLES for row_id in self.state[table])
        with self.register.reading() as db:
            number = db.value("SELECT max(number) FROM step") or 0
        self.changed_by.setdefault(number, set()).update(
            (table, row_id)
            for table in TABLES
            for row_id in before[table].keys() | self.state[table].keys()
            if before[table].get(row_id) != self.state[table].get(row_id)
        )
        return self.state

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

    def undo(self, step_id: str, before: Rows, after: Rows) -> UndoPlan | None:
        """Undo a step, or learn that nothing of it is left; every conflict has its reason."""
        with self.register.reading() as db:
            plan = plan_undo(db, step_id)
        self.every_conflict_is_justified(plan, before, after)
        with self.register.reading() as db:
            newest = db.value("SELECT max(number) FROM step")
            anything = changes_anything(db, plan)
        if anything:
            self.register.undo(step_id)
            return plan
        with pytest.raises(UserError, match="nothing_left"):
            self.register.undo(step_id)
        assert plan.conflicts, "only what was changed or used since is left"
        with self.register.reading() as db:
            assert db.value("SELECT max(number) FROM step") == newest
        return None

    def every_conflict_is_justified(self, plan: UndoPlan, before: Rows, after: Rows) -> None:
        """A row stays only if the step changed it, and it was changed or is referred to since."""
        if plan.redoes:  # what it brings back is what was there after it
            before, after = after, before
        kept = {(one.table, one.row_id) for one in plan.conflicts}
        for one in plan.conflicts:
            was, became = before[one.table].get(one.row_id), after[one.table].get(one.row_id)
            now = self.state[one.table].get(one.row_id)
            assert was != became, "the step did not change it"
            if one.reason == "changed":
                assert now != became or (one.table, one.row_id) in self.touched_since(plan)
            elif one.reason == "referred":
                assert was is None
                assert now is not None
                assert any(
                    one.row_id in row[1:]
                    and ((table, row_id) in kept or after[table].get(row_id) != row)
                    for table in TABLES
                    for row_id, row in self.state[table].items()
                )
            elif one.reason == "belongs":
                assert was is None
                assert now is not None
                assert {row_id for _table, row_id in kept} & set(now[1:])
            else:
                assert was is not None
                gone = {value for value in was[1:] if value in self.ever_ids}
                present = {row_id for table in TABLES for row_id in self.state[table]}
                assert gone - present

    def touched_since(self, plan: UndoPlan) -> set[tuple[str, str]]:
        """Rows that steps after the last link of the chain changed, by the states they left."""
        with self.register.reading() as db:
            number = db.value("SELECT number FROM step WHERE id = ?", (plan.undone_id,))
        return {row for later, rows in self.changed_by.items() if later > number for row in rows}

    @precondition(lambda self: self.done)
    @rule()
    def undo_and_redo_the_newest(self) -> None:
        step_id, before, after = self.done[-1]
        plan = self.undo(step_id, before, after)
        if self.state == after:
            assert plan is not None
            assert plan.conflicts == ()
            assert self.read() == before
        if plan is not None:
            undone = self.took()
            again = self.undo(step_id, before, after)
            if again is not None and not plan.conflicts and not again.conflicts:
                redone = self.took()
                assert self.undo(step_id, before, after) is not None
                assert redone != undone
                assert self.read() == undone
        self.done.pop()
        self.took()

    @precondition(lambda self: self.done)
    @rule(place=st.integers(0, 100))
    def undo_any(self, place: int) -> None:
        step_id, before, after = self.done[place % len(self.done)]
        plan = self.undo(step_id, before, after)
        self.done = [entry for entry in self.done if entry[0] != step_id]
        if plan is None:
            assert self.read() == self.state
            return
        now = self.read()
        kept = {(conflict.table, conflict.row_id) for conflict in plan.conflicts}
        for table in TABLES:
            for row_id in before[table].keys() | after[table].keys() | self.state[table].keys():
                was, became = before[table].get(row_id), after[table].get(row_id)
                if was == became or (table, row_id) in kept:
                    assert now[table].get(row_id) == self.state[table].get(row_id)
                elif not plan.redoes:
                    assert now[table].get(row_id) == was
        self.took()

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
