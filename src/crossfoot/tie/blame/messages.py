"""Messages of findings: what does not tie, which figure is the likeliest to be wrong, and what would decide it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Correction
from crossfoot.model.identities import Identity, Term
from crossfoot.tie.blame.figured import Figured
from crossfoot.tie.blame.ranking import Ranked
from crossfoot.tie.blame.style import Style
from crossfoot.tie.wording.accounts import where
from crossfoot.vocabulary.notation import NotANumber, read_number

_MOST_NAMED = 4


def message(figures: Figured, conflict: Collection[str], identities: tuple[str, ...], found: Ranked) -> str:
    """One contradiction for a person: what it is, what the others leave, whom to suspect, and where to look."""
    first = found.corrections[0]
    if len(found.corrections) == 1 and len(first) == 1:
        return _alone(figures, conflict, identities, first[0])
    size = len(found.corrections[-1])
    many = f"sets of {size} figures" if size > 1 else "figures"
    said = f"{_contradiction(figures, conflict, identities)} "
    said += f"Changing one of {len(found.corrections)} {many} would make them tie"
    changed = " and ".join(_changed(figures, correction) for correction in first)
    if found.alike == 1:
        return f"{said}, likeliest {changed}.{_deciding(figures, found)}"
    return f"{said}, {found.alike} of them as likely as any; look first at {changed}.{_deciding(figures, found)}"


def _alone(figures: Figured, conflict: Collection[str], identities: tuple[str, ...], suspect: Correction) -> str:
    """The one figure that can be wrong, what it does not tie with, and as what it would."""
    others = [_named(figures, each) for each in sorted(conflict) if each != suspect.figure]
    against = others[0] if len(others) == 1 else "the rest"
    implied = _implied(figures, conflict, identities)
    gives = f": the other figures give {implied.shown} for {implied.subject.text}" if implied and others[1:] else ""
    would = f" It would as {_meant(suspect)}." if suspect.suggested else ""
    name = _named(figures, suspect.figure)
    return f"{name[:1].upper()}{name[1:]} does not tie with {against}{gives}.{would}"


def _contradiction(figures: Figured, conflict: Collection[str], identities: tuple[str, ...]) -> str:
    """What cannot hold: a figure against what the rest of its relation gives, or figures that relations link."""
    names = [_named(figures, each) for each in sorted(conflict)]
    implied = _implied(figures, conflict, identities)
    if implied is not None:
        name = _named(figures, implied.subject.id)
        others = f"the other {len(names) - 1} figures of its relation give" if names[2:] else "the other figure gives"
        return f"{name[:1].upper()}{name[1:]} does not tie: {others} {implied.shown}."
    more = len(names) - _MOST_NAMED
    listed = ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    if not identities:
        return f"No true value prints as these {len(names)} figures, which state one fact: {listed}."
    through = f"{len(identities)} relations link" if len(identities) > 1 else "one relation links"
    return f"No true values print as these {len(names)} figures, which {through}: {listed}."


def excused(figures: Figured, conflict: Collection[str], identity: str) -> str:
    """A sum that is off in what is printed, though not beyond rounding: what the others give for the one it defines."""
    implied = _implied(figures, conflict, (identity,))
    if implied is None:
        names = [_named(figures, each) for each in sorted(conflict)]
        return f"These figures add up within rounding only: {', '.join(names)}."
    name = _named(figures, implied.subject.id)
    others = f"the other {len(conflict) - 1} figures of its sum give {implied.shown}"
    return f"{name[:1].upper()}{name[1:]} adds up within rounding only: {others}."


def _named(figures: Figured, figure_id: str) -> str:
    figure = figures.by_id[figure_id]
    page = f" (p.{figure.place.page})" if figure.place.page is not None else ""
    name = figures.names(figure.fact) if figure.fact else "figure"
    return f"{name} {figure.text}{page}"


def _changed(figures: Figured, correction: Correction) -> str:
    name = _named(figures, correction.figure)
    return f"{name}, as {_meant(correction)}" if correction.suggested else name


def _meant(correction: Correction) -> str:
    return f"{correction.suggested} ({correction.slip})" if correction.slip else correction.suggested


@dataclass(frozen=True, slots=True)
class _Implied:
    """The figure that a relation defines, and what the printed values of the others give for it, as it would print."""

    subject: Figure
    shown: str


def _implied(figures: Figured, conflict: Collection[str], identities: tuple[str, ...]) -> _Implied | None:
    """What the other figures of a single relation give for the one that it defines; None where they do not say."""
    identity = figures.identities.get(identities[0]) if len(identities) == 1 else None
    stating = {figures.by_id[each].fact: figures.by_id[each] for each in conflict}
    if identity is None or identity.low != identity.high or set(identity.facts) != stating.keys():
        return None
    subject = stating.get(identity.ratio or identity.subject)
    if subject is None:
        return None
    printed = {fact: Fraction(figure.printed.value) for fact, figure in stating.items() if fact is not None}
    value = _quotient(identity, printed) if identity.ratio is not None else _rest(identity, printed)
    text = "" if value is None else shown(figures, subject, value)
    return _Implied(subject, text) if text and text != subject.text else None


def _quotient(identity: Identity, printed: Mapping[FactKey, Fraction]) -> Fraction | None:
    over = _sum(identity.denominator, printed)
    return identity.factor * _sum(identity.terms, printed) / over + identity.offset if over else None


def _rest(identity: Identity, printed: Mapping[FactKey, Fraction]) -> Fraction:
    own = sum((term.coefficient for term in identity.terms if term.fact == identity.subject), Fraction(0))
    return (identity.low - _sum((t for t in identity.terms if t.fact != identity.subject), printed)) / own


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
    return " Nothing else that was read tells which: compare them with their source."


def _read(figure: Figure, text: str) -> Decimal | None:
    try:
        return read_number(text, figure.printed.scale).value if text else None
    except NotANumber:
        return None
