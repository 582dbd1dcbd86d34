import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organizer.base.clock import FixedClock
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.fields import actions as fields
from organizer.domain.fields import actions_own
from organizer.domain.files import actions as file_actions
from organizer.domain.files import store as files
from organizer.domain.institutions import actions as institutions
from organizer.domain.joining import erasing, merging, store
from organizer.domain.members import actions as members
from organizer.domain.members import actions_many
from organizer.domain.members import store as member_store
from organizer.domain.members.records import NewAccount
from tests.domain.conftest import TODAY
from tests.factories import make_institution, make_many, make_member
from tests.snapshots import every_row

NAME, FORMER, PHONE, OLD_PHONE = "尉迟傲霜", "尉迟小霜", "13987654321", "13876543210"
HANDLE, NICKNAME, HOBBY = "yuchi_aoshuang_88", "霜降来信", "收藏铜锁"
TRACES = (NAME, FORMER, PHONE, OLD_PHONE, HANDLE, NICKNAME, HOBBY, "yu chi ao shuang")


def bytes_of(register: Register) -> bytes:
    """Everything beside and in the register, while it is open; older backups keep what they had."""
    folder = register.path.parent
    return b"".join(
        path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {"home", "名册 backups"} & {*path.parts}
    )


def traces(register: Register) -> list[str]:
    content = bytes_of(register)
    return [text for text in TRACES if text.encode() in content]


def person(register: Register, *, in_bulk: bool = False) -> str:
    """Somebody with a history: renamed, with a former phone, tags, fields, places and friends."""
    with register.step() as step:
        others = make_many(step, 1200 if in_bulk else 3)
        member_id = make_member(
            step,
            FORMER,
            phones=[OLD_PHONE],
            accounts=[NewAccount("wechat", HANDLE, NICKNAME)],
            institution_id=make_institution(step, contact_name=FORMER, contact_phone=OLD_PHONE),
        )
        members.change(step, others[0], recommended_by_id=member_id)
    with register.step() as step:
        members.change(step, member_id, name=NAME, notes=HOBBY)
        members.set_phones(step, member_id, [PHONE])
        fields.tag(step, "member", [member_id], [fields.add_tag(step, "核心")])
        field_id = actions_own.define(step, "member", "爱好", "text")
        actions_own.set_value(step, field_id, [member_id], HOBBY)
        account_id = store.cards(step, member_id)[0].id
        group_id = step.insert(
            "chat_group", name="群", reading="qun", initials="q", sort_key="q", platform="wechat"
        )
        step.insert(
            "membership", account_id=account_id, group_id=group_id, alias=NICKNAME, joined_on=None
        )
        step.insert(
            "appointment", member_id=member_id, group_id=group_id, title="群主", duty=HOBBY,
            starts_on="2026-01-01",
        )  # fmt: skip
    with register.reading() as db:
        institution_id = db.value("SELECT id FROM institution")
    with register.step() as step:
        institutions.change(step, institution_id, contact_name=NAME, contact_phone=PHONE)
    if in_bulk:
        with register.step() as step:
            actions_many.change_many(
                step, ("source", "notes"), [(m, "名单", HOBBY + m) for m in [*others, member_id]]
            )
        with register.step() as step:
            actions_many.change_many(step, ("notes",), [(m, "") for m in others])
        register.undo()
        register.redo()
    return member_id


@pytest.mark.parametrize("in_bulk", [False, True], ids=["single records", "chunks"])
def test_no_byte_of_an_erased_person_is_left(register: Register, in_bulk: bool) -> None:
    member_id = person(register, in_bulk=in_bulk)
    assert set(traces(register)) == set(TRACES)
    erasing.erase_member(register, member_id)
    left = traces(register)
    # in bulk, 1,200 others have the same words in their notes: these stay
    assert left == ([HOBBY] if in_bulk else [])
    with register.reading() as db:
        assert db.rows("PRAGMA foreign_key_check") == []
        assert db.value("PRAGMA integrity_check") == "ok"
        assert store.mentions(db, [NAME, PHONE]) == []
        assert db.value("SELECT count(*) FROM chat_group") == 1
        assert db.value("SELECT contact_name || contact_phone FROM institution") == ""
        assert db.value("SELECT count(*) FROM member WHERE recommended_by_id IS NOT NULL") == 0
        for image, count in db.rows("SELECT image, row_count FROM change WHERE image IS NOT NULL"):
            assert len(json.loads(image)["rows"]) == count
    path = register.back_up()
    assert not any(text.encode() in path.read_bytes() for text in TRACES if text not in left)


def test_a_person_with_a_merged_twin_is_erased_with_the_twin(register: Register) -> None:
    member_id = person(register)
    with register.step() as step:
        kept = make_member(step, "王小明", accounts=[])
    with register.step() as step:
        merging.merge(step, kept, member_id)
    assert NAME in traces(register)
    erasing.erase_member(register, kept)
    assert traces(register) == []


def test_a_person_who_was_archived_deleted_and_brought_back(register: Register) -> None:
    with register.step() as step:
        member_id = make_member(step, NAME, phones=[PHONE])
    with register.step() as step:
        members.delete(step, [member_id])
    register.undo()
    erasing.erase_member(register, member_id)
    assert traces(register) == []


def test_photos_go_unless_somebody_else_has_them(register: Register, tmp_path: Path) -> None:
    folder = files.folder_of(register.path)
    hashes = []
    with register.step() as step:
        first, second = make_member(step, NAME), make_member(step, "李雷")
        for n, owners in enumerate(([first], [first, second])):
            picture = tmp_path / f"{n}.png"
            picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes([n]) * 99)
            stored = files.keep_picture(folder, picture)
            hashes.append(stored.sha256)
            file_id = file_actions.add(step, stored)
            for owner in owners:
                members.change(step, owner, photo_id=file_id)
            picture.unlink()
    erasing.erase_member(register, first)
    # the first photo was replaced within the step that set it, so nothing of it was ever kept
    assert files.path_of(folder, hashes[1]).exists()
    with register.step() as step:
        members.change(step, second, photo_id=None)
    with register.step() as step:
        members.change(step, second, photo_id=file_id)
    erasing.erase_member(register, second)
    assert not files.path_of(folder, hashes[1]).exists()


def test_erasing_is_final_and_does_not_block_undo(register: Register) -> None:
    with register.step() as step:
        first = make_member(step, "李雷")
    with register.step() as step:
        second = make_member(step, NAME)
    with register.step() as step:
        members.change(step, first, position="校长", recommended_by_id=second)
    with register.step() as step:
        members.change(step, second, position="园长")
    erasing.erase_member(register, second)
    erased = register.last_step
    assert erased is not None
    assert erased.values == {"count": 1}
    with pytest.raises(UserError, match=r"history\.final"):
        register.undo(erased.id)
    for _step in ("the change of somebody who is gone", "a row the erasing changed"):
        with pytest.raises(UserError, match="nothing_left"):
            register.undo()
    with register.reading() as db:
        found = member_store.get(db, first)
    assert found is not None
    assert found.position == "校长"  # recommended_by was changed by the erasing: it stays as it is
    while register.undoable():
        with suppress(UserError):
            register.undo()
    assert traces(register) == []


@pytest.mark.parametrize("many", [False, True], ids=["single records", "chunks"])
def test_what_notes_of_others_said_is_forgotten(register: Register, many: bool) -> None:
    with register.step() as step:
        member_id = make_member(
            step, NAME, phones=[PHONE], accounts=[NewAccount("wechat", HANDLE, NICKNAME)]
        )
        others = make_many(step, 1_100 if many else 2)
    said = f'由{NAME}介绍，电话{PHONE}，微信"{HANDLE}"'
    for notes in (said, "老朋友"):
        with register.step() as step:
            actions_many.change_many(step, ("notes",), [(one, notes) for one in others])
    erasing.erase_member(register, member_id)
    assert traces(register) == []
    register.undo()  # the last change of the notes
    with register.reading() as db:
        left = set(db.column("SELECT notes FROM member"))
    assert left == {'由＊＊＊介绍，电话＊＊＊，微信"＊＊＊"'}


def test_numbers_go_from_texts_of_others_and_names_where_the_owner_says_so(
    register: Register,
) -> None:
    with register.step() as step:
        member_id = make_member(step, NAME, phones=[PHONE])
        first, second = make_many(step, 2)
        members.change(step, first, notes=f"{NAME}的同事，{PHONE}")
        members.change(step, second, notes=f"《{NAME}传》的读者")
        longer = make_member(step, NAME + "雪", phones=[f"{PHONE}9"])
        members.change(step, member_id, notes=f"我是{NAME}")
    with register.reading() as db:
        found = erasing.mentions(db, member_id)
    assert {(one.table, one.row_id, one.column) for one in found} == {
        ("member", first, "notes"),
        ("member", second, "notes"),
    }
    erasing.erase_member(register, member_id, [one for one in found if one.row_id == first])
    with register.reading() as db:
        assert db.value("SELECT notes FROM member WHERE id = ?", (first,)) == "＊＊＊的同事，＊＊＊"
        assert NAME in db.value("SELECT notes FROM member WHERE id = ?", (second,))
        assert db.value("SELECT name FROM member WHERE id = ?", (longer,)) == NAME + "雪"
        assert db.column("SELECT number FROM phone WHERE member_id = ?", (longer,)) == [f"{PHONE}9"]


def test_a_namesake_keeps_the_name_and_its_history(register: Register) -> None:
    with register.step() as step:
        member_id = make_member(step, NAME, phones=[PHONE])
        other = make_member(step, NAME, phones=[])
        make_member(step, NAME, phones=[])
    with register.step() as step:
        members.change(step, other, name="慕容雪")
    erasing.erase_member(register, member_id)
    register.undo()
    with register.reading() as db:
        assert db.value("SELECT name FROM member WHERE id = ?", (other,)) == NAME


def test_nobody_to_erase(register: Register) -> None:
    with pytest.raises(KeyError):
        erasing.erase_member(register, "nobody")


WORDS = st.lists(st.sampled_from([NAME, PHONE, HANDLE, "普通", "a\"b\\c'%"]), max_size=4)


@settings(max_examples=10, deadline=None)
@given(words=WORDS, archived=st.booleans(), undone=st.booleans())
def test_others_keep_everything(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], archived: bool, undone: bool
) -> None:
    path = tmp_path_factory.mktemp("erase") / "名册.db"
    with Register.create(path, clock=FixedClock(TODAY)) as register:
        with register.step() as step:
            make_many(step, 3)
        others = every_row(register)
        with register.step() as step:
            member_id = make_member(step, NAME, phones=[PHONE], accounts=[])
        for word in words:
            with register.step() as step:
                members.change(step, member_id, name=word, notes=word)
                members.add_account(step, member_id, NewAccount("wechat", word, word))
            if undone and register.last_step is not None:
                register.undo()
        if archived:
            with register.step() as step:
                members.archive(step, [member_id])
        erasing.erase_member(register, member_id)
        assert every_row(register) == others
        content = register.path.read_bytes()
        assert not any(text.encode() in content for text in (NAME, PHONE, HANDLE))
