"""The index in memory and SQL find the same rows, and the rows people expect."""

import random
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organizer.base.pinyin import person_reading, syllables
from organizer.base.search_query import Kind, Part, SearchColumns, like_condition, parts
from organizer.base.text_index import Row, TextIndex

COLUMNS = SearchColumns(
    texts=("name", "nickname", "institution"),
    readings=("reading",),
    initials=("initials",),
    numbers=("phone",),
)


def row(row_id: str, name: str, nickname: str = "", institution: str = "", phone: str = "") -> Row:
    spoken = person_reading(name)
    texts = "\n".join((name, nickname, institution))
    return Row(row_id, texts, spoken.full, spoken.initials, phone)


def found_by_sql(rows: list[Row], query: str) -> list[str]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE TABLE member (id, name, nickname, institution, reading, initials, phone)"
    )
    values = [
        (one.id, *one.texts.split("\n"), one.readings, one.initials, one.numbers) for one in rows
    ]
    connection.executemany("INSERT INTO member VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    condition, parameters = like_condition(query, COLUMNS)
    sql = f"SELECT id FROM member WHERE {condition} ORDER BY rowid"
    found = [one[0] for one in connection.execute(sql, parameters)]
    connection.close()
    return found


PEOPLE = [
    row("1", "曾国藩", "曾老师", "湘军书院", "13812345678"),
    row("2", "王晓明", "Tom王", "郑州博文教育", "13900001111"),
    row("3", "王芳", "小芳_wx", "郑州博文教育", "13612340000"),
    row("4", "Ｔｏｍ Smith", "100%好", "C++编程", "02583712345"),
    row("5", "安娜", "Müller", "", ""),
    row("6", "西安", "x\\y", "[Han].*", "13700138000"),
    row("7", "欧阳修", "三班 3班", "南京鼓楼", ""),
    row("8", "单雄信", "🌸花开", "", "13812349999"),
]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", "12345678"),
        ("   ", "12345678"),
        ("王", "23"),
        ("晓明", "2"),
        ("明晓", ""),
        ("王 博文", "23"),
        ("zeng", "1"),
        ("ZengGuo", "1"),
        ("zengguofan", "1"),
        ("guof", "1"),
        ("ofan", ""),
        ("zgf", "1"),
        ("gf", "1"),
        ("zf", ""),
        ("an", "56"),
        ("xian", "6"),
        ("wang", "23"),
        ("tom", "24"),
        ("ＴＯＭ", "24"),
        ("shan", "8"),
        ("dan", ""),
        ("oyx", "7"),
        ("ouyang", "7"),
        ("138", "168"),
        ("１３８", "168"),
        ("5678", "1"),
        ("138 1234 5678", "1"),
        ("+86 138-1234-5678", "1"),
        ("138****5678", "1"),
        ("138 9999", "8"),
        ("王xm", "2"),
        ("王wf", "3"),
        ("博文 139", "2"),
        ("3班", "7"),
        ("%", "4"),
        ("_", "3"),
        ("\\", "6"),
        (".*", "6"),
        ("[han]", "6"),
        ("c++", "4"),
        ("🌸", "8"),
        ("müller", "5"),
        ("MÜLLER", "5"),
        ("wx", "23"),
        ("南京\n鼓楼", "7"),
        ("南京郑州", ""),
        ("'; DROP TABLE member; --", ""),
        ("\x80\x81", "12345678"),
        ("zz", ""),
    ],
)
def test_what_is_found(query: str, ids: str) -> None:
    assert TextIndex(PEOPLE).search(query).ids() == list(ids)
    assert found_by_sql(PEOPLE, query) == list(ids)


def test_parts() -> None:
    assert parts("王XM 13") == (
        Part(Kind.TEXT, "王"),
        Part(Kind.LETTERS, "xm", (" xm",), "xm"),
        Part(Kind.DIGITS, "13"),
    )
    assert parts("guof")[0].syllables == (" guof", " guo f", " gu o f")
    assert parts("w")[0].initials == ""
    assert parts("1381234") == (Part(Kind.DIGITS, "1381234"),)


@given(
    spoken=st.lists(st.sampled_from(sorted(syllables())), min_size=1, max_size=3),
    data=st.data(),
)
def test_letters_begin_at_a_syllable(spoken: list[str], data: st.DataObject) -> None:
    """The rule by itself: the joined reading, from the start of any syllable, begins with them."""
    start = data.draw(st.integers(0, len(spoken) - 1))
    rest = "".join(spoken[start:])
    query = rest[: data.draw(st.integers(1, len(rest)))]
    initials = "".join(one[0] for one in spoken)
    index = TextIndex([("1", "名", " ".join(spoken), initials, "")])
    assert index.search(query).ids() == ["1"]


TEXTS = st.text(alphabet="王晓明芳AbZzü09%_\\.* \x1f\x80é🌸Ｔ３", max_size=6)
QUERIES = st.text(alphabet="王晓明芳AbZzü09%_\\.* \té🌸Ｔ３", max_size=5) | st.sampled_from(
    ["wang", "wxm", "xm", "xiaom", "fang", "an", "09", "王xm", "b 王", "138****09"]
)


@settings(max_examples=200)
@given(
    values=st.lists(st.tuples(TEXTS, TEXTS, TEXTS, st.sampled_from(["", "13800", "0-9a"]))),
    query=QUERIES,
)
def test_sql_finds_the_same_rows(values: list[tuple[str, str, str, str]], query: str) -> None:
    rows = [row(str(number), *value) for number, value in enumerate(values)]
    assert TextIndex(rows).search(query).ids() == found_by_sql(rows, query)


def test_several_values_of_a_kind() -> None:
    index = TextIndex([("1", "王芳\n小花", "wang fang\nxiao hua", "wf\nxh", "138\n139")])
    for query in ("xiaoh", "xh", "花", "39", "wangf"):
        assert len(index.search(query)) == 1
    for query in ("fangxiao", "fx", "813", "芳小", "81"):
        assert len(index.search(query)) == 0


def test_empty_values_may_be_null() -> None:
    index = TextIndex([("1", None, None, None, None)])
    assert index.search("").ids() == ["1"]
    assert not index.search("a")
    condition, parameters = like_condition("a", SearchColumns(texts=("NULL",)))
    connection = sqlite3.connect(":memory:")
    assert connection.execute(f"SELECT 1 WHERE {condition}", parameters).fetchall() == []
    connection.close()


def test_a_query_no_column_can_hold_finds_nothing() -> None:
    assert like_condition("王", SearchColumns(numbers=("phone",))) == ("(0)", [])


def many(count: int) -> list[Row]:
    made = random.Random(5)
    given = "伟芳娜敏静丽强磊晓明"
    names = ["王李张曾欧单"[made.randrange(6)] + made.choice(given) for _ in range(count)]
    return [
        row(f"{n:06}", name, made.choice(given) * 2, "", f"138{made.randrange(10**8):08}")
        for n, name in enumerate(names)
    ]


def test_pages_and_slices() -> None:
    rows = many(3500)
    index = TextIndex(rows)
    for query in ("王", "w", "13", "王 8", "芳 f", "zz", ""):
        wanted = found_by_sql(rows, query)
        search = index.search(query)
        assert len(search) == len(wanted)
        assert search.ids() == wanted
        assert search.rows(5, 9) == wanted[5:9]
        assert search.rows(len(wanted) - 2, len(wanted) + 50) == wanted[-2:]
        assert search.rows(0, 0) == []


def test_a_search_stops_between_pages_and_goes_on() -> None:
    rows = many(3500)
    search = TextIndex(rows).begin("王")
    assert not search.done
    assert search.run(0) is False
    early = search.ids()
    assert 0 < len(early) < 400
    while not search.run(0):
        assert search.ids()[: len(early)] == early
    assert search.ids() == found_by_sql(rows, "王")


def test_a_search_begins_again_when_rows_change() -> None:
    rows = many(2500)
    index = TextIndex(rows)
    search = index.begin("王")
    search.run(0)
    index.remove([search.rows(0, 1)[0]])
    assert search.run()
    assert search.ids() == index.search("王").ids()


def test_filling_page_by_page_can_be_searched_meanwhile() -> None:
    rows = many(2500)
    index = TextIndex()
    counts = []
    for count in index.fill(rows):
        counts.append(count)
        assert len(index.search("")) == count == len(index)
    assert counts == [1000, 2000, 2500]


def test_rows_change_come_and_go() -> None:
    rows = many(2500)
    index = TextIndex(rows)
    changed = row("000005", "欧阳娜娜", "", "", "15000000000")
    index.put([changed, row("new", "慕容复")])
    assert index.search("欧阳娜").ids() == ["000005"]
    assert index.search("15000000000").ids() == ["000005"]
    assert index.search("murongfu").ids() == ["new"]
    assert index.search("").ids()[-1] == "new"
    index.put([row("between", "段誉")], before="000007")
    assert index.search("").ids()[6:9] == ["000006", "between", "000007"]
    assert len(index) == 2502
    index.remove(["between", "new", "unknown"])
    assert len(index) == 2500
    assert not index.search("duanyu")
    assert index.search("").ids() == [one.id for one in rows]


def test_pages_are_cut_when_they_grow() -> None:
    rows = many(4000)
    index = TextIndex(rows[:1000])
    index.put(rows[1000:3990], before="000500")
    index.put(rows[3990:])
    order = [*rows[:500], *rows[1000:3990], *rows[500:1000], *rows[3990:]]
    assert index.search("").ids() == [one.id for one in order]
    assert index.search("王").ids() == found_by_sql(order, "王")
    index.remove([one.id for one in order])
    assert len(index) == 0
    index.put(rows[:3])
    assert index.search("").ids() == [one.id for one in rows[:3]]


@settings(max_examples=30)
@given(st.data())
def test_any_edits_leave_what_a_new_index_would_hold(data: st.DataObject) -> None:
    model = {one.id: one for one in many(1200)}
    index = TextIndex(model.values())
    for number in range(data.draw(st.integers(0, 6))):
        some = data.draw(st.lists(st.sampled_from(sorted(model)), max_size=5, unique=True))
        if data.draw(st.booleans()):
            index.remove(some)
            for row_id in some:
                del model[row_id]
        else:
            coming = [row(row_id, "司马光") for row_id in [*some, f"x{number}"]]
            index.put(coming)
            model |= {one.id: one for one in coming}
    fresh = TextIndex(model.values())
    for query in ("", "司马", "smg", "王", "138", "f"):
        assert index.search(query).ids() == fresh.search(query).ids()
