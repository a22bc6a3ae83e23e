"""Tables that state the same line: they share its measure only where their figures bear out that it is the same.

Two tables may call different things by one name (a segment's revenue, a parent's, a restated year). Where
most of what they have in common disagrees, the later one keeps a measure of its own, and no contradiction is claimed.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from crossfoot.bind.grids.facts import GridFacts
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.vocabulary.measures import LEVEL

_AGREEING_LEAST = 3  # agreements that outweigh one disagreement

Known = dict[FactKey, list[Figure]]


def linked(found: Sequence[GridFacts]) -> list[GridFacts]:
    """The tables in their order, with lines of statements renamed to the table's own where they are not the same."""
    known: Known = defaultdict(list)
    kept = []
    for facts in found:
        own = _renamed(facts, _apart(facts, known))
        for figure in _of_lines(own):
            known[_key(figure)].append(figure)
        kept.append(own)
    return kept


def _apart(facts: GridFacts, known: Known) -> set[str]:
    """The lines of a table that are not those of the tables before it."""
    pairs: dict[str, list[tuple[Figure, Figure]]] = defaultdict(list)
    for figure in _of_lines(facts):
        for other in known.get(_key(figure), ()) if _key(figure).aspect == LEVEL else ():
            pairs[_key(figure).measure].append((figure, other))
    every = [_agree(*pair) for each in pairs.values() for pair in each]
    if every.count(True) < _AGREEING_LEAST * every.count(False):
        return set(facts.lines)
    return {name for name, each in pairs.items() if _is_another(each)}


def _is_another(pairs: Sequence[tuple[Figure, Figure]]) -> bool:
    """Whether what two tables call by one name is two things: they differ as no slip of the pen does, and often.

    Agreements in nil or in a single digit tell nothing.
    """
    differing = [pair for pair in pairs if not _agree(*pair)]
    telling = sum(_agree(*pair) and _digits(pair[0]) > 1 for pair in pairs)
    return telling < len(differing) and not all(_is_slip(*pair) for pair in differing)


def _digits(figure: Figure) -> int:
    return len(str(int(abs(figure.printed.value) / figure.printed.place))) if figure.printed.value else 0


def _is_slip(one: Figure, other: Figure) -> bool:
    """Whether one digit, or two neighbours swapped, are all that tells two prints of one place apart."""
    if one.printed.place != other.printed.place or one.unit != other.unit:
        return False
    first, second = (str(int(figure.printed.value / figure.printed.place)) for figure in (one, other))
    if len(first) != len(second):
        return False
    at = [n for n, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    swapped = len(at) == 2 and at[1] == at[0] + 1 and first[at[0]] == second[at[1]] and first[at[1]] == second[at[0]]
    return len(at) == 1 or swapped


def _of_lines(facts: GridFacts) -> Iterator[Figure]:
    return (figure for figure in facts.figures if figure.fact is not None and figure.fact.measure in facts.lines)


def _key(figure: Figure) -> FactKey:
    assert figure.fact is not None
    return figure.fact


def _agree(figure: Figure, other: Figure) -> bool:
    """Whether one true value may print as both, however it was rounded."""
    slack: Decimal = figure.printed.place + other.printed.place
    return figure.unit == other.unit and abs(figure.printed.value - other.printed.value) <= slack


def _renamed(facts: GridFacts, lines: set[str]) -> GridFacts:
    if not lines:
        return facts
    labels = {measure.name: measure.label for measure in facts.measures}
    taken = set(labels)
    names: dict[str, str] = {}
    for line in sorted(lines):
        name = f"{facts.grid.id}: {labels[line]}".replace("|", "/")
        names[line] = name if name not in taken else f"{facts.grid.id}: {line} line"
    return replace(
        facts,
        figures=tuple(_moved(figure, names) for figure in facts.figures),
        measures=tuple(
            replace(
                measure, name=names.get(measure.name, measure.name), base=names.get(measure.base or "", measure.base)
            )
            for measure in facts.measures
        ),
        lines={name: line for name, line in facts.lines.items() if name not in lines},
    )


def _moved(figure: Figure, names: Mapping[str, str]) -> Figure:
    key = _key(figure)
    return replace(figure, fact=replace(key, measure=names[key.measure])) if key.measure in names else figure
