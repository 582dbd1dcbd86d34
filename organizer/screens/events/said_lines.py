"""Short lists with something to do about each line: promises of last time, problems left, names."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import Chip, PlainLabel
from organizer.widgets.layouts import FlowLayout
from organizer.widgets.theme import Kind, Space, TextRole, set_kind


class Act(NamedTuple):
    """Something that can be done about a line; `text` is translated."""

    icon: str
    text: str
    run: Callable[[], object]


class Line(NamedTuple):
    """A line: words, what is known about them, perhaps a state and things to do."""

    words: str
    detail: str = ""
    state: str = ""
    tone: Tone = Tone.PLAIN
    acts: tuple[Act, ...] = ()


class Lines(QWidget):
    """A title and lines; hidden while it has none. The keyboard stays where it was."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.heading = PlainLabel("", self, role=TextRole.STRONG, wrap=True)
        self.note = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED, wrap=True)
        self.head_acts = QWidget(self)
        self._head_row = FlowLayout(self.head_acts, spacing=Space.S)
        self._body = QWidget(self)
        self._lines = QVBoxLayout(self._body)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(Space.S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.XS)
        for widget in (self.heading, self.note, self._body, self.head_acts):
            column.addWidget(widget)
        self._shown: tuple[Line, ...] = ()
        self.buttons: list[QPushButton] = []
        self.hide()

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._shown

    def show_lines(
        self, heading: str, lines: Sequence[Line], note: str = "", acts: Sequence[Act] = ()
    ) -> None:
        """Show these lines below a heading (translated); `acts` are for all of them."""
        self.heading.setText(heading)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        focused = self.buttons.index(found) if (found := self._focused()) is not None else -1
        self._clear()
        self._shown = tuple(lines)
        for line in lines:
            self._lines.addWidget(self._row(line))
        for act in acts:
            self._head_row.addWidget(self._button(act, self.head_acts, Kind.SECONDARY))
        self.head_acts.setVisible(bool(acts))
        self.setVisible(bool(lines) or bool(note))
        if focused >= 0 and self.buttons:
            self.buttons[min(focused, len(self.buttons) - 1)].setFocus(
                Qt.FocusReason.OtherFocusReason
            )

    def _focused(self) -> QPushButton | None:
        return next((one for one in self.buttons if one.hasFocus()), None)

    def _clear(self) -> None:
        self.buttons.clear()
        for layout in (self._lines, self._head_row):
            while (item := layout.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()

    def _row(self, line: Line) -> QWidget:
        row = QWidget(self._body)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(Space.S)
        first.addWidget(PlainLabel(line.words, row, wrap=True, selectable=True), 1)
        if line.state:
            first.addWidget(Chip(line.state, line.tone, row), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(first)
        if line.detail:
            column.addWidget(
                PlainLabel(line.detail, row, role=TextRole.CAPTION, tone=Tone.MUTED, wrap=True)
            )
        if line.acts:
            acts = QWidget(row)
            flow = FlowLayout(acts, spacing=Space.XS)
            for act in line.acts:
                button = self._button(act, acts, Kind.QUIET)
                button.setAccessibleDescription(line.words)
                flow.addWidget(button)
            column.addWidget(acts)
        return row

    def _button(self, act: Act, parent: QWidget, kind: Kind) -> QPushButton:
        button = QPushButton(act.text, parent)
        set_icon(button, act.icon, Tone.MUTED)
        set_kind(button, kind)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act.run())
        self.buttons.append(button)
        return button
