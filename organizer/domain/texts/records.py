"""What a text for a chat is, and the words it may ask for."""

from dataclasses import dataclass
from typing import NamedTuple


class Placeholder(NamedTuple):
    """A word a text may ask for, in English and in Chinese: {{ title }} is {{ 标题 }}.

    `fields` are those of each entry where the word stands for a list ({% for one in names %}).
    """

    key: str
    chinese: str
    fields: tuple["Placeholder", ...] = ()


@dataclass(frozen=True)
class ChatText:
    """A text in one language: the built-in one, or the owner's version of it.

    `version` is that of the built-in text it began from; `newest` that of the one there is now.
    """

    key: str
    language: str
    title: str
    body: str
    is_own: bool
    version: int
    newest: int
