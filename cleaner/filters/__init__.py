"""The filters: one file each, the decision only. Importing this declares them in recipe order."""

from cleaner.filters.repair import Repair
from cleaner.filters.unpinyin import Unpinyin

from cleaner.filters.simplify import Simplify  # isort: skip
from cleaner.filters.strip import Strip  # isort: skip
from cleaner.filters.reflow import Reflow  # isort: skip
from cleaner.filters.split import Split  # isort: skip
from cleaner.filters.judge import Judge  # isort: skip

__all__ = ["Judge", "Reflow", "Repair", "Simplify", "Split", "Strip", "Unpinyin"]
