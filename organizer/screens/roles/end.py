"""The sheets that end positions on a day, or give them a new term."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence

from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext
from organizer.domain.roles import actions
from organizer.widgets.date_field import DateField
from organizer.widgets.desk import Desk, Done
from organizer.widgets.form_sheet import FormSheet


class DaySheet(FormSheet):
    """Asks for one day and does something with it."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        label: str,
        button: str,
        proposed: dt.date,
        run: Callable[[dt.date | None], Awaitable[Done[object]]],
    ) -> None:
        super().__init__(desk, title, button, width=420)
        self._run = run
        self.day = DateField(desk.clock.today)
        self.day.set_day(proposed)
        self.form.add(label, self.day)
        self.day.setFocus()

    @override
    async def carry_out(self) -> None:
        self.desk.say_done(await self._run(self.day.day))


async def end_positions(desk: Desk, ids: Sequence[str]) -> None:
    """Ask for the day positions end, and end them."""
    count = len(ids)
    sheet = DaySheet(
        desk,
        ngettext("End {count} position", "End {count} positions", count).format(count=count),
        N_("Ended on"),
        _("End"),
        desk.clock.today(),
        lambda day: desk.save(actions.end, list(ids), on=day),
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
        lambda day: desk.save(actions.extend, list(ids), day),
    )
    await desk.messages.open(sheet)
