"""What every subject's tests may rely on: a real register in a folder of its own."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from organizer import domain
from organizer.base.clock import FixedClock
from organizer.base.register import Register

#: A Monday.
TODAY = dt.date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _all_subjects() -> None:
    """Let every subject take part in the others' actions, as window and command line do."""
    domain.load()


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at TODAY until a test moves it."""
    return FixedClock(TODAY)


@pytest.fixture
def register(tmp_path: Path, clock: FixedClock) -> Iterator[Register]:
    """An empty register, open."""
    with Register.create(tmp_path / "名册.db", clock=clock) as register:
        yield register
