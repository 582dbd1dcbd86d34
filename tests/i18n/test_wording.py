"""Every text a person reads goes through the catalogue; every page named is there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from organizer.base import resources, words
from tests import wording_rules as rules

Rule = Callable[[Path], list[str]]

BROKEN: list[tuple[Rule, str, str]] = [
    (rules.unmarked_messages, "base/a.py", "UserError('a.b', 'A sentence.')"),
    (rules.unmarked_messages, "domain/a/actions.py", "ActionKind('a.b', N_('One'), 'Many')"),
    (rules.untranslated_texts, "screens/a/page.py", "label.setText('Groups')"),
    (rules.untranslated_texts, "widgets/a.py", "QPushButton('Save', self)"),
    (rules.untranslated_texts, "app/a.py", "table.setHeaderLabels(['Name', 'Phone'])"),
    (rules.chinese_in_windows, "screens/a/page.py", "TITLE = '社群'"),
    (rules.chinese_in_windows, "cli/main.py", "print(f'共 {n} 人')"),
]
KEPT: list[tuple[Rule, str, str]] = [
    (rules.unmarked_messages, "base/a.py", "UserError('a.b', N_('A sentence.'), file='x')"),
    (rules.untranslated_texts, "screens/a/page.py", "label.setText(_('Groups')); b.setText('×')"),
    (rules.chinese_in_windows, "screens/a/page.py", '"""社群"""\nNAME = "简体中文"'),
    (rules.chinese_in_windows, "domain/rosters/headers.py", "NAME = '姓名'"),
]


def write(folder: Path, file: str, source: str) -> Path:
    path = folder / "organizer" / file
    path.parent.mkdir(parents=True)
    path.write_text(source, encoding="utf-8")
    return folder / "organizer"


@pytest.mark.parametrize(
    "rule", [rules.unmarked_messages, rules.untranslated_texts, rules.chinese_in_windows]
)
def test_the_program_keeps(rule: Rule, root: Path) -> None:
    assert rule(root / "organizer") == []


@pytest.mark.parametrize(("rule", "file", "source"), BROKEN)
def test_a_broken_rule_is_found(rule: Rule, file: str, source: str, tmp_path: Path) -> None:
    assert rule(write(tmp_path, file, source))


@pytest.mark.parametrize(("rule", "file", "source"), KEPT)
def test_what_is_allowed_is_not_reported(
    rule: Rule, file: str, source: str, tmp_path: Path
) -> None:
    assert rule(write(tmp_path, file, source)) == []


def test_every_page_a_screen_names_is_there(root: Path) -> None:
    named = rules.help_pages_named(root / "organizer")
    assert "start" in named
    for language in words.LANGUAGES:
        there = {path.stem for path in resources.path("help", language).glob("*.md")}
        assert named - there == set(), language
