"""Makes resources/pinyin.txt from pypinyin: one syllable without tone a line, then its characters.

Run by hand after a new pypinyin: `python packaging/make_pinyin.py`. The program itself never loads
pypinyin: it would cost 0.7 s and 58 MB.
"""

from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin
from pypinyin.constants import PINYIN_DICT

RESOURCES = Path(__file__).resolve().parent.parent / "resources"

# Blocks names are written with: 〇, the basic block and its first extension; beyond them only
# characters of the general list of standard characters (2013), which names may use.
BLOCKS = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))
STANDARD_BEYOND = (
    "𠙶𠳐𡎚𡐓𡎴𡐒𡍨𡍲𡓜𡠀𡧛𡵆𢘭𣐤𣗋𣘗𣘴𣘵𣚍𣬣𣭤𣲗𣲘𣵛𣶈𣷭𣸣𤇉𤐱𤐷𤗈𤘻𤞣𤠂𤧛𤩁𤩽𤩽𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡"
    "𧌄𧐎𧒽𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪉐𪚏𪟝𪣻𪤗𪨰𪨶𪩘𪫡𪭢𪮃𪰶𪱥𪲔𪴙𪷽𪸕𪸩𪻐𪻨𪻲𪾢𫁡𫄧𫄨𫄷𫄸𫄹𫇭𫇴𫌀𫍣𫍯𫍰𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹"
    "𫔍𫔎𫔶𫖮𫖯𫖰𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭"
    "𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)

# Where the usual reading in names of people, places and schools is not pypinyin's first one.
USUAL = {
    "晟": "sheng",
    "朝": "chao",
    "长": "chang",
    "長": "chang",
    "佛": "fo",
    "薄": "bo",
    "都": "du",
    "厦": "xia",
    "廈": "xia",
    "郇": "xun",
    "靓": "liang",
    "靚": "liang",
    "缪": "miao",
    "繆": "miao",
    "嗯": "en",
    "欸": "ai",
    "睿": "rui",
    "弹": "tan",
    "彈": "tan",
    "调": "tiao",
    "着": "zhe",
    "堡": "bao",
    "茄": "qie",
    "阿": "a",
    "伽": "jia",
    "圳": "zhen",
    "车": "che",
    "車": "che",
    "蓝": "lan",
    "藏": "zang",
    "传": "chuan",
    "傳": "chuan",
    "单": "dan",
    "單": "dan",
    "扎": "zha",
    "石": "shi",
    "乐": "le",
    "樂": "le",
}


# Words in names of schools, groups and places in which a character is read otherwise than alone.
WORDS = """
音乐 乐团 乐器 乐队 声乐 乐理 奏乐 民乐 西乐 管乐 弦乐 国乐 乐谱 乐章 乐府 乐清 校长 院长 会长 馆长 园长 班长 组长 店长 社长 团长 部长 局长
处长 科长 区长 市长 县长 镇长 村长 家长 长辈 成长 生长 增长 特长 长老 学长 师长 队长 群长 长大 助长 行长 银行 行业 同行 同行业 内行 外行 行家
商行 琴行 车行 重庆 重阳 重叠 重来 重温 重复 六安 番禺 大夫 单县 尉犁 尉氏 乐亭 朝阳 会计 朝夕 今朝 调查 调研 协调 曲调 声调 强调 空调 调度 子弹
弹药 导弹 传记 自传 西藏 宝藏 藏族 爱好 好学 好奇 阿胶 东阿 堡子 铺子 十里堡 吴堡 瓦窑堡 都匀 都是 石头 首都 成都 长安 差生 出差 参差 人参
党参 海参 量子 尽量 测量 衡量 车马炮 称职 对称 匀称 盛饭 处理 处所 相处 处世 相机 照相 首相 宰相 中奖 中标 中风 中考 高中 教书 教给 少年 青少年
少儿 少先队 少年宫 便宜 方便 数一数 角色 主角 角斗 睡觉 午觉 觉得 感觉 觉醒 降落 投降 蔚县 解放 解题 浣熊 泌阳 铅山 丽水 高丽 台州 天台
莘县 莘庄 涡阳 蚌埠 亳州 歙县 黟县 枞阳 砀山 濮阳 浚县 武陟 泷水 荥阳 荥经 郫都 筠连 犍为 珙县 大埔 黄埔 东莞 浒墅 浒墅关 溧阳 盱眙 睢宁 邳州
邗江 甪直 吴中 丽江 勐海 洱海 叶城 巴音郭楞 喀什 喀纳斯 单于 龟兹 大城 任丘 任县 蠡县 井陉 乐陵 乐山 乐安 乐东 乐平 乐昌 长子 洪洞 繁峙 临朐 即墨 牟平
东平 莱阳 郯城 莒县 鄄城 曲阜 曲靖 曲艺 作曲 歌曲 乐曲 戏曲 舞曲 编曲 吐蕃 番茄 什么 什锦 一百 百色 伯乐 大伯 薄荷 柏林 参加 参考 曾经 曾国藩
为什么 作为 认为 为了 因为 和平 暖和 附和 率领 效率 频率 模具 模样 模型 奇数 奇妙 塞外 边塞 堵塞 宿舍 星宿 琢磨 打磨 磨坊 蒙古 启蒙 蒙特梭利 兴趣 高兴
兴旺 兴华 复兴 振兴 应用 反应 响应 应该 供应 种子 种植 种类 转换 转学 空间 天空 空白 分数 分享 身份 水分 间隔 中间 房间 创新 创伤 扫帚 打扫 冠军 皇冠 
划船 计划 规划 还是 归还 地方 土地 慢慢地 大都会 系统 联系 体系 关系 系列 看护 看见 正月 正确 正方 丁香 转弯 只有 一只 强化 坚强 勉强 倔强 仔细 牛仔 
吉他 拉丁 拉萨 华山 华佗 弄堂 里弄 巷道 娜娜 嘉应 呼和浩特 曹家渡 朴素 朴实 纯朴 查理 检查 盖子 华盖 区域 区块 单元 单招 单词 简单 解决 了解 理解
"""


def words(table: dict[str, str]) -> list[str]:
    """Return the lines of the words whose reading the table of characters gets wrong."""
    lines = []
    for word in dict.fromkeys(WORDS.split()):
        reading = [WORD_READINGS.get(word, "").split()] if word in WORD_READINGS else []
        syllables = reading[0] if reading else [one[0] for one in pinyin(word, style=Style.NORMAL)]
        syllables = [syllable.replace("ü", "v") for syllable in syllables]
        if syllables != [table.get(character) for character in word]:
            lines.append(f"{word} {' '.join(syllables)}")
    return lines


# Readings of words pypinyin does not know.
WORD_READINGS = {
    "琴行": "qin hang",
    "车行": "che hang",
    "商行": "shang hang",
    "群长": "qun zhang",
    "园长": "yuan zhang",
    "馆长": "guan zhang",
    "店长": "dian zhang",
    "乐团": "yue tuan",
    "民乐": "min yue",
    "国乐": "guo yue",
    "西乐": "xi yue",
    "管乐": "guan yue",
    "弦乐": "xian yue",
    "乐理": "yue li",
    "六安": "lu an",
    "同行业": "tong hang ye",
    "会计": "kuai ji",
    "调研": "diao yan",
    "协调": "xie tiao",
    "东阿": "dong e",
    "阿胶": "e jiao",
    "乐清": "yue qing",
    "乐亭": "lao ting",
    "乐陵": "lao ling",
    "天台": "tian tai",
    "台州": "tai zhou",
    "丽水": "li shui",
    "牟平": "mu ping",
    "莘县": "shen xian",
    "莘庄": "xin zhuang",
    "任丘": "ren qiu",
    "单县": "shan xian",
    "尉犁": "yu li",
    "都匀": "du yun",
    "弄堂": "long tang",
    "里弄": "li long",
    "和平": "he ping",
    "蔚县": "yu xian",
    "百色": "bai se",
    "东莞": "dong guan",
    "大埔": "da bu",
    "黄埔": "huang pu",
    "吴堡": "wu bu",
    "十里堡": "shi li pu",
    "瓦窑堡": "wa yao bu",
    "浒墅": "xu shu",
    "浒墅关": "xu shu guan",
    "涡阳": "guo yang",
    "蚌埠": "beng bu",
    "中考": "zhong kao",
    "单招": "dan zhao",
    "曾国藩": "zeng guo fan",
}


def main() -> None:
    """Write both tables."""
    of_syllable: dict[str, list[str]] = defaultdict(list)
    standard = {ord(character) for character in STANDARD_BEYOND}
    for code in sorted(PINYIN_DICT):
        if not (code in standard or any(low <= code <= high for low, high in BLOCKS)):
            continue
        character = chr(code)
        syllable = USUAL.get(character) or pinyin(character, style=Style.NORMAL)[0][0]
        of_syllable[syllable.replace("ü", "v").replace("ê", "e")].append(character)
    lines = [
        f"{syllable} {''.join(characters)}"
        for syllable, characters in sorted(of_syllable.items())
        if syllable.isascii() and syllable.isalpha()
    ]
    (RESOURCES / "pinyin.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    table = {one: syllable for syllable, several in of_syllable.items() for one in several}
    listed = "\n".join(words(table)) + "\n"
    (RESOURCES / "pinyin_words.txt").write_text(listed, encoding="utf-8")


if __name__ == "__main__":
    main()
