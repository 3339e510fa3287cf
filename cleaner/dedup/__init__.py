"""Duplicates: a small sketch of each document, and clusters of those that are copies.

>>> found = Deduper().find()
>>> found.clusters, found.dropped
([], {})
"""

from cleaner.dedup.deduper import Deduper
from cleaner.dedup.passages import Paragraphs
from cleaner.dedup.report import Cluster, Duplicates, Member
from cleaner.dedup.sketch import Sketcher, Sketches, sketched

__all__ = [
    "Cluster",
    "Deduper",
    "Duplicates",
    "Member",
    "Paragraphs",
    "Sketcher",
    "Sketches",
    "sketched",
]
