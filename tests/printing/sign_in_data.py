"""An event and those who come to it, made as records: a sheet needs no register."""

import datetime as dt
from typing import Any

from organizer.base.pinyin import person_reading, sort_key
from organizer.domain.events.participants import Participant
from organizer.domain.events.records import Event, EventPerson, Key, Session, SessionTime

AFTERNOON = SessionTime(dt.date(2026, 12, 5), "14:00", 180)
FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "建国晓燕丽华敏静伟强美玲涛志远欣怡"
INSTITUTIONS = (
    "晨光教育",
    "小荷美术",
    "音才艺术中心",
    "星辰英语与作文培训中心（天河校区）",
    "Lily's English Studio",
    "",
)
LONG_NAME = "阿卜杜热西提吐尔逊艾合买提江买买提依明古"


def make_event(**columns: Any) -> Event:
    """An event of one afternoon, unless something else is said."""
    values: dict[str, Any] = {
        "key": Key("e1"),
        "id": "e1",
        "series_id": None,
        "repeats": "",
        "anchor": None,
        "kind": "meet_up",
        "own_kind_id": None,
        "own_kind_name": "",
        "title": "十二月线下交流会",
        "host_id": "i1",
        "host_name": "晨光教育",
        "venue_id": "v1",
        "venue_name": "晨光教育体育西路校区",
        "venue_address": "广州市天河区体育西路 101 号 3 楼",
        "room_id": None,
        "room_name": "大会议室",
        "place": "",
        "capacity": 80,
        "cost_fen": None,
        "description": "",
        "materials": "",
        "minutes": "",
        "notes": "",
        "part_of_id": None,
        "cancelled": False,
        "archived": False,
        "sessions": (Session("s1", AFTERNOON),),
        "groups": (),
        "people": (EventPerson("m0", "曾国栋", "organiser"),),
    }
    return Event(**{**values, **columns})


def make_participant(number: int, **columns: Any) -> Participant:
    """The nth who signed up."""
    family, given = FAMILIES[number % 20], GIVEN[number // 20 % 17] + GIVEN[number // 340 % 17]
    name = columns.get("name", family + given)
    reading = person_reading(name)
    values: dict[str, Any] = {
        "id": f"p{number}",
        "member_id": f"m{number}",
        "name": name,
        "reading": reading.full,
        "initials": reading.initials,
        "sort_key": sort_key(name, reading.full),
        "form_of_address": f"{family}老师",
        "institution": INSTITUTIONS[number % len(INSTITUTIONS)],
        "position": ("校长", "教务主任", "教师", "创始人兼教学总监")[number % 4],
        "phone": f"138{number:08}",
        "seats": 2 if number % 15 == 14 else 1,
        "came_by": "chain",
        "place": number + 1,
        "invited_at": None,
        "signed_up_at": "2026-11-20T08:00:00Z",
        "waiting_since": None,
        "withdrawn_at": None,
        "signed_line": "",
        "is_free": False,
        "paid_fen": None,
        "paid_on": None,
        "due_fen": None,
        "remark": "",
        "attendance": (),
    }
    return Participant(**{**values, **columns})


def make_participants(count: int) -> list[Participant]:
    """So many who signed up."""
    return [make_participant(number) for number in range(count)]
