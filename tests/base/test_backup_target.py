"""What a copy may go over, and who may read it."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from organizer.base import restoring
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.base.steps import ActionKind
from tests.snapshots import every_row

ADD = ActionKind("test.backup_target", "Added a tag")


def write(register: Register, name: str) -> None:
    with register.step() as step:
        step.begins(ADD)
        step.insert("tag", name=name)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.create(tmp_path / "名册.db") as made:
        write(made, "师训")
        yield made


def test_a_copy_replaces_an_older_copy_of_the_same_register(
    register: Register, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    register.back_up(target)
    write(register, "新")
    register.back_up(target)
    with Register.open(target) as copy:
        assert every_row(copy, without=()) == every_row(register, without=())


def open_elsewhere(path: Path) -> subprocess.Popen[str]:
    """Another process that has the register open until its input ends."""
    code = (
        "import sys; from pathlib import Path; from organizer.base.register import Register\n"
        "register = Register.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    return child


@pytest.mark.parametrize("what", ["register", "grown copy", "open copy", "cut copy", "table"])
def test_a_copy_replaces_nothing_else(register: Register, tmp_path: Path, what: str) -> None:
    target = tmp_path / "其他.db"
    child = None
    if what == "register":
        with Register.create(target) as other:
            write(other, "别人的")
    elif what == "table":
        target.write_bytes(b"PK\x03\x04 a workbook")
    else:
        register.back_up(target)
    if what == "grown copy":  # somebody went on working in it
        with Register.open(target) as other:
            write(other, "后来")
    elif what == "open copy":
        child = open_elsewhere(target)
    elif what == "cut copy":
        target.write_bytes(target.read_bytes()[:-4096])
    journal = target.with_name("其他.db-journal")
    if what == "register":
        journal.write_bytes(b"what an interrupted commit left")
    before = target.read_bytes() if child is None else b""
    with pytest.raises(UserError) as refused:
        register.back_up(target)
    assert refused.value.code == "backup.onto_other"
    if child is None:
        assert target.read_bytes() == before
        assert journal.exists() == (what == "register")
    else:
        child.communicate()
        with Register.open(target) as other:
            assert every_row(other) == every_row(register)
    assert not list(tmp_path.glob("*.part"))


def test_what_came_while_the_copy_was_made_is_not_replaced(
    register: Register, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    made = register.copy_into(register.begin_backup(target))
    target.write_text("somebody else's")
    with pytest.raises(UserError) as refused:
        made.finish()
    assert refused.value.code == "backup.onto_other"
    assert target.read_text() == "somebody else's"
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_what_is_new_can_be_read_by_its_owner_only(register: Register, tmp_path: Path) -> None:
    made = register.back_up()
    asked = register.back_up(tmp_path / "copy.db")
    write(register, "新")
    register.close()
    restored = restoring.restore(made, tmp_path / "again.db").path
    for path in (register.path, made, asked, restored):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    register.path.chmod(0o640)
    restoring.restore(made, register.path)
    assert stat.S_IMODE(register.path.stat().st_mode) == 0o640, "what the owner set stays"
