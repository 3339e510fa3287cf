"""Names of people, as bylines carry them: known by the surname they begin with.

>>> is_person("沈一舟"), is_person("欧阳志远"), is_person("江西"), is_person("青石村")
(True, True, False, False)
>>> people("□秦昭 卢广"), people("■记者 沈逸飞"), people("办公室 冯晶华")
('秦昭 卢广', '沈逸飞', None)
"""

from __future__ import annotations

from cleaner.chinese.names import COMPOUND, SURNAMES
from cleaner.regex import later
from cleaner.rulebook.memory import remembered

RARER = frozenset(
    "佘敖聂岑柏洪翟霍葛卞芦屈耿焦项祝麦佟盛邢裴席向仇甘解单苗舒桂骆纪尚牛阳娄路宫窦晏"
    "靳伍车申冉辛管鲍宁荣冼邬应蒙满匡瞿滕凌古景臧卓巩苑池商农楚束闻冷宗郎艾谈成于戚计"
    "华封虞干班仲伊屠米戈明时支燕原边隋茹桑濮乐鹿雍蔺郁乌阙惠历厉梅符奚花印楼刁庞柴谷"
    "陶章喻廉毕穆湛祁禹狄贝伏闵季麻童颜裘缪宣吉钮嵇荀甄曲储汲巫郗栾戎韶郜薄宿蒲邰胥莘"
    "党贡劳逄姬宰郦寿扈冀郏浦习宦容慎庾暨衡寇蔚晁阚沙鞠巢荆竺桓关查樊简"
)
"""Surnames beside the commonest that bylines of Chinese pages were seen with."""
_WORDS = """
    江西 江苏 金融 金币 高级 高中 方案 方法 方式 文件 文章 文化 文学 文字 文库 常用 万元
    马上 白色 田园 石油 黄金 计划 项目 路线 解读 解析 单位 管理 包装 成果 成语 成人 史料
    应用 古诗 时间 时评 明星 时事 商业 商务 农业 农村 农民 车主 路人 车友 游戏 游客 游记
    钱币 温馨 祝福 平安 阳光 童话 段落 严选 任务 方向 高清 高考 于是 干货 单元 计算 池塘
    华东 华南 荣誉 花卉 花园 花店 花草 安全 明天 安徽 成都 广东 郑州 徐州 杭州 常州 温州
    金华 高校 高新 石材 华北 边缘 成长 成功 应急 支持 支付 支部 原创 原标题 房产 时尚 汽车
    段子 明报 时代 温暖 何必 任何 何时 许可 江湖 江南 江山 湖南 海南 云南 史记 章节 章程
    项链 方言 成绩 成员 马拉松 和平 高速 高兴 单选题 计算机 农产品 高血压 解决方案 成绩单
    华为 时刻表 查看 应聘者 管理员 管理者 成年人 方便面 单页版 文史哲 文明网 文汇报 金秋
    冷门 白银 石家庄 温馨提示 万象 康复 简介 简报 简历 简体 简体版 简体中文 繁体 包含 包括
    都市 都市报 文摘 荣获 舒适 米粉 游泳 谈话 谈心 商品 牛奶 盛会 向上 宁夏 辛苦 伊犁 明细
    燕窝 凌晨 景点 景区 卓越 景德镇 安康 安排 满意 原文 原理 连载 连续 通知 关于 关注
    关键词 关键 关联方 关联 查询 吉林 童年 童趣 季节 章节 党员 党建 党支部 党委 党组织 习题
    习作 宣传 宣传部 毕业 毕业生 寿命 沙发 季刊 月刊 贡献者 贡献 劳动 劳动者 习惯 容易
    宣传片 关闭 关怀版 查看更多 周边 周报 周刊 周末 周年 周一 周二 周三 周四 周五 周六 周日
    孟夏 黄昏 黄页 汤圆 汪洋 夏天 夏季 夏至 夏令营 谢谢 许多 叶子 高层 高管 高铁 林业
    林业局 水果 唐诗 唐朝 宋词 宋朝 元旦 马路 马蹄 方阵 史学 连接 连线 左右 齐全 包邮 费用
    白云 白话 白皮书 老师 老家 老人 老年 老年人 老板 老友 老街 老兵 梁山 江河 江城 江州
    秦岭 顾客 顾问 万岁 万年历 段位 雷电 雷锋 钱包 钱塘 常识 常见 常委 常委会 武器 武汉
    安装 项目部 盛宴 时讯 时报 时政 石头 凌云 边界 明代 清代 明朝 应收 应届生 商标 商城
    商家 农机 农资 农历 单价 解说 干部 干警 支书 支行 成品 成效 成人礼 计量 明日 花生 花絮
    花语 车辆 车站 车间 燕子 荣耀 景观 宁波 纪要 纪念 纪委 纪律 纪录片 纪实 尚未 席位 向导
    满分 路口 路况 管道 应试 封面 班级 班会 班主任 班车 乐器 乐园 印刷 印章 楼盘 楼市 楼层
    谷雨 米饭 简谱 古代 古典 古籍 冷知识 原因 原则 伊始 和谐 邮箱 张贴者 解释 关灯 关于我
    关于我们 应用商店 单选 解答 安装包 包邮价
    """
WORDS = frozenset(_WORDS.split())
"""Words that begin as names do."""
ONE = r"(?:[一-鿿]{2,4}|[一-鿿] [一-鿿](?![一-鿿]))"
ROLE = (
    r"(?:[一-鿿]{2,6}(?:社|报|网|刊|台|纪元))?(?:首席|见习|实习|特约|本报|本刊|本网)?"
    r"(?:记者|通讯员|撰稿人?|撰文|作者|文字?|主笔|图文)"
)
CREDIT = later(
    r"(?:[\[〔(【][一-鿿]{1,3}[\]〕)】] ?)?"
    rf"(?:[□◎○●■☉⊙◇◆▲△☆★*·/—-]{{1,2}} ?)?(?P<role>{ROLE}(?: ?[:/|] ?| |(?<=[者员])))?"
    rf"(?P<names>{ONE}(?:[ 、,;/]{{1,2}}{ONE}){{0,5}}?)"
    r"(?: ?/?(?:文|图|摄|撰)(?:[/、]?[文图摄])?|[ /][一-鿿]{2,4}(?:报[道导]))?"
)
"""A line that says who wrote, and nothing else."""
SEPARATOR = later(r" ?[、,;/] ?| (?=[一-鿿]{2})")
LONGEST = 48
"""Characters of a credit."""
AT = later(
    r"作者|[校院局处科部所站镇乡县市区]长|书记|主[任治编]|教授|医师|律师|记者|老师"
    r"|大学|学院|学校|[小中]学|幼儿园|医院|研究[院所]|中心|公司|[局站厅所园](?: \d{6})?$"
)
"""What a writer is, or the office the writer works for, beside the name."""
LAST = later(r"(?P<rest>[^。;:,?!]{2,36}) (?P<who>[一-鿿]{2,4})")
FIRST = later(r"(?P<who>[一-鿿]{2,4}) ?(?P<rest>[^。;:?!]{2,36})")
WIDEST = 42
"""Characters of a line that names a writer and an office."""
POSTED = later(r"[一-鿿]{2,4} [一-鿿 ]{4,30}(?:[局站厅所园校]|大学|学院|医院|公司|中心),? ?\d{6}")
"""A writer with office and postal code."""
ALIAS = later(r"[一-鿿]{2,4}")


@remembered
def is_person(text: str) -> bool:
    """Whether a piece of a line is one person's name, by its surname and length."""
    bare = text.replace(" ", "")
    if not 2 <= len(bare) <= 4 or bare in WORDS or not all("一" <= c <= "鿿" for c in bare):
        return False
    if bare[:2] in COMPOUND:
        return len(bare) > 2
    return len(bare) < 4 and (bare[0] in SURNAMES or bare[0] in RARER)


def named(text: str) -> bool:
    """Whether a text is names of people and nothing else."""
    return len(text) <= LONGEST and all(map(is_person, SEPARATOR.split(text)))


def people(twin: str) -> str | None:
    """The names in a line that is a credit: a mark or what its bearers are, and names."""
    span = credit(twin)
    return twin[slice(*span)] if span else None


def credit(twin: str) -> tuple[int, int] | None:
    """Where the names stand in a line that says nothing but who wrote."""
    found = CREDIT.fullmatch(twin) if len(twin) <= LONGEST else None
    if found is None:
        return None
    alias = found["role"] and ALIAS.fullmatch(found["names"])
    return found.span("names") if alias or named(found["names"]) else None


def writer(twin: str) -> tuple[int, int] | None:
    """Where the name stands in a line that also says what its bearer is."""
    if len(twin) > WIDEST or not AT.search(twin):
        return None
    for pattern in (LAST, FIRST):
        found = pattern.fullmatch(twin)
        if found and is_person(found["who"]) and AT.search(found["rest"]):
            return found.span("who")
    return None
