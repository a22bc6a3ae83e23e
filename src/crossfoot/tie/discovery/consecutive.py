"""Spans that add up from one table of a document to another: the quarters of one to the year to date of the next."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.facts import Members
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.model.naming import Naming
from crossfoot.tie.discovery.belief.evidence import BAN, Fit, evidence, fit, millibans
from crossfoot.tie.discovery.belief.odds import SPANNED
from crossfoot.tie.discovery.belief.slips import MISPRINTED, Around, slip
from crossfoot.tie.discovery.sums.found import LEAST, LEAST_BROKEN
from crossfoot.tie.discovery.tables.labels import words_of
from crossfoot.tie.documents.statements import Stated, name_of
from crossfoot.vocabulary.measures import LEVEL
from crossfoot.vocabulary.scenarios import Scenario
from crossfoot.vocabulary.spans import Duration
from crossfoot.vocabulary.units import Unit, UnitKind

_MOST_PARTS = 4  # spans that make up a longer one,
_MOST_WAYS = 4  # in so many ways
_ADDED = (UnitKind.MONEY, UnitKind.COUNT)
_DAY = timedelta(days=1)
_DAYS = timedelta(days=6)  # that quarters of whole weeks end before or after those of months
_OUTVOTE = 3  # lines that must add for one that does not to be misprinted

Name = tuple[str, Members, Unit]
"""What one line is called wherever it stands."""


@dataclass(frozen=True, slots=True)
class _Column:
    """The flows that a grid states of one span, by the names of their lines; a name that stands twice is left out."""

    grid: int
    span: Duration
    scenario: Scenario
    lines: Mapping[Name, Stated]


@dataclass(frozen=True, slots=True)
class Consecutive:
    """Lines whose flows of a span are those of the spans that it consists of: for each the whole and its parts.

    `tied` of all lines that the columns share add, and `failing` do not; `lines` are the ones or the others of these.
    """

    lines: tuple[tuple[Stated, ...], ...]
    tied: int
    failing: int
    belief: int


def consecutive(book: Book) -> Iterator[Consecutive]:
    """The spans of a document's tables that make up longer ones stated in other tables, with what fails among them."""
    columns = list(_columns(book))
    by_name: dict[tuple[Name, Scenario], list[_Column]] = defaultdict(list)
    for column in columns:
        for name in column.lines:
            by_name[name, column.scenario].append(column)
    for whole in columns:
        ways = list(_ways(whole, by_name))
        for parts in ways:
            yield from _weighed(whole, parts, len(ways))


def consecutive_identities(found: Consecutive, naming: Naming) -> Iterator[Identity]:
    """That a line's flows of consecutive spans add up to those of all of them."""
    rule = f"discovered: spans of several tables add up, in {found.tied} of {found.tied + found.failing} lines"
    for whole, *parts in found.lines:
        terms = tuple(Term(Fraction(-1), part.fact) for part in parts)
        added = naming.total([Term(Fraction(1), part.fact) for part in parts])
        spans = "+".join(str(part.fact.period.end) for part in parts)  # type: ignore[union-attr]
        yield Identity(
            id=naming.id(whole.fact.name, f"spans:{spans}", whole.fact.period, whole.fact.scenario),
            kind=IdentityKind.CROSSFOOT,
            origin=Origin(rule=rule),
            terms=(Term(Fraction(1), whole.fact), *terms),
            text=f"{naming.fact(whole.fact)} = {added}",
            subject=whole.fact,
            belief=found.belief / BAN,
        )


def _columns(book: Book) -> Iterator[_Column]:
    """The columns of a book's grids that state flows."""
    figures = {figure.id: figure for figure in book.figures}
    for number, grid in enumerate(book.grids):
        found: dict[tuple[Duration, Scenario], dict[Name, Stated | None]] = defaultdict(dict)
        for cell in grid.cells:
            figure = figures.get(cell.figure)
            if figure is None or figure.fact is None or not _is_flow(book, figure):
                continue
            key, lines = figure.fact, found[figure.fact.period, figure.fact.scenario]  # type: ignore[index]
            name = name_of(key.measure), key.members, figure.unit
            lines[name] = None if name in lines else _stated(figure)
        for (span, scenario), lines in found.items():
            yield _Column(number, span, scenario, {name: each for name, each in lines.items() if each is not None})


def _is_flow(book: Book, figure: Figure) -> bool:
    """Whether a figure states what a span adds up to: no balance, average or number of shares."""
    key = figure.fact
    if key is None or key.aspect != LEVEL or not isinstance(key.period, Duration) or figure.unit.kind not in _ADDED:
        return False
    words = words_of(book.measures[key.measure].label)
    return not (words.never or words.rate or words.average or words.balance or words.shares or words.change)


def _stated(figure: Figure) -> Stated:
    assert figure.fact is not None
    return Stated(figure.fact, Fraction(figure.printed.value), Fraction(figure.printed.place))


def _ways(whole: _Column, by_name: Mapping[tuple[Name, Scenario], Sequence[_Column]]) -> Iterator[list[_Column]]:
    """The columns of other tables, or of several, whose spans follow one another and fill the whole of this one's.

    Of several columns of a span the one that shares most lines with this one is taken, the nearest of these.
    """
    shared: Counter[int] = Counter()
    inside: dict[int, _Column] = {}
    for name in whole.lines:
        for column in by_name[name, whole.scenario]:
            if _is_within(column.span, whole.span):
                shared[id(column)] += 1
                inside[id(column)] = column
    nearest: dict[Duration, _Column] = {}
    for column in sorted(inside.values(), key=lambda c: (-shared[id(c)], abs(c.grid - whole.grid))):
        nearest.setdefault(column.span, column)
    for spans in _partitions(whole.span, nearest):
        parts = [nearest[span] for span in spans]
        if {column.grid for column in parts} != {whole.grid}:  # else it is a sum across one table
            yield parts


def _is_within(part: Duration, whole: Duration) -> bool:
    days = whole.end - whole.start - (part.end - part.start)
    return days > 2 * _DAYS and part.start >= whole.start - _DAYS and part.end <= whole.end + _DAYS


def _partitions(whole: Duration, spans: Iterable[Duration]) -> Iterator[tuple[Duration, ...]]:
    """The spans that follow one another and fill the whole of another, the fewest first, at most a few ways."""
    every = sorted(spans, key=lambda span: (span.start, span.end))
    chains: list[tuple[Duration, ...]] = [(span,) for span in every if abs(span.start - whole.start) <= _DAYS]
    count = 0
    while chains and count < _MOST_WAYS:
        longer = []
        for chain in chains:
            if len(chain) > 1 and abs(chain[-1].end - whole.end) <= _DAYS:
                count += 1
                yield chain
            elif len(chain) < _MOST_PARTS:
                after = chain[-1].end + _DAY
                longer += [(*chain, span) for span in every if abs(span.start - after) <= _DAYS]
        chains = longer


def _weighed(whole: _Column, parts: Sequence[_Column], tried: int) -> Iterator[Consecutive]:
    """The lines that these columns share, as far as most add: together, and the one that fails by itself."""
    names = [name for name in whole.lines if all(name in column.lines for column in parts)]
    lines = [(whole.lines[name], *(column.lines[name] for column in parts)) for name in names]
    told = [(line, _fit(line)) for line in lines if len({each.fact for each in line}) == len(line)]
    tied = [(line, each) for line, each in told if each.ties]
    failing = [(line, each) for line, each in told if not each.ties]
    sure = SPANNED - millibans(tried) + evidence([each for _, each in tied])
    if len(tied) <= len(failing) or sure < LEAST:
        return
    yield Consecutive(tuple(line for line, _ in tied), len(tied), len(failing), sure)
    if len(failing) == 1 and len(tied) >= _OUTVOTE:
        (line, _), others = failing[0], [each for each, _ in tied]
        belief = min(sure, _slip(line, others) + MISPRINTED - millibans(1, 10 * len(tied) + 100))
        if belief >= LEAST_BROKEN:
            yield Consecutive((line,), len(tied), 1, belief)


def _values(line: Sequence[Stated], grain: Fraction) -> tuple[int, ...]:
    """The whole and its parts, taken off, in grains."""
    whole, *parts = (round(each.value / grain) for each in line)
    return whole, *(-part for part in parts)


def _fit(line: Sequence[Stated]) -> Fit:
    grain = min(each.place for each in line)
    return fit(_values(line, grain), round(max(each.place for each in line) / grain))


def _slip(line: Sequence[Stated], others: Iterable[Sequence[Stated]]) -> int:
    """What it is worth that a line fails, given the others: nothing where no slip leads from one print to another."""
    grain = min(each.place for each in line)
    if max(each.place for each in line) != grain:
        return -BAN
    values = _values(line, grain)
    near = {abs(value) for other in others for value in _values(other, grain)} - {0}
    along = [{abs(value) for value in values[:n] + values[n + 1 :]} - {0} for n in range(len(values))]
    return slip(values, 1, Around(near, along, [set() for _ in values]))
