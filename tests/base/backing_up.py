"""What the tests of backups write, and the times they go by."""

import datetime as dt

from organizer.base.register import Register
from organizer.base.steps import ActionKind, Step

ADD = ActionKind("test.backup", "Added tags")
START = dt.date(2026, 3, 1)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


def add_tags(step: Step, *names: str) -> None:
    step.begins(ADD, count=len(names))
    step.insert_many("tag", ["name"], [[name] for name in names])


def write(register: Register, *names: str) -> None:
    with register.step() as step:
        add_tags(step, *names)
