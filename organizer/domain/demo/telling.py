"""The state in which the made-up months are told: register, clock, people, groups."""

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

from organizer.base.clock import FixedClock
from organizer.base.register import Register
from organizer.domain.demo.people import (
    QQ_PREFIX,
    Person,
    made_institutions,
    made_people,
)

MONTHS = 14
#: People beyond this number get further groups of about 200 each.
OF_FIRST_GROUPS = 400
#: So many groups have a story of their own; the further ones only people.
FIRST_GROUPS = 6


@dataclass
class DemoGroup:
    """A made-up group, and who is there now."""

    name: str
    month: int  # counted from the start of the story
    share: float
    fields: dict[str, Any]
    id: str = ""
    seeds: int = 0
    there: list[tuple[Person, str]] = field(default_factory=list)  # with the membership


class Telling:
    """What the parts of the story share. Opening it sets the register's clock to the start."""

    def __init__(self, register: Register, count: int, day: dt.date) -> None:
        self.register = register
        self.day = day
        self.start = day - dt.timedelta(days=30 * MONTHS)
        self.clock = FixedClock(self.start)
        register.clock = self.clock
        self.chance = random.Random(f"people {count} {day}")
        self.institutions = made_institutions(self.chance, max(6, count // 8))
        self.people = made_people(self.chance, count, self.institutions, day.year)
        self.branches: list[str] = []
        self.tag_ids: list[str] = []
        self.groups = planned_groups(count)

    def go_to(self, month: int, days: int) -> None:
        """Go to a day of a month of the story, in office hours, never past its end."""
        target = self.date(month, days)
        moment = dt.datetime(target.year, target.month, target.day, 1, tzinfo=dt.UTC)
        self.clock.move(max(dt.timedelta(minutes=7), moment - self.clock.now()))

    def date(self, month: int, days: int) -> dt.date:
        """A day of a month of the story, never past its end."""
        return min(self.start + dt.timedelta(days=30 * month + days), self.day)

    def later(self) -> None:
        """Let some minutes pass between two steps."""
        self.clock.move(dt.timedelta(minutes=6))

    def known(self) -> list[Person]:
        """The people who have come so far."""
        return [one for one in self.people if one.id]

    def team(self, place: int, count: int) -> list[str]:
        """The ids of the first people of a group, each once."""
        ids = dict.fromkeys(one.id for one, _membership in self.groups[place].there)
        return list(ids)[:count]


def planned_groups(count: int) -> list[DemoGroup]:
    """The groups a register of so many people has, in the order of their places."""
    about = "只谈招生、续费和带团队，家长沟通里的真问题"
    planned = [
        DemoGroup(
            "校长交流一群",
            0,
            0.3,
            {"positioning": about, "for_whom": "本市机构的校长和合伙人", "capacity": 100},
        ),
        DemoGroup(
            "校长交流二群",
            0,
            0.3,
            {"positioning": about, "for_whom": "本市机构的校长和主管", "capacity": 100},
        ),
        DemoGroup("金水片区群", 3, 0.22, {"kind": "regional", "capacity": 200}),
        DemoGroup(
            "核心群",
            5,
            0.0,
            {"kind": "core", "positioning": "打磨资料和活动方案", "capacity": 30},
        ),
        DemoGroup(
            "师训报名群",
            8,
            0.1,
            {"kind": "course", "platform": "qq", "number": f"{QQ_PREFIX}0001"},
        ),
        DemoGroup(
            "暑期招生冲刺群",
            10,
            0.08,
            {"kind": "temporary", "life_span_months": 5, "is_paid": True, "capacity": 60},
        ),
    ]
    further = max(0, count - OF_FIRST_GROUPS) // 200
    planned += [
        DemoGroup(
            f"校长交流{place + 3}群",
            0 if place % 2 else place % (MONTHS - 2),
            0.0,
            {"capacity": 500},
        )
        for place in range(further)
    ]
    return planned
