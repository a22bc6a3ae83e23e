"""Ratios in a table: growth of one column over another, lines and shares in percent of others, amounts per share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.tie.discovery.evidence import BAN, millibans
from crossfoot.tie.discovery.sums import LEAST_BROKEN as LEAST
from crossfoot.tie.discovery.table import Entry, Table
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.units import PERCENT, POINTS, UnitKind

_AMOUNTS = (UnitKind.MONEY, UnitKind.COUNT, UnitKind.PURE, UnitKind.PER_SHARE)
_NEAREST = 8  # lines or columns on each side that a percentage is compared with
_FURTHEST = 24  # lines on each side that an amount per share is compared with
_FEW = 16  # crossings each of which may be what shares are of
_BROKEN = 5 * BAN  # what the others must be worth for one that fails to be the finding
_HUNDRED = Fraction(100)
THOUSANDS = tuple(Fraction(1000) ** power for power in (0, 1, -1, 2))  # of the printing units of amounts and shares

At = tuple[int, int]
"""A place in a table: its line and its crossing."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """A ratio: `factor` x `over` / `under` + `offset`, each a place in the table."""

    ratio: At
    over: At
    under: At
    factor: Fraction = _HUNDRED
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Ratios:
    """One relation between ratios and amounts, wherever it holds or should, with its belief in millibans.

    `rounding` is that of the ratios, to nearest or cut off.
    """

    table: Table
    quotients: tuple[Quotient, ...]
    tied: int
    belief: int
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What a line of ratios may be; `expected` says that the words or places of its amounts suggest it."""

    quotients: tuple[Quotient, ...]
    expected: bool


def ratios(table: Table) -> list[Ratios]:
    """The ratios of a table that its amounts explain: at most one relation for each line or crossing of ratios."""
    found = []
    for side in (table, table.turned()):
        for line in range(len(side.lines)):
            best = max(_weighed(side, line), key=lambda r: r.belief, default=None)
            if best is not None and best.belief >= LEAST:
                found.append(best)
    return found


def rounding_of(found: Sequence[Ratios]) -> Rounding:
    """How the ratios of a document are rounded: all alike, to nearest unless the relations of cut off ones outweigh."""
    cut_off = sum(each.belief if each.rounding is Rounding.TRUNCATED else -each.belief for each in found)
    return Rounding.TRUNCATED if cut_off > 0 else Rounding.NEAREST


def _weighed(side: Table, line: int) -> Iterator[Ratios]:
    """Everything that a line of ratios may be, rounded to nearest or cut off; what is expected has half the belief."""
    candidates = list(_tried(side, line))
    expected = sum(each.expected for each in candidates)
    for each in candidates:
        promised = -millibans(2 * (expected if each.expected else len(candidates) - expected))
        of_percent = each.quotients[0].factor == _HUNDRED
        for rounding in (Rounding.NEAREST, Rounding.TRUNCATED) if of_percent else (Rounding.NEAREST,):
            found = under(side, each.quotients, promised, rounding)
            if found is not None:
                yield found


def _tried(side: Table, line: int) -> Iterator[_Candidate]:
    words = side.lines[line].words
    crossings = [c for c, entry in side.along(line) if entry.unit in (PERCENT, POINTS) and entry.value]
    if len(crossings) > 1:
        yield from _of_neighbours(side, line, crossings)
        yield from _of_lines(side, line, crossings)
        yield from _of_base(side, line, crossings)
    elif words.per_share and side.upright:
        yield from _per_share(side, line)


def _of_lines(side: Table, line: int, crossings: Sequence[int]) -> Iterator[_Candidate]:
    """Growth of one line over another, or one line in percent of another: pairs of amounts near the percentages."""
    near = [n for n in range(max(0, line - _NEAREST), min(len(side.lines), line + _NEAREST + 1)) if n != line]
    near = [n for n in near if any(entry.unit != PERCENT for _, entry in side.along(n))]
    growing = side.lines[line].words.change or not side.upright
    for at, over in enumerate(near):
        for beside, under in enumerate(near):
            if over == under:
                continue
            words = side.lines[under].words
            whole = words.total or words.result or under < over
            yield _Candidate(
                tuple(Quotient((line, c), (over, c), (under, c)) for c in crossings), whole and not growing
            )
            growth = tuple(Quotient((line, c), (over, c), (under, c), _HUNDRED, -100) for c in crossings)
            yield _Candidate(growth, growing and abs(at - beside) == 1)


def _of_neighbours(side: Table, line: int, crossings: Sequence[int]) -> Iterator[_Candidate]:
    """Growth printed below the amounts that grow: each over that of the crossing before it, or of the one behind."""
    growing = side.lines[line].words.change and side.upright
    for amounts in (n for n in range(max(0, line - 2), min(len(side.lines), line + 3)) if n != line and growing):
        if all(entry.unit != PERCENT for _, entry in side.along(amounts)):
            for step in (1, -1):
                pairs = [(c, c + step) for c in crossings if {(amounts, c), (amounts, c + step)} <= side.entries.keys()]
                growth = (Quotient((line, c), (amounts, c), (amounts, other), _HUNDRED, -100) for c, other in pairs)
                if len(pairs) > 1:
                    yield _Candidate(tuple(growth), True)


def _of_base(side: Table, line: int, crossings: Sequence[int]) -> Iterator[_Candidate]:
    """Shares: a line of percentages beside a line of amounts, each amount in percent of one of them."""
    for amounts in range(max(0, line - 2), min(len(side.lines), line + 3)):
        for base in _bases(side, line) if amounts != line else ():
            words = side.crossings[base].words
            shares = tuple(Quotient((line, c), (amounts, c), (amounts, base)) for c in crossings if c != base)
            yield _Candidate(shares, words.total or words.result or words.unnamed)


def _bases(side: Table, line: int) -> list[int]:
    """What shares may be of: any crossing of a small table, else what is called a total or printed as 100 percent."""
    every = range(len(side.crossings))
    if len(every) <= _FEW:
        return list(every)
    whole = {crossing for crossing, entry in side.along(line) if entry.value * entry.grain == 100}
    return [n for n in every if n in whole or side.crossings[n].words.total or side.crossings[n].words.result]


def _per_share(side: Table, line: int) -> Iterator[_Candidate]:
    """Amounts per share: a result over a number of shares, in whatever thousands each is printed."""
    crossings = [crossing for crossing, entry in side.along(line) if entry.value]
    near = range(max(0, line - _FURTHEST), min(len(side.lines), line + _FURTHEST + 1))
    for under in (n for n in near if side.lines[n].words.shares and not side.lines[n].words.per_share):
        if _is_of_other_shares(side.lines[line].label, side.lines[under].label):
            continue
        for over in (n for n in near if side.lines[n].words.result and not side.lines[n].words.never):
            for factor in THOUSANDS if over != under else ():
                yield _Candidate(tuple(Quotient((line, c), (over, c), (under, c), factor) for c in crossings), True)


def _is_of_other_shares(ratio: str, shares: str) -> bool:
    """Whether one label says basic and the other diluted."""
    ratio, shares = ratio.lower(), shares.lower()
    pairs = (("basic", "dilut"), ("dilut", "basic"), ("基本", "希薄化"), ("希薄化", "基本"))
    return any(a in ratio and b not in ratio and b in shares and a not in shares for a, b in pairs)


def under(side: Table, quotients: Sequence[Quotient], promised: int, rounding: Rounding) -> Ratios | None:
    """The ratios as these quotients, under one way of rounding; None where too many are something else."""
    tied, failing, evidence = [], [], 0
    for each in quotients:
        worth = _worth(side, each, rounding)
        if worth is not None and worth < 0:
            failing.append(each)
            if 5 * len(failing) > len(quotients):
                return None
        elif worth is not None:
            tied.append(each)
            evidence += worth
    if len(tied) < 2 or 4 * len(failing) > len(tied) or not evidence:
        return None
    belief = promised + evidence - len(failing) * BAN
    kept = sorted([*tied, *(failing if belief >= _BROKEN else ())], key=lambda q: q.ratio)
    return Ratios(side, tuple(kept), len(tied), belief, rounding)


def _worth(side: Table, quotient: Quotient, rounding: Rounding) -> int | None:
    """What it is worth that a ratio is the quotient: below nothing where it is not, None where it says nothing.

    A dash in place of a ratio says nothing, nor does one of an amount that is not above zero. Nor does one that
    misses by less than a last place: among shares of a whole one is often set so that they add to 100. Outgoings
    printed below zero mostly grow as their sizes do; where they do not, nothing tells what their growth means.
    """
    entry = side.entries.get
    ratio, over, under = entry(quotient.ratio), entry(quotient.over), entry(quotient.under)
    if ratio is None or over is None or under is None or not ratio.value:
        return None
    if over.value < 0 > under.value:
        sizes = replace(over, value=-over.value), replace(under, value=-under.value)
        worth = _fit(ratio, *sizes, quotient, rounding)
        return worth if worth is not None and worth >= 0 else None
    return _fit(ratio, over, under, quotient, rounding)


def _fit(ratio: Entry, over: Entry, under: Entry, quotient: Quotient, rounding: Rounding) -> int | None:
    """What it is worth that a ratio is the quotient of two amounts, as `_worth` has it."""
    if under.value <= under.place:
        return None
    if not {over.unit.kind, under.unit.kind} <= set(_AMOUNTS) or (
        quotient.factor == _HUNDRED and over.unit != under.unit
    ):
        return None
    step, low, high = _missed(ratio, over, under, quotient)
    least, most = (-step // 2, step // 2) if rounding is Rounding.NEAREST else (-step, 0)
    if rounding is Rounding.TRUNCATED and ratio.value < 0:
        least, most = 0, step
    if low > most or high < least:
        return None if low <= most + step and high >= least - step else -1
    excused = (high - low) // step + 2
    size = abs(ratio.value) // max(1, ratio.place)
    return max(0, millibans(size, excused)) if size > 1 else 0


def _missed(ratio: Entry, over: Entry, under: Entry, quotient: Quotient) -> tuple[int, int, int]:
    """A ratio times its denominator less its numerator: what one last place of the ratio counts, and least and most.

    All in one integer unit: grains of ratio and denominator, times what makes the factor whole.
    """
    factor = quotient.factor * over.grain / (ratio.grain * under.grain)
    offset = quotient.offset / ratio.grain
    whole = factor.denominator * offset.denominator
    up, shift = factor.numerator * offset.denominator, offset.numerator * factor.denominator
    missed = whole * ratio.value * under.value - up * over.value - shift * under.value
    amounts = up * (over.place * under.value + abs(over.value) * under.place) // (2 * under.value)
    return whole * ratio.place * under.value, missed - amounts, missed + amounts
