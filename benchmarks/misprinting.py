"""Misprints as people and readers make them: a figure of a document printed wrong, and what an oracle could say of it.

A misprint is drawn from all the ways in which a kind of slip can go wrong with a figure, so that how likely each figure
was to come out as printed can be told afterwards. An oracle that knows the relations, how well each added up before and
the kind of slip that was made sees the figures that this slip explains equally well: where there are several, no method
can name the one from the sums.
"""

import random
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from crossfoot.model.book import Book, Regime
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity
from crossfoot.tie.rounding.regimes import interval_of
from crossfoot.vocabulary.cell_numbers import read_cell
from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.notation import NotANumber

UNITS = {"1 unit": 1, "2 units": 2, "10 units": 10}
STALE, ACROSS, DOWN, SIGN = "stale value", "swapped across", "swapped down", "sign"
SINGLE = (
    *UNITS,
    "digit",
    "transposition",
    "dropped digit",
    "doubled digit",
    SIGN,
    "decimal point",
    "scale x1000",
    STALE,
)
KINDS = (*SINGLE, DOWN, ACROSS)
TWO_APART, TWO_TOGETHER = "two in two columns", "two in one column"
SEVERAL = (TWO_APART, TWO_TOGETHER)
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_MARKS = "-−–△▲"
_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")

Texts = dict[str, str]
"""Figures by id, with what is printed in their places."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The figures of a bound book as they stand in its grids, and the sums that bind them."""

    figures: dict[str, Figure]
    at: dict[tuple[str, int, int], str]
    sums: tuple[Identity, ...]
    regimes: Mapping[str, Regime]
    minus: str = "("

    @property
    def altered_ones(self) -> list[str]:
        """The figures that are altered: those in tables, or all of a report that has none."""
        return sorted(set(self.at.values())) or sorted(self.figures)

    @classmethod
    def of(cls, book: Book) -> "Printed":
        """The figures that state a fact, those in tables with their places, and the additive relations between them."""
        figures = {figure.id: figure for figure in book.figures if figure.fact is not None}
        cells = {(g.id, c.row, c.column): c.figure for g in book.grids for c in g.cells if c.figure in figures}
        sums = tuple(i for i in book.identities if i.ratio is None and len(i.terms) > 2)
        regimes = {regime.group: regime for regime in book.regimes}
        return cls(figures, cells, sums, regimes, _minus(book, figures.values()))

    def beside(self, figure: str, step: tuple[int, int]) -> list[str]:
        """The figures next to one, to both sides along a step of rows and columns."""
        found = [at for at, each in self.at.items() if each == figure]
        if not found:
            return []
        grid, row, column = found[0]
        near = [(grid, row + sign * step[0], column + sign * step[1]) for sign in (1, -1)]
        return [self.at[at] for at in near if at in self.at]


def _minus(book: Book, figures: Iterable[Figure]) -> str:
    """The mark that most figures below zero bear; where there are none, that of the language."""
    below = Counter(f.printed.notation or "(" for f in figures if f.printed.value < 0)
    mark = below.most_common(1)[0][0] if below else "("
    if not below and any(_JAPANESE.search(cell.text) for grid in book.grids for cell in grid.cells):
        return "△"
    return mark if mark in _MARKS else "("


def protected(book: Book) -> list[str]:
    """Figures that a relation of two parts at least protects which holds in two columns at least."""
    printed = Printed.of(book)
    times = Counter(_relation(each) for each in printed.sums)
    facts = {fact for each in printed.sums if times[_relation(each)] > 1 for fact in each.facts}
    figures = [printed.figures[each] for each in printed.altered_ones]
    return [f.id for f in figures if f.fact in facts and f.printed.value and _DIGITS.search(f.text)]


def _relation(identity: Identity) -> str:
    total, _, where = identity.id.split("|", maxsplit=1)[0].partition("=")
    return where if identity.belief is not None else f"{total}={where}"  # a table's rows, or one role's declaration


@dataclass(frozen=True, slots=True)
class Misprint:
    """Figures printed wrong: the kind of slip, what is printed now, and whether more than one sum crosses in them."""

    kind: str
    texts: Texts
    crossed: bool


def misprints(printed: Printed, figure: str, kinds: tuple[str, ...], seed: str) -> Iterator[Misprint]:
    """One misprint of each kind in a figure, where that kind is possible and changes what is printed."""
    relations = sum(printed.figures[figure].fact in each.facts for each in printed.sums)
    for kind in kinds:
        ways = _ways(printed, figure, kind)
        if kind in SEVERAL:
            ways = _two(printed, figure, kind, seed)
        if ways:
            yield Misprint(kind, random.Random(f"{seed} {figure} {kind}").choice(ways), relations > 1)


def _two(printed: Printed, figure: str, kind: str, seed: str) -> list[Texts]:
    """Two independent slips: in one sum, or in sums that share no figure."""
    mine = [each for each in printed.sums if printed.figures[figure].fact in each.facts]
    near = {fact for each in mine for fact in each.facts}
    stating = {printed.figures[each].fact: each for each in printed.altered_ones}
    pick = random.Random(f"{seed} {figure} {kind} other")
    if kind == TWO_TOGETHER:
        others = sorted(stating[fact] for fact in near if fact in stating and stating[fact] != figure)
    else:
        apart = [each for each in printed.sums if near.isdisjoint(each.facts)]
        others = sorted({stating[fact] for each in apart for fact in each.facts if fact in stating})
    others = [other for other in others if _DIGITS.search(printed.figures[other].text)]
    if not others:
        return []
    other, kinds = pick.choice(others), ("digit", "transposition", "dropped digit", SIGN)
    found = [_ways(printed, each, pick.choice(kinds)) for each in (figure, other)]
    return [pick.choice(found[0]) | pick.choice(found[1])] if all(found) else []


def _ways(printed: Printed, figure: str, kind: str) -> list[Texts]:
    """Every way in which a kind of slip changes what a figure prints, all as likely."""
    text = printed.figures[figure].text
    if kind in (STALE, ACROSS, DOWN):
        others = printed.beside(figure, (1, 0) if kind == DOWN else (0, 1))
        texts = [(other, printed.figures[other].text) for other in others]
        unlike = [(o, t) for o, t in texts if value_of(t) != value_of(text) and ("%" in t) == ("%" in text)]
        return [{figure: t} | ({} if kind == STALE else {o: text}) for o, t in unlike]
    if kind == SIGN:
        turned = _turned(text, printed.minus)
        return [{figure: turned}] if _is_read(turned) else []
    noughts = max(0, (printed.figures[figure].printed.place / printed.figures[figure].printed.scale).adjusted())
    return [{figure: changed} for changed in _miswritten(kind, text, noughts) if value_of(changed) != value_of(text)]


def value_of(text: str) -> Decimal:
    """The number in a text, below zero where it stands in brackets or after a minus sign."""
    found = _DIGITS.search(text)
    size = Decimal(found[0].replace(",", "")) if found else Decimal(0)
    return -size if re.search(r"\([^a-z]*[0-9]|[-−–△▲]\s*[$¥€£]?\s*[0-9]", text) else size


def _miswritten(kind: str, text: str, noughts: int) -> list[str]:
    found = _DIGITS.search(text)
    if found is None or kind in SEVERAL:
        return []
    bare, below = found[0].replace(",", ""), "0" * noughts  # digits below the accuracy of a tagged figure
    bare = bare.removesuffix(below) or bare
    return [_put(text, f"{changed}{below}", kind) for changed in _misread(kind, bare)]


def _turned(text: str, minus: str) -> str:
    """The text without its minus, or with one as its document prints them."""
    bare = re.sub(r"[(（)）]|[-−–△▲](?=\s*[$¥€£]?\s*[0-9])", "", text)
    if bare != text:
        return bare
    return f"{minus}{text}" if minus in _MARKS else f"({text})"


def _is_read(text: str) -> bool:
    """Whether a cell of a table prints a number so: a sign in words ("Up 101%") takes no brackets."""
    try:
        read_cell(text)
    except NotANumber:
        return False
    return True


def _put(text: str, number: str, kind: str = "") -> str:
    """A text with another number in it, its thousands grouped as they were."""
    found = _DIGITS.search(text)
    assert found is not None
    whole, dot, decimals = number.partition(".")
    shown = f"{int(whole or 0):,}" if "," in found[0] or kind == "scale x1000" else str(int(whole or 0))
    return text[: found.start()] + shown + dot + decimals + text[found.end() :]


def _misread(kind: str, bare: str) -> list[str]:
    """The numbers that a slip makes of the digits of one, each as often as it is likely."""
    digits, decimals = bare.replace(".", ""), len(bare.partition(".")[2])
    places = range(len(digits))
    if kind in ("decimal point", "scale x1000"):
        power = 1 if kind == "decimal point" else 3
        moved = f"{Decimal(bare).scaleb(power):.{decimals}f}"
        return [moved, moved.partition(".")[0]] if decimals == 1 else [moved]  # with decimals as before, or lost
    if kind in UNITS:
        changed = [str(int(digits) + step * UNITS[kind]) for step in (1, -1)]
    elif kind == "digit":
        changed = [digits[:at] + new + digits[at + 1 :] for at in places for new in "0123456789" if new != digits[at]]
    elif kind == "transposition":
        changed = [
            digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            for at in places[:-1]
            if digits[at] != digits[at + 1]
        ]
    elif kind == "dropped digit":
        changed = [digits[:at] + digits[at + 1 :] for at in places]
    else:
        changed = [digits[: at + 1] + digits[at:] for at in places]
    filled = [each.rjust(decimals + 1, "0") for each in changed if not each.startswith("-")]
    return [f"{e[: len(e) - decimals]}.{e[len(e) - decimals :]}" if decimals else e for e in filled]


def residuals(printed: Printed, texts: Mapping[str, str]) -> dict[str, Fraction]:
    """What each sum leaves over, with some figures printed otherwise, in last places of its coarsest figure."""
    values, left = values_of(printed, texts), residuals_in_units(printed, texts)
    return {
        each.id: left[each.id] / max(values[fact][1] for fact in each.facts) for each in printed.sums if each.id in left
    }


def residuals_in_units(printed: Printed, texts: Mapping[str, str]) -> dict[str, Fraction]:
    """What each sum leaves over, with some figures printed otherwise."""
    values = values_of(printed, texts)
    return {
        each.id: sum((term.coefficient * values[term.fact][0] for term in each.terms), Fraction(0))
        for each in printed.sums
        if all(fact in values for fact in each.facts)
    }


def values_of(printed: Printed, texts: Mapping[str, str]) -> dict[FactKey, tuple[Fraction, Fraction]]:
    """Every fact with its value and last place, with some figures printed otherwise."""
    values: dict[FactKey, tuple[Fraction, Fraction]] = {}
    for figure in printed.figures.values():
        assert figure.fact is not None
        value = Fraction(figure.printed.value)
        if figure.id in texts:
            turned = value_of(figure.text) != 0 and (value < 0) != (value_of(figure.text) < 0)
            value = (-1 if turned else 1) * Fraction(value_of(texts[figure.id])) * Fraction(figure.printed.scale)
        if figure.fact not in values or figure.id in texts:
            values[figure.fact] = value, Fraction(figure.printed.place)
    return values


def is_beyond_rounding(printed: Printed, texts: Mapping[str, str]) -> bool:
    """Whether a sum of the original adds up no more, by what its figures admit as the document rounds."""
    admitted = {figure.fact: figure.interval for figure in printed.figures.values()}
    values = values_of(printed, texts)
    for figure in (printed.figures[each] for each in texts):
        assert figure.fact is not None
        value = values[figure.fact][0]
        meant = Decimal(value.numerator) / Decimal(value.denominator)
        other = replace(figure, printed=replace(figure.printed, value=meant))
        admitted[figure.fact] = interval_of(other, printed.regimes)
    return any(not _ties(each, admitted) for each in printed.sums)


def _ties(identity: Identity, admitted: Mapping[FactKey | None, Interval]) -> bool:
    low = high = Fraction(0)
    for term in identity.terms:
        own = admitted.get(term.fact)
        if own is None or own.low is None or own.high is None:
            return True
        ends = term.coefficient * own.low, term.coefficient * own.high
        low, high = low + min(ends), high + max(ends)
    return low <= identity.high and identity.low <= high


def named_by_oracle(printed: Printed, misprint: Misprint) -> Fraction:
    """How often an oracle names the altered figure: one in as many as the slip explains as well; none where it errs."""
    before, now = residuals(printed, {}), residuals(printed, misprint.texts)
    moved = {identity: now[identity] - before[identity] for identity in now if now[identity] != before[identity]}
    if misprint.kind in (ACROSS, DOWN):
        return Fraction(1, max(1, _exchanges(printed, misprint, _touched(printed, moved), before)))
    likeliest = as_likely(printed, misprint)
    return Fraction(1, len(likeliest)) if next(iter(misprint.texts)) in likeliest else Fraction(0)


def as_likely(printed: Printed, misprint: Misprint) -> dict[str, str]:
    """The figures that a slip of one figure, of the kind that was made, explains best, each with what it was to print.

    With every one of them put right all sums are as before: between them the sums tell nothing.
    """
    before, now = residuals(printed, {}), residuals(printed, misprint.texts)
    moved = {identity: now[identity] - before[identity] for identity in now if now[identity] != before[identity]}
    found = {figure: _explained(printed, misprint, figure, moved) for figure in _touched(printed, moved)}
    most = max((weight for weight, _ in found.values()), default=Fraction(0))
    return {figure: meant for figure, (weight, meant) in found.items() if most and weight == most}


def _touched(printed: Printed, moved: Mapping[str, Fraction]) -> list[str]:
    facts = {fact for each in printed.sums if each.id in moved for fact in each.facts}
    return sorted({id_ for id_ in printed.altered_ones if printed.figures[id_].fact in facts})


def _explained(
    printed: Printed, misprint: Misprint, figure: str, moved: Mapping[str, Fraction]
) -> tuple[Fraction, str]:
    """How likely the slip makes what a figure prints of what the sums would have it be, and what that is.

    Nothing where the sums want different things of it, or what they want cannot be printed there.
    """
    own, fact = printed.figures[figure], printed.figures[figure].fact
    sums = [each for each in printed.sums if fact in each.facts]
    values = values_of(printed, misprint.texts)
    off = set()
    for each in sums:
        place = max(values[f][1] for f in each.facts if f in values)  # tags may hold what no table prints
        coefficient = next(term.coefficient for term in each.terms if term.fact == fact)
        off.add(moved.get(each.id, Fraction(0)) * place / coefficient)
    if len(off) != 1 or moved.keys() - {each.id for each in sums}:
        return Fraction(0), ""
    text = misprint.texts.get(figure, own.text)
    meant = _text_of(own, text, off.pop())
    if meant is None:
        return Fraction(0), ""
    there = replaced(printed, figure, meant)
    ways = _ways(there, figure, misprint.kind)
    alike = sum(value_of(way[figure]) == value_of(text) for way in ways)
    return (Fraction(alike, len(ways)) if ways else Fraction(0)), meant


def _text_of(figure: Figure, text: str, off: Fraction) -> str | None:
    """The text of a figure that is `off` by so much, printed in its own place and way; None where it has none."""
    turned = value_of(figure.text) != 0 and (figure.printed.value < 0) != (value_of(figure.text) < 0)
    now = Fraction(value_of(text))
    meant = now - (-off if turned else off) / Fraction(figure.printed.scale)
    found = _DIGITS.search(figure.text) or _DIGITS.search(text)
    if found is None or not _DIGITS.search(text):
        return None
    decimals = len(found[0].partition(".")[2])
    if (meant * 10**decimals).denominator != 1:
        return None
    size = f"{abs(Decimal(meant.numerator) / Decimal(meant.denominator)):.{decimals}f}"
    shown = _put(text, size)
    if (meant < 0) != (value_of(shown) < 0) and meant:
        shown = _turned(shown, "(")
    return shown if value_of(shown) == Decimal(meant.numerator) / Decimal(meant.denominator) else None


def replaced(printed: Printed, figure: str, text: str) -> Printed:
    """The same document with another text in a figure's place, which a slip may then change."""
    own = printed.figures[figure]
    other = replace(own, printed=replace(own.printed, text=text))
    return replace(printed, figures=printed.figures | {figure: other})


def _exchanges(printed: Printed, misprint: Misprint, touched: Collection[str], before: Mapping[str, Fraction]) -> int:
    """How many exchanges of neighbours put everything right that the one which was made put wrong."""
    step = (1, 0) if misprint.kind == DOWN else (0, 1)
    now = {id_: misprint.texts.get(id_, printed.figures[id_].text) for id_ in printed.at.values()}
    count = 0
    for (grid, row, column), one in printed.at.items():
        other = printed.at.get((grid, row + step[0], column + step[1]))
        if other is not None and {one, other} & set(touched) and value_of(now[one]) != value_of(now[other]):
            back = {**misprint.texts, one: now[other], other: now[one]}
            count += residuals(printed, back) == before
    return count
