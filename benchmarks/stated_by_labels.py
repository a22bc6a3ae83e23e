"""Relations that a statement's lines say by their labels and order, and that its calculation linkbase leaves out.

Judged strictly, for they count in favour of what was found: a balance at the end is that at the beginning and every
line printed between the two; a result is what is attributable to owners and to others; a declared sum whose lines say
"(Less)" takes them off, whatever weight the linkbase gives them. A relation counts only where it holds, all lines of it
taken, in every column that prints it.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

_LESS = re.compile(r"\W*(?:less|deduct)\b", re.IGNORECASE)
_OWNED = "AttributableTo"

Sums = Mapping[str, Mapping[str, int]]
Form = dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a statement: its concept, the sign that it is printed with, whether it opens a period, its words."""

    concept: str
    sign: int
    opens: bool
    words: str


def stated_by_labels(lines: Mapping[str, Line], sums: Sums) -> Iterator[Form]:
    """The forms that lines, by name and in their order, state; coefficients are of what is printed."""
    yield from _rolled(lines, sums)
    yield from _owned(lines)
    yield from _lessened(lines, sums)


def _rolled(lines: Mapping[str, Line], sums: Sums) -> Iterator[Form]:
    """The close of a balance is its opening and all lines between, totals of these left aside."""
    names = list(lines)
    for first, opening in enumerate(names):
        for last in range(first + 2, len(names) if lines[opening].opens else 0):
            closing = lines[names[last]]
            if closing.concept == lines[opening].concept and not closing.opens:
                between = {lines[name].concept for name in names[first + 1 : last]}
                parts = [n for n in names[first + 1 : last] if between.isdisjoint(sums.get(lines[n].concept, ()))]
                flows = {name: Fraction(1 if _LESS.match(lines[name].words) else -1) for name in parts}
                yield flows | {names[last]: Fraction(1), opening: Fraction(-1)}
                break


def _owned(lines: Mapping[str, Line]) -> Iterator[Form]:
    """What is attributable to owners and what to others make up the whole."""
    for whole, line in lines.items():
        parts = [n for n, each in lines.items() if each.concept.startswith(line.concept + _OWNED)]
        if len(parts) > 1:
            yield {whole: Fraction(line.sign)} | {part: Fraction(-lines[part].sign) for part in parts}


def _lessened(lines: Mapping[str, Line], sums: Sums) -> Iterator[Form]:
    """Declared sums with lines taken off that say so."""
    for total, parts in sums.items():
        whole = _named(lines, total)
        shown = {name: weight for part, weight in parts.items() for name in _around(lines, part, whole)}
        if whole and any(_LESS.match(lines[name].words) for name in shown):
            terms = {n: Fraction(1 if _LESS.match(lines[n].words) else -weight) for n, weight in shown.items()}
            yield {whole: Fraction(1)} | terms


def _named(lines: Mapping[str, Line], concept: str) -> str:
    return next((name for name, line in lines.items() if line.concept == concept and not line.opens), "")


def _around(lines: Mapping[str, Line], concept: str, total: str) -> Collection[str]:
    """The line of a part, of several that print it the last one above its total."""
    names = list(lines)
    found = [name for name, line in lines.items() if line.concept == concept and not line.opens]
    above = [name for name in found if total and names.index(name) < names.index(total)]
    return (above or found)[-1:]
