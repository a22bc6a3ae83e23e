"""Tables are redrawn as they are printed, without the rows and columns that hold nothing."""

from markupsafe import Markup

from crossfoot.model.figures import Place
from crossfoot.model.layout import Grid, GridCell, Passage
from crossfoot.publish.report.redrawn import redrawn_passage, redrawn_table


def marked(figure: str, text: str) -> Markup:
    return Markup("[{}:{}]").format(figure, text)


def grid(*cells: GridCell, sheet: str | None = None) -> Grid:
    size = max(cell.row for cell in cells) + 1, max(cell.column for cell in cells) + 1
    return Grid("t1", Place("doc", sheet=sheet), cells, *size)


def texts(table: dict[str, object]) -> list[list[str]]:
    rows = table["rows"]
    assert isinstance(rows, list)
    return [[str(cell["text"]) for cell in row["cells"]] for row in rows]


def test_figures_are_marked_and_other_text_is_not_markup() -> None:
    table = redrawn_table(grid(GridCell(0, 0, "R<b>D"), GridCell(0, 1, "1,204", "t1r0c1")), marked)
    assert texts(table) == [["R&lt;b&gt;D", "[t1r0c1:1,204]"]]


def test_columns_where_no_cell_begins_are_left_out() -> None:
    table = redrawn_table(
        grid(
            GridCell(0, 3, "FY2023", column_span=6),
            GridCell(1, 0, "Cash", column_span=3),
            GridCell(1, 3, "$"),
            GridCell(1, 6, "5", "f"),
        ),
        marked,
    )
    heading = table["rows"][0]
    assert [(cell["text"], cell["across"]) for cell in heading["cells"]] == [("", 1), ("FY2023", 2)]
    assert texts(table)[1] == ["Cash", "$", "[f:5]"]


def test_a_span_gives_way_to_the_cells_it_would_cover() -> None:
    table = redrawn_table(
        grid(GridCell(0, 0, "wide", column_span=3, row_span=2), GridCell(0, 1, "own"), GridCell(1, 0, "below")), marked
    )
    assert texts(table) == [["wide", "own"], ["below", ""]]
    assert [cell["down"] for cell in table["rows"][0]["cells"]] == [1, 1]


def test_a_sheet_keeps_its_letters_and_numbers() -> None:
    table = redrawn_table(grid(GridCell(4, 1, "Cash"), GridCell(4, 27, "5", "f"), sheet="Balance"), marked)
    assert table["letters"] == ["B", "AB"]
    assert [row["number"] for row in table["rows"]] == [5]


def test_a_span_of_a_million_rows_costs_nothing() -> None:
    table = redrawn_table(grid(GridCell(0, 0, "all", row_span=10**9), GridCell(1, 1, "1", "f")), marked)
    assert [cell["down"] for cell in table["rows"][0]["cells"]] == [2, 1]


def test_labels_are_set_in_as_printed() -> None:
    table = redrawn_table(grid(GridCell(0, 0, "Cash", indent=2), GridCell(0, 1, "5", "f")), marked)
    assert [(cell["look"], cell["head"]) for cell in table["rows"][0]["cells"]] == [
        ("words level-2", True),
        ("number", False),
    ]


def test_a_sentence_keeps_its_words_around_its_figures() -> None:
    passage = Passage("p1", Place("doc"), "Sales & service rose 9% to $20 billion.", ("p1n1", "p1n2"))
    drawn = redrawn_passage(passage, {"p1n2": (27, 38), "p1n1": (21, 23)}, marked)
    assert drawn == "Sales &amp; service rose [p1n1:9%] to [p1n2:$20 billion]."


def test_rules_are_shown_where_they_set_rows_apart_and_not_where_every_row_has_one() -> None:
    def ruled(*rows: int) -> list[bool]:
        cells = tuple(GridCell(row, 1, "5", f"f{row}", rule=row in rows) for row in range(4))
        told = redrawn_table(Grid("t", Place("a"), cells, 4, 2), marked)
        return ["ruled" in row["cells"][0]["look"] for row in told["rows"]]

    assert ruled(3) == [False, False, False, True]
    assert ruled(1, 2, 3) == [False] * 4
