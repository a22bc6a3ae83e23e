"""Certificates and their words as JSON values, and back."""

from fractions import Fraction
from typing import Any

from crossfoot.model.certificates import (
    Certificate,
    Explanation,
    FigurePremise,
    IdentityPremise,
    Line,
    Premise,
    ProductPremise,
    QuotientPremise,
    Side,
    SignPremise,
    Step,
    StepPremise,
)
from crossfoot.store.fact_ids import fact_key
from crossfoot.store.numerals import rational_text

Record = dict[str, Any]


def certificate_record(certificate: Certificate) -> Record:
    """A proof with its steps; a bound names its fact and side, a contradiction has null there."""
    return {
        "id": certificate.id,
        "fact": certificate.fact.id if certificate.fact else None,
        "side": str(certificate.side) if certificate.side else None,
        "figures": list(certificate.figures),
        "steps": [_step_record(step) for step in certificate.steps],
    }


def certificate_from(record: Record) -> Certificate:
    """The certificate that `certificate_record` wrote."""
    return Certificate(
        record["id"],
        tuple(_step_from(step) for step in record["steps"]),
        fact_key(record["fact"]) if record["fact"] else None,
        Side(record["side"]) if record["side"] else None,
        tuple(record["figures"]),
    )


def _step_record(step: Step) -> Record:
    return {
        "premises": [_premise_record(premise) for premise in step.premises],
        "coefficients": [[rational_text(coefficient), fact.id] for fact, coefficient in step.coefficients],
        "bound": rational_text(step.bound),
        "strict": step.strict,
    }


def _step_from(record: Record) -> Step:
    return Step(
        tuple(_premise_from(premise) for premise in record["premises"]),
        tuple((fact_key(fact), Fraction(coefficient)) for coefficient, fact in record["coefficients"]),
        Fraction(record["bound"]),
        record["strict"],
    )


def _premise_record(premise: Premise) -> Record:
    times = rational_text(premise.times)
    match premise:
        case FigurePremise():
            return {"kind": "figure", "figure": premise.figure, "side": str(premise.side), "times": times}
        case SignPremise():
            return {"kind": "sign", "fact": premise.fact.id, "times": times}
        case IdentityPremise():
            return {"kind": "identity", "identity": premise.identity, "times": times}
        case StepPremise():
            return {"kind": "step", "step": premise.step, "times": times}
        case ProductPremise():
            return {
                "kind": "product",
                "identity": premise.identity,
                "ratio_bound": premise.ratio_bound,
                "denominator_bound": premise.denominator_bound,
                "times": times,
            }
        case QuotientPremise():
            return {
                "kind": "quotient",
                "identity": premise.identity,
                "side": str(premise.side),
                "bound": rational_text(premise.bound),
                "inequality": premise.inequality,
                "denominator_bound": premise.denominator_bound,
                "times": times,
            }


def _premise_from(record: Record) -> Premise:
    times = Fraction(record["times"])
    match record["kind"]:
        case "figure":
            return FigurePremise(record["figure"], Side(record["side"]), times)
        case "sign":
            return SignPremise(fact_key(record["fact"]), times)
        case "identity":
            return IdentityPremise(record["identity"], times)
        case "step":
            return StepPremise(record["step"], times)
        case "product":
            return ProductPremise(record["identity"], record["ratio_bound"], record["denominator_bound"], times)
        case "quotient":
            return QuotientPremise(
                record["identity"],
                Side(record["side"]),
                Fraction(record["bound"]),
                record["inequality"],
                record["denominator_bound"],
                times,
            )
        case kind:
            raise ValueError(f"no premise is of kind {kind!r}")


def explanation_record(explanation: Explanation) -> Record:
    """A proof in words."""
    return {
        "certificate": explanation.certificate,
        "headline": explanation.headline,
        "lines": [
            {"text": line.text, "figures": list(line.figures), "facts": list(line.facts)} for line in explanation.lines
        ],
    }


def explanation_from(record: Record) -> Explanation:
    """The explanation that `explanation_record` wrote."""
    return Explanation(
        record["certificate"],
        record["headline"],
        tuple(Line(line["text"], tuple(line["figures"]), tuple(line["facts"])) for line in record["lines"]),
    )
