"""Tags in tables: a cell and the tag in it are one figure where they print one number, and share their relations."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.bind.xbrl.filings import YEAR, YEN, Typed

from crossfoot.bind.xbrl.binding import bind_filing
from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, Place
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.vocabulary.measures import Measure, MeasureKind
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.units import PERCENT, PURE, Unit

SALES, COST, PROFIT = (FactKey(f"t1: {name}", YEAR) for name in ("Sales", "Cost", "Profit"))


def cell(fact: FactKey, text: str, value: str, unit: Unit = YEN) -> Figure:
    """A figure in a table that is taken to be in ones."""
    return Figure(
        f"cell {fact.measure}", Printed(text, Decimal(value), Decimal(1)), unit, Place("page"), fact, group="f"
    )


def page(typed: Typed, *cells: Figure, identities: tuple[Identity, ...] = ()) -> Book:
    """A book whose tags stand in the cells, one in each, in order."""
    tags = tuple(replace(tag, rendered=each.id) for tag, each in zip(typed.tags, cells, strict=True))
    measures = {
        each.fact.measure: Measure(each.fact.measure, "", MeasureKind.FLOW, each.unit) for each in cells if each.fact
    }
    filing = replace(typed.filing, tags=tags)
    return typed.book.grown(figures=cells, measures=measures, identities=identities, filing=filing)


def test_a_cell_states_the_fact_of_its_tag_at_the_tag_s_scale() -> None:
    typed = Typed().fact("co:Sales", "1234000000", decimals=-6)
    (figure,) = bind_filing(page(typed, cell(SALES, "1,234", "1234"))).figures
    assert (figure.id, figure.text, figure.fact) == ("cell t1: Sales", "1,234", FactKey("co:Sales", YEAR))
    assert (figure.printed.value, figure.printed.place) == (Decimal(1234000000), Decimal(1000000))
    assert figure.printed.scale == Decimal(1000000)


def test_a_concept_that_no_linkbase_labels_is_called_as_its_line() -> None:
    book = page(Typed().fact("co:Sales", "1234"), cell(SALES, "1,234", "1234"))
    labelled = {name: replace(measure, label="売上高") for name, measure in book.measures.items()}
    assert bind_filing(book.grown(measures=labelled)).measures["co:Sales"].label == "売上高"


def test_a_cost_printed_in_brackets_keeps_its_sign_and_takes_the_scale() -> None:
    typed = Typed().fact("co:Cost", "70000", decimals=-3)
    in_table, tagged = bind_filing(page(typed, cell(COST, "(70)", "-70"))).figures
    assert (in_table.fact, in_table.printed.value) == (COST, Decimal(-70000))
    assert (tagged.id, tagged.fact, tagged.printed.value) == ("x1", FactKey("co:Cost", YEAR), Decimal(70000))


@pytest.mark.parametrize(
    ("text", "value", "unit"), [("15.2", "15.2", PERCENT), ("12.5", "12.5", YEN), ("13", "13", YEN)]
)
def test_a_cell_that_says_another_number_stays_what_it_is(text: str, value: str, unit: Unit) -> None:
    typed = Typed().fact("co:Rate", "0.125", decimals=3, unit=PURE)
    in_table, tagged = bind_filing(page(typed, cell(SALES, text, value, unit))).figures
    assert (in_table.fact, in_table.printed.value) == (SALES, Decimal(value))
    assert tagged.fact == FactKey("co:Rate", YEAR)


def test_a_percentage_states_the_fraction_of_its_tag_and_so_do_its_relations() -> None:
    rate = FactKey("t1: Rate", YEAR)
    typed = Typed().fact("co:Rate", "0.125", decimals=3, unit=PURE).fact("co:Profit", "30").fact("co:Sales", "240")
    share = Identity(
        "t1:r4",
        IdentityKind.RECALCULATE,
        Origin(rule="found"),
        (Term(Fraction(1), PROFIT),),
        ratio=rate,
        denominator=(Term(Fraction(1), SALES),),
        factor=Fraction(100),
        belief=4,
    )
    points = Identity(
        "t1:c2", IdentityKind.FOOT, Origin(rule="found"), (Term(Fraction(1), rate), Term(Fraction(-1), COST))
    )
    cells = (cell(rate, "12.5", "12.5", PERCENT), cell(PROFIT, "30", "30"), cell(SALES, "240", "240"))
    bound = bind_filing(page(typed, *cells, identities=(share, points)))
    stated = next(figure for figure in bound.figures if figure.text == "12.5")
    assert (stated.fact, stated.printed.value, stated.printed.place) == (
        FactKey("co:Rate", YEAR),
        Decimal("0.125"),
        Decimal("0.001"),
    )
    assert len(bound.figures) == 3
    ratio, linear = bound.identities
    assert ratio.ratio == FactKey("co:Rate", YEAR)
    assert ratio.factor == 1
    assert linear.terms[0] == Term(Fraction(100), FactKey("co:Rate", YEAR))


def test_relations_of_the_table_speak_of_the_tags_facts() -> None:
    typed = Typed().fact("co:Profit", "30").fact("co:Sales", "100").fact("co:Cost", "70")
    terms = (Term(Fraction(1), PROFIT), Term(Fraction(-1), SALES), Term(Fraction(1), COST))
    found = Identity("t1:r3", IdentityKind.FOOT, Origin(rule="found"), terms, subject=PROFIT, belief=4)
    cells = (cell(PROFIT, "30", "30"), cell(SALES, "100", "100"), cell(COST, "70", "70"))
    (identity,) = bind_filing(page(typed, *cells, identities=(found,))).identities
    assert [term.fact.measure for term in identity.terms] == ["co:Profit", "co:Sales", "co:Cost"]
    assert identity.subject == FactKey("co:Profit", YEAR)


def test_what_a_linkbase_declares_is_not_told_again() -> None:
    typed = Typed().fact("co:Profit", "30").fact("co:Sales", "100").fact("co:Cost", "70")
    typed.sum("co:Profit", "co:Sales", "-co:Cost")
    terms = (Term(Fraction(-2), PROFIT), Term(Fraction(2), SALES), Term(Fraction(-2), COST))
    found = Identity("t1:r3", IdentityKind.FOOT, Origin(rule="found"), terms, belief=4)
    cells = (cell(PROFIT, "30", "30"), cell(SALES, "100", "100"), cell(COST, "70", "70"))
    (identity,) = bind_filing(page(typed, *cells, identities=(found,))).identities
    assert identity.origin.file == "cal.xml"


@pytest.mark.parametrize(("duty", "kept"), [("5", 0), ("0", 1)])
def test_a_sum_that_skips_a_line_yields_to_the_declared_one(duty: str, kept: int) -> None:
    typed = Typed().fact("co:Profit", "30").fact("co:Sales", "100").fact("co:Cost", str(70 - int(duty)))
    typed.fact("co:Duty", duty).sum("co:Profit", "co:Sales", "-co:Cost", "-co:Duty")
    terms = (Term(Fraction(1), PROFIT), Term(Fraction(-1), SALES), Term(Fraction(1), COST))
    found = Identity("t1:r3", IdentityKind.FOOT, Origin(rule="found"), terms, subject=PROFIT, belief=2)
    duties = FactKey("t1: Duty", YEAR)
    cells = [cell(*each) for each in ((PROFIT, "30", "30"), (SALES, "100", "100"))]
    cells += [cell(COST, str(70 - int(duty)), str(70 - int(duty))), cell(duties, duty, duty)]
    identities = bind_filing(page(typed, *cells, identities=(found,))).identities
    assert [identity.origin.rule for identity in identities] == ["found"] * kept + [""]


def test_a_declared_sum_yields_to_its_table_where_that_adds_one_part_more() -> None:
    typed = Typed().fact("co:Price", "30").fact("co:Cash", "20").fact("co:Debt", "10").sum("co:Price", "co:Cash")
    price, cash, debt = (FactKey(f"t1: {name}", YEAR) for name in ("Price", "Cash", "Debt"))
    terms = (Term(Fraction(1), price), Term(Fraction(-1), cash), Term(Fraction(-1), debt))
    found = Identity("t1:r3", IdentityKind.FOOT, Origin(rule="found"), terms, subject=price, belief=5)
    cells = (cell(price, "30", "30"), cell(cash, "20", "20"), cell(debt, "10", "10"))
    bound = bind_filing(page(typed, *cells, identities=(found,)))
    assert [identity.id for identity in bound.identities] == ["t1:r3"]
    (finding,) = bound.findings
    assert finding.code == "sum-holds-nowhere"
    assert finding.message == "The declared sum Price = Cash does not hold, and its table adds up with Debt besides."
    assert finding.figures == ("cell t1: Price", "cell t1: Cash")


def test_that_a_fact_is_itself_is_no_relation() -> None:
    again = FactKey("t2: Sales", YEAR)
    typed = Typed().fact("co:Sales", "100").fact("co:Sales", "100")
    same = Identity(
        "t2=t1", IdentityKind.AGREE, Origin(), (Term(Fraction(1), SALES), Term(Fraction(-1), again)), belief=9
    )
    bound = bind_filing(page(typed, cell(SALES, "100", "100"), cell(again, "100", "100"), identities=(same,)))
    assert bound.identities == ()
    assert {figure.fact for figure in bound.figures} == {FactKey("co:Sales", YEAR)}


def test_a_table_s_fact_that_tags_disagree_on_keeps_its_name() -> None:
    other = replace(cell(SALES, "90", "90"), id="cell again")
    typed = Typed().fact("co:Sales", "100").fact("co:Orders", "90")
    terms = (Term(Fraction(1), SALES), Term(Fraction(-1), COST))
    found = Identity("t1", IdentityKind.FOOT, Origin(), terms, belief=4)
    bound = bind_filing(page(typed, cell(SALES, "100", "100"), other, identities=(found,)))
    assert bound.identities == (found,)
