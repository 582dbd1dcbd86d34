"""Looking into a backup without opening it as a register."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from organizer.base.connecting import connect_to_read
from organizer.base.database import Database

R = TypeVar("R")


def read_backup(path: Path, function: Callable[[Database], R]) -> R | None:
    """Ask a backup something; None when the file can't be read or lacks what is asked for."""
    try:
        with closing(connect_to_read(path, immutable=True)) as connection:
            return function(Database(connection))
    except sqlite3.Error:
        return None
