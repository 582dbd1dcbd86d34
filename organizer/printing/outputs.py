"""Where pages go: PDF, printer and its preview, pictures. All draw with `paint_page`."""

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
from organizer.printing.painting import paint_page, white
from organizer.printing.sheets import A4, A4_LANDSCAPE, POINT, Paper
from organizer.printing.table_pages import TablePages

RESOLUTION = 720
"""Dots per inch of a PDF: one unit of the page is one dot."""
PICTURE_SCALE = 2
"""Pixels of a picture for one of its 750 columns."""
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
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )


def papers_of(layout: QPageLayout) -> tuple[Paper, ...]:
    """The paper a printer was set to, as ours."""
    size = layout.fullRectPoints().size()
    proposed = A4_LANDSCAPE if size.width() > size.height() else A4
    width, height = size.width() * POINT, size.height() * POINT
    return (replace(proposed, width=width, height=height),)


def paint_on(device: QPagedPaintDevice, pages: TablePages) -> Iterator[int]:
    """Draw page after page on a printer or PDF; yields the number done after each.

    Raises RuntimeError when the device takes nothing.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise RuntimeError("the device can't be painted on")
    try:
        scale = device.logicalDpiX() / (72 * POINT)
        painter.scale(scale, scale)
        for number in range(len(pages.pages)):
            if number:
                device.newPage()
            paint_page(painter, pages, number)
            yield number + 1
    finally:
        painter.end()


def pdf_in_steps(pages: TablePages, data: QByteArray) -> Iterator[int]:
    """Put pages as PDF into `data`; yields the number done after each page."""
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setTitle(pages.sheet.title)
    writer.setCreator(_("Organizer"))
    writer.setPageLayout(page_layout(pages.paper))
    yield from paint_on(writer, pages)


def picture_size(pages: TablePages, number: int) -> QSize:
    """The size of a picture in pixels."""
    scale = PICTURE_SCALE / POINT
    margin = pages.paper.margin
    foot = pages.foot_height if len(pages.pages) > 1 else 0
    height = pages.pages[number].height + 2 * margin + foot
    return QSize(round(pages.paper.width * scale), round(height * scale))


def picture(pages: TablePages, number: int) -> QImage:
    """A page, counted from 0, as a picture at phone width."""
    scale = PICTURE_SCALE / POINT
    size = picture_size(pages, number)
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    white(painter, size.width(), size.height())
    painter.scale(scale, scale)
    paint_page(painter, pages, number)
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
