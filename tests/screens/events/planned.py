"""Months of made-up events for the tests of the calendar: a typical one, a crowded one."""

import datetime as dt

from organizer.base.register_thread import RegisterThread
from organizer.base.steps import Step
from organizer.domain.events import actions
from organizer.domain.events.records import SessionTime
from organizer.domain.events.recurrence import NthWeekday, Repetition
from organizer.domain.groups import store as groups
from organizer.domain.institutions import store as institutions


def _on(day: dt.date, starts_at: str, minutes: int = 120, title: str = "") -> SessionTime:
    return SessionTime(day, starts_at, minutes, title)


def typical(step: Step, month: dt.date) -> dict[str, str]:
    """Plan what a month usually holds; gives the ids by a short name."""
    first = month.replace(day=1)
    group_ids = [one for one, _name in groups.choices(step)][:2]
    hosts = [one.id for one in institutions.find(step, "")][:2]
    made = {
        "weekly": actions.add(
            step,
            "周三答疑",
            "online",
            [_on(first, "19:30", 90)],
            group_ids=group_ids[:1],
            repetition=Repetition("WEEKLY", weekdays=(NthWeekday(0, 2),)),
        ),
        "meet_up": actions.add(
            step,
            "线下沟通日 · 三月场",
            "meet_up",
            [_on(first + dt.timedelta(days=13), "14:00", 150)],
            group_ids=group_ids,
            host_id=hosts[0] if hosts else None,
            place="启明校区三楼报告厅",
        ),
        "board": actions.add(
            step,
            "私董会：寒假招生难题",
            "private_board",
            [_on(first + dt.timedelta(days=19), "09:30", 180)],
            place="云上茶室",
        ),
        "lecture": actions.add(
            step,
            "师训讲座：家校沟通的二十个瞬间",
            "lecture",
            [
                _on(first + dt.timedelta(days=20), "09:00", 180, "上午"),
                _on(first + dt.timedelta(days=20), "14:00", 180, "下午"),
            ],
        ),
        "visit": actions.add(
            step, "走访向阳艺术中心", "visit", [_on(first + dt.timedelta(days=10), "10:00", 90)]
        ),
        "salon": actions.add(
            step, "新人沙龙", "salon", [_on(first + dt.timedelta(days=25), "19:00", 120)]
        ),
        "off": actions.add(
            step, "校长早茶会", "salon", [_on(first + dt.timedelta(days=17), "08:30", 60)]
        ),
        "whole_day": actions.add(
            step, "年度招生季启动", "farewell", [_on(first + dt.timedelta(days=8), "", 1_440)]
        ),
    }
    actions.cancel(step, [made["off"]])
    return made


def crowded(step: Step, month: dt.date) -> None:
    """Three to seven events on every day of a month."""
    first = month.replace(day=1)
    kinds = ("meet_up", "salon", "private_board", "visit", "lecture", "online", "farewell")
    for day in range(28):
        for at in range(3 + day % 5):
            actions.add(
                step,
                f"第{day + 1}天的第{at + 1}场活动，名字有二十个字那么长的一场",
                kinds[(day + at) % len(kinds)],
                [_on(first + dt.timedelta(days=day), f"{8 + 2 * at:02}:00", 150)],
            )


def plan(register: RegisterThread, month: dt.date, *, full: bool = False) -> dict[str, str]:
    """Plan a typical month, or (`full`) a crowded one."""

    def act(step: Step) -> dict[str, str]:
        made = typical(step, month)
        if full:
            crowded(step, month)
        return made

    made, _step = register.act(act).result()
    return made
