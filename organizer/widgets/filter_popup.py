"""The little pages that open under a chip: where a filter gets its value. They apply at once."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QIntValidator, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.widgets.filter_kinds import FilterKind, FilterType, Option, since
from organizer.widgets.labels import PlainLabel
from organizer.widgets.narrowing import Narrowing
from organizer.widgets.theme import Kind, Space, TextRole, set_kind

PRESETS = (7, 30, 90, 365)
SEARCH_FROM = 8
"""Options from which a search line stands above them."""
OPTION_ROLE = Qt.ItemDataRole.UserRole
_NO_OPTIONS = N_("There is nothing to choose from yet.")


class FilterPopup(QFrame):
    """A pop-up with the editor of one filter; Esc or a click elsewhere closes it."""

    value_changed = Signal(object)
    """The new value, None for none."""
    closed = Signal()

    def __init__(
        self, kind: FilterKind, value: object, today: Callable[[], date], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("popup", "true")
        self.setAccessibleName(_(kind.title))
        self.kind = kind
        self.value = value
        self._today = today
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        self._column.setSpacing(Space.S)
        self._column.addWidget(PlainLabel(_(kind.title), role=TextRole.STRONG))
        self.list: QListWidget | None = None
        self._listening = True
        self._first: QWidget = self
        {
            FilterType.CHOICE: self._build_choices,
            FilterType.CHOICES: self._build_choices,
            FilterType.SINCE: self._build_since,
            FilterType.YES_NO: self._build_yes_no,
            FilterType.TEXT: self._build_text,
            FilterType.NUMBER: self._build_number,
        }[kind.type]()

    def open_below(self, widget: QWidget) -> None:
        """Show under a widget, inside the screen, ready to type."""
        self.adjustSize()
        at = widget.mapToGlobal(QPoint(0, widget.height() + Space.XS))
        screen = QGuiApplication.screenAt(at) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        size = self.size()
        at.setX(max(room.left(), min(at.x(), room.right() - size.width())))
        if at.y() + size.height() > room.bottom():
            at.setY(max(room.top(), at.y() - size.height() - widget.height() - 2 * Space.XS))
        self.move(at)
        self.show()
        self._first.setFocus()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()

    def _say(self, value: object) -> None:
        self.value = value
        self.value_changed.emit(value)

    # --- choices --------------------------------------------------------------------------------

    def _build_choices(self) -> None:
        search = QLineEdit()
        search.setClearButtonEnabled(True)
        search.setPlaceholderText(_("Search"))
        search.setAccessibleName(_("Search"))
        self._search = search
        self.list = QListWidget()
        self.list.setAccessibleName(_(self.kind.title))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMinimumSize(QSize(240, 48))
        self.list.itemChanged.connect(self._checked)
        self.list.itemClicked.connect(self._toggle)
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            toggle = QShortcut(QKeySequence(key), self.list)
            toggle.setContext(Qt.ShortcutContext.WidgetShortcut)
            toggle.activated.connect(self._toggle_current)
        self._narrowing = Narrowing(search, self.list)
        self._narrowing.taken.connect(self._toggle)
        self._note = PlainLabel(_(_NO_OPTIONS), wrap=True)
        self._column.addWidget(search)
        self._column.addWidget(self.list)
        self._column.addWidget(self._note)
        search.hide()
        self._note.hide()
        self._first = self.list

    def show_options(self, options: Sequence[Option]) -> None:
        """Fill in what can be chosen; what is chosen already stands first."""
        if self.list is None:
            return
        chosen = self.value if isinstance(self.value, list) else []
        self._listening = False
        self.list.clear()
        for option in sorted(options, key=lambda option: option.id not in chosen):
            text = option.title if option.fits is None else f"{option.title}  {option.fits:,}"
            item = QListWidgetItem(text)
            item.setData(OPTION_ROLE, option.id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(
                Qt.CheckState.Checked if option.id in chosen else Qt.CheckState.Unchecked
            )
            self.list.addItem(item)
        self._listening = True
        self._note.setVisible(not options)
        self.list.setVisible(bool(options))
        self._search.setVisible(len(options) >= SEARCH_FROM)
        rows = min(len(options), 10)
        height = rows * max(self.list.sizeHintForRow(0), 20) + 2 * self.list.frameWidth() + 4
        self.list.setFixedHeight(max(height, 24))
        width = self.list.sizeHintForColumn(0) + 32
        self.list.setFixedWidth(max(240, min(width, 420)))
        if options:
            self.list.setCurrentRow(0)
        self._first = self._search if len(options) >= SEARCH_FROM else self.list
        self.adjustSize()
        if self.isVisible():
            self._first.setFocus()

    def _toggle_current(self) -> None:
        item = self.list.currentItem() if self.list is not None else None
        if item is not None:
            self._toggle(item)

    def _toggle(self, item: QListWidgetItem) -> None:
        checked = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)

    def _checked(self, item: QListWidgetItem) -> None:
        if not self._listening or self.list is None:
            return
        items = [self.list.item(at) for at in range(self.list.count())]
        if self.kind.type is FilterType.CHOICE and item.checkState() == Qt.CheckState.Checked:
            self._listening = False
            for other in items:
                if other is not item:
                    other.setCheckState(Qt.CheckState.Unchecked)
            self._listening = True
        chosen = [
            str(one.data(OPTION_ROLE)) for one in items if one.checkState() == Qt.CheckState.Checked
        ]
        self._say(chosen or None)

    # --- dates ----------------------------------------------------------------------------------

    def _build_since(self) -> None:
        self._group = QButtonGroup(self)
        days = self.value.get("days") if isinstance(self.value, dict) else None
        for preset in PRESETS:
            button = QRadioButton(
                ngettext("In the last {days} day", "In the last {days} days", preset).format(
                    days=preset
                )
            )
            self._group.addButton(button, preset)
            button.setChecked(preset == days)
            self._column.addWidget(button)
        own = QRadioButton(_("Since a day"))
        self._group.addButton(own, 0)
        own.setChecked(isinstance(self.value, str))
        self._column.addWidget(own)
        day = since(self.value, self._today()) or self._today()
        self._day = QDateEdit(QDate(day.year, day.month, day.day))
        self._day.setCalendarPopup(True)
        self._day.setDisplayFormat("yyyy-MM-dd")
        self._day.setAccessibleName(_("Since a day"))
        self._day.setEnabled(own.isChecked())
        self._column.addWidget(self._day)
        self._group.idToggled.connect(self._since_chosen)
        self._day.dateChanged.connect(self._day_chosen)
        self._first = self._group.checkedButton() or self._group.buttons()[0]

    def _since_chosen(self, days: int, checked: bool) -> None:
        if not checked:
            return
        self._day.setEnabled(days == 0)
        if days:
            self._say({"days": days})
        else:
            self._day_chosen(self._day.date())

    def _day_chosen(self, day: QDate) -> None:
        self._say(day.toString(Qt.DateFormat.ISODate))

    # --- yes or no, text, number ----------------------------------------------------------------

    def _build_yes_no(self) -> None:
        self._group = QButtonGroup(self)
        for number, text, value in ((1, _("Yes"), True), (0, _("No"), False)):
            button = QRadioButton(text)
            button.setChecked(self.value is value)
            self._group.addButton(button, number)
            self._column.addWidget(button)
        self._group.idToggled.connect(lambda number, on: self._say(bool(number)) if on else None)
        self._first = self._group.checkedButton() or self._group.buttons()[0]

    def _build_text(self) -> None:
        line = QLineEdit(self.value if isinstance(self.value, str) else "")
        line.setMinimumWidth(240)
        line.setClearButtonEnabled(True)
        line.setAccessibleName(_(self.kind.title))
        line.textChanged.connect(lambda text: self._say(text.strip() or None))
        line.returnPressed.connect(self.close)
        self._column.addWidget(line)
        self._first = line

    def _build_number(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        held: dict[str, Any] = self.value if isinstance(self.value, dict) else {}
        self._ends: dict[str, QLineEdit] = {}
        for end, title in (("from", _("From")), ("to", _("To"))):
            line = QLineEdit("" if held.get(end) is None else str(held[end]))
            line.setValidator(QIntValidator(0, 999_999_999, line))
            line.setPlaceholderText(title)
            line.setAccessibleName(title)
            line.setFixedWidth(110)
            line.textChanged.connect(self._number_typed)
            line.returnPressed.connect(self.close)
            self._ends[end] = line
            row.addWidget(line)
        self._column.addLayout(row)
        self._first = self._ends["from"]

    def _number_typed(self) -> None:
        found = {end: int(line.text()) for end, line in self._ends.items() if line.text()}
        self._say(found or None)


class NamePopup(QFrame):
    """Asks for a name: one line and a button, no dialog."""

    named = Signal(str)

    def __init__(self, title: str, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("popup", "true")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(PlainLabel(title, role=TextRole.STRONG))
        self.line = QLineEdit(name)
        self.line.setMaxLength(60)
        self.line.setMinimumWidth(240)
        self.line.setAccessibleName(title)
        self.button = QPushButton(_("Save"))
        set_kind(self.button, Kind.PRIMARY)
        self.button.setEnabled(bool(name.strip()))
        self.line.textChanged.connect(lambda text: self.button.setEnabled(bool(text.strip())))
        self.line.returnPressed.connect(self._accept)
        self.button.clicked.connect(self._accept)
        column.addWidget(self.line)
        column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignRight)

    def open_below(self, widget: QWidget) -> None:
        """Show under a widget, ready to type."""
        self.adjustSize()
        self.move(widget.mapToGlobal(QPoint(0, widget.height() + Space.XS)))
        self.show()
        self.line.selectAll()
        self.line.setFocus()

    def _accept(self) -> None:
        name = self.line.text().strip()
        if name:
            self.named.emit(name)
            self.close()
