"""Words on which opencc's t2s goes wrong, found by converting dictionaries there and back."""

from __future__ import annotations


def lists() -> dict[str, dict[str, str]]:
    """Word lists by name."""
    return {}
