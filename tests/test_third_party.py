"""Everything the program installs, and every kind of data it carries, is named in the notices."""

import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

from organizer.base import resources


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements(lines: list[str]) -> set[str]:
    """Return the names in requirement lines that hold on this system, without extras."""
    wanted = [Requirement(line) for line in lines]
    return {
        normalised(requirement.name)
        for requirement in wanted
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
    }


def installed_with_the_program(root: Path) -> set[str]:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = requirements(project["dependencies"])
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= requirements(importlib.metadata.requires(name) or []) - found
    return found


def test_every_installed_package_is_named(root: Path) -> None:
    notices = normalised(resources.text("third-party.md"))
    names = {name.removesuffix("-essentials") for name in installed_with_the_program(root)}
    assert len(names) > 12
    assert {name for name in names if name not in notices} == set()


def test_versions_of_all_of_them_are_fixed_without_addresses(root: Path) -> None:
    lines = (root / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    fixed = {normalised(line.partition("==")[0]) for line in lines}
    # pip comes with the environment itself.
    assert installed_with_the_program(root) - fixed - {"pip"} == set()
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert requirements(project["optional-dependencies"]["dev"]) - fixed == set()


WITHOUT_OTHERS = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in REFUSED:
            raise ModuleNotFoundError(f"{name} comes with the developers' tools only")

REFUSED = set(sys.argv.pop(1).split())
sys.meta_path.insert(0, Refuse())
"""


def test_the_program_runs_on_what_it_installs(root: Path, tmp_path: Path) -> None:
    """A library that forgets to name one of its own would break a fresh installation only."""
    installed = installed_with_the_program(root) | {"huoqun-organizer"}
    refused = {
        module
        for module, owners in importlib.metadata.packages_distributions().items()
        if not installed & {normalised(owner) for owner in owners}
    }
    assert {"pytest", "hypothesis"} < refused
    new = ["new", str(tmp_path / "a.db"), "--demo", "3", "--date", "2026-05-01"]
    runs = [
        "import babel.dates, cnlunar, platformdirs, python_calamine, qasync, rapidfuzz.fuzz",
        "import xlsxwriter, sqlite_utils, organizer.app.start",
        f"sys.argv[1:] = {new}; from organizer.__main__ import main; sys.exit(main())",
    ]
    for run in runs:
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT_OTHERS + run, " ".join(refused)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.db").exists()


def test_every_kind_of_data_is_named() -> None:
    """What lies in resources/ is either written here or named in the notices."""
    own = {"help", "playbooks", "texts", "style", "third-party.md"}
    notices = resources.text("third-party.md")
    names = {path.name for path in resources.folder("resources").iterdir()} - own
    assert {name for name in names if name not in notices} == set()
