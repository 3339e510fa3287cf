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

SUMS = (
    "总额|金额|利税|产值|收入|投入|资金|经费|投资|超过|达到|共计|"
    "合计|增加|减少|增长|下降|提高|上升|新增|新建|完成|建成|改造|实现|面积"
)
"""What a report gives a sum of, or says of one."""
NUMBERLESS = later(
    r"[%亿万个元年月第,.(共新建培引实举查发获达超突拥吸](?:"
    rf"(?<=[{HAN}、,]%)(?<![率比]%)(?=[,。、;和{HAN}])"
    rf"|(?:(?<=[约达][亿万个元])|(?<=(?:{SUMS})[亿万个元])|(?<=(?:成交额|人民币)[亿万个元]))"
    r"(?:(?<=亿)(?:元|美元)|(?<=万)(?:元|美元|平方米|亩|公里|吨|人次)|(?<=个)百分点"
    rf"|(?<=元)(?![{HAN}]))(?=[,。、;和以的及)]|$)"
    r"|(?<=[自于至从到][年月])(?:(?<=年)月|(?<=月)日)日?(?![_ ])"
    r"|(?<![\d〇○零一二三四五六七八九十某xX×*年_ ]月)(?<=月)(?P<day>日)(?=[前至起止到上下在,。;(])"
    r"|(?<=[,。;\n]年)(?=,)|(?<=年)[—-]月"
    r"|(?<=第)(?P<nth>条|届|次|名|位|季度|期|批|轮|周年)(?![一二三四五六七八九十\d])"
    r"|(?<=第)[号页](?!\d)"
    rf"|(?<=[{HAN}],)(?:万[元人次户吨亩台件]|亿[元次]|余[家个项户名])"
    r"|(?:(?<=共)[有计]?|(?<=新)[增建]|(?<=建)成|(?<=培)育|(?<=引)进|(?<=实)施|(?<=举)办|(?<=查)处"
    r"|(?<=发)放|(?<=获)得?|(?<=达)|(?<=超)过|(?<=突)破|(?<=拥)有|(?<=吸)纳)"
    r"(?:家|项|件|台|辆|吨|亩|户|册|套|个|余[家人项个名件户亩])(?=[,。;、])"
    rf"|(?<=\n\.)(?=[{HAN}])|(?<=\()年月)"
)
"""Nobody writes these with their number left out, as the folded twin has them; one set of first
characters makes the search fast."""
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
