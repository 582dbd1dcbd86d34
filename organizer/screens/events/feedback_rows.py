"""What pasted answers would do as rows of a preview, and the answers kept as rows of a list."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QComboBox, QWidget

from organizer.base.words import N_, _
from organizer.domain.events.feedback import (
    STATES,
    Answer,
    AnswersPlan,
    PlannedAnswer,
    Question,
    UnreadText,
)
from organizer.domain.groups.store_matching import Candidate
from organizer.widgets.colours import Tone
from organizer.widgets.record_columns import Badge, Column, Edit

NAME_ONLY, LEAVE_OUT = "name_only", "leave_out"
TONES = {
    "new": Tone.GOOD,
    "changed": Tone.ACCENT,
    "same": Tone.MUTED,
    "undecided": Tone.WARNING,
    "left_out": Tone.MUTED,
}


class PlanRow(NamedTuple):
    """An answer that was read, with its place in the plan, or a line that is nobody's."""

    key: str
    place: int
    planned: PlannedAnswer | None = None
    unread: UnreadText | None = None
    called: str = ""


class KeptRow(NamedTuple):
    """An answer that is kept, with what was asked."""

    question: Question
    answer: Answer


def plan_rows(plan: AnswersPlan, picked: "dict[str, str]") -> list[PlanRow]:
    """The answers in their order, then what belongs to nobody; `picked` names people chosen."""
    rows = [
        PlanRow(f"answer:{place}", place, one, called=picked.get(one.member_id or "", ""))
        for place, one in enumerate(plan.answers)
    ]
    return [*rows, *(PlanRow(f"unread:{one.line}", -1, unread=one) for one in plan.unread)]


def candidate_words(one: Candidate) -> str:
    """Somebody who may be meant, with what tells them from others."""
    place = one.institution_short or one.institution
    return " · ".join(filter(None, (one.name, place, one.position)))


def who_words(row: PlanRow) -> str:
    """Who it is in the register."""
    one = row.planned
    if one is None or one.state == "left_out":
        return ""
    if one.member_id is not None:
        found = next((c for c in one.candidates if c.member_id == one.member_id), None)
        return candidate_words(found) if found is not None else row.called
    if one.state == "undecided":
        return _("{count} may be meant").format(count=len(one.candidates))
    return _("Name only")


def who_choices(row: PlanRow) -> list[tuple[str, str]]:
    """Who it may be, by key, then what else can be done with the answer."""
    if row.planned is None:
        return []
    people = [(one.member_id, candidate_words(one)) for one in row.planned.candidates]
    return [*people, (NAME_ONLY, _("Name only")), (LEAVE_OUT, _("Leave out"))]


def _who_editor(parent: QWidget, row: PlanRow) -> QWidget:
    box = QComboBox(parent)
    choices = who_choices(row)
    if who_words(row) not in [words for _key, words in choices]:
        box.addItem(who_words(row))
    for key, words in choices:
        box.addItem(words, key)
    box.setCurrentText(who_words(row))
    return box


def state_badge(row: PlanRow) -> Badge:
    """What would be done."""
    if row.planned is None:
        return Badge(_("Not understood"), Tone.WARNING)
    return Badge(_(STATES[row.planned.state]), TONES[row.planned.state])


def plan_columns(
    questions: Sequence[Question],
    decide: Callable[[str, str], None],
    divide: Callable[[str, int, str], None],
) -> tuple[Column, ...]:
    """The columns of the preview: one for each question."""

    def words_of(place: int) -> Callable[[PlanRow], str]:
        def words(row: PlanRow) -> str:
            if row.planned is None:
                return row.unread.text if row.unread is not None and place == 0 else ""
            said = row.planned.read.words
            return said[place] if place < len(said) else ""

        return words

    def words_edit(place: int) -> Edit:
        return Edit(lambda key, text: divide(key, place, text))

    return (
        Column("state", N_("What is done"), lambda row: state_badge(row).text, sortable=False,
               badges=lambda row: [state_badge(row)], width=15),
        Column("name", N_("In the chat"), lambda row: row.planned.read.name if row.planned else "",
               sortable=False, strong=True, width=12),
        Column("who", N_("In the register"), who_words, sortable=False, width=18,
               edit=Edit(decide, editor=_who_editor)),
        *(
            Column(f"words{place}", one.words, words_of(place), sortable=False, width=26,
                   edit=words_edit(place), hint=words_of(place))
            for place, one in enumerate(questions)
        ),
    )  # fmt: skip


def kept_columns(change: Edit) -> tuple[Column, ...]:
    """The columns of the answers kept."""
    return (
        Column("question", N_("Question"), lambda row: row.question.words, sortable=False,
               width=20, tone=lambda _row: Tone.MUTED),
        Column("name", N_("Name"), lambda row: row.answer.name or "—", sortable=False,
               strong=True, width=12),
        Column("words", N_("Answer"), lambda row: " ".join(row.answer.words.split()),
               sortable=False, width=50, edit=change._replace(value=lambda row: row.answer.words),
               hint=lambda row: row.answer.words),
    )  # fmt: skip
