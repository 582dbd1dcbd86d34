"""The command line as its users and programs meet it: exit codes, sentences, JSON, files."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from organizer.__main__ import wants_window
from organizer.base.register import Register
from organizer.cli.main import main
from organizer.cli.shell import spoken_language
from organizer.domain.members import actions as members
from tests.cli.shell import Shell

LIST = (
    "姓名,手机,机构,星座\n"
    "王芳,13800001111,晨光,白羊\n"
    "李雷,13800002222,晨光,\n"
    ",13800003333,晨光,\n"
    "甲,13800004444,,\n"
    "乙,13800004444,,\n"
)


def test_a_list_comes_in_and_a_rehearsal_says_the_same(shell: Shell) -> None:
    path = shell.write("a.csv", LIST, "gb18030")
    rehearsed = shell.json("import", "members", path, "--dry-run")
    assert shell.json("search", "王芳")["members"] == []
    done = shell.json("import", "members", path)
    for key in ("rows", "new", "matched", "changed", "conflicts", "refused", "conflict_rows"):
        assert rehearsed[key] == done[key], key
    assert {key: done[key] for key in ("rows", "new", "matched", "changed", "conflicts")} == {
        "rows": 5,
        "new": 2,
        "matched": 0,
        "changed": 0,
        "conflicts": 2,
    }
    assert done["refused"] == [
        {"line": 4, "code": "no_name", "reason": "没有姓名。", "columns": ["name"], "wrong": ""}
    ]
    assert [row["line"] for row in done["conflict_rows"]] == [5, 6]
    assert done["left_out_columns"] == ["星座"]
    again = shell.json("import", "members", path)
    assert (again["matched"], again["changed"], again["new"]) == (2, 0, 0)
    assert again["step"] is None


def test_the_receipt_speaks_the_language_asked_for(shell: Shell) -> None:
    path = shell.write("a.csv", LIST)
    english, _ = shell.run("import", "members", path, "--dry-run", "--language", "en")
    assert "2 new members" in english
    assert "line 4: There is no name." in english
    chinese, _ = shell.run("import", "members", path, "--language=zh")
    assert "新成员 2 位" in chinese


def test_a_roster_goes_out_masked_and_comes_back_unchanged(shell: Shell) -> None:
    shell.run("import", "members", shell.write("a.csv", LIST), "--group", "家长群")
    out = shell.folder / "out.csv"
    told = shell.json("export", "roster", "-o", str(out), "--group", "家长群")
    assert told["rows"] == 2
    assert told["masked"] is True
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["手机"] for row in rows} == {"138 **** 1111", "138 **** 2222"}
    for name in ("out.csv", "out.xlsx"):
        path = str(shell.folder / name)
        shell.run("export", "roster", "-o", path, "--full-numbers", "--language", "en")
        again = shell.json("import", "members", path)
        assert (again["matched"], again["changed"], again["refused"]) == (2, 0, [])
    again = shell.json("import", "members", str(out))
    assert (again["matched"], again["changed"]) == (2, 0)


def test_columns_are_chosen_in_order_and_listed(shell: Shell) -> None:
    shell.run("import", "members", shell.write("a.csv", LIST))
    out = shell.folder / "out.csv"
    shell.run(
        *("export", "roster", "-o", str(out), "--columns", "机构,name，手机"),
        *("--full-numbers", "--encoding", "gb18030"),
    )
    lines = out.read_text(encoding="gb18030").splitlines()
    assert lines[0] == "机构,姓名,手机"
    assert "晨光,王芳,13800001111" in lines
    listed, _ = shell.run("export", "roster", "--columns", "help")
    assert "wechat_nickname" in listed
    _, error = shell.run("export", "roster", "-o", str(out), "--columns", "没有", code=1)
    assert "没有" in error


def test_a_roster_is_printed_without_a_display(shell: Shell) -> None:
    shell.run("import", "members", shell.write("a.csv", LIST), "--group", "家长群")
    out = shell.folder / "花名册.pdf"
    command = [sys.executable, "-m", "organizer", "print", "roster", "--group", "家长群"]
    done = subprocess.run(
        [*command, "-r", str(shell.register), "-o", str(out)],
        env={name: value for name, value in os.environ.items() if name != "DISPLAY"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().startswith(b"%PDF")


def test_history_and_undo(shell: Shell) -> None:
    shell.run("import", "members", shell.write("a.csv", LIST))
    shell.run("export", "roster", "-o", str(shell.folder / "out.csv"))
    steps = shell.json("history")["steps"]
    assert [step["action"] for step in steps] == ["rosters.export", "rosters.import"]
    assert steps[1]["title"] == "导入名单：新增 2 人"
    assert "导入名单" in shell.run("undo")[0]
    assert shell.json("search", "王芳")["members"] == []
    assert "已撤销" in shell.run("history")[0]
    _, error = shell.run("undo", code=1)
    assert error


def test_undo_says_what_stayed(shell: Shell) -> None:
    shell.run("import", "members", shell.write("a.csv", LIST))
    with Register.open(shell.register) as register:
        imported = register.newest_in_force()
        with register.step() as step:
            wang = step.value("SELECT id FROM member WHERE name = '王芳'")
            members.change(step, wang, position="校长")
        later = register.last_step
        assert later is not None
        register.undo(later.id)
        register.undo(later.id)
        assert register.newest_in_force() == later.id != imported
        assert [
            one.row_id for one in register.undo(imported).conflicts if one.table == "member"
        ] == [wang]
    assert shell.json("undo")["action"] == "members.change"
    assert shell.json("search", "王芳")["members"][0]["position"] == ""


def test_search_finds_pinyin_initials_and_digits(shell: Shell) -> None:
    shell.run("import", "members", shell.write("a.csv", LIST), "--group", "家长群")
    for words in ("王芳", "wangf", "wf", "0000 1111", "1111"):
        found = shell.json("search", words)["members"]
        assert [one["name"] for one in found] == ["王芳"], words
        assert found[0]["phone"] == "138 **** 1111"
    assert [one["name"] for one in shell.json("search", "家长")["groups"]] == ["家长群"]
    assert [one["name"] for one in shell.json("search", "晨光")["institutions"]] == ["晨光"]
    assert shell.json("search", "xyz") == {"members": [], "groups": [], "institutions": []}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("姓名,机构\n王芳,晨光\n", "import.no_key"),
        ("手机,机构\n13800001111,晨光\n", "import.no_name_column"),
        ("", "import.empty"),
        ('姓名,手机\n"王芳,13800001111\n李雷,13800002222\n', "import.unclosed_quote"),
    ],
)
def test_a_list_that_cannot_be_taken_changes_nothing(shell: Shell, text: str, code: str) -> None:
    path = shell.write("a.csv", text)
    assert shell.json("import", "members", path, code=1)["error"]["code"] == code
    assert shell.json("history")["steps"] == []


def test_failures_end_with_a_sentence(
    shell: Shell, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["history"]) == 1
    assert "-r" in capsys.readouterr().err
    assert main(["history", "-r", str(tmp_path / "nowhere.db"), "--json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["error"]["code"] == "register.missing"
    assert err.strip()
    shell.run("export", "roster", "-o", str(tmp_path / "a.csv"), "--group", "没有的群", code=1)
    with Register.open(shell.register):
        _, error = shell.run("history", code=1)
    assert "名册" in error


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["import"], ["export", "roster", "--what"], ["--x"]]
)
def test_wrong_use_is_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "用法" in capsys.readouterr().err


def test_the_register_may_come_from_the_environment(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORGANIZER_REGISTER", str(shell.register))
    assert main(["history"]) == 0


def test_backup_check_and_restore(shell: Shell) -> None:
    shell.run("import", "members", shell.write("a.csv", LIST))
    copy = shell.folder / "copy.db"
    assert shell.json("backup", "-o", str(copy))["file"] == str(copy)
    shell.run("undo")
    assert shell.json("check")["is_whole"] is True
    shell.run("restore", str(copy))
    assert len(shell.json("search", "王芳")["members"]) == 1


def test_made_up_registers_are_the_same_for_the_same_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = []
    for name in ("a.db", "b.db"):
        path = str(tmp_path / name)
        assert main(["new", path, "--demo", "40", "--date", "2026-03-08", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["members"] == 40
        assert main(["export", "roster", "-r", path, "-o", path + ".csv"]) == 0
        capsys.readouterr()
        assert main(["history", "-r", path, "--json", "--limit", "500"]) == 0
        steps = json.loads(capsys.readouterr().out)["steps"]
        made = [step["id"] for step in steps if step["action"] != "rosters.export"]
        found.append((Path(path + ".csv").read_bytes(), made))
    assert found[0] == found[1]
    assert main(["new", str(tmp_path / "a.db")]) == 1


def test_what_opens_the_window() -> None:
    assert wants_window([])
    assert wants_window(["--demo"])
    assert wants_window(["我的.db"])
    assert not wants_window(["import", "members"])
    assert not wants_window(["nonsense"])
    assert not wants_window(["--help"])


def test_the_language_comes_from_the_option_else_the_system() -> None:
    assert spoken_language(["--language", "en"], {"LANG": "zh_CN.UTF-8"}) == "en"
    assert spoken_language(["--language=zh"], {"LANG": "en_US.UTF-8"}) == "zh_Hans"
    assert spoken_language([], {"LANG": "en_US.UTF-8"}) == "en"
    assert spoken_language([], {"LC_ALL": "zh_TW.UTF-8"}) == "zh_Hans"
    assert spoken_language([], {"LC_ALL": "C.UTF-8"}) == "zh_Hans"
    assert spoken_language([], {}) == "zh_Hans"


@pytest.mark.parametrize("command", [["new"], ["history", "-r"], ["search", "王", "-r"]])
def test_the_command_line_loads_no_window_and_nothing_heavy(
    tmp_path: Path, root: Path, command: list[str]
) -> None:
    path = tmp_path / "a.db"
    if command != ["new"]:
        Register.create(path).close()
    program = (
        "import sys; from organizer.__main__ import main; main(sys.argv[1:]);"
        "heavy = {'PySide6', 'asyncio', 'sqlite_utils', 'click', 'babel', 'zipfile', 'unittest',"
        " 'dateutil', 'qasync', 'importlib.metadata', 'xlsxwriter', 'python_calamine'};"
        # the tables of a new register are made by sqlite-utils, which brings these along
        "made = {'sqlite_utils', 'click', 'dateutil', 'importlib.metadata', 'zipfile'};"
        "heavy -= made if sys.argv[1] == 'new' else set();"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *command, str(path)],
        cwd=root,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == "[]\n"


def test_a_name_cannot_turn_the_line_around(capsys: pytest.CaptureFixture[str]) -> None:
    from organizer.cli.shell import say

    say("王\u202e明  校长")
    assert capsys.readouterr().out == "王‹RLO›明  校长\n"
