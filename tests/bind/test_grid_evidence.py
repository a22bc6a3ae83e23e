"""What headings say of changes is believed as far as the levels beside them bear it out."""

from tests.bind.tables import facts, table

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.vocabulary.rounding import Rounding


def test_a_saving_printed_as_positive_is_no_change_of_its_cost() -> None:
    stated = facts(
        table(
            "($000)|2019|2018|Change\nNet sales|93,662|103,350|(9,688)\nCost of goods sold|68,367|74,646|6,279\n"
            "Gross profit|25,295|28,704|(3,409)\nSelling expenses|11,062|13,477|2,415"
        )
    )
    assert stated["(9,688)"] == "revenue.change FY2019"
    assert stated["6,279"].startswith("cost_of_revenue t1 ")
    assert stated["2,415"].startswith("selling_expense t1 ")


def test_one_change_that_is_wrong_stays_a_change_for_the_audit_to_find() -> None:
    stated = facts(table("|2019|2018|Change\nNet sales|93|103|(10)\nCost|68|74|(6)\nProfit|25|29|(14)"))
    assert stated["(14)"] == "profit.change FY2019"


def test_a_column_that_is_wrong_throughout_is_no_column_of_changes() -> None:
    stated = facts(table("|2019|2018|Change\nNet sales|93|103|55\nCost|68|74|44\nProfit|25|29|33"))
    assert stated["55"] == "revenue t1 Change"


def test_percents_may_be_signed_in_their_first_row_only() -> None:
    bound = bind_grids(table("(in millions)|2003|2002|Change\nSalaries|$11,695|$10,983|6%\nRent|1,912|1,606|19"))
    (rent,) = (figure for figure in bound.figures if figure.text == "19")
    assert rent.unit.code == "percent"
    assert rent.fact is not None
    assert rent.fact.name == "t1: Rent.growth"


def test_a_dash_among_percents_may_say_that_nothing_can_be_said() -> None:
    stated = facts(table("|2019|2018|% Change\nNet sales|93|103|(10%)\nOther|5|1|—"))
    assert stated["—"] == "t1: Other in XXX t1 % Change" or stated["—"].endswith("t1 % Change")


def test_a_percent_column_beside_amounts_is_of_the_amounts_before_it() -> None:
    stated = facts(table("|2019||2018||Change|\nLicences|275|99%|282|98%|(7)|(2)%\nCloud|67|1%|45|2%|22|49%"))
    assert stated["(2)%"] == "t1: Licences.growth FY2019"
    assert stated["99%"].startswith("t1: Licences in percent t1 ")


def test_income_lines_in_a_cash_flow_statement_are_adjustments() -> None:
    stated = facts(
        table(
            "Year ended December 31,|2023\nNet income|9\nIncome from discontinued operations|(1)\n"
            "Net cash provided by operating activities|8"
        )
    )
    assert stated["9"] == "profit FY2023"
    assert stated["(1)"] == "t1: Income from discontinued operations FY2023"


def test_points_of_change_may_be_of_the_percentages_as_printed() -> None:
    bound = bind_grids(table("|2025|2024|Y/Y\nOperating margin %|28%|26%|Up 2 ppts\nTax rate %|13%|15%|Down 2 ppts"))
    (change,) = (figure for figure in bound.figures if figure.text == "Up 2 ppts")
    assert change.fact is not None
    assert change.fact.name == "t1: Operating margin %.change"
    assert change.printed.rounding is Rounding.APPROXIMATE
    assert change.note.startswith("points of change are read as a place more or less")


_SUMMARY = """
（％表示は、対前期増減率）
| 売上高 | | 営業利益 | | 経常利益 |
| 百万円 | ％ | 百万円 | ％ | 百万円 | ％
2024年3月期 | 197,533 | 7.2 | 23,712 | {} | 24,015 | 11.1
2023年3月期 | {} | 5.1 | 21,121 | △3.4 | 21,612 | △2.8
"""


def test_one_level_that_is_wrong_leaves_the_growth_of_two_years_to_the_audit() -> None:
    stated = facts(table(_SUMMARY.format("12.3", "148,206")))
    assert (stated["7.2"], stated["12.3"]) == ("revenue.growth FY2024", "operating_income.growth FY2024")


def test_columns_of_percents_that_mostly_contradict_two_years_are_of_something_else() -> None:
    stated = facts(table(_SUMMARY.format("41.0", "148,206")))
    assert "growth" not in stated["7.2"] + stated["41.0"]
