"""Every text of the program says what it may ask for, and is shown filled in with a real event."""

import datetime as dt
from collections.abc import Iterator

import pytest

from organizer import domain
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.demo.story import create_demo
from organizer.domain.texts import store
from organizer.domain.texts.rendering import checked
from organizer.domain.texts.uses import USES, preview

DAY = dt.date(2026, 3, 9)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with create_demo(tmp_path_factory.mktemp("texts") / "r.db", 80, DAY) as register:
        yield register


def test_every_built_in_text_has_a_use_and_every_use_a_text() -> None:
    domain.load()
    assert set(store.keys()) == set(USES)


@pytest.mark.parametrize("language", store.LANGUAGES)
@pytest.mark.parametrize("key", store.keys())
def test_a_text_is_filled_in_with_a_real_event(demo: Register, key: str, language: str) -> None:
    body = store.built_in(key, language).body
    checked(body, USES[key].placeholders)
    with demo.reading() as db:
        found = preview(db, key, body, language, DAY)
    assert found.of
    assert found.words
    assert "{" not in found.words


@pytest.mark.parametrize("key", store.keys())
def test_without_events_a_text_is_only_checked(register: Register, key: str) -> None:
    with register.reading() as db:
        assert preview(db, key, store.built_in(key, "en").body, "en", DAY) == ("", "")
        with pytest.raises(UserError) as refused:
            preview(db, key, "ok\n{{ 没有这个词 }}", "en", DAY)
    assert refused.value.code == "texts.unknown_word"
    assert refused.value.values["line"] == 2


def test_a_text_nobody_uses_is_refused(register: Register) -> None:
    with register.reading() as db, pytest.raises(UserError) as refused:
        preview(db, "yesterday", "words", "en", DAY)
    assert refused.value.code == "texts.unknown"
