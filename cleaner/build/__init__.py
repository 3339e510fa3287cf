"""The corpus build: folders of pages in; one cleaned, deduplicated, documented corpus out.

Sources are listed and named (``sources``), grouped into shards that are cleaned each by itself
and kept under a name made of everything that could change them (``shards``), run on processes
(``local``), then joined: duplicates over the whole corpus, the files a reader wants (``corpus``).
"""

from __future__ import annotations

from cleaner.build.corpus import Build, build

__all__ = ["Build", "build"]
