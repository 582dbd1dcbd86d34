"""Version 2: special days, venues, events with sessions, sign-up, attendance; tasks; own texts.

Conventions as in version 1. What is planned is a local date with `HH:MM` and minutes; what happened
is a UTC moment. Money is whole fen, NULL where nothing was said.
"""

VERSION = 2

STATEMENTS = (
    # --- days that differ from the calendar: the owner's word goes before the built-in one
    """
    CREATE TABLE special_day (
        id TEXT PRIMARY KEY NOT NULL,
        day TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('day_off', 'workday', 'ordinary')),
        name TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    # --- texts for chats as the owner changed them; the built-in ones are files
    """
    CREATE TABLE own_text (
        id TEXT PRIMARY KEY NOT NULL,
        text_key TEXT NOT NULL,
        language TEXT NOT NULL,
        body TEXT NOT NULL,
        from_version INTEGER NOT NULL,
        UNIQUE (text_key, language)
    ) STRICT
    """,
    # --- anything a person is to do by a day, hanging on (kind, subject_id)
    """
    CREATE TABLE task (
        id TEXT PRIMARY KEY NOT NULL,
        purpose TEXT NOT NULL,
        words TEXT NOT NULL,
        member_id TEXT REFERENCES member(id),
        kind TEXT NOT NULL,
        subject_id TEXT NOT NULL,
        due_on TEXT,
        done_on TEXT,
        dropped_on TEXT,
        outcome TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    "CREATE INDEX task_of_member ON task(member_id)",
    "CREATE INDEX task_of_subject ON task(subject_id, kind)",
    "CREATE INDEX task_due ON task(due_on) WHERE done_on IS NULL AND dropped_on IS NULL",
    # --- venues --------------------
    """
    CREATE TABLE venue (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        reading TEXT NOT NULL,
        initials TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        address TEXT NOT NULL DEFAULT '',
        institution_id TEXT REFERENCES institution(id),
        notes TEXT NOT NULL DEFAULT '',
        archived_at TEXT
    ) STRICT
    """,
    "CREATE INDEX venue_of_institution ON venue(institution_id)",
    """
    CREATE TABLE venue_room (
        id TEXT PRIMARY KEY NOT NULL,
        venue_id TEXT NOT NULL REFERENCES venue(id),
        name TEXT NOT NULL,
        capacity INTEGER CHECK (capacity > 0),
        position INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX venue_room_of ON venue_room(venue_id, position)",
    # --- events: kinds of one's own, events, their sessions --------------------
    """
    CREATE TABLE event_kind (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        colour TEXT NOT NULL DEFAULT '',
        position INTEGER NOT NULL DEFAULT 0,
        archived_at TEXT
    ) STRICT
    """,
    # `kind` is a built-in code, or 'own' with own_kind_id. An event with `repeats` (an RFC 5545
    # RRULE without DTSTART) is a pattern: its only session is the anchor of the repetition and it
    # takes place only through its occurrences. An occurrence becomes a row of its own, with
    # series_id and the planned day occurs_on, as soon as anything is said about it alone.
    """
    CREATE TABLE event (
        id TEXT PRIMARY KEY NOT NULL,
        kind TEXT NOT NULL,
        own_kind_id TEXT REFERENCES event_kind(id),
        title TEXT NOT NULL,
        reading TEXT NOT NULL,
        initials TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        host_id TEXT REFERENCES institution(id),
        venue_id TEXT REFERENCES venue(id),
        room_id TEXT REFERENCES venue_room(id),
        place TEXT NOT NULL DEFAULT '',
        capacity INTEGER CHECK (capacity > 0),
        cost_fen INTEGER CHECK (cost_fen >= 0),
        description TEXT NOT NULL DEFAULT '',
        materials TEXT NOT NULL DEFAULT '',
        minutes TEXT NOT NULL DEFAULT '',
        notes TEXT NOT NULL DEFAULT '',
        repeats TEXT NOT NULL DEFAULT '',
        series_id TEXT REFERENCES event(id),
        occurs_on TEXT,
        part_of_id TEXT REFERENCES event(id),
        calendar_uid TEXT NOT NULL DEFAULT '',
        cancelled_at TEXT,
        archived_at TEXT,
        CHECK ((series_id IS NULL) = (occurs_on IS NULL)),
        UNIQUE (series_id, occurs_on)
    ) STRICT
    """,
    "CREATE INDEX event_own_kind ON event(own_kind_id)",
    "CREATE INDEX event_host ON event(host_id)",
    "CREATE INDEX event_venue ON event(venue_id)",
    "CREATE INDEX event_room ON event(room_id)",
    "CREATE INDEX event_part_of ON event(part_of_id)",
    "CREATE INDEX event_by_calendar_uid ON event(calendar_uid) WHERE calendar_uid <> ''",
    "CREATE INDEX event_repeating ON event(id) WHERE repeats <> ''",
    # A session on one day; starts_at '' takes the whole day. It may end after midnight.
    """
    CREATE TABLE session (
        id TEXT PRIMARY KEY NOT NULL,
        event_id TEXT NOT NULL REFERENCES event(id),
        held_on TEXT NOT NULL,
        starts_at TEXT NOT NULL,
        minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
        title TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    "CREATE INDEX session_of_event ON session(event_id, held_on, starts_at)",
    "CREATE INDEX session_by_day ON session(held_on, event_id)",
    # A planned day of a repetition that does not take place.
    """
    CREATE TABLE skipped_occurrence (
        id TEXT PRIMARY KEY NOT NULL,
        event_id TEXT NOT NULL REFERENCES event(id),
        occurs_on TEXT NOT NULL,
        UNIQUE (event_id, occurs_on)
    ) STRICT
    """,
    """
    CREATE TABLE event_group (
        id TEXT PRIMARY KEY NOT NULL,
        event_id TEXT NOT NULL REFERENCES event(id),
        group_id TEXT NOT NULL REFERENCES chat_group(id),
        UNIQUE (event_id, group_id)
    ) STRICT
    """,
    "CREATE INDEX event_group_of_group ON event_group(group_id, event_id)",
    # Who does something at an event: organiser, host, presenter, speaker, visitor, visited.
    """
    CREATE TABLE event_person (
        id TEXT PRIMARY KEY NOT NULL,
        event_id TEXT NOT NULL REFERENCES event(id),
        member_id TEXT NOT NULL REFERENCES member(id),
        part TEXT NOT NULL,
        UNIQUE (event_id, member_id, part)
    ) STRICT
    """,
    "CREATE INDEX event_person_of_member ON event_person(member_id, event_id)",
    # Institutions that are willing to host the monthly day; whose turn it is follows from events.
    """
    CREATE TABLE willing_host (
        id TEXT PRIMARY KEY NOT NULL,
        institution_id TEXT NOT NULL UNIQUE REFERENCES institution(id),
        willing_since TEXT NOT NULL,
        notes TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    # --- who comes --------------------
    # One person (or, while nobody knows who that is, one name) at one event. Invited, signed up,
    # waiting, withdrawn and paid are facts beside each other. `signed_line` is the line of the
    # sign-up chain it came with.
    """
    CREATE TABLE participant (
        id TEXT PRIMARY KEY NOT NULL,
        event_id TEXT NOT NULL REFERENCES event(id),
        member_id TEXT REFERENCES member(id),
        name TEXT NOT NULL DEFAULT '',
        institution TEXT NOT NULL DEFAULT '',
        seats INTEGER NOT NULL DEFAULT 1 CHECK (seats BETWEEN 1 AND 99),
        came_by TEXT NOT NULL DEFAULT '',
        position INTEGER NOT NULL DEFAULT 0,
        invited_at TEXT,
        signed_up_at TEXT,
        waiting_since TEXT,
        withdrawn_at TEXT,
        signed_line TEXT NOT NULL DEFAULT '',
        is_free INTEGER NOT NULL DEFAULT 0,
        paid_fen INTEGER CHECK (paid_fen >= 0),
        paid_on TEXT,
        remark TEXT NOT NULL DEFAULT '',
        UNIQUE (event_id, member_id)
    ) STRICT
    """,
    "CREATE INDEX participant_of_event ON participant(event_id, position)",
    "CREATE INDEX participant_of_member ON participant(member_id, event_id)",
    # Whether a participant was at a session; nothing known is no row.
    """
    CREATE TABLE attendance (
        id TEXT PRIMARY KEY NOT NULL,
        session_id TEXT NOT NULL REFERENCES session(id),
        participant_id TEXT NOT NULL REFERENCES participant(id),
        state TEXT NOT NULL CHECK (state IN ('present', 'absent', 'excused')),
        checked_in_at TEXT,
        is_late INTEGER NOT NULL DEFAULT 0,
        left_early INTEGER NOT NULL DEFAULT 0,
        UNIQUE (session_id, participant_id)
    ) STRICT
    """,
    "CREATE INDEX attendance_of_participant ON attendance(participant_id, state)",
    # --- what is planned and said at an event --------------------
    """
    CREATE TABLE agenda_item (
        id TEXT PRIMARY KEY NOT NULL,
        event_id TEXT NOT NULL REFERENCES event(id),
        kind TEXT NOT NULL DEFAULT '',
        title TEXT NOT NULL DEFAULT '',
        minutes INTEGER CHECK (minutes > 0),
        member_id TEXT REFERENCES member(id),
        notes TEXT NOT NULL DEFAULT '',
        position INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX agenda_item_of_event ON agenda_item(event_id, position)",
    "CREATE INDEX agenda_item_of_member ON agenda_item(member_id)",
    # What somebody said, kept: topic (with votes), problem, question, advice. A problem or topic
    # that was worked off names the event where that happened.
    """
    CREATE TABLE event_note (
        id TEXT PRIMARY KEY NOT NULL,
        event_id TEXT NOT NULL REFERENCES event(id),
        kind TEXT NOT NULL,
        member_id TEXT REFERENCES member(id),
        speaker TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL,
        votes INTEGER CHECK (votes >= 0),
        settled_event_id TEXT REFERENCES event(id),
        settlement TEXT NOT NULL DEFAULT '',
        position INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX event_note_of_event ON event_note(event_id, kind, position)",
    "CREATE INDEX event_note_of_member ON event_note(member_id)",
    "CREATE INDEX event_note_settled ON event_note(settled_event_id)",
    """
    CREATE TABLE feedback_question (
        id TEXT PRIMARY KEY NOT NULL,
        event_id TEXT NOT NULL REFERENCES event(id),
        words TEXT NOT NULL,
        position INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX feedback_question_of ON feedback_question(event_id, position)",
    """
    CREATE TABLE feedback_answer (
        id TEXT PRIMARY KEY NOT NULL,
        question_id TEXT NOT NULL REFERENCES feedback_question(id),
        member_id TEXT REFERENCES member(id),
        name TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL,
        position INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX feedback_answer_of ON feedback_answer(question_id, position)",
    "CREATE INDEX feedback_answer_of_member ON feedback_answer(member_id)",
    """
    CREATE TABLE event_file (
        id TEXT PRIMARY KEY NOT NULL,
        event_id TEXT NOT NULL REFERENCES event(id),
        file_id TEXT NOT NULL REFERENCES file(id),
        position INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX event_file_of_event ON event_file(event_id, position)",
    "CREATE INDEX event_file_of_file ON event_file(file_id)",
    """
    CREATE TABLE event_expense (
        id TEXT PRIMARY KEY NOT NULL,
        event_id TEXT NOT NULL REFERENCES event(id),
        purpose TEXT NOT NULL,
        amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
        spent_on TEXT
    ) STRICT
    """,
    "CREATE INDEX event_expense_of ON event_expense(event_id)",
)
