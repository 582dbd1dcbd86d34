"""What is built carries everything it needs: texts, pictures, compiled catalogues."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of what belongs to it, and unpack it."""
    import shutil

    root = Path(__file__).resolve().parent.parent
    folder = tmp_path_factory.mktemp("build")
    source = folder / "source"
    ignored = shutil.ignore_patterns("__pycache__", "*.mo", "pictures")
    for name in ("organizer", "resources", "i18n", "packaging"):
        shutil.copytree(root / name, source / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, source)
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    environment = {**os.environ, "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run(
        [*command, "-w", str(folder / "wheel"), str(source)], check=True, env=environment
    )
    (wheel,) = (folder / "wheel").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_a_wheel_speaks_chinese_and_finds_its_texts(unpacked: Path) -> None:
    program = (
        "from organizer.base import resources, words;"
        "print(resources.__file__); print(words._('Cancel'));"
        "print(resources.text('third-party.md')[:3]); print(resources.in_checkout())"
    )
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        cwd=unpacked,
        capture_output=True,
        check=True,
    )
    place, word, text, in_checkout = done.stdout.decode("utf-8").splitlines()
    assert place.startswith(str(unpacked))
    assert (word, text, in_checkout) == ("取消", "# 用", "False")


def test_a_wheel_holds_every_resource_and_no_source_of_words(unpacked: Path, root: Path) -> None:
    beside = {p.relative_to(root) for p in (root / "resources").rglob("*") if p.is_file()}
    inside = {
        p.relative_to(unpacked / "organizer")
        for p in unpacked.rglob("*")
        if p.is_file()
        if p.is_relative_to(unpacked / "organizer")
    }
    assert len(beside) > 5
    assert beside - inside == set()
    assert {path.name for path in inside if path.suffix in {".po", ".pot", ".md"}} & {
        "organizer.po",
        "organizer.pot",
        "glossary.md",
    } == set()
