"""A new register for each round of a property."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from organizer.base.clock import FixedClock
from organizer.base.register import Register

TODAY = dt.date(2026, 3, 9)


@contextmanager
def new_register() -> Iterator[tuple[Register, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        with Register.create(path / "r.db", clock=FixedClock(TODAY)) as register:
            yield register, path
