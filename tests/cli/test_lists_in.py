"""`import members`: what is not taken is told, and a rehearsal refuses what the import would."""

from pathlib import Path

import pytest
import xlsxwriter

from organizer.base.register import Register
from organizer.domain.groups import actions as groups
from tests.cli.shell import Shell

LIST = "姓名,手机\n王芳,13800001111\n"


def test_a_column_without_a_name_is_told(shell: Shell) -> None:
    path = shell.write("a.csv", "姓名,手机,,星座\n王芳,13800001111,有话,白羊\n李雷,13800002222,,\n")
    assert shell.json("import", "members", path, "--dry-run")["left_out_columns"] == [
        "星座",
        "第 3 列",
    ]


def test_other_sheets_that_say_something_are_told(shell: Shell) -> None:
    path = shell.folder / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, filled in (("甲", True), ("空", False), ("乙", True)):
            sheet = book.add_worksheet(name)
            if filled:
                sheet.write_row(0, 0, ["姓名", "手机"])
                sheet.write_row(1, 0, [f"人{name}", "13800001111"])
    found = shell.json("import", "members", str(path), "--dry-run")
    assert (found["sheet"], found["other_sheets"]) == ("甲", ["乙"])
    assert "乙" in shell.run("import", "members", str(path), "--dry-run")[0]
    found = shell.json("import", "members", str(path), "--dry-run", "--sheet", "乙")
    assert (found["sheet"], found["other_sheets"]) == ("乙", ["甲"])


@pytest.mark.parametrize("dry_run", [["--dry-run"], []])
@pytest.mark.parametrize(
    ("name", "code"),
    [("", "groups.no_name"), ("   ", "groups.no_name"), ("旧群", "import.group_archived")],
)
def test_a_name_no_group_can_have_is_refused_in_the_rehearsal_too(
    shell: Shell, dry_run: list[str], name: str, code: str
) -> None:
    with Register.open(shell.register) as register, register.step() as step:
        groups.archive(step, [groups.add(step, "旧群")])
    path = shell.write("a.csv", LIST)
    found = shell.json("import", "members", path, "--group", name, *dry_run, code=1)
    assert found["error"]["code"] == code


def test_blanks_around_a_groups_name_do_not_count(shell: Shell) -> None:
    path = shell.write("a.csv", LIST)
    for name, is_new in ((" 家长群", True), ("家长群 ", False)):
        rehearsed = shell.json("import", "members", path, "--group", name, "--dry-run")
        done = shell.json("import", "members", path, "--group", name)
        for found in (rehearsed, done):
            assert (found["group"], found["group_is_new"]) == ("家长群", is_new)
    assert shell.json("import", "members", path, "--dry-run")["group_is_new"] is False


@pytest.mark.parametrize("encoding", ["nonsense", "base64", "idna", "\0"])
def test_an_unknown_encoding_is_refused_with_those_there_are(shell: Shell, encoding: str) -> None:
    path = shell.write("a.csv", LIST)
    found = shell.json("import", "members", path, "--encoding", encoding, code=1)["error"]
    assert found["code"] == "import.unknown_encoding"
    assert "gb18030" in found["message"]


@pytest.mark.parametrize(
    ("written", "asked"),
    [("gb18030", "GBK"), ("utf-16", "utf-16"), ("utf-16-be", "UTF-16"), ("utf-8-sig", "utf8")],
)
def test_encodings_are_known_by_their_other_names(
    shell: Shell, written: str, asked: str, tmp_path: Path
) -> None:
    path = shell.write("a.csv", LIST, written)
    assert shell.json("import", "members", path, "--encoding", asked)["new"] == 1


def test_notes_are_taken_as_they_are(shell: Shell) -> None:
    notes = "第一行\n第二行 A&amp;B &lt;b&gt;"
    path = shell.write("a.csv", f'姓名,手机,备注\n张&amp;三,13800001111,"{notes}"\n')
    shell.run("import", "members", path)
    with Register.open(shell.register) as register, register.reading() as db:
        assert db.row("SELECT name, notes FROM member") == ("张&三", notes)


def test_a_key_that_is_missing_is_named_as_on_the_screen(shell: Shell) -> None:
    path = shell.write("a.csv", "姓名,微信号\n王芳,wf1\n")
    _, error = shell.run("import", "members", path, "--match", "phone", code=1)
    assert "“手机”" in error
