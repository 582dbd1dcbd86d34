"""Two members side by side: per fact the value that stays is chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.domain.joining.records import Side
from organizer.screens.joining.pairs import Comparison, Difference, Pair, reason_words
from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import HairLine, PlainLabel
from organizer.widgets.theme import Kind, Space, TextRole, make_card, set_kind, set_tone, theme


class _Choice(QWidget):
    """A value to choose: a round mark, and the text beside it in as many lines as it takes."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self.mark = QRadioButton(self)
        self.mark.setAccessibleName(f"{name}: {text or _('empty')}")
        self.mark.setFixedHeight(theme.line_height())
        self.label = PlainLabel(text or "–", self, wrap=True, tone=Tone.MUTED)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.mark.toggled.connect(self._mark)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)

    def _mark(self, chosen: bool) -> None:
        set_tone(self.label, Tone.PLAIN if chosen else Tone.MUTED)

    @override
    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        # a click on the text chooses as well
        self.mark.setChecked(True)


class ComparePane(QFrame):
    """One pair, and what to do about it."""

    merge_wanted = Signal()
    different_wanted = Signal()
    next_wanted = Signal()
    open_wanted = Signal(str)
    """Show the member of this id."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        make_card(self)
        self.pair: Pair | None = None
        self.comparison: Comparison | None = None
        self._groups: dict[str, tuple[QButtonGroup, _Choice, _Choice]] = {}
        self.heading = PlainLabel("", self, role=TextRole.TITLE)
        self.why = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.viewport().setAutoFillBackground(False)
        self.merge = QPushButton(self)
        set_kind(self.merge, Kind.PRIMARY)
        set_icon(self.merge, "merge")
        self.merge.clicked.connect(self.merge_wanted)
        self.different = QPushButton(self)
        set_icon(self.different, "unlink")
        self.different.clicked.connect(self.different_wanted)
        self.next = QPushButton(self)
        set_icon(self.next, "arrow-right")
        self.next.clicked.connect(self.next_wanted)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        """What is compared scrolls between two lines that stay."""
        head = QHBoxLayout()
        head.setContentsMargins(Space.L, Space.M, Space.L, Space.S)
        head.setSpacing(Space.M)
        head.addWidget(self.heading)
        head.addWidget(self.why, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        foot.setSpacing(Space.S)
        foot.addWidget(self.merge)
        foot.addWidget(self.different)
        foot.addStretch(1)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(HairLine(self))
        column.addWidget(self.area, 1)
        column.addWidget(HairLine(self))
        column.addLayout(foot)

    def show_pair(self, pair: Pair, comparison: Comparison) -> None:
        """Show a pair; what is proposed is chosen."""
        self.pair, self.comparison = pair, comparison
        self.heading.setText(_("One person?"))
        self.why.setText(reason_words(pair))
        self._groups = {}
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._add_heads(grid, comparison)
        for one in comparison.differences:
            self._add_difference(grid, one)
        self._add_together(grid, comparison)
        grid.setRowStretch(grid.rowCount(), 1)
        self.area.setWidget(inside)
        inside.setAutoFillBackground(False)

    def _add_heads(self, grid: QGridLayout, comparison: Comparison) -> None:
        for at, member in enumerate((comparison.first, comparison.second), start=1):
            button = QPushButton(member.name)
            set_kind(button, Kind.QUIET)
            set_icon(button, "user")
            button.setToolTip(_("Open this member"))
            button.clicked.connect(
                lambda _checked=False, member_id=member.id: self.open_wanted.emit(member_id)
            )
            grid.addWidget(button, 0, at, Qt.AlignmentFlag.AlignLeft)

    def _add_difference(self, grid: QGridLayout, one: Difference) -> None:
        row = grid.rowCount()
        grid.addWidget(PlainLabel(one.title, tone=Tone.MUTED), row, 0, Qt.AlignmentFlag.AlignTop)
        group = QButtonGroup(grid.parentWidget())
        first = _Choice(one.first, one.title)
        second = _Choice(one.second, one.title)
        for choice in (first, second):
            group.addButton(choice.mark)
        (first if one.proposed == "kept" else second).mark.setChecked(True)
        grid.addWidget(first, row, 1)
        grid.addWidget(second, row, 2)
        self._groups[one.key] = (group, first, second)

    def _add_together(self, grid: QGridLayout, comparison: Comparison) -> None:
        if not comparison.kept_together:
            return
        grid.addWidget(HairLine(), grid.rowCount(), 0, 1, 3)
        note = PlainLabel(_("Kept from both:"), role=TextRole.CAPTION, tone=Tone.MUTED)
        grid.addWidget(note, grid.rowCount(), 0, 1, 3)
        for title, first, second in comparison.kept_together:
            row = grid.rowCount()
            grid.addWidget(PlainLabel(title, tone=Tone.MUTED), row, 0, Qt.AlignmentFlag.AlignTop)
            for at, text in enumerate((first, second), start=1):
                label = PlainLabel(text or "–", wrap=True)
                label.setAlignment(Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label, row, at)

    def choices(self) -> dict[str, Side]:
        """What was chosen, by the keys that merging takes."""
        return {
            key: "kept" if first.mark.isChecked() else "lost"
            for key, (_group, first, _second) in self._groups.items()
        }

    def choose(self, key: str, side: Side) -> None:
        """Choose the value of a side."""
        _group, first, second = self._groups[key]
        (first if side == "kept" else second).mark.setChecked(True)

    def retranslate(self) -> None:
        """Set every text again."""
        self.merge.setText(_("Merge into one"))
        self.merge.setToolTip(_("Merge into one (Ctrl+Enter)"))
        self.different.setText(_("Different people"))
        self.next.setText(_("Later"))
        if self.pair is not None and self.comparison is not None:
            self.show_pair(self.pair, self.comparison)
