"""Everything the program installs, and every kind of data it carries, is named in the notices."""

import importlib.metadata
import re
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


def test_every_kind_of_data_is_named() -> None:
    """What lies in resources/ is either written here or named in the notices."""
    own = {"help", "playbooks", "texts", "style", "third-party.md"}
    notices = resources.text("third-party.md")
    names = {path.name for path in resources.folder("resources").iterdir()} - own
    assert {name for name in names if name not in notices} == set()
