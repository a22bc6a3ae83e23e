"""Sums that columns of one kind bear out, held against columns of another: what adds in area adds in rent as well.

A column by itself proves too little where one of its figures is misprinted, and columns in other units, or of changes,
do not say what it would add up to. But they say which rows add to which.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from crossfoot.tie.discovery.belief.evidence import BAN, Fit
from crossfoot.tie.discovery.belief.slips import misprinted
from crossfoot.tie.discovery.sums.fitting import fits
from crossfoot.tie.discovery.sums.found import LEAST_BROKEN, Sum
from crossfoot.tie.discovery.tables.panels import Panel, Parts, panels
from crossfoot.tie.discovery.tables.table import Table
from crossfoot.vocabulary.units import PERCENT, POINTS, UnitKind

_RATES = (PERCENT, POINTS)


def in_other_columns(table: Table, found: Sequence[Sum], differences: Collection[int] = ()) -> list[Sum]:
    """The sums, and those that tie wherever they were tried in a column of another kind in which one is misprinted.

    Other totals tie in such a column, which tells that it adds, and a slip other than a sign explains what is left:
    a column of changes may count a saving as positive.
    """
    every = list(panels(table, differences))
    return [*found, *(each for panel in every if len(every) > 1 for each in _carried_over(found, panel))]


def _carried_over(found: Sequence[Sum], panel: Panel) -> Iterator[Sum]:
    if panel.unit in _RATES or panel.unit.kind is UnitKind.PER_SHARE:
        return
    sure = [each for each in found if not each.failing and each.belief >= LEAST_BROKEN and _is_total(each)]
    told = [(each, fit) for each in sure if (fit := _fits(each, panel)) is not None]
    adding = {c for _, fit in told for c, one in fit.items() if one.ties and one.gap + one.rounded >= BAN}
    known = {(each.shape, crossing) for each in found for crossing in each.fits}
    for each, fit in told:
        failing = [c for c in misprinted(fit) if c in adding and fit[c].slip > 0 and not fit[c].turned]
        crossings = {panel.crossings[c]: fit[c] for c in failing if (each.shape, panel.crossings[c]) not in known}
        if crossings:
            named = tuple(sorted(crossings))
            yield replace(each, panel=panel, tied=(), failing=named, fits=crossings, elsewhere=len(each.tied))


def _is_total(found: Sum) -> bool:
    """Whether a line that is called a total adds up several as they are printed, in columns of levels."""
    words, crossings = found.panel.table.lines[found.total].words, found.panel.table.crossings
    added = len(found.parts) > 1 and all(sign > 0 for _, sign in found.parts)
    return added and (words.total or words.unnamed) and not any(crossings[c].words.change for c in found.tied)


def _fits(found: Sum, panel: Panel) -> dict[int, Fit] | None:
    """How a sum fits the columns of another panel, where all its lines print there."""
    at = {line: row for row, line in enumerate(panel.lines)}
    if not {found.total, *(line for line, _ in found.parts)} <= at.keys():
        return None
    parts: Parts = tuple((at[line], sign) for line, sign in found.parts)
    return fits(panel, at[found.total], parts)
