"""What is called a backup can be restored; the window goes on while one is made."""

import asyncio
import hashlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from organizer.base import attachments, backup, checking, generations
from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.generations import Keeping
from organizer.base.register import Register
from organizer.base.register_thread import RegisterThread, awaited
from organizer.base.steps import CancelledError
from tests.base.backing_up import ADD, add_tags, write
from tests.snapshots import every_row

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
    assert register.back_up(target) == target
    target.with_name("copy.db-journal").write_bytes(bytes(512))  # that of a commit long past
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
