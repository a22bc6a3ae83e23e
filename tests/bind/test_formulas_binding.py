"""Live formulas declare identities between the facts of their cells; what no longer follows from its cells is found."""

from fractions import Fraction
from pathlib import Path

from tests.bind.workbooks import Table, bound, relations, saved

from crossfoot.bind.formulas.binding import LEFT, STALE
from crossfoot.model.facts import Verdict
from crossfoot.model.findings import Severity
from crossfoot.model.identities import IdentityKind
from crossfoot.tie.engine import tie

INCOME: Table = [
    ["(USD in millions)", "FY2023", "FY2022"],
    ["Goods", 700.4, 640],
    ["Services", 504.4, 510],
    ["Total sales", ("=SUM(B2:B3)", 1204.8), ("=C2+C3", 1150)],
]


def test_a_sum_declares_what_its_parts_add_to(tmp_path: Path) -> None:
    done = bound(saved(tmp_path, Income=INCOME))
    assert relations(done.book) == {
        "Income!B4": "revenue FY2023 = t1: Goods FY2023 + t1: Services FY2023",
        "Income!C4": "revenue FY2022 = t1: Goods FY2022 + t1: Services FY2022",
    }
    foot = done.book.identities[0]
    assert (foot.kind, str(foot.origin), foot.belief) == (IdentityKind.FOOT, "model.xlsx, Income!B4", None)
    assert (done.tally.live, done.tally.declared, done.tally.stale) == (2, 2, 0)


def test_what_is_rounded_on_the_page_still_ties(tmp_path: Path) -> None:
    book = tie(bound(saved(tmp_path, Income=INCOME)).book)  # 700 + 504 is printed beside 1,205
    assert [book.figure(name).text for name in ("t1r1c1", "t1r2c1", "t1r3c1")] == ["700", "504", "1,205"]
    assert {verdict.verdict for verdict in book.verdicts.values()} == {Verdict.TIES}
    assert book.findings == ()


def test_a_value_that_does_not_follow_any_more_is_found_and_breaks(tmp_path: Path) -> None:
    table: Table = [*INCOME[:3], ["Total sales", ("=SUM(B2:B3)", 1254.8), ("=C2+C3", 1150)]]
    book = tie(bound(saved(tmp_path, Income=table)).book)
    stale, broken = book.findings
    assert (stale.code, stale.severity, stale.figures) == (STALE, Severity.WARNING, ("t1r3c1",))
    assert stale.message == "Income!B4 holds 1254.8, but =SUM(B2:B3) comes to 1204.8 from what its cells hold."
    assert broken.code == "does-not-tie"


def test_a_stale_value_is_found_where_printing_hides_it(tmp_path: Path) -> None:
    table: Table = [*INCOME[:3], ["Total sales", ("=SUM(B2:B3)", 1205.1), ("=C2+C3", 1150)]]
    book = tie(bound(saved(tmp_path, Income=table)).book)
    assert [finding.code for finding in book.findings] == [STALE]


def test_growth_is_a_quotient_in_percent(tmp_path: Path) -> None:
    table: Table = [
        ["(USD in millions)", "FY2023", "FY2022", "Change"],
        ["Sales", 1204, 1150, ("=B2/C2-1", 1204 / 1150 - 1)],
    ]
    (identity,) = bound(saved(tmp_path, {"D2": "0.0%"}, Income=table)).book.identities
    assert identity.kind is IdentityKind.VARIANCE
    assert identity.text == "revenue.growth FY2023 = 100 x revenue FY2023 / revenue FY2022 - 100"


def test_a_margin_is_a_quotient_in_percent(tmp_path: Path) -> None:
    table: Table = [
        ["(USD in millions)", "FY2023"],
        ["Sales", 1204],
        ["Profit", 301],
        ["Margin", ("=B3/B2", 0.25)],
    ]
    book = tie(bound(saved(tmp_path, {"B4": "0.0%"}, Income=table)).book)
    (identity,) = book.identities
    assert (identity.kind, int(identity.factor)) == (IdentityKind.RECALCULATE, 100)
    assert book.verdicts["t1r3c1"].verdict is Verdict.TIES


def test_cells_in_other_scales_are_brought_to_one(tmp_path: Path) -> None:
    table: Table = [
        ["", "FY2023"],
        ["Sales (USD thousand)", 1_204_000],
        ["Sales (USD million)", ("=B2/1000", 1204)],
    ]
    (identity,) = bound(saved(tmp_path, Income=table)).book.identities
    assert [term.coefficient for term in identity.terms] == [1, -1]  # both are dollars


def test_a_price_times_an_amount_is_a_quotient(tmp_path: Path) -> None:
    table: Table = [
        ["", "FY2023"],
        ["Shares (thousand)", 2000],
        ["Dividend per share (USD)", 1.25],
        ["Dividends (USD thousand)", ("=B2*B3", 2500)],
    ]
    (identity,) = bound(saved(tmp_path, {"B3": "0.00"}, Income=table)).book.identities
    assert identity.ratio is not None
    assert identity.ratio.measure == "dividends_per_share"
    assert identity.factor == 1


def test_cells_on_other_sheets_agree(tmp_path: Path) -> None:
    notes: Table = [["Notes (USD in millions)", "FY2023"], ["Goods of the year", ("=Income!B2", 700.4)]]
    book = bound(saved(tmp_path, Income=INCOME, Notes=notes)).book
    (identity,) = (identity for identity in book.identities if "Notes" in identity.id)
    assert (identity.kind, identity.text) == (IdentityKind.AGREE, "t2: Goods of the year FY2023 = t1: Goods FY2023")


def test_a_cell_that_is_not_shown_counts_by_what_it_is_made_of(tmp_path: Path) -> None:
    table: Table = [
        ["(USD in millions)", "FY2023"],
        ["Goods", 700],
        ["Services", 504],
        ["", ("=B2+B3", 1204)],  # hidden by its format
        ["Other", 6],
        ["Total", ("=B4+B5-C6", 1207), 3],  # C6 too
    ]
    (identity,) = bound(saved(tmp_path, {"B4": ";;;", "C6": ";;;"}, Income=table)).book.identities
    assert identity.text == "t1: Total FY2023 = t1: Goods FY2023 + t1: Services FY2023 + t1: Other FY2023 - 3000000"
    assert identity.low == identity.high == -3_000_000


def test_rounding_within_a_formula_gives_room(tmp_path: Path) -> None:
    table: Table = [["", "FY2023"], ["Goods", 700.4], ["Total", ("=ROUND(B2,0)", 700)]]
    (identity,) = bound(saved(tmp_path, Income=table)).book.identities
    assert (identity.low, identity.high) == (Fraction(-1, 2), Fraction(1, 2))


def test_what_is_left_is_counted_and_said(tmp_path: Path) -> None:
    table: Table = [
        ["", "FY2023"],
        ["Goods", 700],
        ["Other", ("=VLOOKUP(1,Z1:Z2,1)", 3)],
        ["Title", ('="of "&B2', "of 700")],
        ["Total", ("=B2+Rate", 703)],
    ]
    done = bound(saved(tmp_path, Income=table))
    assert dict(done.tally.left) == {
        "the function VLOOKUP": 1,
        "it joins texts": 1,
        "it refers to cells by a name": 1,
    }
    (finding,) = done.book.findings
    assert (finding.code, finding.severity) == (LEFT, Severity.NOTE)
    assert finding.message.startswith("3 of 3 live formulas declare no identity: ")


def test_a_workbook_without_formulas_is_left_as_it_is(tmp_path: Path) -> None:
    done = bound(saved(tmp_path, Income=[["", "FY2023"], ["Goods", 700]]))
    assert (done.book.identities, done.book.findings, done.tally.live) == ((), (), 0)


def test_names_stand_for_their_cells(tmp_path: Path) -> None:
    table: Table = [*INCOME[:3], ["Total sales", ("=SUM(Parts)", 1204.8), ("=Both", 1204.8)]]
    done = bound(saved(tmp_path, Income=table))
    assert relations(done.book) == {"Income!B4": "revenue FY2023 = t1: Goods FY2023 + t1: Services FY2023"}
    assert dict(done.tally.left) == {"it refers to cells by a name": 1}  # a name of a name
