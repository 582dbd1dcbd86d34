"""A full disk never damages register, backups or settings, and the program goes on afterwards.

What a full disk does to lists in and out is in `tests/printing/test_full_disk.py`.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from organizer.base.checking import check
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.base.restoring import restore
from organizer.base.settings import MachineSettings
from organizer.base.steps import ActionKind
from tests.full_disk import Full, files
from tests.snapshots import every_row

ADD = ActionKind("test.disk", "Added tags")


def write(register: Register, count: int, name: str) -> None:
    with register.step() as step:
        step.begins(ADD, count=count)
        step.insert_many("tag", ["name"], [[f"{name}{n}"] for n in range(count)])


@pytest.fixture
def folder(place: tuple[Path, Full]) -> Path:
    with Register.create(place[0] / "r.db") as register:
        write(register, 2_000, "旧")
    return place[0]


def large_import(register: Register) -> None:
    write(register, 5_000, "新")


def small_edit(register: Register) -> None:
    with register.step() as step:
        step.begins(ADD, count=1)
        step.update_where("tag", step.column("SELECT id FROM tag"), colour="x" * 500)


def large_undo(register: Register) -> None:
    register.undo(register.newest_in_force())


@pytest.mark.parametrize("work", [large_import, small_edit, large_undo])
def test_a_step_that_finds_no_room_is_taken_back(
    folder: Path, full: Full, work: Callable[[Register], None]
) -> None:
    with Register.open(folder / "r.db") as register:
        register.back_up()  # a large undo finds its backup made
        before, said = every_row(register, without=()), files(folder)
        with full():
            for _again in range(2):
                with pytest.raises(UserError) as refused:
                    work(register)
                assert refused.value.code in ("register.disk_full", "register.disk_refuses")
                assert every_row(register, without=()) == before, "what is open still reads"
        assert files(folder) == said
        work(register)  # and goes on when there is room again
        after = every_row(register, without=())
        assert after != before
        assert check(register).is_whole()
    with Register.open(folder / "r.db") as register:
        assert every_row(register, without=()) == after


def test_a_crash_on_a_full_disk_is_rolled_back_on_a_full_disk(folder: Path, full: Full) -> None:
    from tests.base.broken import INTERRUPTED, crash

    with Register.open(folder / "r.db") as register:
        before = every_row(register, without=())
    crash(folder / "r.db", INTERRUPTED)
    with full(), Register.open(folder / "r.db") as register:
        assert every_row(register, without=()) == before


def test_a_backup_that_finds_no_room_is_not_there(folder: Path, full: Full) -> None:
    with Register.open(folder / "r.db") as register:
        first = register.back_up()
        said = files(folder)
        with full(2):
            with pytest.raises(UserError) as refused:
                register.back_up()
            assert refused.value.code == "backup.disk_refuses"
            assert "r backups" in refused.value.message()
            assert files(folder) == said, "the older one stays"
        write(register, 1, "再")
        assert register.back_up() != first


def test_a_restore_that_finds_no_room_leaves_the_register(folder: Path, full: Full) -> None:
    with Register.open(folder / "r.db") as register:
        made = register.back_up()
        write(register, 1, "新")
        before = every_row(register, without=())
    said = files(folder)
    with full(2), pytest.raises(UserError) as refused:
        restore(made, folder / "r.db")
    assert refused.value.code == "files.full"
    assert files(folder) == said
    with Register.open(folder / "r.db") as register:
        assert every_row(register, without=()) == before
    restore(made, folder / "r.db")


def test_settings_that_find_no_room_stay_as_they_were(folder: Path, full: Full) -> None:
    settings = MachineSettings(folder / "settings.json")
    settings.remember("widths", [1, 2, 3])
    before = (folder / "settings.json").read_bytes()
    with full(2), pytest.raises(UserError) as refused:
        settings.remember("widths", list(range(200_000)))
    assert refused.value.code == "files.full"
    assert (folder / "settings.json").read_bytes() == before
    assert settings.state("widths") == [1, 2, 3]
    settings.remember("widths", [4])
    assert MachineSettings(folder / "settings.json").state("widths") == [4]


def test_a_register_that_finds_no_room_is_not_begun(folder: Path, full: Full) -> None:
    with full(2), pytest.raises(UserError) as refused:
        Register.create(folder / "new.db")
    assert refused.value.code == "register.cannot_write"
    assert not list(folder.glob("*new.db*"))
    Register.create(folder / "new.db").close()
