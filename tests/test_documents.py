"""What the documents say is so: commands, files, links; both languages say the same."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCUMENTS = ["README.md", "README.en.md", "CONTRIBUTING.md", "CHANGELOG.md", "i18n/glossary.md"]


def read(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def code_blocks(text: str) -> list[list[str]]:
    blocks = re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [block.strip().splitlines() for block in blocks]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_and_links_exist(name: str, root: Path) -> None:
    text = read(root, name)
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    quoted = re.findall(r"`((?:packaging|organizer|resources|i18n|tests)/[\w./-]+?)/?`", text)
    scripts = re.findall(r"\b(packaging/\w+\.py|packaging\\\w+\.py)", text)
    named = {*links, *quoted, *(script.replace("\\", "/") for script in scripts)}
    assert {path for path in named if not (root / path).exists()} == set()


def test_both_readmes_show_the_same_commands(root: Path) -> None:
    chinese, english = (code_blocks(read(root, name)) for name in ("README.md", "README.en.md"))
    assert len(chinese) == len(english) == 3

    def shape(blocks: list[list[str]]) -> list[list[list[str]]]:
        """The commands without the names of files and groups and the words searched for."""
        plain = re.compile(r"[a-z]+|-{1,2}[a-z-]+|[\w/.]+\.py")
        return [
            [[w for w in line.split() if plain.fullmatch(w) and w != "wang"] for line in block]
            for block in blocks
        ]

    assert shape(chinese) == shape(english)
    headings = [
        re.findall(r"^#+", read(root, n), re.MULTILINE) for n in ("README.md", "README.en.md")
    ]
    assert headings[0] == headings[1]


def test_the_commands_of_the_readme_are_known(root: Path) -> None:
    verbs = {
        tuple(line.split()[1:3])
        for block in code_blocks(read(root, "README.en.md"))
        for line in block
        if line.startswith("organizer ")
    }
    assert len(verbs) > 5
    command = [sys.executable, "-m", "organizer", "--language", "en"]
    usage = subprocess.run([*command, "--help"], capture_output=True, text=True, check=True).stdout
    assert {verb for verb, _what in verbs if verb not in usage} == set()


def test_the_readme_command_is_what_ci_runs(root: Path) -> None:
    script = read(root, ".ci/run")
    assert re.search(r"^exec .* packaging/test\.py ", script, re.MULTILINE)
    for name in ("README.md", "README.en.md"):
        assert ["python3 packaging/test.py"] in code_blocks(read(root, name))


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_the_ci_script_can_be_read_by_bash(root: Path) -> None:
    subprocess.run(["bash", "-n", str(root / ".ci" / "run")], check=True)
    assert (root / ".ci" / "run").stat().st_mode & 0o111
