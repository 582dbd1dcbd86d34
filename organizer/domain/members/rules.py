"""How members are called and spelled: pure decisions."""

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache

from organizer.base import pinyin
from organizer.base.errors import UserError
from organizer.base.text import one_line
from organizer.base.words import N_

# What a position is called by: the first that stands in the position's name wins. A deputy is
# called like the principal (副校长 → 校长), whoever leads a business is 总.
_TITLES = (
    ("校长", ("校长", "学校负责人")),
    ("园长", ("园长",)),
    ("院长", ("院长",)),
    ("馆长", ("馆长",)),
    ("店长", ("店长",)),
    ("会长", ("会长", "理事长")),
    ("秘书长", ("秘书长",)),
    ("总", ("董事", "总经理", "总裁", "创始人", "合伙人", "老板", "CEO", "负责人", "法人", "股东")),
    ("教授", ("教授",)),
    ("教练", ("教练",)),
    ("主任", ("主任",)),
    ("总监", ("总监",)),
    ("经理", ("经理",)),
    ("会计", ("会计", "财务")),
    ("老师", ("老师", "教师", "讲师", "班主任", "教研", "助教", "顾问")),
)
_DEFAULT_TITLE = "老师"
_FAMILIAR = "老小阿大"
_CALLED_ALREADY = (
    "校长",
    "园长",
    "院长",
    "馆长",
    "店长",
    "会长",
    "老师",
    "主任",
    "总监",
    "经理",
    "教练",
    "教授",
    "老板",
    "总",
    "姐",
    "哥",
    "妈妈",
    "爸爸",
)


def title_of_position(position: str) -> str:
    """The title somebody in this position is called by, '' when it gives none."""
    if "班主任" in position or position.endswith("助理"):
        return _DEFAULT_TITLE
    if position.endswith("总"):
        return "总"
    for title, words in _TITLES:
        if any(word in position for word in words):
            return title
    return ""


@lru_cache(maxsize=16_384)
def form_of_address(name: str, position: str = "") -> str:
    """How to call somebody: surname and title of the position, 老师 where it gives none.

    王小明, 校长 → 王校长; 欧阳雪, 园长 → 欧阳园长; 李雷 → 李老师; 赵云, 创始人 → 赵总. Names
    that are a form of address already (王校长, 李姐), familiar ones (小周) and nicknames stay as
    they are; Latin names keep the whole name: Tina老师.
    """
    name = one_line(name)
    title = title_of_position(position)
    if not name or name.endswith(_CALLED_ALREADY):
        return name
    if not any(map(_is_han, name)):
        spoken = title or ("" if _is_latin(position) else _DEFAULT_TITLE)
        return f"{name}{spoken}"
    if len(name) == 2 and name[0] in _FAMILIAR:
        return f"{name[1]}{title}" if title else name
    if not 2 <= len(name) <= 4 or not all(map(_is_han, name)):
        return f"{name}{title}" if title else name
    return f"{pinyin.surname(name)}{title or _DEFAULT_TITLE}"


def _is_han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff" or "\U00020000" <= sign <= "\U0003ffff"


def _is_latin(text: str) -> bool:
    return bool(text) and not any(map(_is_han, text))


def checked_name(name: str) -> str:
    """The name on one line. Raises UserError when nothing is left."""
    plain = one_line(name, 200)
    if not plain:
        raise UserError("members.name_missing", N_("A member needs a name. Please enter one."))
    return plain


def spelling(name: str, correction: str | None = None) -> dict[str, str]:
    """The columns that follow from a name: reading, initials and the key that sorts."""
    spoken = pinyin.reading(name, correction)
    return {
        "reading": spoken.full,
        "initials": spoken.initials,
        "sort_key": pinyin.sort_key(name, spoken.full),
    }


def checked_phone(text: str) -> tuple[str, str]:
    """Number and kind as they are stored. Raises UserError for one that lost digits or is masked.

    An empty text gives ('', '').
    """
    from organizer.base.phones import read_phone  # not needed to show people

    found = read_phone(text)
    if found.kind == "empty":
        return "", ""
    if found.kind == "ruined":
        raise UserError(
            "members.phone_ruined",
            N_("“{number}” has lost digits in a spreadsheet. Please enter the whole number."),
            number=text,
        )
    if found.kind == "masked":
        raise UserError(
            "members.phone_masked",
            N_("“{number}” is masked. Please enter the whole number."),
            number=text,
        )
    return found.number, found.kind


def checked_handle(platform: str, text: str) -> str:
    """The handle of an account as it is stored. Raises UserError for a QQ number that is none."""
    handle = one_line(text, 200)
    if platform == "qq" and handle and not re.fullmatch(r"[1-9][0-9]{4,11}", handle):
        raise UserError(
            "members.qq_number",
            N_("“{handle}” is not a QQ number. It has 5 to 12 digits."),
            handle=handle,
        )
    return handle


def checked_birthday(text: str, today: dt.date) -> dict[str, str]:
    """The columns of a birthday as people write it. Raises UserError when it is none."""
    from organizer.base.dates import read_birthday  # not needed to show people

    found = read_birthday(text, today)
    return {"birthday": found.date, "birthday_calendar": found.calendar}


def checked_fields(fields: Mapping[str, str | None], today: dt.date) -> dict[str, str | None]:
    """Fields as they are stored: texts on one line (notes keep theirs), birthdays read.

    Raises UserError when one may not be that. `name` must be given to `checked_name` before.
    """
    stored: dict[str, str | None] = {}
    for name, value in fields.items():
        if name.endswith("_id"):
            stored[name] = value or None
        elif name == "birthday":
            if "birthday_calendar" in fields and dates_stored(value or ""):
                stored[name] = value or ""
            else:
                stored |= checked_birthday(value or "", today)
        elif name == "birthday_calendar":
            stored.setdefault(name, value or "solar")
        elif name == "notes":
            stored[name] = (value or "").strip()
        else:
            stored[name] = one_line(value or "")
    return stored


def dates_stored(text: str) -> bool:
    """Whether a birthday is in the form it is stored in: 1988-03-08 or --03-08."""
    return bool(re.fullmatch(r"(?:[0-9]{4}|-)-[0-9]{2}-[0-9]{2}", text)) or not text
