"""Pages on a printer and on its preview; other paper sets them anew."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from organizer.base.errors import UserError
from organizer.base.words import N_
from organizer.printing.outputs import page_layout, paint_on, papers_of
from organizer.printing.sheets import Pages, Paper

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QDialog, QWidget

_CLOSE = 20
"""Units that papers may differ by and be the same: A4 in points is not whole."""


class Printing:
    """Paints for a printer's preview dialog: connect `paint` to its `paintRequested`.

    `anew` sets the pages on another paper; without it (cards) they stay as they are.
    """

    def __init__(self, pages: Pages, anew: Callable[[Paper], Pages] | None = None) -> None:
        self.pages = pages
        self._anew = anew
        self.failed = False
        """Whether the printer took nothing the last time."""

    def paint(self, printer: "QPrinter") -> None:
        """Draw all pages on the printer, or on its preview."""
        printer.setFullPage(True)
        (paper,) = papers_of(printer.pageLayout(), self.pages.paper)
        wanted = (paper.width, paper.height)
        have = (self.pages.paper.width, self.pages.paper.height)
        if self._anew and any(abs(a - b) > _CLOSE for a, b in zip(wanted, have, strict=True)):
            self.pages = self._anew(paper)
        try:
            for _page in paint_on(printer, self.pages):
                pass
        except RuntimeError:
            self.failed = True
        else:
            self.failed = False


async def preview_and_print(
    pages: Pages,
    anew: Callable[[Paper], Pages] | None,
    title: str,
    window: "QWidget | None",
    show: "Callable[[QDialog], Awaitable[bool]]",
) -> bool:
    """Show the pages as the printer will print them, and print; whether they were printed.

    `title` (translated) stands on the dialog; `show` opens it and waits. Raises UserError when the
    printer takes nothing.
    """
    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(pages.title)
    printer.setPageLayout(page_layout(pages.paper))
    printer.setFullPage(True)
    dialog = QPrintPreviewDialog(printer, window)
    dialog.setWindowTitle(title)
    dialog.resize(900, 700)
    painter = Printing(pages, anew)
    dialog.paintRequested.connect(painter.paint)
    printed = await show(dialog)
    if painter.failed:
        raise UserError(
            "print.failed",
            N_("The printer took nothing. Check that it is on, or save a PDF and print that."),
        )
    return printed
