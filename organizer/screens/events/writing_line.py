"""Writing down what is said while it is said: one line, the kind by a key, the person by “@”."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import _
from organizer.domain.events import actions_said
from organizer.domain.events.said_text import kind_words
from organizer.screens.events.board_people import NAME_ONLY, finder
from organizer.screens.events.notes_rows import KINDS, PROMISE
from organizer.widgets.colours import Tone
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk
from organizer.widgets.labels import PlainLabel
from organizer.widgets.layouts import FlowLayout
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.theme import Space, TextRole

if TYPE_CHECKING:
    from organizer.base.steps import Step

AT = ("@", "＠")
DAYS_FOR_A_PROMISE = 14
"""Proposed for a promise; the owner says another day as easily."""


def promise_day(day: dt.date) -> dt.date:
    """The day proposed for a promise given on this one."""
    return day + dt.timedelta(days=DAYS_FOR_A_PROMISE)


class Draft(NamedTuple):
    """What stands in the line and was not written down yet."""

    kind: str
    words: str = ""
    who: Choice | None = None
    due_on: dt.date | None = None


class WritingLine(QWidget):
    """Kinds to choose from, a line for the words, who said it, and the day of a promise."""

    written = Signal(str)
    """Something was written down; carries its id."""

    def __init__(self, desk: Desk, parent: QWidget, key: Callable[[], str | None]) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = key
        self._proposed: dt.date | None = None
        self.buttons = QButtonGroup(self)
        kinds = QWidget(self)
        self._kinds = FlowLayout(kinds, spacing=Space.XS)
        for number, code in enumerate(KINDS):
            self._add_kind(kinds, number, code)
        self.line = QLineEdit(self)
        self.line.setMaxLength(2_000)
        self.line.returnPressed.connect(self.write)
        self.line.textEdited.connect(self._typed)
        self.line.installEventFilter(self)
        self.who = PickerField(desk.tasks, finder(desk, key, names=True))
        self.who.suggestions.chosen.connect(lambda _choice: self.line.setFocus())
        self.who.line.returnPressed.connect(self.line.setFocus)
        self.day = DateField(desk.clock.today)
        self.day.line.returnPressed.connect(self.write)
        self.problem = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.DANGER, wrap=True)
        self.problem.hide()
        self.hint = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED, wrap=True)
        first = QHBoxLayout()
        first.setContentsMargins(2, 0, 2, 0)  # as fields have around their editors
        first.addWidget(self.line)
        self.line.setTextMargins(4, 0, 4, 0)
        second = QHBoxLayout()
        second.setSpacing(Space.S)
        second.addWidget(self.who, 1)
        second.addWidget(self.day, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(kinds)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.problem)
        column.addWidget(self.hint)
        self.choose(KINDS[0])
        self.retranslate()

    def _add_kind(self, parent: QWidget, number: int, code: str) -> None:
        button = QToolButton(parent)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setProperty("navigation", "true")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.choose(code))
        self.buttons.addButton(button, number)
        self._kinds.addWidget(button)
        shortcut = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(lambda: self.choose(code))

    # --- what stands there ----------------------------------------------------------------------

    @property
    def kind(self) -> str:
        """The kind chosen."""
        return KINDS[self.buttons.checkedId()]

    def choose(self, kind: str) -> None:
        """Choose what is written down; the keyboard goes to the words."""
        self.buttons.button(KINDS.index(kind)).setChecked(True)
        promises = kind == PROMISE
        self.day.setVisible(promises)
        if promises and not self.day.line.text() and self._proposed is not None:
            self.day.set_day(self._proposed)
        self._say()
        if self.isVisible():
            self.line.setFocus()

    def propose_day(self, day: dt.date | None) -> None:
        """The day proposed for a promise."""
        self._proposed = day
        if not self.day.typing:
            self.day.set_day(day)

    def draft(self) -> Draft:
        """What was typed and not written down yet."""
        try:
            who, day = self.who.value, self.day.day
        except UserError:
            who, day = None, None
        return Draft(self.kind, self.line.text(), who, day)

    def take(self, draft: Draft) -> None:
        """Go on with what was typed before."""
        self.choose(draft.kind)
        self.line.setText(draft.words)
        self.who.set_value(draft.who)
        if draft.due_on is not None:
            self.day.set_day(draft.due_on)

    def clear(self) -> None:
        """Forget what stands there."""
        self.line.clear()
        self.who.load(None)
        self.refuse("")

    def refuse(self, text: str) -> None:
        """Say why it can't be written down; '' takes that back."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    # --- keys -----------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        self.refuse("")
        at = self.line.cursorPosition()
        if at and text[at - 1] in AT and (at == 1 or text[at - 2].isspace()):
            self.line.setText((text[: at - 1].rstrip() + " " + text[at:].lstrip()).strip())
            self.who.line.clear()
            self.who.setFocus()
            self.who.suggestions.open()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.line
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            return self._pasted()
        return super().eventFilter(watched, event)

    def _pasted(self) -> bool:
        """Several lines at once are as many notes."""
        text = QGuiApplication.clipboard().text()
        key = self._key()
        if len(text.split("\n")) < 2 or self.kind == PROMISE or key is None:
            return False
        self._desk.start(self._desk.do(actions_said.write_down_lines, key, self.kind, text))
        return True

    # --- writing down ---------------------------------------------------------------------------

    def write(self) -> None:
        """Write down what stands there; the line is free for the next at once."""
        key = self._key()
        if key is None or not self.line.text().strip():
            return
        if not (self.who.check() and (self.kind != PROMISE or self.day.check())):
            return
        draft = self.draft()
        if draft.kind == PROMISE and (draft.who is None or draft.who.id == NAME_ONLY):
            self.refuse(_("Say who promises it."))
            self.who.setFocus()
            return
        self.line.clear()
        self.who.load(None)
        self._desk.start(self._write(key, draft))

    def put_away(self) -> Draft | None:
        """Write down what is complete before something else is shown; what is not comes back."""
        draft = self.draft()
        if not draft.words.strip():
            return None
        nobody = draft.who is None or draft.who.id == NAME_ONLY
        if draft.kind == PROMISE and (nobody or draft.due_on is None):
            return draft
        self.write()
        return None

    async def _write(self, key: str, draft: Draft) -> None:
        try:
            done = await self._desk.save(_write_down, key, draft)
        except UserError as refusal:
            if not self.line.text():
                self.take(draft)
            self.refuse(refusal.message())
            return
        self.written.emit(done.result)

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        for number, code in enumerate(KINDS):
            button = self.buttons.button(number)
            button.setText(f"{number + 1} {kind_words(code)}")
            button.setToolTip(f"Ctrl+{number + 1}")
        self.who.retranslate()
        self.who.line.setPlaceholderText(_("Who (@)"))
        self.who.set_label(_("Said by"))
        self.day.retranslate()
        self.day.set_placeholder(_("By which day"))
        self.day.set_label(_("By which day"))
        self._say()

    def _say(self) -> None:
        words = kind_words(self.kind)
        self.line.setPlaceholderText(_("{kind}: write it down, Enter").format(kind=words))
        self.line.setAccessibleName(words)
        self.hint.setText(_("Ctrl+1 to Ctrl+6 choose what it is, “@” who says it."))


def _write_down(step: "Step", key: str, draft: Draft) -> str:
    """Write a draft down as a note or a promise; returns its id."""
    known = draft.who is not None and draft.who.id != NAME_ONLY
    member_id = draft.who.id if draft.who is not None and known else None
    if draft.kind == PROMISE:
        return actions_said.promise(step, key, member_id, draft.words, draft.due_on)
    speaker = draft.who.title if draft.who is not None and not known else ""
    return actions_said.write_down(
        step, key, draft.kind, draft.words, member_id=member_id, speaker=speaker
    )
