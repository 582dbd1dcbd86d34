import json
from pathlib import Path

import pytest

from organizer.base import erasing, history
from organizer.base.register import Register
from organizer.base.steps import ActionKind, Step

CHANGE = ActionKind("tests.erasing", "Changed a tag")
ERASE = ActionKind("tests.erase", "Erased a tag", taken_back="none")


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register.create(tmp_path / "名册.db")


def named(step: Step, count: int) -> list[str]:
    step.begins(CHANGE)
    return [step.insert("tag", name=f"标签甲{n}") for n in range(count)]


@pytest.mark.parametrize("count", [3, 1_500], ids=["single records", "chunks"])
def test_images_of_one_row_go_and_those_of_others_stay(register: Register, count: int) -> None:
    with register:
        with register.step() as step:
            ids = named(step, count)
        with register.step() as step:
            step.begins(CHANGE)
            step.update_many("tag", ("name",), [(i, f"标签乙{n}") for n, i in enumerate(ids)])
        with register.step() as step:
            step.begins(CHANGE)
            step.delete("tag", ids[:-1])
        register.undo()
        gone, kept = ids[1], ids[0]
        with register.step() as step:
            step.begins(ERASE)
            assert erasing.former_texts(step, "tag", "name", {gone}) == {"标签甲1", "标签乙1"}
            assert erasing.erase_rows(step, "tag", [gone, "unknown"]) == 1
            erasing.forget(step, {"tag": [gone]}, [])
        content = register.path.read_bytes()
        for trace in ('"标签甲1"', '"标签乙1"'):
            assert trace.encode() not in content
        with register.reading() as db:
            assert [c.columns for c in history.of_rows(db, "tag", [kept]) if c.kind == "update"]
            left = history.of_rows(db, "tag", [gone])
            assert {change.kind for change in left} <= {"insert", "delete"}
            assert not any("name" in change.columns for change in left)
            for image, rows, first, last in db.rows(
                "SELECT image, row_count, first_id, last_id FROM change WHERE image IS NOT NULL"
            ):
                content_ids = [
                    row[json.loads(image)["columns"].index("id")]
                    for row in json.loads(image)["rows"]
                ]
                assert (len(content_ids), content_ids[0], content_ids[-1]) == (rows, first, last)


def test_a_text_is_emptied_here_and_in_history(register: Register) -> None:
    with register:
        with register.step() as step:
            step.begins(CHANGE)
            tag_id = step.insert("tag", name="甲", colour="秘密")
        with register.step() as step:
            step.begins(CHANGE)
            step.update("tag", tag_id, name="乙", colour="公开")
        with register.step() as step:
            step.begins(CHANGE)
            step.update("tag", tag_id, colour="秘密")
        with register.step() as step:
            step.begins(ERASE)
            erasing.overwrite(step, "tag", "colour", [tag_id])
            erasing.forget(step, {}, ["秘密"])
        assert "秘密".encode() not in register.path.read_bytes()
        with register.reading() as db:
            assert db.rows("SELECT name, colour FROM tag") == [("乙", "")]
            changes = [c.columns for c in history.of_rows(db, "tag", [tag_id]) if c.columns]
        assert {"name": ("甲", "乙"), "colour": ("", "公开")} in changes


def test_rows_held_now_or_once(register: Register) -> None:
    with register:
        with register.step() as step:
            ids = named(step, 2)
            step.insert("tagging", tag_id=ids[0], kind="member", subject_id="a")
        with register.step() as step:
            step.begins(CHANGE)
            row_id = step.value("SELECT id FROM tagging")
            step.update("tagging", row_id, subject_id="b")
        with register.step() as step:
            step.begins(CHANGE)
            step.delete("tagging", [row_id])
        with register.reading() as db:
            for owner in ("a", "b"):
                assert erasing.rows_held_by(db, "tagging", "subject_id", {owner}) == {row_id}
            assert erasing.rows_held_by(db, "tagging", "subject_id", {"c"}) == set()
