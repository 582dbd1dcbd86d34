"""Fields for a day and for a birthday, typed as people write dates or picked in a calendar."""

import datetime
import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from organizer.base.dates import Birthday, read_birthday, read_date
from organizer.base.formats import format_month
from organizer.base.overriding import override
from organizer.base.words import _, language
from organizer.widgets.birthday_words import birthday_text, coming_text
from organizer.widgets.colours import Tone
from organizer.widgets.edit_field import Save, V
from organizer.widgets.fields import LineField
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.layouts import place_beside
from organizer.widgets.theme import Kind, Space, TextRole, make_card, set_kind

if TYPE_CHECKING:
    from organizer.widgets.tasks import Tasks

Today = Callable[[], datetime.date]

_DIGITS_ONLY = re.compile(r"\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*[日号]?\s*")


class CalendarPopup(QFrame):
    """A month to pick a day in; closes on Esc or outside."""

    picked = Signal(str)
    """A day was picked: its ISO date, or "" for none."""

    def __init__(self, parent: QWidget, today: Today) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        make_card(self)
        self._today = today
        self.calendar = QCalendarWidget(self)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(
            QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames
        )
        self.calendar.clicked.connect(self._pick)
        self.calendar.activated.connect(self._pick)
        self.calendar.setNavigationBarVisible(False)
        self.calendar.setGridVisible(False)
        self.calendar.currentPageChanged.connect(self._name_month)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            # Fusion writes weekends red, which here means that something is wrong.
            self.calendar.setWeekdayTextFormat(day, QTextCharFormat())
        self._now = QPushButton(self)
        self._none = QPushButton(self)
        for button in (self._now, self._none):
            set_kind(button, Kind.QUIET)
        self._now.clicked.connect(lambda: self._give(self._today().isoformat()))
        self._none.clicked.connect(lambda: self._give(""))
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.S, 0, Space.S, Space.S)
        foot.addWidget(self._now)
        foot.addStretch(1)
        foot.addWidget(self._none)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.S, Space.S, 0)
        column.setSpacing(Space.XS)
        column.addLayout(self._head())
        column.addWidget(self.calendar)
        column.addLayout(foot)

    def _head(self) -> QHBoxLayout:
        self.month = PlainLabel("", self, role=TextRole.STRONG)
        self.month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        head.setSpacing(0)
        self._turners: list[tuple[QToolButton, int]] = []
        for icon, months in (
            ("chevrons-left", -12),
            ("chevron-left", -1),
            ("chevron-right", 1),
            ("chevrons-right", 12),
        ):
            button = QToolButton(self)
            set_icon(button, icon, Tone.MUTED)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, by=months: self._turn(by))
            self._turners.append((button, months))
            head.addWidget(button)
            if months == -1:
                head.addWidget(self.month, 1)
        return head

    def _turn(self, months: int) -> None:
        first = QDate(self.calendar.yearShown(), self.calendar.monthShown(), 1).addMonths(months)
        self.calendar.setCurrentPage(first.year(), first.month())

    def _name_month(self, year: int, month: int) -> None:
        self.month.setText(format_month(datetime.date(year, month, 1)))

    def _speak(self) -> None:
        spoken = QLocale.Language.Chinese if language() == "zh_Hans" else QLocale.Language.English
        self.calendar.setLocale(QLocale(spoken))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)  # a locale brings its own
        self._now.setText(_("Today"))
        self._none.setText(_("No date"))
        names = {
            -12: _("Previous year"),
            -1: _("Previous month"),
            1: _("Next month"),
            12: _("Next year"),
        }
        for button, months in self._turners:
            button.setToolTip(names[months])
            button.setAccessibleName(names[months])
        self._name_month(self.calendar.yearShown(), self.calendar.monthShown())

    def open_at(self, anchor: QWidget, iso: str) -> None:
        """Show the month of this date (or today's) under a widget."""
        self._speak()
        day = QDate.fromString(iso, Qt.DateFormat.ISODate)
        self.calendar.setSelectedDate(
            day if day.isValid() else QDate.fromString(self._today().isoformat(), "yyyy-MM-dd")
        )
        self.adjustSize()
        self.setGeometry(place_beside(anchor, self.size()))
        self.show()
        self.calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        self._give(day.toString(Qt.DateFormat.ISODate))

    def _give(self, iso: str) -> None:
        self.hide()
        self.picked.emit(iso)


class CalendarLine(LineField[V]):
    """A line with a calendar beside it; Alt+Down or F4 opens it."""

    def __init__(
        self,
        empty: V,
        today: Today,
        tasks: "Tasks | None" = None,
        save: "Save[V] | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(empty, tasks, save, parent)
        self.today = today
        self.button = QToolButton(self)
        set_icon(self.button, "calendar")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.open_calendar)
        self._row.addWidget(self.button)
        self.retranslate()

    @cached_property
    def popup(self) -> CalendarPopup:
        """The calendar, made when it is first wanted: it costs as much as three fields."""
        made = CalendarPopup(self, self.today)
        made.picked.connect(self._pick)
        return made

    def retranslate(self) -> None:
        """Set the names of the controls again in the language spoken."""
        self.button.setAccessibleName(_("Open calendar"))
        self.button.setToolTip(_("Open calendar (Alt+Down)"))

    def shown_date(self) -> str:
        """The ISO date the calendar opens at, or ""."""
        raise NotImplementedError

    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        if not self.line.isReadOnly():
            self.popup.open_at(self.line, self.shown_date())

    def _pick(self, iso: str) -> None:
        self.line.setText(iso)
        self._typed()
        self.line.setFocus()
        self.commit()

    @override
    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.button.setVisible(not read_only)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.line
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            alt_down = (
                event.key() == Qt.Key.Key_Down
                and event.modifiers() & Qt.KeyboardModifier.AltModifier
            )
            if alt_down or event.key() == Qt.Key.Key_F4:
                self.open_calendar()
                return True
        return super().eventFilter(watched, event)


class DateField(CalendarLine[str]):
    """A day as ISO text (`2026-03-08`), "" for none."""

    def __init__(
        self,
        today: Today,
        tasks: "Tasks | None" = None,
        save: "Save[str] | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", today, tasks, save, parent)

    @override
    def read_editor(self) -> str:
        return read_date(self.line.text())

    @override
    def show_in_editor(self, value: str) -> None:
        self.line.setText(value)

    @override
    def shown_date(self) -> str:
        return self._value

    @property
    def day(self) -> datetime.date | None:
        """The value as a date, None when there is none. Raises UserError as `value` does."""
        return datetime.date.fromisoformat(self.value) if self.value else None

    def set_day(self, day: datetime.date | None) -> None:
        """As `set_value`, with a date."""
        self.set_value(day.isoformat() if day is not None else "")


class BirthdayField(CalendarLine[Birthday]):
    """A birthday: with or without a year, by the solar or the lunar calendar."""

    def __init__(
        self,
        today: Today,
        tasks: "Tasks | None" = None,
        save: "Save[Birthday] | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Birthday("solar", ""), today, tasks, save, parent)
        self.lunar = QPushButton(self)
        set_kind(self.lunar, Kind.QUIET)
        self.lunar.setCheckable(True)
        # A click must not leave the line, which would save the day by the other calendar first.
        self.lunar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.lunar.toggled.connect(self._turned)
        self._row.insertWidget(1, self.lunar)
        self.coming = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED, wrap=True)
        self.coming.hide()
        self._column.addWidget(self.coming)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "lunar"):
            self.lunar.setText(_("Lunar"))
            self.lunar.setToolTip(_("Read the month and day by the lunar calendar"))
            self._say_coming(self._value)

    def _turned(self) -> None:
        self.button.setEnabled(not self.lunar.isChecked())
        if self.line.text().strip() and _DIGITS_ONLY.fullmatch(self.line.text()):
            self._typed()
            self.commit()

    @override
    def read_editor(self) -> Birthday:
        text = self.line.text()
        figures = _DIGITS_ONLY.fullmatch(text)
        if self.lunar.isChecked() and figures:
            text = f"农历{int(figures[1])}月{int(figures[2])}"
        return read_birthday(text, self.today())

    @override
    def show_in_editor(self, value: Birthday) -> None:
        self.line.setText(birthday_text(value))
        self.lunar.setChecked(value.calendar == "lunar")
        self._say_coming(value)

    def _say_coming(self, value: Birthday) -> None:
        words = coming_text(value, self.today())
        self.coming.setText(words)
        self.coming.setVisible(bool(words))

    @override
    def is_empty(self) -> bool:
        return not self._value.date

    @override
    def shown_date(self) -> str:
        return self._value.date if self._value.calendar == "solar" else ""
