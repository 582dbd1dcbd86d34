"""Printing for an event: choices at the left, the pages as they will come out at the right."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
)

from organizer.base.errors import UserError
from organizer.base.words import _, ngettext
from organizer.domain.events import actions_sheet, store_sheet
from organizer.domain.events.sheet import SheetOptions, expected_words, session_words
from organizer.domain.fields import actions_presets
from organizer.screens.events import sheet_out
from organizer.screens.events.sheet_form import SheetForm
from organizer.screens.events.sheet_out import SHEET, THINGS, Wanted
from organizer.widgets.banner import Banner
from organizer.widgets.colours import Tone
from organizer.widgets.dialogs import Sheet
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.named_bar import NamedBar
from organizer.widgets.page_preview import PagePreview
from organizer.widgets.tasks import Progress, Task
from organizer.widgets.theme import Kind, Space, TextRole, make_card, set_kind, theme

if TYPE_CHECKING:
    from organizer.domain.events.records import Event
    from organizer.widgets.desk import Desk

LAST, USUAL = "last", "usual"
_PAUSE = 120
"""Milliseconds after the last change until the preview is made anew."""


class PaperSheet(Sheet):
    """Sign-in sheet, badges, table tents, certificates of one event; every way out is here."""

    def __init__(self, desk: "Desk", event: "Event") -> None:
        title = _("Print for “{event}”").format(event=event.title)
        super().__init__(desk.messages.window, title, "events.paper", 1160)
        self.desk = desk
        self.shown = event
        self._arrangements: dict[str, SheetOptions] = {}
        self._preview_task: Task | None = None
        self._next_picture = 0
        self.what = QComboBox(self)
        for key, words in THINGS.items():
            self.what.addItem(_(words), key)
        self.session = QComboBox(self)
        self.session.addItem(_("All sessions"), None)
        for one in event.sessions:
            self.session.addItem(session_words(one.time), one.id)
        self.bar = NamedBar(desk.tasks, desk.messages.open, self)
        self.choices = SheetForm(desk, self)
        self.preview = PagePreview(self)
        self.banner = Banner(self)
        self.told = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.problem = PlainLabel("", self, tone=Tone.DANGER, wrap=True)
        self.outcome = PlainLabel("", self, tone=Tone.GOOD, wrap=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.show_preview)
        self._lay_out()
        self._add_buttons()
        self._connect()
        desk.start(self._begin())

    def _lay_out(self) -> None:
        for combo, words in ((self.what, _("What to print")), (self.session, _("Session"))):
            combo.setAccessibleName(words)
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(12)
        card = make_card(QFrame(self))
        left = QVBoxLayout(card)
        left.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        left.setSpacing(Space.S)
        self.bar_label = PlainLabel(_("Sheet layout"), self, role=TextRole.STRONG)
        self.columns_label = PlainLabel(_("Columns"), self, role=TextRole.STRONG)
        for widget in (self.what, self.session, self.bar_label, self.bar, self.columns_label):
            left.addWidget(widget)
        left.addWidget(self.choices, 1)
        left.addStretch(0)
        side = QScrollArea(self)
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setWidget(card)
        side.setMinimumWidth(320 * theme.text_percent // 100)
        right = QVBoxLayout()
        right.setSpacing(Space.S)
        right.addWidget(self.banner)
        right.addWidget(self.preview, 1)
        right.addWidget(self.problem)
        halves = QHBoxLayout()
        halves.setSpacing(Space.L)
        halves.addWidget(side, 2)
        halves.addLayout(right, 3)
        self.content.addLayout(halves, 1)
        self.content.addWidget(self.outcome)
        self.content.addWidget(self.told)
        self.preview.setMinimumHeight(420)
        self.problem.hide()
        self.outcome.hide()
        self.session.setVisible(len(self.shown.sessions) > 1)

    def _add_buttons(self) -> None:
        self.copy_button = self._button(_("Copy as picture"), "copy", self.copy)
        self.picture_button = self._button(_("Save picture…"), "image", self.ask_picture)
        self.closer = self.add_button(_("Close"))
        self.closer.clicked.connect(self.accept)
        self.pdf_button = self.add_button(_("Save PDF…"))
        set_icon(self.pdf_button, "download")
        self.pdf_button.clicked.connect(lambda: self.desk.start(self.ask_pdf()))
        self.print_button = self.add_button(_("Print…"), Kind.PRIMARY)
        set_icon(self.print_button, "printer")
        self.print_button.clicked.connect(self.print)

    def _button(self, text: str, sign: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        set_kind(button, Kind.QUIET)
        set_icon(button, sign)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: run())
        self.add_footer_widget(button)
        return button

    def _connect(self) -> None:
        self.what.currentIndexChanged.connect(self._what_chosen)
        self.session.currentIndexChanged.connect(self.show_preview)
        self.choices.changed.connect(self._pause.start)
        self.bar.chosen.connect(self._arrangement_chosen)
        self.bar.save_wanted.connect(lambda name: self.desk.start(self._keep(name)))
        self.bar.delete_wanted.connect(lambda one: self.desk.start(self._drop(one)))

    # --- arrangements -----------------------------------------------------------------------------

    async def _begin(self) -> None:
        await self._read_arrangements(LAST)
        self.choices.show_options(self._arrangements[LAST])
        self.show_preview()

    async def _read_arrangements(self, chosen: str) -> None:
        """Offer the arrangements there are; `chosen` is an id, a name or one of the given ones."""
        last = await self.desk.read(store_sheet.options)
        own = await self.desk.read(store_sheet.arrangements)
        self._arrangements = {LAST: last, USUAL: SheetOptions()}
        self._arrangements |= {one_id: options for one_id, _name, options in own}
        named = next((one_id for one_id, name, _options in own if name == chosen), chosen)
        given = [(LAST, _("As last time")), (USUAL, _("Usual"))]
        self.bar.offer(given, [(one_id, name) for one_id, name, _options in own], named)

    def _arrangement_chosen(self, key: str) -> None:
        self.choices.show_options(self._arrangements[key])
        self.show_preview()

    async def _keep(self, name: str) -> None:
        done = await self.desk.do(actions_sheet.keep, name, self.choices.options())
        if done is not None:
            await self._read_arrangements(name)

    async def _drop(self, preset_id: str) -> None:
        if await self.desk.do(actions_presets.delete_preset, preset_id) is not None:
            await self._read_arrangements(LAST)

    # --- what it will be --------------------------------------------------------------------------

    def wanted(self) -> Wanted:
        """What is chosen."""
        return Wanted(
            str(self.shown.key),
            str(self.what.currentData()),
            self.choices.options(),
            self.session.currentData() or None,
        )

    def show_preview(self) -> None:
        """Make the preview anew."""
        self._pause.stop()
        self._next_picture = 0
        self._name_copier()
        if self._preview_task is not None:
            self._preview_task.cancel()
        self._preview_task = self.desk.start(self._preview(self.wanted()))

    async def _preview(self, wanted: Wanted) -> None:
        try:
            made = await sheet_out.printed(self.desk, wanted)
        except UserError as refusal:
            self._refuse(refusal.message())
            return
        self._refuse("")
        self.preview.show_pages(made.pages)
        pages = ngettext("{count} page", "{count} pages", made.pages.count)
        parts = [expected_words(made.people, made.people), pages.format(count=made.pages.count)]
        self.told.setText(" · ".join(parts))
        whole = wanted.what == SHEET and "phone" in wanted.options.columns
        if whole and wanted.options.phone == "full":
            self.banner.tell(
                _("Whole phone numbers stand on the sheet: collect it after the event."),
                Tone.WARNING,
                closable=False,
            )
        else:
            self.banner.hide()

    def _what_chosen(self) -> None:
        is_sheet = self.what.currentData() == SHEET
        for widget in (self.bar_label, self.bar, self.columns_label, self.choices):
            widget.setVisible(is_sheet)
        for button in (self.copy_button, self.picture_button):
            button.setVisible(is_sheet)
        self.show_preview()

    def _refuse(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    # --- ways out ---------------------------------------------------------------------------------

    def _run(self, title: str, work: Callable[[Progress], Coroutine[Any, Any, object]]) -> Task:
        progress = Progress(self.desk)
        return self.desk.tasks.start(self._said(work(progress)), title, progress)

    async def _said(self, work: Coroutine[Any, Any, object]) -> None:
        """What the disk or the printer refuses is said on the sheet, which stays open."""
        self._refuse("")
        self._say("")
        try:
            await work
        except UserError as refusal:
            self._refuse(refusal.message())

    async def ask_pdf(self) -> None:
        """Ask where, and write the PDF."""
        path = await self._ask_path(_("PDF"), ".pdf")
        if path is not None:
            self.save_pdf(path)

    def save_pdf(self, path: Path) -> Task:
        """Write the PDF; progress is shown and it can be stopped."""
        wanted = self.wanted()

        async def work(progress: Progress) -> None:
            await sheet_out.save_pdf(self.desk, wanted, path, progress)
            self._say_saved(path)

        return self._run(_("Writing {file}").format(file=path.name), work)

    def ask_picture(self) -> None:
        """Ask where, and write the picture."""
        self.desk.start(self._ask_picture())

    async def _ask_picture(self) -> None:
        path = await self._ask_path(_("Picture for a phone (PNG)"), ".png")
        if path is not None:
            self.save_picture(path)

    def save_picture(self, path: Path) -> Task:
        """Write the sheet as a picture for a chat, or several."""
        wanted = self.wanted()

        async def work(progress: Progress) -> None:
            paths = await sheet_out.save_pictures(self.desk, wanted, path, progress)
            self._say_saved(paths[0])

        return self._run(_("Writing {file}").format(file=path.name), work)

    def copy(self) -> Task:
        """Copy the sheet as a picture; where there are several, the next one the next time."""
        wanted, number = self.wanted(), self._next_picture

        async def work(_progress: Progress) -> None:
            at, total = await sheet_out.copy_picture(self.desk, wanted, number)
            if total == 1:
                self._say(_("The picture is copied: paste it into the chat."))
                return
            self._say(
                _("Picture {number} of {total} is copied: paste it into the chat.").format(
                    number=at, total=total
                )
            )
            self._next_picture = at % total
            self._name_copier()

        return self._run(_("Copying"), work)

    def print(self) -> Task:
        """Open the print preview."""
        wanted = self.wanted()

        async def work(progress: Progress) -> None:
            made = await sheet_out.printed(self.desk, wanted, progress)
            # a task of its own without a title: nothing is worked on while the preview is open
            self.desk.start(self._said(sheet_out.print_pages(self.desk, wanted, made)))

        return self._run(_("Preparing the pages"), work)

    async def _ask_path(self, kind: str, ending: str) -> Path | None:
        name = f"{self.shown.title} {_(THINGS[self.wanted().what])}"
        plain = "".join("-" if sign in '/\\:*?"<>|' else sign for sign in name)
        return await self.desk.messages.choose_save_file(
            _("Save"), ((kind, f"*{ending}"),), Path(f"{plain}{ending}")
        )

    def _say_saved(self, path: Path) -> None:
        self._say(_("Saved as {file}").format(file=path.name))

    def _say(self, text: str) -> None:
        """Say on the sheet what was done: it covers the window's own messages."""
        self.outcome.setText(text)
        self.outcome.setVisible(bool(text))

    def _name_copier(self) -> None:
        text = _("Copy the next picture") if self._next_picture else _("Copy as picture")
        self.copy_button.setText(text)
