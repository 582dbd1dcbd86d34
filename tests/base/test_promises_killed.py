"""Killed at any moment: all of it or nothing of it, and what was said to be done is done.

Each verb is killed several times over the same files, at random and while it commits.
"""

import json
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from organizer.base import backup
from organizer.base.checking import check
from organizer.base.generations import Keeping, generations
from organizer.base.register import Register
from organizer.base.settings import MachineSettings
from organizer.domain.demo.story import create_demo
from organizer.migrations import LATEST
from tests.base.work_to_kill import LISTED, ROWS, bulk
from tests.snapshots import every_row

KILLS = 6
ROOT = Path(__file__).resolve().parents[2]


def killed(
    verb: str, folder: Path, watched: str = "r.db-journal", longest: float = 0.15
) -> list[str]:
    """Let a child work, kill it, and return what it said was done."""
    chance = random.Random()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.base.work_to_kill", verb, str(folder)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, longest))
        if chance.random() < 0.6:  # while it writes
            until = time.monotonic() + 2
            while time.monotonic() < until and not list(folder.glob(watched)):
                time.sleep(0.0005)
            time.sleep(chance.uniform(0, 0.02))
        child.kill()
        said = child.stdout.read()
    # the last line may be cut off in the pipe
    return said[: said.rfind("\n") + 1].split()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with Register.create(tmp_path / "r.db") as register:
        bulk(register, 0)
    yield tmp_path
    with Register.open(tmp_path / "r.db") as register:
        assert not register.notices, "our own journals are never taken for a stranger's"
        assert check(register).is_whole()
        bulk(register, 999_999)


def tags(folder: Path) -> list[str]:
    with Register.open(folder / "r.db") as register, register.reading() as db:
        return db.column("SELECT name FROM tag ORDER BY id")


def test_edits_that_were_confirmed_survive(folder: Path) -> None:
    confirmed: set[str] = set()
    for _kill in range(KILLS):
        confirmed |= set(killed("edit", folder))
        present = set(tags(folder)[ROWS:])
        assert present >= confirmed
        assert len(present) - len(confirmed) <= _kill + 1, "at most the one not told of yet"
    assert confirmed


def test_a_large_step_is_whole_or_not_there(folder: Path) -> None:
    for _kill in range(KILLS):
        before = len(tags(folder))
        said = killed("bulk", folder)
        after = len(tags(folder))
        assert after % ROWS == 0
        confirmed = int(said[-1]) if said else before
        assert after in (confirmed, confirmed + ROWS)
        with Register.open(folder / "r.db") as register, register.reading() as db:
            assert db.value("SELECT count(*) * ? FROM step", (ROWS,)) == after


@pytest.fixture
def people(folder: Path) -> Iterator[Path]:
    """A folder with a register of made-up people as well."""
    create_demo(folder / "p.db", 60).close()
    yield folder
    with Register.open(folder / "p.db") as register:
        assert not register.notices
        assert check(register).is_whole()


def rows_of(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with Register.open(path) as register, register.reading() as db:
        return db.rows(sql)


def test_an_import_of_a_list_is_whole_or_not_there(people: Path) -> None:
    confirmed: set[int] = set()
    for _kill in range(KILLS):
        said = killed("import", people, "p.db-journal", longest=1)
        confirmed |= {int(after) for word, after in pairwise(said) if word == "imported"}
        found = rows_of(
            people / "p.db",
            "SELECT substr(m.name, 3, instr(m.name, '的') - 3), count(*), count(p.id),"
            " count(s.id) FROM member m LEFT JOIN phone p ON p.member_id = m.id"
            " LEFT JOIN account a ON a.member_id = m.id"
            " LEFT JOIN membership s ON s.account_id = a.id"
            " WHERE m.name LIKE '名单%' GROUP BY 1",
        )
        assert {tuple(counts) for _number, *counts in found} <= {(LISTED,) * 3}
        assert {int(number) for number, *_counts in found} >= confirmed
    assert confirmed


def test_a_bulk_edit_is_whole_or_not_done(people: Path) -> None:
    for _kill in range(KILLS):
        said = killed("change", people, "p.db-journal")
        found = rows_of(people / "p.db", "SELECT DISTINCT source, position FROM member")
        if said:
            ((source, position),) = found
            assert source == position
            assert int(said[-1]) <= int(source) <= int(said[-1]) + 1


def test_a_merge_is_whole_or_not_done(people: Path) -> None:
    sql = "SELECT (SELECT count(*) FROM member), (SELECT count(*) FROM merged_record)"
    ((before, _none),) = rows_of(people / "p.db", sql)
    for _kill in range(3):
        killed("merge", people, "p.db-journal")
        ((members, merged),) = rows_of(people / "p.db", sql)
        assert members + merged == before


def test_a_made_up_register_is_whole_or_not_there(folder: Path) -> None:
    for _kill in range(4):
        said = killed("demo", folder, ".demo-*.db.new*", longest=1)
        made = {path.name for path in folder.glob("demo-*.db")}
        assert made >= {word for word in said if word.startswith("demo-")}
        for path in folder.glob("demo-*.db"):
            assert rows_of(path, "SELECT count(*) FROM member") == [(40,)]
            path.unlink()


def test_undo_is_whole_or_not_done(folder: Path) -> None:
    with Register.open(folder / "r.db") as register:
        done = every_row(register)
        register.undo(step_id_of(register))
        undone = every_row(register)
    assert done != undone
    for _kill in range(KILLS):
        killed("undo", folder)
        with Register.open(folder / "r.db") as register, register.reading() as db:
            steps = db.value("SELECT count(*) FROM step")
            assert every_row(register) == (done if steps % 2 else undone)


def test_a_new_register_is_whole_or_not_there(folder: Path) -> None:
    for _kill in range(KILLS):
        said = killed("create", folder, ".new-*.db.new-journal")
        made = {path.name for path in folder.glob("new-*.db")}
        assert made >= set(said)
        Register.create(folder / f"new-{len(made)}.db").close()
        for path in folder.glob("new-*.db"):
            with Register.open(path) as register:
                assert check(register).is_whole()
            path.unlink()


def step_id_of(register: Register) -> str:
    with register.reading() as db:
        return str(db.value("SELECT id FROM step WHERE number = 1"))


def test_what_has_the_name_of_a_backup_is_one(folder: Path) -> None:
    confirmed: set[str] = set()
    for _kill in range(KILLS):
        confirmed |= set(killed("backup", folder, "r backups/.*.part"))
        present = generations(folder / "r.db", Keeping())
        assert {one.path.name for one in present} >= confirmed
        for one in present:
            assert backup.verify(one.path).counts["tag"] == ROWS
    assert confirmed
    with Register.open(folder / "r.db") as register:
        register.back_up()
    assert not list((folder / "r backups").glob(".*")), "halves are swept"


def test_a_restore_is_whole_or_not_done(folder: Path) -> None:
    with Register.open(folder / "r.db") as register:
        register.back_up(folder / "a.db")
        bulk(register, 1)
        register.back_up(folder / "b.db")
        both = every_row(register, without=())
    with Register.open(folder / "a.db") as register:
        one = every_row(register, without=())
    for _kill in range(KILLS):
        killed("restore", folder, ".*.part")
        with Register.open(folder / "r.db") as register:
            assert every_row(register, without=()) in (one, both)


def test_settings_are_the_old_or_the_new_ones(folder: Path) -> None:
    for _kill in range(KILLS):
        said = killed("settings", folder, ".*.part")
        if not said and not (folder / "settings.json").exists():
            continue  # killed before the first ones were in place
        kept = MachineSettings(folder / "settings.json").state("number")
        json.loads((folder / "settings.json").read_text())
        assert not said or kept in (int(said[-1]), int(said[-1]) + 1)


def test_a_migration_is_whole_or_not_done_and_backed_up_first(folder: Path) -> None:
    with Register.open(folder / "r.db") as register:
        rows = every_row(register)["tag"]
    versions = set()
    for _kill in range(KILLS):
        said = killed("migrate", folder, "copy-*.db-journal")
        for copy in folder.glob("copy-*.db"):
            with closing(sqlite3.connect(copy)) as connection:
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                found = connection.execute("SELECT * FROM tag ORDER BY id").fetchall()
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                tables = connection.execute(
                    "SELECT count(*) FROM sqlite_schema WHERE name = 'made_up'"
                ).fetchone()[0]
            assert [row[:4] for row in found] == rows
            assert version == (LATEST + 1 if tables else LATEST)
            if version == LATEST + 1:
                assert all(row[4] == f"of {row[1]}" for row in found)
                assert generations(copy, Keeping())[0].reason == "migration"
            versions.add(version)
            assert copy.name not in said or version == LATEST + 1
        for old in folder.glob("copy-*"):
            if old.is_file():
                old.unlink()
    assert LATEST + 1 in versions, "the first is done before the killing begins"
