"""Whether a text is Taiwan's own: its words and institutions, not merely its characters.

>>> texts = ["行政院表示,軟體與網路產業將持續成長", "軟件與網絡產業,臺北"]
>>> [own(text, [*range(len(text))], [*range(len(text))]) for text in texts]
[True, False]
"""

from __future__ import annotations

from bisect import bisect_left

from cleaner.chinese.convert import Words


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


WORDS = _listed(
    """
    軟體 硬體 韌體 網路 網際網路 資訊 滑鼠 螢幕 印表機 光碟 硬碟 隨身碟 記憶體 程式設計 計程車 公車
    機車 捷運 便當 國小 國中 幼稚園 部落格 簡訊 數位 類比 品質 影片 專案 伺服器 資料庫 作業系統
    使用者 雷射 奈米 矽谷 矽晶圓 原子筆 泡麵 鳳梨 馬鈴薯 番茄 身分證 里民 志工 土石流 健檢 警消 民眾
    研習 報名表 履歷 連絡 連結 登入 預設 解析度 民國
    """
)
"""Words of Taiwan that the mainland says otherwise, in Taiwan's characters."""
INSTITUTIONS = _listed(
    """
    行政院 立法院 司法院 監察院 考試院 經濟部 內政部 衛福部 勞動部 國科會 科技部 中研院 工研院 立委
    縣政府 縣議會 臺北 台北 新北 桃園 臺中 台中 臺南 台南 高雄 新竹 苗栗 彰化 南投 雲林 嘉義 屏東
    宜蘭 花蓮 臺東 台東 澎湖 金門 臺灣 台灣 臺大 台大 台積電 新臺幣 新台幣 健保 勞保
    """
)
MAINLAND = _listed(
    """
    軟件 硬件 網絡 信息 鼠標 屏幕 打印 光盤 硬盤 內存 出租車 公交 摩托車 地鐵 盒飯 小學生 初中
    幼兒園 博客 短信 數字化 質量 視頻 項目 服務器 數據 操作系統 用戶 激光 納米 硅谷 硅片 圓珠筆
    方便麵 菠蘿 土豆 西紅柿 身份證 黨委 黨組 黨建 縣委 市委 省委 人民政府 國務院 習近平 改革開放
    社會主義 小康 街道辦
    """
)
FEWEST_WORDS = 2
"""Different words of Taiwan's own; one may be quoted, and institutions are in news anywhere."""
LOOK = 8000
"""Characters looked at: a page that is Taiwan's own shows it in its first paragraphs."""
OVER = 2
"""How many times more than the mainland's words they must be."""


SAID, NAMED = Words(WORDS), Words(INSTITUTIONS | MAINLAND)


def own(text: str, said: list[int], named: list[int]) -> bool:
    """Whether the text shows Taiwan's words, or one of them and an institution, and no other's.

    Taiwan's words start at some of the places ``said``, institutions and the mainland's words at
    some of ``named``; both ascend.
    """
    words = len(_met(SAID, text, said))
    if not words:
        return False
    met = _met(NAMED, text, named)
    institutions = len(met & INSTITUTIONS)
    if words < FEWEST_WORDS and not institutions:
        return False
    return words + institutions / 2 > OVER * len(met & MAINLAND)


def _met(words: Words, text: str, places: list[int]) -> set[str]:
    return {word for _, word in words.found(text, places[: bisect_left(places, LOOK)])}
