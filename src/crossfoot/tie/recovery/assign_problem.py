"""Assignment problems: the label blocks that decide each other and all that relates them, in whole numbers.

All values of a problem are counted in `grid` parts of a whole unit, so that printed intervals and identities are exact
integers. Facts that are printed elsewhere enter with their printed interval and end the problem there: what lies beyond
them is left to the joint tie-out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from crossfoot.model.book import Book, Regime
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, LabelBlock
from crossfoot.model.identities import Identity, Term
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.measures import AspectKind
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.rounding import admitted

INFINITE = 10**60
"""Stands for an absent end: far beyond any amount, so that sums with one such term still give its neighbours' ends."""

FINER = 1000
"""How much finer than the printed ends the grid is: propagated ends are rounded outward to it."""

EMPTY = -1
"""The label of a slot that no label was printed for."""


@dataclass(frozen=True, slots=True)
class Span:
    """An exact interval in grid parts, with its open ends."""

    low: int
    high: int
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to fill a slot: a label of the block, by its number in `Block.labels`, read in one of its ways."""

    label: int
    way: int
    span: Span


@dataclass(frozen=True, slots=True)
class Label:
    """Labels of a block that print alike, which nothing can tell apart: their figures in the order of the text.

    `ranks` are their places in the text; `ways` the readings that their text allows, `values` what each reads, in grid
    parts.
    """

    figures: tuple[str, ...]
    ranks: tuple[int, ...]
    ways: tuple[Printed, ...]
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A label block within a problem: its labels by value, its slots as numbers of variables, and where those stand."""

    id: str
    labels: tuple[Label, ...]
    slots: tuple[int, ...]
    where: tuple[tuple[int, int], ...]
    figures: tuple[str, ...]

    @property
    def spare(self) -> int:
        """How many slots stay empty."""
        return len(self.slots) - len(self.figures)


@dataclass(frozen=True, slots=True)
class SumRow:
    """A linear identity: the sum of coefficient x variable lies in [`low`, `high`]."""

    identity: str
    terms: tuple[tuple[int, int], ...]
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class RatioRow:
    """A ratio identity: (variable `ratio` - `offset`) x `denominator` = grid x `numerator`, the denominator >= 0."""

    identity: str
    ratio: int
    offset: int
    numerator: tuple[tuple[int, int], ...]
    denominator: tuple[tuple[int, int], ...]


Row = SumRow | RatioRow


@dataclass(frozen=True, slots=True)
class Problem:
    """Blocks that share identities: one variable a fact (`spans` before any label is placed) and the rows between them.

    `readings` holds what each variable may be filled with, nothing for a fact without a slot.
    """

    grid: int
    facts: tuple[FactKey, ...]
    spans: tuple[Span, ...]
    blocks: tuple[Block, ...]
    readings: tuple[tuple[Reading, ...], ...]
    rows: tuple[Row, ...]

    @property
    def rows_of(self) -> tuple[tuple[int, ...], ...]:
        """The numbers of the rows that speak of each variable."""
        found: list[list[int]] = [[] for _ in self.facts]
        for number, row in enumerate(self.rows):
            for variable in variables_of(row):
                found[variable].append(number)
        return tuple(map(tuple, found))


def variables_of(row: Row) -> tuple[int, ...]:
    """Every variable a row speaks of, each once."""
    if isinstance(row, SumRow):
        return tuple(variable for _, variable in row.terms)
    terms = row.numerator + row.denominator
    return tuple(dict.fromkeys((row.ratio, *(variable for _, variable in terms))))


Implied = Mapping[FactKey, Interval]
"""Bounds of facts that the rest of the book implies without any label."""


def problems(book: Book, implied: Implied | None = None) -> tuple[Problem, ...]:
    """The book's assignment problems, each apart from the others, in the order of their first block's id.

    A problem ends at facts that are printed elsewhere; `implied` bounds narrow what is known of those.
    """
    known = _Known(book, implied or {})
    rows = _telling(known, _reached(known))
    return tuple(_problem(known, blocks, rows) for blocks in _joined(known, rows))


class _Known:
    """What the book says before recovery: printed intervals, signs, and the blocks' figures."""

    def __init__(self, book: Book, implied: Implied) -> None:
        self.implied = implied
        self.regimes = {regime.group: regime for regime in book.regimes}
        self.figures = {figure.id: figure for figure in book.figures}
        self.blocks = tuple(sorted(book.blocks, key=lambda block: block.id))
        self.identities = tuple(sorted(book.identities, key=lambda identity: identity.id))
        self.slots = {slot.fact for block in self.blocks for slot in block.slots}
        self.nonnegative = {name for name, measure in book.measures.items() if measure.nonnegative}
        labels = {figure for block in self.blocks for figure in block.figures}
        self.stated: dict[FactKey, Interval] = {}
        for figure in book.figures:
            if figure.fact is not None and figure.id not in labels:
                shown = self.interval(figure, figure.printed)
                self.stated[figure.fact] = self.stated.get(figure.fact, Interval()).intersect(shown)

    def interval(self, figure: Figure, printed: Printed) -> Interval:
        """What the figure's text admits, read as `printed`, under the regime of its group."""
        regime = self.regimes.get(figure.group, Regime(figure.group))
        rounding = printed.rounding or (regime.ratios if figure.unit.is_quotient else regime.amounts)
        return admitted(Fraction(printed.value), Fraction(printed.place), rounding)

    def span(self, fact: FactKey) -> Interval:
        """What is known of a fact without any label: its sign and what is printed of it elsewhere."""
        signed = fact.measure in self.nonnegative and fact.aspect.kind is AspectKind.LEVEL
        bound = Interval(low=Fraction(0)) if signed else Interval()
        shown = self.stated.get(fact, Interval()).intersect(bound)
        return shown if self.is_open(fact) or fact not in self.implied else shown.intersect(self.implied[fact])

    def is_open(self, fact: FactKey) -> bool:
        """Whether a relation passes on through the fact: a slot's, or one that is printed nowhere."""
        return fact in self.slots or fact not in self.stated


def _reached(known: _Known) -> list[Identity]:
    """The identities that speak of slots, directly or through facts that are printed nowhere."""
    speaking: dict[FactKey, list[Identity]] = {}
    for identity in known.identities:
        for fact in identity.facts:
            speaking.setdefault(fact, []).append(identity)
    found: dict[str, Identity] = {}
    seen = set(known.slots)
    waiting = sorted(known.slots, key=lambda fact: fact.id)
    while waiting:
        for identity in speaking.get(waiting.pop(), []):
            found[identity.id] = identity
            for fact in identity.facts:
                if known.is_open(fact) and fact not in seen:
                    seen.add(fact)
                    waiting.append(fact)
    return [found[name] for name in sorted(found)]


def _telling(known: _Known, identities: list[Identity]) -> list[Identity]:
    """The identities that can rule something out: not those with a fact that nothing else binds, free for any rest."""
    kept = list(identities)
    while True:
        times: dict[FactKey, int] = {}
        for identity in kept:
            for fact in identity.facts:
                times[fact] = times.get(fact, 0) + 1
        telling = [one for one in kept if not any(_absorbs(known, one, fact, times) for fact in one.facts)]
        if len(telling) == len(kept):
            return kept
        kept = telling


def _absorbs(known: _Known, identity: Identity, fact: FactKey, times: Mapping[FactKey, int]) -> bool:
    free = fact not in known.slots and known.span(fact) == Interval() and times[fact] == 1
    return free and fact not in {term.fact for term in identity.denominator}


def _joined(known: _Known, rows: list[Identity]) -> list[tuple[LabelBlock, ...]]:
    """The blocks in groups that decide each other."""
    parent: dict[object, object] = {}

    def root(node: object) -> object:
        parent.setdefault(node, node)
        while parent[node] != node:
            node = parent[node]
        return node

    for block in known.blocks:
        for slot in block.slots:
            parent[root(slot.fact)] = root(block.id)
    for row in rows:
        linked = [fact for fact in row.facts if known.is_open(fact)]
        for fact in linked[1:]:
            parent[root(fact)] = root(linked[0])
    groups: dict[object, list[LabelBlock]] = {}
    for block in known.blocks:
        groups.setdefault(root(block.id), []).append(block)
    return [tuple(group) for group in groups.values()]


def _problem(known: _Known, blocks: tuple[LabelBlock, ...], rows: list[Identity]) -> Problem:
    own = _touching(known, blocks, rows)
    facts = sorted(
        {fact for row in own for fact in row.facts} | {s.fact for b in blocks for s in b.slots}, key=lambda f: f.id
    )
    number = {fact: place for place, fact in enumerate(facts)}
    grid = _grid(known, blocks, own, facts)
    spans = [_span(known.span(fact), grid) for fact in facts]
    built: list[Block] = []
    agreed: list[Row] = []
    taken: set[int] = set()
    for block in blocks:
        slots: list[int] = []
        for slot in block.slots:
            variable = number[slot.fact]
            if variable in taken:  # a fact printed in two charts: both labels state it
                facts.append(slot.fact)
                spans.append(spans[variable])
                agreed.append(SumRow(f"agree:{slot.fact.id}", ((1, variable), (-1, len(facts) - 1)), 0, 0))
                variable = len(facts) - 1
            taken.add(variable)
            slots.append(variable)
        built.append(_block(known, block, tuple(slots), grid))
    readings: list[tuple[Reading, ...]] = [()] * len(facts)
    for made in built:
        for variable in made.slots:
            readings[variable] = _readings(known, made, grid, spans[variable])
    numbered = [_row(row, number, grid) for row in own]
    return Problem(grid, tuple(facts), tuple(spans), tuple(built), tuple(readings), (*numbered, *agreed))


def _touching(known: _Known, blocks: tuple[LabelBlock, ...], rows: list[Identity]) -> list[Identity]:
    """The rows of these blocks, directly or through open facts."""
    seen = {slot.fact for block in blocks for slot in block.slots}
    own: dict[str, Identity] = {}
    grown = True
    while grown:
        fresh = [row for row in rows if row.id not in own and any(fact in seen for fact in row.facts)]
        own.update((row.id, row) for row in fresh)
        seen.update(fact for row in fresh for fact in row.facts if known.is_open(fact))
        grown = bool(fresh)
    return [own[name] for name in sorted(own)]


def _block(known: _Known, block: LabelBlock, slots: tuple[int, ...], grid: int) -> Block:
    alike: dict[tuple[Printed, ...], list[tuple[int, str]]] = {}
    for rank, name in enumerate(block.figures):
        alike.setdefault(_ways(known.figures[name]), []).append((rank, name))
    labels = [
        Label(
            figures=tuple(name for _, name in found),
            ranks=tuple(rank for rank, _ in found),
            ways=ways,
            values=tuple(int(Fraction(way.value) * grid) for way in ways),
        )
        for ways, found in alike.items()
    ]
    labels.sort(key=lambda label: (label.values, [way.text for way in label.ways]))
    where = tuple((slot.series, slot.position) for slot in block.slots)
    return Block(block.id, tuple(labels), slots, where, block.figures)


def _ways(figure: Figure) -> tuple[Printed, ...]:
    return tuple(dict.fromkeys((figure.printed, *figure.alternatives)))


def _readings(known: _Known, made: Block, grid: int, span: Span) -> tuple[Reading, ...]:
    found = [
        Reading(place, way, _span(known.interval(known.figures[label.figures[0]], printed), grid))
        for place, label in enumerate(made.labels)
        for way, printed in enumerate(label.ways)
    ]
    if made.spare:
        found.append(Reading(EMPTY, 0, span))
    return tuple(found)


def _span(interval: Interval, grid: int) -> Span:
    low = -INFINITE if interval.low is None else int(interval.low * grid)
    high = INFINITE if interval.high is None else int(interval.high * grid)
    return Span(low, high, interval.low_open, interval.high_open)


def _grid(known: _Known, blocks: Iterable[LabelBlock], rows: Iterable[Identity], facts: Iterable[FactKey]) -> int:
    """The smallest number of parts of a unit that makes every end, value and constant whole, times `FINER`."""
    exact: list[Fraction] = []
    for interval in [known.span(fact) for fact in facts]:
        exact += [end for end in (interval.low, interval.high) if end is not None]
    for block in blocks:
        for figure in (known.figures[name] for name in block.figures):
            for printed in _ways(figure):
                interval = known.interval(figure, printed)
                exact += [end for end in (interval.low, interval.high) if end is not None]
                exact.append(Fraction(printed.value))
    for row in rows:
        exact += [row.low, row.high, row.offset]
    return FINER * lcm(*(number.denominator for number in exact))


def _row(identity: Identity, number: Mapping[FactKey, int], grid: int) -> Row:
    if identity.ratio is None:
        times = lcm(*(term.coefficient.denominator for term in identity.terms))
        return SumRow(
            identity.id,
            _whole(identity.terms, Fraction(times), number),
            int(identity.low * grid * times),
            int(identity.high * grid * times),
        )
    above = [term.coefficient * identity.factor for term in identity.terms]
    below = [term.coefficient for term in identity.denominator]
    times = lcm(*(coefficient.denominator for coefficient in (*above, *below)))
    return RatioRow(
        identity.id,
        number[identity.ratio],
        int(identity.offset * grid),
        _whole(identity.terms, identity.factor * times, number),
        _whole(identity.denominator, Fraction(times), number),
    )


def _whole(terms: Iterable[Term], times: Fraction, number: Mapping[FactKey, int]) -> tuple[tuple[int, int], ...]:
    """Whole coefficients by variable, those of one variable added up."""
    added: dict[int, Fraction] = {}
    for term in terms:
        added[number[term.fact]] = added.get(number[term.fact], Fraction(0)) + term.coefficient * times
    return tuple((int(coefficient), variable) for variable, coefficient in added.items() if coefficient)
