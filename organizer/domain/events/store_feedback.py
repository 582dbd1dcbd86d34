"""Reading what was asked after an event and answered, and planning answers pasted from a chat."""

from typing import NamedTuple

from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.domain.events import store, store_said
from organizer.domain.events.chain import read_chain
from organizer.domain.events.chain_items import name_words
from organizer.domain.events.feedback import (
    Answer,
    AnswersPlan,
    PlannedAnswer,
    Question,
    ReadAnswer,
    read_answers,
    settled,
    speakers,
)
from organizer.domain.events.records import Key
from organizer.domain.events.said import EventInPast
from organizer.domain.groups.store_matching import Candidate, people_called


class KeptFeedback(NamedTuple):
    """What was said of an earlier event: its questions with the answers to each."""

    event: EventInPast
    questions: tuple[tuple[Question, tuple[Answer, ...]], ...]


def questions(db: Database, event_id: str) -> list[Question]:
    """The questions asked after an event, in their order."""
    rows = db.rows(
        "SELECT id, words FROM feedback_question WHERE event_id = ? ORDER BY position, id",
        (event_id,),
    )
    return [Question(*row) for row in rows]


def answers(db: Database, event_id: str) -> list[Answer]:
    """The answers kept of an event, in the order they were pasted."""
    rows = db.rows(
        "SELECT a.id, a.question_id, a.member_id, ifnull(m.name, a.name), a.words"
        " FROM feedback_question q JOIN feedback_answer a ON a.question_id = q.id"
        " LEFT JOIN member m ON m.id = a.member_id WHERE q.event_id = ?"
        " ORDER BY q.position, a.position, a.id",
        (event_id,),
    )
    return [Answer(*row) for row in rows]


def of_last_time(db: Database, key: str | Key) -> KeptFeedback | None:
    """The feedback to keep in mind when planning an event: of the latest one before with answers.

    It is of the same repetition, or of the same kind with a group in common. None without one.
    """
    for event in store_said.earlier(db, key):
        kept = answers(db, event.id)
        if kept:
            asked = questions(db, event.id)
            return KeptFeedback(
                event,
                tuple(
                    (one, tuple(some for some in kept if some.question_id == one.id))
                    for one in asked
                ),
            )
    return None


def plan_answers(db: Database, key: str | Key, text: str) -> AnswersPlan:
    """Say for each pasted answer who it is of and what changes; nothing is written.

    Who is called exactly so in the invited groups goes before the whole register; several wait for
    the owner. Raises UserError when the event is gone, nothing was asked, or nothing is readable.
    """
    event = store.event(db, key)
    asked = [] if event is None else questions(db, event.id)
    if event is None or not asked:
        raise UserError(
            "events.nothing_asked", N_("Write down what you ask first, then paste the answers.")
        )
    words = speakers(text)
    for item in read_chain(text).items:
        words |= name_words(item.text)
    called = people_called(db, words, *(group_id for group_id, _name in event.groups))
    read, unread = read_answers(text, len(asked), frozenset(called))
    if not read:
        raise UserError(
            "events.no_answers",
            N_("No answer was found. Each begins with a name, as in “王芳：…” or “1. 王芳 …”."),
        )
    planned = tuple(_planned(one, called.get(one.name, [])) for one in read)
    kept = () if event.is_virtual else tuple(answers(db, event.id))
    return settled(AnswersPlan(str(event.key), tuple(asked), planned, tuple(unread), kept))


def _planned(read: ReadAnswer, candidates: list[Candidate]) -> PlannedAnswer:
    present = [one for one in candidates if one.present and not one.archived]
    likely = present or [one for one in candidates if not one.archived]
    if len(likely) == 1:
        return PlannedAnswer(read, "new", likely[0].member_id, tuple(candidates))
    if candidates:
        return PlannedAnswer(read, "undecided", None, tuple(candidates))
    return PlannedAnswer(read, "new")


def last_place(db: Database, question_id: str) -> int:
    """The highest place among the answers to a question, 0 without any."""
    found: int = db.value(
        "SELECT ifnull(max(position), 0) FROM feedback_answer WHERE question_id = ?",
        (question_id,),
    )
    return found
