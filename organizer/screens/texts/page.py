"""The page of texts: the list of them, one to edit, what it may ask for, and how it looks."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from organizer.base import words
from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.texts import actions, store
from organizer.domain.texts.records import ChatText
from organizer.domain.texts.uses import Preview, preview, use_of
from organizer.screens.texts.words_list import WordsList
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, Page
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.row_sources import says
from organizer.widgets.search_line import SearchLine
from organizer.widgets.text_preview import TextPreview
from organizer.widgets.theme import Kind, Space, TextRole, make_card, set_kind, theme

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.register_thread import Ticket
    from organizer.base.steps import FinishedStep

TYPING_PAUSE = 150
"""Milliseconds without a key before the preview is made anew."""
#: The languages texts are written in.
LANGUAGES = {"zh_Hans": N_("In Chinese"), "en": N_("In English")}
_TABLES = frozenset({"own_text", "event", "session", "participant", "attendance"})


class TextsPage(Page):
    """Every change is shown filled in at once; it counts when it is kept."""

    help_page = "texts"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.text: ChatText | None = None
        self._texts: dict[str, ChatText] = {}
        self._drafts: dict[tuple[str, str], str] = {}  # by key and language, until kept or dropped
        self._answers = Answers(self)
        self._lister, self._previewer = object(), object()
        self._wanted = ""
        self.heading = PlainLabel("", self, role=TextRole.HEADING)
        self.language = QComboBox(self)
        for code, name in LANGUAGES.items():
            self.language.addItem(_(name), code)
        self.language.setCurrentIndex(self.language.findData(words.language()))
        self.language.activated.connect(lambda _at: self._read())
        self.search = SearchLine(self)
        self.search.textChanged.connect(lambda _text: self._list())
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._chosen)
        self._make_editor()
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self._preview)
        self.retranslate()

    # --- building ---------------------------------------------------------------------------------

    def _make_editor(self) -> None:
        self.name = PlainLabel("", self, role=TextRole.TITLE, wrap=True)
        self.state_label = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.editor = QPlainTextEdit(self)
        self.editor.setTabChangesFocus(True)
        self.editor.textChanged.connect(self._typed)
        self.problem = PlainLabel("", self, tone=Tone.DANGER, wrap=True)
        self.problem.hide()
        self.words = WordsList(self)
        self.words.picked.connect(self.insert)
        self.of = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.filled = TextPreview(self, kind=Kind.SECONDARY)
        self.keep_button = self._button("save", self.keep, Kind.PRIMARY)
        self.drop_button = self._button("x", self.drop)
        self.built_in_button = self._button("undo-2", self.use_built_in)

    def _button(self, sign: str, press: object, kind: Kind = Kind.SECONDARY) -> QPushButton:
        button = QPushButton(self)
        set_kind(button, kind)
        set_icon(button, sign)
        button.clicked.connect(press)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.language)
        left = QWidget(self)
        listed = QVBoxLayout(left)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(Space.S)
        listed.addWidget(self.search)
        listed.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        for button in (self.keep_button, self.drop_button, self.built_in_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        middle, inside = self._card()
        inside.addWidget(self.name)
        inside.addWidget(self.state_label)
        inside.addWidget(self.editor, 1)
        inside.addWidget(self.problem)
        inside.addLayout(buttons)
        right, beside = self._card()
        self.words_title = PlainLabel("", self, role=TextRole.STRONG)
        self.filled_title = PlainLabel("", self, role=TextRole.STRONG)
        beside.addWidget(self.words_title)
        beside.addWidget(self.words, 2)
        beside.addWidget(self.filled_title)
        beside.addWidget(self.of)
        beside.addWidget(self.filled, 3)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(Space.M)
        for part in (left, middle, right):
            self.splitter.addWidget(part)
        self.splitter.setSizes([200, 520, 420])
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.S)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addWidget(self.splitter, 1)
        self.editor.setMinimumHeight(8 * theme.line_height())

    def _card(self) -> tuple[QFrame, QVBoxLayout]:
        card = make_card(QFrame(self))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        inside.setSpacing(Space.S)
        return card, inside

    # --- reading ----------------------------------------------------------------------------------

    @property
    def in_language(self) -> str:
        """The language whose texts are shown."""
        return str(self.language.currentData())

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self.desk.register is None:
            return
        if step is None or not _TABLES.isdisjoint(step.tables):
            self._read()

    def _read(self) -> None:
        language = self.in_language
        ticket = self.desk.opened().ask(
            lambda db: store.chat_texts(db, language), asker=self._lister
        )
        ticket.wait(0.008)
        self._answers.when(ticket, self._found)

    def _found(self, ticket: "Ticket[list[ChatText]]") -> None:
        if ticket.cancelled:
            return
        self._texts = {one.key: one for one in ticket.result()}
        self._list()

    def _list(self) -> None:
        """List what the words find; the one shown stays chosen."""
        found = [
            one
            for one in self._texts.values()
            if says(f"{one.title}\n{one.body}", self.search.text())
        ]
        wanted = self._wanted or (self.text.key if self.text is not None else "")
        self._wanted = ""
        with QSignalBlocker(self.list):
            self.list.clear()
            for one in found:
                item = QListWidgetItem(one.title)
                item.setData(Qt.ItemDataRole.UserRole, one.key)
                if one.is_own or self._draft_of(one) is not None:
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
                    item.setToolTip(self._state_words(one))
                self.list.addItem(item)
            keys = [one.key for one in found]
            if keys:
                self.list.setCurrentRow(keys.index(wanted) if wanted in keys else 0)
        self._chosen(self.list.currentItem())

    def _chosen(self, item: QListWidgetItem | None, _before: object = None) -> None:
        text = self._texts.get(str(item.data(Qt.ItemDataRole.UserRole))) if item else None
        self.text = text
        for widget in (self.editor, self.keep_button, self.words, self.filled):
            widget.setEnabled(text is not None)
        if text is None:
            return
        self.name.setText(text.title)
        body = self._draft_of(text)
        body = text.body if body is None else body
        if self.editor.toPlainText() != body:
            with QSignalBlocker(self.editor):
                self.editor.setPlainText(body)
        self.words.show_words(use_of(text.key).placeholders, text.language)
        self._say_state()
        self._preview()

    # --- what is typed ----------------------------------------------------------------------------

    def _draft_of(self, text: ChatText) -> str | None:
        return self._drafts.get((text.key, text.language))

    def _typed(self) -> None:
        text = self.text
        if text is None:
            return
        draft, body = (text.key, text.language), self.editor.toPlainText()
        if body == text.body:
            self._drafts.pop(draft, None)
        else:
            self._drafts[draft] = body
        self._say_state()
        self._pause.start()

    def insert(self, placeholder: str) -> None:
        """Put something the text may ask for where the cursor is."""
        self.editor.insertPlainText(placeholder)
        self.editor.setFocus()

    def _preview(self) -> None:
        text = self.text
        if text is None or self.desk.register is None:
            return
        self._pause.stop()
        body, today = self.editor.toPlainText(), self.desk.clock.today()

        def fill(db: "Database") -> Preview | UserError:
            try:
                return preview(db, text.key, body, text.language, today)
            except UserError as refusal:
                return refusal

        ticket = self.desk.opened().ask(fill, asker=self._previewer)
        ticket.wait(0.02)
        self._answers.when(ticket, self._previewed)

    def _previewed(self, ticket: "Ticket[Preview | UserError]") -> None:
        if ticket.cancelled:
            return
        found = ticket.result()
        if isinstance(found, UserError):
            self._refuse(found)
            return
        self._refuse(None)
        self.filled.show_text(found.words)
        self.of.setText(
            _("Filled in with “{event}”").format(event=found.of)
            if found.of
            else _("As soon as there is an event, it is shown here filled in.")
        )

    def _refuse(self, refusal: UserError | None) -> None:
        """Say what is wrong with the text, and go to its line; the last good preview stays."""
        self.problem.setText(refusal.message() if refusal is not None else "")
        self.problem.setVisible(refusal is not None)
        self.words.mark_line(self.editor, refusal.values.get("line") if refusal else None)

    # --- keeping it -------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep what is typed as the owner's version."""
        if self.text is not None:
            self.desk.start(self._keep(self.text, self.editor.toPlainText()))

    async def _keep(self, text: ChatText, body: str) -> None:
        try:
            done = await self.desk.save(
                actions.keep, text.key, text.language, body, use_of(text.key).placeholders
            )
        except UserError as refusal:
            self._refuse(refusal)
            return
        self._drafts.pop((text.key, text.language), None)
        self.desk.say_done(done)
        self._read()

    def drop(self) -> None:
        """Forget what was typed since the text was kept."""
        if self.text is not None:
            self._drafts.pop((self.text.key, self.text.language), None)
            self._list()

    def use_built_in(self) -> None:
        """Go back to the text that comes with the program; undo brings the owner's back."""
        if self.text is not None:
            self.drop()
            self.desk.start(self._use_built_in(self.text))

    async def _use_built_in(self, text: ChatText) -> None:
        await self.desk.do(actions.use_built_in, text.key, text.language)
        self._read()

    # --- what is said -----------------------------------------------------------------------------

    def _state_words(self, text: ChatText) -> str:
        if self._draft_of(text) is not None:
            return _("Not kept yet")
        if not text.is_own:
            return _("Comes with the program")
        if text.version < text.newest:
            return _("Your own version; the built-in text has been improved since")
        return _("Your own version")

    def _say_state(self) -> None:
        text = self.text
        if text is None:
            return
        typed = self._draft_of(text) is not None
        self.state_label.setText(self._state_words(text))
        self.keep_button.setEnabled(typed)
        self.drop_button.setEnabled(typed)
        self.built_in_button.setVisible(text.is_own)

    # --- Page -------------------------------------------------------------------------------------

    @override
    def title(self) -> str:
        return _("Texts")

    @override
    def first_focus(self) -> QWidget:
        return self.list

    @override
    def focus_search(self) -> None:
        self.search.begin()

    @override
    def open_with(self, **arguments: object) -> None:
        """`text`: the key of the one to show."""
        key = arguments.get("text")
        if isinstance(key, str):
            self._wanted = key
            self._list()

    @override
    def state(self) -> dict[str, Any]:
        return {
            "sizes": self.splitter.sizes(),
            "text": self.text.key if self.text is not None else "",
        }

    @override
    def restore(self, state: dict[str, Any]) -> None:
        sizes, key = state.get("sizes"), state.get("text")
        if isinstance(sizes, list) and len(sizes) == 3 and all(isinstance(n, int) for n in sizes):
            self.splitter.setSizes(sizes)
        if isinstance(key, str):
            self._wanted = key

    @override
    def retranslate(self) -> None:
        self.heading.setText(_("Texts"))
        for at, name in enumerate(LANGUAGES.values()):
            self.language.setItemText(at, _(name))
        self.language.setAccessibleName(_("Language of the texts"))
        self.language.setToolTip(_("Language of the texts"))
        self.search.set_label(_("Title or words"))
        self.list.setAccessibleName(_("Texts"))
        self.editor.setAccessibleName(_("Text with placeholders"))
        self.words_title.setText(_("Click to insert"))
        self.filled_title.setText(_("Filled in"))
        self.keep_button.setText(_("Keep"))
        self.drop_button.setText(_("Drop changes"))
        self.built_in_button.setText(_("Back to the built-in text"))
        self.words.retranslate()
        self.filled.retranslate()
        if self.isVisible():
            self.refresh(None)
