"""Bytes → text: detect, decode line by line; the mojibake search and its character model."""

from cleaner.encoding.decoding import Decoded, Decoder, decide, decode

__all__ = ["Decoded", "Decoder", "decide", "decode"]
