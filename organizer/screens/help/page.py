"""The help: pages at the left, found by any word; the chosen one at the right."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
)

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.screens.help.browser import HelpBrowser
from organizer.screens.help.pages import HelpText, about, all_pages
from organizer.widgets.desk import Desk, Page
from organizer.widgets.icons import icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, TextRole, make_card, theme

if TYPE_CHECKING:
    from organizer.base.steps import FinishedStep

_KEY = Qt.ItemDataRole.UserRole


class HelpPage(Page):
    """Reads nothing but what comes with the program."""

    help_page = "start"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown = "start"
        self.heading = PlainLabel("", self, role=TextRole.HEADING)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self._glass = self.search.addAction(
            icon("search"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.textChanged.connect(self._list)
        self.list = QListWidget(self)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.currentItemChanged.connect(self._chosen)
        self.nothing = PlainLabel("", self, wrap=True)
        self.nothing.hide()
        self.browser = HelpBrowser(self)
        self.browser.page_wanted.connect(self.go_to)
        self._lay_out()
        theme.changed.connect(self._dress)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.focus_search)
        self.retranslate()

    def _lay_out(self) -> None:
        contents = make_card(QFrame(self))
        inside = QVBoxLayout(contents)
        inside.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        inside.setSpacing(Space.S)
        inside.addWidget(self.search)
        inside.addWidget(self.nothing)
        inside.addWidget(self.list, 1)
        text = make_card(QFrame(self))
        around = QVBoxLayout(text)
        around.setContentsMargins(2, 2, 2, 2)
        around.addWidget(self.browser)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.addWidget(contents)
        self.splitter.addWidget(text)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(Space.M)
        self.splitter.setSizes([280, 820])
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.S)
        column.setSpacing(Space.M)
        column.addWidget(self.heading)
        column.addWidget(self.splitter, 1)

    def _dress(self) -> None:
        self._glass.setIcon(icon("search"))

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
    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @override
    def title(self) -> str:
        return _("Help")

    @override
    def state(self) -> dict[str, Any]:
        return {"sizes": self.splitter.sizes()}

    @override
    def restore(self, state: dict[str, Any]) -> None:
        sizes = state.get("sizes")
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(n, int) for n in sizes):
            self.splitter.setSizes(sizes)

    @override
    def retranslate(self) -> None:
        self.heading.setText(_("Help"))
        self.search.setPlaceholderText(_("Find in the help"))
        self.search.setAccessibleName(_("Find in the help"))
        self.list.setAccessibleName(_("Pages of the help"))
        self.nothing.setText(_("No page has these words."))
        self._list()
        self._show(self._shown)
