"""The rules about texts, as functions from source files to problems; see architecture_rules."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture_rules import inside, place, sources

WINDOWS = ("app", "screens", "widgets", "printing", "cli")
# Methods of Qt and classes of ours whose text a person reads.
SHOWING = {
    *("setText", "setToolTip", "setStatusTip", "setWhatsThis", "setWindowTitle", "setTitle"),
    *("setPlaceholderText", "setAccessibleName", "setAccessibleDescription", "setLabelText"),
    *("setHeaderLabels", "setTabText", "addAction", "addTab", "addMenu"),
    *("QAction", "QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "PlainLabel"),
}
# The names of the languages are written in the languages.
OWN_NAMES = {"简体中文", "活群 Organizer", "活群"}
# Files whose Chinese is no wording, with the reason.
CHINESE_DATA = {
    "organizer/widgets/birthday_words.py": "the lunar calendar is written in Chinese everywhere",
    "organizer/widgets/date_field.py": "days are read as people write them, in Chinese too",
    "organizer/widgets/record_painter.py": "a full-width character to measure with",
    "organizer/widgets/calendar_painting.py": "a full-width character to measure with",
    "organizer/screens/events/agenda_rows.py": "minutes are read as people write them",
    "organizer/screens/texts/words_list.py": "a name within texts that are Chinese",
}


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _text(node: ast.AST) -> str:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if is_text and isinstance(node, ast.Constant) else ""


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def unmarked_messages(package: Path) -> list[str]:
    """Find sentences of errors and actions that the catalogue cannot know."""
    return [
        f"{place(path, package, call)}: {_name(call)} needs N_() around its sentence"
        for path, tree in sources(package)
        for call in _calls(tree)
        if _name(call) in {"UserError", "ActionKind"} and any(_text(a) for a in call.args[1:])
    ]


def untranslated_texts(package: Path) -> list[str]:
    """Find words given to a widget as they are."""
    problems = []
    for path, tree in sources(package):
        if not inside(path, package, WINDOWS):
            continue
        for call in _calls(tree):
            if _name(call) not in SHOWING:
                continue
            parts = [part for a in call.args for part in [a, *getattr(a, "elts", [])]]
            words = [text for text in map(_text, parts) if sum(map(str.isalpha, text)) > 1]
            problems += [
                f"{place(path, package, call)}: {text!r} is not translated"
                for text in words
                if text not in OWN_NAMES
            ]
    return problems


def chinese_in_windows(package: Path) -> list[str]:
    """Find Chinese in the code of windows: the catalogue is its place."""
    problems = []
    for path, tree in sources(package):
        if not inside(path, package, WINDOWS) or place(path, package) in CHINESE_DATA:
            continue
        documenting = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        for node in ast.walk(tree):
            text = _text(node)
            chinese = any("\u4e00" <= letter <= "\u9fff" for letter in text)
            if chinese and id(node) not in documenting and text not in OWN_NAMES:
                problems.append(f"{place(path, package, node)}: {text!r} belongs to the catalogue")
    return problems


def help_pages_named(package: Path) -> set[str]:
    """Return the help pages that screens name."""
    names = set()
    for _path, tree in sources(package):
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "help_page":
                names.add(_text(node.value))
            elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if any(getattr(t, "id", getattr(t, "attr", "")) == "help_page" for t in targets):
                    names.add(_text(node.value))
    return names - {""}
