"""Rosters out as files: chosen columns in their order, masked unless plain numbers are chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.table_files.writing import CsvEncoding, write_csv, write_xlsx
from organizer.base.words import N_
from organizer.domain.rosters.columns import ROW, Column
from organizer.domain.rosters.records import OwnField
from organizer.domain.rosters.store_export import roster_rows_out


@dataclass(frozen=True)
class Roster:
    """What goes out: of a group, of these members, or of everybody who is not archived.

    `masked` hides all but the ends of phones, accounts and birthdays. A workbook's sheet is called
    as `title` says.
    """

    columns: tuple[Column, ...]
    fields: tuple[OwnField, ...] = ()
    group_id: str | None = None
    ids: tuple[str, ...] | None = None
    masked: bool = True
    title: str = ""

    @property
    def is_personal(self) -> bool:
        """Whether it holds columns that deserve a warning."""
        return any(column.personal for column in self.columns)

    def unnumbered(self) -> "Roster":
        """The same without the column that counts rows: for where every row is numbered anyway."""
        return replace(self, columns=tuple(one for one in self.columns if one.key != ROW))

    def header(self) -> list[str]:
        """The headings in the language shown."""
        return [column.title() for column in self.columns]


def write_roster(
    db: Database,
    roster: Roster,
    path: Path,
    *,
    encoding: CsvEncoding = "utf-8-sig",
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write a roster as .csv or .xlsx, whole or not at all; returns how many people are in it.

    Raises UserError for another kind of file and for what the disk refuses.
    """
    rows = roster_rows_out(
        db,
        roster.columns,
        fields=roster.fields,
        group_id=roster.group_id,
        ids=roster.ids,
        masked=roster.masked,
    )
    kind = path.suffix.lower()
    if kind == ".csv":
        return write_csv(
            path, roster.header(), rows, encoding, progress=progress, cancelled=cancelled
        )
    if kind == ".xlsx":
        return write_xlsx(
            path, roster.header(), rows, sheet=roster.title, progress=progress, cancelled=cancelled
        )
    raise UserError(
        "export.unknown_kind",
        N_("A roster is written as .csv or .xlsx. Give “{file}” one of these endings."),
        file=path.name,
    )


def roster_texts(db: Database, roster: Roster) -> list[tuple[str, ...]]:
    """The rows of a roster as texts, for printing, pictures and copying: these number them."""
    roster = roster.unnumbered()
    if not roster.columns:
        raise UserError("rosters.no_columns", N_("Choose at least one column."))
    return list(
        roster_rows_out(
            db,
            roster.columns,
            fields=roster.fields,
            group_id=roster.group_id,
            ids=roster.ids,
            masked=roster.masked,
        )
    )


def column_keys(columns: Sequence[Column]) -> list[str]:
    """The keys of columns, for layouts and the log."""
    return [column.key for column in columns]
