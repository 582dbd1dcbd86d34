"""Reading "晨光教育 王芳 校长" in any sensible order: which part is the name, which the rest."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from organizer.base.text import one_line

#: Surnames a Chinese name may begin with: the most frequent ones, which cover over 98 % of people
#: (2020 census report on names).
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严"
    "覃武戴莫孔向汤常温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒"
    "阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁房蒲滕屈饶解牟艾尤阳时穆农司卓"
    "古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣"
    "巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀胥郁南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满"
    "闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙"
    "浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭"
)
_TWO = re.compile(
    "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|司徒|夏侯|端木|南宫|独孤|轩辕|百里|闻人|"
    "东郭|呼延|司空|太史|申屠|公冶|澹台|赫连|拓跋|钟离|鲜于|闾丘"
)
#: Endings of positions; a search from the left finds the longest: 副校长 before 校长.
_POSITIONS = (
    "法定代表人|联合创始人|校区负责人|创始合伙人|创始人|合伙人|负责人|董事长|执行董事|总经理|副总经理|"
    "总校长|副校长|校长助理|校长|副园长|园长|副院长|院长|馆长|店长|会长|秘书长|理事长|理事|社长|团长|"
    "班主任|教导主任|教务主任|教研主任|主任|教研员|教务|总监|总助|主管|经理|助理|老师|教师|讲师|教练|"
    "教授|辅导员|顾问|老板|股东|法人|前台|会计|财务|出纳|运营|市场|招生|客服|行政|人事|总裁|总"
)
_POSITION = re.compile(f"(?:{_POSITIONS})$")
_LATIN_POSITION = re.compile(
    r"(?:CEO|COO|CTO|CFO|CMO|HR|founder|co-?founder|owner|principal|teacher|manager|director)$",
    re.IGNORECASE,
)
#: What names of institutions end with.
_INSTITUTIONS = (
    "教育集团|教育科技|教育|培训学校|培训中心|培训班|培训|学校|小学|中学|大学|学院|幼儿园|托管|早教|托育|"
    "艺术中心|艺术|音乐|美术|书法|书画|舞蹈|钢琴|古筝|声乐|琴行|画室|英语|外语|日语|语言|语文|数学|作文|阅读|"
    "编程|机器人|科技|体育|篮球|足球|羽毛球|乒乓球|游泳|跆拳道|武术|击剑|轮滑|棋院|围棋|口才|播音|主持|"
    "国学|国画|书院|学堂|课堂|讲堂|私塾|中心|机构|工作室|俱乐部|少儿|文化|传媒|集团|公司|校区|联盟|书店|馆"
)
_INSTITUTION = re.compile(f"(?:{_INSTITUTIONS})$")
_GLUED = re.compile(
    f"^(?P<institution>.{{1,10}}?(?:{_INSTITUTIONS}))"
    r"(?P<rest>[\u3400-\u9fff]{2,8})$"
)
_HAN = re.compile(r"[\u3400-\u9fff]+")
_DISTRICT = re.compile(r"[\u3400-\u9fff]{1,6}(?:区|县|市|省|镇|街道|新区)$")
_SPLIT = re.compile(
    r"[\s,，、;；\-‐‑–—―|｜/／_＿+＋·•:：]+"
    r"|(?<=[\u3400-\u9fff])[@＠]|[@＠](?=[\u3400-\u9fff])"  # 周大海@蓝天教育, but no address
)
_PHONE = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
_BRACKETS = re.compile(r"[()（）\[\]【】〔〕<>《》]+")


@dataclass(frozen=True, slots=True)
class PersonText:
    """What a text says of one person; everything but the name is '' where it says nothing."""

    name: str
    institution: str = ""
    position: str = ""
    phone: str = ""


def looks_like_name(text: str) -> bool:
    """Whether a text is made like a Chinese name: a frequent surname and one or two characters."""
    if not _HAN.fullmatch(text):
        return False
    if _TWO.match(text):
        return 3 <= len(text) <= 4
    return text[0] in _SURNAMES and 2 <= len(text) <= 3


def is_position(text: str) -> bool:
    """Whether a text is a position such as 校长, 教学主管 or CEO, and not a name with one."""
    if _LATIN_POSITION.fullmatch(text):
        return True
    found = _POSITION.search(text)
    if found is None or len(text) > 8:
        return False
    before = text[: found.start()]
    return not (looks_like_name(before) or _is_surname(before))


def is_institution(text: str) -> bool:
    """Whether a text ends as names of institutions do."""
    return _INSTITUTION.search(text) is not None


def read_person(text: str) -> PersonText:
    """The name, institution and position in a text; a name alone when nothing else is clear.

    晨光教育 王芳 校长, 王芳（晨光教育 校长）, 王芳-晨光教育-校长, 王芳校长 and 海淀-晨光-王芳 are
    understood; 王校长 stays the name, as the owner writes it.
    """
    text = one_line(text)
    phone = found.group() if (found := _PHONE.search(text)) else ""
    plain = text.replace(phone, " ") if phone else text
    tokens = [token for token in _SPLIT.split(_BRACKETS.sub(" ", plain)) if token]
    if not tokens:
        return PersonText(text)
    position = _take(tokens, is_position)
    institution = _take(tokens, _INSTITUTION.search)
    if len(tokens) > 1 and not any(map(_HAN.search, tokens)):
        return PersonText(" ".join(tokens), institution, position, phone)  # Tina Wang
    place = _name_place(tokens)
    name, glued_institution, glued_position = _unglued(tokens.pop(place))
    rest = [token for token in tokens if not _DISTRICT.fullmatch(token)]
    if not institution:
        # of 海淀-晨光-王芳 the part beside the name is the institution
        institution = glued_institution or (rest[min(place, len(rest)) - 1] if rest else "")
    return PersonText(name, institution, position or glued_position, phone)


def beginnings(text: str) -> list[str]:
    """The beginnings of a text, the longest first: of 晨光校长 晨光校 and 晨光."""
    return [text[:end] for end in range(len(text) - 1, 1, -1)]


def _take(tokens: list[str], fits: Callable[[str], object]) -> str:
    """Take the first token that fits out of the list, if another one is left for the name."""
    if len(tokens) < 2:
        return ""
    for place, token in enumerate(tokens):
        if fits(token):
            return tokens.pop(place)
    return ""


def _name_place(tokens: list[str]) -> int:
    """The token that is the name: one made like a name, the last of them; else the first."""
    like = [place for place, token in enumerate(tokens) if looks_like_name(_unglued(token)[0])]
    if like:
        return like[-1]
    called = [place for place, token in enumerate(tokens) if _POSITION.search(token)]
    return called[0] if called else 0


def _unglued(token: str) -> tuple[str, str, str]:
    """Name, institution and position of a token without separators: 晨光教育王芳校长."""
    if glued := _GLUED.match(token):
        name, _none, position = _unglued_position(glued["rest"])
        if looks_like_name(name) or (position and _is_surname(name[: -len(position)])):
            return name, glued["institution"], position
    return _unglued_position(token)


def _unglued_position(token: str) -> tuple[str, str, str]:
    found = _POSITION.search(token)
    if found and found.start():
        before = token[: found.start()]
        if looks_like_name(before):
            return before, "", found.group()
        if _is_surname(before) or before in ("老", "小"):
            return token, "", found.group()
    return token, "", ""


def _is_surname(text: str) -> bool:
    return text in _SURNAMES if len(text) == 1 else bool(_TWO.fullmatch(text))
