import pytest

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.institutions import actions, rules, store
from organizer.domain.institutions.records import Institution
from tests.factories import make_institution
from tests.snapshots import every_row


def institution(register: Register, institution_id: str) -> Institution:
    with register.reading() as db:
        found = store.get(db, institution_id)
    assert found is not None
    return found


def test_an_institution_is_added_with_its_reading_and_subjects(register: Register) -> None:
    with register.step() as step:
        institution_id = actions.add(
            step, " 重庆音乐学校 ", short_name="重音", subjects=["音乐", "音乐", " ", "舞蹈"]
        )
    found = institution(register, institution_id)
    assert (found.name, found.reading) == ("重庆音乐学校", "chong qing yin yue xue xiao")
    assert (found.subjects, found.notes) == (("音乐", "舞蹈"), "")
    with pytest.raises(UserError, match=r"institutions\.name_missing"), register.step() as step:
        actions.add(step, " ")
    with pytest.raises(TypeError), register.step() as step:
        actions.add(step, "甲", colour="red")


def test_changes_write_only_what_differs(register: Register) -> None:
    with register.step() as step:
        ids = [make_institution(step, "甲"), make_institution(step, "乙", district="110101")]
    with register.step() as step:
        assert actions.change(step, ids[0], name="丙", contact_phone=" 0371 ")
        assert not actions.change(step, ids[0], name="丙")
    assert institution(register, ids[0]).reading == "bing"
    with register.step() as step:
        assert actions.set_field(step, ids, "district", "110101") == 1
    with pytest.raises(ValueError, match="name"), register.step() as step:
        actions.set_field(step, ids, "name", "甲")


def test_private_notes_lie_apart_from_the_card(register: Register) -> None:
    with register.step() as step:
        institution_id = make_institution(step)
    with register.step() as step:
        assert not actions.set_notes(step, institution_id, " ")
    with register.step() as step:
        assert actions.set_notes(step, institution_id, "面谈\n两次 ")
    with register.step() as step:
        assert not actions.set_notes(step, institution_id, "面谈\n两次")
    assert institution(register, institution_id).notes == "面谈\n两次"
    with register.reading() as db:
        assert "notes" not in [row[1] for row in db.rows("PRAGMA table_info(institution)")]


def test_subjects_archiving_and_undo(register: Register) -> None:
    with register.step() as step:
        ids = [make_institution(step, "甲", subjects=["美术"]), make_institution(step, "乙")]
    before = every_row(register)
    with register.step() as step:
        actions.set_subjects(step, ids, ["音乐"])
        actions.archive(step, ids)
    assert institution(register, ids[0]).subjects == ("音乐",)
    with register.reading() as db:
        assert store.institution_ids(db) == []
        assert store.institution_ids(db, archived=True) == ids
    register.undo()
    assert every_row(register) == before
    with register.step() as step:
        actions.archive(step, ids)
    with register.step() as step:
        actions.restore(step, ids)
    assert every_row(register) == before


def test_many_names_are_found_or_made_in_a_few_statements(register: Register) -> None:
    with register.step() as step:
        school = make_institution(step, "晨光教育", short_name="晨光")
        gone = make_institution(step, "旧学校")
        actions.archive(step, [gone])
    statements: list[str] = []
    with register.step() as step:
        register._connection.set_trace_callback(statements.append)
        found = actions.find_or_create(
            step,
            ["晨光", "晨光 教育", "ＡＢＣ英语", "abc 英语", "", "旧学校", *map(str, range(500))],
        )
        register._connection.set_trace_callback(None)
    assert len(statements) < 8
    assert found["晨光"] == found["晨光 教育"] == school
    assert found["ＡＢＣ英语"] == found["abc 英语"]
    assert found["旧学校"] != gone
    assert len(set(found.values())) == 503
    with register.step() as step:
        assert actions.find_or_create(step, list(found)) == found
    assert register.last_step is None


def test_a_name_two_share_stands_for_neither(register: Register) -> None:
    with register.step() as step:
        make_institution(step, "晨光教育东校", short_name="晨光")
        make_institution(step, "晨光教育西校", short_name="晨光")
        exact = make_institution(step, "晨光")
    with register.reading() as db:
        assert store.known_names(db, ["晨光"]) == {"晨光": exact}
    with register.step() as step:
        actions.archive(step, [exact])
    with register.reading() as db:
        assert store.known_names(db, ["晨光"]) == {}


def test_width_case_and_blanks_do_not_tell_names_apart() -> None:
    assert rules.comparable("ＡＢＣ 英语") == rules.comparable("abc英语")
    assert rules.comparable("晨光教育") != rules.comparable("晨光")
