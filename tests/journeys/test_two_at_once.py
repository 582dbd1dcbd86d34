"""The window and the command line on one register: who comes second is told who has it."""

import subprocess
import sys
from pathlib import Path

import pytest

from organizer.base.register import Register
from organizer.cli.main import main
from organizer.domain.members import actions as members
from organizer.domain.members.store import member_count
from organizer.screens.start.page import StartPage
from tests.journeys.program import Start

ROOT = Path(__file__).resolve().parent.parent.parent
CSV = "姓名,手机\n王芳,13800001111\n"
COMMANDS = (
    ("import", "members", "名单.csv"),
    ("export", "roster", "-o", "花名册.csv"),
    ("search", "王芳"),
    ("history",),
    ("undo",),
    ("backup",),
    ("check",),
)


def test_commands_wait_until_the_window_is_closed(
    start: Start,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("名单.csv").write_text(CSV, encoding="utf-8")
    path = tmp_path / "名册.db"
    with Register.create(path):
        pass
    program = start(str(path))
    assert program.read(member_count) == 0
    for command in COMMANDS:
        assert main([*command, "-r", str(path)]) == 1, command
        out, err = capsys.readouterr()
        assert out == "", command
        assert len(err.splitlines()) == 1, command
        assert path.name in err or "名册" in err, command
        assert "打开" in err, command
    other = subprocess.run(  # another process meets the lock of the file itself
        [sys.executable, "-m", "organizer", "search", "王芳", "-r", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (other.returncode, other.stdout) == (1, "")
    assert "打开" in other.stderr
    assert not Path("花名册.csv").exists()
    assert program.read(member_count) == 0
    program.close()
    assert main(["import", "members", "名单.csv", "-r", str(path)]) == 0
    with Register.open(path) as register, register.reading() as db:
        assert member_count(db) == 1


def test_a_window_is_told_who_has_the_register(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "名册.db"
    with Register.create(path) as register:
        program = start(str(path))
        assert program.window.desk.register is None
        assert program.window.current == "start"
        banner = program.page(StartPage).banner
        assert banner.isVisible()
        assert "名册" in banner.label.text()
        assert "打开" in banner.label.text()
        with register.step() as step:
            members.add(step, "王芳")
    program.window.desk.start(program.window.files.open(path))
    program.until(lambda: program.window.desk.register is not None)
    assert program.read(member_count) == 1
