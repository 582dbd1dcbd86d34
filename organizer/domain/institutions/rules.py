"""How institutions are spelled and compared: pure decisions."""

import re
import unicodedata

from organizer.base import pinyin
from organizer.base.errors import UserError
from organizer.base.text import one_line
from organizer.base.words import N_

_BLANKS = re.compile(r"\s+")


def checked_name(name: str) -> str:
    """The name on one line. Raises UserError when nothing is left."""
    plain = one_line(name, 200)
    if not plain:
        raise UserError(
            "institutions.name_missing", N_("An institution needs a name. Please enter one.")
        )
    return plain


def spelling(name: str) -> dict[str, str]:
    """The columns that follow from a name: reading, initials and the key that sorts."""
    spoken = pinyin.text_reading(name)
    return {
        "reading": spoken.full,
        "initials": spoken.initials,
        "sort_key": pinyin.sort_key(name, spoken.full),
    }


def comparable(name: str) -> str:
    """What two spellings of one name have in common: width, case and blanks do not count."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", name)).casefold()
