"""Words on which opencc's t2s goes wrong, found by taking dictionaries there and back.

A simplified word is written as Taiwan, Hong Kong and opencc itself would write it in traditional
characters. Where t2s does not lead back, and jieba counted the word more often than what t2s makes
of it, the pair is a correction. The same goes for each traditional character with several
simplified ones: every word with one of them is written with that character.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from cleaner.chinese import opencc, sources
from cleaner.chinese.convert import Converter
from cleaner.chinese.names import SURNAMES
from cleaner.chinese.sources import dictionary, frequencies
from cleaner.chinese.variants import PLAIN
from cleaner.regex import later

ROUTES = ("s2t", "s2tw", "s2hk")
PAIRS = dict(
    zip("著覆藉瞭畫帳沈讎么鍊摺甦祇像座陞薰", "着复借了划账沉仇幺链折苏只象坐升熏", strict=True)
)
"""Traditional characters and the simplified one they stand for in some words and not in others."""
MET = frozenset("座像薰甦")
"""Of those, what only opencc's own spelling of a word is believed in."""
KEPT = frozenset("著乾藉")
"""Characters that words may keep though alone they are changed."""
RARE = 60
"""jieba's count up to which a word of Taiwan's is not also one of the mainland's."""
_OWN = "聯絡 資訊 訊息 搜尋 使用者 程式 變數 雷射 機率 網路 塑膠"
OWN = frozenset(_OWN.split())
_ANYWHERE = """
    線上 貼上 釋出 重新整理 尼日 永珍 那杜 尤拉 布林 社群 多工 正子 外接 凱吉 韋本 梅湘 回撥
    """
ANYWHERE = frozenset(_ANYWHERE.split())
"""Terms and names whose characters also meet in other words: 生產線上, 貼上標籤, 釋出善意."""
HEXAGRAM = frozenset("坤惕隆")
"""Beside these 乾 is the hexagram; elsewhere jieba's words that keep it were left unconverted."""
_STRAY = "可穿著 斜著 明著 魂不著体 沉著痛快 画蛇著足 显著者 马士著 士著 范著 较著 馨著 著身 班固著"
STRAY = frozenset(_STRAY.split())
"""Words of jieba's that keep 著 by mistake, or over the end of another: 护士著装, 比较著重."""
WRITTEN = later("[卓原巨名专專显顯昭土译譯遗遺]著|^著[作名述称]")
"""Where 著 is never the particle, though jieba has counted such words with 着 too."""
OPEN = frozenset(PAIRS) | KEPT
USUALLY = {"著": "着", "藉": "借", "瞭": "了", "帳": "账", "摺": "折"}
"""What a character is where no word says otherwise: in Taiwan's text 著 is the particle, and words
in 著 作 名 土 … are the listed exceptions; 慰藉, 瞭望 and the tents of ``TENTS`` likewise."""
_BEFORE_TENT, _AFTER_TENT = "營蚊床羅帷幔錦紗氈毡穹虎繡珠簾篷牙軍大", "篷幕幔子蓬棚檐鉤殿下"
TENTS = ("金帳汗", *(c + "帳" for c in _BEFORE_TENT), *("帳" + c for c in _AFTER_TENT))
"""帳 of cloth; all other 帳 are of money, also in words no dictionary has."""
_PICTURES = "動漫圖字書繪油國版插壁名年彩水詩筆刻"
_KEEPING = "結入轉記付查對報欠還賴呆壞做算收出進總作銷平沖"
_BOOKED = "戶號目款單面本簿冊務"
GUARDS = (
    *(c + "畫" for c in _PICTURES), *(c + "帳" for c in _KEEPING),
    *(c + "帳" + of for c in "軍大" for of in _BOOKED),
    *("身分" + c for c in "佈布開成離別為裂解"),
    *("帳下" + c for c in "單月週周午個次拉載方面線列"),
)  # fmt: skip
"""Words that come out right anyway, and keep a correction from the end of one and the start of the
next: 漫畫分級, 結帳下單, 空軍帳號."""
_ALWAYS = """
    甚麼:什么 甚麽:什么 瞭望:瞭望 瞭哨:瞭哨 公哩:公里 徵調:征调 身分證:身份证 身分:身份 覆診:复诊
    么喝:吆喝 痲瘋:麻风 升帳:升帐 連繫:联系 倒楣:倒霉 煞車:刹车 英吋:英寸 英呎:英尺 刻劃:刻画
    指手劃腳:指手画脚 豫備:预备 干豫:干预 發楞:发愣 連袂:联袂 閤下:阁下 文徵明:文徵明 洪昇:洪昇
    懞懂:懵懂 佈署:部署 沈沈:沉沉 沈著:沉着 姓於:姓於 所著:所著 所著落:所着落 打坏:打坏 一坏:一坏
    坏子:坏子 計畫:计划 刻畫:刻画 指手畫腳:指手画脚 薰衣草:薰衣草 藉由:借由 覆核:复核 乾清:乾清
    乾封:乾封 乾符:乾符 乾寧:乾宁 乾祐:乾祐 乾佑:乾佑 疏濬:疏浚 開濬:开浚 暸望:瞭望 螢光:荧光
    螢屏:荧屏 鈕釦:纽扣 醱酵:发酵 儻若:倘若 安甯:安宁 丁甯:丁宁 飛颺:飞扬 飄颺:飘扬 乾為天:乾为天
    六么:六幺 綠么:绿幺 醞藉:酝藉 瞭臺:瞭台 瞭台:瞭台 甚夥:甚夥 商於之地:商於之地 畫分:划分
    整齊畫一:整齐划一 舊著:旧著 蹈藉:蹈藉 彆腳:蹩脚 乾德:乾德 乾興:乾兴 乾亨:乾亨 乾統:乾统
    乾安:乾安 乾陵:乾陵 乾縣:乾县 乾州:乾州 承乾:承乾
    """
ALWAYS = dict(pair.split(":") for pair in _ALWAYS.split())
"""Words the dictionaries lack or, having counted older spellings, get wrong."""
_LED = """
    鎔熔化爐岩解鑄點接斷煉合融絲 鉅巨子著作變款額資獻細亨萬製富星量 甯宁靜願可 濬浚深河渠治縣
    """
LED = {row[0] + c: row[1] + c for row in _LED.split() for c in row[2:]}
"""Characters of names that begin words too, and what they are there."""
FIRM = 20
"""jieba's count from which a word is common enough to be believed in another spelling."""
INNER = frozenset("畫陞沈么")
"""Characters of names and of words of their own: corrected after a first character only."""
SUNK = 15
"""jieba's count, and how many times that of 沈 with the same character, from which 沉 starts a word
rather than somebody's name."""
SCHOLAR = frozenset({"錢鍾書"})
"""Who writes himself 锺; the mainland prints 钟 in every older name and word: 钟馗, 千钟粟."""
SHAPED = frozenset("著乾么")
YOUNGEST = "兒女子弟妹叔姑姨娘爹爸哥嫂雞蛾舅孫"
"""What 么 before it calls the youngest or smallest, 幺."""
QUESTIONS = "什怎這那多要"
"""What 么 after it is 麼 already simplified."""
COUNTS = frozenset("一二三四五六七八九十百千两兩几幾多餘余")


def lists() -> dict[str, dict[str, str]]:
    """Word lists by name: ``auto`` corrects t2s, ``taiwan`` replaces Taiwan's own words."""
    return {"auto": auto(standard()), "taiwan": taiwan()}


def standard() -> list[str]:
    """Words as the mainland writes them: jieba's, pypinyin's and opencc's in GB 2312."""
    from pypinyin.phrases_dict import phrases_dict

    every = {*frequencies(), *phrases_dict, *dictionary("STPhrases")}
    return sorted(w for w in every if len(w) > 1 and _encodes(w))


def auto(words: Iterable[str]) -> dict[str, str]:
    """opencc's words with the corrections that follow from these words."""
    words, found = list(words), {}
    for word, *written in zip(words, *(through(name, words) for name in ROUTES), strict=True):
        for each in {*written, *spelled(word, written[0])}:
            if not OPEN.isdisjoint(each) and believed(each, word):
                found[each] = word
    alone = {**variants(), **USUALLY}
    fixed = {**opencc_words(), **PLAIN, **{w: t2s(w) for w in shown()}, **youngest(), **ALWAYS}
    fixed |= {w: t2s(to) for w, to in LED.items()}
    guards = {w: t2s(w).replace("帐", "账") for w in GUARDS}
    return closed(pruned({**found, **guards, **fixed}, alone) | guards)


def shown() -> Iterator[str]:
    """Words that come out as t2s has them, where their characters alone would not."""
    yield from TENTS
    yield from (c + "么" for c in QUESTIONS)


def youngest() -> dict[str, str]:
    """么 that is not 麼."""
    return {"么" + c: "幺" + t2s(c) for c in YOUNGEST}


def believed(written: str, word: str) -> bool:
    """Whether the word is what its traditional spelling should become, and t2s or habit say not."""
    if len(written) != len(word) or any(known in written for known in ALWAYS) or "帐" in word:
        return False
    if "着" in word and WRITTEN.search(word.replace("着", "著")):
        return False
    wrong, usual = t2s(written), t2s("".join(USUALLY.get(c, c) for c in written))
    if word == wrong == usual:
        return False
    kept = {a for a, b, c in zip(written, word, usual, strict=True) if a == b != c}
    kept |= {a for a, b, c in zip(written, word, wrong, strict=True) if a == b != c}
    changed = {(a, b) for a, b, c in zip(written, word, wrong, strict=True) if a != b != c}
    if not kept <= KEPT or not changed <= set(PAIRS.items()) or written[0] in COUNTS:
        return False
    if not all(word == other or likelier(word, other) for other in (wrong, usual)):
        return False
    return not kept or _keeps(word, kept)


def _keeps(word: str, kept: set[str]) -> bool:
    """Whether a word that keeps a character is one, not a name met next to another word."""
    if "著" in kept and len(word) == 3 and word[2] == "著" and word[1:] not in frequencies():
        return False
    if word in STRAY:
        return False
    if "乾" in kept and word[0] not in SURNAMES and HEXAGRAM.isdisjoint(word):
        return False
    near = [word[i : i + 2].replace("乾", "干") for i in range(len(word) - 1)]
    return "乾" not in kept or not any(w in frequencies() and "干" in w for w in near)


def likelier(word: str, other: str) -> bool:
    """Whether jieba knows the word better than the other form of it."""
    count = frequencies()
    return count.get(word, 0) >= max(1, count.get(other, 0))


def pruned(words: dict[str, str], alone: dict[str, str]) -> dict[str, str]:
    """The words that shorter ones and single characters do not lead to anyway.

    Those with 著, 乾 and 么 stay: what stands around these decides, or a word that ends in them.
    """
    kept, simple = dict(alone), sources.simple()
    for length in range(1, max(map(len, words)) + 1):
        convert = Converter(kept, simple)
        longer = ((w, to) for w, to in words.items() if len(w) == length)
        kept |= {w: to for w, to in longer if not SHAPED.isdisjoint(w) or convert(w) != to}
    return kept


def through(name: str, words: Iterable[str]) -> list[str]:
    """Words as an opencc configuration writes them, all in one call."""
    return opencc.converter(name).convert("\n".join(words)).split("\n")  # type: ignore[no-any-return]


def spelled(word: str, base: str) -> Iterator[str]:
    """A common word with one character written as each traditional one that may stand for it."""
    if frequencies().get(word, 0) < FIRM or len(base) != len(word):
        return
    for place, c in enumerate(word):
        for traditional in written_as().get(c, ()):
            written = base[:place] + traditional + base[place + 1 :]
            if place or traditional not in INNER or leads(word, traditional):
                yield written


def leads(word: str, traditional: str) -> bool:
    """Whether a word may start with a character of names: its name is rare, or it is too long."""
    count, named = frequencies(), traditional + word[1:]
    return len(word) > 3 or (word[0] == "沉" and count[word] >= SUNK * max(1, count.get(named, 0)))


@cache
def written_as() -> dict[str, list[str]]:
    """Simplified characters and the traditional ones that stand for them in some words."""
    found: dict[str, list[str]] = {}
    for traditional, c in PAIRS.items():
        if traditional not in MET:
            found.setdefault(c, []).append(traditional)
    return found


def variants() -> dict[str, str]:
    """Characters of Taiwan and Hong Kong that t2s leaves, where the mainland never writes them."""
    found = {}
    for name in ("HKVariantsRev", "TWVariantsRev"):
        for c, to in dictionary(name).items():
            plain = t2s(to[0])
            if t2s(c) == c != plain and not _encodes(c):
                found[c] = plain
    return found


def opencc_words() -> dict[str, str]:
    """The words and wide characters of t2s; in them opencc is believed, save that 锺 is one man."""
    every = sources.t2s() | {
        w: to.replace("锺", "钟") for w, to in sources.t2s().items() if w not in SCHOLAR
    }
    return {w: to for w, to in every.items() if "著" not in w}


def closed(words: dict[str, str]) -> dict[str, str]:
    """With each result that would itself be changed: converting twice is converting once."""
    convert = Converter(words, sources.simple())
    return {new: new for new in words.values() if len(new) > 1 and convert(new) != new} | words


def taiwan() -> dict[str, str]:
    """Taiwan's own words, where the mainland would hardly use the same word otherwise."""
    count, found = frequencies(), {}
    for written, to in dictionary("TWPhrasesRev").items():
        same, other = t2s(written), t2s(to[0])
        met = count.get(same, 0)
        rare = met <= RARE or written in OWN
        if same != other and rare and met <= 0.2 * count.get(other, 0) and written not in ANYWHERE:
            found[written] = other
    return found


def t2s(text: str) -> str:
    """opencc's t2s."""
    converted: str = opencc.converter("t2s").convert(text)
    return converted


def _encodes(text: str) -> bool:
    return sources.encodes(text, "gb2312")
