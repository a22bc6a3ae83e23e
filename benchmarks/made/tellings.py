"""Sentences of made documents: figures of the statements told in words, in other scales, with changes and growth.

Beside them stand sentences that speak of something else in the same words: plans, adjusted figures, other companies.
"""

import random
from fractions import Fraction

from benchmarks.made.companies import Company
from benchmarks.made.documents import Column, Line, Paragraph, Relation, Truth, amount, label
from benchmarks.made.printing import Style

from crossfoot.vocabulary.spans import Duration

_SCALES = {"en": ((10**9, "billion"), (10**6, "million")), "ja": ((10**8, "億円"), (10**6, "百万円"))}
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_HUNDRED = Fraction(100)


def told(truth: Truth, style: Style, decimals: int | None = None) -> Truth:
    """The number in a sentence's own scale: $1.23 billion."""
    size = abs(truth.value)
    scale, word = next(((s, w) for s, w in _SCALES[style.language] if size >= s), _SCALES[style.language][-1])
    places = 2 if scale > style.scale else min(1, style.decimals + (scale > style.scale))
    places = places if decimals is None else decimals
    if style.language == "ja":
        scale, word = (style.scale, {10**3: "千円", 10**6: "百万円", 10**8: "億円"}[style.scale])
        places = style.decimals
    value = style.rounded(Fraction(truth.value) / scale, places)
    digits = f"{abs(value):,.{places}f}"
    text = f"{digits}{word}" if style.language == "ja" else f"{_SYMBOLS[style.currency]}{digits} {word}"
    return Truth(text, value.copy_abs() * scale, style.currency, truth.line, truth.label, truth.period, truth.aspect)


class Telling:
    """What can be told of one line in the last year: its level, that of the year before, change and growth."""

    def __init__(self, key: str, company: Company, style: Style) -> None:
        self.year = company.last_year
        self.name = label(key, company, style)
        spans = (company.year(), company.year(1))
        self.now, self.then = (amount(Line(key, self.name), Column("", span), company, style) for span in spans)
        exact = [company.value(key, span) for span in spans]
        self.is_plain = exact[0] > 0 and exact[1] > 0 and abs(exact[0] / exact[1] - 1) < 2
        self.rises = exact[0] >= exact[1]
        if self.is_plain:
            growth = style.rounded((exact[0] / exact[1] - 1) * _HUNDRED, 1, ratio=True)
            self.growth = self._other(f"{abs(growth):.1f}%", growth, "percent", "growth")
            self.level, self.prior = told(self.now, style), told(self.then, style)
            self.prior.period = company.year(1)
            change = style.rounded((exact[0] - exact[1]) / style.scale, style.decimals) * style.scale
            self.change = told(self._other("", change, style.currency, "change"), style)

    def _other(self, text: str, value: object, unit: str, aspect: str) -> Truth:
        printed = Fraction(str(value))
        made = Truth(text, abs(self.now.value), unit, self.now.line, self.name, self.now.period, aspect)
        made.value = type(made.value)(str(value)) if printed.denominator else made.value
        return made

    @property
    def low(self) -> str:
        """The name amid a sentence."""
        return self.name[0].lower() + self.name[1:]

    def forms(self) -> list[tuple[str, list[Truth]]]:
        """Ways of telling it in English."""
        up, rose, rise = ("up", "increased", "an increase") if self.rises else ("down", "decreased", "a decrease")
        level, prior, growth, change = self.level, self.prior, self.growth, self.change
        year, name = self.year, self.name
        return [
            (f"{name} for fiscal year {year} was {{}}, {up} {{}} from {{}} in the prior year.", [level, growth, prior]),
            (f"{name} {rose} {{}} to {{}} for fiscal year {year}.", [growth, level]),
            (
                f"For the full year, {self.low} {rose} by {{}} to {{}}, compared with {{}} a year ago.",
                [change, level, prior],
            ),
            (f"{name} of {{}}, {up} {{}} year over year.", [level, growth]),
            (f"{name} {rose} {{}}, or {{}}, to {{}}.", [growth, change, level]),
            (f"{name} was {{}} ({year - 1}: {{}}), {rise} of {{}}.", [level, prior, growth]),
            (f"{name} {'grew' if self.rises else 'fell'} from {{}} in {year - 1} to {{}} in {year}.", [prior, level]),
        ]


def highlights(company: Company, style: Style, chance: random.Random) -> list[Paragraph]:
    """Bullets on the last year's sales and profits, each with what it restates, and one on something else."""
    found: list[Paragraph] = []
    tellings = [Telling(key, company, style) for key in chance.sample(("revenue", "gross", "operating", "net"), 4)]
    for telling in tellings[:3]:
        if telling.is_plain:
            text, truths = chance.choice(telling.forms())
            found.append(_bullet(text, [_again(truth) for truth in truths]))
    if all(telling.is_plain for telling in tellings[2:]):
        first, second = (_again(telling.level) for telling in tellings[2:])
        names = f"{tellings[2].name} and {tellings[3].low}"
        found.append(
            _bullet(f"In fiscal {company.last_year}, {names} were {{}} and {{}}, respectively.", [first, second])
        )
    return [*found, *_beside_the_point(company, style, chance)]


def _again(truth: Truth) -> Truth:
    return Truth(truth.text, truth.value, truth.unit, truth.line, truth.label, truth.period, truth.aspect)


def _bullet(text: str, truths: list[Truth]) -> Paragraph:
    numbered = text.format(*(f"{{{n}}}" for n in range(len(truths))))
    return Paragraph(numbered, truths, bullet=True, relations=[Relation("told", (truth,)) for truth in truths])


def _beside_the_point(company: Company, style: Style, chance: random.Random) -> list[Paragraph]:
    """A sentence of the same words about something that no table states."""
    telling = Telling("revenue", company, style)
    if not telling.is_plain:
        return []
    assert isinstance(telling.now.period, Duration)
    near = _again(telling.level)
    factor = Fraction(chance.randrange(101, 112), 100)
    changed = told(Truth("", near.value * factor.numerator / factor.denominator, near.unit, "", "", None), style)
    text = chance.choice(
        (
            f"We expect {telling.low} of {{0}} in fiscal {company.last_year + 1}.",
            f"Excluding acquisitions, {telling.low} would have been {{0}}.",
            f"At constant exchange rates, {telling.low} was {{0}}.",
            f"Our associate Ferrum Holding GmbH reported {telling.low} of {{0}}.",
            f"Adjusted {telling.low} was {{0}}.",
        )
    )
    changed.line = changed.label = "beside"
    return [Paragraph(text, [changed], bullet=True)]
