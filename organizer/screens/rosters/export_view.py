"""The export: of whom, which columns, masked or not; a true preview; every way out."""

from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from organizer.base.formats import format_number
from organizer.base.overriding import override
from organizer.base.words import _, ngettext
from organizer.domain.fields import actions_presets
from organizer.domain.rosters import actions
from organizer.printing.outputs import picture
from organizer.printing.sheets import AS_PICTURE, ON_PAPER
from organizer.printing.table_pages import TablePages
from organizer.printing.turns import set_pages
from organizer.screens.rosters import order as orders
from organizer.screens.rosters import taking_out
from organizer.screens.rosters.export_form import ExportForm
from organizer.screens.rosters.layout_bar import SHORT, USUAL
from organizer.screens.rosters.order import CHOSEN, PREVIEWED, Order
from organizer.widgets.colours import Tone
from organizer.widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from organizer.screens.rosters.order import Offer
    from organizer.widgets.desk import Desk

PAPER, PICTURE, TEXT = range(3)
_PAUSE = 120
"""Milliseconds after the last change until the preview is made anew."""


class ExportView(ExportForm):
    """Fills the form, keeps the preview true to it, and takes rosters out."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.order = Order()
        self.pages: dict[int, TablePages] = {}
        self._offer: Offer | None = None
        self._chosen: tuple[str, ...] = ()
        self._kept_keys: dict[bool, tuple[str, ...]] = {}
        """The columns chosen for pictures (True) and for every other way out."""
        self._layouts: dict[bool, str] = {}
        self._usual = ("", "")
        self._preview_task: Task | None = None
        self._task: Task | None = None
        self._begin_task: Task | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.preview)
        self.who.activated.connect(lambda: self.desk.start(self._people_chosen()))
        self.picker.changed.connect(self._columns_changed)
        self.layouts.columns_chosen.connect(self._layout_chosen)
        self.layouts.save_wanted.connect(lambda name: self.desk.start(self._keep_layout(name)))
        self.layouts.delete_wanted.connect(lambda one: self.desk.start(self._drop_layout(one)))
        self.full.toggled.connect(self._masking_changed)
        self.tabs.currentChanged.connect(lambda _tab: self._tab_chosen())
        self.kind.activated.connect(lambda _at: self._kind_chosen())
        self.save.clicked.connect(lambda: self.desk.start(self.ask_and_save()))
        self.printer.clicked.connect(self.print)
        self.copier.clicked.connect(self.copy)

    # --- of whom --------------------------------------------------------------------------------

    def take(self, ids: list[str] | None = None, group_id: str | None = None) -> None:
        """Begin: of exactly these people, of a group, or of everybody."""
        self._chosen = tuple(ids or ())
        self._start(group_id or (CHOSEN if ids else orders.EVERYBODY))

    def again(self) -> None:
        """Read again what can be taken out and of whom; what was chosen stays."""
        if self._offer is not None:
            self._start(str(self.who.currentData()))

    def _start(self, wanted: str) -> None:
        """Read for these people; what was asked for before is of no use any more."""
        if self._begin_task is not None:
            self._begin_task.cancel()
        self._begin_task = self.desk.start(self._begin(wanted))

    async def _begin(self, wanted: str) -> None:
        self._offer = offer = await self.desk.read(orders.offer)
        with QSignalBlocker(self.who):
            self.who.clear()
            if self._chosen:
                count = len(self._chosen)
                self.who.addItem(
                    ngettext(
                        "The {count} person chosen", "The {count} people chosen", count
                    ).format(count=format_number(count)),
                    CHOSEN,
                )
            self.who.addItem(_("Everybody"), orders.EVERYBODY)
            for one_id, name in offer.groups:
                self.who.addItem(name, one_id)
            self.who.setCurrentIndex(max(0, self.who.findData(wanted)))
        self.layouts.show_layouts(offer.layouts)
        await self._people_chosen()

    async def _people_chosen(self) -> None:
        wanted = self.who.currentData()
        group_id = None if wanted in (CHOSEN, orders.EVERYBODY) else str(wanted)
        if wanted == CHOSEN:
            ids = self._chosen
        else:
            today = self.desk.clock.today()
            ids = await self.desk.read_for(self.who, orders.people, group_id, today)
        usual = _("Members") if group_id is None else self.who.currentText()
        typed = self.named().title if self._usual == (wanted, usual) else ""
        self._usual = (wanted, usual)
        title = typed or usual
        offer = self._offer
        made = Order(
            title,
            ids,
            group_id,
            fields=offer.fields if offer is not None else (),
        )
        filled = await self.desk.read_for(self.who, orders.filled_keys, made)
        made = replace(made, filled=filled, masked=not self.full.isChecked())
        self.order = made.with_columns(self._keys(made, as_picture=self._shows_picture()))
        self.title_line.setText(title)
        self._show_columns()
        self.preview()

    # --- which columns --------------------------------------------------------------------------

    def _show_columns(self) -> None:
        keys = [column.key for column in self.order.columns]
        self.picker.show_columns(self.order.offered(), keys)

    def _shows_picture(self) -> bool:
        return self.tabs.currentIndex() == PICTURE

    def _keys(self, order: Order, *, as_picture: bool) -> tuple[str, ...]:
        """The columns chosen for a way out, else the usual ones: few where a phone shows them."""
        usual = order.short_keys() if as_picture else order.default_keys()
        return self._kept_keys.get(as_picture) or usual

    def _tab_chosen(self) -> None:
        self.wide.hide()
        shown = self._shows_picture()
        self.order = self.order.with_columns(self._keys(self.order, as_picture=shown))
        self.layouts.show_choice(self._layouts.get(shown) or (SHORT if shown else USUAL))
        self._show_columns()
        self.preview()

    def _kind_chosen(self) -> None:
        if self.kind.currentData() == "picture":  # shown as it will be saved
            self.tabs.setCurrentIndex(PICTURE)

    def _columns_changed(self) -> None:
        keys = self._kept_keys[self._shows_picture()] = self.picker.keys()
        self.order = self.order.with_columns(keys)
        self._tell()
        self._pause.start()

    def _layout_chosen(self, keys: list[str]) -> None:
        self.order = self.order.with_columns(keys or self.order.default_keys())
        shown = self._shows_picture()
        self._kept_keys[shown] = tuple(column.key for column in self.order.columns)
        self._layouts[shown] = self.layouts.current()
        self._show_columns()
        self._tell()
        self._pause.start()

    async def _keep_layout(self, name: str) -> None:
        done = await self.desk.do(actions.save_layout, name, self.picker.keys())
        if done is not None:
            self._offer = await self.desk.read(orders.offer)
            self.layouts.show_layouts(self._offer.layouts, name)

    async def _drop_layout(self, layout_id: str) -> None:
        if await self.desk.do(actions_presets.delete_preset, layout_id) is not None:
            self._offer = await self.desk.read(orders.offer)
            self.layouts.show_layouts(self._offer.layouts)

    def _masking_changed(self) -> None:
        self.order = replace(self.order, masked=not self.full.isChecked())
        self._tell()
        self._pause.start()

    # --- what it will be ------------------------------------------------------------------------

    @override
    def preview(self) -> None:
        """Make the preview of the tab shown anew."""
        self._pause.stop()
        self._tell()
        if self._preview_task is not None:
            self._preview_task.cancel()
        self._preview_task = self.desk.start(
            self._preview(self.named(as_picture=self._shows_picture()), self.tabs.currentIndex())
        )

    def named(self, *, as_picture: bool = False) -> Order:
        """The order as one way out takes it: a picture has columns of its own."""
        order = replace(self.order, title=" ".join(self.title_line.text().split()))
        if as_picture == self._shows_picture():
            return order
        return order.with_columns(self._keys(order, as_picture=as_picture))

    async def _preview(self, order: Order, tab: int) -> None:
        if not order.roster().unnumbered().columns:
            for shown in (self.paper, self.phone):
                shown.show_pages(None)
            self.text.show_text("")
            return
        masked = True if tab == PICTURE else None
        today = self.desk.clock.today()
        if tab == TEXT:
            first = PREVIEWED if len(order.ids) > PREVIEWED else None
            rows = await self.desk.read_for(self, orders.texts, order, masked=masked, first=first)
            self.text.show_text(orders.as_text(order.title, self.count_text(len(rows)), rows))
            return
        sheet = await self.desk.read_for(
            self, taking_out.sheet_of, order, today, masked=masked, first=PREVIEWED
        )
        pages = await set_pages(TablePages(sheet, AS_PICTURE if tab == PICTURE else ON_PAPER))
        (self.phone if tab == PICTURE else self.paper).show_pages(pages)
        self.wide.setVisible(tab == PICTURE and pages.paper.width > AS_PICTURE[0].width)

    def _tell(self) -> None:
        """Say what will go out, and what deserves care."""
        order = self.order
        personal = order.personal()
        parts = [self.count_text(len(order.ids))]
        if personal:
            names = _(", ").join(personal)
            parts.append(
                _("with {columns}, masked").format(columns=names)
                if order.masked
                else _("with {columns} in full").format(columns=names)
            )
        self.contains.setText(" · ".join(parts))
        if order.masked or not personal:
            self.banner.hide()
        else:
            self.banner.tell(
                _(
                    "Whole numbers go out. Give the file only to those who need them; pictures"
                    " stay masked."
                ),
                Tone.WARNING,
                closable=False,
            )
        ready = bool(order.ids and order.columns)
        says = bool(order.roster().unnumbered().columns)
        self.save.setEnabled(ready)
        for button in (self.printer, self.copier):
            button.setEnabled(ready and says)
        more = len(order.ids) > PREVIEWED
        self.beginning.setVisible(more)
        self.beginning.setText(
            _("The preview shows the first {count}; all go out.").format(count=PREVIEWED)
        )
        count = len(order.ids)
        self.save.setText(
            ngettext("Save {count} person…", "Save {count} people…", count).format(
                count=format_number(count)
            )
        )

    @staticmethod
    def count_text(count: int) -> str:
        """How many people, in words."""
        return ngettext("{count} person", "{count} people", count).format(
            count=format_number(count)
        )

    # --- ways out -------------------------------------------------------------------------------

    def _run(self, title: str, work: Callable[[Progress], Coroutine[Any, Any, object]]) -> Task:
        progress = Progress(self)
        self._task = self.desk.tasks.start(work(progress), title, progress)
        return self._task

    async def ask_and_save(self) -> None:
        """Ask where, and write the kind of file chosen."""
        kind = str(self.kind.currentData())
        order = self.named()
        name = (order.title or _("Members")).replace("/", "-").replace("\\", "-")
        path = await self.desk.messages.choose_save_file(
            _("Save the roster"),
            ((_(taking_out.NAMES[kind]), f"*{taking_out.ENDINGS[kind]}"),),
            Path(f"{name}{taking_out.ENDINGS[kind]}"),
        )
        if path is not None:
            self.save_to(path, kind)

    def save_to(self, path: Path, kind: str) -> Task:
        """Write the roster as this kind of file; progress is shown and it can be stopped."""
        order = self.named(as_picture=kind == "picture")
        return self._run(
            _("Writing {file}").format(file=path.name),
            lambda progress: taking_out.save_file(self.desk, order, kind, path, progress),
        )

    def print(self) -> None:
        """Open the print preview."""
        order = self.named()
        if order.ids and order.columns:
            self._run(_("Preparing the pages"), lambda progress: self._print(order, progress))

    async def _print(self, order: Order, progress: Progress) -> None:
        pages = await taking_out.pages_to_print(self.desk, order, progress)
        # a task of its own without a title: nothing is being worked on while the preview is open
        self.desk.start(taking_out.print_pages(self.desk, order, pages))

    def copy(self) -> None:
        """Copy what the tab shows: the picture for a phone, or the text."""
        if self.tabs.currentIndex() == TEXT:
            order = self.named()
            self._run(_("Copying"), lambda _progress: self._copy_text(order))
        else:
            self.copy_picture(self.phone.number if self.tabs.currentIndex() == PICTURE else 0)

    def copy_picture(self, number: int) -> None:
        """Copy one picture of perhaps several, counted from 0; the next one is offered then."""
        order = self.named(as_picture=True)
        self._run(_("Copying"), lambda _progress: self._copy_picture(order, number))

    async def _copy_text(self, order: Order) -> None:
        rows = await self.desk.read_long(orders.texts, order)
        text = orders.as_text(order.title, self.count_text(len(rows)), rows)
        QGuiApplication.clipboard().setText(text)
        await taking_out.note(self.desk, order, "text", masked=order.masked)
        self.desk.messages.say(_("The text is copied."))

    async def _copy_picture(self, order: Order, number: int) -> None:
        sheet = await self.desk.read_long(
            taking_out.sheet_of, order, self.desk.clock.today(), masked=True
        )
        pages = await set_pages(TablePages(sheet, AS_PICTURE))
        number = min(number, len(pages.pages) - 1)
        QGuiApplication.clipboard().setImage(picture(pages, number))
        await taking_out.note(self.desk, order, "picture", masked=True)
        total = len(pages.pages)
        if total == 1:
            self.desk.messages.say(_("The picture is copied: paste it into the chat."))
            return
        said = _("Picture {number} of {total} is copied: paste it into the chat.").format(
            number=number + 1, total=total
        )
        if number + 1 == total:
            self.desk.messages.say(said)
            return
        self.desk.messages.say(
            said, _("Copy the next picture"), lambda: self.copy_picture(number + 1)
        )
        self.phone.turn(number + 1 - self.phone.number)  # the button, too, copies the next one

    @override
    def retranslate(self) -> None:
        """Set every text again, the headings of the columns too."""
        super().retranslate()
        self._show_columns()
        if self.isVisible() and self.desk.register is not None:
            self.again()
