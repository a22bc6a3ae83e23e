"""Identities in words: ids that people can type, and relations written out with measures and periods."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Term
from crossfoot.model.relations import Relation
from crossfoot.vocabulary.periods import FiscalCalendar, Period
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario

_LONGEST_EXPRESSION = 60


@dataclass(frozen=True, slots=True)
class Wording:
    """How a book's calendar names facts."""

    calendar: FiscalCalendar

    def id(self, name: str, rule: str, period: Period, scenario: Scenario) -> str:
        """`gross_margin=revenue-cost|FY2016|actual`."""
        vintage = f"@{scenario.vintage.isoformat()}" if scenario.vintage else ""
        return f"{name}={rule}|{self.calendar.code(period)}|{scenario.kind}{vintage}"

    def fact(self, key: FactKey) -> str:
        """`revenue FY2016`, with the scenario where it is not what happened."""
        scenario = "" if key.scenario == ACTUAL else f" ({key.scenario})"
        return f"{key.name} {self.calendar.display(key.period)}{scenario}"

    def total(self, terms: Iterable[Term], constant: Fraction = Fraction(0)) -> str:
        """`revenue FY2016 - cost FY2016 + 5`."""
        words = ""
        for term in terms:
            words = _joined(words, term.coefficient, self.fact(term.fact))
        return _joined(words, constant, "") if constant else words

    def quotient(self, factor: Fraction, terms: Iterable[Term], denominator: Iterable[Term]) -> str:
        """`100 x net_income FY2016 / (1/2 x equity ... + 1/2 x equity ...)`."""
        times = "" if factor == 1 else f"{factor} x "
        return f"{times}{_bracketed(self.total(terms))} / {_bracketed(self.total(denominator))}"


def rule_of(relation: Relation) -> str:
    """A relation's expression without blanks, cut in the middle where it is long."""
    expression = "".join(relation.text.split())
    if len(expression) <= _LONGEST_EXPRESSION:
        return expression
    terms = relation.terms + relation.denominator
    return f"{terms[0].measure}..{terms[-1].measure}({len(terms)})"


def _joined(words: str, coefficient: Fraction, name: str) -> str:
    size = abs(coefficient)
    times = f"{size} x {name}" if size != 1 and name else name or str(size)
    if not words:
        return times if coefficient > 0 else f"-{times}"
    return f"{words} {'+' if coefficient > 0 else '-'} {times}"


def _bracketed(words: str) -> str:
    return f"({words})" if " + " in words or " - " in words else words
