"""A file is the old one or the new one, whatever happens while it is written."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from organizer.base.errors import UserError
from organizer.base.files import replacing, write_whole


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "一.txt"
    write_whole(path, "旧")
    with replacing(path, "w", encoding="utf-8", newline="") as file:
        file.write("新\r\n")
        assert path.read_text(encoding="utf-8") == "旧"
    assert path.read_bytes() == "新\r\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_whole(path, b"old")

    def half() -> None:
        with replacing(path) as file:
            file.write(b"half of the new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_of_another_file_is_not_blamed_on_this_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "a"):
        (tmp_path / "other").read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_new_file_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    for mode in ("w", "wb"):
        path = tmp_path / mode
        with replacing(path, mode) as file:
            (part,) = tmp_path.glob(".*.part")
            assert stat.S_IMODE(part.stat().st_mode) == 0o600, "never open to others, not at first"
            file.write("新" if mode == "w" else b"new")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="links and permissions of POSIX")
def test_a_link_and_its_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "real"
    write_whole(path, b"old")
    path.chmod(0o640)
    link = tmp_path / "link"
    link.symlink_to(path)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_places_that_cannot_be_written_are_told_apart(tmp_path: Path) -> None:
    for path, code in (
        (tmp_path / "no folder" / "a", "files.missing"),
        (tmp_path, "files.is_folder"),
        (tmp_path / ("long" * 100), "files.failed"),
    ):
        with pytest.raises(UserError) as refused:
            write_whole(path, b"x")
        assert refused.value.code == code
        assert path.name in refused.value.message()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /proc")
def test_a_system_folder_is_refused_in_words() -> None:
    with pytest.raises(UserError) as refused:
        write_whole(Path("/proc/a-file-of-ours"), b"x")
    assert refused.value.code in {"files.missing", "files.forbidden", "files.failed"}


_WRITER = """
import sys
from organizer.base.files import write_whole
size = 400_000
n = 0
print("ready", flush=True)
while True:
    n += 1
    write_whole(sys.argv[1], bytes([n % 256]) * size)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_a_killed_writer_leaves_a_whole_file(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "a"
    for turn in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE, cwd=root
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.02 + turn * 0.007)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        if path.exists():
            data = path.read_bytes()
            assert len(data) == 400_000
            assert len(set(data)) == 1
    assert path.exists()


_FULL = """
import resource, sys
from organizer.base.errors import UserError
from organizer.base.files import write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(sys.argv[1], b"x" * 5000)
except UserError as refused:
    print(refused.code)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits on files are POSIX")
def test_a_full_disk_is_told_and_changes_nothing(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "a"
    write_whole(path, b"old")
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(path)],
        capture_output=True,
        text=True,
        cwd=root,
        check=True,
    )
    assert done.stdout.strip() == "files.full"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
