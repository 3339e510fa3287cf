"""Rule packs: read, checked, matched against pages; and the structure rules that need no pack.

For those who write packs: try a file, or all of ``rules/packs``, on pages::

    python -m cleaner.rulebook rules/packs/mills.toml            # load, run every example
    python -m cleaner.rulebook rules/packs page.txt …            # what goes from each page, and why

or from Python: ``from cleaner.rulebook import load, removals``; ``removals(text, load(path))``
gives ``{line number: pack/rule}``.

What patterns see is ``twin(line)``: simplified, half-width (``，：（）“”`` are ``,:()""``,
``。、《》【】``
stay, ``•‧∙`` are ``·``, ``»›→`` are ``>``, ``｜│`` are ``|``), pinyin brackets and invisible
characters
gone, outer space gone, spaces single, one outer list mark gone (``- ``, ``* ``, ``• ``, ``# ``,
``> ``,
``1. `` before another number, ``■◆○``; a number of its own such as ``1、`` stays).

A line longer than 60 characters needs ``max_chars``; one that also holds ``。`` needs ``long =
true``.
Inline patterns may not hold ``*`` or ``+`` (write ``{0,40}``). A pack without ``max_removed`` is
restored when it takes more than .6 of the Han characters; packs that are sure should say .95.

The structure rules of ``strip`` do, without packs: title repeats, the first paragraph again, glued
copies, captions many times, related lists under their heading, bars made of words such as
``打印 关闭 分享``, cards of labels (also several a line, in table rows, or label and value on two
lines), bare dates under the title, anti-copy strings. Their words stand in
``rules/packs/words.toml``
(kinds ``label``, ``bar``, ``heading``): add words there rather than a regex of your own.
"""

from __future__ import annotations

from cleaner.rulebook.book import Rulebook, removals, rulebook
from cleaner.rulebook.load import load, shipped
from cleaner.rulebook.rule import Pack, Rule
from cleaner.rulebook.twin import twin

__all__ = ["Pack", "Rule", "Rulebook", "load", "removals", "rulebook", "shipped", "twin"]
