"""The line above a calendar: the period in words, back and on, today, and which view is shown."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QToolButton, QWidget

from organizer.base.formats import format_date, format_month, format_weekday
from organizer.base.words import _
from organizer.widgets.calendar_records import monday_of
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, TextRole


class DateLine(QWidget):
    """Says which period is shown and asks for another, or for another view."""

    turned = Signal(int)
    """Back (-1) or on (1)."""
    today_wanted = Signal()
    view_wanted = Signal(int)
    """The view at this place, from 0."""

    def __init__(self, views: Sequence[str], parent: QWidget | None = None) -> None:
        """`views` are the names of the views, marked with N_."""
        super().__init__(parent)
        self._views = tuple(views)
        self.period = PlainLabel("", self, role=TextRole.HEADING, elide=True)
        self.today = QPushButton(self)
        self.today.clicked.connect(self.today_wanted)
        self.back, self.on = QToolButton(self), QToolButton(self)
        for button, icon, by in ((self.back, "chevron-left", -1), (self.on, "chevron-right", 1)):
            set_icon(button, icon)
            button.clicked.connect(partial(self.turned.emit, by))
        self.switch = QButtonGroup(self)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(Space.XS)
        self.row.addWidget(self.today)
        self.row.addSpacing(Space.XS)
        self.row.addWidget(self.back)
        self.row.addWidget(self.on)
        self.row.addSpacing(Space.S)
        self.row.addWidget(self.period, 1)
        for at, _name in enumerate(self._views):
            button = QToolButton(self)
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setProperty("navigation", "true")
            self.switch.addButton(button, at)
            self.row.addWidget(button)
        self.switch.idClicked.connect(self.view_wanted)
        self.retranslate()

    def show_view(self, at: int) -> None:
        """Mark the view at this place."""
        self.switch.button(at).setChecked(True)

    def show_period(self, text: str, what: str) -> None:
        """Say the period (translated); `what` is turned by: "month", "week" or "day"."""
        self.period.setText(text)
        names = {
            "month": (_("Previous month"), _("Next month")),
            "week": (_("Previous week"), _("Next week")),
            "day": (_("Previous day"), _("Next day")),
        }[what]
        for button, name, key in ((self.back, names[0], "PgUp"), (self.on, names[1], "PgDn")):
            button.setAccessibleName(name)
            button.setToolTip(f"{name} ({key})")

    def retranslate(self) -> None:
        """Set the names of the controls in the language spoken."""
        self.today.setText(_("Today"))
        self.today.setToolTip(_("Go to today (Home)"))
        for at, name in enumerate(self._views):
            button = self.switch.button(at)
            button.setText(_(name))
            button.setToolTip(_("{view} (key {number})").format(view=_(name), number=at + 1))


def week_words(day: dt.date) -> str:
    """The week of a day: its month, and of two months both ends."""
    first = monday_of(day)
    last = first + dt.timedelta(days=6)
    if first.month == last.month:
        return format_month(first)
    return f"{format_month(first)} – {format_month(last)}"


def period_words(unit: str, day: dt.date) -> str:
    """A month, week or day in words."""
    if unit == "day":
        return f"{format_date(day)} {format_weekday(day)}"
    return week_words(day) if unit == "week" else format_month(day)
