"""The rules of the house that imports cannot say, as functions from source files to problems.

Each takes the root of a package (so that a test can hand it a small one that breaks the rule) and
returns sentences that start with the place.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

SUBJECTLESS_SCREENS = {"start", "settings", "history", "help"}
WRITES = {"insert", "insert_many", "update", "update_many", "update_where", "delete"}
# Keywords in capitals, so that "Select a group from the list" is a sentence; the beginnings of the
# three writing statements in any case; also the first part of an f-string.
SQL = re.compile(
    r"^\s*(SELECT\s|WITH\s+(RECURSIVE\s+)?\w+.*\sAS\s*\(|PRAGMA\s+\w|UPDATE\s*$|DROP\s+TABLE\s|"
    r"CREATE\s+(TEMP\w*\s+)?(TABLE|INDEX|VIEW|TRIGGER)\s|"
    r"(?i:INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s))",
    re.DOTALL,
)
# What may be used where; the places are folders or files of the package.
PLACES = {
    "sqlite3": ("base", "migrations"),
    "sqlite_utils": ("base", "migrations"),
    "PySide6": ("app", "screens", "widgets", "printing"),
    "qasync": ("app", "widgets"),
    "gettext": ("base/words.py",),
}
LONGEST = 400
# Files that may be longer, with the reason.
LONGER: dict[str, str] = {}
Trees = Iterable[tuple[Path, ast.Module]]


def sources(package: Path) -> Iterator[tuple[Path, ast.Module]]:
    """Yield every Python file with its tree, in order."""
    for path in sorted(package.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def inside(path: Path, package: Path, places: Iterable[str]) -> bool:
    """Say whether a file is one of the places or lies in one of them."""
    parts = path.relative_to(package)
    return any(parts == Path(place) or Path(place) in parts.parents for place in places)


def place(path: Path, package: Path, node: ast.AST | None = None) -> str:
    """Return a file, and a line, as a reader finds it."""
    line = f":{getattr(node, 'lineno', 1)}" if node is not None else ""
    return f"{path.relative_to(package.parent).as_posix()}{line}"


# --- SQL and who writes what -------------------------------------------------------------------


def _docstrings(tree: ast.Module) -> set[int]:
    """Return the identities of the nodes that only document."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def may_hold_sql(path: Path, package: Path) -> bool:
    """Say whether SQL may stand here: a subject's store, the base, migrations, merging."""
    if inside(path, package, ("base", "migrations", "domain/joining")):
        return True
    store = path.stem == "store" or path.stem.startswith("store_")
    return store and inside(path, package, ("domain",))


def sql_outside_stores(package: Path) -> list[str]:
    """Find statements where no statement belongs."""
    problems = []
    for path, tree in sources(package):
        if may_hold_sql(path, package):
            continue
        documenting = _docstrings(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or id(node) in documenting:
                continue
            if isinstance(node.value, str) and SQL.match(node.value):
                problems.append(f"{place(path, package, node)}: SQL outside a store")
    return problems


def tables(package: Path) -> set[str]:
    """Return the names of all tables the migrations make."""
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in (package / "migrations").glob("*.py")
    )
    return set(re.findall(r"CREATE TABLE (?:IF NOT EXISTS )?\"?(\w+)", text))


def _texts(node: ast.expr) -> list[str]:
    """Return the texts of a plain text or of a tuple or list of them."""
    parts = node.elts if isinstance(node, ast.Tuple | ast.List) else [node]
    found = [part.value for part in parts if isinstance(part, ast.Constant)]
    return [text for text in found if isinstance(text, str)]


def _constants(tree: ast.Module) -> dict[str, list[str]]:
    """Return what names can stand for: module constants, and loops over one."""
    known: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and node in tree.body:
            known |= {t.id: _texts(node.value) for t in node.targets if isinstance(t, ast.Name)}
        elif isinstance(node, ast.For) and isinstance(node.target, ast.Name):
            loop = node.iter
            over = known.get(loop.id, []) if isinstance(loop, ast.Name) else _texts(loop)
            known[node.target.id] = known.get(node.target.id, []) + over
    return known


def _is_step(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name.lstrip("_") == "step"


def writes(tree: ast.Module) -> Iterator[tuple[ast.Call, list[str]]]:
    """Yield each call that writes through a step, with the tables if they can be told."""
    known = _constants(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr not in WRITES or not _is_step(node.func.value):
            continue
        first = node.args[0] if node.args else None
        if isinstance(first, ast.Name):
            yield node, known.get(first.id, [])
        else:
            yield node, _texts(first) if first is not None else []


def writers(package: Path) -> list[str]:
    """Find tables with two writers, tables that do not exist, and writes that cannot be told."""
    problems = []
    subjects: dict[str, set[str]] = defaultdict(set)
    existing = tables(package)
    for path, tree in sources(package):
        parts = path.relative_to(package).parts
        subject = parts[1] if parts[0] == "domain" and len(parts) > 2 else parts[0]
        if subject in {"base", "joining"}:
            continue
        for node, written in writes(tree):
            where = place(path, package, node)
            if parts[0] != "domain" or path.stem.split("_")[0] not in {"store", "actions"}:
                problems.append(f"{where}: only a subject's store and actions write")
            if not written:
                problems.append(f"{where}: the table must be named where it is written")
            problems += [f"{where}: no table {name}" for name in written if name not in existing]
            for table in written:
                subjects[table].add(subject)
    for table, names in sorted(subjects.items()):
        if len(names) > 1:
            problems.append(f"{table}: written by {', '.join(sorted(names))}")
    return problems


# --- names -------------------------------------------------------------------------------------


def folders(parent: Path) -> set[str]:
    """Return the names of the packages directly inside a folder."""
    return {path.parent.name for path in parent.glob("*/__init__.py")}


def screens_without_subject(package: Path) -> list[str]:
    """Find screens that are named like no subject."""
    known = folders(package / "domain") | SUBJECTLESS_SCREENS
    return [
        f"organizer/screens/{name}: no subject of this name"
        for name in sorted(folders(package / "screens") - known)
    ]


def forgotten_rooms(package: Path) -> list[str]:
    """Find screens that offer a room which `app/rooms.py` does not hand out."""
    listed = ast.parse((package / "app" / "rooms.py").read_text(encoding="utf-8"))
    names = {name for texts in _constants(listed).values() for name in texts}
    return [
        f"{place(path, package)}: the room is not listed in app/rooms.py"
        for path, tree in sources(package / "screens")
        if path.name == "__init__.py" and path.parent.name not in names
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "ROOM"
    ]


def action_ids(package: Path) -> list[str]:
    """Find action ids that do not carry their subject's name, or are given twice."""
    problems = []
    seen: dict[str, str] = {}
    for path, tree in sources(package):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "ActionKind":
                continue
            where = place(path, package, node)
            first = node.args[0] if node.args else None
            if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
                problems.append(f"{where}: an action's id is a plain text")
                continue
            parts = path.relative_to(package).parts
            if parts[0] == "domain" and not first.value.startswith(f"{parts[1]}."):
                problems.append(f"{where}: {first.value} must start with {parts[1]}.")
            if first.value in seen:
                problems.append(f"{where}: {first.value} is also at {seen[first.value]}")
            seen[first.value] = where
    return problems


def error_codes(package: Path) -> list[str]:
    """Find refusals without a plain code (subject.reason), or one code with two sentences."""
    problems = []
    sentences: dict[str, tuple[str, str]] = {}
    for path, tree in sources(package):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "UserError":
                continue
            where = place(path, package, node)
            first = node.args[0] if node.args else None
            if not isinstance(first, ast.Constant):
                continue  # passed on: the code was checked where it was made
            code = str(first.value)
            if not re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", code):
                problems.append(f"{where}: {code!r} is not of the form subject.reason")
            template = ast.dump(node.args[1]) if len(node.args) > 1 else ""
            known = sentences.setdefault(code, (template, where))
            if known[0] != template:
                problems.append(f"{where}: {code} says something else at {known[1]}")
    return problems


# --- what runs when a module is imported -------------------------------------------------------


def _run_at_import(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield the nodes that run on import: not the bodies of functions, but their defaults."""
    for node in nodes:
        yield node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            defaults = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
            yield from _run_at_import([*node.decorator_list, *defaults])
        elif isinstance(node, ast.Lambda):
            yield from _run_at_import(node.args.defaults)
        else:
            yield from _run_at_import(ast.iter_child_nodes(node))


def translated_at_import(package: Path) -> list[str]:
    """Find texts translated before the language is known."""
    return [
        f"{place(path, package, node)}: translated when the module is imported; use N_"
        for path, tree in sources(package)
        for node in _run_at_import(tree.body)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}
    ]


# --- what is used where ------------------------------------------------------------------------


def _imported(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node, node.module
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def misplaced_imports(package: Path) -> list[str]:
    """Find libraries outside the places that may know them."""
    problems = set()
    for path, tree in sources(package):
        for node, name in _imported(tree):
            library = name.split(".")[0]
            if library in PLACES and not inside(path, package, PLACES[library]):
                problems.add(f"{place(path, package, node)}: {library} does not belong here")
            if name.endswith(".QSettings"):
                problems.add(f"{place(path, package, node)}: settings are ours, never QSettings")
            if name.endswith(".QMessageBox") and "messages" not in path.stem:
                problems.add(f"{place(path, package, node)}: only the messages module shows boxes")
            if name.startswith("organizer.domain") and inside(path, package, ("widgets",)):
                problems.add(f"{place(path, package, node)}: widgets know no subject")
    return sorted(problems)


def blocking_dialogs(package: Path) -> list[str]:
    """Find `.exec()` of menus and dialogs: inside a coroutine it loses tasks."""
    return [
        f"{place(path, package, node)}: open() or popup() instead of exec()"
        for path, tree in sources(package)
        if inside(path, package, ("screens", "widgets", "printing"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"exec", "exec_"}
    ]


def other_clocks(package: Path) -> list[str]:
    """Find the time of day read anywhere but in the one clock."""
    problems = []
    for path, tree in sources(package):
        if inside(path, package, ("base/clock.py",)):
            continue
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            owner = ast.unparse(node.func.value).split(".")[-1]
            if node.func.attr in {"now", "today", "utcnow"} and owner in {"date", "datetime"}:
                problems.append(f"{place(path, package, node)}: the time comes from base.clock")
    return problems


def long_files(package: Path) -> list[str]:
    """Find files over 400 lines that are not listed with a reason."""
    problems = []
    for path, _tree in sources(package):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST and place(path, package) not in LONGER:
            problems.append(f"{place(path, package)}: {lines} lines")
    return problems


def unexplained_modules(package: Path) -> list[str]:
    """Find modules that do not say what they are."""
    return [
        f"{place(path, package)}: the module does not say what it is"
        for path, tree in sources(package)
        if tree.body and ast.get_docstring(tree) is None
    ]
