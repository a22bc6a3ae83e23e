"""Sentences cut into clauses: the figures that speak of one subject, each a level, a change or growth."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crossfoot.bind.sentences.comparisons import COMPARED, is_before
from crossfoot.bind.sentences.respective import distributed
from crossfoot.bind.sentences.subjects import JAPANESE_COMPARED, apart, named, words_of
from crossfoot.model.figures import Figure
from crossfoot.vocabulary.measures import LEVEL, Against, Aspect, AspectKind
from crossfoot.vocabulary.units import PERCENT, POINTS

_UP_OR_DOWN = (
    r"up|down|increas(?:e[ds]?|ing)|decreas(?:e[ds]?|ing)|gr[eo]wn?|growth|growing|rose|rise|risen|fell|fall|fallen|"
    r"declin(?:e[ds]?|ing)|higher|lower|gained|dropped|improv(?:ed|ement|ing)|expand(?:ed|ing)|contract(?:ed|ing)"
)
_MOVED_BY = re.compile(
    rf"(?:\b(?:{_UP_OR_DOWN})(?: (?:by|of|approximately|about|over|nearly|an additional))*|"
    rf"{JAPANESE_COMPARED.pattern})\W*$",
    re.IGNORECASE,
)
_MOVED_AFTER = re.compile(
    r"^\W*(?:(?:year[- ](?:over|on)[- ]year|yoy|y/y|quarter[- ](?:over|on)[- ]quarter|qoq|sequential(?:ly)?)\W*)?"
    r"(?:(?:increase|decrease|growth|decline|improvement|higher|lower|rise|drop)\b|の?(?:増加?|減少?)|[増減]|[上下]回)",
    re.IGNORECASE,
)
_OF_PRIOR_YEAR = re.compile(
    r"year[- ](?:over|on)[- ]year|\byoy\b|\by/y\b|(?:prior|previous|last|year-ago|same) (?:year|quarter|period)|"
    r"year ago|前年(?:同期)?比|前期比|対前年",
    re.IGNORECASE,
)
_OF_PRIOR_QUARTER = re.compile(
    r"quarter[- ](?:over|on)[- ]quarter|\bqoq\b|\bq/q\b|sequential|(?:prior|previous) quarter|前四半期比", re.IGNORECASE
)
_SIGNED = re.compile(r"^\W*(?:up\b|down\b|[+△▲])|[増減][加少]?$", re.IGNORECASE)
# "△4,508億円（前期△3,528億円）となりました": a level below zero, with that of the year before.
_RESULTED = re.compile(r"^\s*(?:[（(][前昨]|とな|でし|であ)")
# "$5.6bn, -3.4%", "(9.2% YoY)": a percentage right behind another figure, or before the words of a comparison.
_BELOW_ZERO = re.compile(r"^[-−–(]")
_SINCE = re.compile(
    r"^\s*(?:year[- ](?:over|on)[- ]year|yoy|y/y|(?:quarter|month)[- ](?:over|on)[- ](?:quarter|month)|qoq|q/q)\b",
    re.IGNORECASE,
)
_FALLS = r"down|decreas(?:e[ds]?|ing)|fell|fall|fallen|declin(?:e[ds]?|ing)|lower|drop(?:ped)?"
_RISES = r"up|increas(?:e[ds]?|ing)|gr[eo]wn?|growth|growing|rose|rise|risen|higher|gained"
_BY = r"(?: (?:by|of|approximately|about|over|nearly|an additional))*\W*$"
_AFTER = r"^\W*(?:(?:year[- ](?:over|on)[- ]year|yoy|y/y)\W*)?"
_FALLEN = (
    re.compile(rf"\b(?:{_FALLS}){_BY}", re.IGNORECASE),
    re.compile(rf"{_AFTER}(?:(?:decrease|decline|lower|drop)\b|の?減|下回)", re.IGNORECASE),
)
_RISEN = (
    re.compile(rf"\b(?:{_RISES}){_BY}", re.IGNORECASE),
    re.compile(rf"{_AFTER}(?:(?:increase|growth|higher|rise)\b|の?増|上回)", re.IGNORECASE),
)
_THAN = re.compile(r"\bthan(?! (?:doubled|tripled|quadrupled|halved)\b)(?: [a-z]+){0,4}\W*$", re.IGNORECASE)
# "12%, or 5 million": the same movement said again; "by 5 million (12%)" is too.
_AGAIN = re.compile(r"^\s*(?:,?\s*or(?: by)?|[(（]|,)\s*$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
_RATIO_OF = re.compile(r"margin|ratio|\brate\b|率", re.IGNORECASE)
_SHARE_OF = re.compile(r"^\W*of (?:total |net |consolidated )*(?:revenues?|sales)\b", re.IGNORECASE)
_OF = re.compile(r"\s*of\b(?:(?! and |[,;]).)*", re.IGNORECASE)
# Plans, ranges and parts of an amount are no statement of it.
_NOT_STATED = re.compile(
    r"\b(?:expect(?:s|ed)?|outlook|guidance|forecast|target(?:ed|ing)?|would|could|may|might|project(?:s|ed)|anticipat\w+|"
    r"including|includes?|included|excluding|between|range|of which|impact(?:ed)? (?:of|by)|due to|offset by|driven by|"
    r"reflecting|partially|plus or minus|related to|resulting|net of|contribut\w+|benefit\w*|charges? of|expected)\b|"
    r"予想|見込|計画|うち|目標|次期|来期|翌期|には、?\s*$",
    re.IGNORECASE,
)

_INDEX = 50  # percent: from here on, one that no word calls growth counts the level before as a hundred

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A figure of a clause with what it says of the clause's subject, or of the period `before`.

    `moved` is 1 where words call it a rise, -1 where they call it a fall, and 0 where none does or its sign is printed.
    """

    figure: Figure
    aspect: Aspect
    before: bool = False
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """The subject as the sentence has it, the words of it that count, what stands before its first figure, its figures.

    "On an adjusted basis, sales were 5 and profit was 2" sets both apart: such words hold to the sentence's end.
    """

    subject: str
    words: frozenset[str]
    lead: str
    parts: tuple[Part, ...]


def is_apart(clause: Clause) -> bool:
    """Whether words set the clause's subject apart from what tables call by the same name."""
    return bool(apart(clause.subject) or apart(" ".join(clause.words)))


def clauses(text: str, figures: Sequence[tuple[Figure, Span]], heading: str = "") -> list[Clause]:
    """The clauses of a sentence that state something of a subject; `figures` with their spans in it, in order.

    A sentence whose first figure no subject stands before speaks of what the `heading` above it names.
    """
    found: list[Clause] = []
    set_apart: frozenset[str] = frozenset()
    stated = True
    shared = distributed(text, figures)
    for figure, lead, rest in _between(text, figures):
        set_apart |= apart(lead)
        if figure.id in shared:
            own = shared[figure.id]
            part = Part(figure, _aspect(figure, own.lead, rest))
            if not (_NOT_STATED.search(own.lead) or COMPARED.search(own.lead) or _THAN.search(own.lead)):
                found.append(Clause(own.subject, words_of(own.subject) | set_apart, own.lead, (part,)))
            continue
        subject = named(lead) or named(_behind(figure, rest))
        if figure is figures[0][0] and not subject:
            subject = heading
        stated = not _NOT_STATED.search(lead) and (stated or bool(subject))
        if not stated or _THAN.search(lead) or _is_index(figure, lead, rest):
            continue
        if COMPARED.search(lead) or is_before(text, lead):
            found = _with_before(found, figure, lead, set_apart)
            continue
        part = Part(
            figure, _again(found, figure, lead) or _aspect(figure, lead, rest), moved=_moved(figure, lead, rest)
        )
        if found and not subject and _goes_on(found[-1], part):
            found[-1] = replace(found[-1], parts=(*found[-1].parts, part))
        elif subject:
            found.append(Clause(subject, words_of(subject) | set_apart, lead, (part,)))
    return [clause for clause in found if not all(part.before for part in clause.parts)]


def _with_before(found: list[Clause], figure: Figure, lead: str, set_apart: frozenset[str]) -> list[Clause]:
    """The clauses with a figure that the last of them is compared with; "grew from 5 to 6" begins one of its own."""
    part = Part(figure, LEVEL, before=True)
    subject = named(lead) if _FROM.search(lead) else ""
    if subject and figure.unit != PERCENT:
        return [*found, Clause(subject, words_of(subject) | set_apart, lead, (part,))]
    if found and _may_be_level(figure, found[-1]) and _goes_on(found[-1], part):
        return [*found[:-1], replace(found[-1], parts=(*found[-1].parts, part))]
    return found


def _is_index(figure: Figure, lead: str, rest: str) -> bool:
    """Whether a percentage counts the level before as a hundred: 前期比112.2% is growth of 12.2%."""
    compared = figure.unit == PERCENT and figure.printed.value >= _INDEX and not _SIGNED.search(figure.text)
    return compared and re.search(r"比\W*$", lead) is not None and not _MOVED_AFTER.search(rest)


def _may_be_level(figure: Figure, clause: Clause) -> bool:
    """Whether a figure compared with can be a level: of a percentage only where levels are in percent themselves."""
    return figure.unit != PERCENT or (clause.parts[0].figure.unit == PERCENT and bool(_RATIO_OF.search(clause.subject)))


def _again(found: Sequence[Clause], figure: Figure, lead: str) -> Aspect | None:
    """The movement that the figure before told, where this one tells it again: in percent, or as an amount."""
    if not found or not _AGAIN.search(lead):
        return None
    last = found[-1].parts[-1]
    told_otherwise = (last.figure.unit == PERCENT) != (figure.unit == PERCENT)
    if last.aspect.kind not in (AspectKind.CHANGE, AspectKind.GROWTH) or not told_otherwise:
        return None
    return Aspect(AspectKind.GROWTH if figure.unit == PERCENT else AspectKind.CHANGE, last.aspect.against)


def _between(text: str, figures: Sequence[tuple[Figure, Span]]) -> Iterator[tuple[Figure, str, str]]:
    """Each figure with the words before and behind it; "5 million of rent and" goes with the 5 million."""
    ends = [*(span[0] for _, span in figures[1:]), len(text)]
    before = 0
    for (figure, (start, end)), following in zip(figures, ends, strict=True):
        lead = text[before:start]
        behind = _OF.match(text, end, following)
        before = behind.end() if behind else end
        yield figure, lead, text[end:following]


def _behind(figure: Figure, rest: str) -> str:
    """What an amount is of, where the words behind it say so."""
    found = None if figure.unit == PERCENT else _OF.match(rest)
    return found[0] if found else ""


def _goes_on(clause: Clause, part: Part) -> bool:
    """Whether a figure without a subject of its own can be a further one of the clause before it."""
    return all((part.aspect, part.before) != (other.aspect, other.before) for other in clause.parts)


def _aspect(figure: Figure, lead: str, rest: str) -> Aspect:
    """What the words around a figure make it: where nothing says otherwise it is the level itself."""
    below_zero = figure.unit != PERCENT and figure.printed.value < 0 and _RESULTED.search(rest)
    signed = _SIGNED.search(figure.text) and not below_zero
    moved = bool(signed or _MOVED_BY.search(lead) or _MOVED_AFTER.search(rest))
    if figure.unit == PERCENT:
        beside = bool(lead) and not re.search(r"\w", lead)
        moved = moved or (beside and bool(_BELOW_ZERO.match(figure.text))) or bool(_SINCE.match(rest))
    against = Against.PRIOR_QUARTER if _OF_PRIOR_QUARTER.search(lead + rest) else Against.PRIOR_YEAR
    if figure.unit == POINTS:
        return Aspect(AspectKind.CHANGE, against)
    if figure.unit == PERCENT and _SHARE_OF.search(rest):
        return Aspect(AspectKind.SHARE)
    if not moved and not (figure.unit == PERCENT and _OF_PRIOR_YEAR.search(lead)):
        return LEVEL
    return Aspect(AspectKind.GROWTH if figure.unit == PERCENT else AspectKind.CHANGE, against)


def _moved(figure: Figure, lead: str, rest: str) -> int:
    """Whether the words around a figure that prints no sign call it a rise (1), a fall (-1) or neither (0)."""
    if figure.printed.notation or _SIGNED.search(figure.text):
        return 0
    falls, rises = (bool(before.search(lead) or after.search(rest)) for before, after in (_FALLEN, _RISEN))
    return rises - falls
