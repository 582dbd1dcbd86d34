"""Why a row of a list is refused or has to be decided on, by code; words are shown late."""

from organizer.base.words import N_, _

#: Rows that can't be taken as they are.
REFUSED = {
    "short_row": N_("The row has fewer cells than the header: a separator may be missing."),
    "long_row": N_("The row has more cells than the header: a cell may hold an extra separator."),
    "cell_too_long": N_("A cell is longer than a spreadsheet can hold."),
    "too_long": N_("The text is longer than fits this column."),
    "no_name": N_("There is no name."),
    "key_missing": N_("What the row is matched by is empty."),
    "ruined_number": N_("The number has lost digits in a spreadsheet. Enter it whole."),
    "masked_number": N_("The number is masked, and no member of this name has one like it."),
    "not_a_qq": N_("This is not a QQ number: it has 5 to 12 digits."),
    "date_impossible": N_("There is no such day."),
    "date_no_year": N_("The date has no year. Write it as 2026-03-08."),
    "date_no_day": N_("The date has no day. Write it as 2026-03-08."),
    "date_unclear": N_("This can't be read as a date. Write it as 2026-03-08."),
    "date_future": N_("The day is in the future."),
    "left_before_joined": N_("The day of leaving is before the day of joining."),
    "unknown_choice": N_("This is none of the choices of the field."),
    "not_a_number": N_("This is not a number."),
    "not_yes_no": N_("This is neither yes nor no."),
}

#: What may be left out of a row so that the rest is taken, in a few words.
LEFT_EMPTY = {
    "too_long": N_("text too long"),
    "ruined_number": N_("number that lost digits"),
    "not_a_qq": N_("not a QQ number"),
    "date_impossible": N_("no such day"),
    "date_no_year": N_("date without a year"),
    "date_no_day": N_("date without a day"),
    "date_unclear": N_("not readable as a date"),
    "date_future": N_("day in the future"),
    "unknown_choice": N_("none of the choices"),
    "not_a_number": N_("not a number"),
    "not_yes_no": N_("neither yes nor no"),
}

#: Why nothing tells who a row is, where the owner may have it taken as a new member.
AS_NEW = {
    "key_missing": N_("nothing to recognise them by"),
    "masked_number": N_("masked number only"),
    "ruined_number": N_("number that lost digits only"),
}

#: Rows the owner decides on; until then nothing of them is taken.
CONFLICTS = {
    "several_members": N_("More than one member has this."),
    "same_name": N_(
        "Somebody of this name is in the register; the list does not say if it is them."
    ),
    "keys_disagree": N_("Something here belongs to another member."),
    "name_differs": N_("The member found has another name."),
    "archived": N_("The member found is archived."),
    "same_in_list": N_("Several rows of the list say they are this person, and differ."),
    "several_institutions": N_("More than one institution has this name."),
    "archived_institution": N_("The institution of this name is archived."),
    "left": N_("Left as it is."),
    "left_since": N_("The person has left the group, and the list does not say they came back."),
    "period_overlaps": N_("The person was in the group at that time already."),
    "period_contradicts": N_("The days of joining and leaving do not fit those of the register."),
}


def few_words(code: str) -> str:
    """What is wrong with a cell that may be left empty, in the language shown."""
    return _(LEFT_EMPTY[code])


def as_new_words(code: str) -> str:
    """Why nothing tells who a row is, in a few words in the language shown."""
    return _(AS_NEW.get(code) or LEFT_EMPTY[code])


def words(code: str) -> str:
    """The sentence of a code in the language shown."""
    return _({**REFUSED, **CONFLICTS}[code])
