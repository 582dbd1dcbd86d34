"""Each column of a list beside the column of ours it is read as."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QWidget

from organizer.base.overriding import override
from organizer.base.table_files.headers import plain_name
from organizer.base.words import _
from organizer.domain.rosters.apart import Look
from organizer.domain.rosters.columns import COLUMNS, NEW_FIELD
from organizer.domain.rosters.mapping import ColumnMapping
from organizer.domain.rosters.records import OwnField
from organizer.widgets.colours import Tone
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, TextRole, set_tone

MOST_SHOWN = 60
"""Columns of a list beyond these can't be mapped by hand; they keep what was proposed."""


class ColumnGrid(QScrollArea):
    """One line for each column of the list: name, first values, and what it is."""

    corrected = Signal(int, str)
    """The owner said that this column (by place) is that one of ours (by key)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.combos: list[QComboBox] = []
        self._names: list[PlainLabel] = []

    def show_columns(self, look: Look, mapping: ColumnMapping, fields: Sequence[OwnField]) -> None:
        """Show the columns of a list and what they are read as."""
        self.combos, self._names = [], []
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 4)
        for at, text in enumerate((_("In the list"), _("First values"), _("Is read as"))):
            grid.addWidget(PlainLabel(text, role=TextRole.CAPTION, tone=Tone.MUTED), 0, at)
        for place, name in enumerate(look.header[:MOST_SHOWN]):
            shown = name or _("Column {number}").format(number=place + 1)
            label = PlainLabel(shown, role=TextRole.STRONG, elide=True)
            sample = PlainLabel(
                "  ·  ".join(look.samples[place]) or "–", tone=Tone.MUTED, elide=True
            )
            combo = self._combo(place, name, shown, fields)
            grid.addWidget(label, place + 1, 0)
            grid.addWidget(sample, place + 1, 1)
            grid.addWidget(combo, place + 1, 2)
            self._names.append(label)
            self.combos.append(combo)
        rest = len(look.header) - MOST_SHOWN
        if rest > 0:
            more = _("{count} more columns keep what was found for them.").format(count=rest)
            grid.addWidget(PlainLabel(more, tone=Tone.MUTED), MOST_SHOWN + 1, 0, 1, 3)
        grid.setRowStretch(len(self.combos) + 2, 1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)  # the card's own ground, which setWidget covers
        self.show_mapping(mapping)

    def _combo(self, place: int, name: str, shown: str, fields: Sequence[OwnField]) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(_("“{column}” is read as").format(column=shown))
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.setMinimumContentsLength(9)
        combo.installEventFilter(self)
        combo.setModel(_choices(name, fields, combo))
        combo.setMaxVisibleItems(16)
        combo.activated.connect(lambda _at: self.corrected.emit(place, str(combo.currentData())))
        return combo

    def show_mapping(self, mapping: ColumnMapping) -> None:
        """Show what each column is read as now."""
        for combo, label, key in zip(self.combos, self._names, mapping.keys, strict=False):
            with QSignalBlocker(combo):
                combo.setCurrentIndex(max(0, combo.findData(key)))
            set_tone(label, Tone.PLAIN if key else Tone.MUTED)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.Wheel
            and isinstance(watched, QComboBox)
            and not watched.hasFocus()
        ):
            event.ignore()  # scrolling the page must not change a column under the pointer
            return True
        if isinstance(event, QKeyEvent) and isinstance(watched, QComboBox):
            walks = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            if walks and event.type() is QEvent.Type.KeyPress:
                watched.showPopup()  # walking past a column must not take it from another
                return True
        return super().eventFilter(watched, event)


def _choices(name: str, fields: Sequence[OwnField], parent: QObject) -> QStandardItemModel:
    """What a column may be read as; filled before a combo looks at it, which measures each item."""
    model = QStandardItemModel(parent)

    def add(words: str, key: str) -> None:
        item = QStandardItem(words)
        item.setData(key, Qt.ItemDataRole.UserRole)
        model.appendRow(item)

    def separate() -> None:
        line = QStandardItem()
        line.setFlags(Qt.ItemFlag.NoItemFlags)
        line.setData("separator", Qt.ItemDataRole.AccessibleDescriptionRole)  # as Qt marks them
        model.appendRow(line)

    add(_("Not imported"), "")
    separate()
    for column in COLUMNS:
        if column.readable:
            add(column.title(), column.key)
    if fields:
        separate()
    for field in fields:
        add(field.name, field.key)
    if name:
        separate()
        add(_("New own field “{name}”").format(name=_short(plain_name(name))), NEW_FIELD)
    return model


def _short(text: str) -> str:
    return text if len(text) <= 16 else text[:15] + "…"
