"""Which lines of a region are tables: runs of lines whose numbers stand in the same columns, with what is over them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossfoot.read.pdf.tables.columns import Columns
from crossfoot.read.pdf.text.pieces import LIST_MARK, Kind, Line, Piece

_PENDING_MOST = 8  # lines without numbers that a table may hold in a row
_TITLES_MOST = 4  # lines of titles between the headings of a table and its first row
_WIDEST_GAP = 6.0  # times the height of its letters, between two lines of a table
_WIDEST_BLANK = 16.0  # likewise, where the other half of a balance sheet leaves this one blank
_NEW_GAP = 2.2  # likewise, above a title that begins a new one
_TEXTS = 4  # beside each other in a line of headings, where a row has a label and remarks
_SENTENCE = 9  # words from which a line over the columns is text
_PERIOD = re.compile(
    r"\b(?:19|20)[0-9]{2}\b|\b[1-4]Q|\bQ[1-4]\b|\bFY ?[0-9]{2}|[0-9]年|四半期|期|\b(?:months?|quarter|year)s? ended\b",
    re.IGNORECASE,
)
_UNIT_ALONE = re.compile(
    r"[(（\[]?\s*(?:units?\b.*|(?:amounts? )?(?:in |expressed in )?.{0,12}\b(?:thousand|million|billion)s?\b.*"
    r"|.{0,4}単位.*|[百千十]?[万億]?円)\s*[)）\]]?",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.。;；]$")


@dataclass(slots=True)
class Run:
    """A table's lines from its first heading to its last row, and its columns of numbers."""

    lines: list[Line]
    columns: Columns
    first: int  # the place of its first line with numbers


def parted(lines: Sequence[Line]) -> list[Run | Line]:
    """The tables and lines of text of a region, from the top."""
    return _Parting().through(lines)


class _Parting:
    """A walk down a region."""

    def __init__(self) -> None:
        self.parts: list[Run | Line] = []
        self.table: list[Line] = []
        self.numbered = 0  # lines with numbers in the table
        self.columns = Columns()
        self.pending: list[Line] = []

    def through(self, lines: Sequence[Line]) -> list[Run | Line]:
        """Read the region's lines."""
        for line in lines:
            numbers = numbers_of(line)
            if not numbers or not (self.table or any(piece.kind is not Kind.NIL for piece in line.pieces)):
                self._wait(line)
            elif self.table and self._goes_on(line, numbers):
                self.table += [*self.pending, line]
                self.pending = []
                self._count(numbers)
            else:
                self._end()
                self.parts += self.pending
                self.table, self.columns, self.pending = [line], Columns(), []
                self._count(numbers)
        self._end()
        self.parts += self.pending
        return self.parts

    def _count(self, numbers: Sequence[Piece]) -> None:
        self.columns.add(numbers)
        self.numbered += 1

    def _wait(self, line: Line) -> None:
        """Hold a line without numbers back until what follows tells where it belongs; a sentence ends a table."""
        if self.table and is_sentence(line, self.columns):
            self._end()
        self.pending.append(line)

    def _goes_on(self, line: Line, numbers: Sequence[Piece]) -> bool:
        """Whether a line with numbers is more of the table."""
        above = self.pending[-1] if self.pending else self.table[-1]
        gap = (line.base - above.base) / max(line.size, above.size)
        flush = not self.pending and len(line.pieces) > len(numbers) and self.columns.are_flush(numbers)
        if gap > (_WIDEST_BLANK if flush else _WIDEST_GAP) or len(self.pending) > _PENDING_MOST:
            return False
        if not self.columns.fits(numbers):
            return False
        apart = bool(self.pending) or len(numbers) > 1 or len(line.pieces) == 1
        if self.columns.shared(numbers) == 0 and apart:
            return False
        return not self._begins_anew()

    def _begins_anew(self) -> bool:
        """Whether the lines held back are a title and headings of another table."""
        headed = [at for at, line in enumerate(self.pending) if self._heads(line)]
        if not headed:
            return False
        before = [self.table[-1], *self.pending]
        wide = any(
            below.base - above.base > _NEW_GAP * max(below.size, above.size)
            for above, below in pairwise(before[: headed[0] + 2])
        )
        return headed[0] > 0 or wide

    def _heads(self, line: Line) -> bool:
        """Whether a line without numbers stands over the columns as headings do: several texts, or periods."""
        words = [piece for piece in line.pieces if piece.kind in (Kind.WORDS, Kind.YEAR)]
        behind = [piece for piece in words if piece.middle > self.columns.left - 2 * line.size]
        dated = [piece for piece in behind if piece.kind is Kind.YEAR or _PERIOD.search(piece.text)]
        if len(dated) > 1 or len(behind) > 2:
            return True
        if len(behind) == 2 and (len(line.pieces) == 2 or len(words) >= _TEXTS):
            return True
        single = len(self.columns.columns) == 1 and len(behind) == len(line.pieces)
        return bool(dated or single) and 2 * len(behind) >= len(self.columns.columns)

    def _end(self) -> None:
        """Close the table, if its lines are one; what is held back behind it waits for the next."""
        if not self.table:
            return
        if self._is_table():
            heads = self._heads_above()
            del self.parts[len(self.parts) - len(heads) :]
            while heads and _is_unit(heads[0]):
                self.parts.append(heads.pop(0))
            first = max((at for at, line in enumerate(heads, 1) if self._stands_over(line)), default=0)
            tail = self._label_goes_on()
            self.parts.append(Run([*heads, *self.table, *tail], self.columns, first))
            self.pending = self.pending[len(tail) :]
        else:
            self.parts += self.table
        self.parts += self.pending
        self.table, self.pending, self.numbered = [], [], 0

    def _label_goes_on(self) -> list[Line]:
        """The first line held back, where it is the rest of the last row's label."""
        if not self.pending:
            return []
        last, line = self.table[-1], self.pending[0]
        near = line.base - last.base <= 1.35 * last.size and line.right <= self.columns.left
        return [line] if near and (last.left >= self.columns.left or line.text[0].islower()) else []

    def _is_table(self) -> bool:
        """One row alone is a table only below headings."""
        if self.numbered > 1:
            return any(len(line.pieces) > 1 for line in self.table)
        return len(self.columns.columns) > 1 and bool(self._heads_above())

    def _heads_above(self) -> list[Line]:
        """The lines of text right above the table that are its headings."""
        found: list[Line] = []
        below = self.table[0]
        taken = 0
        for at, part in enumerate(reversed(self.parts), 1):
            if not isinstance(part, Line) or below.base - part.base > 3.5 * max(part.size, below.size):
                break
            found.insert(0, part)
            below = part
            if self._stands_over(part):
                taken = at
            elif is_sentence(part, self.columns) or at - taken > _TITLES_MOST:
                break
        return found[len(found) - taken :] if taken else []

    def _stands_over(self, line: Line) -> bool:
        """Whether a line is a heading over columns of numbers: no word of it begins left of them but labels."""
        left, right = self.columns.left, self.columns.right
        slack = 1.5 * line.size
        over = [piece for piece in line.pieces if piece.right > left and piece.left < right + slack]
        if not over or any(piece.left < left - 4 * slack and piece.right > left + slack for piece in over):
            return False
        return len(line.pieces) > 1 or (over[0].left > left - 2 * slack and not self._is_title(line))

    def _is_title(self, line: Line) -> bool:
        """Whether a lone text stands in the middle of the whole table rather than of its columns of numbers."""
        piece = line.pieces[0]
        whole = (min(each.left for each in self.table) + self.columns.right) / 2
        numbers = (self.columns.left + self.columns.right) / 2
        in_the_middle = abs(piece.middle - whole) < line.size and abs(piece.middle - numbers) > 3 * line.size
        return (in_the_middle and not _PERIOD.search(piece.text)) or LIST_MARK.fullmatch(piece.text) is not None


def _is_unit(line: Line) -> bool:
    """Whether a line above the headings says in what unit the table is: one text, or one bracket set wide."""
    bracketed = line.text[0] in "(（[" and line.text[-1] in ")）]" and sum(map(line.text.count, "(（[")) == 1
    return (len(line.pieces) == 1 or bracketed) and _UNIT_ALONE.fullmatch(line.text) is not None


def numbers_of(line: Line) -> list[Piece]:
    """The numbers of a line that can stand in columns: none in a line of headings or of text."""
    if len(line.pieces) == 1 and LIST_MARK.fullmatch(line.text):
        return []
    if any(piece.kind is Kind.WORDS and len(piece.text.split()) >= _SENTENCE for piece in line.pieces[1:]):
        return []
    numbers = [piece for piece in line.pieces if piece.kind in (Kind.NUMBER, Kind.NIL)]
    if not any(piece.is_amount for piece in numbers):
        bare = [piece for piece in line.pieces if piece.kind is not Kind.NIL]
        if len(bare) > 1 or any(piece.kind is not Kind.WORDS for piece in bare) or not numbers:
            return []
    if numbers and line.pieces[0] is numbers[0] and len(numbers) == 1 and len(line.pieces) > 1:
        return []
    return numbers


def is_sentence(line: Line, columns: Columns) -> bool:
    """Whether a line is running text: it crosses columns of numbers without a gap."""
    longest = max(line.pieces, key=lambda piece: piece.right - piece.left)
    crossed = [column for column in columns.columns if column.overlaps(longest)]
    if len(line.pieces) > 1 or not crossed or longest.left > columns.left:
        return False
    words = len(longest.text.split())
    japanese = len(longest.text) >= 3 * _SENTENCE and words <= 3
    whole = longest.right > columns.right - 0.2 * (columns.right - line.left)
    return (words >= _SENTENCE or japanese) and (whole or bool(_ENDS_SENTENCE.search(longest.text)))
