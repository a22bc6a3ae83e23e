"""Outcomes of altering figures: what was found, who was blamed, beside an oracle and the rivals, and their tables."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from benchmarks.misprinting import SEVERAL, Misprint, Printed, named_by_oracle
from benchmarks.rivals import RIVALS, verdicts
from benchmarks.two_misprints import both_named_by_oracle

from crossfoot.model.book import Book
from crossfoot.model.findings import Correction, Finding, Severity
from crossfoot.tie.blame.breaks import DOES_NOT_TIE


@dataclass(frozen=True, slots=True)
class Outcome:
    """One altered document: whether the culprits were noticed, and how they were ranked among the suspects.

    `first` says that every culprit is blamed first, `equal` that it is among those said to be as likely as any, `alone`
    that only one was said to be; `suggested` that the text which it had is the one suggested. `oracle` is how often the
    sums could name it at all. `accused` and `blamed` are of each rival; `elsewhere` counts findings that name none of
    the culprits, `figures` those of the document.
    """

    kind: str
    crossed: bool
    detected: bool
    error: bool
    in_sets: bool
    first: bool
    alone: bool
    equal: bool
    suggested: bool
    oracle: Fraction
    accused: tuple[bool, ...]
    blamed: tuple[bool, ...]
    elsewhere: int = 0
    figures: int = 0


def reported(book: Book) -> list[Finding]:
    """The findings that accuse figures of a contradiction."""
    return [f for f in book.findings if f.code == DOES_NOT_TIE and f.severity is not Severity.NOTE]


def outcome(book: Book, culprits: Collection[str], printed: Printed, misprint: Misprint) -> Outcome:
    """What the book of an altered document says of the figures altered in it (`culprits`, by their ids there)."""
    found = reported(book)
    mine = [f for f in found if set(culprits) & set(f.figures)]
    first = {c.figure for f in mine if f.corrections for c in f.corrections[0]}
    equal = {c.figure for f in mine for each in f.corrections[: max(1, f.equals)] for c in each}
    together = set(culprits) if misprint.kind in SEVERAL else set()
    named = next(iter(misprint.texts))
    rivals = [verdicts(printed, misprint.texts)[rival].accused for rival in RIVALS]
    return Outcome(
        kind=misprint.kind,
        crossed=misprint.crossed,
        detected=bool(mine) and together <= {figure for f in mine for figure in f.figures},
        error=any(f.severity is Severity.ERROR for f in mine),
        in_sets=_blames(culprits, together, {c.figure for f in mine for each in f.corrections for c in each}),
        first=_blames(culprits, together, first),
        alone=bool(mine) and all(f.equals == 1 for f in mine),
        equal=_blames(culprits, together, equal),
        suggested=any(_is_right(c, printed, culprits) for f in mine if f.corrections for c in f.corrections[0]),
        oracle=(both_named_by_oracle if misprint.kind in SEVERAL else named_by_oracle)(printed, misprint),
        accused=tuple(map(bool, rivals)),
        blamed=tuple(printed.figures[named].fact in totals for totals in rivals),
        elsewhere=len(found) - len(mine),
    )


def _blames(culprits: Collection[str], together: Collection[str], blamed: Collection[str]) -> bool:
    """Whether those blamed are the culprits: one of them is enough where a single slip made them."""
    return set(together) <= set(blamed) if together else bool(set(culprits) & set(blamed))


def _is_right(correction: Correction, printed: Printed, culprits: Collection[str]) -> bool:
    if correction.figure not in culprits or correction.figure not in printed.figures:
        return False
    return correction.suggested == printed.figures[correction.figure].text


def said(finding: Finding) -> str:
    """A finding in short: severity, how many suspects are as likely as the first, and each with what it should be."""
    sets = ["+".join(f"{c.figure} {c.suggested} {c.slip}" for c in each) for each in finding.corrections]
    return f"{finding.severity} ={finding.equals} {' | '.join(sets)}"


Counted = Callable[[Outcome], tuple[Fraction | bool, bool]]
"""What an outcome adds to a share, and whether it is one of those that the share is of."""

_OURS: tuple[tuple[str, Counted], ...] = (
    ("detected", lambda o: (o.detected, True)),
    ("as error", lambda o: (o.error, True)),
    ("in sets", lambda o: (o.in_sets, True)),
    ("first", lambda o: (o.first, True)),
    ("oracle", lambda o: (o.oracle, True)),
    ("decidable", lambda o: (o.oracle == 1, True)),
    ("first of these", lambda o: (o.first, o.oracle == 1)),
    ("among equals", lambda o: (o.equal, True)),
    ("said alone", lambda o: (o.alone, True)),
    ("so rightly", lambda o: (o.first, o.alone)),
    ("crossed first", lambda o: (o.first, o.crossed)),
    ("text right", lambda o: (o.suggested, True)),
)
_THEIRS: tuple[tuple[str, Counted], ...] = tuple(
    column
    for number, rival in enumerate(RIVALS)
    for column in (
        (rival, lambda o, n=number: (o.accused[n], True)),
        ("blamed", lambda o, n=number: (o.blamed[n], True)),
    )
)


def print_outcomes(found: Sequence[Outcome], kinds: Sequence[str]) -> None:
    """Two tables by kind: what is detected and blamed beside what an oracle names, and the rivals."""
    for columns in (_OURS, _THEIRS):
        print(f"\n{'':20}{'tried':>7}" + "".join(f"{head:>15}" for head, _ in columns))
        rows = [(kind, [each for each in found if each.kind == kind]) for kind in kinds]
        single = [each for each in found if each.kind not in SEVERAL]
        for name, those in (*rows, ("all single", single)):
            if those:
                shares = "".join(f"{_share(those, counted):>15}" for _, counted in columns)
                print(f"{name:20}{len(those):>7}{shares}")


def _share(found: Sequence[Outcome], counted: Counted) -> str:
    those = [Fraction(part) for part, whole in map(counted, found) if whole]
    return f"{float(100 * sum(those) / len(those)):.1f}%" if those else "-"
