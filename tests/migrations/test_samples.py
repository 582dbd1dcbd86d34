"""Files of every released version open with this one, hold their rows, and can be undone in."""

import datetime as dt
import gzip
import re
from pathlib import Path

import pytest

from organizer.base.checking import check
from organizer.base.register import Register
from organizer.domain.events import store
from organizer.domain.events.records import Key
from organizer.domain.events.store_participants import participants
from organizer.domain.tasks import store as tasks
from organizer.domain.texts import store as texts
from organizer.migrations import LATEST, MODULES
from organizer.migrations import m0002_calendar_and_events as m0002
from tests import factories
from tests.migrations import make_sample, sample_events
from tests.snapshots import every_row

SAMPLES = sorted(make_sample.SAMPLES.glob("v*.db.gz"))
#: How many steps were made in the sample of each version.
STEPS = {1: 6, 2: 11}
#: A sample is a file alone: attachments would be missing beside it.
WITHOUT_ROWS = {"event_file"}


def unpacked(sample: Path, folder: Path) -> Path:
    path = folder / "sample.db"
    path.write_bytes(gzip.decompress(sample.read_bytes()))
    return path


def version_of(sample: Path) -> int:
    return int(sample.name.removeprefix("v").partition(".")[0])


def schema(register: Register) -> set[tuple[str, str]]:
    with register.reading() as db:
        rows = db.rows("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {(name, " ".join(sql.split())) for name, sql in rows if not name.startswith("_")}


def test_every_version_has_a_sample_and_a_page_in_words() -> None:
    assert [sample.name for sample in SAMPLES] == [f"v{n}.db.gz" for n in range(1, LATEST + 1)]
    page = (Path(make_sample.__file__).parents[2] / "organizer/migrations/README.md").read_text(
        encoding="utf-8"
    )
    for number, module in enumerate(MODULES, start=1):
        assert f"## Version {number}" in page
        assert module.startswith(f"m{number:04}_")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_sample_opens_and_holds_its_rows(sample: Path, tmp_path: Path) -> None:
    with Register.open(unpacked(sample, tmp_path)) as register:
        assert check(register).is_whole()
        with register.reading() as db:
            names = db.column("SELECT name FROM member ORDER BY id LIMIT 9")
            assert tuple(names) == factories.NAMES
            assert db.value("SELECT count(*) FROM member WHERE archived_at IS NULL") == 1_010
            assert (
                db.value(
                    "SELECT i.name FROM member m JOIN institution i ON i.id = m.institution_id"
                    " WHERE m.name = ?",
                    (factories.NAMES[0],),
                )
                == factories.INSTITUTIONS[0]
            )
            assert db.column("SELECT name FROM chat_group") == ["郑州校长群"]
            assert db.value("SELECT number FROM phone ORDER BY id LIMIT 1") == factories.phone(0)
            assert db.value("SELECT count(*) FROM step") == STEPS[version_of(sample)]


def test_the_sample_of_version_2_has_rows_in_all_its_tables(tmp_path: Path) -> None:
    sample = next(one for one in SAMPLES if version_of(one) == 2)
    made = set(re.findall(r"CREATE TABLE (\w+)", " ".join(m0002.STATEMENTS)))
    with Register.open(unpacked(sample, tmp_path)) as register, register.reading() as db:
        empty = {table for table in made if not db.value(f"SELECT count(*) FROM {table}")}
        assert empty == WITHOUT_ROWS
        days = store.entries(db, sample_events.DAY, dt.date(2026, 6, 30))
        told = [(one.time.day, one.time.starts_at, one.title) for one in days]
        assert told == [
            (dt.date(2026, 3, 7), "14:00", sample_events.SERIES),
            (dt.date(2026, 3, 7), "19:00", sample_events.SALON),
            (dt.date(2026, 3, 7), "21:00", sample_events.SALON),
            (dt.date(2026, 4, 4), "14:00", "沟通日 · 四月场"),
            (dt.date(2026, 6, 6), "14:00", sample_events.SERIES),
        ]
        coming = participants(db, Key.of(days[1].key).event_id)
        assert [one.name for one in coming] == list(factories.NAMES[:4])
        assert [one.was_there for one in coming] == [True, True, False, False]
        promise = tasks.of_member(db, coming[1].member_id or "")[0]
        assert (promise.words, promise.is_open) == (sample_events.PROMISED, True)
        assert texts.chat_text(db, "event_invitation", "zh_Hans").body == "来参加{{ 标题 }}"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_migrated_file_is_like_a_new_one(sample: Path, tmp_path: Path) -> None:
    with (
        Register.open(unpacked(sample, tmp_path)) as old,
        Register.create(tmp_path / "new.db") as new,
    ):
        assert schema(old) == schema(new)
        assert (old.backups() == []) == (sample == SAMPLES[-1]), "backed up before it is migrated"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_what_was_done_with_an_earlier_version_can_be_undone(sample: Path, tmp_path: Path) -> None:
    with Register.open(unpacked(sample, tmp_path)) as register:
        before = every_row(register)
        for number, people in ((4, 9), (2, 9)):
            with register.reading() as db:
                step_id = db.value("SELECT id FROM step WHERE number = ?", (number,))
            assert not register.undo(step_id).conflicts
            with register.reading() as db:
                assert db.value("SELECT count(*) FROM member") == people
        register.redo()
        register.redo()
        assert every_row(register) == before


def test_samples_are_never_made_again(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        make_sample.main()
    make_sample.make(tmp_path / "again.db")
    with Register.open(tmp_path / "again.db") as register, register.reading() as db:
        assert db.value("SELECT count(*) FROM member") == 1_010
