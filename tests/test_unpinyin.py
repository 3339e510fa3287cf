"""Annotations go where they pollute a page, and stay where they teach."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin

from cleaner.chinese import annotations, opencc
from cleaner.document import Document
from cleaner.filters.simplify import Simplify
from cleaner.filters.unpinyin import Unpinyin
from cleaner.pipeline import Pipeline
from cleaner.view import Class, View

PROSE = """今年以来，区科技局紧紧围绕创新发展，不断优化服务环境，各项工作取得了新的进展。
一是加强企业培育。全年新认定高新技术企业十二家，组织申报省级项目九个，争取经费三百万元。
二是推动成果转化。与三所大学签订协议，建设联合实验室，举办对接会议六场，促成合作二十项。
三是完善工作机制。每月召开一次例会，及时研究解决企业提出的问题，确保各项任务按时完成。"""
TAUGHT = [
    "请用普通话朗读:重(zhòng)要、重(chóng)新、长(cháng)短、长(zhǎng)大、行(háng)业、行(xíng)走。",
    "床(chuáng)前(qián)明(míng)月(yuè)光(guāng),\n疑(yí)是(shì)地(dì)上(shàng)霜(shuāng)。",
    "一、给加点字注音\n酝酿(niàng) 应和(hè) 朗润(lǎng) 嘹亮(liáo) 抖擞(sǒu) 黄晕(yùn) 烘托(hōng)",
    "学而时习之,不亦说(yuè)乎?人不知而不愠(yùn),不亦君子乎?吾日三省(xǐng)吾身,罔(wǎng)殆(dài)。",
    "会(huì):聚合;会(kuài):会计。好(hǎo):优点多;好(hào):喜爱。乐(lè):快乐;乐(yuè):音乐。",
    "六(lù)安是茶乡。六(lù)安瓜片出在这里,六(lù)安人好客,到六(lù)安一定要喝茶,六(lù)安不远。",
    "全程5公里(km),浓度为3(ppm),年均国内生产总值(GDP)增长,工会(union)与学会(hui)联合举办。",
    "看拼音写汉字:学(xue)、校(xiao)、老(lao)、师(shi)、同(tong)、学(xue)、书(shu)、包(bao)。",
    "第二课 对话\nA:你(nǐ)早(zǎo)!你(nǐ)去(qù)学(xué)校(xiào)吗(ma)?\n"
    "B:早(zǎo)!我(wǒ)去(qù)学(xué)校(xiào)。你(nǐ)去(qù)哪(nǎ)儿(ér)?\n"
    "A:我(wǒ)也(yě)去(qù)学(xué)校(xiào)。我(wǒ)们(men)走(zǒu)吧(ba)!",
    "到台(tāi)州的人说,台(tāi)州的台(tāi)不能读错。丽(lí)水和乐(yuè)清也一样:丽(lí)水的丽(lí)、"
    "乐(yuè)清的乐(yuè),外地人常常读错。从台(tāi)州到丽(lí)水,再到乐(yuè)清,一路上都有人问。",
    "任(rén)老师请华(huà)同学发言,华(huà)同学又请单(shàn)同学发言。任(rén)老师说,单(shàn)和"
    "华(huà)作姓都要小心。单(shàn)同学笑了,华(huà)同学也笑了,任(rén)老师最后也笑了。",
    "开(kai)会(hui)、学(xue)生(sheng)、工(gong)作(zuo)、生(sheng)活(huo)、学(xue)会(hui)、"
    "工(gong)人(ren)、生(sheng)人(ren)、开(kai)学(xue)、大(da)会(hui)、大(da)学(xue)",
    "山上有(yǒu)一座小庙,庙里住着一个(gè)老人。他每天(tiān)早晨出门打水(shuǐ),傍晚回来(lái),"
    "日子过得很慢。有一年大雪封了路(lù),山下(xià)的人送来米和菜,他写了一封长信道谢。",
    "环(huán)村皆水也(yě)。其西(xī)南诸桥,林壑尤美,望之(zhī)蔚然而深秀者,石桥也(yě)。臣闻求木之(zhī)长者,"
    "必固其根本;欲(yù)流之(zhī)远者,必浚其泉(quán)源;思国之(zhī)安(ān)者,必积其(qí)德义。",
    "这是一个难字：翀(chōng)。王翀(chōng)说,他的名字翀(chōng)常被念错,垚(yáo)和翀(chōng)也是。",
]
SHAPES = ["({})", "（{}）", " ({})", "({} )", "( {})", "({0})({0})", " （{}）"]


def restored(text: str) -> str:
    return Pipeline(Unpinyin()).clean(Document(text)).text


def annotated(text: str, picked: set[str], shape: str = "({})", style: Style = Style.TONE) -> str:
    readings = lazy_pinyin(text, style=style, errors=list)
    pairs = zip(text, readings, strict=True)
    return "".join(c + shape.format(r) if c in picked else c for c, r in pairs)


def characters(text: str, bits: int = Class.HAN) -> set[str]:
    return {c for c in text if View(c).has(bits)}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("configuration", ["s2t", "s2tw", "s2hk"])
def test_toned_annotations_of_traditional_characters_go(shape: str, configuration: str) -> None:
    text = opencc.convert(configuration, PROSE)
    picked = characters(text, Class.TRADITIONAL)
    assert restored(annotated(text, picked, shape)) == text


@pytest.mark.parametrize("shape", SHAPES)
def test_toneless_annotations_of_any_character_go(shape: str) -> None:
    some = {c for n, c in enumerate(sorted(characters(PROSE))) if n % 3}
    assert restored(annotated(PROSE, some, shape, Style.NORMAL)) == PROSE
    assert restored(annotated(PROSE, characters(PROSE), shape, Style.NORMAL)) == PROSE


def test_a_short_page_is_enough() -> None:
    line = opencc.convert("s2t", PROSE.splitlines()[1])
    assert restored(annotated(line, characters(line, Class.TRADITIONAL))) == line


def test_capitals_and_other_spellings_of_u_go_too() -> None:
    text = (
        "女(Nǚ)會(Huì)員(yuán)學(xué)習(xí)法律(lv),女(nu:)會(huì)長(zhǎng)學(xué)會(huì)綠(lv)化"
    )
    text += "知識(shí),會(huì)員(yuán)們(men)學(xué)習(xí)了"
    assert restored(text) == re.sub(r"\([^)]*\)", "", text)


def test_what_is_no_reading_stays_on_a_polluted_page() -> None:
    text = opencc.convert("s2t", PROSE)
    page = annotated(text, characters(text, Class.TRADITIONAL))
    assert restored(page + "全程(km)學會(xx)") == text + "全程(km)學會(xx)"


@pytest.mark.parametrize("text", TAUGHT)
def test_what_teaches_reading_stays(text: str) -> None:
    assert restored(text) == text


@pytest.mark.parametrize("text", TAUGHT)
def test_it_stays_at_the_end_of_a_long_clean_page(text: str) -> None:
    assert restored(PROSE * 5 + text) == PROSE * 5 + text


def test_before_and_after_simplify_come_to_the_same() -> None:
    text = opencc.convert("s2tw", PROSE)
    page = Document(annotated(text, characters(text, Class.TRADITIONAL)))
    first = Pipeline(Unpinyin(), Simplify()).clean(page).text
    assert first == Pipeline(Simplify(), Unpinyin()).clean(page).text == PROSE


@given(st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_generated_pages_are_restored_exactly(seed: int) -> None:
    rng = random.Random(seed)
    text = opencc.convert(rng.choice(["s2t", "s2tw", "s2hk"]), PROSE)
    picked = {c for c in sorted(characters(text, Class.TRADITIONAL)) if rng.random() < 0.8}
    assert restored(annotated(text, picked, rng.choice(SHAPES))) == text


@given(st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_generated_word_lists_are_left_alone(seed: int) -> None:
    rng = random.Random(seed)
    words = re.findall(r"[\u4e00-\u9fff]{2,4}", PROSE)
    chosen = rng.sample(words, 9)
    text = "词语表\n" + rng.choice([" ", "、", "\n"]).join(
        annotated(w, {rng.choice(w)}, style=rng.choice([Style.TONE, Style.NORMAL])) for w in chosen
    )
    assert restored(text) == text


def test_the_real_polluted_page_loses_all_its_annotations(real_pages: Path) -> None:
    page = next(real_pages.glob("004*.txt")).read_text("utf-8")
    after = Pipeline(Unpinyin()).clean(Document(page))
    assert len(after.trail or ()) == 732
    assert [a for a in annotations.found(after.text) if a.valid] == []
