"""Everything about one person, beside the list: header, what can be done, tabs."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.members import store as members
from organizer.domain.members.records import Member
from organizer.domain.roles import store as roles
from organizer.domain.roles.records import Appointment
from organizer.screens.members.card import card_text
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Command, Desk, Listening
from organizer.widgets.detail_pane import Badge, DetailPane
from organizer.widgets.icons import set_icon
from organizer.widgets.theme import Kind, set_kind

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.register_thread import Ticket
    from organizer.base.steps import FinishedStep

PROFILE = N_("Profile")
ERASE_FOR_GOOD = N_("Erase for good…")
Facts = tuple[Member | None, list[Appointment]]


class MemberDetail(Listening):
    """The pane of the person selected, or what can be done with several."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.pane = DetailPane(desk, desk.tabs("member"), "user", self)
        self.member: Member | None = None
        self._wanted: str | None = None
        self._answers = Answers(self)
        self._asker = object()
        self.copy_button = self._button("copy", self._copy)
        self.archive_button = self._button("archive", self._archive)
        self.restore_button = self._button("archive-restore", self._restore)
        self.delete_button = self._button("trash-2", self._delete)
        self.erase_button = self._button("trash-2", self.erase, seldom=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)
        self.retranslate()

    def _button(self, icon_name: str, run: Any, *, seldom: bool = False) -> QPushButton:
        button = QPushButton(self)
        set_kind(button, Kind.QUIET)
        set_icon(button, icon_name)
        button.clicked.connect(lambda _checked=False: run())
        self.pane.buttons.add(button, seldom=seldom)
        return button

    # --- what is shown --------------------------------------------------------------------------

    def show_member(self, member_id: str) -> None:
        """Show one person."""
        if member_id != self._wanted:
            self._wanted = member_id
            self._read()
        self.pane.show_record(member_id)

    def show_many(self, count: int) -> None:
        """Say how many are selected; what can be done with them stands below the list."""
        self._wanted = None
        self.pane.show_many(count)

    def show_nobody(self, *, empty: bool) -> None:
        """Nobody is selected."""
        self._wanted = None
        self.pane.show_nothing(
            _("Here you will see everything about a person.")
            if empty
            else _("Select somebody in the list.")
        )

    def begin_editing(self) -> None:
        """Put the cursor into the first field of the profile."""
        from organizer.screens.members.profile import ProfileTab

        self.pane.open_tab(PROFILE)
        tab = self.pane.tab(PROFILE)
        if isinstance(tab, ProfileTab):
            tab.begin_editing()

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        if self._wanted is not None:
            self._read()

    def _read(self) -> None:
        if self.desk.register is None or self._wanted is None:
            return
        wanted = self._wanted

        def read(db: "Database") -> Facts:
            held = roles.titles_of_people(db, [wanted]).get(wanted, [])
            return members.get(db, wanted), held

        ticket = self.desk.opened().ask(read, asker=self._asker)
        ticket.wait(0.008)
        self._answers.when(ticket, self._show)

    def _show(self, ticket: "Ticket[Facts]") -> None:
        if ticket.cancelled:
            return
        self.member, held = ticket.result()
        member = self.member
        if member is None or member.id != self._wanted:
            return
        badges = [
            Badge(" · ".join(filter(None, (one.words(), one.place_name))), Tone.ACCENT)
            for one in held
        ]
        if member.archived_at is not None:
            badges.insert(0, Badge(_("Archived"), Tone.WARNING))
        facts = (member.address, member.institution, member.position)
        self.pane.set_header(member.name, " · ".join(filter(None, facts)), badges)
        archived = member.archived_at is not None
        for button, offered in (
            (self.archive_button, not archived),
            (self.restore_button, archived),
            (self.delete_button, archived),
        ):
            self.pane.buttons.offer(button, offered)

    # --- what can be done -----------------------------------------------------------------------

    def _copy(self) -> None:
        from PySide6.QtGui import QGuiApplication

        if self.member is not None:
            masked = self.desk.machine_settings.get("mask_numbers")
            QGuiApplication.clipboard().setText(card_text(self.member, masked=masked))
            self.desk.messages.say(_("Copied the details of {name}").format(name=self.member.name))

    def _archive(self) -> None:
        from organizer.domain.members.actions import archive

        if self.member is not None:
            self.desk.start(self.desk.do(archive, [self.member.id]))

    def _restore(self) -> None:
        from organizer.domain.members.actions import restore

        if self.member is not None:
            self.desk.start(self.desk.do(restore, [self.member.id]))

    def _delete(self) -> None:
        from organizer.domain.members.actions import delete

        if self.member is not None:
            self.desk.start(self.desk.do(delete, [self.member.id]))

    def erase(self) -> None:
        """Erase the person shown from the register on request, after asking."""
        from organizer.screens.members.erase import erase

        if self.member is not None and self._wanted == self.member.id:
            self.desk.start(erase(self.desk, self.window(), self.member.id))

    def commands(self) -> tuple[Command, ...]:
        """What can be done with the person shown, for the command line above the page."""
        if self._wanted is None:
            return ()
        return (
            Command("members.erase", ERASE_FOR_GOOD, "trash-2", "", lambda _desk: self.erase()),
        )

    # --- look -----------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """Which tab is open."""
        return self.pane.state()

    def restore(self, state: dict[str, Any]) -> None:
        """Open the remembered tab."""
        self.pane.restore(state)

    @override
    def retranslate(self) -> None:
        for button, text in (
            (self.copy_button, _("Copy")),
            (self.archive_button, _("Archive")),
            (self.restore_button, _("Bring back")),
            (self.delete_button, _("Delete")),
            (self.erase_button, _(ERASE_FOR_GOOD)),
        ):
            button.setText(text)
        self.pane.retranslate()
        if self._wanted is not None:
            self._read()
