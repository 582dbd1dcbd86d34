"""The rows of a plan as the preview shows them: a source for the table, and its columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from organizer.base.masking import mask_account, mask_phone
from organizer.base.register_thread import Ticket
from organizer.base.words import N_, _
from organizer.domain.rosters import reasons
from organizer.domain.rosters.columns import BY_KEY
from organizer.domain.rosters.plan import CONFLICT, NEW, REFUSED, ImportPlan
from organizer.domain.rosters.records import OWN, OwnField
from organizer.widgets.colours import Tone
from organizer.widgets.record_columns import Badge, Column, IdList, Request, Row

T = TypeVar("T")
CHANGED, SAME, REPEATED = "changed", "same", "repeated"
#: The kinds of rows in the order of their chips: key, what one is called, its colour.
KINDS: tuple[tuple[str, str, Tone], ...] = (
    ("new", N_("New"), Tone.GOOD),
    (CHANGED, N_("Changed"), Tone.ACCENT),
    (SAME, N_("No change"), Tone.MUTED),
    (REPEATED, N_("Repeated row"), Tone.MUTED),
    ("conflict", N_("To decide"), Tone.WARNING),
    ("refused", N_("Refused"), Tone.DANGER),
)
WORDS = {key: words for key, words, _tone in KINDS}
TONES = {key: tone for key, _words, tone in KINDS}
_PERSONAL = {"phone": mask_phone, "wechat": mask_account, "qq": mask_account}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of the list and what becomes of it."""

    line: int
    kind: str
    name: str
    phone: str
    institution: str
    says: str


def kind_of(plan: ImportPlan, row: int) -> str:
    """The kind of a row, as its chip is called."""
    outcome = plan.outcome[row]
    if outcome == NEW:
        return "new"
    if outcome == CONFLICT:
        return "conflict"
    if outcome == REFUSED:
        return "refused"
    if plan.changes.get(row):
        return CHANGED
    return REPEATED if row in plan.same_as else SAME


def column_title(key: str, fields: Sequence[OwnField], new_fields: Sequence[str]) -> str:
    """The heading of a column of the plan, own fields and new ones too."""
    if key in BY_KEY:
        return BY_KEY[key].title()
    if key.startswith(OWN):
        return next((field.name for field in fields if field.key == key), key)
    place = key.rpartition(":")[2]
    return new_fields[int(place)] if place.isdigit() else key


def sorted_rows(plan: ImportPlan) -> dict[str, list[str]]:
    """The rows of each kind, and under '' all of them, as ids of the table (row numbers).

    Takes a moment for a long list: call it where the plan is made, outside the window's thread.
    """
    found: dict[str, list[str]] = {"": list(map(str, range(len(plan))))}
    for key, _words, _tone in KINDS:
        found[key] = []
    for row_id in found[""]:
        found[kind_of(plan, int(row_id))].append(row_id)
    return found


class PlanSource:
    """Answers the preview's table from the plan; every answer is there at once."""

    def __init__(self) -> None:
        self.plan: ImportPlan | None = None
        self.fields: Sequence[OwnField] = ()
        self._rows: Mapping[str, list[str]] = {}
        self._odd: set[str] = set()

    def show_plan(
        self,
        plan: ImportPlan | None,
        rows: Mapping[str, list[str]],
        fields: Sequence[OwnField],
    ) -> None:
        """Answer from another plan and its sorted rows."""
        self.plan, self._rows, self.fields = plan, rows, fields
        self._odd = plan.checked.odd_phones() if plan is not None else set()

    def head(self, _request: Request) -> Ticket[IdList] | None:
        """There is no quicker beginning than the whole list."""
        return None

    def ids(self, request: Request) -> Ticket[IdList]:
        """The rows of a kind, or all, in the order of the list."""
        plan = self.plan
        kind = str(request.filter.get("kind") or "")
        total = 0 if plan is None else len(plan)
        return _answered(IdList(self.rows_of(kind), total))

    def rows_of(self, kind: str) -> list[str]:
        """The ids (row numbers as text) of a kind, '' for all."""
        return self._rows.get(kind, [])

    def rows(  # nothing is read, so nothing can wait
        self,
        ids: Sequence[str],
        *,
        background: bool = False,  # noqa: ARG002
    ) -> Ticket[Mapping[str, Row]]:
        """What the table shows of these rows."""
        plan = self.plan
        if plan is None:
            return _answered({})
        return _answered({row_id: self.row(plan, int(row_id)) for row_id in ids})

    def row(self, plan: ImportPlan, row: int) -> PlanRow:
        """What the table shows of a row."""
        kind = kind_of(plan, row)
        return PlanRow(
            plan.line(row),
            kind,
            self._value("name", row),
            self._value("phone", row) or self._value("wechat", row) or self._value("qq", row),
            self._value("institution", row),
            "；".join(
                filter(
                    None, (self._says(plan, row, kind), *self._kept(row), *self._emptied(plan, row))
                )
            ),
        )

    def _value(self, key: str, row: int) -> str:
        values = self.plan.checked.values.get(key) if self.plan is not None else None
        return values[row] if values is not None else ""

    def title(self, key: str) -> str:
        """The heading of a column of the plan."""
        new_fields = self.plan.checked.new_fields if self.plan is not None else ()
        return column_title(key, self.fields, new_fields)

    def _says(self, plan: ImportPlan, row: int, kind: str) -> str:
        if kind in ("conflict", "refused"):
            return self._problem(plan, row)
        if kind == CHANGED:
            return "；".join(
                _("{columns}: {text}").format(
                    columns=self.title(key),
                    text=f"{_shown(key, before) or '–'} → {_shown(key, after) or '–'}",
                )
                for key, before, after in plan.changes[row]
            )
        if row in plan.same_as:
            first = plan.line(plan.same_as[row])
            return _("The same as line {line}.").format(line=first)
        if kind == "new" and any(row in rows for rows in plan.checked.masked.values()):
            columns = _(", ").join(
                self.title(key) for key, rows in plan.checked.masked.items() if row in rows
            )
            return _("{columns}: masked with asterisks, not entered").format(columns=columns)
        return ""

    def _kept(self, row: int) -> tuple[str, ...]:
        """That a phone of a new or changed row is kept although its length is wrong."""
        plan = self.plan
        if plan is None or not self._odd or kind_of(plan, row) not in ("new", CHANGED):
            return ()
        if self._odd.isdisjoint(plan.checked.all_of("phone", row)):
            return ()
        return (_("The phone has a digit too few or too many: kept as typed"),)

    def _emptied(self, plan: ImportPlan, row: int) -> list[str]:
        """The cells of a row that are left empty, with what stood there."""
        return [
            _("{column} “{wrong}”: left empty").format(column=self.title(key), wrong=one.wrong)
            if one.wrong
            else _("{column}: left empty").format(column=self.title(key))
            for one in plan.emptied(row)
            for key in one.columns
        ]

    def _problem(self, plan: ImportPlan, row: int) -> str:
        """Why a row is refused or has to be decided on, with the text that is to blame."""
        problem = plan.problems[row]
        wrong = problem.wrong
        reason = reasons.words(problem.code)
        columns = _(", ").join(self.title(key) for key in problem.columns)
        if columns and wrong:
            return _("{columns} “{wrong}”: {text}").format(
                columns=columns, wrong=wrong, text=reason
            )
        return _("{columns}: {text}").format(columns=columns, text=reason) if columns else reason


def _shown(key: str, text: str) -> str:
    """A value as it may be seen over the owner's shoulder."""
    mask = _PERSONAL.get(key)
    return "、".join(map(mask, text.split("、"))) if mask is not None else " ".join(text.split())


def _answered(result: T) -> Ticket[T]:
    ticket: Ticket[T] = Ticket()
    ticket.settle(result, None)
    return ticket


def masked_number(text: str) -> str:
    """A phone number or account so that it identifies nobody."""
    return mask_phone(text) if text.isdigit() and len(text) > 9 else mask_account(text)


COLUMNS: tuple[Column, ...] = (
    Column("line", N_("Line"), lambda row: str(row.line), sortable=False, right=True, width=6),
    Column(
        "kind",
        N_("What happens"),
        lambda row: _(WORDS[row.kind]),
        sortable=False,
        width=12,
        badges=lambda row: (Badge(_(WORDS[row.kind]), TONES[row.kind]),),
    ),
    Column("name", N_("Name"), lambda row: row.name, sortable=False, width=14, strong=True),
    Column("says", N_("Reason or changes"), lambda row: row.says, sortable=False, width=52),
    Column(
        "phone",
        N_("Phone or account"),
        lambda row: row.phone,
        sortable=False,
        width=16,
        personal=True,
        mask=masked_number,
    ),
    Column("institution", N_("Institution"), lambda row: row.institution, sortable=False, width=22),
)
