"""The shipped tables against the opencc and pypinyin that are installed."""

from __future__ import annotations

import random
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.chinese import corrections, make, names, opencc, readings, sources, tables, variants
from cleaner.chinese.convert import exact
from cleaner.chinese.corrected import Corrected, corrected
from cleaner.errors import CleanerError, UsageError
from cleaner.view import Class, View

T2S = opencc.converter("t2s")
PHRASES = sorted(sources.dictionary("TSPhrases"))
WORDS = sorted(to[0] for to in sources.dictionary("STPhrases").values())[::9]
CHARACTERS = sorted(
    {c for name in ("TSCharacters", "TSCharactersExt") for c in sources.dictionary(name)}
    | set(sources.dictionary("CJK_Compatibility_Ideographs"))
)
pieces = st.one_of(
    st.sampled_from(PHRASES),
    st.sampled_from(WORDS),
    st.sampled_from(CHARACTERS),
    st.sampled_from(["\n", "，", "a", "𠀀", " ", "\0", "後", "乾", "於"]),
    st.text(max_size=4).filter(lambda s: not any("\ud800" <= c <= "\udfff" for c in s)),
)


def test_making_the_tables_again_gives_the_shipped_bytes(tmp_path: Path) -> None:
    make.main(tmp_path)
    for path in (tables.PATH, tables.WORDS, tables.READINGS):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_tables_are_small() -> None:
    shipped = (tables.PATH, tables.WORDS, tables.READINGS)
    assert sum(path.stat().st_size for path in shipped) < 1_500_000


@given(st.lists(pieces, max_size=12).map("".join), st.integers(0, 3))
@settings(max_examples=400, deadline=None)
def test_the_fast_way_equals_opencc(text: str, cut: int) -> None:
    assert exact()(text[cut:]) == T2S.convert(text[cut:])


def test_every_character_equals_opencc() -> None:
    every = "".join(map(chr, [*range(1, 0xD800), *range(0xE000, 0x32400)]))
    apart = "\n".join(every)
    assert exact()(apart) == T2S.convert(apart)


def test_long_texts_equal_opencc() -> None:
    rng = random.Random(3)
    text = "".join(rng.choice(WORDS) + rng.choice(["", "，", "。\n"]) for _ in range(20_000))
    assert exact()(text) == T2S.convert(text)


def test_a_character_is_of_one_script_at_most() -> None:
    table = tables.classes()
    both = (table & Class.TRADITIONAL).astype(bool) & (table & Class.SIMPLIFIED).astype(bool)
    assert not both.any()


def test_what_opencc_changes_alone_and_never_makes_is_traditional() -> None:
    results = {c for c in map(chr, range(0x3400, 0xA000)) if T2S.convert(c) == c}
    for c in "區學術會後裏龍龜麼":  # every one changes
        assert tables.classes()[ord(c)] & Class.TRADITIONAL
        assert c not in results
    marked = np.flatnonzero(tables.classes()[:0x10000] & Class.TRADITIONAL)
    assert all(T2S.convert(chr(p)) != chr(p) for p in marked.tolist())


def test_simplified_characters_are_changed_by_the_way_back_and_never_by_t2s() -> None:
    s2t = opencc.converter("s2t")
    marked = [chr(p) for p in np.flatnonzero(tables.classes() & Class.SIMPLIFIED).tolist()]
    assert len(marked) > 2500
    assert all(s2t.convert(c) != c == T2S.convert(c) for c in marked)


def test_the_folded_twin_has_the_simplified_character_in_its_place() -> None:
    """Where that is itself simplified further, 薴 苧 苎, the twin is the last of them."""
    every = "".join(map(chr, range(0x4E00, 0xA000)))
    for c, twin, simple in zip(every, View(every).folded, T2S.convert(every), strict=False):
        if c != "著" and ord(simple) < 0x10000:
            assert twin in (simple, View(simple).folded), c


def test_readings_are_those_of_pypinyin() -> None:
    from pypinyin.pinyin_dict import pinyin_dict

    for point, every in pinyin_dict.items():
        if point < 0x10000 and chr(point).isalpha():
            assert all(readings.reads(chr(point), each) for each in every.split(",")), chr(point)


@pytest.mark.parametrize(
    "letters", ["nǚ", "nü", "nv", "nu:", "NV", "Nǚ", "nǚ".upper(), "nǔ", "nv3"]
)
def test_u_with_dots_is_read_in_every_spelling(letters: str) -> None:
    assert readings.reads("女", letters)


@pytest.mark.parametrize(
    ("character", "letters"),
    [("去", "qü"), ("学", "xúe"), ("元", "yvan"), ("儿", "r"), ("不", "bú")],
)
def test_spellings_of_fonts_and_speech_are_read(character: str, letters: str) -> None:
    assert readings.reads(character, letters)


def test_combining_tones_and_script_letters_are_read() -> None:
    assert readings.reads("公", "ɡōnɡ")
    assert readings.reads("会", "hui\u0300")
    assert not readings.reads("公", "km")


def test_words_kept_aside_are_corrected_by_what_the_others_teach() -> None:
    """A fifth of the words takes no part in making the corrections, and then is converted."""
    telling, counts = set("著乾藉瞭覆帳"), sources.frequencies()
    aside = [w for w in corrections.standard() if not zlib.crc32(w.encode()) % 5]
    words = corrections.auto(sorted(set(corrections.standard()) - set(aside)))
    convert = Corrected(words | {"乾": "干"}, tables.simple())
    ways = (corrections.through(name, aside) for name in corrections.ROUTES)
    spellings = dict(zip(aside, zip(*ways, strict=True), strict=True))
    met = [(t, w) for w in aside if counts.get(w, 0) > 9 for t in {*spellings[w]}]
    traps = [(t, w) for t, w in met if telling & set(t)]
    right = sum(convert(t) == w for t, w in traps)
    assert len(traps) >= 50
    assert right >= 0.9 * len(traps)
    assert right > sum(exact()(t) == w for t, w in traps)


@given(st.lists(pieces, max_size=10).map("".join))
@settings(max_examples=200, deadline=None)
def test_corrections_keep_every_character_in_its_place(text: str) -> None:
    assert len(corrected()(text)) == len(text)


def test_surnames_and_titles_are_simplified_around_a_name() -> None:
    assert corrected()("於醫師") == "於医师"
    assert names.SURNAMES.isdisjoint("的是了")


def test_spellings_given_up_become_what_no_conversion_changes_again() -> None:
    old, new = "".join(variants.PLAIN), "".join(variants.PLAIN.values())
    assert corrected()("\n".join(old)) == "\n".join(new)
    assert all(T2S.convert(c) != to for c, to in variants.PLAIN.items())
    assert T2S.convert(new) == corrected()(new) == new


def test_another_package_of_opencc_s_name_is_refused(tmp_path: Path) -> None:
    package = tmp_path / "opencc"
    package.mkdir()
    (package / "__init__.py").write_text("class OpenCC: pass\n")
    code = "from cleaner.chinese.opencc import library\nlibrary()"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert "another package has taken this name" in run.stderr


def test_an_unknown_configuration_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean s2tw") as error:
        opencc.check("s2tww")
    assert isinstance(error.value, CleanerError)
