"""Where pages go: PDF, printer and its preview, pictures. All draw with `Pages.paint`."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSize
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from organizer.base.errors import UserError
from organizer.base.files import write_whole
from organizer.base.words import N_, _
from organizer.printing.painting import white
from organizer.printing.sheets import (
    A4,
    A4_LANDSCAPE,
    A4_SIZE,
    A5_SIZE,
    LETTER_SIZE,
    POINT,
    Pages,
    Paper,
)

RESOLUTION = 720
"""Dots per inch of a PDF: one unit of the page is one dot."""
PICTURE_SCALE = 2
"""Pixels of a picture for one of its 750 columns."""
_SIZES = {
    A4_SIZE: QPageSize.PageSizeId.A4,
    A5_SIZE: QPageSize.PageSizeId.A5,
    LETTER_SIZE: QPageSize.PageSizeId.Letter,
}
_alone: QGuiApplication | None = None


def ensure_application() -> None:
    """Make the application Qt needs to know fonts, without a screen, unless there is one."""
    global _alone  # noqa: PLW0603 - Qt wants exactly one, and it must outlive its users
    if QGuiApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        _alone = QGuiApplication(["organizer"])


def page_layout(paper: Paper) -> QPageLayout:
    """The paper as Qt describes it; the margins are ours."""
    across = paper.width > paper.height
    size = min(paper.width, paper.height), max(paper.width, paper.height)
    return QPageLayout(
        QPageSize(_SIZES.get(size, QPageSize.PageSizeId.A4)),
        QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )


def papers_of(layout: QPageLayout, like: Paper | None = None) -> tuple[Paper, ...]:
    """The paper a printer was set to, as ours; texts and margins those of `like`."""
    size = layout.fullRectPoints().size()
    proposed = like or (A4_LANDSCAPE if size.width() > size.height() else A4)
    width, height = size.width() * POINT, size.height() * POINT
    return (replace(proposed, width=width, height=height),)


def paint_on(device: QPagedPaintDevice, pages: Pages) -> Iterator[int]:
    """Draw page after page on a printer or PDF; yields the number done after each.

    Raises RuntimeError when the device takes nothing.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise RuntimeError("the device can't be painted on")
    try:
        scale = device.logicalDpiX() / (72 * POINT)
        painter.scale(scale, scale)
        for number in range(pages.count):
            if number:
                device.newPage()
            pages.paint(painter, number)
            yield number + 1
    finally:
        painter.end()


def pdf_in_steps(pages: Pages, data: QByteArray) -> Iterator[int]:
    """Put pages as PDF into `data`; yields the number done after each page."""
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setTitle(pages.title)
    writer.setCreator(_("Organizer"))
    writer.setPageLayout(page_layout(pages.paper))
    yield from paint_on(writer, pages)


def picture_size(pages: Pages, number: int) -> QSize:
    """The size of a picture in pixels."""
    width, height = pages.size_of(number)
    scale = PICTURE_SCALE / POINT
    return QSize(round(width * scale), round(height * scale))


def picture(pages: Pages, number: int) -> QImage:
    """A page, counted from 0, as a picture at phone width."""
    scale = PICTURE_SCALE / POINT
    size = picture_size(pages, number)
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    white(painter, size.width(), size.height())
    painter.scale(scale, scale)
    pages.paint(painter, number)
    painter.end()
    return image


def write_picture(image: QImage, path: Path) -> None:
    """Write a picture as PNG, whole or not at all.

    Raises UserError for what the disk refuses, and for a picture there is no memory for.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise UserError(
            "export.picture_too_large",
            N_("This picture is too large. Choose fewer columns, or save a PDF."),
        )
    write_whole(path, bytes(data.data()))
