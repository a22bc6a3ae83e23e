"""A run of lines to a table: label columns, number columns, the cells of headings and rows, sum lines above numbers."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crossfoot.model.figures import Box
from crossfoot.read.pdf.page.pages import Rule
from crossfoot.read.pdf.tables.columns import Column
from crossfoot.read.pdf.tables.headings import headings
from crossfoot.read.pdf.tables.rows import Row, blank_between, rows_of
from crossfoot.read.pdf.tables.runs import Run
from crossfoot.read.pdf.text.pieces import Kind, Piece, box_around
from crossfoot.read.tables.found import FoundCell

_SAME_EDGE = 6.0  # points by which left edges of one column of labels differ
_INDENT = 1.6  # points from which a label is set in deeper
_RULED_MOST = 0.6  # share of the rows from which lines above them only part rows
_COVERED = 0.6  # of a number that a sum line above it covers


@dataclass(slots=True)
class Assembled:
    """A table's cells, how many of its first rows are headings, its columns of numbers and its place."""

    cells: list[FoundCell]
    heads: int
    columns: list[Column]
    labels: int  # columns of labels before those of numbers
    box: Box


def assembled(run: Run, rules: Sequence[Rule]) -> Assembled:
    """The table of a run; `rules` are the page's level ones from the top."""
    return _Assembly(run, rules).table()


class _Assembly:
    """One table while its cells are put in place."""

    def __init__(self, run: Run, rules: Sequence[Rule]) -> None:
        self.run = run
        self.heads = run.lines[: run.first]
        box = box_around(line.box for line in run.lines)
        top = bisect_left(rules, box[1] - 20, key=lambda rule: rule.box[1])
        bottom = bisect_right(rules, box[3] + 5, key=lambda rule: rule.box[1])
        self.rules = list(rules[top:bottom])
        self.columns = list(run.columns.columns)
        self.rows = rows_of(run.lines[run.first :], self.columns)
        self._add_columns_of_words()
        self.starts = self._label_starts()
        self.labels_right = max((piece.right for row in self.rows if row.others for piece in row.labels), default=0.0)
        self.box = box

    def table(self) -> Assembled:
        """Every cell in its place."""
        cells = list(self._headings())
        ruled = self._ruled_rows()
        indents = _indents([row.labels[0] for row in self.rows if row.labels])
        for at, row in enumerate(self.rows):
            cells += self._row_cells(len(self.heads) + at, row, indents, ruled[at])
        return Assembled(cells, len(self.heads), self.columns, len(self.starts), self.box)

    def _add_columns_of_words(self) -> None:
        """Columns of remarks: words behind the labels that stand in no column of numbers, in two rows and more."""
        loose = [piece for row in self.rows for piece in row.others if not self._over(piece)]
        for piece in sorted(loose, key=lambda piece: piece.left):
            beside = [other for other in loose if other.left < piece.right and piece.left < other.right]
            if len(beside) > 1 and not self._over(piece):
                self.columns.append(Column(piece.left, piece.right, [piece.right]))
                self.columns.sort(key=lambda column: column.left)

    def _over(self, piece: Piece) -> list[int]:
        return [at for at, column in enumerate(self.columns) if column.overlaps(piece)]

    def _label_starts(self) -> list[float]:
        """Where columns of labels begin: the first, and others that two rows and more have a label of their own in."""
        first = min((row.labels[0].left for row in self.rows if row.labels), default=self.columns[0].left)
        later = sorted(piece.left for row in self.rows for piece in row.labels if self._is_second(row, piece))
        starts = [first]
        for at, left in enumerate(later):
            repeated = at + 1 < len(later) and later[at + 1] - left <= _SAME_EDGE
            if repeated and left - starts[-1] > _SAME_EDGE:
                starts.append(left - _SAME_EDGE / 2)
        return starts

    @staticmethod
    def _is_second(row: Row, piece: Piece) -> bool:
        return any(other.right <= piece.left and abs(other.box[1] - piece.box[1]) < row.size for other in row.labels)

    def _label_column(self, piece: Piece) -> int:
        return max((at for at, start in enumerate(self.starts) if start <= piece.left + 1), default=0)

    def _headings(self) -> Iterator[FoundCell]:
        for heading in headings(self.heads, self.columns, self.rules, self.box[0]):
            piece, columns = heading.piece, heading.columns
            column, wide = len(self.starts) + columns.start, len(columns)
            if not columns or self._is_beside(piece):
                column, wide = self._label_column(piece), 1
            yield FoundCell(heading.row, column, piece.text, heading.rows, wide, bold=piece.bold, box=piece.box)

    def _is_beside(self, piece: Piece) -> bool:
        """Whether a heading stands over the labels."""
        first, size = self.columns[0].left, piece.words[0].size
        return piece.middle < min(first, max(self.labels_right, self.starts[0] + 2 * size))

    def _row_cells(self, at: int, row: Row, indents: dict[float, int], ruled: set[int]) -> Iterator[FoundCell]:
        for column in range(len(self.starts)):
            pieces = [piece for piece in row.labels if self._label_column(piece) == column]
            if pieces:
                text = _worded(pieces)
                indent = Decimal(indents.get(pieces[0].left, 0)) if pieces[0] is row.labels[0] else Decimal(0)
                box = box_around(piece.box for piece in pieces)
                yield FoundCell(at, column, text, indent=indent, bold=pieces[0].bold, box=box)
        placed: dict[int, list[Piece]] = {}
        for piece in row.others:
            placed.setdefault(self._column_of(piece), []).append(piece)
        for column, pieces in sorted(placed.items()):
            rule = column in ruled
            box = box_around(piece.box for piece in pieces)
            index = len(self.starts) + column
            yield FoundCell(at, index, _worded(pieces), bold=pieces[0].bold, rule=rule, box=box)

    def _column_of(self, piece: Piece) -> int:
        over = self._over(piece)
        if len(over) == 1:
            return over[0]
        if over:
            ends = {at: min(abs(end - piece.right) for end in self.columns[at].ends) for at in over}
            starts = {at: abs(self.columns[at].left - piece.left) for at in over}
            return min(over, key=lambda at: starts[at] if piece.kind is Kind.WORDS else ends[at])
        return min(range(len(self.columns)), key=lambda at: abs(self.columns[at].middle - piece.middle))

    def _ruled_rows(self) -> list[set[int]]:
        """For each row the columns whose numbers have a line right above them; none where most rows have one."""
        ruled: list[set[int]] = []
        above = self.heads[-1].base if self.heads else self.box[1] - 10
        for row in self.rows:
            ruled.append(set(self._ruled_columns(row, above)) if ruled else set())  # the first is that of the headings
            above = row.base
        with_numbers = sum(bool(row.others) for row in self.rows)
        if sum(map(bool, ruled)) > _RULED_MOST * with_numbers and with_numbers > 3:
            return [set() for _ in self.rows]
        return ruled

    def _ruled_columns(self, row: Row, above: float) -> Iterator[int]:
        start = bisect_left(self.rules, above - 0.1 * row.size, key=lambda rule: rule.box[1])
        end = bisect_right(self.rules, row.base - 0.5 * row.size, key=lambda rule: rule.box[1])
        near = self.rules[start:end]
        for piece in row.others if near else ():
            wide = piece.right - piece.left
            for rule in near:
                if min(rule.box[2], piece.right) - max(rule.box[0], piece.left) >= _COVERED * wide:
                    yield self._column_of(piece)
                    break


def _worded(pieces: Sequence[Piece]) -> str:
    """The pieces of one cell as one text."""
    text = pieces[0].text
    for piece in pieces[1:]:
        text += blank_between(text, piece.text) + piece.text
    return text


def _indents(labels: Sequence[Piece]) -> dict[float, int]:
    """How deep labels are set in, as steps of left edges that differ visibly; labels flush right have no depth."""
    lefts, rights = ([side(label) for label in labels] for side in (_left, _right))
    if len(labels) > 2 and _flush(rights) > max(_flush(lefts), len(labels) / 2):
        return dict.fromkeys(lefts, 0)
    levels: dict[float, int] = {}
    level, last = 0, None
    for left in sorted(set(lefts)):
        level += last is not None and left - last > _INDENT
        levels[left] = level
        last = left
    return levels


def _left(piece: Piece) -> float:
    return piece.left


def _right(piece: Piece) -> float:
    return piece.right


def _flush(edges: Sequence[float]) -> int:
    """How many edges are at the most common place."""
    return max(sum(abs(edge - other) <= _INDENT for other in edges) for edge in edges)
