"""Registers of the tests of safety: one with a clock of its own, one copied to be broken."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from organizer.base.clock import FixedClock
from organizer.base.register import Register
from tests.base.backing_up import START, write
from tests.base.broken import add_tags
from tests.full_disk import full, place  # noqa: F401 - fixtures


@pytest.fixture(scope="session")
def whole_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed register of 3,000 tags; not to be changed."""
    path = tmp_path_factory.mktemp("whole") / "r.db"
    with Register.create(path) as register:
        add_tags(register, [f"标签{n:05}" for n in range(3_000)])
    return path


@pytest.fixture
def breakable(whole_register: Path, tmp_path: Path) -> Path:
    """A copy of it that may be broken."""
    copy = tmp_path / "r.db"
    shutil.copyfile(whole_register, copy)
    return copy


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands still until a test moves it."""
    return FixedClock(START)


@pytest.fixture
def register(tmp_path: Path, clock: FixedClock) -> Iterator[Register]:
    """A register with one step, open."""
    with Register.create(tmp_path / "名册.db", clock=clock) as made:
        write(made, "师训", "老师")
        yield made
