"""Certificates as the proof panel shows them: the explanation in words and every step in exact rational numbers."""

from fractions import Fraction
from typing import Any

from crossfoot.model.certificates import (
    Certificate,
    FigurePremise,
    IdentityPremise,
    Premise,
    ProductPremise,
    QuotientPremise,
    Side,
    SignPremise,
    Step,
    StepPremise,
)
from crossfoot.publish.catalogue import Catalogue
from crossfoot.publish.wording import relation_words

# Certificates are loaded only when a proof is opened, a chunk of them at a time, so that a page stays light.
CHUNK = 24

_ENDS = {Side.LOW: "lower", Side.HIGH: "upper"}


class Proofs:
    """The certificates of one book, in chunks."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._chunk_of = {proof.id: place // CHUNK for place, proof in enumerate(catalogue.book.certificates)}

    def address(self, certificate: str) -> dict[str, Any] | None:
        """Which chunk holds a certificate; None where the book has none of that id."""
        chunk = self._chunk_of.get(certificate)
        return None if chunk is None else {"id": certificate, "chunk": chunk}

    def chunks(self) -> list[dict[str, Any]]:
        """Every certificate's record by id, a mapping a chunk."""
        chunks: list[dict[str, Any]] = []
        for certificate in self._catalogue.book.certificates:
            if self._chunk_of[certificate.id] == len(chunks):
                chunks.append({})
            chunks[-1][certificate.id] = self._record(certificate)
        return chunks

    def record(self, certificate: str) -> dict[str, Any] | None:
        """The record of one certificate; None where the book has none of that id."""
        found = next((one for one in self._catalogue.book.certificates if one.id == certificate), None)
        return None if found is None else self._record(found)

    def _record(self, certificate: Certificate) -> dict[str, Any]:
        words = self._catalogue.explanations.get(certificate.id)
        lines = words.lines if words else ()
        return {
            "headline": words.headline if words else "",
            "lines": [{"text": line.text, "figures": list(line.figures), "facts": list(line.facts)} for line in lines],
            "steps": [self._step(step) for step in certificate.steps],
        }

    def _step(self, step: Step) -> dict[str, Any]:
        sum_of = " ".join(
            f"{_signed(coefficient, first=place == 0)}[{self._catalogue.words(key)}]"
            for place, (key, coefficient) in enumerate(step.coefficients)
        )
        relation = "<" if step.strict else "≤"
        return {
            "from": [self._premise(premise) for premise in step.premises],
            "gives": f"{sum_of or '0'} {relation} {_rational(step.bound)}",
        }

    def _premise(self, premise: Premise) -> str:
        return f"{_rational(premise.times)} × {self._premise_words(premise)}"

    def _premise_words(self, premise: Premise) -> str:
        match premise:
            case FigurePremise():
                figure = self._catalogue.figures.get(premise.figure)
                text = f" “{figure.text}”" if figure else ""
                return f"the {_ENDS[premise.side]} end of figure {premise.figure}{text}"
            case SignPremise():
                return f"{self._catalogue.words(premise.fact)} is not negative"
            case IdentityPremise():
                return f"the identity {self._identity(premise.identity)}"
            case StepPremise():
                return f"step {premise.step + 1}"
            case ProductPremise():
                bounds = f"the bounds of steps {premise.ratio_bound + 1} and {premise.denominator_bound + 1}"
                return f"the ratio {self._identity(premise.identity)} within {bounds}"
            case QuotientPremise():
                bound = "at most" if premise.side is Side.HIGH else "at least"
                steps = f"steps {premise.inequality + 1} and {premise.denominator_bound + 1}"
                ratio = self._identity(premise.identity)
                return f"the ratio {ratio} is {bound} {_rational(premise.bound)} by {steps}"

    def _identity(self, name: str) -> str:
        identity = self._catalogue.identities.get(name)
        return relation_words(identity.text, self._catalogue.measures) if identity and identity.text else name


def _rational(value: Fraction) -> str:
    """The exact number: digits grouped where whole, else numerator/denominator."""
    sign = "−" if value < 0 else ""
    over = f"/{value.denominator:,}" if value.denominator != 1 else ""
    return f"{sign}{abs(value.numerator):,}{over}"


def _signed(coefficient: Fraction, *, first: bool) -> str:
    sign = "−" if coefficient < 0 else "" if first else "+"
    size = abs(coefficient)
    factor = "" if size == 1 else f"{_rational(size)} × "
    return f"{sign}{'' if first else ' '}{factor}"
