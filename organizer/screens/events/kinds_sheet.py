"""The owner's own kinds of events: named, renamed and put away in place."""

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from organizer.base.words import _
from organizer.domain.events import actions_kinds, store
from organizer.domain.events.records import OwnKind
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.fields import TextField
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind, Space, set_kind


class KindsSheet(Sheet):
    """A line for each own kind, and one for a new one; everything is saved at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.messages.window, _("Your own kinds of events"), "events.kinds", 440)
        self.desk = desk
        self.told = PlainLabel(
            _("Archived kinds are offered no more; events that have them keep them."),
            self,
            tone=Tone.MUTED,
            wrap=True,
        )
        self.lines = QWidget(self)
        self._grid = QGridLayout(self.lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.S)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnStretch(0, 1)
        self.names: list[TextField] = []
        self.buttons: list[QPushButton] = []
        self._shown: list[OwnKind] = []
        self.new_name = TextField(desk.tasks, self._add)
        self.new_name.set_placeholder(_("A new kind, such as “Reading circle”"))
        self.new_name.set_label(_("New kind"))
        self.content.addWidget(self.told)
        self.content.addWidget(self.lines)
        self.content.addWidget(self.new_name)
        self.closer = self.add_button(_("Close"), Kind.SECONDARY)
        self.closer.clicked.connect(self.accept)
        desk.changed.connect(self._changed)
        self._changed()
        self.new_name.setFocus()

    def _changed(self, _step: object = None) -> None:
        self.desk.start(self._read())

    async def _read(self) -> None:
        self.show_kinds(await self.desk.read_for(self, store.own_kinds, archived=True))

    def show_kinds(self, kinds: list[OwnKind]) -> None:
        """Show these kinds; lines are made once and used again."""
        self._shown = kinds
        while len(self.names) < len(kinds):
            self._make_line()
        for at, (name, button) in enumerate(zip(self.names, self.buttons, strict=True)):
            there = at < len(kinds)
            name.setVisible(there)
            button.setVisible(there)
            if there:
                name.set_value(kinds[at].name)
                button.setText(_("Bring back") if kinds[at].archived else _("Archive"))

    def _make_line(self) -> None:
        at = len(self.names)
        name = TextField(
            self.desk.tasks,
            lambda text: self.desk.save(actions_kinds.change, self._shown[at].id, name=text),
            required=True,
        )
        name.set_label(_("Name"))
        button = QPushButton(self.lines)
        set_kind(button, Kind.QUIET)
        set_icon(button, "archive")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._turn(at))
        self._grid.addWidget(name, at, 0)
        self._grid.addWidget(button, at, 1)
        self.names.append(name)
        self.buttons.append(button)

    def _turn(self, at: int) -> None:
        one = self._shown[at]
        action = actions_kinds.restore if one.archived else actions_kinds.archive
        self.desk.start(self.desk.do(action, one.id))

    async def _add(self, text: str) -> None:
        if text:
            await self.desk.save(actions_kinds.add, text)
            self.new_name.load("")
