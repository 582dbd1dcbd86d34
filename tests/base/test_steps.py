"""One user action is one transaction and one step; what it changed can be read from the file."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from organizer.base import history
from organizer.base.clock import FixedClock
from organizer.base.register import Register
from organizer.base.steps import CancelledError, NotDescribedError, Step
from tests.base.stepping import CHANGE, add_people, count


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.create(tmp_path / "r.db", clock=FixedClock(dt.date(2026, 3, 9))) as made:
        yield made


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


def test_a_row_made_and_deleted_in_a_step_leaves_no_trace(register: Register) -> None:
    with register.step() as step:
        step.delete("member", add_people(step, 1))
    assert register.last_step is None


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
