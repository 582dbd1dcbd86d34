"""What the sample of version 2 holds besides: a row in every table of events, a task, a text."""

import datetime as dt
from collections.abc import Callable, Sequence

from organizer.base.steps import Step
from organizer.domain.events import (
    actions,
    actions_agenda,
    actions_expenses,
    actions_feedback,
    actions_hosts,
    actions_kinds,
    actions_participants,
    actions_said,
    store,
    store_feedback,
)
from organizer.domain.events.invitation import INVITATION
from organizer.domain.events.records import SessionTime
from organizer.domain.events.recurrence import NthWeekday, Repetition
from organizer.domain.special_days import actions as special_days
from organizer.domain.special_days.records import SpecialDay
from organizer.domain.texts import actions as texts
from organizer.domain.venues import actions as venues
from organizer.domain.venues import store as venue_store
from tests import factories

DAY = dt.date(2026, 3, 7)
SERIES, SALON, PROMISED = "沟通日", "新人沙龙", "把单页换成学员作品"


def works(people: Sequence[str], group_id: Callable[[Step], str]) -> list[Callable[[Step], object]]:
    """The steps, in order; `people` are filled by the steps before."""
    made: dict[str, str] = {}

    def places(step: Step) -> None:
        venue_id = venues.add(step, "社区活动中心", address="青年路 18 号")
        venues.set_rooms(step, venue_id, [(None, "多功能厅", 60)])
        made["venue"], made["room"] = venue_id, venue_store.rooms_of(step, venue_id)[0].id
        actions_hosts.add(step, factories.make_institution(step, "半亩茶舍"))
        made["kind"] = actions_kinds.add(step, "读书会")
        special_days.set_days(step, [SpecialDay(dt.date(2031, 2, 6), "day_off", "校庆")])
        texts.keep(step, "event_invitation", "zh_Hans", "来参加{{ 标题 }}", INVITATION)

    def series(step: Step) -> None:
        made["series"] = actions.add(
            step,
            SERIES,
            "meet_up",
            [SessionTime(DAY, "14:00", 180)],
            group_ids=[group_id(step)],
            people={"organiser": people[:1]},
            repetition=Repetition("MONTHLY", weekdays=(NthWeekday(1, 5),)),
            venue_id=made["venue"],
            room_id=made["room"],
            cost_fen=3_000,
        )
        actions.skip(step, f"{made['series']}@2026-05-02")

    def salon(step: Step) -> None:
        made["salon"] = event_id = actions.add(
            step, SALON, "salon", [SessionTime(DAY, "19:00", 90), SessionTime(DAY, "21:00", 30)]
        )
        actions_agenda.make_usual(step, event_id)
        ids = actions_participants.sign_up_members(step, event_id, people[:4])
        actions_participants.set_paid(step, ids[:1])
        actions_participants.withdraw(step, ids[3:])
        session_id = store.sessions_of(step, event_id)[0].id
        actions_participants.mark(step, session_id, ids[:2], "present", is_late=True)
        actions_said.write_down(step, event_id, "problem", "单页没人问", member_id=people[1])
        actions_said.promise(step, event_id, people[1], PROMISED, DAY + dt.timedelta(days=14))
        actions_expenses.add(step, event_id, "茶歇", 26_000, DAY)
        actions_feedback.ask(step, event_id, ["带回去什么？"])

    def feedback(step: Step) -> None:
        plan = store_feedback.plan_answers(step, made["salon"], "欧阳丹：一张流程表")
        actions_feedback.keep(step, plan)

    def one_day(step: Step) -> None:
        actions.change(step, f"{made['series']}@2026-04-04", title="沟通日 · 四月场", capacity=24)

    return [places, series, salon, feedback, one_day]
