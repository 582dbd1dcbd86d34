"""What lies beside a register: own interrupted commits are rolled back, a stranger's never win."""

import shutil
import struct
from pathlib import Path

import pytest

from organizer.base.register import Register
from tests.base.broken import INTERRUPTED, PAGE, add_tags, crash, patch, tags


@pytest.fixture
def path(breakable: Path) -> Path:
    return breakable


def test_an_interrupted_commit_of_ours_is_rolled_back(path: Path) -> None:
    crash(path, INTERRUPTED)
    assert path.with_name("r.db-journal").stat().st_size > 0
    with Register.open(path) as register:
        assert not register.notices
        assert len(tags(register)) == 3_000
        add_tags(register, ["新"])
    assert not path.with_name("r.db-journal").exists()


def test_an_interrupted_commit_that_made_the_header_wrong_is_rolled_back(path: Path) -> None:
    crash(path, INTERRUPTED)
    pages = path.stat().st_size // PAGE
    patch(path, 28, struct.pack(">I", pages + 100))  # written before the file grew
    with Register.open(path) as register:
        assert len(tags(register)) == 3_000


def test_a_journal_of_another_file_is_moved_aside(path: Path, tmp_path: Path) -> None:
    """Copying another register over one that crashed leaves its journal beside the copy."""
    crash(path, INTERRUPTED)
    other = tmp_path / "other.db"
    with Register.create(other) as register:
        add_tags(register, [f"别的{n}" for n in range(2_000)])
    shutil.copyfile(other, path)
    with Register.open(path) as register:
        assert [notice.code for notice in register.notices] == ["register.left_over"]
        aside = register.notices[0].values["aside"]
        assert len(tags(register)) == 2_000
        add_tags(register, ["新"])
    assert path.with_name(str(aside)).stat().st_size > 0
    with Register.open(path) as register:
        assert not register.notices


def test_a_write_ahead_log_of_another_file_never_wins(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    shutil.copyfile(path, other)
    crash(
        other,
        "c.execute('PRAGMA journal_mode = WAL'); c.execute('DELETE FROM tag')",
    )
    shutil.copyfile(other.with_name("other.db-wal"), path.with_name("r.db-wal"))
    with Register.open(path) as register:
        assert [notice.code for notice in register.notices] == ["register.left_over"]
        assert len(tags(register)) == 3_000
    assert not path.with_name("r.db-wal").exists()


def test_what_another_tool_wrote_with_a_log_of_its_own_is_kept(path: Path) -> None:
    crash(
        path,
        "c.execute('PRAGMA journal_mode = WAL')\n"
        "c.execute(\"DELETE FROM tag WHERE name < '标签01000'\")",
    )
    assert path.with_name("r.db-wal").stat().st_size > 0
    with Register.open(path) as register:
        assert not register.notices
        assert len(tags(register)) == 2_000
    assert not path.with_name("r.db-wal").exists()


def test_a_text_called_like_a_journal_does_no_harm(path: Path) -> None:
    path.with_name("r.db-journal").write_text("not a journal")
    with Register.open(path) as register:
        assert len(tags(register)) == 3_000
        add_tags(register, ["新"])


def test_a_new_register_is_not_touched_by_what_an_older_one_left(path: Path) -> None:
    crash(path, INTERRUPTED)
    path.unlink()
    with Register.create(path) as register:
        assert tags(register) == []
        add_tags(register, ["新"])
    with Register.open(path) as register:
        assert tags(register) == ["新"]
