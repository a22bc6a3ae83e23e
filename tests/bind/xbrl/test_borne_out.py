"""Sums that nobody declares: spans that add up, and lines by their well-known names (docs/convention.md, 12.8)."""

from datetime import date

from tests.bind.xbrl.filings import BEFORE, YEAR, Typed

from crossfoot.bind.xbrl.binding import bind_filing
from crossfoot.model.findings import Severity
from crossfoot.model.identities import IdentityKind
from crossfoot.tie.engine import tie
from crossfoot.vocabulary.periods import Duration, Instant
from crossfoot.vocabulary.spans import months_of

QUARTERS = [months_of(2023, month, 3) for month in (4, 7, 10, 13)]
HALF = months_of(2023, 4, 6)
NINE_MONTHS = months_of(2023, 4, 9)
YEAR_OF_QUARTERS = months_of(2023, 4, 12)


def of_spans(concept: str, *values: tuple[Duration, str]) -> Typed:
    typed = Typed()
    for span, value in values:
        typed.fact(concept, value, of=(span, ()))
    return typed


def test_quarters_add_to_their_year() -> None:
    flows = zip((*QUARTERS, YEAR_OF_QUARTERS), ("30211", "31422", "29873", "33104", "124610"), strict=True)
    (found,) = bind_filing(of_spans("Sales", *flows).book).identities
    assert (found.kind, found.text) == (
        IdentityKind.CROSSFOOT,
        "Sales FY2024 = Sales 1Q24 + Sales 2Q24 + Sales 3Q24 + Sales 4Q24",
    )


def test_the_year_to_date_and_a_quarter_add_to_the_next() -> None:
    flows = ((QUARTERS[0], "30211"), (QUARTERS[1], "31422"), (HALF, "61633"), (QUARTERS[2], "29873"))
    found = bind_filing(of_spans("Sales", *flows, (NINE_MONTHS, "91506")).book).identities
    assert [each.text for each in found] == [
        "Sales 1H24 = Sales 1Q24 + Sales 2Q24",
        "Sales 9M24 = Sales 1H24 + Sales 3Q24",
    ]


def test_averages_and_what_does_not_add_up_are_no_flows() -> None:
    flows = ((QUARTERS[0], "30211"), (QUARTERS[1], "31422"), (HALF, "61633"))
    assert bind_filing(of_spans("AverageLoans", *flows).book).identities == ()
    assert bind_filing(of_spans("Sales", *flows[:2], (HALF, "30816")).book).identities == ()


def test_lines_are_summed_by_their_well_known_names() -> None:
    typed = Typed()
    for day, values in (
        (date(2023, 3, 31), ("90412", "30211", "60201")),
        (date(2024, 3, 31), ("95001", "33010", "61991")),
    ):
        for concept, value in zip(("EquityAndLiabilities", "Equity", "Liabilities"), values, strict=True):
            typed.fact(f"ifrs-full:{concept}", value, of=(Instant(day), ()))
    found = bind_filing(typed.book).identities
    assert [each.text for each in found] == [
        f"ifrs-full:EquityAndLiabilities {day} = ifrs-full:Equity {day} + ifrs-full:Liabilities {day}"
        for day in ("Mar. 31, 2023", "Mar. 31, 2024")
    ]


def test_declared_sums_leave_nothing_to_names() -> None:
    typed = Typed().fact("Assets", "95001").fact("CurrentAssets", "33010").fact("NoncurrentAssets", "61991")
    assert len(bind_filing(typed.book).identities) == 1
    declared = bind_filing(typed.sum("Assets", "CurrentAssets", "NoncurrentAssets").book).identities
    assert [each.origin.file for each in declared] == ["cal.xml"]


def test_one_place_that_fails_beside_three_that_tie_is_a_warning() -> None:
    typed = Typed()
    for year, assets in ((2020, "84120"), (2021, "87231"), (2022, "90412"), (2023, "99501")):
        for concept, value in (
            ("Assets", assets),
            ("CurrentAssets", f"3{year}"),
            ("NoncurrentAssets", str(int(assets) - 30000 - year)),
        ):
            typed.fact(concept, "95001" if value == "99501" else value, of=(Instant(date(year, 3, 31)), ()))
    (finding,) = tie(bind_filing(typed.book)).findings
    assert finding.severity is Severity.WARNING
    assert "Assets Mar. 31, 2023 95001" in finding.message


def test_japanese_statements_add_up_by_their_names_and_by_how_they_end() -> None:
    typed = Typed()
    for span, values in (
        (YEAR, ("27019", "1737", "912", "825", "1664", "1112", "552", "27092", "27092")),
        (BEFORE, ("24436", "2101", "1201", "900", "2016", "919", "1097", "24521", "24521")),
    ):
        names = ("OperatingIncome", "NonOperatingIncome", "DividendsIncomeNOI", "OtherNOI", "NonOperatingExpenses")
        more = ("InterestExpensesNOE", "OtherNOE", "OrdinaryIncome", "OrdinaryIncomeLossSummaryOfBusinessResults")
        for name, value in zip((*names, *more), values, strict=True):
            typed.fact(f"jppfs_cor:{name}", value, of=(span, ()))
    found = {each.text.replace("jppfs_cor:", "") for each in bind_filing(typed.book).identities if "2024" in each.text}
    assert found == {
        "OrdinaryIncome FY2024 = OperatingIncome FY2024 + NonOperatingIncome FY2024 - NonOperatingExpenses FY2024",
        "NonOperatingIncome FY2024 = DividendsIncomeNOI FY2024 + OtherNOI FY2024",
        "NonOperatingExpenses FY2024 = InterestExpensesNOE FY2024 + OtherNOE FY2024",
        "OrdinaryIncomeLossSummaryOfBusinessResults FY2024 = OrdinaryIncome FY2024",
    }


def test_a_line_that_one_statement_has_more_is_no_misprint() -> None:
    typed = Typed()
    for year, revenue in ((2020, 84120), (2021, 87231), (2022, 90412), (2023, 95001)):
        more = 2910 if year == 2023 else 0
        for concept, value in (("NetSales", revenue - more), ("CostOfSales", 61204), ("GrossProfit", revenue - 61204)):
            typed.fact(concept, str(value), of=(months_of(year, 4, 12), ()))
    assert len(bind_filing(typed.book).identities) == 4
    typed.fact("OperatingRevenue1", "2910", of=(months_of(2023, 4, 12), ()))
    assert len(bind_filing(typed.book).identities) == 3
