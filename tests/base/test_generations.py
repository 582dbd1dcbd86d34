"""When a backup is made and which stay: by number and not by clock."""

import datetime as dt
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from organizer.base import generations
from organizer.base.clock import FixedClock
from organizer.base.generations import Generation, Keeping
from organizer.base.register import Register
from organizer.base.settings import MachineSettings
from tests.base.backing_up import DAY, HOUR, MINUTE, write


def cut_it(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


# --- when one is made -----------------------------------------------------------------------------


def test_before_large_work_a_backup_is_made_unless_a_fresh_one_is_there(
    register: Register, clock: FixedClock
) -> None:
    assert register.ensure_backup("change", rows=500) is None
    assert register.ensure_backup("import") is not None
    write(register, "a")
    clock.move(14 * MINUTE)
    assert register.ensure_backup("import") is None, "under 15 minutes old"
    clock.move(2 * MINUTE)
    assert register.ensure_backup("change", rows=501) is not None
    clock.move(DAY)
    assert register.ensure_backup("merge") is None, "nothing was written since"
    write(register, "b")
    assert register.ensure_backup("merge") is not None
    assert [one.reason for one in register.backups()] == ["merge", "change", "import"]


def test_a_backup_from_the_future_is_not_taken_for_fresh(
    register: Register, clock: FixedClock
) -> None:
    assert register.ensure_backup("import") is not None
    write(register, "a")
    clock.move(-HOUR)
    assert register.ensure_backup("import") is not None


def test_a_damaged_backup_counts_for_nothing(register: Register) -> None:
    made = register.ensure_backup("import")
    assert made is not None
    cut_it(made)
    assert register.describe()["last_backup"] is None
    assert register.ensure_backup("import") is not None


def test_once_a_day_and_on_closing(register: Register, clock: FixedClock) -> None:
    assert register.ensure_backup("daily") is not None
    write(register, "a")
    clock.move(HOUR)
    assert register.ensure_backup("daily") is None
    assert register.ensure_backup("closing") is not None
    assert register.ensure_backup("closing") is None, "nothing was written since"
    clock.move(DAY)
    assert register.ensure_backup("daily") is None, "nothing was written since"
    write(register, "b")
    assert register.ensure_backup("daily") is not None


def test_a_chosen_folder_serves_several_registers(
    register: Register, clock: FixedClock, tmp_path: Path
) -> None:
    settings = MachineSettings(None)
    settings.set("backup_folder", str(tmp_path / "usb"))
    settings.set("backup_megabytes", 300)
    register.keeping = Keeping.of(settings)
    assert register.keeping.megabytes == 300
    beside = register.back_up()
    assert beside.parent.name == "名册 backups", "the disk is not plugged in"
    assert not (tmp_path / "usb").exists()
    (tmp_path / "usb").mkdir()
    (tmp_path / "other").mkdir()
    with Register.create(
        tmp_path / "other" / "名册.db", clock=clock, keeping=register.keeping
    ) as other:
        there, theirs = register.back_up(), other.back_up()
    assert there.parent.parent == theirs.parent.parent == tmp_path / "usb"
    assert there.parent != theirs.parent
    assert [one.number for one in register.backups()] == [2, 1]
    assert [one.path for one in register.backups()] == [there, beside]


# --- which stay -----------------------------------------------------------------------------------


def made_up(folder: Path, moments: list[dt.datetime], size: int = 1_000) -> list[Generation]:
    """Generations of these moments, in the order of their numbers."""
    return [
        Generation(folder / generations.name_of(n, moment, "daily", 1), n, moment, "daily", 1, size)
        for n, moment in enumerate(moments, start=1)
    ]


NOON = dt.datetime(2026, 3, 1, 4, tzinfo=dt.UTC)


def staying(made: list[Generation], megabytes: int = 2_000) -> list[Generation]:
    going = generations.superseded(made, megabytes)
    return [one for one in made if one not in going]


def test_two_days_then_daily_weekly_and_monthly_ones_stay(tmp_path: Path) -> None:
    hours = 24 * 365
    made = made_up(tmp_path, [NOON + n * HOUR for n in range(0, hours, 3)])
    kept = staying(made)
    last = made[-1].made_at
    ages = [last - one.made_at for one in kept]
    assert sum(age < 2 * DAY for age in ages) == 16, "all of two days"
    assert sum(2 * DAY <= age < 14 * DAY for age in ages) in (12, 13)
    assert sum(14 * DAY <= age < 61 * DAY for age in ages) in (7, 8)
    assert 9 <= sum(age >= 61 * DAY for age in ages) <= 12
    assert staying(kept) == kept, "what stays, stays"


def test_thinning_day_by_day_keeps_as_much_as_thinning_at_once(tmp_path: Path) -> None:
    kept: list[Generation] = []
    for one in made_up(tmp_path, [NOON + n * 6 * HOUR for n in range(4 * 300)]):
        kept = staying([*kept, one])
    months = {(one.made_at.year, one.made_at.month) for one in kept}
    assert len(months) >= 10
    assert 35 <= len(kept) <= 48


def test_a_clock_running_backwards_removes_nothing_good(tmp_path: Path) -> None:
    """Each backup is stamped a day before the one made before it."""
    made = made_up(tmp_path, [NOON - n * DAY for n in range(100)])
    assert staying(made) == made
    mixed = made_up(
        tmp_path, [*(NOON + n * HOUR for n in range(24)), *(NOON - n * DAY for n in range(24))]
    )
    assert staying(mixed) == mixed


def test_one_wrong_date_in_the_future_leaves_the_newest_alone(tmp_path: Path) -> None:
    made = made_up(tmp_path, [*(NOON + n * HOUR for n in range(30)), NOON + 3_650 * DAY])
    assert len(staying(made)) >= 10
    assert made[-10:] == staying(made)[-10:]


def test_the_room_is_kept_but_the_newest_whole_one_is_never_removed(register: Register) -> None:
    paths = [register.back_up() for _n in range(4)]
    assert len(register.backups()) == 4
    cut_it(paths[3])
    register.keeping = Keeping(megabytes=0)
    generations.tidy(register.path, register.keeping)
    assert [one.path for one in register.backups()] == [paths[2]]
    made = register.back_up()
    assert [one.path for one in register.backups()] == [made]


@given(
    hours=st.lists(st.integers(-9_000, 9_000), min_size=1, max_size=80),
    megabytes=st.integers(0, 60),
)
def test_whatever_the_clock_says(hours: list[int], megabytes: int) -> None:
    """The newest is never removed, the ten newest go for room only, and room is kept."""
    made = made_up(Path(), [NOON + n * HOUR for n in hours], size=1_000_000)
    kept = staying(made, megabytes)
    assert kept[-1] is made[-1]
    assert len(kept) <= max(megabytes, 1)
    newest = min(10, max(megabytes, 1))
    assert kept[-newest:] == made[-newest:]
    assert staying(kept, megabytes) == kept


def test_room_for_some(tmp_path: Path) -> None:
    made = made_up(tmp_path, [NOON + n * HOUR for n in range(10)], size=1_000_000)
    assert staying(made, megabytes=4) == made[-4:]


def test_files_that_are_no_backups_are_left_alone(register: Register) -> None:
    made = register.back_up()
    strangers = [made.with_name(name) for name in ("1-letter.db", "notes.txt", "000009.db")]
    for stranger in strangers:
        stranger.write_text("mine")
    register.keeping = Keeping(megabytes=0)
    register.back_up()
    assert all(stranger.read_text() == "mine" for stranger in strangers)
    assert not made.exists()


def test_a_list_of_backups_says_why_and_how_much(register: Register) -> None:
    register.back_up(reason="migration")
    (one,) = register.backups()
    assert (one.number, one.row_count, one.is_whole()) == (1, 2, True)
    assert one.reason_words() == "名册升级之前"
    assert one.size_bytes == one.path.stat().st_size
    assert one.made_at == register.clock.now()
