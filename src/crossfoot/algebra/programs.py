"""Programs: the system without some of its figures, ratios unfolded into linear rows that bounds make exact.

A ratio r = N / y is not linear. But (r - a)(y - b) has a known sign wherever a bounds r and b bounds y, and as
r y = N, that product is linear in N, y and r. Every such row is a true consequence of the ratio, so a program never
excludes what the figures admit; it keeps with each row how it was derived.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from crossfoot.algebra.system import Form, LinearRow, RatioRow, System, scaled
from crossfoot.model.certificates import Side


class End(NamedTuple):
    """One end of a variable's box: its value, whether it is excluded, and the figure that says so ("" for a sign)."""

    value: Fraction
    open: bool
    figure: str


class Ends(dict[int, End | None]):
    """The ends of variables' boxes on one side; a variable without one has None."""

    def __missing__(self, variable: int) -> None:
        """No end is known."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound of a linear form and where it comes from: ends of its variables, times, and identities, times.

    `side` LOW says form >= value, HIGH form <= value.
    """

    form: Form
    side: Side
    value: Fraction
    open: bool
    ends: tuple[tuple[int, Side, Fraction], ...]
    identities: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """`form <= high` and `form >= low` where given; a product row names the two bounds that it multiplies."""

    identity: str
    form: Form
    low: Fraction | None
    high: Fraction | None
    ratio_bound: Bound | None = None
    denominator_bound: Bound | None = None


@dataclass(frozen=True, slots=True)
class Program:
    """Boxes and rows over the system's variables: what the figures that remain say, all of it linear."""

    system: System
    low: Ends
    high: Ends
    rows: tuple[Row, ...]
    idle: tuple[str, ...]
    silent: tuple[str, ...]

    def end(self, variable: int, side: Side) -> End | None:
        """The end of a variable's box on one side."""
        return self.low[variable] if side is Side.LOW else self.high[variable]


def program(system: System, without: Collection[str] = ()) -> Program:
    """The program of a system without the statements of some figures (ids).

    `silent` names the ratio identities that say nothing, for their denominator may be negative; `idle` also those that
    bound nothing, because no bound of their ratio is known.
    """
    low, high = ends_of(system, without)
    boxes = _Boxes(low, high, _derived(system, low, high))
    rows = [Row(r.identity, r.form, r.low, r.high) for r in system.linear]
    idle, silent = [], []
    for ratio in system.ratios:
        positive = boxes.bound(ratio.denominator, Side.LOW)
        products = [] if positive is None or positive.value < 0 else list(_products(ratio, positive, boxes))
        rows.extend(products)
        if not products:
            idle.append(ratio.identity)
        if positive is None or positive.value < 0:
            silent.append(ratio.identity)
    return Program(system, low, high, tuple(rows), tuple(idle), tuple(silent))


def idle(system: System, without: Collection[str] = ()) -> frozenset[str]:
    """The ratio identities that bound nothing: a program's `idle`, without the work of its rows."""
    low, high = ends_of(system, without)
    boxes: _Boxes | None = None
    found = set()
    for ratio in system.ratios:
        if ratio.ratio in low or ratio.ratio in high:
            ends = [(low if times > 0 else high).get(variable) for variable, times in ratio.denominator]
            if all(end is not None for end in ends):
                if sum(c * end.value for (_, c), end in zip(ratio.denominator, ends, strict=True) if end) < 0:
                    found.add(ratio.identity)
                continue
        boxes = boxes or _Boxes(low, high, _derived(system, low, high))
        positive = boxes.bound(ratio.denominator, Side.LOW)
        own = ((ratio.ratio, Fraction(1)),)
        if positive is None or positive.value < 0 or not any(boxes.bound(own, side) for side in Side):
            found.add(ratio.identity)
    return frozenset(found)


def ends_of(system: System, without: Collection[str] = ()) -> tuple[Ends, Ends]:
    """The low and high ends of all boxes: what signs and the statements of figures leave, without some figures."""
    low, high = Ends(), Ends()
    for variable in system.nonnegative:
        low[variable] = End(Fraction(0), open=False, figure="")
    for figure, at, interval in ((s.figure, s.variable, s.interval) for s in system.statements):
        if figure in without:
            continue
        value, is_open = interval.low, interval.low_open
        if value is not None:
            old = low.get(at)
            if old is None or value > old.value or (value == old.value and is_open > old.open):
                low[at] = End(value, is_open, figure)
        value, is_open = interval.high, interval.high_open
        if value is not None:
            old = high.get(at)
            if old is None or value < old.value or (value == old.value and is_open > old.open):
                high[at] = End(value, is_open, figure)
    return low, high


@dataclass(frozen=True, slots=True)
class _Boxes:
    low: Ends
    high: Ends
    derived: dict[tuple[int, Side], Bound]

    def bound(self, form: Form, side: Side) -> Bound | None:
        """The bound of a form that the boxes of its variables give, or a derived one for a lone variable."""
        if len(form) == 1 and form[0][1] == 1:
            variable, one = form[0]
            end = (self.low if side is Side.LOW else self.high).get(variable)
            if end is None:
                return self._lone(form, side)
            return Bound(form, side, end.value, end.open, ((variable, side, one),))
        value, is_open, ends = Fraction(0), False, []
        for variable, coefficient in form:
            want = side if coefficient > 0 else _other(side)
            end = self.low[variable] if want is Side.LOW else self.high[variable]
            if end is None:
                return self._lone(form, side)
            value += coefficient * end.value
            is_open = is_open or end.open
            ends.append((variable, want, abs(coefficient)))
        return Bound(form, side, value, is_open, tuple(ends))

    def _lone(self, form: Form, side: Side) -> Bound | None:
        if len(form) == 1 and form[0][1] == 1:
            return self.derived.get((form[0][0], side))
        return None


def _other(side: Side) -> Side:
    return Side.HIGH if side is Side.LOW else Side.LOW


def _derived(system: System, low: Ends, high: Ends) -> dict[tuple[int, Side], Bound]:
    """Bounds of unprinted ratios that one linear identity gives (last year's margin from this year's and a change)."""
    ratios = {row.ratio for row in system.ratios}
    derived: dict[tuple[int, Side], Bound] = {}
    boxes = _Boxes(low, high, {})
    for row in system.linear:
        for variable, coefficient in row.form:
            if variable in ratios and coefficient:
                for side in Side:
                    if boxes.bound(((variable, Fraction(1)),), side) is None:
                        _derive(row, (variable, coefficient), side, boxes, derived)
    return derived


def _derive(
    row: LinearRow,
    target: tuple[int, Fraction],
    side: Side,
    boxes: _Boxes,
    derived: dict[tuple[int, Side], Bound],
) -> None:
    variable, coefficient = target
    rest = scaled(tuple(pair for pair in row.form if pair[0] != variable), -1 / coefficient)
    # x = (constant - rest of the row) / coefficient, so x is bounded where the rest is
    bound = boxes.bound(rest, side)
    if bound is None:
        return
    constant = row.high if (coefficient > 0) == (side is Side.HIGH) else row.low
    value = constant / coefficient + bound.value
    times = (1 if side is Side.HIGH else -1) / coefficient
    found = Bound(((variable, Fraction(1)),), side, value, bound.open, bound.ends, ((row.identity, times),))
    known = derived.get((variable, side))
    tighter = known is None or (value < known.value if side is Side.HIGH else value > known.value)
    if tighter:
        derived[variable, side] = found


def _products(ratio: RatioRow, positive: Bound, boxes: _Boxes) -> Iterator[Row]:
    of_ratio = [boxes.bound(((ratio.ratio, Fraction(1)),), side) for side in Side]
    of_denominator = (positive, boxes.bound(ratio.denominator, Side.HIGH))
    for a in of_ratio:
        for b in of_denominator:
            if a is not None and b is not None:
                yield _product(ratio, a, b)


def _product(ratio: RatioRow, a: Bound, b: Bound) -> Row:
    """(r - a)(y - b) = numerator - a y - b r + a b: at least 0 where both bounds are of one side, else at most 0."""
    total = dict(ratio.numerator)
    for variable, coefficient in ratio.denominator:
        times = a.value if coefficient == 1 else a.value * coefficient
        total[variable] = total[variable] - times if variable in total else -times
    total[ratio.ratio] = total[ratio.ratio] - b.value if ratio.ratio in total else -b.value
    form = tuple(sorted([(v, c) for v, c in total.items() if c]))
    constant = -a.value * b.value
    if a.side is b.side:
        return Row(ratio.identity, form, constant, None, a, b)
    return Row(ratio.identity, form, None, constant, a, b)
