"""Keys of tagged facts: members, units, plans with their dates, and stated growth against the levels."""

from datetime import date
from fractions import Fraction

import pytest
from tests.bind.xbrl.filings import BEFORE, YEAR, Typed

from crossfoot.bind.xbrl.binding import bind_filing
from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey, Verdict
from crossfoot.model.filings import Told
from crossfoot.tie.engine import tie
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario, ScenarioKind
from crossfoot.vocabulary.units import PURE, money

RESULT = ("tse:ResultForecastAxis", "tse:ResultMember")
FORECAST = ("tse:ResultForecastAxis", "tse:ForecastMember")
GROUP = ("tse:ConsolidatedNonconsolidatedAxis", "tse:ConsolidatedMember")
PARENT = ("tse:ConsolidatedNonconsolidatedAxis", "tse:NonConsolidatedMember")
ANNOUNCED = Told("tse:FilingDate", "2024-05-02")


def keys(typed: Typed) -> list[FactKey | None]:
    """The keys of the figures of a filing, in its order."""
    return [figure.fact for figure in bind_filing(typed.book).figures]


def test_what_is_written_beyond_its_accuracy_states_no_fact() -> None:
    assert keys(Typed().fact("co:Sales", "1559", decimals=-2).fact("co:Sales", "1500", decimals=-2)) == [
        None,
        FactKey("co:Sales", YEAR),
    ]


def test_members_stay_with_the_fact_and_in_its_id() -> None:
    (key,) = keys(Typed().fact("co:Sales", "7", of=(YEAR, (("co:Line", "co:Mobile"),))))
    assert key is not None
    assert key.members == (("co:Line", "co:Mobile"),)
    assert key.id == "co:Sales|2023-04-01/2024-03-31|actual|co:Line=co:Mobile"


def test_a_result_of_the_group_is_what_happened() -> None:
    (key,) = keys(Typed().fact("tse:Sales", "7", of=(YEAR, (GROUP, RESULT))))
    assert key == FactKey("tse:Sales", YEAR)


def test_the_parent_alone_is_told_apart() -> None:
    (key,) = keys(Typed().fact("tse:Sales", "7", of=(YEAR, (PARENT, RESULT))))
    assert key == FactKey("tse:Sales", YEAR, members=(PARENT,))


def test_a_forecast_bears_the_day_of_the_filing() -> None:
    typed = Typed().fact("tse:Sales", "7", of=(YEAR, (GROUP, FORECAST)))
    typed.told.append(ANNOUNCED)
    (key,) = keys(typed)
    assert key == FactKey("tse:Sales", YEAR, Scenario(ScenarioKind.FORECAST, date(2024, 5, 2)))


def test_the_bounds_of_a_forecast_are_told_apart() -> None:
    upper = ("tse:ResultForecastAxis", "tse:UpperMember")
    (key,) = keys(Typed().fact("tse:Sales", "7", of=(YEAR, (upper,))))
    assert key == FactKey("tse:Sales", YEAR, Scenario(ScenarioKind.FORECAST), members=((upper[0], "upper"),))


def test_a_concept_named_as_forecast_of_another_is_its_forecast() -> None:
    typed = (
        Typed().fact("t:ForecastSales", "8").fact("t:ForecastPreviousSales", "9").fact("t:Sales", "7", of=(BEFORE, ()))
    )
    typed.told.append(ANNOUNCED)
    assert [key and (key.measure, str(key.scenario)) for key in keys(typed)] == [
        ("t:Sales", "forecast of 2024-05-02"),
        ("t:Sales", "forecast"),
        ("t:Sales", "actual"),
    ]


def test_the_same_concept_in_another_currency_is_another_measure() -> None:
    typed = (
        Typed().fact("co:Sales", "7").fact("co:Sales", "8", of=(BEFORE, ())).fact("co:Sales", "1", unit=money("USD"))
    )
    assert [key and key.measure for key in keys(typed)] == ["co:Sales", "co:Sales", "co:Sales in USD"]


@pytest.mark.parametrize(("stated", "verdict"), [("0.100", Verdict.TIES), ("0.300", Verdict.BREAKS)])
def test_stated_growth_is_tested_against_the_year_before(stated: str, verdict: Verdict) -> None:
    typed = Typed().fact("t:Sales", "1100").fact("t:Sales", "1000", of=(BEFORE, ()))
    typed.fact("t:ChangeInSales", stated, decimals=3, unit=PURE)
    bound = bind_filing(typed.book)
    (growth,) = bound.identities
    assert (growth.factor, growth.offset) == (Fraction(1), Fraction(-1))
    assert growth.ratio == FactKey("t:ChangeInSales", YEAR)
    assert {tie(bound).verdicts[figure.id].verdict for figure in bound.figures} == {verdict}


def test_a_revision_is_tested_against_the_plan_that_it_replaces() -> None:
    previous = ("tse:PreviousCurrentAxis", "tse:PreviousMember")
    current = ("tse:PreviousCurrentAxis", "tse:CurrentMember")
    typed = Typed().fact("t:Sales", "500", of=(BEFORE, (RESULT,)))
    typed.fact("t:Sales", "1000", of=(YEAR, (FORECAST, previous))).fact(
        "t:Sales", "1100", of=(YEAR, (FORECAST, current))
    )
    typed.fact("t:AmountChangeSales", "100", of=(YEAR, (FORECAST, current)))
    typed.fact("t:ChangeInSales", "0.100", decimals=3, unit=PURE, of=(YEAR, (FORECAST, current)))
    typed.told.append(ANNOUNCED)
    bound = bind_filing(typed.book)
    amount, rate = sorted(bound.identities, key=lambda identity: identity.id)
    assert [str(term.fact.scenario) for term in amount.terms] == ["forecast of 2024-05-02"] * 2 + ["forecast"]
    assert [str(term.fact.scenario) for term in rate.denominator] == ["forecast"]
    tied = tie(bound)
    assert [tied.verdicts[f"x{number}"].verdict for number in range(2, 6)] == [Verdict.TIES] * 4


def test_a_first_forecast_is_tested_against_what_happened() -> None:
    typed = Typed().fact("t:Sales", "1000", of=(BEFORE, (RESULT,))).fact("t:Sales", "1100", of=(YEAR, (FORECAST,)))
    typed.fact("t:ChangeInSales", "0.100", decimals=3, unit=PURE, of=(YEAR, (FORECAST,)))
    (growth,) = bind_filing(typed.book).identities
    assert [term.fact for term in growth.denominator] == [FactKey("t:Sales", BEFORE, ACTUAL)]


def test_a_change_named_as_that_of_a_forecast_is_of_the_plan() -> None:
    typed = Typed().fact("t:Sales", "1000", of=(BEFORE, ())).fact("t:ForecastSales", "1100")
    typed.fact("t:ChangeForecastSales", "0.100", decimals=3, unit=PURE)
    (growth,) = bind_filing(typed.book).identities
    assert growth.ratio == FactKey("t:ChangeForecastSales", YEAR, Scenario(ScenarioKind.FORECAST))
    assert [term.fact for term in growth.terms] == [FactKey("t:Sales", YEAR, Scenario(ScenarioKind.FORECAST))]


def test_a_revision_told_by_names_alone_is_tested_against_the_plan_before() -> None:
    typed = Typed().fact("t:Sales", "900", of=(BEFORE, ())).fact("t:ForecastPreviousSales", "1000")
    typed.fact("t:ForecastSales", "1100").fact("t:AmountChangeSales", "100")
    (change,) = bind_filing(typed.book).identities
    assert [(term.coefficient, term.fact.members) for term in change.terms] == [
        (Fraction(1), ()),
        (Fraction(-1), ()),
        (Fraction(1), (("revision", "previous"),)),
    ]


def test_a_nil_base_states_no_growth() -> None:
    typed = Typed().fact("t:Sales", "1100").fact("t:Sales", "nil", of=(BEFORE, ()))
    typed.fact("t:ChangeInSales", "0.100", decimals=3, unit=PURE)
    assert bind_filing(typed.book).identities == ()


def test_contexts_alike_that_disagree_as_a_whole_are_told_apart() -> None:
    typed = Typed()
    for concept, group, parent in (("A", "1", "5"), ("B", "2", "6"), ("C", "3", "7")):
        typed.fact(concept, group).fact(concept, parent)
    tags = [
        type(tag)(tag.concept, tag.period, tag.unit, tag.place, tag.figure, context="parent" if number % 2 else "group")
        for number, tag in enumerate(typed.tags)
    ]
    typed.tags = tags
    assert {key and key.members for key in keys(typed)} == {(("context", "group"),), (("context", "parent"),)}


def test_one_duplicate_that_disagrees_is_a_break() -> None:
    typed = Typed().fact("A", "1000").fact("A", "1005").fact("B", "7").fact("B", "7")
    tied = tie(bind_filing(typed.book))
    found: Book = tied
    assert [found.verdicts[f"x{number}"].verdict for number in range(1, 5)] == [
        Verdict.BREAKS,
        Verdict.BREAKS,
        Verdict.TIES,
        Verdict.TIES,
    ]
