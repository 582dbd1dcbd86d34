"""The photo of a person: chosen from a file, kept beside the register."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImageReader, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from organizer.base.words import N_, _
from organizer.domain.files import store as file_store
from organizer.screens.members import saving
from organizer.widgets.answers import Answers
from organizer.widgets.desk import Desk
from organizer.widgets.icons import pixmap, set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind, Space, set_kind, theme

if TYPE_CHECKING:
    from organizer.base.register import Register
    from organizer.base.register_thread import Ticket

PATTERNS = ((N_("Pictures"), "*.jpg *.jpeg *.png *.webp *.bmp *.gif"),)
SIDE = 64
MOST_PIXELS = 64_000_000


class PhotoField(QWidget):
    """A round picture and the buttons to choose another or take it away."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._member_id = ""
        self._photo_id: str | None = None
        self._answers = Answers(self)
        self._asker = object()
        self.picture = PlainLabel("", self)
        self.picture.setFixedSize(SIDE, SIDE)
        self.choose = QPushButton(self)
        set_kind(self.choose, Kind.QUIET)
        set_icon(self.choose, "image")
        self.choose.clicked.connect(lambda: desk.start(self._choose()))
        self.remove = QPushButton(self)
        set_kind(self.remove, Kind.QUIET)
        self.remove.clicked.connect(
            lambda: desk.start(desk.do(saving.set_photo, self._member_id, None))
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(Space.S)
        row.addWidget(self.picture)
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        row.addStretch(1)
        self.setFocusProxy(self.choose)
        self.retranslate()
        self._draw(None)

    def show_photo(self, member_id: str, photo_id: str | None) -> None:
        """Show the photo of a person, or a mark where there is none."""
        if (member_id, photo_id) == (self._member_id, self._photo_id):
            return
        self._member_id, self._photo_id = member_id, photo_id
        self.remove.setVisible(photo_id is not None)
        self._draw(None)
        if photo_id is not None and self._desk.register is not None:
            wanted = photo_id

            def path(register: "Register") -> Path | None:
                with register.reading() as db:
                    found = file_store.get(db, wanted)
                if found is None:
                    return None
                return file_store.path_of(file_store.folder_of(register.path), found.sha256)

            ticket = self._desk.opened().with_register(path)
            self._answers.when(ticket, lambda answer: self._show(wanted, answer))

    def is_empty(self) -> bool:
        """Whether there is no photo."""
        return self._photo_id is None

    def set_label(self, text: str) -> None:
        """Name the picture for screen readers."""
        self.picture.setAccessibleName(text)

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        self.choose.setText(_("Choose picture"))
        self.remove.setText(_("Remove"))

    def _show(self, photo_id: str, ticket: "Ticket[Path | None]") -> None:
        path = None if ticket.cancelled else ticket.result()
        if photo_id != self._photo_id or path is None:
            return
        reader = QImageReader(str(path))
        reader.setAutoTransform(True)
        size = reader.size()
        if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
            return
        ratio = self.devicePixelRatioF()
        side = round(SIDE * ratio)
        reader.setScaledSize(
            size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        )
        picture = QPixmap.fromImage(reader.read())
        picture.setDevicePixelRatio(ratio)
        self._draw(picture)

    def _draw(self, picture: QPixmap | None) -> None:
        ratio = self.devicePixelRatioF()
        round_one = QPixmap(round(SIDE * ratio), round(SIDE * ratio))
        round_one.setDevicePixelRatio(ratio)
        round_one.fill(Qt.GlobalColor.transparent)
        painter = QPainter(round_one)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QPainterPath()
        circle.addEllipse(0, 0, SIDE, SIDE)
        painter.setClipPath(circle)
        if picture is None:
            painter.fillPath(circle, QColor(theme.colours.neutral_soft))
            mark = pixmap("user", SIDE // 2, theme.colours.muted, ratio)
            painter.drawPixmap(SIDE // 4, SIDE // 4, mark)
        else:
            size = picture.deviceIndependentSize()
            left, top = (SIDE - size.width()) / 2, (SIDE - size.height()) / 2
            painter.drawPixmap(round(left), round(top), picture)
        painter.end()
        self.picture.setPixmap(round_one)

    async def _choose(self) -> None:
        member_id = self._member_id  # another may be shown by the time the picture is kept
        patterns = [(_(name), endings) for name, endings in PATTERNS]
        path = await self._desk.messages.choose_open_file(_("Choose a picture"), patterns)
        if path is None:
            return
        from organizer.base.register_thread import awaited

        stored = await awaited(
            self._desk.opened().with_register(
                lambda register: file_store.keep_picture(file_store.folder_of(register.path), path)
            )
        )
        await self._desk.do(saving.set_photo, member_id, stored)
