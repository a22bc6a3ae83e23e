"""Relations are written in the documents' labels, with what their facts share said once."""

from dataclasses import replace
from fractions import Fraction

from tests.publish.ledger_book import COST, MARGIN, REVENUE, ledger_book

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.publish.report.labels import LabelledCatalogue
from crossfoot.publish.report.relations import Relations
from crossfoot.vocabulary.periods import FiscalCalendar

CALENDAR = FiscalCalendar(3, "start")


def foot(*terms: tuple[int, FactKey], **more: object) -> Identity:
    linear = tuple(Term(Fraction(coefficient), fact) for coefficient, fact in terms)
    return replace(Identity("sum", IdentityKind.FOOT, Origin(rule="discovered"), linear), **more)  # type: ignore[arg-type]


def words(identity: Identity, book: Book | None = None) -> str:
    return Relations(LabelledCatalogue(book or ledger_book())).words(identity)


def test_a_sum_of_one_period_says_it_once() -> None:
    identity = foot((1, MARGIN), (-1, REVENUE), (1, COST), subject=MARGIN)
    assert words(identity) == "FY2016: Gross margin = Total revenues − Cost of revenues"


def test_a_sum_is_solved_for_what_it_defines() -> None:
    identity = foot((1, MARGIN), (-1, REVENUE), (1, COST), subject=REVENUE)
    assert words(identity) == "FY2016: Total revenues = Gross margin + Cost of revenues"


def test_quarters_of_one_measure_name_it_once() -> None:
    year, *quarters = (FactKey("cost", CALENDAR.parse(name)) for name in ("FY2016", "1Q16", "2Q16", "3Q16", "4Q16"))
    identity = foot((1, year), *((-1, quarter) for quarter in quarters), subject=year)
    assert words(identity) == "Cost of revenues: FY2016 = 1Q16 + 2Q16 + 3Q16 + 4Q16"


def test_measures_at_several_periods_are_named_in_full() -> None:
    opening, closing = (FactKey("treasury_stock", CALENDAR.parse(day)) for day in ("2016-03-31", "2017-03-31"))
    identity = foot((1, closing), (-1, opening), (-1, COST), subject=closing)
    assert words(identity) == (
        "Treasury stock · Mar. 31, 2017 = Treasury stock · Mar. 31, 2016 + Cost of revenues · FY2016"
    )


def test_a_long_sum_counts_the_terms_it_does_not_name() -> None:
    parts = [FactKey(f"part {number}", MARGIN.period) for number in range(11)]
    identity = foot((1, REVENUE), *((-1, part) for part in parts), subject=REVENUE)
    assert words(identity).endswith("+ part 4 + part 5 + 5 more")


def test_constants_and_factors_are_told() -> None:
    half = foot((2, REVENUE), (-1, COST), low=Fraction(10), high=Fraction(10), subject=REVENUE)
    assert words(half) == "FY2016: Total revenues = 1/2 × Cost of revenues + 5"


def test_a_ratio_is_a_quotient() -> None:
    share = FactKey("margin_rate", MARGIN.period)
    identity = Identity(
        "rate",
        IdentityKind.RECALCULATE,
        Origin(rule="discovered"),
        (Term(Fraction(1), MARGIN),),
        ratio=share,
        denominator=(Term(Fraction(1), REVENUE), Term(Fraction(1), COST)),
        factor=Fraction(100),
        offset=Fraction(-100),
    )
    said = "FY2016: margin_rate = 100 × Gross margin ÷ (Total revenues + Cost of revenues) − 100"
    assert words(identity) == said


def test_messages_name_measures_by_their_labels() -> None:
    relations = Relations(LabelledCatalogue(ledger_book()))
    said = relations.sentence("gross_margin 25.2 does not tie with cost 132.5, whatever the cost", [MARGIN, COST])
    assert said == "Gross margin 25.2 does not tie with Cost of revenues 132.5, whatever the cost"


def test_messages_keep_the_words_that_only_look_like_measures() -> None:
    relations = Relations(LabelledCatalogue(ledger_book()))
    assert relations.sentence("no revenues at a cost", [REVENUE, COST]) == "no revenues at a cost"
