"""Labels no list names, known by how labels end: 提问时间, 下载券数, 审稿人.

They make a card only beside labels that are listed: a document has labels of its own.

>>> start("提问者:某人 | 提问时间", 7, 14), start("参会人", 0, 3)
(9, -1)
"""

from __future__ import annotations

from cleaner.regex import later
from cleaner.rulebook.rule import Words

WIDEST = 10
"""Characters of the longest label looked for."""
ENDED = later(
    r"(?:^|(?<=[ |,;/\[【(·>]))(?P<name>[一-鿿]{1,6}(?:(?P<count>次数|人数|数量|[数量])|者|人|员)"
    r"|[一-鿿]{0,6}(?:(?P<date>时间|日期)|编号|大小|格式|类型|类别|分类|级别|等级|状态|来源|方式|范围|网址|官网|语言|系统|平台|星级|评分|厂商|费用|地区|版本|单位|机构|部门))$"
)
OWN = later(
    r"(?:联 ?[系络]|电 ?话|传 ?真|地 ?址|邮 ?编|邮 ?箱|E-?mail|主 ?送|抄 ?送|附 ?件"
    r"|甲 ?方|乙 ?方|丙 ?方|会议|地 ?点|人 ?数|对象|要求|负责|责任|牵头"
    r"|配合|收件|开户|账号|签字|盖章|签名|申请人|被申请人|原告|被告|法定代表人|委托代理人"
    r"|项目|单位名称|姓名|性别|年龄|摘 ?要|参会|出席|列席|主持|记录|缺席"
    r"|报名|咨询|报送|注|说明|备注|目标|任务|问|答|解|证明|题目|课题|年级|学科|教学)"
)
"""Labels of the document's own: contacts, parties, minutes, lessons."""
KINDS = {
    kind: Words(
        "words", f"unlisted-{kind}", "label", (), "a label no list names", (), (), "", kind, True
    )
    for kind in ("date", "count", "short")
}  # fmt: skip


def start(line: str, floor: int, end: int) -> int:
    """Where an unlisted label that ends at ``end`` starts, or -1."""
    at = max(floor, end - WIDEST)
    found = ENDED.search(line[at:end])
    own = found is None or OWN.match(found["name"])
    return -1 if found is None or own else at + found.start("name")


def words(name: str) -> Words:
    """What an unlisted label's value looks like, by the label's end."""
    found = ENDED.search(name)
    typed = (k for k in ("date", "count") if found and found[k])
    return KINDS[next(typed, "short")]


def listed(words: Words) -> bool:
    """Whether a label's words come from a pack."""
    return not words.id.startswith("unlisted-")
