"""A seeded generator of scraped pages with line-by-line truth, for tests and tuning.

Content is invented, traps included; furniture comes in families (``tests/furniture.py``), some of
them held out: no rule was written with them in view.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import cache

from cleaner import Document, Pipeline
from cleaner.filters import Strip
from tests.furniture import FAMILIES, Furniture

PLACES = ["临江市", "青石县", "云溪区", "白杨镇", "南屏省", "河湾开发区", "松岭市", "金沙县"]
OFFICES = [
    "科学技术局",
    "水利局",
    "农业农村局",
    "教育局",
    "林业局",
    "民政局",
    "财政局",
    "卫生健康局",
]
TOPICS = [
    "春季造林",
    "防汛抗旱",
    "科技创新",
    "校园安全",
    "农田水利",
    "养老服务",
    "预算执行",
    "疫病防控",
]
KINDS = ["工作总结", "实施方案", "工作要点", "情况报告", "通知", "管理办法", "工作计划", "调研报告"]
VERBS = ["组织开展", "扎实推进", "认真落实", "持续加强", "统筹安排", "稳步实施", "全面完成"]
THINGS = [
    "专项检查",
    "项目建设",
    "技术培训",
    "资金管理",
    "队伍建设",
    "设施维护",
    "宣传活动",
    "数据核对",
]
ENDS = [
    "取得了较好成效",
    "群众满意度有所提高",
    "为下一步工作打下了基础",
    "完成了年初确定的任务",
    "有关问题已列入整改清单",
]
TRAPS = [
    "该平台应用全年累计下载量达到{n}万次,注册用户同比增长{p}%。",
    "年度报告的电子版可在县政府门户网站下载,也可到服务大厅索取。",
    "三、加强版权保护:全年登记作品{n}件,查处侵权案件{p}起。",
    "承租方保证提供的设计图纸不侵犯任何第三方的知识产权,否则承担全部责任。",
    "本协议一式{p}份,如有侵权纠纷由出租方所在地法院管辖。",
    "各支部要下载安装学习客户端,党员注册率达到100%。",
    "2.项目绩效自评表(加盖公章的扫描件)",
    "附件下载地址如有变更,以市局网站公布的为准。",
    "1、坚持统一领导;2、坚持分级负责;3、坚持群众参与。",
    "共{p}页的验收意见已由{n}位专家签字确认。",
    "甲方(盖章):____________ 乙方(盖章):____________",
    "联系人:李四,联系电话:0571-8{n}123,邮箱:kj{n}@example.cn",
    "通讯地址:解放路{n}号创业大厦{p}06室,邮编:3{n}00",
    "扫码报名:请各单位扫描通知所附二维码填报参会名单(截止{p}月20日)。",
    "报名网址:http://bm.example.gov.cn/kj{n} ,逾期不予受理。",
    "温馨提示:参训人员须携带身份证,提前{p}0分钟到场。",
    "主送:各县(市、区)水利局 抄送:市政府办公室",
    "资金来源:省级财政{n}万元,市级配套{p}00万元,其余自筹。",
    "信息来源渠道不广,是当前统计工作的短板。",
    "责任人:王某某,牵头单位:规划处,配合单位:各相关处室。",
    "编者按:今年以来各地积极探索,现将部分做法摘编如下。",
    "发布时间以公报为准,网站发布的时间仅供参考。",
    "当前位置处于向斜东翼,掘进时需加密观测。",
    "上一年度未执行完的项目转入下一年度继续实施。",
    "更多农户走上合作社道路,更多产品进入大型商超。",
    "关闭落后砖窑{n}座,收藏并保护古桥{p}处。",
    "相关产业增加值占地区生产总值的比重达到{p}.{p}%。",
    "推荐阅读书目:《水经注疏》《农政要览》等{n}种(附书单)。",
    "热门专业报名人数多于往年,录取分数相应提高。",
    "会员单位登录系统后可以查询年度会费缴纳情况。",
    "刘某某、赵某等人因非法采砂被移送起诉。",
    "按第(二)项至第(五)项办理的,不再重复提交材料。",
    "[1]本文系省社科规划项目({n}JY00{p})阶段性成果。",
    "居民在网络上发表评论应当遵守法律(不是评论框)。",
    "请朗读下面的词语,注意拼音:快乐(lè)、音乐(yuè)。",
    "加入会员免费停车的做法被消费者投诉,平台已限期整改。",
    "(此件公开发布)",
    "主动公开与依申请公开的界定见附则第{p}条。",
    "打印店、复印社要如实登记顾客信息。",
    "注:表中数据截至{p}月底。",
    "审核:县级初审,市级复审,省级终审。",
    "时间:{p}月{p}日上午9时",
    "地点:县行政中心{n}会议室",
    "来源于企业的需求共{n}项,已全部对接。",
    "作者认为,这一现象与降水偏少有关。",
    "浏览次数最多的是惠农政策栏目,全年超过{n}万次。",
    "标签印制须符合国家标准,不得误导消费者。",
    "字体:正文用仿宋,标题用小标宋。",
    "点击率、转化率等指标由第三方机构测算。",
    "客服热线全年接听来电{n}万个,接通率达{p}9%。",
    "A组>B组>C组的排序结果通过了显著性检验。",
    "问:申请材料不全怎么办?",
    "答:窗口一次性告知,补齐后{p}个工作日内办结。",
]  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A line and the truth about it: ``keep``, ``trap`` and ``title`` stay, ``drop`` goes."""

    text: str
    label: str


@dataclass
class Page:
    """A page: its lines, and the fields of meta it tells."""

    family: str
    lines: list[Line]
    meta: dict[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def sentence(r: random.Random) -> str:
    """One invented sentence."""
    n, p = r.randint(12, 980), r.randint(2, 9)
    return r.choice([
        f"{r.choice(VERBS)}{r.choice(THINGS)}{n}次,覆盖{p}个乡镇,{r.choice(ENDS)}。",
        f"截至{r.randint(1, 12)}月底,{r.choice(PLACES)}共投入{n}万元用于{r.choice(THINGS)},比上年增加{p}.{p}%。",
        f"围绕{r.choice(TOPICS)},我们{r.choice(VERBS)}{r.choice(THINGS)},{r.choice(ENDS)}。",
        f"针对{r.choice(TOPICS)}中存在的问题,{r.choice(OFFICES)}{r.choice(VERBS)}{r.choice(THINGS)}。",
        f"在{r.choice(PLACES)}的支持下,{n}名干部参加了{r.choice(THINGS)},{r.choice(ENDS)}。",
    ])  # fmt: skip


def body(r: random.Random, trap_share: float) -> list[Line]:
    """Paragraphs, headings and traps."""
    out = [Line("".join(sentence(r) for _ in range(r.randint(2, 5))), "keep")]
    for n in range(r.randint(2, 5)):
        if r.random() < 0.7:
            out.append(Line(f"{'一二三四五'[n]}、{r.choice(VERBS)}{r.choice(THINGS)}", "keep"))
        for _ in range(r.randint(1, 4)):
            out.append(Line("".join(sentence(r) for _ in range(r.randint(1, 4))), "keep"))
            if r.random() < trap_share:
                out.append(trap(r))
    return out


NAMES = ["王建国", "李秀英", "张伟", "刘洋", "陈静", "杨帆", "赵敏", "黄磊", "周婷", "吴昊"]


def special(r: random.Random) -> list[Line]:
    """A piece of a document in short lines: a table, names, verse, minutes, a form, an exam."""
    n = r.randint(3, 8)
    kinds = [
        ["序号 | 单位 | 金额(万元) | 备注", *(f"{i} | {r.choice(PLACES)} | {r.randint(10, 999)} | " for i in range(1, n)), "合计 | | 1,204 |"],
        ["序号", "项目名称", "金额", *(c for i in range(1, n) for c in (str(i), r.choice(THINGS), str(r.randint(10, 99))))],
        ["获奖名单(排名不分先后)", *r.sample(NAMES, n), *(f"{a} {b} {c}" for a, b, c in [r.sample(NAMES, 3)])],
        ["春日造林", "一夜东风起,千山草木新", "荷锄同上岭,汗湿满衣巾", "但得青苗活,何辞夙夜辛", "他年重到此,绿满旧时津"],
        [f"时间:2018年9月{n}日下午", "地点:县政府二楼会议室", "主持人:李建明", "参加人员:各乡镇主要负责人", "记录:王芳"],
        ["甲方:________", "乙方:________", "地址:____________", "电话:________", "签订日期:____年__月__日"],
        ["一、选择题(每题3分)", "1. 下列说法正确的是( )", "A. 水的沸点与气压有关", "B. 冰的密度比水大", "C. 声音能在真空中传播", "D. 光在水中沿曲线传播", "2. 阅读", "3. 简答"],
        [f"{'一二三四五六七八九十'[i]}、{r.choice(VERBS)}{r.choice(THINGS)}" for i in range(n)],
        ["附件1", f"{r.choice(THINGS)}申报表", "单位名称:", "法定代表人:", "联系人及电话:", "推荐单位意见:", "(盖章)", "年 月 日"],
        ["申请人:某某有限公司,住所地松岭市解放路。", "被申请人:松岭市某某局", "法定代表人:赵某", "审判长 王某某", "书记员 李某"],
        [f"第{i}条 {r.choice(OFFICES)}负责{r.choice(THINGS)}的{r.choice(['组织', '监督', '评估'])}" for i in range(1, n)],
        ["参考文献", "[1]李一.区域水资源评价[J].水利研究,2019(3):12-18", "[2]王二.造林技术手册[M].松岭:林业出版社,2015"],
        ["附表", "指标 单位 2019年 2020年", *(f"{t} 个 {r.randint(10, 99)} {r.randint(10, 99)}" for t in r.sample(THINGS, 4))],
        ["分享", "我们的收获有三点", "关注细节", "评论别人之前先看自己", "收藏", "馆藏文物三千件"],
        ["下载量统计", "平台 下载量", *(f"{p} {r.randint(100, 999)}" for p in r.sample(PLACES, 4))],
    ]  # fmt: skip
    return [Line(t, "keep") for t in r.choice(kinds)]


def trap(r: random.Random) -> Line:
    """A line that looks like furniture and is content."""
    return Line(r.choice(TRAPS).format(n=r.randint(11, 99), p=r.randint(2, 9)), "trap")


def ending(r: random.Random, office: str) -> tuple[list[Line], dict[str, object]]:
    """Attachments, contacts, signature: the document's own."""
    out: list[Line] = []
    meta: dict[str, object] = {}
    if r.random() < 0.3:
        out += [
            Line(f"附件:1.{r.choice(THINGS)}任务分解表", "keep"),
            Line(f"2.{r.choice(THINGS)}统计表", "keep"),
        ]
    if r.random() < 0.3:
        out.append(
            Line(
                f"联系人:{r.choice('王李张陈')}某,联系电话:0570-{r.randint(1000000, 9999999)}",
                "keep",
            )
        )
    if r.random() < 0.6:
        y, m, d = r.randint(2005, 2024), r.randint(1, 12), r.randint(1, 28)
        out.append(Line(office, "keep"))
        han = "".join("○一二三四五六七八九"[int(c)] for c in str(y))
        day = f"{y}年{m}月{d}日" if r.random() < 0.6 else f"{han}年{tens(m)}月{tens(d)}日"
        out.append(Line(day, "keep"))
        meta = {"document_date": f"{y}-{m:02}-{d:02}", "publisher": office}
    return out, meta


def tens(n: int) -> str:
    """A Chinese number up to 31."""
    ones = "〇一二三四五六七八九"
    ten = "" if n < 10 else ("" if n < 20 else ones[n // 10]) + "十"
    return ten + (ones[n % 10] if n % 10 else "")


def page(seed: int, family: str, trap_share: float = 0.25) -> Page:
    """One page of a family."""
    r = random.Random(f"{family}:{seed}")
    place, office = r.choice(PLACES), r.choice(OFFICES)
    year = r.randint(2008, 2024)
    title = f"{place}{office}{r.choice(['关于', ''])}{year}年{r.choice(TOPICS)}{r.choice(KINDS)}"
    text = body(r, trap_share)
    where = r.random()
    if where < 0.25:
        text += special(r)
    elif where < 0.4:
        text[1:1] = special(r)
    elif where < 0.45:
        text[0:0] = special(r)
    end, meta = ending(r, place + office)
    made: Furniture = FAMILIES[family](r, title, next(t.text for t in text if len(t.text) > 50))
    meta = {**meta, **made.meta, "title": title}
    lines = [Line(t, "drop") for t in made.before]
    lines += [Line(title, "title")] if made.title else []
    lines += [Line(t, "drop") for t in made.after_title]
    lines += text + end + [Line(t, "drop") for t in made.foot]
    if not made.title and not made.names_title:
        meta.pop("title")
    return Page(family, dressed(r, spaced(r, once(lines, title))), meta)


def once(lines: list[Line], title: str) -> list[Line]:
    """The first of the lines that are the title is it, the others are repeats."""
    at = [n for n, line in enumerate(lines) if line.text == title]
    stays = any(lines[n].label == "title" for n in at)
    for n in at:
        lines[n] = Line(title, "title" if stays and n == at[0] else "drop")
    return lines


def spaced(r: random.Random, lines: list[Line]) -> list[Line]:
    """Blank lines between, or indents, as pages have them."""
    style = r.choice(["plain", "plain", "blank", "indent", "ideographic"])
    if style == "blank":
        return [each for line in lines for each in (line, Line("", ""))]
    pad = {"indent": "\xa0\xa0\xa0\xa0", "ideographic": "\u3000\u3000"}.get(style, "")
    return [
        Line(pad + line.text if len(line.text) > 40 else line.text, line.label) for line in lines
    ]


FULL = str.maketrans(",:()?!;", "，：（）？！；")


def dressed(r: random.Random, lines: list[Line]) -> list[Line]:
    """Sometimes full width, sometimes traditional."""
    if r.random() < 0.4:
        lines = [Line(t.text.translate(FULL), t.label) for t in lines]
    if r.random() < 0.15:
        convert = traditional()
        lines = [Line(convert.convert(t.text), t.label) for t in lines]
    return lines


@cache
def traditional():  # type: ignore[no-untyped-def]
    import opencc

    return opencc.OpenCC("s2t")


@dataclass
class Score:
    """Counts over pages."""

    drops: int = 0
    found: int = 0
    keeps: int = 0
    lost: int = 0
    traps: int = 0
    traps_lost: int = 0
    right: int = 0
    told: int = 0
    wanted: int = 0
    misses: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.told + self.wanted)

    def __str__(self) -> str:
        return (
            f"drop lines found {self.found / max(1, self.drops):.1%} of {self.drops}; "
            f"keep lines destroyed {self.lost / max(1, self.keeps):.2%} of {self.keeps}; "
            f"traps destroyed {self.traps_lost / max(1, self.traps):.2%} of {self.traps}; "
            f"metadata F1 {self.f1:.3f}"
        )


def survivors(text: str, trail: tuple) -> list[int]:  # type: ignore[type-arg]
    """Offsets of the source's characters still there after a trail."""
    places = list(range(len(text)))
    for e in trail:
        places[e.start : e.end] = [-1] * len(e.new)
    return places


def score(pages: list[Page], pipe: Pipeline | None = None) -> Score:
    """What a pipeline does to pages, against their truth."""
    pipe = pipe or Pipeline(Strip())
    total = Score()
    for each in pages:
        add(total, each, pipe.clean(Document(each.text)))
    return total


def add(total: Score, page: Page, done: Document) -> None:
    """Count one page."""
    left, at = set(survivors(page.text, done.trail or ())), 0
    for line in page.lines:
        chars = [at + i for i, c in enumerate(line.text) if not c.isspace()]
        at += len(line.text) + 1
        here = sum(c in left for c in chars)
        if line.label == "drop":
            total.drops += 1
            total.found += here == 0
            wrong = here > 0
        elif line.label:
            destroyed = here < len(chars)
            wrong = destroyed
            total.keeps += 1
            total.lost += destroyed
            total.traps += line.label == "trap"
            total.traps_lost += destroyed and line.label == "trap"
        else:
            wrong = False
        if wrong:
            total.misses.append((page.family, line.label, line.text))
    wanted = {k: plain(v) for k, v in page.meta.items()}
    told = {k: plain(v) for k, v in done.meta.items() if k not in ("flags", "measures")}
    total.wanted += len(wanted)
    total.told += len(told)
    total.right += sum(told.get(k) == v for k, v in wanted.items())
    for k in wanted.keys() | told.keys():
        if wanted.get(k) != told.get(k):
            total.misses.append((page.family, "meta", f"{k}: {wanted.get(k)} / {told.get(k)}"))


def plain(value: object) -> object:
    """A value in the dress it was invented in."""
    from cleaner.view import View

    return View(value).folded if isinstance(value, str) else value
