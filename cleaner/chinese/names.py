"""Shapes around a character that tell a name: 於先生, 陸乾, 魯迅著.

opencc has dictionaries of names; a name nobody has listed is known by what stands around it.
"""

from __future__ import annotations

from cleaner.regex import later

FIRST_HAN, LAST_HAN = "㐀", "\u9fff"
SURNAMES = frozenset(
    "王李張劉陳楊趙黃周吳徐孫胡朱高林何郭馬羅梁宋鄭謝韓唐馮董蕭程曹袁鄧許傅沈曾彭呂蘇盧蔣蔡賈丁"
    "魏薛葉閻余潘杜戴夏鍾汪田任姜范方石姚譚廖鄒熊金陸郝孔崔康毛邱秦江史顧侯邵孟龍萬段雷錢湯尹黎"
    "易常武喬賀賴龔文魯茅冰巴老莫鄺嚴詹施歐溫莊柯洪游翁簡阮藍殷古涂連饒倪褚俞岳齊左柳祝包費韋申"
    "尤张刘陈杨赵黄吴孙马罗郑谢韩冯萧邓许吕苏卢蒋贾叶阎钟谭邹陆顾龙万钱汤乔贺赖龚鲁邝严欧温庄简"
    "蓝连饶齐费韦"
)
"""The commonest surnames of mainland and Taiwan, nine tenths of all people, in both scripts."""
_COMPOUND = """
    司馬 司马 歐陽 欧阳 諸葛 诸葛 上官 夏侯 公孫 公孙 慕容 尉遲 尉迟 令狐 端木 皇甫 長孫 长孙 宇文
    """
COMPOUND = frozenset(_COMPOUND.split())
"""Surnames of two characters that are met today."""
_TITLES = """
    先生 女士 小姐 太太 夫人 老師 老师 教授 博士 醫生 医生 醫師 医师 律師 律师 主任 局長 局长
    處長 处长 科長 科长 校長 校长 院長 院长 部長 部长 總經理 总经理 經理 经理 董事長 董事长 總
    总 氏 某 姓 同學 同学 師傅 师傅 書記 书记 市長 市长 縣長 县长
    """
TITLES = tuple(_TITLES.split())
BEFORE_NAME = frozenset(
    "者員长長師生授任理記練练機机星匠警是由和與与及對对向請请找叫為为給给名家手了的讓让被跟同在如據据依"
    "爹媽妈爸哥姐弟妹叔伯友夫妻子女兒儿孫孙"
)
"""What a name may follow: the last character of a title, a preposition, a verb of naming."""
AFTER_NAME = frozenset(
    "說说表是的在先女老教博任對对和與与及也就將将於等為为曾則则認认指告今昨前現现出、，"
)
DRIED = frozenset(
    "燥淨净脆旱杯涸枯貨货糧粮果菜柴草洗癟裂澀冷渴咳眼掉了粉物酪縮熱热濕湿季電电媽妈爹娘爸煸炒嚎"
    "瞪著着"
)
DRYING = frozenset(
    "魚鱼豆肉筍笋子薯針蝦貝萄榴芒柿果菜餅饼酒葡蘿烘晒曬風风晾擦吹烤陰抹榨吸喝燒烧弄瀝揩擰流哭熬"
    "未不已很太變变半抽拭餐茶桑牛"
)
RENEWING = "創创更革翻刷"
"""What makes 新 before 著 the end of a verb: 創新著力; else 新著 is a new book."""
REIGN = later("乾[^元一二三四五六七八九十〇]([元一二三四五六七八九十〇]{1,3}|\\d{1,2})年")
"""A year of a reign: 乾化元年."""
CONTRACT = "包連连"
"""Surnames before which 乾 is likelier a word: 包乾, 連乾三杯."""
WORK = frozenset("《〈「『＜<")
STARTS_OTHER = {
    "作": frozenset("業业戰战用品文息風风為为案答弊家證证"),
    "名": frozenset("字單单牌額额次冊册片義义貴贵城人畫画"),
}
"""著作 and 著名 are words unless these follow: 看著作業, 寫著名字."""
STARTS_NOTHING = ("城市", "人士", "人物", "畫家", "画家", "畫作", "画作")
"""After 著名 these are words themselves: 有著名人士, but 流傳著名人軼事."""
BOOKS = frozenset("書书文者有錄录")
VERBS = frozenset(
    "看讀读念唸寫写捧拿帶带背挑扛抬端提舉举唱喊吹穿戴開开坐站躺跪走跑飛飞笑哭吃喝聽听說说講讲談谈想"
    "記记等找追抱握牽牵拉推擺摆掛挂貼贴藏放裝装存夾夹翻抄印畫画刻教學学做幹干忙睡醒活住守護护陪跟"
    "帮幫愛爱恨怕盼望望聞闻摸碰打敲響响亮照曬晒淋下颳刮燒烧冒流滴飄飘漂游爬騎骑駕驾載载運运送"
)
"""What the particle follows where no dictionary has the word: 捧著書, 吹著有點冷."""
ASKED = frozenset("請请敬賜赐電电奉盼候速函詳详")
"""What stands before 覆, an answer, at the end of a letter."""
FOLLOWS_AUTHOR = frozenset("作述者有書书録錄")


def dried(text: str, at: int) -> bool:
    """Whether the 乾 at ``at`` is 干, dry, rather than somebody's name."""
    after = text[at + 1 : at + 2]
    if after and after in DRIED:
        return True
    if REIGN.match(text, at):
        return False
    if _name_before(text, at, 1):
        return text[at - 1] in CONTRACT
    ends = not after or after in AFTER_NAME or not _han(after)
    return not (ends and _name_before(text, at, 2) and text[at - 1] not in DRYING)


def authored(text: str, at: int) -> bool:
    """Whether the 著 at ``at`` says who wrote: 魯迅著, 陳寅恪 著《…》."""
    after = text[at + 1 : at + 2]
    if after and after in FOLLOWS_AUTHOR:
        return True
    if after == "成":
        return not at or not _han(text[at - 1])
    if after and _han(after):
        return False
    return not at or not _han(text[at - 1]) or _named(text, at)


def published(text: str, after: int) -> bool:
    """Whether a 著 that ends before ``after`` begins a word of its own: 擁有著作權, 有著名的."""
    following = text[after : after + 2]
    if following[:1] in STARTS_OTHER:
        other = following[1:] and following[1:] in STARTS_OTHER[following[0]]
        return not other or text.startswith(STARTS_NOTHING, after + 1)
    return following[:1] in ("述", "錄", "录")


def particle(text: str, at: int) -> bool:
    """Whether the 著 at ``at`` belongs to the verb before it rather than to what follows it."""
    return at > 0 and text[at - 1] in VERBS and text[at + 1 : at + 2] in BOOKS


def surname(text: str, at: int) -> bool:
    """Whether the 於 at ``at`` is a surname: a title follows and no word ends before it."""
    boundary = not at or not _han(text[at - 1]) or text[at - 1] == "姓"
    return boundary and text.startswith(TITLES, at + 1)


def replied(text: str, at: int) -> bool:
    """Whether the 覆 at ``at`` ends a letter that asks for an answer, or is one: 請覆, 敬覆."""
    return text[at - 1 : at] in ASKED and at > 0 and not _han(text[at + 1 : at + 2] or " ")


def _named(text: str, at: int) -> bool:
    return any(_name_before(text, at, length) for length in (2, 3, 4))


def _name_before(text: str, at: int, length: int) -> bool:
    """Whether so many characters before ``at`` are a surname at a boundary and what follows it."""
    start = at - length
    if start < 0 or not all(map(_han, text[start:at])):
        return False
    single = length < 4 and text[start] in SURNAMES
    if not (single or (length > 2 and text[start : start + 2] in COMPOUND)):
        return False
    return not start or not _han(text[start - 1]) or text[start - 1] in BEFORE_NAME


def _han(character: str) -> bool:
    return FIRST_HAN <= character <= LAST_HAN or character in "〇々"
