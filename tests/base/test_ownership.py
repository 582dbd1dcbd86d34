"""One window, one process; a crash leaves no lock."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from organizer.base import ownership
from organizer.base.errors import UserError
from organizer.base.register import Register
from tests.base.broken import add_tags, tags


@pytest.fixture
def path(breakable: Path) -> Path:
    return breakable


HOLD = (
    "import sys, pathlib, time\n"
    "from organizer.base.register import Register\n"
    "r = Register.open(pathlib.Path(sys.argv[1]))\n"
    "print('open', flush=True); time.sleep(60)\n"
)


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, cwd=Path.cwd()
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        yield process
        process.kill()


def test_a_second_process_is_told_who_has_it(path: Path, holder: subprocess.Popen[bytes]) -> None:
    with pytest.raises(UserError) as refused:
        Register.open(path)
    assert refused.value.code == "register.locked"
    assert str(holder.pid) in refused.value.message()
    # looking at it from outside has not taken the lock from who has it
    with pytest.raises(UserError):
        Register.open(path)


def test_a_crash_leaves_no_lock(path: Path, holder: subprocess.Popen[bytes]) -> None:
    holder.kill()
    holder.wait()
    assert path.with_name(".r.db.open").exists()
    with Register.open(path) as register:
        add_tags(register, ["新"])
        with pytest.raises(UserError) as refused:
            Register.open(path)
        assert str(os.getpid()) in refused.value.message()
    assert not path.with_name(".r.db.open").exists()


def test_two_windows_of_one_process_do_not_take_the_lock_from_each_other(path: Path) -> None:
    link = path.with_name("link.db")
    link.symlink_to(path)
    with Register.open(path) as register:
        for name in (path, link):
            with pytest.raises(UserError) as refused:
                Register.open(name)
            assert refused.value.code == "register.locked"
        add_tags(register, ["新"])
        # the lock is still there for others
        code = HOLD.replace("time.sleep(60)", "")
        other = subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, check=False, timeout=60
        )
        assert b"register.locked" in other.stderr
    with Register.open(link) as register:
        assert "新" in tags(register)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ('{"user": "liwei", "process": 19875}', "（liwei，进程 19875）"),
        ('{"user": "", "process": 19875}', "打开（进程 19875）。"),
        ("half a no", "窗口里打开。"),
    ],
)
def test_what_is_not_known_of_the_owner_is_left_out(tmp_path: Path, note: str, said: str) -> None:
    path = tmp_path / "r.db"
    path.with_name(".r.db.open").write_text(note, encoding="utf-8")
    message = ownership.locked(path).message()
    assert said in message
    assert "?" not in message


def test_no_name_is_made_up_for_the_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("USERNAME", "USER", "LOGNAME"):
        monkeypatch.delenv(variable, raising=False)
    ownership.note_owner(tmp_path / "r.db")
    assert f"打开（进程 {os.getpid()}）。" in ownership.locked(tmp_path / "r.db").message()
