"""Feedback after an event: one to three questions, and answers pasted back from the chat."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from organizer.base.text import clean
from organizer.base.words import N_
from organizer.domain.events.chain import LONGEST_PASTE, read_chain
from organizer.domain.events.chain_items import read_item
from organizer.domain.groups.person_text import looks_like_name
from organizer.domain.groups.store_matching import Candidate

MOST_QUESTIONS = 3
#: What is usually asked, as a proposal.
USUAL_QUESTIONS = (
    N_("What did you take home?"),
    N_("What shall we do better next time?"),
    N_("What would you like to hear about?"),
)
AnswerState = Literal["new", "changed", "same", "undecided", "left_out"]

#: What a pasted answer would do, as codes.
STATES: dict[str, str] = {
    "new": N_("New answer"),
    "changed": N_("Replaces an earlier answer"),
    "same": N_("As before"),
    "undecided": N_("Who is it?"),
    "left_out": N_("Left out"),
}

_SPEAKER = re.compile(r"(?P<name>[^:：\n]{1,30}?)\s*[:：]\s*(?P<words>.*)")
_TIMED = re.compile(
    r"(?P<name>\S.{0,29}?)\s+(?:\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s+)?\d{1,2}:\d{2}(?::\d{2})?"
)
_NUMBER_ONE = re.compile(r"\s*[1１][.、．)）]")
_PART = re.compile(
    r"(?:(?<=\s)|(?<=[；;，,。、])|^)"
    r"(?:([①②③])|(?:Q|q|问题?)?([1-3１-３一二三])\s*[.、．:：)）])\s*",
    re.MULTILINE,
)
_PARTS = {
    mark: place for place, marks in enumerate(("①1１一", "②2２二", "③3３三")) for mark in marks
}
_EDGES = " \t\n:：,，、;；-—–/|"


@dataclass(frozen=True)
class Question:
    """A question asked after an event."""

    id: str
    words: str


@dataclass(frozen=True)
class Answer:
    """An answer that is kept; `name` is the person's, known to the register or not."""

    id: str
    question_id: str
    member_id: str | None
    name: str
    words: str


class ReadAnswer(NamedTuple):
    """What somebody answered: the line it begins on, who ('' if it does not say), per question."""

    line: int
    name: str
    words: tuple[str, ...]


class UnreadText(NamedTuple):
    """A line that is nobody's answer."""

    line: int
    text: str


@dataclass(frozen=True)
class PlannedAnswer:
    """What one answer would do; without `member_id` it is kept under the name it came with."""

    read: ReadAnswer
    state: AnswerState
    member_id: str | None = None
    candidates: tuple[Candidate, ...] = ()
    replaces: tuple[str | None, ...] = ()


@dataclass(frozen=True)
class AnswersPlan:
    """What pasted answers would do; nothing is written yet. `known` are the answers kept."""

    key: str
    questions: tuple[Question, ...]
    answers: tuple[PlannedAnswer, ...]
    unread: tuple[UnreadText, ...]
    known: tuple[Answer, ...] = ()

    def count(self, state: AnswerState) -> int:
        """How many answers are in a state."""
        return sum(1 for one in self.answers if one.state == state)

    def decided(self, place: int, member_id: str | None) -> "AnswersPlan":
        """The plan with the owner's word on who it is; None: nobody of the register."""
        return self._with(place, replace(self.answers[place], member_id=member_id, state="new"))

    def with_words(self, place: int, words: Sequence[str]) -> "AnswersPlan":
        """The plan with an answer divided over the questions in another way."""
        one = self.answers[place]
        state = one.state if one.state in ("undecided", "left_out") else "new"
        read = one.read._replace(words=tuple(words))
        return self._with(place, replace(one, read=read, state=state))

    def without(self, place: int) -> "AnswersPlan":
        """The plan with an answer left out."""
        return self._with(place, replace(self.answers[place], state="left_out"))

    def _with(self, place: int, answer: PlannedAnswer) -> "AnswersPlan":
        answers = (*self.answers[:place], answer, *self.answers[place + 1 :])
        return settled(replace(self, answers=answers))


def settled(plan: AnswersPlan) -> AnswersPlan:
    """The plan with every answer compared to what is kept of the same person or name."""
    kept: dict[tuple[str, str], Answer] = {}
    for answer in plan.known:
        # what bears no name is known again by its words only
        kept[(answer.question_id, answer.member_id or answer.name or answer.words)] = answer
    return replace(plan, answers=tuple(_settled(one, plan.questions, kept) for one in plan.answers))


def _settled(
    one: PlannedAnswer, questions: Sequence[Question], kept: dict[tuple[str, str], Answer]
) -> PlannedAnswer:
    if one.state in ("undecided", "left_out"):
        return one
    who = one.member_id or one.read.name
    found = [
        kept.get((question.id, who or words))
        for question, words in zip(questions, one.read.words, strict=True)
    ]
    pairs = [
        (words, known)
        for words, known in zip(one.read.words, found, strict=False)
        if words and (known is None or known.words != words)
    ]
    state: AnswerState = "same"
    if pairs:
        state = "changed" if any(known is not None for _words, known in pairs) else "new"
    return replace(one, state=state, replaces=tuple(known.id if known else None for known in found))


def speakers(text: str) -> set[str]:
    """All that may be somebody's name before a colon or a time, to ask the register for."""
    found: set[str] = set()
    for line in text.splitlines():
        plain = _without_number(line)
        for pattern in (_SPEAKER, _TIMED):
            if match := pattern.fullmatch(plain):
                found.add(match["name"].strip())
    return found - {""}


def read_answers(
    text: str, questions: int, known: Collection[str] = ()
) -> tuple[list[ReadAnswer], list[UnreadText]]:
    """Take pasted answers apart: a sign-up chain, "name: words", or messages with name and time.

    `known` are the words people of the register are called by. Nothing is dropped: lines that
    belong to nobody come back. Raises UserError when the text is much too long.
    """
    text = clean(text, multi_line=True, limit=LONGEST_PASTE)
    chain = read_chain(text)
    lines = text.split("\n")
    if chain.items and not _has_speakers(lines, known):
        answers = [_entry(one.line, one.text, questions, known) for one in chain.items]
        return _merged(answers), [UnreadText(one.line, one.text) for one in chain.unread]
    return _by_speaker(lines, questions, known)


def divided(words: str, questions: int) -> tuple[str, ...]:
    """An answer divided over so many questions, by ①②③, 1. 2. 3., or one line each.

    What bears no mark belongs to the first question.
    """
    words = words.strip(_EDGES)
    if questions < 2:
        return (words,)
    marks = [one for one in _PART.finditer(words) if _PARTS[one[1] or one[2]] < questions]
    parts = [""] * questions
    if marks:
        parts[0] = words[: marks[0].start()].strip(_EDGES)
        ends = [*(one.start() for one in marks[1:]), len(words)]
        for mark, end in zip(marks, ends, strict=True):
            place = _PARTS[mark[1] or mark[2]]
            said = words[mark.end() : end].strip(_EDGES)
            parts[place] = "\n".join(filter(None, (parts[place], said)))
        return tuple(parts)
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    if len(lines) == questions:
        return tuple(lines)
    parts[0] = words
    return tuple(parts)


def _entry(line: int, text: str, questions: int, known: Collection[str]) -> ReadAnswer:
    found = _SPEAKER.match(text)
    if found is not None and _is_name(found["name"], known):
        rest = text[found.start("words") :]
        return ReadAnswer(line, found["name"].strip(), divided(rest, questions))
    read = read_item(text, known)
    shown = read.shown.strip()
    if shown and text.startswith(shown) and _is_name(shown, known):
        rest = text[len(shown) :].strip(_EDGES)
        if rest:
            return ReadAnswer(line, shown, divided(rest, questions))
    return ReadAnswer(line, "", divided(text, questions))


def _by_speaker(
    lines: Sequence[str], questions: int, known: Collection[str]
) -> tuple[list[ReadAnswer], list[UnreadText]]:
    begun: list[tuple[int, str, list[str]]] = []
    unread: list[UnreadText] = []
    for number, line in enumerate(lines, start=1):
        speaker = _speaker(line, known)
        if speaker is not None:
            begun.append((number, speaker[0], [speaker[1]]))
        elif not line.strip():
            continue
        elif begun:
            begun[-1][2].append(line.strip())
        else:
            unread.append(UnreadText(number, line.strip()))
    answers = []
    for number, name, said in begun:
        words = "\n".join(said).strip()
        if words:
            answers.append(ReadAnswer(number, name, divided(words, questions)))
        else:
            unread.append(UnreadText(number, lines[number - 1].strip()))
    return _merged(answers), sorted(unread)


def _merged(answers: Sequence[ReadAnswer]) -> list[ReadAnswer]:
    """One answer for each name, whatever somebody sent in several messages."""
    found: dict[str, ReadAnswer] = {}
    for place, one in enumerate(answers):
        key = one.name or f"\n{place}"
        before = found.get(key)
        if before is not None:
            pairs = zip(before.words, one.words, strict=True)
            words = tuple("\n".join(filter(None, pair)) for pair in pairs)
            one = before._replace(words=words)  # noqa: PLW2901 - the answer made whole
        found[key] = one
    return list(found.values())


def _has_speakers(lines: Sequence[str], known: Collection[str]) -> bool:
    """Whether names stand on lines of their own, so that numbers belong to the answers."""
    ones = sum(1 for line in lines if _NUMBER_ONE.match(line))
    named = [line for line in lines if _speaker(line, known) and not _is_numbered(line)]
    return bool(named) and (ones != 1 or _speaker(lines[0], known) is not None)


def _speaker(line: str, known: Collection[str]) -> tuple[str, str] | None:
    """Who speaks on a line and what, if it begins with a name and a colon, or name and time."""
    plain = _without_number(line)
    timed = _TIMED.fullmatch(plain)
    if timed is not None:
        return timed["name"].strip(), ""
    found = _SPEAKER.fullmatch(plain)
    if found is not None and _is_name(found["name"], known):
        return found["name"].strip(), found["words"]
    return None


def _is_name(text: str, known: Collection[str]) -> bool:
    text = text.strip()
    return text in known or looks_like_name(text)


_NUMBERED = re.compile(r"\s*\d{1,3}\s*[.、．)）]\s*")


def _is_numbered(line: str) -> bool:
    return _NUMBERED.match(line) is not None


def _without_number(line: str) -> str:
    return _NUMBERED.sub("", line, count=1).strip() if _is_numbered(line) else line.strip()
