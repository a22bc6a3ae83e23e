"""Keys of tagged facts: each tag as measure, period, scenario and members, and the measures that they are of."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from crossfoot.bind.xbrl.scenarios import Speaking, local_name
from crossfoot.model.facts import FactKey
from crossfoot.model.filings import Concept, Filing, Tag
from crossfoot.vocabulary.measures import Measure, MeasureKind
from crossfoot.vocabulary.periods import Instant, Period
from crossfoot.vocabulary.units import Unit

_LABELS = (("en", "label"), ("", "label"), ("ja", "label"), ("en", "terseLabel"), ("ja", "terseLabel"))
_ALIKE = 3  # concepts that two contexts must share before they can be said to disagree as a whole


@dataclass(slots=True)
class Keyed:
    """The tags with the keys of their facts, in their order, and the measures; tags of all time have no key."""

    keys: dict[int, FactKey] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)


def keyed(filing: Filing) -> Keyed:
    """A key for every tag of a report that has a period, stands in no tuple, and is accurate to all of its digits."""
    speaking = Speaking(filing)
    usual = _usual_units(filing, speaking)
    apart = _contexts_apart(filing)
    entities = Counter(tag.entity for tag in filing.tags)
    main = max(entities, key=lambda entity: (entities[entity], entity), default="")
    values = {figure.id: figure.printed.value for figure in filing.figures}
    found = Keyed()
    for number, tag in enumerate(filing.tags):
        if tag.period is None or tag.within or not _is_accurate(tag, values):
            continue
        spoken = speaking.of(tag.concept, tag.members)
        members = list(spoken.members)
        if tag.entity != main:
            members.append(("entity", tag.entity))
        if tag.context in apart:
            members.append(("context", tag.context))
        name = spoken.concept if usual[spoken.concept] == tag.unit else f"{spoken.concept} in {tag.unit}"
        found.keys[number] = FactKey(name, tag.period, spoken.scenario, members=tuple(sorted(members)))
        if name not in found.measures:
            found.measures[name] = _measure(name, filing.concepts.get(spoken.concept), tag)
    return found


def _is_accurate(tag: Tag, values: Mapping[str, Decimal]) -> bool:
    """Whether a tag can be relied on to its last digit; Calculations 1.1 does not check one that cannot."""
    if tag.is_nil or tag.decimals is None:
        return tag.precise
    return tag.precise and not Fraction(values[tag.figure]) % (Fraction(10) ** -tag.decimals)


def _usual_units(filing: Filing, speaking: Speaking) -> Mapping[str, Unit]:
    """The unit that most facts of a concept are in, by the concept that they speak of."""
    counts: defaultdict[str, Counter[Unit]] = defaultdict(Counter)
    for tag in filing.tags:
        counts[speaking.concept(tag.concept)][tag.unit] += 1
    return {name: max(units, key=lambda unit: (units[unit], unit.code)) for name, units in counts.items()}


def _contexts_apart(filing: Filing) -> frozenset[str]:
    """The ids of contexts that are alike in all but their id and yet disagree in most of what they share.

    Reports of before dimensions told the group from its parent by nothing but such ids.
    """
    alike: defaultdict[tuple[object, ...], dict[str, dict[tuple[str, Unit], object]]] = defaultdict(dict)
    figures = {figure.id: figure.printed.value for figure in filing.figures}
    for tag in filing.tags:
        if tag.context and not tag.is_nil and not tag.within:
            group = alike[tag.entity, tag.period, tag.members]
            group.setdefault(tag.context, {})[tag.concept, tag.unit] = figures[tag.figure]
    apart: set[str] = set()
    for contexts in alike.values():
        for name, facts in contexts.items():
            for other, others in contexts.items():
                shared = facts.keys() & others.keys()
                differ = sum(facts[key] != others[key] for key in shared)
                if name < other and len(shared) >= _ALIKE and 2 * differ > len(shared):
                    apart |= {name, other}
    return frozenset(apart)


def _measure(name: str, concept: Concept | None, tag: Tag) -> Measure:
    labels = concept.labels if concept is not None else {}
    label = next((labels[key] for key in _LABELS if key in labels), local_name(name))
    aliases = tuple(dict.fromkeys(text for text in labels.values() if text != label))
    kind = concept.kind if concept is not None and concept.kind is not None else _kind(tag.period)
    if tag.unit.is_quotient:
        kind = MeasureKind.RATIO
    note = concept.balance.value if concept is not None and concept.balance is not None else ""
    return Measure(name, label, kind, tag.unit, concept=tag.concept, aliases=aliases, note=note)


def _kind(period: Period | None) -> MeasureKind:
    return MeasureKind.STOCK if isinstance(period, Instant) else MeasureKind.FLOW
