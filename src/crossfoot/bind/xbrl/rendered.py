"""Tags in tables: a figure that a cell prints and the tag in it are one figure, and state the tag's fact.

They are two where the tag says another number than the print: a cost that its table prints as (123) and the tag as 123.
A percentage of the page that the tag gives as a fraction is one. The scale is the tag's in any case.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.filings import Filing
from crossfoot.model.identities import Identity, Term
from crossfoot.vocabulary.measures import LEVEL
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.units import PERCENT, PURE

_HUNDRED = Fraction(100)


@dataclass(slots=True)
class Rendered:
    """What tags make of the figures in tables: their new records, the tags' figures that they replace, and facts.

    `instead` gives the id of the printed figure for that of a tag's; `renamed` the fact of a tag for the one that its
    table had made up, where all that state the latter agree; `percent` those of the table's facts that are a hundred
    times the tag's; `lines` the table's measure for that of a tag.
    """

    figures: dict[str, Figure] = field(default_factory=dict)
    instead: dict[str, str] = field(default_factory=dict)
    renamed: dict[FactKey, FactKey] = field(default_factory=dict)
    percent: set[FactKey] = field(default_factory=set)
    lines: dict[str, str] = field(default_factory=dict)


def rendered(book: Book, filing: Filing, keys: Mapping[int, FactKey]) -> Rendered:
    """The figures in the book's tables whose cells are tagged, as the tags say them."""
    printed = {figure.id: figure for figure in book.figures}
    tagged = {figure.id: figure for figure in filing.figures}
    found = Rendered()
    meant: defaultdict[FactKey, set[FactKey | None]] = defaultdict(set)
    for number, tag in enumerate(filing.tags):
        cell, key = printed.get(tag.rendered), keys.get(number)
        if cell is None or key is None or cell.id in found.instead.values():
            continue
        said = tagged[tag.figure]
        if not _is_same(cell, said, cell.printed.value):
            if _is_same(cell, said, -cell.printed.value):
                found.figures[cell.id] = replace(cell, printed=_scaled(cell, said, -said.printed.value))
            continue
        found.figures[cell.id] = replace(cell, printed=_scaled(cell, said, said.printed.value), unit=tag.unit, fact=key)
        found.instead[tag.figure] = cell.id
        if cell.fact is not None:
            meant[cell.fact].add(key)
            if _in_percent(cell, said):
                found.percent.add(cell.fact)
            if cell.fact.aspect == LEVEL:  # the growth of a line is not called as the line
                found.lines.setdefault(key.measure, cell.fact.measure)
    for figure in book.figures:
        if figure.fact is not None and figure.fact in meant and figure.id not in found.figures:
            meant[figure.fact].add(None)  # printed without a tag, so nobody says that it is the same fact
    found.renamed = {old: new for old, (new, *more) in meant.items() if not more and new is not None}
    return found


def _is_same(cell: Figure, tagged: Figure, ours: Decimal) -> bool:
    """Whether both print one number, whatever scale the table's reader has taken the cell to be in."""
    theirs = tagged.printed.value
    if _in_percent(cell, tagged):
        return ours == theirs * 100
    if ours == theirs:
        return True
    alike = ours.normalize().as_tuple()[:2] == theirs.normalize().as_tuple()[:2]  # sign and digits
    return alike and not cell.unit.is_quotient and not tagged.unit.is_quotient


def _in_percent(cell: Figure, tagged: Figure) -> bool:
    return cell.unit == PERCENT and tagged.unit == PURE


def _scaled(cell: Figure, tagged: Figure, value: Decimal) -> Printed:
    """What the cell prints, at the tag's scale and accuracy."""
    scale = cell.printed.scale * value / cell.printed.value if cell.printed.value else cell.printed.scale
    return replace(cell.printed, value=value, place=tagged.printed.place, rounding=tagged.printed.rounding, scale=scale)


def renamed(identities: Iterable[Identity], cells: Rendered) -> list[Identity]:
    """The identities with the tags' facts in place of those that their tables had made up.

    What then says of one fact only that it is itself says nothing, and is left out.
    """
    return [found for each in identities if (found := _renamed(each, cells)) is not None]


def _renamed(identity: Identity, cells: Rendered) -> Identity | None:
    facts = cells.renamed
    if facts.keys().isdisjoint(identity.facts):
        return identity
    ratio = None if identity.ratio is None else facts.get(identity.ratio, identity.ratio)
    terms, denominator = _terms(identity.terms, cells), _terms(identity.denominator, cells)
    known = {term.fact for term in (*terms, *denominator)} | ({ratio} if ratio is not None else set())
    if len(known) < 2 or not terms or bool(denominator) != bool(identity.denominator):
        return None
    subject = None if identity.subject is None else facts.get(identity.subject, identity.subject)
    in_ones = _HUNDRED if identity.ratio in facts and identity.ratio in cells.percent else Fraction(1)
    return replace(
        identity,
        terms=terms,
        denominator=denominator,
        ratio=ratio,
        factor=identity.factor / in_ones,
        offset=identity.offset / in_ones,
        subject=subject if subject in known else None,
    )


def _terms(old: Iterable[Term], cells: Rendered) -> tuple[Term, ...]:
    """The terms by their facts, those that cancel left out."""
    added: dict[FactKey, Fraction] = {}
    for term in old:
        fact = cells.renamed.get(term.fact, term.fact)
        times = _HUNDRED if fact != term.fact and term.fact in cells.percent else 1
        added[fact] = added.get(fact, Fraction(0)) + term.coefficient * times
    return tuple(Term(coefficient, fact) for fact, coefficient in added.items() if coefficient)
