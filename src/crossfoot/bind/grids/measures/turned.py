"""Tables whose rows are periods: each column is a measure, a column of percents behind its amounts is their growth."""

import re
from collections import Counter
from collections.abc import Mapping

from crossfoot.bind.grids.layout.heads import Heading
from crossfoot.bind.grids.layout.shape import NumberColumn
from crossfoot.bind.grids.measures.rows import RowMeasure, balance, safe_name
from crossfoot.bind.grids.measures.statement_lines import statement_line
from crossfoot.bind.grids.periods.edges import edge_of
from crossfoot.bind.grids.units.written import heading_words, is_unit
from crossfoot.model.layout import Grid
from crossfoot.vocabulary.measures import LEVEL, Aspect, AspectKind
from crossfoot.vocabulary.number_words import BROKEN_JAPANESE
from crossfoot.vocabulary.units import PERCENT, Unit, UnitKind

_GROWTH = re.compile(
    r"対前(?:年|期)[^）)]*増減率|(?:%|percent(?:age)?s?)[^.]*\b(?:change|increase|year-on-year|growth)", re.IGNORECASE
)
_UNITS = re.compile(
    r"\bin\b|million|thousand|billion|percent|単位|(?:十億|百万|億|万|千)?(?:円|米?ドル|ユーロ|元|株|人|名|台|件|個|店)"
)
_LATIN, _JAPANESE = re.compile(r"[a-z]{4}", re.IGNORECASE), re.compile(r"[ぁ-ヿ㐀-鿿]")
_GROWTH_ON_YEAR = Aspect(AspectKind.GROWTH)


def column_measures(
    grid: Grid, columns: Mapping[NumberColumn, tuple[Heading, Unit]]
) -> dict[NumberColumn, tuple[RowMeasure, Aspect]]:
    """The measure that each column states, and what it says of it, by the headings and the lines above the table."""
    says_growth = any(_GROWTH.search(line) for line in (grid.caption, *grid.context, *_lines_alone(grid)))
    found: dict[NumberColumn, tuple[RowMeasure, Aspect]] = {}
    taken: set[str] = set()
    before: tuple[str, RowMeasure, Unit] | None = None
    for column in sorted(columns, key=lambda column: column.left):
        heading, unit = columns[column]
        label = _label(heading) or f"column {column.left + 1}"
        if before and says_growth and unit == PERCENT and before[0] == label and before[2].kind is UnitKind.MONEY:
            found[column] = before[1], _GROWTH_ON_YEAR
            continue
        line = statement_line(label)
        own = safe_name(f"{grid.id}: {label}")
        if edge_of(label):
            row = balance(grid, label)
        elif line is not None and line.unit is unit.kind and line.name not in taken:
            row = RowMeasure(line.name, label, line)
        else:
            row = RowMeasure(own if own not in taken else safe_name(f"{own} (column {column.left + 1})"), label)
        taken.add(row.name)
        found[column] = row, LEVEL
        before = label, row, unit
    return found


def _lines_alone(grid: Grid) -> list[str]:
    """The texts that have a row of the table to themselves."""
    rows = Counter(cell.row for cell in grid.cells if cell.text.strip())
    return [cell.text for cell in grid.cells if rows[cell.row] == 1 and not cell.figure]


def _label(heading: Heading) -> str:
    """The heading without the lines that only name a unit."""
    named = [text for text in dict.fromkeys(heading.texts) if not _is_unit(text)]
    return BROKEN_JAPANESE.sub("", " ".join(named))


def _is_unit(text: str) -> bool:
    if is_unit(text):
        return True
    named = _UNITS.sub("", text)
    return not heading_words(text).is_empty and not _LATIN.search(named) and not _JAPANESE.search(named)
