"""Declared sums as identities: complete ones may break, partial ones as far as the report bears them out."""

from fractions import Fraction

from tests.bind.xbrl.filings import BEFORE, YEAR, Typed

from crossfoot.bind.xbrl.binding import bind_filing
from crossfoot.model.book import Book
from crossfoot.model.facts import Verdict
from crossfoot.tie.engine import tie

PARENT = (("Basis", "NonConsolidated"),)


def statuses(book: Book) -> dict[str, Verdict]:
    """The verdict of each figure by its concept and text."""
    return {f"{f.fact.measure} {f.text}": book.verdicts[f.id].verdict for f in book.figures if f.fact is not None}


def test_a_sum_is_one_identity_at_each_place_with_its_origin() -> None:
    typed = Typed().sum("Profit", "Sales", "-Cost")
    for period, values in ((YEAR, ("30", "100", "70")), (BEFORE, ("25", "90", "65"))):
        for concept, value in zip(("Profit", "Sales", "Cost"), values, strict=True):
            typed.fact(concept, value, of=(period, ()))
    bound = bind_filing(typed.book)
    now, before = bound.identities
    assert (now.id, before.id) == ("Profit=PL|FY2024|actual", "Profit=PL|FY2023|actual")
    assert [(term.coefficient, term.fact.measure) for term in now.terms] == [
        (Fraction(1), "Profit"),
        (Fraction(-1), "Sales"),
        (Fraction(1), "Cost"),
    ]
    assert (str(now.origin), now.text, now.belief) == ("cal.xml:7", "Profit = Sales - Cost", None)
    assert set(statuses(tie(bound)).values()) == {Verdict.TIES}


def test_a_complete_sum_that_fails_breaks() -> None:
    typed = Typed().fact("Profit", "32").fact("Sales", "100").fact("Cost", "70").sum("Profit", "Sales", "-Cost")
    tied = tie(bind_filing(typed.book))
    assert statuses(tied)["Profit 32"] is Verdict.BREAKS
    assert [finding.code for finding in tied.findings] == ["does-not-tie"]


def test_a_partial_sum_that_fails_is_a_note_and_breaks_nothing() -> None:
    typed = Typed().fact("Assets", "900").fact("Cash", "100").sum("Assets", "Cash", "Land", "Plant")
    tied = tie(bind_filing(typed.book))
    assert statuses(tied) == {"Assets 900": Verdict.UNTESTED, "Cash 100": Verdict.UNTESTED}
    (finding,) = tied.findings
    assert (finding.code, finding.severity.value, finding.figures) == ("incomplete-sum", "note", ("x1", "x2"))
    assert "not reported: Land, Plant" in finding.message


def test_a_partial_sum_that_ties_is_believed_by_its_digits() -> None:
    typed = Typed().fact("Assets", "912345").fact("Cash", "412340").fact("Land", "500005")
    bound = bind_filing(typed.sum("Assets", "Cash", "Land", "Plant").book)
    (identity,) = bound.identities
    assert identity.belief == 5  # 912,345 over three last places, at least 10^5 to one
    assert set(statuses(tie(bound)).values()) == {Verdict.TIES}


def test_a_partial_sum_may_break_once_three_others_of_its_kind_tie() -> None:
    typed = Typed().sum("Assets", "Cash", "Land", "Plant")
    lines = [("912345", "412340", "500005"), ("812345", "312340", "500005"), ("712345", "212340", "500005")]
    for number, values in enumerate([*lines, ("612345", "112340", "500905")]):
        for concept, value in zip(("Assets", "Cash", "Land"), values, strict=True):
            typed.fact(concept, value, of=(YEAR, (("Line", f"L{number}"),)))
    bound = bind_filing(typed.book)
    assert [identity.belief for identity in bound.identities] == [13, 13, 13, 13]  # 5 for each that ties, 2 off
    tied = tie(bound)
    assert statuses(tied)["Land 500905"] is Verdict.BREAKS


def test_the_same_sum_in_another_role_is_not_repeated() -> None:
    typed = Typed().fact("Profit", "30").fact("Sales", "100").fact("Cost", "70")
    typed.sum("Profit", "Sales", "-Cost").sum("Profit", "Sales", "-Cost", role="http://example.com/role/Segments")
    assert [identity.id for identity in bind_filing(typed.book).identities] == ["Profit=PL|FY2024|actual"]


def test_a_sum_of_the_parent_s_statement_is_not_held_against_the_group() -> None:
    typed = Typed().sum("Equity", "Shares", "Reserve", role="r/Parent")
    typed.sum("Equity", "Shares", "Reserve", "Minority", role="r/Group")
    for concept, group, parent in (("Equity", "90", "70"), ("Shares", "50", "50"), ("Reserve", "30", "20")):
        typed.fact(concept, group).fact(concept, parent, of=(YEAR, PARENT))
    bound = bind_filing(typed.fact("Minority", "10").book)
    assert bound.findings == ()
    assert [len(identity.terms) for identity in bound.identities] == [3, 4]
    assert set(statuses(tie(bound)).values()) == {Verdict.TIES}


def test_two_ways_to_cut_a_total_both_hold() -> None:
    typed = Typed().sum("Tax", "Current", "Deferred", role="r/Kind").sum("Tax", "Home", "Abroad", role="r/Country")
    typed.fact("Tax", "100").fact("Current", "80").fact("Deferred", "20").fact("Home", "60").fact("Abroad", "45")
    tied = tie(bind_filing(typed.book))
    assert statuses(tied)["Abroad 45"] is Verdict.BREAKS


def test_a_figure_accurate_to_the_last_digit_is_a_point() -> None:
    typed = Typed().fact("A", "30", decimals=None).fact("B", "30.4", decimals=None).sum("A", "B")
    tied = tie(bind_filing(typed.book))
    assert set(statuses(tied).values()) == {Verdict.BREAKS}


def test_a_book_without_tags_stays_as_it_is() -> None:
    book = Typed().book.grown(filing=None)
    assert bind_filing(book) is book


def test_a_sum_that_holds_nowhere_is_doubted_and_the_part_left_out_is_named() -> None:
    typed = Typed().sum("Result", "Other", "-Interest")
    for period, operating, result in ((YEAR, "700", "730"), (BEFORE, "600", "630")):
        typed.fact("Result", result, of=(period, ())).fact("Other", "50", of=(period, ()))
        typed.fact("Interest", "20", of=(period, ())).fact("Operating", operating, of=(period, ()))
    bound = bind_filing(typed.book)
    assert bound.identities == ()
    (finding,) = bound.findings
    assert (finding.code, finding.severity.value) == ("sum-holds-nowhere", "warning")
    assert finding.message == (
        "The declared sum Result = Other - Interest holds at none of the 2 places where it binds; "
        "it would with + Operating."
    )
    assert finding.figures == ("x1", "x2", "x3", "x5", "x6", "x7")


def test_a_sum_that_holds_at_one_of_two_places_breaks_at_the_other() -> None:
    typed = Typed().sum("Result", "Other", "-Interest")
    for period, result in ((YEAR, "39"), (BEFORE, "30")):
        typed.fact("Result", result, of=(period, ())).fact("Other", "50", of=(period, ()))
        typed.fact("Interest", "20", of=(period, ()))
    tied = tie(bind_filing(typed.book))
    assert [finding.code for finding in tied.findings] == ["does-not-tie"]
    assert tied.verdicts["x1"].verdict is Verdict.BREAKS


def test_a_part_that_is_reported_by_segment_alone_is_missing_from_the_whole_and_breaks_nothing() -> None:
    typed = Typed().fact("Assets", "900").fact("Cash", "100").fact("Land", "500", of=(YEAR, (("Line", "Mobile"),)))
    tied = tie(bind_filing(typed.sum("Assets", "Cash", "Land").book))
    assert set(statuses(tied).values()) == {Verdict.UNTESTED}
    (finding,) = tied.findings
    assert (finding.code, finding.severity.value) == ("incomplete-sum", "note")
    assert "not reported: Land" in finding.message
