"""The help: every page there in both languages, found by its words, and harmless."""

import re
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from organizer.app.rooms import all_rooms
from organizer.base import resources
from organizer.base.words import set_language
from organizer.screens.help.page import HelpPage
from organizer.screens.help.pages import all_pages
from organizer.widgets.theme import theme
from tests.screens.conftest import MakePage

OURS = ("start", "history", "settings", "backup", "keyboard", "privacy")


@pytest.fixture
def page(make_page: MakePage) -> HelpPage:
    """The page."""
    return cast("HelpPage", make_page("help"))


def titles(page: HelpPage) -> list[str]:
    """The pages listed."""
    return [page.list.item(row).text() for row in range(page.list.count())]


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
@pytest.mark.parametrize("key", OURS)
def test_a_page_is_there_short_and_titled(language: str, key: str) -> None:
    text = resources.text("help", language, f"{key}.md")
    assert text.startswith("# ")
    assert len(text.splitlines()) <= 45


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_links_lead_to_pages(language: str) -> None:
    folder = resources.path("help", language)
    for path in folder.glob("*.md"):
        for target in re.findall(r"\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
            assert (folder / target).exists(), (path.name, target)


def test_both_languages_have_the_same_pages() -> None:
    chinese, english = (
        {path.name for path in resources.path("help", language).glob("*.md")}
        for language in ("zh_Hans", "en")
    )
    assert chinese == english


def test_every_room_names_a_page_that_is_there() -> None:
    known = {page.key for page in all_pages()}
    assert {room.help_page for room in all_rooms() if room.help_page} <= known


def test_pages_are_found_by_any_word(page: HelpPage, qtbot: QtBot) -> None:
    everything = titles(page)
    assert len(everything) > len(OURS)
    page.search.setText("备份")
    found = titles(page)
    assert found[0] == "备份与恢复"
    assert 1 < len(found) < len(everything)
    assert page.shown_key() == "backup"
    page.search.setText("没有这样的字")
    assert titles(page) == []
    assert page.nothing.isVisible()
    page.search.clear()
    assert titles(page) == everything


def test_a_link_opens_its_page(page: HelpPage) -> None:
    page.browser.anchorClicked.emit(QUrl("history.md"))
    assert page.shown_key() == "history"
    page.browser.anchorClicked.emit(QUrl("https://example.org/history.md"))
    page.browser.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert page.shown_key() == "history"


def test_nothing_is_loaded_from_anywhere(page: HelpPage, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"")
    page.browser.show_markdown(f"# A\n\n![x]({picture.as_uri()}) ![y](https://example.org/a.png)")
    kind = QTextDocument.ResourceType.ImageResource.value
    for address in (picture.as_uri(), "https://example.org/a.png", str(picture)):
        assert page.browser.loadResource(kind, QUrl(address)) is None
    assert "<img" not in page.browser.toPlainText()


def test_about_says_version_licences_and_places(page: HelpPage) -> None:
    from organizer import __version__

    page.go_to("about")
    text = page.browser.toPlainText()
    assert __version__ in text
    assert "PySide6" in text
    assert "settings.json" in text


def test_the_language_changes_while_it_is_open(page: HelpPage, qtbot: QtBot) -> None:
    page.go_to("keyboard")
    set_language("en")
    page.desk.language_changed.emit()
    assert page.list.currentItem().text() == "Keyboard"
    assert page.browser.toPlainText().startswith("Keyboard")
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.shown_key() != "keyboard"


@pytest.mark.parametrize("percent", [100, 150])
def test_the_list_shows_whole_titles(page: HelpPage, qtbot: QtBot, percent: int) -> None:
    theme.set_text_percent(percent)
    page.retranslate()
    page.resize(900, 600)
    page.show()
    qtbot.waitExposed(page)
    assert page.list.sizeHintForColumn(0) <= page.list.viewport().width()
