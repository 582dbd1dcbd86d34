"""Writing down a visit: who went, what was said, what comes next."""

from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.events import actions_visits
from organizer.domain.events.actions_visits import NextStep
from organizer.domain.events.visits import Visit
from organizer.screens.events.paste_strip import find_people
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk
from organizer.widgets.fields import MultiLineField, TextField
from organizer.widgets.form_sheet import FormSheet
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.tag_editor import TagEditor


class VisitMadeSheet(FormSheet):
    """What was said is needed; a next step is not."""

    def __init__(self, desk: Desk, visit: Visit) -> None:
        names = "、".join(name for _id, name in visit.visited)
        title = _("Visit to {name}").format(name=names)
        super().__init__(desk, title, _("Save"), "events.visit_made", 520)
        self._visit = visit
        self.said = MultiLineField()
        self.said.set_value(visit.said)
        self.going = TagEditor(desk.tasks, lambda words: find_people(desk, words))
        self.going.line.setPlaceholderText(_("Add a person"))
        self.going.load([Choice(member_id, name) for member_id, name in visit.visitors])
        self.step = TextField()
        self.who = PickerField(desk.tasks, lambda words: find_people(desk, words))
        self.day = DateField(desk.clock.today)
        self.form.add(N_("What was said there"), self.said)
        self.form.add(N_("Who went"), self.going)
        self.form.add(N_("Next step"), self.step)
        self.form.add(N_("Who does it"), self.who)
        self.form.add(N_("Due on"), self.day)
        if visit.visitors:
            self.who.set_value(Choice(*visit.visitors[0]))
        self.said.setFocus()

    @override
    async def carry_out(self) -> None:
        who = self.who.value
        step = NextStep(self.step.value, who.id if who is not None else None, self.day.day)
        done = await self.desk.save(
            actions_visits.made,
            self._visit.event_id,
            self.said.value,
            visitor_ids=[one.id for one in self.going.value],
            next_step=step if step.words else None,
        )
        self.desk.say_done(done)
