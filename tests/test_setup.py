"""The environment is made again when its versions change, and only then."""

import importlib
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def environment(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The set-up script at work on a checkout of its own."""
    monkeypatch.syspath_prepend(str(root / "packaging"))
    module = importlib.import_module("environment")
    for name in ("pyproject.toml", "packaging/constraints.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(root / name, tmp_path / name)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(module, "CONSTRAINTS", tmp_path / "packaging" / "constraints.txt")
    return module


def mark(environment: ModuleType, extra: str) -> None:
    python: Path = environment.python()
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch()
    (environment.ENVIRONMENT / f".installed-{extra}").write_text(
        environment.stamp(), encoding="utf-8"
    )


def test_nothing_is_installed_at_first(environment: ModuleType) -> None:
    assert not environment.installed("")


def test_what_was_installed_is_not_installed_again(environment: ModuleType) -> None:
    mark(environment, "")
    assert environment.installed("")
    assert not environment.installed("dev")
    assert environment.ready() == environment.python()


def test_the_developers_environment_starts_the_program_too(environment: ModuleType) -> None:
    mark(environment, "dev")
    assert environment.installed("")


@pytest.mark.parametrize("name", ["pyproject.toml", "packaging/constraints.txt"])
def test_other_versions_are_installed(environment: ModuleType, name: str) -> None:
    mark(environment, "")
    with (environment.ROOT / name).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    assert not environment.installed("")


def test_a_checkout_that_was_moved_is_installed_again(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(environment, "")
    moved = environment.ROOT.with_name("moved")
    shutil.copytree(environment.ROOT, moved)
    monkeypatch.setattr(environment, "ROOT", moved)
    monkeypatch.setattr(environment, "ENVIRONMENT", moved / ".venv")
    assert not environment.installed("")


def test_an_environment_is_made_and_works(environment: ModuleType) -> None:
    environment.create()
    assert environment.run(environment.python(), "-c", "import sys; assert sys.prefix")
    assert environment.installer()[1:3] in (["-m", "pip"], ["pip", "install"])


def test_an_old_python_is_refused(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "OLDEST", (sys.version_info[0] + 1, 0))
    with pytest.raises(environment.SetupError, match="Python"):
        environment.ready()
