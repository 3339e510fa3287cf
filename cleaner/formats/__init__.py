"""Streams and one file a format: bytes to documents, documents to bytes.

>>> loads(b'{"id": "a", "text": "\\\\u4e00"}')
{'id': 'a', 'text': '一'}
"""

from cleaner.formats.jsonl import document, dumps, loads, record
from cleaner.formats.reading import MAX_DOCUMENT, read
from cleaner.formats.sink import Sink, Unwritable, open_output
from cleaner.formats.streams import Input
from cleaner.formats.text import codec
from cleaner.formats.writing import Folder, several, writer

READS = ("auto", "text", "lines", "jsonl", "html")
WRITES = ("text", "lines", "jsonl")

__all__ = [
    "MAX_DOCUMENT",
    "READS",
    "WRITES",
    "Folder",
    "Input",
    "Sink",
    "Unwritable",
    "codec",
    "document",
    "dumps",
    "loads",
    "open_output",
    "read",
    "record",
    "several",
    "writer",
]
