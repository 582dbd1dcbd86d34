"""Registers with some rows, and ways to break them; what several tests of safety share."""

import signal
import subprocess
import sys
from pathlib import Path

from organizer.base.register import Register
from organizer.base.steps import ActionKind

ADD = ActionKind("test.opening", "Added tags")
PAGE = 4096


def add_tags(register: Register, names: list[str]) -> None:
    with register.step() as step:
        step.begins(ADD, count=len(names))
        step.insert_many("tag", ["name"], [[name] for name in names])


def tags(register: Register) -> list[str]:
    with register.reading() as db:
        return db.column("SELECT name FROM tag ORDER BY name")


def colours(register: Register) -> None:
    with register.reading() as db:
        db.column("SELECT colour FROM tag")


def patch(path: Path, offset: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(data)


def crash(path: Path, work: str) -> None:
    """Do something to a file in another process that dies without closing it."""
    code = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        f"{work}\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL


#: More than the cache holds, so that pages reach the file before the commit.
INTERRUPTED = (
    "c.execute('PRAGMA cache_size = 2'); c.execute('BEGIN')\n"
    "for n in range(4000): c.execute('INSERT INTO tag VALUES (?, ?, ?, NULL)',"
    " (f'id{n}', f'half{n}', 'x' * 200))\n"
    "c.execute('UPDATE tag SET colour = 5')"
)
