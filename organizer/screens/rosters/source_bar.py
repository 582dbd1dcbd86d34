"""What was found out about a list and may be corrected: sheet, encoding, line of the header."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from organizer.base.words import N_, _
from organizer.domain.rosters.apart import ListSource, Look
from organizer.widgets.colours import Tone
from organizer.widgets.labels import PlainLabel
from organizer.widgets.layouts import FlowLayout
from organizer.widgets.theme import Space

ENCODINGS = (
    ("utf-8", N_("UTF-8 (usual today)")),
    ("gb18030", N_("GB18030 (older Chinese Excel)")),
    ("utf-16", N_("UTF-16")),
)
_LAST_LINE = 1_000


class SourceBar(QWidget):
    """Three small corrections in a row; each reads the list again."""

    corrected = Signal(object)
    """The owner corrected something; carries the ListSource to be read."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._source = ListSource()
        flow = FlowLayout(self, Space.S)
        self.about = PlainLabel("", self, tone=Tone.MUTED)
        self.sheet_label = PlainLabel("", self)
        self.sheet = QComboBox(self)
        self.sheet.setMaximumWidth(220)
        self.encoding_label = PlainLabel("", self)
        self.encoding = QComboBox(self)
        self.header_label = PlainLabel("", self)
        self.header = QSpinBox(self)
        self.header.setRange(0, _LAST_LINE)
        self.header.setKeyboardTracking(False)
        for widget in (
            *(self.about, self.sheet_label, self.sheet, self.encoding_label, self.encoding),
            *(self.header_label, self.header),
        ):
            flow.addWidget(widget)
        self.sheet.activated.connect(
            lambda: self._correct(sheet=self.sheet.currentText(), header_line=None)
        )
        self.encoding.activated.connect(
            lambda: self._correct(encoding=str(self.encoding.currentData()))
        )
        self.header.valueChanged.connect(lambda line: self._correct(header_line=line))
        self.retranslate()

    def _correct(self, **changes: object) -> None:
        self.corrected.emit(replace(self._source, **changes))  # type: ignore[arg-type]

    def show_source(self, source: ListSource, look: Look | None) -> None:
        """Show what was found (None: the list could not be read) without reading it again."""
        self._source = source
        workbook = source.path.lower().endswith((".xlsx", ".xlsm"))
        with (
            QSignalBlocker(self.sheet),
            QSignalBlocker(self.encoding),
            QSignalBlocker(self.header),
        ):
            self.sheet.clear()
            if look is not None:
                self.sheet.addItems(list(look.sheets))
                self.sheet.setCurrentText(look.sheet)
            encoding = (look.encoding if look else "") or source.encoding or "utf-8"
            known = "utf-16" if encoding.startswith("utf-16") else encoding.removesuffix("-sig")
            self.encoding.setCurrentIndex(max(0, self.encoding.findData(known)))
            line = look.header_line if look else source.header_line
            self.header.setValue(1 if line is None else line)
        sheets = look is not None and len(look.sheets) > 1
        self.sheet_label.setVisible(sheets)
        self.sheet.setVisible(sheets)
        by_hand = bool(source.path) and not workbook
        self.encoding_label.setVisible(by_hand)
        self.encoding.setVisible(by_hand)
        self._tell(look)

    def _tell(self, look: Look | None) -> None:
        name = self._source.name or _("Pasted cells")
        if look is None:
            self.about.setText(name)
        else:
            rows = _("{count} rows in the list").format(count=look.rows)
            self.about.setText(f"{name}  ·  {rows}")

    def retranslate(self) -> None:
        """Set every text again."""
        self.sheet_label.setText(_("Sheet"))
        self.encoding_label.setText(_("Encoding"))
        self.header_label.setText(_("Header in line"))
        self.header.setSpecialValueText(_("none"))
        self.sheet.setAccessibleName(_("Sheet"))
        self.encoding.setAccessibleName(_("Encoding"))
        self.header.setAccessibleName(_("Header in line"))
        chosen = self.encoding.currentData()
        with QSignalBlocker(self.encoding):
            self.encoding.clear()
            for key, words in ENCODINGS:
                self.encoding.addItem(_(words), key)
            self.encoding.setCurrentIndex(max(0, self.encoding.findData(chosen)))
