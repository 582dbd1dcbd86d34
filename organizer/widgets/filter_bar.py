"""Above every list: a search field, the filters in force as chips, and filters kept by name."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget
from shiboken6 import isValid

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.filter_chip import FilterChip
from organizer.widgets.filter_kinds import (
    FilterKind,
    FilterState,
    FilterType,
    Option,
    empty_state,
    is_empty,
    is_set,
)
from organizer.widgets.icons import icon, set_icon
from organizer.widgets.layouts import FlowLayout
from organizer.widgets.theme import Kind, Space, set_kind, theme

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket

SEARCH = N_("Search")


class SavedFilter(NamedTuple):
    """A filter kept under a name; where it is kept is not this module's business."""

    id: str
    name: str
    state: FilterState


class FilterBar(QWidget):
    """Says at once what is wanted: every key typed and every option ticked emits `changed`."""

    changed = Signal(dict)
    """The new filter state, see `filter_kinds`."""
    save_requested = Signal(str, dict)
    """Keep this state under this name."""
    rename_requested = Signal(str, str)
    """Give the saved filter of this id this name."""
    delete_requested = Signal(str)
    left_downwards = Signal()
    """Down or Enter in the search field: the list should take the keyboard."""

    def __init__(
        self,
        kinds: Sequence[FilterKind],
        today: Callable[[], date],
        placeholder: str = SEARCH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kinds = {kind.key: kind for kind in kinds}
        self._placeholder = placeholder
        self._today = today
        self._saved: list[SavedFilter] = []
        self._applied = ""
        self._chips: dict[str, FilterChip] = {}
        self._quiet = False
        self._answers = Answers(self)
        self._flow = FlowLayout(self, Space.S)
        self._build()
        self.say()
        theme.changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        self.search = QLineEdit(self)
        self.search.setObjectName("search")
        self.search.setClearButtonEnabled(True)
        self._glass = QAction(self.search)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(lambda _text: self._tell())
        self.search.installEventFilter(self)
        self.add = QPushButton(self)
        set_kind(self.add, Kind.QUIET)
        set_icon(self.add, "plus")
        self.add.clicked.connect(self._open_kinds)
        self.add.setVisible(bool(self.kinds))
        self.clear_all = QPushButton(self)
        set_kind(self.clear_all, Kind.QUIET)
        self.clear_all.clicked.connect(self.clear)
        self.saved = QPushButton(self)
        set_kind(self.saved, Kind.QUIET)
        set_icon(self.saved, "chevron-down")
        self.saved.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the words
        self.saved.clicked.connect(self._open_saved)
        self.saved.setVisible(bool(self.kinds))
        for widget in (self.search, self.saved, self.add, self.clear_all):
            self._flow.addWidget(widget)
        self.setFocusProxy(self.search)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WindowShortcut)
        find.activated.connect(self.focus_search)

    def say(self) -> None:
        """Set all words in the language spoken."""
        self.search.setPlaceholderText(_(self._placeholder))
        self.search.setAccessibleName(_(self._placeholder))
        self.add.setText(_("Filter"))
        self.add.setAccessibleName(_("Add a filter"))
        self.clear_all.setText(_("Clear all"))
        self.clear_all.setAccessibleName(_("Clear all filters"))
        self._say_saved()

    def _say_saved(self) -> None:
        names = [one.name for one in self._saved if one.id == self._applied]
        self.saved.setText((names[0] if names else _("Saved filters")).replace("&", "&&"))
        self.saved.setAccessibleName(_("Saved filters"))

    # --- state ----------------------------------------------------------------------------------

    def state(self) -> FilterState:
        """What is filtered by now."""
        return {
            "words": self.search.text().strip(),
            "filters": {
                key: chip.value for key, chip in self._chips.items() if chip.value is not None
            },
        }

    def set_state(self, state: FilterState) -> None:
        """Take over a state and say so once; what this list does not know is left out."""
        filters = state.get("filters")
        self._quiet = True
        try:
            self.search.setText(str(state.get("words") or ""))
            for key in [*self._chips]:
                self._drop(key)
            for key, value in filters.items() if isinstance(filters, dict) else ():
                kind = self.kinds.get(key)
                if kind is not None and is_set(kind, value):
                    self._put(kind, value)
        finally:
            self._quiet = False
        self._tell()

    def clear(self) -> None:
        """Take all filters and the words away."""
        self.set_state(empty_state())

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def set_saved(self, saved: Sequence[SavedFilter]) -> None:
        """The filters kept by name, in the order to show them."""
        self._saved = list(saved)
        self._say_saved()

    def _tell(self) -> None:
        if self._quiet:
            return
        state = self.state()
        self._applied = next((one.id for one in self._saved if one.state == state), "")
        self._say_saved()
        self.clear_all.setVisible(bool(self._chips))
        self.updateGeometry()
        self.changed.emit(state)

    # --- chips ----------------------------------------------------------------------------------

    def _put(self, kind: FilterKind, value: object) -> FilterChip:
        chip = FilterChip(kind, value, self)
        chip.pressed.connect(lambda: self._edit(kind.key))
        chip.removed.connect(lambda: self._remove(kind.key))
        self._flow.insert(self._flow.count() - 1, chip)
        self._chips[kind.key] = chip
        chip.show()
        if kind.options is not None:
            self._with_options(kind, lambda options: self._name_options(kind.key, options))
        return chip

    def _name_options(self, key: str, options: Sequence[Option]) -> None:
        chip = self._chips.get(key)
        if chip is not None:
            chip.titles = {option.id: option.title for option in options}
            chip.say()

    def _drop(self, key: str) -> None:
        chip = self._chips.pop(key)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _remove(self, key: str) -> None:
        if key in self._chips:
            self._drop(key)
            self.add.setFocus()
            self._tell()

    def _edit(self, key: str) -> None:
        chip = self._chips[key]
        from organizer.widgets.filter_popup import FilterPopup

        popup = FilterPopup(chip.kind, chip.value, self._today, self)
        popup.value_changed.connect(lambda value: self._set_value(key, value))
        popup.closed.connect(lambda: self._closed(key))
        if chip.kind.options is not None:
            self._with_options(
                chip.kind,
                lambda options: popup.show_options(options) if isValid(popup) else None,
            )
        popup.open_below(chip)
        self._popup = popup

    def _set_value(self, key: str, value: object) -> None:
        chip = self._chips.get(key)
        if chip is not None:
            chip.show_value(value if is_set(chip.kind, value) else None)
            self._tell()

    def _closed(self, key: str) -> None:
        """A filter that got no value goes away again."""
        chip = self._chips.get(key)
        if chip is not None and chip.value is None:
            self._drop(key)
            self._tell()

    def _with_options(self, kind: FilterKind, callback: Callable[[Sequence[Option]], None]) -> None:
        assert kind.options is not None  # noqa: S101 - asked by the callers
        asked = kind.options()
        if isinstance(asked, Sequence):
            callback(asked)
            return

        def arrived(ticket: "Ticket[Sequence[Option]]") -> None:
            if not ticket.cancelled:
                callback(ticket.result())

        self._answers.when(asked, arrived)

    # --- menus ----------------------------------------------------------------------------------

    def _open_kinds(self) -> None:
        from organizer.widgets.filter_menu import FilterMenu

        menu = FilterMenu([*self.kinds.values()], self)
        menu.chosen.connect(self.begin)
        menu.open_below(self.add)

    def begin(self, key: str) -> None:
        """Add a filter and ask for its value; a yes-or-no filter starts as yes."""
        kind = self.kinds[key]
        if key not in self._chips:
            self._put(kind, True if kind.type is FilterType.YES_NO else None)
            self._tell()
        if kind.type is not FilterType.YES_NO:
            # After the layout has placed the chip, so that the pop-up opens under it.
            QTimer.singleShot(0, self, lambda: self._edit(key) if key in self._chips else None)

    def _open_saved(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self._saved:
            action = menu.addAction(one.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(one.id == self._applied)
            action.triggered.connect(lambda _on=False, one=one: self.set_state(one.state))
        if self._saved:
            menu.addSeparator()
        save = menu.addAction(_("Save this filter…"))
        save.setEnabled(not is_empty(self.state()))
        save.triggered.connect(self._ask_name)
        if self._saved:
            rename = menu.addMenu(_("Rename"))
            delete = menu.addMenu(_("Delete"))
            for one in self._saved:
                name = one.name.replace("&", "&&")
                rename.addAction(name).triggered.connect(
                    lambda _on=False, one=one: self._ask_new_name(one)
                )
                delete.addAction(name).triggered.connect(
                    lambda _on=False, one=one: self.delete_requested.emit(one.id)
                )
        menu.popup(self.saved.mapToGlobal(self.saved.rect().bottomLeft()))

    def _ask_name(self) -> None:
        self._open_name(
            _("Name of the filter"), "", lambda name: self.save_requested.emit(name, self.state())
        )

    def _ask_new_name(self, one: SavedFilter) -> None:
        self._open_name(
            _("New name of the filter"),
            one.name,
            lambda name: self.rename_requested.emit(one.id, name),
        )

    def _open_name(self, title: str, name: str, take: Callable[[str], object]) -> None:
        from organizer.widgets.filter_popup import NamePopup

        popup = NamePopup(title, name, self)
        popup.named.connect(take)
        popup.open_below(self.saved)
        self._name_popup = popup

    # --- Qt -------------------------------------------------------------------------------------

    @override
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress
        if watched is self.search and pressed and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left_downwards.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()

    def _dress(self) -> None:
        self._glass.setIcon(icon("search", Tone.MUTED))
        self.search.setFixedWidth(round(280 * theme.text_percent / 100))
        self.clear_all.setVisible(bool(self._chips))
