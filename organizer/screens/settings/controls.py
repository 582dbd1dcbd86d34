"""The control of one declared setting: made from its kind, bounds and choices."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.widgets.colours import Tone
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind, Space, set_kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from organizer.base.settings import Setting

UNITS = {"%": " %", "MB": " MB"}
WORDS = {"d": N_(" days"), "h": N_(" hours")}


class Control(QWidget):
    """Shows the value of a setting; `changed` carries what the owner chose."""

    changed = Signal(object)

    def __init__(self, setting: "Setting") -> None:
        super().__init__()
        self.setting = setting
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(Space.S)

    def show_value(self, value: Any) -> None:
        """Show a value without telling it as a change."""
        raise NotImplementedError

    def retranslate(self, name: str) -> None:
        """Set the texts again; `name` is the label beside it."""

    def _hold(self, editor: QWidget) -> None:
        self.row.addWidget(editor)
        self.setFocusProxy(editor)
        editor.installEventFilter(self)
        editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.Wheel
            and isinstance(watched, QWidget)
            and not watched.hasFocus()
        ):
            event.ignore()  # scrolling the page must not change a value under the pointer
            return True
        return super().eventFilter(watched, event)


class ChoiceControl(Control):
    """One of a few."""

    def __init__(self, setting: "Setting") -> None:
        super().__init__(setting)
        self.combo = QComboBox(self)
        self.combo.setMinimumContentsLength(12)
        self.combo.activated.connect(self._chosen)
        self._hold(self.combo)

    def _chosen(self, place: int) -> None:
        self.changed.emit(self.setting.choices[place][0])

    @override
    def show_value(self, value: Any) -> None:
        values = [choice for choice, _label in self.setting.choices]
        self.combo.setCurrentIndex(values.index(value) if value in values else -1)

    @override
    def retranslate(self, name: str) -> None:
        place = self.combo.currentIndex()
        self.combo.clear()
        self.combo.addItems([_(label) for _value, label in self.setting.choices])
        self.combo.setCurrentIndex(place)
        self.combo.setAccessibleName(name)


class NumberControl(Control):
    """A whole number within its bounds; told when it is settled, not at every digit."""

    def __init__(self, setting: "Setting") -> None:
        super().__init__(setting)
        self.box = QSpinBox(self)
        self.box.setRange(setting.least, setting.most)
        self.box.setKeyboardTracking(False)
        span = setting.most - setting.least
        self.box.setSingleStep(500 if span > 10_000 else 25 if setting.unit == "%" else 1)
        self.box.setGroupSeparatorShown(span > 10_000)
        self.box.valueChanged.connect(self.changed.emit)
        self._hold(self.box)

    @override
    def show_value(self, value: Any) -> None:
        if self.box.value() != value:
            self.box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            self.box.setValue(int(value))
            self.box.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    @override
    def retranslate(self, name: str) -> None:
        unit = self.setting.unit
        self.box.setSuffix(_(WORDS[unit]) if unit in WORDS else UNITS.get(unit, ""))
        self.box.setAccessibleName(name)


class YesNoControl(Control):
    """On or off."""

    def __init__(self, setting: "Setting") -> None:
        super().__init__(setting)
        self.box = QCheckBox(self)
        self.box.clicked.connect(lambda: self.changed.emit(self.box.isChecked()))
        self._hold(self.box)

    @override
    def show_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    @override
    def retranslate(self, name: str) -> None:
        self.box.setText(_("Switched on"))
        self.box.setAccessibleName(name)


class TextControl(Control):
    """A short text, told on Enter or on leaving it."""

    def __init__(self, setting: "Setting") -> None:
        super().__init__(setting)
        self.line = QLineEdit(self)
        self.line.setMaxLength(100)
        self.line.editingFinished.connect(lambda: self.changed.emit(self.line.text().strip()))
        self._hold(self.line)

    @override
    def show_value(self, value: Any) -> None:
        if not self.line.hasFocus() and self.line.text() != value:
            self.line.setText(str(value))

    @override
    def retranslate(self, name: str) -> None:
        self.line.setAccessibleName(name)


class FolderControl(Control):
    """A folder, chosen in the system's dialog; the usual one until then."""

    wanted = Signal()
    """The owner wants to choose."""

    def __init__(self, setting: "Setting") -> None:
        super().__init__(setting)
        self._value = ""
        self.path = PlainLabel("", self, tone=Tone.MUTED, elide=True)
        self.path.setMinimumWidth(120)
        self.choose = QPushButton(self)
        self.choose.clicked.connect(self.wanted)
        self.usual = QPushButton(self)
        set_kind(self.usual, Kind.QUIET)
        self.usual.clicked.connect(lambda: self.changed.emit(""))
        self.row.addWidget(self.path, 1)
        self.row.addWidget(self.usual)
        self.row.addWidget(self.choose)
        self.setFocusProxy(self.choose)

    def folder(self) -> Path | None:
        """The folder chosen so far."""
        return Path(self._value) if self._value else None

    @override
    def show_value(self, value: Any) -> None:
        self._value = str(value)
        self.path.setText(self._value or _("Beside the register"))
        self.usual.setVisible(bool(self._value))

    @override
    def retranslate(self, name: str) -> None:
        self.choose.setText(_("Choose…"))
        self.choose.setAccessibleName(name)
        self.usual.setText(_("Beside the register"))
        self.show_value(self._value)


MAKERS: "dict[str, Callable[[Setting], Control]]" = {
    "choice": ChoiceControl,
    "number": NumberControl,
    "yes_no": YesNoControl,
    "text": TextControl,
    "folder": FolderControl,
}


def control_of(setting: "Setting") -> Control:
    """The control for a setting of this kind."""
    return MAKERS[setting.kind](setting)
