"""The two cards of the page: own fields with their choices, and tags with their people."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from organizer.base.errors import UserError
from organizer.base.formats import format_number
from organizer.base.words import _, ngettext
from organizer.domain.fields import actions as tags
from organizer.domain.fields import actions_own as own
from organizer.domain.fields.records import FIELD_TYPES, Field, Tag
from organizer.screens.fields.choices import ChoiceLines, icon_button, name_button
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.fields import ChoiceField, TextField
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import Chip, PlainLabel
from organizer.widgets.theme import Kind, Space, TextRole, make_card, set_kind


class Card(QFrame):
    """A titled card with a list of rows, a row that adds, and what was put away below."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        make_card(self)
        self.desk = desk
        self.title = PlainLabel("", self, role=TextRole.TITLE)
        self.hint = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.problem = PlainLabel("", self, tone=Tone.DANGER, wrap=True)
        self.problem.hide()
        self.adding = QHBoxLayout()
        self.adding.setSpacing(Space.S)
        self.lines: dict[str, QWidget] = {}
        self._busy = False
        self.rows = QVBoxLayout()
        self.rows.setSpacing(Space.S)
        self.away = QVBoxLayout()
        self.away.setSpacing(Space.XS)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.title)
        column.addWidget(self.hint)
        column.addLayout(self.adding)
        column.addWidget(self.problem)
        column.addLayout(self.rows)
        column.addLayout(self.away)
        column.addStretch(1)

    def show_away(self, names: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """What was put away, each with a button that brings it back."""
        _clear(self.away)
        if names:
            self.away.addWidget(PlainLabel(_("Put away"), self, tone=Tone.MUTED))
        for name, restore in names:
            line = QWidget(self)
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(PlainLabel(name, line, tone=Tone.MUTED, elide=True), 1)
            button = QPushButton(_("Bring back"), line)
            set_kind(button, Kind.QUIET)
            button.clicked.connect(lambda _checked=False, restore=restore: restore())
            row.addWidget(button)
            self.away.addWidget(line)

    def keep_rows(self, ids: Sequence[str]) -> None:
        """Take away the lines of what is no longer shown; the others live on with their typing."""
        for row_id in [one for one in self.lines if one not in set(ids)]:
            line = self.lines.pop(row_id)
            self.rows.removeWidget(line)
            line.hide()
            line.deleteLater()

    def add_named(self, save: Callable[[], Awaitable[None]], name: TextField) -> None:
        """Save what is named in a line, once: a second Enter would be refused as a repetition."""
        if not self._busy:
            self._busy = True
            self.desk.start(self._add(save, name))

    async def _add(self, save: Callable[[], Awaitable[None]], name: TextField) -> None:
        try:
            await save()
        except UserError as refusal:
            self.refuse(refusal)
            return
        finally:
            self._busy = False
        self.refuse(None)
        name.load("")
        name.setFocus()

    def refuse(self, refusal: UserError | None) -> None:
        """Say why something could not be added, or take that back."""
        self.problem.setText(refusal.message() if refusal else "")
        self.problem.setVisible(refusal is not None)


class FieldsCard(Card):
    """The own fields in the owner's order."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.name = TextField()
        self.type = ChoiceField()
        self.add = QPushButton(self)
        set_icon(self.add, "plus")
        self.add.clicked.connect(lambda: self.add_named(self._define, self.name))
        self.name.line.returnPressed.connect(self.add.click)
        self.adding.addWidget(self.name, 2)
        self.adding.addWidget(self.type, 1)
        self.adding.addWidget(self.add)
        self._shown: list[Field] = []
        self._order: list[str] = []
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        self.title.setText(_("Own fields of members"))
        self.hint.setText(_("For example: shirt size, chain or single school, prefers calls."))
        self.name.set_placeholder(_("Name of the field"))
        self.name.set_label(_("Name of the field"))
        self.type.set_options([(code, _(name)) for code, name in FIELD_TYPES.items()])
        self.type.set_label(_("Kind of field"))
        if not self.type.value:
            self.type.load("text")
        self.add.setText(_("Add"))
        self.show_fields(self._shown)

    def show_fields(self, found: Sequence[Field]) -> None:
        """Show these fields, those put away at the end."""
        self._shown = list(found)
        shown = [one for one in found if one.archived_at is None]
        self._order = [one.id for one in shown]
        self.keep_rows(self._order)
        for at, one in enumerate(shown):
            row = self.lines.get(one.id)
            if not isinstance(row, FieldRow):
                row = self.lines[one.id] = FieldRow(self, one)
            self.rows.insertWidget(at, row)
            row.show_field(one, first=at == 0, last=at == len(shown) - 1)
        away = [one for one in found if one.archived_at is not None]
        self.show_away([(one.name, partial(self._restore, one.id)) for one in away])

    def _restore(self, field_id: str) -> None:
        self.desk.start(self.desk.do(own.restore_field, field_id))

    def shift(self, field_id: str, way: int) -> None:
        """Move a field one place up (-1) or down (1)."""
        moved = list(self._order)
        at = moved.index(field_id)
        moved.insert(at + way, moved.pop(at))
        self.desk.start(self.desk.save(own.order_fields, moved))

    async def _define(self) -> None:
        await self.desk.save(own.define, "member", self.name.value, self.type.value)


class TagsCard(Card):
    """The tags, and how many people carry each."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.name = TextField()
        self.add = QPushButton(self)
        set_icon(self.add, "plus")
        self.add.clicked.connect(lambda: self.add_named(self._make, self.name))
        self.name.line.returnPressed.connect(self.add.click)
        self.adding.addWidget(self.name, 1)
        self.adding.addWidget(self.add)
        self._shown: list[Tag] = []
        self._counts: dict[str, int] = {}
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        self.title.setText(_("Tags"))
        self.hint.setText(_("Short words that bring people together again in a filter."))
        self.name.set_placeholder(_("New tag"))
        self.name.set_label(_("New tag"))
        self.add.setText(_("Add"))
        self.show_tags(self._shown, self._counts)

    def show_tags(self, found: Sequence[Tag], counts: dict[str, int]) -> None:
        """Show these tags, those put away at the end."""
        self._shown, self._counts = list(found), counts
        shown = [tag for tag in found if tag.archived_at is None]
        self.keep_rows([tag.id for tag in shown])
        for at, tag in enumerate(shown):
            row = self.lines.get(tag.id)
            if not isinstance(row, TagRow):
                row = self.lines[tag.id] = TagRow(self, tag)
            self.rows.insertWidget(at, row)
            row.show_tag(tag, counts.get(tag.id, 0))
        away = [tag for tag in found if tag.archived_at is not None]
        self.show_away([(tag.name, partial(self._restore, tag.id)) for tag in away])

    def _restore(self, tag_id: str) -> None:
        self.desk.start(self.desk.do(tags.restore_tag, tag_id))

    async def _make(self) -> None:
        await self.desk.save(tags.add_tag, self.name.value)


class FieldRow(QWidget):
    """One own field: its name edited in place, its type, its choices, its place."""

    def __init__(self, card: FieldsCard, field: Field) -> None:
        super().__init__(card)
        desk = card.desk
        self._field = field
        self.name = TextField(desk.tasks, partial(_rename_field, desk, field.id), self)
        self.name.load(field.name)
        self.kind = Chip("", Tone.MUTED, self)
        self.up = icon_button(self, "chevron-up", lambda: card.shift(field.id, -1))
        self.down = icon_button(self, "chevron-down", lambda: card.shift(field.id, 1))
        self.away = icon_button(
            self, "archive", lambda: desk.start(desk.do(own.archive_field, field.id))
        )
        self.choices: ChoiceLines | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        row.addWidget(self.name, 1)
        for widget in (self.kind, self.up, self.down, self.away):
            row.addWidget(widget)
        column.addLayout(row)
        if field.type == "choice":
            self.choices = ChoiceLines(desk, field.id, self)
            column.addWidget(self.choices)

    def show_field(self, field: Field, *, first: bool, last: bool) -> None:
        """Show what the register holds now."""
        self._field = field
        self.name.set_value(field.name)
        self.name.set_label(_("Name of the field"))
        self.kind.setText(_(FIELD_TYPES[field.type]))
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)
        name_button(self.up, _("Move up"))
        name_button(self.down, _("Move down"))
        name_button(self.away, _("Put away “{name}”").format(name=field.name))
        if self.choices is not None:
            offered = [one for one in field.choices if one.archived_at is None]
            self.choices.show_choices(field.name, offered)


class TagRow(QWidget):
    """One tag: its name edited in place, and the way to those who carry it."""

    def __init__(self, card: TagsCard, tag: Tag) -> None:
        super().__init__(card)
        desk = card.desk
        self.name = TextField(desk.tasks, partial(_rename_tag, desk, tag.id), self)
        self.name.load(tag.name)
        self.people = QPushButton(self)
        set_kind(self.people, Kind.QUIET)
        self.people.clicked.connect(lambda: desk.open_page("members", filters={"tag": [tag.id]}))
        self.away = icon_button(
            self, "archive", lambda: desk.start(desk.do(tags.archive_tag, tag.id))
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.name, 1)
        row.addWidget(self.people)
        row.addWidget(self.away)

    def show_tag(self, tag: Tag, count: int) -> None:
        """Show what the register holds now."""
        self.name.set_value(tag.name)
        self.name.set_label(_("Name of the tag"))
        self.people.setText(
            ngettext("{count} person", "{count} people", count).format(count=format_number(count))
        )
        self.people.setToolTip(_("Show who carries this tag"))
        name_button(self.away, _("Put away “{name}”").format(name=tag.name))


async def _rename_field(desk: Desk, field_id: str, name: str) -> None:
    await desk.save(own.rename_field, field_id, name)


async def _rename_tag(desk: Desk, tag_id: str, name: str) -> None:
    await desk.save(tags.change_tag, tag_id, name=name)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
