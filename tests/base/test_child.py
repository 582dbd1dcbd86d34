"""A child that hangs, eats memory or falls over takes nothing with it."""

import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from organizer.base.child import ChildBugError, ChildStoppedError, run_in_child
from organizer.base.errors import UserError
from organizer.base.steps import CancelledError
from tests.base import child_work


def _gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_result_and_the_pieces_before_it_arrive_in_order() -> None:
    pieces: list[Any] = []
    assert run_in_child(child_work.double, 21, received=pieces.append) == 42
    assert pieces == [{"step": step, "text": "汉字"} for step in range(3)]


def test_a_refusal_comes_back_as_one() -> None:
    with pytest.raises(UserError) as refused:
        run_in_child(child_work.refuse)
    assert refused.value.code == "files.missing"
    assert "名单.xlsx" in refused.value.message()


def test_a_bug_comes_back_without_what_it_held() -> None:
    with pytest.raises(ChildBugError) as bug:
        run_in_child(child_work.stumble)
    assert bug.value.type_name == "KeyError"
    assert any("stumble" in frame for frame in bug.value.frames)
    assert "13800000001" not in str(bug.value)


def test_a_child_that_hangs_is_ended(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    began = time.monotonic()
    with pytest.raises(ChildStoppedError) as stopped:
        run_in_child(child_work.sleep, str(note), seconds=1.5)
    assert stopped.value.reason == "time"
    assert time.monotonic() - began < 10
    assert _gone(int(note.read_text()))


def test_a_child_in_a_loop_is_ended() -> None:
    with pytest.raises(ChildStoppedError) as stopped:
        run_in_child(child_work.spin, seconds=1)
    assert stopped.value.reason == "time"


def test_a_cancelled_child_is_ended(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    started: list[Any] = []
    with pytest.raises(CancelledError):
        run_in_child(
            child_work.sleep, str(note), received=started.append, cancelled=lambda: bool(started)
        )
    assert _gone(int(note.read_text()))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux enforces the limit")
def test_a_child_that_eats_memory_is_ended() -> None:
    with pytest.raises(ChildStoppedError) as stopped:
        run_in_child(child_work.eat, megabytes=200)
    assert stopped.value.reason == "memory"
    assert stopped.value.message()


def test_a_child_that_falls_over_is_told() -> None:
    with pytest.raises(ChildStoppedError) as stopped:
        run_in_child(child_work.fall)
    assert stopped.value.reason == "crash"


def test_a_child_may_have_a_child() -> None:
    assert run_in_child(child_work.nest) == 42
