"""Units, aspects and scenarios are told apart where they mean different things."""

from datetime import date

import pytest

from crossfoot.vocabulary.measures import Against, Aspect, AspectKind, Measure, MeasureKind
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario, ScenarioKind
from crossfoot.vocabulary.units import PERCENT, POINTS, PURE, Unit, UnitKind, count, money, per_share, unit_from_code


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ("JPY", Unit(UnitKind.MONEY, "JPY")),
        ("JPY/share", Unit(UnitKind.PER_SHARE, "JPY/share")),
        ("percent", PERCENT),
        ("%", PERCENT),
        ("points", POINTS),
        ("pure", PURE),
        ("employees", Unit(UnitKind.COUNT, "employees")),
        ("ATM machines", Unit(UnitKind.COUNT, "ATM machines")),
    ],
)
def test_units_by_their_codes(code: str, unit: Unit) -> None:
    assert unit_from_code(code) == unit
    assert unit_from_code(str(unit)) == unit


def test_percent_and_points_never_mix() -> None:
    assert PERCENT.kind is not POINTS.kind
    assert money("JPY") != per_share("JPY")
    assert count("JPY") != money("JPY")


@pytest.mark.parametrize(
    ("aspect", "suffix"),
    [
        (Aspect(), ""),
        (Aspect(AspectKind.GROWTH), ".growth"),
        (Aspect(AspectKind.GROWTH, Against.PRIOR_QUARTER), ".growth_qoq"),
        (Aspect(AspectKind.CHANGE, Against.TARGET), ".change_target"),
        (Aspect(AspectKind.SHARE), ".share"),
        (Aspect(AspectKind.SHARE_CHANGE, Against.PRIOR_YEAR), ".share_change"),
    ],
)
def test_aspects_name_themselves(aspect: Aspect, suffix: str) -> None:
    assert aspect.suffix == suffix


@pytest.mark.parametrize(
    ("measured_in", "aspect", "unit"),
    [
        (money("JPY"), AspectKind.LEVEL, money("JPY")),
        (money("JPY"), AspectKind.CHANGE, money("JPY")),
        (money("JPY"), AspectKind.GROWTH, PERCENT),
        (money("JPY"), AspectKind.SHARE, PERCENT),
        (money("JPY"), AspectKind.SHARE_CHANGE, POINTS),
        (PERCENT, AspectKind.LEVEL, PERCENT),
        (PERCENT, AspectKind.CHANGE, POINTS),
    ],
)
def test_a_statement_s_unit_follows_from_its_aspect(measured_in: Unit, aspect: AspectKind, unit: Unit) -> None:
    measure = Measure("revenue", "Revenue", MeasureKind.FLOW, measured_in)
    assert measure.unit_of(Aspect(aspect)) == unit


def test_scenarios_say_when_they_were_announced() -> None:
    assert str(ACTUAL) == "actual"
    assert str(Scenario(ScenarioKind.TARGET, date(2016, 11, 8))) == "target of 2016-11-08"


def test_an_amount_is_said_with_its_currency_where_one_is_known() -> None:
    assert [unit.before for unit in (money("JPY"), per_share("USD"), money("XXX"), per_share("XXX"))] == [
        "JPY ", "USD ", "", "",
    ]  # fmt: skip
