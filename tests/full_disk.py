"""A disk with no room left: a small one of its own, or a limit on the size of files.

The first only where the test may mount one; the second (what a full FAT disk or a quota answers)
everywhere on POSIX.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

#: `full()` leaves room for what is there already, `full(2)` for files of half its size.
Full = Callable[..., AbstractContextManager[None]]


@pytest.fixture(params=["disk", "limit"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, Full]]:
    """A folder, and a block inside which (almost) nothing more fits into it."""
    if sys.platform == "win32":
        pytest.skip("disks are filled on POSIX only")
    if request.param == "limit":
        yield tmp_path, lambda part=1: limited(tmp_path, part)
        return
    disk = tmp_path / "disk"
    disk.mkdir()
    if (
        os.getuid()
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk],
            check=False,
            capture_output=True,
        ).returncode
    ):
        pytest.skip("no disk may be mounted here")
    try:
        yield disk, lambda part=1: filled(disk)
    finally:
        subprocess.run(["umount", disk], check=True)


@contextmanager
def limited(folder: Path, part: int) -> Iterator[None]:
    import resource

    largest = max(path.stat().st_size for path in folder.glob("r.db*"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest // part, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def filled(disk: Path) -> Iterator[None]:
    ballast = disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    try:
        yield
    finally:
        ballast.unlink()


@pytest.fixture
def full(place: tuple[Path, Full]) -> Full:
    return place[1]


def files(folder: Path) -> set[str]:
    """What lies there; while a register is open its journal is kept, empty."""
    return {path.name for path in folder.rglob("*") if path.is_file() and path.stat().st_size} - {
        "ballast",
        ".r.db.open",
    }
