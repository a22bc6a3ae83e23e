"""Facts go by words that tell them apart, and are no longer than that takes."""

from pathlib import Path

from tests.publish.ledger_book import COST, MARGIN, REVENUE, ledger_book
from tests.publish.report.checked import INCOME, checked_text

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.identities import IdentityKind
from crossfoot.publish.report.labels import LabelledCatalogue
from crossfoot.publish.report.relations import Relations
from crossfoot.tie.documents.joined import joined
from crossfoot.vocabulary.measures import Measure, MeasureKind
from crossfoot.vocabulary.periods import Undated
from crossfoot.vocabulary.units import money

GBP = money("GBP")


def with_lines(*names: str, label: str) -> tuple[Book, list[FactKey]]:
    """The ledger with an identity over lines that share a label in FY2016."""
    book = ledger_book()
    measures = {name: Measure(name, label, MeasureKind.FLOW, GBP) for name in names}
    keys = [FactKey(name, REVENUE.period) for name in names]
    spoken = tuple(figure for figure in book.figures if figure.fact == COST)
    figures = tuple(
        type(spoken[0])(f"x{n}", spoken[0].printed, GBP, spoken[0].place, key) for n, key in enumerate(keys)
    )
    return book.grown(measures=dict(book.measures) | measures, figures=(*book.figures, *figures)), keys


def test_a_label_that_no_other_line_has_stays_as_printed() -> None:
    catalogue = LabelledCatalogue(ledger_book())
    assert catalogue.words(MARGIN) == "Gross margin · FY2016"


def test_columns_of_one_line_are_told_by_their_headings() -> None:
    book, keys = with_lines("t1: Sales (flexibles)", "t1: Sales (rigid total)", "t1: Sales", label="Sales")
    catalogue = LabelledCatalogue(book)
    assert [catalogue.label(key) for key in keys] == ["Sales (flexibles)", "Sales (rigid total)", "Sales"]


def test_lines_of_one_label_are_told_by_their_cells(tmp_path: Path) -> None:
    other = '\n,FY2022,FY2023,FY2024\nSystems,"420","318","207"\nServices,"14","61","32"\n'
    book = checked_text(tmp_path, "two.csv", INCOME + other)
    catalogue = LabelledCatalogue(book)
    (first, second) = (figure.fact for figure in book.figures if figure.text in ("10,420", "420"))
    assert first is not None
    assert second is not None
    assert [catalogue.label(key) for key in (first, second)] == [
        "Systems (table 1, row 3, column 2)",
        "Systems (table 1, row 15, column 2)",
    ]
    assert catalogue.beside_its_place(second) == "Systems · FY2022"


def test_lines_of_one_label_are_told_by_their_tables(tmp_path: Path) -> None:
    rows = "<tr><td></td><td>2023</td><td>2024</td></tr><tr><td>Cost</td><td>1,204</td><td>1,407</td></tr>"
    book = checked_text(tmp_path, "two.html", f"<table>{rows}</table><p>Then</p><table>{rows}</table>")
    catalogue = LabelledCatalogue(book.grown(measures=dict(book.measures)))
    labels = [catalogue.label(figure.fact) for figure in book.figures if figure.fact is not None]
    assert labels == ["Cost (table 1)", "Cost (table 1)", "Cost (table 2)", "Cost (table 2)"]


def test_members_are_named() -> None:
    key = FactKey("revenue", REVENUE.period, members=(("Segment", "Mobile"), ("Region", "Japan")))
    catalogue = LabelledCatalogue(ledger_book())
    assert catalogue.words(key) == "Total revenues (Mobile, Japan) · FY2016"


def test_a_column_without_a_period_goes_by_its_heading_alone() -> None:
    catalogue = LabelledCatalogue(ledger_book())
    assert catalogue.when(FactKey("revenue", Undated("t15 Balance"))) == "Balance"
    assert catalogue.when(FactKey("revenue", Undated("t15"))) == "t15"


def test_a_document_is_named_where_a_relation_is_between_documents(tmp_path: Path) -> None:
    other = checked_text(tmp_path, "other.csv", INCOME.replace("22,068", "22,086"))
    (tied,) = joined([checked_text(tmp_path, "deck.csv", INCOME), other], together=True)
    book = tied.book
    catalogue = LabelledCatalogue(book)
    relations = Relations(catalogue)
    between = [relations.words(identity) for identity in book.identities if identity.kind is IdentityKind.AGREE]
    assert "FY2023: Total revenues [deck.csv] = Total revenues [other.csv]" in between
    within = [relations.words(identity) for identity in book.identities if identity.kind is IdentityKind.FOOT]
    assert "FY2023: Total revenues = Systems + Network services + Equipment sales" in within
    revenue = next(figure.fact for figure in book.figures if figure.text == "22,086")
    assert revenue is not None
    assert catalogue.beside_its_place(revenue) == "Total revenues · FY2023"
    assert catalogue.document_mark(revenue) == " [other.csv]"
