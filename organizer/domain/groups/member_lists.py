"""Reading the member list of a real group, pasted or from a file, into plain rows.

Sources: the member page of qun.qq.com (copied cells or a script's TSV), bots' lists with English
headers, and names copied one a line. Times of joining may be text or seconds since 1970.
"""

import datetime as dt
import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from organizer.base.clock import register_zone
from organizer.base.table_files.headers import header_key
from organizer.base.text import clean, one_line

#: Header keys by what they name; the first column found counts.
_COLUMNS = {
    "alias": ("群昵称", "群名片", "群内昵称", "群备注", "我在本群的昵称", "card", "groupnickname",
              "displayname", "group_nickname"),
    "nickname": ("昵称", "成员", "微信昵称", "qq昵称", "nickname", "nick", "nick_name",
                 "accountname", "名称", "姓名", "名字", "name"),
    "handle": ("qq号", "qq", "qq号码", "微信号", "账号", "uin", "user_id", "userid", "username",
               "wxid", "platformid"),
    "joined": ("入群时间", "加群时间", "进群时间", "加入时间", "入群日期", "join_time", "jointime"),
}  # fmt: skip
_KEYS = {header_key(name): column for column, names in _COLUMNS.items() for name in names}
_HEADING = re.compile(
    r"^(?:群成员|全部成员|成员列表|聊天成员|members?|群主|管理员|查看更多(?:群成员)?|查看全部群成员|添加|移出|邀请"
    r"|删除|搜索|收起)?\s*(?:[（(]?\d+\s*(?:/\s*\d+)?\s*人?[）)]?)?$",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(r"^\d{1,3}\s*[.、)）]\s*(?=\D)")
_ROLE = re.compile(r"\s*[\[（(【]?(?:群主|管理员|owner|admin)[\]）)】]?$", re.IGNORECASE)
_BETWEEN = re.compile(r"[、，;；]|,(?!\d)")
_SECONDS = re.compile(r"\d{10}(?:\d{3})?")


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One line of a group's own list: the alias shown there, and what else the source tells.

    `shown` is the alias, or the nickname where there is none.
    """

    shown: str
    nickname: str = ""
    handle: str = ""
    joined_on: dt.date | None = None
    has_alias: bool = False


def is_known_header(key: str) -> bool:
    """Whether a header key names a column of a member list; for finding the header row."""
    return key in _KEYS


def read_member_list(text: str) -> list[ListedPerson]:
    """Read a pasted list: cells with a header, or names one a line or separated by 、.

    Raises UserError when cells have the same header twice, or there is too much of it.
    """
    if "\t" in text:
        from organizer.base.table_files.reading import read_pasted

        table = read_pasted(text, known=is_known_header)
        if table.header_line:
            return rows_of_table(table.header, table.rows())
        return [one for row in table.rows() if (one := _guessed(row)) is not None]
    people = []
    for line in clean(text, multi_line=True, limit=5_000_000).splitlines():
        plain = _plain(_ENUMERATED.sub("", line.strip()))
        if not plain or _HEADING.match(plain):
            continue
        for part in _BETWEEN.split(plain):
            name = _ROLE.sub("", part).strip().removeprefix("@")
            if name:
                people.append(ListedPerson(name))
    return _each_once(people)


def rows_of_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[ListedPerson]:
    """The people of a table whose header names nickname, alias, account or day of joining."""
    place: dict[str, int] = {}
    for index, name in enumerate(header):
        column = _KEYS.get(header_key(name))
        if column is not None:
            place.setdefault(column, index)
    people = []
    for row in rows:
        cell = {column: _plain(row[index]) for column, index in place.items()}
        alias, nickname = cell.get("alias", ""), cell.get("nickname", "")
        if alias or nickname or cell.get("handle"):
            people.append(
                ListedPerson(
                    alias or nickname,
                    nickname,
                    cell.get("handle", ""),
                    _day(cell.get("joined", "")),
                    "alias" in place,
                )
            )
    return _each_once(people)


def _guessed(row: Sequence[str]) -> ListedPerson | None:
    """A row without header: the first cell with letters is the name, digits the QQ number."""
    cells = [_plain(cell) for cell in row]
    names = [cell for cell in cells if cell and not re.fullmatch(r"[\d\s:./年月日-]+", cell)]
    if not names:
        return None
    numbers = [cell for cell in cells if re.fullmatch(r"[1-9]\d{4,11}", cell)]
    return ListedPerson(_ROLE.sub("", names[0]), "", numbers[0] if numbers else "")


def _plain(text: str) -> str:
    return one_line(html.unescape(text).replace("\xa0", " "), 200)


def _day(text: str) -> dt.date | None:
    from organizer.base.dates import read_date
    from organizer.base.errors import UserError

    if _SECONDS.fullmatch(text):
        moment = dt.datetime.fromtimestamp(int(text[:10]), dt.UTC)
        return moment.astimezone(register_zone()).date()
    try:
        return dt.date.fromisoformat(read_date(text)) if text else None
    except (UserError, ValueError):
        return None  # a day that can't be read is a day that isn't known


def _each_once(people: list[ListedPerson]) -> list[ListedPerson]:
    """The same account listed twice is one; people of one name without account stay two."""
    seen: set[str] = set()
    found = []
    for one in people:
        if one.handle and one.handle in seen:
            continue
        seen.add(one.handle)
        found.append(one)
    return found
