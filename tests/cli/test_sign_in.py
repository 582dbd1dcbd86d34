"""`organizer print sign-in`: the sheet of an event named by id, its beginning or title."""

import datetime as dt

import pytest

from organizer.base.register import Register
from organizer.domain.events import actions, actions_participants, actions_sheet
from organizer.domain.events.records import SessionTime
from organizer.domain.events.sheet import SheetOptions
from tests import factories
from tests.cli.shell import Shell
from tests.printing.reading_pdf import read_pdf

AFTERNOON = SessionTime(dt.date(2026, 12, 5), "14:00", 180)


@pytest.fixture
def event_id(shell: Shell) -> str:
    """A meet-up day with nine people, one of them with a companion."""
    with Register.open(shell.register) as register, register.step() as step:
        found = actions.add(step, "十二月沟通日", "meet_up", [AFTERNOON])
        members = factories.make_members(step)
        actions_participants.sign_up_members(step, found, members[1:])
        actions_participants.sign_up(step, found, member_id=members[0], seats=2)
    return found


def test_a_sheet_is_printed_and_noted(shell: Shell, event_id: str) -> None:
    out = shell.folder / "签到表.pdf"
    told = shell.json(
        "print", "sign-in", "十二月沟通日", "-o", str(out), "--blank-rows", "3", "--paper", "A5"
    )
    assert (told["expected"], told["seats"], told["blank_rows"]) == (9, 10, 3)
    document = read_pdf(out.read_bytes())
    assert len(document.pages) == told["pages"]
    assert document.widths[0] == pytest.approx((420, 595), abs=1)
    text = "".join("".join(page) for page in document.pages)
    assert all(name in "".join(text.split()) for name in ("曾国栋", "欧阳雪", "TinaZhou"))
    assert factories.phone(1) not in "".join(text.split())
    newest = shell.json("history")["steps"][0]
    assert newest["action"] == "events.take_out_sheet"


def test_the_next_sheet_looks_like_the_last(shell: Shell, event_id: str) -> None:
    out = str(shell.folder / "a.pdf")
    shell.run("print", "sign-in", event_id, "-o", out, "--paper", "Letter", "--blank-rows", "0")
    told = shell.json("print", "sign-in", event_id, "-o", out)
    assert told["blank_rows"] == 0
    assert read_pdf((shell.folder / "a.pdf").read_bytes()).widths[0] == (612.0, 792.0)


def test_an_unknown_event_changes_nothing(shell: Shell, event_id: str) -> None:
    out = shell.folder / "a.pdf"
    before = len(shell.json("history")["steps"])
    found = shell.json("print", "sign-in", "没有的活动", "-o", str(out), code=1)
    assert found["error"]["code"].startswith("events.")
    assert not out.exists()
    assert len(shell.json("history")["steps"]) == before


def test_whole_numbers_are_told(shell: Shell, event_id: str) -> None:
    with Register.open(shell.register) as register, register.step() as step:
        actions_sheet.take_out(step, SheetOptions(phone="full"), what="pdf", people=9)
    out = shell.folder / "a.pdf"
    said, _error = shell.run("print", "sign-in", event_id, "-o", str(out), "--language", "en")
    assert "whole phone numbers" in said
    text = "".join("".join(read_pdf(out.read_bytes()).pages[0]).split())
    assert factories.phone(1) in text
