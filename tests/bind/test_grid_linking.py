"""Tables share a line of a statement only where their figures bear out that it is the same."""

from tests.bind.tables import facts, tables

FIRST = ("(in millions)|2023|2022\nRevenue|1,204|1,150\nOperating income|104|90", "Income", ())


def stated(second: str) -> dict[str, str]:
    return facts(tables(FIRST, (second, "Highlights", ())))


def test_figures_that_agree_are_of_one_measure() -> None:
    found = stated("(in billions)|2023|2022\nNet sales|1.2|1.15\nOperating profit|0.10|0.09")
    assert found["1.2"] == "revenue FY2023"
    assert found["0.10"] == "operating_income FY2023"


def test_a_table_that_disagrees_throughout_keeps_its_own() -> None:
    found = stated("(in millions)|2023|2022\nRevenue|804|760\nOperating income|64|50")
    assert found["804"] == "t2: Revenue FY2023"
    assert found["64"] == "t2: Operating income FY2023"


def test_one_figure_that_disagrees_among_many_is_for_the_audit_to_find() -> None:
    found = stated("(in millions)|2023|2022\nNet sales|1,204|1,150 \nOperating profit|140|90 ")
    assert found["140"] == "operating_income FY2023"


def test_a_line_that_never_agrees_is_another_line() -> None:
    text = "(in millions)|2023|2022\nNet sales|1,204|1,150 \nOperating profit|64|50\nGross profit|5|4"
    more = ("(in millions)|2023|2022\nGross profit|5|4\nNet income|3|2", "", ())
    found = facts(tables(FIRST, more, (text, "Highlights", ())))
    assert found["64"] == "t3: Operating profit FY2023"


def test_agreement_in_single_digits_does_not_make_two_lines_one() -> None:
    first = (f"{FIRST[0]}\nDiscontinued operations|(1)|(229)", "Income", ())
    text = "(in millions)|2023|2022\nRevenue|1,204|1,150\nOperating income|104|90\nDiscontinued operations|(1)|(270)"
    found = facts(tables(first, (text, "Highlights", ())))
    assert found["(229)"] == "income_from_discontinued_operations FY2022"
    assert found["(270)"] == "t2: Discontinued operations FY2022"
