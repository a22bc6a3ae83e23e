"""Tables in CSV and TSV files: the separator told from the rows themselves, quoted thousands kept whole."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from crossfoot.read.tables.blocks import is_sentence
from crossfoot.read.tables.found import Draft, FoundCell, FoundPassage, FoundTable

_SEPARATORS = ("\t", ";", "|", ",")  # where two cut alike, the comma may be one of decimals
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SAMPLE_ROWS = 200
_CELLS_MOST = 2_000_000


class TooLarge(ValueError):
    """The table holds more cells than are read; the message says how many those are."""


def read_csv(text: str, draft: Draft) -> None:
    """Take the file's table in. Raises csv.Error where quoting is broken, TooLarge."""
    rows = list(_rows(text, separator_of(text)))
    if sum(len(fields) for _, fields in rows) > _CELLS_MOST:
        raise TooLarge(f"it holds more than {_CELLS_MOST:,} cells")
    cells = list(_cells(rows))
    in_row = Counter(cell.row for cell in cells)
    told = {cell.row: cell for cell in cells if in_row[cell.row] == 1 and is_sentence(cell)}
    table = tuple(cell for cell in cells if cell.row not in told)
    if not table or not draft.add_table(FoundTable(table, line=1)):
        for line, fields in rows:
            if words := " ".join(filter(None, map(str.strip, fields))):
                draft.add_passage(FoundPassage(words, line))
        return
    for cell in told.values():
        draft.add_passage(FoundPassage(cell.text, cell.line))


def separator_of(text: str) -> str:
    """The separator by which most rows have the same number of fields, more than one; a comma where none has.

    A comma that may group thousands speaks for no separator: 50,822 and 48,192 with a tab between are cut there.
    """
    plain = _THOUSANDS.sub("", text)
    evenness = {separator: _evenness(plain, separator) for separator in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda separator: evenness[separator])
    return best if any(evenness[best]) else ","


def _evenness(text: str, separator: str) -> tuple[int, int]:
    """Rows that share the commonest number of fields, and that number; nothing where the separator cuts no row."""
    try:
        counts = Counter(len(fields) for _, fields in zip(range(_SAMPLE_ROWS), _fields(text, separator), strict=False))
    except csv.Error:
        return 0, 0
    cut = [(rows, fields) for fields, rows in counts.items() if fields > 1]
    return max(cut, default=(0, 0))


def _fields(text: str, separator: str) -> Iterable[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)


def _rows(text: str, separator: str) -> Iterable[tuple[int, list[str]]]:
    """Each row with the line that it starts on: a quoted cell may run over several lines."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    for fields in reader:
        yield line, fields
        line = reader.line_num + 1


def _cells(rows: Iterable[tuple[int, list[str]]]) -> Iterable[FoundCell]:
    for row, (line, fields) in enumerate(rows):
        for column, field in enumerate(fields):
            if text := field.strip():
                yield FoundCell(row, column, text, indent=leading_blanks(field), line=line)


def leading_blanks(text: str) -> Decimal:
    """How far a label is set in by blanks, a full-width one counting for two."""
    front = text[: len(text) - len(text.lstrip())]
    return Decimal(sum(2 if blank == "\u3000" else 1 for blank in front))
