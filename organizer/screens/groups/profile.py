"""The profile of a group, edited in place."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QVBoxLayout

from organizer.base.formats import format_date
from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.domain.groups import actions, rules, store
from organizer.domain.groups.records import KINDS, GroupInList
from organizer.domain.institutions import actions as institution_actions
from organizer.domain.members.records import PLATFORMS
from organizer.domain.roles import store as roles
from organizer.domain.roles.records import Appointment
from organizer.screens.groups.find import find_branches, find_institutions
from organizer.widgets.colours import Tone
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk
from organizer.widgets.fields import ChoiceField, MultiLineField, NumberField, TextField, YesNoField
from organizer.widgets.fields_tab import FieldsTab, day_of, id_of
from organizer.widgets.labels import PlainLabel
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.theme import Space, TextRole, make_card

if TYPE_CHECKING:
    from organizer.base.database import Database

Saving = Callable[[str, Any], Awaitable[object]]


@dataclass(frozen=True)
class _Facts:
    one: GroupInList
    team: tuple[Appointment, ...]


class GroupProfile(FieldsTab):
    """What a group is; what is known of its size stands above."""

    tables = frozenset(
        {"chat_group", "membership", "account", "appointment", "institution", "branch", "member"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        tasks = desk.tasks
        self.size_card = QFrame(self)
        make_card(self.size_card)
        self.size_title = PlainLabel("", self.size_card, role=TextRole.STRONG, wrap=True)
        self.size_views = PlainLabel("", self.size_card, tone=Tone.MUTED, wrap=True)
        inside = QVBoxLayout(self.size_card)
        inside.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        inside.setSpacing(Space.XS)
        inside.addWidget(self.size_title)
        inside.addWidget(self.size_views)
        self.column.insertWidget(0, self.size_card)
        self.name = TextField(tasks, required=True)
        self.platform = ChoiceField(tasks=tasks)
        self.kind = ChoiceField(tasks=tasks, own_words=True)
        self.capacity = NumberField(tasks, least=1, most=100_000)
        self.founded_on = DateField(desk.clock.today, tasks)
        self.life_span = NumberField(tasks, least=1, most=600)
        self.branch = PickerField(tasks, lambda words: find_branches(desk, words))
        self.run_for = PickerField(
            tasks, lambda words: find_institutions(desk, words), create=self._make_institution
        )
        self.is_paid = YesNoField(tasks)
        self.number = TextField(tasks)
        self.positioning = TextField(tasks)
        self.for_whom = TextField(tasks)
        self.notes = MultiLineField(tasks)
        self.team = PlainLabel("", self, wrap=True, selectable=True)
        self._bind()
        self._say()

    def _bind(self) -> None:
        bind, group = self.bind, _group
        bind(N_("Group name"), self.name, lambda r: group(r).name, self._saves("name"))
        bind(N_("Platform"), self.platform, lambda r: group(r).platform, self._saves("platform"))
        bind(N_("Group number"), self.number, lambda r: group(r).number, self._saves("number"))
        bind(N_("Kind"), self.kind, lambda r: group(r).kind, self._saves("kind"))
        bind(
            N_("Positioning"),
            self.positioning,
            lambda r: group(r).positioning,
            self._saves("positioning"),
        )
        bind(N_("For whom"), self.for_whom, lambda r: group(r).for_whom, self._saves("for_whom"))
        bind(N_("Capacity"), self.capacity, lambda r: group(r).capacity, self._saves("capacity"))
        bind(
            N_("Founded on"),
            self.founded_on,
            lambda r: group(r).founded_on.isoformat() if group(r).founded_on else "",
            self._saves("founded_on", day_of),
        )
        bind(
            N_("Life span (months)"),
            self.life_span,
            lambda r: group(r).life_span_months,
            self._saves("life_span_months"),
        )
        self.form.add(N_("Team"), self.team)
        bind(
            N_("Paid group"),
            self.is_paid,
            lambda r: group(r).is_paid,
            self._saves("is_paid"),
            folded=True,
        )
        bind(
            N_("Run for"),
            self.run_for,
            lambda r: _choice(group(r).run_for_id, group(r).run_for_name),
            self._saves("run_for_id", id_of),
            folded=True,
        )
        bind(
            N_("Branch"),
            self.branch,
            lambda r: _choice(group(r).branch_id, group(r).branch_name),
            self._saves("branch_id", id_of),
            folded=True,
        )
        bind(N_("Notes"), self.notes, lambda r: group(r).notes, self._saves("notes"), folded=True)

    # --- reading and saving -----------------------------------------------------------------------

    @override
    def read(self, db: "Database", record_id: str) -> _Facts | None:
        one = store.group_in_list(db, record_id)
        if one is None:
            return None
        return _Facts(one, tuple(roles.held_in(db, "group", record_id)))

    @override
    def said(self, record: _Facts) -> None:
        band = rules.size_band(record.one.people)
        self.size_card.setVisible(band is not None)
        if band is not None:
            self.size_title.setText(
                ngettext(
                    "{count} person: {band}", "{count} people: {band}", record.one.people
                ).format(count=record.one.people, band=_(rules.BAND_WORDS[band.code]))
            )
            views = [_(view) for view in rules.size_views(record.one.people)]
            self.size_views.setText("\n".join((_("Two owners see it differently:"), *views)))
        team = [
            _("{title}: {name}").format(title=held.words(), name=held.member_name)
            for held in record.team
        ]
        self.team.setText("\n".join(team) or _("Nobody has been appointed yet."))
        ends = record.one.group.ends_on
        self.life_span.set_placeholder(_("Empty: no end"))
        tip = "" if ends is None else _("Ends on {date}").format(date=format_date(ends))
        self.life_span.setToolTip(tip)

    def _saves(self, column: str, stored: Callable[[Any], object] | None = None) -> Saving:
        return self.changes(actions.change, column, stored)

    async def _make_institution(self, name: str) -> Choice | None:
        done = await self.desk.do(institution_actions.add, name)
        return None if done is None else Choice(done.result, name)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._say()

    def _say(self) -> None:
        self.platform.set_options([(code, _(words)) for code, words in PLATFORMS.items()])
        self.kind.set_options([(code, _(words)) for code, words in KINDS.items()])
        self.is_paid.set_text(_("Members pay to be in it"))
        self.positioning.set_placeholder(_("What the group is about"))
        self.for_whom.set_placeholder(_("Owners of small training schools, for instance"))
        self.run_for.line.setPlaceholderText(_("Empty: for ourselves"))


def _group(record: _Facts) -> Any:
    return record.one.group


def _choice(record_id: str | None, name: str) -> Choice | None:
    return None if record_id is None else Choice(record_id, name)
