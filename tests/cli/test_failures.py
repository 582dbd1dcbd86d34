"""Every failure ends with a sentence, and with an object where a program reads."""

import argparse
import json

import pytest

from organizer.base.words import set_language
from organizer.cli.main import carry_out, main
from tests.cli.shell import Shell


def interrupted(_parsed: argparse.Namespace) -> int:
    raise KeyboardInterrupt


def broken(_parsed: argparse.Namespace) -> int:
    return int("王芳")


@pytest.mark.parametrize(("run", "code"), [(interrupted, "cancelled"), (broken, "internal")])
def test_programs_are_told_of_every_failure(
    capsys: pytest.CaptureFixture[str], run: object, code: str
) -> None:
    set_language("zh_Hans")
    assert carry_out(argparse.Namespace(run=run, json=True)) == 1
    out, err = capsys.readouterr()
    error = json.loads(out)["error"]
    assert error["code"] == code
    assert error["message"] == err.strip()
    assert "王芳" not in out + err
    assert carry_out(argparse.Namespace(run=run, json=False)) == 1
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "没有“nonsense”"),
        (["import"], "还缺"),
        (["history", "--limit", "-3"], "“-3”"),
        (["history", "--limit", "²"], "“²”"),
        (["new", "a.db", "--date", "昨天"], "“昨天”"),
        (["history", "--nonsense"], "--nonsense"),
    ],
)
def test_wrong_use_is_told_in_the_language_shown(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main([*arguments, "--language=zh", "--json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["error"]["code"] == "wrong_use"
    assert said in err
    for english in ("usage", "invalid", "argument", "_count", "_date", "required"):
        assert english not in err


def test_help_is_in_the_language_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "members", "--help", "--language=zh"]) == 0
    shown = capsys.readouterr().out
    for english in ("usage", "options", "positional", "show this"):
        assert english not in shown
    assert main(["import", "members", "--help", "--language=en"]) == 0
    shown = capsys.readouterr().out
    assert "options" in shown
    assert "show this help message and exit" in shown


def test_history_says_that_there_is_more(shell: Shell) -> None:
    for number in range(3):
        shell.run(
            "import",
            "members",
            shell.write("a.csv", f"姓名,手机\n人{number},1380000000{number}\n"),
        )
    assert len(shell.json("history")["steps"]) == 3
    assert shell.json("history")["more"] is False
    short = shell.json("history", "--limit", "2")
    assert (len(short["steps"]), short["more"]) == (2, True)
    assert "--limit" in shell.run("history", "--limit", "2")[0]
    assert "--limit" not in shell.run("history", "--limit", "3")[0]
