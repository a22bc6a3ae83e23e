"""Charts drawn on pages: which label is bound to which series and category, and what is left open."""

from collections.abc import Sequence

import pytest
from tests.read.charts.made_pages import (
    BLUE,
    GREY,
    NAVY,
    WHITE,
    axis,
    bar,
    on_rim,
    page,
    slices,
    text,
    with_lines,
)

from crossfoot.model.layout import GridKind
from crossfoot.read.charts.charts import charts
from crossfoot.read.pdf.page.pages import Fill, PdfPage, Word
from crossfoot.read.tables.found import FoundTable

QUARTERS = ("1Q24", "2Q24", "3Q24")
CENTRES = (120.0, 200.0, 280.0)
AXIS = 400.0


def rows(table: FoundTable) -> list[list[str]]:
    """The cells as rows of text."""
    wide = max(cell.column for cell in table.cells) + 1
    grid = [[""] * wide for _ in range(max(cell.row for cell in table.cells) + 1)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.text
    return grid


def only(drawn: PdfPage) -> FoundTable:
    (table,) = charts(drawn).tables
    return table


def categories() -> list[Word]:
    return [word for name, at in zip(QUARTERS, CENTRES, strict=True) for word in text(name, at, AXIS + 12)]


def stacks(lower: Sequence[int], upper: Sequence[int], totals: Sequence[str]) -> tuple[list[Fill], list[Word]]:
    """Stacks of two bars at two points a unit, their labels inside and their totals above."""
    fills, words = [], text("Revenue by segment", 200, 120)
    for at, low, high, total in zip(CENTRES, lower, upper, totals, strict=True):
        middle, top = AXIS - 2 * low, AXIS - 2 * (low + high)
        fills += [bar(at - 20, middle, at + 20, AXIS), bar(at - 20, top, at + 20, middle, NAVY)]
        words += text(str(low), at, (AXIS + middle) / 2, WHITE) + text(str(high), at, (middle + top) / 2, WHITE)
        words += text(total, at, top - 8)
    words += text("Services", 60, AXIS - lower[0], BLUE)
    words += text("Products", 60, AXIS - 2 * lower[0] - upper[0], NAVY)
    return fills, words


def test_a_stack_gives_its_parts_and_the_total_printed_above_it() -> None:
    fills, words = stacks((60, 62, 65), (20, 25, 30), ("80", "87", "95"))
    table = only(page([*words, *categories()], fills, [axis(80, 320, AXIS)]))
    assert table.kind is GridKind.CHART
    assert table.caption == "Revenue by segment"
    assert rows(table) == [
        ["", "1Q24", "2Q24", "3Q24"],
        ["Products", "20", "25", "30"],
        ["Services", "60", "62", "65"],
        ["Revenue by segment", "80", "87", "95"],
    ]


def test_every_value_keeps_its_box_on_the_page() -> None:
    fills, words = stacks((60, 62, 65), (20, 25, 30), ("80", "87", "95"))
    table = only(page([*words, *categories()], fills, [axis(80, 320, AXIS)]))
    (cell,) = [cell for cell in table.cells if cell.text == "87"]
    assert cell.box == pytest.approx((195.0, AXIS - 174 - 13, 205.0, AXIS - 174 - 3))


def test_growth_beside_a_stack_goes_to_the_bars_it_is_level_with() -> None:
    fills, words = stacks((60, 62, 65), (20, 25, 30), ("80", "87", "95"))
    top = AXIS - 190
    words += text("YoY", 350, top - 24) + text("12%", 350, top - 8) + text("50%", 350, top + 30) + text("8%", 350, 335)
    table = only(page([*words, *categories()], fills, [axis(80, 320, AXIS)]))
    assert [row[4] for row in rows(table)] == ["YoY", "50%", "8%", "12%"]


def test_a_misprint_in_a_label_that_no_other_could_be_stays_where_it_is_printed() -> None:
    """The bar is drawn for 62; the label says 26: arithmetic must see it, so geometry may not drop it."""
    fills, words = stacks((60, 62, 65), (20, 25, 30), ("80", "87", "95"))
    misprinted = [Word("26", word.box, word.size, colour=WHITE) if word.text == "62" else word for word in words]
    assert rows(only(page([*misprinted, *categories()], fills, [axis(80, 320, AXIS)])))[2] == [
        "Services",
        "60",
        "26",
        "65",
    ]


def test_bars_of_one_category_take_the_names_of_the_legend() -> None:
    fills, words = [], text("Growth in percent", 200, 120)
    for at, left, right in zip(CENTRES, (50, 30, 60), (80, 45, 20), strict=True):
        fills += [bar(at - 20, AXIS - 2 * left, at, AXIS), bar(at, AXIS - 2 * right, at + 20, AXIS, NAVY)]
        words += text(f"{left}%", at - 10, AXIS - 2 * left - 7) + text(f"{right}%", at + 10, AXIS - 2 * right - 7)
    fills += [bar(150, 150, 158, 158), bar(220, 150, 228, 158, NAVY)]
    words += text("Volume", 177, 154) + text("Price", 245, 154)
    assert rows(only(page([*words, *categories()], fills, [axis(80, 320, AXIS)]))) == [
        ["", "1Q24", "2Q24", "3Q24"],
        ["Volume", "50%", "30%", "60%"],
        ["Price", "80%", "45%", "20%"],
    ]


def test_lying_bars_are_read_from_the_left() -> None:
    fills, words = [], text("Share by region", 300, 60)
    for down, share, name in ((120, 90, "North"), (160, 60, "South"), (200, 30, "Other")):
        fills.append(bar(200, down - 10, 200 + 3 * share, down + 10))
        words += text(f"{share}%", 200 + 3 * share + 14, down) + text(name, 170, down)
    upright = Fill((0, 0, 960, 540), WHITE)
    assert rows(only(page(words, [upright, *fills]))) == [
        ["", "North", "South", "Other"],
        ["Share by region", "90%", "60%", "30%"],
    ]


def test_a_waterfall_is_one_series_with_its_falls_below_the_bars() -> None:
    fills = [
        bar(100, 200, 140, AXIS, NAVY),
        bar(180, 160, 220, 200, BLUE),
        bar(260, 160, 300, 220, GREY),
        bar(340, 220, 380, AXIS, NAVY),
    ]
    words = text("Operating income", 240, 100)
    values = (("100", 120, 190), ("20", 200, 150), ("(30)", 280, 230), ("90", 360, 210))
    words += [word for value, at, down in values for word in text(value, at, down)]
    names = (("2023", 120), ("Volume", 200), ("Costs", 280), ("2024", 360))
    words += [word for name, at in names for word in text(name, at, AXIS + 12)]
    assert rows(only(page(words, fills, [axis(80, 400, AXIS)]))) == [
        ["", "2023", "Volume", "Costs", "2024"],
        ["Operating income", "100", "20", "(30)", "90"],
    ]


def test_a_line_over_bars_keeps_the_labels_of_its_points() -> None:
    fills, words = [], text("Income and margin", 200, 90)
    for at, value in zip(CENTRES, (50, 70, 60), strict=True):
        fills.append(bar(at - 20, AXIS - 2 * value, at + 20, AXIS))
        words += text(str(value), at, AXIS - 2 * value - 8, BLUE)
    points = list(zip(CENTRES, (200.0, 180.0, 190.0), strict=True))
    for (at, down), share in zip(points, ("10.0%", "12.0%", "11.0%"), strict=True):
        words += text(share, at, down - 10, GREY)
    words += text("Margin", 60, 200, GREY)
    drawn = with_lines(page([*words, *categories()], fills, [axis(80, 320, AXIS)]), points)
    assert rows(only(drawn)) == [
        ["", "1Q24", "2Q24", "3Q24"],
        ["Margin", "10.0%", "12.0%", "11.0%"],
        ["Income and margin", "50", "70", "60"],
    ]


def test_slices_of_a_pie_take_the_values_that_are_their_shares() -> None:
    shares, middle = (0.5, 0.3, 0.2), (300.0, 250.0)
    words = text("Sales by country", 300, 120)
    start = 0.0
    for share, name in zip(shares, ("Mexico", "Brazil", "Chile"), strict=True):
        at, down = on_rim(start + share / 2, middle, 115)
        words += text(name, at, down) + text(f"{share:.0%}", at, down + 12)
        start += share
    table = only(page(words, slices(shares, middle, 80, (BLUE, NAVY, GREY))))
    assert rows(table) == [["", "Mexico", "Brazil", "Chile"], ["Sales by country", "50%", "30%", "20%"]]


def test_values_that_no_slices_have_the_share_of_are_left_to_the_text() -> None:
    words = text("Sales by country", 300, 120)
    shares = (0.4, 0.3, 0.2, 0.1)
    printed = (("Mexico", "40%", 0.2), ("Brazil", "30%", 0.55), ("Chile", "50%", 0.8), ("Peru", "60%", 0.95))
    for name, value, turn in printed:
        at, down = on_rim(turn, (300.0, 250.0), 115)
        words += text(name, at, down) + text(value, at, down + 12)
    found = charts(page(words, slices(shares, (300.0, 250.0), 80, (BLUE, NAVY, GREY, (240, 160, 0)))))
    assert {"Chile", "Peru"}.isdisjoint(word.text for word in found.used)


def test_numbers_under_the_axis_are_rows_of_the_chart() -> None:
    fills, words = stacks((60, 62, 65), (20, 25, 30), ("80", "87", "95"))
    margins = [
        word for at, value in zip(CENTRES, ("5.1%", "5.3%", "5.6%"), strict=True) for word in text(value, at, 432)
    ]
    words += text("Margin", 40, 432) + margins
    assert rows(only(page([*words, *categories()], fills, [axis(80, 320, AXIS)])))[-1] == [
        "Margin",
        "5.1%",
        "5.3%",
        "5.6%",
    ]


def test_shaded_cells_of_a_table_are_no_chart() -> None:
    fills, words = [], []
    for line, name in enumerate(("Revenue", "Costs", "Profit", "Tax")):
        down = 200 + 18 * line
        words += text(name, 60, down)
        for at, value in zip(CENTRES, ("120", "130", "145"), strict=True):
            words += text(value, at, down)
            if line % 2:
                fills.append(bar(at - 38, down - 9, at + 38, down + 9, (230, 230, 230)))
    words += [word for name, at in zip(QUARTERS, CENTRES, strict=True) for word in text(name, at, 182)]
    assert charts(page(words, fills, [axis(40, 320, 191)])).tables == ()


def test_bars_without_labels_are_no_chart() -> None:
    fills = [bar(at - 20, 300 - at / 2, at + 20, AXIS) for at in CENTRES]
    assert charts(page(categories(), fills, [axis(80, 320, AXIS)])).tables == ()


def test_what_a_chart_takes_is_gone_from_the_page_and_nothing_else() -> None:
    fills, words = stacks((60, 62, 65), (20, 25, 30), ("80", "87", "95"))
    note = text("Restated for the sale of a unit", 600, 500)
    drawn = page([*words, *categories(), *note], fills, [axis(80, 320, AXIS)])
    left = [word.text for word in charts(drawn).without(drawn).words]
    assert left == ["Revenue", "by", "segment", "Restated", "for", "the", "sale", "of", "a", "unit"]


def test_the_unit_comes_from_the_line_that_stands_nearest() -> None:
    fills, words = stacks((60, 62, 65), (20, 25, 30), ("80", "87", "95"))
    words += text("($ in B)", 60, AXIS - 178) + text("($ in MM)", 60, 40)
    table = only(page([*words, *categories()], fills, [axis(80, 320, AXIS)]))
    assert table.context == ("($ in B)", "($ in MM)")


def test_lines_of_one_frame_are_series_of_one_chart_above_the_lines_of_its_scale() -> None:
    words, lines = text("Subscribers", 200, 60), []
    for name, colour, values in (("Fixed", BLUE, (80, 90, 85)), ("Mobile", NAVY, (35, 40, 45))):
        points = [(at, AXIS - 2 * value) for at, value in zip(CENTRES, values, strict=True)]
        lines.append(points)
        for (at, level), value in zip(points, values, strict=True):
            words += text(str(value), at, level - 9, colour)
        words += text(name, 330, points[-1][1], colour)
    scale = [axis(80, 300, AXIS - 100), axis(80, 300, AXIS - 50), axis(80, 300, AXIS)]
    drawn = with_lines(page([*words, *categories()], [bar(0, 0, 5, 5), bar(9, 9, 14, 14)], scale), *lines)
    assert rows(only(drawn)) == [
        ["", "1Q24", "2Q24", "3Q24"],
        ["Fixed", "80", "90", "85"],
        ["Mobile", "35", "40", "45"],
    ]


def test_slices_are_named_by_a_legend_where_only_their_values_stand_at_the_rim() -> None:
    shares, middle, colours = (0.5, 0.3, 0.2), (300.0, 250.0), (BLUE, NAVY, GREY)
    words, fills, start = text("Sales by country", 300, 120), slices(shares, middle, 80, colours), 0.0
    for number, (share, name) in enumerate(zip(shares, ("Mexico", "Brazil", "Chile"), strict=True)):
        words += text(f"{share:.0%}", *on_rim(start + share / 2, middle, 95)) + text(name, 480, 200 + 16 * number)
        fills.append(bar(450, 196 + 16 * number, 458, 204 + 16 * number, colours[number]))
        start += share
    assert rows(only(page(words, fills))) == [
        ["", "Mexico", "Brazil", "Chile"],
        ["Sales by country", "50%", "30%", "20%"],
    ]


@pytest.mark.parametrize(("printed", "contradicted"), [("51.6", []), ("57.6", ["57.6"])])
def test_shares_are_in_proportion_to_what_their_own_stack_adds_up_to(printed: str, contradicted: list[str]) -> None:
    fills, words = [], categories()
    stacked = [("50.0", "30.0", "20.0"), ("48.0", "31.0", "21.0"), (printed, "30.0", "20.0")]
    for at, shares in zip(CENTRES, stacked, strict=True):
        drawn = [51.6 if share == printed else float(share) for share in shares]
        foot = AXIS
        for share, size, colour in zip(shares, drawn, (BLUE, NAVY, GREY), strict=True):
            top = foot - 300 * size / sum(drawn)
            fills.append(bar(at - 20, top, at + 20, foot, colour))
            words += text(share, at, (top + foot) / 2, WHITE)
            foot = top
    table = only(page(words, fills, [axis(80, 320, AXIS)]))
    assert [cell.text for cell in table.cells if cell.drawn is not None] == contradicted
