"""Make the table of word seams from jieba's word frequencies: ``python -m cleaner.structure.make``.

Run it when jieba is updated; the shipped table is what it writes.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from math import log
from pathlib import Path

import numpy as np

from cleaner.structure import words

MIN_PAIR = 20
"""Pairs inside words seen less often are left out: they decide nothing and triple the file."""


def rows() -> list[tuple[str, int]]:
    """jieba's words of Han alone, with their counts."""
    import jieba

    lines = (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines()
    fields = (line.split() for line in lines)
    return [(f[0], int(f[1])) for f in fields if all("\u4e00" <= c <= "\u9fff" for c in f[0])]


SWAPS = {
    "国家": "邦度", "安全": "平安", "基础": "根底", "服务": "效劳", "健康": "安康", "发展": "开展",
    "成本": "本钱", "管理": "办理", "重要": "紧张", "问题": "题目", "思想": "头脑", "关系": "干系",
    "工作": "事情", "人民": "国民", "责任": "义务", "单位": "单元", "经验": "履历", "科学": "迷信",
    "建设": "创立", "教育": "教诲", "市场": "墟市", "信息": "讯息", "统计": "兼顾", "裁定": "判定",
    "裁决": "判定", "激励": "鼓励", "程序": "步伐", "措施": "步伐", "政策": "计谋", "战略": "计谋",
    "监督": "监视", "规范": "标准", "质量": "品质",
}  # fmt: skip
"""Words that spinning programs put for others, where no writer would. Left out are swaps whose
compounds also stand in genuine text: 项目 and 工程, 体系 and 系统, 生产 and 消费."""
THEN_WORDS = ("原则", "规则", "否则", "准则", "细则", "守则", "法则", "附则")
"""A program that swaps 则 for 那么 does so inside words too."""
SPINS = """
上风优势 不竭不断 严峻严重 丰厚丰富 义务责任 习气习惯 事情工作 交融融合 产物产品
亲密密切 介入参与 企颐企业 休会体验 伶俐聪明 低落降低 体例方式 体谅理解 供应提供
促成促进 倡议建议 倾销推销 假设如果 停止进行 催促督促 充沛充分 充足充分 公允公平
关切关心 兴味兴趣 兴盛繁荣 农夫农民 准绳原则 出格特别 刚强坚强 创办开办
创立创建建设 到达达到 制止禁止 制订制定 刷新革新 削减减少 前提条件 力气力量
办理管理 功用功能 功课作业 劣势优势 动摇波动 勾当活动 包管保证 博得赢得 发卖销售
发觉发现 名目项目 后果结果 周全全面 品质质量 器重重视 国度国家 国民人民 培植培养
增进促进 墟市市场 处所地方 失掉得到 头脑思想 奉献贡献 契合符合 妙技技能 存眷关注
学问知识 孩童儿童 安康健康 完好完整 宏大巨大 实在切实 实行执行 家当产业 容许允许
宽阔广阔 寻觅寻找 尊崇尊重 尺寸大小 尺度标准 局部部分 屡次多次 屡见常见 履历经验
峻厉严厉 工夫时间 工程项目 带领领导 帮忙帮助 常识知识 干系关系 干预干涉 平安安全
康健健康 开展发展 开掘挖掘 开端开始 当局政府 当真认真 很是非常 心境心情 心思心理
必需必须 快活快乐 恭敬尊敬 情势形势 情形情况 感化作用 懂得理解 成效效果 手腕手段
手艺技术 才能能力 打仗接触 打动感动 打消取消 打算计划 扶植建设 把持控制 抵达达到
担任负责 担忧担心 拓展扩展 招致导致 拟定制定 损伤损害 损坏破坏 探究探索 接洽联系
接纳采取 推进推动 推销采购 掩护保护 提拔提升 提醒揭示 搜集收集 撑持支持 撤消取消
操纵操作 操练训练 效劳服务 救济救助 教员老师 教诲教育 敦促推动 方案计划 施展发挥
施行实施 无效有效 明晰清晰 晋升提升提高 晓得知道 末尾最后 本钱成本 本领能力
村落农村 构造结构 果断坚决 标准规范 根底基础 根本基本 根究探究 根绝杜绝 正视重视
步伐措施 比拟比较 气力力量 气概风格 气氛氛围 水准水平 法子办法 波及涉及 测验考试
消弭消除 深切深入 添加增加 清扫打扫 激发引发 激起激发 爱惜珍惜 牢记铭记
留意注意 疾速快速 痛快愉快 监视监督 盲目自觉 眷注关注 研讨研究 程度水平 稳固巩固
立异创新 粗浅深刻 精巧精美 精确准确 糊口生活 糟蹋浪费 紧张重要 纯熟熟练
经历经验 经由通过 缔造创造 缘由原因 缺乏不足 置信相信 耽心担心 聪慧智慧 肉体精神
致使导致 蒙受遭受 表达体现 装备配备 触及涉及 计谋战略 讯息信息 讯问询问 记取记住
讲授教学 详尽详细 请求要求 课本教材 谅解理解 谨严严谨 贩卖销售 贮备储备 贯串贯穿
贯通领会 资助支助 资历资格 起头开始 踊跃积极 轨制制度 辅佐辅助 辅助帮助 运转运行
进修学习 进步提高 进程过程 连结保持 迷信科学 适宜合适 透明公开 遭到受到 邦度国家
部份部分 都会城市 酷爱热爱 门路途径 间接直接 阐扬发挥 零碎系统 鞭策推动 顽强坚强
预备准备 领悟领会 题目问题 魂灵灵魂 黉舍学校 鼎新改革 鼓励激励
"""
"""Words that rewriting programs put, each with the words it stands for. Left out are those that
today's writers use as often: 公众 for 群众, 保障 for 保证, 使用 for 利用."""
USUAL, MOST, LESS = 100, 4.5, 0.7
"""A word seen so often tells ``MOST``, and one seen ten times as often 2.3 times ``LESS`` less."""
UNSEEN, FARTHEST = 20, 3.0
"""Added to both counts of a swap, and the most that their log odds say."""
LENGTHS = range(3, 9)


def spun() -> list[str]:
    """Compounds a spinning program leaves: part of a word swapped, the whole no word any more."""
    known = {word for word, _ in rows()}
    made = {word[0] + "那么" for word in THEN_WORDS}
    for word in known:
        made |= {word.replace(old, new) for old, new in SWAPS.items() if old in word}
    return sorted(word for word in made - known if len(word) in LENGTHS)


def spins(count: dict[str, int]) -> list[tuple[str, str, float, float]]:
    """Every swap: the word put, the word it stands for, what the one tells, the other's odds."""
    out = []
    for item in SPINS.split():
        put, *olds = re.findall("..", item)
        told = min(MOST, MOST - LESS * log(max(1, count.get(put, 0)) / USUAL))
        for old in olds:
            odds = log((count.get(old, 0) + UNSEEN) / (count.get(put, 0) + UNSEEN))
            out.append((put, old, told, max(-FARTHEST, min(FARTHEST, odds))))
    return sorted(out)


def main() -> None:
    inside: Counter[str] = Counter()
    left, right = np.zeros(0x10000), np.zeros(0x10000)
    total = 0
    for word, count in rows():
        total += count
        left[ord(word[-1])] += count
        right[ord(word[0])] += count
        inside.update({a + b: count for a, b in pairwise(word)})
    kept = sorted((p, n) for p, n in inside.items() if n >= MIN_PAIR)
    put, old, told, odds = zip(*spins(dict(rows())), strict=True)
    np.savez_compressed(
        words.PATH,
        pairs=np.array([ord(p[0]) << 16 | ord(p[1]) for p, _ in kept], np.uint32),
        inside=np.array([n for _, n in kept], np.uint32),
        left=left.astype(np.uint32),
        right=right.astype(np.uint32),
        total=np.array([total], np.uint64),
        spun=np.array(spun()),
        swaps=np.array(sorted({*SWAPS.values(), "那么"})),
        put=np.array(put),
        old=np.array(old),
        told=np.array(told, np.float32),
        odds=np.array(odds, np.float32),
    )


if __name__ == "__main__":
    main()
