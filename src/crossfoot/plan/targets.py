"""Targets against results: how far what came is from what was promised last."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.model.naming import Naming
from crossfoot.vocabulary.measures import LEVEL, Against, Aspect, AspectKind
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario, ScenarioKind

AGAINST_TARGET = Origin(rule="a result against target is the actual minus the target announced last")

_COMPARED = {
    LEVEL: Aspect(AspectKind.CHANGE, Against.TARGET),
    Aspect(AspectKind.SHARE): Aspect(AspectKind.SHARE_CHANGE, Against.TARGET),
}


def compare(book: Book) -> Book:
    """The book with an identity for each result that has a target: the actual less the target of the latest vintage.

    Levels and shares are compared where both are stated. A comparison that is itself printed is left to the book's
    standing rules.
    """
    stated = {figure.fact for figure in book.figures if figure.fact is not None}
    stated.update(slot.fact for block in book.blocks for slot in block.slots)
    have = {identity.id for identity in book.identities}
    new = [identity for identity in _comparisons(stated, Naming(book.entity.calendar)) if identity.id not in have]
    return book.grown(identities=(*book.identities, *sorted(new, key=lambda identity: identity.id)))


def _comparisons(stated: set[FactKey], naming: Naming) -> Iterator[Identity]:
    targets: dict[FactKey, list[Scenario]] = defaultdict(list)
    for key in stated:
        if key.scenario.kind is ScenarioKind.TARGET and key.aspect in _COMPARED:
            targets[replace(key, scenario=ACTUAL)].append(key.scenario)
    for actual, scenarios in targets.items():
        difference = replace(actual, aspect=_COMPARED[actual.aspect])
        if actual in stated and difference not in stated:
            yield _variance(difference, actual, replace(actual, scenario=max(scenarios)), naming)


def _variance(difference: FactKey, actual: FactKey, target: FactKey, naming: Naming) -> Identity:
    parts = (Term(Fraction(1), actual), Term(Fraction(-1), target))
    return Identity(
        id=naming.id(difference.name, Against.TARGET, difference.period, difference.scenario),
        kind=IdentityKind.VARIANCE,
        origin=AGAINST_TARGET,
        terms=(Term(Fraction(1), difference), *(Term(-part.coefficient, part.fact) for part in parts)),
        text=f"{naming.fact(difference)} = {naming.total(parts)}",
        subject=difference,
    )
