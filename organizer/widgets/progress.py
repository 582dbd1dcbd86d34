"""The strip that shows what is being worked on, how far it is, and a way to stop it."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QVBoxLayout, QWidget

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel, plain_tip
from organizer.widgets.tasks import Task, Tasks
from organizer.widgets.theme import Space, TextRole, theme


class _Bar(QProgressBar):
    """A flat bar; a part of it wanders while nobody knows how much there is to do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setFixedSize(140, 6)
        self._wander = QTimer(self)
        self._wander.setInterval(60)
        self._wander.timeout.connect(self._step)
        self._at = 0.0

    @Slot()
    def _step(self) -> None:
        self._at = (self._at + 0.03) % 1
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        unknown = self.maximum() == 0
        if unknown != self._wander.isActive():
            (self._wander.start if unknown else self._wander.stop)()
        area = self.rect().toRectF()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colours.outline))
        painter.drawRoundedRect(area, 3, 3)
        if unknown:
            part = area.adjusted(self._at * area.width() * 0.7, 0, 0, 0)
            part.setWidth(area.width() * 0.3)
        else:
            part = area.adjusted(0, 0, 0, 0)
            part.setWidth(area.width() * self.value() / self.maximum())
        painter.setBrush(QColor(theme.colours.accent_fill))
        painter.drawRoundedRect(part, 3, 3)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._wander.stop()


class ProgressBar(QWidget):
    """One task: title, bar, and a button that cancels it."""

    def __init__(self, task: Task, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.task = task
        title = task.title or ""
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, 0, Space.XS, 0)
        row.setSpacing(Space.S)
        self.label = PlainLabel(title, self, role=TextRole.CAPTION, tone=Tone.MUTED, elide=True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.label, 1)
        self.bar = _Bar(self)
        self.bar.setAccessibleName(title)
        row.addWidget(self.bar)
        self.stopper = QToolButton(self)
        set_icon(self.stopper, "x", Tone.MUTED)
        name = _("Stop “{title}”").format(title=title)
        self.stopper.setAccessibleName(name)
        self.stopper.setToolTip(plain_tip(name))
        self.stopper.clicked.connect(self._stop)
        row.addWidget(self.stopper)
        task.progress.changed.connect(self._draw)
        self._draw()

    def _stop(self) -> None:
        self.stopper.setEnabled(False)
        self.task.cancel()

    @Slot()
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
