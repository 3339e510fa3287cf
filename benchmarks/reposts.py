"""A seeded corpus of invented reports and their reposts, with the truth about who copies whom.

Every text is composed from vocabularies and sentence shapes, so that unrelated reports share stock
phrases and little else. ``dialect`` chooses vocabularies: thresholds were set on ``plain`` and are
reported for ``other`` too, which has words, shapes and strengths of disguise of its own.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

KINDS = (
    "exact", "masked", "digits-gone", "swapped", "cut", "shuffled", "padded", "traditional",
    "dropped-in", "compilation", "excerpt", "all-at-once",
)  # fmt: skip
SISTERS = ("other-year", "other-city")


@dataclass(frozen=True)
class Words:
    """What one dialect of reports is written with."""

    offices: list[str]
    names: str
    does: list[str]
    adverbs: list[str]
    kinds: list[str]
    things: list[str]
    means: list[str]
    ends: list[str]
    units: list[str]
    heads: list[str]
    shapes: list[str]
    stock: list[str]
    furniture: list[str]
    titles: list[str]
    swaps: dict[str, str]


def split(text: str) -> list[str]:
    return text.split()


PLAIN = Words(
    offices=split("科学技术局 教育局 农业农村局 住房和城乡建设局 水利局 交通运输局 文化和旅游局 卫生健康局 "
                  "民政局 生态环境局 市场监督管理局 应急管理局 统计局 审计局 林业局 司法局"),
    names="云溪石湾青浦金泽安陵东林南华北河西岭平乐长宁永泰新丰兴德明清福海康宜江洪临武昌阳峰",
    does=split("推进 开展 落实 完善 实施 建立 加强 组织 启动 深化 优化 举办 编制 修订 承办 出台 争取 引进 "
               "培育 改造 排查 整治 指导 督促 协调 申报 验收 评审 论证 部署 检查 服务 支持 规范 提升 打造"),
    adverbs=split("扎实 积极 全面 大力 有序 主动 切实 稳步 及时 统筹 重点 持续 率先 认真 严格 深入 集中 分批"),
    kinds=split("乡镇 社区 企业 园区 基层 镇级 村级 重点 规模以上 高新技术 民营 学校 产业 城乡 山区 沿江 公共 "
                "农村 街道 县域 惠民 示范 老旧 新型 绿色 智慧 特色 骨干 中小 涉农"),
    things=split("创新平台 研发中心 水库除险 管网改造 品种选育 技能培训 专利转化 课堂改革 师资交流 病虫防治 "
                 "河道清淤 公交线路 客运站点 文物普查 景区提升 医共体 疫苗接种 低保核查 养老驿站 污水处理 "
                 "扬尘管控 食品抽检 计量检定 隐患台账 消防演练 入户调查 数据质量 预算绩效 造林抚育 法律援助 "
                 "人民调解 孵化基地 院士工作站 技术合同 科普场馆 农机补贴 高标准农田 粮食收储 棚户区改造 "
                 "公租房分配 物业纠纷 垃圾分类 供水保障 灌区配套 山塘整治 桥梁加固 港口岸线 非遗传承 图书分馆"),
    means=split("现场会 专题调研 分片包干 挂图作战 联席会议 清单管理 第三方评估 结对帮扶 以奖代补 政府采购 "
                "网格排查 视频调度 专家会诊 月度通报 驻点服务 跟班学习 夜间巡查 校企合作 银企对接 信用监管"),
    ends=split("取得阶段性成效 得到群众好评 获省级通报表扬 完成年度任务 走在全省前列 形成长效机制 缩短办理时限 "
               "补齐短板弱项 覆盖所有乡镇 实现零的突破 较好完成目标 解决历史遗留问题"),
    units=split("个 项 家 处 场 次 人 户 件 公里 万元 亿元 亩 吨 平方米"),
    heads=split("工作成效 主要做法 存在问题 下步打算 项目建设 队伍建设 制度建设 服务民生 改革创新 安全稳定 "
                "能力提升 党建引领 宣传引导 资金保障"),
    shapes=[
        "{a}{d}{k}{t}{n}{u}，通过{m}等方式，{e}。",
        "围绕{k}{t}，{a}{d}{t2}，全年共完成{n}{u}，同比增长{p}%，{e}。",
        "{p0}{k}{t}累计投入{n}{u}，其中{t2}{n2}{u2}，占比{p}%。",
        "会同有关单位{a}{d}{k}{t2}，建成{t}{n}{u}，{e}。",
        "针对{t}中的薄弱环节，采取{m}，{a}{d}{k2}{t2}，惠及{n}{u}。",
        "{y}年以来，{a}{d}{t}，{k}{t2}由{n2}{u}增加到{n}{u}。",
        "{d}{k}{t}和{k2}{t2}，{m}{n}次，发现并整改{n2}{u2}。",
    ],
    stock=split(
        "在市委、市政府的坚强领导下，全体干部职工团结一心、真抓实干，各项工作取得了新的进展。 "
        "深入学习贯彻上级会议精神，牢固树立新发展理念，坚持稳中求进工作总基调。 "
        "进一步强化责任担当，狠抓工作落实，为全市经济社会高质量发展作出积极贡献。 "
        "严格落实中央八项规定精神，驰而不息纠正四风，营造风清气正的政治生态。 "
        "坚持以人民为中心的发展思想，着力解决群众反映强烈的突出问题。 "
        "虽然取得了一定成绩，但与上级要求和群众期盼相比，还存在不小的差距和不足。 "
        "切实提高政治站位，压实工作责任，确保各项决策部署落到实处、见到实效。 "
        "加强组织领导，明确职责分工，建立一级抓一级、层层抓落实的工作格局。 "
        "强化宣传引导，充分利用各类媒体广泛宣传，努力营造良好的社会氛围。 "
        "下一步，将继续坚持问题导向、目标导向、结果导向，推动各项工作再上新台阶。"
    ),
    furniture=[
        "您现在的位置：首页 > 范文大全 > 工作总结 > 正文", "本文档由用户上传分享，如有侵权请联系客服删除。",
        "版权声明：本站内容均来自互联网，转载请注明出处，下载前请自行甄别。", "点击下载全文 收藏本页 举报",
        "上一篇：没有了 下一篇：返回列表", "扫一扫关注公众号，获取更多范文资料和下载积分。",
        "相关推荐：年终总结 述职报告 心得体会 发言稿", "温馨提示：付费文档下载后不支持退款，请先预览后下载文档。",
    ],
    titles=["{y}年{c}市{o}工作总结", "{c}市{o}{y}年度工作总结及下一年工作计划", "{c}市{o}{y}年工作情况汇报"],
    swaps=dict(zip(
        split("推进 开展 落实 完善 加强 组织 优化 扎实 积极 全面 大力 重点 建成 完成 取得 采取 通过 累计 发现 "
              "形成 解决 坚持 努力 确保 明确"),
        split("推动 进行 执行 健全 强化 安排 改善 踏实 主动 全方位 着力 着重 建好 做完 获得 使用 借助 总共 找到 "
              "构成 化解 秉持 尽力 保证 厘清"), strict=True)),
)  # fmt: skip

OTHER = Words(
    offices=split("财政局 人力资源和社会保障局 商务局 公安局 自然资源局 档案馆 总工会 妇女联合会 残疾人联合会 "
                  "供销合作社 气象局 税务局 城市管理局 信访局 粮食局 体育局"),
    names="桐柏凤鸣鹿寨龙门虎丘松潭柳荷莲塘沙井白马黑水赤壁紫云蓝田翠屏双流百三合罗源通渠",
    does=split("谋划 夯实 统揽 推行 试点 拓展 搭建 督办 核查 兑现 清理 发放 受理 调处 走访 慰问 采集 上线 归集 "
               "盘活 压减 复核 招引 签约 护航 宣讲 摸排 纠治 打击 侦破 预警 播报 评选 选拔 轮训"),
    adverbs=split("精准 高效 用心 依法 逐项 高位 靠前 从严 合力 如期 尽早 多措并举 因地制宜 坚决 接续 分类 常态化"),
    kinds=split("财源 就业 外贸 跨境 治安 反诈 国土 宅基地 馆藏 职工 妇女 儿童 残障 供销 雷电 汛期 涉税 市容 "
                "积案 储备粮 全民 青少年 灵活用工 退役 返乡 商圈 夜市 窗口 线上 口岸"),
    things=split("收支预算 专项债券 直达资金 国库支付 就业见习 技工院校 社保扩面 欠薪治理 电商直播 保税仓库 "
                 "夜间经济 消费券 天网工程 电信诈骗 交通违法 户籍改革 不动产登记 矿山复绿 耕地占补 卷宗数字化 "
                 "劳模评选 集体协商 家庭教育 巾帼创业 无障碍改造 辅具适配 冷链物流 农资直供 短临预报 防雷检测 "
                 "增值税留抵 发票电子化 违建拆除 占道经营 初信初访 领导包案 轮换出库 质量扦检 健身步道 足球场地 "
                 "马拉松赛事 人才公寓 零工市场 创业担保贷款 职称评审 公务用车 资产盘活 隐性债务 税源普查"),
    means=split("周调度 红黑榜 揭榜挂帅 专班推进 容缺受理 一窗通办 错时延时 上门代办 交叉互检 穿透式审计 "
                "背靠背测评 擂台比武 体验式暗访 码上监督 点对点包车 流动服务站 青年突击队 双随机抽查"),
    ends=split("位居全省第一方阵 创历史新高 群众满意度明显上升 经验被上级转发 扭转被动局面 守住安全底线 "
               "减轻市场主体负担 未发生重大舆情 打通最后一公里 得到书面肯定 按期销号 实现应享尽享"),
    units=split("笔 宗 起 名 批 台 套 份 卷 万人次 千瓦 公顷 元 幅 座"),
    heads=split("总体情况 亮点工作 困难和不足 明年思路 稳增长 保民生 防风险 优环境 抓改革 强队伍 严纪律 转作风"),
    shapes=[
        "一年来{a}{d}{k}{t}，{m}全面铺开，{n}{u}{t2}{e}。",
        "{k}{t}提质增效，{a}{d}{n}{u}，比上年{t2}多出{n2}{u2}，{e}。",
        "在{t}上下功夫，以{m}为抓手{a}{d}{k2}{t2}{n}{u}。",
        "截至{y}年底，{k}{t}达{n}{u}，完成预期的{p}%，{t2}{e}。",
        "{d}{t}、{a}{d2}{k}{t2}，涉及{n}{u}、{n2}{u2}。",
        "聚焦{k}群体关切，{m}与{t}同步{d}，{e}，{t2}率为{p}%。",
    ],
    stock=split(
        "全局上下以习近平新时代中国特色社会主义思想为指导，凝心聚力，攻坚克难，圆满完成了各项目标任务。 "
        "始终把党的政治建设摆在首位，扎实开展主题教育，党员干部的思想觉悟得到进一步提高。 "
        "回顾一年来的工作，我们也清醒地认识到，工作中还存在一些亟待解决的困难和问题。 "
        "主动接受人大法律监督、政协民主监督和社会舆论监督，不断提升依法行政水平。 "
        "以上报告如有不妥，请各位领导和同志们批评指正，我们将虚心接受并认真整改。 "
        "持续深化放管服改革，全面推行一次性告知、限时办结、首问负责等制度。"
    ),
    furniture=[
        "首页 新闻中心 政务公开 办事大厅 互动交流 专题专栏", "[打印本页] [关闭窗口] 字体：大 中 小",
        "本网站刊载的所有内容，版权归原作者所有，未经授权不得转载、摘编。", "主办单位 网站地图 联系我们 隐私条款",
        "文章来源于网络，若侵犯了您的合法权益，请来信告知，本站将在二十四小时内删除。",
        "免费注册会员即可下载本文档的可编辑版本，支持微信登录。", "猜你喜欢：学习资料 合同范本 演讲稿 策划书",
    ],
    titles=["{c}市{o}关于{y}年工作的报告", "{c}市{o}{y}年工作总结和来年工作安排", "{y}年度{c}市{o}履职情况报告"],
    swaps=dict(zip(
        split("谋划 夯实 推行 拓展 搭建 核查 清理 受理 精准 高效 依法 坚决 提质 聚焦 达到 涉及 同步 完成 不断 "
              "持续 全面 主动 认真 开展 提高"),
        split("筹划 筑牢 实行 拓宽 构建 审查 清除 接收 精确 快捷 依规 果断 升级 紧盯 达成 牵涉 一同 达成 持续 "
              "不停 普遍 自觉 仔细 举行 提升"), strict=True)),
)  # fmt: skip
DIALECTS = {"plain": PLAIN, "other": OTHER}


@dataclass
class Report:
    """An invented report: sentences with their blanks filled, by paragraph."""

    city: str
    office: str
    year: int
    title: str
    paragraphs: list[list[str]]

    def text(self) -> str:
        return "\n".join([self.title, *("".join(p) for p in self.paragraphs)])


@dataclass
class Item:
    """One document of the corpus; ``origin`` names the report it is of, ``holds`` those inside."""

    id: str
    text: str
    kind: str
    origin: str
    holds: tuple[str, ...] = ()


@dataclass
class Author:
    """Writes reports in one dialect."""

    random: random.Random
    words: Words
    strength: float = 1.0
    length: int = 2200
    stock_share: float = 0.15
    cities: list[str] = field(default_factory=list)

    def city(self) -> str:
        a, b = self.random.sample(self.words.names, 2)
        return a + b

    def number(self) -> str:
        r = self.random
        return r.choice((str(r.randint(2, 99)), str(r.randint(100, 9999)), f"{r.uniform(1, 99):.1f}"))

    def sentence(self, year: int) -> str:
        w, pick = self.words, self.random.choice
        if self.random.random() < self.stock_share:
            return pick(w.stock)
        return pick(w.shapes).format(
            a=pick(w.adverbs), d=pick(w.does), d2=pick(w.does), k=pick(w.kinds), k2=pick(w.kinds),
            t=pick(w.things), t2=pick(w.things), m=pick(w.means), e=pick(w.ends), n=self.number(),
            n2=self.number(), u=pick(w.units), u2=pick(w.units), p=self.number(), y=year,
            p0=pick(("全市", "我市", "全局", "")),
        )  # fmt: skip

    def report(self) -> Report:
        r, w = self.random, self.words
        city, office, year = self.city(), r.choice(w.offices), r.randint(2006, 2024)
        title = r.choice(w.titles).format(c=city, o=office, y=year)
        opening = f"{year}年，{city}市{office}紧紧围绕中心工作，" + self.sentence(year)
        paragraphs, size, heads = [[opening]], 0, r.sample(w.heads, min(10, len(w.heads)))
        length = self.length * r.uniform(0.5, 1.6)
        while size < length:
            if size > len(paragraphs) * 120 and heads:
                paragraphs.append([f"{'一二三四五六七八九十'[10 - len(heads)]}、{heads.pop()}"])
            lines = [self.sentence(year) for _ in range(r.randint(2, 5))]
            if r.random() < 0.3:
                lines[0] = f"{city}市" + lines[0]
            paragraphs.append(lines)
            size += sum(map(len, lines))
        paragraphs.append([f"{city}市{office}", f"{year + 1}年1月{r.randint(3, 28)}日"])
        return Report(city, office, year, title, paragraphs)

    def sister(self, report: Report, kind: str) -> Report:
        """The same office a year later, or another city that writes with the same words."""
        r = self.random
        same = r.uniform(0.35, 0.85)
        city = self.city() if kind == "other-city" else report.city
        year = report.year + (r.choice((-1, 1, 2)) if kind == "other-year" else 0)

        def moved(text: str) -> str:
            text = re.sub(r"\d+(\.\d+)?(?!年)(?![\d.])", lambda _: self.number(), text)
            shift = year - report.year
            text = re.sub(r"(20[0-2]\d)(?=年)", lambda m: str(int(m[1]) + shift), text)
            return text.replace(report.city, city)

        paragraphs = [
            [moved(s) if len(s) < 20 or r.random() < same else self.sentence(year) for s in p]
            for p in report.paragraphs
        ]
        paragraphs[0] = [moved(s) for s in report.paragraphs[0]]
        title = re.sub(r"\d{4}", str(year), report.title).replace(report.city, city)
        return Report(city, report.office, year, title, paragraphs)


Disguise = Callable[[Author, Report], str]


def masked(a: Author, report: Report) -> str:
    r = a.random
    x = r.choice(("xx", "XX", "××", "某", "**"))
    text = report.text().replace(report.city, x)
    how = r.choice((r"\d{4}(?=年)", r"(?<=20)\d\d(?=年)"))
    text = re.sub(how, r.choice(("xx", "XX", "××")), text)
    return text.replace(report.office, r.choice((report.office, f"{x}局")))


def digits_gone(a: Author, report: Report) -> str:
    return re.sub(r"\d+(\.\d+)?", "", report.text())


def swapped(a: Author, report: Report) -> str:
    text, r = report.text(), a.random
    share = 0.7 * a.strength
    for old, new in a.words.swaps.items():
        text = re.sub(old, lambda m, new=new: new if r.random() < share else m[0], text)
    return text


def cut(a: Author, report: Report) -> str:
    text = report.text()
    return text[: int(len(text) * a.random.uniform(0.5, 0.9))]


def shuffled(a: Author, report: Report) -> str:
    paragraphs = ["".join(p) for p in report.paragraphs]
    a.random.shuffle(paragraphs)
    return "\n".join([report.title, *paragraphs])


def around(a: Author, text: str) -> str:
    r, f = a.random, a.words.furniture
    head, foot = r.sample(f, r.randint(1, 3)), r.sample(f, r.randint(2, 4))
    count = f"发布时间：{r.randint(2015, 2024)}-0{r.randint(1, 9)}-1{r.randint(0, 9)} 浏览次数：{r.randint(9, 9999)}"
    return "\n".join([*head, count, text, *foot])


def padded(a: Author, report: Report) -> str:
    return around(a, report.text())


@cache
def _converter() -> Callable[[str], str]:
    import opencc

    return opencc.OpenCC("s2t").convert  # type: ignore[no-any-return]


@cache
def _reading(han: str) -> str:
    from pypinyin import Style, pinyin

    return str(pinyin(han, style=Style.TONE)[0][0])


def traditional(a: Author, report: Report) -> str:
    plain = report.text()
    text = _converter()(plain)
    if len(text) != len(plain) or a.random.random() < 0.2:
        return text
    changed = ((t, s) for t, s in zip(text, plain, strict=True))
    return "".join(f"{t}({_reading(s)})" if t != s else t for t, s in changed)


def sprinkled(a: Author, text: str) -> str:
    r = a.random
    dirt = ("@", "*", "x3", " ", "&", "#q", "□", "〓", "jz")
    rate = 0.02 * a.strength
    return "".join(c + r.choice(dirt) if r.random() < rate else c for c in text)


def dropped_in(a: Author, report: Report) -> str:
    return sprinkled(a, report.text())


def excerpt(a: Author, report: Report) -> str:
    text = report.text()
    size = int(len(text) * a.random.uniform(0.2, 0.45))
    start = a.random.randint(0, len(text) - size)
    return text[start : start + size]


def all_at_once(a: Author, report: Report) -> str:
    milder = Author(a.random, a.words, a.strength * 0.5)
    text = swapped(milder, report)
    text = text.replace(report.city, "xx")
    text = re.sub(r"\d{4}(?=年)", "20xx", text)
    lines = text.split("\n")
    if a.random.random() < 0.5:
        body = lines[1:]
        a.random.shuffle(body)
        lines = [lines[0], *body]
    text = "\n".join(lines)
    text = text[: int(len(text) * a.random.uniform(0.7, 0.95))]
    if a.random.random() < 0.5:
        text = _converter()(text)
    return around(a, sprinkled(milder, text))


DISGUISES: dict[str, Disguise] = {
    "exact": lambda a, r: r.text(), "masked": masked, "digits-gone": digits_gone,
    "swapped": swapped, "cut": cut, "shuffled": shuffled, "padded": padded,
    "traditional": traditional, "dropped-in": dropped_in, "excerpt": excerpt,
    "all-at-once": all_at_once,
}  # fmt: skip


def corpus(
    n: int, seed: int = 1, dialect: str = "plain", strength: float = 1.0, length: int = 2200
) -> list[Item]:
    """About ``n`` documents in random order: reports, reposts of all kinds, sister reports."""
    rand = random.Random(f"{seed}-{dialect}")
    author = Author(rand, DIALECTS[dialect], strength, length)
    items: list[Item] = []
    bodies: list[tuple[str, str]] = []
    while len(items) < n * 0.96:
        report, name = author.report(), f"r{len(items):06}"
        family = [(name, report)]
        if rand.random() < 0.25:
            kind = rand.choice(SISTERS)
            family += [(f"{name}s{k}", author.sister(report, kind)) for k in range(rand.randint(1, 2))]
        for origin, one in family:
            items.append(Item(f"{origin}/0", one.text(), "original", origin))
            bodies.append((origin, one.text()))
            for k in range(rand.choice((0, 0, 1, 1, 2, 3))):
                kind = rand.choice([*DISGUISES])
                items.append(Item(f"{origin}/{k + 1}", DISGUISES[kind](author, one), kind, origin))
    while len(items) < n:
        parts = rand.sample(bodies, 2 if rand.random() < 0.7 else rand.randint(3, 5))
        text = "\n\n".join(part for _, part in parts)
        if rand.random() < 0.5:
            text = around(author, text)
        held = tuple(origin for origin, _ in parts)
        items.append(Item(f"c{len(items):06}", text, "compilation", "", held))
    rand.shuffle(items)
    return items
