"""`organizer events sign-up`: what a program and a person get to know of a pasted chain."""

import datetime as dt

import pytest

from organizer.base.register import Register
from organizer.domain.events import actions
from organizer.domain.events.records import SessionTime
from tests import factories
from tests.cli.shell import Shell

CHAIN = "#接龙\n周六沙龙\n\n1. 王芳 2人\n2. 小周 晨光教育\n3. 李方\n4. 小周 3人\n\n请尽快报名"


@pytest.fixture
def event_id(shell: Shell) -> str:
    with Register.open(shell.register) as register, register.step() as step:
        factories.make_members(step, ["王芳", "李芳"])
        time = SessionTime(dt.date(2026, 3, 14), "14:00", 120)
        return actions.add(step, "周六沙龙", "salon", [time], capacity=4)


def test_a_chain_is_taken_over_once(shell: Shell, event_id: str) -> None:
    path = shell.write("接龙.txt", CHAIN, "gb18030")
    rehearsed = shell.json("events", "sign-up", event_id, path, "--dry-run")
    done = shell.json("events", "sign-up", "周六沙龙", path)
    assert rehearsed == {**done, "dry_run": True, "step": None}
    assert (done["event"], done["step"], done["dry_run"]) == (event_id, 2, False)
    assert [line["state"] for line in done["lines"]] == ["new", "repeated", "undecided", "new"]
    assert [line["waits"] for line in done["lines"]] == [False, False, False, True]
    assert done["lines"][2]["candidates"][0]["name"] == "李芳"
    assert done["not_understood"] == [{"line": 9, "text": "请尽快报名", "reason": "after_list"}]
    assert {key: done["counts"][key] for key in ("new", "waiting", "undecided", "seats")} == {
        "new": 2, "waiting": 1, "undecided": 1, "seats": 2,
    }  # fmt: skip
    again = shell.json("events", "sign-up", event_id, path)
    assert (again["step"], again["counts"]["same"], again["counts"]["new"]) == (None, 2, 0)
    fewer = shell.json("events", "sign-up", event_id, shell.write("b.txt", "1. 小周 3人"))
    assert [one["name"] for one in fewer["withdrawn"]] == ["王芳"]


def test_people_are_told_line_by_line(shell: Shell, event_id: str) -> None:
    path = shell.write("接龙.txt", CHAIN)
    said, _complaint = shell.run("events", "sign-up", event_id, path, "--language", "en")
    for words in ("1. 王芳", "Signs up", "2 seats", "Who is it?", "李芳", "line 9", "请尽快报名"):
        assert words in said
    half, _complaint = shell.run(
        "events", "sign-up", event_id, shell.write("b.txt", "9. 赵云"), "--language", "en"
    )
    assert "Half a list, it seems" in half


@pytest.mark.parametrize(
    ("event", "text", "code"),
    [
        ("没有的活动", CHAIN, "events.not_found_named"),
        ("周六沙龙", "大家好", "events.no_chain"),
        ("周六沙龙", "1. 王芳\n" * 900_000, "events.paste_too_long"),
    ],
)
def test_refusals_change_nothing(
    shell: Shell, event_id: str, event: str, text: str, code: str
) -> None:
    path = shell.write("接龙.txt", text)
    assert shell.json("events", "sign-up", event, path, code=1)["error"]["code"] == code
    assert len(shell.json("history")["steps"]) == 1


def test_a_missing_file_is_told(shell: Shell, event_id: str) -> None:
    missing = str(shell.folder / "keine.txt")
    answer = shell.json("events", "sign-up", event_id, missing, code=1)
    assert "keine.txt" in answer["error"]["message"]
