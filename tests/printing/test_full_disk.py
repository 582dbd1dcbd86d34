"""Lists in and out on a full disk: the register is as it was, and no half file lies there."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from organizer.base.checking import check
from organizer.base.clock import FixedClock
from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.rosters import columns, export
from organizer.printing.roster import write_pdf
from tests.domain.rosters.lists_of_rows import bring_in, carry_out, plan_of, write
from tests.full_disk import Full, files
from tests.snapshots import every_row

DAY = dt.date(2026, 3, 9)
PEOPLE = 600
HEADER = ["姓名", "手机", "机构", "校内职务", "备注"]


def people(first: int) -> list[list[str]]:
    return [
        [f"王芳{n}", f"138{n:08}", f"晨光教育{n % 40}", "校长", f"第 {n} 位，愿意分享经验"]
        for n in range(first, first + PEOPLE)
    ]


def roster() -> export.Roster:
    keys = ("row", "name", "phone", "institution", "position", "notes")
    return export.Roster(tuple(map(columns.column, keys)), masked=False, title="花名册")


def as_file(db: Database, path: Path) -> None:
    export.write_roster(db, roster(), path)


def on_paper(db: Database, path: Path) -> None:
    wanted = roster().unnumbered()
    write_pdf(path, wanted.title, wanted.header(), export.roster_texts(db, wanted), DAY)


def refusal(work: Callable[[Database, Path], None], db: Database, path: Path) -> tuple[str, object]:
    """Why a roster is refused, and of which file; what the error holds open is let go."""
    with pytest.raises(UserError) as refused:
        work(db, path)
    return refused.value.code, refused.value.values.get("file")


@pytest.fixture
def folder(place: tuple[Path, Full]) -> Path:
    """A register with people, a list of others, and a roster that went out before."""
    where = place[0]
    with Register.create(where / "r.db", clock=FixedClock(DAY)) as register:
        bring_in(register, write(where / "first.csv", HEADER, people(0)))
    write(where / "list.csv", HEADER, people(PEOPLE))
    for ending in ("csv", "xlsx", "pdf"):
        (where / f"old.{ending}").write_bytes(b"as it was")
    return where


def test_an_import_that_finds_no_room_changes_nothing(
    folder: Path,
    full: Full,
) -> None:
    with Register.open(folder / "r.db", clock=FixedClock(DAY)) as register:
        plan = plan_of(register, folder / "list.csv")
        assert plan.counts["new"] == PEOPLE
        before, lying = every_row(register, without=()), files(folder)
        with full():
            with pytest.raises(UserError) as refused:
                carry_out(register, plan)
            assert refused.value.code in ("register.disk_full", "register.disk_refuses")
            assert every_row(register, without=()) == before
        assert files(folder) == lying
        carry_out(register, plan)  # the same plan, when there is room again
        assert check(register).is_whole()
        assert plan_of(register, folder / "list.csv").counts["matched"] == PEOPLE


@pytest.mark.parametrize(
    ("ending", "work"), [("csv", as_file), ("xlsx", as_file), ("pdf", on_paper)]
)
def test_a_roster_that_finds_no_room_leaves_no_half_file(
    folder: Path,
    full: Full,
    ending: str,
    work: Callable[[Database, Path], None],
) -> None:
    with Register.open(folder / "r.db", clock=FixedClock(DAY)) as register:
        before, lying = every_row(register, without=()), files(folder)
        with full(100), register.reading() as db:
            for name in ("new", "old"):
                said = refusal(work, db, folder / f"{name}.{ending}")
                assert said == ("files.full", f"{name}.{ending}")
        assert files(folder) == lying
        assert (folder / f"old.{ending}").read_bytes() == b"as it was"
        assert every_row(register, without=()) == before
        with register.reading() as db:
            work(db, folder / f"old.{ending}")
        assert (folder / f"old.{ending}").stat().st_size > 5_000
