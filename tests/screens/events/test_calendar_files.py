"""Calendar files at the window: what goes out, and what a file that comes in would do."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from organizer.base.errors import UserError
from organizer.base.register_thread import RegisterThread
from organizer.domain.events import actions, store
from organizer.domain.events.records import EventFilter
from organizer.screens.events.calendar_file_export import ExportSheet, open_export, write
from organizer.screens.events.calendar_file_import import ImportSheet, look_into
from organizer.screens.events.calendar_file_rows import details_of, note_of
from organizer.screens.events.page import CalendarPage
from organizer.widgets.desk import Desk, Page
from organizer.widgets.messages import Messages
from organizer.widgets.tasks import Progress
from tests.screens.conftest import TODAY
from tests.screens.events.planned import plan
from tests.screens.pictures import problems

Settle = Callable[[], None]
Run = Callable[..., object]
MakePage = Callable[[str], Page]


@pytest.fixture
def planned(register: RegisterThread) -> dict[str, str]:
    return plan(register, TODAY)


@pytest.fixture
def file(
    desk: Desk, messages: Messages, settle: Settle, planned: dict[str, str], tmp_path: Path
) -> Path:
    """Everything as a file, written by the window."""
    assert planned
    desk.start(open_export(desk))
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, ExportSheet)
    everything = sheet.counted[-1]
    assert sheet.counted[0].offer.first == TODAY
    sheet.reject()
    settle()
    path = tmp_path / "calendar.ics"
    desk.start(write(desk, everything.events, path, ""))
    settle()
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")
    return path


def opened(desk: Desk, messages: Messages, settle: Settle, path: Path) -> ImportSheet:
    async def look() -> None:
        sheet = ImportSheet(desk, await look_into(desk, path, Progress()))
        desk.start(messages.open(sheet))

    desk.start(look())
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, ImportSheet)
    return sheet


def title_of(register: RegisterThread, event_id: str) -> str:
    event = register.ask(lambda db: store.event(db, event_id)).result()
    assert event is not None
    return event.title


def test_what_went_out_comes_back_as_the_same_and_what_differs_is_shown(
    desk: Desk,
    messages: Messages,
    settle: Settle,
    register: RegisterThread,
    planned: dict[str, str],
    file: Path,
) -> None:
    sheet = opened(desk, messages, settle, file)
    assert {one.state for one in sheet.look.plan.planned} == {"same"}
    assert not sheet.act_button.isEnabled()
    sheet.reject()
    settle()
    text = file.read_text(encoding="utf-8")
    before = title_of(register, planned["lecture"])
    file.write_text(
        text.replace(f"SUMMARY:{before}", f"SUMMARY:{before}（改）").replace(
            planned["salon"], "0" * len(planned["salon"])
        ),
        encoding="utf-8",
    )
    sheet = opened(desk, messages, settle, file)
    states = [one.state for one in sheet.look.plan.planned]
    assert (states.count("new"), states.count("changed")) == (1, 1)
    changed = next(
        row
        for row in sheet._source.rows_by_key.values()
        if row.planned is not None and row.planned.state == "changed"
    )
    assert before in details_of(changed)[0]
    assert note_of(changed)
    # the new one is left out with the keyboard, the change is taken over with one key
    sheet.table.select([sheet.table.shown_ids()[0]])
    QTest.keyClick(sheet.table.view, Qt.Key.Key_Space)
    assert sheet.chosen == {changed.key}
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert messages.dialog is None
    assert title_of(register, planned["lecture"]) == f"{before}（改）"
    desk.start(register.undo())
    settle()
    assert title_of(register, planned["lecture"]) == before


def test_what_is_refused_says_its_line_and_nothing_else_is_lost(
    desk: Desk, messages: Messages, settle: Settle, tmp_path: Path
) -> None:
    path = tmp_path / "mixed.ics"
    path.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
        "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:好\r\nDTSTART:20260401T190000\r\n"
        "DTEND:20260401T200000\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:b\r\nSUMMARY:没有时间\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n",
        encoding="utf-8",
    )
    sheet = opened(desk, messages, settle, path)
    refused = [row for row in sheet._source.rows_by_key.values() if row.refused is not None]
    assert [row.refused.line for row in refused if row.refused] == [10]
    assert "10" in note_of(refused[0])
    assert sheet.chosen == {"a"}
    assert sheet.form.isVisible()  # the file does not say of which kind it is
    sheet.kind.setCurrentIndex(sheet.kind.findData("lecture"))
    sheet.act_button.click()
    settle()
    assert messages.dialog is None
    entries = desk.opened().ask(lambda db: store.entries(db, TODAY, TODAY.replace(month=4)))
    assert [(one.title, one.kind) for one in entries.result()] == [("好", "lecture")]


def test_a_broken_file_is_one_sentence(
    desk: Desk, messages: Messages, settle: Settle, tmp_path: Path
) -> None:
    path = tmp_path / "broken.ics"
    path.write_bytes(b"\x00\x01 not a calendar")
    found: list[UserError] = []

    async def look() -> None:
        try:
            await look_into(desk, path, Progress())
        except UserError as error:
            found.append(error)

    desk.start(look())
    settle()
    assert [one.code.partition(".")[0] for one in found] == ["calendar_file"]
    assert messages.dialog is None


def test_the_calendar_offers_its_event_its_filter_and_everything(
    desk: Desk,
    messages: Messages,
    make_page: MakePage,
    settle: Settle,
    planned: dict[str, str],
) -> None:
    page = make_page("events")
    assert isinstance(page, CalendarPage)
    settle()
    page.show_record(planned["salon"])
    settle()
    page.calendar.legend.hide_kinds(["lecture"])
    page.open_with(export=True)
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, ExportSheet)
    one, narrowed, from_today, everything = sheet.counted
    assert [event.title for event in one.events] == [one.title]
    assert "lecture" not in {event.kind for event in narrowed.events}
    assert len(narrowed.events) < len(everything.events)
    assert len(from_today.events) <= len(everything.events)
    assert problems(sheet, {one.title}) == []
    sheet.reject()
    settle()


def test_an_empty_calendar_has_nothing_to_export(
    desk: Desk, messages: Messages, settle: Settle
) -> None:
    desk.start(open_export(desk, EventFilter(kinds=frozenset({"salon"}))))
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, ExportSheet)
    assert not sheet.act_button.isEnabled()
    sheet.reject()
    settle()


def test_an_event_of_the_archive_is_refused_in_words(
    desk: Desk, messages: Messages, settle: Settle, register: RegisterThread,
    planned: dict[str, str], file: Path,
) -> None:  # fmt: skip
    register.act(lambda step: actions.archive(step, [planned["lecture"]])).result()
    sheet = opened(desk, messages, settle, file)
    assert len(sheet.look.plan.refused) == 1
    assert problems(sheet, set()) == []
    sheet.reject()
    settle()


def test_the_menu_leads_to_what_is_needed_now_and_then(
    desk: Desk, make_page: MakePage, settle: Settle
) -> None:
    page = make_page("events")
    assert isinstance(page, CalendarPage)
    opened: list[str] = []
    desk.page_wanted.connect(lambda key, _arguments: opened.append(key))
    menu = page.more.menu()
    assert menu is not None
    for action in menu.actions()[3:]:
        action.trigger()
    settle()
    assert opened == ["venues", "special_days", "texts"]
    assert menu.actions()[0].text()
    assert page.more.toolTip()
