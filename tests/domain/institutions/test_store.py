import pytest

from organizer.base.register import Register
from organizer.domain.institutions import store
from organizer.domain.members import actions as members
from tests.factories import make_institution, make_member


def names(register: Register, **conditions: object) -> list[str]:
    with register.reading() as db:
        ids = store.institution_ids(db, **conditions)  # type: ignore[arg-type]
        return [row.name for row in store.institution_rows(db, ids)]


def test_the_list_filters_and_sorts(register: Register) -> None:
    with register.step() as step:
        art = make_institution(step, "小荷美术", district="410105", subjects=["美术"])
        make_institution(step, "晨光教育", district="110101", contact_name="王校长")
        make_institution(step, "启航英语", district="")
        for name in ("王一", "王二"):
            last = make_member(step, name, institution_id=art)
        members.archive(step, [last])
    assert names(register) == ["晨光教育", "启航英语", "小荷美术"]
    assert names(register, descending=True) == ["小荷美术", "启航英语", "晨光教育"]
    assert names(register, order="district") == ["晨光教育", "小荷美术", "启航英语"]
    assert names(register, order="people", descending=True)[0] == "小荷美术"
    assert names(register, order="contact_name")[0] == "晨光教育"
    assert names(register, order="added", descending=True)[0] == "启航英语"
    assert names(register, words="xiaohe") == ["小荷美术"]
    assert names(register, words="王校长") == ["晨光教育"]
    assert names(register, district="4101") == ["小荷美术"]
    assert names(register, subject="美术") == ["小荷美术"]
    with register.reading() as db:
        (row,) = store.institution_rows(db, [art])
        assert (row.people, row.subjects) == (1, ("美术",))
        assert store.get(db, "nothing") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("晨光", ["晨光", "晨光教育", "北京晨光"]),
        ("cg", ["晨光", "晨光教育", "北京晨光"]),
        ("chenguangj", ["晨光教育"]),
        ("没有", []),
    ],
)
def test_a_picker_offers_what_begins_with_the_text_first(
    register: Register, text: str, expected: list[str]
) -> None:
    with register.step() as step:
        for name in ("北京晨光", "晨光教育", "晨光", "小荷美术"):
            make_institution(step, name)
    with register.reading() as db:
        found = [one.name for one in store.find(db, text)]
        assert sorted(found) == sorted(expected)
        assert text != "晨光" or found == expected
        assert len(store.find(db, "", limit=2)) == 2


def test_subjects_in_use_come_by_frequency(register: Register) -> None:
    with register.step() as step:
        make_institution(step, "甲", subjects=["美术", "音乐"])
        make_member(step, "王一", subjects=["音乐"])
    with register.reading() as db:
        assert store.subjects_in_use(db) == ["音乐", "美术"]
