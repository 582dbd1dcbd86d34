"""A roster leaves the register: as a file, on paper, as pictures or on the clipboard.

Every way out is noted in the register. Pictures are always masked: they end up in groups.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

from organizer.base.files import write_whole
from organizer.base.words import N_, _, ngettext
from organizer.domain.rosters import actions, export
from organizer.printing.outputs import pdf_in_steps, picture, write_picture
from organizer.printing.printer import preview_and_print
from organizer.printing.roster import roster_sheet
from organizer.printing.sheets import AS_PICTURE, ON_PAPER, like_a4
from organizer.printing.table_pages import TablePages
from organizer.printing.turns import in_turns, set_pages, stop_if_cancelled
from organizer.screens.rosters.left_out import open_folder
from organizer.screens.rosters.order import Order, texts
from organizer.widgets.preview_icons import dressed
from organizer.widgets.tasks import beside

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtGui import QImage

    from organizer.base.database import Database
    from organizer.base.table_files.writing import CsvEncoding
    from organizer.printing.sheets import Paper, TableSheet
    from organizer.widgets.desk import Desk
    from organizer.widgets.tasks import Progress

#: Kinds of files: key, name, ending.
FILES: tuple[tuple[str, str, str], ...] = (
    ("xlsx", N_("Excel (xlsx)"), ".xlsx"),
    ("csv", N_("CSV for Excel"), ".csv"),
    ("gb18030", N_("CSV in GB18030 (older programs)"), ".csv"),
    ("pdf", N_("PDF"), ".pdf"),
    ("picture", N_("Picture for a phone (PNG)"), ".png"),
)
ENDINGS = {key: ending for key, _name, ending in FILES}
NAMES = {key: name for key, name, _ending in FILES}


def sheet_of(
    db: "Database",
    order: Order,
    day: "dt.date",
    *,
    masked: bool | None = None,
    first: int | None = None,
) -> "TableSheet":
    """The sheet of an order; runs where the reading runs."""
    rows = texts(db, order, masked=masked, first=first)
    return roster_sheet(order.title, order.roster().unnumbered().header(), rows, day)


async def save_file(
    desk: "Desk", order: Order, kind: str, path: Path, progress: "Progress"
) -> list[Path]:
    """Write an order as a file of this kind; the files written (several for long pictures).

    Raises UserError for what the disk refuses, CancelledError when it was stopped.
    """
    if kind in ("pdf", "picture"):
        masked = True if kind == "picture" else None
        sheet = await desk.read_long(sheet_of, order, desk.clock.today(), masked=masked)
        papers = AS_PICTURE if kind == "picture" else ON_PAPER
        pages = await set_pages(TablePages(sheet, papers), progress)
        paths: list[Path] = []
        try:
            await (_pictures if kind == "picture" else _pdf)(pages, path, progress, paths)
        except Exception:
            # Stopped or refused after some pictures: those are out, so they are noted.
            if paths:
                await note(desk, order, kind, masked=order.masked or kind == "picture")
            raise
    else:
        encoding: CsvEncoding = "gb18030" if kind == "gb18030" else "utf-8-sig"
        total = len(order.ids)
        await desk.read_long(
            export.write_roster,
            order.roster(),
            path,
            encoding=encoding,
            progress=lambda done: progress.tell(done, total),
            cancelled=lambda: progress.cancelled,
        )
        paths = [path]
    await note(desk, order, kind, masked=order.masked or kind == "picture")
    count = len(order.ids)
    said = ngettext(
        "{count} person written to “{file}”.", "{count} people written to “{file}”.", count
    ).format(count=count, file=paths[0].name)
    desk.messages.say(said, _("Open folder"), lambda: open_folder(paths[0]))
    return paths


async def _pdf(pages: TablePages, path: Path, progress: "Progress", written: list[Path]) -> None:
    data = QByteArray()
    await in_turns(pdf_in_steps(pages, data), len(pages.pages), progress)
    await beside(lambda: write_whole(path, bytes(data.data())))
    written.append(path)


async def _pictures(
    pages: TablePages, path: Path, progress: "Progress", written: list[Path]
) -> None:
    """Write one picture, or several with their number; each is drawn here, packed elsewhere."""
    total = len(pages.pages)
    for number in range(total):
        one = path if total == 1 else path.with_stem(f"{path.stem} {number + 1}-{total}")
        image = picture(pages, number)
        await beside(_writing(image, one))
        written.append(one)
        progress.tell(number + 1, total)
        stop_if_cancelled(progress)


def _writing(image: "QImage", path: Path) -> Callable[[], None]:
    return lambda: write_picture(image, path)


async def note(desk: "Desk", order: Order, what: str, *, masked: bool) -> None:
    """Note in the register that a roster went out."""
    await desk.save(
        actions.record_export,
        what="csv" if what == "gb18030" else what,
        rows=len(order.ids),
        columns=export.column_keys(order.columns),
        masked=masked,
    )


async def pages_to_print(desk: "Desk", order: Order, progress: "Progress") -> TablePages:
    """Set an order on paper, whole."""
    sheet = await desk.read_long(sheet_of, order, desk.clock.today())
    return await set_pages(TablePages(sheet, ON_PAPER), progress)


async def print_pages(desk: "Desk", order: Order, pages: TablePages) -> bool:
    """Show the pages as the printer will print them, and print; whether it was printed."""
    printed = await preview_and_print(
        pages,
        _on_other_paper(pages.sheet),
        _("Print {title}").format(title=order.title),
        desk.messages.window,
        lambda dialog: desk.messages.open(dressed(dialog)),
    )
    if printed:
        await note(desk, order, "print", masked=order.masked)
    return printed


def _on_other_paper(sheet: "TableSheet") -> "Callable[[Paper], TablePages]":
    """Sets a roster on the paper a printer was set to; the text is as high as on A4 that way."""
    return lambda paper: TablePages(sheet, (like_a4(paper),)).finish()
