"""The help: pages at the left, found by any word; the chosen one at the right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.screens.help.browser import HelpBrowser
from organizer.screens.help.pages import HelpText, about, all_pages
from organizer.widgets.desk import Desk
from organizer.widgets.labels import PlainLabel
from organizer.widgets.split_page import SplitPage
from organizer.widgets.theme import Space

if TYPE_CHECKING:
    from organizer.base.steps import FinishedStep

_KEY = Qt.ItemDataRole.UserRole


class HelpPage(SplitPage):
    """Reads nothing but what comes with the program."""

    help_page = "start"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown = "start"
        self.search.textChanged.connect(self._list)
        self.list = QListWidget(self)
        self.search.left_downwards.connect(self.list.setFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._chosen)
        self.nothing = PlainLabel("", self, wrap=True)
        self.nothing.hide()
        self.browser = HelpBrowser(self)
        self.browser.page_wanted.connect(self.go_to)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        contents, inside = self.card((Space.M, Space.M, Space.M, Space.M))
        inside.addWidget(self.search)
        inside.addWidget(self.nothing)
        inside.addWidget(self.list, 1)
        text, around = self.card((2, 2, 2, 2))
        around.addWidget(self.browser)
        self.lay_out(contents, text, (280, 820))
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)

    def _pages(self) -> list[HelpText]:
        return [*all_pages(), about()]

    def _list(self) -> None:
        """List the pages in which the words typed stand; the shown one stays chosen."""
        words = self.search.text().strip()
        fitting = [page for page in self._pages() if page.has(words)]
        if words:  # pages that are about it before those that mention it
            fitting.sort(key=lambda page: words.casefold() not in page.title.casefold())
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.list.clear()
        chosen = None
        for page in fitting:
            item = QListWidgetItem(page.title, self.list)
            item.setData(_KEY, page.key)
            if page.key == self._shown:
                chosen = item
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        bar = self.list.verticalScrollBar().sizeHint().width()
        self.list.setMinimumWidth(self.list.sizeHintForColumn(0) + bar + Space.S)
        self.nothing.setVisible(not fitting)
        if fitting:
            self.list.setCurrentItem(self.list.item(0) if words else chosen or self.list.item(0))

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._show(str(item.data(_KEY)))

    def _show(self, key: str) -> None:
        page = next((page for page in self._pages() if page.key == key), None)
        if page is not None:
            self._shown = key
            self.browser.show_markdown(page.markdown)
            self.browser.setAccessibleName(page.title)
            self.browser.mark(self.search.text().strip())

    def go_to(self, key: str) -> None:
        """Show the page of this key; the first one if there is none."""
        known = {page.key for page in self._pages()}
        self._shown = key if key in known else "start"
        self.search.clear()
        self._list()
        self._show(self._shown)

    def shown_key(self) -> str:
        """The key of the page shown."""
        return self._shown

    # --- what a page offers -----------------------------------------------------------------------

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if step is None:
            self._list()

    @override
    def open_with(self, **arguments: object) -> None:
        page = arguments.get("page")
        if isinstance(page, str):
            self.go_to(page)

    @override
    def retranslate(self) -> None:
        self.heading.setText(_("Help"))
        self.search.set_label(_("Find in the help"))
        self.list.setAccessibleName(_("Pages of the help"))
        self.nothing.setText(_("No page has these words."))
        self._list()
        self._show(self._shown)
