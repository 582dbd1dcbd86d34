"""A monthly day from the first idea to the page of everybody who was there."""

import datetime as dt
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from organizer.base.clock import FixedClock
from organizer.base.register import Register
from organizer.domain.events import actions as events
from organizer.domain.events import store, store_participants
from organizer.domain.events.participants import Participant
from organizer.domain.events.records import Event, SessionTime
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.groups.records import JoinRow
from organizer.screens.events.absent_sheet import AbsentSheet
from organizer.screens.events.attendance_of_member import AttendanceOfMember
from organizer.screens.events.attendance_tab import EventAttendance
from organizer.screens.events.check_in import CheckIn
from organizer.screens.events.invitation_sheet import InvitationSheet
from organizer.screens.events.new_event import NewEvent
from organizer.screens.events.notes_tab import EventNotes
from organizer.screens.events.page import CalendarPage
from organizer.screens.events.paper_sheet import PaperSheet
from organizer.screens.events.paste_sheet import PasteSheet
from organizer.screens.events.profile import EventProfile
from organizer.screens.events.recap_sheet import RecapSheet
from organizer.screens.events.sheet_tab import EventSheet
from organizer.screens.events.sign_up_tab import EventSignUp
from organizer.screens.events.tick_sheet import TickSheet
from organizer.screens.events.turn_sheet import TurnSheet
from organizer.screens.events.unpaid_sheet import UnpaidSheet
from organizer.screens.members.page import MembersPage
from organizer.widgets.desk import DetailTab
from organizer.widgets.detail_pane import DetailPane
from tests import factories
from tests.journeys.program import DAY, Program, Start
from tests.printing.reading_pdf import read_pdf

TITLE, GROUP = "三月沟通日", "校长沟通群"
LONG = ("阿卜杜热西提吐尔逊艾合买提江买买提依明古", "古丽巴哈尔阿布都克里木买买提吐尔逊江艾山")
"""Names of twenty characters, as there are."""
NAMES = (
    *("曾国栋", "单雨桐", "仇晓燕", "解思齐", "欧阳雪", "王小明"),
    *("李雷", "韩梅梅", "上官婉清", "东方既白", *LONG),
)
SATURDAY = DAY + dt.timedelta(days=5)
BLANK = 30
T = TypeVar("T", bound=DetailTab)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A register with a group of twelve; one institution hosted in February, another never."""
    made = tmp_path / "校长群.organizer"
    register = Register.create(made)
    with register.step() as step:
        people = factories.make_members(step, NAMES)
        hosts = [factories.make_institution(step, name) for name in ("晨光教育", "小荷美术")]
        group = groups.add(step, GROUP, platform="wechat")
        memberships.join_many(step, [JoinRow(group, one, dt.date(2025, 9, 1)) for one in people])
        february = SessionTime(dt.date(2026, 2, 7), "14:00", 150)
        events.add(step, "二月沟通日", "meet_up", [february], host_id=hosts[0])
    register.close()
    return made


def tab_of(program: Program, title: str, kind: type[T]) -> T:
    """The event's tab of this name, in front."""
    pane = program.page(CalendarPage).pane
    pane.open_tab(title)
    program.settle()
    tab = pane.tab(title)
    assert isinstance(tab, kind)
    return tab


def the_event(program: Program) -> Event:
    record = program.page(CalendarPage).pane.record_id
    assert record is not None
    event = program.read(lambda db: store.event(db, record))
    assert event is not None
    return event


def on_list(program: Program, event_id: str) -> dict[str, Participant]:
    found = program.read(lambda db: store_participants.participants(db, event_id))
    return {one.name: one for one in found}


def closed(program: Program) -> None:
    """Wait until no sheet is open any more and all is written."""
    program.until(lambda: program.window.desk.messages.dialog is None)
    program.settle()


def plan(program: Program) -> Event:
    """By keys from the calendar: the Saturday, a title, the group that is invited."""
    program.window.open_page("events")
    program.settle()
    page = program.page(CalendarPage)
    page.view.setFocus()
    for _day in range((SATURDAY - DAY).days):
        program.press("Right")
    program.press("Return")
    sheet = program.open_sheet(NewEvent)
    assert sheet.day.day == SATURDAY
    program.type(TITLE)
    program.pick(sheet.groups.line, GROUP[:2])
    sheet.name.line.setFocus()
    program.press("Return")
    closed(program)
    event = the_event(program)
    assert (event.title, event.kind, [name for _id, name in event.groups]) == (
        *(TITLE, "meet_up"),
        [GROUP],
    )
    return event


def let_the_next_host(program: Program) -> None:
    """Two say they are willing; it is the turn of the one who never hosted. It costs 30 yuan."""
    profile = tab_of(program, "Profile", EventProfile)
    program.click(profile.turn_button)
    sheet = program.open_sheet(TurnSheet)
    for letters in ("晨光", "小荷"):
        program.pick(sheet.adder.line, letters)
    program.until(lambda: len(sheet.table.shown_ids()) == 2)
    first = sheet.table.shown_ids()[0]
    sheet.table.select([first])
    program.click(sheet.act_button)
    closed(program)
    assert the_event(program).host_name == "小荷美术", "who never hosted comes first"
    profile.cost.line.setFocus()
    program.type("30")
    program.press("Return")
    assert the_event(program).cost_fen == 3_000


def invite(program: Program) -> str:
    """The words of the invitation are copied; gives them."""
    tab = tab_of(program, "Sign-up", EventSignUp)
    program.choose(tab.action_row, tab.invite_button.text())
    sheet = program.open_sheet(InvitationSheet)
    program.click(sheet.text.copier)
    text = QGuiApplication.clipboard().text()
    assert all(words in text for words in (TITLE, "小荷美术", "30", "接龙", "3月14日"))
    program.click(sheet.copy_button)
    assert QGuiApplication.clipboard().image().width() > 1_000
    program.click(sheet.closer)
    closed(program)
    return text


def paste(program: Program, *lines: str) -> None:
    """Copy the chain as it stands in the chat, and paste it into the list."""
    tab = tab_of(program, "Sign-up", EventSignUp)
    entries = "\n".join(f"{n}. {line}" for n, line in enumerate(lines, start=1))
    program.copy(f"#接龙\n{TITLE}\n\n{entries}")
    tab.add_line.setFocus()
    program.click(tab.paste_button)
    sheet = program.open_sheet(PasteSheet)
    program.until(lambda: sheet.plan is not None and sheet.act_button.isEnabled())
    program.press("Ctrl+Return")
    closed(program)


def print_the_sheet(program: Program, folder: Path, expected: str, names: list[str]) -> None:
    """As a PDF and as a picture, with thirty rows for those who just come."""
    tab = tab_of(program, "Sign-in sheet", EventSheet)
    program.click(tab.open_button)
    sheet = program.open_sheet(PaperSheet)
    program.settle()
    sheet.choices.blank_rows.setFocus()
    sheet.choices.blank_rows.selectAll()
    program.type(str(BLANK))
    program.press("Tab")
    target = folder / "签到表.pdf"
    # the sheet stays open behind the question where to: two things run, which never settles
    QTest.mouseClick(sheet.pdf_button, Qt.MouseButton.LeftButton)
    program.choose_file(target)
    program.until(lambda: target.exists() and sheet.outcome.text())
    document = read_pdf(target.read_bytes())
    pages = ["".join("".join(page).split()) for page in document.pages]
    assert len(pages) > 1
    for number, text in enumerate(pages, start=1):
        assert text.count("序号姓名机构") == 1, "the columns are named on every page"
        assert f"第{number}页，共{len(pages)}页" in text
    assert pages[0].startswith(f"{TITLE}·签到表时间2026年3月14日周六14:00–16:30")
    assert f"应到：{expected}" in pages[-1]
    whole = "".join(pages)
    assert [whole.count(name) for name in names] == [1] * len(names), "nobody is cut or left out"
    blank = "".join(str(number) for number in range(len(names) + 1, len(names) + BLANK + 1))
    assert blank in whole.replace("第1页，共2页", "").replace(f"{TITLE}·签到表", "").replace(
        "序号姓名机构校内职务手机尾号座位签名现场补签（续）", ""
    ), "a numbered row for everybody who just comes"
    QGuiApplication.clipboard().clear()
    program.click(sheet.copy_button)
    program.until(lambda: not QGuiApplication.clipboard().image().isNull())
    picture = QGuiApplication.clipboard().image()
    assert picture.height() > picture.width() > 500
    program.click(sheet.closer)
    closed(program)


def check_in(program: Program, *typed: str) -> None:
    """At the door: something of the name, Enter; the last one pays at once."""
    tab = tab_of(program, "Attendance", EventAttendance)
    program.choose(tab.action_row, tab.door_button.text())
    sheet = program.open_sheet(CheckIn)
    program.until(lambda: sheet.roll is not None)
    for words in typed:
        program.type(words)
        program.press("Return")
    assert len(sheet.arrivals) == len(typed)
    program.press("F4")
    program.press("Escape")
    closed(program)


def tick_from_paper(program: Program, keys: dict[str, str]) -> None:
    """The others, in the order of the paper sheet: a key each, `keys` for who has another."""
    tab = tab_of(program, "Attendance", EventAttendance)
    program.choose(tab.action_row, tab.tick_button.text())
    sheet = program.open_sheet(TickSheet)
    program.until(lambda: sheet.list.rows.lines)
    program.settle()
    roll = sheet.list
    for line in list(roll.rows.lines.values()):
        if roll.noting.of(line.person).state == "unknown":
            program.press("N")
            program.type(str(line.number))
            program.press("Return")
            program.press(keys.get(line.person.name, "Space"))
    program.click(sheet.leave_button)
    closed(program)


def collect(program: Program) -> None:
    """Who has not paid is asked; then all of them have."""
    tab = tab_of(program, "Sign-up", EventSignUp)
    program.choose(tab.action_row, tab.pay_button.text())
    sheet = program.open_sheet(UnpaidSheet)
    assert "¥30" in sheet.preview.text()
    sheet.table.view.setFocus()
    program.press("Ctrl+A")
    program.click(sheet.paid_button)
    program.until(lambda: not sheet.table.shown_ids())
    program.press("Escape")
    closed(program)


def miss(program: Program, *names: str) -> None:
    """Who did not come stands in a list, with a word for each; Enter copies it."""
    tab = tab_of(program, "Attendance", EventAttendance)
    program.choose(tab.action_row, tab.missing_button.text())
    sheet = program.open_sheet(AbsentSheet)
    assert sheet.table.model.rowCount() == len(names)
    copied = []
    for _name in names:
        program.settle()
        program.press("Return")
        copied.append(QGuiApplication.clipboard().text())
    assert all(any(name in text for text in copied) for name in names)
    program.click(program.button(sheet, "关闭"))
    closed(program)


def tell_of_it(program: Program, came: list[str], missed: list[str]) -> None:
    """The recap of the next day is copied: who came, and thanks to the host."""
    tab = tab_of(program, "Said", EventNotes)
    program.choose(tab.action_row, tab.recap_button.text())
    sheet = program.open_sheet(RecapSheet)
    program.click(sheet.text.copier)
    text = QGuiApplication.clipboard().text()
    assert TITLE in text
    assert "小荷美术" in text
    assert all(name in text for name in came)
    assert not any(name in text for name in missed)
    program.click(sheet.closer)
    closed(program)


def see_it_in_the_page_of(program: Program, person: Participant, words: str) -> None:
    """The person's page says to how many events they came."""
    program.window.desk.open_record("member", person.member_id or "")
    program.settle()
    pane = program.page(MembersPage).findChild(DetailPane)
    assert isinstance(pane, DetailPane)
    pane.open_tab("Attendance")
    program.settle()
    tab = pane.tab("Attendance")
    assert isinstance(tab, AttendanceOfMember)
    program.until(lambda: tab.record_id == person.member_id and words in tab.sum.text())
    assert tab.table.model.rowCount() == 1


def test_a_monthly_day(start: Start, clock: FixedClock, path: Path, tmp_path: Path) -> None:
    program = start(str(path))
    program.until(lambda: program.window.desk.register is not None)
    event_id = plan(program).id
    let_the_next_host(program)
    invite(program)

    # the chain grows; one brings somebody, one changes their mind
    paste(program, *NAMES[:3])
    assert list(on_list(program, event_id)) == list(NAMES[:3])
    paste(program, *NAMES[:3], f"{NAMES[3]}+1", *NAMES[4:9])
    people = on_list(program, event_id)
    assert {name: one.seats for name, one in people.items() if one.seats > 1} == {NAMES[3]: 2}
    paste(program, *NAMES[:2], f"{NAMES[3]}+1", *NAMES[4:])
    people = on_list(program, event_id)
    assert [name for name, one in people.items() if not one.is_expected] == [NAMES[2]]
    coming = [name for name, one in people.items() if one.is_expected]
    assert sorted(coming) == sorted({*NAMES} - {NAMES[2]})
    assert all(one.member_id for one in people.values())

    print_the_sheet(program, tmp_path, "11人·12座", coming)

    clock.move(SATURDAY - DAY)
    check_in(program, "曾国栋", "shanyutong", "xsq", factories.phone(4)[-4:])
    people = on_list(program, event_id)
    assert [name for name, one in people.items() if one.was_there] == [
        *(NAMES[0], NAMES[1], NAMES[3], NAMES[4])
    ]
    tick_from_paper(program, {NAMES[5]: "2", NAMES[6]: "3"})
    people = on_list(program, event_id)
    missed = [NAMES[5], NAMES[6]]
    came = [name for name in coming if name not in missed]
    assert [name for name, one in people.items() if one.was_there] == came

    assert people[NAMES[4]].payment == "paid"
    collect(program)
    assert {on_list(program, event_id)[name].payment for name in came} == {"paid"}
    miss(program, *missed)
    tell_of_it(program, came, missed)
    people = on_list(program, event_id)
    for name in came:
        see_it_in_the_page_of(program, people[name], "到场 1/1 场")
    for name in missed:
        see_it_in_the_page_of(program, people[name], "到场 0/1 场")
