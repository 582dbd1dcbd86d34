"""Damaged, foreign, newer, empty and replaced files are recognised before the first write."""

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from organizer.base import backup, checking, opening
from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.migrations import LATEST
from tests.base.broken import PAGE, add_tags, colours, patch, tags


@pytest.fixture
def path(breakable: Path) -> Path:
    return breakable


def refusal(path: Path) -> str:
    """The code opening refuses with; it says something about the file in words."""
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(UserError) as refused:
        Register.open(path).close()
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert path.name in refused.value.message()
    return refused.value.code


def zeroed_header(path: Path) -> None:
    patch(path, 0, bytes(100))


def half_a_file(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def half_a_page(path: Path) -> None:
    os.truncate(path, path.stat().st_size - PAGE // 2)


def last_page_cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size - PAGE)


def only_the_magic(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


def zeroed_schema(path: Path) -> None:
    patch(path, 100, bytes(PAGE - 100))


def table_dropped(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE change")


def altered(statement: str) -> Callable[[Path], None]:
    """Another program changes what tables there are; every page stays sound."""

    def alter(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(statement)

    alter.__name__ = statement
    return alter


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def text_file(path: Path) -> None:
    path.write_text("姓名,手机\n王小明,13800000000\n" * 10, encoding="utf-8")


def other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE member (name TEXT)")


def with_a_trigger(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TRIGGER spy AFTER INSERT ON tag BEGIN DELETE FROM member; END")


def newer(path: Path) -> None:
    patch(path, 60, struct.pack(">I", LATEST + 1))


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (zeroed_header, "register.damaged"),
        (half_a_file, "register.damaged"),
        (half_a_page, "register.damaged"),
        (last_page_cut, "register.damaged"),
        (only_the_magic, "register.damaged"),
        (zeroed_schema, "register.damaged"),
        (table_dropped, "register.damaged"),
        (altered("DROP TABLE membership"), "register.damaged"),
        (altered("DROP TABLE tagging"), "register.damaged"),
        (altered("ALTER TABLE member DROP COLUMN notes"), "register.damaged"),
        (altered("ALTER TABLE tag ADD COLUMN price TEXT"), "register.damaged"),
        (altered("DROP INDEX phone_by_number"), "register.damaged"),
        (altered("CREATE TABLE evil (x)"), "register.foreign"),
        (altered("CREATE INDEX evil ON member(lower(name))"), "register.foreign"),
        (altered("CREATE VIEW evil AS SELECT * FROM member"), "register.foreign"),
        (
            altered("CREATE TRIGGER e AFTER INSERT ON _sqlite_migrations BEGIN SELECT 1; END"),
            "register.foreign",
        ),
        (nothing, "register.empty"),
        (text_file, "register.foreign"),
        (other_program, "register.foreign"),
        (with_a_trigger, "register.foreign"),
        (newer, "register.newer"),
        (folder, "files.is_folder"),
        (link_to_itself, "register.unreadable"),
        pytest.param(
            pipe,
            "register.foreign",
            marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names"),
        ),
        (gone, "register.missing"),
    ],
)
def test_what_is_no_whole_register_is_refused_unchanged(
    path: Path, spoil: Callable[[Path], None], code: str
) -> None:
    spoil(path)
    assert refusal(path) == code
    with pytest.raises(UserError):
        backup.verify(path)
    assert not [other for other in path.parent.iterdir() if other.name not in {"r.db", "home"}]


def page_of(path: Path, name: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(
            connection.execute("SELECT max(pageno) FROM dbstat WHERE name = ?", (name,)).fetchone()[
                0
            ]
        )


def test_a_zeroed_page_is_shown_but_never_written_over(path: Path) -> None:
    patch(path, (page_of(path, "tag") - 1) * PAGE, bytes(PAGE))
    before = path.read_bytes()
    with Register.open(path) as register:
        with register.reading() as db:
            assert db.value("SELECT count(*) FROM setting") == 0
        for _again in range(2):
            for work in (colours, lambda one: add_tags(one, ["新"])):
                with pytest.raises(UserError) as refused:
                    work(register)
                assert refused.value.code == "register.damaged"
    assert path.read_bytes() == before


def test_a_flipped_value_of_an_index_holds_the_first_write(path: Path) -> None:
    index = "sqlite_autoindex_tag_2"
    start = (page_of(path, index) - 1) * PAGE
    content = path.read_bytes()
    place = content.index("标签".encode(), start, start + PAGE)
    patch(path, place, "签标".encode())
    with Register.open(path) as register, pytest.raises(UserError) as refused:
        add_tags(register, ["新"])
    assert refused.value.code == "register.damaged"


# --- replaced while open ------------------------------------------------------------------------


def replaced_by_renaming(path: Path, other: Path) -> None:
    other.replace(path)


def written_over(path: Path, other: Path) -> None:
    # another program does it: this process would drop its own lock
    code = "import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])"
    subprocess.run([sys.executable, "-c", code, other, path], check=True, timeout=60)


def removed(path: Path, other: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("replace", [replaced_by_renaming, written_over, removed])
def test_a_file_replaced_while_open_is_never_written(
    path: Path, tmp_path: Path, replace: Callable[[Path, Path], None]
) -> None:
    other = tmp_path / "other.db"
    Register.create(other).close()
    with Register.open(path) as register:
        add_tags(register, ["我的"])
        backup = register.back_up()
        replace(path, other)
        before = path.read_bytes() if path.exists() else None
        with pytest.raises(UserError) as refused:
            add_tags(register, ["新"])
        assert refused.value.code == "register.replaced"
        assert (path.read_bytes() if path.exists() else None) == before
    copy = path.with_name(str(refused.value.values["copy"]))
    kept = copy if copy.is_file() else backup
    assert copy.is_file() or copy == backup.parent
    with Register.open(kept) as register:
        assert "我的" in tags(register)
        assert len(tags(register)) == 3_001


# --- where it lies ------------------------------------------------------------------------------


@pytest.fixture
def unchangeable() -> Iterator[Callable[[Path], None]]:
    """Forbid writing even to root, where the file system can."""
    made: list[Path] = []

    def forbid(path: Path) -> None:
        if shutil.which("chattr") is None:
            pytest.skip("no chattr")
        if subprocess.run(["chattr", "+i", path], check=False, capture_output=True).returncode:
            pytest.skip("this file system knows no unchangeable files")
        made.append(path)

    yield forbid
    for path in made:
        subprocess.run(["chattr", "-i", path], check=False)


def test_a_read_only_file_is_told_before_the_first_write(
    path: Path, unchangeable: Callable[[Path], None]
) -> None:
    unchangeable(path)
    assert refusal(path) == "register.read_only"


def test_a_read_only_folder_is_told_before_the_first_write(
    path: Path, unchangeable: Callable[[Path], None]
) -> None:
    folder = path.parent / "folder"
    folder.mkdir()
    path = path.replace(folder / "r.db")
    unchangeable(folder)
    assert refusal(path) == "register.read_only"
    with pytest.raises(UserError) as refused:
        Register.create(folder / "new.db")
    assert refused.value.code == "register.cannot_write"


def test_a_register_says_what_it_is(path: Path) -> None:
    with Register.open(path) as register:
        facts = register.describe()
        assert facts["last_backup"] is None
        assert facts["last_step"]["action"] == "test.opening"
        made = register.back_up()
        assert register.describe()["last_backup"]["file"] == str(made)
    assert opening.inspect(path) == LATEST


@pytest.mark.parametrize("statement", ["DROP TABLE membership", "CREATE TABLE evil (x)"])
def test_a_check_finds_what_became_of_the_tables(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        report = checking.check_copy(Database(connection), path)
    assert [one.code for one in report.findings] == ["check.structure"]
    assert statement.split()[2] in report.findings[0].message()


def test_tables_of_statistics_are_not_a_strangers(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ANALYZE")
    Register.open(path).close()
