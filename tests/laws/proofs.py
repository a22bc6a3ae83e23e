"""Certificates added up again from the book alone, premise by premise, apart from the code that wrote them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.certificates import (
    Certificate,
    FigurePremise,
    IdentityPremise,
    Premise,
    ProductPremise,
    QuotientPremise,
    Side,
    SignPremise,
    StepPremise,
)
from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity, Term

Coefficients = dict[FactKey, Fraction]


@dataclass(frozen=True)
class Inequality:
    """Sum of coefficient x fact <= bound, `<` where strict."""

    coefficients: Mapping[FactKey, Fraction]
    bound: Fraction
    strict: bool = False

    def holds(self, point: Mapping[FactKey, Fraction]) -> bool:
        """Whether the values of a point satisfy it."""
        total = sum((c * point[key] for key, c in self.coefficients.items()), Fraction(0))
        return total < self.bound if self.strict else total <= self.bound

    @property
    def is_absurd(self) -> bool:
        """Whether it says `0 <= negative` or `0 < 0`."""
        return not self.coefficients and (self.bound < 0 or (self.bound == 0 and self.strict))


def claim(book: Book, certificate: Certificate) -> Inequality:
    """What a certificate proves. Raises AssertionError where a step does not follow from its premises."""
    proved: list[Inequality] = []
    for step in certificate.steps:
        total = _sum([_premise(book, premise, proved) for premise in step.premises])
        said = Inequality(dict(step.coefficients), step.bound, step.strict)
        assert total.coefficients == said.coefficients, "the premises add up to another form"
        assert (total.bound, not total.strict) <= (said.bound, not said.strict), "the premises prove less"
        proved.append(said)
    last = proved[-1]
    if certificate.fact is None:
        assert last.is_absurd, "no contradiction"
    else:
        sign = 1 if certificate.side is Side.HIGH else -1
        assert last.coefficients == {certificate.fact: sign}, "a bound of something else"
    return last


def _sum(parts: Sequence[Inequality]) -> Inequality:
    total: Coefficients = {}
    for part in parts:
        for key, c in part.coefficients.items():
            total[key] = total.get(key, Fraction(0)) + c
    return Inequality(
        {key: c for key, c in total.items() if c},
        sum((p.bound for p in parts), Fraction(0)),
        any(p.strict for p in parts),
    )


def _premise(book: Book, premise: Premise, proved: Sequence[Inequality]) -> Inequality:
    if isinstance(premise, IdentityPremise):
        return _identity(_identity_of(book, premise.identity), premise.times)
    assert premise.times >= 0, "an inequality taken a negative number of times"
    if isinstance(premise, FigurePremise):
        return _figure(book, premise)
    if isinstance(premise, SignPremise):
        assert book.measures[premise.fact.measure].nonnegative, "a sign that nobody declared"
        return Inequality({premise.fact: -premise.times}, Fraction(0))
    if isinstance(premise, StepPremise):
        return _scaled(proved[premise.step], premise.times)
    if isinstance(premise, ProductPremise):
        return _product(_identity_of(book, premise.identity), premise, proved)
    return _quotient(_identity_of(book, premise.identity), premise, proved)


def _identity_of(book: Book, name: str) -> Identity:
    return next(identity for identity in book.identities if identity.id == name)


def _scaled(inequality: Inequality, times: Fraction) -> Inequality:
    coefficients = {key: c * times for key, c in inequality.coefficients.items() if c * times}
    return Inequality(coefficients, inequality.bound * times, inequality.strict and times != 0)


def _figure(book: Book, premise: FigurePremise) -> Inequality:
    figure = book.figure(premise.figure)
    assert figure.fact is not None
    interval = figure.interval
    if premise.side is Side.HIGH:
        assert interval.high is not None
        return _scaled(Inequality({figure.fact: Fraction(1)}, interval.high, interval.high_open), premise.times)
    assert interval.low is not None
    return _scaled(Inequality({figure.fact: Fraction(-1)}, -interval.low, interval.low_open), premise.times)


def _identity(identity: Identity, times: Fraction) -> Inequality:
    assert identity.ratio is None
    form = _form(identity.terms)
    if times >= 0:
        return _scaled(Inequality(form, identity.high), times)
    return _scaled(Inequality({key: -c for key, c in form.items()}, -identity.low), -times)


def _form(terms: Sequence[Term], factor: Fraction = Fraction(1)) -> Coefficients:
    form: Coefficients = {}
    for term in terms:
        form[term.fact] = form.get(term.fact, Fraction(0)) + term.coefficient * factor
    return {key: c for key, c in form.items() if c}


def _levels(identity: Identity, slope: Fraction) -> Coefficients:
    """Factor x numerator + (offset - slope) x denominator."""
    total = _form(identity.terms, identity.factor)
    for key, c in _form(identity.denominator, identity.offset - slope).items():
        total[key] = total.get(key, Fraction(0)) + c
    return {key: c for key, c in total.items() if c}


def _product(identity: Identity, premise: ProductPremise, proved: Sequence[Inequality]) -> Inequality:
    """(r - a)(y - b) with r y = factor x numerator + offset x y; at least 0 where both bounds are of one side."""
    assert identity.ratio is not None
    of_ratio, a, first = _bound_of({identity.ratio: Fraction(1)}, proved[premise.ratio_bound])
    assert of_ratio
    of_denominator, b, second = _bound_of(_form(identity.denominator), proved[premise.denominator_bound])
    assert of_denominator
    form = _levels(identity, a)
    form[identity.ratio] = form.get(identity.ratio, Fraction(0)) - b
    form = {key: c for key, c in form.items() if c}
    # form + a b is the product
    sign = -1 if first is second else 1
    return _scaled(Inequality({key: sign * c for key, c in form.items()}, -sign * a * b), premise.times)


def _bound_of(form: Coefficients, known: Inequality) -> tuple[bool, Fraction, Side]:
    """The bound that an inequality sets to a form, and its side."""
    if known.coefficients == form:
        return True, known.bound, Side.HIGH
    assert known.coefficients == {key: -c for key, c in form.items()}, "a bound of something else"
    return True, -known.bound, Side.LOW


def _quotient(identity: Identity, premise: QuotientPremise, proved: Sequence[Inequality]) -> Inequality:
    assert identity.ratio is not None
    _, least, side = _bound_of(_form(identity.denominator), proved[premise.denominator_bound])
    assert side is Side.LOW
    assert least > 0, "a denominator that may be zero"
    sign = 1 if premise.side is Side.HIGH else -1
    known = proved[premise.inequality]
    assert known.coefficients == {key: sign * c for key, c in _levels(identity, premise.bound).items()}
    assert known.bound <= 0
    return _scaled(Inequality({identity.ratio: Fraction(sign)}, sign * premise.bound), premise.times)
