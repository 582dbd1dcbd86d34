"""Taking steps back: everything comes back, and what was used since stays whole."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from organizer.base import erasing, history
from organizer.base.clock import FixedClock
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.base.undo import plan_undo
from organizer.migrations import BELONGINGS
from tests.base.stepping import CHANGE, FINAL, add_people, count, everything


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.create(tmp_path / "r.db", clock=FixedClock(dt.date(2026, 3, 9))) as made:
        yield made


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


@pytest.mark.parametrize("people", [3, 1_500])
def test_who_stays_keeps_what_belongs_to_them(register: Register, people: int) -> None:
    with register.step() as step:
        ids = add_people(step, people)
        for table, columns in (("phone", ("number", "kind")), ("account", ("platform", "kind"))):
            second = "mobile" if table == "phone" else "ordinary"
            step.insert_many(
                table, ["member_id", *columns], [(one, "13900000000", second) for one in ids]
            )
    made = register.undoable()
    with register.step() as step:
        step.begins(CHANGE, count=1)
        step.insert("appointment", member_id=ids[1], title="admin", starts_on="2026-03-09")
    plan = register.undo(made)
    assert {(c.table, c.reason) for c in plan.conflicts} == {
        ("member", "referred"),
        ("phone", "belongs"),
        ("account", "belongs"),
    }
    with register.reading() as db:
        for table in ("phone", "account"):
            assert db.column(f"SELECT member_id FROM {table}") == [ids[1]]


def test_belongings_name_real_columns(register: Register) -> None:
    with register.reading() as db:
        for table, column in BELONGINGS.items():
            indexes = db.column(f"SELECT name FROM pragma_index_list('{table}')")
            leading = {
                db.value(f"SELECT name FROM pragma_index_info('{name}') WHERE seqno = 0")
                for name in indexes
            }
            assert column in leading, table


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
