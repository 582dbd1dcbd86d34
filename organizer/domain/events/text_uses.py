"""The texts about events as the page of texts shows them: filled in with a real event."""

import datetime as dt
from collections.abc import Callable, Iterator

from organizer.base.database import Database
from organizer.domain.events import absent, invitation, recap, store, store_participants
from organizer.domain.events.records import Event
from organizer.domain.events.store_sign_up import unanswered
from organizer.domain.texts.records import Placeholder
from organizer.domain.texts.uses import USES, Filling, Preview, TextUse

#: How far an event is looked for, and how many of them at most.
_AHEAD, _BACK = dt.timedelta(days=120), dt.timedelta(days=400)
_LOOKED_AT = 40
_SOME = 5

Write = Callable[[Database, Event, str, str], str | None]


def _coming(db: Database, today: dt.date) -> Iterator[Event]:
    """Events from today on, the next first; then those that were, the latest first."""
    ahead = [one for one in store.entries(db, today, today + _AHEAD) if not one.cancelled]
    # more is known of an event that is a row than of some day of a repetition
    ahead.sort(key=lambda one: one.session_id is None)
    yield from _events(db, [one.key for one in ahead])
    yield from _past(db, today)


def _past(db: Database, today: dt.date) -> Iterator[Event]:
    """Events that were, the latest first."""
    before = store.entries(db, today - _BACK, today - dt.timedelta(days=1))
    yield from _events(db, [one.key for one in reversed(before) if not one.cancelled])


def _events(db: Database, keys: list[str]) -> Iterator[Event]:
    for key in list(dict.fromkeys(keys))[:_LOOKED_AT]:
        event = store.event(db, key)
        if event is not None:
            yield event


def _filling(find: Callable[[Database, dt.date], Iterator[Event]], write: Write) -> Filling:
    """Fill in with the first event of which the text has something to say."""

    def fill(db: Database, body: str, language: str, today: dt.date) -> Preview | None:
        for event in find(db, today):
            words = write(db, event, body, language)
            if words is not None:
                return Preview(words, event.title)
        return None

    return fill


def _invitation(db: Database, event: Event, body: str, language: str) -> str | None:
    return invitation.invitation(db, event.key, body, language)


def _reminder(db: Database, event: Event, body: str, language: str) -> str | None:
    people = unanswered(db, event.key)[:_SOME]
    return invitation.reminder(db, event.key, people, language, body) if people else None


def _payment(db: Database, event: Event, body: str, language: str) -> str | None:
    if event.is_virtual or not event.cost_fen:
        return None
    coming = store_participants.participants(db, event.id)
    owing = [one for one in coming if one.is_expected and invitation.still_due(one)][:_SOME]
    return invitation.payment_request(db, event.key, owing, language, body) if owing else None


def _recap(db: Database, event: Event, body: str, language: str) -> str | None:
    return None if event.is_virtual else recap.recap(db, event.key, language, body)


def _request(db: Database, event: Event, body: str, language: str) -> str | None:
    return None if event.is_virtual else recap.feedback_request(db, event.key, language, body)


def _absent(db: Database, event: Event, body: str, language: str) -> str | None:
    if event.is_virtual or not event.sessions:
        return None
    session_id = event.sessions[0].id
    for one in store_participants.participants(db, event.id):
        if one.presence(session_id) in ("absent", "excused"):
            return absent.absent_text(db, event.key, session_id, one.id, language, body)
    return None


_FILLINGS: dict[str, Filling] = {
    invitation.INVITATION_TEXT: _filling(_coming, _invitation),
    invitation.REMINDER_TEXT: _filling(_coming, _reminder),
    invitation.PAYMENT_TEXT: _filling(_coming, _payment),
    recap.RECAP_TEXT: _filling(_past, _recap),
    recap.REQUEST_TEXT: _filling(_past, _request),
    absent.ABSENT_TEXT: _filling(_past, _absent),
}
PLACEHOLDERS: dict[str, tuple[Placeholder, ...]] = {
    **invitation.PLACEHOLDERS,
    **recap.PLACEHOLDERS,
    **absent.PLACEHOLDERS,
}
USES.update({key: TextUse(PLACEHOLDERS[key], fill) for key, fill in _FILLINGS.items()})
