"""Filling in texts: a small, safe part of Jinja2 with placeholders in Chinese or English.

A text may show words, choose between parts ({% if %}) and repeat one for each entry of a list
({% for %}). It can't call functions, import, set, read files or run for long: what is not on the
list of allowed parts is refused with its line, and every loop runs over a list that is handed in.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.domain.texts.records import Placeholder

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.sandbox import SandboxedEnvironment

#: A message of WeChat holds 2,048 characters by itself; a long chain of sign-ups some thousand.
LONGEST_TEXT = 20_000
LONGEST_RESULT = 200_000
_DEEPEST_LOOP = 2
_PARTS = frozenset(
    (
        *("Template", "Output", "TemplateData", "Name", "Getattr", "Const", "Concat"),
        *("For", "If", "CondExpr", "Compare", "Operand", "And", "Or", "Not", "Test", "Filter"),
    )
)
_FILTERS = frozenset({"join", "length", "default", "trim", "first", "last"})
_TESTS = frozenset({"defined", "undefined", "none"})
_LOOP = frozenset({"loop", "index", "index0", "first", "last", "length"})


def checked(body: str, placeholders: Iterable[Placeholder]) -> str:
    """The text, if it can be filled in with these placeholders.

    Raises UserError with the line: `texts.broken`, `texts.not_allowed`, `texts.unknown_word`,
    `texts.too_long`.
    """
    body = body.replace("\r\n", "\n").strip("\n")
    if len(body) > LONGEST_TEXT:
        raise UserError(
            "texts.too_long",
            N_("A text has at most {most} characters. This one has {count}."),
            most=LONGEST_TEXT,
            count=len(body),
        )
    known = _names(placeholders) | _LOOP
    _check(_parsed(body), known, 0)
    return body


def filled_in(body: str, placeholders: Iterable[Placeholder], values: Mapping[str, Any]) -> str:
    """The text with its words: `values` by the English key of each placeholder.

    A word without a value is empty. Raises UserError like `checked`, so a text that was damaged
    from outside can do no harm either.
    """
    from jinja2 import TemplateError

    placeholders = tuple(placeholders)
    body = checked(body, placeholders)
    try:
        template = _environment().from_string(body)
        pieces, length = [], 0
        for piece in template.generate(_in_both_languages(placeholders, values)):
            length += len(piece)
            if length > LONGEST_RESULT:
                raise UserError("texts.result_too_long", N_("The filled-in text is too long."))
            pieces.append(piece)
    except (TemplateError, TypeError, ValueError) as error:
        raise _broken(getattr(error, "lineno", None) or 1) from error
    lines = [line.rstrip() for line in "".join(pieces).split("\n")]
    return "\n".join(lines).strip("\n")


@cache
def _environment() -> "SandboxedEnvironment":
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, autoescape=False)
    environment.globals.clear()
    return environment


def _parsed(body: str) -> "nodes.Template":
    from jinja2 import TemplateSyntaxError

    try:
        return _environment().parse(body)
    except TemplateSyntaxError as error:
        raise _broken(error.lineno) from error
    except RecursionError as error:
        raise _broken(1) from error


def _check(node: "nodes.Node", known: frozenset[str] | set[str], depth: int) -> None:
    from jinja2 import nodes

    depth += isinstance(node, nodes.For)
    if type(node).__name__ not in _PARTS or _is_forbidden(node) or depth > _DEEPEST_LOOP:
        raise UserError(
            "texts.not_allowed",
            N_("Line {line}: a text can show words, choose with if and repeat with for, no more."),
            line=node.lineno or 1,
        )
    if isinstance(node, nodes.For):
        known = known | _names_of(node.target)
    name = node.name if isinstance(node, nodes.Name) else None
    if isinstance(node, nodes.Getattr):
        name = node.attr
    if name is not None and name not in known:
        raise UserError(
            "texts.unknown_word",
            N_("Line {line}: there is no word “{name}” here. Choose one from the list."),
            line=node.lineno,
            name=name,
        )
    for child in node.iter_child_nodes():
        _check(child, known, depth)


def _names_of(target: "nodes.Node") -> set[str]:
    from jinja2 import nodes

    return {target.name} if isinstance(target, nodes.Name) else set()


def _is_forbidden(node: "nodes.Node") -> bool:
    from jinja2 import nodes

    if isinstance(node, nodes.For):
        return node.recursive or not isinstance(node.target, nodes.Name)
    if isinstance(node, nodes.Filter):
        return node.name not in _FILTERS
    if isinstance(node, nodes.Test):
        return node.name not in _TESTS
    return isinstance(node, nodes.Const) and len(str(node.value)) > LONGEST_TEXT


def _names(placeholders: Iterable[Placeholder]) -> frozenset[str]:
    found: set[str] = set()
    for one in placeholders:
        found |= {one.key, one.chinese} | _names(one.fields)
    return frozenset(found)


def _in_both_languages(
    placeholders: Iterable[Placeholder], values: Mapping[str, Any]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in placeholders:
        value = values.get(one.key, "")
        if one.fields and isinstance(value, list | tuple):
            value = [_in_both_languages(one.fields, entry) for entry in value]
        found[one.key] = found[one.chinese] = value
    return found


def _broken(line: int) -> UserError:
    return UserError(
        "texts.broken",
        N_("Line {line} is not understood. Placeholders look like {{{{ 标题 }}}}."),
        line=line,
    )
