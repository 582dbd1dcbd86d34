"""The catalogues as they are: complete in both languages and as the code needs them."""

from pathlib import Path
from types import ModuleType

import pytest

from organizer.base import resources, words


def test_catalogues_are_complete_and_fresh(catalogue: ModuleType, root: Path) -> None:
    """Stale, missing, fuzzy, unequal placeholders or plurals, avoided words, words left English."""
    assert catalogue.check(root) == []


def test_the_extraction_sees_the_whole_program(catalogue: ModuleType, root: Path) -> None:
    """A wrong path would give an empty catalogue that is complete."""
    found = [message.id for message in catalogue.extract(root) if message.id]
    assert len(found) > 50
    assert any(isinstance(words, tuple) for words in found)


def test_the_program_offers_the_languages_of_the_catalogues(catalogue: ModuleType) -> None:
    assert tuple(catalogue.LANGUAGES) == words.LANGUAGES


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_text_is_found_at_run_time(language: str, catalogue: ModuleType, root: Path) -> None:
    words.set_language(language)
    for message in catalogue.read(language, root):
        if isinstance(message.id, tuple | list):
            singular, plural = message.id
            shown = [words.ngettext(singular, plural, 1), words.ngettext(singular, plural, 5)]
            assert set(shown) == set(message.string)
        elif message.id:
            assert words._(message.id) == message.string


def help_pages(language: str) -> dict[str, str]:
    folder = resources.path("help", language)
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}


def test_every_help_page_is_there_in_both_languages(catalogue: ModuleType) -> None:
    pages = {language: help_pages(language) for language in words.LANGUAGES}
    assert len(pages["en"]) > 3
    assert pages["zh_Hans"].keys() == pages["en"].keys()
    for name, text in pages["zh_Hans"].items():
        assert text.startswith("# "), name
        assert pages["en"][name].startswith("# "), name
        used = [word for word in catalogue.AVOIDED if word in text.replace("非税务发票", "")]
        assert used == [], name
