"""Charts as office programs draw them: bars that overlap, axes far below, numbers of lines in bars, wrapped names."""

from collections.abc import Sequence

from tests.read.charts.made_pages import BLUE, NAVY, SIZE, WHITE, axis, bar, on_rim, page, slices, text, with_lines
from tests.read.charts.test_charts import AXIS, CENTRES, QUARTERS, categories, only, rows

from crossfoot.read.pdf.page.pages import Fill, PdfPage, Word

UNIT = 0.5  # points of height


def heading(words: str = "Net sales", across: float = 200.0, down: float = 60.0, *, size: float = SIZE) -> list[Word]:
    return [Word(word.text, word.box, size, bold=size > SIZE, colour=word.colour) for word in text(words, across, down)]


def legend(*names: tuple[str, tuple[int, int, int]]) -> tuple[list[Fill], list[Word]]:
    fills, words = [], []
    for at, (name, colour) in enumerate(names):
        down = AXIS - 60 + 20 * at
        fills.append(bar(370, down - 4, 378, down + 4, colour))
        words += text(name, 384 + 2.5 * len(name), down)
    return fills, words


def pairs(values: Sequence[tuple[int, int]], over: float) -> tuple[list[Fill], list[Word]]:
    """Two bars a category, the second one lying over the first by `over` points, labels at their ends."""
    fills, words = [], heading()
    for at, both in zip(CENTRES, values, strict=True):
        for place, value, colour in zip((-1, 1), both, (BLUE, NAVY), strict=True):
            left = at - 30 + over / 2 if place < 0 else at - over / 2
            end = AXIS - UNIT * value
            fills.append(bar(left, min(end, AXIS), left + 30, max(end, AXIS), colour))
            words += text(str(value), left + 15, end + (-8 if value > 0 else 8))
    swatches, names = legend(("Retail", BLUE), ("Wholesale", NAVY))
    return fills + swatches, words + names


def found(drawn: PdfPage) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in rows(only(drawn))}


def test_bars_of_a_category_may_lie_over_one_another() -> None:
    fills, words = pairs(((120, 90), (160, 110), (140, 200)), over=8.0)
    table = found(page([*words, *categories()], fills, [axis(80, 320, AXIS)]))
    assert table["Retail"] == ["120", "160", "140"]
    assert table["Wholesale"] == ["90", "110", "200"]


def test_categories_far_below_bars_that_hang_from_the_axis_are_those_of_the_clusters() -> None:
    fills, words = pairs(((120, 90), (-160, 110), (140, -200)), over=0.0)
    for name, at in zip(QUARTERS, CENTRES, strict=True):
        words += text(name, at, AXIS + 190)
    table = found(page(words, fills, [axis(80, 320, AXIS)]))
    assert table[""] == list(QUARTERS)
    assert table["Retail"] == ["120", "-160", "140"]
    assert table["Wholesale"] == ["90", "110", "-200"]


def combined(levels: Sequence[float]) -> PdfPage:
    """Bars with labels at their ends under a line at given levels, with labels right above its points."""
    fills, words = [], heading()
    for at, value, level, share in zip(CENTRES, (280, 420, 430), levels, ("16.6%", "24.8%", "21.2%"), strict=True):
        fills.append(bar(at - 25, AXIS - UNIT * value, at + 25, AXIS))
        words += text(str(value), at, AXIS - UNIT * value - 8) + text(share, at, level - 8, WHITE)
    swatches, names = legend(("Revenue", BLUE), ("Margin", (127, 127, 127)))
    drawn = page([*words, *names, *categories()], [*fills, *swatches], [axis(80, 320, AXIS)])
    return with_lines(drawn, list(zip(CENTRES, levels, strict=True)))


def test_numbers_of_a_line_that_runs_within_the_bars_are_not_those_of_the_bars() -> None:
    # Two of the percentages happen to be in proportion to their bars.
    table = found(combined((330.0, 289.0, 307.0)))
    assert table["Revenue"] == ["280", "420", "430"]
    assert table["Margin"] == ["16.6%", "24.8%", "21.2%"]


def test_a_line_far_above_its_bars_belongs_to_them_where_nothing_is_written_between() -> None:
    table = found(combined((150.0, 109.0, 127.0)))
    assert table["Revenue"] == ["280", "420", "430"]
    assert table["Margin"] == ["16.6%", "24.8%", "21.2%"]


def test_a_stack_with_parts_below_zero_stands_on_the_axis_within_it() -> None:
    fills, words = [], heading()
    for at, low, high in zip(CENTRES, (-60, -90, -40), (120, 100, 160), strict=True):
        fills += [bar(at - 20, AXIS - UNIT * high, at + 20, AXIS, NAVY), bar(at - 20, AXIS, at + 20, AXIS - UNIT * low)]
        words += text(str(high), at, AXIS - UNIT * high / 2, WHITE) + text(str(low), at, AXIS - UNIT * low / 2, WHITE)
    swatches, names = legend(("Gains", NAVY), ("Losses", BLUE))
    below = [word for name, at in zip(QUARTERS, CENTRES, strict=True) for word in text(name, at, AXIS + 150)]
    table = found(page([*words, *names, *below], [*fills, *swatches]))
    assert table == {"": list(QUARTERS), "Gains": ["120", "100", "160"], "Losses": ["-60", "-90", "-40"]}


def test_a_year_is_no_mark_of_a_note_over_the_letters_behind_it() -> None:
    fills, words = [], heading()
    for at, value, year in zip(CENTRES, (120, 160, 140), (2022, 2023, 2024), strict=True):
        fills.append(bar(at - 25, AXIS - UNIT * value, at + 25, AXIS))
        words += text(str(value), at, AXIS - UNIT * value - 8)
        words.append(Word(str(year), (at - 20, AXIS + 8, at + 2, AXIS + 16), 7.0))
        words.append(Word("年度", (at + 3, AXIS + 7, at + 23, AXIS + 17), 10.0))
    assert rows(only(page(words, fills, [axis(80, 320, AXIS)])))[0] == ["", "2022年度", "2023年度", "2024年度"]


def test_the_title_over_the_names_of_lying_bars_is_theirs_and_not_the_page_s() -> None:
    fills, words = [], heading("Results by segment", 190.0, 30.0, size=22.0)
    words += heading("Orders received", 220.0, 90.0, size=13.0)
    for at, (name, value) in enumerate((("Retail", 240), ("Wholesale", 120), ("Other", 300))):
        down = 150.0 + 50 * at
        fills.append(bar(240, down - 12, 240 + value, down + 12))
        words += text(name, 230 - 2.5 * len(name), down) + text(str(value), 255 + value, down)
    table = only(page(words, fills))
    assert table.caption == "Orders received"
    assert [cell.text for cell in table.cells if cell.row == 1] == ["Orders received", "240", "120", "300"]


def pie(names: Sequence[Sequence[str]], shares: Sequence[float]) -> PdfPage:
    """A pie whose names stand around it in lines of their own, each text ending with its share."""
    middle, colours = (300.0, 300.0), [BLUE, NAVY, (200, 80, 0)]
    words, start = heading("Sales by region", 300.0, 120.0), 0.0
    for lines, share in zip(names, shares, strict=True):
        across, down = on_rim(start + share / 2, middle, 135.0)
        for line, words_of in enumerate(lines):
            words += text(words_of, across, down + 16.0 * line)
        start += share
    return page(words, slices(shares, middle, 90.0, colours))


def test_a_name_that_ends_in_a_mark_goes_on_in_the_line_below() -> None:
    drawn = pie([("North America;", "45.0%"), ("Europe;", "30.0%"), ("Asia Pacific", "; 25.0%")], (0.45, 0.30, 0.25))
    assert rows(only(drawn))[0] == ["", "North America", "Europe", "Asia Pacific"]
    assert rows(only(drawn))[1][1:] == ["45.0%", "30.0%", "25.0%"]


def test_a_percent_sign_on_a_line_of_its_own_belongs_to_the_number_above() -> None:
    shares, middle, colours = (0.5, 0.3, 0.2), (300.0, 300.0), [BLUE, NAVY, (200, 80, 0)]
    words, start = heading("Sales by region", 300.0, 120.0), 0.0
    for share in shares:
        across, down = on_rim(start + share / 2, middle, 115.0)
        words += text(f"{share:.0%}"[:-1], across, down) + text("%", across, down + 11)
        start += share
    swatches, names = legend(*zip(("Europe", "Asia", "Other"), colours, strict=True))
    away = [Fill((box[0] + 130, box[1], box[2] + 130, box[3]), fill.colour) for fill in swatches for box in [fill.box]]
    behind = [Word(word.text, _moved(word, 130), word.size) for word in names]
    table = only(page([*words, *behind], [*slices(shares, middle, 90.0, colours), *away]))
    assert rows(table) == [["", "Europe", "Asia", "Other"], ["Sales by region", "50%", "30%", "20%"]]


def _moved(word: Word, right: float) -> tuple[float, float, float, float]:
    left, top, end, foot = word.box
    return left + right, top, end + right, foot
