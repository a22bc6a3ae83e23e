"""The pages that are pictured: those of findings first, then those with figures."""

from dataclasses import replace

from tests.publish.ledger_book import ledger_book

from crossfoot.model.book import Book, Document
from crossfoot.publish.report.selection import pictured_pages


def long_book() -> Book:
    """Ten pages, figures on pages 1, 2 and 3, a finding on page 3."""
    book = ledger_book()
    return book.grown(documents=(replace(book.documents[0], pages={10: "Notes"}),))


def test_every_page_of_a_short_document_is_pictured() -> None:
    assert pictured_pages(long_book()) == {"deck": tuple(range(1, 11))}


def test_pages_of_findings_come_first_then_those_with_figures() -> None:
    assert pictured_pages(long_book(), most=1) == {"deck": (3,)}
    assert pictured_pages(long_book(), most=3) == {"deck": (1, 2, 3)}
    assert pictured_pages(long_book(), most=4) == {"deck": (1, 2, 3, 4)}


def test_documents_share_the_pictures() -> None:
    book = long_book()
    book = book.grown(documents=(*book.documents, Document("notes", "notes.pdf", "0" * 64, pages={2: "Notes"})))
    assert pictured_pages(book, most=11) == {"deck": tuple(range(1, 11)), "notes": (1,)}


def test_documents_without_pages_have_none(income_book: Book) -> None:
    assert pictured_pages(income_book) == {}


def test_a_finding_names_its_suspects_and_its_figures_once() -> None:
    (finding,) = ledger_book().findings
    assert sorted(finding.named) == sorted({*finding.figures})
    assert len(finding.named) == 3
