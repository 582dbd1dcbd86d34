"""Reading texts: built-in ones from files, the owner's from the register."""

from functools import cache
from typing import NamedTuple

from organizer.base import resources
from organizer.base.database import Database
from organizer.domain.texts.records import ChatText

LANGUAGES = ("zh_Hans", "en")


class BuiltIn(NamedTuple):
    """A text that comes with the program: a file whose first lines are `title:` and `version:`."""

    title: str
    version: int
    body: str


@cache
def built_in(key: str, language: str) -> BuiltIn:
    """The built-in text of a key. Raises FileNotFoundError when there is none."""
    head, _blank, body = resources.text("texts", language, f"{key}.txt").partition("\n\n")
    lines = dict(line.split(": ", 1) for line in head.splitlines())
    return BuiltIn(lines["title"], int(lines["version"]), body.rstrip("\n"))


@cache
def keys() -> tuple[str, ...]:
    """The keys of all built-in texts, in order."""
    return tuple(sorted(path.stem for path in resources.path("texts", "zh_Hans").glob("*.txt")))


def chat_text(db: Database, key: str, language: str) -> ChatText:
    """The text of a key as it is used: the owner's version if there is one."""
    default = built_in(key, language)
    row = db.row(
        "SELECT body, from_version FROM own_text WHERE text_key = ? AND language = ?",
        (key, language),
    )
    body, version = row or (default.body, default.version)
    return ChatText(key, language, default.title, body, row is not None, version, default.version)


def chat_texts(db: Database, language: str) -> list[ChatText]:
    """All texts in one language."""
    return [chat_text(db, key, language) for key in keys()]


def own_row(db: Database, key: str, language: str) -> str | None:
    """The row of the owner's version of a text, or None."""
    found: str | None = db.value(
        "SELECT id FROM own_text WHERE text_key = ? AND language = ?", (key, language)
    )
    return found
