"""Headings of a table: the lines of one heading put together, and each over the columns that it speaks of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossfoot.read.pdf.page.pages import Rule
from crossfoot.read.pdf.tables.columns import Column, reach, ruled
from crossfoot.read.pdf.tables.rows import blank_between
from crossfoot.read.pdf.text.pieces import Line, Piece, merged, piece_of

_TIGHT = 1.45  # times the height of its letters: from one line of a heading to the next
_SHARED = 0.5  # of the narrower of two lines of a heading that is below or above the other
_LONE = 1.5  # likewise: how far a heading with none beside it may be off the middle of what it stands over
_LEVEL = 0.4  # of a line's height that headings beside each other share: boxes of lines set close overlap too
_COLUMNS_LEAST = 3
_WIDER = 0.36  # of a line's height, from which a gap is wider than a blank
_FLUSH = 1.5  # points by which headings that are told apart may miss a common edge or middle with those above or below
_ALIGNED = 4.0  # points by which the lines of a heading may miss a common edge or middle
_UNIT = re.compile(r"[(（\[].*(?:thousand|million|billion|円|[$€£¥%]).*", re.IGNORECASE)


@dataclass(slots=True)
class Heading:
    """A heading of one line or more: its words, the rows from its first line, the columns below it (maybe none)."""

    piece: Piece
    row: int
    rows: int
    columns: range


def headings(lines: Sequence[Line], columns: Sequence[Column], rules: Sequence[Rule], left: float) -> list[Heading]:
    """The headings in the lines above a table's rows; `rules` are level lines near it, `left` is where it begins."""
    whole = (left + columns[-1].right) / 2
    blocks = _blocks(_parted(lines, columns), rules)
    for block in blocks:
        beside = [other.piece for other in blocks if other is not block and _is_level(block.piece, other.piece)]
        block.columns = reach(block.piece, beside, columns, rules)
        alone = not beside and block.row + block.rows < len(lines)
        if alone and len(block.columns) < len(columns) and not ruled(block.piece, beside, columns, rules):
            off = min(abs(block.piece.middle - middle) for middle in (whole, _middle(columns)))
            block.columns = range(len(columns)) if off < _LONE * block.piece.words[0].size else block.columns
    return blocks


def _parted(lines: Sequence[Line], columns: Sequence[Column]) -> list[Line]:
    """The lines, with pieces cut in which headings of several columns stand so close that they look like one."""
    parted: list[Line] = []
    for at, line in enumerate(lines):
        near = [piece for other in (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]) for piece in other.pieces]
        pieces = [part for piece in line.pieces for part in _words_apart(piece, columns) or _cut(piece, near)]
        parted.append(Line(pieces, line.base, line.size) if len(pieces) > len(line.pieces) else line)
    return parted


def _words_apart(piece: Piece, columns: Sequence[Column]) -> list[Piece]:
    """The words of a piece where each stands over the middle of a column of its own, in three columns and more."""
    under = [column for column in columns if column.overlaps(piece)]
    if not _COLUMNS_LEAST <= len(under) == len(piece.words):
        return []
    words = [piece_of([word]) for word in piece.words]
    middles = [column.left < word.middle < column.right for word, column in zip(words, under, strict=True)]
    reaches = [sum(column.left < word.middle < column.right for column in columns) for word in words]
    return words if all(middles) and set(reaches) == {1} else []


def _cut(piece: Piece, near: Sequence[Piece]) -> list[Piece]:
    """The parts of a piece between its wider gaps, if each is flush with headings of its own above or below."""
    groups = [[piece.words[0]]]
    for before, word in pairwise(piece.words):
        if word.box[0] - before.box[2] > _WIDER * word.size:
            groups.append([])
        groups[-1].append(word)
    if len(groups) == 1:
        return [piece]
    parts = [piece_of(group) for group in groups]
    for part in parts:
        level = [other for other in near if _overlap(part, other) > 0]
        if not level or any(min(_shifts(part, other)) > _FLUSH for other in level):
            return [piece]
    return parts


def _middle(columns: Sequence[Column]) -> float:
    return (columns[0].left + columns[-1].right) / 2


def _blocks(lines: Sequence[Line], rules: Sequence[Rule]) -> list[Heading]:
    """The pieces of the lines, those that are lines of one heading together."""
    open_blocks: list[Heading] = []
    blocks: list[Heading] = []
    for row, line in enumerate(lines):
        size = line.size
        open_blocks = [block for block in open_blocks if line.base - _foot(block) <= _TIGHT * size]
        grown: list[tuple[Heading, Piece]] = []
        for piece in line.pieces:
            above = [block for block in open_blocks if _overlap(block.piece, piece) > 0]
            if len(above) == 1 and _goes_on(above[0], piece, line, rules):
                grown.append((above[0], piece))
            else:
                blocks.append(Heading(piece, row, 1, range(0)))
                open_blocks.append(blocks[-1])
        for block, piece in grown:
            block.piece = merged(block.piece, piece, blank_between(block.piece.text, piece.text))
            block.rows = row - block.row + 1
    return blocks


def _foot(block: Heading) -> float:
    """Where the last line of a heading stands."""
    last = block.piece.words[-1]
    return last.box[3] - 0.2 * last.size


def _overlap(one: Piece, other: Piece) -> float:
    """The share of the narrower piece that is below or above the other."""
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared / max(min(one.right - one.left, other.right - other.left), 0.1)


def _goes_on(block: Heading, piece: Piece, line: Line, rules: Sequence[Rule]) -> bool:
    """Whether a piece is the next line of a heading: right below it, alone, with no line drawn between."""
    if block.piece.bold != piece.bold or _overlap(block.piece, piece) < _SHARED or _UNIT.fullmatch(piece.text):
        return False
    if min(_shifts(block.piece, piece)) > _ALIGNED:
        return False
    below = [other for other in line.pieces if _overlap(block.piece, other) > 0]
    if len(below) > 1:
        return False
    foot, top = _foot(block), piece.box[3] - 0.6 * line.size
    between = (rule for rule in rules if foot < rule.box[1] < top)
    return not any(rule.box[0] < piece.right and piece.left < rule.box[2] for rule in between)


def _shifts(one: Piece, other: Piece) -> tuple[float, float, float]:
    """How far two pieces, one above the other, miss a common middle, left edge and right edge."""
    return abs(one.middle - other.middle), abs(one.left - other.left), abs(one.right - other.right)


def _is_level(one: Piece, other: Piece) -> bool:
    """Whether two headings stand beside each other."""
    shared = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return shared > _LEVEL * min(one.words[0].size, other.words[0].size) and not _overlap(one, other) > 0
