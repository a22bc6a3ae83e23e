"""A model file gives measures as declared, and relations with the lines that declare them."""

from fractions import Fraction
from pathlib import Path

from tests.read.folders import MODEL, write

from crossfoot.model.identities import IdentityKind, Origin
from crossfoot.model.relations import Reference, Relation, When
from crossfoot.read.projects.project import read_project
from crossfoot.vocabulary.measures import Measure, MeasureKind
from crossfoot.vocabulary.units import PERCENT, count, money

ONE = Fraction(1)


def relations(folder: Path, *lines: str) -> list[Relation]:
    """The relations that the lines add to the model."""
    model = MODEL + "".join(f"  {line}\n" for line in lines)
    book = read_project(write(folder, {"model.yaml": model}))
    return [relation for relation in book.relations if relation.origin.line > MODEL.count("\n")]


def test_a_measure_is_as_declared(tmp_path: Path) -> None:
    measures = read_project(write(tmp_path)).measures
    assert measures["revenue"] == Measure(
        name="revenue",
        label="Total revenues",
        kind=MeasureKind.FLOW,
        unit=money("GBP"),
        nonnegative=True,
        concept="us-gaap:Revenues",
        aliases=("Sales", "売上高"),
        line=2,
    )
    assert measures["gross_margin"].base == "revenue"
    assert measures["subscriptions"].unit == count("subscriptions")
    assert measures["one_time"].label == "One time"
    assert list(measures)[:3] == ["revenue", "services", "hardware"]


def test_parts_in_several_ways_are_a_relation_each(tmp_path: Path) -> None:
    book = read_project(write(tmp_path))
    totals = [relation for relation in book.relations if relation.kind is IdentityKind.FOOT]
    assert [relation.text for relation in totals] == ["services + hardware", "recurring + one_time"]
    assert totals[0].terms == (Reference(ONE, "services"), Reference(ONE, "hardware"))
    assert totals[0].origin == Origin("model.yaml", 9)


def test_a_roll_forward_starts_from_the_opening_balance(tmp_path: Path) -> None:
    (relation,) = [one for one in read_project(write(tmp_path)).relations if one.kind is IdentityKind.ROLLFORWARD]
    assert relation.measure == "retained_earnings"
    assert relation.terms == (
        Reference(ONE, "retained_earnings", When.OPENING),
        Reference(ONE, "net_income"),
        Reference(-ONE, "dividends"),
    )


def test_a_quotient_in_percent_is_understood_times_a_hundred(tmp_path: Path) -> None:
    percent, plain, per_head = relations(
        tmp_path,
        "payout: {kind: ratio, unit: percent, formula: dividends / net_income}",
        "turnover: {kind: ratio, unit: pure, formula: revenue / closing(equity)}",
        "revenue_per_head: {kind: ratio, unit: GBP per subscription, formula: revenue / average(subscriptions)}",
    )
    assert [relation.factor for relation in (percent, plain, per_head)] == [100, 1, 1]
    assert read_project(tmp_path).measures["payout"].unit == PERCENT


def test_relations_may_hold_for_some_periods_only(tmp_path: Path) -> None:
    found = relations(
        tmp_path,
        "a: {kind: flow, unit: GBP, formula: [cost - services, {is: cost - hardware, periods: [FY24, 1H25]}]}",
        "b: {kind: flow, unit: GBP, parts: {of: [services, cost], periods: [4Q24]}}",
        "c: {kind: flow, unit: GBP, parts: [{of: [services], periods: [FY2024]}, {of: [cost], periods: [FY2025]}]}",
        "d: {kind: flow, unit: GBP, parts: {by_size: {of: [services], periods: [FY2023]}, all: [cost, services]}}",
        "e: {kind: stock, unit: GBP, formula: {is: equity * 2, periods: [FY2024]}}",
    )
    assert [(relation.measure, relation.periods) for relation in found] == [
        ("a", ()),
        ("a", ("FY2024", "2025H1")),
        ("b", ("2024Q4",)),
        ("c", ("FY2024",)),
        ("c", ("FY2025",)),
        ("d", ("FY2023",)),
        ("d", ()),
        ("e", ("FY2024", "2025-03-31")),
    ]
