"""Percentages in a table: growth of one column over another, a line in percent of another, shares of a total."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.tie.discover_evidence import BAN, millibans
from crossfoot.tie.discover_sums import LEAST_BROKEN as LEAST
from crossfoot.tie.discover_table import Entry, Table
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.units import PERCENT, POINTS, UnitKind

_AMOUNTS = (UnitKind.MONEY, UnitKind.COUNT, UnitKind.PURE, UnitKind.PER_SHARE)
_NEAREST = 8  # lines or columns on each side that a percentage is compared with
_FEW = 16  # crossings each of which may be what shares are of
_BROKEN = 5 * BAN  # what the others must be worth for one that fails to be the finding

At = tuple[int, int]
"""A place in a table: its line and its crossing."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """A percentage: 100 x `over` / `under` + `offset`, each a place in the table."""

    percentage: At
    over: At
    under: At
    offset: int


@dataclass(frozen=True, slots=True)
class Ratios:
    """One relation between percentages and amounts, wherever it holds or should, with its belief in millibans."""

    table: Table
    quotients: tuple[Quotient, ...]
    tied: int
    belief: int


def ratios(table: Table) -> list[Ratios]:
    """The percentages of a table that its amounts explain: one relation for each line or crossing of percentages."""
    found = []
    for side in (table, table.turned()):
        for line in range(len(side.lines)):
            best = max((r for r in _tried(side, line)), key=lambda r: r.belief, default=None)
            if best is not None and best.belief >= LEAST:
                found.append(best)
    return found


def _tried(side: Table, line: int) -> Iterator[Ratios]:
    """Everything that a line of percentages may be, weighed."""
    percentages = [(crossing, entry) for crossing, entry in side.along(line) if entry.unit in (PERCENT, POINTS)]
    if len([entry for _, entry in percentages if entry.value]) < 2:
        return
    crossings = [crossing for crossing, _ in percentages]
    candidates = [*_of_lines(side, line, crossings), *_of_base(side, line, crossings)]
    for chance, quotients in candidates:
        found = _weighed(side, quotients, chance - millibans(max(1, len(candidates))) // 2)
        if found is not None:
            yield found


def _of_lines(side: Table, line: int, crossings: Sequence[int]) -> Iterator[tuple[int, list[Quotient]]]:
    """Growth of one line over another, or one line in percent of another: pairs of amounts near the percentages."""
    near = [n for n in range(max(0, line - _NEAREST), min(len(side.lines), line + _NEAREST + 1)) if n != line]
    growing = side.lines[line].words.change
    for over in near:
        for under in near:
            if over == under:
                continue
            for offset in (0, -100):
                expected = (offset < 0) == (growing or not side.upright)
                chance = 0 if expected else -BAN
                yield chance, [Quotient((line, c), (over, c), (under, c), offset) for c in crossings]


def _of_base(side: Table, line: int, crossings: Sequence[int]) -> Iterator[tuple[int, list[Quotient]]]:
    """Shares: a line of percentages beside a line of amounts, each amount in percent of one of them."""
    for amounts in range(max(0, line - 2), min(len(side.lines), line + 3)):
        if amounts == line:
            continue
        for base in _bases(side, line):
            words = side.crossings[base].words
            chance = 0 if words.total or words.result else -BAN
            yield (
                chance,
                [Quotient((line, c), (amounts, c), (amounts, base), 0) for c in crossings if c != base],
            )


def _bases(side: Table, line: int) -> list[int]:
    """What shares may be of: any crossing of a small table, else what is called a total or printed as 100 percent."""
    every = range(len(side.crossings))
    if len(every) <= _FEW:
        return list(every)
    whole = {crossing for crossing, entry in side.along(line) if entry.value * entry.grain == 100}
    return [n for n in every if n in whole or side.crossings[n].words.total or side.crossings[n].words.result]


def _weighed(side: Table, quotients: Sequence[Quotient], odds: int) -> Ratios | None:
    """The surer of percentages rounded to nearest and percentages cut off."""
    found = [_under(side, quotients, odds, rounding) for rounding in (Rounding.NEAREST, Rounding.TRUNCATED)]
    return max((each for each in found if each is not None), key=lambda r: r.belief, default=None)


def _under(side: Table, quotients: Sequence[Quotient], odds: int, rounding: Rounding) -> Ratios | None:
    tied, failing, evidence = [], [], 0
    for each in quotients:
        worth = _worth(side, each, rounding)
        if worth is not None and worth < 0:
            failing.append(each)
        elif worth is not None:
            tied.append(each)
            evidence += worth
    if len(tied) < 2 or 4 * len(failing) > len(tied) or not evidence:
        return None
    belief = odds + evidence - len(failing) * BAN
    kept = sorted([*tied, *(failing if belief >= _BROKEN else ())], key=lambda q: q.percentage)
    return Ratios(side, tuple(kept), len(tied), belief)


def _worth(side: Table, quotient: Quotient, rounding: Rounding) -> int | None:
    """What it is worth that a percentage is the quotient: below nothing where it is not, None where it says nothing.

    A dash in place of a percentage says nothing, nor does one of an amount that is not above zero. Nor does one that
    misses by less than a last place: among shares of a whole one is often set so that they add to 100.
    """
    percentage, over, under = (side.entries.get(at) for at in (quotient.percentage, quotient.over, quotient.under))
    if percentage is None or over is None or under is None:
        return None
    if over.unit != under.unit or over.unit.kind not in _AMOUNTS or under.value <= under.place or not percentage.value:
        return None
    step = percentage.grain.numerator * percentage.place * under.value
    low, high = _missed(percentage, over, under, quotient.offset)
    least, most = (-step // 2, step // 2) if rounding is Rounding.NEAREST else (-step, 0)
    if rounding is Rounding.TRUNCATED and percentage.value < 0:
        least, most = 0, step
    if low > most or high < least:
        return None if low <= most + step and high >= least - step else -1
    excused = (high - low) // step + 2
    size = abs(percentage.value) // max(1, percentage.place)
    return max(0, millibans(size, excused)) if size > 1 else 0


def _missed(percentage: Entry, over: Entry, under: Entry, offset: int) -> tuple[int, int]:
    """The least and most by which a percentage times its denominator exceeds its numerator, amounts being rounded."""
    numerator, denominator = percentage.grain.numerator, percentage.grain.denominator
    missed = numerator * percentage.value * under.value - denominator * (100 * over.value + offset * under.value)
    amounts = denominator * (50 * over.place + (50 * abs(over.value) * under.place) // under.value + 1)
    return missed - amounts, missed + amounts
