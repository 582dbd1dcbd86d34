"""The table of records every list is shown in: sorted, selected, edited and copied alike."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.labels import PlainLabel
from organizer.widgets.record_columns import Column, Request, Row, RowSource
from organizer.widgets.record_copy import clip
from organizer.widgets.record_layout import RecordLayout
from organizer.widgets.record_model import RecordModel
from organizer.widgets.record_selection import KeptSelection
from organizer.widgets.record_view import RecordView
from organizer.widgets.theme import make_card, theme

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket

MenuBuilder = Callable[[QMenu, list[str]], None]
NOTHING_MATCHES = N_("Nothing matches.")
NOTHING_YET = N_("Nothing here yet.")


class RecordTable(QFrame):
    """A list of records; give it columns and a source, then call `ask` or `refresh`."""

    activated = Signal(str)
    """Enter or a double click; carries the id."""
    remove_requested = Signal(list)
    """Del; carries the selected ids."""
    selection_changed = Signal()
    current_changed = Signal(str)
    """Another row is current; carries its id, empty for none."""
    counts_changed = Signal(int, int, int)
    """Total, shown, selected."""
    sort_changed = Signal(str, bool)
    """Sorted by this column, descending or not."""
    state_changed = Signal()
    """Columns were moved, widened, shown or hidden: a moment to keep `state()`."""
    listed = Signal()
    """The list last asked for is complete."""
    copied = Signal(int)
    """So many rows lie on the clipboard."""
    failed = Signal(object)
    """Reading failed; carries the exception. What was shown stays."""

    def __init__(
        self, columns: Sequence[Column], source: RowSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        make_card(self)
        self.model = RecordModel(columns, source, self)
        self.view = RecordView(self.model, self)
        self.columns = RecordLayout(self.view, self.model)
        self._kept = KeptSelection(self.view, self.model)
        self._answers = Answers(self)
        self._menu_builder: MenuBuilder | None = None
        self._overlays: dict[str, QWidget] = {}
        self._counts = (-1, -1, -1)
        self._current_id = ""
        self.setFocusProxy(self.view)
        layout = QVBoxLayout(self)
        # Square corners inside the card's round ones: a few pixels keep them apart.
        layout.setContentsMargins(1, 4, 1, 4)
        layout.addWidget(self.view)
        self._connect()

    def _connect(self) -> None:
        view, model = self.view, self.model
        view.opened.connect(self._opened)
        view.remove_pressed.connect(self._remove)
        view.copy_pressed.connect(self.copy_selected)
        view.resized.connect(self._show_overlay)
        view.resized.connect(self.columns.viewport_resized)
        model.rows_arrived.connect(self.columns.fit)
        view.header.sectionClicked.connect(self._header_clicked)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        view.header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.header.customContextMenuRequested.connect(self._choose_columns)
        view.selectionModel().selectionChanged.connect(self._selection_changed)
        view.selectionModel().currentChanged.connect(self._current_changed)
        model.modelReset.connect(self._reset)
        model.listed.connect(self._listed)
        model.failed.connect(self.failed)
        self.columns.changed.connect(self.state_changed)
        theme.changed.connect(self._dress)

    # --- what is listed -------------------------------------------------------------------------

    def ask(self, filters: Mapping[str, Any]) -> None:
        """List what this filter finds; what is shown stays until the answer is there."""
        self.model.ask(Request(dict(filters), self.columns.sort, self.columns.descending))

    def refresh(self) -> None:
        """Ask for the same list again: a row came, went or moved."""
        self.ask(self.model.request.filter)

    def rows_changed(self, ids: Sequence[str] | None) -> None:
        """Read these rows again, those at hand only; None: everything, the list too."""
        if ids is None:
            self.refresh()
        else:
            self.model.rows_changed(ids)

    def sort_by(self, key: str, *, descending: bool) -> None:
        """Sort by a column and ask for the list in that order."""
        self.columns.set_sort(key, descending=descending)
        self.refresh()
        self.sort_changed.emit(key, descending)
        self.state_changed.emit()

    def set_masked(self, masked: bool) -> None:
        """Mask the personal columns, or show them in full."""
        self.model.set_masked(masked)

    # --- what is chosen -------------------------------------------------------------------------

    def shown_ids(self) -> list[str]:
        """All ids of the list in the order shown."""
        return list(self.model.ids())

    def selected_ids(self) -> list[str]:
        """The selected ids in the order shown."""
        ids = self.model.ids()
        return [
            row_id
            for first, last in self.view.selected_ranges()
            for row_id in ids[first : last + 1]
        ]

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(last - first + 1 for first, last in self.view.selected_ranges())

    def current_id(self) -> str:
        """The id of the current row; empty for none."""
        return self._current_id

    def select(self, ids: Sequence[str]) -> None:
        """Select exactly these rows and bring the first of them into view."""
        self._kept.choose(ids)

    def visible_columns(self) -> list[Column]:
        """The columns shown, in the order shown; what is exported, printed and copied."""
        return self.columns.visible()

    # --- state, menu, overlays ------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """Order, width and visibility of the columns and the sort order; fits into JSON."""
        return self.columns.state()

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take over a state; unknown columns are passed over, new ones keep their place."""
        self.columns.restore(state)

    def set_context_menu(self, builder: MenuBuilder) -> None:
        """Fill the context menu: `builder(menu, selected ids)`; “Copy” is added below."""
        self._menu_builder = builder

    def set_empty_widget(self, widget: QWidget) -> None:
        """What is shown when there is nothing at all: a sentence and the button that starts."""
        old = self._overlays.pop("empty", None)
        if old is not None:
            old.deleteLater()
        widget.setParent(self.view.viewport())
        widget.hide()
        self._overlays["empty"] = widget
        self._show_overlay()

    def _overlay(self, name: str, text: str) -> QWidget:
        if name not in self._overlays:
            label = PlainLabel("", self.view.viewport(), tone=Tone.MUTED)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._overlays[name] = label
        overlay = self._overlays[name]
        if isinstance(overlay, PlainLabel):
            overlay.setText(_(text))
        return overlay

    def overlay_height(self) -> int:
        """Pixels the table needs to show what it says while it lists nothing; 0 while it lists."""
        shown = next((one for one in self._overlays.values() if not one.isHidden()), None)
        if shown is None:
            return 0
        width = self.view.viewport().width()
        wanted = max(shown.minimumSizeHint().height(), shown.heightForWidth(width))
        return wanted + self.height() - self.view.viewport().height()

    def _show_overlay(self) -> None:
        wanted = None
        if self.model.complete and not self.model.rowCount():
            wanted = (
                self._overlay("none", NOTHING_MATCHES)
                if self.model.total
                else self._overlay("empty", NOTHING_YET)
            )
        for overlay in self._overlays.values():
            if overlay is wanted:
                overlay.setGeometry(self.view.viewport().rect())
                overlay.show()
                overlay.raise_()
            else:
                overlay.hide()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.view.header.viewport().update()
            self._show_overlay()

    # --- copying --------------------------------------------------------------------------------

    @Slot()
    def copy_selected(self) -> None:
        """Put the selected rows on the clipboard with the titles of the visible columns."""
        ids = self.selected_ids()
        if not ids:
            return
        first, last = self.view.selected_ranges()[0]
        numbers = range(first, last + 1)
        if len(ids) == len(numbers) and all(self.model.row(at) is not None for at in numbers):
            self._copy(ids, {self.model.id(at): self.model.row(at) for at in numbers})
            return
        self._answers.when(
            self.model.source.rows(ids), lambda ticket: self._rows_to_copy(ids, ticket)
        )

    def _rows_to_copy(self, ids: list[str], ticket: "Ticket[Mapping[str, Row]]") -> None:
        if ticket.cancelled:
            return
        try:
            rows = ticket.result()
        except Exception as error:
            self.failed.emit(error)
            return
        self._copy(ids, rows)

    def _copy(self, ids: list[str], rows: Mapping[str, Row]) -> None:
        columns = self.visible_columns()
        titles = [_(column.title) for column in columns]
        there = [row_id for row_id in ids if rows.get(row_id) is not None]
        cells = (
            [self.model.text(row_id, rows[row_id], column) for column in columns]
            for row_id in there
        )
        QGuiApplication.clipboard().setMimeData(clip(titles, cells))
        self.copied.emit(len(there))

    # --- what happens ---------------------------------------------------------------------------

    def _opened(self, number: int) -> None:
        row_id = self.model.id(number)
        if row_id:
            self.activated.emit(row_id)

    def _remove(self) -> None:
        ids = self.selected_ids()
        if ids:
            self.remove_requested.emit(ids)

    def _header_clicked(self, section: int) -> None:
        column = self.model.columns[section]
        if not column.sortable:
            return
        same = column.key == self.columns.sort
        self.sort_by(
            column.key,
            descending=not self.columns.descending if same else column.descending_first,
        )

    def _show_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ids = self.selected_ids()
        if self._menu_builder is not None:
            self._menu_builder(menu, ids)
        if menu.actions():
            menu.addSeparator()
        copy = menu.addAction(_("Copy"))
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setEnabled(bool(ids))
        copy.triggered.connect(self.copy_selected)
        menu.popup(self.view.viewport().mapToGlobal(point))

    def _choose_columns(self, point: QPoint) -> None:
        from organizer.widgets.column_chooser import ColumnChooser

        ColumnChooser(self).open_at(self.view.header.mapToGlobal(point))

    def _reset(self) -> None:
        if not self.model.complete:  # the end of the list tells the rest
            self._show_overlay()

    def _listed(self) -> None:
        self.columns.fit()
        self._kept.settle()
        self._show_overlay()
        before = self._counts[2]
        self._tell()
        if self._counts[2] != before:  # some of the selected are not listed any more
            self.selection_changed.emit()
        self._current_changed()
        self.listed.emit()

    def _selection_changed(self) -> None:
        if not self._kept.restoring:
            self._tell()
            self.selection_changed.emit()

    def _current_changed(self) -> None:
        if self._kept.restoring:
            return
        current = self.model.id(self.view.currentIndex().row())
        if current != self._current_id:
            self._current_id = current
            self.current_changed.emit(current)

    def _tell(self) -> None:
        counts = (self.model.total, self.model.rowCount(), self.selected_count())
        if counts != self._counts:
            self._counts = counts
            self.counts_changed.emit(*counts)

    @Slot()
    def _dress(self) -> None:
        with QSignalBlocker(self.columns):
            self.columns.scale()
        self.view.dress()
        self._show_overlay()
