"""The language spoken: catalogues, names of locales, stretched English, threads."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from organizer.base import resources, words
from organizer.base.errors import UserError

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Groups"
msgstr "{groups}"

msgid "{{count}} person"
msgid_plural "{{count}} people"
msgstr[0] "{{count}} 人"
"""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one Chinese catalogue of its own."""
    package = tmp_path / "checkout" / "organizer"
    package.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    po = tmp_path / "checkout" / "i18n" / "zh_Hans" / "LC_MESSAGES" / "organizer.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO.format(groups="社群"), encoding="utf-8")
    return po


def test_texts_and_plurals_are_translated(checkout: Path) -> None:
    words.set_language("zh_Hans")
    assert words._("Groups") == "社群"
    assert words._("Unknown text") == "Unknown text"
    assert words._("") == ""
    assert words.ngettext("{count} person", "{count} people", 3).format(count=3) == "3 人"
    words.set_language("en")
    assert words._("Groups") == "Groups"
    assert words.ngettext("{count} person", "{count} people", 3).format(count=3) == "3 people"


def test_a_changed_catalogue_is_compiled_again_and_only_then(checkout: Path) -> None:
    words.set_language("zh_Hans")
    compiled = checkout.with_suffix(".mo")
    first = compiled.stat().st_mtime_ns
    words.set_language("zh_Hans")
    assert compiled.stat().st_mtime_ns == first
    checkout.write_text(PO.format(groups="群"), encoding="utf-8")
    os.utime(checkout, ns=(first + 10**9, first + 10**9))
    words.set_language("zh_Hans")
    assert words._("Groups") == "群"


def test_a_folder_that_cannot_be_written_still_speaks(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, content: bytes) -> int:
        raise PermissionError(path)

    monkeypatch.setattr(Path, "write_bytes", refuse)
    words.set_language("zh_Hans")
    assert words._("Groups") == "社群"
    assert not checkout.with_suffix(".mo").exists()


def test_a_wheel_carries_the_folders_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "organizer"
    (package / "resources" / "help").mkdir(parents=True)
    (package / "i18n").mkdir()
    (package / "resources" / "help" / "a.md").write_text("# 帮助", encoding="utf-8")
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.text("help", "a.md") == "# 帮助"
    assert resources.folder("i18n") == package / "i18n"
    assert not resources.in_checkout()
    words.set_language("zh_Hans")  # no catalogue at all: English, no failure
    assert words._("Groups") == "Groups"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("zh_CN", "zh_Hans"),
        ("zh-Hans-CN", "zh_Hans"),
        ("zh", "zh_Hans"),
        ("zh_TW.UTF-8", "zh_Hans"),
        ("ZH_cn", "zh_Hans"),
        ("Chinese_China", "zh_Hans"),
        ("en_US", "en"),
        ("de_DE.UTF-8", "en"),
        ("C", "en"),
        ("", "en"),
    ],
)
def test_names_of_locales(name: str, expected: str) -> None:
    assert words.language_for(name) == expected


def test_a_locale_name_is_accepted_as_language() -> None:
    words.set_language("zh-CN")
    assert words.language() == "zh_Hans"
    words.set_language("fr")
    assert words.language() == "en"


def test_stretched_english_is_longer_and_keeps_placeholders() -> None:
    words.set_language(words.STRETCHED)
    text = "Appointed {name} as {title} until {end:%d}"
    stretched = words._(text)
    assert len(stretched) >= len(text) * 1.4
    for placeholder in ("{name}", "{title}", "{end:%d}"):
        assert placeholder in stretched
    assert words.ngettext("{count} person", "{count} people", 2).startswith("{count} pé")
    assert words._("") == ""


def test_another_thread_speaks_the_same_language() -> None:
    words.set_language("en")
    heard: list[str] = []
    thread = threading.Thread(target=lambda: heard.append(words.language()))
    thread.start()
    thread.join()
    assert heard == ["en"]


def test_speaking_loads_no_babel() -> None:
    program = (
        "import sys; from organizer.base import words; words.set_language('zh_Hans');"
        "print([m for m in sys.modules if m.startswith(('babel', 'PySide6', 'logging'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_refusal_speaks_the_language_of_the_moment(checkout: Path) -> None:
    error = UserError("people.none", words.N_("Groups"))
    words.set_language("zh_Hans")
    assert error.message() == "社群"
    words.set_language("en")
    assert error.message() == "Groups"
    assert str(error) == error.code == "people.none"


def test_a_refusal_fills_in_its_values_as_they_are() -> None:
    words.set_language("en")
    error = UserError("import.no_header", "No header in “{file}”.", file="{name} 名单.csv")
    assert error.message() == "No header in “{name} 名单.csv”."
    assert error.values == {"file": "{name} 名单.csv"}


def test_marking_changes_nothing() -> None:
    assert words.N_("Groups") == "Groups"
    assert words.N_n("one", "many") == ("one", "many")
