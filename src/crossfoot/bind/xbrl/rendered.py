"""Tags in tables: a figure that a cell prints and the tag in it are one figure, and state the tag's fact.

They are two where the tag says another number than the print: a cost that its table prints as (123) and the tag as
123, a percentage that the tag gives as a fraction.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.filings import Filing, Tag
from crossfoot.model.identities import Identity, Term


@dataclass(slots=True)
class Rendered:
    """What tags make of the figures in tables: their new records, the tags' figures that they replace, and facts.

    `instead` gives the id of the printed figure for that of a tag's; `renamed` the fact of a tag for the one that its
    table had made up, where all that state the latter agree.
    """

    figures: dict[str, Figure] = field(default_factory=dict)
    instead: dict[str, str] = field(default_factory=dict)
    renamed: dict[FactKey, FactKey] = field(default_factory=dict)


def rendered(book: Book, filing: Filing, keys: Mapping[int, FactKey]) -> Rendered:
    """The figures in the book's tables whose cells are tagged, as the tags say them."""
    printed = {figure.id: figure for figure in book.figures}
    tagged = {figure.id: figure for figure in filing.figures}
    found = Rendered()
    meant: defaultdict[FactKey, set[FactKey | None]] = defaultdict(set)
    for number, tag in enumerate(filing.tags):
        cell, key = printed.get(tag.rendered), keys.get(number)
        if cell is None or key is None or cell.id in found.figures or not _is_same(cell, tagged[tag.figure]):
            continue
        found.figures[cell.id] = _as_tagged(cell, tag, tagged[tag.figure], key)
        found.instead[tag.figure] = cell.id
        if cell.fact is not None:
            meant[cell.fact].add(key)
    for figure in book.figures:
        if figure.fact is not None and figure.fact in meant and figure.id not in found.figures:
            meant[figure.fact].add(None)  # printed without a tag, so nobody says that it is the same fact
    found.renamed = {old: new for old, (new, *more) in meant.items() if not more and new is not None}
    return found


def _is_same(cell: Figure, tagged: Figure) -> bool:
    """Whether both are one number, whatever scale the table's reader has taken it to be in."""
    ours, theirs = cell.printed.value, tagged.printed.value
    if ours == theirs:
        return True
    alike = ours.normalize().as_tuple()[:2] == theirs.normalize().as_tuple()[:2]  # sign and digits
    return alike and not cell.unit.is_quotient and not tagged.unit.is_quotient


def _as_tagged(cell: Figure, tag: Tag, tagged: Figure, key: FactKey) -> Figure:
    """The figure in its place, with the tag's value, accuracy, unit and fact."""
    printed = replace(
        cell.printed, value=tagged.printed.value, place=tagged.printed.place, rounding=tagged.printed.rounding
    )
    return replace(cell, printed=printed, unit=tag.unit, fact=key)


def renamed(identities: tuple[Identity, ...], facts: Mapping[FactKey, FactKey]) -> tuple[Identity, ...]:
    """The identities with the tags' facts in place of those that their tables had made up."""
    return tuple(_renamed(identity, facts) for identity in identities) if facts else identities


def _renamed(identity: Identity, facts: Mapping[FactKey, FactKey]) -> Identity:
    if facts.keys().isdisjoint(identity.facts):
        return identity

    def terms(old: tuple[Term, ...]) -> tuple[Term, ...]:
        return tuple(replace(term, fact=facts.get(term.fact, term.fact)) for term in old)

    return replace(
        identity,
        terms=terms(identity.terms),
        denominator=terms(identity.denominator),
        ratio=None if identity.ratio is None else facts.get(identity.ratio, identity.ratio),
        subject=None if identity.subject is None else facts.get(identity.subject, identity.subject),
    )
