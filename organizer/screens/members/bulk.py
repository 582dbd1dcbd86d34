"""Below the list: what can be done with everybody selected, the number on each button."""

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from organizer.base.formats import format_number
from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.widgets.action_row import ActionRow
from organizer.widgets.desk import Command, Desk
from organizer.widgets.icons import icon, set_icon
from organizer.widgets.theme import Kind, set_kind

if TYPE_CHECKING:
    from organizer.widgets.record_table import RecordTable

#: Deeds that stand together under one button.
OF_GROUPS = ("join", "leave", "move")


class _Deed(NamedTuple):
    """Something that can be done with many; `start` gets their ids."""

    key: str
    title: str
    icon: str
    start: Callable[[list[str]], None]


class BulkBar(ActionRow):
    """Acts on exactly the selected rows; what finds no room in the line stands in its menu.

    The line is there whoever is selected: the list above never jumps. What needs somebody selected
    is built by the first selection, or before it by `build`.
    """

    everybody_wanted = Signal()
    """Select all rows shown."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._table: RecordTable | None = None
        self._shown = self._selected = 0
        self.deeds = self._deeds()
        self.buttons: dict[str, QPushButton] = {}
        self._groups: QMenu | None = None
        self.everybody = self._button("list-checks")
        self.everybody.clicked.connect(self.everybody_wanted)
        self.retranslate()

    def build(self) -> None:
        """Build the buttons for those selected, unless they are there."""
        if self.buttons:
            return
        self._groups = QMenu(self)
        for deed in self.deeds:
            if deed.key in OF_GROUPS:
                self._add_to_groups(deed, self._groups)
            else:
                self.buttons[deed.key] = self._button(deed.icon)
                self.buttons[deed.key].clicked.connect(partial(self.run, deed.key))
        self.buttons["groups"].setMenu(self._groups)
        self.retranslate()

    def _button(self, icon_name: str) -> QPushButton:
        button = QPushButton(self)
        set_kind(button, Kind.QUIET)
        set_icon(button, icon_name)
        self.add(button)
        return button

    def _add_to_groups(self, deed: _Deed, menu: QMenu) -> None:
        """What is done with groups stands together under one button."""
        if "groups" not in self.buttons:
            self.buttons["groups"] = self._button("messages-square")
        action = menu.addAction(icon(deed.icon), "")
        action.setData(deed.title)
        action.triggered.connect(partial(self.run, deed.key))

    def _named(self, title: str) -> str:
        return _of_people(title, self._selected)

    def _deeds(self) -> tuple[_Deed, ...]:
        def sheet(name: str) -> Callable[[list[str]], None]:
            return lambda ids: self._open_sheet(name, ids)

        return (
            _Deed("tag", N_("Put tags on"), "tag", sheet("tag")),
            _Deed("join", N_("Add to group"), "log-in", sheet("join")),
            _Deed("leave", N_("Leave group"), "log-out", sheet("leave")),
            _Deed("move", N_("Move"), "arrow-right", sheet("move")),
            _Deed("appoint", N_("Appoint"), "award", sheet("appoint")),
            _Deed("field", N_("Set field"), "pencil", sheet("set_field")),
            _Deed("export", N_("Export"), "download", lambda ids: self._roster("export", ids)),
            _Deed("print", N_("Print"), "printer", lambda ids: self._roster("print", ids)),
            _Deed("copy", N_("Copy"), "copy", lambda _ids: self._copy()),
            _Deed("archive", N_("Archive"), "archive", self._archive),
            _Deed("merge", N_("Merge"), "merge", self._merge),
        )

    def _possible(self, deed: str, count: int) -> bool:
        """Two are merged, anything else is done with any number."""
        return count == 2 if deed == "merge" else count > 0

    def use_table(self, table: "RecordTable") -> None:
        """Act on the rows of this table."""
        self._table = table

    def show_counts(self, shown: int, selected: int) -> None:
        """Say how many are meant."""
        if (shown, selected) == (self._shown, self._selected):
            return
        self._shown, self._selected = shown, selected
        if selected:
            self.build()
        self.retranslate()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        titles = {deed.key: deed.title for deed in self.deeds} | {"groups": N_("Groups")}
        for key, button in self.buttons.items():
            button.setText(self._named(titles[key]))
            two = key == "merge" and self._selected > 2  # said, not hidden
            self.offer(button, two or self._possible(key, self._selected))
            if key == "merge":
                button.setEnabled(not two)
                button.setToolTip(_("Select two people to merge them") if two else "")
                button.setText(_("Merge") if two else button.text())
        for action in self._groups.actions() if self._groups is not None else ():
            action.setText(self._named(action.data()))
        self.everybody.setText(
            ngettext("Select the {count} shown", "Select all {count} shown", self._shown).format(
                count=format_number(self._shown)
            )
        )
        self.everybody.setEnabled(self._shown != self._selected)
        self.offer(self.everybody, self._shown > 0)

    def fill_menu(self, menu: QMenu, ids: list[str]) -> None:
        """What can be done with the selected rows, as a context menu."""
        if not ids:
            return
        for deed in self.deeds:
            if deed.key == "merge" and len(ids) != 2:
                action = menu.addAction(icon(deed.icon), _("Merge (select two people)"))
                action.setEnabled(False)
                continue
            if deed.key == "copy" or not self._possible(deed.key, len(ids)):
                continue  # the table adds “Copy” itself
            action = menu.addAction(icon(deed.icon), _of_people(deed.title, len(ids)))
            action.triggered.connect(lambda _on=False, deed=deed: deed.start(ids))

    def commands(self) -> tuple[Command, ...]:
        """The same for the command line above the page, while rows are selected.

        Printing is there always: it takes all that are shown if none is selected.
        """
        several = [
            Command(
                f"members.{deed.key}",
                deed.title,
                deed.icon,
                "",
                lambda _desk, deed=deed: self._run(deed),  # type: ignore[misc]
            )
            for deed in self.deeds
            if deed.key != "print" and self._possible(deed.key, self._selected)
        ]
        title = N_("Print the people shown or selected")
        return (
            Command("members.print", title, "printer", "Ctrl+P", lambda _desk: self._print()),
            *several,
        )

    def run(self, key: str, _checked: object = None) -> None:
        """Do one of them with the selected rows."""
        for deed in self.deeds:
            if deed.key == key:
                self._run(deed)

    def say_copied(self, count: int) -> None:
        """Tell that rows lie on the clipboard."""
        self._desk.messages.say(
            ngettext("Copied {count} row", "Copied {count} rows", count).format(
                count=format_number(count)
            )
        )

    # --- inside ---------------------------------------------------------------------------------

    def _run(self, deed: _Deed) -> None:
        if self._table is not None:
            ids = self._table.selected_ids()
            if self._possible(deed.key, len(ids)):
                deed.start(ids)

    def _print(self) -> None:
        if self._table is not None and self._shown:
            self._roster("print", self._table.selected_ids() or self._table.shown_ids())

    def _open_sheet(self, name: str, ids: list[str]) -> None:
        from organizer.screens.members.bulk_sheets import SHEETS

        self._start(SHEETS[name](self._desk, ids))

    def _start(self, work: Coroutine[Any, Any, object]) -> None:
        self._desk.start(work)

    def _copy(self) -> None:
        if self._table is not None:
            self._table.copy_selected()

    def _archive(self, ids: list[str]) -> None:
        self._start(archive(self._desk, ids))

    def _merge(self, ids: list[str]) -> None:
        self._desk.open_page("joining", ids=ids)

    def _roster(self, what: str, ids: list[str]) -> None:
        self._desk.open_page("rosters", what=what, ids=ids)


async def archive(desk: Desk, ids: Sequence[str]) -> None:
    """Archive members, backed up first when they are many; “Undo” is offered."""
    from organizer.domain.members import actions

    register = desk.opened()
    await register.ensure_backup("change", len(ids))
    if desk.register is register:  # a copy opened meanwhile knows these people too
        await desk.do(actions.archive, list(ids))


def _of_people(title: str, count: int) -> str:
    """What would be done with how many: 任命 2 人."""
    return ngettext("{title} {count}", "{title} {count}", count).format(
        title=_(title), count=format_number(count)
    )
