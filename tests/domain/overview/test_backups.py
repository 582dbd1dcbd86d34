"""Backups are told apart by how many people and groups they hold."""

from pathlib import Path

from organizer.base.register import Register
from organizer.base.words import set_language
from organizer.domain.groups import actions as groups
from organizer.domain.members import actions as members
from organizer.domain.overview.store_backups import Held, held_by
from tests.factories import make_member


def test_what_backups_hold(register: Register, tmp_path: Path) -> None:
    copies = [tmp_path / f"{name}.db" for name in ("first", "second", "broken")]
    with register.step() as step:
        one = make_member(step, "甲")
        make_member(step, "乙")
    register.back_up(copies[0])
    with register.step() as step:
        groups.add(step, name="三群", platform="wechat")
        members.archive(step, [one])
    register.back_up(copies[1])
    copies[2].write_bytes(b"SQLite format 3\0" + bytes(200))
    found = held_by([*copies, tmp_path / "gone.db"])
    assert found == {copies[0]: Held(2, 0), copies[1]: Held(1, 1)}
    set_language("zh_Hans")
    try:
        assert found[copies[1]].words() == "1 人 · 1 个群"
    finally:
        set_language("en")
