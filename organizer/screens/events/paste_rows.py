"""The rows of a planned sign-up: entries of the chain, who is gone from it, what was not read."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from PySide6.QtWidgets import QComboBox, QWidget

from organizer.base.register_thread import Ticket
from organizer.base.words import N_, _, ngettext
from organizer.domain.events.chain import UnreadLine
from organizer.domain.events.participants import Participant
from organizer.domain.events.sign_up import REASONS, WARNINGS, PlannedLine, SignUpPlan
from organizer.domain.groups.store_matching import Candidate
from organizer.widgets.colours import Tone
from organizer.widgets.record_columns import Badge, Column, Edit, IdList, Request

T = TypeVar("T")

#: How somebody was recognised, as codes of `Candidate.found_by`.
FOUND_BY = {
    "name": N_("by name"),
    "alias": N_("by alias"),
    "nickname": N_("by nickname"),
    "reading": N_("sounds alike"),
    "address": N_("by form of address"),
}
#: What a line does, as codes of `STATES`: shorter words for a column, and their colour.
_STATES: dict[str, tuple[str, Tone]] = {
    "new": (N_("Signs up"), Tone.GOOD),
    "changed": (N_("Changed"), Tone.ACCENT),
    "same": (N_("As before"), Tone.PLAIN),
    "repeated": (N_("Again below"), Tone.PLAIN),
    "undecided": (N_("Who is it?"), Tone.WARNING),
    "left_out": (N_("Left out"), Tone.PLAIN),
    "not_coming": (N_("Not coming"), Tone.PLAIN),
    "interactive": (N_("Interactive"), Tone.PLAIN),
    "kept_off": (N_("Taken off"), Tone.PLAIN),
}
NAME_ONLY, NEW_MEMBER, LEAVE_OUT = "name", "new", "out"


class PlanRow(NamedTuple):
    """A row of the preview: one of an entry, somebody whose line is gone, an unread line."""

    place: int = -1
    line: PlannedLine | None = None
    gone: Participant | None = None
    unread: UnreadLine | None = None
    stays: bool = False
    called: str = ""
    """Whom the line was found to be, as words, where no candidate tells it."""

    @property
    def key(self) -> str:
        """What the row is called while the plan changes."""
        if self.line is not None:
            return f"line:{self.place}"
        if self.gone is not None:
            return f"gone:{self.gone.id}"
        return f"unread:{self.unread.line if self.unread else 0}"

    @property
    def waits_for_a_word(self) -> bool:
        """Whether the owner has to say who it is."""
        return self.line is not None and self.line.state == "undecided"


def rows_of(plan: SignUpPlan, picked: Mapping[str, str]) -> list[PlanRow]:
    """All rows: the entries in their order, then who is gone, then what was not read.

    `picked` holds the words for members the owner chose.
    """
    called: dict[str | None, str] = {
        one.member_id: " · ".join(filter(None, (one.name, one.institution))) for one in plan.known
    }
    called.update(picked)
    rows = [
        PlanRow(place, line, called=called.get(line.member_id, ""))
        for place, line in enumerate(plan.lines)
    ]
    gone = {one.id: PlanRow(gone=one, stays=not plan.withdraws) for one in plan.gone}
    gone |= {one.id: PlanRow(gone=one, stays=True) for one in plan.known if one.id in plan.stays}
    return [*rows, *gone.values(), *(PlanRow(unread=one) for one in plan.chain.unread)]


class RowsAtHand:
    """A source of rows that are there already."""

    def __init__(self) -> None:
        self.rows_by_key: dict[str, PlanRow] = {}

    def show(self, rows: Sequence[PlanRow]) -> None:
        """Hand out these rows from now on."""
        self.rows_by_key = {one.key: one for one in rows}

    def head(self, request: Request) -> None:  # noqa: ARG002
        """None: everything is at hand."""
        return

    def ids(self, request: Request) -> Ticket[IdList]:
        """The rows, sorted by nothing but their place or their state."""
        found = list(self.rows_by_key)
        if request.sort == "state":
            by_state = {key: state_of(row)[0] for key, row in self.rows_by_key.items()}
            found.sort(key=lambda key: by_state[key], reverse=request.descending)
        return _settled(IdList(found, len(found), rows=self.rows_by_key))

    def rows(
        self,
        ids: Sequence[str],
        *,
        background: bool = False,  # noqa: ARG002
    ) -> Ticket[Mapping[str, PlanRow]]:
        """The rows of these keys."""
        return _settled({key: self.rows_by_key[key] for key in ids if key in self.rows_by_key})


def _settled(result: T) -> Ticket[T]:
    ticket: Ticket[T] = Ticket()
    ticket.settle(result, None)
    return ticket


# --- what a row says ------------------------------------------------------------------------------


def candidate_text(one: Candidate) -> str:
    """Somebody who may be meant, with what tells them from others."""
    facts = [one.institution_short or one.institution, one.position]
    if one.archived:
        facts.append(_("archived"))
    return " · ".join(filter(None, (one.name, *facts)))


def line_number(row: PlanRow) -> str:
    """The line of the pasted text, counted from 1."""
    if row.line is not None:
        return str(row.line.item.line)
    return str(row.unread.line) if row.unread is not None else ""


def name_of(row: PlanRow) -> str:
    """The name as it stands in the chain."""
    if row.line is not None:
        return row.line.read.name or row.line.item.text
    if row.gone is not None:
        return row.gone.name
    return row.unread.text if row.unread is not None else ""


def who_of(row: PlanRow) -> str:
    """Who that is in the register."""
    line = row.line
    if row.gone is not None and row.gone.member_id is not None:
        return " · ".join(filter(None, (row.gone.name, row.gone.institution)))
    if line is None or line.state == "interactive":
        return ""
    match line.who:
        case "new_member":
            return _("New member")
        case "name":
            return _("Name only")
        case "undecided":
            return _who_perhaps(line.candidates)
    chosen = next((one for one in line.candidates if one.member_id == line.member_id), None)
    return candidate_text(chosen) if chosen is not None else row.called


def _who_perhaps(candidates: Sequence[Candidate]) -> str:
    if len(candidates) == 1:
        return _("Perhaps {name}").format(name=candidate_text(candidates[0]))
    return _("{count} may be meant").format(count=len(candidates)) if candidates else ""


def how_of(row: PlanRow) -> str:
    """How the person was recognised."""
    line = row.line
    if line is None or line.who not in ("member", "undecided") or line.state == "interactive":
        return ""
    if line.by_hand:
        return _("chosen by you")
    found = {one.found_by for one in line.candidates if line.member_id in (None, one.member_id)}
    if found:
        return "、".join(_(FOUND_BY[code]) for code in FOUND_BY if code in found)
    return _("as last time") if line.who == "member" else ""


def seats_of(row: PlanRow) -> str:
    """The seats the person would have."""
    if row.line is not None and row.line.state not in ("left_out", "not_coming", "interactive"):
        return str(row.line.seats)
    return ""


def state_of(row: PlanRow) -> tuple[str, Tone]:
    """What would be done, and its colour."""
    if row.gone is not None:
        return (_("Stays"), Tone.PLAIN) if row.stays else (_("Withdraws"), Tone.DANGER)
    if row.line is None:
        return _("Not understood"), Tone.WARNING
    if row.line.acts and row.line.waits:
        return _("Waiting list"), Tone.WARNING
    words, tone = _STATES[row.line.state]
    return _(words), tone


def note_of(row: PlanRow) -> str:
    """What was not plain about it."""
    if row.gone is not None:
        return _("The line is not in the chain any more.")
    if row.unread is not None:
        return _(REASONS[row.unread.reason])
    if row.line is None:
        return ""
    notes = [_(WARNINGS[code]).format(name=row.line.words) for code in row.line.warnings]
    return " ".join([*notes, row.line.read.note])


def _name_tone(row: PlanRow) -> Tone:
    quiet = row.line is None or not (row.line.acts or row.line.state in ("same", "undecided"))
    return Tone.MUTED if quiet else Tone.PLAIN


def _hint(row: PlanRow) -> str:
    return row.line.item.text if row.line is not None else name_of(row)


def who_choices(row: PlanRow) -> list[tuple[str, str]]:
    """Who a line may be, by key: the candidates, then what else can be done with it."""
    if row.line is None:
        return []
    people = [(one.member_id, candidate_text(one)) for one in row.line.candidates]
    return [
        *people,
        (NAME_ONLY, _("Name only")),
        (NEW_MEMBER, _("New member")),
        (LEAVE_OUT, _("Leave out")),
    ]


def _who_editor(parent: QWidget, row: PlanRow) -> QWidget:
    box = QComboBox(parent)
    if row.waits_for_a_word:
        box.addItem(who_of(row))
    for key, text in who_choices(row):
        box.addItem(text, key)
    return box


def columns(
    rename: Callable[[str, str], None],
    decide: Callable[[str, str], None],
    seat: Callable[[str, str], None],
) -> tuple[Column, ...]:
    """The columns of the preview; the functions are given a row's key and the text typed."""
    return (
        Column("line", N_("Line"), line_number, right=True, width=4, sortable=False),
        Column(
            "name",
            N_("In the chain"),
            name_of,
            width=14,
            strong=True,
            tone=_name_tone,
            edit=Edit(rename),
            hint=_hint,
            sortable=False,
        ),
        Column(
            "state",
            N_("What is done"),
            lambda row: state_of(row)[0],
            width=12,
            badges=lambda row: [Badge(*state_of(row))],
        ),
        Column("seats", N_("Seats"), seats_of, right=True, width=6, sortable=False,
               edit=Edit(seat)),
        Column(
            "who",
            N_("In the register"),
            who_of,
            width=18,
            edit=Edit(decide, editor=_who_editor),
            sortable=False,
        ),
        Column("how", N_("Recognised"), how_of, width=11, tone=lambda _row: Tone.MUTED,
               sortable=False),
        Column("note", N_("Remark"), note_of, width=26, tone=lambda _row: Tone.MUTED,
               sortable=False),
    )  # fmt: skip


# --- what is said of the whole -------------------------------------------------------------------


def changes_of(plan: SignUpPlan | None) -> int:
    """How many people it would change anything for."""
    if plan is None:
        return 0
    acting = sum(1 for line in plan.lines if line.acts)
    return acting + len(plan.withdrawing) + len(plan.declining)


def told_of(plan: SignUpPlan) -> list[str]:
    """What would be done, counted."""
    waiting = sum(1 for line in plan.lines if line.acts and line.waits)
    empty = len(plan.chain.placeholders)
    facts = [
        (plan.count("new"), _("{count} signing up")),
        (waiting, _("{count} of them waiting")),
        (plan.count("changed"), _("{count} changed")),
        (plan.count("same"), _("{count} as before")),
        (len(plan.withdrawing), _("{count} withdrawing")),
        (plan.count("undecided"), _("{count} to decide")),
        (len(plan.chain.unread), _("{count} not understood")),
        (empty, _("{count} left empty")),
    ]
    told = [words.format(count=count) for count, words in facts if count]
    seats = (
        _("{seats} of {capacity} seats taken afterwards").format(
            seats=plan.seats, capacity=plan.capacity
        )
        if plan.capacity is not None
        else ngettext("{count} seat afterwards", "{count} seats afterwards", plan.seats).format(
            count=plan.seats
        )
    )
    return [*told, seats]
