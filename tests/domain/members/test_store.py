import pytest

from organizer.base.database import Database
from organizer.base.register import Register
from organizer.base.text_index import TextIndex
from organizer.domain.fields import actions as fields
from organizer.domain.fields import actions_own
from organizer.domain.members import actions, store
from organizer.domain.members import store_filters as filters
from organizer.domain.members.conditions import ARCHIVED, EVERYBODY, NOT_ARCHIVED, Condition
from organizer.domain.members.records import NewAccount
from tests.factories import make_institution, make_many, make_member, make_members


def names(db: Database, *conditions: Condition, **how: object) -> list[str]:
    ids = store.member_ids(db, conditions or (NOT_ARCHIVED,), **how)  # type: ignore[arg-type]
    return [row.name for row in store.member_rows(db, ids)]


def test_names_go_by_pinyin_with_surname_readings(register: Register) -> None:
    with register.step() as step:
        make_members(step)
    with register.reading() as db:
        assert names(db) == [
            "韩梅梅", "李雷", "欧阳雪", "仇晓燕", "单雨桐", "Tina Zhou",
            "王小明", "解思齐", "曾国栋",
        ]  # fmt: skip
        assert names(db, descending=True) == names(db)[::-1]


def test_every_column_sorts_and_the_empty_come_last_either_way(register: Register) -> None:
    with register.step() as step:
        art = make_institution(step, "小荷美术", district="410105")
        first = make_member(
            step, "王一", number="9", phones=["13900000001"], position="校长", source="朋友",
            institution_id=art, birthday="1990-05-01", welcome_title="实战派",
            form_of_address="一哥",
        )  # fmt: skip
        second = make_member(
            step, "王二", number="10", phones=["13800000001"], position="园长", source="广告",
            institution_id=make_institution(step, "晨光教育", district="110101"),
            birthday="1995-02-01", welcome_title="教研派", form_of_address="二哥",
            recommended_by_id=first,
        )  # fmt: skip
        actions.change(step, first, recommended_by_id=second)
        empty = make_member(step, "阿空")
        field_id = actions_own.define(step, "member", "爱好", "text")
        actions_own.set_value(step, field_id, [first], "下棋")
        actions_own.set_value(step, field_id, [second], "唱歌")
    orders = {*store.ORDERS, *store.TEXT_ORDERS, f"field:{field_id}"} - {"name", "added"}
    with register.reading() as db:
        for order in orders:
            up = store.member_ids(db, order=order)
            down = store.member_ids(db, order=order, descending=True)
            assert up[2:] == down[2:] == [empty], order
            assert up[:2] == down[1::-1], order
        assert names(db, order="number") == ["王一", "王二", "阿空"]
        assert names(db, order="position") == ["王一", "王二", "阿空"]  # xiao before yuan
        assert names(db, order="birthday") == ["王二", "王一", "阿空"]
        assert names(db, order="added", descending=True) == ["阿空", "王二", "王一"]


def test_a_page_has_the_rows_asked_for_in_that_order(register: Register) -> None:
    with register.step() as step:
        ids = make_members(step)
    with register.reading() as db:
        assert [row.id for row in store.member_rows(db, [ids[3], "unknown", ids[0]])] == [
            ids[3],
            ids[0],
        ]
        assert store.member_rows(db, []) == []


def test_a_row_shows_what_belongs_to_it(register: Register) -> None:
    with register.step() as step:
        friend = make_member(step, "李雷")
        member_id = make_member(
            step,
            "曾国栋",
            phones=["13800000002", "13800000001"],
            accounts=[NewAccount("wechat", "zgd"), NewAccount("qq", "10001", kind="interactive")],
            institution_id=make_institution(step, subjects=["美术"]),
            position="校长",
            recommended_by_id=friend,
        )
        kept, gone = fields.add_tag(step, "核心"), fields.add_tag(step, "旧")
        fields.tag(step, "member", [member_id], [kept, gone])
        fields.archive_tag(step, gone)
    with register.reading() as db:
        (row,) = store.member_rows(db, [member_id])
    assert row.phones == ("13800000002", "13800000001")
    assert [account.handle for account in row.accounts] == ["zgd"]
    assert [tag.name for tag in row.tags] == ["核心"]
    assert (row.address, row.institution, row.subjects) == ("曾校长", "晨光教育", ("美术",))
    assert (row.district, row.recommended_by) == ("410105", "李雷")


def test_filters_combine(register: Register) -> None:
    with register.step() as step:
        art = make_institution(step, "小荷美术", subjects=["美术"], district="410105")
        first = make_member(step, "王一", institution_id=art, position="校长", birthday="5月1日")
        second = make_member(step, "王二", institution_id=art, subjects=["书法"], source="朋友")
        third = make_member(step, "王三", phones=["13800000001"], accounts=[], district="110101")
        actions.change(step, third, recommended_by_id=first)
        tag_id = fields.add_tag(step, "核心")
        fields.tag(step, "member", [first, third], [tag_id])
        actions.archive(step, [second])
        number = actions_own.define(step, "member", "学生人数", "number")
        actions_own.set_value(step, number, [first], "120")
        actions_own.set_value(step, number, [third], "80")
    cases: list[tuple[list[Condition], list[str]]] = [
        ([EVERYBODY], ["王二", "王三", "王一"]),
        ([ARCHIVED], ["王二"]),
        ([NOT_ARCHIVED, filters.tagged(tag_id)], ["王三", "王一"]),
        ([filters.tagged(tag_id), filters.at_institution(art)], ["王一"]),
        ([filters.untagged()], ["王二"]),
        ([filters.at_institution(None)], ["王三"]),
        ([filters.in_district("4101")], ["王二", "王一"]),
        ([filters.in_district("110101")], ["王三"]),
        ([filters.in_district("")], []),
        ([filters.teaching("美术")], ["王一"]),
        ([filters.teaching("书法")], ["王二"]),
        ([filters.in_position("校长")], ["王一"]),
        ([filters.from_source("朋友")], ["王二"]),
        ([filters.recommended_by(first)], ["王三"]),
        ([filters.with_phone()], ["王三"]),
        ([filters.with_phone(present=False)], ["王二", "王一"]),
        ([filters.with_account("wechat", present=False)], ["王三"]),
        ([filters.with_account("wechat")], ["王二", "王一"]),
        ([filters.born_in(5)], ["王一"]),
        ([filters.born_in(5, "lunar")], []),
        ([filters.with_value(number, "80")], ["王三"]),
        ([filters.with_value(number, "")], ["王二"]),
        ([filters.with_value_between(number, "100", "", number=True)], ["王一"]),
        ([filters.with_value_between(number, "9", "99", number=True)], ["王三"]),
        ([filters.among([first, second])], ["王二", "王一"]),
    ]
    with register.reading() as db:
        for conditions, expected in cases:
            assert names(db, *conditions) == expected, conditions
            assert store.member_count(db, conditions) == len(expected)


WORDS = [
    "王", "zeng", "zgd", "guod", "1380", "13800000004", "晨光", "核心", "昵称3", "wx_0", "xyz",
    "王 1380", "100%", "", "chenguang", "tina", "138****0004", "A07",
    "shanyutong", "danyutong", "dyt", "dan yu", "syt", "chouxiaoyan", "jie", "cengguodong",
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
def test_sql_and_the_index_in_memory_find_the_same(register: Register, words: str) -> None:
    with register.step() as step:
        make_many(step, 60)
        ids = make_members(step)
        actions.change(step, ids[0], institution_id=make_institution(step), number="A07")
        actions.add_phones(step, ids[1], ["0371-6543 2100"])
        fields.tag(
            step, "member", ids[:3], [fields.add_tag(step, "核心"), fields.add_tag(step, "x%")]
        )
    with register.reading() as db:
        index = TextIndex(filters.search_rows(db))
        found = store.member_ids(db, [filters.matching(words)])
        assert index.search(words).ids() == found
        assert words in ("xyz", "100%", "chenguang") or found
        assert filters.search_rows(db, ids[:1])[0][0] == ids[0]


def test_a_surname_is_found_by_the_ordinary_reading_too(register: Register) -> None:
    with register.step() as step:
        make_many(step, 20)
        shan = make_member(step, "单雪梅")
        yuchi = make_member(step, "尉迟敬德")
        chan = make_member(step, "单于飞雪")
        doubled = make_member(step, "单单")
        corrected = make_member(step, "单小雨")
        actions.correct_reading(step, corrected, "dan xiao yu")
    expected = {
        "shanxuemei": [shan], "danxuemei": [shan], "dxm": [shan], "danx": [shan, corrected],
        "weichijingde": [yuchi], "wcjd": [yuchi], "yuchi": [yuchi], "danyu": [chan],
        "dandan": [doubled], "shanxiao": [], "dxy": [corrected],
    }  # fmt: skip
    with register.reading() as db:
        index = TextIndex(filters.search_rows(db))
        for words, found in expected.items():
            assert sorted(index.search(words).ids()) == sorted(found), words
            assert sorted(store.member_ids(db, [filters.matching(words)])) == sorted(found), words


def test_unknown_members(register: Register) -> None:
    with register.reading() as db:
        assert store.get(db, "nobody") is None
        with pytest.raises(KeyError):
            store.name_of(db, "nobody")
        with pytest.raises(KeyError):
            store.member_ids(db, order="field:' OR 1")
