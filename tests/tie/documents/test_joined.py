"""Documents tied to each other (docs/convention.md, section 9.9): a statement in millions beside one in billions."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.tie.documents.income import BILLIONS, MILLIONS

from crossfoot import desk
from crossfoot.model.book import Book, RoundingStatement
from crossfoot.model.facts import FactKey, Verdict
from crossfoot.model.findings import Severity
from crossfoot.model.identities import IdentityKind
from crossfoot.tie.documents.joined import joined
from crossfoot.tie.documents.same_row import weighed
from crossfoot.tie.documents.statements import Row, Stated
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.spans import Instant
from crossfoot.vocabulary.units import money


def check(folder: Path, **texts: str) -> tuple[Book, ...]:
    """The tied books of some tables, each in a file of its name."""
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    found = desk.check([folder / f"{name}.csv" for name in texts])
    assert found.problems == ()
    return found.books


def test_a_fact_in_billions_ties_to_the_same_in_millions(tmp_path: Path) -> None:
    (book,) = check(tmp_path, supplement=MILLIONS, deck=BILLIONS)
    assert book.title == "supplement.csv + deck.csv"
    assert [document.name for document in book.documents] == ["supplement.csv", "deck.csv"]
    agreeing = [identity for identity in book.identities if identity.kind is IdentityKind.AGREE]
    assert len(agreeing) == 8
    assert agreeing[0].text == "supplement.csv: revenue FY2022 = deck.csv: revenue FY2022"
    assert book.findings == ()
    deck = [figure for figure in book.figures if figure.place.document == "deck.csv"]
    assert {book.verdicts[figure.id].verdict for figure in deck} == {Verdict.TIES}
    (revenue,) = [fact for fact in book.facts if fact.key.id.startswith("deck.csv: revenue|2023")]
    assert revenue.interval.low is not None
    assert int(revenue.interval.low) == 20_138_500_000


def test_a_document_that_lost_its_millions_ties_to_the_other_and_is_told(tmp_path: Path) -> None:
    (book,) = check(tmp_path, supplement=MILLIONS, amended=MILLIONS.replace("$ millions", "$"))
    (finding,) = book.findings
    assert (finding.code, finding.severity) == ("other-scale", Severity.NOTE)
    assert finding.message.startswith("15 amounts of supplement.csv are 1,000,000 times those of amended.csv")
    agreeing = [identity for identity in book.identities if identity.kind is IdentityKind.AGREE]
    assert agreeing[0].text == "supplement.csv: revenue FY2021 = 1000000 x amended.csv: revenue FY2021"
    assert len(agreeing) == 15


def test_nil_and_one_last_place_are_no_contradiction() -> None:
    def stock(*values: str) -> Row:
        days = (date(2009, 9, 30), date(2010, 3, 31))
        facts = (FactKey("stock", Instant(day)) for day in days)
        columns = {
            (fact.period, fact.scenario): Stated(fact, Fraction(value), Fraction(1, 10))
            for fact, value in zip(facts, values, strict=True)
        }
        return Row("stock", ("common stock",), (), "", money("USD"), (), columns)

    same = weighed(stock("0.3", "0.1"), stock("0.3", "0.0"))
    assert same is not None
    assert [pair.one.value for pair in same.pairs] == [Fraction(3, 10)]
    assert weighed(stock("0.1", "0.0"), stock("0.0", "0.1")) is None
    twice = weighed(stock("0.3", "0.2"), stock("0.3", "0.0"))
    assert twice is not None
    assert [pair.ties for pair in twice.pairs] == [True, False]


@pytest.mark.parametrize(("printed", "slip"), [("21.1", "misread digit"), ("10.1", "misread digit")])
def test_a_difference_names_both_places_and_the_figure_that_stands_alone(
    tmp_path: Path, printed: str, slip: str
) -> None:
    (book,) = check(tmp_path, supplement=MILLIONS, deck=BILLIONS.replace("20.1", printed))
    (finding,) = book.findings
    ((correction,),) = finding.corrections
    suspect = book.figure(correction.figure)
    assert (suspect.text, suspect.place.document, suspect.place.line) == (printed, "deck.csv", 3)
    assert (correction.suggested, correction.slip) == ("20.1", slip)
    named = {term.fact.name for i in book.identities if i.id in finding.identities for term in i.terms}
    assert {name.partition(":")[0] for name in named} == {"supplement.csv", "deck.csv"}


def test_a_small_difference_that_no_slip_explains_is_a_warning(tmp_path: Path) -> None:
    restated = BILLIONS.replace("$ billions", "$ millions")
    for coarse, fine in (
        ("19.6", '"19,552"'), ("20.1", '"20,139"'), ("10.9", '"10,873"'), ("11.3", '"11,281"'),
        ("8.7", '"8,679"'), ("8.9", '"8,858"'), ("5.8,5.8", '"5,786","5,774"'),
    ):  # fmt: skip
        restated = restated.replace(coarse, fine)
    (book,) = check(tmp_path, supplement=MILLIONS, later=restated)
    assert [finding.severity for finding in book.findings] == [Severity.WARNING]
    (finding,) = book.findings
    assert [book.figure(figure).text for figure in finding.figures] == ["5,774"]  # the other one foots
    assert finding.corrections[0][0].interval.holds(5_752_000_000)


def test_the_column_of_a_later_document_ties_to_the_earlier_one(tmp_path: Path) -> None:
    later = """\
"Consolidated statements of income, in $ millions",,,
,FY2022,FY2023,FY2024
Revenues,"19,552","20,139","21,502"
Cost of revenues,"10,873","11,281","12,004"
Gross profit,"8,679","8,858","9,498"
Research and development,"2,893","3,106","3,311"
Operating income,"5,786","5,752","6,187"
"""
    (book,) = check(tmp_path, last=MILLIONS, this=later)
    assert sum(identity.kind is IdentityKind.AGREE for identity in book.identities) == 10
    assert book.findings == ()
    # What the later document says otherwise was restated, however much it looks like a slip.
    restated = later.replace("2,893", "2,983").replace("5,786", "5,696")
    (book,) = check(tmp_path, last=MILLIONS, this=restated)
    assert {finding.severity for finding in book.findings} == {Severity.WARNING}


def test_documents_of_other_entities_stay_apart(tmp_path: Path) -> None:
    other = MILLIONS
    for old, new in (
        ("18,364", "7,730"), ("19,552", "8,025"), ("20,139", "8,394"),
        ("10,246", "4,101"), ("10,873", "4,260"), ("11,281", "4,433"),
        ("8,118", "3,629"), ("8,679", "3,765"), ("8,858", "3,961"),
        ("2,744", "1,116"), ("2,893", "1,090"), ("3,106", "1,153"),
        ("5,374", "2,513"), ("5,786", "2,675"), ("5,752", "2,808"),
    ):  # fmt: skip
        other = other.replace(old, new)
    books = check(tmp_path, ours=MILLIONS, theirs=other)
    assert [book.title for book in books] == ["ours.csv", "theirs.csv"]
    assert all(book.findings == () for book in books)


def test_documents_that_state_nothing_in_common_can_still_be_put_in_one_book(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(MILLIONS, encoding="utf-8")
    (tmp_path / "b.csv").write_text(",2022,2023\nApples,3,4\nPears,5,6\nTotal,8,10\n", encoding="utf-8")
    (book,) = desk.check([tmp_path / "a.csv", tmp_path / "b.csv"], together=True).books
    assert len(book.documents) == 2
    assert not any(identity.kind is IdentityKind.AGREE for identity in book.identities)
    assert len({figure.id for figure in book.figures}) == len(book.figures) == 21


def test_a_figure_of_another_column_is_found_where_the_other_document_tells_them_apart(tmp_path: Path) -> None:
    (book,) = check(tmp_path, supplement=MILLIONS, deck=BILLIONS.replace("19.6,20.1", "19.6,19.6"))
    (finding,) = book.findings
    ((correction,),) = finding.corrections
    suspect = book.figure(correction.figure)
    assert (suspect.place.document, suspect.place.column, correction.suggested) == ("deck.csv", 2, "20.1")


def test_a_deduction_in_one_document_is_the_amount_in_the_other(tmp_path: Path) -> None:
    deducted = BILLIONS.replace("10.9,11.3", "(10.9),(11.3)")
    (book,) = check(tmp_path, supplement=MILLIONS, deck=deducted)
    assert book.findings == ()
    texts = [identity.text for identity in book.identities if identity.kind is IdentityKind.AGREE]
    assert "supplement.csv: cost_of_revenue FY2023 = -deck.csv: cost_of_revenue FY2023" in texts
    # One of a line's columns alone is no deduction, but a sign gone wrong.
    (book,) = check(tmp_path, supplement=MILLIONS, deck=BILLIONS.replace("5.8,5.8", "5.79,(5.75)"))
    (finding,) = book.findings
    ((correction,),) = finding.corrections
    assert (correction.figure, correction.suggested, correction.slip) == ("deck.csv:t1r5c2", "5.75", "sign")


RELEASE = """\
# Results for the year ended December 31, 2023

Revenues were $20.1 billion in 2023, up 3.0% from 2022. Gross profit was $8.9 billion in 2023.

Research and development expenses were $3,106 million in 2023, and operating income for 2023 was $5,752 million.
"""


def test_sentences_of_a_release_tie_to_the_tables_of_a_supplement(tmp_path: Path) -> None:
    (tmp_path / "release.md").write_text(RELEASE, encoding="utf-8")
    (tmp_path / "supplement.csv").write_text(MILLIONS, encoding="utf-8")
    (book,) = desk.check([tmp_path / "supplement.csv", tmp_path / "release.md"]).books
    told = [figure for figure in book.figures if figure.place.document == "release.md" and figure.fact is not None]
    tied = {figure.text for figure in told if book.verdicts[figure.id].verdict is Verdict.TIES}
    assert {"$20.1 billion", "up 3.0%", "$8.9 billion", "$5,752 million"} <= tied
    assert book.findings == ()
    (tmp_path / "release.md").write_text(RELEASE.replace("up 3.0%", "up 8.0%"), encoding="utf-8")
    (book,) = desk.check([tmp_path / "supplement.csv", tmp_path / "release.md"]).books
    (finding,) = book.findings
    correction = finding.corrections[0][0]
    assert (book.figure(correction.figure).text, correction.suggested) == ("up 8.0%", "up 3.0%")


def test_a_release_of_another_company_stays_apart(tmp_path: Path) -> None:
    other = RELEASE.replace("20.1", "4.7").replace("3.0%", "9.4%").replace("8.9", "1.6").replace("3,106", "615")
    (tmp_path / "release.md").write_text(other.replace("5,752", "733"), encoding="utf-8")
    (tmp_path / "supplement.csv").write_text(MILLIONS, encoding="utf-8")
    books = desk.check([tmp_path / "supplement.csv", tmp_path / "release.md"]).books
    assert [book.title for book in books] == ["supplement.csv", "release.md"]


def test_a_relation_that_the_full_statement_knows_better_is_left(tmp_path: Path) -> None:
    # With one of its costs in brackets, the short table alone adds costs to revenues.
    (book,) = check(tmp_path, supplement=MILLIONS, deck=BILLIONS.replace("10.9,11.3", "10.9,(11.3)"))
    (finding,) = book.findings
    ((correction,),) = finding.corrections
    assert (correction.figure, correction.suggested, correction.slip) == ("deck.csv:t1r3c2", "11.3", "sign")


def test_what_each_document_says_of_its_rounding_is_kept(tmp_path: Path) -> None:
    note = "\nFigures are truncated to the nearest hundred million.\n"
    (tmp_path / "a.csv").write_text(MILLIONS, encoding="utf-8")
    (tmp_path / "b.csv").write_text(BILLIONS, encoding="utf-8")
    parts = [desk.checked(tmp_path / name) for name in ("a.csv", "b.csv")]
    said = RoundingStatement("b.csv", note, parts[1].grids[0].place, amounts=Rounding.TRUNCATED)
    (whole,) = joined([parts[0], parts[1].grown(rounding_statements=(said,))], together=True)
    assert whole.book.rounding_statements == (said,)
