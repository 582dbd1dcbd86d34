"""A roster as a sheet: numbered, with its title, the day and how many people it holds."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray

from organizer.base.files import write_whole
from organizer.base.formats import format_date
from organizer.base.words import _, ngettext
from organizer.printing.outputs import ensure_application, pdf_in_steps
from organizer.printing.sheets import TableSheet
from organizer.printing.table_pages import TablePages


def roster_sheet(
    title: str, header: Sequence[str], rows: Sequence[Sequence[str]], day: dt.date
) -> TableSheet:
    """A roster of these rows; every line gets its number."""
    count = len(rows)
    details = (
        ngettext("{count} person", "{count} people", count).format(count=count),
        format_date(day),
    )
    numbered = [(str(number), *row) for number, row in enumerate(rows, start=1)]
    return TableSheet(title, details, (_("No."), *header), numbered, frozenset({0}))


def write_pdf(
    path: Path,
    title: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    day: dt.date,
) -> int:
    """Write a roster as PDF, without a window too; returns the number of pages.

    Raises UserError for what the disk refuses.
    """
    ensure_application()
    pages = TablePages(roster_sheet(title, header, rows, day)).finish()
    data = QByteArray()
    for _page in pdf_in_steps(pages, data):
        pass
    write_whole(path, bytes(data.data()))
    return len(pages.pages)
