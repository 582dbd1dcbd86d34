"""The columns a list of members can have: their names out, and the names they are known by in."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from organizer.base.errors import UserError
from organizer.base.table_files.headers import header_key
from organizer.base.words import N_, _
from organizer.domain.rosters.records import OWN, OwnField

ColumnType = Literal["text", "phones", "handles", "birthday", "date", "set", "choice"]

#: A column of a list that becomes a new own field of the same name.
NEW_FIELD = "new_field"
#: The column that counts the rows of a file; what is printed is numbered anyway.
ROW = "row"


class Column(NamedTuple):
    """One column of a list of members.

    `names` are header keys it is known by, the surest first; `stand_in` are names that mean it
    only if no other column does. `personal` ones go out masked, or not at all unless chosen.
    A column that is not `readable` goes out only.
    """

    key: str
    label: str
    type: ColumnType = "text"
    names: tuple[str, ...] = ()
    stand_in: tuple[str, ...] = ()
    personal: bool = False
    maskable: bool = False
    of_group: bool = False
    readable: bool = True
    longest: int = 200

    def title(self) -> str:
        """The heading in the language shown; an own field's is the owner's word."""
        return self.label if self.key.startswith(OWN) else _(self.label)

    def known_as(self) -> tuple[str, ...]:
        """The header keys it is known by, its own heading in any language first."""
        return (header_key(self.label), header_key(self.title()), *self.names)


def _names(words: str) -> tuple[str, ...]:
    return tuple(header_key(word) for word in words.split())


COLUMNS: tuple[Column, ...] = (
    Column(
        "name",
        N_("Name"),
        names=_names(
            "姓名 名字 真实姓名 中文名 成员姓名 会员姓名 联系人姓名 学员姓名 人员 name fullname"
            " full_name membername 联系人 负责人姓名"
        ),
        stand_in=_names("称呼 成员 昵称 微信昵称 qq昵称 群昵称 群名片 nickname nick card"),
        longest=100,
    ),
    Column(
        "number",
        N_("Own number"),
        names=_names(
            "编号 会员号 会员编号 成员编号 人员编号 会员id 成员id 档案号 number no memberno"
            " membernumber ownnumber member_id"
        ),
        longest=60,
    ),
    Column(
        "form_of_address",
        N_("Form of address"),
        names=_names("称呼 尊称 称谓 怎么称呼 formofaddress address"),
    ),
    Column(
        "welcome_title",
        N_("Welcome title"),
        names=_names("欢迎头衔 头衔 欢迎词头衔 welcometitle"),
    ),
    Column(
        "phone",
        N_("Phone"),
        "phones",
        names=_names(
            "手机 手机号 手机号码 电话 电话号码 联系电话 联系方式 联系手机 移动电话 手机电话"
            " 本人手机 座机 固定电话"
            " phone mobile tel telephone phonenumber mobilephone cellphone cell"
        ),
        personal=True,
        maskable=True,
    ),
    Column(
        "wechat",
        N_("WeChat ID"),
        "handles",
        names=_names("微信号 微信id 微信账号 微信 个人微信 wechat wechatid wxid weixin wx vx"),
        personal=True,
        maskable=True,
    ),
    Column(
        "wechat_nickname",
        N_("WeChat nickname"),
        names=_names("微信昵称 微信名 微信名称 微信网名 昵称 成员 wechatnickname wechatname"),
        stand_in=_names("nickname nick nick_name"),
    ),
    Column(
        "qq",
        N_("QQ number"),
        "handles",
        names=_names("qq qq号 qq号码 qq账号 qqnumber uin user_id"),
        personal=True,
        maskable=True,
    ),
    Column(
        "institution",
        N_("Institution"),
        names=_names(
            "机构 机构名称 机构名 机构全称 所在机构 所属机构 单位 单位名称 工作单位 所在单位 学校"
            " 学校名称 公司 公司名称 任职机构 校区 校区名称 institution school company"
            " organization organisation"
        ),
    ),
    Column(
        "position",
        N_("Job"),
        names=_names("校内职务 职务 职位 岗位 职称 担任职务 position job jobtitle job_title duty"),
    ),
    Column(
        "district",
        N_("District"),
        names=_names(
            "区县 区域 所在区 所在区县 所在区域 所在地区 地区 区 片区 所在地 城区 城市 所在城市"
            " district area region city"
        ),
    ),
    Column(
        "subjects",
        N_("Subjects"),
        "set",
        names=_names(
            "学科 科目 教学科目 任教学科 主营科目 主营学科 主营项目 业务 主营业务 课程"
            " subjects subject"
        ),
    ),
    Column("tags", N_("Tags"), "set", names=_names("标签 成员标签 tags tag labels label")),
    Column(
        "birthday",
        N_("Birthday"),
        "birthday",
        names=_names("生日 出生日期 出生年月 出生年月日 birthday birthdate dateofbirth"),
        personal=True,
        maskable=True,
    ),
    Column(
        "source",
        N_("Source"),
        names=_names("来源 来源渠道 获客渠道 渠道 从哪里来 了解渠道 source channel"),
    ),
    Column(
        "recommended_by",
        N_("Recommended by"),
        names=_names("引荐人 推荐人 介绍人 邀请人 推荐人姓名 介绍人姓名 recommendedby referrer"),
    ),
    Column(
        "notes",
        N_("Notes"),
        names=_names("备注 备注信息 说明 备注说明 其他 notes note remark remarks comment"),
        personal=True,
        longest=32_767,
    ),
    Column(
        "groups",
        N_("Groups"),
        "set",
        names=_names("社群 所在社群 所在群 群 群名 群名称 groups group groupname"),
        readable=False,
    ),
    Column(
        "alias",
        N_("Alias in the group"),
        names=_names("群昵称 群名片 群内昵称 群备注 群里昵称 alias card groupnickname groupalias"),
        of_group=True,
    ),
    Column(
        "joined",
        N_("Day of joining"),
        "date",
        names=_names(
            "入群日期 入群时间 进群时间 进群日期 加入时间 加入日期 加群时间 joined joinedon"
            " joindate join_time jointime"
        ),
        of_group=True,
    ),
    Column(
        "left",
        N_("Day of leaving"),
        "date",
        names=_names("退群日期 退群时间 离群时间 离群日期 离开日期 left lefton leftdate"),
        of_group=True,
    ),
    Column(
        "roles",
        N_("Positions in groups"),
        "set",
        names=_names("群职务 群内职务 群角色 角色 群身份 roles role"),
        readable=False,
    ),
    # last: what may be somebody's own number is that first
    Column(ROW, N_("Row number"), names=_names("序号"), readable=False),
)
BY_KEY = {column.key: column for column in COLUMNS}

#: What goes out unless the owner chooses: no birthdays and no notes.
DEFAULT_KEYS = (
    "number",
    "name",
    "phone",
    "wechat",
    "wechat_nickname",
    "qq",
    "institution",
    "position",
    "district",
    "subjects",
    "tags",
)
DEFAULT_GROUP_KEYS = (*DEFAULT_KEYS, "alias", "joined", "roles")

#: Keys that can find a member, the surest first.
MATCH_KEYS = ("phone", "wechat", "qq", "number")
#: Name and institution together, for rows that fill none of the others; never unless chosen.
BY_NAME = "name_institution"


def key_title(key: str) -> str:
    """What people are recognised by, in the language shown."""
    return _("Name + institution") if key == BY_NAME else BY_KEY[key].title()


def own_column(field: OwnField) -> Column:
    """The column of an own field."""
    return Column(field.key, field.name, names=(header_key(field.name),))


def column(key: str, fields: Iterable[OwnField] = ()) -> Column:
    """The column of a key. Raises KeyError when there is none."""
    if key in BY_KEY:
        return BY_KEY[key]
    for field in fields:
        if field.key == key:
            return own_column(field)
    raise KeyError(key)


def chosen(words: Sequence[str], fields: Sequence[OwnField] = ()) -> list[Column]:
    """The columns meant by keys, headings in Chinese or English, or names of own fields.

    Raises UserError for a word that names none, or one named twice.
    """
    found: list[Column] = []
    for word in filter(None, map(str.strip, words)):
        one = _meant(word, fields)
        if one is None:
            raise UserError(
                "rosters.unknown_column",
                N_(
                    "There is no column “{column}”. `--columns help` lists all columns a roster"
                    " can have."
                ),
                column=word,
            )
        if one in found:
            raise UserError(
                "rosters.column_twice",
                N_("The column “{column}” was chosen twice. Name each column once."),
                column=word,
            )
        found.append(one)
    if not found:
        raise UserError("rosters.no_columns", N_("Choose at least one column."))
    return found


def _meant(word: str, fields: Sequence[OwnField]) -> Column | None:
    if word in BY_KEY:
        return BY_KEY[word]
    key = header_key(word)
    own = {header_key(field.name): field for field in fields}
    if key in own:
        return own_column(own[key])
    for one in COLUMNS:
        # 称呼 is the form of address here, never a name
        if key in one.known_as():
            return one
    return next((own_column(field) for field in fields if field.key == word), None)
