"""Running an agenda: the clock of each stage, going on and back, more minutes, a changed agenda."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.domain.events.agenda import AgendaItem
from organizer.domain.events.stage import StageRun, clock_words


def item(name: str, minutes: int | None) -> AgendaItem:
    return AgendaItem(name, "event", "", name, minutes, None, "", "", 1)


def a_run() -> StageRun:
    return StageRun([item("陈述", 20), item("提问", 40), item("收尾", None)])


def test_the_clock_runs_down_and_over() -> None:
    run = a_run()
    run.start(100.0)
    assert run.left(160.0) == 19 * 60
    assert run.left(100.0 + 21 * 60) == -60


def test_a_pause_stops_the_clock() -> None:
    run = a_run()
    run.start(0.0)
    run.pause(60.0)
    assert not run.is_running
    assert run.left(9_999.0) == 19 * 60
    run.start(10_000.0)
    assert run.left(10_060.0) == 18 * 60


def test_each_stage_keeps_what_it_has_taken() -> None:
    run = a_run()
    run.start(0.0)
    assert run.go(1, 300.0)
    assert run.is_running
    assert run.left(360.0) == 39 * 60
    assert run.go(-1, 360.0)
    assert run.left(360.0) == 15 * 60
    assert not run.go(-1, 360.0), "there is nothing before the first"
    assert run.left(360.0) == 15 * 60


def test_minutes_are_added_and_taken_off_but_not_what_is_gone() -> None:
    run = a_run()
    run.start(0.0)
    run.add_minutes(1, 0.0)
    assert run.planned() == 21 * 60
    run.add_minutes(-30, 90.0)
    assert run.planned() == 2 * 60
    run.go(1, 90.0)
    assert run.planned() == 40 * 60


def test_an_item_without_minutes_counts_up() -> None:
    run = a_run()
    run.go(2, 0.0)
    assert run.current is not None
    run.start(0.0)
    assert run.left(30.0) == -30
    assert run.following is None


def test_a_changed_agenda_leaves_the_stage_on() -> None:
    run = a_run()
    run.start(0.0)
    run.go(1, 60.0)
    run.take([item("投票", 5), item("陈述", 20), item("提问", 30)])
    assert run.current is not None
    assert run.current.item.id == "提问"
    assert run.left(120.0) == 29 * 60
    run.take([item("投票", 5)])
    assert run.at == 0
    run.take([])
    assert run.current is None
    assert run.left(0.0) <= 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1200, "20:00"), (1199.2, "20:00"), (0.4, "00:01"), (0, "00:00"),
        (-0.9, "00:00"), (-1, "+00:01"), (-130, "+02:10"), (7200, "120:00"),
    ],
)  # fmt: skip
def test_a_clock_reads_as_people_expect(seconds: float, words: str) -> None:
    assert clock_words(seconds) == words


@given(st.lists(st.tuples(st.sampled_from(["start", "pause", "go", "back"]),
                          st.integers(1, 900)), max_size=20))  # fmt: skip
def test_no_second_is_lost_or_counted_twice(moves: list[tuple[str, int]]) -> None:
    run, now, running = a_run(), 0.0, 0.0
    for move, passed in moves:
        if run.is_running:
            running += passed
        now += passed
        if move in ("go", "back"):
            run.go(1 if move == "go" else -1, now)
        elif move == "start":
            run.start(now)
        else:
            run.pause(now)
    total = 0.0
    for at in range(len(run.stages)):
        was, run.at = run.at, at
        total += run.used(now) if at == was else run._used.get(run.stages[at].item.id, 0.0)
        run.at = was
    assert total == running
