"""The two cards of the page: own fields with their choices, and tags with their people."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from organizer.base.errors import UserError
from organizer.base.formats import format_number
from organizer.base.words import _, ngettext
from organizer.domain.fields import actions as tags
from organizer.domain.fields import actions_own as own
from organizer.domain.fields.records import FIELD_TYPES, Field, Tag
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.fields import ChoiceField, TextField
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import Chip, PlainLabel
from organizer.widgets.picker import Choice
from organizer.widgets.tag_editor import TagEditor
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

    def icon_button(self, icon: str, name: str, run: Callable[[], object]) -> QToolButton:
        """A small button with a name for whoever does not see it."""
        button = QToolButton(self)
        set_icon(button, icon, Tone.MUTED)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda _checked=False: run())
        return button

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
        self.add.clicked.connect(lambda: desk.start(self._define()))
        self.name.line.returnPressed.connect(self.add.click)
        self.adding.addWidget(self.name, 2)
        self.adding.addWidget(self.type, 1)
        self.adding.addWidget(self.add)
        self._shown: list[Field] = []
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
        if any(field.typing for field in self.findChildren(TextField) if field is not self.name):
            return  # a notice does not take the line away that is being typed in
        self._shown = list(found)
        _clear(self.rows)
        shown = [one for one in found if one.archived_at is None]
        for at, one in enumerate(shown):
            self.rows.addWidget(self._row(one, at, [other.id for other in shown]))
        self.show_away(
            [(one.name, partial(self._restore, one.id)) for one in found if one.archived_at]
        )

    def _restore(self, field_id: str) -> None:
        self.desk.start(self.desk.do(own.restore_field, field_id))

    def _row(self, field: Field, at: int, order: list[str]) -> QWidget:
        line = QWidget(self)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        name = TextField(self.desk.tasks, partial(_rename_field, self.desk, field.id), line)
        name.load(field.name)
        name.set_label(_("Name of the field"))
        row.addWidget(name, 1)
        row.addWidget(Chip(_(FIELD_TYPES[field.type]), Tone.MUTED, line))
        up = self.icon_button("chevron-up", _("Move up"), lambda: self._move(order, at, -1))
        down = self.icon_button("chevron-down", _("Move down"), lambda: self._move(order, at, 1))
        up.setEnabled(at > 0)
        down.setEnabled(at < len(order) - 1)
        away = self.icon_button(
            "archive",
            _("Put away “{name}”").format(name=field.name),
            lambda: self.desk.start(self.desk.do(own.archive_field, field.id)),
        )
        for button in (up, down, away):
            row.addWidget(button)
        column.addLayout(row)
        if field.type == "choice":
            column.addWidget(self._choices(field, line))
        return line

    def _choices(self, field: Field, parent: QWidget) -> TagEditor:
        async def add(words: str) -> Choice:
            done = await self.desk.save(own.add_choice, field.id, words)
            return Choice(done.result, words)

        editor = TagEditor(
            self.desk.tasks,
            _nothing_found,
            remove=lambda choice: self.desk.save(own.archive_choice, choice.id),
            create=add,
            parent=parent,
        )
        editor.load([Choice(one.id, one.words) for one in field.choices if not one.archived_at])
        editor.line.setPlaceholderText(_("Add choice"))
        editor.set_label(_("Choices of {name}").format(name=field.name))
        return editor

    def _move(self, order: list[str], at: int, way: int) -> None:
        moved = list(order)
        moved.insert(at + way, moved.pop(at))
        self.desk.start(self.desk.save(own.order_fields, moved))

    async def _define(self) -> None:
        try:
            await self.desk.save(own.define, "member", self.name.value, self.type.value)
        except UserError as refusal:
            self.refuse(refusal)
            return
        self.refuse(None)
        self.name.load("")
        self.name.setFocus()


class TagsCard(Card):
    """The tags, and how many people carry each."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.name = TextField()
        self.add = QPushButton(self)
        set_icon(self.add, "plus")
        self.add.clicked.connect(lambda: desk.start(self._make()))
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
        if any(field.typing for field in self.findChildren(TextField) if field is not self.name):
            return
        self._shown, self._counts = list(found), counts
        _clear(self.rows)
        for tag in found:
            if tag.archived_at is None:
                self.rows.addWidget(self._row(tag, counts.get(tag.id, 0)))
        self.show_away(
            [(tag.name, partial(self._restore, tag.id)) for tag in found if tag.archived_at]
        )

    def _restore(self, tag_id: str) -> None:
        self.desk.start(self.desk.do(tags.restore_tag, tag_id))

    def _row(self, tag: Tag, count: int) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        name = TextField(self.desk.tasks, partial(_rename_tag, self.desk, tag.id), line)
        name.load(tag.name)
        name.set_label(_("Name of the tag"))
        row.addWidget(name, 1)
        people = QPushButton(
            ngettext("{count} person", "{count} people", count).format(count=format_number(count)),
            line,
        )
        set_kind(people, Kind.QUIET)
        people.setToolTip(_("Show who carries this tag"))
        people.clicked.connect(lambda: self.desk.open_page("members", filters={"tag": [tag.id]}))
        row.addWidget(people, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(
            self.icon_button(
                "archive",
                _("Put away “{name}”").format(name=tag.name),
                lambda: self.desk.start(self.desk.do(tags.archive_tag, tag.id)),
            )
        )
        return line

    async def _make(self) -> None:
        try:
            await self.desk.save(tags.add_tag, self.name.value)
        except UserError as refusal:
            self.refuse(refusal)
            return
        self.refuse(None)
        self.name.load("")
        self.name.setFocus()


async def _rename_field(desk: Desk, field_id: str, name: str) -> None:
    await desk.save(own.rename_field, field_id, name)


async def _rename_tag(desk: Desk, tag_id: str, name: str) -> None:
    await desk.save(tags.change_tag, tag_id, name=name)


async def _nothing_found(_words: str) -> list[Choice]:
    """A choice is not looked up: what is typed becomes one."""
    return []


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
