"""A table's parts are told apart: labels, notes and numbers, headings and rows, and where headings change."""

from tests.bind.tables import facts, table

from crossfoot.bind.grids.layout.rows import labelled_rows
from crossfoot.bind.grids.layout.shape import Shape, shape_of


def shape(text: str) -> Shape:
    return shape_of(table(text).grids[0])


def labels(text: str) -> dict[str, tuple[str, ...]]:
    found = shape(text)
    return {row.label: row.sections for band in range(len(found.bands)) for row in labelled_rows(found, band)}


def test_years_over_numbers_are_headings_and_no_figures() -> None:
    assert set(facts(table("|2023|2022\nSales|1,204|1,150"))) == {"1,204", "1,150"}


def test_a_year_in_a_row_of_amounts_is_an_amount() -> None:
    assert "2015" in facts(table("|FY2016|FY2015\nSales|1,204|1,150\nUnits sold|2015|1998"))


def test_references_to_notes_are_no_amounts() -> None:
    found = shape("|Notes|2023|2022\nSales|5|1,204|1,150\nCost|6|700|690")
    assert (found.first, list(found.notes)) == (2, [1])
    assert set(facts(table("|Note|2023\nSales|5|1,204\nCost|5, 11|700"))) == {"1,204", "700"}


def test_a_column_that_numbers_the_rows_is_none_of_amounts() -> None:
    text = "No.|Item|2023\n1|Sales|1,204\n2|Cost|700\n3|Profit|504"
    assert set(facts(table(text))) == {"1,204", "700", "504"}


def test_a_column_that_numbers_the_lines_of_a_form_is_none_of_amounts_wherever_it_begins() -> None:
    text = "Tax|Row|Base\nMinimum|30|1,204\nCompanies|31|700\nTrade|32|504\nCrafts|33|11\nFarms|34|96\nTotal|35|2,515"
    assert set(facts(table(text))) == {"1,204", "700", "504", "11", "96", "2,515"}
    assert "36" in facts(table(text.replace("|35|", "|36|")))
    assert set(facts(table("Impôt|Ligne|Base\nSociétés|30|1,204\nArtisans|33|700"))) == {"1,204", "700"}


def test_a_row_that_numbers_the_columns_is_a_heading() -> None:
    text = "|2023|2022|Change\n|(1)|(2)|(3)\nSales|12|11|1"
    assert set(facts(table(text))) == {"12", "11", "1"}


def test_rows_stand_under_the_sections_they_are_set_in_of() -> None:
    assert labels(
        "|2023\nAssets|\n  Current assets|\n    Cash|5\n    Stock|6\n  Total current assets|11\n  Plant|9\nTotal|20"
    ) == {
        "Cash": ("Current assets", "Assets"),
        "Stock": ("Current assets", "Assets"),
        "Total current assets": ("Assets",),
        "Plant": ("Assets",),
        "Total": (),
    }


def test_without_indents_a_section_runs_to_its_total_or_to_the_next() -> None:
    assert labels("|2023\nCloud:|\nSales|5\nCost|2\nDevices:|\nSales |6\nTotal devices|6\nTax|1") == {
        "Sales": ("Devices",),
        "Cost": ("Cloud",),
        "Total devices": ("Devices",),
        "Tax": (),
    }


def test_headings_that_change_half_way_down() -> None:
    found = shape("|2023|2022\nSales|12|11\nCost|7|6\n|Mar. 31, 2023|Mar. 31, 2022\nCash|5|4")
    assert [(band.heads, band.rows) for band in found.bands] == [((0,), (1, 2)), ((3,), (4,))]


def test_a_row_of_years_alone_may_not_be_a_figure_of_its_label() -> None:
    assert facts(table("As of|2019|2018\nCash|$130|$91")) == {"$130": "cash 2019-12-31", "$91": "cash 2018-12-31"}


def test_a_section_that_is_a_year_holds_the_sections_behind_it() -> None:
    assert labels("|UK|US\n2023||\nSubsidiaries||\nProved|5|6\nUnproved|1|2\nAssociates||\nProved |7|8") == {
        "Proved": ("Associates", "2023"),
        "Unproved": ("Subsidiaries", "2023"),
    }
