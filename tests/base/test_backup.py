"""What is called a backup can be restored; generations are kept by number, not by clock."""

import asyncio
import datetime as dt
import hashlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.base import attachments, backup, checking, generations
from organizer.base.clock import FixedClock
from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.generations import Generation, Keeping
from organizer.base.register import Register
from organizer.base.register_thread import RegisterThread, awaited
from organizer.base.settings import MachineSettings
from organizer.base.steps import ActionKind, CancelledError, Step
from tests.snapshots import every_row

ADD = ActionKind("test.backup", "Added tags")
START = dt.date(2026, 3, 1)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


def add_tags(step: Step, *names: str) -> None:
    step.begins(ADD, count=len(names))
    step.insert_many("tag", ["name"], [[name] for name in names])


def write(register: Register, *names: str) -> None:
    with register.step() as step:
        add_tags(step, *names)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


@pytest.fixture
def register(tmp_path: Path, clock: FixedClock) -> Iterator[Register]:
    with Register.create(tmp_path / "名册.db", clock=clock) as made:
        write(made, "师训", "老师")
        yield made


# --- one backup ---------------------------------------------------------------------------------


def test_a_backup_holds_every_row_and_opens(register: Register) -> None:
    made = register.back_up()
    assert made == register.path.with_name("名册 backups") / "000001-20260301-010000-asked-2.db"
    with Register.open(made) as copy:
        assert every_row(copy, without=()) == every_row(register, without=())


def test_a_copy_where_the_owner_says(register: Register, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "copy.db"
    with pytest.raises(UserError) as refused:
        register.back_up(target)
    assert refused.value.code == "backup.disk_refuses"
    target.parent.mkdir()
    target.write_bytes(b"old")
    target.with_name("copy.db-journal").write_bytes(b"left over")
    assert register.back_up(target) == target
    assert [path.name for path in target.parent.iterdir()] == ["copy.db"]
    with Register.open(target) as copy:
        assert every_row(copy) == every_row(register)
    assert register.backups() == []


def test_a_copy_never_goes_over_an_open_register(register: Register, tmp_path: Path) -> None:
    other = Register.create(tmp_path / "other.db")
    link = tmp_path / "link.db"
    link.symlink_to(register.path)
    for target in (register.path, link, other.path):
        with pytest.raises(UserError) as refused:
            register.back_up(target)
        assert refused.value.code == "backup.onto_open"
    other.close()
    write(register, "新")


def spoil_row(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM tag WHERE name = '师训'")
        connection.commit()


def empty_it(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("CREATE TABLE member (id TEXT)")


def cut_it(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def zero_a_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 4096)
        file.write(bytes(4096))


def remove_it(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("spoil", [spoil_row, empty_it, cut_it, zero_a_page, remove_it])
def test_a_copy_that_is_not_whole_gets_no_name(
    register: Register, spoil: Callable[[Path], None]
) -> None:
    made = register.copy_into(register.begin_backup())
    (part,) = register.path.with_name("名册 backups").glob(".*.part")
    spoil(part)
    with pytest.raises(UserError) as refused:
        made.finish()
    assert refused.value.code in ("backup.not_whole", "backup.damaged")
    assert not list(register.path.with_name("名册 backups").iterdir())


def test_what_a_killed_backup_left_is_swept(register: Register) -> None:
    folder = register.path.with_name("名册 backups")
    folder.mkdir()
    (folder / ".0123456789abcdef.db.part").write_bytes(b"half")
    beside = register.path.with_name(".0123456789abcdef.part")
    beside.write_bytes(b"half")
    young = register.path.with_name(".fedcba9876543210.part")
    young.write_bytes(b"half")
    now = register.clock.now().timestamp()
    os.utime(beside, (now - 7_200, now - 7_200))
    os.utime(young, (now, now))
    made = register.back_up()
    assert [path.name for path in folder.iterdir()] == [made.name]
    assert not beside.exists()
    assert young.exists(), "somebody may be writing it"


def test_attachments_are_copied_once_for_all_generations(register: Register) -> None:
    content = b"a photo"
    sha256 = hashlib.sha256(content).hexdigest()
    place = attachments.path_of(attachments.folder_of(register.path), sha256)
    place.parent.mkdir(parents=True)
    place.write_bytes(content)
    wrong = place.with_name(place.name[:-4] + "0000")
    wrong.write_bytes(b"not what its name says")
    place.with_name("f" * 64).write_bytes(b"in a folder where nobody looks for it")
    first, second = register.back_up(), register.back_up()
    kept = attachments.path_of(first.parent / "attachments", sha256)
    assert first.parent == second.parent
    assert kept.read_bytes() == content
    assert list(attachments.names(first.parent / "attachments")) == [sha256]


def test_attachments_stay_as_long_as_a_backup_names_them(register: Register) -> None:
    """The photo of an erased person goes with the last backup that holds it."""
    content = b"a photo of somebody"
    sha256 = hashlib.sha256(content).hexdigest()
    place = attachments.path_of(attachments.folder_of(register.path), sha256)
    place.parent.mkdir(parents=True)
    place.write_bytes(content)
    with register.step() as step:
        step.begins(ADD, count=1)
        file_id = step.insert(
            "file", sha256=sha256, name="a.jpg", media_type="image/jpeg", size_bytes=len(content)
        )
    kept = attachments.path_of(register.back_up().parent / "attachments", sha256)
    with register.step() as step:
        step.begins(ADD, count=1)
        step.delete("file", [file_id])
    place.unlink()
    register.back_up()
    assert kept.exists(), "the older backup can still be restored whole"
    register.keeping = Keeping(megabytes=0)
    register.back_up()
    assert not kept.exists()


# --- the window ---------------------------------------------------------------------------------


@pytest.fixture
def large(tmp_path: Path) -> Iterator[RegisterThread]:
    path = tmp_path / "large.db"
    with Register.create(path) as register:
        write(register, *(f"{n:06}{'x' * 200}" for n in range(20_000)))
    thread = RegisterThread(lambda: Register.open(path))
    yield thread
    thread.close()


def count(db: Database) -> int:
    return int(db.value("SELECT count(*) FROM tag"))


def test_lists_and_edits_go_between_the_pieces_of_a_backup(large: RegisterThread) -> None:
    """A question asked while a backup runs is answered before the backup is done."""
    order: list[str] = []
    made: list[Path] = []

    async def back_up() -> None:
        made.append(await large.back_up())
        order.append("backup")

    async def ask(number: int) -> None:
        assert await large.read(count) == 20_000 + number
        await large.do(lambda step: add_tags(step, f"新{number}"))
        order.append("edit")

    async def both() -> None:
        began = threading.Event()
        inside = threading.Event()

        def slow_piece(db: Database) -> None:
            began.set()
            inside.wait(5)

        task = asyncio.ensure_future(back_up())
        held = large.post(slow_piece)
        await asyncio.to_thread(began.wait, 5)
        asking = [asyncio.ensure_future(ask(number)) for number in range(1)]
        inside.set()
        await asyncio.gather(task, *asking, awaited(held))

    asyncio.run(both())
    assert order == ["edit", "backup"]
    with Register.open(made[0]) as copy, copy.reading() as db:
        assert count(db) == 20_001


def test_a_cancelled_backup_leaves_nothing(large: RegisterThread) -> None:
    async def cancel() -> None:
        hold = threading.Event()
        held = large.post(lambda _db: hold.wait(5))
        task = asyncio.ensure_future(large.back_up())
        await asyncio.sleep(0)
        task.cancel()
        hold.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        await awaited(held)

    asyncio.run(cancel())
    assert large.post(count).result() == 20_000
    folder = large.with_register(lambda one: one.path).result().with_name("large backups")
    assert not folder.exists() or not list(folder.iterdir())


def test_closing_backs_up_what_was_written(large: RegisterThread) -> None:
    path = large.with_register(lambda one: one.path).result()
    assert large.close(backed_up=True) is None
    (made,) = generations.generations(path, Keeping())
    assert made.reason == "closing"
    assert made.row_count == 20_000
    again = RegisterThread(lambda: Register.open(path))
    assert again.close(backed_up=True) is None
    assert len(generations.generations(path, Keeping())) == 1


def test_a_backup_that_fails_on_closing_is_told_and_the_register_closed(
    large: RegisterThread,
) -> None:
    path = large.with_register(lambda one: one.path).result()
    path.with_name("large backups").write_text("a file where the folder should be")
    error = large.close(backed_up=True)
    assert error is not None
    assert error.code == "backup.disk_refuses"
    with Register.open(path) as register, register.reading() as db:
        assert count(db) == 20_000


def test_the_check_beside_the_work_lets_a_whole_file_be_written(large: RegisterThread) -> None:
    assert large.check_whole_file().result() is True
    assert large.check_whole_file().result() is True
    large.act(lambda step: add_tags(step, "新")).result()


def test_a_check_asked_of_a_closed_register_ends(large: RegisterThread) -> None:
    large.close()
    with pytest.raises(CancelledError):
        large.check_whole_file().result()


def test_the_check_beside_the_work_holds_the_writes_to_a_damaged_file(
    large: RegisterThread,
) -> None:
    path = large.with_register(lambda one: one.path).result()
    large.close()
    with closing(sqlite3.connect(path)) as connection:
        page = connection.execute(
            "SELECT max(pageno) FROM dbstat WHERE name = 'sqlite_autoindex_tag_2'"
        ).fetchone()[0]
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096 + 200)
        file.write(bytes(100))
    again = RegisterThread(lambda: Register.open(path))
    assert again.check_whole_file().result() is False
    with pytest.raises(UserError) as refused:
        again.act(lambda step: add_tags(step, "新")).result()
    assert refused.value.code == "register.damaged"
    again.close()


def test_what_a_quick_check_passes_over_is_found_by_the_next_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large file's first write waits for a check without its indexes only."""
    path = tmp_path / "r.db"
    with Register.create(path) as register:
        write(register, "师训")
    content = path.read_bytes()
    place = content.rindex("师训".encode())
    path.write_bytes(content[:place] + "训师".encode() + content[place + 6 :])
    with Register.open(path) as register, pytest.raises(UserError):
        write(register, "老师")
    monkeypatch.setattr(checking, "_CHECKED_IN_FULL", 1_000)
    with Register.open(path) as register:
        write(register, "老师")
        with pytest.raises(UserError) as refused:
            register.back_up()
        assert refused.value.code == "backup.damaged"
        assert register.backups() == []


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


def test_only_whole_registers_pass_for_backups(register: Register, tmp_path: Path) -> None:
    made = register.back_up()
    facts = backup.verify(made)
    assert facts.rows() == 2
    assert facts.counts["tag"] == 2
    for spoil in (cut_it, zero_a_page):
        copy = tmp_path / "copy.db"
        copy.write_bytes(made.read_bytes())
        spoil(copy)
        with pytest.raises(UserError) as refused:
            backup.verify(copy)
        assert refused.value.code == "register.damaged"
