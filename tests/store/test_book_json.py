"""The JSON of a book: the contract's values, exactness, and the way back."""

import json
from fractions import Fraction

import pytest
from tests.store.mobile_book import CHANGE, LAST_YEAR, MILLION, THIS_YEAR, broken_book, mobile_book

from crossfoot.model.book import Book
from crossfoot.model.facts import SourceKind
from crossfoot.model.figures import LabelBlock, Slot
from crossfoot.model.findings import Assignment
from crossfoot.model.identities import IdentityKind, Origin
from crossfoot.model.layout import Grid, GridCell, Passage
from crossfoot.model.pages import Chart, Number, Page, Prose, Row, Series, Table
from crossfoot.model.problems import InputError
from crossfoot.model.relations import Reference, Relation, When
from crossfoot.store.book_json import dump, load

THIS_YEAR_ID = "mobile_revenue|2016-04-01/2017-03-31|actual"
LAST_YEAR_ID = "mobile_revenue|2015-04-01/2016-03-31|actual"


def page() -> Page:
    """A page with an exhibit of each kind."""
    level = Number(THIS_YEAR, MILLION, 1, prefix="JPY", suffix=" million")
    return Page(
        "mobile",
        "Mobile",
        (
            Prose("Mobile revenue was {0}.", (level,)),
            Table("Revenue", ("FY2015", "FY2016"), (Row("Mobile", (None, level), 1, total=True),), "in millions"),
            Chart("stacked", "Revenue", ("FY2016",), (Series("Mobile", (level, None), "total"),)),
        ),
        (7,),
        "Results",
    )


def decorated_book() -> Book:
    """The mobile book with what it lacks: a chart's labels, their recovery, relations, a layout and a page."""
    book = mobile_book()
    return book.grown(
        blocks=(LabelBlock("mobile.levels", ("deck-p2-001",), (Slot(THIS_YEAR, 0, 1),), book.figures[0].place),),
        assignments=(
            Assignment("mobile.levels", (("deck-p2-001", THIS_YEAR_ID),), ("deck-p2-001",), 0, exhausted=True, cost=0),
        ),
        relations=(
            Relation(
                "mobile_revenue",
                IdentityKind.FOOT,
                (Reference(Fraction(1, 2), "handsets", When.OPENING),),
                Origin("model.yaml", 12),
                "handsets / 2",
                periods=("FY2016",),
            ),
        ),
        grids=(
            Grid(
                "deck-p2-table-1",
                book.figures[0].place,
                (GridCell(0, 0, "Mobile"), GridCell(0, 1, "26.7", "deck-p2-001", bold=True)),
                1,
                2,
                "Summary",
                ("Unit: JPY billion",),
            ),
        ),
        passages=(Passage("deck-p7-line-1", book.figures[1].place, "up JPY11,112 million", ("deck-p7-001",)),),
        pages=(page(),),
    )


@pytest.mark.parametrize("book", [mobile_book(), broken_book(), decorated_book()], ids=["ties", "breaks", "decorated"])
def test_a_book_comes_back_as_it_was(book: Book) -> None:
    assert load(dump(book)) == book
    assert dump(load(dump(book))) == dump(book)


def test_a_figure_carries_its_print_its_interval_and_its_verdict() -> None:
    figure = json.loads(dump(mobile_book()))["figures"][1]
    assert figure["text"] == "11,112"
    assert (figure["value"], figure["low"], figure["high"]) == ("11112000000", "11111500000", "11112500000")
    assert (figure["measure"], figure["period"], figure["scenario"]) == ("mobile_revenue.change", "FY2016", "actual")
    assert (figure["source"], figure["status"], figure["unit"]) == ("stated", "ties", "JPY")
    assert figure["place"] == {
        "document": "deck",
        "page": 7,
        "caption": "up JPY11,112 million, up 71.3% YoY",
        "span": [6, 12],
        "file": "sources/deck.csv",
        "line": 2,
    }


def test_an_end_that_is_no_decimal_is_rounded_outward_beside_its_exact_value() -> None:
    level = json.loads(dump(mobile_book()))["facts"][1]
    # 171.25 / 71.25 x 11,112.5 million is 26,708,991,228.07017...
    assert (level["high"], level["high_exact"]) == ("26708991228.1", "1522412500000/57")
    # 171.35 / 71.35 x 11,111.5 million is 26,684,730,553.6089...
    assert (level["low"], level["low_exact"]) == ("26684730553.6", "38079110500000/1427")
    assert Fraction(level["low"]) < Fraction(level["low_exact"])


def test_an_identity_speaks_of_figures_and_of_facts() -> None:
    change, growth = json.loads(dump(mobile_book()))["identities"]
    # last year's level is printed nowhere, so its term is the fact itself
    assert change["terms"] == [[1, "deck-p2-001"], [-1, LAST_YEAR_ID], [-1, "deck-p7-001"]]
    assert change["facts"] == [[1, THIS_YEAR_ID], [-1, LAST_YEAR_ID], [-1, CHANGE.id]]
    assert (change["low"], change["high"], change["kind"], change["status"]) == ("0", "0", "variance", "ties")
    assert (growth["denominator"], growth["factor"], growth["offset"]) == ([[1, LAST_YEAR_ID]], "100", "-100")


def test_the_summary_counts_figures_by_verdict_and_facts_by_source() -> None:
    summary = json.loads(dump(broken_book()))["summary"]
    assert summary == {
        "figures": 3, "ties": 2, "breaks": 1, "untested": 0, "facts": 4, "recovered": 0, "computed": 0, "deduced": 2,
    }  # fmt: skip


def test_a_label_is_known_as_its_fact_is() -> None:
    book = decorated_book()
    facts = tuple(
        fact if fact.key != THIS_YEAR else type(fact)(fact.key, fact.unit, SourceKind.RECOVERED, fact.verdict)
        for fact in book.facts
    )
    figures = json.loads(dump(book.grown(facts=facts)))["figures"]
    assert [figure["source"] for figure in figures] == ["recovered", "stated", "stated"]


def test_the_seal_is_of_the_content_alone() -> None:
    content = json.loads(dump(mobile_book()))
    changed = json.loads(dump(mobile_book().grown(title="Another title")))
    assert content["digest"] == json.loads(dump(mobile_book()))["digest"] != changed["digest"]
    assert len(content["digest"]) == 64


def test_one_record_stands_on_a_line() -> None:
    lines = dump(mobile_book()).splitlines()
    assert sum('"id": "deck-p7-001"' in line for line in lines) == 1


def test_the_witness_is_exact() -> None:
    witness = json.loads(dump(mobile_book()))["witness"]
    assert witness[LAST_YEAR_ID] == "15584000000"
    assert witness["mobile_revenue.growth|2016-04-01/2017-03-31|actual"] == "34725/487"
    assert load(dump(mobile_book())).witness[LAST_YEAR] == 15_584 * MILLION


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "book.json:1: this is no JSON"),
        ("[]", "a book of version 1.0 was expected, this says None"),
        ('{"version": "2.0"}', "a book of version 1.0 was expected, this says '2.0'"),
        ('{"version": "1.0"}', "a part of the book cannot be read (KeyError('measures'))"),
        (dump(mobile_book()).replace('"actual"', '"actuel"'), "'actuel' is not a valid ScenarioKind"),
    ],
)
def test_what_is_no_book_is_refused_with_a_remedy(text: str, message: str) -> None:
    with pytest.raises(InputError) as refused:
        load(text)
    assert message in str(refused.value)
    assert "Build the book again with `crossfoot build`" in str(refused.value)
