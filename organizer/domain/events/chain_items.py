"""What one entry of a sign-up chain says: who, how many seats, a phone number, and the rest."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from organizer.base.phones import read_phone
from organizer.base.text import one_line
from organizer.domain.groups.person_text import (
    PersonText,
    is_institution,
    looks_like_name,
    read_person,
)

MOST_SEATS = 99

_CHINESE = {"一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
            "八": 8, "九": 9, "十": 10}  # fmt: skip
_N = r"(\d{1,3}|[一二两俩三四五六七八九十])"
_PHONE = re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
_FAMILY = re.compile(
    rf"{_N}\s*(?:个|位|名)?\s*(?:大人|成人|大)\s*[+＋、,，和]?\s*{_N}\s*(?:个|位|名)?\s*(?:小孩子?|小朋友|小|孩子?|娃|儿童)"
)
_ADULTS = re.compile(rf"(?<!\w){_N}\s*(?:个|位|名)?\s*(?:大人|成人|大)(?!\w)")
_PLUS = re.compile(rf"[+＋]\s*{_N}\s*(?:个|位|名)?\s*(?:人|大|小孩|小|孩子|娃)?(?!\d)")
_BRINGS = re.compile(
    rf"(?:另|再|还)?(?:带|携|捎)\s*(?:了|上)?\s*{_N}\s*(?:个|位|名)?\s*"
    r"(?:人|朋友|同事|老师|家长|家属|小孩|小朋友|孩子|娃|嘉宾|客人)?"
)
_TIMES = re.compile(rf"(?<![A-Za-z])[xX×*＊]\s*{_N}(?:\s*(?:个|位|名)?人)?(?![\w])")
_HEADS = re.compile(
    r"(?:一共|总共|共|我们)?(?<![\d第.])(\d{1,3})\s*(?:个人|人|位|名|口人|席|people|persons?|ppl|seats?)(?![\w级])"
    r"|(?:(?<=[\s（(,，、:：共我们夫妻])|^)([一二两俩三四五六七八九十])\s*(?:个人|人|位|名)(?![\w级])",
    re.IGNORECASE,
)
_GLUED_HEADS = re.compile(r"[一二两三四五六七八九十]个?人$")
_UNSAID = re.compile(
    r"(?:带|携)(?:着|上|了)?\s*(?:家属|家人|家长|孩子|小孩|娃|朋友|同事|老师|老公|老婆|爱人)"
)
_DECLINED = re.compile(
    r"不来|来不了|不能来|不能参加|参加不了|去不了|不参加|不去了?|取消|退出|请假|❌"
    r"|can'?t (?:come|make)|not coming|cancel",
    re.IGNORECASE,
)
_MAYBE = re.compile(r"待定|可能|不确定|不一定|看情况|暂定|maybe|tbc|tbd", re.IGNORECASE)
_CUT = re.compile(r"[\s（(/／+＋,，;；|｜]")
_TOKENS = re.compile(r"[\s()（）\[\]【】,，、;；/／|｜\-—]+")
_EDGES = " \t\n,，;；、/／|｜-—–:：。.（）()[]【】+＋"

#: How a count is written, and what it makes of the match: one pattern each, tried in this order.
_COUNTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], int], str], ...] = (
    (_FAMILY, lambda found: _number(found[1]) + _number(found[2]), ""),
    (_BRINGS, lambda found: 1 + _number(found[1]), "with_company"),
    (_PLUS, lambda found: 1 + _number(found[1]), "plus"),
    (_TIMES, lambda found: _number(found[1]), ""),
    (_HEADS, lambda found: _number(found[1] or found[2]), ""),
    (_ADULTS, lambda found: _number(found[1]), ""),
)


@dataclass(frozen=True, slots=True)
class SignUpText:
    """What an entry says; `counted` tells whether it says how many seats it takes.

    `shown` is the part that names the person, as it stands in the chat; name, institution and
    position are taken apart from it as far as that is clear. `warnings` are codes of `WARNINGS`.
    """

    name: str
    shown: str
    institution: str = ""
    position: str = ""
    phone: str = ""
    seats: int = 1
    counted: bool = False
    declined: bool = False
    note: str = ""
    warnings: tuple[str, ...] = ()


def tokens(text: str) -> list[str]:
    """The words an entry's first line consists of, of two characters or more."""
    first = one_line(text.partition("\n")[0], 60)
    return [token for token in _TOKENS.split(first) if len(token) > 1]


def name_words(text: str) -> set[str]:
    """All parts of an entry that may be how somebody is called, to ask the register for."""
    first = one_line(text.partition("\n")[0], 60)
    found = {first[:end].rstrip(_EDGES) for end in range(1, min(len(first), 40) + 1)}
    found |= {first[:end].strip() for end in range(1, min(len(first), 40) + 1)}
    found.update(tokens(text))
    read = read_item(text)
    return {word for word in (*found, read.name, read.shown) if word}


def read_item(text: str, known: Collection[str] = ()) -> SignUpText:
    """Read an entry; `known` are the words people of the register are called by.

    The longest of them the entry begins with is the name, if the next character does not go on
    with it; otherwise the name ends where the first blank, bracket or count begins.
    """
    first, _newline, further = text.partition("\n")
    first = one_line(first)
    shown = _known_beginning(first, known)
    rest = f"{first[len(shown) :]}\n{further}" if shown else text
    phone = ""
    if found := _PHONE.search(rest):
        phone = read_phone(found.group()).number
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    seats, counted, warnings, plain = _seats(rest)
    declined = bool(_DECLINED.search(rest))
    if _MAYBE.search(rest):
        warnings.append("maybe")
    if declined:
        warnings.append("declined")
    if shown:
        note = one_line(plain).strip(_EDGES)
        institution = next(filter(is_institution, _TOKENS.split(note)), "")
        return SignUpText(
            shown, shown, institution, "", phone, seats, counted, declined, note, tuple(warnings)
        )
    line, _newline, further = plain.strip().partition("\n")
    words = one_line(_DECLINED.sub(" ", _MAYBE.sub(" ", line))).strip(_EDGES)
    person = _person(words)
    if not person.name:
        warnings.append("no_name")
    elif not counted and _GLUED_HEADS.search(words):
        warnings.append("seats_unclear")
    return SignUpText(
        name=person.name,
        shown=_CUT.split(words, maxsplit=1)[0],
        institution=person.institution,
        position=person.position,
        phone=phone,
        seats=seats,
        counted=counted,
        declined=declined,
        note=_without(line, (person.name, person.institution, person.position), further),
        warnings=tuple(warnings),
    )


def _person(words: str) -> PersonText:
    """Who an entry names: what is made like a name, else its beginning, as people write it."""
    if not words:
        return PersonText("")
    first = _CUT.split(words, maxsplit=1)[0]
    read = read_person(words)
    name = first
    if not looks_like_name(first) and (
        looks_like_name(read.name) or is_institution(first) or words.isascii()
    ):
        name = read.name
    # a word beside the name may be a dish or a day: only what ends like an institution is one
    institution = read.institution if is_institution(read.institution) else ""
    return PersonText(name, institution if institution != name else "", read.position)


def _known_beginning(text: str, known: Collection[str]) -> str:
    fitting = (
        word for word in known if word and text.startswith(word) and _ends_a_word(text, len(word))
    )
    return max(fitting, key=len, default="")


def _ends_a_word(text: str, end: int) -> bool:
    if end >= len(text):
        return True
    following = text[end]
    if text[end - 1].isdigit() and following.isdigit():
        return False
    return not following.isalpha() or bool(re.match(rf"带|[xX×]\s*\d|{_N}(?:人|位|大)", text[end:]))


def _seats(text: str) -> tuple[int, bool, list[str], str]:
    """How many seats a text takes, whether it says so, doubts about it, and the text without."""
    warnings: list[str] = []
    counts: list[int] = []
    for pattern, seats_of, warning in _COUNTS:
        while found := pattern.search(text):
            counts.append(seats_of(found))
            text = f"{text[: found.start()]} {text[found.end() :]}"
            if warning:
                warnings.append(warning)
    if not counts:
        return 1, False, ["company_unclear"] if _UNSAID.search(text) else [], text
    possible = {count for count in counts if 1 <= count <= MOST_SEATS}
    if len(set(counts)) > 1 or len(possible) < len(set(counts)):
        warnings.append("seats_unclear")
    return max(possible, default=1), bool(possible), list(dict.fromkeys(warnings)), text


def _number(text: str) -> int:
    return _CHINESE[text] if text in _CHINESE else int(text)


def _without(line: str, words: Iterable[str], further: str) -> str:
    for word in filter(None, words):
        line = line.replace(word, " ", 1)
    return one_line(f"{line.strip(_EDGES)} {further}").strip(_EDGES)


def folded_reading(reading: str) -> str:
    """A reading in which syllables that are often confused are the same: zh/z, ng/n, l/n."""
    folded = (re.sub(r"^([zcs])h", r"\1", one) for one in reading.split())
    return "".join(re.sub(r"^l", "n", re.sub(r"ng$", "n", one)) for one in folded)
