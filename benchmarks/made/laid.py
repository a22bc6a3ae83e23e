"""Tables laid out line by line: given true values, each line printed in a form of its own, with its relations.

Lines of statements come from a company; here are those of trades that no statement knows: tonnes, seats, stores.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from benchmarks.made.documents import Cell, Column, Paragraph, Relation, Table, Truth, compared
from benchmarks.made.printing import Style

from crossfoot.vocabulary.spans import Period

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


@dataclass(frozen=True, slots=True)
class Form:
    """How a line prints: what a printed one counts in whole units, decimals, the unit's code, what stands behind."""

    scale: int = 1
    decimals: int = 0
    unit: str = ""
    behind: str = ""


COUNT = Form()
PERCENT = Form(1, 1, "percent", "%")


def money(style: Style) -> Form:
    """The form of the document's amounts."""
    return Form(style.scale, style.decimals, style.currency)


def drawn(chance: random.Random, size: float, count: int, growth: float = 0.02, spread: float = 0.06) -> list[Fraction]:
    """So many whole values that start near a size and grow."""
    return [Fraction(int(size * (1 + growth) ** n * chance.uniform(1 - spread, 1 + spread))) for n in range(count)]


class Laid:
    """A table of lines by columns. A column's kind is as in statements, or `total` of the columns `of` to `against`."""

    def __init__(self, style: Style, columns: Sequence[Column]) -> None:
        self.style, self.columns = style, list(columns)
        self.rows: list[list[Cell]] = []
        self.truths: dict[str, list[Truth | None]] = {}
        self.values: dict[str, list[Fraction | None]] = {}
        self.forms: dict[str, Form] = {}
        self.relations: list[Relation] = []

    @property
    def levels(self) -> int:
        """How many columns take a value of their own."""
        return sum(column.kind == "level" for column in self.columns)

    def head(self, text: str) -> None:
        """A subhead."""
        self.rows.append([Cell(text, bold=True), *(Cell() for _ in self.columns)])

    def line(self, key: str, words: str, values: Sequence[Fraction | None], form: Form) -> None:
        """A line of values, one for each column of levels; `.words` are set in, `*words` bold."""
        ready = list(values)
        exact = [ready.pop(0) if column.kind == "level" else None for column in self.columns]
        for c, column in enumerate(self.columns):
            if column.kind == "total":
                exact[c] = sum((exact[p] or Fraction(0) for p in self._inside(column)), Fraction(0))
        self._print(key, words, exact, form)
        truths = self.truths[key]
        for c, column in enumerate(self.columns):
            inside = [truths[p] for p in self._inside(column)] if column.kind == "total" else []
            self._relate("sum", [truths[c], *inside] if inside else [])

    def total(self, key: str, words: str, parts: str) -> None:
        """A bold line that adds up others: `a b -c` by their keys."""
        signed = [(-1 if part.startswith("-") else 1, part.lstrip("-")) for part in parts.split()]
        exact: list[Fraction | None] = []
        for c in range(len(self.columns)):
            values = [self.values[part][c] for _, part in signed]
            known = [sign * value for (sign, _), value in zip(signed, values, strict=True) if value is not None]
            exact.append(sum(known, Fraction(0)) if len(known) == len(signed) else None)
        self._print(key, f"*{words}", exact, self.forms[signed[0][1]])
        for c, column in enumerate(self.columns):
            if column.kind in ("level", "total"):
                self._relate("sum", [self.truths[key][c], *(self.truths[part][c] for _, part in signed)])

    def share(self, key: str, words: str, own: str, base: str, form: Form = PERCENT) -> None:
        """A line of what one line is of another, in percent."""
        pairs = zip(self.values[own], self.values[base], strict=True)
        exact = [100 * a / b if a is not None and b else None for a, b in pairs]
        self._print(key, words, exact, form)
        for c, column in enumerate(self.columns):
            if column.kind in ("level", "total"):
                self._relate("share", [self.truths[key][c], self.truths[own][c], self.truths[base][c]])

    def parts(self, whole: str) -> None:
        """Fills columns of kind `part` with what each line's column `of` is of that line, in percent."""
        of_line = dict(zip(self.truths, [row for row in self.rows if len(row) > 1 and row[1].truth], strict=True))
        for c, column in enumerate(self.columns):
            base, against = self.values[whole][column.of], self.truths[whole][column.of]
            if column.kind != "part" or not base:
                continue
            for key, row in of_line.items():
                own = self.values[key][column.of]
                truth = self._truth(key, row[0].text, 100 * (own or Fraction(0)) / base, PERCENT, column)
                truth.aspect, row[c + 1] = "share", Cell(truth.text, truth, bold=row[0].bold)
                if key != whole:
                    self._relate("share", [truth, self.truths[key][column.of], against])

    def table(self, title: str, unit_line: str = "", heads: list[list[Cell]] | None = None) -> Table:
        """The table with one row of heads, or the given ones."""
        top = heads or [[Cell(), *(Cell(column.head, bold=True) for column in self.columns)]]
        return Table(title, unit_line, [*top, *self.rows], len(top), self.relations)

    def _inside(self, column: Column) -> range:
        return range(column.of, column.against + 1)

    def _print(self, key: str, name: str, exact: list[Fraction | None], form: Form) -> None:
        words, indent, bold = name.lstrip("*."), int(name.lstrip("*").startswith(".")), name.startswith("*")
        truths: list[Truth | None] = []
        for column, value in zip(self.columns, exact, strict=True):
            truths.append(None if value is None else self._truth(key, words, value, form, column))
        for c, column in enumerate(self.columns):
            if column.kind in ("growth", "change") and form.unit != "percent":
                truths[c] = self._compared(column, truths)
        self.values[key], self.truths[key], self.forms[key] = exact, truths, form
        blank = {"growth": "n.m." if self.style.language == "en" else "―"}
        cells = [
            Cell(t.text, t, bold=bold) if t else Cell(blank.get(column.kind, ""))
            for t, column in zip(truths, self.columns, strict=True)
        ]
        self.rows.append([Cell(words, indent=indent, bold=bold), *cells])

    def _truth(self, key: str, words: str, value: Fraction, form: Form, column: Column) -> Truth:
        printed = self.style.rounded(value / form.scale, form.decimals, ratio=form.unit == "percent")
        text = self.style.number(printed, form.decimals)
        made = Truth(text, printed * form.scale, form.unit, key, words, column.period, scenario=column.scenario)
        if text != self.style.nil:
            made.text += form.behind
        made.exact = value / form.scale
        return made

    def _compared(self, column: Column, truths: list[Truth | None]) -> Truth | None:
        own, other = truths[column.of], truths[column.against]
        if own is None or other is None:
            return None
        scale = own.value / self.style.rounded(own.exact, 6) if own.exact and own.unit == self.style.currency else 0
        if column.kind == "change" and own.unit != self.style.currency:
            return None
        found = compared(column.kind, own, other, self.style) if scale or column.kind == "growth" else None
        if found is not None:
            self._relate(column.kind, [found, own, other])
        return found

    def _relate(self, kind: str, truths: Sequence[Truth | None]) -> None:
        known = [truth for truth in truths if truth is not None]
        if len(known) == len(truths) and len(known) > 2:
            self.relations.append(Relation(kind, tuple(known)))


def telling(laid: Laid, key: str, columns: tuple[int, int], form: int, when: str) -> Paragraph | None:
    """A line of text on one line of a table of amounts: how headlines and comments tell a level and its growth.

    `columns` are the new and the old one, `when` names the new one's period. None where the line fell below zero.
    """
    new, old = columns
    now, then = laid.values[key][new], laid.values[key][old]
    own = laid.truths[key][new]
    if own is None or not now or not then or now < 0 or then < 0 or own.unit != laid.style.currency:
        return None
    style = laid.style
    grown = style.rounded((now / then - 1) * 100, 1, ratio=True)
    growth = Truth(f"{abs(grown):.1f}%", abs(grown), "percent", key, own.label, own.period, "growth")
    say = _said_in_japanese if style.language == "ja" else _said_in_english
    text, truths = say(own, growth, (grown >= 0, form, when), style)
    return Paragraph(text, truths, bullet=True, relations=[Relation("told", (truth,)) for truth in truths])


def _said_in_english(own: Truth, growth: Truth, way: tuple[bool, int, str], style: Style) -> tuple[str, list[Truth]]:
    rises, form, when = way
    sign, verb = ("+", "rose") if rises else ("-", "fell")
    low = own.label[0].lower() + own.label[1:]
    level = _in_words(own, style, short=form % 4 in (0, 2))
    signed = Truth(f"{sign}{growth.text}", growth.value, *_rest(growth))
    forms = (
        (f"{own.label}: {{0}}, {{1}} YoY", [level, signed]),
        (f"{own.label} {verb} {{0}} to {{1}} in {when}.", [growth, level]),
        (f"{own.label} of {{0}} ({{1}} YoY)", [level, signed]),
        (f"In {when}, {low} {verb} by {{0}} to {{1}}.", [growth, level]),
    )
    return forms[form % 4]


def _said_in_japanese(own: Truth, growth: Truth, way: tuple[bool, int, str], style: Style) -> tuple[str, list[Truth]]:
    rises, form, when = way
    word = "増" if rises else "減"
    level = _in_words(own, style, short=form % 2 == 0)
    moved = Truth(f"{growth.text}{word}", growth.value, *_rest(growth))
    forms = (
        (f"{when}の{own.label}は、前期比{{0}}の{{1}}となりました。", [moved, level]),
        (f"{own.label}は{{0}}(前期比{{1}})となりました。", [level, moved]),
        (f"{own.label} {{0}}(前年同期比{{1}})", [level, moved]),
        (f"この結果、{own.label}は{{0}}と前期に比べ{{1}}となりました。", [level, moved]),
    )
    return forms[form % 4]


def _in_words(own: Truth, style: Style, *, short: bool) -> Truth:
    """A level in a text's own scale: $1.23 billion, $1.23bn, 123億円, 12,345百万円."""
    exact = (own.exact or Fraction(0)) * style.scale
    if style.language == "ja":
        scale, word, places = (10**8, "億円", 0) if short and exact >= 10**10 else (10**6, "百万円", 0)
        text = "{digits}" + word
    else:
        large = exact >= 10**9
        scale, word = (10**9, "bn" if short else " billion") if large else (10**6, "m" if short else " million")
        places = 2 if large else 1
        text = _SYMBOLS[style.currency] + "{digits}" + word
    value = style.rounded(exact / scale, places)
    return Truth(text.format(digits=f"{value:,.{places}f}"), value * scale, *_rest(own))


def _rest(truth: Truth) -> tuple[str, str, str, Period | None, str]:
    return truth.unit, truth.line, truth.label, truth.period, truth.aspect
