"""Where commands write: never over a register, and nothing is out that was not noted."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.cli.outputs import put_in_place
from tests.cli.shell import Shell

LIST = "姓名,手机\n王芳,13800001111\n"


@pytest.mark.parametrize("verb", ["export", "print"])
@pytest.mark.parametrize("hidden", [False, True])
def test_a_register_is_never_written_over(shell: Shell, verb: str, hidden: bool) -> None:
    """Neither another one nor the one in use, whatever they are called."""
    ending = ".csv" if verb == "export" else ".pdf"
    other = shell.folder / ("另一本" + (ending if hidden else ".db"))
    Register.create(other).close()
    mine = shell.register
    if hidden:
        mine = shell.folder / ("mine" + ending)
        os.link(shell.register, mine)
    for path in (other, mine):
        before = path.read_bytes()
        code = "export.is_register" if hidden else "export.ending"
        found = shell.json(verb, "roster", "-o", str(path), code=1)
        assert found["error"]["code"] == code
        assert path.read_bytes() == before
    assert shell.json("history")["steps"] == []


@pytest.mark.parametrize(
    ("verb", "name"), [("export", "a.pdf"), ("export", "a"), ("print", "a.csv"), ("print", "a")]
)
def test_another_ending_is_refused_by_name(shell: Shell, verb: str, name: str) -> None:
    _, error = shell.run(verb, "roster", "-o", str(shell.folder / name), code=1)
    assert f"“{name}”" in error
    assert not (shell.folder / name).exists()


def test_what_cannot_be_noted_is_not_given_out(shell: Shell, root: Path) -> None:
    """The register's disk is full when the export is to be noted in it."""
    shell.run("import", "members", shell.write("a.csv", LIST))
    out = shell.folder / "out.csv"
    out.write_text("old", encoding="utf-8")
    before = sorted(shell.folder.iterdir())
    done = subprocess.run(
        [sys.executable, "-m", "organizer", "export", "roster", "-o", str(out)],
        cwd=root,
        env={**os.environ, "ORGANIZER_REGISTER": str(shell.register)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, 3_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(shell.folder.iterdir()) == before
    assert [step["action"] for step in shell.json("history")["steps"]] == ["rosters.import"]


def test_a_failed_place_is_called_by_its_own_name(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused, put_in_place(tmp_path / "no" / "a.csv") as draft:
        draft.write_text("x", encoding="utf-8")
    assert refused.value.values["file"] == "a.csv"
