"""What was said at an event as a text for a chat."""

from collections.abc import Sequence

from organizer.base.words import N_, N_n, _, ngettext
from organizer.domain.events.records import Event
from organizer.domain.events.said import NOTES, Note, in_turn
from organizer.domain.tasks.records import Task

#: The kinds in the order of a session, each with its heading; promises are tasks.
HEADINGS = {
    "topic": N_("Topics"),
    "question": N_("Questions"),
    "advice": N_("Advice"),
    "problem": N_("Problems"),
    "promise": N_("Promises"),
    "story": N_("Success stories"),
}
_VOTES = N_n("{count} vote", "{count} votes")


def said_text(event: Event, notes: Sequence[Note], promises: Sequence[Task], language: str) -> str:
    """Everything that was written down, kind by kind; topics with the most votes first."""
    from organizer.domain.events.recap import day_words

    when = "" if event.starts is None else day_words(event.starts.date(), language)
    blocks = [
        "\n".join(filter(None, (event.title, " · ".join(filter(None, (when, event.where()))))))
    ]
    for kind, heading in HEADINGS.items():
        if kind == "promise":
            lines = [_promise_words(one, language) for one in promises]
        else:
            lines = [_note_words(one) for one in in_turn(notes, kind)]
        if lines:
            numbered = [f"{number}. {line}" for number, line in enumerate(lines, start=1)]
            blocks.append("\n".join((_("[{heading}]").format(heading=_(heading)), *numbered)))
    if event.minutes:
        blocks.append("\n".join((_("[{heading}]").format(heading=_("Minutes")), event.minutes)))
    return "\n\n".join(blocks)


def votes_words(votes: int | None) -> str:
    """How many votes a topic got; '' before the vote."""
    return "" if votes is None else ngettext(*_VOTES, votes).format(count=votes)


def kind_words(kind: str) -> str:
    """What a note is, or a promise, in the language shown."""
    return _("Promise") if kind == "promise" else _(NOTES[kind])


def _note_words(note: Note) -> str:
    said = _("{name}: {words}").format(name=note.speaker, words=note.words)
    words = said if note.speaker else note.words
    settled = note.settlement or _("worked off") if note.is_settled else ""
    more = [one for one in (votes_words(note.votes), settled) if one]
    return _("{words} ({more})").format(words=words, more=_("; ").join(more)) if more else words


def _promise_words(task: Task, language: str) -> str:
    from organizer.domain.events.recap import day_words

    words = _("{name}: {words}").format(name=task.member_name or "—", words=task.words)
    if task.due_on is None:
        return words
    due = _("by {day}").format(day=day_words(task.due_on, language))
    return _("{words} ({more})").format(words=words, more=due)
