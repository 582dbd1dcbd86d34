"""How a sign-in sheet is to look: columns and their order, grouping, rows, paper."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from organizer.base.words import N_, _
from organizer.domain.events.sheet import (
    BLANK_ROWS,
    COLUMNS,
    FONT_SIZES,
    GROUPINGS,
    ORDERS,
    PHONES,
    ROW_HEIGHTS,
    SheetOptions,
)
from organizer.widgets.colours import Tone
from organizer.widgets.column_picker import ColumnPicker
from organizer.widgets.desk import Desk
from organizer.widgets.form import Form
from organizer.widgets.icons import set_icon
from organizer.widgets.theme import Space

_PAPERS = {"A4": "A4", "A5": "A5", "Letter": "Letter"}
_PICTURES = ((N_("Pictures"), "*.jpg *.jpeg *.png *.webp *.bmp"),)


class _Column(NamedTuple):
    key: str

    def title(self) -> str:
        """Its heading."""
        return _(COLUMNS[self.key])


class SheetForm(QWidget):
    """The choices; `changed` tells that `options` are others now."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._showing = False
        self._logo = ""
        self.columns = ColumnPicker(self)
        self.columns.setMinimumHeight(170)
        self.phone, self.order, self.grouping, self.paper = (QComboBox(self) for _ in range(4))
        self.own_title = QLineEdit(self)
        self.own_title.setMaxLength(40)
        self.page_break, self.landscape = QCheckBox(self), QCheckBox(self)
        self.blank_rows = _spin(self, BLANK_ROWS)
        self.row_height = _spin(self, ROW_HEIGHTS)
        self.font_size = _spin(self, FONT_SIZES)
        self.logo = QPushButton(self)
        self.logo.setAutoDefault(False)
        set_icon(self.logo, "image")
        self.no_logo = QToolButton(self)
        set_icon(self.no_logo, "x", Tone.MUTED)
        self._logo_line = QWidget(self)
        line = QHBoxLayout(self._logo_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.XS)
        line.addWidget(self.logo, 1)
        line.addWidget(self.no_logo)
        self.form = Form(self)
        for label, field in (
            (N_("Phone"), self.phone),
            (N_("Own column"), self.own_title),
            (N_("Order"), self.order),
            (N_("Grouping"), self.grouping),
            ("", self.page_break),
            (N_("Blank rows"), self.blank_rows),
            (N_("Paper"), self.paper),
            ("", self.landscape),
            (N_("Row height"), self.row_height),
            (N_("Font size"), self.font_size),
            (N_("Logo"), self._logo_line),
        ):
            self.form.add(label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.columns, 1)
        column.addWidget(self.form)
        self.retranslate()
        self._connect()

    def _connect(self) -> None:
        self.columns.changed.connect(self._tell)
        for combo in (self.phone, self.order, self.grouping, self.paper):
            combo.currentIndexChanged.connect(self._tell)
        for box in (self.page_break, self.landscape):
            box.toggled.connect(self._tell)
        for spin in (self.blank_rows, self.row_height, self.font_size):
            spin.valueChanged.connect(self._tell)
        self.own_title.editingFinished.connect(self._tell)
        self.logo.clicked.connect(lambda: self.desk.start(self._choose_logo()))
        self.no_logo.clicked.connect(lambda: self.use_logo(""))

    def options(self) -> SheetOptions:
        """What is chosen."""
        return SheetOptions.of(
            {
                "columns": list(self.columns.keys()),
                "phone": self.phone.currentData(),
                "order": self.order.currentData(),
                "grouping": self.grouping.currentData(),
                "page_break": self.page_break.isChecked(),
                "blank_rows": self.blank_rows.value(),
                "paper": self.paper.currentData(),
                "landscape": self.landscape.isChecked(),
                "row_height": self.row_height.value(),
                "font_size": self.font_size.value(),
                "own_title": " ".join(self.own_title.text().split()),
                "logo": self._logo,
            }
        )

    def show_options(self, options: SheetOptions) -> None:
        """Show other options; `changed` is not told."""
        self._showing = True
        try:
            self.columns.show_columns([_Column(key) for key in COLUMNS], options.columns)
            for combo, value in (
                (self.phone, options.phone),
                (self.order, options.order),
                (self.grouping, options.grouping),
                (self.paper, options.paper),
            ):
                combo.setCurrentIndex(combo.findData(value))
            self.page_break.setChecked(options.page_break)
            self.landscape.setChecked(options.landscape)
            self.blank_rows.setValue(options.blank_rows)
            self.row_height.setValue(options.row_height)
            self.font_size.setValue(options.font_size)
            self.own_title.setText(options.own_title)
            self._logo = options.logo
            self._say()
        finally:
            self._showing = False

    def use_logo(self, path: str) -> None:
        """Put a picture into the corner of the sheet; '' for none."""
        self._logo = path
        self._tell()

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        self.form.retranslate()
        self.columns.retranslate()
        self._showing = True
        try:
            for combo, words in (
                (self.phone, PHONES),
                (self.order, ORDERS),
                (self.grouping, GROUPINGS),
                (self.paper, _PAPERS),
            ):
                _fill(combo, words)
        finally:
            self._showing = False
        self.page_break.setText(_("Each group on a page of its own"))
        self.landscape.setText(_("Across (landscape)"))
        self.own_title.setPlaceholderText(_("Heading of a column of your own"))
        self.row_height.setSuffix(" mm")
        self.font_size.setSuffix(" pt")
        self.no_logo.setToolTip(_("No logo"))
        self.no_logo.setAccessibleName(_("No logo"))
        self._say()

    # --- inside -----------------------------------------------------------------------------------

    def _tell(self) -> None:
        if not self._showing:
            self._say()
            self.changed.emit()

    def _say(self) -> None:
        """Show what is of use with the choices made."""
        ticked = self.columns.keys()
        self.form.show_row(self.phone, "phone" in ticked)
        self.form.show_row(self.own_title, "own" in ticked)
        self.form.show_row(self.page_break, self.grouping.currentData() != "none")
        name = Path(self._logo).name if self._logo else _("Choose picture")
        self.logo.setText(name.replace("&", "&&"))
        self.no_logo.setVisible(bool(self._logo))

    async def _choose_logo(self) -> None:
        patterns = [(_(name), endings) for name, endings in _PICTURES]
        path = await self.desk.messages.choose_open_file(_("Choose a picture"), patterns)
        if path is not None:
            self.use_logo(str(path))


def _spin(parent: QWidget, bounds: tuple[int, int]) -> QSpinBox:
    spin = QSpinBox(parent)
    spin.setRange(*bounds)
    return spin


def _fill(combo: QComboBox, words: dict[str, str]) -> None:
    chosen = combo.currentData()
    combo.clear()
    for key, text in words.items():
        combo.addItem(_(text), key)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
