"""The report page: complete, escaped, and nothing in it runs."""

from __future__ import annotations

from cleaner.document import Entry
from cleaner.report.page import EXAMPLES, Ledger, page

HOSTILE = "<script>alert(1)</script>\u202e\x1b[2J\"'&"


def test_every_text_from_a_page_is_escaped() -> None:
    ledger = Ledger()
    ledger.add(HOSTILE, [Entry("strip", HOSTILE, 0, 9, HOSTILE, HOSTILE)])
    member = {"id": HOSTILE, "relation": HOSTILE, "containment": [1.0, 0.5]}
    html = page(
        HOSTILE,
        {HOSTILE: 1},
        ledger.record(),
        [{"keeper": HOSTILE, "why": HOSTILE, "members": [member]}],
        {HOSTILE: 1},
        [{"where": HOSTILE, "what": HOSTILE}],
    )
    assert "<script" not in html and "\u202e" not in html and "\x1b" not in html
    assert html.count("&lt;script&gt;") == 14  # every text given, the title twice
    assert "default-src 'none'" in html


def test_rules_stand_in_the_order_of_what_they_took() -> None:
    ledger = Ledger()
    ledger.add(
        "a", [Entry("strip", "small", 0, 1, "短", ""), Entry("strip", "large", 0, 9, "长" * 9, "")]
    )
    html = page("Corpus", {"read": 1}, ledger.record())
    assert html.index("strip large") < html.index("strip small")


def test_a_ledger_keeps_few_examples_and_all_counts() -> None:
    ledger, other = Ledger(), Ledger()
    for n in range(9):
        ledger.add(str(n), [Entry("strip", "ad", 0, 2, f"广{n}", "")])
        other.add(str(n), [Entry("strip", "ad", 0, 2, f"告{n}", "")])
    ledger.merge(other.record())
    ad = ledger.record()["strip ad"]
    assert (ad["edits"], ad["characters"], len(ad["examples"])) == (18, 36, EXAMPLES)
