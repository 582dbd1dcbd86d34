"""Nothing a list says is lost: what a row taken says is in the register, or told to be left out."""

from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from organizer.base.database import Database
from organizer.base.dates import read_date
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.rosters.checking import split_words
from organizer.domain.rosters.plan import MATCHED, NEW, ImportPlan
from tests.domain.rosters.lists_of_rows import carry_out, plan_of, write
from tests.domain.rosters.registers import new_register

ROUNDS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])

HEADER = [
    *("姓名", "手机", "座机", "微信号", "QQ号", "机构", "校内职务", "生日", "备注", "", "星座"),
    *("入群日期", "群昵称", "标签"),
]
NAME, PHONE, LANDLINE, WECHAT, QQ, PLACE, JOB = range(7)
BIRTHDAY, NOTES, NAMELESS, SIGN, JOINED, ALIAS, TAGS = range(7, 14)
TEXTS = ["", "话 &lt;b&gt;", "第一行\n第二行", "A&amp;B", "a,b", "=1+1", "'q", "两  个空格"]
NAMES = ["王芳", "李雷", "韩梅梅", "欧阳雪"]
Rows = list[tuple[str, ...]]


def cells_of(person: int) -> dict[int, st.SearchStrategy[str]]:
    """What a list may say of a person: always who it is, now and then what is somebody else's."""
    own = [f"1390000000{person}", f"1370000000{person}"]
    further = st.lists(st.sampled_from([*own, *own, "13600000000"]), max_size=2)
    return {
        NAME: st.just(NAMES[person]),
        PHONE: further.map(lambda more: "、".join([f"1380000000{person}", *more])),
        LANDLINE: st.sampled_from(["", "", f"010-6234567{person}", own[0]]),
        WECHAT: st.sampled_from(["", f"wx_{person}", f"wx_{person} wy_{person}"]),
        QQ: st.sampled_from(["", f"12345{person}"]),
        PLACE: st.sampled_from(["", "晨光", "新芽 教育", "海风"]),
        JOB: st.sampled_from(["", "校长", "老师"]),
        BIRTHDAY: st.sampled_from(["", "1988-03-08", "1990/2/1", "1988-02-30"]),
        NOTES: st.sampled_from(TEXTS),
        NAMELESS: st.sampled_from(TEXTS),
        SIGN: st.sampled_from(["", "白羊"]),
        JOINED: st.sampled_from(["", "", "2026-02-01", "2026-02-31"]),
        ALIAS: st.sampled_from(["", "芳姐", "阿雷"]),
        TAGS: st.sampled_from(["", "KOL", "KOL、老会员"]),
    }


CELLS = [cells_of(person) for person in range(len(NAMES))]


@st.composite
def lists_in_a_row(draw: st.DrawFn) -> tuple[Rows, Rows]:
    """A list, and a later one of the same people; both may say nearly the same twice."""
    made: list[Rows] = []
    for _list in range(2):
        people = draw(st.lists(st.integers(0, 3), min_size=1, max_size=4, unique=True))
        found: Rows = [tuple(draw(cell) for cell in CELLS[one].values()) for one in people]
        # one cell of a row said differently; phones are where most can go wrong
        for place in draw(st.lists(st.sampled_from([PHONE, PHONE, PHONE, *CELLS[0]]), max_size=2)):
            at = draw(st.integers(0, len(people) - 1))
            twin = list(found[at])
            twin[place] = draw(CELLS[people[at]][place])
            found.append(tuple(twin))
        made.append(found)
    return made[0], made[1]


@ROUNDS
@given(lists_in_a_row(), st.booleans())
def test_every_value_of_a_taken_row_is_in_the_register_or_told(
    lists: tuple[Rows, Rows], leave: bool
) -> None:
    with new_register() as (register, folder):
        for number, given_rows in enumerate(lists):
            path = write(folder / f"{number}.csv", HEADER, given_rows)
            plan = plan_of(register, path, group="家长群")
            if leave:
                plan = plan_of(register, path, group="家长群", left_empty=tuple(plan.offers))
            carry_out(register, plan)
            tell_apart(register, plan, given_rows)


def tell_apart(register: Register, plan: ImportPlan, given_rows: Rows) -> None:
    """Check each row taken, and that what is left out is told."""
    told = plan.checked.left_out_columns()
    assert "星座" in told
    assert any("10" in name for name in told) == any(row[NAMELESS] for row in given_rows)
    found = plan.counts
    assert found["rows"] == found["new"] + found["matched"] + found["conflicts"] + found["refused"]
    with register.reading() as db:
        people = everybody(db)
    for row, cells in enumerate(given_rows):
        if plan.outcome[row] not in (NEW, MATCHED):
            continue
        event("a new row" if plan.outcome[row] == NEW else "a matched row")
        wanted = what_is_said(cells)
        unread = {one.columns[0] for one in plan.emptied(row)}
        wanted = {pair for pair in wanted if pair[0] not in unread}
        assert any(wanted <= known for known in people), (cells, people)


def what_is_said(cells: tuple[str, ...]) -> set[tuple[str, str]]:
    """What a row says, one pair for each single value."""
    said = {
        ("name", cells[NAME]),
        ("qq", cells[QQ]),
        ("institution", cells[PLACE]),
        ("position", cells[JOB]),
        ("notes", cells[NOTES].strip()),
        ("alias", cells[ALIAS]),
        ("birthday", day(cells[BIRTHDAY])),
        ("joined", day(cells[JOINED])),
    }
    said |= {("phone", one) for one in (*cells[PHONE].split("、"), cells[LANDLINE])}
    said |= {("wechat", one) for one in cells[WECHAT].split()}
    said |= {("tag", one) for one in split_words(cells[TAGS])}
    return {pair for pair in said if pair[1]}


def day(text: str) -> str:
    """A day as it is kept; one that can't be read as it is written, which nobody has."""
    try:
        return read_date(text) if text else ""
    except UserError:
        return text


def everybody(db: Database) -> list[set[tuple[str, str]]]:
    """What the register says of each member, read table by table."""
    said: dict[str, set[tuple[str, str]]] = {}

    def add(key: str, sql: str) -> None:
        pairs: list[tuple[Any, ...]] = db.rows(sql)
        for member_id, value in pairs:
            if value:
                said.setdefault(member_id, set()).add((key, value))

    for column in ("name", "notes", "position", "birthday"):
        add(column, f"SELECT id, {column} FROM member")
    add(
        "institution",
        "SELECT m.id, i.name FROM member m JOIN institution i ON i.id = m.institution_id",
    )
    add("phone", "SELECT member_id, number FROM phone")
    for platform in ("wechat", "qq"):
        add(platform, f"SELECT member_id, handle FROM account WHERE platform = '{platform}'")
    add("tag", "SELECT g.subject_id, t.name FROM tagging g JOIN tag t ON t.id = g.tag_id")
    stays = "FROM membership s JOIN account a ON a.id = s.account_id"
    add("alias", f"SELECT a.member_id, s.alias {stays}")
    add("joined", f"SELECT a.member_id, s.joined_on {stays}")
    return list(said.values())
