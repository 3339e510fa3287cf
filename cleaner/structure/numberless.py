"""Units, dates and ordinals whose number is gone: 增长%、总额亿元、于月日前、第届.

>>> from cleaner.structure.kinds import kinds
>>> view = View("利税增长%,总额亿元,于月日前完成第次验收。")
>>> digits_lost(view, kinds(view))
1.0
"""

from __future__ import annotations

import re

from cleaner.regex import later
from cleaner.structure.shapes import HAN
from cleaner.view import View

NUMBERLESS = later(
    rf"(?:[{HAN}](?<![%率比])|[、,])(?P<lost>%)(?=[,。、;和]|[{HAN}](?<![)]))"
    r"|(?:总额|金额|利税|产值|收入|投入|资金|经费|投资|成交额|超过|达到?|约|共计|合计|增加|减少"
    r"|增长|下降|提高|上升|新增|新建|完成|建成|改造|实现|人民币|面积)"
    r"(?P<money>亿元|万元|亿美元|万美元|个百分点|万平方米|万亩|万公里|万吨|万人次|元(?![{HAN}]))"
    r"(?=[,。、;和以的及)]|$)"
    r"|(?<=[自于至从到])(?:年月|月日)日?(?![_ ])"
    r"|(?<![\d〇○零一二三四五六七八九十某xX×*年_ ])(?P<day>月日)(?=[前至起止到上下在,。;(])"
    r"|(?<=[,。;\n])年(?=,)"
    r"|(?P<nth>第(?:条|届|次|名|位|季度|期|批|轮|周年))(?![一二三四五六七八九十\d])|第[号页](?!\d)"
    rf"|(?<=[{HAN}]),(?:万[元人次户吨亩台件]|亿[元次]|余[家个项户名])"
    r"|(?:共有?|共计|新增|新建|建成|培育|引进|实施|举办|查处|发放|获得?|达|超过|突破|拥有|吸纳)"
    r"(?:家|项|件|台|辆|吨|亩|户|册|套|个|余[家人项个名件户亩])(?=[,。;、])"
    rf"|(?<=\n)\.(?=[{HAN}])|\(年月|年[—-]月"
)
"""Nobody writes these with their number left out, as the folded twin has them."""
SIGNS = (
    re.compile(b"SW|SPW|SYM|SMD"),
    re.compile(rb"MD(?<![dnxYs]MD)"),
    re.compile(rb"N(?=[AJPD])"),
    re.compile(rb"cW(?=[AUW])|cYc"),
    re.compile(rb"b(?:Yc|\.A)"),
    re.compile(rb"U(?<=[SV]U)(?=[bce])"),
)
"""What a text without its numbers has first of all, as kinds, and few clean texts have. Each begins
with one kind, which is fast."""
PERCENT = later(b"%(?<!d%)")
NUMBERED = later(r"\d\s?(?:%|亿元|万元|亿美元|万美元|个百分点)")
MIN_LOST = 2
"""One unit without a number may be a slip of the pen, or a table's head; 于月日前 and 第届 are
neither."""


def found_in(kinds: bytes) -> re.Match[bytes] | None:
    """The first sign of a number that is gone."""
    for sign in SIGNS:
        if found := sign.search(kinds):
            return found
    return None


def digits_lost(view: View, kinds: bytes) -> float:
    """Units left without their number, as a share of all such units."""
    lone = b"%" in kinds and PERCENT.search(kinds)
    if not lone and found_in(kinds) is None:
        return 0.0
    found = list(NUMBERLESS.finditer(view.folded))
    if len(found) < MIN_LOST and not any(m["day"] or m["nth"] for m in found):
        return 0.0
    return len(found) / (len(found) + sum(1 for _ in NUMBERED.finditer(view.folded)))
