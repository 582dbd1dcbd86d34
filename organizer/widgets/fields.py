"""Fields edited in place: text, many lines, choice, yes/no, number."""

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.widgets.edit_field import EditField, Save, V
from organizer.widgets.theme import theme

if TYPE_CHECKING:
    from organizer.widgets.tasks import Tasks

LONGEST_LINE = 500
LONGEST_TEXT = 20_000
NO = False


class LineField(EditField[V]):
    """A field whose editor is one line; the kinds below differ in what they read from it."""

    def __init__(
        self,
        empty: V,
        tasks: "Tasks | None" = None,
        save: "Save[V] | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(empty, tasks, save, parent)
        self.line = QLineEdit(self)
        self.line.setMaxLength(LONGEST_LINE)
        self.line.setTextMargins(4, 0, 4, 0)
        self.line.textEdited.connect(self._typed)
        self._place(self.line)

    def set_placeholder(self, text: str) -> None:
        """Show a hint while the field is empty."""
        self.line.setPlaceholderText(text)

    @override
    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)


class TextField(LineField[str]):
    """One line of text, without blanks at its ends; `required` refuses an empty one."""

    def __init__(
        self,
        tasks: "Tasks | None" = None,
        save: "Save[str] | None" = None,
        parent: QWidget | None = None,
        *,
        required: bool = False,
    ) -> None:
        super().__init__("", tasks, save, parent)
        self._required = required

    @override
    def read_editor(self) -> str:
        text = self.line.text().strip()
        if self._required and not text:
            raise UserError("field.required", N_("This can't be empty."))
        return text

    @override
    def show_in_editor(self, value: str) -> None:
        if self.line.text() != value:
            self.line.setText(value)
            self.line.setCursorPosition(0)


class _GrowingText(QPlainTextEdit):
    """A text editor that is as high as its text, between three and ten lines."""

    LEAST, MOST = 3, 10

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._fit)
        theme.changed.connect(self._fit)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        lines = max(self.LEAST, min(self.MOST, round(self.document().size().height())))
        margins = 2 * (self.frameWidth() + round(self.document().documentMargin()))
        height = lines * self.fontMetrics().lineSpacing() + margins + 2
        if self.height() != height:
            self.setFixedHeight(height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()  # filled before it had its width, it would keep the height of a narrow one


class MultiLineField(EditField[str]):
    """Text of many lines; Enter starts a new line, Ctrl+Enter or leaving saves."""

    def __init__(
        self,
        tasks: "Tasks | None" = None,
        save: "Save[str] | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", tasks, save, parent)
        self.text = _GrowingText(self)
        self._showing = False
        self.text.textChanged.connect(self._changed)
        self._place(self.text)

    @Slot()
    def _changed(self) -> None:
        if not self._showing:
            self._typed()

    @override
    def read_editor(self) -> str:
        text = self.text.toPlainText().strip()
        if len(text) > LONGEST_TEXT:
            raise UserError(
                "field.too_long",
                N_("This text is too long: {count} of at most {most} characters."),
                count=len(text),
                most=LONGEST_TEXT,
            )
        return text

    @override
    def show_in_editor(self, value: str) -> None:
        if self.text.toPlainText() == value:
            return
        self._showing = True
        try:
            self.text.setPlainText(value)
        finally:
            self._showing = False

    @override
    def enter_commits(self, event: QKeyEvent) -> bool:
        return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)

    @override
    def set_read_only(self, read_only: bool) -> None:
        self.text.setReadOnly(read_only)


class _Combo(QComboBox):
    """A combo box that knows whether a choice was made in its open list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.from_list = False

    @override
    def showPopup(self) -> None:
        self.from_list = True
        super().showPopup()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.from_list = False  # the list may have been left with Esc
        super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.from_list = False
        super().wheelEvent(event)


class ChoiceField(EditField[str]):
    """One of several, by key; with `own_words` also what the user types.

    A choice from the open list is saved at once; one made with the arrow keys on Enter or leaving.
    """

    def __init__(
        self,
        options: Sequence[tuple[str, str]] = (),
        tasks: "Tasks | None" = None,
        save: "Save[str] | None" = None,
        parent: QWidget | None = None,
        *,
        own_words: bool = False,
    ) -> None:
        super().__init__("", tasks, save, parent)
        self._own_words = own_words
        self.combo = _Combo(self)
        self.combo.setEditable(own_words)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.activated.connect(self._activated)
        self._place(self.combo)
        line = self.combo.lineEdit()
        if line is not None:
            line.setMaxLength(LONGEST_LINE)
            line.textEdited.connect(self._typed)
            line.installEventFilter(self)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these (key, text in the language spoken); what is shown stays."""
        shown = self._value
        typed = self.combo.currentText() if self._changed_by_user else None
        self.combo.clear()
        for key, text in options:
            self.combo.addItem(text, key)
        if typed is None:
            self.show_in_editor(shown)
        elif self._own_words:
            self.combo.setEditText(typed)
        else:
            self.combo.setCurrentIndex(self.combo.findText(typed))

    def _activated(self, _index: int) -> None:
        self._typed()
        if self.combo.from_list:
            self.combo.from_list = False
            self.commit()

    @override
    def read_editor(self) -> str:
        text = self.combo.currentText().strip()
        at = self.combo.findText(text, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive)
        if at >= 0:
            return str(self.combo.itemData(at))
        return text if self._own_words else ""

    @override
    def show_in_editor(self, value: str) -> None:
        at = self.combo.findData(value)
        self.combo.setCurrentIndex(at)
        if at < 0 and self._own_words:
            self.combo.setEditText(value)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        line = self.combo.lineEdit()
        if event.type() is QEvent.Type.Wheel and not self.combo.hasFocus():
            event.ignore()  # scrolling the page must not change a value under the pointer
            return True
        if line is not None and watched is line:
            # An editable combo box's keys go to its line.
            return super().eventFilter(self.editor, event)
        return super().eventFilter(watched, event)


class YesNoField(EditField[bool]):
    """A box to tick; saved at once."""

    def __init__(
        self,
        tasks: "Tasks | None" = None,
        save: "Save[bool] | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(NO, tasks, save, parent)
        self.box = QCheckBox(self)
        self.box.clicked.connect(self._clicked)
        self._place(self.box)

    def set_text(self, text: str) -> None:
        """Say beside the box what it means."""
        self.box.setText(text)

    def _clicked(self) -> None:
        self._typed()
        self.commit()

    @override
    def read_editor(self) -> bool:
        return self.box.isChecked()

    @override
    def show_in_editor(self, value: bool) -> None:
        self.box.setChecked(value)

    @override
    def is_empty(self) -> bool:
        return not self._value


class NumberField(LineField["int | None"]):
    """A whole number or nothing; full-width digits and thousands separators are understood."""

    def __init__(
        self,
        tasks: "Tasks | None" = None,
        save: "Save[int | None] | None" = None,
        parent: QWidget | None = None,
        *,
        least: int = 0,
        most: int = 999_999_999,
    ) -> None:
        super().__init__(None, tasks, save, parent)
        self._least, self._most = least, most

    @override
    def read_editor(self) -> int | None:
        text = unicodedata.normalize("NFKC", self.line.text())
        text = text.replace(",", "").replace(" ", "")
        if not text:
            return None
        try:
            number = int(text)
        except ValueError:
            raise UserError("field.no_number", N_("Write a whole number, such as 80.")) from None
        if not self._least <= number <= self._most:
            raise UserError(
                "field.out_of_bounds",
                N_("Write a number from {least} to {most}."),
                least=self._least,
                most=self._most,
            )
        return number

    @override
    def show_in_editor(self, value: int | None) -> None:
        text = "" if value is None else str(value)
        if self.line.text() != text:
            self.line.setText(text)


def yes_no_options() -> list[tuple[str, str]]:
    """The options of a yes/no question that may be unanswered, for a ChoiceField."""
    return [("", "—"), ("yes", _("Yes")), ("no", _("No"))]
