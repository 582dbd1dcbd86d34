"""The sign-in sheet of an event on paper, as PDF and as a picture for the chat."""

from pathlib import Path

from PySide6.QtCore import QByteArray

from organizer.base.files import write_whole
from organizer.base.words import _
from organizer.domain.events.sheet import SheetOptions, SignInSheet
from organizer.printing.form_pages import FormPages
from organizer.printing.outputs import ensure_application, pdf_in_steps
from organizer.printing.sheets import (
    A4_SIZE,
    A5_SIZE,
    LETTER_SIZE,
    MILLIMETRE,
    POINT,
    FormSheet,
    Paper,
)

_SMALLEST = 7 * POINT
_SIZES = {"A4": A4_SIZE, "A5": A5_SIZE, "Letter": LETTER_SIZE}
_MARGIN = 12 * MILLIMETRE
_LINES = 5
"""Columns are wide enough for so many lines, as far as the paper allows."""
#: What a pen needs, in millimetres.
_BY_HAND = {"signature": 30, "time": 18, "remark": 26, "own": 24}
#: What those need who write themselves into an empty row.
_WALK_INS = {"name": 20, "institution": 28}
_CENTRED = frozenset({"number", "honorific", "phone", "seats", "time"})
_PICTURE = Paper(7500, 28_000, 280, (260, 230, 200), _LINES, is_picture=True)


def paper_of(options: SheetOptions) -> Paper:
    """The paper chosen; a table too wide for it is written smaller, down to eight tenths."""
    width, height = _SIZES[options.paper]
    if options.landscape:
        width, height = height, width
    size = options.font_size * POINT
    sizes = (size, max(round(0.9 * size), _SMALLEST), max(round(0.8 * size), _SMALLEST))
    return Paper(width, height, round(_MARGIN), sizes, _LINES)


def form_of(sheet: SignInSheet, options: SheetOptions, *, as_picture: bool = False) -> FormSheet:
    """A sign-in sheet as a form; a picture has nothing to fill in."""
    total = _("Expected: {expected}").format(expected=sheet.totals())
    if not as_picture:
        total += "        " + _("Came: ____________        Noted by: ____________")
    places = {column: at for at, column in enumerate(sheet.columns)}
    return FormSheet(
        sheet.title,
        (),
        sheet.header,
        sheet.rows,
        title_parts=(sheet.event_title, _("Sign-in sheet")),
        facts=sheet.facts,
        centred=frozenset(at for column, at in places.items() if column in _CENTRED),
        by_hand={
            places[column]: width * MILLIMETRE
            for column, width in _BY_HAND.items()
            if column in places and not as_picture
        },
        least={
            places[column]: width * MILLIMETRE
            for column, width in _WALK_INS.items()
            if column in places and sheet.blank_rows
        },
        row_height=0.0 if as_picture else options.row_height * MILLIMETRE,
        sections=dict(sheet.sections),
        section_on_new_page=options.page_break and options.grouping != "none",
        total=total,
        logo=options.logo,
    )


def sign_in_pages(
    sheet: SignInSheet, options: SheetOptions, paper: Paper | None = None
) -> FormPages:
    """The pages of a sign-in sheet, yet to be set with `work()`; `paper` if a printer has other."""
    return FormPages(form_of(sheet, options), (paper or paper_of(options),))


def sign_in_pictures(sheet: SignInSheet, options: SheetOptions) -> FormPages:
    """The same at the width of a phone, yet to be set with `work()`.

    Make the sheet with `options.for_phone()` and masked.
    """
    return FormPages(form_of(sheet, options, as_picture=True), (_PICTURE,))


def write_pdf(path: Path, sheet: SignInSheet, options: SheetOptions) -> int:
    """Write a sign-in sheet as PDF, without a window too; returns the number of pages.

    Raises UserError for what the disk refuses.
    """
    ensure_application()
    pages = sign_in_pages(sheet, options)
    for _pause in pages.work():
        pass
    data = QByteArray()
    for _page in pdf_in_steps(pages, data):
        pass
    write_whole(path, bytes(data.data()))
    return pages.count
