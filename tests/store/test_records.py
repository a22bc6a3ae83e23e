"""Every record of the model comes back from JSON with every field it has, whatever it holds."""

import json
from dataclasses import fields, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossfoot.model.book import Book, Document, Entity, Regime
from crossfoot.model.certificates import Certificate, Explanation
from crossfoot.model.facts import Fact, FactKey, FigureVerdict, Verdict
from crossfoot.model.figures import Figure, LabelBlock
from crossfoot.model.findings import Assignment, Finding
from crossfoot.model.identities import Identity, Tick
from crossfoot.model.layout import Grid, Passage
from crossfoot.model.pages import Page
from crossfoot.model.relations import Relation
from crossfoot.store.book_json import dump, load
from crossfoot.store.fact_ids import ASPECTS, fact_key
from crossfoot.vocabulary.measures import LEVEL, Aspect, Measure
from crossfoot.vocabulary.periods import Duration, FiscalCalendar, Instant, Period
from crossfoot.vocabulary.units import PERCENT, POINTS, PURE, Unit, count, money, per_share

ENTITY = Entity("Example plc", "GBP", FiscalCalendar(12, "end"))
WORDS = st.text(st.characters(codec="utf-8"), max_size=6)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=4)
DAYS = st.dates()
# Quarters, so that the calendar has a code for each.
QUARTERS = st.integers(2000, 2030).flatmap(
    lambda year: st.sampled_from(ENTITY.calendar.quarters(ENTITY.calendar.year(year)))
)
PERIODS: st.SearchStrategy[Period] = QUARTERS | DAYS.map(Instant)
BOXES = st.integers(0, 600).map(float)
UNITS = (PERCENT, POINTS, PURE, money("GBP"), per_share("GBP"), count("shops"))

st.register_type_strategy(Fraction, st.fractions())
st.register_type_strategy(Decimal, DECIMALS)
st.register_type_strategy(str, WORDS)
st.register_type_strategy(float, BOXES)
st.register_type_strategy(Unit, st.sampled_from(UNITS))
st.register_type_strategy(Duration, QUARTERS)
st.register_type_strategy(Aspect, st.sampled_from([LEVEL, *ASPECTS.values()]))
st.register_type_strategy(
    FactKey,
    st.builds(
        FactKey,
        st.sampled_from(["revenue", "gross_margin", "net.income"]),
        PERIODS,
        aspect=st.sampled_from([LEVEL, *ASPECTS.values()]),
    ),
)


def linear_or_ratio(identity: Identity) -> Identity:
    """A ratio has a denominator, and only a ratio has a factor and an offset."""
    if identity.ratio is None:
        return replace(identity, denominator=(), factor=Fraction(1), offset=Fraction(0))
    return identity


def book_of(part: str, record: Any) -> Book:
    """A book that holds one record; a figure comes with its verdict, a measure under its name."""
    match record:
        case Figure():
            verdict = FigureVerdict(record.id, Verdict.TIES, "bounded by its parts", ("total",))
            return Book(ENTITY, figures=(record,), verdicts={record.id: verdict})
        case Measure():
            return Book(ENTITY, measures={record.name: record})
        case Identity():
            return Book(ENTITY, identities=(linear_or_ratio(record),))
    return Book(ENTITY).grown(**{part: (record,)})


RECORDS = {
    "documents": Document,
    "measures": Measure,
    "figures": Figure,
    "blocks": LabelBlock,
    "relations": Relation,
    "identities": Identity,
    "regimes": Regime,
    "facts": Fact,
    "ticks": Tick,
    "findings": Finding,
    "assignments": Assignment,
    "certificates": Certificate,
    "explanations": Explanation,
    "grids": Grid,
    "passages": Passage,
    "pages": Page,
}


def test_every_part_of_a_book_is_tried() -> None:
    told_elsewhere = {"entity", "title", "verdicts", "witness"}
    # What readers say for binding to use up: all that came of it is in the facts and identities.
    used_up = {"claims", "filing", "rounding_statements", "scattered", "sheets"}
    assert {field.name for field in fields(Book)} == set(RECORDS) | told_elsewhere | used_up


@pytest.mark.parametrize("part", RECORDS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=st.data())
def test_a_record_comes_back_with_every_field(part: str, drawn: st.DataObject) -> None:
    book = book_of(part, drawn.draw(st.from_type(RECORDS[part])))
    assert load(dump(book)) == book
    assert json.loads(dump(book))["digest"] == json.loads(dump(load(dump(book))))["digest"]


@given(st.from_type(FactKey))
def test_an_id_names_one_fact(key: FactKey) -> None:
    assert fact_key(key.id) == key


@pytest.mark.parametrize("text", ["revenue", "revenue|2016|actual", "revenue|2016-03-31|achieved", "a|b|c|d"])
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        fact_key(text)
