"""A page of a list to search in and, beside it, what is chosen there."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from organizer.base.overriding import override
from organizer.widgets.desk import Desk, Page
from organizer.widgets.labels import PlainLabel
from organizer.widgets.search_line import SearchLine
from organizer.widgets.theme import Space, TextRole, make_card


class SplitPage(Page):
    """Heading, search and two sides; a subclass puts them together with `lay_out`.

    Lists of records with fields to edit are a `ListPage`; this is for what is only read.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.heading = PlainLabel("", self, role=TextRole.HEADING)
        self.search = SearchLine(self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(Space.M)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.focus_search)

    def lay_out(self, left: QWidget, right: QWidget, sizes: tuple[int, int]) -> QVBoxLayout:
        """Put both sides beside one another; gives the column, in which more may be inserted."""
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setSizes(list(sizes))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.S)
        column.setSpacing(Space.M)
        column.addWidget(self.heading)
        column.addWidget(self.splitter, 1)
        return column

    def card(self, margins: tuple[int, int, int, int]) -> tuple[QFrame, QVBoxLayout]:
        """A card for one side, and its column."""
        card = make_card(QFrame(self))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*margins)
        inside.setSpacing(Space.S)
        return card, inside

    @override
    def focus_search(self) -> None:
        self.search.begin()

    @override
    def title(self) -> str:
        return self.heading.text()

    @override
    def state(self) -> dict[str, Any]:
        return {"sizes": self.splitter.sizes()}

    @override
    def restore(self, state: dict[str, Any]) -> None:
        sizes = state.get("sizes")
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(n, int) for n in sizes):
            self.splitter.setSizes(sizes)
