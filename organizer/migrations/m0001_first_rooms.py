"""Version 1: history, settings, tags, own fields, institutions, members, groups, roles.

Conventions of every table: a text UUIDv7 `id`; texts are '' when unknown, references and dates
NULL; dates are local `YYYY-MM-DD`, moments UTC ISO; every foreign-key column leads an index,
because undo deletes rows in bulk.
"""

VERSION = 1

STATEMENTS = (
    # --- history: one row per user action, and what it changed -------------------------------
    """
    CREATE TABLE step (
        id TEXT PRIMARY KEY NOT NULL,
        number INTEGER NOT NULL UNIQUE,
        action TEXT NOT NULL,
        details TEXT NOT NULL,
        made_at TEXT NOT NULL,
        made_by TEXT NOT NULL,
        schema_version INTEGER NOT NULL,
        taken_back TEXT NOT NULL CHECK (taken_back IN ('rows', 'reversal', 'none')),
        undoes_id TEXT UNIQUE REFERENCES step(id)
    ) STRICT
    """,
    # `image` is {"columns": […], "rows": [[id, …]]}: nothing for inserts, befores then afters for
    # updates, whole rows for deletes. A record covers the ids first_id … last_id.
    """
    CREATE TABLE change (
        step_id TEXT NOT NULL REFERENCES step(id),
        position INTEGER NOT NULL,
        table_name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('insert', 'update', 'delete')),
        first_id TEXT NOT NULL,
        last_id TEXT NOT NULL,
        row_count INTEGER NOT NULL,
        image TEXT,
        PRIMARY KEY (step_id, position)
    ) STRICT
    """,
    "CREATE INDEX change_of_row ON change(table_name, first_id) WHERE row_count = 1",
    "CREATE INDEX change_of_many ON change(table_name, first_id, last_id) WHERE row_count > 1",
    # --- settings of this register, and named presets (filters, layouts, header mappings) -----
    """
    CREATE TABLE setting (
        id TEXT PRIMARY KEY NOT NULL,
        key TEXT NOT NULL UNIQUE,
        value TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE preset (
        id TEXT PRIMARY KEY NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        content TEXT NOT NULL,
        UNIQUE (kind, name)
    ) STRICT
    """,
    # --- files kept beside the register, named by content hash ---------------------------------
    """
    CREATE TABLE file (
        id TEXT PRIMARY KEY NOT NULL,
        sha256 TEXT NOT NULL,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size_bytes INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX file_by_hash ON file(sha256)",
    # --- tags and own fields of any noun, held on to by (kind, subject_id) ---------------------
    """
    CREATE TABLE tag (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL UNIQUE,
        colour TEXT NOT NULL DEFAULT '',
        archived_at TEXT
    ) STRICT
    """,
    """
    CREATE TABLE tagging (
        id TEXT PRIMARY KEY NOT NULL,
        tag_id TEXT NOT NULL REFERENCES tag(id),
        kind TEXT NOT NULL,
        subject_id TEXT NOT NULL,
        UNIQUE (tag_id, kind, subject_id)
    ) STRICT
    """,
    "CREATE INDEX tagging_of_subject ON tagging(subject_id, kind)",
    """
    CREATE TABLE field (
        id TEXT PRIMARY KEY NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        type TEXT NOT NULL CHECK (type IN ('text', 'number', 'date', 'choice', 'yes_no')),
        position INTEGER NOT NULL,
        archived_at TEXT
    ) STRICT
    """,
    """
    CREATE TABLE field_choice (
        id TEXT PRIMARY KEY NOT NULL,
        field_id TEXT NOT NULL REFERENCES field(id),
        words TEXT NOT NULL,
        position INTEGER NOT NULL,
        archived_at TEXT
    ) STRICT
    """,
    "CREATE INDEX field_choice_of_field ON field_choice(field_id)",
    """
    CREATE TABLE field_value (
        id TEXT PRIMARY KEY NOT NULL,
        field_id TEXT NOT NULL REFERENCES field(id),
        subject_id TEXT NOT NULL,
        value TEXT NOT NULL,
        UNIQUE (field_id, subject_id)
    ) STRICT
    """,
    "CREATE INDEX field_value_of_subject ON field_value(subject_id)",
    # --- institutions: the public card (shared by the alliance) apart from private notes -------
    """
    CREATE TABLE institution (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        short_name TEXT NOT NULL DEFAULT '',
        reading TEXT NOT NULL,
        initials TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        district TEXT NOT NULL DEFAULT '',
        contact_name TEXT NOT NULL DEFAULT '',
        contact_phone TEXT NOT NULL DEFAULT '',
        archived_at TEXT
    ) STRICT
    """,
    "CREATE INDEX institution_in_order ON institution(sort_key, id)",
    "CREATE INDEX institution_by_name ON institution(name)",
    """
    CREATE TABLE institution_subject (
        id TEXT PRIMARY KEY NOT NULL,
        institution_id TEXT NOT NULL REFERENCES institution(id),
        subject TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX institution_subject_of ON institution_subject(institution_id, subject)",
    """
    CREATE TABLE institution_private (
        id TEXT PRIMARY KEY NOT NULL REFERENCES institution(id),
        notes TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    # --- members ---------------------------------------------------------------------------------
    """
    CREATE TABLE member (
        id TEXT PRIMARY KEY NOT NULL,
        number TEXT NOT NULL DEFAULT '',
        name TEXT NOT NULL,
        reading TEXT NOT NULL,
        initials TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        reading_corrected INTEGER NOT NULL DEFAULT 0,
        form_of_address TEXT NOT NULL DEFAULT '',
        welcome_title TEXT NOT NULL DEFAULT '',
        institution_id TEXT REFERENCES institution(id),
        position TEXT NOT NULL DEFAULT '',
        district TEXT NOT NULL DEFAULT '',
        birthday TEXT NOT NULL DEFAULT '',
        birthday_calendar TEXT NOT NULL DEFAULT 'solar'
            CHECK (birthday_calendar IN ('solar', 'lunar')),
        source TEXT NOT NULL DEFAULT '',
        recommended_by_id TEXT REFERENCES member(id),
        photo_id TEXT REFERENCES file(id),
        notes TEXT NOT NULL DEFAULT '',
        archived_at TEXT
    ) STRICT
    """,
    "CREATE INDEX member_in_order ON member(sort_key, id) WHERE archived_at IS NULL",
    "CREATE INDEX member_by_number ON member(number) WHERE number <> ''",
    "CREATE INDEX member_of_institution ON member(institution_id)",
    "CREATE INDEX member_recommended_by ON member(recommended_by_id)",
    "CREATE INDEX member_photo ON member(photo_id)",
    """
    CREATE TABLE phone (
        id TEXT PRIMARY KEY NOT NULL,
        member_id TEXT NOT NULL REFERENCES member(id),
        number TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('mobile', 'unchecked')),
        label TEXT NOT NULL DEFAULT '',
        position INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX phone_of_member ON phone(member_id, position)",
    "CREATE INDEX phone_by_number ON phone(number)",
    """
    CREATE TABLE account (
        id TEXT PRIMARY KEY NOT NULL,
        member_id TEXT NOT NULL REFERENCES member(id),
        platform TEXT NOT NULL,
        kind TEXT NOT NULL DEFAULT 'ordinary' CHECK (kind IN ('ordinary', 'interactive')),
        handle TEXT NOT NULL DEFAULT '',
        nickname TEXT NOT NULL DEFAULT '',
        operator_id TEXT REFERENCES member(id)
    ) STRICT
    """,
    "CREATE INDEX account_of_member ON account(member_id)",
    "CREATE INDEX account_by_handle ON account(handle, platform) WHERE handle <> ''",
    "CREATE INDEX account_operator ON account(operator_id)",
    """
    CREATE TABLE member_subject (
        id TEXT PRIMARY KEY NOT NULL,
        member_id TEXT NOT NULL REFERENCES member(id),
        subject TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX member_subject_of ON member_subject(member_id, subject)",
    # --- branches and groups ----------------------------------------------------------------------
    """
    CREATE TABLE branch (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        region TEXT NOT NULL DEFAULT '',
        head_id TEXT REFERENCES member(id),
        notes TEXT NOT NULL DEFAULT '',
        archived_at TEXT
    ) STRICT
    """,
    "CREATE INDEX branch_head ON branch(head_id)",
    """
    CREATE TABLE chat_group (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        reading TEXT NOT NULL,
        initials TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        platform TEXT NOT NULL,
        number TEXT NOT NULL DEFAULT '',
        kind TEXT NOT NULL DEFAULT 'main',
        run_for_id TEXT REFERENCES institution(id),
        is_paid INTEGER NOT NULL DEFAULT 0,
        positioning TEXT NOT NULL DEFAULT '',
        for_whom TEXT NOT NULL DEFAULT '',
        capacity INTEGER,
        founded_on TEXT,
        life_span_months INTEGER,
        branch_id TEXT REFERENCES branch(id),
        notes TEXT NOT NULL DEFAULT '',
        archived_at TEXT
    ) STRICT
    """,
    "CREATE INDEX chat_group_run_for ON chat_group(run_for_id)",
    "CREATE INDEX chat_group_of_branch ON chat_group(branch_id)",
    # An account in a group; leaving ends the row, coming back adds one.
    """
    CREATE TABLE membership (
        id TEXT PRIMARY KEY NOT NULL,
        account_id TEXT NOT NULL REFERENCES account(id),
        group_id TEXT NOT NULL REFERENCES chat_group(id),
        alias TEXT NOT NULL DEFAULT '',
        joined_on TEXT,
        left_on TEXT,
        came_by TEXT NOT NULL DEFAULT '',
        invited_by_id TEXT REFERENCES member(id),
        is_seed INTEGER NOT NULL DEFAULT 0,
        standing TEXT NOT NULL DEFAULT '',
        paid_until TEXT
    ) STRICT
    """,
    "CREATE INDEX membership_of_account ON membership(account_id, left_on)",
    "CREATE INDEX membership_of_group ON membership(group_id, left_on, account_id)",
    "CREATE INDEX membership_invited_by ON membership(invited_by_id)",
    """
    CREATE TABLE head_count (
        id TEXT PRIMARY KEY NOT NULL,
        group_id TEXT NOT NULL REFERENCES chat_group(id),
        counted_on TEXT NOT NULL,
        people INTEGER NOT NULL CHECK (people >= 0)
    ) STRICT
    """,
    "CREATE INDEX head_count_of_group ON head_count(group_id, counted_on)",
    # A titled position in a group or a branch; in the alliance when both are NULL.
    """
    CREATE TABLE appointment (
        id TEXT PRIMARY KEY NOT NULL,
        member_id TEXT NOT NULL REFERENCES member(id),
        group_id TEXT REFERENCES chat_group(id),
        branch_id TEXT REFERENCES branch(id),
        title TEXT NOT NULL,
        starts_on TEXT NOT NULL,
        term_ends_on TEXT,
        ended_on TEXT,
        duty TEXT NOT NULL DEFAULT '',
        returns TEXT NOT NULL DEFAULT '',
        CHECK (group_id IS NULL OR branch_id IS NULL)
    ) STRICT
    """,
    "CREATE INDEX appointment_of_member ON appointment(member_id, ended_on)",
    "CREATE INDEX appointment_in_group ON appointment(group_id, ended_on)",
    "CREATE INDEX appointment_in_branch ON appointment(branch_id, ended_on)",
    # --- lists out, duplicates ------------------------------------------------------------------
    """
    CREATE TABLE export_log (
        id TEXT PRIMARY KEY NOT NULL,
        made_at TEXT NOT NULL,
        what TEXT NOT NULL,
        row_count INTEGER NOT NULL,
        columns TEXT NOT NULL,
        is_masked INTEGER NOT NULL
    ) STRICT
    """,
    # Two members the owner said are different people.
    """
    CREATE TABLE different_people (
        id TEXT PRIMARY KEY NOT NULL,
        first_id TEXT NOT NULL REFERENCES member(id),
        second_id TEXT NOT NULL REFERENCES member(id),
        UNIQUE (first_id, second_id)
    ) STRICT
    """,
    "CREATE INDEX different_people_second ON different_people(second_id)",
    # A record that was merged into another: its history is shown with the one that was kept.
    """
    CREATE TABLE merged_record (
        id TEXT PRIMARY KEY NOT NULL,
        kind TEXT NOT NULL,
        lost_id TEXT NOT NULL,
        kept_id TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX merged_record_kept ON merged_record(kept_id)",
)
