"""Bytes → text: detect, decode line by line; the mojibake search and its character model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cleaner.encoding.decoding import Decoded, Decoder, decide, decode

if TYPE_CHECKING:
    from cleaner.view import View

__all__ = ["Decoded", "Decoder", "decide", "decode", "unrepairable"]


def unrepairable(text: str, view: View) -> Mapping[str, float]:
    """Shares (0 to 1) of the text that no search can bring back: ``mojibake``, ``random-han`` and
    ``undecodable``, each only where it is above its threshold. See ``cleaner.encoding.loss``."""
    from cleaner.encoding import loss

    return loss.unrepairable(text, view)
