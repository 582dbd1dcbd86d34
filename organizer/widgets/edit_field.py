"""The manners of every field edited in place; the kinds of field are in `fields`."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.widgets.colours import Tone
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import TextRole, theme

if TYPE_CHECKING:
    from organizer.widgets.tasks import Tasks

V = TypeVar("V")
Save = Callable[[V], Awaitable[object]]

STAYING = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}
"""A menu opened, or another program came to the front: the field has not been left."""


class EditField(QWidget, Generic[V]):
    """One value, saved on Enter or on leaving the field through the async `save` it was given.

    A refusal (UserError) keeps what was typed, marks the field and says why below it. Esc takes
    back what was typed. A notice (`set_value`) never overwrites typing. Without `save` it is a
    field of a form that is saved as a whole: read `value`.

    A kind of field sets `editor` with `_place`, and gives `read_editor` and `show_in_editor`.
    """

    saved = Signal(object)
    """The value was saved."""
    edited = Signal()
    """The user changed what the field shows."""
    refused = Signal(str)
    """What was typed can't be taken; carries the sentence."""

    def __init__(
        self,
        empty: V,
        tasks: "Tasks | None" = None,
        save: "Save[V] | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if save is not None and tasks is None:
            raise TypeError("a field that saves needs the tasks that run its saving")
        self._tasks = tasks
        self._save = save
        self._value = empty
        self._saving = 0
        self._record = 0
        self._changed_by_user = False
        self._problem = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.DANGER, wrap=True)
        self._problem.hide()
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 2, 2, 2)
        self._column.setSpacing(2)
        self._column.addLayout(self._row)
        self._column.addWidget(self._problem)
        self.editor: QWidget = self

    # --- what a kind of field gives -------------------------------------------------------------

    def read_editor(self) -> V:
        """The value typed; raises UserError when it can't be understood."""
        raise NotImplementedError

    def show_in_editor(self, value: V) -> None:
        """Show a value in the editor."""
        raise NotImplementedError

    def _place(self, editor: QWidget) -> None:
        """Make this the editor: it takes the focus, its keys and leaving are watched."""
        self.editor = editor
        self._row.insertWidget(0, editor, 1)
        self.setFocusProxy(editor)
        editor.installEventFilter(self)

    def _typed(self) -> None:
        """Connect the editor's own “changed by the user” signal here."""
        self._changed_by_user = True
        if self.problem:
            self.show_problem("")
        self.edited.emit()

    # --- what the screen uses -------------------------------------------------------------------

    @property
    def value(self) -> V:
        """The value known to be saved; in a form without saving, the value typed."""
        if self._save is None:
            return self.read_editor()
        return self._value

    @property
    def typing(self) -> bool:
        """Whether there is unsaved typing, saving under way or a refusal to be looked at."""
        return self._changed_by_user or self._saving > 0 or bool(self.problem)

    @property
    def saving(self) -> bool:
        """Whether a value is on its way into the register."""
        return self._saving > 0

    @property
    def unsaved(self) -> bool:
        """Whether it shows something that should be in the register and is not."""
        return self._save is not None and self.typing

    @property
    def problem(self) -> str:
        """Why what was typed was refused; empty when all is well."""
        return self._problem.text()

    def load(self, value: V, save: "Save[V] | None" = None) -> None:
        """Show the value of another record; typing for the last one is saved there first."""
        self.commit()
        self._record += 1
        self._saving = 0
        if save is not None:
            self._save = save
        self._value = value
        self._show(value)

    def set_value(self, value: V) -> None:
        """Show what the register holds now, unless the field is being edited."""
        typing = self.typing
        self._value = value
        if not typing:
            self._show(value)

    def set_label(self, text: str) -> None:
        """Name the field for screen readers; a form does so with its label."""
        self.editor.setAccessibleName(text)

    def set_read_only(self, read_only: bool) -> None:
        """Let the field only be looked at."""
        self.editor.setEnabled(not read_only)

    def show_problem(self, text: str) -> None:
        """Mark the field and say why, or clear the mark with an empty text."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)
        self.update()

    def check(self) -> bool:
        """Whether what is typed can be taken; says so at the field when not."""
        try:
            self.read_editor()
        except UserError as refusal:
            self._refuse(refusal)
            return False
        return True

    def is_empty(self) -> bool:
        """Whether the field shows nothing."""
        return self._value in (None, "", (), [])

    def take_back(self) -> None:
        """Show the saved value again and forget what was typed."""
        self._show(self._value)

    def commit(self) -> None:
        """Save what was typed, if anything was."""
        if not self._changed_by_user:
            return
        if not self.check():
            return
        value = self.read_editor()
        if self._save is None:
            self._value = value
            return
        self._changed_by_user = False
        if value == self._value and not self._saving:
            self._show(value)
            return
        self._saving += 1
        if self._tasks is not None:
            task = self._tasks.start(self._run(self._save, value, self._record))
            if not task.running:  # the window closes and takes nothing new
                self._saving -= 1
                self._changed_by_user = True

    # --- inside ---------------------------------------------------------------------------------

    async def _run(self, save: "Save[V]", value: V, record: int) -> None:
        refusal: UserError | None = None
        saved = False
        try:
            await save(value)
            saved = True
        except UserError as error:
            if record != self._record:
                raise  # the field shows another record by now: the message is said instead
            refusal = error
        finally:
            if record == self._record:
                self._saving -= 1
                # Whatever went wrong, a mistake of ours too: what was typed is kept.
                self._changed_by_user |= not saved
        if record != self._record:
            return
        if refusal is not None:
            self._refuse(refusal)
            return
        self._value = value
        if not self.typing:
            self._show(value)
        self.saved.emit(value)

    def _refuse(self, refusal: UserError) -> None:
        self.show_problem(refusal.message())
        self.refused.emit(self.problem)

    def _show(self, value: V) -> None:
        self.show_problem("")
        self.show_in_editor(value)
        self._changed_by_user = False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.editor:
            return super().eventFilter(watched, event)
        kind = event.type()
        if kind is QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() not in STAYING:
                self.commit()
        elif isinstance(event, QKeyEvent):
            if kind is QEvent.Type.ShortcutOverride:
                return self._leave_to_window(event)
            if kind is QEvent.Type.KeyPress:
                return self._pressed(event)
        return super().eventFilter(watched, event)

    def _leave_to_window(self, event: QKeyEvent) -> bool:
        """Ctrl+Z is the field's own while there is unsaved typing, else the window's."""
        undoing = event.matches(QKeySequence.StandardKey.Undo) or event.matches(
            QKeySequence.StandardKey.Redo
        )
        if undoing and not self._changed_by_user:
            event.ignore()
            return True
        if event.key() == Qt.Key.Key_Escape and self.typing:
            event.accept()  # before a shortcut of the window or the sheet takes it
            return True
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self.typing:
            self.take_back()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.enter_commits(event):
            pending = self._changed_by_user
            self.commit()
            return pending and self._save is not None
        return False

    def enter_commits(self, event: QKeyEvent) -> bool:  # noqa: ARG002 - other kinds look at it
        """Whether this Enter saves; a field of many lines wants Ctrl with it."""
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_frame(self, self.editor, wrong=bool(self.problem))


def paint_frame(field: QWidget, editor: QWidget, *, wrong: bool) -> None:
    """Paint a mark around a refused editor; called while `field`, its parent, is painted."""
    if not wrong:
        return
    painter = QPainter(field)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.colours.danger), 1.5))
    painter.drawRoundedRect(editor.geometry().toRectF().adjusted(-1, -1, 1, 1), 3, 3)
