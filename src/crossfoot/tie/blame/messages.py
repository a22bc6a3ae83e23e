"""Messages of findings: what does not tie, which figure is the likeliest to be wrong, and what would decide it."""

from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction

from crossfoot.model.figures import Figure
from crossfoot.model.findings import Correction
from crossfoot.tie.blame.figured import Figured
from crossfoot.tie.blame.ranking import Ranked
from crossfoot.tie.blame.style import Style
from crossfoot.tie.wording.accounts import where
from crossfoot.vocabulary.notation import NotANumber, read_number

_MOST_NAMED = 8


def message(figures: Figured, conflict: Collection[str], identities: tuple[str, ...], found: Ranked) -> str:
    """One contradiction for a person: its figures, what they leave for the total, whom to suspect, where to look."""
    together = _listed([_named(figures, each) for each in sorted(conflict)])
    implied = _implied(figures, conflict, identities)
    first = found.corrections[0]
    if len(found.corrections) == 1 and len(first) == 1:
        name = _named(figures, first[0].figure)
        would = f". It would as {_meant(first[0])}" if first[0].suggested else ""
        return f"{name[:1].upper()}{name[1:]} does not tie with the rest: no true values print as {together}{would}."
    size = len(found.corrections[-1])
    many = f"sets of {size} figures" if size > 1 else "figures"
    said = f"No true values print as {together}{implied}. "
    said += f"Changing one of {len(found.corrections)} {many} would make them tie"
    changed = " and ".join(_changed(figures, correction) for correction in first)
    if found.alike == 1:
        return f"{said}, likeliest {changed}.{_deciding(figures, found)}"
    return f"{said}, {found.alike} of them as likely as any; look first at {changed}.{_deciding(figures, found)}"


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


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


def _implied(figures: Figured, conflict: Collection[str], identities: tuple[str, ...]) -> str:
    """What the parts of a single sum give for the figure that it defines, as that would be printed."""
    identity = figures.identities.get(identities[0]) if len(identities) == 1 else None
    stating = {figures.by_id[each].fact: figures.by_id[each] for each in conflict}
    if identity is None or identity.ratio is not None or identity.low != identity.high:
        return ""
    subject = stating.get(identity.subject)
    if subject is None or set(identity.facts) != stating.keys():
        return ""
    own = sum((t.coefficient for t in identity.terms if t.fact == subject.fact), Fraction(0))
    rest = [(t.coefficient, Fraction(stating[t.fact].printed.value)) for t in identity.terms if t.fact != subject.fact]
    value = (identity.low - sum((coefficient * each for coefficient, each in rest), Fraction(0))) / own
    shown = _shown(figures, subject, value)
    return f": the others give {shown} for {subject.text}" if shown else ""


def _shown(figures: Figured, figure: Figure, value: Fraction) -> str:
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
