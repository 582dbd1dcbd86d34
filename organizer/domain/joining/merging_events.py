"""The events of two members made one: nobody sits at one event twice, nothing noted gets lost."""

from typing import Any

from organizer.base.steps import Step
from organizer.domain.joining import store


def merge_events(step: Step, kept_id: str, lost_id: str) -> None:
    """Give the events of the lost member to the kept one."""
    _merge_parts(step, kept_id, lost_id)
    present = store.held(step, "participant", "event_id", "member_id", kept_id)
    for event_id, row_id in store.held(
        step, "participant", "event_id", "member_id", lost_id
    ).items():
        if event_id in present:
            _unite(step, present[event_id], row_id)
        else:
            step.update("participant", row_id, member_id=kept_id)


def _merge_parts(step: Step, kept_id: str, lost_id: str) -> None:
    present = store.parts_in_events(step, kept_id)
    coming = store.parts_in_events(step, lost_id)
    doubled = [row_id for part, row_id in coming.items() if part in present]
    step.delete("event_person", doubled)
    moved = [row_id for part, row_id in coming.items() if part not in present]
    step.update_where("event_person", moved, member_id=kept_id)


def _unite(step: Step, kept_row: str, lost_row: str) -> None:
    """Make one participant of two at one event: who is expected by either sign-up is expected."""
    kept, lost = store.participant_row(step, kept_row), store.participant_row(step, lost_row)
    changes: dict[str, Any] = {
        name: kept[name] or lost[name]
        for name in ("came_by", "invited_at", "signed_up_at", "signed_line", "remark", "is_free")
    }
    changes["seats"] = max(kept["seats"], lost["seats"])
    for name in ("withdrawn_at", "waiting_since"):
        both = kept["signed_up_at"] and lost["signed_up_at"]
        only = kept if kept["signed_up_at"] else lost
        changes[name] = kept[name] and lost[name] if both else only[name]
    if kept["paid_fen"] is None:
        changes |= {"paid_fen": lost["paid_fen"], "paid_on": lost["paid_on"]}
    step.update("participant", kept_row, **changes)
    present = store.held(step, "attendance", "session_id", "participant_id", kept_row)
    coming = store.held(step, "attendance", "session_id", "participant_id", lost_row)
    step.delete("attendance", [row for session, row in coming.items() if session in present])
    moved = [row for session, row in coming.items() if session not in present]
    step.update_where("attendance", moved, participant_id=kept_row)
    step.delete("participant", [lost_row])
