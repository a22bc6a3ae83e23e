"""Changes of costs that are printed as better or worse: management's way of explaining a result, and no wrong sign."""

import pytest
from tests.tie.discover_books import across

_COSTS = """
    | 2019 | 2018 | {heading}
    Revenue | 52,310 | 48,214 | 4,096
    {cost} | 31,905 | 29,377 | (2,528)
    {left} | 20,405 | 18,837 | 1,568
    """


@pytest.mark.parametrize(
    ("heading", "cost", "left"),
    [
        ("Change", "Cost of sales", "Gross profit"),
        ("Increase (decrease)", "Salaries and rent", "Surplus"),  # taken off, as the sum down the table tells
        ("Favorable (unfavorable)", "Salaries and rent", "Left"),
        ("B/(W)", "Salaries and rent", "Left"),
    ],
)
def test_a_change_of_costs_may_be_printed_as_better_or_worse(heading: str, cost: str, left: str) -> None:
    table = _COSTS.format(heading=heading, cost=cost, left=left)
    assert across(table)["c3 = c1 - c2"] == "r1 r3"


def test_a_sign_is_wrong_where_another_cost_shows_what_it_rose_by() -> None:
    table = """
        | 2019 | 2018 | Change
        Revenue | 52,310 | 48,214 | 4,096
        Cost of sales | 31,905 | 29,377 | 2,528
        Selling expenses | 1,905 | 1,377 | (528)
        Operating profit | 18,500 | 17,460 | 1,040
        """
    assert across(table)["c3 = c1 - c2"] == "r1 r2 r3 r4"


def test_a_sign_is_wrong_where_nothing_is_taken_off() -> None:
    table = """
        | 2019 | 2018 | Change
        Revenue | 52,310 | 48,214 | (4,096)
        Cost of sales | 31,905 | 29,377 | 2,528
        Operating profit | 20,405 | 18,837 | 1,568
        """
    assert across(table)["c3 = c1 - c2"] == "r1 r2 r3"


def test_a_change_of_costs_is_wrong_where_its_size_is() -> None:
    table = """
        | 2019 | 2018 | Change
        Revenue | 52,310 | 48,214 | 4,096
        Salaries and rent | 31,905 | 29,377 | 2,538
        Surplus | 20,405 | 18,837 | 1,568
        """
    assert across(table)["c3 = c1 - c2"] == "r1 r2 r3"
