"""Own fields and tags: what the owner notes of people besides what everybody notes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from organizer.base.overriding import override
from organizer.base.words import _
from organizer.domain.fields import store as fields
from organizer.domain.fields.records import Field, Tag
from organizer.screens.fields.cards import FieldsCard, TagsCard
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, Page
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, TextRole

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.register_thread import Ticket
    from organizer.base.steps import FinishedStep

Facts = tuple[list[Field], list[Tag], dict[str, int]]


def _read(db: "Database") -> Facts:
    return (
        fields.own_fields(db, "member", archived=True),
        fields.tags(db, archived=True),
        fields.tag_counts(db, "member"),
    )


class FieldsPage(Page):
    """Two cards side by side; every change is saved in place."""

    help_page = "members"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._answers = Answers(self)
        self._asker = object()
        self.heading = PlainLabel("", self, role=TextRole.HEADING)
        self.hint = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.back = QPushButton(self)
        set_icon(self.back, "arrow-left")
        self.back.clicked.connect(lambda: desk.open_page("members"))
        self.own = FieldsCard(desk, self)
        self.tags = TagsCard(desk, self)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.back)
        cards = QHBoxLayout()
        cards.setSpacing(Space.L)
        cards.addWidget(_scrolling(self.own), 1)
        cards.addWidget(_scrolling(self.tags), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addWidget(self.hint)
        column.addLayout(cards, 1)
        self.retranslate()

    @override
    def title(self) -> str:
        return _("Own fields and tags")

    @override
    def new_record(self) -> None:
        self.own.name.setFocus()

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self.desk.register is None:
            return
        touched = {"field", "field_choice", "tag", "tagging"}
        if step is not None and touched.isdisjoint(step.tables):
            return
        ticket = self.desk.opened().ask(_read, asker=self._asker)
        ticket.wait(0.008)
        self._answers.when(ticket, self._show)

    def _show(self, ticket: "Ticket[Facts]") -> None:
        if ticket.cancelled:
            return
        own, tags, counts = ticket.result()
        self.own.show_fields(own)
        self.tags.show_tags(tags, counts)

    @override
    def retranslate(self) -> None:
        self.heading.setText(_("Own fields and tags"))
        self.hint.setText(
            _(
                "Own fields become columns, filters and columns of lists. What is put away keeps"
                " its values and can be brought back."
            )
        )
        self.back.setText(_("Members"))
        self.own.retranslate()
        self.tags.retranslate()


def _scrolling(card: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(card)
    area.viewport().setAutoFillBackground(False)
    card.setAutoFillBackground(False)
    return area
