"""Keeping how a sign-in sheet looks, and noting that one went out."""

from collections.abc import Sequence

from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.events.sheet import PRESET, SheetOptions
from organizer.domain.events.store_sheet import LAST
from organizer.domain.fields import actions_presets
from organizer.domain.fields import store as fields
from organizer.domain.rosters import actions as rosters

TAKE_OUT = ActionKind(
    "events.take_out_sheet",
    N_("Made a sign-in sheet for {count} person"),
    N_("Made a sign-in sheet for {count} people"),
    taken_back="none",
)
TAKE_OUT_CARDS = ActionKind(
    "events.take_out_cards",
    N_("Made cards for {count} person"),
    N_("Made cards for {count} people"),
    taken_back="none",
)


def keep(step: Step, name: str, options: SheetOptions) -> str:
    """Keep an arrangement under a name, replacing one of that name; returns its id."""
    return actions_presets.save_preset(step, PRESET, name.lstrip("*"), options.content())


def take_out(
    step: Step, options: SheetOptions, *, what: str, people: int, masked: bool = False
) -> None:
    """Note that a sign-in sheet went out ("pdf", "print", "picture"), and remember its looks."""
    step.begins(TAKE_OUT, count=people)
    rosters.record_export(step, what=what, rows=people, columns=options.shown(), masked=masked)
    known = fields.preset(step, PRESET, LAST)
    if known is None or SheetOptions.of(known.content) != options:
        actions_presets.save_preset(step, PRESET, LAST, options.content())


def take_out_cards(step: Step, columns: Sequence[str], *, what: str, people: int) -> None:
    """Note that badges, table tents or certificates went out ("pdf" or "print")."""
    step.begins(TAKE_OUT_CARDS, count=people)
    rosters.record_export(step, what=what, rows=people, columns=columns, masked=False)
