"""Charts that a reader left as a line of labels: what adds up is bound as blocks, and recovery places the labels."""

from pathlib import Path
from tempfile import TemporaryDirectory

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.bind.scattered import bind_scattered
from crossfoot.model.book import Book
from crossfoot.read.documents import read_documents
from crossfoot.read.tables.scattered import scattered_chart
from crossfoot.tie.engine import tie

# Costs of a service by quarter: totals 1,203 1,254 1,307 1,392 of two parts each, the last digit lost to a scan in one.
COSTS = (
    "FY23: 5,156 [+8.8%] 1,254 1,203 1,392 1.307 [+6.1%] [+7.4%] [+9.7%] [+12.0%] "
    "401 418 436 464 928 871 836 802 1Q23 2Q23 3Q23 4Q23"
)
DECK = f"""
Results for the year ended March 31, 2023

Cost of hosting

{COSTS}

Unit: JPY million
"""


def bound(text: str) -> Book:
    """The book of a text file with its charts bound."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "deck.txt"
        path.write_text(text, encoding="utf-8")
        (book,) = read_documents([path]).books
    return bind_scattered(bind_grids(book))


def test_runs_of_labels_end_where_other_words_stand() -> None:
    chart = scattered_chart(COSTS)
    assert chart is not None
    assert chart.axis == ("1Q23", "2Q23", "3Q23", "4Q23")
    assert [[label.text for label in run] for run in chart.runs] == [
        ["1,254", "1,203", "1,392", "1.307"],
        ["[+6.1%]", "[+7.4%]", "[+9.7%]", "[+12.0%]"],
        ["401", "418", "436", "464", "928", "871", "836", "802"],
    ]
    (total,) = chart.totals
    assert (total.period, total.amount.text) == ("FY23", "5,156")


def test_the_reading_of_most_labels_comes_first() -> None:
    chart = scattered_chart(COSTS)
    assert chart is not None
    spoilt = chart.runs[0][3]
    assert [str(reading.value) for reading in spoilt.readings] == ["1307", "1.307"]


def test_a_sentence_with_a_few_periods_is_no_chart() -> None:
    assert scattered_chart("Revenue rose from 1,203 in 1Q23 to 1,254 in 2Q23 and 1,307 in 3Q23.") is None
    assert scattered_chart("1Q23 2Q23 3Q23 4Q23") is None


def test_runs_that_add_up_become_blocks_of_their_periods() -> None:
    book = bound(DECK)
    assert [(block.id, len(block.figures), len(block.slots)) for block in book.blocks] == [
        ("c1.totals", 4, 4),
        ("c1.parts", 8, 8),
        ("c1.growth", 4, 4),
    ]
    stated = {figure.text: figure.fact.id for figure in book.figures if figure.fact is not None}
    assert stated["5,156"] == "c1: Cost of hosting|2022-04-01/2023-03-31|actual"
    assert {figure.printed.value for figure in book.figures if figure.text == "5,156"} == {5_156_000_000}


def test_the_labels_are_recovered_so_that_every_quarter_foots() -> None:
    book = tie(bound(DECK))
    values = {figure.id: figure.printed.value / 1_000_000 for figure in book.figures}
    placed = {slot: values[figure] for each in book.assignments for figure, slot in each.slots}
    for quarter in ("2022-04-01/2022-06-30", "2022-07-01/2022-09-30", "2022-10-01/2022-12-31", "2023-01-01/2023-03-31"):
        name = f"{quarter}|actual"
        parts = [placed[f"c1: Cost of hosting, part {part}|{name}"] for part in (1, 2)]
        assert abs(placed[f"c1: Cost of hosting|{name}"] - sum(parts)) <= 1
    assert not book.findings


def test_labels_that_add_to_nothing_stay_as_they_are() -> None:
    book = bound(DECK.replace("5,156", "9,999"))
    assert book.blocks == ()
    assert all(figure.fact is None for figure in book.figures)


# Two halves of an axis set apart by a tab: no table has four periods in one field.
MOVES = """Unit: JPY million

Cash from financing\t
FY23: (1,660)\tFY24: 905
\t640 1,020
(310) (750) (200) (400)\t(305) (450)
"""
HALVES = "1Q23 2Q23 3Q23 4Q23\t1Q24 2Q24 3Q24 4Q24\n"


def test_a_block_with_several_periods_in_a_field_is_a_chart_named_by_its_first_words() -> None:
    book = tie(bound("Results for the year ended March 31, 2024\n\n" + MOVES + HALVES))
    (block,) = book.blocks
    values = {figure.id: figure.printed.value / 1_000_000 for figure in book.figures}
    placed = {slot.partition("|")[2][:10]: values[figure] for each in book.assignments for figure, slot in each.slots}
    assert {slot.fact.measure for slot in block.slots} == {"c1: Cash from financing"}
    assert sorted(value for start, value in placed.items() if start < "2023-04-01") == [-750, -400, -310, -200]
    assert sorted(value for start, value in placed.items() if start >= "2023-04-01") == [-450, -305, 640, 1020]
