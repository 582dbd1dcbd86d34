"""What goes out after an event: the recap with thanks and the next date, and the feedback request.

The words come from the texts `event_recap` and `feedback_request`, which the owner may change;
the placeholders they may ask for stand here.
"""

import datetime as dt
from typing import Any

from organizer.base import words
from organizer.base.database import Database
from organizer.domain.events import (
    store,
    store_feedback,
    store_participants,
    store_said,
    store_sheet,
)
from organizer.domain.events.participants import Participant
from organizer.domain.events.records import Entry, Event, EventFilter, Key, kind_words
from organizer.domain.tasks import store as tasks
from organizer.domain.texts import store as texts
from organizer.domain.texts.records import Placeholder
from organizer.domain.texts.rendering import filled_in

RECAP_TEXT, REQUEST_TEXT = "event_recap", "feedback_request"
#: How far ahead the next date is looked for.
DAYS_AHEAD = 186

_EVENT = (
    Placeholder("title", "标题"),
    Placeholder("kind", "类型"),
    Placeholder("date", "日期"),
    Placeholder("place", "地点"),
    Placeholder("host", "东道主"),
)
RECAP = (
    *_EVENT,
    Placeholder("people", "负责人"),
    Placeholder("count", "到场人数"),
    Placeholder("names", "到场名单"),
    Placeholder("topics", "聊到的事"),
    Placeholder(
        "promises",
        "承诺",
        (Placeholder("name", "姓名"), Placeholder("words", "内容"), Placeholder("due", "期限")),
    ),
    Placeholder("next_title", "下次标题"),
    Placeholder("next_date", "下次日期"),
    Placeholder("next_place", "下次地点"),
)
REQUEST = (
    *_EVENT,
    Placeholder("questions", "问题", (Placeholder("number", "序号"), Placeholder("words", "内容"))),
)
#: The texts of this module with the words they may ask for.
PLACEHOLDERS = {RECAP_TEXT: RECAP, REQUEST_TEXT: REQUEST}


def recap(db: Database, key: str | Key, language: str = "", body: str | None = None) -> str:
    """The recap of an event in words, ready to paste; in the language shown unless given.

    From a text given, else the one that is kept. Raises UserError when the event is
    gone or the owner's text can't be filled in.
    """
    language = language or words.language()
    values = recap_values(db, key, language)
    if body is None:
        body = texts.chat_text(db, RECAP_TEXT, language).body
    return filled_in(body, RECAP, values)


def feedback_request(
    db: Database, key: str | Key, language: str = "", body: str | None = None
) -> str:
    """The questions after an event in words, ready to paste; in the language shown unless given.

    From a text given, else the one that is kept. Raises UserError when the event is
    gone or the owner's text can't be filled in.
    """
    language = language or words.language()
    event = store_sheet.whole_event(db, key)
    asked = store_feedback.questions(db, event.id)
    values = {
        **_event_values(event, language),
        "questions": [
            {"number": number, "words": one.words} for number, one in enumerate(asked, start=1)
        ],
    }
    if body is None:
        body = texts.chat_text(db, REQUEST_TEXT, language).body
    return filled_in(body, REQUEST, values)


def recap_values(db: Database, key: str | Key, language: str) -> dict[str, Any]:
    """What is known after an event, by the English keys of `RECAP`.

    `names` are those who came, in the order of the list; `topics` what was worked off there.
    Raises UserError when the event is gone.
    """
    event = store_sheet.whole_event(db, key)
    own = [] if event.is_virtual else store_participants.participants(db, event.id)
    came = [one for one in own if one.was_there]
    comma = "、" if language == words.DEFAULT else ", "
    following = next_event(db, event)
    promises = [] if event.is_virtual else tasks.of_subject(db, "event", event.id, "promise")
    return {
        **_event_values(event, language),
        "people": comma.join(
            dict.fromkeys(one.name for one in event.with_part("organiser", "host", "speaker"))
        ),
        "count": _heads(came),
        "names": comma.join(one.name for one in came if one.name),
        "topics": comma.join(
            one.words for one in ([] if event.is_virtual else store_said.settled_at(db, event.id))
        ),
        "promises": [
            {
                "name": one.member_name,
                "words": one.words,
                "due": "" if one.due_on is None else day_words(one.due_on, language),
            }
            for one in promises
        ],
        "next_title": "" if following is None else following.title,
        "next_date": "" if following is None else _when(following, language),
        "next_place": "" if following is None else following.place,
    }


def next_event(db: Database, event: Event) -> Entry | None:
    """The next event that goes together with one: of its repetition, else of its kind and groups.

    None when none is planned within half a year.
    """
    if event.ends is None:
        return None
    first = event.ends.date()
    wanted = EventFilter(kinds=frozenset({event.own_kind_id or event.kind}))
    groups = {group_id for group_id, _name in event.groups}
    by_kind = None
    for entry in store.entries(db, first, first + dt.timedelta(days=DAYS_AHEAD), wanted):
        if entry.cancelled or entry.time.start() < event.ends or entry.key == str(event.key):
            continue
        other = store.event(db, entry.key)
        if other is None:
            continue
        if event.series_id is not None and other.series_id == event.series_id:
            return entry
        theirs = {group_id for group_id, _name in other.groups}
        if by_kind is None and (groups & theirs or not (groups or theirs)):
            by_kind = entry
        if by_kind is not None and event.series_id is None:
            return by_kind
    return by_kind


def day_words(day: dt.date, language: str) -> str:
    """A day as it is said in a chat: 3月11日（周三）, Wed, 11 March."""
    from babel.dates import format_date

    if language == words.DEFAULT:
        return format_date(day, "M月d日（EEE）", "zh_Hans_CN")
    return format_date(day, "EEE, d MMMM", "en")


def _event_values(event: Event, language: str) -> dict[str, Any]:
    return {
        "title": event.title,
        "kind": kind_words(event.kind, event.own_kind_name),
        "date": "" if event.starts is None else day_words(event.starts.date(), language),
        "place": event.where(),
        "host": event.host_name,
    }


def _when(entry: Entry, language: str) -> str:
    return " ".join(filter(None, (day_words(entry.time.day, language), entry.time.starts_at)))


def _heads(came: list[Participant]) -> int:
    return sum(one.seats for one in came)
