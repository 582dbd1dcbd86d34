"""Writes the sample file of the present version of the tables, once, when a version is released:

    python -m tests.migrations.make_sample

Samples of earlier versions are never made again: they are what the owners' files look like.
"""

import datetime as dt
import gzip
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from organizer import domain
from organizer.base.clock import FixedClock
from organizer.base.register import Register
from organizer.base.steps import Step
from organizer.domain.groups import actions as groups
from organizer.domain.members import actions as members
from organizer.migrations import LATEST
from tests import factories
from tests.migrations import sample_events

if TYPE_CHECKING:
    from collections.abc import Callable

_GROUP = "SELECT id FROM chat_group"
SAMPLES = Path(__file__).with_name("samples")


def make(path: Path) -> None:
    """Make a register that has rows in the main tables, an edit, an undo and a large import."""
    clock = FixedClock(dt.date(2026, 3, 8))
    domain.load()
    people: list[str] = []

    def employ(step: Step) -> None:
        members.change(step, people[0], institution_id=factories.make_institution(step))

    works: tuple[Callable[[Step], object], ...] = (
        lambda step: people.extend(factories.make_members(step)),
        employ,
        lambda step: groups.add(step, "郑州校长群", platform="wechat"),
        lambda step: factories.make_many(step, 1_001),
        lambda step: members.archive(step, people[1:3]),
    )
    with Register.create(path, clock=clock, made_by="群主", chance=random.Random(1)) as register:
        for work in works:
            clock.move(dt.timedelta(minutes=1))
            with register.step() as step:
                work(step)
        register.undo()
        # since version 2, behind what the sample of version 1 holds
        for work in sample_events.works(people, lambda step: step.value(_GROUP)):
            clock.move(dt.timedelta(minutes=1))
            with register.step() as step:
                work(step)


def main() -> None:
    """Write the sample of the present version; never over one that is there."""
    target = SAMPLES / f"v{LATEST}.db.gz"
    if target.exists():
        raise SystemExit(f"{target.name} is released: it is never made again")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.db"
        make(path)
        target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))


if __name__ == "__main__":
    main()
