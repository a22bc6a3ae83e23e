"""Settling: all crossings in which a sum ties, and those in which it is misprinted."""

from collections.abc import Sequence
from dataclasses import replace

from crossfoot.tie.discovery.belief.evidence import BAN, Fit
from crossfoot.tie.discovery.belief.slips import misprinted
from crossfoot.tie.discovery.sums.fitting import fits, to_outvote
from crossfoot.tie.discovery.sums.found import Sum
from crossfoot.tie.discovery.sums.lacking import without_lacking
from crossfoot.tie.discovery.tables.panels import Panel


def together(one: Sum, other: Sum) -> Sum:
    """One relation found in two panels, or both passes: the surer, with the crossings of both that print its total.

    One solved for another line may leave over the same with the other sign.
    """
    surer, less = sorted((other, one), key=lambda s: -s.belief)
    entries, its = surer.panel.table.entries, dict(((less.total, -1), *less.parts))
    told = {c: f if its[surer.total] < 0 else replace(f, residual=-f.residual) for c, f in less.fits.items()}
    return replace(surer, fits={c: f for c, f in {**told, **surer.fits}.items() if (surer.total, c) in entries})


def widened(found: Sum, every: Sequence[Panel]) -> Sum:
    """The sum with the crossings of other kinds in which it ties too, where that says something."""
    more: dict[int, Fit] = {}
    for panel in every:
        at = {line: row for row, line in enumerate(panel.lines)}
        if panel.unit == found.panel.unit and {found.total, *(line for line, _ in found.parts)} <= at.keys():
            parts = tuple((at[line], sign) for line, sign in found.parts)
            told = fits(panel, at[found.total], parts)
            more |= {panel.crossings[c]: f for c, f in told.items() if f.ties and f.gap + f.rounded >= BAN}
    return replace(found, fits=more | dict(found.fits))


def settled(found: Sum) -> Sum:
    """The sum with the crossings in which it ties and those in which it is misprinted, of all that print its total.

    A line that adds up lines of its own name is told by nothing but arithmetic: where it fails it does not apply.
    """
    tied = sorted(crossing for crossing, each in found.fits.items() if each.ties)
    lines = found.panel.table.lines
    of_sections = all(lines[line].label == lines[found.total].label for line, _ in found.parts)
    found = replace(found, tied=tuple(tied))
    failing = () if of_sections else tuple(sorted(misprinted(found.fits, to_outvote(found.panel, found.total))))
    return replace(found, failing=without_lacking(found, failing))
