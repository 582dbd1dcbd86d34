"""An import under way: what was chosen so far, and the work of each step. No widgets."""

import datetime as dt
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from organizer.base.database import Database
from organizer.base.register_thread import awaited
from organizer.domain.rosters import apart, importing, lists, store
from organizer.domain.rosters.apart import ListSource, Look
from organizer.domain.rosters.columns import BY_NAME, MATCH_KEYS
from organizer.domain.rosters.mapping import ColumnMapping
from organizer.domain.rosters.matching import plan_import
from organizer.domain.rosters.plan import (
    CONFLICT,
    REFUSED,
    Cell,
    Decision,
    GroupTarget,
    ImportPlan,
    choose_keys,
    require_name,
)
from organizer.domain.rosters.records import OwnField
from organizer.screens.rosters.plan_rows import sorted_rows
from organizer.widgets.tasks import beside

if TYPE_CHECKING:
    from organizer.base.steps import FinishedStep
    from organizer.domain.rosters.checked import CheckedList
    from organizer.widgets.desk import Desk
    from organizer.widgets.tasks import Progress


@dataclass
class Draft:
    """What is known of an import so far; the steps of the page fill it in order."""

    source: ListSource
    fields: tuple[OwnField, ...] = ()
    look: Look | None = None
    mapping: ColumnMapping | None = None
    keys: tuple[str, ...] = ()
    group: GroupTarget | None = None
    checked: "CheckedList | None" = None
    plan: ImportPlan | None = None
    rows: dict[str, list[str]] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)
    decided_on: dict[int, str] = field(default_factory=dict)
    left_empty: frozenset[Cell] = frozenset()

    def mapped_keys(self) -> tuple[str, ...]:
        """The columns of the list that can tell people apart, the surest first."""
        mapping = self.mapping
        return tuple(key for key in MATCH_KEYS if mapping is not None and mapping.has(key))

    def offered_keys(self) -> tuple[str, ...]:
        """All that people can be recognised by in this list, name with institution last."""
        mapping = self.mapping
        by_name = mapping is not None and mapping.has("name") and mapping.has("institution")
        return (*self.mapped_keys(), *((BY_NAME,) if by_name else ()))

    def decide(self, rows: Sequence[int], decision: Decision) -> None:
        """Keep what the owner says of rows, with what there was to decide."""
        for row in rows:
            problem = self.plan.problems.get(row) if self.plan is not None else None
            code = problem.code if problem is not None else ""
            self.decisions[row] = decision
            if code != "left":  # said before; what there was to decide is known from then
                self.decided_on[row] = code


def put_away(draft: Draft) -> None:
    """Let go of a long list that nobody looks at any more, column by column beside the window.

    Freed at once, a hundred thousand rows would hold the window for some fifty milliseconds.
    """
    kept = [draft.rows, draft.checked.values if draft.checked is not None else {}]
    draft.plan, draft.checked, draft.rows = None, None, {}

    def clear() -> None:
        for columns in kept:
            while columns:
                columns.popitem()

    threading.Thread(target=clear, name="import", daemon=True).start()


async def look(desk: "Desk", draft: Draft, progress: "Progress") -> None:
    """Read the list and propose its mapping. Raises UserError when it can't be read."""
    draft.fields = tuple(await desk.read(store.own_fields))
    draft.look = await beside(
        partial(
            apart.look_at,
            draft.source,
            draft.fields,
            progress=progress.tell,
            cancelled=lambda: progress.cancelled,
        )
    )
    draft.mapping = await desk.read(
        lists.proposed_mapping, draft.look.header, draft.fields, draft.look.counting
    )
    draft.keys = draft.mapped_keys()
    draft.decisions, draft.left_empty = {}, frozenset()


async def check(desk: "Desk", draft: Draft, progress: "Progress") -> None:
    """Check the rows and plan the import. Raises UserError when the mapping can't be used."""
    mapping = draft.mapping
    if mapping is None:
        raise ValueError("the list was not read yet")
    require_name(mapping)
    offered = draft.offered_keys()
    draft.keys = tuple(key for key in draft.keys if key in offered)
    if offered and not draft.keys:
        draft.keys = choose_keys(mapping)
    draft.checked = await beside(
        partial(
            apart.checked_list,
            draft.source,
            mapping,
            today=desk.clock.today(),
            fields=draft.fields,
            in_group=draft.group is not None,
            progress=progress.tell,
            cancelled=lambda: progress.cancelled,
        )
    )
    await _keep_decisions(desk, draft)
    await plan(desk, draft)


async def _keep_decisions(desk: "Desk", draft: Draft) -> None:
    """Let go of decisions on what is not to be decided any more now that columns changed."""
    decisions, draft.decisions = draft.decisions, {}
    if not decisions:
        return
    await plan(desk, draft)
    problems = draft.plan.problems if draft.plan is not None else {}
    draft.decisions = {
        row: decision
        for row, decision in decisions.items()
        if row in problems
        and problems[row].code == draft.decided_on.get(row)
        and (decision.kind != "match" or decision.member_id in problems[row].candidates)
    }


async def plan(desk: "Desk", draft: Draft) -> None:
    """Plan the checked list against the register as it is now, with the decisions made."""
    if draft.checked is None:
        raise ValueError("the list was not checked yet")
    draft.plan, draft.rows = await desk.read_long(
        _plan,
        draft.checked,
        draft.keys,
        desk.clock.today(),
        draft.group,
        dict(draft.decisions),
        draft.mapping,
        draft.left_empty,
    )


def _plan(
    db: Database,
    checked: "CheckedList",
    keys: Sequence[str],
    today: dt.date,
    group: GroupTarget | None,
    decisions: dict[int, Decision],
    mapping: ColumnMapping | None,
    left_empty: frozenset[Cell],
) -> tuple[ImportPlan, dict[str, list[str]]]:
    if group is not None and group.id is None:
        known = lists.group_target(db, group.name)
        platform = known.platform if known.id else group.platform
        group = replace(group, id=known.id, name=known.name, platform=platform)
    made = plan_import(
        db,
        checked,
        keys=keys,
        today=today,
        group=group,
        decisions=decisions,
        mapping=mapping,
        left_empty=left_empty,
    )
    return made, sorted_rows(made)


async def commit(desk: "Desk", draft: Draft, progress: "Progress") -> "FinishedStep | None":
    """Carry out the plan in one step after the backup it deserves; the step it made.

    Raises UserError when the register has changed since, CancelledError when it was stopped.
    """
    planned = draft.plan
    if planned is None:
        raise ValueError("nothing was planned yet")
    register = desk.opened()
    await register.ensure_backup("import", len(planned))
    ticket = register.act(lambda step: importing.carry_out(step, planned), progress=progress.tell)
    _receipt, step = await awaited(ticket)
    return step


async def unimported(draft: Draft) -> list[tuple[int, str, list[str]]]:
    """The rows that are refused or undecided: line, code of the reason, cells as written."""
    planned = draft.plan
    if planned is None:
        return []
    rows = sorted([*planned.problem_rows(REFUSED), *planned.problem_rows(CONFLICT)])
    lines = [planned.line(row) for row, _problem in rows]
    cells = await beside(partial(apart.rows_as_written, draft.source, lines, fields=draft.fields))
    return [
        (line, problem.code, cells.get(line, []))
        for line, (_row, problem) in zip(lines, rows, strict=True)
    ]
