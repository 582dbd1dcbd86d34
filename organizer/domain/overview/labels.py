"""What tables, columns and coded values are called, for the history of any step."""

from collections.abc import Callable
from typing import Any

from organizer.base.districts import district_name
from organizer.base.words import N_, _
from organizer.domain.fields.records import FIELD_TYPES
from organizer.domain.groups.records import kind_words, standing_words, way_in_words
from organizer.domain.members.records import ACCOUNT_KINDS, CALENDARS, PLATFORMS
from organizer.domain.overview import labels_events
from organizer.domain.roles.records import title_words

#: What one row of a table is.
TABLES: dict[str, str] = {
    "member": N_("Member"),
    "phone": N_("Phone"),
    "account": N_("Account"),
    "member_subject": N_("Subject of a member"),
    "chat_group": N_("Group"),
    "membership": N_("Time in a group"),
    "head_count": N_("Head count"),
    "branch": N_("Branch"),
    "appointment": N_("Position"),
    "institution": N_("Institution"),
    "institution_subject": N_("Subject of an institution"),
    "institution_private": N_("Notes on an institution"),
    "tag": N_("Tag"),
    "tagging": N_("Tag on a record"),
    "field": N_("Own field"),
    "field_choice": N_("Choice of an own field"),
    "field_value": N_("Value of an own field"),
    "file": N_("File"),
    "setting": N_("Setting"),
    "preset": N_("Arrangement"),
    "export_log": N_("Note of an export"),
    "different_people": N_("Different people"),
    "merged_record": N_("Merged record"),
    **labels_events.TABLES,
}

#: What a column holds; those of `PASSED_OVER` follow from others or say nothing to anybody.
COLUMNS: dict[str, str] = {
    "account_id": N_("Account"),
    "alias": N_("Alias in the group"),
    "archived_at": N_("Archived"),
    "birthday": N_("Birthday"),
    "birthday_calendar": N_("Calendar of the birthday"),
    "branch_id": N_("Branch"),
    "came_by": N_("How they came"),
    "capacity": N_("Capacity"),
    "colour": N_("Colour"),
    "contact_name": N_("Contact"),
    "contact_phone": N_("Phone of the contact"),
    "counted_on": N_("Counted on"),
    "district": N_("District"),
    "field_id": N_("Own field"),
    "first_id": N_("Member"),
    "duty": N_("Duty"),
    "ended_on": N_("Ended"),
    "for_whom": N_("For whom"),
    "form_of_address": N_("Form of address"),
    "founded_on": N_("Founded on"),
    "group_id": N_("Group"),
    "handle": N_("Account number"),
    "head_id": N_("Head"),
    "institution_id": N_("Institution"),
    "invited_by_id": N_("Invited by"),
    "is_paid": N_("Paid group"),
    "is_seed": N_("Seed member"),
    "joined_on": N_("Joined the group"),
    "key": N_("Setting"),
    "kept_id": N_("Kept record"),
    "kind": N_("Kind"),
    "label": N_("Label"),
    "left_on": N_("Left the group"),
    "life_span_months": N_("Life span (months)"),
    "member_id": N_("Member"),
    "name": N_("Name"),
    "nickname": N_("Nickname"),
    "notes": N_("Notes"),
    "number": N_("Number"),
    "operator_id": N_("Operated by"),
    "paid_until": N_("Paid until"),
    "people": N_("People"),
    "photo_id": N_("Photo"),
    "platform": N_("Platform"),
    "position": N_("Job"),
    "positioning": N_("Positioning"),
    "reading": N_("Reading"),
    "recommended_by_id": N_("Recommended by"),
    "region": N_("Region"),
    "returns": N_("What it returns"),
    "run_for_id": N_("Run for"),
    "second_id": N_("Member"),
    "subject_id": N_("Record"),
    "tag_id": N_("Tag"),
    "short_name": N_("Short name"),
    "source": N_("Source"),
    "standing": N_("Standing in a group"),
    "starts_on": N_("From"),
    "subject": N_("Subject"),
    "term_ends_on": N_("Term ends"),
    "title": N_("Title"),
    "type": N_("Type"),
    "value": N_("Value"),
    "welcome_title": N_("Welcome title"),
    "words": N_("Words"),
    **labels_events.COLUMNS,
}
PASSED_OVER = frozenset(
    {
        *("id", "initials", "sort_key", "reading_corrected", "content"),
        *("sha256", "media_type", "size_bytes", "lost_id"),
    }
)

#: Parts of the program a step belongs to: the beginning of its action's id.
AREAS: dict[str, str] = {
    "members": N_("Members"),
    "groups": N_("Groups"),
    "roles": N_("Positions"),
    "institutions": N_("Institutions"),
    "branches": N_("Branches"),
    "events": N_("Events"),
    "venues": N_("Venues"),
    "special_days": N_("Special days"),
    "tasks": N_("Tasks"),
    "texts": N_("Own texts"),
    "rosters": N_("Import and export"),
    "joining": N_("Merging and erasing"),
    "fields": N_("Tags, own fields, settings"),
    "files": N_("Files"),
    "history": N_("Undo and redo"),
}

_SPOKEN: dict[str, Callable[[Any], str]] = {
    "district": district_name,
    "birthday_calendar": lambda value: _(CALENDARS.get(value, value)),
    "platform": lambda value: _(PLATFORMS.get(value, value)),
    "title": title_words,
    "standing": standing_words,
    "came_by": way_in_words,
    "is_seed": lambda value: _("Yes") if value else _("No"),
    "is_paid": lambda value: _("Yes") if value else _("No"),
    "type": lambda value: _(FIELD_TYPES.get(value, value)),
}


def table_words(table: str) -> str:
    """What one row of a table is, in the language spoken; the table's name if nobody said."""
    return _(TABLES[table]) if table in TABLES else table


def column_words(column: str, table: str = "") -> str:
    """What a column (of a table) holds, in the language spoken; its name if nobody said."""
    words = labels_events.OF_TABLE.get((table, column)) or COLUMNS.get(column)
    return column if words is None else _(words)


def value_words(table: str, column: str, value: Any) -> str:
    """A value as it is read by people; empty for nothing. References are not looked up here."""
    if value is None or value == "":
        return ""
    if column == "archived_at":
        return _("Yes")
    if table in labels_events.TABLES:
        return labels_events.SPOKEN.get((table, column), str)(value)
    if column == "kind" and table == "chat_group":
        return kind_words(value)
    if column == "kind" and table == "account":
        return _(ACCOUNT_KINDS.get(value, value))
    return _SPOKEN.get(column, str)(value)
