from organizer.base.register import Register
from organizer.domain.institutions import actions as institutions
from organizer.domain.members import actions as members
from organizer.domain.overview import store
from tests.factories import make_institution, make_many, make_member


def found(register: Register, words: str, limit: int = 8) -> list[tuple[str, str, str]]:
    with register.reading() as db:
        return [
            (hit.kind, hit.title, hit.detail)
            for hit in store.find_everywhere(db, words, limit=limit)
        ]


def test_people_groups_and_institutions_are_found_together(register: Register) -> None:
    with register.step() as step:
        school = make_institution(step, "晨光教育", contact_name="王校长")
        make_member(step, "单晨光", position="校长", institution_id=school)
        make_member(step, "晨小光", phones=["13800138000"])
        make_member(step, "晨")
        step.insert(
            "chat_group", name="晨读群", reading="chen du qun", initials="cdq", sort_key="chen",
            platform="wechat", run_for_id=school,
        )  # fmt: skip
    assert found(register, "晨") == [
        ("member", "晨", ""),
        ("member", "晨小光", ""),
        ("member", "单晨光", "晨光教育 校长"),
        ("chat_group", "晨读群", "晨光教育"),
        ("institution", "晨光教育", "王校长"),
    ]
    assert found(register, "chendu") == [("chat_group", "晨读群", "晨光教育")]
    assert found(register, "scg") == [("member", "单晨光", "晨光教育 校长")]
    assert found(register, "138001") == [("member", "晨小光", "")]
    assert found(register, " ") == []
    assert found(register, "100%_") == []


def test_the_archived_are_left_out_and_the_number_is_limited(register: Register) -> None:
    with register.step() as step:
        ids = make_many(step, 30)
        school = make_institution(step, "王家小学")
    assert len(found(register, "昵称", 5)) == 5
    with register.step() as step:
        members.archive(step, ids)
        institutions.archive(step, [school])
    assert found(register, "王") == []
