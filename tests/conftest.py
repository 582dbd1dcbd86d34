"""What every test may rely on: fresh catalogues, the default language, no traces outside tmp_path.

Nothing here knows Qt; the screens' tests have their own conftest.
"""

import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from organizer.base import words

ROOT = Path(__file__).resolve().parent.parent
# Set before a test starts a child process: it inherits the offscreen screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def load_catalogue_tool() -> ModuleType:
    """Load packaging/catalogue.py, a script beside the package."""
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        return importlib.import_module("catalogue")
    finally:
        sys.path.remove(str(ROOT / "packaging"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def catalogue() -> ModuleType:
    """The tool that extracts, merges, compiles and checks the catalogues."""
    return load_catalogue_tool()


@pytest.fixture(autouse=True)
def _chinese_and_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak the default language; keep settings and registers of this machine out of reach."""
    home = tmp_path / "home"
    for variable, folder in {
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_CACHE_HOME": ".cache",
        "XDG_STATE_HOME": ".local/state",
        "LOCALAPPDATA": "AppData/Local",
        "APPDATA": "AppData/Roaming",
    }.items():
        monkeypatch.setenv(variable, str(home / folder))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("ORGANIZER_REGISTER", raising=False)
    words.set_language(words.DEFAULT)
    yield
    words.set_language(words.DEFAULT)
