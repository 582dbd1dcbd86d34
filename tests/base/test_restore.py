"""A backup takes the place of a register, also of one that can't be opened any more."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from organizer.base import attachments
from organizer.base.checking import check
from organizer.base.errors import UserError
from organizer.base.generations import Keeping, generations
from organizer.base.register import Register
from organizer.base.restoring import restore
from organizer.base.steps import ActionKind
from organizer.migrations import LATEST
from tests.base.broken import INTERRUPTED, crash
from tests.snapshots import every_row

ADD = ActionKind("test.restore", "Added tags")


def write(register: Register, *names: str) -> None:
    with register.step() as step:
        step.begins(ADD, count=len(names))
        step.insert_many("tag", ["name"], [[name] for name in names])


def tags(path: Path) -> list[str]:
    with Register.open(path) as register, register.reading() as db:
        return db.column("SELECT name FROM tag ORDER BY id")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A register with a backup of one row, and a second row since."""
    path = tmp_path / "名册.organizer"
    with Register.create(path) as register:
        write(register, "旧")
        register.back_up()
        write(register, "新")
    return path


def backup_of(path: Path) -> Path:
    return generations(path, Keeping())[-1].path


def test_the_backup_takes_the_place_and_the_present_state_is_kept_twice(path: Path) -> None:
    with Register.open(backup_of(path)) as register:
        wanted = every_row(register, without=())
    done = restore(backup_of(path), path)
    with Register.open(path) as register:
        assert every_row(register, without=()) == wanted
        write(register, "再来")
    assert done.row_count == 1
    assert done.set_aside is not None
    assert done.backed_up is not None
    assert tags(done.set_aside) == tags(done.backed_up) == ["旧", "新"]
    assert [one.reason for one in generations(path, Keeping())] == ["restore", "asked"]
    assert tags(restore(done.backed_up, path).path) == ["旧", "新"], "there and back"


def zero(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def zero_a_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 4096)
        file.write(bytes(4096))


def text(path: Path) -> None:
    path.write_text("something else")


@pytest.mark.parametrize("spoil", [zero, empty, half, zero_a_page, text])
def test_a_register_that_cannot_be_opened_is_replaced_and_kept(
    path: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(path)
    damaged = path.read_bytes()
    source = backup_of(path)
    done = restore(source, path)
    assert tags(path) == ["旧"]
    assert done.backed_up is None
    assert done.set_aside is not None
    assert done.set_aside.read_bytes() == damaged


def test_a_register_that_is_gone_comes_back(path: Path) -> None:
    source = backup_of(path)
    path.unlink()
    done = restore(source, path)
    assert (done.set_aside, done.backed_up) == (None, None)
    assert tags(path) == ["旧"]


def test_an_interrupted_commit_goes_with_the_old_file(path: Path) -> None:
    source = backup_of(path)
    crash(path, INTERRUPTED)
    done = restore(source, path)
    assert tags(path) == ["旧"]
    assert done.backed_up is not None
    assert tags(done.backed_up) == ["旧", "新"], "rolled back, then backed up"


def test_the_journal_of_a_file_that_is_gone_does_not_spoil_the_backup(path: Path) -> None:
    source = backup_of(path)
    crash(path, INTERRUPTED)
    path.unlink()
    restore(source, path)
    assert tags(path) == ["旧"]
    with Register.open(path) as register:
        assert not register.notices
        assert check(register).is_whole()


@pytest.mark.parametrize("spoil", [zero, empty, half, zero_a_page, text])
def test_a_backup_that_is_not_whole_changes_nothing(
    path: Path, spoil: Callable[[Path], None]
) -> None:
    source = backup_of(path)
    spoil(source)
    before = sorted(path.parent.rglob("*")), path.read_bytes()
    with pytest.raises(UserError):
        restore(source, path)
    assert (sorted(path.parent.rglob("*")), path.read_bytes()) == before


def test_neither_itself_nor_an_open_register_is_replaced(path: Path) -> None:
    source = backup_of(path)
    with pytest.raises(UserError) as refused:
        restore(path, path)
    assert refused.value.code == "restore.itself"
    with Register.open(path) as register:
        with pytest.raises(UserError) as refused:
            restore(source, path)
        assert refused.value.code == "register.locked"
        write(register, "还在")
        code = (
            "import sys, pathlib\nfrom organizer.base.restoring import restore\n"
            "restore(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))"
        )
        other = subprocess.run(
            [sys.executable, "-c", code, source, path], capture_output=True, check=False
        )
        assert b"register.locked" in other.stderr
    assert tags(path) == ["旧", "新", "还在"]


def test_pictures_come_back_with_the_rows(path: Path) -> None:
    content = b"\xff\xd8\xff a photo"
    sha256 = hashlib.sha256(content).hexdigest()
    place = attachments.path_of(attachments.folder_of(path), sha256)
    place.parent.mkdir(parents=True)
    place.write_bytes(content)
    with Register.open(path) as register:
        with register.step() as step:
            step.begins(ADD, count=1)
            step.insert(
                "file",
                sha256=sha256,
                name="a.jpg",
                media_type="image/jpeg",
                size_bytes=len(content),
            )
        made = register.back_up()
        place.unlink()
        assert [one.code for one in check(register).findings] == ["check.attachments"]
    restore(made, path)
    assert place.read_bytes() == content
    with Register.open(path) as register:
        assert check(register).is_whole()


# --- `organizer check` --------------------------------------------------------------------------


def test_a_report_of_a_whole_register(path: Path) -> None:
    with Register.open(path) as register:
        report = check(register)
    assert report.is_whole()
    assert report.counts["tag"] == 2
    told = report.as_json()
    assert told["findings"] == []
    assert told["schema_version"] == LATEST


def test_rows_that_hang_on_nothing_are_found(path: Path) -> None:
    """No foreign key guards (kind, id): written around the actions they can go astray."""
    with Register.open(path) as register:
        with register.step() as step:
            step.begins(ADD, count=1)
            tag = step.value("SELECT id FROM tag LIMIT 1")
            step.insert("tagging", tag_id=tag, kind="member", subject_id="nobody")
            step.insert("tagging", tag_id=tag, kind="planet", subject_id="mars")
            field = step.insert("field", kind="group", name="地区", type="text", position=1)
            step.insert("field_value", field_id=field, subject_id="no group", value="x")
        report = check(register)
    assert [one.code for one in report.findings] == ["check.astray"] * 3
    assert {str(one.values["table"]) for one in report.findings} == {"tagging", "field_value"}
    assert "tagging" in report.findings[-1].message() or "tagging" in report.findings[0].message()


def test_a_damaged_register_is_reported_not_raised(path: Path) -> None:
    zero_a_page(path)
    with Register.open(path) as register:
        report = check(register)
    assert [one.code for one in report.findings] == ["register.damaged"]


def test_a_damaged_index_is_reported(path: Path) -> None:
    content = path.read_bytes()
    place = content.rindex("旧".encode())
    path.write_bytes(content[:place] + "旦".encode() + content[place + 3 :])
    with Register.open(path) as register:
        report = check(register)
    assert [one.code for one in report.findings] == ["check.pages"]
