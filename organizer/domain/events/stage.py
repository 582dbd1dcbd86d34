"""Running the items of an agenda one after another, each with its planned minutes on a clock."""

from collections.abc import Sequence
from typing import NamedTuple

from organizer.domain.events.agenda import AgendaItem

MINUTE = 60.0


class Stage(NamedTuple):
    """An item that is run; `minutes` planned, 0 when nobody said how long it takes."""

    item: AgendaItem
    minutes: int


class StageRun:
    """Which stage is on, and how long each has taken so far.

    Moments are seconds of a clock that never goes back; whoever shows the run hands them in.
    """

    def __init__(self, items: Sequence[AgendaItem]) -> None:
        self.stages: tuple[Stage, ...] = ()
        self.at = 0
        self._used: dict[str, float] = {}
        self._added: dict[str, int] = {}
        self._since: float | None = None
        self.take(items)

    def take(self, items: Sequence[AgendaItem]) -> None:
        """Run these items from now on; the one that is on stays on if it is still there."""
        present = self.current
        self.stages = tuple(Stage(one, one.minutes or 0) for one in items)
        ids = [stage.item.id for stage in self.stages]
        if present is not None and present.item.id in ids:
            self.at = ids.index(present.item.id)
        else:
            self.at = max(0, min(self.at, len(ids) - 1))

    # --- what is on -----------------------------------------------------------------------------

    @property
    def current(self) -> Stage | None:
        """The stage that is on; None without any."""
        return self.stages[self.at] if self.at < len(self.stages) else None

    @property
    def following(self) -> Stage | None:
        """The stage after it."""
        return self.stages[self.at + 1] if self.at + 1 < len(self.stages) else None

    @property
    def is_running(self) -> bool:
        """Whether the clock runs."""
        return self._since is not None

    def planned(self) -> float:
        """The seconds the stage may take, those added included."""
        stage = self.current
        if stage is None:
            return 0.0
        return MINUTE * (stage.minutes + self._added.get(stage.item.id, 0))

    def used(self, now: float) -> float:
        """The seconds the stage has taken so far."""
        stage = self.current
        if stage is None:
            return 0.0
        running = now - self._since if self._since is not None else 0.0
        return self._used.get(stage.item.id, 0.0) + running

    def left(self, now: float) -> float:
        """The seconds left, below 0 when the stage takes longer than planned."""
        return self.planned() - self.used(now)

    # --- what can be done -----------------------------------------------------------------------

    def start(self, now: float) -> None:
        """Let the clock run."""
        if self._since is None and self.current is not None:
            self._since = now

    def pause(self, now: float) -> None:
        """Stop the clock; what the stage has taken is kept."""
        stage = self.current
        if stage is not None and self._since is not None:
            self._used[stage.item.id] = self.used(now)
        self._since = None

    def go(self, by: int, now: float) -> bool:
        """Go to the next stage or the one before; the clock runs on if it ran.

        Returns whether there was one.
        """
        to = self.at + by
        if not 0 <= to < len(self.stages):
            return False
        running = self.is_running
        self.pause(now)
        self.at = to
        if running:
            self.start(now)
        return True

    def add_minutes(self, minutes: int, now: float) -> None:
        """Give the stage more minutes, or fewer; never less than it has taken, to the minute."""
        stage = self.current
        if stage is None:
            return
        added = self._added.get(stage.item.id, 0) + minutes
        if minutes < 0:
            least = -(-int(self.used(now)) // int(MINUTE)) - stage.minutes
            added = max(added, min(least, self._added.get(stage.item.id, 0)))
        self._added[stage.item.id] = added


def clock_words(seconds: float) -> str:
    """Seconds as a clock shows them: 12:05, with +02:10 for what is over the time."""
    whole = int(seconds) if seconds < 0 else -int(-seconds // 1)
    minutes, rest = divmod(abs(whole), 60)
    return f"{'+' if whole < 0 else ''}{minutes:02}:{rest:02}"
