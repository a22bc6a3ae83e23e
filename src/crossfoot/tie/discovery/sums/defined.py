"""Totals that all but follow from the statement they stand in: where one fails, something there is wrong.

A sum that ties in one column and fails in the other like no slip of the pen may just have lines of its own there. Of
totals of whole balance sheets and cash flows hardly any has (`benchmarks/promises.py`): two misprints in one column, or
a figure of another place, are likelier.
"""

from dataclasses import replace

from crossfoot.tie.discovery.belief.evidence import BAN, Fit
from crossfoot.tie.discovery.belief.odds import AS_PRINTED, OF_BALANCE_SHEET
from crossfoot.tie.discovery.belief.slips import NO_SLIP
from crossfoot.tie.discovery.sums.lacking import has_own_line
from crossfoot.tie.discovery.tables.panels import Panel

_UNLIKE_A_SLIP = -BAN  # a misprint that is like no slip is rarer than a column that the sum cannot be meant for
_MISPRINTED = 1  # what is told, and worth nothing


def is_defined(promised: int, stated: int | None) -> bool:
    """Whether a reading of a total of a whole statement is the one that such totals are promised by."""
    return stated is not None and stated >= OF_BALANCE_SHEET and promised >= stated + AS_PRINTED


def as_defined(panel: Panel, promised: int, told: dict[int, Fit]) -> tuple[int, dict[int, Fit]]:
    """What is promised of a sum, and its fits, with the one failure that no slip explains taken for a misprint.

    Only where it ties elsewhere, and not where the column prints what is missed in a line that the others leave blank.
    """
    failing = [column for column, each in told.items() if not each.ties]
    if len(failing) != 1 or len(told) == 1:
        return promised, told
    (column,) = failing
    if told[column].slip != NO_SLIP or has_own_line(
        panel, column, told[column].residual, [c for c in told if c != column]
    ):
        return promised, told
    return promised + _UNLIKE_A_SLIP, {**told, column: replace(told[column], slip=_MISPRINTED)}
