"""One cell: from what a file says to the text we keep, and back without becoming a formula."""

import datetime
import re
from collections.abc import Sequence

from organizer.base.text import clean, is_clean

LONGEST_CELL = 32_767
"""Characters; the most a spreadsheet can hold."""

# What a spreadsheet may run as a formula, in ASCII and full width.
STARTERS = "=+-@＝＋－＠"
_RISKY = re.compile(rf"'|\s*[{STARTERS.replace('-', chr(92) + '-')}\t\r\n]")
_GUARDED = re.compile(rf"'(?:'|\s*[{STARTERS.replace('-', chr(92) + '-')}\t\r\n])")


def guard(text: str) -> str:
    """Return the text with `'` before it if a spreadsheet could run it as a formula.

    A text that starts with `'` gets another one, so that `unguard` always gives back the same.
    """
    return "'" + text if _RISKY.match(text) else text


def guard_text_cell(text: str) -> str:
    """Return the text for a cell that is marked as text and can't run: safe from `unguard` only."""
    return "'" + text if _GUARDED.match(text) else text


def unguard(text: str) -> str:
    """Take away the `'` that `guard` put there; other texts stay as they are."""
    return text[1:] if _GUARDED.match(text) else text


def tidy(cell: str) -> str:
    """Return what a cell says: cleaned, without blanks at the ends, without our guard."""
    if not is_clean(cell) or len(cell) > LONGEST_CELL:
        cell = clean(cell, multi_line=True, limit=LONGEST_CELL + 1)
    cell = cell.strip()
    return unguard(cell).strip() if cell.startswith("'") else cell


def tidy_column(cells: Sequence[str], *, unclean: bool, quoted: bool) -> list[str]:
    """Return a column of tidy cells; `unclean` and `quoted` say what the whole file can contain."""
    if unclean:
        return list(map(tidy, cells))
    stripped = list(map(str.strip, cells))
    if quoted:
        return [unguard(cell).strip() if cell[:1] == "'" else cell for cell in stripped]
    return stripped


def from_number(number: float) -> str:
    """Return the digits of a spreadsheet's number.

    Integral numbers lose the `.0` (a phone number is digits). A spreadsheet keeps 15 digits: a
    longer number is written with an exponent, so that whoever reads it sees that digits are lost.
    """
    if abs(number) >= 1e15:
        return f"{number:.14E}"
    if number == int(number):
        return str(int(number))
    return repr(round(number, 15))


def from_value(value: object) -> str:
    """Return a spreadsheet's value as text: dates ISO, numbers as digits, times as HH:MM."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return from_number(float(value))
    return _from_time(value)


def _from_time(value: object) -> str:
    match value:
        case datetime.datetime():
            return _moment(value)
        case datetime.date():
            return value.isoformat()
        case datetime.time():
            return value.isoformat("seconds" if value.second else "minutes")
        case datetime.timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
        case _:
            return ""


def _moment(value: datetime.datetime) -> str:
    if not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return value.replace(tzinfo=None, microsecond=0).isoformat(
        " ", "seconds" if value.second else "minutes"
    )
