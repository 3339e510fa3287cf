"""One vectorised look at a text: code points, character classes, folded twin.

>>> view = View("廣告（ａ）")
>>> view.folded, view.has(Class.TRADITIONAL), view.count(Class.HAN)
('广告(a)', True, 2)
"""

from __future__ import annotations

from codecs import utf_16_le_decode, utf_16_le_encode, utf_32_le_decode, utf_32_le_encode
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.chinese import tables
from cleaner.chinese.classes import Class
from cleaner.document import Document

__all__ = ["Class", "View", "look"]


class View:
    """What can be seen of a text in one pass over an array; each part is made when first asked for.

    ``points`` are code points: uint16 where all stand in the basic plane, else uint32. Offsets in
    every array are offsets in the text.
    """

    __slots__ = ("_classes", "_folded", "_points", "_present", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._points: npt.NDArray[Any] | None = None
        self._classes: npt.NDArray[np.uint16] | None = None
        self._present: int | None = None
        self._folded: str | None = None

    @property
    def points(self) -> npt.NDArray[Any]:
        """Code points of the text."""
        if self._points is None:
            text = self.text
            narrow, size = utf_16_le_encode(text, "surrogatepass")
            if len(narrow) == 2 * size:
                self._points = np.frombuffer(narrow, np.uint16)
            else:
                wide, _ = utf_32_le_encode(text, "surrogatepass")
                self._points = np.frombuffer(wide, np.uint32)
        return self._points

    @property
    def classes(self) -> npt.NDArray[np.uint16]:
        """The class bitmask of every character."""
        if self._classes is None:
            self._classes = tables.classes().take(self.points)
        return self._classes

    @property
    def present(self) -> int:
        """All classes that occur, as one bitmask."""
        if self._present is None:
            self._present = int(np.bitwise_or.reduce(self.classes)) if self.text else 0
        return self._present

    def has(self, classes: int) -> bool:
        """Whether a character of any of these classes occurs."""
        return bool(self.present & classes)

    def count(self, classes: int) -> int:
        """How many characters belong to any of these classes."""
        return int(np.count_nonzero(self.classes & classes)) if self.has(classes) else 0

    def where(self, classes: int) -> npt.NDArray[np.intp]:
        """Offsets of the characters that belong to any of these classes."""
        if not self.has(classes):
            return np.empty(0, np.intp)
        found: npt.NDArray[np.intp] = ((self.classes & classes) != 0).nonzero()[0]
        return found

    @property
    def folded(self) -> str:
        """The text simplified, half-width and with plain spaces, character for character.

        Matching only: it folds more than conversion may. Offsets are those of the text.
        """
        if self._folded is None:
            self._folded = folded(self.points)
        return self._folded


def folded(points: npt.NDArray[Any]) -> str:
    """The folded twin of a text given as code points."""
    fold = tables.fold()
    if points.dtype == np.uint16:
        return spelled(fold.take(points))
    twin = points.copy()
    basic = points < len(fold)
    twin[basic] = fold[points[basic]]
    return spelled(twin)


def spelled(points: npt.NDArray[Any]) -> str:
    """The text of code points, uint16 or uint32; halves of pairs stay halves."""
    if points.dtype == np.uint16:
        text, _ = utf_16_le_decode(points.data, "surrogatepass", True)
        if len(text) == len(points):
            return text
    return utf_32_le_decode(points.astype(np.uint32).data, "surrogatepass", True)[0]


def look(doc: Document) -> View:
    """The view of a document's text, made once and carried by the document."""
    view: View | None = doc._view
    if view is None:
        view = View(doc.text)
        object.__setattr__(doc, "_view", view)
    return view
