"""Sums that nobody declares, believed as far as the figures of a report bear them out wherever they can be tried."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.model.naming import Naming

_LEAST_BELIEF = 2
_COST_OF_FAILURE = 2  # powers of ten, as for discovered relations
_MOST_BELIEF = 99  # figures of any number of digits say no more

_ONLY_ASKED = 4  # a warning, no error


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its signed parts, the rule that it follows, and a name that tells it from others of that total."""

    name: str
    rule: str
    kind: IdentityKind
    total: FactKey
    parts: tuple[tuple[int, FactKey], ...]


def borne_out(sums: Sequence[Sum], stated: Mapping[FactKey, Figure], naming: Naming, enough: int) -> Iterator[Identity]:
    """Of sums of one kind those that tie, with the belief that all of them together earn.

    What fails speaks against the rest and is let go, for restated figures and other definitions fail like misprints
    do; only one place that fails beside `enough` that tie is asked about, unless what is left there is another fact
    of the same period: a line that only some statements have.
    """
    ties = [each for each in sums if _ties(each, stated)]
    belief = sum(_evidence(each, stated) for each in ties) - _COST_OF_FAILURE * (len(sums) - len(ties))
    if belief >= _LEAST_BELIEF and 2 * len(ties) >= len(sums):
        for each in ties:
            yield _identity(each, min(belief, _MOST_BELIEF), naming)
        if len(sums) == len(ties) + 1 and len(ties) >= enough:
            (failing,) = (each for each in sums if each not in ties)
            if not _lacks_a_line(failing, stated):
                yield _identity(failing, min(belief, _ONLY_ASKED), naming)


def _ties(each: Sum, stated: Mapping[FactKey, Figure]) -> bool:
    """Whether rounding explains what is left, to nearest."""
    residual, slack = _left(each, stated)
    return abs(residual) <= slack


def _left(each: Sum, stated: Mapping[FactKey, Figure]) -> tuple[Fraction, Fraction]:
    """What a total has over its parts, and how much of it rounding to nearest can explain."""
    total = stated[each.total].printed
    parts = [(sign, stated[part].printed) for sign, part in each.parts]
    residual = Fraction(total.value) - sum((sign * Fraction(part.value) for sign, part in parts), Fraction(0))
    slack = sum((Fraction(printed.place) for printed in (total, *(part for _, part in parts))), Fraction(0))
    return residual, slack / 2


def _lacks_a_line(each: Sum, stated: Mapping[FactKey, Figure]) -> bool:
    """Whether another fact of the same period is as large as what is left."""
    residual, slack = _left(each, stated)
    own, known = each.total, {each.total, *(part for _, part in each.parts)}
    return any(
        abs(abs(Fraction(figure.printed.value)) - abs(residual)) <= slack
        for key, figure in stated.items()
        if key not in known and (key.period, key.scenario, key.members) == (own.period, own.scenario, own.members)
    )


def _evidence(each: Sum, stated: Mapping[FactKey, Figure]) -> int:
    """How unlikely it is, in powers of ten, that parts add up by accident; nothing where fewer than two are not nil."""
    printed = [stated[key].printed for key in (each.total, *(part for _, part in each.parts))]
    if sum(bool(part.value) for part in printed[1:]) < min(2, len(each.parts)):
        return 0
    slack = sum((Fraction(part.place) for part in printed), Fraction(0))
    return max(len(str(int(abs(Fraction(printed[0].value)) / slack))) - 1, 0)


def _identity(each: Sum, belief: int, naming: Naming) -> Identity:
    total = each.total
    terms = (Term(Fraction(1), total), *(Term(Fraction(-sign), part) for sign, part in each.parts))
    cut = "|" + ";".join(f"{axis}={member}" for axis, member in total.members) if total.members else ""
    return Identity(
        naming.id(total.name, each.name, total.period, total.scenario) + cut,
        each.kind,
        Origin(rule=each.rule),
        terms,
        text=f"{naming.fact(total)} = {naming.total(Term(-term.coefficient, term.fact) for term in terms[1:])}",
        subject=total,
        belief=belief,
    )
