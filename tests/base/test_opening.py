"""Damaged, foreign, newer, empty and replaced files are recognised before the first write."""

import os
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from organizer.base import opening, synchronised
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.base.steps import ActionKind
from organizer.migrations import LATEST

ADD = ActionKind("test.opening", "Added tags")
PAGE = 4096


def add_tags(register: Register, names: list[str]) -> None:
    with register.step() as step:
        step.begins(ADD, count=len(names))
        step.insert_many("tag", ["name"], [[name] for name in names])


def tags(register: Register) -> list[str]:
    with register.reading() as db:
        return db.column("SELECT name FROM tag ORDER BY name")


def colours(register: Register) -> None:
    with register.reading() as db:
        db.column("SELECT colour FROM tag")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "r.db"
    with Register.create(path) as register:
        add_tags(register, [f"标签{n:05}" for n in range(3_000)])
    return path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "r.db"
    shutil.copyfile(whole, copy)
    return copy


def refusal(path: Path) -> str:
    """The code opening refuses with; it says something about the file in words."""
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(UserError) as refused:
        Register.open(path).close()
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert path.name in refused.value.message()
    return refused.value.code


def patch(path: Path, offset: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(data)


def zeroed_header(path: Path) -> None:
    patch(path, 0, bytes(100))


def half_a_file(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def half_a_page(path: Path) -> None:
    os.truncate(path, path.stat().st_size - PAGE // 2)


def last_page_cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size - PAGE)


def only_the_magic(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


def zeroed_schema(path: Path) -> None:
    patch(path, 100, bytes(PAGE - 100))


def table_dropped(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE change")


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def text_file(path: Path) -> None:
    path.write_text("姓名,手机\n王小明,13800000000\n" * 10, encoding="utf-8")


def other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE member (name TEXT)")


def with_a_trigger(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TRIGGER spy AFTER INSERT ON tag BEGIN DELETE FROM member; END")


def newer(path: Path) -> None:
    patch(path, 60, struct.pack(">I", LATEST + 1))


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (zeroed_header, "register.damaged"),
        (half_a_file, "register.damaged"),
        (half_a_page, "register.damaged"),
        (last_page_cut, "register.damaged"),
        (only_the_magic, "register.damaged"),
        (zeroed_schema, "register.damaged"),
        (table_dropped, "register.damaged"),
        (nothing, "register.empty"),
        (text_file, "register.foreign"),
        (other_program, "register.foreign"),
        (with_a_trigger, "register.foreign"),
        (newer, "register.newer"),
        (folder, "files.is_folder"),
        (link_to_itself, "register.unreadable"),
        pytest.param(
            pipe,
            "register.foreign",
            marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names"),
        ),
        (gone, "register.missing"),
    ],
)
def test_what_is_no_whole_register_is_refused_unchanged(
    path: Path, spoil: Callable[[Path], None], code: str
) -> None:
    spoil(path)
    assert refusal(path) == code
    assert not [other for other in path.parent.iterdir() if other.name not in {"r.db", "home"}]


def page_of(path: Path, name: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(
            connection.execute("SELECT max(pageno) FROM dbstat WHERE name = ?", (name,)).fetchone()[
                0
            ]
        )


def test_a_zeroed_page_is_shown_but_never_written_over(path: Path) -> None:
    patch(path, (page_of(path, "tag") - 1) * PAGE, bytes(PAGE))
    before = path.read_bytes()
    with Register.open(path) as register:
        with register.reading() as db:
            assert db.value("SELECT count(*) FROM setting") == 0
        for _again in range(2):
            for work in (colours, lambda one: add_tags(one, ["新"])):
                with pytest.raises(UserError) as refused:
                    work(register)
                assert refused.value.code == "register.damaged"
    assert path.read_bytes() == before


def test_a_flipped_value_of_an_index_holds_the_first_write(path: Path) -> None:
    index = "sqlite_autoindex_tag_2"
    start = (page_of(path, index) - 1) * PAGE
    content = path.read_bytes()
    place = content.index("标签".encode(), start, start + PAGE)
    patch(path, place, "签标".encode())
    with Register.open(path) as register, pytest.raises(UserError) as refused:
        add_tags(register, ["新"])
    assert refused.value.code == "register.damaged"


# --- what lies beside it ------------------------------------------------------------------------


def crash(path: Path, work: str) -> None:
    """Do something to a file in another process that dies without closing it."""
    code = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        f"{work}\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL


#: More than the cache holds, so that pages reach the file before the commit.
INTERRUPTED = (
    "c.execute('PRAGMA cache_size = 2'); c.execute('BEGIN')\n"
    "for n in range(4000): c.execute('INSERT INTO tag VALUES (?, ?, ?, NULL)',"
    " (f'id{n}', f'half{n}', 'x' * 200))\n"
    "c.execute('UPDATE tag SET colour = 5')"
)


def test_an_interrupted_commit_of_ours_is_rolled_back(path: Path) -> None:
    crash(path, INTERRUPTED)
    assert path.with_name("r.db-journal").stat().st_size > 0
    with Register.open(path) as register:
        assert not register.notices
        assert len(tags(register)) == 3_000
        add_tags(register, ["新"])
    assert not path.with_name("r.db-journal").exists()


def test_an_interrupted_commit_that_made_the_header_wrong_is_rolled_back(path: Path) -> None:
    crash(path, INTERRUPTED)
    pages = path.stat().st_size // PAGE
    patch(path, 28, struct.pack(">I", pages + 100))  # written before the file grew
    with Register.open(path) as register:
        assert len(tags(register)) == 3_000


def test_a_journal_of_another_file_is_moved_aside(path: Path, tmp_path: Path) -> None:
    """Copying another register over one that crashed leaves its journal beside the copy."""
    crash(path, INTERRUPTED)
    other = tmp_path / "other.db"
    with Register.create(other) as register:
        add_tags(register, [f"别的{n}" for n in range(2_000)])
    shutil.copyfile(other, path)
    with Register.open(path) as register:
        assert [notice.code for notice in register.notices] == ["register.left_over"]
        aside = register.notices[0].values["aside"]
        assert len(tags(register)) == 2_000
        add_tags(register, ["新"])
    assert path.with_name(str(aside)).stat().st_size > 0
    with Register.open(path) as register:
        assert not register.notices


def test_a_write_ahead_log_of_another_file_never_wins(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    shutil.copyfile(path, other)
    crash(
        other,
        "c.execute('PRAGMA journal_mode = WAL'); c.execute('DELETE FROM tag')",
    )
    shutil.copyfile(other.with_name("other.db-wal"), path.with_name("r.db-wal"))
    with Register.open(path) as register:
        assert [notice.code for notice in register.notices] == ["register.left_over"]
        assert len(tags(register)) == 3_000
    assert not path.with_name("r.db-wal").exists()


def test_what_another_tool_wrote_with_a_log_of_its_own_is_kept(path: Path) -> None:
    crash(
        path,
        "c.execute('PRAGMA journal_mode = WAL')\n"
        "c.execute(\"DELETE FROM tag WHERE name < '标签01000'\")",
    )
    assert path.with_name("r.db-wal").stat().st_size > 0
    with Register.open(path) as register:
        assert not register.notices
        assert len(tags(register)) == 2_000
    assert not path.with_name("r.db-wal").exists()


def test_a_text_called_like_a_journal_does_no_harm(path: Path) -> None:
    path.with_name("r.db-journal").write_text("not a journal")
    with Register.open(path) as register:
        assert len(tags(register)) == 3_000
        add_tags(register, ["新"])


def test_a_new_register_is_not_touched_by_what_an_older_one_left(path: Path) -> None:
    crash(path, INTERRUPTED)
    path.unlink()
    with Register.create(path) as register:
        assert tags(register) == []
        add_tags(register, ["新"])
    with Register.open(path) as register:
        assert tags(register) == ["新"]


# --- replaced while open ------------------------------------------------------------------------


def replaced_by_renaming(path: Path, other: Path) -> None:
    other.replace(path)


def written_over(path: Path, other: Path) -> None:
    # another program does it: this process would drop its own lock
    code = "import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])"
    subprocess.run([sys.executable, "-c", code, other, path], check=True, timeout=60)


def removed(path: Path, other: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("replace", [replaced_by_renaming, written_over, removed])
def test_a_file_replaced_while_open_is_never_written(
    path: Path, tmp_path: Path, replace: Callable[[Path, Path], None]
) -> None:
    other = tmp_path / "other.db"
    Register.create(other).close()
    with Register.open(path) as register:
        add_tags(register, ["我的"])
        backup = register.back_up()
        replace(path, other)
        before = path.read_bytes() if path.exists() else None
        with pytest.raises(UserError) as refused:
            add_tags(register, ["新"])
        assert refused.value.code == "register.replaced"
        assert (path.read_bytes() if path.exists() else None) == before
    copy = path.with_name(str(refused.value.values["copy"]))
    kept = copy if copy.is_file() else backup
    assert copy.is_file() or copy == backup.parent
    with Register.open(kept) as register:
        assert "我的" in tags(register)
        assert len(tags(register)) == 3_001


# --- who has it ---------------------------------------------------------------------------------

HOLD = (
    "import sys, pathlib, time\n"
    "from organizer.base.register import Register\n"
    "r = Register.open(pathlib.Path(sys.argv[1]))\n"
    "print('open', flush=True); time.sleep(60)\n"
)


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, cwd=Path.cwd()
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        yield process
        process.kill()


def test_a_second_process_is_told_who_has_it(path: Path, holder: subprocess.Popen[bytes]) -> None:
    with pytest.raises(UserError) as refused:
        Register.open(path)
    assert refused.value.code == "register.locked"
    assert str(holder.pid) in refused.value.message()
    # looking at it from outside has not taken the lock from who has it
    with pytest.raises(UserError):
        Register.open(path)


def test_a_crash_leaves_no_lock(path: Path, holder: subprocess.Popen[bytes]) -> None:
    holder.kill()
    holder.wait()
    assert path.with_name(".r.db.open").exists()
    with Register.open(path) as register:
        add_tags(register, ["新"])
        with pytest.raises(UserError) as refused:
            Register.open(path)
        assert str(os.getpid()) in refused.value.message()
    assert not path.with_name(".r.db.open").exists()


def test_two_windows_of_one_process_do_not_take_the_lock_from_each_other(path: Path) -> None:
    link = path.with_name("link.db")
    link.symlink_to(path)
    with Register.open(path) as register:
        for name in (path, link):
            with pytest.raises(UserError) as refused:
                Register.open(name)
            assert refused.value.code == "register.locked"
        add_tags(register, ["新"])
        # the lock is still there for others
        code = HOLD.replace("time.sleep(60)", "")
        other = subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, check=False, timeout=60
        )
        assert b"register.locked" in other.stderr
    with Register.open(link) as register:
        assert "新" in tags(register)


# --- where it lies ------------------------------------------------------------------------------


@pytest.fixture
def unchangeable() -> Iterator[Callable[[Path], None]]:
    """Forbid writing even to root, where the file system can."""
    made: list[Path] = []

    def forbid(path: Path) -> None:
        if shutil.which("chattr") is None:
            pytest.skip("no chattr")
        if subprocess.run(["chattr", "+i", path], check=False, capture_output=True).returncode:
            pytest.skip("this file system knows no unchangeable files")
        made.append(path)

    yield forbid
    for path in made:
        subprocess.run(["chattr", "-i", path], check=False)


def test_a_read_only_file_is_told_before_the_first_write(
    path: Path, unchangeable: Callable[[Path], None]
) -> None:
    unchangeable(path)
    assert refusal(path) == "register.read_only"


def test_a_read_only_folder_is_told_before_the_first_write(
    path: Path, unchangeable: Callable[[Path], None]
) -> None:
    folder = path.parent / "folder"
    folder.mkdir()
    path = path.replace(folder / "r.db")
    unchangeable(folder)
    assert refusal(path) == "register.read_only"
    with pytest.raises(UserError) as refused:
        Register.create(folder / "new.db")
    assert refused.value.code == "register.cannot_write"


@pytest.mark.parametrize(
    ("folder", "client"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - 晨光教育", "OneDrive"),
        ("Dropbox (Personal)/名册", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud 云盘"),
        ("我的坚果云/名册", "坚果云"),
        ("Nutstore Files", "坚果云"),
        ("BaiduSyncdisk", "百度网盘"),
        ("WPS Cloud Files/123", "WPS 云盘"),
        ("Google Drive", "Google 云端硬盘"),
        ("微云同步助手/1", "腾讯微云"),
        ("Documents", None),
        ("我的文件/oned", None),
    ],
)
def test_folders_of_cloud_clients_are_recognised(
    tmp_path: Path, folder: str, client: str | None
) -> None:
    place = tmp_path / folder
    place.mkdir(parents=True)
    assert synchronised.synchronised_by(place / "r.db") == client


def test_folders_that_a_client_marked_are_recognised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert synchronised.synchronised_by(tmp_path / "a" / "b" / "r.db") is None
    (tmp_path / "a" / ".stfolder").mkdir()
    assert synchronised.synchronised_by(tmp_path / "a" / "b" / "r.db") == "Syncthing"
    (tmp_path / "c").mkdir()
    monkeypatch.setenv("OneDrive", str(tmp_path / "c"))
    assert synchronised.synchronised_by(tmp_path / "c" / "r.db") == "OneDrive"


def test_a_register_says_what_it_is(path: Path) -> None:
    with Register.open(path) as register:
        facts = register.describe()
        assert facts["last_backup"] is None
        assert facts["last_step"]["action"] == "test.opening"
        made = register.back_up()
        assert register.describe()["last_backup"]["file"] == str(made)
    assert opening.inspect(path) == LATEST
