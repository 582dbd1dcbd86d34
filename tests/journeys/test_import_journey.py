"""A new owner's first weeks with a list, without a window: in, corrected, out, and taken back."""

import csv
import datetime as dt
from pathlib import Path

from organizer.base.clock import FixedClock
from organizer.base.register import Register
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.groups import store as groups
from organizer.domain.members import store as members
from organizer.domain.members.conditions import NOT_ARCHIVED
from organizer.domain.roles import actions as roles
from organizer.domain.rosters import apart, columns, export, importing, lists
from organizer.domain.rosters.matching import plan_import
from organizer.domain.rosters.plan import choose_keys
from tests.factories import people_of_group

TODAY = dt.date(2026, 3, 9)


def make_list(path: Path) -> None:
    """A list of 300 as owners have them: a title above, GB18030, ugly rows in between."""
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["晨光家长群通讯录", "", "", ""])
        writer.writerow(["昵称或姓名", "联系电话", "所在机构", "进群时间"])
        for n in range(300):
            phone = f"138{n:08}"
            if n % 100 == 7:
                phone = "1.38E+10"
            elif n % 100 == 8:
                phone = f"+86 138-{n:04}-0000"
            writer.writerow([f"王{'建国晓燕丽'[n % 5]}{n}", phone, f"机构{n % 11}", "2026/3/1"])


def test_in_corrected_out_and_taken_back_after_a_restart(tmp_path: Path) -> None:
    source, file = tmp_path / "名单.csv", tmp_path / "名册.db"
    make_list(source)
    given = apart.ListSource(str(source))
    with Register.create(file, clock=FixedClock(TODAY)) as register:
        with register.reading() as db:
            seen = apart.look_at(given)
            mapping = lists.proposed_mapping(db, seen.header, [])
        assert (seen.rows, seen.encoding) == (300, "gb18030")
        mapping = mapping.corrected(0, "name")
        checked = apart.checked_list(given, mapping, today=TODAY, in_group=True)
        with register.reading() as db:
            plan = plan_import(
                db,
                checked,
                keys=choose_keys(mapping),
                today=TODAY,
                group=lists.group_target(db, "家长群"),
                mapping=mapping,
            )
        assert plan.counts == {
            "rows": 300,
            "new": 297,
            "matched": 0,
            "changed": 0,
            "conflicts": 0,
            "refused": 3,
        }
        assert {plan.line(row) for row in plan.problems} == {10, 110, 210}
        with register.step() as step:
            receipt = importing.carry_out(step, plan)
        assert receipt["new"] == 297
        with register.reading() as db:
            assert lists.proposed_mapping(db, seen.header, []).keys == mapping.keys
            group = groups.named(db, "家长群")
            assert group is not None
            people = people_of_group(db, group.id)
        with register.step() as step:
            roles.appoint(step, people[:3], "kol", group_id=group.id)
            memberships.leave(step, group.id, people[3:5])
    with Register.open(file, clock=FixedClock(TODAY)) as register:
        out = tmp_path / "花名册.xlsx"
        with register.reading() as db:
            keys = columns.DEFAULT_GROUP_KEYS
            roster = export.Roster(tuple(map(columns.column, keys)), group_id=group.id)
            assert export.write_roster(db, roster, out) == 295
            imported = db.value("SELECT id FROM step WHERE action = 'rosters.import'")
        undone = register.undo(imported)
        # who was appointed or has left since is somebody else's history by now
        kept = {one.row_id for one in undone.conflicts if one.table == "member"}
        assert set(people[:5]) == kept
        with register.reading() as db:
            assert set(members.member_ids(db, [NOT_ARCHIVED])) == kept
