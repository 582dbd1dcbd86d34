"""Tags of a record: chips that can be taken off, and a line to add more."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.colours import Tone
from organizer.widgets.edit_field import paint_frame
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.layouts import FlowLayout
from organizer.widgets.picker import Choice, Create, Find, SuggestionList
from organizer.widgets.theme import Space, TextRole, theme

if TYPE_CHECKING:
    from organizer.widgets.tasks import Tasks

Change = Callable[[Choice], Awaitable[object]]


class TagChip(QWidget):
    """One tag; Delete or Backspace takes it off, as does its cross."""

    off = Signal()
    left = Signal(int)
    """The left (-1) or right (1) arrow was pressed."""

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(choice.title)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, 0, Space.XS, 0)
        row.setSpacing(0)
        label = PlainLabel(choice.title, self, role=TextRole.CAPTION, elide=True)
        label.setMaximumWidth(220)
        row.addWidget(label)
        self.cross = QToolButton(self)
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_icon(self.cross, "x", Tone.MUTED)
        self.cross.setStyleSheet("padding: 3px;")
        name = _("Remove “{tag}”").format(tag=choice.title)
        self.cross.setAccessibleName(name)
        self.cross.clicked.connect(self.off)
        row.addWidget(self.cross)
        theme.changed.connect(self._dress)  # after the icon's own: that one draws it at full size
        self._dress()

    @Slot()
    def _dress(self) -> None:
        """Be about as high as a line to type in, so that both stand well beside one another."""
        self.setFixedHeight(theme.line_height() + 8)
        side = round(theme.icon_size() * 0.7)
        self.cross.setIconSize(QSize(side, side))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.off.emit()
        elif event.key() == Qt.Key.Key_Left:
            self.left.emit(-1)
        elif event.key() == Qt.Key.Key_Right:
            self.left.emit(1)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.colours.accent if self.hasFocus() else theme.colours.neutral_soft
        painter.setPen(QPen(QColor(edge), 1.5))
        painter.setBrush(QColor(theme.colours.neutral_soft))
        area = self.rect().toRectF().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)


class TagEditor(QWidget):
    """Shows tags and lets them be added, taken off and created.

    `add` and `remove` run for each tag on its own, so each is one step that can be undone; without
    them the editor only collects (`value`).
    """

    added = Signal(object)
    """A Choice was added."""
    removed = Signal(object)
    """A Choice was taken off."""

    def __init__(
        self,
        tasks: "Tasks",
        find: Find,
        add: Change | None = None,
        remove: Change | None = None,
        create: Create | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._find = find
        self._add, self._remove, self._create = add, remove, create
        self._shown: list[Choice] = []
        self._record = 0
        self.line = QLineEdit(self)
        self.line.setMinimumWidth(110)
        self.line.setMaxLength(40)
        self.line.setTextMargins(4, 0, 4, 0)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        self.suggestions = SuggestionList(
            self.line, tasks, self._others, can_create=create is not None
        )
        self.suggestions.chosen.connect(self._take)
        self.suggestions.create_wanted.connect(self._make)
        self._problem = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.DANGER, wrap=True)
        self._problem.hide()
        self._flow = FlowLayout(spacing=Space.XS)
        self._flow.addWidget(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(2)
        column.addLayout(self._flow)
        column.addWidget(self._problem)
        self.retranslate()

    @property
    def value(self) -> tuple[Choice, ...]:
        """The tags shown."""
        return tuple(self._shown)

    @property
    def problem(self) -> str:
        """Why the last change was refused; empty when all is well."""
        return self._problem.text()

    def load(
        self, value: Sequence[Choice], add: Change | None = None, remove: Change | None = None
    ) -> None:
        """Show the tags of another record."""
        self._record += 1
        self._add, self._remove = add or self._add, remove or self._remove
        self.line.clear()
        self._say("")
        self._show(value)

    def set_value(self, value: Sequence[Choice]) -> None:
        """Show what the register holds now; what is being typed in the line stays."""
        if list(value) != self._shown:
            self._show(value)

    def chips(self) -> list[TagChip]:
        """The chips in their order."""
        items = (self._flow.itemAt(at) for at in range(self._flow.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, TagChip)]

    def is_empty(self) -> bool:
        """Whether there are no tags."""
        return not self._shown

    def set_label(self, text: str) -> None:
        """Name the editor for screen readers."""
        self.line.setAccessibleName(text)

    def check(self) -> bool:
        """Whether nothing is left in the line; a tag called exactly so is taken, others are said.

        For a form that is saved as a whole: what was typed and not taken would be lost.
        """
        text = self.line.text().strip()
        same = self.suggestions.called(text)
        if text and len(same) == 1:
            self._take(same[0])
        elif text:
            self._say(_("Choose “{text}” from the list, or leave this empty.").format(text=text))
            return False
        return True

    def retranslate(self) -> None:
        """Set the hint again in the language spoken."""
        self.line.setPlaceholderText(_("Add tag"))

    # --- inside ---------------------------------------------------------------------------------

    async def _others(self, text: str) -> list[Choice]:
        have = {choice.id for choice in self._shown}
        return [choice for choice in await self._find(text) if choice.id not in have]

    def _show(self, value: Sequence[Choice]) -> None:
        at = next((n for n, chip in enumerate(self.chips()) if chip.hasFocus()), None)
        for chip in self.chips():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._shown = list(value)
        for place, choice in enumerate(self._shown):
            chip = TagChip(choice, self)
            chip.off.connect(lambda choice=choice: self._take_off(choice))
            chip.left.connect(lambda step, choice=choice: self._walk(choice, step))
            self._flow.insert(place, chip)
            chip.show()
        if at is not None:  # the keyboard stays among the chips, or goes back to the line
            left = self.chips()
            (left[min(at, len(left) - 1)] if left else self.line).setFocus()
        self.updateGeometry()

    def _take(self, choice: Choice) -> None:
        self.line.clear()
        self._say("")
        if choice.id in {one.id for one in self._shown}:
            return
        before = self.value
        self._show([*before, choice])
        self.added.emit(choice)
        if self._add is not None:
            self._tasks.start(self._change(self._add, choice, before, self._record))

    def _take_off(self, choice: Choice) -> None:
        before = self.value
        self._show([one for one in before if one.id != choice.id])
        self.removed.emit(choice)
        if self._remove is not None:
            self._tasks.start(self._change(self._remove, choice, before, self._record))

    async def _change(
        self, change: Change, choice: Choice, before: Sequence[Choice], record: int
    ) -> None:
        """Carry a change out; on a refusal show the tags as they were and say why."""
        self._say("")
        try:
            await change(choice)
        except UserError as refusal:
            if record != self._record:
                raise
            self._show(before)
            self._say(refusal.message())

    def _make(self, name: str) -> None:
        self._tasks.start(self._made(name, self._record))

    async def _made(self, name: str, record: int) -> None:
        if self._create is None:
            return
        try:
            choice = await self._create(name)
        except UserError as refusal:
            if record != self._record:
                raise
            self._say(refusal.message())
            return
        if choice is not None and record == self._record:
            self._take(choice)

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self.line.setAccessibleDescription(text)

    def _walk(self, choice: Choice, step: int) -> None:
        chips = self.chips()
        at = next(n for n, chip in enumerate(chips) if chip.choice == choice) + step
        (chips[at] if 0 <= at < len(chips) else self.line).setFocus()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_frame(self, self.line, wrong=bool(self.problem))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Backspace)
            and not self.line.text()
            and (chips := self.chips())
        ):
            chips[-1].setFocus()
            return True
        return super().eventFilter(watched, event)
