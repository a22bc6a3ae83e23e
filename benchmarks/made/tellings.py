"""Sentences of made documents: figures of the statements told in words, in other scales, with changes and growth."""

import random
from decimal import Decimal
from fractions import Fraction

from benchmarks.made.companies import Company
from benchmarks.made.documents import Column, Line, Paragraph, Relation, Truth, amount, label
from benchmarks.made.printing import Style

from crossfoot.vocabulary.spans import Duration

_SCALES = {"en": ((10**9, "billion"), (10**6, "million")), "ja": ((10**8, "億円"), (10**6, "百万円"))}
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


def told(truth: Truth, style: Style, decimals: int | None = None) -> Truth:
    """The number in a sentence's own scale: $1.23 billion."""
    size = abs(truth.value)
    scale, word = next(((s, w) for s, w in _SCALES[style.language] if size >= s), _SCALES[style.language][-1])
    places = (
        decimals
        if decimals is not None
        else (2 if scale > style.scale else min(1, style.decimals + (scale > style.scale)))
    )
    if style.language == "ja":
        scale, word, places = (
            style.scale,
            {10**3: "千円", 10**6: "百万円", 10**8: "億円"}[style.scale],
            style.decimals,
        )
    value = style.rounded(Fraction(truth.value) / scale, places)
    digits = f"{abs(value):,.{places}f}"
    text = f"{digits}{word}" if style.language == "ja" else f"{_SYMBOLS[style.currency]}{digits} {word}"
    return Truth(text, value.copy_abs() * scale, style.currency, truth.line, truth.label, truth.period, truth.aspect)


def highlights(company: Company, style: Style, chance: random.Random) -> list[Paragraph]:
    """Bullets on the last year's sales, profit and cash, each with what it restates."""
    found: list[Paragraph] = []
    year, before = company.year(), company.year(1)
    for key in chance.sample(("revenue", "gross", "operating", "net"), 3):
        now = amount(Line(key, label(key, company, style)), Column("", year), company, style)
        then = amount(Line(key, now.label), Column("", before), company, style)
        if now.value > 0 and then.value > 0:
            found.append(_english(company, style, chance, (now, then)))
    return found


def _english(company: Company, style: Style, chance: random.Random, pair: tuple[Truth, Truth]) -> Paragraph:
    now, then = pair
    exact = [company.value(t.line, t.period) for t in pair if isinstance(t.period, Duration)]
    growth = style.rounded((exact[0] / exact[1] - 1) * 100, 1, ratio=True)
    percent = Truth(f"{abs(growth):.1f}%", abs(growth), "percent", now.line, now.label, now.period, "growth")
    level, prior = told(now, style), told(then, style)
    up, rose = ("up", "increased") if growth >= 0 else ("down", "decreased")
    name = now.label
    low = name[0].lower() + name[1:]
    when = f"for fiscal year {company.last_year}"
    change = Decimal(level.value - prior.value)
    moved = told(Truth("", change, style.currency, now.line, name, now.period, "change"), style)
    forms = (
        (f"{name} {when} was {{0}}, {up} {{1}} from {{2}} in the prior year", [level, percent, prior]),
        (f"{name} {rose} {{0}} to {{1}} {when}", [percent, level]),
        (
            f"For the full year, {low} {rose} by {{0}} to {{1}}, compared with {{2}} in the previous year",
            [moved, level, prior],
        ),
        (f"{name} of {{0}}, {up} {{1}} year over year", [level, percent]),
    )
    if abs(exact[0] - exact[1]) < Fraction(5) * Fraction(level.value) / 1000:
        return Paragraph(f"{name} {when} was {{0}}.", [level], bullet=True, relations=[Relation("told", (level, now))])
    text, truths = chance.choice(forms[:2] + forms[3:])
    return Paragraph(text + ".", list(truths), bullet=True, relations=[Relation("told", (level, now))])
