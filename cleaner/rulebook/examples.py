"""A rule against its own examples: every hit is taken as it says, no keep is touched."""

from __future__ import annotations

from typing import Any

from cleaner.errors import CleanerError
from cleaner.rulebook.bars import Bars
from cleaner.rulebook.labels import Labels, span_value
from cleaner.rulebook.rule import Rule, Words
from cleaner.rulebook.twin import Page, twin
from cleaner.view import View


def check(rule: Rule, where: str) -> None:
    """Raise CleanerError for the first example that fails."""
    for kind, examples, problem_of in (
        ("hit", rule.hit, hit_problem),
        ("keep", rule.keep, keep_problem),
    ):
        for n, example in enumerate(examples, 1):
            try:
                problem = problem_of(rule, example)
            except (TypeError, KeyError, IndexError, AttributeError, ValueError):
                problem = "has the wrong shape for this kind of rule"
            if problem:
                raise CleanerError(f"{where}: {kind} {n}", problem, seen(example))


def words_problem(words: Words, key: str, example: Any, labels: Labels, bars: Bars) -> str:
    """Why an example of a label or a bar fails, or nothing."""
    line = example["line"] if isinstance(example, dict) else example
    if words.kind == "bar":
        taken, read = bars.made_of(twin(line)), {}
    else:
        card = labels.card(twin(line), bars)
        taken = card is not None and card.strong
        read = card.meta(Page(View(line)), 0) if card else {}
    if key == "keep":
        return "is taken" if taken else ""
    if not taken:
        return "is not taken as a whole line"
    wanted = example.get("meta", {}) if isinstance(example, dict) else {}
    return "" if read == wanted else f"reads {read}"


def seen(example: Any) -> str:
    """What the pattern met, for the error."""
    if isinstance(example, str):
        return f"the pattern saw {twin(example)!r}"
    return ""


def hit_problem(rule: Rule, example: Any) -> str:
    """Why a hit fails, or nothing."""
    if rule.kind == "block":
        lines = [twin(line) for line in example]
        taken = span(rule, lines, 0)
        return "" if taken == len(lines) else f"takes {taken} of its {len(lines)} lines"
    if rule.kind == "inline":
        before, after = example
        got = inlined(rule, before)
        return "" if got == after else f"leaves {got!r}"
    if rule.kind == "meta":
        if not rule.takes(twin(example["line"])):
            return refusal(rule, example["line"])
        values = told(rule, Page(View(example["line"])), 0)
        return "" if values == example.get("meta", {}) else f"reads {values}"
    return "" if rule.takes(twin(example)) else refusal(rule, example)


def told(rule: Rule, page: Page, row: int) -> dict[str, Any]:
    """The fields a meta rule reads from a row it matches."""
    found = rule.pattern.fullmatch(page.twins[row])
    spans = {name: found.span(name) for name in rule.pattern.groupindex} if found else {}
    read = {n: span_value(page, row, n, a, b) for n, (a, b) in spans.items() if b > a}
    return {name: value for name, value in read.items() if value is not None}


def keep_problem(rule: Rule, example: Any) -> str:
    """Why a keep fails, or nothing."""
    if rule.kind == "block":
        lines = [twin(line) for line in example]
        return "is taken" if any(span(rule, lines, at) for at in range(len(lines))) else ""
    if rule.kind == "inline":
        return "is changed" if inlined(rule, example) != example else ""
    line = example["line"] if isinstance(example, dict) else example
    return "is taken" if rule.takes(twin(line)) else ""


def refusal(rule: Rule, example: str) -> str:
    """Why a pattern or a limit turned an example away."""
    line = twin(example)
    if rule.pattern.fullmatch(line) is None:
        return "is not matched as a whole line"
    return (
        f"is a long line ({len(line)} characters); set max_chars, and long where it has a full stop"
    )


def span(rule: Rule, lines: list[str], at: int) -> int:
    """How many lines a block that starts at ``lines[at]`` takes; 0 where it does not start
    there."""
    if not lines[at] or not rule.takes(lines[at]):
        return 0
    last, end = at + 1, min(len(lines), at + rule.max_lines)
    while last < end and follows(rule, lines[last]):
        last += 1
    if rule.until and not rule.until_end and (last == len(lines) or last == end):
        return 0  # the line that would end it never came
    return last - at if last - at >= rule.min_lines else 0


def follows(rule: Rule, line: str) -> bool:
    """Whether a block goes on over this line."""
    from cleaner.rulebook.rule import protected

    if len(line) > max(rule.max_chars, 60) or (protected(line) and not rule.long):
        return False
    if rule.until:
        return rule.until.fullmatch(line) is None
    if rule.follows:
        return rule.follows.fullmatch(line) is not None
    return True


def inlined(rule: Rule, line: str) -> str:
    """A line after an inline rule."""
    from cleaner.document import apply
    from cleaner.rulebook.inline import cuts

    page = Page(View(line))
    return apply(line, cuts(rule, page, 0)) if len(page) else line
