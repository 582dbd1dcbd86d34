"""Saving what is changed on an event: of a repetition one day, it and those after it, or all."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any

from organizer.domain.events import actions, actions_place, actions_series, store
from organizer.domain.events.records import KINDS, OWN_KIND, Key, Scope, SessionTime
from organizer.widgets.desk import Desk
from organizer.widgets.picker import Choice

if TYPE_CHECKING:
    from organizer.base.steps import Step

Change = Callable[[Choice], Awaitable[object]]


class Saving:
    """Saves fields as far as `scope` says; shows the event again where its key became another."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.scope: Scope = "this"

    async def change(self, record: str, **fields: Any) -> None:
        """Save columns of the event."""
        await self._run(record, actions_series.change, self.scope, **fields)

    async def kind(self, record: str, kind: str) -> None:
        """Save the kind: a code, or the id of one of the owner's own."""
        own = kind not in KINDS
        await self.change(record, kind=OWN_KIND if own else kind, own_kind_id=kind if own else None)

    async def host(self, record: str, host: Choice | None) -> None:
        """Save the host; where it takes place follows."""
        host_id = None if host is None else host.id
        await self._run(record, actions_place.set_host, self.scope, host_id)

    async def times(self, record: str, times: Sequence[SessionTime], at: int) -> None:
        """Save the sessions; of a repetition, when the day's one (number `at`) is."""
        scope = self.scope
        done = await self.desk.save(set_times, record, scope, times, at)
        self._follow(record, done.result, scope, times[at] if scope != "this" else None)

    def picked(
        self, record: str, change: "Callable[..., object]", *arguments: object
    ) -> tuple[Change, Change]:
        """How one is added to, and taken off, what is picked: groups, people with a part."""

        async def add(choice: Choice) -> None:
            await self._run(record, change, self.scope, *arguments, choice.id, wanted=True)

        async def remove(choice: Choice) -> None:
            await self._run(record, change, self.scope, *arguments, choice.id, wanted=False)

        return add, remove

    async def _run(
        self, record: str, action: "Callable[..., Any]", scope: Scope, *args: Any, **values: Any
    ) -> None:
        done = await self.desk.save(action, record, scope, *args, **values)
        self._follow(record, done.result, scope, None)

    def _follow(self, record: str, row: str, scope: Scope, time: SessionTime | None) -> None:
        """Days that were split off, or moved, have another key: show the same day by it."""
        key = Key.of(record)
        if scope == "this" or key.occurs_on is None:
            return
        now = Key(row, key.occurs_on if time is None else time.day)
        if now != key:
            self.desk.open_record("event", str(now))


def set_times(step: "Step", key: str, scope: Scope, times: Sequence[SessionTime], at: int) -> str:
    """Give an event its sessions; all days of a repetition (or those that follow) their time."""
    event = store.event(step, key)
    if scope == "this" or event is None or event.series_id is None or len(times) != 1:
        return actions.set_sessions(step, key, times)
    return actions_series.set_time(step, key, scope, times[at])


def set_group(step: "Step", key: str, scope: Scope, group_id: str, *, wanted: bool) -> str:
    """Invite a group, or don't any more."""
    event = store.event(step, key)
    ids = [one for one, _name in event.groups if one != group_id] if event else []
    return actions_series.set_groups(step, key, scope, [*ids, group_id] if wanted else ids)


def set_person(
    step: "Step", key: str, scope: Scope, part: str, member_id: str, *, wanted: bool
) -> str:
    """Give somebody a part, or take it back."""
    event = store.event(step, key)
    having = event.with_part(part) if event else ()
    ids = [one.member_id for one in having if one.member_id != member_id]
    return actions_series.set_people(step, key, scope, part, [*ids, member_id] if wanted else ids)
