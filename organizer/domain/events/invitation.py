"""What goes out before an event: the invitation, a reminder, and the asking for payment.

The words come from texts the owner may change; the placeholders they may ask for stand here.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from organizer.base import words
from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.money import fen_text
from organizer.base.words import N_
from organizer.domain.events import store_agenda, store_sheet
from organizer.domain.events.participants import Participant
from organizer.domain.events.recap import day_words
from organizer.domain.events.records import Event, Key, SessionTime, kind_words
from organizer.domain.events.store_sign_up import Unanswered
from organizer.domain.texts import store as texts
from organizer.domain.texts.records import Placeholder
from organizer.domain.texts.rendering import filled_in

INVITATION_TEXT, REMINDER_TEXT, PAYMENT_TEXT = (
    "event_invitation",
    "event_reminder",
    "event_payment",
)

_EVENT = (
    Placeholder("title", "标题"),
    Placeholder("kind", "类型"),
    Placeholder("date", "日期"),
    Placeholder("time", "时间"),
    Placeholder("place", "地点"),
    Placeholder("address", "地址"),
    Placeholder("host", "东道主"),
    Placeholder("organiser", "负责人"),
)
_NAMES = Placeholder(
    "names",
    "名单",
    (Placeholder("name", "姓名"), Placeholder("address", "称呼"), Placeholder("shown", "群昵称")),
)
INVITATION = (
    *_EVENT,
    Placeholder(
        "sessions",
        "场次",
        (Placeholder("date", "日期"), Placeholder("time", "时间"), Placeholder("title", "标题")),
    ),
    Placeholder("description", "介绍"),
    Placeholder("agenda", "议程", (Placeholder("words", "内容"), Placeholder("minutes", "分钟"))),
    Placeholder("speaker", "主讲"),
    Placeholder("cost", "费用"),
    Placeholder("capacity", "名额"),
    Placeholder("bring", "携带"),
)
REMINDER = (*_EVENT, _NAMES, Placeholder("count", "人数"))
PAYMENT = (
    *_EVENT,
    Placeholder(
        "names",
        "名单",
        (Placeholder("name", "姓名"), Placeholder("amount", "金额"), Placeholder("seats", "席位")),
    ),
    Placeholder("count", "人数"),
    Placeholder("cost", "费用"),
    Placeholder("total", "合计"),
)
#: The texts of this module with the words they may ask for.
PLACEHOLDERS = {INVITATION_TEXT: INVITATION, REMINDER_TEXT: REMINDER, PAYMENT_TEXT: PAYMENT}


class InvitationCard(NamedTuple):
    """What an invitation says as a picture; empty texts are left out.

    `when` has a line for each session.
    """

    kind: str
    title: str
    when: tuple[str, ...]
    place: str
    address: str
    host: str
    speaker: str
    cost: str
    capacity: str
    bring: str
    description: str


def invitation(db: Database, key: str | Key, body: str | None = None, language: str = "") -> str:
    """The invitation to an event in words; from a text given, else the one that is kept.

    Raises UserError when the event is gone or the text can't be filled in.
    """
    language = language or words.language()
    values = invitation_values(db, key, language)
    if body is None:
        body = texts.chat_text(db, INVITATION_TEXT, language).body
    return filled_in(body, INVITATION, values)


def invitation_values(db: Database, key: str | Key, language: str) -> dict[str, Any]:
    """What is known of an event before it, by the English keys of `INVITATION`.

    Raises UserError when the event is gone, and for a repetition as a whole.
    """
    event = one_event(db, key)
    items = [] if event.is_virtual else store_agenda.items(db, event.id)
    several = len(event.sessions) > 1
    return {
        **_event_values(event, language),
        "sessions": [
            {
                "date": day_words(one.time.day, language),
                "time": time_words(one.time),
                "title": one.time.title,
            }
            for one in event.sessions
            if several
        ],
        "description": event.description,
        "agenda": [{"words": one.words(), "minutes": one.minutes or ""} for one in items],
        "speaker": _people(event, language, "speaker", "presenter"),
        "cost": fen_text(event.cost_fen) if event.cost_fen else "",
        "capacity": event.capacity or "",
        "bring": event.materials,
    }


def invitation_card(db: Database, key: str | Key, language: str = "") -> InvitationCard:
    """What an invitation says as a picture. Raises UserError as `invitation_values`."""
    language = language or words.language()
    event = one_event(db, key)
    return InvitationCard(
        kind_words(event.kind, event.own_kind_name),
        event.title,
        tuple(
            " ".join(
                filter(
                    None,
                    (day_words(one.time.day, language), time_words(one.time), one.time.title),
                )
            )
            for one in event.sessions
        ),
        event.where(),
        event.venue_address,
        event.host_name,
        _people(event, language, "speaker", "presenter"),
        fen_text(event.cost_fen) if event.cost_fen else "",
        str(event.capacity or ""),
        event.materials,
        event.description,
    )


def reminder(
    db: Database,
    key: str | Key,
    people: Sequence[Unanswered],
    language: str = "",
    body: str | None = None,
) -> str:
    """A reminder to those who have not answered; for one, it is addressed to that person.

    From a text given, else the one that is kept.

    Raises UserError when the event is gone or the owner's text can't be filled in.
    """
    language = language or words.language()
    values = {
        **_event_values(one_event(db, key), language),
        "names": [
            {"name": one.name, "address": one.form_of_address, "shown": one.shown or one.name}
            for one in people
        ],
        "count": len(people),
    }
    if body is None:
        body = texts.chat_text(db, REMINDER_TEXT, language).body
    return filled_in(body, REMINDER, values)


def payment_request(
    db: Database,
    key: str | Key,
    owing: Iterable[Participant],
    language: str = "",
    body: str | None = None,
) -> str:
    """The asking of those who have a seat and have not paid; from a text given, else the kept one.

    Raises UserError when the event is gone or the owner's text can't be filled in.
    """
    language = language or words.language()
    event = one_event(db, key)
    people = list(owing)
    values = {
        **_event_values(event, language),
        "names": [
            {"name": one.name, "amount": fen_text(still_due(one)), "seats": one.seats}
            for one in people
        ],
        "count": len(people),
        "cost": fen_text(event.cost_fen) if event.cost_fen else "",
        "total": fen_text(sum(map(still_due, people))),
    }
    if body is None:
        body = texts.chat_text(db, PAYMENT_TEXT, language).body
    return filled_in(body, PAYMENT, values)


def still_due(one: Participant) -> int:
    """What somebody still has to pay for their seats, in fen."""
    return max(0, (one.due_fen or 0) - (one.paid_fen or 0))


def one_event(db: Database, key: str | Key) -> Event:
    """An event, or one day of a repetition.

    Raises UserError when it is gone, and for a repetition as a whole: nobody comes to all days.
    """
    event = store_sheet.whole_event(db, key)
    if event.repeats and event.series_id == event.id and not event.is_virtual:
        raise UserError(
            "events.choose_a_day",
            N_("“{title}” repeats. Open one of its days first."),
            title=event.title,
        )
    return event


def time_words(time: SessionTime) -> str:
    """From when to when: 14:00–16:00; nothing for what takes the whole day."""
    if not time.starts_at:
        return ""
    return f"{time.starts_at}–{time.end():%H:%M}" if time.minutes else time.starts_at


def _event_values(event: Event, language: str) -> dict[str, Any]:
    first = event.sessions[0].time if event.sessions else None
    return {
        "title": event.title,
        "kind": kind_words(event.kind, event.own_kind_name),
        "date": day_words(first.day, language) if first else "",
        "time": time_words(first) if first else "",
        "place": event.where(),
        "address": event.venue_address,
        "host": event.host_name,
        "organiser": _people(event, language, "organiser"),
    }


def _people(event: Event, language: str, *parts: str) -> str:
    comma = "、" if language == words.DEFAULT else ", "
    return comma.join(dict.fromkeys(one.name for one in event.with_part(*parts)))
