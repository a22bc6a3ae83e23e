"""xBRL-XML: facts with contexts, units, dimensions, accuracy and nil, and what is left out with a reason."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.read.xbrl.reports import CONTEXTS, NAMESPACES, filing_of, instance, read, stated, written

from crossfoot.model.problems import InputError
from crossfoot.vocabulary.periods import Duration, Instant
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.units import PURE, money, per_share

YEAR = Duration(date(2023, 4, 1), date(2024, 3, 31))


def test_a_number_has_its_period_unit_and_accuracy(tmp_path: Path) -> None:
    written(tmp_path, r_xbrl=instance('<co:Sales contextRef="now" unitRef="JPY" decimals="-6">127789000000</co:Sales>'))
    ((tag, figure),) = stated(filing_of(tmp_path), "co:Sales")
    assert (tag.period, tag.unit, tag.decimals, tag.members) == (YEAR, money("JPY"), -6, ())
    assert (figure.printed.value, figure.printed.place) == (Decimal(127789000000), Decimal(1000000))
    assert figure.place.line == 18


@pytest.mark.parametrize(
    ("accuracy", "value", "decimals", "place"),
    [
        ('decimals="2"', "3.50", 2, Decimal("0.01")),
        ('decimals="INF"', "3.5", None, Decimal("0.1")),
        ('precision="3"', "984", 0, Decimal(1)),
        ('precision="2"', "1500", -2, Decimal(100)),
        ('precision="2"', "1559", -2, Decimal(1)),  # digits beyond its accuracy are kept as written
        ('precision="3"', "0.01230", 4, Decimal("0.0001")),
        ('precision="INF"', "7", None, Decimal(1)),
    ],
)
def test_precision_counts_digits_and_decimals_places(
    tmp_path: Path, accuracy: str, value: str, decimals: int | None, place: Decimal
) -> None:
    written(tmp_path, r_xbrl=instance(f'<co:A contextRef="now" unitRef="pure" {accuracy}>{value}</co:A>'))
    ((tag, figure),) = stated(filing_of(tmp_path), "co:A")
    assert (tag.decimals, figure.printed.place) == (decimals, place)
    assert figure.printed.rounding is (Rounding.EXACT if decimals is None else None)


def test_precision_zero_can_be_relied_on_in_no_digit(tmp_path: Path) -> None:
    written(tmp_path, r_xbrl=instance('<co:A contextRef="now" unitRef="pure" precision="0">4</co:A>'))
    ((tag, _),) = stated(filing_of(tmp_path), "co:A")
    assert not tag.precise


def test_dimensions_are_members_and_midnight_ends_the_day_before(tmp_path: Path) -> None:
    facts = """<co:Sales contextRef="mobile" unitRef="JPY" decimals="0">7</co:Sales>
        <co:Land contextRef="site" unitRef="JPY" decimals="0">5</co:Land>"""
    written(tmp_path, r_xbrl=instance(facts))
    mobile, site = filing_of(tmp_path).tags
    assert mobile.members == (("co:LineAxis", "co:MobileMember"),)
    assert (site.members, site.period) == ((("co:SiteAxis", "Tokyo 1"),), Instant(date(2024, 3, 31)))


def test_nil_is_no_value_and_no_figure(tmp_path: Path) -> None:
    written(tmp_path, r_xbrl=instance('<co:Sales contextRef="now" unitRef="JPY" xsi:nil="true"/>'))
    filing = filing_of(tmp_path)
    assert [tag.is_nil for tag in filing.tags] == [True]
    assert filing.figures == ()


def test_amounts_per_share_and_numbers_are_told_apart(tmp_path: Path) -> None:
    facts = """<co:Eps contextRef="now" unitRef="EPS" decimals="2">75.03</co:Eps>
        <co:Growth contextRef="now" unitRef="pure" decimals="3">-0.063</co:Growth>"""
    written(tmp_path, r_xbrl=instance(facts))
    eps, growth = filing_of(tmp_path).tags
    assert (eps.unit, growth.unit) == (per_share("JPY"), PURE)


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        ('<co:A contextRef="gone" unitRef="JPY" decimals="0">1</co:A>', "no context has the id 'gone'"),
        ('<co:A contextRef="now" unitRef="gone" decimals="0">1</co:A>', "no unit has the id 'gone'"),
        ('<co:A contextRef="now" unitRef="JPY">1</co:A>', "neither decimals nor precision"),
        ('<co:A contextRef="now" unitRef="JPY" decimals="0" precision="1">1</co:A>', "both decimals and precision"),
        ('<co:A contextRef="now" unitRef="JPY" decimals="0">1,000</co:A>', "'1,000' is no number"),
        ('<co:A contextRef="now" unitRef="JPY" decimals="0">1e999</co:A>', "out of all proportion"),
        ('<co:A contextRef="now" unitRef="JPY" decimals="99999">1</co:A>', "out of all proportion"),
    ],
)
def test_a_fact_that_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path, fact: str, why: str) -> None:
    other = '<co:Sales contextRef="now" unitRef="JPY" decimals="0">7</co:Sales>'
    written(tmp_path, r_xbrl=instance(fact + other))
    (book,), (problem,) = read(tmp_path)
    assert book.filing is not None
    assert [tag.concept for tag in book.filing.tags] == ["co:Sales"]
    assert why in problem.message
    assert (problem.file, problem.line) == (str(tmp_path / "r.xbrl"), 18)


def test_numbers_in_tuples_are_read_and_said_to_take_part_in_no_sum(tmp_path: Path) -> None:
    facts = '<co:Loan><co:Amount contextRef="now" unitRef="JPY" decimals="0">7</co:Amount></co:Loan>'
    written(tmp_path, r_xbrl=instance(facts))
    (book,), (problem,) = read(tmp_path)
    assert book.filing is not None
    assert [tag.within != () for tag in book.filing.tags] == [True]
    assert "take part in no sum" in problem.message


def test_entities_are_refused_and_never_resolved(tmp_path: Path) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + instance("<co:A>&b;</co:A>")
    written(tmp_path, r_xbrl=bomb)
    with pytest.raises(InputError, match="declares XML entities"):
        read(tmp_path)


def test_a_backward_period_is_refused_with_the_reason(tmp_path: Path) -> None:
    backward = CONTEXTS.replace("2023-04-01", "2025-04-01")
    written(tmp_path, r_xbrl=f"<xbrl {NAMESPACES}>{backward}</xbrl>")
    _, (problem,) = read(tmp_path)
    assert "runs backwards" in problem.message


def test_a_context_told_by_no_dimension_keeps_what_it_says(tmp_path: Path) -> None:
    told = CONTEXTS.replace(
        '<segment><xbrldi:explicitMember dimension="co:LineAxis">co:MobileMember</xbrldi:explicitMember></segment>',
        "<segment><co:NonConsolidated/></segment>",
    )
    fact = '<co:Sales contextRef="mobile" unitRef="JPY" decimals="0">7</co:Sales>'
    written(tmp_path, r_xbrl=f"<xbrl {NAMESPACES}>{told}{fact}</xbrl>")
    (tag,) = filing_of(tmp_path).tags
    assert tag.members == (("segment", "co:NonConsolidated"),)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "shift_jis"])
def test_a_report_may_be_in_any_encoding_that_it_declares(tmp_path: Path, encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = instance('<co:売上高 contextRef="now" unitRef="JPY" decimals="0">7</co:売上高>')
    written(tmp_path)
    (tmp_path / "r.xbrl").write_bytes(f'<?xml version="1.0" encoding="{declared}"?>{text}'.encode(encoding))
    ((tag, _),) = stated(filing_of(tmp_path), "co:売上高")
    assert tag.unit == money("JPY")
