"""Lines that print one amount twice: the two sides of a balance sheet, whatever stands between them."""

from collections.abc import Iterator

from crossfoot.tie.discovery.belief.evidence import BAN, Fit, millibans
from crossfoot.tie.discovery.belief.odds import NAMED
from crossfoot.tie.discovery.belief.slips import misprinted, retyped
from crossfoot.tie.discovery.sums.found import LEAST, LEAST_BROKEN, Sum
from crossfoot.tie.discovery.tables.panels import Panel, panels
from crossfoot.tie.discovery.tables.table import Table

_TWINS = (("assets", "funding"),)
_LEAST = BAN // 2  # that the two differ: neither has lines of its own, which a column might lack
_SLIPS_A_DIGIT = 34  # misread digits and swapped neighbours, up or down


def twins(table: Table) -> Iterator[Sum]:
    """Total assets and total liabilities and equity, where a table has each once: a sum of one part."""
    for panel in panels(table) if table.upright else ():
        accounts = [table.lines[line].account for line in panel.lines]
        for one, other in _TWINS:
            if accounts.count(one) == accounts.count(other) == 1:
                found = _twin(panel, accounts.index(one), accounts.index(other))
                if found is not None:
                    yield found


def _twin(panel: Panel, one: int, other: int) -> Sum | None:
    told: dict[int, Fit] = {}
    for column, crossing in enumerate(panel.crossings):
        part, total = panel.figures[one][column], panel.figures[other][column]
        if part and total:
            told[crossing] = _fit(total, part, panel.place)
    ties = [each for each in told.values() if each.ties]
    belief = NAMED + sum(each.size for each in ties) + sum(each.slip for each in told.values() if not each.ties)
    if not ties or belief < (LEAST if len(ties) == len(told) else LEAST_BROKEN):
        return None
    tied = tuple(sorted(crossing for crossing, each in told.items() if each.ties))
    lines = panel.lines[other], ((panel.lines[one], 1),)
    return Sum(panel, *lines, tied, tuple(sorted(misprinted(told))), belief, told)


def _fit(total: int, part: int, place: int) -> Fit:
    """One amount printed twice is the same to the last digit, or one print of it is a slip."""
    size = millibans(max(abs(total), abs(part)) // place)
    if total == part:
        return Fit(0, ties=True, size=size, gap=size)
    slips = millibans(_SLIPS_A_DIGIT * len(str(abs(total) // place)))
    is_slip = retyped(total // place, part // place)
    return Fit(total - part, ties=False, slip=max(size - slips, _LEAST) if is_slip else _LEAST)
