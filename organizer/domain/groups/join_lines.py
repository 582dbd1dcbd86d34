"""Reading what is pasted when people have come: the app's own lines, or names as typed.

The forms of the lines are those WeChat and QQ show in a chat, in Chinese and English; straight and
curly quotation marks are the same. Names may hold anything, so a line is cut at its fixed words.
"""

import re
from dataclasses import dataclass, replace

from organizer.base.text import clean, one_line
from organizer.domain.groups.person_text import looks_like_name, read_person

#: Who invited when the line says 你 or You: the owner of this register.
MYSELF = "你"


@dataclass(frozen=True, slots=True)
class JoinLine:
    """One person who came: name, institution and position as far as the text says them.

    `invited_by` is the name shown of who invited ('你' for the owner), `how` a code of `WAYS_IN`,
    `shown` the whole name as the app showed it ('' for names that were typed).
    """

    name: str
    institution: str = ""
    position: str = ""
    invited_by: str = ""
    how: str = ""
    shown: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class PastedJoins:
    """What was read: people who came, names the app says were removed, lines of other kinds."""

    joins: tuple[JoinLine, ...] = ()
    removed: tuple[str, ...] = ()
    other_lines: tuple[str, ...] = ()


_QUOTES = str.maketrans(dict.fromkeys("“”„‟＂«»", '"'))
# In front of a line in exports and copied chats: [系统消息], 2026-03-08 10:32:05, 上午 10:32
_BEFORE = re.compile(
    r"^(?:\[?系统(?:消息|提示)\]?[:：]?\s*|\[?system(?: message)?\]?:?\s*"
    r"|(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?\s+(?=.*\d:\d)"
    r"|(?:昨天|今天|前天|星期.|周.|凌晨|早上|上午|中午|下午|晚上|yesterday|today)\s*"
    r"(?=(?:凌晨|早上|上午|中午|下午|晚上)?\s*\d{1,2}:\d\d)"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?\s*)+",
    re.IGNORECASE,
)
_TO_GROUP = r"加入了?(?:群聊|本群|该群|群)"
_EN_GROUP = r"(?:the |this |your )?(?:group chat|group|chat)"

_EN_CODE = r"(?:via|by scanning) (?:the )?(?:invitation )?QR code"
_EN_HIS_CODE = r"'?s (?:invitation )?QR code"

# (pattern, how); groups: by = who invited, who = who came. Quoted forms are tried first.
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), how)
    for pattern, how in (
        (rf'^"(?P<who>.+?)"通过扫描"(?P<by>.+)"分享的(?:群)?二维码{_TO_GROUP}', "scanned"),
        (rf"^(?P<who>.+?)通过扫描(?P<by>.+?)分享的(?:群)?二维码{_TO_GROUP}", "scanned"),
        (rf'^"(?P<who>.+?)"通过"(?P<by>.+)"的?(?:邀请|分享的)(?:群)?二维码{_TO_GROUP}', "scanned"),
        (rf"^(?P<who>.+?)通过(?P<by>.+?)的?(?:邀请|分享的)(?:群)?二维码{_TO_GROUP}", "scanned"),
        (rf"^(?P<who>.+?)通过扫描?(?:群)?二维码{_TO_GROUP}", "scanned"),
        (rf'^"(?P<by>.+?)"邀请你和"(?P<who>.+)"{_TO_GROUP}', "invited"),
        (rf"^(?P<by>.+?)邀请你和(?P<who>.+?){_TO_GROUP}", "invited"),
        (rf"^.+?邀请你{_TO_GROUP}[,，]?\s*群聊参与人还有[:：](?P<who>.+)$", ""),
        (rf'^"(?P<by>.+?)"邀请"(?P<who>.+)"{_TO_GROUP}', "invited"),
        (rf'^(?P<by>你)邀请"?(?P<who>.+?)"?{_TO_GROUP}', "invited"),
        (rf"^(?P<by>.+?)邀请(?P<who>.+?){_TO_GROUP}", "invited"),
        (rf"^(?P<who>.+?)(?:通过.{{1,20}})?(?:申请)?{_TO_GROUP}", ""),
        (rf'^"?(?P<by>.+?)"? invited "?you"? and "?(?P<who>.+?)"? to {_EN_GROUP}', "invited"),
        (
            rf'^"?.+?"? invited "?you"? to (?:a |{_EN_GROUP}).*?(?:with|include:?)\s*(?P<who>.+)$',
            "",
        ),
        (rf'^"(?P<by>.+?)" invited "(?P<who>.+)" to {_EN_GROUP}', "invited"),
        (rf'^"?(?P<by>.+?)"? invited "?(?P<who>.+?)"? to {_EN_GROUP}', "invited"),
        (
            rf'^"?(?P<who>.+?)"? joined {_EN_GROUP} {_EN_CODE} shared by "?(?P<by>.+?)"?\.?$',
            "scanned",
        ),
        (
            rf'^"?(?P<who>.+?)"? joined {_EN_GROUP} (?:via|by) "?(?P<by>.+?)"?{_EN_HIS_CODE}',
            "scanned",
        ),
        (rf'^"?(?P<who>.+?)"? (?:has )?joined {_EN_GROUP}', ""),
    )
)
_ONLY_ME = re.compile(rf'^.+?邀请"?你"?{_TO_GROUP}|^.+? invited "?you"? to ', re.IGNORECASE)
_REMOVED = re.compile(
    r'^(?:你|"?.+?"?)将"?(?P<who>.+?)"?移出了?群聊'
    r'|^"?.+?"? removed "?(?P<gone>.+?)"? from (?:the )?group',
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"修改群名|移出(?:了)?群聊|拍了拍|戳了戳|撤回了?|领取了|红包|群公告|不是(?:微信)?(?:朋友|好友)关系"
    r"|群聊邀请确认|成为新群主|群主已|进群审核|以上是|聊天记录|退出了?群聊|注意隐私|发起了?(?:群)?(?:接龙|收款)"
    r"| changed the group name| recalled | tickled "
    r"|not (?:a )?(?:weixin |wechat )?(?:friend|contact)"
    r"|red packet| left the group|group notice",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(r"^\s*(?:\d{1,3}\s*[.、)）．]|[-*•·])\s*(?=\D)")
_AT = re.compile(r"^@")
# between people that were typed; brackets keep theirs
_BETWEEN = re.compile(r"[、,，;；\t]+")
_BRACKETED = re.compile(r"[（(【\[][^（）()【】\[\]]*[）)】\]]")
_HEADED = re.compile(r"^(?P<head>[^:：、,，;；]{2,20})[:：]\s*(?P<rest>.+)$")


def read_join_lines(text: str) -> PastedJoins:
    """Read WeChat's or QQ's own lines, or names with optional institution and position.

    One a line or several separated by 、 or a comma. What is neither is kept apart, so that nothing
    is lost unseen.
    """
    joins: list[JoinLine] = []
    removed: list[str] = []
    other: list[str] = []
    for raw in clean(text, multi_line=True, limit=1_000_000).splitlines():
        line = _BEFORE.sub("", one_line(raw).translate(_QUOTES)).strip()
        if not line:
            continue
        found = _system_line(line)
        if found is not None:
            joins += found
        elif gone := _REMOVED.match(line):
            removed += _names(gone["who"] or gone["gone"])
        elif _OTHER.search(line) or _ONLY_ME.match(line):
            other.append(line)
        else:
            joins += _typed(line)
    return PastedJoins(tuple(joins), tuple(removed), tuple(other))


def _system_line(line: str) -> list[JoinLine] | None:
    if "加入" not in line and " invited " not in line and " joined " not in line:
        return None
    if _ONLY_ME.match(line) and "参与人" not in line and " with " not in line:
        return None
    for pattern, how in _FORMS:
        found = pattern.match(line)
        if found is None:
            continue
        by = _bare(found["by"]) if "by" in pattern.groupindex else ""
        if by.casefold() in ("you", MYSELF):
            by = MYSELF
        return [_shown(name, by, how) for name in _names(found["who"])]
    return None


def _shown(name: str, invited_by: str, how: str) -> JoinLine:
    """A person as the app showed them; a name such as 海淀-晨光-王芳 is taken apart."""
    read = read_person(name)
    if read.name != name and not looks_like_name(read.name):
        return JoinLine(name, "", "", invited_by, how, name)
    return JoinLine(read.name, read.institution, read.position, invited_by, how, name)


def _names(text: str) -> list[str]:
    """The names in what was invited: "B、C", B、C or "B, C"; 你 and you are left out."""
    parts = re.split(r'"?\s*(?:、|,\s|，)\s*"?| and (?=")', _bare(text))
    names = [_bare(part) for part in parts]
    return [name for name in names if name and name.casefold() not in ("you", MYSELF)]


def _bare(text: str) -> str:
    return text.strip().strip('"').strip().rstrip("…")


def _typed(line: str) -> list[JoinLine]:
    line = _ENUMERATED.sub("", line)
    institution = ""
    headed = _HEADED.match(line)
    if headed and len(_BETWEEN.split(headed["rest"])) > 1:
        institution, line = headed["head"].strip(), headed["rest"]
    found = []
    for part in _outside_brackets(line):
        person = read_person(_AT.sub("", part).strip('"'))
        if person.name:
            join = JoinLine(person.name, person.institution, person.position, phone=person.phone)
            found.append(replace(join, institution=join.institution or institution))
    return found


def _outside_brackets(line: str) -> list[str]:
    """Cut at separators that are not inside brackets."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found.group())
        return f"\x00{len(kept) - 1}\x00"

    parts = _BETWEEN.split(_BRACKETED.sub(keep, line))
    whole = (re.sub("\x00(\\d+)\x00", lambda found: kept[int(found[1])], one) for one in parts)
    return [part for one in whole if (part := one.strip())]
