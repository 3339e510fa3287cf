"""Rows that are no title whatever they look like, and what of a title's row is not the title.

>>> is_strange("摘要:"), is_strange("C.应当作出决定"), is_strange("关于春耕的通知")
(True, True, False)
>>> [title("第一篇:春耕总结"), title("第19章(第1页)"), title("江城1月5日电 题:渡口的灯")]
['春耕总结', '第19章', '渡口的灯']
"""

from __future__ import annotations

from cleaner.regex import later
from cleaner.rulebook.headline import KIND
from cleaner.rulebook.memory import remembered
from cleaner.rulebook.people import CREDIT, POSTED, credit

STRANGE = later(
    r".*:$|[A-H][.、].*|[A-Za-z][A-Za-z-]{1,24}: .*"
    r"|(?:摘要|目录|核心提示|关键词|编者按|导读|导语)[:/].*"
    r"|date \d.*|作者头像.*|(?:时间|来源|作者|日期|发件人) ?:.*|(?:[^>]{1,30} ?> ?){2,}[^>]{0,60}"
    r"|P(?:age|\.) ?\d+.*|.*\((?:[^()]{0,12}(?:供图|摄|配图|资料图|图片))\)?"
)
"""How rows are written that stand where titles do and are none."""
BEFORE = later(
    r"(?:第[一1]篇|[\[【]第[一1]篇[\]】])[:、 ]?(?=.{4})|展开 |[01]\d[./][0-3]\d (?=.{4})"
    r"|[^ :]{2,10}\d{1,2}月\d{1,2}日电 ?\(?[^:]{0,20}题:|[(\[](?:两会)?受权发布[)\]]"
)
"""What stands before a title in its row."""
BEHIND = later(
    r" ?\(?(?:第? ?\d{1,3} ?/ ?\d{1,3} ?页?|第\d{1,3}页)\)$| ?\[打印本页\]$"
    r"| 列印$| --阅读人次 ?:.*$"
    r"|[ |,、;]+$|(?<=[)篇])篇[一1]$"
    r"|_(?:[一-鿿]{1,4}(?:文学|文档|作文|频道|资讯)|[一-鿿]{0,4}(?:风闻|新闻|论文))$|(?<=[\])])(?:19|20)\d{2}-\d{2}-\d{2}$"
)
"""What stands behind it."""
RUN_IN = later(
    r"【([^】]{8,40})】(?=[^【】]{30})|(?:\d{1,2}、)?([^ 。,;:!?]{5,40}) (?=[^ ]{1,40}[,。 ].{20})"
)
"""A title in brackets, or with a space, before the text that begins on its row."""
HEADS = ("讯】", "本报讯", "编者按", "摘要", "导读")
"""What a text begins with, in brackets too, that is no title."""
STEPS = later(r" ?[>»›→] ?")
WHOLE = 80
"""Characters of a title on two rows."""
OPENED = later(r"(?:转发|印发|批转|关于)[^。,:;]{4,40}[^。,:;的]$")
"""How the upper row of such a title begins."""
CHAPTER = later(
    r"第[零〇一二三四五六七八九十百千两\d]{1,7}[章节回](?: ?(?!总则|附则)[^。,;:]{1,24})?"
)
LONGEST = 160
"""Characters of a path."""
STEP = (8, 60)
"""Characters of a path's last step that is a title."""


def run_in(twin: str) -> tuple[int, int] | None:
    """Where the title stands in a row of text that begins with it."""
    found = RUN_IN.match(twin)
    if found is None or any(head in found[0] for head in HEADS):
        return None
    return found.span(1) if found[1] else found.span(2) if KIND.search(found[2]) else None


def last_step(twin: str) -> tuple[int, int] | None:
    """Where the last step of a path stands, if it is long enough to be a title."""
    steps = list(STEPS.finditer(twin)) if len(twin) < LONGEST else []
    if len(steps) < 2 or twin.endswith(("正文", "列表", "详情")):
        return None
    start = steps[-1].end()
    whole = STEP[0] <= len(twin) - start <= STEP[1] and KIND.search(twin)
    return (start, len(twin)) if whole else None


def goes_on(upper: str, lower: str) -> bool:
    """Whether a title goes on from one row to the next.

    >>> goes_on("寿淮市人民政府2015年", "政务服务工作年度报告"), goes_on("某某局", "工作总结")
    (True, False)
    """
    if len(upper) + len(lower) > WHOLE or KIND.search(upper) or not KIND.search(lower):
        return False
    return upper.endswith("年") or OPENED.match(upper) is not None


def heads_chapter(twin: str) -> bool:
    """Whether a row is the heading of a novel's chapter."""
    return len(twin) <= WHOLE and CHAPTER.fullmatch(title(twin)) is not None


@remembered
def is_strange(twin: str) -> bool:
    """Whether a row is written as no title is: a label, an answer to choose, a path, a credit."""
    if STRANGE.fullmatch(twin) or POSTED.fullmatch(twin):
        return True
    found = CREDIT.fullmatch(twin) if credit(twin) else None
    return found is not None and found.span("names") != (0, len(twin))


def title(twin: str) -> str:
    """The title in a row."""
    return twin[slice(*span(twin))]


def span(twin: str) -> tuple[int, int]:
    """Where in a row the title stands."""
    found = BEFORE.match(twin)
    start = found.end() if found else 0
    end = len(twin)
    while (behind := BEHIND.search(twin, start, end)) and behind.start() > start:
        end = behind.start()
    return start, end
