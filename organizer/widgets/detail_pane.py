"""The detail beside a list: who it is, what can be done, and tabs built when first opened."""

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from organizer.base.overriding import override
from organizer.base.words import _, ngettext
from organizer.widgets.action_row import ActionRow
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, DetailTab, TabOffer
from organizer.widgets.empty_state import EmptyState
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import Chip, HairLine, PlainLabel
from organizer.widgets.layouts import FlowLayout
from organizer.widgets.theme import Kind, Space, TextRole, make_card, set_kind, theme

BESIDE_TAB = 24
"""Pixels around the text of a tab where there is room."""
BESIDE_TIGHT_TAB = 11
"""The same where tabs stand close."""
LOW = 20
"""Lines of text: a pane of less height has its buttons in a menu."""


class Badge(NamedTuple):
    """A short word beside the title that says a state (translated)."""

    text: str
    tone: Tone = Tone.PLAIN


class DetailPane(QFrame):
    """Shows one record in tabs, says how many are selected, or that nothing is.

    The page reads the record and calls `set_header`; the tabs read for themselves.
    Buttons for one record go into `buttons`, those for many into `many_buttons`. In a low pane
    the buttons fold into one menu beside the name: the tab has most of the height.
    """

    tab_opened = Signal(str)
    """A tab came to the front; carries its title as marked (not translated)."""

    def __init__(
        self, desk: Desk, offers: Sequence[TabOffer], icon: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        make_card(self)
        self.setMinimumWidth(300)
        self._desk = desk
        self._offers = sorted(offers, key=lambda offer: offer.position)
        self._tabs: dict[int, DetailTab] = {}
        self._holders: dict[int, QScrollArea] = {}
        self._record_id: str | None = None
        self._nothing = ""
        self._count = 0

        self.title = PlainLabel("", self, role=TextRole.TITLE, wrap=True, selectable=True)
        self.subtitle = PlainLabel("", self, tone=Tone.MUTED, wrap=True, selectable=True)
        self._badge_row = QWidget(self)
        self._badges = FlowLayout(self._badge_row, spacing=Space.XS)
        self.buttons = ActionRow(self)
        self._first_line = QHBoxLayout()
        self._head = QVBoxLayout()
        self.bar = QTabBar(self)
        self.other_tabs = QToolButton(self)
        self._pages = QStackedWidget(self)
        self._add_tabs()
        self.empty = EmptyState(icon, self)
        self.many = PlainLabel("", self, role=TextRole.TITLE, wrap=True)
        self.many_buttons = QVBoxLayout()
        self._states = QStackedWidget(self)
        for state in (self.empty, self._for_one(), self._for_many()):
            self._states.addWidget(state)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(1, 1, 1, 1)
        outside.addWidget(self._states)
        theme.changed.connect(self._fit)

    def _add_tabs(self) -> None:
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setUsesScrollButtons(True)
        for offer in self._offers:
            self.bar.addTab(_(offer.title))
        self.bar.setVisible(len(self._offers) > 1)
        self.bar.currentChanged.connect(self._open_tab)
        set_icon(self.other_tabs, "ellipsis")
        set_kind(self.other_tabs, Kind.QUIET)
        self.other_tabs.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.other_tabs.setMenu(QMenu(self.other_tabs))
        self.other_tabs.hide()

    def _for_one(self) -> QWidget:
        one = QWidget(self)
        self._first_line.setSpacing(Space.S)
        self._first_line.addWidget(self.title, 1)
        self._head.setSpacing(Space.XS)
        self._head.addLayout(self._first_line)
        self._head.addWidget(self.subtitle)
        self._head.addWidget(self._badge_row)
        self._head.addWidget(self.buttons)
        bars = QHBoxLayout()
        bars.setContentsMargins(Space.L, Space.S, Space.L, 0)
        bars.addWidget(self.bar, 1)
        bars.addWidget(self.other_tabs)
        column = QVBoxLayout(one)
        column.setContentsMargins(0, 0, 0, Space.S)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addLayout(bars)
        column.addWidget(HairLine(one))
        column.addWidget(self._pages, 1)
        return one

    def _for_many(self) -> QWidget:
        many = QWidget(self)
        self.many.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.many_buttons.setSpacing(Space.S)
        middle = QVBoxLayout(many)
        middle.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        middle.setSpacing(Space.L)
        middle.addStretch(2)
        middle.addWidget(self.many)
        self._many_column = QWidget(many)
        self._many_column.setLayout(self.many_buttons)
        self._many_column.setMinimumWidth(220)
        self.many_buttons.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self._many_column, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)
        return many

    # --- what is shown --------------------------------------------------------------------------

    def show_nothing(self, sentence: str, action_text: str = "") -> None:
        """Nothing is selected: one sentence (translated), perhaps with a button (`empty.acted`)."""
        self._turn_to(None)
        self.empty.tell(sentence, action_text)
        self._states.setCurrentIndex(0)

    def show_record(self, record_id: str) -> None:
        """Show one record: its tabs read it; set its header with `set_header`."""
        self._turn_to(record_id)
        self._states.setCurrentIndex(1)
        self._fit_tabs()
        self._open_tab(self.bar.currentIndex())

    def show_many(self, count: int) -> None:
        """Several records are selected: say how many, offer what can be done with all of them."""
        self._turn_to(None)
        self._count = count
        self._say_count()
        self._states.setCurrentIndex(2)

    def set_header(self, title: str, subtitle: str = "", badges: Sequence[Badge] = ()) -> None:
        """Set who is shown; user's words are shown as they are."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        while (item := self._badges.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for badge in badges:
            self._badges.addWidget(Chip(badge.text, badge.tone, self._badge_row))
        self._badge_row.setVisible(bool(badges))
        self.setAccessibleName(title)

    @property
    def record_id(self) -> str | None:
        """The record shown, None when there is none or there are several."""
        return self._record_id

    def tab(self, title: str) -> DetailTab | None:
        """The tab of this title (as marked), if it has been opened."""
        for at, offer in enumerate(self._offers):
            if offer.title == title:
                return self._tabs.get(at)
        return None

    def open_tab(self, title: str) -> None:
        """Bring the tab of this title (as marked) to the front."""
        for at, offer in enumerate(self._offers):
            if offer.title == title:
                self.bar.setCurrentIndex(at)

    def finish_editing(self) -> None:
        """Save what is being typed in any tab; called before the selection changes."""
        for tab in self._tabs.values():
            tab.finish_editing()

    def state(self) -> dict[str, Any]:
        """Which tab is open."""
        at = self.bar.currentIndex()
        return {"tab": self._offers[at].title} if at >= 0 else {}

    def restore(self, state: dict[str, Any]) -> None:
        """Open the remembered tab if there is such."""
        title = state.get("tab")
        if isinstance(title, str):
            self.open_tab(title)

    def retranslate(self) -> None:
        """Set the pane's own texts again; the tabs hear of the language themselves."""
        for at, offer in enumerate(self._offers):
            self.bar.setTabText(at, _(offer.title))
        self._fit_tabs()
        self.buttons.retranslate()
        self._say_count()

    # --- inside ---------------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """A low pane has name and menu beside one another, a high one all buttons below."""
        low = self.height() < LOW * theme.line_height()
        self._head.setContentsMargins(Space.L, Space.S if low else Space.L, Space.L, 0)
        row: QBoxLayout = self._first_line if low else self._head
        if row.indexOf(self.buttons) < 0:
            row.addWidget(self.buttons)  # Qt takes it out of the other
        self.buttons.fold(low)
        self._fit_tabs()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_tabs()

    def _fit_tabs(self) -> None:
        """Tabs that would be cut stand closer (see the style sheet), then wait in a menu."""
        if not (self.isVisible() and self.bar.isVisibleTo(self)):
            return
        metrics = self.bar.fontMetrics()
        texts = [metrics.horizontalAdvance(self.bar.tabText(at)) for at in range(self.bar.count())]
        room = self.width() - 2 * Space.L
        tight = sum(text + BESIDE_TAB for text in texts) > room
        if bool(self.bar.property("tight")) != tight:
            self.bar.setProperty("tight", tight)
            self.bar.style().unpolish(self.bar)
            self.bar.style().polish(self.bar)
            # a bar that was shown keeps the places of its tabs until it is told
            QCoreApplication.sendEvent(self.bar, QEvent(QEvent.Type.StyleChange))
        widths = [text + (BESIDE_TIGHT_TAB if tight else BESIDE_TAB) for text in texts]
        waiting = self._without_room(widths, room)
        for at in range(self.bar.count()):
            if self.bar.isTabVisible(at) == (at in waiting):
                self.bar.setTabVisible(at, at not in waiting)
        self._offer_others(waiting)

    def _without_room(self, widths: Sequence[int], room: int) -> list[int]:
        """The last tabs that don't fit beside the menu; the open one always does."""
        if sum(widths) <= room:
            return []
        room -= self.other_tabs.sizeHint().width()
        current = self.bar.currentIndex()
        left = room - widths[current]
        waiting = []
        for at, width in enumerate(widths):
            if at != current:
                left -= width
                if left < 0:
                    waiting.append(at)
        return waiting

    def _offer_others(self, waiting: Sequence[int]) -> None:
        menu = self.other_tabs.menu()
        menu.clear()
        for at in waiting:
            menu.addAction(self.bar.tabText(at), partial(self.bar.setCurrentIndex, at))
        self.other_tabs.setAccessibleName(_("More tabs"))
        self.other_tabs.setToolTip(_("More tabs"))
        self.other_tabs.setVisible(bool(waiting))

    def _turn_to(self, record_id: str | None) -> None:
        if record_id != self._record_id:
            self.finish_editing()
        self._record_id = record_id

    def _say_count(self) -> None:
        self.many.setText(
            ngettext("{count} selected", "{count} selected", self._count).format(count=self._count)
        )

    @Slot(int)
    def _open_tab(self, at: int) -> None:
        self._fit_tabs()
        if at < 0 or self._record_id is None:
            return
        if at not in self._tabs:
            self._tabs[at] = self._offers[at].make(self._desk)
            self._holders[at] = self._holder(self._tabs[at])
            self._pages.addWidget(self._holders[at])
        tab = self._tabs[at]
        self._pages.setCurrentWidget(self._holders[at])
        if tab.record_id != self._record_id:
            tab.show_record(self._record_id)
        self.tab_opened.emit(self._offers[at].title)

    def _holder(self, tab: DetailTab) -> QScrollArea:
        """What scrolls a tab, without a look of its own."""
        holder = QScrollArea(self)
        holder.setFrameShape(QFrame.Shape.NoFrame)
        holder.setWidgetResizable(True)
        holder.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder.viewport().setAutoFillBackground(False)
        tab.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        holder.setWidget(tab)
        tab.setAutoFillBackground(False)  # setWidget turned it on; the card shows through
        return holder
