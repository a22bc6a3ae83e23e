"""Names of facts and identities: ids that people can type, and relations written out with measures and periods."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import cache

from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity, Term
from crossfoot.vocabulary.periods import FiscalCalendar, Period
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario

_ONE, _PERCENT = Fraction(1), Fraction(100)


class Naming:
    """How a book's calendar names facts; each period is named once, as thousands of facts share a few dozen."""

    def __init__(self, calendar: FiscalCalendar) -> None:
        self._code = cache(calendar.code)
        self._display = cache(calendar.display)

    def id(self, name: str, rule: str, period: Period, scenario: Scenario) -> str:
        """`gross_margin=revenue-cost|FY2016|actual`."""
        vintage = f"@{scenario.vintage.isoformat()}" if scenario.vintage else ""
        return f"{name}={rule}|{self._code(period)}|{scenario.kind}{vintage}"

    def fact(self, key: FactKey) -> str:
        """`revenue FY2016`, with the scenario where it is not what happened; `revenue [Mobile] FY2016` of a member."""
        scenario = "" if key.scenario == ACTUAL else f" ({key.scenario})"
        cut = f" [{', '.join(member for _, member in key.members)}]" if key.members else ""
        return f"{key.name}{cut} {self._display(key.period)}{scenario}"

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

    def growth(self, identity: Identity, of: FactKey, before: FactKey, *, turned: bool = False) -> Identity:
        """An identity, of which the fact in percent is known, as the growth of one level over another.

        Growth that is `turned` is told as a decline: without its minus.
        """
        factor = -_PERCENT if turned else _PERCENT
        whole = self.in_percent(identity, (Term(_ONE, of),), (Term(_ONE, before),), factor)
        return replace(whole, offset=-factor, text=f"{whole.text} {'+' if turned else '-'} 100")

    def in_percent(
        self, identity: Identity, above: tuple[Term, ...], below: tuple[Term, ...], factor: Fraction = _PERCENT
    ) -> Identity:
        """An identity, of which the fact in percent is the subject, as terms in percent of others."""
        ratio = identity.subject
        assert ratio is not None
        text = f"{self.fact(ratio)} = {self.quotient(factor, above, below)}"
        return replace(identity, terms=above, ratio=ratio, denominator=below, factor=factor, text=text)


def _joined(words: str, coefficient: Fraction, name: str) -> str:
    size = abs(coefficient)
    times = f"{size} x {name}" if size != 1 and name else name or str(size)
    if not words:
        return times if coefficient > 0 else f"-{times}"
    return f"{words} {'+' if coefficient > 0 else '-'} {times}"


def _bracketed(words: str) -> str:
    return f"({words})" if " + " in words or " - " in words else words
