"""Sums discovered in SEC, EDINET and FERC filings against their calculation linkbases, which discovery never sees.

Usage: python -m benchmarks.discovery_filings [--report] [--only sec|edinet|ferc] [-v]. Each presentation role of a
filing becomes a table: its lines in order with their labels (of the rendered page where none ship, else the words of a
concept's name), its facts without dimensions in columns, printed as their `decimals` say and negated where the
presentation says so; a schedule of several columns that its taxonomy lays flat, a concept for each cell, is tabulated
as its form prints it (`benchmarks/drawn_filings.py`). Filings are split in two halves by a hash of their names; rules
were made on one half only, `--report` prints the other.

Recall is the share of declared sums that hold, with two parts or more that are not nil, which the relations found
imply. Precision is the share of relations found that the linkbase implies, with what no linkbase can say: that opening
balances and changes give the close, and that total assets are total liabilities and equity. What is told besides is
counted by the first kind of relation that implies it, together with those before: what labels state and the linkbase
leaves out (`benchmarks/stated_by_labels.py`), what names state of a schedule laid flat (`benchmarks/laid_flat.py`), and
that two lines print one figure. The rest, told for a total that is declared otherwise or for a line that is none, is
listed to be judged, and so is all that is told besides on a face statement.
"""

import argparse
import re
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from itertools import pairwise

from benchmarks.drawn_filings import Drawn, closes, draw
from benchmarks.laid_flat import laid_flat
from benchmarks.linkbases import Filing, edinet_filings, ferc_filings, sec_filings
from benchmarks.stated_by_labels import Line, stated_by_labels
from tests.tie.discover_forms import Span as Spanned
from tests.tie.discover_forms import implied

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity
from crossfoot.tie.discovery.discover import discover
from crossfoot.vocabulary.periods import Undated

_SETS = {"sec": sec_filings, "edinet": edinet_filings, "ferc": ferc_filings}
_FACE = re.compile(
    r"statements?of|balancesheet|financialposition|incomestatement|statementofincome|cashflow|statementofcash",
    re.IGNORECASE,
)
_DETAIL = re.compile(r"details|parenthetical|disclosure|supplement|policies|tables", re.IGNORECASE)
_ASSETS = {"Assets", "AssetsAndOtherDebits"}
_FUNDING = {
    "LiabilitiesAndStockholdersEquity",
    "LiabilitiesAndOtherCredits",
    "LiabilitiesAndNetAssets",
    "LiabilitiesAndProprietaryCapital",
}

Form = dict[str, Fraction]
"""Lines of a table, by the names of their measures, with coefficients that add to zero."""


class Stated(IntEnum):
    """What states a relation that was told, the surest first."""

    DECLARED = 0
    BY_LABELS = 1
    LAID_FLAT = 2
    SAME_FIGURE = 3
    ANOTHER_WAY = 4
    OTHERWISE = 5


_WORDS = {
    Stated.BY_LABELS: "stated by labels",
    Stated.LAID_FLAT: "of a schedule laid flat, by its names",
    Stated.SAME_FIGURE: "with lines that print one figure",
    Stated.ANOTHER_WAY: "another way to a declared total",
    Stated.OTHERWISE: "for a line that is no declared total",
}


def main() -> None:
    """Print recall and precision, those of face statements apart."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-v", action="store_true", help="list what was missed and what was found besides")
    parser.add_argument("--report", action="store_true", help="the half that no rule was made on")
    parser.add_argument("--only", choices=_SETS, help="one set of filings")
    asked = parser.parse_args()
    for name, filings in _SETS.items():
        total = Counter[str]()
        spent = 0.0
        for filing in filings() if asked.only in (None, name) else ():
            if filing.is_for_reports == asked.report:
                drawn = draw(filing)
                started = time.perf_counter()
                book = discover(drawn.book)
                spent += time.perf_counter() - started
                counts = compare(filing, drawn, book, verbose=asked.v)
                total += counts
                print(f"{filing.name:24} {_told(counts)}")
        if total:
            print(f"{'all ' + name:24} {_told(total)}; {total['figures']} figures in {spent:.1f} s")


def _told(counts: Mapping[str, int]) -> str:
    every, face = (_told_at(counts, at) for at in ("", "face "))
    return f"{every}; on face statements {face}"


def _told_at(counts: Mapping[str, int], at: str) -> str:
    sums, found, told, so = (counts[f"{at}{name}"] for name in ("sums", "found", "told", Stated.DECLARED.name))
    kinds = ", ".join(f"{n} {words}" for kind, words in _WORDS.items() if (n := counts[f"{at}{kind.name}"]))
    by_labels = counts[f"{at}{Stated.BY_LABELS.name}"]
    return (
        f"{sums} sums hold, {_rate(found, sums)} found; {told} told, {_rate(so, told)} so, "
        f"{_rate(so + by_labels, told)} with what labels state" + (f" ({kinds})" if kinds else "")
    )


def _rate(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"


def compare(filing: Filing, drawn: Drawn, book: Book, *, verbose: bool) -> Counter[str]:
    """How many sums of the linkbase that hold are told, and how many relations told follow from the linkbase."""
    counts = Counter[str](figures=len(book.figures))
    values = {f.fact.id: f for f in book.figures if f.fact is not None}
    by_role: dict[str, dict[str, list[Identity]]] = {}
    for identity in book.identities:
        if identity.ratio is None and identity.subject is not None:
            grid = identity.subject.measure.rpartition("r")[0]
            by_role.setdefault(grid, {}).setdefault(_column(identity.subject), []).append(identity)
    for number, role in enumerate(drawn.rows):
        labels = drawn.labels[role]
        holding, told = _compared(
            filing, drawn.rows[role], (role, f"g{number}", labels), (by_role.get(f"g{number}", {}), values)
        )
        name = role.rpartition("/")[2]
        face = "face " if _FACE.search(name) and not _DETAIL.search(name) else ""
        for at in dict.fromkeys(("", face)):
            counts.update({f"{at}sums": len(holding), f"{at}found": sum(holding.values())})
            counts.update({f"{at}told": len(told)})
            counts.update(f"{at}{stated.name}" for stated in told.values())
        for key, stated in told.items():
            if stated and (verbose or face or stated >= Stated.ANOTHER_WAY):
                print(f"  {filing.name} {face}{name}: {_WORDS[stated]}: {key}")
        for total, is_found in holding.items() if verbose else ():
            if not is_found:
                print(f"  {filing.name} {face}{name}: missed {total}")
    return counts


def _compared(
    filing: Filing,
    rows: Mapping[int, tuple[str, int, str]],
    at: tuple[str, str, Mapping[int, str]],
    tied: tuple[Mapping[str, Sequence[Identity]], Mapping[str, Figure]],
) -> tuple[dict[str, bool], dict[str, Stated]]:
    """By total, whether the role's sums that hold were found; by relation found, what states it."""
    role, grid = at[:2]
    by_column, values = tied
    names = {row: f"{grid}r{row}" for row in rows}
    gold = dict(_gold(filing.sums[role], rows, names))
    every = [form for each in filing.sums.values() for _, form in _gold(each, rows, names, least=1)]
    beyond = [*every, *_beyond_linkbases(filing.sums[role], rows, names)]
    lines = {
        names[row]: Line(concept, sign, not closes(label), at[2][row]) for row, (concept, sign, label) in rows.items()
    }
    columns = sorted({f.fact.period.column for f in values.values() if _is_in(f, grid)})  # type: ignore[union-attr]
    by_labels = [form for form in stated_by_labels(lines, filing.sums[role]) if _holds_always(form, columns, values)]
    by_names = [form for form in laid_flat(lines, every) if _holds_always(form, columns, values)]
    holding: dict[str, bool] = {}
    told: dict[str, Stated] = {}
    for column in columns:
        here = {i: _as_first(_printed(_form(i), column, values), rows, grid) for i in by_column.get(column, [])}
        for total, form in gold.items():
            shown = _printed(form, column, values)
            if _holds(shown, column, values):
                holding[total] = holding.get(total, False) or implied(shown, list(here.values()))
        stating = _stating(
            (beyond, by_labels, by_names), column, (lines, values), lambda form: _as_first(form, rows, grid)
        )
        for identity, form in here.items():
            if len(form) > 2:
                key = _lines_of(identity, rows)
                stated = next((kind for kind, span in stating.items() if span.implies(form)), None)
                if stated is None:
                    subject = rows[int(identity.subject.measure.rpartition("r")[2])][0] if identity.subject else ""
                    stated = Stated.ANOTHER_WAY if subject in gold else Stated.OTHERWISE
                told[key] = min(stated, told.get(key, stated))
    return holding, told


def _stating(
    forms: tuple[Sequence[Form], Sequence[Form], Sequence[Form]],
    column: str,
    at: tuple[Collection[str], Mapping[str, Figure]],
    as_first: Callable[[Form], Form],
) -> dict[Stated, Spanned[str]]:
    """What the forms of each kind imply in a column, together with those of the kinds before it."""
    lines, values = at
    declared, *others = ([_printed(form, column, values) for form in each] for each in forms)
    spans = {Stated.DECLARED: Spanned(declared)}
    for kind, each in zip((Stated.BY_LABELS, Stated.LAID_FLAT), others, strict=True):
        spans[kind] = Spanned(map(as_first, each), spans[Stated(kind - 1)])
    spans[Stated.SAME_FIGURE] = Spanned(map(as_first, _same(lines, column, values)), spans[Stated.LAID_FLAT])
    return spans


def _same(lines: Iterable[str], column: str, values: Mapping[str, Figure]) -> Iterator[Form]:
    """That lines which print one figure in a column, whatever its sign, are one."""
    by_size: dict[Decimal, list[tuple[str, Decimal]]] = {}
    for line in sorted(lines):
        figure = values.get(_key(line, column))
        if figure is not None and figure.printed.value:
            by_size.setdefault(abs(figure.printed.value), []).append((line, figure.printed.value))
    for same in by_size.values():
        for (one, value), (other, beside) in pairwise(same):
            yield {one: Fraction(1), other: Fraction(-1 if value == beside else 1)}


def _as_first(form: Form, rows: Mapping[int, tuple[str, int, str]], grid: str) -> Form:
    """A form over the first line of each concept: a fact that two lines print is one."""
    found: Form = {}
    for measure, coefficient in form.items():
        concept, sign, label = rows[int(measure.rpartition("r")[2])]
        row, turn = next((n, at[1]) for n, at in rows.items() if at[0] == concept and closes(at[2]) == closes(label))
        name = f"{grid}r{row}"
        found[name] = found.get(name, Fraction(0)) + coefficient * sign * turn
    return {name: coefficient for name, coefficient in found.items() if coefficient}


def _is_in(figure: Figure, grid: str) -> bool:
    return figure.fact is not None and figure.fact.measure.startswith(f"{grid}r")


def _lines_of(identity: Identity, rows: Mapping[int, tuple[str, int, str]]) -> str:
    """A relation by the concepts of its lines."""
    terms = [(t.coefficient, rows[int(t.fact.measure.rpartition("r")[2])][0]) for t in identity.terms]
    return " ".join(f"{'+' if coefficient > 0 else '-'}{concept}" for coefficient, concept in terms)


def _column(fact: FactKey) -> str:
    assert isinstance(fact.period, Undated)
    return fact.period.column


def _gold(
    sums: Mapping[str, Mapping[str, int]],
    rows: Mapping[int, tuple[str, int, str]],
    names: Mapping[int, str],
    *,
    least: int = 2,
) -> Iterator[tuple[str, Form]]:
    """Declared sums over the lines of a role, by total; lines that the table has no place for are left out of it."""
    at = {c: (names[row], sign) for row, (c, sign, label) in sorted(rows.items(), reverse=True) if closes(label)}
    for total, parts in sums.items():
        shown = {part: weight for part, weight in parts.items() if part in at}
        if total in at and len(shown) >= least:
            form = {at[total][0]: Fraction(at[total][1])}
            yield total, form | {at[part][0]: Fraction(-weight * at[part][1]) for part, weight in shown.items()}


def _beyond_linkbases(
    sums: Mapping[str, Mapping[str, int]], rows: Mapping[int, tuple[str, int, str]], names: Mapping[int, str]
) -> Iterator[Form]:
    """What no linkbase can say: opening balance and change are the close, both sides of the balance sheet are one."""
    parts = {part for each in sums.values() for part in each}
    totals = [(row, sign) for row, (concept, sign, _) in rows.items() if concept in sums and concept not in parts]
    for opening, (concept, sign, label) in rows.items():
        for closing in [n for n, at in rows.items() if at[0] == concept and closes(at[2]) and not closes(label)]:
            ends = {names[closing]: Fraction(rows[closing][1]), names[opening]: Fraction(-sign)}
            yield from ({**ends, names[row]: Fraction(-turn)} for row, turn in totals)
    for assets in [n for n, at in rows.items() if at[0] in _ASSETS]:
        yield from ({names[assets]: Fraction(1), names[n]: Fraction(-1)} for n, at in rows.items() if at[0] in _FUNDING)


def _key(measure: str, column: str) -> str:
    return FactKey(measure, Undated(column)).id


def _printed(form: Form, column: str, values: Mapping[str, Figure]) -> Form:
    """The lines of a form that print more than nil: whether nil is added or taken off no figure can tell."""
    shown = {m: values[_key(m, column)] for m in form if _key(m, column) in values}
    return {m: form[m] for m, figure in shown.items() if figure.printed.value}


def _holds(form: Form, column: str, values: Mapping[str, Figure]) -> bool:
    """Whether a sum with two parts that are not nil, and its total, is printed and ties within rounding."""
    figures = {m: values[_key(m, column)].printed for m in form}
    if len(form) < 3:
        return False
    residual = sum((c * Fraction(figures[m].value) for m, c in form.items()), Fraction(0))
    return abs(residual) <= Fraction(sum(f.place for f in figures.values())) / 2


def _holds_always(form: Form, columns: Iterable[str], values: Mapping[str, Figure]) -> bool:
    """Whether a form holds in every column that prints three of its lines or more, and in one at least."""
    shown = [(each, column) for column in columns if len(each := _printed(form, column, values)) > 2]
    return bool(shown) and all(_holds(each, column, values) for each, column in shown)


def _form(identity: Identity) -> Form:
    return {t.fact.measure: t.coefficient for t in identity.terms}


if __name__ == "__main__":
    main()
