"""Whether a text is Japanese or Korean though it is all in Han characters: titles, addresses.

>>> from cleaner.view import View
>>> texts = "広島県立図書館", "東京都千代田区", "平成三十年 事業報告書", "東京的圖書館", "電影"
>>> [foreign(View(text)) for text in texts]
[True, True, True, False, False]
"""

from __future__ import annotations

from functools import cache

import numpy as np

from cleaner.chinese.classes import Class
from cleaner.chinese.convert import Starts, Words, basic
from cleaner.view import View

CHINESE_ONLY = frozenset(
    "这這们們嗎吗呢吧啊你妳您她很哪怎麼麽么跟说沒过时发为车长门问间东见产业习书应让该谁请给还对个"
)
"""Common in Chinese prose, absent from Japanese and Korean."""
COMMA = "，"
"""Japan and Korea write 、 or a narrow one in its place."""
_ERAS = "明治 大正 昭和 平成 令和"
_NUMERALS = "元〇一二三四五六七八九十0123456789０１２３４５６７８９"
_JAPANESE = """
    株式會社 丁目 裁判所 弁護士 取締役 監査役 税理士 行政書士 司法書士 市役所 町役場 見積書 納品書
    請求書 住民票 厚生年金 税務署 財務省 法務省 農林水産省 環境省 防衛省 定休日 駐車場 入場無料
    送料無料 改札口 自動車 停留所 更新情報 採用情報 個人情報 利用規約 特定商取引 製品情報 企業情報
    募集要項 締切 取扱 卒業式 保育園 放課後 部活動 喫煙 駐輪 男湯 女湯 味噌汁 出演者 月曜日 火曜日
    水曜日 木曜日 金曜日 土曜日 日曜日 年末年始 代金引換 風呂 看護師 診療時間 病棟 入館料 町立 葉書
    主催 帳票 予算 宛先 株主 宗教法人 新着情報 午前零時 午前七 午前八 午前九 午前十
    """
_KOREAN = """
    大韓民國 京畿道 江原道 忠淸北道 忠淸南道 忠清北道 忠清南道 全羅北道 全羅南道 慶尙北道 慶尙南道
    慶尚北道 慶尚南道 濟州道 釜山廣域市 大邱廣域市 仁川廣域市 光州廣域市 大田廣域市 蔚山廣域市
    水原市 公州郡 慶州市 順天市 全州市 鍾路區 江南區 龍山區 麻浦區 海雲臺區 八達區 檀紀 憲法裁判所
    朝鮮日報 東亞日報 高麗大學校 延世大學校 梨花女子大學校 法科大學 國務會議 文化財廳 國稅廳
    住民登錄 事業者登錄 番號 敎科書
    """
KOREAN = frozenset(_KOREAN.split())
_NUMBERED = {e + n for e in _ERAS.split() for n in _NUMERALS} | {n + "番地" for n in _NUMERALS}
JAPANESE = frozenset(_JAPANESE.split()) | _NUMBERED
"""Words in characters that Taiwan may write too, but nobody in Chinese, nor at the end of one word
and the start of the next."""
EITHER = Words(JAPANESE | KOREAN)
SHARED = Class.SIMPLIFIED | Class.CHINESE
WORD = 2
"""Of Japan's own characters a word is worth so many."""
OVER = 2
"""How many times more of what only Japan writes there must be than of what only China writes; some
names keep their old characters."""
LONGEST = 200
"""Han characters up to which words alone tell: no longer Chinese text is without one of its own
characters, and the words of another language take up a part of it."""
TITLE = 60
"""Characters of a text up to which words are asked although it shows characters of Chinese alone:
so far they hold the balance in titles and addresses of the old spelling."""
COVERED, AGREEING = 0.3, 2
"""Share of the Han characters that belong to words of Korea, which writes all as Taiwan does, and
the fewest such words: Chinese text names a Korean province or paper."""


@cache
def _starts() -> Starts:
    return Starts(EITHER.known)


def foreign(view: View) -> bool:
    """Whether the text is Japanese or Korean, by characters and words; kana help, hangul do not.

    Only texts with traditional characters are asked about.
    """
    present = view.present
    chinese = present & Class.CHINESE
    telling = present & (Class.JAPANESE | Class.SIMPLIFIED | Class.KANA)
    if chinese and not telling and len(view.text) > TITLE:
        return False
    against = view.count(Class.CHINESE)
    shared = int(np.count_nonzero((view.classes & SHARED) == Class.SIMPLIFIED))
    own = view.count(Class.JAPANESE | Class.KANA) + shared
    outweighed = not own or own < OVER * against
    if outweighed and (view.count(Class.HAN) > LONGEST or not _worded(view, own, against)):
        return False
    return COMMA not in view.text and CHINESE_ONLY.isdisjoint(view.text)


def _worded(view: View, own: int, against: int) -> bool:
    """Whether words of Japan or Korea tell, with so many characters for Japan and against it."""
    met = _starts().met(basic(view.points)).of(1)
    words = [word for _, word in EITHER.found(view.text, met)]
    korean = [word for word in words if word in KOREAN]
    covered = sum(map(len, korean)) >= COVERED * view.count(Class.HAN)
    if covered and len(set(korean)) >= AGREEING:
        return True
    japanese = len(words) - len(korean)
    return japanese > 0 and own + WORD * japanese >= OVER * against
