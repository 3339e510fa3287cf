"""Generated documents: pages in the shapes of scraped text, and hostile text of every kind."""

from __future__ import annotations

from hypothesis import strategies as st

SENTENCES = [
    "本年度共受理专利申请1,204件,同比增长18%。",
    "会议要求各县区于6月底前报送自评材料。",
    "全年平台应用累计下载量达到12.6万次。",
    "區科技局圍繞創新驅動發展戰略,著力優化服務環境。",
    "他看著遠處的山,什麼話也沒有說。",
    "東京は日本の首都である。",
    "The quick brown fox — it’s over there.",
    "总额亿元,增长%,其中%和%。",
    "20xx年,xx市共立项xx个,完成投资x.x亿元。",
    "區(qū)科學(xué)技術(shù)局會(huì)議(yì)通過(guò)了計(jì)劃。",
    "我们会(hui)(hui)继(ji)续(xu)努力。",
    "鐐瑰嚮涓嬭浇鏂囨。鏂囨。",
    "#xff1a;本项目&nbsp;已经&lt;完成&gt;x0dx0a验收",
    "锟斤拷锟斤拷烫烫烫屯屯屯",
    "膁膂膃膄膅膆膇膈蒀蒁蒂蒃",
]
FURNITURE = [
    "合集下载",
    "1、下载文档前请自行甄别文档内容的完整性",
    "当前位置:首页 > 总结大全 > 年度总结",
    "发布时间:2024-05-06 07:40:02 查看人数:62",
    "![标题_第1页](http://example.com/1.gif)",
    "来源:未知 作者: 点击:",
    "索引号: | 002482090/2021-14765 | 发布机构: | 省科技厅 |",
    "上一篇:没有了",
    "相关文档",
    "- 购销合同",
    "0/150",
    "版权声明:本文版权归原作者所有",
    "篇一:工作总结",
    "第2篇 年度工作计划 1200字",
    "第 3 页 共 12 页",
    "一、总体要求",
    "(二)主要任务",
    "第一条 为了规范管理,制定本办法。",
    "甲方(盖章):____________",
    "序号 | 任务 | 单位 |",
    "二○二一年三月五日",
]
ODD = [
    "",
    " ",
    "\u3000\u3000",
    "\xa0",
    "\0",
    "\ud83d",
    "\ufeff",
    "\u200b",
    "𠀀𪚥",
    "é́",
    "\r",
    "\t",
    "?" * 9,
    "()" * 5,
]

lines = st.one_of(
    st.sampled_from(FURNITURE),
    st.sampled_from(ODD),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5).map("".join),
    st.text(max_size=12),
    st.text(alphabet="一二三的是在了和工作总结會議報告12xX%()（），。、:： -|>~?", max_size=40),
)
pages = st.lists(lines, max_size=14).map("\n".join)


def cut(page: str) -> st.SearchStrategy[str]:
    """The same page broken by line feeds every so many characters, as printed pages are."""
    widths = st.integers(7, 60)
    return widths.map(lambda n: "\n\n".join(page[i : i + n] for i in range(0, len(page), n)))


texts = st.one_of(pages, pages.flatmap(cut), pages.map(lambda p: p + "\n" + p))
