"""What goes into the chat after an event: the recap as text and as a picture, with the photos."""

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from organizer.base import words
from organizer.base.errors import UserError
from organizer.base.words import _, ngettext
from organizer.domain.events import recap, store_files
from organizer.domain.files.records import Attachment
from organizer.printing.invitation import Invitation, InvitationPages
from organizer.printing.outputs import picture, write_picture
from organizer.screens.events.files_field import copy_out
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel, plain_tip
from organizer.widgets.page_preview import PagePreview
from organizer.widgets.text_preview import TextPreview
from organizer.widgets.theme import Space, TextRole, theme

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.register import Register

_FILE = Qt.ItemDataRole.UserRole


class RecapFound(NamedTuple):
    """The recap of an event: its words, what the picture says, and the files that could go along.

    `values` are those of `recap.RECAP`.
    """

    text: str
    values: dict[str, Any]
    files: tuple[Attachment, ...]


def read_recap(db: "Database", key: str) -> RecapFound:
    """Everything the sheet shows. Raises UserError when the event is gone."""
    language = words.language()
    return RecapFound(
        recap.recap(db, key, language),
        recap.recap_values(db, key, language),
        tuple(one.file for one in store_files.files(db, key)),
    )


def card(values: dict[str, Any]) -> Invitation:
    """What the picture says, with labels in the language spoken."""
    came = values["count"]
    promises = "\n".join(
        _("{name}: {words}").format(name=one["name"], words=one["words"])
        for one in values["promises"]
    )
    next_words = " · ".join(
        filter(None, (values["next_date"], values["next_title"], values["next_place"]))
    )
    facts = (
        (_("Venue"), values["place"]),
        (
            _("There were"),
            ngettext("{count} person", "{count} people", came).format(count=came) if came else "",
        ),
        (_("Thanks to"), "\n".join(filter(None, (values["host"], values["people"])))),
        (_("Talked through"), values["topics"]),
        (_("Promises"), promises),
    )
    return Invitation(
        values["kind"],
        values["title"],
        (values["date"],) if values["date"] else (),
        tuple((label, value) for label, value in facts if value),
        values["names"],
        _("See you next time: {when}").format(when=next_words) if next_words else "",
    )


class RecapSheet(Sheet):
    """The words at the left, the picture at the right, the photos below; each copied or saved."""

    def __init__(self, desk: Desk, found: RecapFound) -> None:
        super().__init__(
            desk.messages.window,
            _("Recap: “{event}”").format(event=found.values["title"]),
            "events.recap",
            940,
        )
        self.desk = desk
        self.found = found
        self.pages = InvitationPages(card(found.values))
        self.text = TextPreview(self)
        self.text.view.setReadOnly(False)
        self.text.view.setMinimumHeight(12 * theme.line_height())
        self.text.show_text(found.text)
        self.next_hint = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        if not found.values["next_date"]:
            self.next_hint.setText(_("No next date is planned yet. Plan it, and it stands here."))
        self.next_hint.setVisible(bool(self.next_hint.text()))
        self.preview = PagePreview(self)
        self.preview.show_pages(self.pages)
        self.preview.setMinimumWidth(300 * theme.text_percent // 100)
        self.copy_button = self._tool("copy", _("Copy the picture"), self.copy_picture)
        self.save_button = self._tool("image", _("Save…"), self._save)
        self.photos = QListWidget(self)
        self.photos.setAccessibleName(_("Photos and files to attach"))
        self.photos.itemChanged.connect(lambda _item: self._tell_chosen())
        self.put_button = self._tool("folder-open", "", self._put)
        self._list_files(found.files)
        self._lay_out()
        self.told = PlainLabel("", self, tone=Tone.GOOD)
        self.add_footer_widget(self.told)
        self.closer = self.add_button(_("Close"))
        self.closer.clicked.connect(self.accept)
        self.text.copier.setFocus()

    def _tool(self, name: str, text: str, press: object) -> QPushButton:
        button = QPushButton(text, self)
        set_icon(button, name)
        button.setAutoDefault(False)
        button.clicked.connect(press)
        return button

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(Space.S)
        left.addWidget(PlainLabel(_("Text"), self, role=TextRole.STRONG))
        left.addWidget(self.text, 3)
        left.addWidget(self.next_hint)
        if self.found.files:
            left.addWidget(PlainLabel(_("Photos and files to attach"), self, role=TextRole.STRONG))
            left.addWidget(self.photos, 1)
            left.addLayout(_row(self.put_button))
        else:
            self.photos.hide()
            self.put_button.hide()
            no_files = _("Photos added to the event can be chosen here to go along.")
            left.addWidget(PlainLabel(no_files, self, tone=Tone.MUTED, wrap=True))
        right.addWidget(PlainLabel(_("As a picture"), self, role=TextRole.STRONG))
        right.addWidget(self.preview, 1)
        right.addLayout(_row(self.copy_button, self.save_button))
        both = QHBoxLayout()
        both.setSpacing(Space.XL)
        both.addLayout(left, 5)
        both.addLayout(right, 4)
        self.content.addLayout(both, 1)

    # --- photos ---------------------------------------------------------------------------------

    def _list_files(self, found: Sequence[Attachment]) -> None:
        for one in found:
            item = QListWidgetItem(one.name, self.photos)
            item.setToolTip(plain_tip(one.name))
            item.setData(_FILE, one.sha256)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            image = one.media_type.startswith("image/")
            item.setCheckState(Qt.CheckState.Checked if image else Qt.CheckState.Unchecked)
        self.photos.setMaximumHeight(5 * theme.line_height())
        self._tell_chosen()

    def chosen(self) -> list[tuple[str, str]]:
        """Hash and name of the files that go along."""
        items = [self.photos.item(at) for at in range(self.photos.count())]
        return [
            (str(item.data(_FILE)), item.text())
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _tell_chosen(self) -> None:
        count = len(self.chosen())
        self.put_button.setText(
            ngettext("Put {count} file into a folder…", "Put {count} files into a folder…", count)
            .format(count=count)
        )  # fmt: skip
        self.put_button.setEnabled(count > 0)

    def _put(self) -> None:
        self.desk.start(self.put_files())

    async def put_files(self) -> None:
        """Copy the chosen files, under their own names, into a folder to attach them from."""
        from organizer.base.register_thread import awaited

        chosen = self.chosen()
        folder = await self.desk.messages.choose_folder(_("Where do the photos go?"))
        if folder is None or not chosen:
            return
        try:
            written = await awaited(
                self.desk.opened().with_register(partial(_copy, chosen=chosen, folder=folder))
            )
        except UserError as refusal:
            self.desk.messages.refuse(refusal)
            return
        self.told.setText(
            ngettext("{count} file put into {folder}", "{count} files put into {folder}", written)
            .format(count=written, folder=folder.name)
        )  # fmt: skip

    # --- the picture ----------------------------------------------------------------------------

    def copy_picture(self) -> None:
        """Put the picture on the clipboard and say so."""
        QGuiApplication.clipboard().setImage(picture(self.pages, 0))
        self.told.setText(_("The picture is on the clipboard"))

    def _save(self) -> None:
        self.desk.start(self.save_picture())

    async def save_picture(self) -> None:
        """Let the owner choose where the picture goes, and write it."""
        name = re.sub(r'[\\/:*?"<>|]+', " ", self.pages.title).strip()
        path = await self.desk.messages.choose_save_file(
            _("Save the recap"), [(_("Pictures"), "*.png")], Path(f"{name}.png")
        )
        if path is None:
            return
        try:
            write_picture(picture(self.pages, 0), path)
        except UserError as refusal:
            self.desk.messages.refuse(refusal)
            return
        self.told.setText(_("Saved as {file}").format(file=path.name))


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.S)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _copy(register: "Register", chosen: Sequence[tuple[str, str]], folder: Path) -> int:
    """Copy files under their names; one that is there already is never replaced."""
    for sha256, name in chosen:
        plain = Path(name).name
        target, number = folder / plain, 2
        while target.exists():
            target = folder / f"{Path(plain).stem} ({number}){Path(plain).suffix}"
            number += 1
        copy_out(register, sha256, name, target)
    return len(chosen)


async def open_recap(desk: Desk, key: str) -> None:
    """Open the sheet for an event; what can't be told is said calmly."""
    try:
        found = await desk.read(read_recap, key)
    except UserError as refusal:
        desk.messages.refuse(refusal)
        return
    await desk.messages.open(RecapSheet(desk, found))
