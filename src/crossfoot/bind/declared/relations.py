"""Declared relations applied to a period and a scenario: parts, formulas and roll-forwards become identities."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.bind.declared.steps import Steps
from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity, Term
from crossfoot.model.naming import Naming
from crossfoot.model.relations import Reference, Relation, When
from crossfoot.vocabulary.measures import Measure, MeasureKind
from crossfoot.vocabulary.periods import Duration, Instant, Period, Undated
from crossfoot.vocabulary.scenarios import Scenario

_ONE = Fraction(1)
_LONGEST_RULE = 60


@dataclass(frozen=True, slots=True)
class DeclaredRelation:
    """A relation with its name in ids; `of_instants` says that it is of balances alone, each at the same instant."""

    relation: Relation
    rule: str
    own: Reference
    of_instants: bool

    @property
    def references(self) -> tuple[Reference, ...]:
        """Every measure it speaks of, its own first."""
        return (self.own, *self.relation.terms, *self.relation.denominator)


class DeclaredRules:
    """The relations of a model, found by the measures they speak of."""

    def __init__(self, relations: tuple[Relation, ...], measures: Mapping[str, Measure], steps: Steps) -> None:
        self.measures = measures
        self.steps = steps
        self.naming = Naming(steps.calendar)
        self._made: set[tuple[str, str, Period, Scenario]] = set()
        self._uses: dict[str, list[tuple[DeclaredRelation, Reference]]] = defaultdict(list)
        for declared in _named(relations, measures):
            for reference in dict.fromkeys(declared.references):
                self._uses[reference.measure].append((declared, reference))

    def about(self, key: FactKey) -> Iterator[Identity]:
        """The identities that declared relations give for a level, in every period in which they do; each only once."""
        for declared, reference in self._uses.get(key.measure, ()):
            for period in self._contexts(declared, reference, key.period):
                made = (declared.relation.measure, declared.rule, period, key.scenario)
                if made not in self._made:
                    self._made.add(made)
                    yield from self._applied(declared, period, key.scenario)

    def _contexts(self, declared: DeclaredRelation, reference: Reference, period: Period) -> tuple[Period, ...]:
        """The periods for which the relation's reference means the measure at `period`."""
        current = self.steps.next_year(period) if reference.when is When.PRIOR else period
        if current is None:
            return ()
        is_stock = self.measures[reference.measure].kind is MeasureKind.STOCK
        if not is_stock or declared.of_instants or not isinstance(current, Instant):
            return (current,)
        return (
            self.steps.spans_opening(current) if reference.when is When.OPENING else self.steps.spans_closing(current)
        )

    def _applied(self, declared: DeclaredRelation, period: Period, scenario: Scenario) -> Iterator[Identity]:
        relation = declared.relation
        if relation.periods and self.steps.calendar.code(period) not in relation.periods:
            return
        own = self._term(declared.own, period, scenario)
        terms = self._terms(relation.terms, period, scenario)
        denominator = self._terms(relation.denominator, period, scenario)
        if own is None or terms is None or denominator is None:
            return
        identity_id = self.naming.id(relation.measure, declared.rule, period, scenario)
        if denominator:
            words = self.naming.quotient(relation.factor, terms, denominator)
            yield Identity(
                id=identity_id,
                kind=relation.kind,
                origin=relation.origin,
                terms=terms,
                ratio=own.fact,
                denominator=denominator,
                factor=relation.factor,
                text=f"{self.naming.fact(own.fact)} = {words}",
                subject=own.fact,
            )
            return
        moved = tuple(Term(-term.coefficient, term.fact) for term in terms)
        yield Identity(
            id=identity_id,
            kind=relation.kind,
            origin=relation.origin,
            terms=merged((own, *moved)),
            low=relation.constant,
            high=relation.constant,
            text=f"{self.naming.fact(own.fact)} = {self.naming.total(terms, relation.constant)}",
            subject=own.fact,
        )

    def _terms(self, references: tuple[Reference, ...], period: Period, scenario: Scenario) -> tuple[Term, ...] | None:
        terms = [self._term(reference, period, scenario) for reference in references]
        found = [term for term in terms if term is not None]
        return merged(tuple(found)) if len(found) == len(terms) else None

    def _term(self, reference: Reference, period: Period, scenario: Scenario) -> Term | None:
        """The reference's fact, or None where its measure has none in such a period."""
        when = self._period(reference, period)
        if when is None:
            return None
        key = FactKey(reference.measure, when, scenario)
        if reference.when in (When.PRIOR, When.OPENING):
            key = self.steps.earlier(key)
        return Term(reference.coefficient, key)

    def _period(self, reference: Reference, period: Period) -> Period | None:
        kind = self.measures[reference.measure].kind
        calendar = self.steps.calendar
        if isinstance(period, Undated):
            return None if reference.when in (When.PRIOR, When.OPENING) else period
        if kind is MeasureKind.STOCK and isinstance(period, Duration):
            period = calendar.opening(period) if reference.when is When.OPENING else calendar.closing(period)
        elif reference.when is When.OPENING or (kind is MeasureKind.FLOW and isinstance(period, Instant)):
            return None
        return calendar.prior_year(period) if reference.when is When.PRIOR else period


def merged(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms with each fact once; facts that cancel out are left out."""
    sums: dict[FactKey, Fraction] = {}
    for term in terms:
        sums[term.fact] = sums.get(term.fact, Fraction(0)) + term.coefficient
    return tuple(Term(coefficient, fact) for fact, coefficient in sums.items() if coefficient)


def _named(relations: tuple[Relation, ...], measures: Mapping[str, Measure]) -> Iterator[DeclaredRelation]:
    """The relations with rules that tell them apart: equal words get a number."""
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for relation in relations:
        rule = _rule_of(relation)
        seen[relation.measure, rule] += 1
        number = seen[relation.measure, rule]
        own = Reference(_ONE, relation.measure)
        yield DeclaredRelation(
            relation, rule if number == 1 else f"{rule}#{number}", own, _of_instants(relation, measures)
        )


def _of_instants(relation: Relation, measures: Mapping[str, Measure]) -> bool:
    references = relation.terms + relation.denominator
    kinds = {measures[reference.measure].kind for reference in references} | {measures[relation.measure].kind}
    opens = any(reference.when is When.OPENING for reference in references)
    return not opens and MeasureKind.STOCK in kinds and MeasureKind.FLOW not in kinds


def _rule_of(relation: Relation) -> str:
    """A relation's expression without blanks, cut in the middle where it is long."""
    expression = "".join(relation.text.split())
    if len(expression) <= _LONGEST_RULE:
        return expression
    terms = relation.terms + relation.denominator
    return f"{terms[0].measure}..{terms[-1].measure}({len(terms)})"
