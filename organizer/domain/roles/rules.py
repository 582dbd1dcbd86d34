"""Decisions about appointments: titles, terms, periods."""

import datetime as dt

from organizer.base.errors import UserError
from organizer.base.text import one_line
from organizer.base.words import N_
from organizer.domain.roles.records import TITLES

# What people write for the titles that come with the program, in either language.
_CODES = {
    "群主": "owner",
    "管理员": "admin",
    "群管理员": "admin",
    "助理": "assistant",
    "群助理": "assistant",
    "意见领袖": "kol",
    "分享人": "sharer",
    "分享者": "sharer",
    "舵主": "branch_head",
    "分舵负责人": "branch_head",
    "牵头人": "lead",
    "秘书": "secretary",
    "秘书长": "秘书长",
} | {words.casefold(): code for code, words in TITLES.items()}


def title_code(words: str) -> str:
    """The title as it is stored: the code of a built-in one, else the owner's own words.

    Raises UserError when nothing is left.
    """
    title = one_line(words, 100)
    if not title:
        raise UserError("roles.no_title", N_("A position needs a title."))
    return _CODES.get(title.casefold(), title)


def checked_term(starts_on: dt.date, ends_on: dt.date | None) -> None:
    """Raise UserError when a term or a position would end before it starts."""
    if ends_on is not None and ends_on < starts_on:
        raise UserError(
            "roles.ends_before_start",
            N_("A position can’t end ({end}) before it starts ({start})."),
            end=ends_on.isoformat(),
            start=starts_on.isoformat(),
        )


def days_left(term_ends_on: dt.date | None, today: dt.date) -> int | None:
    """Days until a term is over, negative when it is; None without a term."""
    return None if term_ends_on is None else (term_ends_on - today).days
