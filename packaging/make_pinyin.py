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
    "𠙶𠳐𡎚𡐓𡎴𡐒𡍨𡍲𡓜𡠀𡧛𡵆𢘭𣐤𣗋𣘗𣘴𣘵𣚍𣬣𣭤𣲗𣲘𣵛𣶈𣷭𣸣𤇉𤐱𤐷𤗈𤘻𤞣𤠂𤧛𤩁𤩽𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜"
    "𦰡𧌄𧐎𧒽𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪉐𪚏𪟝𪣻𪤗𪨰𪨶𪩘𪫡𪭢𪮃𪰶𪱥𪲔𪴙𪷽𪸕𪸩𪻐𪻨𪻲𪾢𫁡𫄧𫄨𫄷𫄸𫄹"
    "𫇭𫇴𫌀𫍣𫍯𫍰𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖰𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇"
    "𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡"
    "𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐"
    "𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
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
    "卜": "bu",
    "坻": "di",
    "陂": "pi",
    "勒": "le",
    "石": "shi",
    "乐": "le",
    "樂": "le",
}


# Words in names of schools, groups and places in which a character is read otherwise than alone.
WORDS = """
音乐 乐团 乐器 乐队 声乐 乐理 奏乐 民乐 西乐 管乐 弦乐 国乐 乐谱 乐章 乐府 乐清 校长 院长 会长
馆长 园长 班长 组长 店长 社长 团长 部长 局长 处长 科长 区长 市长 县长 镇长 村长 家长 长辈 成长
生长 增长 长老 学长 师长 队长 群长 长大 助长 行长 银行 行业 同行 同行业 内行 外行 行家 商行 琴行
车行 重庆 重阳 重叠 重温 重复 六安 番禺 单县 尉犁 乐亭 会计 朝夕 今朝 调查 调研 曲调 声调 强调
调度 子弹 弹药 导弹 传记 自传 阿胶 东阿 堡子 十里堡 吴堡 瓦窑堡 都是 出差 参差 人参 党参 海参
车马炮 称职 对称 匀称 盛饭 便宜 角色 主角 角斗 睡觉 午觉 投降 蔚县 泌阳 铅山 莘庄 涡阳 蚌埠 枞阳
郫都 犍为 大埔 浒墅 浒墅关 喀什 龟兹 乐陵 长子 牟平 乐曲 吐蕃 什锦 柏林 暖和 率领 模具 模样 奇数
堵塞 星宿 琢磨 归还 倔强 仔细 弄堂 里弄 巷道 纯朴 了解 中牟 调兵山
"""


def words(table: dict[str, str]) -> list[str]:
    """Return the lines of the words whose reading the table of characters gets wrong."""
    lines = []
    for word in dict.fromkeys(WORDS.split()):
        own = WORD_READINGS.get(word, "").split()
        syllables = own or [one[0] for one in pinyin(word, style=Style.NORMAL)]
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
    "东阿": "dong e",
    "阿胶": "e jiao",
    "乐清": "yue qing",
    "乐亭": "lao ting",
    "乐陵": "lao ling",
    "牟平": "mu ping",
    "中牟": "zhong mu",
    "莘庄": "xin zhuang",
    "单县": "shan xian",
    "尉犁": "yu li",
    "弄堂": "long tang",
    "里弄": "li long",
    "蔚县": "yu xian",
    "大埔": "da bu",
    "吴堡": "wu bu",
    "十里堡": "shi li pu",
    "瓦窑堡": "wa yao bu",
    "浒墅": "xu shu",
    "浒墅关": "xu shu guan",
    "涡阳": "guo yang",
    "蚌埠": "beng bu",
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
