"""Fitting: how a sum fits each column of a panel, and what it is worth where it does not."""

from collections.abc import Sequence
from dataclasses import replace

from crossfoot.tie.discovery.evidence import BAN, Fit, fit
from crossfoot.tie.discovery.panels import Panel, Parts
from crossfoot.tie.discovery.slips import OF_ANOTHER_KIND, Around, exchanged, is_turned, slip

_NEAR = 50  # lines within which a residual may be another figure
_ALIKE = 4  # balances of a year's quarters seldom differ more,
_TWINS = 2  # nor do two of them, than by this factor


def fits(panel: Panel, row: int, parts: Parts) -> dict[int, Fit]:
    """The fit in each column that prints the total; columns that repeat another's figures are worth nothing twice."""
    found: dict[int, Fit] = {}
    failed: dict[int, tuple[int, ...]] = {}
    seen: set[tuple[int, ...]] = set()
    for column, total in enumerate(panel.figures[row]):
        printed = [n for n, _ in parts if panel.figures[n][column] is not None]
        if total is None or not printed:
            continue
        signs = (-1, *(sign for n, sign in parts if n in printed))
        bare = (total, *(panel.figures[n][column] or 0 for n in printed))
        values = tuple(sign * value for sign, value in zip(signs, bare, strict=True))
        each = fit(values, panel.place)
        if not each.ties:
            failed[column] = values
            each = replace(each, turned=is_turned(values, panel.place))
            each = _failed(each, signs, values, _slip(panel, column, values, [row, *printed]), len(parts))
        if values in seen or (each.ties and not total):
            each = replace(each, size=0, gap=0)
        seen.add(values)
        found[column] = each
    return found | _exchanged(panel, found, failed)


def _exchanged(panel: Panel, found: dict[int, Fit], failed: dict[int, tuple[int, ...]]) -> dict[int, Fit]:
    """The two columns that fail, where exchanging the figures that one line prints there mends both."""
    if len(failed) != 2 or len(set(map(len, failed.values()))) > 1:
        return {}
    (one, here), (other, there) = failed.items()
    slack = panel.place * len(here) // 2
    worth = exchanged((here, there), (slack, slack), panel.place) // 2
    if worth <= max(0, found[one].slip, found[other].slip):
        return {}
    return {column: replace(found[column], slip=worth, turned=False, exchanged=True) for column in failed}


def _failed(each: Fit, signs: Sequence[int], values: Sequence[int], worth: int, parts: int) -> Fit:
    """A fit that fails, with what it is worth: little where the relation is not meant for what the column prints."""
    lacking = not any(values[1:]) or (len(values) <= parts and (worth <= 0 or len(values) < 3))
    average = _is_average(signs, values) and (worth < BAN or len(values) > 3)
    return replace(each, slip=OF_ANOTHER_KIND if lacking or average else worth)


def _is_average(signs: Sequence[int], values: Sequence[int]) -> bool:
    """Whether a total lies among parts that are alike, as balances and averages do beside sums of flows.

    The total is the one with the sign that no other has, whichever of them the relation is solved for.
    """
    sole = -1 if signs.count(-1) == 1 else 1
    printed = [sign * value for sign, value in zip(signs, values, strict=True)]
    totals = [abs(value) for sign, value in zip(signs, printed, strict=True) if sign == sole]
    parts = [abs(value) for sign, value in zip(signs, printed, strict=True) if sign != sole and value]
    if len(totals) != 1 or len(parts) < 2 or min(printed) < 0 < max(printed):
        return False
    return min(parts) <= totals[0] <= max(parts) < (_ALIKE if len(parts) > 2 else _TWINS) * min(parts)


def _slip(panel: Panel, column: int, values: Sequence[int], rows: Sequence[int]) -> int:
    """What it is worth that the values of these rows do not add in a column, the figures around them considered."""
    near = range(max(0, rows[0] - _NEAR), min(rows[0] + _NEAR, len(panel.figures)))
    others = {abs(panel.figures[n][column] or 0) for n in near if n not in rows}
    elsewhere = [{abs(figure) for c, figure in enumerate(panel.figures[n]) if c != column and figure} for n in rows]
    last = len(panel.figures)
    next_to = [[m for m in (n - 1, n + 1) if 0 <= m < last and m not in rows] for n in rows]
    beside = [{abs(figure) for m in lines if (figure := panel.figures[m][column])} for lines in next_to]
    return slip(values, panel.place, Around(others - {0}, elsewhere, beside))
