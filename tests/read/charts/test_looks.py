"""Charts in other looks: slanted names, bars of sides only, numbers along an axis, lines that cross, what bars say."""

import math
from decimal import Decimal
from itertools import pairwise

from tests.read.charts.made_pages import BLUE, GREY, NAVY, axis, bar, on_rim, page, slices, text, with_lines
from tests.read.charts.test_charts import AXIS, CENTRES, only, rows, stacks

from crossfoot.read.charts.charts import charts
from crossfoot.read.pdf.page.pages import Colour, Fill, PdfPage, Rule, Stroke, Word

LINE = [axis(60, 340, AXIS)]
VALUES = ("120", "90", "140")


def heading() -> list[Word]:
    return text("Net sales", 200, 100)


def slanted(words: str, right: float, top: float) -> list[Word]:
    """A text that rises at 45 degrees to end at a point, a word a letter as pages have it."""
    found = []
    for at, letter in enumerate(words):
        step = 4.6 * (len(words) - 1 - at)
        found.append(Word(letter, (right - 10 - step, top + step, right - step, top + 10 + step), 10.0, angle=45))
    return found


def bars(values: tuple[str, ...] = VALUES, rounded: float = 0.0) -> tuple[list[Fill], list[Word]]:
    fills, words = [], heading()
    for at, value in zip(CENTRES, values, strict=True):
        fills.append(bar(at - 25, AXIS - int(value), at + 25, AXIS))
        words += text(value, at, AXIS - int(value) - 8)
    if rounded:
        fills = [Fill(each.box, each.colour, _round(each, rounded)) for each in fills]
    return fills, words


def _round(fill: Fill, radius: float) -> tuple[tuple[float, float], ...]:
    left, top, right, foot = fill.box
    return (
        (left, foot),
        (left, top + radius),
        (left + radius, top),
        (right - radius, top),
        (right, top + radius),
        (right, foot),
    )


def sides(left: float, top: float, right: float, foot: float, colour: Colour) -> list[Rule]:
    level = [Rule((left, y, right, y), True, 1.5, colour) for y in (top, foot)]
    return level + [Rule((x, top, x, foot), False, 1.5, colour) for x in (left, right)]


def names() -> list[Word]:
    return [
        word for name, at in zip(("1Q24", "2Q24", "3Q24"), CENTRES, strict=True) for word in text(name, at, AXIS + 12)
    ]


def test_names_set_slanted_belong_to_the_bars_at_which_they_end() -> None:
    fills, words = bars()
    for name, at in zip(("Jan", "Feb", "Mar"), CENTRES, strict=True):
        words += slanted(name, at + 5, AXIS + 6)
    assert rows(only(page(words, fills, LINE)))[0] == ["", "Jan", "Feb", "Mar"]


def test_bars_with_rounded_corners_are_bars() -> None:
    fills, words = bars(rounded=4.0)
    assert rows(only(page([*words, *names()], fills, LINE)))[1] == ["Net sales", "120", "90", "140"]


def test_bars_of_sides_only_are_bars_named_by_hollow_swatches() -> None:
    rules, words = list(LINE), [*heading(), *names()]
    for at, low, high in zip(CENTRES, (60, 80, 70), (40, 50, 90), strict=True):
        rules += sides(at - 20, AXIS - low, at + 20, AXIS, BLUE)
        rules += sides(at - 20, AXIS - low - high, at + 20, AXIS - low, NAVY)
        words += text(str(low), at, AXIS - low / 2) + text(str(high), at, AXIS - low - high / 2)
    for colour, name, down in ((NAVY, "Products", 200.0), (BLUE, "Services", 220.0)):
        rules += sides(370, down - 4, 378, down + 4, colour)
        words += text(name, 402, down)
    table = only(page(words, (), rules))
    assert rows(table)[1:] == [["Products", "40", "50", "90"], ["Services", "60", "80", "70"]]


def test_numbers_along_an_axis_are_no_labels() -> None:
    # The first point has no label of its own: the axis prints a number beside it.
    heights = [300.0, 240.0, 270.0, 200.0]
    points = [(120.0 + 60 * at, height) for at, height in enumerate(heights)]
    words = heading()
    for at, name in enumerate(("2021", "2022", "2023", "2024")):
        words += text(name, 120.0 + 60 * at, AXIS + 12)
    for at, value in ((1, "160"), (2, "130"), (3, "200")):
        words += text(value, 120.0 + 60 * at, heights[at] - 9)
    for tick in (0, 50, 100, 150, 200):
        words += text(str(tick), 100.0 - 2.5 * len(str(tick)), AXIS - tick)
    table = only(with_lines(page(words, (), [axis(100, 340, AXIS)]), points))
    assert rows(table)[1] == ["Net sales", "", "160", "130", "200"]


def test_labels_of_lines_that_cross_follow_the_scale_that_all_share() -> None:
    series = {"North": (60, 90, 140, 150), "South": (130, 100, 94, 70)}
    words, strokes = heading(), []
    for at in range(4):
        words += text(str(2021 + at), 120.0 + 60 * at, AXIS + 12)
    for (name, values), colour in zip(series.items(), (BLUE, NAVY), strict=True):
        points = tuple((120.0 + 60 * at, AXIS - value) for at, value in enumerate(values))
        strokes.append(Stroke(points, colour, 2.0))
        words += text(name, 350, AXIS - values[-1], colour)
        for at, value in enumerate(values):
            words += text(str(value), 120.0 + 60 * at, AXIS - value + (9 if name == "North" else -9))
    base = page(words, (), [axis(100, 340, AXIS)])
    drawn = PdfPage(1, base.width, base.height, base.words, base.rules, base.fills, tuple(strokes))
    found = {row[0]: row[1:] for row in rows(only(drawn))[1:]}
    assert found == {name: [str(value) for value in values] for name, values in series.items()}


def test_a_text_under_two_bars_is_a_category_of_both_or_of_neither() -> None:
    fills, words = [], heading()
    for at, (low, high) in zip(CENTRES, ((60, 90), (70, 80), (80, 120)), strict=True):
        fills += [bar(at - 28, AXIS - low, at, AXIS, BLUE), bar(at, AXIS - high, at + 28, AXIS, NAVY)]
        words += text(str(low), at - 14, AXIS - low - 8) + text(str(high), at + 14, AXIS - high - 8)
    for table in charts(page([*words, *names()], fills, LINE)).tables:
        heads = rows(table)[0][1:]
        assert len(set(heads)) == len(heads)


def test_what_a_bar_says_is_kept_where_its_label_says_another() -> None:
    fills, words = stacks((40, 50, 60), (30, 20, 45), ("70", "70", "105"))
    words = [word for word in words if word.text != "45"] + text("54", CENTRES[2], AXIS - 2 * 60 - 45)
    cells = {
        cell.text: cell.drawn for cell in only(page([*words, *names()], fills, LINE)).cells if cell.row and cell.column
    }
    assert cells.keys() == {"40", "50", "60", "30", "20", "54", "70", "105"}
    low, high = cells.pop("54") or (Decimal(0), Decimal(0))
    assert low <= 45 <= high < 54
    assert set(cells.values()) == {None}


def test_bars_out_of_proportion_say_nothing() -> None:
    fills, words = bars(("120", "90", "140"))
    words = [word for word in words if word.text not in ("120", "90")]
    words += text("240", CENTRES[0], AXIS - 128) + text("300", CENTRES[1], AXIS - 98)
    for table in charts(page([*words, *names()], fills, LINE)).tables:
        assert [cell.drawn for cell in table.cells if cell.drawn] == []


def test_a_slice_drawn_out_of_its_pie_belongs_to_it() -> None:
    shares, colours = (0.45, 0.3, 0.15, 0.1), (BLUE, NAVY, GREY, (240, 160, 0))
    fills = slices(shares, (300, 250), 80, colours)
    last = fills[-1]
    moved = tuple((x - 8, y - 8) for x, y in last.outline)
    fills[-1] = Fill(tuple(side - 8 for side in last.box), last.colour, moved)  # type: ignore[arg-type]
    words, start = text("Loans by region", 300, 120), 0.0
    for share, name in zip(shares, ("North", "South", "East", "West"), strict=True):
        x, y = on_rim(start + share / 2, (300, 250), 115)
        words += text(f"{name} {share:.0%}", x, y)
        start += share
    table = only(page(words, fills))
    assert table.shares
    assert rows(table) == [["", "North", "South", "East", "West"], ["Loans by region", "45%", "30%", "15%", "10%"]]


def test_a_share_that_its_slice_contradicts_stays_the_only_text_that_it_could_have() -> None:
    shares, printed = (0.41, 0.27, 0.2, 0.12), ("41%", "27%", "20%", "21%")
    fills = slices(shares, (300, 250), 80, (BLUE, NAVY, GREY, (240, 160, 0)))
    words, start = text("Loans by region", 300, 120), 0.0
    for share, name, value in zip(shares, ("North", "South", "East", "West"), printed, strict=True):
        x, y = on_rim(start + share / 2, (300, 250), 115)
        words += text(f"{name} {value}", x, y)
        start += share
    table = only(page(words, fills))
    (odd,) = [cell for cell in table.cells if cell.drawn]
    assert odd.text == "21%"
    assert odd.drawn is not None
    assert odd.drawn[0] <= 12 <= odd.drawn[1]
    assert math.isclose(sum(shares), 1)
    assert all(before != after for before, after in pairwise(printed))
