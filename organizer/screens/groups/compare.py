"""Comparing a group with the list of the real one: paste or open it, look, apply in one step."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from shiboken6 import isValid

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.domain.groups import store
from organizer.domain.groups.actions_comparison import Compared, apply
from organizer.domain.groups.comparison import Comparison, plan_comparison
from organizer.domain.groups.member_lists import ListedPerson, read_member_list, rows_of_table
from organizer.domain.roles.records import title_words
from organizer.domain.roles.store import titles_in_group
from organizer.screens.groups.compare_lists import Findings
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk
from organizer.widgets.form_sheet import FormSheet
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind, set_kind

if TYPE_CHECKING:
    from pathlib import Path

    from organizer.base.database import Database
    from organizer.base.register_thread import Ticket

NAMED = 6
"""How many people are named whose positions would end; the others are counted."""
TYPING_PAUSE = 200
"""Milliseconds without a key before the list is read again."""


class CompareSheet(FormSheet):
    """A box for the list, and below it what it says: joined, left, aliases, unsure."""

    def __init__(self, desk: Desk, group_id: str, group_name: str) -> None:
        title = _("Compare “{group}” with its real list").format(group=group_name)
        super().__init__(desk, title, "", "groups.compare", 760)
        self.group_id = group_id
        self.comparison: Comparison | None = None
        self.compared: Compared | None = None
        self._titles: dict[str, list[str]] = {}
        self._answers = Answers(self)
        self._asker = object()
        self._rows: list[ListedPerson] | None = None
        self.hint = PlainLabel(
            _(
                "Paste the member list as your chat app or a spreadsheet shows it, one name a"
                " line. Nothing is changed before you have looked at it."
            ),
            self,
            tone=Tone.MUTED,
            wrap=True,
        )
        self.box = QPlainTextEdit(self)
        self.box.setTabChangesFocus(True)
        self.box.setAccessibleName(_("Member list of the real group"))
        self.box.setMinimumHeight(64)
        self.box.setMaximumHeight(130)
        self.box.textChanged.connect(self._typed)
        self.day = DateField(desk.clock.today)
        self.day.set_day(desk.clock.today())
        self.form.add(N_("As of"), self.day)
        self.findings = Findings(self)
        self.findings.changed.connect(self._say)
        self.told = PlainLabel("", self, wrap=True)
        self.partial = PlainLabel("", self, tone=Tone.WARNING, wrap=True)
        self.ending = PlainLabel("", self, tone=Tone.WARNING, wrap=True)
        for place, widget in enumerate((self.hint, self.box)):
            self.content.insertWidget(place, widget)
        for widget in (self.told, self.partial):
            self.add_below(widget)
        self.add_below(self.findings, 1)
        self.add_below(self.ending)
        for label in (self.partial, self.ending):
            label.hide()
        self._add_file_button()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self._read)
        self._say()
        self.box.setFocus()

    def _add_file_button(self) -> None:
        self.file_button = QPushButton(_("Open a file…"), self)
        set_kind(self.file_button, Kind.QUIET)
        set_icon(self.file_button, "folder-open")
        self.file_button.setAutoDefault(False)
        self.file_button.clicked.connect(lambda: self.desk.start(self._choose_file()))
        self.add_footer_widget(self.file_button)

    # --- reading --------------------------------------------------------------------------------

    def _typed(self) -> None:
        self._rows = None
        self.act_button.setEnabled(False)  # what it would apply is not what stands in the box
        self._pause.start()

    def _read(self) -> None:
        self._pause.stop()
        self.refuse("")
        try:
            rows = (
                self._rows if self._rows is not None else read_member_list(self.box.toPlainText())
            )
        except UserError as refusal:
            self.refuse(refusal.message())
            rows = []
        if not rows:
            self.comparison = None
            self.findings.show_comparison(None)
            self._say()
            return
        ticket = self.desk.opened().ask(
            lambda db: _planned(db, self.group_id, rows), asker=self._asker
        )
        self._answers.when(ticket, self._planned)

    async def _choose_file(self) -> None:
        path = await self.desk.messages.choose_open_file(
            _("Member list of the group"),
            [(_("Lists"), "*.csv *.tsv *.txt *.xlsx"), (_("All files"), "*")],
        )
        if path is not None:
            await self.read_file(path)

    async def read_file(self, path: "Path") -> None:
        """Read the list from a file; a list that can't be read is said below."""
        import asyncio

        try:
            rows = await asyncio.get_running_loop().run_in_executor(None, _listed_in, path)
        except UserError as refusal:
            if isValid(self):
                self.refuse(refusal.message())
            return
        if not isValid(self):
            return  # the sheet was closed meanwhile
        self.box.setPlainText("")
        self.box.setPlaceholderText(path.name)
        self._pause.stop()
        self._rows = rows
        self._read()

    def _planned(self, ticket: "Ticket[tuple[Comparison, dict[str, list[str]]]]") -> None:
        if ticket.cancelled or self._pause.isActive():
            return
        self.comparison, self._titles = ticket.result()
        self.findings.show_comparison(self.comparison, self._titles)
        self._say()

    def _say_warnings(self, found: Comparison | None) -> None:
        """Say that the list looks cut off, and which positions would end with those who leave."""
        planned = self.comparison
        self.partial.setVisible(planned is not None and planned.looks_partial)
        if planned is not None:
            self.partial.setText(
                _(
                    "The list has {listed} people, the group {people}. Was all of it copied?"
                    " Nobody is ticked as having left; tick those who really have."
                ).format(listed=len(planned.listed), people=planned.people)
            )
        ending = [
            _("{name} ({titles})").format(
                name=one.member_name,
                titles=" · ".join(map(title_words, self._titles[one.member_id])),
            )
            for one in (found.left if found is not None else ())
            if one.member_id in self._titles
        ]
        self.ending.setVisible(bool(ending))
        more = len(ending) - NAMED
        names = _(", ").join(ending[:NAMED])
        if more > 0:
            names = ngettext("{names} and {count} more", "{names} and {count} more", more).format(
                names=names, count=more
            )
        self.ending.setText(_("Their positions end as well: {names}").format(names=names))

    def _say(self) -> None:
        found = self.findings.chosen()
        self._say_warnings(found)
        if found is None:
            self.told.setText("")
            self.act_button.setText(_("Apply"))
            self.act_button.setEnabled(False)
            return
        joined, renamed = len(found.of("joined")), len(found.of("alias_changed"))
        same, left = len(found.of("same")), len(found.left)
        self.told.setText(
            _(
                "{listed} in the list: {same} as known, {joined} joined, {left} left,"
                " {renamed} aliases changed, {unsure} not certain."
            ).format(
                listed=len(found.listed),
                same=same,
                joined=joined,
                left=left,
                renamed=renamed,
                unsure=len(found.of("unsure")),
            )
        )
        count = joined + left + renamed
        self.act_button.setText(
            ngettext("Apply {count} change", "Apply {count} changes", count).format(count=count)
        )
        self.act_button.setEnabled(count > 0)

    # --- applying ---------------------------------------------------------------------------------

    @override
    async def carry_out(self) -> None:
        from dataclasses import replace

        found = self.findings.chosen()
        if found is None:
            return
        await self.desk.opened().ensure_backup("change")
        done = await self.desk.save(apply, replace(found, on=self.day.day))
        self.compared = done.result
        self.desk.say_done(done)


def _planned(
    db: "Database", group_id: str, rows: list[ListedPerson]
) -> tuple[Comparison, dict[str, list[str]]]:
    """The comparison, and the titles held in the group by member id."""
    return plan_comparison(db, group_id, rows), titles_in_group(db, group_id)


def _listed_in(path: "Path") -> list[ListedPerson]:
    from organizer.base.table_files.reading import read_table
    from organizer.domain.groups.member_lists import is_known_header

    table = read_table(path, known=is_known_header)
    if table.header_line:
        return rows_of_table(table.header, table.rows())
    return read_member_list("\n".join("\t".join(row) for row in table.rows()))


async def open_comparison(desk: Desk, group_id: str) -> None:
    """Open the sheet for a group."""
    group = await desk.read(store.group, group_id)
    if group is not None:
        await desk.messages.open(CompareSheet(desk, group_id, group.name))
