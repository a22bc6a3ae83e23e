"""Columns of plain text that blanks alone set apart: numbers above each other are one column, words over them head it.

Positions are counted as a screen shows them: a Japanese letter is as wide as two Latin ones.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate

from crossfoot.read.tables.found import FoundCell, number_in

Lines = list[tuple[int, str]]

_WORDS = re.compile(r"\S+(?: \S+)*")
_AMOUNT = re.compile(r"[△▲(-]?[$€£¥]?[0-9]{1,3}(?:,[0-9]{3})+\)?")
_WIDE = "WF"
_LABELS = 0  # the column of labels; those of numbers follow


@dataclass(frozen=True, slots=True)
class _Text:
    """Words of a line with the positions that they cover on the screen."""

    text: str
    start: int
    end: int

    def overlaps(self, left: int, right: int) -> bool:
        return self.start < right and left < self.end


def cells_set_apart(lines: Lines) -> Iterator[FoundCell]:
    """The cells of a table whose columns are set apart by two blanks and more."""
    texts = [(number, list(_texts(line))) for number, line in lines]
    margin = min(each.start for _, line in texts for each in line)
    numbers = [each for _, line in texts for each in line if each.start > margin and number_in(each.text) is not None]
    edges = _columns(numbers or [each for _, line in texts for each in line if each.start > margin])
    for row, (number, line) in enumerate(texts):
        yield from _row(row, number, line, margin, edges)


def _row(row: int, number: int, line: list[_Text], margin: int, edges: list[tuple[int, int]]) -> Iterator[FoundCell]:
    cells: dict[int, FoundCell] = {}
    for at, text in enumerate(line):
        crowded = any(other.overlaps(*edge) for edge in edges if text.overlaps(*edge) for other in line[at + 1 :])
        column, span = _place(text, edges, is_label=at == 0 and (text.start == margin or crowded))
        indent = Decimal(text.start) if column == _LABELS else Decimal(0)
        cell = FoundCell(row, column, text.text, column_span=span, indent=indent, line=number)
        before = cells.get(column)
        cells[column] = replace(before, text=f"{before.text} {text.text}") if before else cell
    yield from cells.values()


def _place(text: _Text, edges: list[tuple[int, int]], *, is_label: bool) -> tuple[int, int]:
    """The column of a text, and over how many it stands."""
    under = [at for at, (left, right) in enumerate(edges, 1) if text.overlaps(left, right)]
    before_numbers = not edges or text.start < edges[0][0]
    if before_numbers and (is_label or not under) and number_in(text.text) is None:
        return _LABELS, 1
    if under:
        return under[0], len(under)
    middle = (text.start + text.end) / 2
    return min(range(1, len(edges) + 1), key=lambda at: abs(sum(edges[at - 1]) / 2 - middle), default=_LABELS), 1


def _texts(line: str) -> Iterator[_Text]:
    """The texts of a line; numbers that a single blank parts are several."""
    at = [0, *accumulate(2 if unicodedata.east_asian_width(letter) in _WIDE else 1 for letter in line)]
    for found in _WORDS.finditer(line):
        words = [(found.start() + word.start(), found.start() + word.end()) for word in re.finditer(r"\S+", found[0])]
        several = len(words) > 1 and number_in(found[0]) is None
        if several and _AMOUNT.fullmatch(line[slice(*words[-1])]) and number_in(line[slice(*words[-2])]) is None:
            words = [(words[0][0], words[-2][1]), words[-1]]  # a label that comes within a blank of its first number
        elif not several or any(number_in(line[start:end]) is None for start, end in words):
            words = [found.span()]
        for start, end in words:
            yield _Text(line[start:end], at[start], at[end])


def _columns(texts: list[_Text]) -> list[tuple[int, int]]:
    """Stretches of the line that texts cover, left to right, each a column."""
    covered: list[tuple[int, int]] = []
    for text in sorted(texts, key=lambda text: (text.start, text.end)):
        if covered and text.start < covered[-1][1]:
            covered[-1] = (covered[-1][0], max(text.end, covered[-1][1]))
        else:
            covered.append((text.start, text.end))
    return covered
