"""The items of an agenda run full screen: a clock for each, what is said written down beside it."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from organizer.base.overriding import override
from organizer.base.words import _, ngettext
from organizer.domain.events.said_text import HEADINGS
from organizer.domain.events.stage import Stage, StageRun
from organizer.screens.events.agenda_around import LOOKED_BACK, AgendaAround
from organizer.screens.events.agenda_rows import AgendaShown, read_agenda
from organizer.screens.events.notes_list import NotesList
from organizer.screens.events.stage_clock import StageClock
from organizer.screens.events.writing_line import Draft, WritingLine, promise_day
from organizer.widgets.action_row import ActionRow
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, Listening
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind, Space, TextRole, make_card, set_kind, theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from organizer.base.steps import FinishedStep

TICK = 200
"""Milliseconds between two looks at the clock."""
SCREEN, LARGE_SCREEN = 768, 1200
"""Pixels of height for which the clock's side is made, and up to which the notes are large enough:
on a higher screen, which shows them to a room, all letters grow while the stage is open."""


class StageWindow(Listening):
    """One event run full screen. Closed it keeps everything: the clock runs on, words stay."""

    def __init__(self, desk: Desk, key: str, now: "Callable[[], float]" = time.monotonic) -> None:
        super().__init__(desk, desk.messages.window)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoFillBackground(True)
        self.key = key
        self.run: StageRun | None = None
        self.found: AgendaShown | None = None
        self._now = now
        self._drafts: dict[str, Draft] = {}
        self._shown_stage = ""
        self._percent_before = 0
        self._scaled: list[tuple[QLabel, TextRole, float]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._tick)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        row.setSpacing(Space.XL)
        row.addLayout(self._clock_side(), 3)
        row.addWidget(self._said_side(), 2)
        desk.register_closed.connect(self.close)
        theme.changed.connect(self._scale)  # after the labels' own, which set the plain size
        self.retranslate()

    def _large(self, role: TextRole, factor: float, tone: Tone | None = None) -> PlainLabel:
        label = PlainLabel("", self, role=role, tone=tone, wrap=True)
        self._scaled.append((label, role, factor))
        return label

    def _clock_side(self) -> QVBoxLayout:
        self.heading = self._large(TextRole.BODY, 1.1, Tone.MUTED)
        self.title = self._large(TextRole.HEADING, 1.6)
        self.leads = self._large(TextRole.BODY, 1.1, Tone.MUTED)
        self.clock = StageClock(self)
        self.next_label = self._large(TextRole.BODY, 1.2, Tone.MUTED)
        self.buttons = ActionRow(self, Space.S)
        self.back_button = self._button("chevron-left", lambda: self.go(-1))
        self.pause_button = self._button("", self.toggle, Kind.PRIMARY)
        self.next_button = self._button("chevron-right", lambda: self.go(1))
        self.more_button = self._button("plus", lambda: self.add_minutes(1))
        self.less_button = self._button("minus", lambda: self.add_minutes(-1))
        self.leave_button = self._button("x", self.close)
        self.keys = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED, wrap=True)
        column = QVBoxLayout()
        column.setSpacing(Space.S)
        for widget in (self.heading, self.title, self.leads):
            column.addWidget(widget)
        column.addWidget(self.clock, 1)
        column.addWidget(self.next_label)
        column.addWidget(self.buttons)
        column.addWidget(self.keys)
        return column

    def _button(self, name: str, run: object, kind: Kind = Kind.SECONDARY) -> QPushButton:
        button = QPushButton(self)
        set_kind(button, kind)
        if name:
            set_icon(button, name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(run)
        self.buttons.add(button)
        return button

    def _said_side(self) -> QWidget:
        card = make_card(QFrame(self))
        self.said_heading = PlainLabel("", card, role=TextRole.TITLE, wrap=True)
        self.writing = WritingLine(self.desk, card, lambda: self.key)
        self.list = NotesList(self.desk, card)
        self.list.table.columns.set_visible("outcome", visible=False)
        self.list.read.connect(self._listed)
        self.writing.written.connect(self.list.select)
        inside = QWidget()
        self.around = AgendaAround(self.desk, inside, lambda: self.key)
        holder = QVBoxLayout(inside)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self.around)
        holder.addStretch(1)
        self.left_over = QScrollArea(card)
        self.left_over.setWidgetResizable(True)
        self.left_over.setFrameShape(QFrame.Shape.NoFrame)
        self.left_over.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.left_over.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.left_over.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(card)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(self.said_heading)
        column.addWidget(self.writing)
        column.addWidget(self.list.table, 1)
        column.addWidget(self.left_over, 1)
        return card

    # --- reading ----------------------------------------------------------------------------------

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self.desk.register is not None:
            self.desk.start(self._read())

    async def _read(self) -> None:
        found = await self.desk.read_for(self, read_agenda, self.key)
        if found is None:
            self.close()
            return
        self.found = found
        if self.run is None:
            self.run = StageRun(found.items)
        else:
            self.run.take(found.items)
        self._show_stage()

    # --- what is shown ----------------------------------------------------------------------------

    def _show_stage(self) -> None:
        run, found = self.run, self.found
        if run is None or found is None:
            return
        stage = run.current
        number = f"{run.at + 1} / {len(run.stages)}" if stage is not None else ""
        self.heading.setText(" · ".join(filter(None, (found.event.title, number))))
        self.title.setText(stage.item.words() if stage is not None else _("No agenda yet."))
        who = stage.item.member_name if stage is not None else ""
        notes = stage.item.notes if stage is not None else ""
        self.leads.setText("\n".join(filter(None, (who, notes))))
        self.leads.setVisible(bool(self.leads.text()))
        self.next_label.setText(self._next_words(run.following))
        self.back_button.setEnabled(run.at > 0)
        self.next_button.setEnabled(run.following is not None)
        self._show_said(stage)
        self._say_pause()
        self._tick()

    def _next_words(self, stage: Stage | None) -> str:
        if stage is None:
            return _("This is the last one.")
        words = _("Next: {item}").format(item=stage.item.words())
        if not stage.minutes:
            return words
        minutes = ngettext("{count} minute", "{count} minutes", stage.minutes)
        return f"{words} · {minutes.format(count=stage.minutes)}"

    def _show_said(self, stage: Stage | None) -> None:
        """Beside the clock: what is written down in this stage, or what is followed up."""
        if self.found is None:
            return
        kind = stage.item.written_down if stage is not None else ""
        item = stage.item.kind if stage is not None else ""
        follows_up = item in LOOKED_BACK
        self.left_over.setVisible(follows_up)
        self.list.table.setVisible(not follows_up)
        self.said_heading.setText(_(HEADINGS[kind]) if kind else _("What was said"))
        self.said_heading.setVisible(not follows_up)  # what is followed up has headings of its own
        self.list.table.columns.set_visible("kind", not kind)
        if follows_up:
            self.around.show_agenda(self.found, item)
        self.list.ask(self.key, kind)
        item_id = stage.item.id if stage is not None else ""
        if item_id == self._shown_stage:
            return
        self._shown_stage = item_id
        draft = self._drafts.pop(item_id, None)
        typing = self.writing.line.hasFocus()
        if draft is not None:
            self.writing.take(draft)
        elif kind:
            self.writing.choose(kind)
        if not typing:
            self.setFocus()

    def _listed(self) -> None:
        found = self.list.found
        if found is not None and found.event.starts is not None:
            self.writing.propose_day(promise_day(found.event.starts.date()))

    def _tick(self) -> None:
        run = self.run
        if run is not None:
            now = self._now()
            self.clock.show_time(run.left(now), run.planned(), running=run.is_running)

    def _say_pause(self) -> None:
        running = self.run is not None and self.run.is_running
        started = self.run is not None and self.run.used(self._now()) > 0
        self.pause_button.setText(_("Pause") if running else _("Go on") if started else _("Start"))

    # --- what can be done -------------------------------------------------------------------------

    def toggle(self) -> None:
        """Start the clock, or stop it for a while."""
        if self.run is None:
            return
        if self.run.is_running:
            self.run.pause(self._now())
        else:
            self.run.start(self._now())
        self._say_pause()
        self._tick()

    def go(self, by: int) -> None:
        """Go to the next stage or back; what stands in the line is written down first."""
        if self.run is None:
            return
        self._put_away()
        if self.run.go(by, self._now()):
            self._show_stage()

    def add_minutes(self, minutes: int) -> None:
        """Give the stage more minutes, or fewer."""
        if self.run is not None:
            self.run.add_minutes(minutes, self._now())
            self._tick()

    def _put_away(self) -> None:
        draft = self.writing.put_away()
        if draft is not None:
            self._drafts[self._shown_stage] = draft
            self.writing.clear()

    def open_now(self) -> None:
        """Come to the front, full screen; on a large screen everything is written larger."""
        seen = self.isVisible()
        self.showFullScreen()
        percent = 100 * self.screen().geometry().height() // LARGE_SCREEN
        if percent > theme.text_percent and not seen:
            self._percent_before = theme.text_percent
            theme.set_text_percent(percent)
        self.raise_()
        self.activateWindow()
        self.setFocus()

    # --- QWidget ----------------------------------------------------------------------------------

    def _is_typing(self) -> bool:
        typed_in = (QLineEdit, QPlainTextEdit, QAbstractItemView)
        return isinstance(self.focusWidget(), typed_in)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self._is_typing():
                self.setFocus()
            else:
                self.close()
            return
        if self._is_typing():
            super().keyPressEvent(event)
            return
        forward = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown)
        back = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp)
        if key == Qt.Key.Key_Space:
            self.toggle()
        elif key in forward or key in back:
            self.go(1 if key in forward else -1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.add_minutes(-1 if key == Qt.Key.Key_Minus else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.writing.line.setFocus()
        else:
            super().keyPressEvent(event)

    @override
    def shown(self) -> None:
        super().shown()
        self._timer.start()
        self._tick()

    @override
    def hidden(self) -> None:
        self._timer.stop()
        if self._percent_before:
            theme.set_text_percent(self._percent_before)
            self._percent_before = 0

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._put_away()
        # what is not complete stays for the next time the stage is opened
        draft = self._drafts.pop(self._shown_stage, None)
        if draft is not None:
            self.writing.take(draft)
        super().closeEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scale()

    def _scale(self) -> None:
        """Letters grow with the screen: they are read from across a room."""
        factor = min(self.height() / SCREEN, self.width() / (SCREEN * 1.6))
        factor = max(1.0, factor * 100 / theme.text_percent)
        for label, role, larger in self._scaled:
            font = theme.font(role)
            wanted = font.pixelSize() * larger * factor
            font.setPixelSize(round(min(wanted, self.height() / 12)))
            label.setFont(font)

    @override
    def retranslate(self) -> None:
        self.setWindowTitle(_("Agenda"))
        for button, text in (
            (self.back_button, _("Previous item")),
            (self.next_button, _("Next item")),
            (self.more_button, _("1 minute")),
            (self.less_button, _("1 minute")),
            (self.leave_button, _("Leave")),
        ):
            button.setText(text)
        self.more_button.setAccessibleName(_("One minute more"))
        self.less_button.setAccessibleName(_("One minute less"))
        self.keys.setText(
            _(
                "Space starts and pauses, ← → change the item, + − the minutes;"
                " Enter writes, Esc leaves."
            )
        )
        self.buttons.retranslate()
        self.writing.retranslate()
        self._say_pause()
