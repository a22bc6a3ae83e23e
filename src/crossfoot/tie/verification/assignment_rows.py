"""The recount's arithmetic: rows over intervals in whole numbers, narrowed one row at a time."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, Self

from crossfoot.tie.verification.assignment_elimination import Inequality, contradict, inequality

Bounds = tuple[int | None, int | None]
"""The ends of an interval in grid parts, both included, None where there is none."""

FINER = 1000
"""How much finer than the given numbers the grid is that ends are rounded outward to."""

LOOKS = 3000
"""How many rows are looked at before what they leave is taken as it is: ends may creep without end."""


class Contradiction(Exception):
    """No values are left."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Terms between `low` and `high`, or (`ratio` - `offset`) x `below` = grid x terms."""

    terms: tuple[tuple[int, str], ...]
    low: int = 0
    high: int = 0
    ratio: str = ""
    offset: int = 0
    below: tuple[tuple[int, str], ...] = ()


class Rows:
    """The rows of a problem and what is known of its facts, in whole numbers of a common grid."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        self._grid = FINER * lcm(*(Fraction(text).denominator for text in _numbers(problem)))
        self.known = {fact: self.bounds(record) for fact, record in problem["facts"].items()}
        self.rows = [self._row(record) for record in problem["rows"]]
        self.index()

    def _only(self, numbers: Iterable[int]) -> Self:
        near = copy(self)
        near.rows = [self.rows[number] for number in numbers]
        near.index()
        return near

    def index(self) -> None:
        """Note which facts each row speaks of, and which rows speak of each fact."""
        self.facts_of = [
            {fact for _, fact in (*row.terms, *row.below)} | ({row.ratio} if row.ratio else set()) for row in self.rows
        ]
        self._rows_of: dict[str, list[int]] = {}
        for number, facts in enumerate(self.facts_of):
            for fact in facts:
                self._rows_of.setdefault(fact, []).append(number)

    def around(self, slots: Iterable[str], ends: Collection[str]) -> Self:
        """The rows that speak of some facts, directly or through facts not known on both sides; none beyond `ends`."""
        waiting, found = list(slots), set[int]()
        seen = set(waiting)
        while waiting:
            for number in self._rows_of.get(waiting.pop(), []):
                found.add(number)
                for fact in self.facts_of[number] - seen:
                    seen.add(fact)
                    if None in self.known.get(fact, (None, None)) and fact not in ends:
                        waiting.append(fact)
        return self._only(sorted(found))

    def linked(self, slots: Collection[str]) -> list[set[str]]:
        """For each slot, the facts that rows link it to through facts not known on both sides."""
        return [{slot}.union(*self.around([slot], ()).facts_of) for slot in sorted(slots)]

    def bounds(self, record: Mapping[str, Any]) -> Bounds:
        """The ends of a record."""
        low, high = record.get("low"), record.get("high")
        return (
            None if low is None else int(Fraction(low) * self._grid),
            None if high is None else int(Fraction(high) * self._grid),
        )

    def meet(self, one: Bounds, other: Bounds) -> Bounds:
        """What both admit."""
        low, high = one
        if low is None or (other[0] is not None and other[0] > low):
            low = other[0]
        if high is None or (other[1] is not None and other[1] < high):
            high = other[1]
        return low, high

    def hull(self, spans: Iterable[Bounds]) -> Bounds:
        """What any admits. Raises Contradiction where there is none."""
        ends = list(spans)
        if not ends:
            raise Contradiction
        lows, highs = [low for low, _ in ends if low is not None], [high for _, high in ends if high is not None]
        return (min(lows) if len(lows) == len(ends) else None), (max(highs) if len(highs) == len(ends) else None)

    def is_empty(self, bounds: Bounds) -> bool:
        """Whether nothing is admitted."""
        return bounds[0] is not None and bounds[1] is not None and bounds[0] > bounds[1]

    def narrow(self, bounds: dict[str, Bounds], changed: Iterable[str] | None = None) -> None:
        """Draw the ends in as far as single rows do, from the facts that changed (else all). Raises Contradiction."""
        numbers = range(len(self.rows)) if changed is None else {n for f in changed for n in self._rows_of.get(f, [])}
        waiting = deque(sorted(numbers))
        for _ in range(LOOKS):
            if not waiting:
                return
            number = waiting.popleft()
            row, before = self.rows[number], {f: bounds.get(f, (None, None)) for f in self.facts_of[number]}
            if row.ratio:
                self._ratio(bounds, row)
            else:
                self._between(bounds, row.terms, row.low, row.high)
            drawn = [fact for fact, ends in before.items() if _matters(ends, bounds.get(fact, (None, None)))]
            waiting.extend(sorted({n for fact in drawn for n in self._rows_of[fact]} - set(waiting)))

    def witness(self, bounds: Mapping[str, Bounds]) -> bool:
        """Whether exact values within the bounds that satisfy all rows were found, settling one fact after another."""
        trial = dict(bounds)
        ratios = {row.ratio for row in self.rows if row.ratio}
        ratios -= {fact for row in self.rows if not row.ratio for _, fact in row.terms}
        for fact in sorted({fact for facts in self.facts_of for fact in facts} - ratios):
            low, high = trial.get(fact, (None, None))
            middle = low if high is None else high if low is None else (low + high) // 2
            trial[fact] = (middle or 0, middle or 0)
            try:
                self.narrow(trial, [fact])
            except Contradiction:
                return False
        return all(self._holds(trial, row) for row in self.rows)

    def impossible(self, bounds: Mapping[str, Bounds]) -> bool:
        """Whether the rows taken together leave no values within the bounds; False where that was not found."""
        found: list[Inequality] = []
        for facts in self.facts_of:
            for fact in facts:
                low, high = bounds.get(fact, (None, None))
                found += [] if low is None else [inequality([(-1, fact)], -low)]
                found += [] if high is None else [inequality([(1, fact)], high)]
        for row in self.rows:
            found += self._ratio_inequalities(bounds, row) if row.ratio else _sum_inequalities(row)
        return contradict(found)

    def _ratio_inequalities(self, bounds: Mapping[str, Bounds], row: _Row) -> list[Inequality]:
        """What a ratio between its ends says of what it divides, where that is not negative."""
        least = _total(_ends(bounds, row.below)[0])
        if least is None or least < 0:
            return []
        low, high = bounds.get(row.ratio, (None, None))
        found: list[Inequality] = []
        for sign, end in ((-1, low), (1, high)):
            if end is not None:
                above = [(sign * self._grid * coefficient, fact) for coefficient, fact in row.terms]
                below = [(-sign * (end - row.offset) * coefficient, fact) for coefficient, fact in row.below]
                found.append(inequality(above + below, 0))
        return found

    def _holds(self, values: Mapping[str, Bounds], row: _Row) -> bool:
        """Whether a row holds where all but its ratio are settled, whose value then follows."""
        total = sum(coefficient * (values[fact][0] or 0) for coefficient, fact in row.terms)
        if not row.ratio:
            return row.low <= total <= row.high
        below = sum(coefficient * (values[fact][0] or 0) for coefficient, fact in row.below)
        if below <= 0:
            return True
        value = Fraction(self._grid * total, below) + row.offset
        low, high = values.get(row.ratio, (None, None))
        return (low is None or low <= value) and (high is None or value <= high)

    def _between(
        self, bounds: dict[str, Bounds], terms: tuple[tuple[int, str], ...], low: int | None, high: int | None
    ) -> None:
        least, most = _ends(bounds, terms)
        if not (least[1] or most[1]) and (low is None or least[0] >= low) and (high is None or most[0] <= high):
            return
        for coefficient, fact in terms:
            own_low, own_high = _times(coefficient, bounds.get(fact, (None, None)))
            others_least = _without(least, own_low)
            others_most = _without(most, own_high)
            upper = None if high is None or others_least is None else high - others_least
            lower = None if low is None or others_most is None else low - others_most
            if coefficient < 0:
                lower, upper = None if upper is None else -upper, None if lower is None else -lower
            size = abs(coefficient)
            if lower is not None or upper is not None:
                found = (None if lower is None else lower // size), (None if upper is None else -(-upper // size))
                self._draw(bounds, fact, found)

    def _draw(self, bounds: dict[str, Bounds], fact: str, found: Bounds) -> None:
        bounds[fact] = self.meet(bounds.get(fact, (None, None)), found)
        if self.is_empty(bounds[fact]):
            raise Contradiction

    def _ratio(self, bounds: dict[str, Bounds], row: _Row) -> None:
        least, most = (_total(ends) for ends in _ends(bounds, row.below))
        if least is None or least < 0:
            return
        low, high = (None if end is None else end - row.offset for end in bounds.get(row.ratio, (None, None)))
        if low is not None:
            product = low * least if low >= 0 else None if most is None else low * most
            self._between(bounds, row.terms, None if product is None else product // self._grid, None)
        if high is not None:
            product = high * least if high < 0 else None if most is None else high * most
            self._between(bounds, row.terms, None, None if product is None else -(-product // self._grid))
        above_least, above_most = (_total(ends) for ends in _ends(bounds, row.terms))
        self._quotient(bounds, row, (least, most), (above_least, above_most))
        if low is not None and low > 0 and above_most is not None:
            self._between(bounds, row.below, None, -(-above_most * self._grid // low))
        if high is not None and high > 0 and above_least is not None and above_least > 0:
            self._between(bounds, row.below, above_least * self._grid // high, None)

    def _quotient(self, bounds: dict[str, Bounds], row: _Row, below: tuple[int, int | None], above: Bounds) -> None:
        """The ends of the ratio from those of what it divides."""
        least, most = below
        if least == 0:
            return
        low, high = above
        lower = upper = None
        if low is not None and (low < 0 or most is not None):
            lower = low * self._grid // (least if low < 0 else most or 1) + row.offset
        if high is not None and (high >= 0 or most is not None):
            upper = -(-high * self._grid // (least if high >= 0 else most or 1)) + row.offset
        self._draw(bounds, row.ratio, (lower, upper))

    def _row(self, record: Mapping[str, Any]) -> _Row:
        if record.get("ratio") is None:
            times = lcm(*(Fraction(coefficient).denominator for coefficient, _ in record["terms"]))
            low, high = (int(Fraction(record[side]) * self._grid * times) for side in ("low", "high"))
            return _Row(_whole(record["terms"], Fraction(times)), low, high)
        factor, parts = Fraction(record["factor"]), (*record["terms"], *record["denominator"])
        times = lcm(factor.denominator, *(Fraction(coefficient).denominator for coefficient, _ in parts)) ** 2
        return _Row(
            _whole(record["terms"], factor * times),
            ratio=record["ratio"],
            offset=int(Fraction(record["offset"]) * self._grid),
            below=_whole(record["denominator"], Fraction(times)),
        )


def _sum_inequalities(row: _Row) -> list[Inequality]:
    return [inequality(row.terms, row.high), inequality([(-c, fact) for c, fact in row.terms], -row.low)]


def _whole(terms: Iterable[tuple[Any, str]], times: Fraction) -> tuple[tuple[int, str], ...]:
    added: dict[str, Fraction] = {}
    for coefficient, fact in terms:
        added[fact] = added.get(fact, Fraction(0)) + Fraction(coefficient) * times
    return tuple((int(coefficient), fact) for fact, coefficient in added.items() if coefficient)


def _numbers(problem: Mapping[str, Any]) -> list[Any]:
    """Every number whose parts the grid must hold."""
    spans = [*problem["facts"].values(), *problem["rows"]]
    spans += [r for block in problem["blocks"] for label in block["labels"] for r in label["readings"]]
    return [span[part] for span in spans for part in ("low", "high", "offset") if span.get(part) is not None]


def _matters(before: Bounds, after: Bounds) -> bool:
    """Whether ends were drawn in far enough to look at other rows again: by a sixteenth, or where there was none."""
    if (before[0] is None) != (after[0] is None) or (before[1] is None) != (after[1] is None):
        return True
    if after[0] is None or after[1] is None or before[0] is None or before[1] is None:
        moved = sum(abs((new or 0) - (old or 0)) for old, new in zip(before, after, strict=True))
        return 16 * moved > abs(after[0] or after[1] or 0)
    return 16 * (after[1] - after[0]) < 15 * (before[1] - before[0])


Sum = tuple[int, int]
"""A sum of ends: what the known ones add up to, and how many are absent."""


def _ends(bounds: Mapping[str, Bounds], terms: tuple[tuple[int, str], ...]) -> tuple[Sum, Sum]:
    least = most = absent_low = absent_high = 0
    for coefficient, fact in terms:
        low, high = _times(coefficient, bounds.get(fact, (None, None)))
        if low is None:
            absent_low += 1
        else:
            least += low
        if high is None:
            absent_high += 1
        else:
            most += high
    return (least, absent_low), (most, absent_high)


def _total(ends: Sum) -> int | None:
    return None if ends[1] else ends[0]


def _without(ends: Sum, own: int | None) -> int | None:
    """The sum of the others' ends."""
    absent = ends[1] - (own is None)
    return None if absent else ends[0] - (own or 0)


def _times(coefficient: int, ends: Bounds) -> Bounds:
    low, high = ends
    low, high = None if low is None else coefficient * low, None if high is None else coefficient * high
    return (low, high) if coefficient > 0 else (high, low)
