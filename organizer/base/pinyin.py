"""Readings of Chinese names: full pinyin, initials and the key that sorts by them.

The tables (resources/pinyin*.txt, surnames.txt) are loaded at the first question, in about 10 ms.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from organizer.base import resources

# Beyond every letter, below every other character: what has no reading goes behind all names.
_LAST = "~"
# Before a surname, of people known by "old Wang" or "little Zeng".
_FAMILIAR = frozenset("老小阿大")
_DIGITS = re.compile(r"\d+")
_LONGEST_SURNAME = 4


class Reading(NamedTuple):
    """How a name is read: "zeng guo fan", "zengguofan", "zgf"."""

    full: str
    joined: str
    initials: str


def person_reading(name: str) -> Reading:
    """Return the reading of a person's name, the surname read as a surname (曾 zeng, 尉迟 yu chi).

    ü is written v. Latin letters are lower-cased and, like digits and emoji, kept; punctuation
    separates. A doubled first character (乐乐) is a pet name, not a surname.
    """
    surnames = _surnames()
    first = name[:1]
    if first in surnames.starts:
        if family := _surname_of(name, surnames):
            rest = name[len(family) :]
            given = text_reading(rest).full if rest[-1:] == "长" else rest.translate(_table())
            return _made(f"{surnames.reading[family]} {given}")
    elif first in _FAMILIAR and len(name) == 2 and name[1] in surnames.reading:
        return _made(f"{_table()[ord(first)]} {surnames.reading[name[1]]}")
    # A name such as 王校长 is a surname and a title.
    return text_reading(name) if name[-1:] == "长" else _made(name.translate(_table()))


def surname(name: str) -> str:
    """Return the surname a Chinese name begins with (王, 欧阳), or '' where there is none."""
    name = name.strip()
    for length in range(min(_LONGEST_SURNAME, len(name) - 1), 1, -1):
        if name[:length] in _surnames().reading:
            return name[:length]
    # Most names begin with a usual character: the table of all is not loaded for these.
    return name[:1] if "\u4e00" <= name[:1] <= "\u9fa5" or _is_han(name[:1]) else ""


def surnames_read_otherwise() -> dict[str, tuple[str, str]]:
    """Return the surnames not read as their characters are: both readings, longer ones first.

    单 is ("shan", "dan"): who does not know the surname types the other.
    """
    pairs = {
        family: (spoken, _made(family.translate(_table())).full)
        for family, spoken in _surnames().reading.items()
    }
    return {
        family: pairs[family]
        for family in sorted(pairs, key=len, reverse=True)
        if pairs[family][0] != pairs[family][1]
    }


def text_reading(text: str) -> Reading:
    """Return the reading of an institution, a group or any other text, with no surname in it.

    Words such as 音乐, 校长 or 重庆 are read as words.
    """
    words = _words()
    if not words.starts.isdisjoint(text):
        text = words.pattern.sub(lambda found: f" {words.reading[found[0]]} ", text)
    return _made(text.translate(_table()))


def reading(name: str, correction: str | None = None) -> Reading:
    """Return the corrected reading if there is one, else `person_reading(name)`.

    A correction may have tone marks, capitals, hyphens or no blanks at all ("Zēng Guófān"): it is
    cut into as many syllables as the name has characters where that is possible.
    """
    if not correction or not correction.strip():
        return person_reading(name)
    tokens = plain_letters(correction).split()
    characters = sum(map(_is_han, name))
    if len(tokens) < characters:
        fitting = [cut for cut in cuts("".join(tokens)) if len(cut) == characters]
        tokens = list(fitting[0]) if fitting else tokens
    return _made(" ".join(tokens))


def sort_key(name: str, spoken: str) -> str:
    """Return a key that sorts names as a Chinese reader expects, by plain binary comparison.

    Format: of each character its syllable, a blank and itself, joined by blanks, as in
    "wang 王 xiao 晓". So names go by syllable without tone, equal syllables by character (all 汪
    stay together, then all 王), shorter names first. Latin words are written once and so stand
    among the syllables by letter. Runs of digits are padded to eight places (2群 before 10群).
    Names that begin with a digit, an emoji or a sign come last: their key begins with "~".
    `spoken` is `Reading.full`; where its syllables do not fit the characters (a corrected
    reading), the key is the whole reading, then the name.
    """
    tokens = spoken.split(" ")
    if len(tokens) == len(name) and all(map(_is_han, name)):
        return " ".join([f"{token} {char}" for token, char in zip(tokens, name, strict=True)])
    parts = _parts(name)
    if len(parts) == len(tokens):
        pairs = zip(tokens, parts, strict=True)
        key = " ".join([f"{token} {part}" if _is_han(part) else token for token, part in pairs])
    else:
        key = f"{spoken} {name}"
    if not key[:1].isalpha() or not key[:1].isascii():
        key = _LAST + key
    return _DIGITS.sub(lambda digits: digits[0].zfill(8), key)


def plain_letters(text: str) -> str:
    """Return text in lower case without accents, full-width forms or punctuation; ü becomes v."""
    text = unicodedata.normalize("NFC", text).lower().replace("ü", "v")
    for marked in "ǖǘǚǜ":
        text = text.replace(marked, "v")
    folded = unicodedata.normalize("NFKD", text)
    return "".join(
        character if character.isalnum() else " "
        for character in folded
        if not unicodedata.combining(character)
    )


@cache
def syllables() -> frozenset[str]:
    """Return all syllables without tone."""
    lines = resources.text("pinyin.txt").splitlines()
    return frozenset(line.partition(" ")[0] for line in lines) - {"hm", "m", "n", "ng"}


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(one[:end] for one in syllables() for end in range(1, len(one) + 1))


def cuts(letters: str, at_most: int = 12) -> list[tuple[str, ...]]:
    """Return the ways to read letters as pinyin, the last syllable perhaps unfinished.

    "guof" is guo f; "xian" is xian and xi an; "zgf" is none. Longer first syllables come first;
    no more than `at_most` are returned.
    """
    found: list[tuple[str, ...]] = []
    known, begun = syllables(), _beginnings()

    def cut(start: int, taken: tuple[str, ...]) -> None:
        rest = letters[start:]
        if rest in begun:
            found.append((*taken, rest))
        for length in range(min(6, len(rest) - 1), 0, -1):
            if len(found) >= at_most:
                return
            if rest[:length] in known:
                cut(start + length, (*taken, rest[:length]))

    # Letters no Chinese name is long enough for would only cost time.
    if 0 < len(letters) <= 40:
        cut(0, ())
    return found[:at_most]


def _made(spaced: str) -> Reading:
    tokens = spaced.split()
    return Reading(" ".join(tokens), "".join(tokens), "".join([token[0] for token in tokens]))


def _is_han(character: str) -> bool:
    return len(character) == 1 and len(_table().get(ord(character), "")) > 2


def _parts(name: str) -> list[str]:
    """Cut a name the way its reading is cut: each Han character alone, other runs together."""
    spaced = "".join(f" {one} " if _is_han(one) else one for one in name)
    kept = (part.translate(_separators()) for part in spaced.split())
    return " ".join(kept).split()


def _surname_of(name: str, surnames: "_Surnames") -> str:
    for length in range(_LONGEST_SURNAME, 1, -1):
        if name[:length] in surnames.reading and len(name) >= length:
            return name[:length]
    if name[:1] not in surnames.reading or name[1:2] == name[:1]:
        return ""
    return name[0]


class _Surnames(NamedTuple):
    reading: dict[str, str]
    starts: frozenset[str]


class _Words(NamedTuple):
    reading: dict[str, str]
    starts: frozenset[str]
    pattern: re.Pattern[str]


@cache
def _table() -> dict[int, str]:
    """Return for each character what it becomes in a reading: " wang ", a letter, a blank."""
    table: dict[int, str] = {}
    for line in resources.text("pinyin.txt").splitlines():
        syllable, _, characters = line.partition(" ")
        table.update(dict.fromkeys(map(ord, characters), f" {syllable} "))
    for upper in range(ord("A"), ord("Z") + 1):
        table[upper] = chr(upper + 32)
    table.update(_separators())
    for wide in range(0xFF01, 0xFF5F):
        narrow = wide - 0xFEE0
        table[wide] = table.get(narrow, chr(narrow))
    # Letters with accents: a name such as "José" is found by "jose".
    for code in [*range(0xC0, 0x180), *range(0x1CD, 0x1DD), *range(0x1E00, 0x1F00)]:
        table[code] = plain_letters(chr(code)).strip()
    return table


@cache
def _separators() -> dict[int, str]:
    marks = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~·•‧・、，。；：？！“”‘’（）【】《》〈〉—…～｜"
    blanks = "\u00a0\u3000\t\r\n"
    # Joiners and variation selectors of emoji, marks of direction: they are not shown.
    hidden = "\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"
    return dict.fromkeys(map(ord, marks + blanks), " ") | dict.fromkeys(map(ord, hidden), "")


@cache
def _surnames() -> _Surnames:
    lines = resources.text("surnames.txt").splitlines()
    pairs = (line.partition(" ")[::2] for line in lines if line and not line.startswith("#"))
    readings: dict[str, str] = dict(pairs)
    return _Surnames(readings, frozenset(family[0] for family in readings))


@cache
def _words() -> _Words:
    pairs = (line.partition(" ")[::2] for line in resources.text("pinyin_words.txt").splitlines())
    readings: dict[str, str] = dict(pairs)
    longest_first = sorted(readings, key=len, reverse=True)
    return _Words(readings, frozenset(w[0] for w in readings), re.compile("|".join(longest_first)))
