"""Relations in the labels of the documents: `FY2023: Total revenues = Systems + Network services + Equipment sales`."""

import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity, Term
from crossfoot.publish.report.labels import LabelledCatalogue

Namer = Callable[[FactKey], str]

_MOST_TERMS = 6
"""Terms that a relation names before it counts the rest."""

_BEFORE_A_NUMBER = r"(?= [^\w\s]{0,2}[0-9])"


class Relations:
    """Words for the identities of one book."""

    def __init__(self, catalogue: LabelledCatalogue) -> None:
        self._catalogue = catalogue

    def words(self, identity: Identity) -> str:
        """The relation solved for what it defines; what all its facts share (a period, a measure) is said once."""
        whens = {self._catalogue.when(key) for key in identity.facts}
        marks = {self._catalogue.document_mark(key) for key in identity.facts}
        document = marks.pop() if len(marks) == 1 else ""  # said where the relation is between documents

        def what(key: FactKey) -> str:
            return self._catalogue.label(key).replace(document, "")

        whats = {what(key) for key in identity.facts}
        if len(whens) == 1:
            shared, name = whens.pop(), what
        elif len(whats) == 1:
            shared, name = whats.pop(), self._catalogue.when
        else:
            shared, name = "", lambda key: self._catalogue.words(key).replace(document, "")
        said = self._ratio(identity, name) if identity.ratio is not None else self._sum(identity, name)
        return f"{shared}: {said}" if shared else said

    def sentence(self, text: str, about: Iterable[FactKey]) -> str:
        """A message in which the measures of some facts stand by their names in the book, with their labels instead."""
        named = {key.measure for key in about if key.measure in text}
        measures = {name: self._catalogue.measures[name].label for name in named & self._catalogue.measures.keys()}
        found = _names_in_a_sentence(measures)
        return found.sub(lambda name: measures[name[0]], text) if found else text

    def _sum(self, identity: Identity, name: Namer) -> str:
        subject = identity.subject or identity.facts[0]
        own = next((term.coefficient for term in identity.terms if term.fact == subject), Fraction(1))
        others = [Term(-term.coefficient / own, term.fact) for term in identity.terms if term.fact != subject]
        bounds = identity.low / own, identity.high / own
        constant = f" {_added(bounds[0], '')}" if bounds[0] == bounds[1] != 0 else ""
        about = "" if bounds[0] == bounds[1] else " (within limits)"
        return f"{name(subject)} = {_total(others, name) or '0'}{constant}{about}"

    def _ratio(self, identity: Identity, name: Namer) -> str:
        assert identity.ratio is not None
        factor = "" if abs(identity.factor) == 1 else f"{identity.factor} × "
        sign = "−" if identity.factor < 0 else ""
        offset = f" {_added(identity.offset, '')}" if identity.offset else ""
        over = f"{_bracketed(identity.terms, name)} ÷ {_bracketed(identity.denominator, name)}"
        return f"{name(identity.ratio)} = {sign}{factor}{over}{offset}"


def _total(terms: Sequence[Term], name: Namer) -> str:
    told = " ".join(_added(term.coefficient, name(term.fact)) for term in terms[:_MOST_TERMS])
    rest = len(terms) - _MOST_TERMS
    return told.removeprefix("+ ") + (f" + {rest} more" if rest > 0 else "")


def _bracketed(terms: Sequence[Term], name: Namer) -> str:
    total = _total(terms, name)
    return f"({total})" if len(terms) > 1 else total


def _added(coefficient: Fraction, name: str) -> str:
    size = abs(coefficient)
    factor = name if size == 1 and name else f"{size} × {name}" if name else str(size)
    return f"{'−' if coefficient < 0 else '+'} {factor}"


def _names_in_a_sentence(names: Iterable[str]) -> re.Pattern[str] | None:
    """Finds measures by name; one that is an ordinary word (`cost`) counts as a name where a number follows it."""
    longest = sorted(names, key=len, reverse=True)
    if not longest:
        return None
    told = [rf"{re.escape(name)}(?!\w)" + ("" if _is_no_word(name) else _BEFORE_A_NUMBER) for name in longest]
    return re.compile(rf"(?<!\w)(?:{'|'.join(told)})")


def _is_no_word(name: str) -> bool:
    """Whether a measure's name cannot be an ordinary word of a sentence: `cost_of_revenue`, `t1: Systems`."""
    return "_" in name or ":" in name
