"""Lists in and out beside what the standard library needs for the same rows, in turns in one run.

CPU of this process and its children. The anchor of an import writes the same final rows into the
same tables with the same keys and indexes: csv.reader and executemany, one transaction.
"""

import csv
import datetime as dt
import gc
import math
import random
import resource
import sqlite3
import statistics
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from organizer.base.clock import FixedClock
from organizer.base.connecting import connect
from organizer.base.register import Register
from organizer.domain.rosters import columns, export
from organizer.domain.rosters.store_export import roster_rows_out
from organizer.migrations import migrate
from tests.domain.rosters.lists_of_rows import bring_in

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(900)]

HEADER = [
    "编号",
    "姓名",
    "手机",
    "微信号",
    "微信昵称",
    "机构",
    "校内职务",
    "区县",
    "备注",
    "群昵称",
    "入群日期",
]
TABLES = ("institution", "member", "phone", "account", "membership", "chat_group")
CPU_SLACK = 1.15
PAIRS, MORE_PAIRS = 3, 9
TODAY = dt.date(2026, 3, 9)


def make_list(path: Path, rows: int) -> Path:
    """A seeded list of made-up people, each with a number of their own."""
    chance = random.Random(7)
    families, given = (
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗曾单仇解",
        "建国晓燕丽华敏静伟强美玲涛志远欣怡",
    )
    institutions = [
        f"{one}氏{kind}{n}" for one in families for kind in ("教育", "美术") for n in range(9)
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for n in range(rows):
            name = chance.choice(families) + chance.choice(given) + chance.choice(given)
            writer.writerow(
                (
                    f"M{n:07}",
                    name,
                    f"13{n:09}",
                    f"wx_{n:08}",
                    f"{name}老师",
                    chance.choice(institutions),
                    chance.choice(("校长", "老师", "园长", "")),
                    chance.choice(("天河区", "海淀区", "")),
                    chance.choice(("", "", "老朋友介绍入群", "愿意分享招生经验")),
                    f"{name}-{n % 100}",
                    f"2025-{1 + n % 12:02}-{1 + n % 28:02}",
                )
            )
    return path


def cpu() -> float:
    """CPU seconds of this process and its finished children."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of one piece of work."""
    gc.collect()
    gc.freeze()
    before = cpu()
    work()
    return cpu() - before


def ratio(one: Callable[[], float], anchor: Callable[[], float], pairs: int) -> float:
    """The median of the ratios of pairs taken in turns, after one warm-up."""
    one(), anchor()
    return statistics.median(one() / anchor() for _pair in range(pairs))


def within(goal: float, one: Callable[[], float], anchor: Callable[[], float]) -> float:
    """The ratio, measured again with more pairs before it may fail."""
    found = ratio(one, anchor, PAIRS)
    if found > goal * CPU_SLACK:
        found = ratio(one, anchor, MORE_PAIRS)
    print(f"{found:.2f} (goal {goal})")
    assert found <= goal * CPU_SLACK
    return found


def fresh(path: Path) -> Path:
    """A path nothing lies at."""
    for old in path.parent.glob(path.name + "*"):
        old.unlink()
    return path


def import_into(path: Path, source: Path) -> float:
    """CPU seconds of a whole import into a new register."""
    with Register.create(fresh(path), clock=FixedClock(TODAY)) as register:
        return timed(lambda: bring_in(register, source, group="家长群"))


def final_rows(register: Path, folder: Path) -> dict[str, Path]:
    """The rows an import wrote, one CSV a table."""
    found = {}
    with closing(sqlite3.connect(register)) as connection:
        for table in TABLES:
            cursor = connection.execute(f"SELECT * FROM {table} ORDER BY id")
            found[table] = folder / f"{table}.csv"
            with found[table].open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow([item[0] for item in cursor.description])
                writer.writerows(cursor)
    return found


def load_rows(path: Path, tables: dict[str, Path]) -> float:
    """CPU seconds of csv and executemany for the same rows."""
    with closing(connect(fresh(path), "rwc")) as connection:
        migrate(connection)

        def load() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("PRAGMA defer_foreign_keys = ON")
            for table, source in tables.items():
                with source.open(encoding="utf-8", newline="") as file:
                    reader = csv.reader(file)
                    names = next(reader)
                    empty = {place for place, name in enumerate(names) if is_null(name)}
                    connection.executemany(
                        f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})",
                        with_nulls(reader, empty),
                    )
            connection.execute("COMMIT")

        return timed(load)


def is_null(name: str) -> bool:
    """Whether an empty cell of a column is NULL: references, dates, capacities."""
    reference = name.endswith(("_id", "_on", "_at")) or name == "paid_until"
    return reference or name in {"capacity", "life_span_months"}


def with_nulls(reader: Iterator[list[str]], empty: set[int]) -> Iterator[list[str | None]]:
    """Rows with NULL where the table wants it."""
    for row in reader:
        yield [None if place in empty and not cell else cell for place, cell in enumerate(row)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the files of this module."""
    return tmp_path_factory.mktemp("lists")


@pytest.fixture(scope="module")
def big(folder: Path) -> Path:
    """A list of 100,000."""
    return make_list(folder / "list.csv", 100_000)


def test_an_import_beside_csv_and_executemany(folder: Path, big: Path) -> None:
    import_into(folder / "first.db", big)
    tables = final_rows(folder / "first.db", folder)
    within(
        2.0,
        lambda: import_into(folder / "ours.db", big),
        lambda: load_rows(folder / "theirs.db", tables),
    )


def test_an_import_grows_no_faster_than_its_list(folder: Path, big: Path) -> None:
    small = make_list(folder / "small.csv", 10_000)
    times = [
        statistics.median(import_into(folder / "ours.db", source) for _turn in range(3))
        for source in (small, big)
    ]
    exponent = math.log10(times[1] / times[0])
    print(f"exponent {exponent:.2f}")
    assert exponent <= 1.1


def test_undo_of_an_import_beside_the_import(folder: Path, big: Path) -> None:
    spent: list[tuple[float, float]] = []
    for _pair in range(PAIRS):
        with Register.create(fresh(folder / "ours.db"), clock=FixedClock(TODAY)) as register:
            made = timed(lambda: bring_in(register, big, group="家长群"))
            spent.append((timed(register.undo), made))
    found = statistics.median(undone / made for undone, made in spent)
    print(f"{found:.2f} (goal 1.25)")
    assert found <= 1.25 * CPU_SLACK


def test_an_export_beside_csv_writer_over_the_same_cursor(folder: Path, big: Path) -> None:
    path = folder / "ours.db"
    import_into(path, big)
    chosen = tuple(columns.column(key) for key in columns.DEFAULT_GROUP_KEYS)
    with Register.open(path, clock=FixedClock(TODAY)) as register, register.reading() as db:
        group_id = db.value("SELECT id FROM chat_group")
        roster = export.Roster(chosen, group_id=group_id)

        def plain() -> None:
            cursor = roster_rows_out(db, chosen, group_id=group_id)
            with (folder / "theirs.csv").open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows(cursor)

        within(
            1.3,
            lambda: timed(lambda: export.write_roster(db, roster, folder / "ours.csv")),
            lambda: timed(plain),
        )
