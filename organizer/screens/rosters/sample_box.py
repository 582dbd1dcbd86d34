"""While made-up data is open: where a list should go, asked before anything of it is read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from organizer.base.words import _
from organizer.domain.rosters.apart import ListSource
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.layouts import FlowLayout
from organizer.widgets.theme import Kind, Space, TextRole, make_card, set_kind


class SampleBox(QFrame):
    """A question with two answers; hidden while a register of one's own is open."""

    own_wanted = Signal()
    """The list goes into a register of one's own, which is opened or made first."""
    sample_wanted = Signal()
    """The list goes into the made-up data all the same."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        make_card(self)
        self._source: ListSource | None = None
        self.question = PlainLabel("", self, role=TextRole.STRONG, wrap=True)
        answers = QWidget(self)
        self.own = QPushButton(answers)
        set_kind(self.own, Kind.PRIMARY)
        set_icon(self.own, "file-plus")
        self.own.clicked.connect(self.own_wanted)
        self.sample = QPushButton(answers)
        self.sample.clicked.connect(self.sample_wanted)
        for button in (self.own, self.sample):  # Enter answers as Space does
            button.setAutoDefault(True)
        flow = FlowLayout(answers, Space.S)
        flow.addWidget(self.own)
        flow.addWidget(self.sample)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(self.question)
        column.addWidget(answers)
        self.hide()

    def ask(self, source: ListSource | None) -> None:
        """Ask where this list should go; None: the one that will be chosen."""
        self._source = source
        self.retranslate()
        self.show()
        if source is not None:
            self.own.setFocus()

    def retranslate(self) -> None:
        """Set every text again."""
        source = self._source
        gone = _("This is made-up data: what you import into it is gone when you close it.")
        asked = _("Where should your list go?")
        if source is not None and source.name:
            asked = _("Where should “{file}” go?").format(file=source.name)
        elif source is not None:
            asked = _("Where should the pasted cells go?")
        self.question.setText(f"{asked} {gone}")
        self.own.setText(_("Into a register of my own"))
        self.sample.setText(_("Into the made-up data"))
