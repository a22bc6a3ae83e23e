"""Sums that are off by a last place, where a document makes its sums add up and where it does not."""

import random
from fractions import Fraction
from pathlib import Path

import pytest
from tests.tie.discover_books import book_of

from crossfoot.desk.checking import checked
from crossfoot.model.book import Book
from crossfoot.model.findings import Severity
from crossfoot.tie.blame.off_by_rounding import OFF_BY_ROUNDING, _chance, off_by_rounding
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.engine import tie_briefly
from crossfoot.tie.wording.anew import told_otherwise

YEARS = ("2016", "2017", "2018", "2019", "2020", "2021")
REGIONS = ("Americas", "Europe", "Asia", "Africa")


def statements(blocks: int, seed: int = 11) -> list[list[str]]:
    """A table of four-line sums, one above the other in six columns, that all add up in what is printed."""
    pick, rows = random.Random(seed), [["", *YEARS]]
    for block in range(blocks):
        parts = [[pick.randrange(10_000, 90_000) for _ in YEARS] for _ in REGIONS]
        rows += [[f"{r} {block}", *(f"{v:,}" for v in line)] for r, line in zip(REGIONS, parts, strict=True)]
        rows.append([f"Total {block}", *(f"{sum(column):,}" for column in zip(*parts, strict=True))])
    return rows


def off(rows: list[list[str]], row: int, column: int, by: int = 1) -> None:
    """Prints one figure a little larger."""
    rows[row][column] = f"{int(rows[row][column].replace(',', '')) + by:,}"


def tied(rows: list[list[str]]) -> Book:
    return tie_briefly(discover(book_of(rows)))


def test_one_sum_in_thirty_six_that_is_off_is_noted_and_breaks_nothing() -> None:
    rows = statements(6)
    off(rows, 5, 3)  # a total
    (note,) = tied(rows).findings
    assert (note.code, note.severity) == (OFF_BY_ROUNDING, Severity.NOTE)
    assert "the other 35 sums" in note.message
    assert note.message.startswith(f"Total 0 (c3) {rows[5][3]} adds up within rounding only: ")
    total = f"{int(rows[5][3].replace(',', '')) - 1:,}"
    assert total in {each.suggested for (each,) in note.corrections}
    assert note.equals == len(note.corrections) == 5  # any of its figures may be the one


def test_the_figure_in_which_two_sums_cross_is_the_one() -> None:
    rows = statements(3)
    rows = [[*row, "" if n else "All years"] for n, row in enumerate(rows)]
    for row in rows[1:]:
        row[-1] = f"{sum(int(text.replace(',', '')) for text in row[1:-1]):,}"
    printed = rows[2][4]
    off(rows, 2, 4)
    (note,) = tied(rows).findings
    assert len(note.identities) == 2
    assert [(each.suggested, each.slip) for (each,) in note.corrections] == [(printed, "last place adjusted")]
    assert note.message.endswith(f"All would with {printed} in place of {rows[2][4]}.")


def test_figures_rounded_each_for_itself_are_left_alone() -> None:
    rows = statements(6)
    for block, column in ((0, 1), (1, 2), (2, 3), (3, 4), (0, 5), (1, 6)):
        off(rows, 5 * block + 5, column)
    assert tied(rows).findings == ()


def test_a_few_sums_say_nothing_of_how_they_were_made() -> None:
    rows = statements(1)
    off(rows, 5, 3)
    assert tied(rows).findings == ()


def test_a_table_rounded_in_a_way_of_its_own_is_not_noted(tmp_path: Path) -> None:
    group, parent = statements(6), statements(1, seed=12)
    for column in (1, 2, 4):
        off(parent, 5, column)
    off(group, 5, 3)
    lines = [f"| {' | '.join(row)} |" for table in (group, parent) for row in (*table[:1], ["---"] * 7, *table[1:], [])]
    document = tmp_path / "report.md"
    document.write_text("\n".join(lines).replace("|  |", ""), encoding="utf-8")
    (note,) = checked(document).findings
    assert f"{group[5][3]} adds up within rounding only" in note.message


def test_a_sum_with_a_figure_that_breaks_is_not_noted_as_well() -> None:
    rows = statements(6)
    off(rows, 5, 3)
    off(rows, 2, 3, 9_000)
    (finding,) = tied(rows).findings
    assert finding.code == "does-not-tie"


@pytest.mark.parametrize(
    ("parts", "chance"), [(1, Fraction(1)), (2, Fraction(3, 4)), (3, Fraction(2, 3)), (4, Fraction(115, 192))]
)
def test_how_often_rounded_parts_add_up(parts: int, chance: Fraction) -> None:
    assert _chance(parts) == chance


def test_verify_tells_a_note_that_was_changed_or_left_out() -> None:
    rows = statements(6)
    off(rows, 5, 3)
    book = tied(rows)
    assert told_otherwise(book) == ()
    assert off_by_rounding(book) == book.findings
    (said,) = told_otherwise(book.grown(findings=()))
    assert "it is not what the sums of the book say" in said
