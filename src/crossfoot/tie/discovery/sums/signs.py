"""Lines that rounding hides: whether a sum adds, takes off or skips a line too small to tell, exact ties tell."""

from collections.abc import Iterator
from dataclasses import replace

from crossfoot.tie.discovery.sums.found import Sum
from crossfoot.tie.discovery.tables.panels import Parts


def surely_signed(found: Sum) -> Sum:
    """The sum with every line that rounding hides taken in the way in which most crossings tie to the last digit."""
    exact = _exact(found)
    for parts in _otherwise(found) if exact != len(found.tied) else ():
        turned = replace(found, parts=parts)
        again = _exact(turned)
        if exact is not None and again is not None and again > exact:
            found, exact = turned, again
    return found


def _otherwise(found: Sum) -> Iterator[Parts]:
    """The parts with one of them turned round, and with one more of the lines between them added or taken off."""
    for number, (line, sign) in enumerate(found.parts):
        yield (*found.parts[:number], (line, -sign), *found.parts[number + 1 :])
    taken = {found.total, *(line for line, _ in found.parts)}
    for line in found.panel.lines:
        if min(taken) < line < max(taken) and line not in taken:
            for sign in (1, -1):
                yield tuple(sorted((*found.parts, (line, sign))))


def _exact(found: Sum) -> int | None:
    """The crossings that tie to the last digit, None where one of those that tied no longer does."""
    slack = found.panel.place * (len(found.parts) + 1) // 2
    exact = 0
    for crossing in found.tied:
        left = abs(_residual(found, crossing))
        if left > slack:
            return None
        exact += not left
    return exact


def _residual(found: Sum, crossing: int) -> int:
    entries = found.panel.table.entries
    parts = sum(sign * entries[line, crossing].value for line, sign in found.parts if (line, crossing) in entries)
    return entries[found.total, crossing].value - parts
