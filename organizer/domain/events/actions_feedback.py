"""Asking for feedback, keeping the answers that come back."""

from collections.abc import Sequence
from typing import NamedTuple

from organizer.base.errors import UserError
from organizer.base.steps import ActionKind, Step
from organizer.base.text import clean, one_line
from organizer.base.words import N_
from organizer.domain.events import actions, store_feedback
from organizer.domain.events.feedback import MOST_QUESTIONS, AnswersPlan
from organizer.domain.events.records import Key

ASK = ActionKind("events.ask", N_("Changed the questions after an event"))
KEEP = ActionKind("events.keep_answers", N_("Kept {count} answer"), N_("Kept {count} answers"))
CHANGE = ActionKind("events.change_answer", N_("Changed an answer"))
REMOVE = ActionKind(
    "events.remove_answers", N_("Removed {count} answer"), N_("Removed {count} answers")
)


class KeptAnswers(NamedTuple):
    """What came of pasted answers: new ones, replaced ones, and people still to be decided."""

    new: int
    changed: int
    undecided: int


def ask(step: Step, key: str | Key, questions: Sequence[str]) -> list[str]:
    """Say what is asked after an event; the nth question replaces the nth. Returns their ids.

    Raises UserError for none or more than three, or when a question with answers would go.
    """
    step.begins(ASK)
    event_id = actions.own_row(step, key)
    step.note(event_id=event_id)
    wanted = [words for words in (one_line(one) for one in questions) if words]
    if not 1 <= len(wanted) <= MOST_QUESTIONS:
        raise UserError(
            "events.question_count", N_("Ask one to {most} questions."), most=MOST_QUESTIONS
        )
    present = [one.id for one in store_feedback.questions(step, event_id)]
    gone = present[len(wanted) :]
    if any(one.question_id in gone for one in store_feedback.answers(step, event_id)):
        raise UserError(
            "events.question_answered",
            N_("There are answers to this question. Remove them first, or keep it."),
        )
    step.delete("feedback_question", gone)
    for place, words in enumerate(wanted):
        if place < len(present):
            step.update("feedback_question", present[place], words=words)
        else:
            present.append(
                step.insert("feedback_question", event_id=event_id, words=words, position=place + 1)
            )
    return present[: len(wanted)]


def keep(step: Step, plan: AnswersPlan) -> KeptAnswers:
    """Keep the answers as planned; undecided ones are left alone."""
    done = KeptAnswers(plan.count("new"), plan.count("changed"), plan.count("undecided"))
    step.begins(KEEP, count=done.new + done.changed)
    event_id = actions.own_row(step, plan.key)
    step.note(event_id=event_id)
    asked = [one.id for one in store_feedback.questions(step, event_id)]
    places = [store_feedback.last_place(step, one) for one in asked]
    for one in plan.answers:
        if one.state not in ("new", "changed"):
            continue
        replaced = one.replaces or (None,) * len(asked)
        for place, (words, present) in enumerate(zip(one.read.words, replaced, strict=False)):
            if not words:
                continue
            if present is not None:
                step.update("feedback_answer", present, words=words)
                continue
            places[place] += 1
            step.insert(
                "feedback_answer",
                question_id=asked[place],
                member_id=one.member_id,
                name="" if one.member_id else one.read.name,
                words=words,
                position=places[place],
            )
    return done


def change_answer(step: Step, answer_id: str, words: str) -> bool:
    """Correct the words of an answer. Raises UserError without any."""
    step.begins(CHANGE)
    words = clean(words, multi_line=True).strip()
    if not words:
        raise UserError("events.answer_no_words", N_("An answer needs words. Or remove it."))
    return step.update("feedback_answer", answer_id, words=words)


def remove_answers(step: Step, answer_ids: Sequence[str]) -> int:
    """Remove answers; returns how many there were."""
    step.begins(REMOVE, count=len(answer_ids))
    return step.delete("feedback_answer", answer_ids)
