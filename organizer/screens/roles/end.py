"""The sheets that end positions on a day, or give them a new term."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from organizer.base.errors import UserError
from organizer.base.words import N_, _, ngettext
from organizer.domain.roles import actions
from organizer.widgets.colours import Tone
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.form import Form
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind


class DaySheet(Sheet):
    """Asks for one day and does something with it."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        label: str,
        button: str,
        proposed: dt.date | None,
        run: Callable[[dt.date | None], Any],
    ) -> None:
        super().__init__(desk.messages.window, title, width=420)
        self._run = run
        self.day = DateField(desk.clock.today)
        self.day.set_value(proposed.isoformat() if proposed else "")
        self.form = Form(self)
        self.form.add(label, self.day)
        self.problem = PlainLabel("", self, tone=Tone.DANGER, wrap=True)
        self.problem.hide()
        self.content.addWidget(self.form)
        self.content.addWidget(self.problem)
        self.add_cancel()
        self.act_button = self.add_button(button, Kind.PRIMARY)
        self.act_button.clicked.connect(lambda: desk.start(self._act()))
        self.day.setFocus()

    async def _act(self) -> None:
        if not self.form.check():
            return
        day = dt.date.fromisoformat(self.day.value) if self.day.value else None
        try:
            await self._run(day)
        except UserError as refusal:
            self.problem.setText(refusal.message())
            self.problem.show()
            return
        self.accept()


async def _said(
    desk: Desk, action: Any, ids: Sequence[str], *arguments: Any, **values: Any
) -> None:
    from organizer.base.history import title

    done = await desk.save(action, list(ids), *arguments, **values)
    if done.step is not None:
        step = done.step
        desk.messages.say(
            title(step.action, step.values),
            _("Undo"),
            lambda: desk.start(desk.take_back(step.id)),
        )


async def end_positions(desk: Desk, ids: Sequence[str]) -> None:
    """Ask for the day positions end, and end them."""
    count = len(ids)
    sheet = DaySheet(
        desk,
        ngettext("End {count} position", "End {count} positions", count).format(count=count),
        N_("Ended on"),
        _("End"),
        desk.clock.today(),
        lambda day: _said(desk, actions.end, ids, on=day),
    )
    await desk.messages.open(sheet)


async def extend_terms(desk: Desk, ids: Sequence[str]) -> None:
    """Ask for the new end of terms; a year from now is proposed."""
    today = desk.clock.today()
    proposed = today.replace(year=today.year + 1, day=min(today.day, 28))
    sheet = DaySheet(
        desk,
        _("New term"),
        N_("Term until"),
        _("Save"),
        proposed,
        lambda day: _said(desk, actions.extend, ids, day),
    )
    await desk.messages.open(sheet)
