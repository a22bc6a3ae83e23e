"""Fitting: how a sum fits each column of a panel, and what it is worth where it does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from crossfoot.tie.discovery.belief.evidence import BAN, EXACTLY, Fit, evidence, fit, millibans
from crossfoot.tie.discovery.belief.slips import (
    MISPRINTED,
    OF_ANOTHER_KIND,
    TO_OUTVOTE,
    TO_OUTVOTE_A_TOTAL,
    Around,
    exchanged,
    is_turned,
    most_of_slip,
    put_back,
    slip,
)
from crossfoot.tie.discovery.sums.found import LEAST_BROKEN, LEAST_DOUBTED
from crossfoot.tie.discovery.tables.panels import Near, Panel, Parts

_NEAR = 50  # lines within which a residual may be another figure
_ALIKE = 4  # balances of a year's quarters seldom differ more,
_TWINS = 2  # nor do two of them, than by this factor


def fits(panel: Panel, row: int, parts: Parts) -> dict[int, Fit]:
    """The fit in each column that prints the total; columns that repeat another's figures are worth nothing twice."""
    return explained(panel, row, parts, bare_fits(panel, row, parts))


@dataclass(frozen=True, slots=True)
class Bare:
    """The fit of a sum in each column before it is known what failures tell, with what should add to zero there."""

    columns: "Mapping[int, _Column]"
    fits: dict[int, Fit]

    def may_be_worth(self, needed: int, place: int) -> bool:
        """Whether all columns may be worth so many millibans, if slips explained those that fail."""
        return _may_be_worth(self.columns, self.fits, place, needed)


def bare_fits(panel: Panel, row: int, parts: Parts) -> Bare:
    """How a sum fits each column, but for what failures tell: to find that takes far longer than anything else."""
    columns = _columns(panel, row, parts)
    return Bare(columns, _bare(columns, panel.place))


def explained(panel: Panel, row: int, parts: Parts, bare: Bare) -> dict[int, Fit]:
    """The fits with what the failures among them tell."""
    columns, found = bare.columns, bare.fits
    failed: dict[int, tuple[int, ...]] = {}
    of_periods = _is_of_periods(panel)
    for column, (signs, values, printed) in columns.items():
        if not found[column].ties:
            failed[column] = _aligned(values, [panel.figures[n][column] for n, _ in parts])
            worth = _slip(panel, column, values, [row, *printed])
            average = not of_periods and _is_average(signs, values) and (worth < BAN or len(values) > 3)
            lacking = _is_lacking(values, worth, len(parts)) or _moves_by_nil(panel, [row, *printed], values)
            slip = OF_ANOTHER_KIND if average or lacking else worth
            found[column] = replace(found[column], turned=is_turned(values, panel.place), slip=slip)
    return found | _exchanged(panel, found, failed)


def to_outvote(panel: Panel, total: int) -> int:
    """How many columns must tie for one in which a line's sum fails, like no slip, to be misprinted."""
    words = panel.table.lines[total].words
    says_so = words.total or (words.unnamed and panel.table.upright)
    return TO_OUTVOTE_A_TOTAL if says_so and _is_of_periods(panel) else TO_OUTVOTE


def _is_of_periods(panel: Panel) -> bool:
    return all(panel.table.crossings[each].words.period for each in panel.crossings)


def is_too_little(panel: Panel, row: int, parts: Parts, promised: int) -> bool:
    """Whether a sum that fails cannot be worth what such a one must be, with what is `promised`; nor a doubt.

    By the largest figure of each column: most of all that is tried is told so, far sooner than by weighing it. One that
    may tie everywhere is never too little.
    """
    slack = panel.place * (len(parts) + 1)  # which no residual that rounding explains exceeds
    tied: list[int] = []
    failed: list[int] = []
    missed: list[int] = []
    for _, values, _ in _columns(panel, row, parts).values():
        worth, left = millibans(max(2, *map(abs, values)) * (slack + slack // 2), 3), sum(values)
        (failed if abs(left) > slack else tied).append(worth)
        missed += [left] if abs(left) > slack else []
    if not failed:
        return False
    several = bool(tied) or _may_be_exchanged(missed, slack)
    broken, doubted = sum(tied) + sum(failed) if several else max(failed), sum(tied)
    sure = promised + EXACTLY
    return sure + broken < LEAST_BROKEN and (len(failed) > 1 or sure + doubted < LEAST_DOUBTED)


def _may_be_exchanged(missed: Sequence[int], slack: int) -> bool:
    """Whether two columns miss by the same, one too much and the other too little, as where they exchanged a figure."""
    return len(missed) == 2 and abs(sum(missed)) <= 2 * slack


_Column = tuple[tuple[int, ...], tuple[int, ...], list[int]]  # the signs and values of a total and its parts, and rows


def _columns(panel: Panel, row: int, parts: Parts) -> dict[int, _Column]:
    """What should add to zero in each column that prints the total and a part."""
    found: dict[int, _Column] = {}
    rows = [(n, sign, panel.figures[n]) for n, sign in parts]
    for column, total in enumerate(panel.figures[row]):
        if total is None:
            continue
        printed = [(n, sign, value) for n, sign, line in rows if (value := line[column]) is not None]
        if printed:
            signs = (-1, *[sign for _, sign, _ in printed])
            values = (-total, *[sign * value for _, sign, value in printed])
            found[column] = signs, values, [n for n, _, _ in printed]
    return found


def _bare(columns: Mapping[int, _Column], place: int) -> dict[int, Fit]:
    """The fit in each column before it is known what failures tell."""
    found: dict[int, Fit] = {}
    seen: set[tuple[int, ...]] = set()
    for column, (_, values, _) in columns.items():
        each = fit(values, place)
        if values in seen or (each.ties and not values[0]):
            each = replace(each, size=0, gap=0)
        seen.add(values)
        found[column] = each
    return found


def _may_be_worth(columns: Mapping[int, _Column], found: Mapping[int, Fit], place: int, needed: int) -> bool:
    """Whether columns that fail could be worth so much together with those that tie; true where none fails."""
    failed = [(columns[column][1], each.residual) for column, each in found.items() if not each.ties]
    most = [most_of_slip(values, place) for values, _ in failed]
    ties = [each for each in found.values() if each.ties]
    slack = place * max((len(values) for values, _ in failed), default=0)
    several = bool(ties) or _may_be_exchanged([left for _, left in failed], slack)
    return not most or evidence(ties) + (sum(most) if several else max(most)) >= needed


def _aligned(values: Sequence[int], shown: Sequence[int | None]) -> tuple[int, ...]:
    """A total and its parts, with nothing for parts that a column does not print."""
    printed = iter(values[1:])
    return values[0], *(0 if each is None else next(printed) for each in shown)


def _exchanged(panel: Panel, found: dict[int, Fit], failed: dict[int, tuple[int, ...]]) -> dict[int, Fit]:
    """The two columns that fail, where exchanging the figures that one line prints there mends both.

    It is one slip, and has to be likelier than two.
    """
    if len(failed) != 2:
        return {}
    (one, here), (other, there) = failed.items()
    slack = panel.place * len(here) // 2
    worth = exchanged((here, there), (slack, slack), panel.place)
    apart = found[one].slip + found[other].slip
    if not worth or worth <= apart + MISPRINTED:
        return {}
    worth = max(worth, apart)
    if len(found) == len(failed):  # where no column ties, those that fail alike may be one accident
        worth = max(worth // 2, put_back((here, there), panel.place))
    return {column: replace(found[column], slip=worth // 2, turned=False, exchanged=True) for column in failed}


def _is_lacking(values: Sequence[int], worth: int, parts: int) -> bool:
    """Whether the relation is not meant for what a column prints, since its parts are not printed there."""
    return not any(values[1:]) or (len(values) <= parts and (worth <= 0 or len(values) < 3))


def _moves_by_nil(panel: Panel, rows: Sequence[int], values: Sequence[int]) -> bool:
    """Whether a column prints two balances that differ and nothing but nil between them: it does not give movements."""
    balances = [panel.table.lines[panel.lines[n]].words.balance for n in rows]
    return len(values) > 2 and balances[0] and balances[1] and bool(values[1]) and not any(values[2:])


def _is_average(signs: Sequence[int], values: Sequence[int]) -> bool:
    """Whether a total lies among parts that are alike, as balances and averages do beside sums of flows.

    Or no further beyond them than they lie apart, as the next of numbers that go up does (pages, years). The total is
    the one with the sign that no other has, whichever of them the relation is solved for.
    """
    sole = -1 if signs.count(-1) == 1 else 1
    printed = [sign * value for sign, value in zip(signs, values, strict=True)]
    totals = [abs(value) for sign, value in zip(signs, printed, strict=True) if sign == sole]
    parts = [abs(value) for sign, value in zip(signs, printed, strict=True) if sign != sole and value]
    if len(totals) != 1 or len(parts) < 2 or min(printed) < 0 < max(printed):
        return False
    least, most = min(parts), max(parts)
    beyond = most - least if len(parts) > 2 and most < _TWINS * least else 0
    return least - beyond <= totals[0] <= most + beyond and most < (_ALIKE if len(parts) > 2 else _TWINS) * least


def _slip(panel: Panel, column: int, values: Sequence[int], rows: Sequence[int]) -> int:
    """What it is worth that the values of these rows do not add in a column, the figures around them considered."""
    near = [_near(panel, n, column) for n in rows]
    at = {(panel.lines[n], panel.crossings[column]) for n in rows}
    beside = [{size for place, size in each.beside if place not in at} for each in near]
    return slip(values, panel.place, Around(near[0].column, [each.line for each in near], beside))


def _near(panel: Panel, row: int, column: int) -> Near:
    """What stands around a figure: asked of each figure of a table many times, and worked out once."""
    found = panel.near.get((row, column))
    if found is None:
        rows = range(max(0, row - _NEAR), min(row + _NEAR, len(panel.figures)))
        sizes = frozenset(abs(panel.figures[n][column] or 0) for n in rows) - {0}
        line = _sizes(panel, _along(panel, row, column))
        found = Near(sizes, frozenset(size for _, size in line), tuple(_sizes(panel, _next_to(panel, row, column))))
        panel.near[row, column] = found
    return found


def _along(panel: Panel, row: int, column: int) -> list[tuple[int, int]]:
    """The places in the other columns of a figure's row in its grid."""
    line, crossing, table = panel.lines[row], panel.crossings[column], panel.table
    if table.upright:
        return [(line, other) for other in range(len(table.crossings)) if other != crossing]
    return [(other, crossing) for other in range(len(table.lines)) if other != line]


def _next_to(panel: Panel, row: int, column: int) -> list[tuple[int, int]]:
    line, crossing = panel.lines[row], panel.crossings[column]
    return [(line - 1, crossing), (line + 1, crossing), (line, crossing - 1), (line, crossing + 1)]


def _sizes(panel: Panel, places: Sequence[tuple[int, int]]) -> list[tuple[tuple[int, int], int]]:
    """The places, of some, whose figures print as the panel does, but for nil, with their sizes."""
    entries = ((at, panel.table.entries.get(at)) for at in places)
    return [
        (at, abs(e.value))
        for at, e in entries
        if e is not None and e.value and (e.unit, e.place) == (panel.unit, panel.place)
    ]
