"""The invitation to an event: its words, changed for this time or for good, and its picture."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from organizer.base import words
from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import _
from organizer.domain.events import invitation as texts_of
from organizer.domain.events.invitation import INVITATION, INVITATION_TEXT, InvitationCard
from organizer.domain.texts import actions as texts
from organizer.domain.texts import store as text_store
from organizer.domain.texts.records import ChatText
from organizer.printing.invitation import Invitation, InvitationPages
from organizer.printing.outputs import picture, write_picture
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.page_preview import PagePreview
from organizer.widgets.text_preview import TextPreview
from organizer.widgets.theme import Kind, Space, TextRole, set_kind, theme

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.register_thread import Ticket


_AROUND = 270
"""Pixels at 100 % text that titles and buttons of the sheet take above and below the picture."""


class InvitationSheet(Sheet):
    """The words at the left, the picture at the right, each copied with one button.

    What is typed into the words counts for this time. “Change the template” shows the text with its
    placeholders; keeping it makes it the owner's for every event.
    """

    def __init__(
        self, desk: Desk, key: str, template: ChatText, filled: str, card: InvitationCard
    ) -> None:
        super().__init__(
            desk.messages.window,
            _("Invitation: “{event}”").format(event=card.title),
            "events.invitation",
            940,
        )
        self.desk, self.key = desk, key
        self.template = template
        self._filled = filled
        self._answers = Answers(self)
        self._asker = object()
        self.editing = False
        self.heading = PlainLabel("", self, role=TextRole.STRONG)
        self.text = TextPreview(self)
        self.text.view.setReadOnly(False)
        self.text.view.setMinimumHeight(14 * theme.line_height())
        self.text.view.textChanged.connect(self._typed)
        self.problem = PlainLabel("", self, tone=Tone.DANGER, wrap=True)
        self.problem.hide()
        self.preview = PagePreview(self)
        self.pages = InvitationPages(card_texts(card))
        self.preview.show_pages(self.pages)
        self.preview.setMinimumWidth(300 * theme.text_percent // 100)
        room = QGuiApplication.primaryScreen().availableGeometry().height()
        height = min(440 * theme.text_percent // 100, room - _AROUND * theme.text_percent // 100)
        self.preview.setMinimumHeight(height)
        self._lay_out()
        self._add_footer()
        self.show_template(editing=False)
        self.text.copier.setFocus()

    def _add_tools(self) -> None:
        self.change_button = self._quiet("pencil", "", self._toggle)
        self.insert_button = QToolButton(self)
        set_icon(self.insert_button, "plus")
        self.insert_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.insert_button)
        for one in INVITATION:
            if not one.fields:
                word = one.chinese if words.language() == words.DEFAULT else one.key
                menu.addAction(word).triggered.connect(
                    lambda _checked=False, word=word: self.insert(word)
                )
        self.insert_button.setMenu(menu)
        self.insert_button.setAccessibleName(_("Insert a word"))
        self.insert_button.setToolTip(_("Insert a word"))
        self.keep_button = self._quiet("save", _("Keep as my text"), self._keep)
        self.back_button = self._quiet("undo-2", _("Back to the built-in text"), self._built_in)
        self.copy_button = self._quiet("copy", _("Copy the picture"), self.copy_picture)
        self.save_button = self._quiet(
            "image", _("Save…"), lambda: self.desk.start(self.save_picture())
        )

    def _lay_out(self) -> None:
        self._add_tools()
        title = PlainLabel(_("As a picture"), self, role=TextRole.STRONG)
        title.setMinimumHeight(self.change_button.sizeHint().height())
        tools = _row(self.heading, self.insert_button, self.change_button)
        tools.setStretch(0, 1)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(Space.S)
        left.addLayout(tools)
        left.addWidget(self.text, 1)
        left.addWidget(self.problem)
        left.addLayout(_row(self.keep_button, self.back_button, stretch=True))
        right.addWidget(title)
        right.addWidget(self.preview, 1)
        right.addLayout(_row(self.copy_button, self.save_button, stretch=True))
        both = QHBoxLayout()
        both.setSpacing(Space.XL)
        both.addLayout(left, 5)
        both.addLayout(right, 4)
        self.content.addLayout(both, 1)

    def _quiet(self, icon: str, text: str, press: object) -> QPushButton:
        button = QPushButton(text, self)
        set_kind(button, Kind.SECONDARY)
        set_icon(button, icon)
        button.setAutoDefault(False)
        button.clicked.connect(press)
        return button

    def _add_footer(self) -> None:
        self.told = PlainLabel("", self, tone=Tone.GOOD)
        self.add_footer_widget(self.told)
        self.closer = self.add_button(_("Close"))
        self.closer.clicked.connect(self.accept)

    # --- the words --------------------------------------------------------------------------------

    def show_template(self, *, editing: bool) -> None:
        """Show the text with its placeholders, or filled in."""
        self.editing = editing
        self.heading.setText(_("Template") if editing else _("Text"))
        self.change_button.setText(_("Show it filled in") if editing else _("Change the template"))
        set_icon(self.change_button, "eye" if editing else "pencil")
        for widget in (self.insert_button, self.keep_button):
            widget.setVisible(editing)
        self.back_button.setVisible(editing and self.template.is_own)
        self.text.copier.setVisible(not editing)
        self.text.show_text(self.template.body if editing else self._filled)
        self._refuse("")

    def _toggle(self) -> None:
        if self.editing:
            self.desk.start(self._fill(self.text.text()))
        else:
            self._filled = self.text.text()
            self.show_template(editing=True)

    async def _fill(self, body: str) -> None:
        """Fill in the template as typed, for this time; a mistake is said with its line."""
        try:
            self._filled = await self.desk.read(texts_of.invitation, self.key, body)
        except UserError as refusal:
            self._refuse(refusal.message())
            return
        self.template = replace(self.template, body=body)
        self.show_template(editing=False)

    def insert(self, word: str) -> None:
        """Put a placeholder where the cursor is."""
        self.text.view.insertPlainText("{{ " + word + " }}")
        self.text.view.setFocus()

    def _keep(self) -> None:
        self.desk.start(self._kept(self.text.text()))

    async def _kept(self, body: str) -> None:
        language = self.template.language
        try:
            done = await self.desk.save(texts.keep, INVITATION_TEXT, language, body, INVITATION)
        except UserError as refusal:
            self._refuse(refusal.message())
            return
        self.desk.say_done(done)
        await self._read_again()

    def _built_in(self) -> None:
        self.desk.start(self._used_built_in())

    async def _used_built_in(self) -> None:
        if await self.desk.do(texts.use_built_in, INVITATION_TEXT, self.template.language):
            await self._read_again()

    async def _read_again(self) -> None:
        self.template = await self.desk.read(
            text_store.chat_text, INVITATION_TEXT, self.template.language
        )
        self._filled = await self.desk.read(texts_of.invitation, self.key)
        self.show_template(editing=self.editing)

    def _typed(self) -> None:
        self.text.copier.setEnabled(bool(self.text.text()))
        if self.editing:
            body = self.text.text()
            ticket = self.desk.opened().ask(
                lambda db: texts_of.invitation(db, self.key, body), asker=self._asker
            )
            self._answers.when(ticket, self._checked)

    def _checked(self, ticket: "Ticket[str]") -> None:
        if ticket.cancelled or not self.editing:
            return
        try:
            ticket.result()
            self._refuse("")
        except UserError as refusal:
            self._refuse(refusal.message())

    def _refuse(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    # --- the picture ------------------------------------------------------------------------------

    def copy_picture(self) -> None:
        """Put the picture on the clipboard and say so."""
        QGuiApplication.clipboard().setImage(picture(self.pages, 0))
        self.told.setText(_("The picture is on the clipboard"))

    async def save_picture(self) -> None:
        """Let the owner choose where the picture goes, and write it."""
        from pathlib import Path

        name = re.sub(r'[\\/:*?"<>|]+', " ", self.pages.title).strip()
        path = await self.desk.messages.choose_save_file(
            _("Save the invitation"),
            [(_("Pictures"), "*.png")],
            Path(f"{name}.png"),
        )
        if path is None:
            return
        try:
            write_picture(picture(self.pages, 0), path)
        except UserError as refusal:
            self.desk.messages.refuse(refusal)
            return
        self.told.setText(_("Saved as {file}").format(file=path.name))

    @override
    def reject(self) -> None:
        """Esc leaves the template first, then the sheet."""
        if self.editing:
            self.show_template(editing=False)
        else:
            super().reject()


def _row(*widgets: QWidget, stretch: bool = False) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.S)
    for widget in widgets:
        row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return row


def card_texts(card: InvitationCard) -> Invitation:
    """What the picture says, with labels in the language spoken."""
    facts = (
        (_("Venue"), "\n".join(filter(None, (card.place, card.address)))),
        (_("Hosted by"), card.host),
        (_("Speaker"), card.speaker),
        (_("Cost"), _("{amount} each").format(amount=card.cost) if card.cost else ""),
        (_("Places"), card.capacity),
        (_("Please bring"), card.bring),
    )
    return Invitation(
        card.kind,
        card.title,
        card.when,
        tuple((label, value) for label, value in facts if value),
        card.description,
        _("Sign up in the group chat"),
    )


async def open_invitation(desk: Desk, key: str) -> None:
    """Open the sheet for an event; what can't be invited to is said calmly."""

    def read(db: "Database") -> tuple[ChatText, str, InvitationCard]:
        language = words.language()
        template = text_store.chat_text(db, INVITATION_TEXT, language)
        card = texts_of.invitation_card(db, key, language)
        try:
            filled = texts_of.invitation(db, key)
        except UserError:  # the owner's own text was damaged from outside
            body = text_store.built_in(INVITATION_TEXT, language).body
            filled = texts_of.invitation(db, key, body)
        return template, filled, card

    try:
        found = await desk.read(read)
    except UserError as refusal:
        desk.messages.refuse(refusal)
        return
    await desk.messages.open(InvitationSheet(desk, key, *found))
