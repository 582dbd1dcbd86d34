"""The made-up salons, private boards, visits and lectures of the season."""

import datetime as dt
from functools import partial

from organizer.domain.demo import season_words as words
from organizer.domain.demo.season import Season, usual_agenda
from organizer.domain.events import (
    actions,
    actions_agenda,
    actions_participants,
    actions_said,
    actions_visits,
    recurrence,
    store,
    store_said,
)
from organizer.domain.events.actions_visits import NextStep
from organizer.domain.events.records import SessionTime
from organizer.domain.events.visits import PlannedVisit
from organizer.domain.tasks import actions as tasks

#: A private board of fewer people than this does not come together.
_BOARD = 9


class Talks:
    """Plans everything of the season beside the monthly day."""

    def __init__(self, season: Season) -> None:
        self.season = season
        self.register = season.register
        self.day = season.story.day
        self._lecture = ""
        self._board = ""
        self._promised: list[str] = []

    def plan(self) -> None:
        """Put the events of the season into its queue, by the days they lie before the last day."""
        at = self.season.at
        at(self._back(150), "09:00", self._question_evenings)
        for number, back in enumerate((160, 104, 48)):
            at(self._back(back + 12), "11:00", partial(self._salon, number, self._evening(back)))
        at(self._back(12), "11:00", partial(self._salon, 3, self._evening(-13)))
        at(self._back(92), "10:20", partial(self._board_session, self._evening(78), first=True))
        at(self._back(70), "15:00", self._visits)
        at(self._back(44), "10:20", partial(self._board_session, self._evening(22), first=False))
        at(self._back(9), "10:20", partial(self._next_board, self._evening(-20)))
        at(self._back(64), "16:00", self._lectures)
        at(self._back(30), "16:00", self._called_off)
        at(self._back(5), "16:00", self._next_lecture)

    def _back(self, days: int) -> dt.date:
        return self.day - dt.timedelta(days=days)

    def _evening(self, back: int) -> dt.date:
        """The Wednesday in the week of a day."""
        day = self._back(back)
        return day + dt.timedelta(days=2 - day.weekday())

    # --- question evenings, lectures --------------------------------------------------------------

    def _question_evenings(self) -> None:
        with self.register.step() as step:
            series = actions.add(
                step,
                words.QUESTION_EVENING,
                "online",
                [SessionTime(self._back(148), "20:00", 60)],
                group_ids=self.season.groups(1),
                place="群里",
                repetition=recurrence.Repetition(
                    "WEEKLY", 2, weekdays=(recurrence.NthWeekday(0, 2),)
                ),
            )
        with self.register.reading() as db:
            event = store.event(db, series)
        if event is not None and event.anchor is not None:
            left_out = event.anchor + dt.timedelta(weeks=8)
            skipped = partial(self._skip, f"{series}@{left_out}")
            self.season.at(left_out - dt.timedelta(days=2), "19:00", skipped)

    def _skip(self, key: str) -> None:
        with self.register.step() as step:
            actions.skip(step, key)

    def _lectures(self) -> None:
        first = self._evening(46)
        days = [first + dt.timedelta(weeks=week) for week in range(len(words.LECTURE_PARTS))]
        crowd = self.season.crowd()
        with self.register.step() as step:
            self._lecture = actions.add(
                step,
                words.LECTURE,
                "lecture",
                [
                    SessionTime(day, "19:00", 90, title)
                    for day, title in zip(days, words.LECTURE_PARTS, strict=True)
                ],
                people={"speaker": crowd[5:6]},
                group_ids=self.season.groups(1),
                venue_id=self.season.venues[0][0],
                room_id=self.season.venues[0][1],
                cost_fen=9_900,
            )
        self.season.at(
            first - dt.timedelta(days=4),
            "20:00",
            lambda: self.season.sign_up(self._lecture, self.season.guests(18)),
        )
        for number, day in enumerate(days):
            self.season.at(day, "21:10", partial(self._after_lecture, number))

    def _after_lecture(self, number: int) -> None:
        present = self.season.attend(self._lecture, session=number, share=0.88 - number / 20)
        if number == 0 and present:
            self.season.story.later()
            with self.register.step() as step:
                actions_participants.set_paid(step, present)

    def _next_lecture(self) -> None:
        with self.register.step() as step:
            actions.add(
                step,
                words.NEXT_LECTURE,
                "lecture",
                [SessionTime(self._evening(-27), "19:00", 120)],
                people={"speaker": self.season.crowd()[6:7]},
                group_ids=self.season.groups(3),
                venue_id=self.season.venues[0][0],
                room_id=self.season.venues[0][1],
                capacity=60,
                cost_fen=4_900,
            )

    def _called_off(self) -> None:
        day = self._back(14)
        with self.register.step() as step:
            event_id = actions.add(
                step,
                words.CALLED_OFF,
                "salon",
                [SessionTime(day, "15:00", 120)],
                group_ids=self.season.groups(1),
                venue_id=self.season.venues[1][0],
            )
        self.season.story.later()
        self.season.sign_up(event_id, self.season.guests(7))
        self.season.at(day - dt.timedelta(days=2), "08:50", partial(self._call_off, event_id))

    def _call_off(self, event_id: str) -> None:
        with self.register.step() as step:
            actions.cancel(step, [event_id])
            actions.change(step, event_id, notes=words.CALLED_OFF_WHY)

    # --- salons -----------------------------------------------------------------------------------

    def _salon(self, number: int, day: dt.date) -> None:
        title, method = words.SALONS[number % len(words.SALONS)]
        with self.register.step() as step:
            event_id = actions.add(
                step,
                title,
                "salon",
                [SessionTime(day, "19:30", 120)],
                group_ids=self.season.groups(),
                people={"organiser": self.season.crowd()[1:2]},
                venue_id=self.season.venues[1][0],
                room_id=self.season.venues[1][1],
                capacity=14,
            )
        self.season.story.later()
        usual_agenda(self.season, event_id)
        self.season.story.later()
        with self.register.step() as step:
            actions_agenda.add(step, event_id, title=method, minutes=15)
        self.season.at(
            min(day - dt.timedelta(days=4), self._back(2)),
            "20:30",
            lambda: self.season.sign_up(event_id, self.season.guests(12)),
        )
        self.season.at(day, "22:00", partial(self._after_salon, event_id, number))

    def _after_salon(self, event_id: str, number: int) -> None:
        if not self.season.attend(event_id):
            return
        self.season.story.later()
        with self.register.reading() as db:
            left = [one.id for one in store_said.left_open(db, event_id) if one.kind == "problem"]
            people = [member_id for member_id, _name in store_said.people_at(db, event_id)]
        with self.register.step() as step:
            story = words.STORIES[number % len(words.STORIES)]
            actions_said.write_down(step, event_id, "story", story, member_id=people[0])
        for place, member_id in enumerate(people[1:3]):
            self.season.story.later()
            problem = words.PROBLEMS[(number * 2 + place) % len(words.PROBLEMS)]
            with self.register.step() as step:
                actions_said.write_down(step, event_id, "problem", problem, member_id=member_id)
        if left:
            self.season.story.later()
            settlement = words.SETTLEMENTS[number % len(words.SETTLEMENTS)]
            with self.register.step() as step:
                actions_said.settle(step, event_id, left[:1], settlement)

    # --- private boards and the visits between them -----------------------------------------------

    def _add_board(self, title: str, day: dt.date) -> str:
        crowd = self.season.crowd()
        if len(crowd) < _BOARD:
            return ""
        with self.register.step() as step:
            event_id = actions.add(
                step,
                title,
                "private_board",
                [SessionTime(day, "14:00", 180)],
                people={"host": crowd[:1], "presenter": crowd[2:3]},
                venue_id=self.season.venues[0][0],
                room_id=self.season.venues[0][1],
                capacity=15,
            )
        self.season.story.later()
        self.season.sign_up(event_id, crowd[:_BOARD])
        return event_id

    def _board_session(self, day: dt.date, *, first: bool) -> None:
        event_id = self._add_board("私董会第一次" if first else "私董会第二次", day)
        if not event_id:
            return
        if first:
            self._board = event_id
        self.season.story.later()
        usual_agenda(self.season, event_id)
        self.season.at(day, "18:00", partial(self._after_board, event_id, first=first))

    def _after_board(self, event_id: str, *, first: bool) -> None:
        self.season.attend(event_id, share=0.95)
        crowd = self.season.crowd()
        topics = words.TOPICS if first else words.NEXT_TOPICS
        self.season.story.later()
        with self.register.step() as step:
            step.begins(actions_said.NOTE, count=len(topics))
            ids = [
                actions_said.write_down(step, event_id, "topic", topic, member_id=crowd[2 + place])
                for place, (topic, _votes) in enumerate(topics)
            ]
        self.season.story.later()
        with self.register.step() as step:
            votes = [votes for _topic, votes in topics]
            actions_said.vote(step, list(zip(ids, votes, strict=True)))
        if first:
            for kind, said in (("question", words.QUESTIONS), ("advice", words.ADVICE)):
                self.season.story.later()
                with self.register.step() as step:
                    step.begins(actions_said.NOTE, count=len(said))
                    for place, one in enumerate(said):
                        actions_said.write_down(
                            step, event_id, kind, one, member_id=crowd[(3 + place) % _BOARD]
                        )
        self.season.story.later()
        with self.register.step() as step:
            actions_said.settle(step, event_id, ids[:1], "已在会上讨论")
        self._promise(event_id, words.PROMISES if first else words.NEXT_PROMISES)

    def _promise(self, event_id: str, promises: tuple[tuple[str, int, str], ...]) -> None:
        crowd = self.season.crowd()
        today = self.season.story.clock.today()
        for place, (said, days, outcome) in enumerate(promises):
            self.season.story.later()
            due_on = today + dt.timedelta(days=days)
            with self.register.step() as step:
                task_id = actions_said.promise(
                    step, event_id, crowd[2 + place % (_BOARD - 2)], said, due_on
                )
            if outcome:
                self.season.at(
                    due_on - dt.timedelta(days=1), "19:40", partial(self._keep, task_id, outcome)
                )

    def _keep(self, task_id: str, outcome: str) -> None:
        with self.register.step() as step:
            tasks.finish(step, [task_id], outcome)

    def _next_board(self, day: dt.date) -> None:
        event_id = self._add_board("私董会第三次", day)
        if event_id:
            self.season.story.later()
            usual_agenda(self.season, event_id)

    def _visits(self) -> None:
        if not self._board:
            return
        crowd = self.season.crowd()
        days = [self._back(62), self._back(48), self._back(33), self._back(-6)]
        visited = [one for one in crowd[_BOARD : _BOARD + len(days)] if one]
        planned = [
            PlannedVisit(one, SessionTime(day, "10:00", 90), (crowd[0], crowd[1]))
            for one, day in zip(visited, days, strict=False)
        ]
        if not planned:
            return
        names = self.season.names()
        with self.register.step() as step:
            ids = actions_visits.plan(step, self._board, planned)
            for event_id, one in zip(ids, planned, strict=True):
                # what is made up reads the same, whatever language the program speaks
                actions.change(step, event_id, title=f"走访{names[one.member_id]}")
        for event_id, day, (said, then) in zip(ids, days, words.VISITS, strict=False):
            self.season.at(day, "18:30", partial(self._visited, event_id, said, then, crowd[1]))

    def _visited(self, event_id: str, said: str, then: str, who: str) -> None:
        due_on = self.season.story.clock.today() + dt.timedelta(days=10)
        with self.register.step() as step:
            actions_visits.made(
                step, event_id, said, next_step=NextStep(then, who, due_on) if then else None
            )
