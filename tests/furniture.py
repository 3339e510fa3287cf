"""Furniture of invented sites: what stands before, under and after an article.

``HELD_OUT`` families were written apart from the rules and are never looked at to write one.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Furniture:
    """Lines around an article, and the meta they tell."""

    before: list[str] = field(default_factory=list)
    after_title: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    meta: dict[str, object] = field(default_factory=dict)
    title: bool = True
    names_title: bool = False


Make = Callable[[random.Random, str, str], Furniture]
TITLES = ["防汛应急预案演练方案", "小学三年级语文教案", "工程监理合同范本", "个人述职报告范文", "食品安全自查报告", "乡村振兴调研材料", "消防知识培训课件", "班主任工作计划", "公司年会主持词", "水土保持方案编制说明", "施工组织设计", "高一化学期末试题及答案"]  # fmt: skip
SITES = ["好学文库", "青藤范文网", "百纳文档", "云帆作文网", "众享资料网", "秋水文章网"]
MEDIA = ["北方科技报", "松岭日报", "云溪发布", "新农网", "河湾晚报"]
NAMES = ["李文清", "王一凡", "陈晓", "赵立新", "周敏"]


def day(r: random.Random) -> tuple[str, str]:
    """A date as pages write it, and as meta has it."""
    y, m, d = r.randint(2009, 2024), r.randint(1, 12), r.randint(1, 28)
    shown = r.choice([f"{y}-{m:02}-{d:02}", f"{y}/{m}/{d}", f"{y}年{m}月{d}日", f"{y}-{m:02}-{d:02} {r.randint(7, 22):02}:{r.randint(0, 59):02}:{r.randint(10, 59)}", f"{y}-{m:02}-{d:02} {r.randint(7, 22):02}:{r.randint(0, 59):02}"])  # fmt: skip
    return shown, f"{y}-{m:02}-{d:02}"


def some(r: random.Random, low: int, high: int) -> list[str]:
    return r.sample(TITLES, min(len(TITLES), r.randint(low, high)))


def bullets(r: random.Random, items: list[str]) -> list[str]:
    mark = r.choice(["", "- ", "• ", "  • ", "* ", "· "])
    return [mark + i for i in items]


def mill_preview(r: random.Random, title: str, lead: str) -> Furniture:
    n, left = r.randint(3, 6), r.randint(5, 40)
    before = [f"{title}_第{i}页" for i in range(1, n + 1)] + [
        f"第{i}页 / 共{n + left}页" for i in range(1, 3)
    ]
    before += [
        f"已阅读{n}页,还剩{left}页未读 继续免费阅读",
        r.choice(["下载本文档", "付费下载", "立即下载"]),
    ]
    before += ["版权说明:本文档由用户提供并上传,收益归属内容提供方,若内容存在侵权,请进行举报或认领"]
    foot = [
        "温馨提示",
        "1. 本站所有资源如无特殊说明,都需要本地电脑安装相应的办公软件和阅读器。",
        "2. 本站的文档不包含任何第三方提供的附件图纸等,如果需要附件,请联系上传者。",
        f"3. {r.choice(SITES)}仅提供信息存储空间,仅对用户上传内容的表现方式做保护处理,并不能对任何下载内容负责。",
        "4. 下载文件中如有侵权或不适当内容,请与我们联系,我们立即纠正。",
    ]
    foot += ["最新文档", *bullets(r, some(r, 4, 10)), "评论", "0/150", "提交评论"]
    return Furniture(before, ["文档简介"] if r.random() < 0.5 else [], foot)


def mill_card(r: random.Random, title: str, lead: str) -> Furniture:
    pages = r.randint(3, 90)
    card = [
        f"上传人:{r.choice('abcdw')}****{r.randint(1, 9)}",
        f"文档编号:{r.randint(1000000, 9999999)}",
        f"上传时间:{day(r)[0]}",
        f"格式:{r.choice(['DOCX', 'PDF', 'PPT'])}",
        f"页数:{pages}",
        f"大小:{r.randint(12, 900)}.{r.randint(10, 99)}KB",
    ]
    r.shuffle(card)
    bar = [
        " ".join(
            r.sample(
                ["下载", "相关", "举报", "返回", "分享", "收藏", "书签", "版权申诉"],
                r.randint(3, 5),
            )
        )
    ]
    before = bar + ([" ".join(card)] if r.random() < 0.5 else card)
    before += [
        f"《{title}.docx》由会员分享,可在线阅读,更多相关《{title}.docx({pages}页珍藏版)》请在{r.choice(SITES)}上搜索。"
    ]
    after = [f"{title}.docx", title][: r.randint(0, 2)]
    foot = [
        f"亲,该文档总共{pages}页,到这儿已超出免费预览范围,如果喜欢就下载吧!",
        "点击查看更多>>",
        "相关资源",
        *bullets(r, some(r, 3, 6)),
        f"copyright@ 2008-{r.randint(2018, 2024)} {r.choice(SITES)} 版权所有",
        f"经营许可证编号:京ICP备{r.randint(10000000, 19999999)}号-1",
    ]
    return Furniture(before, after, foot)


def essay(r: random.Random, title: str, lead: str) -> Furniture:
    shown, iso = day(r)
    views = r.randint(10, 9000)
    site = r.choice(SITES)
    before = [
        f"欢迎光临{site}",
        f"当前位置:{r.choice(['首页', ''])} > {r.choice(['总结大全', '实用范文', '计划方案'])} > {r.choice(['年度总结', '个人总结', '工作计划'])}",
    ]
    after = [f"发布时间:{shown} 查看人数:{views}"]
    if r.random() < 0.5:
        after.append(f"下面是小编为大家整理的{title}【完整版】,供大家参考。")
    foot = [
        title,
        lead[: r.randint(40, 70)],
        "推荐度:",
        "点击下载文档文档为doc格式",
        f"相关{title[:6]}信息",
    ]
    for t in some(r, 2, 5):
        foot += [
            f"{t}{r.randint(11, 99)}人关注",
            "今年以来,我们按照上级部署要求认真开展各项工作,圆满完成了全年任务 ...[更多]",
        ]
    return Furniture(before, after, foot, {"date": iso, "views": views})


def essay_related(r: random.Random, title: str, lead: str) -> Furniture:
    shown, iso = day(r)
    source = r.choice(MEDIA)
    before = ["首页 > 实用范文 > 工作总结 > " + r.choice(["正文", "详细内容", "单位总结"])]
    after = [
        r.choice([f"时间:{shown} 来源:{source}", f"来源:{source} | 时间:{shown} | 移动端:{title}"])
    ]
    foot = [f"【{title}】相关文章:"] + [
        f"{t}{r.randint(1, 12):02}-{r.randint(1, 28):02}" for t in some(r, 3, 8)
    ]
    foot += [r.choice(["加入收藏 我要投稿 点赞", "我要投稿 加入收藏"]), "暂无评论", "发表评论"]
    return Furniture(before, after, foot, {"date": iso, "source": source})


def government(r: random.Random, title: str, lead: str) -> Furniture:
    shown, iso = day(r)
    number, office = (
        f"{r.randint(100000000, 999999999)}/{r.randint(2010, 2024)}-{r.randint(1, 99999):05}",
        r.choice(["市科技局", "县水利局", "省林业厅"]),
    )
    meta: dict[str, object] = {"index_number": number, "publisher": office, "date": iso}
    if r.random() < 0.5:
        card = [
            f"索引号: | {number} | 发布机构: | {office} |",
            f"发文日期: | {shown[:10]} | 公开方式: | 主动公开 |",
        ]
        meta["date"] = iso
    else:
        card = [
            f"索 引 号:{number}",
            f"发布机构:{office}",
            f"发布日期:{shown}",
            "主题分类:",
            "体裁:通知",
            "有效性:",
        ]
        r.shuffle(card)
    before = [
        r.choice(
            [
                "您的位置:首页 > 政务公开 > 通知公告",
                "当前位置: 首页 >> 信息公开 >> 工作动态",
                "您当前所在位置:首页>动态新闻>详细内容",
            ]
        ),
        *card,
    ]
    after = [
        r.choice(
            [
                "浏览次数:",
                "【字体:大 中 小】 打印 分享到:",
                "字号:[大][中][小]",
                "访问量: 打印 关闭",
            ]
        )
    ]
    foot = [
        r.choice(["【打印正文】 【关闭窗口】", "打印 关闭"]),
        "关于我们 | 联系我们 | 网站地图",
        f"版权所有:{office} 主办单位:{office}",
        f"浙ICP备{r.randint(10000000, 19999999)}号 网站标识码:33{r.randint(10000000, 99999999)}",
        "浙公网安备 3301020200000号",
    ]
    return Furniture(before, after, foot, meta)


def news(r: random.Random, title: str, lead: str) -> Furniture:
    shown, iso = day(r)
    source, writer = r.choice(MEDIA), r.choice(NAMES)
    line = r.choice(
        [
            f"{shown} 来源:{source} 作者:{writer}",
            f"来源:{source} 作者:{writer} 日期:{shown}",
            f"发布时间:{shown} 来源:{source} 作者:{writer} 阅读:{7}",
        ]
    )
    meta: dict[str, object] = {"date": iso, "source": source, "author": writer}
    if "阅读" in line:
        meta["views"] = 7
    foot = [
        f"责编:{r.choice(NAMES)}",
        "*本网站有关内容转载自合法授权网站,如涉及侵权,请与我们联系删除。",
        r.choice(["上一篇 下一篇", "上一篇:没有了", "返回顶部"]),
        "违法和不良信息举报电话:0571-88880000",
        "相关新闻",
        *bullets(r, some(r, 3, 6)),
    ]
    return Furniture(
        [" ".join(["首页", "新闻", "财经", "体育", "科技", "视频"][: r.randint(4, 6)])],
        [line, "分享到: 微信 微博 QQ空间"],
        foot,
        meta,
    )


def weixin(r: random.Random, title: str, lead: str) -> Furniture:
    return Furniture(["查看原文", "其他"], [], ["阅读原文", "点击上方关注,星标一起成长"])


def forum(r: random.Random, title: str, lead: str) -> Furniture:
    views = r.randint(20, 9000)
    before = [
        "马上注册,结交更多好友,享用更多功能,让你轻松玩转社区。",
        "您需要 登录 才可以下载或查看,没有账号?立即注册",
    ]
    after = [
        f"查看: {views}|回复: {r.randint(0, 90)}",
        "发表于 2019-3-4 10:22:11 | 显示全部楼层 |阅读模式",
    ]
    return Furniture(
        before,
        after,
        ["使用道具 举报", "回复", "[打印本页]", "TOP"],
        {"views": views, "date": "2019-03-04"},
    )


def taiwan(r: random.Random, title: str, lead: str) -> Furniture:
    before = ["跳到主要內容區塊", "文字大小 / 分享 / 收藏 / 前往專題"]
    foot = ["最新回應", "相關新聞", *bullets(r, some(r, 3, 5)), "顯示更多", "立即下載|全新閱讀APP"]
    return Furniture(
        before,
        ["您的瀏覽器不支援JavaScript功能,若網頁功能無法正常使用時,請開啟瀏覽器JavaScript狀態"],
        foot,
    )


def glued(r: random.Random, title: str, lead: str) -> Furniture:
    return Furniture([], [title], [])


# ---- held out: invented sites whose words no rule was written for ----


def held_library(r: random.Random, title: str, lead: str) -> Furniture:
    """A document shop."""
    site = r.choice(SITES)
    size = f"{r.randint(20, 900)}K"
    before = [
        f"{site} - 专业的办公资料分享社区",
        "全部 文库 课件 试卷 会员 登录",
        f"资料格式:WORD 资料大小:{size} 资料页数:{r.randint(2, 30)}页",
        f"所需金币:{r.randint(1, 20)}  下载人次:{r.randint(1, 300)}",
    ]
    if r.random() < 0.5:
        before += [
            "浏览须知",
            "(1)本资料由网友自行上传,如侵犯了您的合法权益,请及时联系客服删除;",
            "(2)付费下载后出现乱码、打不开等情况,可凭订单号申请退还金币;",
            "(3)试读部分与完整资料排版可能略有不同,请以下载后的文件为准。",
        ]
    foot = [
        f"试读结束,完整内容共{r.randint(8, 60)}页,请购买后查看",
        "购买并下载  加入购物车",
        "大家还下载了",
        *bullets(r, some(r, 3, 7)),
        "举报该资料 联系卖家 常见问题",
        f"© {r.randint(2015, 2024)} {site} 保留一切权利",
    ]
    return Furniture(before, [f"{title}.pdf"] if r.random() < 0.5 else [], foot)


def held_town(r: random.Random, title: str, lead: str) -> Furniture:
    """A town government's page."""
    shown, iso = day(r)
    n = r.randint(3, 4000)
    office = r.choice(["白杨镇人民政府", "云溪区统计局", "青石县司法局"])
    number = f"QS{r.randint(10, 99)}-{r.randint(2012, 2024)}-{r.randint(1000, 9999)}"
    before = [
        r.choice(["今天是2023年5月6日 星期六 欢迎访问本网站", "网站支持IPv6 无障碍浏览 长者模式"]),
        "所在栏目:公开目录 > 法定主动公开内容 > 重点领域",
        f"信息索引号:{number}",
        f"公开主体:{office}",
        f"公开日期:{shown}",
        "公开期限:长期",
        "文件编号:",
    ]
    after = [
        r.choice(
            [
                f"发布日期:{shown} 点击数:{n} 字体:[大 中 小]",
                f"【发布日期:{shown}】 【点击数:{n}】 【打印】 【关闭】",
            ]
        )
    ]
    foot = [
        "扫一扫在手机打开当前页",
        r.choice(["分享: 微信 微博", "分享到 微信 QQ"]),
        f"主办:{office} 承办:{office}办公室",
        f"地址:解放路{r.randint(1, 300)}号 邮编:324000 技术支持:某某科技有限公司",
        "备案序号:鲁ICP备05000000号 政府网站标识码3700000001",
        "您是第 1204533 位访客",
    ]
    return Furniture(
        before, after, foot, {"date": iso, "views": n, "index_number": number, "publisher": office}
    )


def held_paper(r: random.Random, title: str, lead: str) -> Furniture:
    """A local paper."""
    shown, iso = day(r)
    source, writer = r.choice(MEDIA), r.choice(NAMES)
    before = ["新闻频道 | 民生 | 教育 | 健康 | 房产 | 车市", "你在这里: 新闻频道 → 本地要闻 → 正文"]
    after = [
        r.choice(
            [
                f"{shown}  {'稿源'}:{source}  撰稿:{writer}  我要评论(0)",
                f"稿源:{source}    记者:{writer}    {shown}",
            ]
        )
    ]
    foot = [
        f"(责任编辑:{r.choice(NAMES)} 初审:{r.choice(NAMES)} 终审:{r.choice(NAMES)})",
        "声明:凡本网注明来源为其他媒体的作品,均转载自其他媒体,转载目的在于传递更多信息,并不代表本网赞同其观点。",
        "网友跟帖(0)",
        "请文明发言,还可输入140字",
        "24小时热文榜",
        *[f"{i}. {t}" for i, t in enumerate(some(r, 3, 8), 1)],
        "编辑推荐",
        *some(r, 2, 4),
        "联系电话:0570-3000000 投稿邮箱:tougao@example.cn 广告热线:0570-3000001",
    ]
    return Furniture(before, after, foot, {"date": iso, "source": source, "author": writer})


def held_essays(r: random.Random, title: str, lead: str) -> Furniture:
    """A site of model essays."""
    shown, _ = day(r)
    n = r.randint(100, 9000)
    site = r.choice(SITES)
    before = (
        [f"{site}>范文大全>总结报告>", f"{title}"]
        if r.random() < 0.5
        else [f"{site}首页 > 机关文秘 > 总结报告"]
    )
    after = [
        f"更新:{shown}  点击:{n}次  编辑:{r.choice(['小雨', '木子', 'admin'])}",
        r.choice(
            [
                f"{title}为{site}的会员投稿推荐,但愿对你的学习工作带来帮助。",
                f"【导语】以下是{site}小编收集的{title},仅供参考,欢迎大家阅读借鉴。",
            ]
        ),
    ]
    foot = [
        "本文来源网络,仅供学习交流,请勿用于商业用途,版权归原作者所有。",
        f"{lead[:50]}……",
        "上一篇:" + r.choice(TITLES),
        "下一篇:" + r.choice(TITLES),
        "猜你想看",
        *[f"[{r.choice(['工作总结', '心得体会'])}] {t}" for t in some(r, 3, 6)],
        "最近更新",
        *[f"{t} {r.randint(1, 12):02}/{r.randint(1, 28):02}" for t in some(r, 3, 6)],
    ]
    return Furniture(before, after, foot, {"views": n})


def held_blog(r: random.Random, title: str, lead: str) -> Furniture:
    """A blog."""
    shown, iso = day(r)
    views, writer = r.randint(3, 9000), r.choice(NAMES)
    after = [
        r.choice([f"{writer} 发表于 {shown}", f"作者:{writer} 发表时间:{shown}"]),
        f"阅读 {views} | 评论 {r.randint(0, 20)} | 推荐 {r.randint(0, 9)}",
        "分类:工作随笔 标签:总结 计划",
    ]
    foot = [
        "赞(0) 打赏",
        "转载请注明出处",
        "博主简介",
        "« 上一篇 下一篇 »",
        "发表评论 取消回复",
        "昵称* 邮箱* 网址",
        "近期文章",
        *some(r, 3, 6),
        "归档",
        "2021年三月 (4)",
        "2021年二月 (7)",
        "友情链接",
    ]
    meta: dict[str, object] = {"author": writer, "date": iso, "views": views}
    return Furniture(["首页 关于 留言 归档 订阅"], after, foot, meta)


# ---- held out, and not looked at when rules were tuned on those above ----


def far_answers(r: random.Random, title: str, lead: str) -> Furniture:
    """Questions and answers."""
    shown, _ = day(r)
    n = r.randint(10, 9000)
    before = [
        "提问 写回答 邀请好友",
        f"{r.choice(NAMES)} 提问于 {shown}",
        f"被浏览 {n} 关注者 {r.randint(1, 90)}",
    ]
    foot = [
        "该回答被提问者采纳为最佳答案",
        "展开阅读全部回答",
        "添加评论 感谢 没有帮助",
        "其他类似问题",
        *bullets(r, some(r, 3, 6)),
        "等你来答",
        *some(r, 2, 4),
        "意见建议 用户协议 隐私政策",
    ]
    return Furniture(before, [], foot, {"views": n})


def far_statutes(r: random.Random, title: str, lead: str) -> Furniture:
    """A collection of laws."""
    shown, iso = day(r)
    office = r.choice(["松岭市人民政府", "南屏省水利厅"])
    number = f"松政发〔{r.randint(2009, 2023)}〕{r.randint(1, 90)}号"
    before = [
        "法规库 > 地方规章 > 正文",
        f"颁布单位:{office}",
        f"发文字号:{number}",
        f"颁布时间:{shown}",
        "时效性:现行有效",
        "效力级别:地方规范性文件",
    ]
    foot = [
        "【法宝联想】 相关案例 相关论文",
        "本库所载文本仅供参考,使用时请与正式出版物核对。",
        "打印本页 | 添加收藏 | 下载文本",
        "数据库版权声明 - 服务热线:0570-3000009",
    ]
    return Furniture(
        before, [], foot, {"publisher": office, "document_number": number, "date": iso}
    )


def far_company(r: random.Random, title: str, lead: str) -> Furniture:
    """A firm's news page."""
    shown, iso = day(r)
    n = r.randint(3, 900)
    before = [
        "您好,欢迎来到松岭机械有限公司官网!",
        "设为首页 | 加入收藏 | 联系我们",
        "网站首页 公司简介 产品展示 新闻资讯 荣誉资质 在线留言",
        "当前所在位置:网站首页 - 新闻资讯 - 行业新闻",
    ]
    after = [f"发布时间:{shown}  浏览量:{n}  来源:本站"]
    foot = [
        "上一篇:" + r.choice(TITLES),
        "下一篇:" + r.choice(TITLES),
        "热门产品",
        *some(r, 3, 5),
        "全国服务热线 400-000-0000",
        "地址:松岭市工业园区8号 电话:0570-3000000 传真:0570-3000001",
        "松岭机械有限公司 版权所有 技术支持:云帆网络",
    ]
    return Furniture(before, after, foot, {"date": iso, "views": n})


def far_island(r: random.Random, title: str, lead: str) -> Furniture:
    """A Taiwan paper's page, its furniture in traditional."""
    before = ["即時 要聞 地方 財經 生活", "首頁 / 地方新聞"]
    after = ["2021/3/15 10:20 (更新:2021/3/15 11:05)", "字級設定: 小 中 大 特", "請繼續往下閱讀"]
    foot = [
        "看更多相關報導",
        "喜歡這篇文章嗎?分享給朋友吧",
        "加入LINE好友",
        "延伸閱讀",
        *some(r, 3, 5),
        "留言 0 則",
        "隱私權聲明 著作權 關於我們",
        "本網站之文字及圖片,非經授權,不得轉載",
    ]
    return Furniture(before, after, foot, {"date": "2021-03-15"})


def far_journal(r: random.Random, title: str, lead: str) -> Furniture:
    """A magazine's page."""
    y, m = r.randint(2010, 2023), r.randint(1, 12)
    writer = r.choice(NAMES)
    before = ["杂志铺 期刊导航 我的订阅"]
    after = [f"作者:{writer}", f"《农村科技》 {y}年第{m}期", "打开文本图片集", "订阅后可阅读全文"]
    foot = [
        "目录 上一篇 下一篇",
        "本刊其他文章",
        *some(r, 3, 6),
        "客户端下载 意见反馈",
        "本网站所有内容均来自合作杂志社,未经许可请勿转载",
    ]
    return Furniture(before, after, foot, {"author": writer})


def far_mill(r: random.Random, title: str, lead: str) -> Furniture:
    """Another document shop."""
    n = r.randint(3, 80)
    before = [
        f"《{title}》由网友分享,支持免费在线阅读,更多请在{r.choice(SITES)}搜索。",
        f"ID:{r.randint(1000000, 9999999)}  时间:2021-05-06  大小:{n}.5 KB  页数:{n}  收藏:0人",
        "文件格式: .docx",
        f"售价:{r.randint(1, 20)}.00元",
        "注:预览效果可能存在差异,下载后的文档与预览一致",
        "1、该文档由用户上传,版权归原作者,若侵权请申诉,我们将第一时间处理",
        "2、文档一经付费不予退款,请确认后购买",
    ]
    after = ["内容要点:"] if r.random() < 0.4 else []
    foot = [
        f"剩余{n}页未显示,下载查看全部",
        "内容来自用户上传,如有侵权请点此举报",
        "同类文档推荐",
        *bullets(r, some(r, 4, 8)),
        "关于本站 | 上传指南 | 充值帮助 | 侵权申诉",
        "客服QQ:10000 (工作日9:00-18:00)",
    ]
    return Furniture(before, after, foot)


LISTED: dict[str, Make] = {
    f.__name__: f for f in (mill_preview, mill_card, essay, essay_related, government, news, weixin, forum, taiwan, glued)
}  # fmt: skip
HELD_OUT: dict[str, Make] = {
    f.__name__: f for f in (held_library, held_town, held_paper, held_essays, held_blog)
}
FAR: dict[str, Make] = {
    f.__name__: f
    for f in (far_answers, far_statutes, far_company, far_island, far_journal, far_mill)
}
FAMILIES: dict[str, Make] = LISTED | HELD_OUT | FAR | {"clean": lambda r, t, lead: Furniture()}
