"""What a later document states anew, and lines that it names otherwise (docs/convention.md, section 9.9)."""

from pathlib import Path

from crossfoot import desk
from crossfoot.model.book import Book
from crossfoot.model.findings import Finding, Severity
from crossfoot.model.identities import IdentityKind

EARLIER = """\
"Consolidated statements of income, in $ millions",,
,FY2021,FY2022
Revenues,"18,364","19,552"
Cost of revenues,"10,246","10,873"
Gross profit,"8,118","8,679"
Research and development,"2,744","2,893"
Marketing,"1,017","1,193"
Operating income,"4,357","4,593"
Interest expense (net),"(217)","(243)"
Pre-tax income,"4,140","4,350"
"""
LATER = """\
"Consolidated statements of income, in $ millions",,,
,FY2021,FY2022,FY2023
Revenues,"18,364","19,552","20,139"
Cost of revenues,"10,246","10,873","11,281"
Gross profit,"8,118","8,679","8,858"
Research and development,"2,744","2,893","3,106"
Marketing,"1,017","1,193","1,244"
Operating income,"4,357","4,593","4,508"
Interest expense (net),"(217)","(243)","(251)"
Pre-tax income,"4,140","4,350","4,257"
"""
RESTATED = (LATER.replace('"10,873"', '"11,098"').replace('"8,679"', '"8,454"').replace('"4,593"', '"4,368"')).replace(
    '"4,350"', '"4,125"'
)


def check(folder: Path, earlier: str, later: str, name: str = "later.csv") -> Book:
    """The one tied book of two reports of consecutive years."""
    (folder / "earlier.csv").write_text(earlier, encoding="utf-8")
    (folder / name).write_text(later, encoding="utf-8")
    (book,) = desk.check([folder / "earlier.csv", folder / name]).books
    return book


def reported(book: Book) -> list[Finding]:
    return [finding for finding in book.findings if finding.severity is not Severity.NOTE]


def agreeing(book: Book) -> list[str]:
    return [identity.text for identity in book.identities if identity.kind is IdentityKind.AGREE]


def test_a_column_stated_anew_is_told_once_with_both_prints(tmp_path: Path) -> None:
    book = check(tmp_path, EARLIER, RESTATED)
    (finding,) = reported(book)
    assert (finding.code, finding.severity) == ("restated", Severity.WARNING)
    assert "4 lines of one period differ between earlier.csv and later.csv" in finding.message
    assert "cost_of_revenue FY2022 10,873 and 11,098" in finding.message
    prints = {(book.figure(name).place.document, book.figure(name).text) for name in finding.figures}
    assert {("earlier.csv", "8,679"), ("later.csv", "8,454")} < prints
    assert len(prints) == 8


def test_what_a_document_says_that_it_reclassified_is_a_note(tmp_path: Path) -> None:
    said = RESTATED + '"Certain 2022 amounts were reclassified to conform to the presentation of 2023.",,,\n'
    book = check(tmp_path, EARLIER, said)
    assert reported(book) == []
    (finding,) = [finding for finding in book.findings if finding.code == "restated"]
    assert 'one of them says "reclassified"' in finding.message


def test_one_figure_printed_otherwise_is_still_a_misprint(tmp_path: Path) -> None:
    book = check(tmp_path, EARLIER, LATER.replace('"2,893"', '"2,983"'))
    (finding,) = reported(book)
    (first, *_) = finding.corrections
    assert [(book.figure(each.figure).text, each.suggested) for each in first] == [("2,983", "2,893")]


def test_a_reworded_line_is_told_by_its_figures(tmp_path: Path) -> None:
    book = check(tmp_path, EARLIER, LATER.replace("Marketing,", "Marketing costs,"))
    assert any("Marketing costs FY2022" in text for text in agreeing(book))
    assert (len(agreeing(book)), book.findings) == (16, ())
    # Nothing but its figures speaks for it, so what it prints otherwise is no contradiction.
    book = check(tmp_path, EARLIER, LATER.replace("Marketing,", "Advertising,"))
    assert len(agreeing(book)) == 14


def test_numbers_and_asides_in_a_label_set_no_line_apart(tmp_path: Path) -> None:
    earlier = EARLIER.replace("Marketing,", '"Marketing (including 17 of rent)",')
    later = LATER.replace("Marketing,", '"Marketing (including 23 of rent)",')
    assert len(agreeing(check(tmp_path, earlier, later))) == 16


def test_a_report_that_names_no_currency_is_in_the_others(tmp_path: Path) -> None:
    book = check(tmp_path, EARLIER.replace("$ ", ""), LATER)
    assert len(agreeing(book)) == 16
    assert book.findings == ()
