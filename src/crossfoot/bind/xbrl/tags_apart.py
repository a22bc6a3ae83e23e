"""Tags that say otherwise than the page they stand on: another scale, another sign, another period than their line has.

What a cell prints is read without its tag, and may be read amiss: so a tag is held against the cell only as far as the
other tags of its row and column agree with theirs.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.figures import Figure
from crossfoot.model.filings import Filing, Tag
from crossfoot.model.findings import Finding, Severity
from crossfoot.vocabulary.periods import Duration, FiscalCalendar, Period
from crossfoot.vocabulary.units import Unit

TAG_DIFFERS = "tag-differs"

_FEWEST = 3
"""Tags of a table or column that must agree before the one that does not is apart."""

_MOST_APART = 10
"""Of so many tags of a table at most one may be apart from the rest: where more are, it is the table's way."""


@dataclass(frozen=True, slots=True)
class _Tagged:
    """A cell of a table and its tag; `times` is the tag's value over the cell's as it is read without the tag."""

    cell: Figure
    tag: Tag
    said: Figure
    row: int
    column: int
    times: Fraction


def tags_apart(book: Book, filing: Filing, calendar: FiscalCalendar) -> list[Finding]:
    """A finding for every tag whose scale, sign or period is none that its table, row or column has."""
    found: list[Finding] = []
    for cells in _tagged(book, filing):
        turned = [replace(each, row=each.column, column=each.row) for each in cells]  # lines may run down or across
        either = (cells, turned)
        apart = {
            each.cell.id: (each, message)
            for way in either
            for each, message in (*_misscaled(way), *_turned(way), *_misdated(way, calendar))
        }
        if len(apart) * _MOST_APART <= max(len(cells), _MOST_APART):
            found += [_finding(each, message) for each, message in apart.values()]
    return found


def _tagged(book: Book, filing: Filing) -> Iterator[list[_Tagged]]:
    """The tagged numbers of each table that are not nil, in reading order."""
    printed = {figure.id: figure for figure in book.figures}
    said = {figure.id: figure for figure in filing.figures}
    of_cell: defaultdict[str, list[Tag]] = defaultdict(list)
    for tag in filing.tags:
        if tag.rendered and tag.figure:
            of_cell[tag.rendered].append(tag)
    for grid in book.grids:
        cells: list[_Tagged] = []
        for cell in grid.cells:
            tags = of_cell.get(cell.figure, [])
            if len(tags) != 1:
                continue  # the same number tagged twice, of which neither is the cell's own
            figure, other = printed[cell.figure], said[tags[0].figure]
            if figure.printed.value and other.printed.value:
                times = Fraction(other.printed.value) / Fraction(figure.printed.value)
                cells.append(_Tagged(figure, tags[0], other, cell.row, cell.column, times))
        yield cells


def _misscaled(cells: Sequence[_Tagged]) -> Iterator[tuple[_Tagged, str]]:
    """Tags at another power of ten than the rest of their row and their table."""
    of_unit: defaultdict[Unit, Counter[Fraction]] = defaultdict(Counter)
    of_row: defaultdict[int, Counter[Fraction]] = defaultdict(Counter)
    for each in cells:
        of_unit[each.tag.unit][abs(each.times)] += 1
        of_row[each.row][abs(each.times)] += 1
    for each in cells:
        own = Counter({abs(each.times): 1})
        others, row = of_unit[each.tag.unit] - own, of_row[each.row] - own
        if others.total() < _FEWEST or len(row) != 1:
            continue
        usual, count = others.most_common(1)[0]
        most = count * _MOST_APART >= others.total() * (_MOST_APART - 1)
        if usual in row and most and _is_power(each.times, usual):
            apart = abs(each.times) / usual
            more = "times as much" if apart > 1 else "of it"
            size = f"{apart.numerator:,}" if apart > 1 else f"1/{apart.denominator:,}"
            yield each, f"its tag says {_value(each)}, {size} {more} by the scale of the tags beside it"


def _is_power(times: Fraction, usual: Fraction) -> bool:
    """Whether two scales are powers of ten apart."""
    apart = abs(times) / usual
    return apart != 1 and (str(apart.numerator).strip("0"), str(apart.denominator).strip("0")) == ("1", "1")


def _turned(cells: Sequence[_Tagged]) -> Iterator[tuple[_Tagged, str]]:
    """Tags whose sign is not the page's, on a line of which the other tags keep the page's sign, or turn it all."""
    for row in _by(cells, lambda each: each.row):
        for each in row:
            others = {one.times > 0 for one in row if one is not each and one.tag.concept == each.tag.concept}
            if others == {True} and each.times < 0:
                yield each, f"the tags beside it keep the page's sign, and its tag says {_value(each)}"


def _misdated(cells: Sequence[_Tagged], calendar: FiscalCalendar) -> Iterator[tuple[_Tagged, str]]:
    """Tags of another period than the rest of their column, on a line whose other tags have those of their columns."""
    usual: dict[tuple[int, bool], Period] = {}
    for column in _by(cells, lambda each: each.column):
        for is_span in (True, False):
            periods = [one.tag.period for one in column if isinstance(one.tag.period, Duration) == is_span]
            period, count = Counter(periods).most_common(1)[0] if periods else (None, 0)
            if period is not None and count >= _FEWEST and len(periods) - count <= max(1, len(periods) // _MOST_APART):
                usual[column[0].column, is_span] = period
    for row in _by(cells, lambda each: each.row):
        apart = [one for one in row if one.tag.period != _usual(one, usual)]
        if len(apart) != 1 or len(row) == 1:
            continue
        meant, own = _usual(apart[0], usual), apart[0].tag.period
        if meant is not None and own is not None:
            shown = calendar.display(meant), calendar.display(own)
            yield apart[0], f"the tags in line with it are of {shown[0]}, and its tag says {shown[1]}"


def _usual(each: _Tagged, usual: Mapping[tuple[int, bool], Period]) -> Period | None:
    return usual.get((each.column, isinstance(each.tag.period, Duration)))


def _by(cells: Iterable[_Tagged], key: Callable[[_Tagged], int]) -> Iterable[list[_Tagged]]:
    """The cells of each row, or of each column."""
    found: defaultdict[int, list[_Tagged]] = defaultdict(list)
    for each in cells:
        found[key(each)].append(each)
    return found.values()


def _value(each: _Tagged) -> str:
    return f"{each.said.printed.value:,f} {each.tag.unit}"


def _finding(each: _Tagged, message: str) -> Finding:
    name = each.tag.concept.rpartition(":")[2]
    text = f"The page prints {each.cell.text} for {name}: {message}."
    return Finding(
        TAG_DIFFERS,
        Severity.WARNING,
        text,
        figures=(each.cell.id,),
        file=each.cell.place.file,
        line=each.cell.place.line or 0,
    )
