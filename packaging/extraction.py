"""Finds the texts to translate in one Python file: a method for Babel's extractor.

Beside `_`, `N_` and `ngettext` it knows the calls that take a singular and a plural, each marked
with N_ (an action's title): the two become one entry with plural forms.
"""

import ast
from collections.abc import Iterator
from typing import IO, Any

SINGULAR_CALLS = {"_", "N_"}
PLURAL_CALLS = {"ngettext", "N_n"}
PLURAL_OWNERS = {"ActionKind", "Plural"}


class CatalogueError(Exception):
    """The code or a file of translations cannot be read as it should."""


Found = tuple[int, str, Any, list[str]]


def _name(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literal(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr | ast.BinOp):
        message = f"line {node.lineno}: a text to translate must be one plain string"
        raise CatalogueError(message)
    return None


def _marked(node: ast.expr) -> str | None:
    if isinstance(node, ast.Call) and _name(node) == "N_" and node.args:
        return _literal(node.args[0])
    return None


def _comments_above(lines: list[str], line: int) -> list[str]:
    """Return the lines of a '# Translators:' comment that ends right above a line."""
    above: list[str] = []
    position = line - 2
    while position >= 0 and lines[position].strip().startswith("#"):
        above.insert(0, lines[position].strip().lstrip("# "))
        if above[0].startswith("Translators:"):
            return [above[0].removeprefix("Translators:").strip(), *above[1:]]
        position -= 1
    return []


def extract_python(
    source: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Iterator[Found]:
    """Find the texts of one Python file; the form is Babel's for an extraction method."""
    del keywords, comment_tags, options
    text = source.read().decode("utf-8")
    lines = text.splitlines()
    tree = ast.parse(text, filename=getattr(source, "name", "<code>"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    paired: set[int] = set()
    for call in calls:
        if _name(call) not in PLURAL_OWNERS:
            continue
        arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
        marked = [(a, word) for a in arguments if (word := _marked(a)) is not None]
        if len(marked) == 2:
            paired.update(id(argument) for argument, _word in marked)
            pair = tuple(word for _argument, word in marked)
            yield call.lineno, "ngettext", pair, _comments_above(lines, call.lineno)
    for call in calls:
        if id(call) in paired:
            continue
        name = _name(call)
        words: str | tuple[str, str] | None = None
        if name in SINGULAR_CALLS and call.args:
            words = _literal(call.args[0])
        elif name in PLURAL_CALLS and len(call.args) >= 2:
            singular, plural = _literal(call.args[0]), _literal(call.args[1])
            words = (singular, plural) if singular and plural else None
        if words:
            plain = "ngettext" if isinstance(words, tuple) else "_"
            yield call.lineno, plain, words, _comments_above(lines, call.lineno)
