"""Changes that an issuer worked out on printed figures instead of rounding the true ones (docs/convention.md, 2.10)."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from crossfoot.model.book import Book, Regime
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity, IdentityKind
from crossfoot.vocabulary.rounding import Rounding

_LEAST = 3  # changes of one column that equal the difference of what is printed, digit by digit


def with_changes_worked_out(book: Book) -> tuple[Book, frozenset[str]]:
    """The book in which changes that may be worked out on printed figures admit what that practice leaves open.

    The difference of two rounded figures is within one unit of the true change. Those columns are taken for it whose
    changes all equal the printed difference; their figures' ids come beside the book.
    """
    changes = frozenset(_worked_out(book))
    if not changes:
        return book, changes
    return book.grown(figures=tuple(_loosened(f) if f.id in changes else f for f in book.figures)), changes


def with_reasons(book: Book, before: Book) -> Book:
    """The tied book whose regimes say how many changes were taken as worked out on printed figures, unlike `before`."""
    old = {figure.id: figure.printed.rounding for figure in before.figures}
    changes = Counter(f.group for f in book.figures if f.printed.rounding is not old[f.id])
    return book.grown(regimes=tuple(_with_reason(regime, changes[regime.group]) for regime in book.regimes))


def _with_reason(regime: Regime, changes: int) -> Regime:
    if not changes:
        return regime
    reason = f"{changes} changes equal the difference of the printed figures and are taken as worked out on them"
    return replace(regime, reason=f"{regime.reason}; {reason}")


def _worked_out(book: Book) -> Iterator[str]:
    printed: dict[FactKey, list[Figure]] = defaultdict(list)
    for figure in book.figures:
        if figure.fact is not None:
            printed[figure.fact].append(figure)
    columns: dict[Hashable, list[Figure | None]] = defaultdict(list)
    for identity in book.identities:
        of = identity.subject
        if of is not None and _is_change(identity) and all(len(printed[fact]) == 1 for fact in identity.facts):
            (change,) = printed[of]
            equal = _difference(identity, printed) == 0 and change.printed.rounding is None
            columns[change.group, of.period, of.scenario, of.aspect].append(change if equal else None)
    for changes in columns.values():
        found = [change.id for change in changes if change is not None]
        if len(found) == len(changes) >= _LEAST:
            yield from found


def _is_change(identity: Identity) -> bool:
    """Whether the relation was found, and is one amount less another."""
    found = identity.belief is not None and identity.kind is IdentityKind.VARIANCE and identity.ratio is None
    return found and len(identity.terms) == 3 and all(abs(term.coefficient) == 1 for term in identity.terms)


def _difference(identity: Identity, printed: Mapping[FactKey, list[Figure]]) -> Fraction:
    return sum(
        (term.coefficient * Fraction(printed[term.fact][0].printed.value) for term in identity.terms), Fraction(0)
    )


def _loosened(figure: Figure) -> Figure:
    return replace(figure, printed=replace(figure.printed, rounding=Rounding.APPROXIMATE))
