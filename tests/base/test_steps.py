"""One user action is one transaction and one step; what it changed can be read from the file."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from organizer.base import erasing, history
from organizer.base.clock import FixedClock
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.base.steps import ActionKind, CancelledError, NotDescribedError, Step
from organizer.base.undo import plan_undo

CHANGE = ActionKind("test.change", "Changed {count} row", "Changed {count} rows")
FINAL = ActionKind("test.final", "Wrote a receipt", taken_back="none")
TABLES = ("institution", "member", "phone", "tag", "tagging")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.create(tmp_path / "r.db", clock=FixedClock(dt.date(2026, 3, 9))) as made:
        yield made


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


def test_a_step_that_fails_leaves_nothing(register: Register) -> None:
    def fail(step: Step) -> None:
        add_people(step, 3)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), register.step() as step:
        fail(step)
    assert count(register, "member") == 0
    assert count(register, "step") == 0


def test_a_write_nobody_described_is_refused(register: Register) -> None:
    with pytest.raises(NotDescribedError), register.step() as step:
        step.insert("tag", name="招生")
    assert count(register, "tag") == 0


def test_a_step_that_changes_nothing_leaves_no_trace(register: Register) -> None:
    with register.step() as step:
        (member,) = add_people(step, 1)
    with register.step() as step:
        step.begins(CHANGE, count=1)
        assert not step.update("member", member, name="王0")
    assert register.last_step is None
    assert count(register, "step") == 1


def test_only_what_differs_is_recorded(register: Register) -> None:
    with register.step() as step:
        (member,) = add_people(step, 1)
    with register.step() as step:
        step.begins(CHANGE, count=1)
        step.update("member", member, name="王0", position="校长")
    assert register.last_step is not None
    assert register.last_step.columns == {"member": frozenset({"position"})}
    with register.reading() as db:
        changed, made = history.of_rows(db, "member", [member])
    assert changed.columns == {"position": ("", "校长")}
    assert made.kind == "insert"


def test_a_row_changed_twice_in_a_step_keeps_its_first_before(register: Register) -> None:
    with register.step() as step:
        (member,) = add_people(step, 1)
    before = everything(register)
    with register.step() as step:
        step.begins(CHANGE, count=1)
        step.update("member", member, position="老师")
        step.update("member", member, position="校长", notes="热心")
        step.update("member", member, notes="很热心", source="沙龙")
    with register.reading() as db:
        columns: dict[str, tuple[Any, Any]] = {}
        for change in history.of_rows(db, "member", [member])[:-1]:
            columns.update(change.columns)
    assert columns == {"position": ("", "校长"), "notes": ("", "很热心"), "source": ("", "沙龙")}
    register.undo()
    assert everything(register) == before


def test_a_row_changed_and_deleted_in_a_step_comes_back_as_it_was(register: Register) -> None:
    with register.step() as step:
        (member,) = add_people(step, 1)
    before = everything(register)
    with register.step() as step:
        step.begins(CHANGE, count=1)
        step.update("member", member, position="校长")
        step.delete("member", [member])
    register.undo()
    assert everything(register) == before


def test_a_row_made_and_deleted_in_a_step_leaves_no_trace(register: Register) -> None:
    with register.step() as step:
        step.delete("member", add_people(step, 1))
    assert register.last_step is None


@pytest.mark.parametrize("people", [3, 1_000, 1_001, 2_700])
def test_undo_and_redo_of_small_and_large_steps(register: Register, people: int) -> None:
    empty = everything(register)
    with register.step() as step:
        add_people(step, people)
    full = everything(register)
    for _round in range(2):
        register.undo()
        assert everything(register) == empty
        register.redo()
        assert everything(register) == full
    with register.step() as step:
        step.begins(CHANGE, count=people)
        ids = step.column("SELECT id FROM member")
        assert step.update_where("member", ids, position="老师", notes="一") == people
    changed = everything(register)
    register.undo()
    assert everything(register) == full
    register.redo()
    assert everything(register) == changed
    with register.step() as step:
        step.begins(CHANGE, count=people)
        step.delete("member", step.column("SELECT id FROM member"))
    register.undo()
    assert everything(register) == changed


def test_undo_survives_a_restart(register: Register, tmp_path: Path) -> None:
    empty = everything(register)
    with register.step() as step:
        add_people(step, 5)
    full = everything(register)
    register.close()
    with Register.open(tmp_path / "r.db") as again:
        assert again.undoable() is None  # Ctrl+Z walks this session only
        made = again.newest_in_force()
        again.undo(made)
        assert everything(again) == empty
        again.undo(made)
        assert everything(again) == full


def test_rows_changed_later_stay_and_are_listed(register: Register) -> None:
    with register.step() as step:
        first, second = add_people(step, 2)
    made = register.undoable()
    assert made is not None
    with register.step() as step:
        step.begins(CHANGE, count=1)
        step.update("member", first, position="校长")
    with register.reading() as db:
        (conflict,) = plan_undo(db, made).conflicts
    assert (conflict.row_id, conflict.reason) == (first, "changed")
    register.undo(made)
    with register.reading() as db:
        assert db.column("SELECT id FROM member") == [first]
        assert second not in db.column("SELECT id FROM member")


def test_a_change_that_was_itself_undone_is_no_conflict(register: Register) -> None:
    with register.step() as step:
        (member,) = add_people(step, 1)
    made = register.undoable()
    with register.step() as step:
        step.begins(CHANGE, count=1)
        step.update("member", member, position="校长")
    register.undo()
    assert register.undo(made).conflicts == ()
    assert count(register, "member") == 0


@pytest.mark.parametrize("people", [2, 1_500])
def test_rows_that_later_rows_refer_to_stay(register: Register, people: int) -> None:
    with register.step() as step:
        ids = add_people(step, people)
    made = register.undoable()
    with register.step() as step:
        step.begins(CHANGE, count=1)
        step.insert("phone", member_id=ids[0], number="13900000000", kind="mobile")
    plan = register.undo(made)
    assert [(c.row_id, c.reason) for c in plan.conflicts] == [(ids[0], "referred")]
    assert count(register, "member") == 1


def test_a_parent_of_a_row_that_stays_stays_too(register: Register) -> None:
    with register.step() as step:
        step.begins(CHANGE, count=1)
        school = step.insert(
            "institution", name="晨光教育", reading="chen", initials="c", sort_key="chen"
        )
        (member,) = add_people(step, 1, school)
    made = register.undoable()
    assert made is not None
    with register.step() as step:
        step.begins(CHANGE, count=1)
        step.update("member", member, position="校长")
    with register.reading() as db:
        plan = plan_undo(db, made)
    assert {(c.table, c.reason) for c in plan.conflicts} == {
        ("member", "changed"),
        ("institution", "referred"),
    }
    with pytest.raises(UserError, match="nothing_left"):
        register.undo(made)
    assert count(register, "institution") == 1


def test_a_row_does_not_come_back_without_what_it_refers_to(register: Register) -> None:
    with register.step() as step:
        (member,) = add_people(step, 1)
        phone = step.insert("phone", member_id=member, number="13900000000", kind="mobile")
    with register.step() as step:
        step.begins(CHANGE, count=1)
        step.delete("phone", [phone])
    deleted = register.undoable()
    with register.step() as step:
        step.begins(CHANGE, count=1)
        step.delete("member", [member])
    assert deleted is not None
    with register.reading() as db:
        plan = plan_undo(db, deleted)
    assert [(c.table, c.reason) for c in plan.conflicts] == [("phone", "missing")]
    with pytest.raises(UserError, match="nothing_left"):
        register.undo(deleted)
    assert count(register, "phone") == 0


def test_what_is_kept_as_a_record_cannot_be_undone(register: Register) -> None:
    with register.step() as step:
        step.begins(FINAL)
        step.insert("tag", name="收据")
    assert register.undoable() is None, "Ctrl+Z passes it over"
    with pytest.raises(UserError) as refusal:
        register.undo(step.id)
    assert refusal.value.code == "history.final"
    assert count(register, "tag") == 1


def test_a_name_taken_since_is_said_and_changes_nothing(register: Register) -> None:
    with register.step() as step:
        step.begins(CHANGE, count=1)
        tag = step.insert("tag", name="招生")
    with register.step() as step:
        step.begins(CHANGE, count=1)
        step.delete("tag", [tag])
    deleted = register.undoable()
    with register.step() as step:
        step.begins(CHANGE, count=1)
        step.insert("tag", name="招生")
    before = everything(register)
    with pytest.raises(UserError) as refusal:
        register.undo(deleted)
    assert refusal.value.code == "history.clash"
    assert everything(register) == before


def test_cancelled_work_leaves_nothing(register: Register) -> None:
    def progress(done: int, total: int) -> None:
        if done > 2_000:
            raise CancelledError

    with pytest.raises(CancelledError), register.step(progress=progress) as step:
        add_people(step, 5_000)
    assert count(register, "member") == 0


def test_texts_are_cleaned_at_the_gate(register: Register) -> None:
    with register.step() as step:
        step.begins(CHANGE, count=1)
        step.insert("tag", name="招\x00生\ud800e\u0301")
    with register.reading() as db:
        assert db.value("SELECT name FROM tag") == "招生é"


def test_only_whole_numbers_and_texts_are_stored(register: Register) -> None:
    with register.step() as step, pytest.raises(TypeError):
        step.insert("tag", name=1.5)
    assert register.last_step is None


def test_history_is_written_by_the_gate_alone(register: Register) -> None:
    with register.step() as step, pytest.raises(ValueError, match="step"):
        step.insert("step", number=1)
    assert register.last_step is None


def test_ids_ascend_within_a_step_and_belong_to_it(register: Register) -> None:
    with register.step() as step:
        ids = add_people(step, 300)
        more = step.new_id()
    assert ids == sorted(ids)
    assert more > ids[-1]
    assert len({i[:24] for i in ids}) == 1


def test_an_undo_of_which_nothing_is_left_is_refused_and_passed_over(register: Register) -> None:
    with register.step() as step:
        add_people(step, 1)
    with register.step() as step:
        (second,) = add_people(step, 1)
    made = register.undoable()
    with register.step() as step:
        step.begins(FINAL)
        erasing.erase_rows(step, "member", [second])
    steps = count(register, "step")
    with pytest.raises(UserError) as refusal:
        register.undo(made)
    assert refusal.value.code == "history.nothing_left"
    assert register.redoable() is None, "what was not undone is not redone"
    assert count(register, "step") == steps
    assert register.undoable() == register.newest_in_force() != made, "on to the one before"
    register.undo(register.newest_in_force())
    assert count(register, "member") == 0
    assert register.newest_in_force() is None


@pytest.mark.parametrize("people", [2, 1_200])
def test_a_step_with_anything_left_is_not_passed_over(register: Register, people: int) -> None:
    with register.step() as step:
        ids = add_people(step, people)
    with register.step() as step:
        step.begins(CHANGE, count=people)
        step.update_where("member", ids, position="老师")
    changed = register.newest_in_force()
    with register.step() as step:
        step.begins(FINAL)
        step.update_where("member", ids[1:], position="校长")
    assert register.newest_in_force() == changed
    assert len(register.undo(changed).conflicts) == people - 1
    with register.reading() as db:
        assert db.value("SELECT position FROM member WHERE id = ?", (ids[0],)) == ""
    with register.step() as step:
        step.begins(FINAL)
        step.update_where("member", ids, notes="定了")
    assert register.newest_in_force() is None
    with pytest.raises(UserError, match="nothing_left"):
        register.undo(changed)


def test_what_was_undone_by_hand_is_passed_over(register: Register) -> None:
    with register.step() as step:
        (person,) = add_people(step, 1)
    added = register.newest_in_force()
    with register.step() as step:
        step.begins(CHANGE, count=1)
        step.delete("member", [person])
    deleted = register.newest_in_force()
    with register.step() as step:
        step.begins(FINAL)
        names = ("name", "reading", "initials", "sort_key")
        step.insert("member", id=person, **dict.fromkeys(names, "wang"))
    assert register.newest_in_force() is None
    for step_id in (added, deleted):
        with pytest.raises(UserError, match="nothing_left"):
            register.undo(step_id)


def test_large_undos_and_redos_are_backed_up_first(tmp_path: Path) -> None:
    clock = FixedClock(dt.date(2026, 3, 1))
    hour = dt.timedelta(hours=1)
    with Register.create(tmp_path / "r.db", clock=clock) as register:
        for people in (500, 501):
            with register.step() as step:
                add_people(step, people)
            register.undo()
            assert len(register.backups()) == (people > 500)
        clock.move(hour)
        register.redo()
        assert len(register.backups()) == 2
        clock.move(hour)
        register.undo()
        register.redo()
        assert len(register.backups()) == 3, "a fresh one serves both"
        assert {one.reason for one in register.backups()} == {"change"}
        assert register.backups()[0].row_count == 501
