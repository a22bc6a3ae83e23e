"""Sums that fail together: two that miss by the same in a figure that both hold speak for each other.

One misprint in a figure of two sums breaks both, and by the same amount. In a table of two columns neither can be told
alone, for a sum that ties in one column and fails in the other may just have lines of its own there. But that two of
them fail at one figure, and would both tie with the same other figure in its place, is what it is improbable for
unrelated ones to do: the rest of the two, that figure taken out, is a sum that ties.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from crossfoot.model.facts import FactKey
from crossfoot.tie.discovery.belief.evidence import evidence, fit, millibans
from crossfoot.tie.discovery.belief.slips import MISPRINTED
from crossfoot.tie.discovery.sums.found import LEAST_BROKEN, Sum
from crossfoot.tie.discovery.sums.lacking import has_own_line
from crossfoot.tie.discovery.sums.settling import settled


@dataclass(frozen=True, slots=True)
class _Failure:
    """A sum where it fails: the coefficient and the value, in grains, of each fact that should add to zero there.

    `belief` is what its other crossings are worth; `known` are the facts whose lines print something where it ties.
    """

    found: Sum
    crossing: int
    belief: int
    terms: Mapping[FactKey, tuple[int, int]]
    known: Collection[FactKey]
    is_doubted: bool


def crossed(sure: Sequence[Sum], doubted: Sequence[Sum]) -> list[Sum]:
    """The sums of a table, along its lines or across, which another bears out that fails at the same figure.

    Doubted ones that are to be believed, and sure ones with what that says where they fail.
    """
    failures = [*(_failure(each, doubted=True) for each in doubted), *(_failure(each, doubted=False) for each in sure)]
    of_fact: dict[FactKey, list[_Failure]] = {}
    for each in filter(None, failures):
        for fact in each.known:
            of_fact.setdefault(fact, []).append(each)
    surest: dict[tuple[bool, int], Sum] = {}
    for fact, about in of_fact.items():
        for found in _borne_out(fact, about):
            line = found.panel.table.upright, found.total
            surest[line] = max(found, surest.get(line, found), key=lambda s: s.belief)
    return list(surest.values())


def _failure(found: Sum, *, doubted: bool) -> _Failure | None:
    """A sum in the one crossing in which it fails; None where it fails in several, in none, or for want of a line."""
    failing = [crossing for crossing, each in found.fits.items() if not each.ties]
    if len(failing) != 1:
        return None
    (crossing,) = failing
    column = {each: n for n, each in enumerate(found.panel.crossings)}  # others print to another place
    tied = [column[each] for each in found.tied if each in column]
    if crossing not in column or has_own_line(found.panel, column[crossing], found.fits[crossing].residual, tied):
        return None
    entries = found.panel.table.entries
    lines = [(line, sign) for line, sign in ((found.total, -1), *found.parts) if (line, crossing) in entries]
    terms = {entries[line, crossing].fact: (sign, entries[line, crossing].value) for line, sign in lines}
    belief = found.belief - (0 if doubted else found.fits[crossing].slip)
    known = {
        entries[line, crossing].fact
        for line, _ in lines
        if any((line, c) in entries and entries[line, c].value for c in found.tied)
    }
    return _Failure(found, crossing, belief, terms, known, doubted) if len(terms) == len(lines) else None


def _borne_out(fact: FactKey, about: Sequence[_Failure]) -> Iterator[Sum]:
    """The sums among those about a fact that fail by as much of it as another does, one of the two in doubt."""
    pairs = [(one, other) for one, other in combinations(about, 2) if one.is_doubted or other.is_doubted]
    for one, other in pairs:
        worth = _worth(fact, one, other) - millibans(len(pairs))
        if worth > 0 and one.belief + other.belief + worth + MISPRINTED >= LEAST_BROKEN:
            yield from (_believed(each, worth) for each in (one, other) if each.belief + worth >= LEAST_BROKEN)


def _worth(fact: FactKey, one: _Failure, other: _Failure) -> int:
    """What it is worth that two sums, a fact that both hold taken out, tie together; nothing where they do not."""
    if one.found.panel.unit != other.found.panel.unit or one.found.panel.place != other.found.panel.place:
        return 0
    if one.terms.keys() & other.terms.keys() != {fact}:
        return 0  # two readings of one block miss by the same
    turn = -one.terms[fact][0] * other.terms[fact][0]
    values = [sign * value for key, (sign, value) in one.terms.items() if key != fact]
    values += [turn * sign * value for key, (sign, value) in other.terms.items() if key != fact]
    together = fit(values, one.found.panel.place)
    return evidence([together]) if together.ties and together.size else 0


def _believed(failure: _Failure, worth: int) -> Sum:
    """The sum with what the other one's failure is worth in the crossing where both fail."""
    fits = dict(failure.found.fits)
    known = fits[failure.crossing]
    fits[failure.crossing] = replace(known, slip=worth if failure.is_doubted else max(worth, known.slip))
    belief = failure.belief + fits[failure.crossing].slip
    return settled(replace(failure.found, belief=belief, fits=fits))
