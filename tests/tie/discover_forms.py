"""Relations between the cells of a table as hand-made labels and identities say them, for tests that compare the two.

A label names rows and columns of the grid: `r4 = r2 + r3 in c1 c2` down, `c3 = c1 - c2 in r2` across, `r5c1 = r13c2`
where two figures are one fact, `r5 = r4 / r3 in c1` a percentage, with ` - 100` behind it growth.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Generic, TypeVar

from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity
from crossfoot.vocabulary.periods import Undated

Line = TypeVar("Line", bound=Hashable)
Cell = str
Form = dict[Cell, Fraction]
"""A relation as cells with coefficients that add to zero; a percentage as its cells, each with its role."""


def labelled(label: str, rows: list[list[str]]) -> Iterator[Form]:
    """The relations that a label stands for, one for each line it is said to hold in, blanks left out."""
    relation, _, where = label.partition(" in ")
    for line in where.split() or [""]:
        cells = re.sub(r"\b[rc][0-9]+\b", lambda m, line=line: _cell(m[0], line), relation) if line else relation  # type: ignore[misc]
        yield _parsed(cells, rows)


def _cell(one: str, other: str) -> Cell:
    return one + other if one.startswith("r") else other + one


def _parsed(relation: str, rows: list[list[str]]) -> Form:
    left, right = relation.split(" = ")
    if "/" in right:
        over, under = right.removesuffix(" - 100").split(" / ")
        return {f"{left}%": Fraction(1), f"over {over}": Fraction(1), f"under {under}": Fraction(1)}
    form = {left: Fraction(1)}
    for sign, cell in re.findall(r"([+-]?) ?(r[0-9]+c[0-9]+)", right):
        row, column = map(int, cell[1:].split("c"))
        if rows[row][column]:
            form[cell] = Fraction(1 if sign == "-" else -1)
    return form


def form_of(identity: Identity) -> Form:
    """What an identity says of the cells whose facts it relates."""
    if identity.ratio is not None:
        over, under = identity.terms[0].fact, identity.denominator[0].fact
        cells = (f"{_at(identity.ratio)}%", f"over {_at(over)}", f"under {_at(under)}")
        return dict.fromkeys(cells, Fraction(1))
    return {_at(term.fact): term.coefficient for term in identity.terms}


def _at(fact: FactKey) -> Cell:
    assert isinstance(fact.period, Undated)
    return fact.measure.rstrip("%") + fact.period.column


class Span(Generic[Line]):
    """All that forms imply, those of a span before them included: their linear combinations, by exact elimination."""

    def __init__(self, forms: Iterable[Mapping[Line, Fraction]], before: "Span[Line] | None" = None) -> None:
        self._basis: list[tuple[Line, dict[Line, Fraction]]] = [] if before is None else list(before._basis)
        for each in forms:
            rest = _reduced(each, self._basis)
            if rest:
                self._basis.append((next(iter(rest)), rest))

    def implies(self, form: Mapping[Line, Fraction]) -> bool:
        """Whether a form is a linear combination of these."""
        return not _reduced(form, self._basis)


def implied(form: Mapping[Line, Fraction], by: Iterable[Mapping[Line, Fraction]]) -> bool:
    """Whether a form is a linear combination of others, by exact elimination."""
    return Span(by).implies(form)


def _reduced(form: Mapping[Line, Fraction], basis: Sequence[tuple[Line, dict[Line, Fraction]]]) -> dict[Line, Fraction]:
    """What is left of a form once those of a basis, each with its pivot, are taken out of it."""
    rest = dict(form)
    for pivot, known in basis:
        if pivot in rest:
            times = rest[pivot] / known[pivot]
            for line, coefficient in known.items():
                left = rest.get(line, Fraction(0)) - times * coefficient
                if left:
                    rest[line] = left
                else:
                    rest.pop(line, None)
    return rest
