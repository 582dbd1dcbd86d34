"""Texts with placeholders: both languages, lists, and templates that would do harm."""

import time

import pytest

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.texts import actions, store
from organizer.domain.texts.records import Placeholder
from organizer.domain.texts.rendering import LONGEST_TEXT, checked, filled_in
from tests.snapshots import every_row

WORDS = (
    Placeholder("title", "标题"),
    Placeholder("host", "承办"),
    Placeholder("people", "人员", (Placeholder("name", "姓名"), Placeholder("seats", "人数"))),
)
VALUES = {
    "title": "沟通日",
    "host": "",
    "people": [{"name": "王小明", "seats": 2}, {"name": "李雷"}],
}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{{ title }} / {{ 标题 }}", "沟通日 / 沟通日"),
        ("{% if host %}{{ host }}{% else %}未定{% endif %}", "未定"),
        ("{% if 承办 %}有{% endif %}", ""),
        (
            "{% for 谁 in 人员 %}\n{{ loop.index }}. {{ 谁.姓名 }} {{ 谁.seats }}\n{% endfor %}",
            "1. 王小明 2\n2. 李雷",
        ),
        ("{{ people | length }}人", "2人"),
        ("{{ host | default('未定', true) }}", "未定"),
        ("没有占位", "没有占位"),
        ("{ 一对 } 花括号", "{ 一对 } 花括号"),
    ],
)
def test_words_are_filled_in(body: str, text: str) -> None:
    assert filled_in(body, WORDS, VALUES) == text


def test_values_are_never_templates() -> None:
    assert filled_in("{{ title }}", WORDS, {"title": "{{ 7*7 }}{% x %}"}) == "{{ 7*7 }}{% x %}"


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("一\n二 {{ 时间 }}", "texts.unknown_word", 2),
        ("{% for one in people %}\n\n{{ one.phone }}{% endfor %}", "texts.unknown_word", 3),
        ("{% for one in people %}{% endfor %}\n{{ one.name }}", "texts.unknown_word", 2),
        ("一\n{{ title", "texts.broken", 2),
        ("{% if title %}", "texts.broken", 1),
        ("{% endfor %}", "texts.broken", 1),
        ("a\nb\n{% frobnicate %}", "texts.broken", 3),
    ],
)
def test_a_mistake_is_told_with_its_line(body: str, code: str, line: int) -> None:
    with pytest.raises(UserError) as refused:
        checked(body, WORDS)
    assert (refused.value.code, refused.value.values["line"]) == (code, line)
    assert str(line) in refused.value.message()


@pytest.mark.parametrize(
    "body",
    [
        "{{ title.__class__ }}",
        "{{ title['__class__'] }}",
        "{{ title.__class__.__mro__[1].__subclasses__() }}",
        "{{ title() }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ 'a' * 999999999 }}",
        "{{ title ~ title }}{{ [1] * 3 }}",
        "{% set x = 1 %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% macro m() %}{% endmacro %}",
        "{% for a in range(99999999) %}{% endfor %}",
        "{% for a in people recursive %}{% endfor %}",
        "{% for a, b in people %}{% endfor %}",
        "{% for a in people %}" * 3 + "x" + "{% endfor %}" * 3,
        "{{ title | attr('__class__') }}",
        "{{ title | format(1) }}",
        "{{ title | map('upper') }}",
        "{{ self }}",
        "{% filter upper %}x{% endfilter %}",
        "{% block x %}{% endblock %}",
        "{% extends 'x' %}",
        "{{ title is divisibleby 3 }}",
        "{% raw %}{% endraw %}{{ cycler }}",
    ],
)
def test_a_hostile_text_is_refused_at_once(body: str) -> None:
    began = time.monotonic()
    with pytest.raises(UserError) as refused:
        checked(body, WORDS)
    assert refused.value.code in ("texts.not_allowed", "texts.unknown_word", "texts.broken")
    with pytest.raises(UserError):
        filled_in(body, WORDS, VALUES)
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "unit", ["{% if title %}", "{{ (((((((((( ", "{{ not ", "{{ [", "{{ title if "]
)
def test_deep_nesting_is_a_sentence(unit: str) -> None:
    with pytest.raises(UserError):
        checked(unit * (LONGEST_TEXT // len(unit)), WORDS)


def test_a_long_text_and_a_long_result_are_refused() -> None:
    with pytest.raises(UserError) as refused:
        checked("长" * (LONGEST_TEXT + 1), WORDS)
    assert refused.value.code == "texts.too_long"
    body = "{% for one in people %}" + "长" * 10_000 + "{% endfor %}"
    with pytest.raises(UserError) as refused:
        filled_in(body, WORDS, {"people": [{"name": "x"}] * 30})
    assert refused.value.code == "texts.result_too_long"


def test_an_own_version_is_kept_and_given_up(register: Register) -> None:
    key = store.keys()[0]
    before = every_row(register)
    with register.step() as step:
        actions.keep(step, key, "zh_Hans", "我的 {{ 标题 }}\r\n", WORDS)
    with register.reading() as db:
        own = store.chat_text(db, key, "zh_Hans")
        assert not store.chat_text(db, key, "en").is_own
    assert (own.is_own, own.body) == (True, "我的 {{ 标题 }}")
    with register.step() as step:
        actions.use_built_in(step, key, "zh_Hans")
    with register.reading() as db:
        assert not store.chat_text(db, key, "zh_Hans").is_own
    register.undo()
    register.undo()
    assert every_row(register) == before


def test_a_broken_version_is_not_kept(register: Register) -> None:
    before = every_row(register)
    with pytest.raises(UserError), register.step() as step:
        actions.keep(step, store.keys()[0], "zh_Hans", "{{ 没有 }}", WORDS)
    assert every_row(register) == before


def test_every_built_in_text_has_both_languages() -> None:
    assert store.keys()
    for key in store.keys():  # noqa: SIM118 - a function
        titles = {store.built_in(key, language).title for language in store.LANGUAGES}
        versions = {store.built_in(key, language).version for language in store.LANGUAGES}
        assert len(titles) == 2, key
        assert len(versions) == 1, key
