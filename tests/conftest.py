"""Where real pages lie, for the tests that can use them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "suite", derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def real_pages() -> Path:
    """The folder of real scraped pages with their gold."""
    folder = os.environ.get("CLEANER_PAGES")
    if not folder or not Path(folder).is_dir():
        pytest.skip("no real pages here: set CLEANER_PAGES to a folder of them")
    return Path(folder)
