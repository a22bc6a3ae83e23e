"""Changes worked out on printed figures are no misprints of true changes (convention, 2.10)."""

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.tie.ledger import JPY, YEAR, printed

from crossfoot.model.book import Book, Entity, Regime
from crossfoot.model.facts import FactKey, Verdict
from crossfoot.model.figures import Figure, Place
from crossfoot.model.findings import Severity
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.tie import engine
from crossfoot.tie.engine import judged, tie
from crossfoot.tie.rounding.regimes import Ruled, ruled
from crossfoot.tie.rounding.worked_out import with_changes_worked_out
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.measures import Measure, MeasureKind
from crossfoot.vocabulary.periods import FiscalCalendar
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.spans import Undated

LINES = ("sales", "east", "west", "north")
NOW, THEN, CHANGE = YEAR, FiscalCalendar(3).prior_year(YEAR), Undated("t1 Change")


def relation(kind: IdentityKind, terms: list[tuple[int, FactKey]]) -> Identity:
    """A discovered relation of one fact less others."""
    name = f"{kind} {terms[0][1].id}"
    whole = tuple(Term(Fraction(sign), fact) for sign, fact in terms)
    return Identity(name, kind, Origin(rule="discovered"), whole, text=name, subject=terms[0][1], belief=9.0)


def segments(*, sales: str = "14", then: str = "8", east: str = "2") -> Book:
    """Sales cut off to whole millions: 5.3 + 4.4 + 4.5 is 14.2, then 3.9 + 2.8 + 1.9 was 8.6.

    The changes are differences of what is printed, and their sum 2 + 2 + 3 exceeds 6: cut off, parts never do that.
    """
    columns = {NOW: (sales, "5", "4", "4"), THEN: (then, "3", "2", "1"), CHANGE: ("6", "2", east, "3")}
    facts = {(line, period): FactKey(line, period) for line in LINES for period in columns}
    figures = tuple(
        Figure(f"{line}{n}", printed(text), JPY, Place("deck"), facts[line, period], group="deck")
        for n, (period, texts) in enumerate(columns.items())
        for line, text in zip(LINES, texts, strict=True)
    )
    sums = [
        relation(IdentityKind.FOOT, [(1, facts["sales", p]), *((-1, facts[line, p]) for line in LINES[1:])])
        for p in columns
    ]
    changes = [
        relation(IdentityKind.VARIANCE, [(1, facts[n, CHANGE]), (-1, facts[n, NOW]), (1, facts[n, THEN])])
        for n in LINES
    ]
    measures = {line: Measure(line, line, MeasureKind.FLOW, JPY) for line in LINES}
    regime = Regime("deck", Rounding.TRUNCATED, stated=True)
    entity = Entity("deck", "JPY", FiscalCalendar(3))
    return Book(entity, figures=figures, identities=(*sums, *changes), measures=measures, regimes=(regime,))


def rounding(book: Book) -> dict[str, Rounding | None]:
    """How each change was taken to be rounded, by its line."""
    return {f.fact.measure: f.printed.rounding for f in book.figures if f.fact and f.fact.period == CHANGE}


def test_differences_of_printed_figures_are_within_a_unit_of_the_true_change() -> None:
    for tied in (tie(segments()), judged(segments())):
        assert not tied.findings
        assert rounding(tied) == dict.fromkeys(LINES, Rounding.APPROXIMATE)
        assert {verdict.verdict for verdict in tied.verdicts.values()} == {Verdict.TIES}
        assert tied.regimes[0].reason.endswith(
            "4 changes equal the difference of the printed figures and are taken as worked out on them"
        )
    total = next(figure for figure in tied.figures if figure.fact == FactKey("sales", CHANGE))
    assert total.interval == Interval(Fraction(5), Fraction(7))


@pytest.mark.parametrize(("found", "taken"), [(4, 4), (3, 3), (2, 0)])
def test_three_changes_of_a_column_are_enough_and_two_are_not(found: int, taken: int) -> None:
    book = segments()
    others = [each for each in book.identities if each.kind is not IdentityKind.VARIANCE]
    changes = [each for each in book.identities if each.kind is IdentityKind.VARIANCE]
    _, worked_out = with_changes_worked_out(replace(book, identities=(*others, *changes[:found])))
    assert len(worked_out) == taken


def test_a_column_with_a_change_that_is_no_difference_of_printed_figures_rounds_true_changes() -> None:
    """4.4 less 2.8 is 1.6, cut off to 1: whoever printed that did not subtract 2 from 4."""
    tied = tie(segments(sales="13", east="1"))
    assert rounding(tied) == dict.fromkeys(LINES)
    assert [finding.severity for finding in tied.findings] == [Severity.ERROR]


def test_a_misprint_is_not_excused() -> None:
    """16 for 14: the change of 6 is no longer the difference, and no regime lets three parts fall short by three."""
    tied = tie(segments(sales="16"))
    assert [finding.code for finding in tied.findings] == ["does-not-tie"]
    assert rounding(tied) == dict.fromkeys(LINES)


def test_what_ties_as_it_stands_is_left_alone() -> None:
    book = segments()
    exact = book.grown(identities=tuple(i for i in book.identities if i.kind is IdentityKind.VARIANCE))
    assert rounding(tie(exact)) == dict.fromkeys(LINES)


def test_a_contradiction_without_changes_is_not_decided_a_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """5 + 4 + 4 is not 4, whatever the changes: they stand apart, and a large book is decided but once."""
    book = segments()
    changes = tuple(i for i in book.identities if i.kind is IdentityKind.VARIANCE)
    lines = [FactKey(f"{line} again", NOW) for line in LINES]
    again = tuple(
        Figure(f"again {fact.id}", printed(text), JPY, Place("deck"), fact, group="deck")
        for fact, text in zip(lines, ("4", "5", "4", "4"), strict=True)
    )
    wrong = relation(IdentityKind.FOOT, [(1, lines[0]), *((-1, fact) for fact in lines[1:])])
    measures = {f.measure: Measure(f.measure, f.measure, MeasureKind.FLOW, JPY) for f in lines}
    decided: list[Book] = []

    def counted(found: Book) -> Ruled:
        decided.append(found)
        return ruled(found)

    monkeypatch.setattr(engine, "ruled", counted)
    tied = tie(
        book.grown(
            figures=(*book.figures, *again), identities=(*changes, wrong), measures={**book.measures, **measures}
        )
    )
    assert [finding.identities for finding in tied.findings] == [(wrong.id,)]
    assert rounding(tied) == dict.fromkeys(LINES)
    assert len(decided) == 1


def test_changes_worked_out_do_not_exclude_the_way_in_which_all_else_was_rounded() -> None:
    """7 of four ones is cut off and cannot be to nearest; 2 + 2 + 3 = 6 cannot be cut off, unless it was subtracted.

    Nothing else tells, so that rounding to nearest seems likelier at first, and the 7 wrong.
    """
    parts = [FactKey(name, NOW) for name in ("ones", "first", "second", "third", "fourth")]
    figures = tuple(
        Figure(key.measure, printed(text), JPY, Place("deck"), key, group="deck")
        for key, text in zip(parts, "71111", strict=True)
    )
    whole = relation(IdentityKind.FOOT, [(1, parts[0]), *((-1, part) for part in parts[1:])])
    given = segments(sales="13", then="7")
    book = given.grown(
        figures=(*given.figures, *figures),
        identities=(*given.identities, whole),
        measures={**given.measures, **{p.measure: Measure(p.measure, p.measure, MeasureKind.FLOW, JPY) for p in parts}},
        regimes=(),
    )
    assert ruled(book).book.regimes[0].amounts is Rounding.NEAREST
    tied = tie(book)
    assert tied.regimes[0].amounts is Rounding.TRUNCATED
    assert not tied.findings
    assert rounding(tied) == dict.fromkeys(LINES, Rounding.APPROXIMATE)
