"""What a step changed, in words: which record, what it was, what it became."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from organizer.base.history import RowChange
from organizer.base.masking import group_phone, mask_account, mask_phone
from organizer.base.settings import BY_KEY
from organizer.base.words import N_, _
from organizer.domain.overview import labels_events
from organizer.domain.overview.labels import (
    PASSED_OVER,
    column_words,
    table_words,
    value_words,
)
from organizer.domain.overview.store_history import NAMED_BY, Changed

LONGEST = 160
_PHONES = {("phone", "number"), ("institution", "contact_phone")}
#: Codes and places the program keeps for itself, beside `labels.PASSED_OVER`.
_OWN = {
    *(("phone", "kind"), ("phone", "position"), ("tagging", "kind")),
    *(("preset", "kind"), ("tag", "colour")),
    *labels_events.OWN,
}
_KINDS = {"insert": N_("Added"), "update": "", "delete": N_("Removed")}  # arrows say: changed
_BELONGING = frozenset({"phone", "account", "appointment"})
_FORMATS = {"xlsx": "Excel", "picture": N_("Picture"), "text": N_("Text"), "print": N_("Print")}
_CODES: dict[tuple[str, str], Callable[[Any], str]] = {
    ("setting", "key"): lambda key: _(BY_KEY[key].label) if key in BY_KEY else str(key),
    ("export_log", "what"): lambda what: (
        _(_FORMATS[what]) if what in _FORMATS else str(what).upper()
    ),
}


@dataclass(frozen=True)
class RecordWords:
    """One record: what happened to it, what it is, and the lines (label, before, after)."""

    kind: str
    title: str
    lines: tuple[tuple[str, str, str], ...]
    removed: bool = False


class ChangeWords:
    """Says changes in the language spoken; numbers and accounts masked as the owner set it."""

    def __init__(self, changed: Changed, *, masked: bool) -> None:
        self._changed = changed
        self._masked = masked

    def records(self) -> Iterator[RecordWords]:
        """Every record of what was read."""
        for change in self._changed.changes:
            what = self.row_title(change.table, change.row_id)
            lines = tuple(self._lines(change))
            done = _KINDS[change.kind] if change.table != "export_log" else ""
            yield RecordWords(_(done) if done else "", what, lines, change.kind == "delete")

    def row_title(self, table: str, row_id: str) -> str:
        """What a row is: its kind and what it is called."""
        row = self._changed.rows.get(row_id, {})
        words = [self._value(table, column, row.get(column)) for column in NAMED_BY.get(table, ())]
        if table == "export_log":
            return _("Exported as {format}").format(format="".join(words))
        if table in _BELONGING and words[0]:
            whose = _("{name}: {thing}").format(name=words[0], thing=table_words(table))
            return " · ".join(filter(None, (whose, *words[1:])))
        called = " · ".join(filter(None, words))
        return f"{table_words(table)}: {called}" if called else table_words(table)

    def _lines(self, change: RowChange) -> Iterator[tuple[str, str, str]]:
        for column, (before, after) in change.columns.items():
            if (change.table, column) in _OWN:
                continue
            if column in PASSED_OVER or (column == "reading" and "name" in change.columns):
                continue
            if change.kind == "delete" and (column in NAMED_BY.get(change.table, ()) or not before):
                continue  # the title says it, or there was nothing
            was = self._value(change.table, column, before)
            now = self._value(change.table, column, after)
            if was or now:
                number = (change.table, column) in _PHONES
                label = _("Phone number") if number else column_words(column, change.table)
                yield label, was, now

    def _value(self, table: str, column: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        if column.endswith("_id") or column == "id":
            return self._changed.names.get(str(value), _("no longer there"))
        if (table, column) in _PHONES:
            text = str(value)
            return mask_phone(text) if self._masked else group_phone(text)
        if column == "handle" and self._masked:
            return mask_account(str(value))
        words = _CODES.get((table, column), partial(value_words, table, column))(value)
        text = " ".join(words.split("\n"))
        return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
