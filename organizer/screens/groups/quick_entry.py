"""Quick entry: paste who came, look at it, one key, done."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.domain.groups import store
from organizer.domain.groups.actions_entry import enter
from organizer.domain.groups.entry import EntryPlan, plan_entry
from organizer.domain.groups.join_lines import read_join_lines
from organizer.screens.groups.entry_lines import EntryLine
from organizer.screens.groups.find import find_groups, find_people, group_choice
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk
from organizer.widgets.form_sheet import FormSheet
from organizer.widgets.labels import PlainLabel
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.theme import Space

if TYPE_CHECKING:
    from organizer.base.register_thread import Ticket

LAST_GROUP = "quick_entry.group"
MYSELF = "quick_entry.myself"
TYPING_PAUSE = 80
"""Milliseconds without a key before the text is read again."""


class QuickEntry(FormSheet):
    """A group, a box to paste into, and a line for everybody who came."""

    def __init__(self, desk: Desk, group: Choice | None, myself: Choice | None = None) -> None:
        super().__init__(desk, _("Quick entry"), "", "quick_entry", 640)
        self.plan: EntryPlan | None = None
        self._answers = Answers(self)
        self._asker = object()
        self._asked: Ticket[EntryPlan] | None = None
        self._lines: list[EntryLine] = []
        self.group = PickerField(desk.tasks, lambda words: find_groups(desk, words))
        self.group.set_value(group)
        self.group.edited.connect(self._read_soon)
        self.day = DateField(desk.clock.today)
        self.day.set_value(desk.clock.today().isoformat())
        self.myself = PickerField(desk.tasks, lambda words: find_people(desk, words))
        self.myself.set_value(myself)
        self.myself.edited.connect(self._read_soon)
        self.form.add(N_("Group"), self.group)
        self.form.add(N_("Joined on"), self.day, folded=True)
        self.form.add(N_("“You” in the lines is"), self.myself, folded=True)
        self.box = QPlainTextEdit(self)
        self.box.setTabChangesFocus(True)
        self.box.setAccessibleName(_("Pasted lines or names"))
        self.box.setPlaceholderText(
            _(
                "Paste WeChat’s own lines, or type names, one a line:\n"
                "“Wang” invited “Chen” to the group chat\nMorning Light School, Li Min, principal"
            )
        )
        self.box.setMinimumHeight(110)
        self.box.setMaximumHeight(170)
        self.box.textChanged.connect(self._read_soon)
        self._add_preview()
        self._add_footer()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self._read)
        self._wanted = False
        self._show_plan()
        (self.box if group is not None else self.group).setFocus()

    def _add_preview(self) -> None:
        self._preview = QVBoxLayout()
        self._preview.setContentsMargins(0, 0, 0, 0)
        self._preview.setSpacing(Space.XS)
        self._preview.addStretch(1)
        holder = QWidget(self)
        holder.setLayout(self._preview)
        self.list_area = QScrollArea(self)
        self.list_area.setFrameShape(QFrame.Shape.NoFrame)
        self.list_area.setWidgetResizable(True)
        self.list_area.setWidget(holder)
        self.list_area.setMinimumHeight(170)
        self.told = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.add_below(self.box)
        self.add_below(self.told)
        self.add_below(self.list_area, 1)

    def _add_footer(self) -> None:
        self.hint = PlainLabel("", self, tone=Tone.MUTED)
        self.add_footer_widget(self.hint)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # from any field of the sheet
            QShortcut(QKeySequence(keys), self).activated.connect(self.press)

    # --- the preview ------------------------------------------------------------------------------

    def paste(self, text: str) -> None:
        """Put a text into the box and read it at once."""
        self.box.setPlainText(text)
        self.box.selectAll()
        self._read()

    def _read_soon(self) -> None:
        self._wanted = False  # what is typed after the key was not meant by it
        self._pause.start()

    def _read(self) -> None:
        self._pause.stop()
        group = self._chosen(self.group)
        text = self.box.toPlainText()
        if group is None or not text.strip():
            self._wanted = False
            self._asked = self.plan = None
            self._show_plan()
            return
        myself = self._chosen(self.myself)
        read = read_join_lines(text)
        self._asked = ticket = self.desk.opened().ask(
            lambda db: plan_entry(db, group.id, read, myself_id=myself.id if myself else None),
            asker=self._asker,
        )
        ticket.wait(0.008)
        self._answers.when(ticket, self._planned)

    @staticmethod
    def _chosen(field: PickerField) -> Choice | None:
        try:
            return field.read_editor()
        except UserError:
            return None

    def _planned(self, ticket: "Ticket[EntryPlan]") -> None:
        if ticket is not self._asked:  # another text stands in the box by now
            return
        self.plan = ticket.result()
        self._show_plan()
        if self._wanted:
            self._wanted = False
            self.press()

    def _show_plan(self) -> None:
        people = self.plan.people if self.plan is not None else ()
        while len(self._lines) > len(people):
            line = self._lines.pop()
            line.hide()
            line.deleteLater()
        while len(self._lines) < len(people):
            line = EntryLine(len(self._lines), self)
            line.decided.connect(self._decide)
            line.left_out.connect(self._leave_out)
            line.corrected.connect(self._correct)
            line.settled.connect(lambda place: self.desk.start(self._look_again(place)))
            self._preview.insertWidget(len(self._lines), line)
            self._lines.append(line)
        for line, person in zip(self._lines, people, strict=True):
            line.show_person(person, people)
        self._say()

    def _say(self) -> None:
        joining = self.plan.joining if self.plan is not None else 0
        self.act_button.setText(
            ngettext("Enter {count} person", "Enter {count} people", joining).format(count=joining)
        )
        self.act_button.setEnabled(joining > 0)
        self.hint.setText(self._why_not() or _("Ctrl+Enter enters them"))
        told = []
        if self.plan is not None:
            for state, text in (
                ("new", _("{count} new")),
                ("known", _("{count} known")),
                ("present", _("{count} already in the group")),
                ("undecided", _("{count} to decide")),
                ("repeated", _("{count} twice in the text")),
            ):
                count = self.plan.count(state)  # type: ignore[arg-type]
                if count:
                    told.append(text.format(count=count))
            if self.plan.removed:
                told.append(
                    _("removed from the group: {names}").format(names="、".join(self.plan.removed))
                )
            if self.plan.other_lines:
                others = len(self.plan.other_lines)
                told.append(
                    ngettext(
                        "{count} other line passed over", "{count} other lines passed over", others
                    ).format(count=others)
                )
        self.told.setText(" · ".join(told))
        self.told.setVisible(bool(told))

    def _why_not(self) -> str:
        """Why nobody can be entered yet; '' when somebody can."""
        if self._chosen(self.group) is None:
            return _("Choose the group first")
        if self.plan is None:
            return _("Paste or type who came")
        if not self.plan.joining:
            undecided = self.plan.count("undecided")
            return _("Say who they are") if undecided else _("Nobody here to enter")
        return ""

    def _decide(self, place: int, member_id: object) -> None:
        if self.plan is not None:
            self.plan = self.plan.decided(place, member_id if isinstance(member_id, str) else None)
            self._show_plan()

    def _leave_out(self, place: int) -> None:
        if self.plan is not None:
            self.plan = self.plan.without(place)
            self._show_plan()

    def _correct(self, place: int, name: str, institution: str, position: str) -> None:
        """Take over what is typed in a line at once, so that no key enters the text before it."""
        from dataclasses import replace

        if self.plan is not None:
            line = self.plan.people[place].line
            line = replace(line, name=name, institution=institution, position=position)
            self.plan = self.plan.corrected(place, line)

    async def _look_again(self, place: int) -> None:
        """Ask whether somebody is called as a line says now."""
        from dataclasses import replace

        plan = self.plan
        if plan is None or place >= len(plan.people) or plan.people[place].state != "new":
            return
        line = plan.people[place].line
        found = (await self.desk.read(plan_entry, plan.group_id, [line])).people[0]
        if not isValid(self):  # entered and closed meanwhile
            return
        now = self.plan
        same = now is not None and place < len(now.people) and now.people[place].line == line
        if now is not None and same and found.state != "new" and not now.people[place].by_hand:
            before = now.people[place]
            found = replace(found, inviter_id=before.inviter_id, inviter_line=before.inviter_line)
            self.plan = now.replaced(place, found)
            self._show_plan()

    # --- entering ---------------------------------------------------------------------------------

    @override
    def press(self, *, stay: bool = False) -> None:
        """Enter everybody who is decided; lines that wait keep the sheet open."""
        if self._pause.isActive():  # typed and entered faster than it was read
            self._read_soon()
            self._wanted = True
            self._read()
            return
        if self._wanted or self.plan is None:  # it is being read, and entered as soon as it was
            return
        waiting = self.plan.count("undecided")
        if waiting:
            self.refuse(
                ngettext(
                    "Say who {count} line is, or leave it out.",
                    "Say who {count} lines are, or leave them out.",
                    waiting,
                ).format(count=waiting)
            )
        elif self.plan.joining:
            super().press(stay=stay)

    @override
    async def carry_out(self) -> None:
        from dataclasses import replace

        if self.plan is None:
            return
        day = self.day.value
        plan = replace(self.plan, on=dt.date.fromisoformat(day) if day else None)
        self.desk.say_done(await self.desk.save(enter, plan))
        group, myself = self._chosen(self.group), self._chosen(self.myself)
        self.desk.machine_settings.remember(LAST_GROUP, group.id if group else None)
        if myself is not None:
            self.desk.machine_settings.remember(MYSELF, myself.id)


async def open_quick_entry(desk: Desk, group_id: str | None = None) -> None:
    """Open the sheet for a group, else the one used last, else the only one there is."""
    wanted = group_id or desk.machine_settings.state(LAST_GROUP)
    me = desk.machine_settings.state(MYSELF)

    def read(db: object) -> tuple[Choice | None, Choice | None]:
        from organizer.domain.members import store as members

        found = store.group(db, wanted) if isinstance(wanted, str) else None  # type: ignore[arg-type]
        if found is None or found.archived:
            every = store.groups(db)  # type: ignore[arg-type]
            found = every[0].group if len(every) == 1 else None
        person = members.get(db, me) if isinstance(me, str) else None  # type: ignore[arg-type]
        return (
            group_choice(found) if found is not None else None,
            Choice(person.id, person.name) if person is not None else None,
        )

    group, myself = await desk.read(read)
    sheet = QuickEntry(desk, group, myself)
    text = QGuiApplication.clipboard().text()
    if text and len(text) < 20_000 and read_join_lines(text).joins and _is_join_text(text):
        sheet.paste(text)
    await desk.messages.open(sheet)


def _is_join_text(text: str) -> bool:
    """Whether the clipboard holds lines of the app itself: then they are taken over at once."""
    joins = read_join_lines(text).joins
    return bool(joins) and all(one.how for one in joins)
