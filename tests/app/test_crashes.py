"""What goes wrong is logged without names and shown once, whoever made the mistake."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from pytestqt.qtbot import QtBot

from organizer.app.crashes import LARGEST, Crashes, CrashLog


@pytest.fixture
def crashes(tmp_path: Path) -> Crashes:
    """Crashes of a log of their own."""
    return Crashes(CrashLog(tmp_path / "state" / "organizer.log"))


def failure() -> ValueError:
    """An exception that was raised, with a name in it."""
    try:
        raise ValueError("王晓明 13812345678")
    except ValueError as error:
        return error


def test_the_log_holds_places_and_no_names(qtbot: QtBot, crashes: Crashes) -> None:
    crashes.happened(failure())
    text = crashes.log.path.read_text(encoding="utf-8")
    assert "builtins.ValueError" in text
    assert "test_crashes:" in text
    assert "王晓明" not in text
    assert "13812345678" not in text
    assert crashes.shown is not None
    crashes.shown.accept()
    assert crashes.shown is None


def test_one_window_at_a_time(qtbot: QtBot, crashes: Crashes) -> None:
    crashes.happened(failure())
    first = crashes.shown
    crashes.happened(failure())
    assert crashes.shown is first
    assert first is not None
    assert crashes.log.path.read_text(encoding="utf-8").count("ValueError") == 2
    first.accept()


def test_a_thread_that_fails_is_shown_by_the_window(qtbot: QtBot, crashes: Crashes) -> None:
    crashes.install()
    try:
        thread = threading.Thread(target=lambda: 1 // 0)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: crashes.shown is not None)
    finally:
        crashes.release()
    assert crashes.shown is not None
    assert "ZeroDivisionError" in crashes.shown.details
    crashes.shown.accept()


def test_what_qt_says_is_logged_without_paths(crashes: Crashes) -> None:
    crashes.install()
    try:
        qWarning("cannot open /home/wang/群.db of 13812345678, no glyph for 王晓明 here")
    finally:
        crashes.release()
    text = crashes.log.path.read_text(encoding="utf-8")
    assert "cannot open" in text
    assert "wang" not in text
    assert "138" not in text
    assert "王" not in text
    assert "here" in text


def test_the_log_stays_small(tmp_path: Path) -> None:
    log = CrashLog(tmp_path / "organizer.log")
    for _turn in range(8):
        log.write("x" * (LARGEST // 3))
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["organizer.log", "organizer.log.1"]
    assert sum(file.stat().st_size for file in files) < 3 * LARGEST


def test_a_log_that_cannot_be_written_is_no_second_crash(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    CrashLog(tmp_path / "file" / "organizer.log").write("text")


def test_without_a_display_only_the_window_fails(tmp_path: Path) -> None:
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "xcb",
        "DISPLAY": ":987",
        "LANGUAGE": "en",
        "LANG": "en_US.UTF-8",
    }
    window = subprocess.run(
        [sys.executable, "-m", "organizer"],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert window.returncode == 1
    assert "there is no display" in window.stderr
    assert "Traceback" not in window.stderr
    assert len(window.stderr.splitlines()) == 1
    path = tmp_path / "a.organizer"
    command = subprocess.run(
        [sys.executable, "-m", "organizer", "new", str(path)],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert command.returncode == 0, command.stderr
    assert path.exists()
