"""Real filings, where they lie beside the checkout: counts that others have published, and books that verify."""

from collections import Counter
from pathlib import Path

import pytest
from benchmarks.xbrl_conformance import OUT_OF_SCOPE, cases, verdict

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.bind.xbrl.binding import bind_filing
from crossfoot.bind.xbrl.calculations import Checker, Consistency, bindings
from crossfoot.model.book import Book
from crossfoot.model.facts import Verdict
from crossfoot.read.documents import read_documents
from crossfoot.store.book_json import dump, load
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.engine import tie
from crossfoot.tie.verification.checker import check_book
from crossfoot.vocabulary.rounding import Rounding

RICOH = "data/xbrl_jp_tdnet/ricoh_leasing_8566_FY2023/Attachment"


def books(folder: Path, name: str) -> list[Book]:
    path = folder / name
    if not path.exists():
        pytest.skip(f"needs the shared papers: no {name}")
    read = read_documents([path])
    assert read.problems == ()
    return list(read.books)


def checked(book: Book) -> Book:
    """The book as a check makes it."""
    return tie(bind_filing(discover(bind_grids(book))))


def test_a_tanshin_adds_up_within_its_truncation(shared: Path) -> None:
    (book,) = books(shared, RICOH)
    assert book.filing is not None
    nearest, cut = Checker(book.filing), Checker(book.filing, Rounding.TRUNCATED)
    counts: Counter[str] = Counter()
    for bound in bindings(book.filing):
        if nearest.verdict(bound) is Consistency.CONSISTENT:
            counts["exact" if nearest.adds_up(bound) else "within rounding"] += 1
        else:
            counts[f"{cut.verdict(bound)} if cut off"] += 1
    assert counts == {"exact": 41, "within rounding": 38, "consistent if cut off": 1}


def test_a_tanshin_ties_and_its_book_verifies(shared: Path) -> None:
    (book,) = books(shared, RICOH)
    tied = checked(book)
    assert tied.findings == ()
    assert [regime.amounts for regime in tied.regimes] == [Rounding.TRUNCATED]
    counts = Counter(verdict.verdict for verdict in tied.verdicts.values())
    assert counts[Verdict.BREAKS] == 0
    assert counts[Verdict.TIES] >= 388
    text = dump(tied)
    assert check_book(text) == []
    assert load(text).figures == tied.figures


def test_two_digits_swapped_in_a_tag_break_it_with_the_slip(shared: Path, tmp_path: Path) -> None:
    (sound,) = books(shared, "data/xbrl_us/nflx_10q_2010")
    assert {found.verdict for found in checked(sound).verdicts.values()} == {Verdict.TIES, Verdict.UNTESTED}
    for path in (shared / "data/xbrl_us/nflx_10q_2010").iterdir():
        swapped = path.read_text(encoding="utf-8").replace(">492247000<", ">492427000<")
        (tmp_path / path.name).write_text(swapped, encoding="utf-8")
    (misprinted,) = books(tmp_path, "")
    (finding,) = checked(misprinted).findings
    assert finding.code == "does-not-tie"
    (correction,) = finding.corrections[0]
    assert (correction.suggested, correction.slip) == ("492247000", "transposed digits")


@pytest.mark.parametrize("name", ["02", "04", "06"])
def test_the_parent_s_statements_are_not_held_against_the_group(shared: Path, name: str) -> None:
    (book,) = books(shared, f"data/xbrl_jp_edinet_fsa/{name}")
    tagged_alone = book.grown(figures=(), grids=(), passages=())
    tied = tie(bind_filing(tagged_alone))
    assert [finding.code for finding in tied.findings if finding.code != "incomplete-sum"] == []


def test_the_conformance_suite_passes_but_for_what_is_out_of_scope(shared: Path) -> None:
    found = list(cases(shared / "data" / "conformance_xbrl21"))
    if not found:
        pytest.skip("needs the shared papers")
    differ = {case.name for case in found if verdict(case)[0] != case.is_valid}
    assert differ == OUT_OF_SCOPE.keys()
    assert len(found) == 131
