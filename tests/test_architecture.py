"""The rules of the house, checked over the whole program; see CONTRIBUTING.md.

Every rule is also tried on a small source that breaks it: a rule that cannot fail guards nothing.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import architecture_rules as rules

Rule = Callable[[Path], list[str]]

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "organizer"
TABLES = "STATEMENTS = ('CREATE TABLE person (id TEXT)', 'CREATE TABLE tag (id TEXT)')"

RULES: dict[Rule, list[dict[str, str]]] = {
    rules.sql_outside_stores: [
        {"screens/members/page.py": "def f(db):\n    return db.rows('SELECT id FROM person')"},
        {"domain/members/actions.py": "Q = f'insert into {1} values (1)'"},
        {"domain/members/rules.py": "Q = 'WITH a AS (SELECT 1) SELECT * FROM a'"},
        {"cli/main.py": "Q = '''\n  DELETE FROM person'''"},
        {"base.py": "", "widgets/store.py": "Q = 'UPDATE person SET name = 1'"},
    ],
    rules.writers: [
        {
            "migrations/m1.py": TABLES,
            "domain/a/store.py": "def f(step): step.insert('person', name='')",
            "domain/b/actions.py": "def f(step): step.delete('person', ['x'])",
        },
        {
            "migrations/m1.py": TABLES,
            "domain/a/store.py": "OWN = ('tag',)\ndef f(step):\n  for t in OWN: step.delete(t)",
            "domain/b/store.py": "def f(step): step.insert('tag')",
        },
        {"migrations/m1.py": TABLES, "domain/a/store.py": "def f(step): step.insert('persn')"},
        {"migrations/m1.py": TABLES, "domain/a/store.py": "def f(step, t): step.insert(t)"},
        {"migrations/m1.py": TABLES, "domain/a/sheet.py": "def f(step): step.insert('tag')"},
        {"migrations/m1.py": TABLES, "screens/a/page.py": "def f(step): step.insert('tag')"},
    ],
    rules.screens_without_subject: [
        {"domain/members/__init__.py": "", "screens/persons/__init__.py": ""},
    ],
    rules.forgotten_rooms: [
        {"app/rooms.py": "SUBJECTS = ('a',)", "screens/b/__init__.py": "ROOM = Room('b')"},
    ],
    rules.action_ids: [
        {"domain/a/actions.py": "A = ActionKind('b.archive', N_('x'), N_('y'))"},
        {"domain/a/actions.py": "A = ActionKind('a.x', 1, 2)\nB = ActionKind('a.x', 1, 2)"},
        {"domain/a/actions.py": "A = ActionKind(NAME, N_('x'), N_('y'))"},
    ],
    rules.error_codes: [
        {"base/a.py": "def f(): raise UserError('Nonsense', N_('x'))"},
        {"base/a.py": "UserError('a.b', N_('x'))", "base/b.py": "UserError('a.b', N_('y'))"},
    ],
    rules.translated_at_import: [
        {"screens/a/page.py": "TITLE = _('Groups')"},
        {"screens/a/page.py": "class Page:\n    title = _('Groups')"},
        {"screens/a/page.py": "def f(title=_('Groups')): return title"},
        {"screens/a/page.py": "def f(*, title=ngettext('a', 'b', 1)): return title"},
        {"screens/a/page.py": "TITLES = [_(x) for x in ('a',)]"},
    ],
    rules.misplaced_imports: [
        {"domain/a/store.py": "import sqlite3"},
        {"domain/a/store.py": "def f():\n    from PySide6.QtCore import QDate"},
        {"base/a.py": "from PySide6 import QtCore"},
        {"app/a.py": "from PySide6.QtCore import QSettings"},
        {"screens/a/page.py": "from PySide6.QtWidgets import QMessageBox"},
        {"widgets/a.py": "from organizer.domain.members import records"},
    ],
    rules.blocking_dialogs: [{"screens/a/page.py": "def f(menu): menu.exec()"}],
    rules.other_clocks: [
        {"domain/a/rules.py": "import datetime\nT = datetime.date.today()"},
        {"base/a.py": "from datetime import UTC, datetime\nT = datetime.now(UTC)"},
    ],
    rules.long_files: [{"base/a.py": "\n" * 401}],
    rules.unexplained_modules: [{"base/a.py": "X = 1"}],
}
BROKEN = [(rule, sample) for rule, samples in RULES.items() for sample in samples]

KEPT = {
    rules.sql_outside_stores: {
        "domain/a/store.py": "Q = 'SELECT 1'",
        "screens/a/page.py": "'''SELECT in a docstring'''\nT = 'Select a group from the list'",
    },
    rules.writers: {
        "migrations/m1.py": TABLES,
        "domain/a/store.py": "TAG = 'tag'\ndef f(step, seen): step.insert(TAG); seen.update('x')",
        "domain/joining/actions.py": "def f(step, t): step.update_where(t, [], x=1)",
    },
    rules.forgotten_rooms: {
        "app/rooms.py": "SUBJECTS = ('a',)",
        "screens/a/__init__.py": "ROOM = Room('a')",
        "screens/b/__init__.py": "TAB = 1",
    },
    rules.translated_at_import: {
        "screens/a/page.py": "T = N_('x')\nshow = lambda: _(T)\ndef f(): return _(T)",
    },
    rules.other_clocks: {"base/clock.py": "import datetime\nT = datetime.date.today()"},
    rules.error_codes: {"base/a.py": "UserError('a.b', N_('x'))\nUserError('a.b', N_('x'))"},
}


def write(folder: Path, files: dict[str, str]) -> Path:
    package = folder / "organizer"
    for name, text in files.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return package


def rule_name(value: object) -> str | None:
    return getattr(value, "__name__", None)


@pytest.mark.parametrize("rule", RULES)
def test_the_program_keeps(rule: Rule) -> None:
    assert rule(PACKAGE) == []


@pytest.mark.parametrize(("rule", "sample"), BROKEN, ids=rule_name)
def test_a_broken_rule_is_found(rule: Rule, sample: dict[str, str], tmp_path: Path) -> None:
    assert rule(write(tmp_path, sample))


@pytest.mark.parametrize(("rule", "sample"), KEPT.items(), ids=rule_name)
def test_what_is_allowed_is_not_reported(
    rule: Rule, sample: dict[str, str], tmp_path: Path
) -> None:
    assert rule(write(tmp_path, sample)) == []


@pytest.mark.parametrize("folder", ["tests", "packaging"])
def test_files_beside_the_program_are_short_too(folder: str) -> None:
    assert rules.long_files(ROOT / folder) == []


def test_every_exception_is_still_needed() -> None:
    for name in rules.LONGER:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        assert len(lines) > rules.LONGEST, f"{name} is short enough now"


def test_the_rules_see_the_program() -> None:
    """A wrong path would make every rule above pass."""
    assert len(list(rules.sources(PACKAGE))) > 20
    assert {"member", "chat_group"} & rules.tables(PACKAGE)


# --- imports -----------------------------------------------------------------------------------


def lint_imports(folder: Path) -> tuple[int, set[str], str]:
    """Run import-linter in a folder; return its exit code and the names of broken contracts."""
    program = (
        "import sys; sys.path.insert(0, '.');"
        "from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False
    )
    broken = set(re.findall(r"^(.+?) BROKEN", done.stdout, re.MULTILINE))
    return done.returncode, broken, done.stdout + done.stderr


# One import per contract that breaks it; the modules are added to a copy of the program.
FORBIDDEN_IMPORTS = {
    "The halves and their order": ("base/probe.py", "organizer.domain.members"),
    "Nothing below the windows knows Qt": ("domain/groups/probe.py", "PySide6.QtCore"),
    "Subjects depend on earlier subjects only": (
        "domain/institutions/probe.py",
        "organizer.domain.members",
    ),
    "Only the base talks to SQLite": ("cli/probe.py", "sqlite3"),
    "Screens do not know each other": ("screens/members/probe.py", "organizer.screens.groups"),
    "Widgets know no subject": ("widgets/probe.py", "organizer.domain.members.records"),
    "The command line knows no window": ("cli/probe.py", "organizer.widgets"),
    "Pages are printed from records, never from the register": (
        "printing/probe.py",
        "organizer.domain.members.store",
    ),
    "Rules and records are pure": ("domain/members/rules.py", "organizer.domain.members.store"),
}


def test_every_contract_can_be_broken(tmp_path: Path) -> None:
    """A contract about a module that was renamed would be kept for ever."""
    shutil.copytree(PACKAGE, tmp_path / "organizer", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for file, imported in FORBIDDEN_IMPORTS.values():
        path = tmp_path / "organizer" / file
        with path.open("a", encoding="utf-8") as probe:
            probe.write(f"\nimport {imported}\n")
    _code, broken, output = lint_imports(tmp_path)
    assert broken == FORBIDDEN_IMPORTS.keys(), output


def test_contracts_of_imports_are_kept() -> None:
    code, broken, output = lint_imports(ROOT)
    assert (code, broken) == (0, set()), output


# --- what is loaded when -----------------------------------------------------------------------

# Each costs the user's time at every start and is needed later, if at all.
LATE = [
    *("asyncio", "babel", "click", "cnlunar", "concurrent.futures", "dateutil"),
    *("importlib.metadata", "logging", "python_calamine", "qasync", "rapidfuzz", "sqlite_utils"),
    *("unittest", "xlsxwriter", "zipfile", "organizer.base.table_files", "organizer.printing"),
]


def loaded_by(statement: str) -> set[str]:
    """Return the names of the modules a fresh interpreter holds after a statement."""
    program = f"import sys; {statement}; print(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["organizer.__main__", "organizer.cli.main"])
def test_the_command_line_loads_no_qt(module: str) -> None:
    loaded = loaded_by(f"import {module}")
    assert module in loaded
    assert {name for name in loaded if name.startswith(("PySide6", "shiboken6", "qasync"))} == set()


def test_the_window_loads_nothing_before_it_is_needed() -> None:
    loaded = loaded_by("import organizer.app.start")
    assert "PySide6.QtWidgets" in loaded
    qt_itself = loaded_by("import PySide6.QtWidgets, PySide6.QtSvg")
    assert (loaded - qt_itself) & set(LATE) == set()
