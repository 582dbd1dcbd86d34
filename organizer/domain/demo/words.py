"""The words made-up data is made of; none of them names a real person or institution."""

from typing import NamedTuple

#: Surnames by about how frequent they are; some that computers misread and some of two characters.
SURNAMES = (
    "王王王王李李李李张张张刘刘刘陈陈杨杨黄赵赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭"
    "萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛"
    "尹段雷黎史龙陶贺顾毛郝龚邵万钱严洪武莫孔单仇解翟查区"
)
LONG_SURNAMES = ("欧阳", "上官", "司马", "诸葛", "尉迟")
GIVEN = (
    "芳敏静丽艳娟霞燕玲红梅兰英华慧洁莉萍雪琳颖婷倩雯欣怡悦涵萱蕾薇岚韵洋波涛军勇强伟杰超鹏斌峰"
    "磊刚健明亮辉宁博文轩宇航晨阳旭东升凯旋睿哲思远子墨雨桐晓岩国栋志高云帆一诺可心嘉禾"
)
#: Characters that sound alike: for people entered twice with another spelling.
ALIKE = {
    "芳": "方",
    "静": "敬",
    "丽": "莉",
    "莉": "丽",
    "伟": "玮",
    "晓": "小",
    "雪": "学",
    "明": "鸣",
    "洁": "杰",
    "杰": "洁",
    "文": "雯",
    "雯": "文",
    "晨": "辰",
    "红": "虹",
    "英": "瑛",
    "华": "桦",
    "志": "智",
    "宇": "雨",
    "雨": "宇",
    "阳": "洋",
    "洋": "阳",
    "波": "博",
    "凯": "恺",
    "岩": "妍",
}

STEMS = tuple(
    "晨光 启明 小音符 新芽 知行 星河 墨香 蓝鲸 麦田 青禾 百川 书山 木棉 云上 悦读 萤火 "  # noqa: SIM905 - a word a line is no list to look at
    "远航 拾光 七彩 明德 向阳 春雨 小橡树 山海 雅韵 树人 博雅 语嫣 快乐豆 童心 乐学 致远 金种子 "
    "星辰 竹林 白鹭 梧桐 叮当 逐梦 溪流 听涛 小石头 朝露 卓凡 思源 橙子 灯塔 银杏 望岳 半亩 问渠 "
    "采薇 小步 阅山 青柠 慧泉 拓野 松果 云雀 初禾".split()
)


class Trade(NamedTuple):
    """A kind of institution: how its name ends and what it teaches."""

    ending: str
    subjects: tuple[str, ...]


TRADES = (
    Trade("教育", ("语文", "数学", "英语")),
    Trade("英语", ("英语",)),
    Trade("艺术中心", ("美术", "音乐", "舞蹈")),
    Trade("美术", ("美术",)),
    Trade("音乐", ("钢琴", "声乐")),
    Trade("书法", ("书法",)),
    Trade("舞蹈", ("舞蹈",)),
    Trade("体育", ("篮球", "体能")),
    Trade("编程", ("编程", "机器人")),
    Trade("作文", ("语文", "作文")),
    Trade("托管", ("托管", "作业辅导")),
    Trade("口才", ("口才", "主持")),
)

#: Code of a district, and what people call it.
DISTRICTS = (
    ("410105", "金水"),
    ("410102", "中原"),
    ("410103", "二七"),
    ("410104", "管城"),
    ("410108", "惠济"),
    ("410122", "中牟"),
)
POSITIONS = ("校长", "校长", "创始人", "教学主管", "老师", "老师", "园长", "运营主管", "招生主管")
SOURCES = ("线下沟通日", "朋友推荐", "公众号", "校长交流会", "老群转入", "")
NOTES = (
    "想了解续费怎么谈，约在下次沟通日细聊。",
    "招生做得好，可以请来分享一次。",
    "周三下午一般在校区，别打电话。",
    "第二校区刚开，正缺美术老师。",
    "对联合师训感兴趣，愿意出场地。",
    "喜欢先私下问，群里说话不多。",
    "暑期班满了，想交流排课。",
    "家里有小孩，晚上九点后再联系。",
)
TAGS = (
    ("可分享", "green"),
    ("缺老师", "amber"),
    ("有场地", "blue"),
    ("新校区", "violet"),
    ("待回访", "rose"),
)
DUTIES = ("迎新和发群规", "每周答疑收集问题", "整理精华", "组织线下沟通日", "维护素材库")
RETURNS = ("免联盟会费", "每月资料包", "优先分享席位", "师训名额一个")
