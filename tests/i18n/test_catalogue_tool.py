"""The catalogue tool on small checkouts: it finds what is there and refuses what is wrong."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from organizer.base import resources, words

CODE = '''
"""A module."""
ARCHIVE = ActionKind("a.archive", N_("Archived {count} person"), N_("Archived {count} people"))
PAIR = N_n("{count} row", "{count} rows")
TITLE = N_("Groups")

def show(n):
    # Translators: on the button
    # that saves.
    return _("Save {name}"), base.words.ngettext("{count} file", "{count} files", n), _(TITLE)
'''
CHINESE = {
    "Archived {count} person": ["已归档 {count} 人"],
    "{count} row": ["{count} 行"],
    "{count} file": "{count} 个文件",
    "Groups": "社群",
    "Save {name}": "保存{name}",
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    code = tmp_path / "organizer" / "page.py"
    code.parent.mkdir()
    (tmp_path / "i18n").mkdir()
    code.write_text(CODE, encoding="utf-8")
    return tmp_path


def change(checkout: Path, before: str, after: str) -> None:
    code = checkout / "organizer" / "page.py"
    text = code.read_text(encoding="utf-8")
    assert before in text
    code.write_text(text.replace(before, after), encoding="utf-8")


def ids(catalog: object) -> set[object]:
    return {message.id for message in catalog if message.id}  # type: ignore[attr-defined]


def test_all_forms_are_found(catalogue: ModuleType, checkout: Path) -> None:
    template = catalogue.extract(checkout)
    assert ids(template) == {
        ("Archived {count} person", "Archived {count} people"),
        ("{count} row", "{count} rows"),
        ("{count} file", "{count} files"),
        "Groups",
        "Save {name}",
    }
    assert template.get("Save {name}").auto_comments == ["on the button", "that saves."]


def test_translations_are_merged_and_spoken(
    catalogue: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert catalogue.translate(CHINESE, checkout) == []
    assert catalogue.check(checkout) == []
    catalogue.compile_all(checkout)
    monkeypatch.setattr(resources, "_PACKAGE", checkout / "organizer")
    words.set_language("zh_Hans")
    kind = "Archived {count} person", "Archived {count} people"
    assert words.ngettext(*kind, 1) == words.ngettext(*kind, 12) == "已归档 {count} 人"
    words.set_language("en")
    assert [words.ngettext(*kind, n) for n in (1, 2)] == list(kind)


def test_files_carry_no_dates_and_are_written_alike(catalogue: ModuleType, checkout: Path) -> None:
    catalogue.translate(CHINESE, checkout)
    files = sorted((checkout / "i18n").rglob("*.po*"))
    assert len(files) == 3
    before = [file.read_bytes() for file in files]
    catalogue.update(checkout)
    assert [file.read_bytes() for file in files] == before
    text = b"".join(before).decode("utf-8")
    for unwanted in ("Date", "Generated", "page.py", "ADDRESS", "fuzzy"):
        assert unwanted not in text


def test_a_text_that_comes_back_has_its_words_again(catalogue: ModuleType, checkout: Path) -> None:
    catalogue.translate(CHINESE, checkout)
    change(checkout, 'N_("Groups")', '"Groups"')
    catalogue.update(checkout)
    assert catalogue.check(checkout) == []
    assert "Groups" not in ids(catalogue.read("zh_Hans", checkout))
    change(checkout, '"Groups"', 'N_("Groups")')
    catalogue.update(checkout)
    assert catalogue.read("zh_Hans", checkout).get("Groups").string == "社群"
    change(checkout, 'N_("Groups")', '"Groups"')
    catalogue.update(checkout, clean=True)
    assert "社群" not in catalogue.po_path("zh_Hans", checkout).read_text(encoding="utf-8")


def test_nothing_found_is_an_error(catalogue: ModuleType, checkout: Path) -> None:
    (checkout / "organizer" / "page.py").write_text('"""Empty."""', encoding="utf-8")
    with pytest.raises(catalogue.CatalogueError, match="no texts"):
        catalogue.extract(checkout)


@pytest.mark.parametrize("call", ['_(f"Save {name}")', '_("Save " + name)', 'N_("a" "b" + "c")'])
def test_a_text_in_pieces_is_an_error(call: str, catalogue: ModuleType, checkout: Path) -> None:
    change(checkout, '_("Save {name}")', call)
    with pytest.raises(catalogue.CatalogueError, match="one plain string"):
        catalogue.extract(checkout)


def test_broken_code_changes_no_catalogue(catalogue: ModuleType, checkout: Path) -> None:
    catalogue.translate(CHINESE, checkout)
    before = catalogue.po_path("zh_Hans", checkout).read_bytes()
    change(checkout, "def show(n):", "def show(n:")
    with pytest.raises(SyntaxError):
        catalogue.update(checkout)
    assert catalogue.po_path("zh_Hans", checkout).read_bytes() == before


@pytest.mark.parametrize(
    ("words_given", "reason"),
    [
        ({"Grups": "社群"}, "not in the code"),
        ({"": "空"}, "not in the code"),
        ({"Groups": ["社", "群"]}, "number of forms"),
        ({"{count} row": ["{count} 行", "{count} 行"]}, "number of forms"),
        ({"Save {name}": "保存{nmae}"}, "placeholders"),
        ({"Save {name}": "保存"}, "placeholders"),
        ({"Save {name}": "保存{name"}, "expected '}'"),
        ({"{count} row": ["一行"]}, "placeholders"),
        ({"Groups": " 社群"}, "blanks"),
        ({"Groups": "数据库"}, "名册"),
        ({"Groups": ""}, "not translated"),
    ],
)
def test_a_bad_translation_is_refused_and_the_others_kept(
    words_given: dict[str, object], reason: str, catalogue: ModuleType, checkout: Path
) -> None:
    catalogue.translate(CHINESE, checkout)
    before = catalogue.po_path("zh_Hans", checkout).read_bytes()
    (refused,) = catalogue.translate(words_given, checkout)
    assert reason in refused
    assert catalogue.po_path("zh_Hans", checkout).read_bytes() == before


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('_("Save {name}")', '_("Store {name}")', "missing: 'Store {name}'"),
        ('_("Save {name}")', '_("Store {name}")', "no longer in the code: 'Save {name}'"),
        ('_("Save {name}")', '_("Store {name}")', "organizer.pot is stale"),
        ('N_("Groups")', 'ngettext("Groups", "Groupses", 2)', "plural differs"),
    ],
)
def test_a_stale_catalogue_is_found(
    before: str, after: str, problem: str, catalogue: ModuleType, checkout: Path
) -> None:
    catalogue.translate(CHINESE, checkout)
    change(checkout, before, after)
    assert any(problem in line for line in catalogue.check(checkout))


def test_an_untranslated_text_is_found(catalogue: ModuleType, checkout: Path) -> None:
    catalogue.translate({k: v for k, v in CHINESE.items() if k != "Groups"}, checkout)
    assert catalogue.check(checkout) == ["zh_Hans: not translated: 'Groups'"]


def test_english_left_in_chinese_is_found(catalogue: ModuleType, checkout: Path) -> None:
    change(checkout, 'N_("Groups")', 'N_("All groups of this register")')
    given = {**CHINESE, "All groups of this register": "All groups of this register"}
    assert any("still English" in line for line in catalogue.translate(given, checkout))


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked there")
def test_several_writers_lose_nothing(root: Path, tmp_path: Path) -> None:
    """Processes that add words at the same moment wait for each other."""
    copy = tmp_path / "copy"
    (copy / "organizer").mkdir(parents=True)
    shutil.copytree(root / "packaging", copy / "packaging")
    texts = [f"Text number {number}" for number in range(6)]
    lines = "\n".join(f"    _({text!r})" for text in texts)
    (copy / "organizer" / "page.py").write_text(f"def f():\n{lines}\n", encoding="utf-8")
    running = []
    for number, text in enumerate(texts):
        file = tmp_path / f"{number}.json"
        file.write_text(json.dumps({text: f"第 {number} 句"}), encoding="utf-8")
        command = [sys.executable, str(copy / "packaging" / "catalogue.py"), "translate", str(file)]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
    for process in running:
        _out, err = process.communicate()
        assert process.returncode == 0, err.decode()
    check = [sys.executable, str(copy / "packaging" / "catalogue.py"), "check"]
    assert subprocess.run(check, check=False, capture_output=True).returncode == 0
