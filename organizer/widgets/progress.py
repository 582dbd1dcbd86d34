"""The strip that shows what is being worked on, how far it is, and a way to stop it."""

from PySide6.QtCore import QElapsedTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QVBoxLayout, QWidget

from organizer.base.words import _
from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.tasks import Task, Tasks
from organizer.widgets.theme import Space, TextRole

REPAINT_EVERY = 50
"""Milliseconds; work may tell its progress far more often than anyone can see."""


class ProgressBar(QWidget):
    """One task: title, bar, and a button that cancels it."""

    def __init__(self, task: Task, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.task = task
        title = task.title or ""
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, 0, Space.XS, 0)
        row.setSpacing(Space.S)
        row.addWidget(PlainLabel(title, self, role=TextRole.CAPTION, tone=Tone.MUTED, elide=True))
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(160, 6)
        self.bar.setAccessibleName(title)
        row.addWidget(self.bar)
        self.stopper = QToolButton(self)
        set_icon(self.stopper, "x", Tone.MUTED)
        name = _("Stop “{title}”").format(title=title)
        self.stopper.setAccessibleName(name)
        self.stopper.setToolTip(name)
        self.stopper.clicked.connect(self._stop)
        row.addWidget(self.stopper)
        self._since = QElapsedTimer()
        self._since.start()
        task.progress.changed.connect(self._move)
        self._draw()

    def _stop(self) -> None:
        self.stopper.setEnabled(False)
        self.task.cancel()

    @Slot(int, int)
    def _move(self, done: int, total: int) -> None:
        if done >= total or self._since.elapsed() >= REPAINT_EVERY:
            self._since.restart()
            self._draw()

    def _draw(self) -> None:
        progress = self.task.progress
        # Qt's bar counts in 32 bits; a file's size in bytes may not fit.
        self.bar.setRange(0, 1000 if progress.total else 0)
        self.bar.setValue(1000 * progress.done // progress.total if progress.total else 0)


class ProgressStrip(QWidget):
    """All tasks with a title that have been running for a while; hidden when there are none."""

    shown = Signal(int)
    """How many tasks are shown now."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._bars: dict[Task, ProgressBar] = {}
        tasks.shown.connect(self._add)
        tasks.ended.connect(self._remove)
        self.hide()

    def bars(self) -> list[ProgressBar]:
        """The bars shown, oldest first."""
        return list(self._bars.values())

    @Slot(object)
    def _add(self, task: Task) -> None:
        bar = ProgressBar(task, self)
        self._bars[task] = bar
        self._column.addWidget(bar)
        self.show()
        self.shown.emit(len(self._bars))

    @Slot(object)
    def _remove(self, task: Task) -> None:
        bar = self._bars.pop(task, None)
        if bar is None:
            return
        self._column.removeWidget(bar)
        bar.deleteLater()
        self.setVisible(bool(self._bars))
        self.shown.emit(len(self._bars))
