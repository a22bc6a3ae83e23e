"""Messages of findings: what does not tie, which figure is the likeliest to be wrong, and what would decide it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Self

from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Correction
from crossfoot.model.identities import Identity, Term
from crossfoot.tie.blame.exchanges import WITH_THE_FIGURE_BESIDE, WITH_THE_LINE_BESIDE
from crossfoot.tie.blame.figured import Figured
from crossfoot.tie.blame.ranking import Ranked
from crossfoot.tie.blame.style import Style
from crossfoot.tie.wording.accounts import where
from crossfoot.vocabulary.notation import NotANumber, read_number
from crossfoot.vocabulary.spans import Duration, Instant, Undated

_MOST_NAMED = 4


def message(figures: Figured, conflict: Collection[str], identities: tuple[str, ...], found: Ranked) -> str:
    """One contradiction for a person: what it is, what the others leave, whom to suspect, and where to look."""
    first = found.corrections[0]
    names = _Names.of(figures, (*conflict, *found.suspects))
    if len(found.corrections) == 1 and len(first) == 1:
        return _alone(names, conflict, first[0])
    size = len(found.corrections[-1])
    many = f"sets of {size} figures" if size > 1 else "figures"
    sole = first[0] if found.alike == 1 and len(first) == 1 and first[0].slip else None
    said = f"{_contradiction(names, conflict, identities, sole)} "
    changed = " and ".join(_changed(names, correction) for correction in first)
    if len(found.corrections) == 1:
        return f"{said}Changing {changed} would make them tie.{_deciding(figures, found)}"
    if len(first) > min(map(len, found.corrections)) and not _is_exchange(first):
        return f"{said}No slip of one figure explains it, but two together do: {changed}.{_deciding(figures, found)}"
    said += f"Changing one of {len(found.corrections)} {many} would make them tie"
    if found.alike == 1:
        return f"{said}, likeliest {changed}.{_deciding(figures, found)}"
    return f"{said}, {found.alike} of them as likely as any; look first at {changed}.{_deciding(figures, found)}"


def _is_exchange(corrections: Sequence[Correction]) -> bool:
    """Whether two figures changed places, which is one slip."""
    return all(each.slip in (WITH_THE_FIGURE_BESIDE, WITH_THE_LINE_BESIDE) for each in corrections)


@dataclass(slots=True)
class _Names:
    """What figures are called in one message: each with its page, which is said once where it is that of all."""

    figures: Figured
    on_one: bool
    said: bool = False

    @classmethod
    def of(cls, figures: Figured, named: Iterable[str]) -> Self:
        """Names for some figures."""
        places = (figures.by_id[each].place for each in named)
        return cls(figures, len({(place.document, place.page) for place in places}) == 1)

    def of_figure(self, figure_id: str) -> str:
        """A figure's fact and text: `Net sales FY2016 15,993 (p.4)`."""
        figure = self.figures.by_id[figure_id]
        name = self.figures.names(figure.fact) if figure.fact else "figure"
        hidden = figure.place.page is None or (self.on_one and self.said)
        self.said = True
        return f"{name} {figure.text}" + ("" if hidden else f" (p.{figure.place.page})")


def _alone(names: _Names, conflict: Collection[str], suspect: Correction) -> str:
    """The one figure that can be wrong, what the rest gives for it, and as what it would tie."""
    others = [each for each in sorted(conflict) if each != suspect.figure]
    name = _capital(names.of_figure(suspect.figure))
    gives = _given(names.figures, suspect)
    would = f" It would tie as {_meant(suspect)}." if suspect.suggested else ""
    if len(others) == 1:
        return f"{name} does not tie with {names.of_figure(others[0])}.{would}"
    return f"{name} does not tie with the rest{f', which gives {gives}' if gives else ''}.{would}"


def _given(figures: Figured, suspect: Correction) -> str:
    """What the rest leaves to a figure, as it would print: `2,206 to 2,208`; empty where it does not bound it."""
    low, high = suspect.interval.low, suspect.interval.high
    if low is None or high is None:
        return ""
    ends = [shown(figures, figures.by_id[suspect.figure], end) for end in (low, high)]
    return " to ".join(dict.fromkeys(ends)) if all(ends) else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _contradiction(
    names: _Names, conflict: Collection[str], identities: tuple[str, ...], sole: Correction | None
) -> str:
    """What cannot hold: a figure against what the rest of its relation gives, or figures that relations link.

    It is said of the likeliest suspect, where a slip explains one, and else of the figure that the relation defines.
    """
    implied = _implied(names.figures, conflict, identities, sole)
    if implied is not None:
        name = _capital(names.of_figure(implied.subject.id))
        others = f"the other {len(conflict) - 1} figures of its relation give"
        others = others if len(conflict) > 2 else "the other figure gives"
        return f"{name} does not tie: {others} {implied.shown}."
    listed = [names.of_figure(each) for each in sorted(conflict)[:_MOST_NAMED]]
    more = len(conflict) - len(listed)
    those = ", ".join(listed) + (f" and {more} more" if more > 0 else "")
    if not identities:
        return f"These {len(conflict)} figures state one fact and cannot all be right: {those}."
    through = f"{len(identities)} relations link them" if len(identities) > 1 else "one relation links them"
    return f"These {len(conflict)} figures cannot all be right ({through}): {those}."


def excused(figures: Figured, conflict: Collection[str], identity: str) -> str:
    """A sum that is off in what is printed, though not beyond rounding: what the others give for the one it defines."""
    names = _Names.of(figures, conflict)
    implied = _implied(figures, conflict, (identity,))
    if implied is None:
        every = [names.of_figure(each) for each in sorted(conflict)]
        return f"These figures add up within rounding only: {', '.join(every)}."
    others = f"the other {len(conflict) - 1} figures of its sum give {implied.shown}"
    return f"{_capital(names.of_figure(implied.subject.id))} adds up within rounding only: {others}."


def _changed(names: _Names, correction: Correction) -> str:
    name = names.of_figure(correction.figure)
    return f"{name}, as {_meant(correction)}" if correction.suggested else name


def _meant(correction: Correction) -> str:
    return f"{correction.suggested} ({correction.slip})" if correction.slip else correction.suggested


@dataclass(frozen=True, slots=True)
class _Implied:
    """The figure that a relation defines, and what the printed values of the others give for it, as it would print."""

    subject: Figure
    shown: str


def _implied(
    figures: Figured, conflict: Collection[str], identities: tuple[str, ...], sole: Correction | None = None
) -> _Implied | None:
    """What the other figures of a single relation give for the one that it defines, or for the only likely suspect.

    None where they do not say.
    """
    identity = figures.identities.get(identities[0]) if len(identities) == 1 else None
    stating = {figures.by_id[each].fact: figures.by_id[each] for each in conflict}
    if identity is None or identity.low != identity.high or set(identity.facts) != stating.keys():
        return None
    subject = stating.get(identity.ratio or identity.subject)
    likeliest = figures.by_id[sole.figure] if sole is not None and sole.figure in conflict else None
    if likeliest is not None and likeliest is not subject and sole is not None:
        given = _given(figures, sole)
        if identity.ratio is not None and given:
            return _Implied(likeliest, given)
        subject = likeliest if identity.ratio is None else subject
    if subject is None or subject.fact is None:
        return None
    printed = {fact: Fraction(figure.printed.value) for fact, figure in stating.items() if fact is not None}
    is_ratio = subject.fact == identity.ratio
    value = _quotient(identity, printed) if is_ratio else _rest(identity, printed, subject.fact)
    text = "" if value is None else shown(figures, subject, value)
    return _Implied(subject, text) if text and text != subject.text else None


def _quotient(identity: Identity, printed: Mapping[FactKey, Fraction]) -> Fraction | None:
    over = _sum(identity.denominator, printed)
    return identity.factor * _sum(identity.terms, printed) / over + identity.offset if over else None


def _rest(identity: Identity, printed: Mapping[FactKey, Fraction], subject: FactKey) -> Fraction | None:
    own = sum((term.coefficient for term in identity.terms if term.fact == subject), Fraction(0))
    return (identity.low - _sum((t for t in identity.terms if t.fact != subject), printed)) / own if own else None


def _sum(terms: Iterable[Term], printed: Mapping[FactKey, Fraction]) -> Fraction:
    return sum((term.coefficient * printed[term.fact] for term in terms), Fraction(0))


def shown(figures: Figured, figure: Figure, value: Fraction) -> str:
    """A value as it would be printed in a figure's place."""
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    beside = figures.surroundings.beside(figure)
    return Style.of(figure, (*beside.line, *beside.above_and_below)).shown(figure, decimal)


def _deciding(figures: Figured, found: Ranked) -> str:
    """The one other place of the document that tells between the suspects, or that there is none."""
    for each in found.corrections[: found.alike]:
        for correction in each:
            figure = figures.by_id[correction.figure]
            name = figures.names(figure.fact) if figure.fact else "it"
            for text, speaks in ((correction.suggested, "changing"), (figure.text, "leaving")):
                value = _read(figure, text)
                if value is not None and figures.restatements.worth(figure, value) > 0:
                    other = figures.restatements.elsewhere(figure, value)[0]
                    return f" {where(other.place)} prints {other.text} too, which speaks for {speaks} {name}."
    likeliest = found.corrections[: found.alike]
    if not any(correction.slip for each in likeliest for correction in each):
        return " No frequent slip explains it: more than one may be wrong."
    if found.alike == 1:
        return ""
    return f" Nothing else that was read tells which: compare them with their source{_first_print(figures, likeliest)}."


def _first_print(figures: Figured, likeliest: Iterable[Sequence[Correction]]) -> str:
    """The other document that would decide: figures of a period before the latest were published for it first."""
    suspects = [figures.by_id[correction.figure] for each in likeliest for correction in each]
    periods = {figure.fact.period for figure in suspects if figure.fact is not None}
    later = {other.fact.period for figure in suspects for other in figures.siblings(figure) if other.fact is not None}
    if len(periods) != 1:
        return ""
    (own,) = periods
    if isinstance(own, Undated) or not any(not isinstance(each, Undated) and _end(each) > _end(own) for each in later):
        return ""
    return f", or with what was published for {figures.period(own)}"


def _end(period: Duration | Instant) -> date:
    return period.end if isinstance(period, Duration) else period.day


def _read(figure: Figure, text: str) -> Decimal | None:
    try:
        return read_number(text, figure.printed.scale).value if text else None
    except NotANumber:
        return None
