"""Taking events over from a calendar file: looked at, chosen, taken over in one step."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QPushButton

from organizer.base.errors import UserError
from organizer.base.formats import format_number
from organizer.base.words import N_, _, ngettext
from organizer.domain.events.actions_calendar_file import take_over
from organizer.domain.events.calendar_file_reading import CalendarFile, read_calendar_file
from organizer.domain.events.records import KINDS, kind_words
from organizer.screens.events.calendar_file_rows import (
    FileRow,
    Look,
    columns,
    details_of,
    look_at,
    rows_of,
    usually_chosen,
)
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.form import Form
from organizer.widgets.labels import PlainLabel
from organizer.widgets.record_table import RecordTable
from organizer.widgets.row_sources import AtHand
from organizer.widgets.tasks import Progress, beside
from organizer.widgets.theme import Kind, theme

_SHOWN_DETAILS = 4


class ImportSheet(Sheet):
    """A table of what the file would do; space or double-click takes a row in, or leaves it out."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(
            desk.messages.window,
            _("Events of “{file}”").format(file=look.plan.name),
            "events.calendar_file",
            980,
        )
        self.desk = desk
        self.look = look
        self.chosen = usually_chosen(look.plan)
        self._acting = False
        self._source = AtHand[FileRow](lambda row: row.key)
        self.told = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.table = RecordTable(columns(), self._source, self)
        self.table.setAccessibleName(_("Events of the file"))
        self.table.setMinimumHeight(14 * theme.line_height())
        self.table.activated.connect(lambda key: self.toggle([key]))
        self.table.current_changed.connect(self._show_details)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(lambda: self.toggle(self.table.selected_ids()))
        self.details = PlainLabel("", self, wrap=True)
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.details.setMinimumHeight(_SHOWN_DETAILS * theme.line_height())
        self.kind = QComboBox(self)
        for code in KINDS:
            self.kind.addItem(kind_words(code), code)
        self.form = Form(self)
        self.form.add(N_("New events are"), self.kind)
        self.problem = PlainLabel("", self, tone=Tone.DANGER, wrap=True)
        self.problem.hide()
        self.content.addWidget(self.told)
        self.content.addWidget(self.table, 1)
        for widget in (self.details, self.form, self.problem):
            self.content.addWidget(widget)
        self.everything = QPushButton(self)
        self.everything.setAutoDefault(False)
        self.everything.clicked.connect(self.toggle_all)
        self.add_footer_widget(self.everything)
        self.add_cancel()
        self.act_button = self.add_button("", Kind.PRIMARY)
        self.act_button.clicked.connect(self.take_over)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.take_over)
        self._show()
        self.table.select([row.key for row in self._source.rows_by_key.values()][:1])
        self.table.setFocus()

    # --- what is shown ----------------------------------------------------------------------------

    def _show(self) -> None:
        plan = self.look.plan
        self._source.give(rows_of(self.look, self.chosen))
        self.table.refresh()
        self._show_details(self.table.current_id())
        self.told.setText(" · ".join(self._counts()) or _("There is no event in this file."))
        nameless = any(
            one.state == "new" and not one.event.kind and one.event.uid in self.chosen
            for one in plan.planned
        )
        self.form.setVisible(nameless)
        count = len(self.chosen)
        self.act_button.setText(
            ngettext("Take {count} event over", "Take {count} events over", count).format(
                count=format_number(count)
            )
        )
        self.act_button.setEnabled(count > 0)
        self.everything.setText(_("Take none") if self.chosen else _("Take all"))
        self.everything.setVisible(bool(self._acting_uids()))

    def _counts(self) -> list[str]:
        plan = self.look.plan
        older = sum(1 for one in plan.planned if one.is_older)
        counts = (
            (plan.count("new"), _("{count} new")),
            (plan.count("changed"), _("{count} changed")),
            (older, _("{count} of them older than the register")),
            (plan.count("same"), _("{count} as they are")),
            (len(plan.refused), _("{count} refused")),
        )
        return [words.format(count=format_number(count)) for count, words in counts if count]

    def _show_details(self, key: str) -> None:
        row = self._source.rows_by_key.get(key)
        lines = details_of(row) if row is not None else []
        self.details.setText("\n".join(lines))

    # --- choosing ---------------------------------------------------------------------------------

    def _acting_uids(self) -> set[str]:
        return {one.event.uid for one in self.look.plan.planned if one.state != "same"}

    def toggle(self, keys: list[str]) -> None:
        """Take rows in; leave them out when all of them are in."""
        acting = self._acting_uids().intersection(keys)
        self.chosen = self.chosen - acting if acting <= self.chosen else self.chosen | acting
        self._show()

    def toggle_all(self) -> None:
        """Take everything that is new or changed, or nothing."""
        self.chosen = set() if self.chosen else self._acting_uids()
        self._show()

    # --- taking it over ---------------------------------------------------------------------------

    def take_over(self) -> None:
        """Take over what is chosen, in one step."""
        if self.chosen and not self._acting:
            self._acting = True
            self.desk.start(self._do(), _("Taking events over"))

    async def _do(self) -> None:
        kind = str(self.kind.currentData())
        try:
            done = await self.desk.save(
                take_over, self.look.plan, uids=sorted(self.chosen), kind=kind
            )
        except UserError as refusal:
            self.problem.setText(refusal.message())
            self.problem.show()
            return
        finally:
            self._acting = False
        self.accept()
        self.desk.say_done(done)


async def open_import(desk: Desk) -> None:
    """Let the owner choose a calendar file, and show what it would do."""
    desk.opened()
    path = await desk.messages.choose_open_file(
        _("Import calendar file"), [(_("Calendar files"), "*.ics *.ical")]
    )
    if path is not None:
        progress = Progress()
        desk.tasks.start(
            _import(desk, path, progress), _("Reading {file}").format(file=path.name), progress
        )


async def _import(desk: Desk, path: Path, progress: Progress) -> None:
    look = await look_into(desk, path, progress)
    desk.start(_open(desk, look))


async def look_into(desk: Desk, path: Path, progress: Progress) -> Look:
    """Read a calendar file in a process of its own and compare it with the register.

    Raises UserError for a file that is no calendar, is too large, or takes too long.
    """
    file: CalendarFile = await beside(
        lambda: read_calendar_file(path, cancelled=lambda: progress.cancelled)
    )
    return await desk.read(look_at, file)


async def _open(desk: Desk, look: Look) -> None:
    await desk.messages.open(ImportSheet(desk, look))
