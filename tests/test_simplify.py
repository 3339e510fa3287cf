"""What simplify changes, and what it leaves byte for byte alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.script import traps
from cleaner.chinese import opencc
from cleaner.document import Document, undo
from cleaner.errors import UsageError
from cleaner.filters.simplify import Simplify
from cleaner.pipeline import Pipeline

SIMPLIFIED = "各县区要认真总结经验,围绕创新驱动发展战略,全力优化服务环境,为企业办实事。"
TRADITIONAL = "各縣區要認真總結經驗,圍繞創新驅動發展戰略,全力優化服務環境,為企業辦實事。"
JAPANESE = "東京都の會議で発表された資料を讀みました。國際的な問題です。"
KOREAN = "大韓民國의 主權은 國民에게 있고, 모든 權力은 國民으로부터 나온다."
PAIRS = """
    看著→看着 隨著→随着 沉著→沉着 睡著了→睡着了 著急→着急 凝望著→凝望着 著作→著作 土著→土著
    原著→原著 顯著→显著 名著→名著 著名→著名 魯迅著→鲁迅著 老舍著《茶館》→老舍著《茶馆》
    看著《茶館》→看着《茶馆》 乾燥→干燥 餅乾→饼干 口乾舌燥→口干舌燥 乾隆→乾隆 扭轉乾坤→扭转乾坤
    乾安縣→乾安县 陸乾→陆乾 記者陸乾報導→记者陆乾报导 牛肉乾→牛肉干 曬乾→晒干 於先生→於先生
    於女士說→於女士说 由於先生→由于先生 對於老師→对于老师 位於→位于 甚麼→什么 為甚麼→为什么
    什麼→什么 老么→老幺 藉口→借口 憑藉→凭借 藉此→借此 慰藉→慰藉 狼藉→狼藉 瞭解→了解
    一目瞭然→一目了然 瞭望→瞭望 瞭望塔→瞭望塔 反覆→反复 答覆→答复 覆蓋→覆盖 顛覆→颠覆 重覆→重复
    徵求→征求 宮商角徵羽→宫商角徵羽 鍾情→钟情 錢鍾書→钱锺书 計畫→计划 動畫→动画 帳戶→账户
    帳篷→帐篷 衞生署→卫生署 擁有著作權→拥有著作权 有著名的學校→有著名的学校 寫著名字→写着名字
    看著作業→看着作业 座標→坐标 皇后→皇后 後來→后来 頭髮→头发 發展→发展 裏面→里面
    公里→公里 包乾制→包干制 連乾三杯→连干三杯 么兒→幺儿 為什么子→为什么子 沖帳→冲账 作帳→作账
    羅帳→罗帐 營帳→营帐 死氣沈沈→死气沉沉 沈穩→沉稳 沈從文→沈从文 身分證→身份证 鍾馗→钟馗
    司馬光著《資治通鑑》→司马光著《资治通鉴》 面臨著名額不足→面临着名额不足 文徵明→文徵明
    牠們→它们 聲望卓著→声望卓著 比較著重→比较着重 翻著書頁→翻着书页 創新著力→创新着力 他所著→他所著
    姪女→侄女 砲彈→炮弹 火燄→火焰
"""
WORDS = dict(pair.split("→") for pair in PAIRS.split())


def simplified(text: str, **options: str) -> str:
    return Pipeline(Simplify(**options)).clean(Document(text)).text


@pytest.mark.parametrize("word", WORDS)
def test_words_that_trap_converters(word: str) -> None:
    assert simplified(word) == WORDS[word]


@pytest.mark.parametrize("word", [w for w in WORDS if w not in ("老么",)])
def test_they_come_out_the_same_inside_a_text(word: str) -> None:
    assert simplified(f"{TRADITIONAL}\n{word}\n{TRADITIONAL}").splitlines()[1] == WORDS[word]


def test_hardly_any_of_two_thousand_traps_catches() -> None:
    pairs = traps()
    assert sum(simplified(a) == b for a, b in pairs) >= 0.98 * len(pairs)


def test_simplified_text_comes_out_byte_for_byte() -> None:
    for text in (
        SIMPLIFIED,
        "乾隆年间,钟南山与於先生瞭望乾坤,狼藉慰藉。这是名著。",
        "想像力",
        "文件程序支持",
        "行政院 志工 里民 土石流 厄瓜多",
    ):
        assert simplified(text) == text


@pytest.mark.parametrize(
    "quoted", ["皇后乾隆", "於先生", "鍾南山", "「學而時習之」", "國立臺灣大學", "龍"]
)
def test_a_simplified_text_keeps_the_traditional_words_it_quotes(quoted: str) -> None:
    text = f"{SIMPLIFIED}他写下{quoted}几个字,{SIMPLIFIED}\n{SIMPLIFIED}"
    assert simplified(text) == text


def test_a_simplified_line_before_a_traditional_body_stays() -> None:
    assert simplified(f"{SIMPLIFIED}\n" + TRADITIONAL * 3) == f"{SIMPLIFIED}\n" + SIMPLIFIED * 3


def test_a_traditional_passage_inside_a_simplified_text_is_converted_with_its_short_lines() -> None:
    page = [SIMPLIFIED] * 4 + ["總結", TRADITIONAL, "", "縣長"] + [SIMPLIFIED] * 4
    assert simplified("\n".join(page)).split("\n")[4:8] == ["总结", SIMPLIFIED, "", "县长"]


def test_in_a_text_mixed_throughout_a_short_traditional_line_anywhere_is_converted() -> None:
    page = [TRADITIONAL, *[SIMPLIFIED] * 4, "總結", SIMPLIFIED, TRADITIONAL, *[SIMPLIFIED] * 3]
    assert simplified("\n".join(page)).split("\n")[5] == "总结"
    assert simplified("\n".join(page[1:7])).split("\n")[4] == "總結"


@given(st.lists(st.sampled_from([SIMPLIFIED, TRADITIONAL, "", "123"]), max_size=12))
@settings(max_examples=60, deadline=None)
def test_generated_mixtures_come_out_line_by_line(lines: list[str]) -> None:
    want = [SIMPLIFIED if line == TRADITIONAL else line for line in lines]
    assert simplified("\n".join(lines)) == "\n".join(want)


def test_sentences_of_one_line_are_told_apart() -> None:
    assert simplified(SIMPLIFIED + TRADITIONAL + SIMPLIFIED) == SIMPLIFIED * 3


KANJI = "広島県立図書館\n営業時間 午前九時～午後五時\n駐車場 二十台"


@pytest.mark.parametrize("text", [JAPANESE, KOREAN, KANJI, "舊字體で書く\n第一章 總則\n國會議事堂"])
def test_japanese_and_korean_stay(text: str) -> None:
    assert simplified(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "青葉県立水族館 開館時間",
        "東京都千代田区北町二丁目",
        "東京都港北区\n大阪府堺町三番地",
        "株式会社松風製作所\n代表取締役 松原風子",
        "有限会社山川運輸",
        "令和五年度 事業計画書",
        "昭和四十八年 設置届出書",
        "月曜日 休館日\n午前九時開館",
        "自動車整備士 募集要項",
        "第二条 個人情報 利用目的",
        "國原 廣子 齋藤 榮\n学校法人青葉学園 理事会 議事録 発表会 予算案 総会 図書",
        "株式會社松風堂",
        "英語(オーストラリア)\n東門(ひがしもん)",
        "京畿道 水原市",
    ],
)
def test_japanese_and_korean_titles_without_their_letters_stay(text: str) -> None:
    assert simplified(text) == text


@pytest.mark.parametrize(
    "text", ["電車時刻表", "東門町", "昭和時代的東京", "日本東京都政府", "韓國京畿道", "立題與學校"]
)
def test_short_traditional_text_is_converted_though_japan_could_have_written_some(
    text: str,
) -> None:
    assert simplified(text) == opencc.convert("t2s", text) != text


def test_chinese_around_a_japanese_line_is_converted() -> None:
    text = f"我們這樣學習日語嗎?\n{JAPANESE}\n{TRADITIONAL}"
    assert simplified(text) == f"我们这样学习日语吗?\n{JAPANESE}\n{SIMPLIFIED}"


def test_japan_s_characters_in_a_chinese_text_are_names() -> None:
    assert simplified("我們在渋谷駅前會合,再去銭湯。") == "我们在渋谷駅前会合,再去銭汤。"


def test_a_shop_s_name_does_not_make_a_sentence_japanese() -> None:
    assert simplified("這家店叫「優の良品」,我們常去。") == "这家店叫「优の良品」,我们常去。"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("她學日語三年,會寫「ありがとう」。", "她学日语三年,会写「ありがとう」。"),
        ("韓國樂團(소나기)來臺,門票售罄。", "韩国乐团(소나기)来台,门票售罄。"),
    ],
)
def test_foreign_words_in_marks_do_not_make_a_sentence_foreign(text: str, want: str) -> None:
    assert simplified(text) == want


def test_taiwan_s_own_text_gets_the_mainland_s_words_and_keeps_its_marks() -> None:
    text = "行政院表示,軟體產業與網路資訊將列為重點。「滑鼠」與「螢幕」價格看漲。"
    assert (
        simplified(text) == "行政院表示,软件产业与网络信息将列为重点。「鼠标」与「屏幕」价格看涨。"
    )


OFFICES = ["高雄市政府", "立法院", "衛福部", "工研院", "新竹縣政府", "臺大"]
SAYINGS = """
    {}表示,伺服器將於週末升級,「網路」若塞車請稍候。→{}表示,服务器将于周末升级,「网络」若塞车请稍候。
    {}推出的應用程式已可下載，使用者登入後即可操作。→{}推出的应用程序已可下载，用户登录后即可操作。
    {}採購的印表機、滑鼠與螢幕,下週送達。→{}采购的打印机、鼠标与屏幕,下周送达。
    {}的資料庫遭駭客入侵，記憶體與硬碟均須更換。→{}的数据库遭黑客入侵，内存与硬盘均须更换。
    {}補助計程車業者換裝行車記錄器；『軟體』由廠商負責。→{}补助出租车业者换装行车记录器；『软件』由厂商负责。
    """
ABROAD = "{}介紹網絡安全,說服務器的內存與屏幕都是國產軟件產業的成果。"


@given(st.lists(st.tuples(st.sampled_from(OFFICES), st.sampled_from(SAYINGS.split())), min_size=2))
@settings(max_examples=60, deadline=None)
def test_generated_pages_of_taiwan_get_the_mainland_s_words(said: list[tuple[str, str]]) -> None:
    pairs = [(office, *saying.split("→")) for office, saying in said]
    page = "\n".join(before.format(office) for office, before, _ in pairs)
    want = "\n".join(after.format(opencc.convert("t2s", o)) for o, _, after in pairs)
    assert simplified(page) == want


@given(st.lists(st.sampled_from(OFFICES), min_size=1))
@settings(max_examples=30, deadline=None)
def test_generated_pages_that_were_merely_converted_keep_their_words(named: list[str]) -> None:
    page = "\n".join(map(ABROAD.format, named))
    assert simplified(page) == opencc.convert("t2s", page)


@pytest.mark.parametrize(
    "text", ["國內軟件產業與網絡信息安全", "這份檔案的程式設計", "支援前線的資料"]
)
def test_other_traditional_text_keeps_its_words(text: str) -> None:
    assert simplified(text) == opencc.convert("t2s", text)


def test_quotation_marks_are_changed_on_request_only() -> None:
    text = "他說:「這是『老』規矩﹖」"
    assert simplified(text) == "他说:「这是『老』规矩﹖」"
    assert simplified(text, punctuation="quotes") == "他说:“这是‘老’规矩﹖”"
    assert simplified(text, punctuation="mainland") == "他说:“这是‘老’规矩？”"


def test_a_text_that_writes_the_particle_plainly_keeps_an_unknown_著() -> None:
    assert simplified("他望着遠方,此書為某甲著。") == "他望着远方,此书为某甲著。"


def test_one_edit_for_each_changed_line_and_undo_is_exact() -> None:
    text = f"a\n{TRADITIONAL}\n\nb\n{TRADITIONAL}"
    after = Pipeline(Simplify()).clean(Document(text))
    assert len(after.trail or ()) == 2
    assert undo(after).text == text


def test_a_lone_surrogate_stays_in_its_place() -> None:
    assert simplified("後來\ud83d學習") == "后来\ud83d学习"
    assert simplified("後來\ud83d學習", variant="t2s") == "后来\ud83d学习"


@pytest.mark.parametrize("variant", opencc.configurations())
def test_no_configuration_loses_what_stands_behind_a_nul(variant: str) -> None:
    whole = simplified("头发\0發展\n计划", variant=variant)
    assert whole == "\0".join(simplified(x, variant=variant) for x in ("头发", "發展\n计划"))


def test_an_unknown_variant_is_refused_when_the_filter_is_made() -> None:
    with pytest.raises(UsageError, match="did you mean t2s"):
        Simplify(variant="t2ss")


@pytest.mark.parametrize("variant", opencc.configurations())
def test_a_named_configuration_is_opencc_exactly(variant: str) -> None:
    text = f"{SIMPLIFIED}\n{TRADITIONAL}\n{JAPANESE}\n鼠标里面的硅二极管坏了\n幺麽小丑\n乾安縣"
    assert simplified(text, variant=variant) == opencc.converter(variant).convert(text)


def test_opencc_s_own_cases_come_out_as_opencc_has_them(real_pages: Path) -> None:
    cases = json.loads((real_pages.parent / "cases" / "opencc_cases.json").read_text("utf-8"))
    for case in cases:
        for variant, expected in case["expected"].items():
            assert simplified(case["input"], variant=variant) == expected


@given(
    st.lists(st.sampled_from([*WORDS, SIMPLIFIED, TRADITIONAL, JAPANESE, "\n", "。"]), max_size=9)
)
@settings(max_examples=100, deadline=None)
def test_twice_is_once_over_every_mixture(parts: list[str]) -> None:
    once = simplified("".join(parts))
    assert simplified(once) == once


def test_declaring_the_filter_imports_neither_numpy_nor_opencc() -> None:
    code = (
        "import sys, cleaner.filters.simplify, cleaner.filters.unpinyin\nprint(sorted(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "'numpy'" not in run.stdout
    assert "'opencc'" not in run.stdout
