"""What each text may say, and a preview of it: one list to which the subjects add theirs."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.domain.texts.records import Placeholder
from organizer.domain.texts.rendering import checked


class Preview(NamedTuple):
    """A text filled in, and with what: the event or person it was taken from."""

    words: str
    of: str


#: Fills in a body with something real: database, body, language, today. None without anything.
Filling = Callable[[Database, str, str, dt.date], Preview | None]


class TextUse(NamedTuple):
    """The words a text may ask for, and how it is shown filled in."""

    placeholders: tuple[Placeholder, ...]
    fill: Filling


#: By the key of the text.
USES: dict[str, TextUse] = {}


def use_of(key: str) -> TextUse:
    """How a text is used. Raises UserError for one no subject knows (any more)."""
    try:
        return USES[key]
    except KeyError:
        raise UserError("texts.unknown", N_("This text is not used any more.")) from None


def preview(db: Database, key: str, body: str, language: str, today: dt.date) -> Preview:
    """A body filled in with something real; as it is, with nothing, when there is nothing yet.

    Raises UserError as `rendering.checked`, with the line.
    """
    use = use_of(key)
    body = checked(body, use.placeholders)
    return use.fill(db, body, language, today) or Preview("", "")
