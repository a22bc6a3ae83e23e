"""Slips: the text that a suspect was most likely meant to print, judged by what the rest needs it to be."""

from fractions import Fraction
from pathlib import Path

import pytest
from tests.tie.discover_books import book_of, rows_of
from tests.tie.ledger import altered, book, linear

from crossfoot.desk.checking import checked
from crossfoot.model.book import Book
from crossfoot.model.findings import Correction
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.engine import decide, tie_stated
from crossfoot.tie.rounding.regimes import inferred, with_intervals


def sheet() -> Book:
    """A total of two lines, each also part of a total of its own, so that a misprint has one culprit."""
    return book(
        {"total": "4,829", "a": "3,516", "b": "1,313", "x": "2,100", "y": "1,416", "v": "1,000", "w": "313"},
        [linear("total = a + b"), linear("a = x + y"), linear("b = v + w")],
    )


@pytest.mark.parametrize(
    ("printed", "slip"),
    [
        ("3,561", "transposed digits"),
        ("3,816", "misread digit"),
        ("316", "dropped digit"),
        ("35,160", "decimal point"),
        ("-3,516", "sign"),
        ("3516000", "scale x1000"),
    ],
)
def test_the_slip_that_explains_a_misprint_is_named_with_the_text_that_ties(printed: str, slip: str) -> None:
    (finding,) = tie_stated(altered(sheet(), "a#0", printed)).findings
    ((correction,),) = finding.corrections
    assert isinstance(correction, Correction)
    assert (correction.figure, correction.slip) == ("a#0", slip)
    assert correction.interval.holds(Fraction(3516))
    assert correction.suggested.replace(",", "").strip("()-") == "3516"


def ranked(rows: str) -> tuple[list[str], list[str]]:
    """The suspects of a table's one finding, likeliest first, by what is printed, and the slip of each."""
    found = with_intervals(inferred(discover(book_of(rows_of(rows)))))
    (finding,) = decide(found).findings
    texts = {figure.id: figure.text for figure in found.figures}
    return [texts[c.figure] for (c,) in finding.corrections], [c.slip for (c,) in finding.corrections]


TABLE = """
Sales by region | 2019   | 2018   | 2017
Americas        | 21,604 | 20,115 | 19,330
Europe          | 15,993 | 14,208 | 13,871
Asia            | 10,615 | 9,764  | 9,102
Total           | 48,212 | 44,087 | 42,303
"""


@pytest.mark.parametrize(
    ("right", "wrong", "slip"),
    [
        ("20,115", "20,151", "transposed digits"),
        ("14,208", "1,420", "dropped digit"),
        ("14,208", "142,208", "doubled digit"),
        ("9,764", "(9,764)", "sign"),
        ("9,764", "9,764,000", "scale x1000"),
        ("44,087", "440,870", "decimal point"),
        ("14,208", "13,871", "stale value of another period"),
        ("9,764", "2,764", "misread digit"),
    ],
)
def test_the_figure_that_a_frequent_slip_and_its_line_speak_against_is_blamed_first(
    right: str, wrong: str, slip: str
) -> None:
    """One sum, no other to cross it: each of its figures could be wrong, and one is the likeliest."""
    suspects, slips = ranked(TABLE.replace(right, wrong))
    assert (suspects[0], slips[0]) == (wrong, slip)
    assert len(suspects) == 4


def test_suspects_that_nothing_tells_apart_are_said_to_be_as_likely() -> None:
    """Ten too many at the same place of any figure but one: no slip is likelier, and no line breaks its trend."""
    found = with_intervals(inferred(discover(book_of(rows_of(TABLE.replace("20,115", "20,125"))))))
    (finding,) = decide(found).findings
    assert len(finding.corrections) == 4
    assert "of them as likely as any; look first at" in finding.message


def test_a_figure_that_another_place_prints_as_suggested_is_the_likelier_one_and_the_place_is_named() -> None:
    """Ten too many at any of four figures; a line further down, in another column, prints one of them as it was."""
    rows = TABLE.replace("20,115", "20,125").strip() + "\nPlan of 2016 | | | 20,115\n"
    found = with_intervals(inferred(discover(book_of(rows_of(rows)))))
    (finding,) = decide(found).findings
    assert finding.equals == 1
    assert finding.corrections[0][0].suggested == "20,115"
    assert finding.message.endswith("t, row 6, column 4 prints 20,115 too, which speaks for changing Americas (c2).")


def test_the_finding_says_what_the_parts_give_for_their_total() -> None:
    found = with_intervals(inferred(discover(book_of(rows_of(TABLE.replace("44,087", "44,807"))))))
    (finding,) = decide(found).findings
    assert finding.message.startswith(
        "Total (c2) 44,807 does not tie: the other 3 figures of its relation give 44,087. Changing one of 4 figures"
    )
    assert finding.message.endswith("44,807, as 44,087 (transposed digits).")


def test_the_finding_says_what_the_levels_give_for_their_growth() -> None:
    growth = """
        Sales by region | 2019   | 2018   | Growth
        Americas        | 21,604 | 20,115 | 7.4%
        Europe          | 15,993 | 14,208 | 12.6%
        Asia            | 10,615 | 9,764  | 7.8%
        Africa          | 8,811  | 8,102  | 8.8%
        Oceania         | 4,317  | 4,415  | (2.2)%
        Japan           | 9,102  | 8,655  | 5.2%
        Total           | 70,442 | 65,259 | 7.9%
    """
    found = with_intervals(inferred(discover(book_of(rows_of(growth)))))
    (finding,) = decide(found).findings
    assert finding.message == (
        "Asia (c3) 7.8% does not tie with the rest, which gives 8.7%. It would tie as 8.7% (transposed digits)."
    )


def test_a_base_that_another_sum_holds_is_no_suspect_of_its_ratio() -> None:
    """Were last year's sales of Asia changed to mend the growth, the total of that year would not add up."""
    growth = """
        Sales by region | 2019   | 2018   | Growth
        Americas        | 21,604 | 20,115 | 7.4%
        Europe          | 15,993 | 14,208 | 12.6%
        Asia            | 10,615 | 9,764  | 7.8%
        Total           | 48,212 | 44,087 | 9.4%
    """
    (finding,) = decide(with_intervals(inferred(discover(book_of(rows_of(growth)))))).findings
    assert [[c.figure for c in each] for each in finding.corrections] == [["t.r3c3"]]


def test_what_a_base_should_be_is_told_by_its_ratio_with_its_sign_kept() -> None:
    """7.2% more than 184,206 is 197,533: of 148,206 two digits are transposed."""
    growth = """
        Item             | 2019    | 2018    | Growth
        Net sales        | 197,533 | 148,206 | 7.2%
        Operating income | 23,712  | 21,121  | 12.3%
        Ordinary income  | 24,015  | 21,612  | 11.1%
        Net income       | 16,379  | 13,949  | 17.4%
    """
    (finding,) = decide(with_intervals(inferred(discover(book_of(rows_of(growth)))))).findings
    (first,) = finding.corrections[0]
    assert (first.figure, first.suggested, first.slip) == ("t.r1c2", "184,206", "transposed digits")
    low, high = first.interval.low, first.interval.high
    assert low is not None
    assert high is not None
    assert 0 < low < 184_206 < high


def test_of_two_lines_the_one_that_the_slip_moves_from_its_level_is_blamed() -> None:
    """Any of the figures may be ten off; all lines grow by a fifth, and the second would have stood still."""
    rows = """
        Sales by region | 2019 | 2018
        Americas        | 364  | 303
        Europe          | 68   | 65
        Asia            | 254  | 212
        Africa          | 433  | 361
        Total           | 1,129 | 941
    """
    (finding,) = decide(with_intervals(inferred(discover(book_of(rows_of(rows)))))).findings
    assert [(c.figure, c.suggested) for c in finding.corrections[0]] == [("t.r2c1", "78")]


def test_the_finding_says_what_the_rest_gives_for_the_part_that_is_the_likeliest_suspect() -> None:
    found = with_intervals(inferred(discover(book_of(rows_of(TABLE.replace("9,764", "9,746"))))))
    (finding,) = decide(found).findings
    assert finding.message.startswith(
        "Asia (c2) 9,746 does not tie: the other 3 figures of its relation give 9,764. Changing one of 4 figures"
    )


def test_where_nothing_tells_the_suspects_apart_the_finding_says_what_was_published_first(tmp_path: Path) -> None:
    """Ten off in one figure of a year before the latest: that year's own report printed all of them."""
    document = tmp_path / "sales.csv"
    document.write_text(
        'Sales by region,FY2019,FY2018\nAmericas,"21,604","20,115"\nEurope,"15,993","14,218"\n'
        'Asia,"10,615","9,764"\nTotal,"48,212","44,087"\n',
        encoding="utf-8",
    )
    (finding,) = checked(document).findings
    assert finding.equals == 4
    assert finding.message.endswith("compare them with their source, or with what was published for FY2018.")


def test_a_digit_dropped_is_put_back_with_the_thousands_parted_as_around_it() -> None:
    found = with_intervals(inferred(discover(book_of(rows_of(TABLE.replace("9,764", "764"))))))
    (finding,) = decide(found).findings
    assert (finding.corrections[0][0].suggested, finding.corrections[0][0].slip) == ("9,764", "dropped digit")


def test_a_residual_that_no_frequent_slip_leaves_may_be_of_several_figures() -> None:
    """One figure overstated by 1,357 and another by 2,222 in one column: changing one of four would do, unlikely."""
    rows = """
        Sales by region | 2019   | 2018   | 2017   | 2016
        Americas        | 21,604 | 21,472 | 19,330 | 18,242
        Europe          | 15,993 | 14,208 | 13,871 | 13,455
        Asia            | 10,615 | 11,986 | 9,102  | 8,811
        Total           | 48,212 | 44,087 | 42,303 | 40,508
    """
    (finding,) = decide(with_intervals(inferred(discover(book_of(rows_of(rows)))))).findings
    assert [c.slip for each in finding.corrections[: finding.equals] for c in each] == [""] * finding.equals
    assert finding.message.endswith("No frequent slip explains it: more than one may be wrong.")


def test_two_slips_in_one_sum_are_named_together_where_no_slip_of_one_figure_explains_it() -> None:
    """Americas below zero and Asia with two digits transposed: no other change of one figure is a slip."""
    rows = """
        Sales by region | 2019   | 2018     | 2017   | 2016
        Americas        | 21,604 | (20,115) | 19,330 | 18,242
        Europe          | 15,993 | 14,208   | 13,871 | 13,455
        Asia            | 10,615 | 9,746    | 9,102  | 8,811
        Total           | 48,212 | 44,087   | 42,303 | 40,508
    """
    (finding,) = decide(with_intervals(inferred(discover(book_of(rows_of(rows)))))).findings
    first, *others = finding.corrections
    assert [(c.figure, c.suggested, c.slip) for c in first] == [
        ("t.r1c2", "20,115", "sign"),
        ("t.r3c2", "9,764", "transposed digits"),
    ]
    assert [len(each) for each in others] == [1, 1, 1, 1]
    assert "No slip of one figure explains it, but two together do: Americas (c2) (20,115), as" in finding.message


def test_shares_are_blamed_before_the_hundred_percent_that_they_add_to() -> None:
    """That every column prints 100.0% makes it no stale value of another's: nothing else is what shares add to."""
    rows = """
    Share of revenue | 2019 | 2018 | 2017
    Americas | 41.8% | 40.2% | 39.9%
    Europe | 30.6% | 31.1% | 32.4%
    Asia | 19.8% | 20.3% | 18.8%
    Other | 8.3% | 8.4% | 8.9%
    Total | 100.0% | 100.0% | 100.0%
    """
    (finding,) = decide(with_intervals(inferred(discover(book_of(rows_of(rows)))))).findings
    assert (finding.corrections[0][0].figure, finding.corrections[0][0].suggested) == ("t.r1c1", "41.3%")
    assert finding.corrections[-1][0].figure == "t.r5c1"
