"""A kind word to somebody who did not come, from the text `event_absent`."""

from organizer.base import words
from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.domain.events import store_participants, store_sheet
from organizer.domain.events.recap import day_words, next_event
from organizer.domain.events.records import Key
from organizer.domain.texts import store as texts
from organizer.domain.texts.records import Placeholder
from organizer.domain.texts.rendering import filled_in

ABSENT_TEXT = "event_absent"
ABSENT = (
    Placeholder("name", "称呼"),
    Placeholder("title", "标题"),
    Placeholder("date", "日期"),
    Placeholder("excused", "请过假"),
    Placeholder("next_title", "下次标题"),
    Placeholder("next_date", "下次日期"),
    Placeholder("next_place", "下次地点"),
)
#: The texts of this module with the words they may ask for.
PLACEHOLDERS = {ABSENT_TEXT: ABSENT}


def absent_text(
    db: Database,
    key: str | Key,
    session_id: str,
    participant_id: str,
    language: str = "",
    body: str | None = None,
) -> str:
    """The words to one person who was not at a session; in the language shown unless given.

    From a text given, else the one that is kept. Raises UserError when the event or the
    person is gone, or the owner's text can't be filled in.
    """
    language = language or words.language()
    event = store_sheet.whole_event(db, key)
    person = store_participants.participant(db, participant_id)
    if person is None:
        raise UserError("events.not_on_list", N_("This person is not on the list any more."))
    session = next((one for one in event.sessions if one.id == session_id), event.sessions[0])
    following = next_event(db, event)
    values = {
        "name": person.form_of_address or person.name,
        "title": event.title,
        "date": day_words(session.time.day, language),
        "excused": person.presence(session_id) == "excused",
        "next_title": "" if following is None else following.title,
        "next_date": "" if following is None else day_words(following.time.day, language),
        "next_place": "" if following is None else following.place,
    }
    if body is None:
        body = texts.chat_text(db, ABSENT_TEXT, language).body
    return filled_in(body, ABSENT, values)
