"""Certificates (convention 8): each proves its claim by sums that anyone can do again, and no other is accepted."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.laws.proofs import claim
from tests.laws.worlds import Shape, World, law, misprinted, worlds

from crossfoot.model.certificates import Certificate, Side, Step
from crossfoot.store.book_json import dump
from crossfoot.tie.engine import tie_stated
from crossfoot.tie.verification.checker import check_book

SHAPE = Shape(years=2, leaves=2)
_ANY_BOOK = st.one_of(worlds(SHAPE), misprinted(SHAPE))


@law(120)
@given(_ANY_BOOK)
def test_every_certificate_adds_up_to_its_claim(world: World) -> None:
    """Convention 8.1: the bound of a fact is the end of its interval, open ends kept apart; a break is absurd."""
    tied = tie_stated(world.book)
    proofs = {certificate.id: certificate for certificate in tied.certificates}
    for fact in tied.facts:
        for name, end, is_open in (
            (fact.low_proof, fact.interval.low, fact.interval.low_open),
            (fact.high_proof, fact.interval.high, fact.interval.high_open),
        ):
            if name:
                sign = 1 if proofs[name].side is Side.HIGH else -1
                proved = claim(tied, proofs.pop(name))
                assert (sign * proved.bound, proved.strict) == (end, is_open), fact.key.id
    for finding in tied.findings:
        assert claim(tied, proofs.pop(finding.certificate)).is_absurd
    assert proofs == {}


@law(120)
@given(worlds(SHAPE))
def test_the_truth_satisfies_every_step_of_every_proof(world: World) -> None:
    """Convention 5.2: not only the claim but every inequality on the way to it holds for the true values."""
    tied = tie_stated(world.book)
    for certificate in tied.certificates:
        for step in certificate.steps:
            total = sum((c * world.truth[key] for key, c in step.coefficients), Fraction(0))
            assert total < step.bound or (total == step.bound and not step.strict), certificate.id


@law(120)
@given(_ANY_BOOK, st.data())
def test_a_certificate_that_claims_more_is_refused(world: World, data: st.DataObject) -> None:
    """Convention 8.2: a tighter bound, or another multiple of a premise, does not add up."""
    tied = tie_stated(world.book)
    assume(tied.certificates)
    certificate = data.draw(st.sampled_from(tied.certificates))
    forged = data.draw(st.sampled_from(list(_forged(certificate))))
    with pytest.raises(AssertionError):
        claim(tied, forged)


def _forged(certificate: Certificate) -> Iterator[Certificate]:
    """The certificate with a little more claimed, or one premise taken more or less often."""
    *lemmas, last = certificate.steps
    yield replace(certificate, steps=(*lemmas, replace(last, bound=last.bound - Fraction(1, 1000))))
    yield replace(certificate, steps=(*lemmas, replace(last, premises=last.premises[1:])))
    for number, premise in enumerate(last.premises):
        for times in (premise.times + Fraction(1, 7), -premise.times):
            changed = replace(premise, times=times)
            premises = (*last.premises[:number], changed, *last.premises[number + 1 :])
            yield replace(certificate, steps=(*lemmas, Step(premises, last.coefficients, last.bound, last.strict)))


@law(120)
@given(_ANY_BOOK)
def test_the_checker_accepts_every_book_that_the_engine_writes(world: World) -> None:
    """Convention 8.6: from its JSON alone."""
    assert check_book(dump(tie_stated(world.book))) == []


@law(100)
@given(_ANY_BOOK, st.data())
def test_the_checker_refuses_a_book_with_one_number_of_a_proof_changed(world: World, data: st.DataObject) -> None:
    """Convention 8.6: even where the forger seals the book again."""
    book = json.loads(dump(tie_stated(world.book)))
    assume(book["certificates"])
    record = data.draw(st.sampled_from(book["certificates"]))
    step = data.draw(st.sampled_from(record["steps"]))
    part = data.draw(st.sampled_from([step, *step["premises"]]))
    name = data.draw(st.sampled_from(sorted({"times", "bound"} & set(part))))
    by = data.draw(st.fractions(-3, 3).filter(bool))
    part[name] = str(Fraction(part[name]) - (abs(by) if name == "bound" else by))
    assert check_book(_sealed(book))


def _sealed(book: dict[str, Any]) -> str:
    rest = {name: part for name, part in book.items() if name != "digest"}
    text = json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return json.dumps({**rest, "digest": hashlib.sha256(text.encode()).hexdigest()})
