"""A table's rows checked before the register is asked: pure, column by column, in any process.

Columns are handled as whole lists with fast common cases: a hundred thousand rows are checked in
well under a second. What is unusual (several numbers in a cell, masked ones) is kept by row.
"""

import datetime as dt
import html
import re
from collections.abc import Callable, Iterable, Sequence

from organizer.base import dates
from organizer.base.districts import parse_district
from organizer.base.errors import UserError
from organizer.base.masking import is_masked
from organizer.base.phones import read_phone
from organizer.base.table_files.headers import plain_name
from organizer.base.table_files.table import Table
from organizer.base.text import one_line
from organizer.domain.fields.rules import canonical
from organizer.domain.rosters.checked import CheckedList
from organizer.domain.rosters.columns import NEW_FIELD, Column, column
from organizer.domain.rosters.mapping import ColumnMapping
from organizer.domain.rosters.records import OWN, OwnField

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_SEVERAL_LINES = re.compile(r"[\n\t]|\s\s")
_ENTITY = re.compile(r"&(?:amp|nbsp|lt|gt|quot|#[0-9]{1,6});")
_BETWEEN_NUMBERS = re.compile(r"\s*[、,，;；/|\n]\s*")
_BETWEEN_HANDLES = re.compile(r"[\s、,，;；/|]+")
_BETWEEN_WORDS = re.compile(r"\s*[、,，;；|┋\n]\s*")
_RUINED = re.compile(r"[0-9](?:\.[0-9]*)?E\+?[0-9]{1,3}", re.IGNORECASE)
_QQ = re.compile(r"[1-9][0-9]{4,11}")
_LONGEST_PHONE = 60
_EPOCH = re.compile(r"1[0-9]{9}")
_SAME_AS_PHONE = frozenset(
    {"同手机", "同手机号", "手机同号", "同电话", "同上", "手机号", "微信同号"}
)
_NAMES = frozenset({"name", "alias", "wechat_nickname", "institution"})
#: A join of the texts of a set; what splits it again is `_BETWEEN_WORDS`.
AND = "、"

_ROW_PROBLEMS = {"short": "short_row", "long": "long_row", "cell_too_long": "cell_too_long"}
_CODES = {
    "date.impossible": "date_impossible",
    "date.no_year": "date_no_year",
    "date.no_day": "date_no_day",
    "date.unclear": "date_unclear",
    "date.future": "date_future",
    "fields.not_a_number": "not_a_number",
    "fields.not_yes_or_no": "not_yes_no",
    "fields.not_a_choice": "unknown_choice",
}


def check(
    table: Table,
    mapping: ColumnMapping,
    *,
    today: dt.date,
    fields: Sequence[OwnField] = (),
    in_group: bool = False,
) -> CheckedList:
    """Check every row of a table; nothing is asked of the register.

    Columns that go out only, or that say something about a group when there is none, are left out
    and listed.
    """
    checked = CheckedList(table.name, table.lines, {})
    if table.problems:
        rows = {line: row for row, line in enumerate(table.lines)}
        for line, problem in table.problems.items():
            checked.refuse(rows[line], _ROW_PROBLEMS[problem])
    readers = _Readers(checked, today, {one.key: one for one in fields})
    for place, key in enumerate(mapping.keys):
        cells = table.columns[place]
        if not key:
            if table.header[place]:
                checked.left_out.append(table.header[place])
            elif any(cells):
                checked.nameless.append(place + 1)
            continue
        if key == NEW_FIELD:
            new_key = f"{NEW_FIELD}:{len(checked.new_fields)}"
            checked.new_fields.append(one_line(plain_name(table.header[place]), 100))
            readers.text(Column(new_key, table.header[place], longest=2_000), cells)
            continue
        known = column(key, fields)
        if not known.readable or (known.of_group and not in_group):
            checked.left_out.append(table.header[place])
            continue
        readers.read(known, cells)
    _same_as_phone(checked)
    if checked.has("name"):
        for row in _empty(checked.values["name"]):
            checked.refuse(row, "no_name", "name")
    _check_period(checked)
    return checked


def split_words(text: str) -> list[str]:
    """The words of a cell that holds a set: 数学、英语."""
    return list(dict.fromkeys(filter(None, map(one_line, _BETWEEN_WORDS.split(text)))))


def _empty(values: Sequence[str]) -> Iterable[int]:
    if all(values):
        return ()
    return [row for row, value in enumerate(values) if not value]


def _check_period(checked: CheckedList) -> None:
    if not (checked.has("joined") and checked.has("left")):
        return
    pairs = zip(checked.values["joined"], checked.values["left"], strict=True)
    for row, (joined, left) in enumerate(pairs):
        if joined and left and left < joined:
            wrong = f"{joined} → {left}"
            checked.refuse(row, "left_before_joined", "joined", "left", wrong=wrong)


def _same_as_phone(checked: CheckedList) -> None:
    """Read "the same as the phone" in the column of WeChat IDs as what it says."""
    handles = checked.values.get("wechat")
    if handles is None or _SAME_AS_PHONE.isdisjoint(handles):
        return
    phones = checked.values.get("phone", [""] * len(handles))
    checked.values["wechat"] = [
        phone if handle in _SAME_AS_PHONE else handle
        for handle, phone in zip(handles, phones, strict=True)
    ]


class _Readers:
    """One method for each type of column; each puts its values into the checked list."""

    def __init__(self, checked: CheckedList, today: dt.date, fields: dict[str, OwnField]) -> None:
        self._checked = checked
        self._today = today
        self._today_text = today.isoformat()
        self._fields = fields

    def read(self, known: Column, cells: Sequence[str]) -> None:
        """Read the cells of one column of the file."""
        if known.key.startswith(OWN):
            self.own(self._fields[known.key], cells)
        elif known.type == "phones":
            self.phones(known, cells)
        elif known.type == "handles":
            self.handles(known, cells)
        elif known.type == "date":
            self._by_word(known.key, cells, self._date)
            self._refuse_future(known.key)
        elif known.type == "birthday":
            self.birthday(known, cells)
        elif known.key == "district":
            self._by_word(known.key, cells, lambda text: parse_district(text) or one_line(text))
        elif known.type == "set":
            self._by_word(known.key, cells, lambda text: AND.join(split_words(text)))
        else:
            self.text(known, cells)

    def text(self, known: Column, cells: Sequence[str]) -> None:
        """Texts on one line; notes keep their lines."""
        checked, values = self._checked, list(cells)
        whole = "\0".join(values)
        if known.key in _NAMES and "&" in whole and _ENTITY.search(whole):
            # lists copied from web pages carry names as HTML; anywhere else it may be meant
            values = [one_line(html.unescape(v)) if "&" in v else v for v in values]
            whole = "\0".join(values)
        if known.key != "notes" and _SEVERAL_LINES.search(whole):
            values = list(map(one_line, values))
        if max(map(len, values), default=0) > known.longest:
            for row, value in enumerate(values):
                if len(value) > known.longest:
                    checked.refuse(row, "too_long", known.key)
                    values[row] = value if known.key == "name" else ""
        checked.values[known.key] = values

    # --- numbers and accounts -------------------------------------------------------------------

    def phones(self, known: Column, cells: Sequence[str]) -> None:
        """Phone numbers; a second column of them is added to the first."""
        checked, key = self._checked, known.key
        values = list(cells)
        if key in checked.values:
            self._more_phones(key, cells)
            return
        checked.values[key] = values
        matched = map(_MOBILE.fullmatch, cells)
        for row in [row for row, match in enumerate(matched) if match is None]:
            values[row] = ""
            if cells[row]:
                self._phone_cell(row, key, cells[row])

    def _more_phones(self, key: str, cells: Sequence[str]) -> None:
        for row, cell in enumerate(cells):
            if cell:
                self._phone_cell(row, key, cell)

    def _phone_cell(self, row: int, key: str, cell: str) -> None:
        checked = self._checked
        found = read_phone(cell)
        parts = [found]
        if found.kind == "unchecked" and len(split := _BETWEEN_NUMBERS.split(cell)) > 1:
            parts = [part for part in map(read_phone, split) if part.kind != "empty"]
        elif found.kind == "unchecked" and " " in cell:
            words = [read_phone(part) for part in cell.split()]
            if all(part.kind == "mobile" for part in words):
                parts = words
        numbers = checked.all_of(key, row)
        for part in parts:
            if part.kind == "ruined":
                checked.refuse(row, "ruined_number", key, wrong=cell)
            elif part.kind == "masked" or (part.kind == "unchecked" and is_masked(part.number)):
                checked.masked.setdefault(key, {})[row] = part.number
            elif part.number and part.number not in numbers:
                numbers = [*numbers, part.number]
                if part.kind == "unchecked":
                    checked.unchecked.add(part.number)
        if any(len(number) > _LONGEST_PHONE for number in numbers):
            checked.refuse(row, "too_long", key)
            numbers = [number for number in numbers if len(number) <= _LONGEST_PHONE]
        checked.values[key][row] = numbers[0] if numbers else ""
        if len(numbers) > 1:
            checked.several.setdefault(key, {})[row] = numbers

    def handles(self, known: Column, cells: Sequence[str]) -> None:
        """WeChat IDs and QQ numbers, perhaps several in a cell, perhaps masked."""
        checked, key = self._checked, known.key
        values = checked.values[key] = list(cells)
        usual = _QQ.fullmatch if key == "qq" else re.compile(r"[A-Za-z0-9_\-]*").fullmatch
        for row in [row for row, match in enumerate(map(usual, cells)) if match is None]:
            values[row] = ""
            handles: list[str] = []
            for text in filter(None, _BETWEEN_HANDLES.split(cells[row])):
                handle = self._handle(row, key, text)
                if handle and handle not in handles:
                    handles.append(handle)
            values[row] = handles[0] if handles else ""
            if len(handles) > 1:
                checked.several.setdefault(key, {})[row] = handles

    def _handle(self, row: int, key: str, text: str) -> str:
        checked = self._checked
        text = one_line(text, 200)
        if is_masked(text):
            checked.masked.setdefault(key, {})[row] = text
            return ""
        if _RUINED.fullmatch(text):
            checked.refuse(row, "ruined_number", key, wrong=text)
            return ""
        if key == "qq":
            text = re.sub(r"\.0+\Z|@qq\.com\Z", "", text, flags=re.IGNORECASE)
            if not _QQ.fullmatch(text):
                checked.refuse(row, "not_a_qq", key, wrong=text)
                return ""
        return text

    # --- dates and own fields -------------------------------------------------------------------

    def _by_word(self, key: str, cells: Sequence[str], read: Callable[[str], str]) -> None:
        """Read each different text once; one that can't be read refuses its rows."""
        known: dict[str, str] = {"": ""}
        wrong: dict[str, str] = {}
        for text in set(cells):
            if text not in known:
                try:
                    known[text] = read(text)
                except UserError as error:
                    known[text], wrong[text] = "", _CODES[error.code]
        self._checked.values[key] = list(map(known.__getitem__, cells))
        if wrong:
            for row, text in enumerate(cells):
                if text in wrong:
                    self._checked.refuse(row, wrong[text], key, wrong=text)

    def _date(self, text: str) -> str:
        if _EPOCH.fullmatch(text):
            moment = dt.datetime.fromtimestamp(int(text), dt.timezone(dt.timedelta(hours=8)))
            return moment.date().isoformat()
        return dates.read_date(text)

    def _refuse_future(self, key: str) -> None:
        values = self._checked.values[key]
        if max(values, default="") > self._today_text:
            for row, value in enumerate(values):
                if value > self._today_text:
                    self._checked.refuse(row, "date_future", key, wrong=value)
                    values[row] = ""

    def birthday(self, known: Column, cells: Sequence[str]) -> None:
        """Birthdays in the solar or lunar calendar; a masked one says nothing."""
        plain = ["" if "*" in cell and is_masked(cell) else cell for cell in cells]

        def read(text: str) -> str:
            found = dates.read_birthday(text, self._today)
            return f"{found.calendar} {found.date}"

        self._by_word(known.key, plain, read)
        both = [value.partition(" ") for value in self._checked.values[known.key]]
        self._checked.values[known.key] = [date for _calendar, _blank, date in both]
        self._checked.values["birthday_calendar"] = [one[0] or "solar" for one in both]

    def own(self, own_field: OwnField, cells: Sequence[str]) -> None:
        """Values of an own field in the form they are kept in."""
        if own_field.type == "text":
            self.text(Column(own_field.key, own_field.name, longest=2_000), cells)
        else:
            self._by_word(
                own_field.key,
                cells,
                lambda text: canonical(own_field.type, text, own_field.choices),
            )
