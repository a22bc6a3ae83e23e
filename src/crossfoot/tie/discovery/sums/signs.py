"""Lines that rounding hides: whether a sum adds, takes off or skips a line too small to tell, exact ties tell."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from crossfoot.tie.discovery.sums.found import Sum
from crossfoot.tie.discovery.tables.panels import Parts


def surely_signed(every: Sequence[Sum]) -> list[Sum]:
    """The sums with every line that rounding hides taken in the way in which most crossings tie to the last digit.

    A line is not added beside a subtotal that has it as a part already. One that stands elsewhere and is no part of
    any sum is taken in where two crossings or more, all of them, tie to the last digit with it and one did not.
    """
    parts = {each.total: {line for line, _ in each.parts} for each in reversed(every)}
    used = {line for each in every for line in (each.total, *parts[each.total])}
    found = []
    for each in every:
        surest = _surely(each, _within({line for line, _ in each.parts}, parts))
        found.append(next(_complete(surest, used), surest) if _exact(surest) != len(surest.tied) else surest)
    return found


def _complete(found: Sum, used: Collection[int]) -> Iterator[Sum]:
    """The sum with one more line of its table, of no other sum, with which it ties to the last digit everywhere."""
    entries, lines = found.panel.table.entries, found.panel.table.lines
    for line in found.panel.lines if len(found.tied) > 1 else ():
        words = lines[line].words
        if line not in used and not (words.total or words.result) and all((line, at) in entries for at in found.tied):
            added = replace(found, parts=tuple(sorted((*found.parts, (line, 1)))))
            if _exact(added) == len(found.tied):
                yield added


def _within(lines: Iterable[int], parts: Mapping[int, Collection[int]]) -> set[int]:
    """The lines that these are made up of, and that their parts are."""
    found: set[int] = set()
    left = list(lines)
    while left:
        inner = set(parts.get(left.pop(), ())) - found
        found |= inner
        left += inner
    return found


def _surely(found: Sum, counted: Collection[int]) -> Sum:
    exact = _exact(found)
    for parts in _otherwise(found, counted) if exact != len(found.tied) else ():
        turned = replace(found, parts=parts)
        again = _exact(turned)
        if exact is not None and again is not None and again > exact:
            found, exact = turned, again
    return found


def _otherwise(found: Sum, counted: Collection[int]) -> Iterator[Parts]:
    """The parts with one of them turned round, and with one more of the lines between them added or taken off.

    `counted` are lines that count with a part.
    """
    for number, (line, sign) in enumerate(found.parts):
        yield (*found.parts[:number], (line, -sign), *found.parts[number + 1 :])
    taken = {found.total, *(line for line, _ in found.parts)} | {*counted}
    ends = (found.total, *(line for line, _ in found.parts))
    first, last = min(ends), max(ends)
    for line in found.panel.lines:
        if first < line < last and line not in taken:
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
