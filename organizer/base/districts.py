"""Provinces, cities and districts of China: code to name, free text to code, search.

A district is stored as its code (GB/T 2260): "320106". Where the owner typed something no code
stands for, the text itself is stored; every function here takes it as it is.
"""

from functools import cache

from organizer.base import resources
from organizer.base.pinyin import Reading, text_reading
from organizer.base.search_query import lower
from organizer.base.text_index import Row, TextIndex

_SEPARATOR = " · "
_IGNORED = dict.fromkeys(map(ord, " \t·•・-－—/／,，、>》＞|｜.．"))
_PEOPLES = [
    "蒙古族",
    "回族",
    "藏族",
    "维吾尔族",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜族",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "塔吉克族",
    "怒族",
    "鄂温克族",
    "保安族",
    "裕固族",
    "独龙族",
    "鄂伦春族",
    "普米族",
    "蒙古",
    "各族",
    "哈萨克",
    "柯尔克孜",
    "维吾尔",
    "塔吉克",
    "锡伯",
]
_ENDINGS = (
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "街道",
    "新区",
    "地区",
    "林区",
    "省",
    "市",
    "区",
    "县",
    "旗",
    "镇",
)


def district_name(code: str) -> str:
    """Return "江苏 · 南京 · 鼓楼区"; a text that is no code as it is."""
    names = _names()
    if code not in names:
        return code
    above = [_short(names[part]) for part in (code[:2], code[:4]) if part != code and part in names]
    # A province or a city by itself needs no ending, a district keeps it.
    return _SEPARATOR.join([*above, names[code] if len(code) > 4 else _short(names[code])])


def short_district_name(code: str) -> str:
    """Return only the last level, "鼓楼区"; a text that is no code as it is."""
    return _names().get(code, code)


def parse_district(text: str) -> str | None:
    """Return the code free text stands for ("南京市鼓楼区", "南京鼓楼", "天河区"), or None.

    None is said where nothing or more than one place fits ("鼓楼区"). Of a province and its capital
    of the same name the province is meant (吉林), and so of a city and its own county.
    """
    plain = text.strip().translate(_IGNORED)
    if plain in _names():
        return plain
    found: set[str] = set()
    _follow(plain, "", found)
    if not found:
        return None
    first = min(found, key=len)
    if len(first) == 2 or all(code.startswith(first) for code in found):
        return first
    return None


def search_districts(query: str, limit: int = 50) -> list[str]:
    """Return codes of places found by Chinese, pinyin or initials ("gulou", "njgl", "南京").

    Places whose own name begins with the query come before those that lie within one.
    """
    index, own = _index()
    joined = "".join(lower(query).split())

    def rank(code: str) -> tuple[bool, int, str]:
        name, spoken = own[code]
        spellings = (name, spoken.joined, spoken.initials)
        begins = any(spelling.startswith(joined) for spelling in spellings)
        return (not begins, len(code) if begins else 0, code)

    codes = sorted(index.search(query).ids(), key=rank)
    return codes[:limit]


def districts_within(code: str = "") -> list[str]:
    """Return the codes one level below, in the order of codes; of the country without a code."""
    names = _names()
    below = [one for one in names if one.startswith(code) and one != code]
    return [one for one in below if _parent(one) == code]


@cache
def _names() -> dict[str, str]:
    lines = resources.text("districts.txt").splitlines()
    return dict(line.partition(" ")[::2] for line in lines)


def _parent(code: str) -> str:
    for length in (4, 2):
        if length < len(code) and code[:length] in _names():
            return code[:length]
    return ""


@cache
def _short(name: str) -> str:
    """Return a name without its kind: 江苏, 内蒙古, 延边; at least two characters stay."""
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            short = name[: -len(ending)]
            return _without_peoples(short) if ending.startswith("自治") else short
    return name


def _without_peoples(name: str) -> str:
    for people in sorted(_PEOPLES, key=len, reverse=True):
        if name.endswith(people) and len(name) - len(people) >= 2:
            return _without_peoples(name[: -len(people)])
    return name


@cache
def _called() -> dict[str, list[str]]:
    """Return the codes each name and each short name may mean."""
    called: dict[str, list[str]] = {}
    for code, name in _names().items():
        for spelling in {name, _short(name)}:
            called.setdefault(spelling, []).append(code)
    return called


def _follow(rest: str, inside: str, found: set[str]) -> None:
    """Collect the places a text can mean as a walk from a larger place to smaller ones."""
    for length in range(2, len(rest) + 1):
        for code in _called().get(rest[:length], ()):
            if code.startswith(inside) and code != inside:
                if length == len(rest):
                    found.add(code)
                else:
                    _follow(rest[length:], code, found)


@cache
def _index() -> tuple[TextIndex, dict[str, tuple[str, Reading]]]:
    rows: list[Row] = []
    own: dict[str, tuple[str, Reading]] = {}
    for code, name in _names().items():
        spoken = text_reading(name)
        own[code] = (name, spoken)
        path = [part for part in (code[:2], code[:4]) if part != code and part in _names()]
        # As one chain, so that "nanjinggulou" and "njgl" run from the city to the district.
        chain = [text_reading(_short(_names()[part])) for part in path]
        full = " ".join([*(one.full for one in chain), spoken.full])
        initials = "".join([*(one.initials for one in chain), spoken.initials])
        whole = "".join([*(_names()[part] for part in path), name])
        texts = f"{whole}\n{district_name(code).replace(_SEPARATOR, '')}"
        rows.append(Row(code, texts, full, initials))
    return TextIndex(rows), own
