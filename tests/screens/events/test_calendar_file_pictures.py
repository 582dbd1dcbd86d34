"""The sheets of calendar files in both languages, light and dark, with large letters."""

from collections.abc import Callable
from pathlib import Path

from organizer.base.register_thread import RegisterThread
from organizer.domain.events import store_calendar_file
from organizer.domain.events.calendar_file import calendar_text
from organizer.screens.events.calendar_file_export import ExportSheet, open_export
from organizer.screens.events.calendar_file_import import ImportSheet, look_into
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from organizer.widgets.tasks import Progress
from tests.screens.conftest import TODAY
from tests.screens.events.planned import plan
from tests.screens.pictures import problems
from tests.screens.test_pictures import keep, look

__all__ = ["look"]


def test_both_sheets_are_whole_in_every_look(
    look: str,
    desk: Desk,
    messages: Messages,
    register: RegisterThread,
    settle: Callable[[], None],
    tmp_path: Path,
) -> None:
    plan(register, TODAY)
    events = register.ask(store_calendar_file.events_to_export).result()
    path = tmp_path / "日历.ics"
    text = calendar_text(events).decode().replace("SUMMARY:校长早茶会", "SUMMARY:校长晚茶会")
    broken = "BEGIN:VEVENT\r\nUID:x\r\nSUMMARY:没有时间\r\nEND:VEVENT\r\n"
    new = (
        "BEGIN:VEVENT\r\nUID:y\r\nSUMMARY:区里的座谈\r\nDTSTART:20260401T190000\r\n"
        "DTEND:20260401T200000\r\nEND:VEVENT\r\n"
    )
    path.write_text(text.replace("END:VCALENDAR", f"{broken}{new}END:VCALENDAR"), encoding="utf-8")
    found = []
    desk.start(open_export(desk))
    settle()
    export = messages.dialog
    assert isinstance(export, ExportSheet)
    keep(export, f"calendar-export-{look}")
    found += problems(export)
    export.reject()
    settle()

    async def show() -> None:
        sheet = ImportSheet(desk, await look_into(desk, path, Progress()))
        desk.start(messages.open(sheet))

    desk.start(show())
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, ImportSheet)
    states = {one.state for one in sheet.look.plan.planned}
    assert states == {"new", "changed", "same"}
    assert len(sheet.look.plan.refused) == 1
    for row in range(3):
        sheet.table.select([sheet.table.shown_ids()[row]])
        settle()
        keep(sheet, f"calendar-import-{row}-{look}")
        found += problems(sheet)
    sheet.reject()
    settle()
    assert not found, "\n".join(dict.fromkeys(found))
