"""A season of made-up events: planned, signed up for, attended, talked over, followed up.

What happens is put into a queue by its local moment; the story lets it happen as its clock comes
there. It has a chance of its own, so that people and groups are the same with and without it.
"""

import datetime as dt
import heapq
import random
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from organizer.base.clock import local
from organizer.base.steps import Step
from organizer.domain.demo import season_words as words
from organizer.domain.demo.telling import Telling
from organizer.domain.events import (
    actions,
    actions_agenda,
    actions_expenses,
    actions_feedback,
    actions_hosts,
    actions_participants,
    actions_sign_up,
    recurrence,
    store,
    store_feedback,
)
from organizer.domain.events.actions_sign_up import Comer
from organizer.domain.events.records import SessionTime
from organizer.domain.events.sign_up import moving_up
from organizer.domain.events.sign_up_planning import plan_sign_up
from organizer.domain.events.store_participants import participants
from organizer.domain.venues import actions as venues
from organizer.domain.venues import store as venue_store

#: The season begins in this month of the story.
BEGINS = 6
#: A crowd has at most so many people, however many the register holds.
CROWD = 120
_SATURDAY = recurrence.Repetition("MONTHLY", weekdays=(recurrence.NthWeekday(1, 5),))
_SEATS = 24
_COST_FEN = 3_000

Moment = Callable[[], None]


class Season:
    """The events of a story, told by `tell_until` up to its clock."""

    def __init__(self, story: Telling, further: Iterable["Callable[[Season], None]"] = ()) -> None:
        self.further = tuple(further)
        self.story = story
        self.register = story.register
        self.chance = random.Random(f"season {len(story.people)} {story.day}")
        self.venues: list[tuple[str, str]] = []  # a venue, and its largest room
        self.hosts: list[str] = []
        self._queue: list[tuple[dt.datetime, int, Moment]] = []
        self._count = 0
        self.at(story.start + dt.timedelta(days=30 * BEGINS + 6), "10:00", self._begin)

    def at(self, day: dt.date, time: str, moment: Moment) -> None:
        """Let something happen at a local time, if the story comes to that day."""
        if day < self.story.day:
            self._count += 1
            when = dt.datetime.combine(day, dt.time.fromisoformat(time))
            heapq.heappush(self._queue, (when, self._count, moment))

    def tell_until(self, day: dt.date) -> None:
        """Let everything happen that is due before a day."""
        while self._queue and self._queue[0][0].date() < day:
            when, _count, moment = heapq.heappop(self._queue)
            clock = self.story.clock
            wait = when - local(clock.now()).replace(tzinfo=None)
            clock.move(max(dt.timedelta(minutes=6), wait))
            moment()

    # --- people -----------------------------------------------------------------------------------

    def crowd(self) -> list[str]:
        """The people of the first groups who may come to anything, in the order they came."""
        found: dict[str, None] = {}
        for group in self.story.groups[:3]:
            for one, _membership in group.there[:CROWD]:
                if one.place % 90 != 44:  # those are archived later on
                    found.setdefault(one.id)
        return list(found)[:CROWD]

    def guests(self, count: int) -> list[str]:
        """Some of the crowd: the first ones nearly always, others as it happens."""
        crowd = self.crowd()
        loyal = [one for one in crowd[:12] if self.chance.random() < 0.8]
        rest = crowd[12:]
        more = self.chance.sample(rest, min(len(rest), max(0, count - len(loyal))))
        return [*loyal, *more][:count]

    def names(self) -> dict[str, str]:
        """What the people are called, by their id."""
        return {one.id: one.name for one in self.story.people if one.id}

    def groups(self, count: int = 2) -> list[str]:
        """The ids of the first groups that are there already."""
        return [one.id for one in self.story.groups[:count] if one.id]

    # --- what every event needs -------------------------------------------------------------------

    def sign_up(self, key: str, member_ids: Sequence[str]) -> None:
        """Put people on the list by hand."""
        if member_ids:
            with self.register.step() as step:
                actions_sign_up.add(step, key, map(Comer, member_ids), came_by="group")

    def paste(self, key: str, member_ids: Iterable[str], *, brings: random.Random) -> None:
        """Paste a sign-up chain of these people, as the owner would; whoever is unclear is asked.

        The same `brings` gives everybody the same companions when the chain is pasted again.
        """
        names = self.names()
        wanted = list(member_ids)
        lines = [
            f"{number}. {names[one]}{brings.choice(words.BRINGS)}"
            for number, one in enumerate(wanted, start=1)
        ]
        if not lines:
            return
        text = f"#接龙\n{words.MEET_UP}\n\n" + "\n".join(lines)
        with self.register.reading() as db:
            plan = plan_sign_up(db, key, text)
        for place, member_id in enumerate(wanted):
            if plan.lines[place].who == "undecided":
                plan = plan.decided(place, member_id)
        with self.register.step() as step:
            actions_sign_up.apply(step, plan)

    def attend(self, event_id: str, *, share: float = 0.82, session: int = 0) -> list[str]:
        """Note from the paper who was there; returns the participants who were."""
        with self.register.reading() as db:
            expected = [one.id for one in participants(db, event_id) if one.is_expected]
            session_id = store.sessions_of(db, event_id)[session].id
        if not expected:
            return []
        present = [one for one in expected if self.chance.random() < share]
        missing = [one for one in expected if one not in present]
        with self.register.step() as step:
            mark = partial(actions_participants.mark, step, session_id)
            mark(present, "present")
            mark(present[3:5], "present", is_late=True)
            mark(missing[:1], "excused")
            mark(missing[1:], "absent")
        return present

    def change(self, key: str, **changes: object) -> None:
        """Change fields of an event."""
        with self.register.step() as step:
            actions.change(step, key, **changes)

    # --- the monthly day --------------------------------------------------------------------------

    def _begin(self) -> None:
        with self.register.step() as step:
            step.begins(venues.ADD)
            self._add_venues(step)
        self.story.later()
        with self.register.step() as step:
            for one in self.story.institutions[:5]:
                actions_hosts.add(step, one.id)
        self.hosts = [one.id for one in self.story.institutions[:5]]
        self.story.later()
        today = self.story.clock.today()
        crowd = self.crowd()
        with self.register.step() as step:
            series = actions.add(
                step,
                words.MEET_UP,
                "meet_up",
                [SessionTime(today, "14:00", 180)],
                group_ids=self.groups(),
                people={"organiser": crowd[:1]},
                repetition=_SATURDAY,
                capacity=_SEATS,
                cost_fen=_COST_FEN,
                materials=words.MATERIALS,
            )
        with self.register.reading() as db:
            anchor = store.sessions_of(db, series)[0].time.day
        last = self.story.day + dt.timedelta(days=40)
        meeting_days = recurrence.days(_SATURDAY.text(), anchor, anchor, last)
        for number, day in enumerate(meeting_days):
            self._plan_meet_up(series, number, day)
            if day > self.story.day:
                break
        for plan in self.further:
            plan(self)

    def _add_venues(self, step: Step) -> None:
        campuses = [
            (f"{one.name}（校区）", f"{one.district_words}区", words.CAMPUS_ROOMS, one.id)
            for one in self.story.institutions[:3]
        ]
        others = [(name, address, rooms, None) for name, address, rooms in words.VENUES]
        for name, address, rooms, institution_id in (*others, *campuses):
            venue_id = venues.add(step, name, address=address, institution_id=institution_id)
            venues.set_rooms(step, venue_id, [(None, *room) for room in rooms])
            self.venues.append((venue_id, venue_store.rooms_of(step, venue_id)[0].id))

    def _plan_meet_up(self, series: str, number: int, day: dt.date) -> None:
        key = f"{series}@{day}"
        before = partial(_days_before, day)
        chosen_on = min(before(12), self.story.day - dt.timedelta(days=9))
        self.at(chosen_on, "09:30", partial(self._choose_host, key, number))
        if day > self.story.day:
            self._plan_coming(key, before)
            return
        guests: list[str] = []

        def first() -> None:
            guests.extend(self.guests(self.chance.randint(14, 21)))
            self._open_list(key, guests, number)

        self.at(before(6), "20:10", first)
        self.at(day, "20:40", partial(self._after_meet_up, key))
        self.at(before(-1), "09:15", partial(self._day_after, key, number))

    def _choose_host(self, key: str, number: int) -> None:
        place = number % len(self.hosts)
        venue_id, room_id = self.venues[(2 + place) if place < 3 else 0]
        self.change(key, host_id=self.hosts[place], venue_id=venue_id, room_id=room_id)

    def _open_list(self, key: str, guests: list[str], number: int) -> None:
        if number % 3:
            self.sign_up(key, guests)
        else:
            self.paste(key, guests, brings=random.Random(key))

    def _after_meet_up(self, key: str) -> None:
        with self.register.reading() as db:
            event = store.event(db, key)
        if event is None:
            return
        present = self.attend(event.id)
        if not present:
            return
        self.story.later()
        with self.register.step() as step:
            actions_participants.set_paid(step, present[1:])
            actions_participants.set_free(step, present[:1])
        self.story.later()
        with self.register.step() as step:
            session_id = store.sessions_of(step, event.id)[0].id
            actions_participants.walk_in(
                step, event.id, session_id, name="路过的王老师", institution="隔壁画室"
            )
        self.story.later()
        with self.register.step() as step:
            for purpose, least, most in words.EXPENSES:
                amount = self.chance.randrange(least, most, 100)
                actions_expenses.add(step, event.id, purpose, amount, event.sessions[0].time.day)

    def _day_after(self, key: str, number: int) -> None:
        self.change(key, minutes=words.MINUTES[number % len(words.MINUTES)])
        self.story.later()
        with self.register.step() as step:
            actions_feedback.ask(step, key, words.FEEDBACK)
        names = self.names()
        with self.register.reading() as db:
            event = store.event(db, key)
            came = [] if event is None else participants(db, event.id)
            known = [names[one.member_id] for one in came if one.member_id in names]
            answering = sorted(set(known))[number % 3 :: 3][: len(words.ANSWERS)]
            lines = [
                f"{name}：①{first} ②{second}"
                for name, (first, second) in zip(answering, words.ANSWERS, strict=False)
            ]
            plan = store_feedback.plan_answers(db, key, "\n".join(lines)) if lines else None
        if plan is not None:
            self.story.later()
            with self.register.step() as step:
                actions_feedback.keep(step, plan)

    # --- the next one: a chain that grows, a waiting list, some who paid already ------------------

    def _plan_coming(self, key: str, before: Callable[[int], dt.date]) -> None:
        day = min(before(8), self.story.day - dt.timedelta(days=6))
        guests: list[str] = []

        def first() -> None:
            guests.extend(self.guests(_SEATS + 6))
            self.paste(key, guests[:10], brings=random.Random(key))

        self.at(day, "18:20", first)
        self.at(
            day + dt.timedelta(days=2),
            "21:05",
            lambda: self.paste(
                key, [*guests[:4], *guests[5:], *guests[4:5]], brings=random.Random(key)
            ),
        )
        self.at(day + dt.timedelta(days=3), "12:00", partial(self._pay_early, key))

    def _pay_early(self, key: str) -> None:
        with self.register.reading() as db:
            event = store.event(db, key)
            found = [] if event is None else participants(db, event.id)
        expected = [one.id for one in found if one.is_expected]
        if not expected:
            return
        with self.register.step() as step:
            actions_participants.set_paid(step, expected[:7])
        self.story.later()
        with self.register.step() as step:
            actions_participants.withdraw(step, expected[8:9])
        self.story.later()
        with self.register.reading() as db:
            found = participants(db, event.id) if event else []
        next_ones = [one.id for one in moving_up(found, _SEATS)]
        if next_ones:
            with self.register.step() as step:
                actions_participants.give_seat(step, next_ones)


def _days_before(day: dt.date, days: int) -> dt.date:
    return day - dt.timedelta(days=days)


def usual_agenda(season: Season, event_id: str) -> None:
    """Give an event the agenda that is usual for its kind."""
    with season.register.step() as step:
        actions_agenda.make_usual(step, event_id)
