"""Misprints in real tables and documents: how many are found, and how often the altered figure is blamed first.

Usage: python -m benchmarks.table_misprints [--report] [--figures N] [--tables N] [-v]. One figure of a table is printed
wrong as a person or a reader gets it wrong; the table is read, bound, searched for relations and tied anew, knowing
nothing of the original. Figures are drawn from those that an additive relation protects in two columns at least. Tables
are split in halves by a hash of their ids: rules are made on one half only, `--report` prints the other. Beside it, in
the same run, what a checker finds that adds up the same relations exactly, or with a tolerance of one last place.
"""

import argparse
import hashlib
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from benchmarks.shared_tables import RawTable, tables
from benchmarks.tables import book_of

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Finding, Severity
from crossfoot.model.identities import Identity
from crossfoot.tie.blame.breaks import UNDECIDED
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.joint import decide
from crossfoot.tie.regimes import inferred, with_intervals

UNITS = {"1 unit": 1, "2 units": 2, "10 units": 10}
KINDS = (
    *UNITS,
    "digit",
    "transposition",
    "dropped digit",
    "doubled digit",
    "sign",
    "decimal point",
    "scale x1000",
    "stale value",
    "swapped down",
    "swapped across",
)
_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")

Rows = list[list[str]]
At = tuple[int, int]


@dataclass(slots=True)
class Case:
    """One altered table: which cells were altered and how, and whether a relation's rounding could hide it."""

    kind: str
    rows: Rows
    altered: frozenset[At]
    beyond: bool
    crossed: bool


@dataclass(slots=True)
class Tally:
    """Counts of cases, by kind and by whether more than one relation crosses in the figure."""

    tried: Counter[tuple[str, bool]] = field(default_factory=Counter)
    detected: Counter[tuple[str, bool]] = field(default_factory=Counter)
    in_sets: Counter[tuple[str, bool]] = field(default_factory=Counter)
    first: Counter[tuple[str, bool]] = field(default_factory=Counter)
    tied_first: Counter[tuple[str, bool]] = field(default_factory=Counter)
    exact: Counter[tuple[str, bool]] = field(default_factory=Counter)
    tolerant: Counter[tuple[str, bool]] = field(default_factory=Counter)
    errors: Counter[tuple[str, bool]] = field(default_factory=Counter)
    hidden: int = 0


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--report", action="store_true", help="the half that no rule was made on")
    parser.add_argument("--tables", type=int, default=10_000, help="at most this many tables")
    parser.add_argument("--figures", type=int, default=1, help="figures altered in each table, each in every way")
    parser.add_argument("--kind", help="only alterations of this kind")
    parser.add_argument("-v", action="store_true", help="list what was missed or blamed wrongly")
    asked = parser.parse_args()
    raw = [table for table in tables() if table.is_for_reports == asked.report][: asked.tables]
    started = time.perf_counter()
    tally, alarms, ticks, protected = Tally(), 0, 0, 0
    for table in raw:
        rows = [list(row) for row in table.rows]
        book = _tied(rows, table.id)
        alarms += len(_reported(book))
        ticks += len(book.identities)
        chosen = _chosen(book, table, asked.figures)
        protected += bool(chosen)
        for figure in chosen:
            for case in _cases(book, figure, rows, table.id):
                if asked.kind in (None, case.kind):
                    _run(case, table, tally, book, verbose=asked.v)
    print(f"{len(raw)} tables, {protected} with protected figures, {time.perf_counter() - started:.0f} s")
    print(f"unaltered: {ticks} relations tied, {alarms} false alarms")
    _print(tally)


def _tied(rows: Rows, name: str) -> Book:
    """The book of a table with its relations, rounding and findings."""
    book = with_intervals(inferred(discover(bind_grids(book_of(name, [(rows, [])])))))
    return book.grown(findings=tuple(decide(book).findings))


def _reported(book: Book) -> list[Finding]:
    return [f for f in book.findings if f.code != UNDECIDED and f.severity is not Severity.NOTE]


def _relation(identity: Identity) -> str:
    return identity.id.split("|", maxsplit=1)[0].partition("=")[2]


def _protecting(book: Book) -> dict[object, set[str]]:
    """For each fact the additive relations of two parts at least that hold in two columns at least."""
    additive = [i for i in book.identities if i.ratio is None and len(i.terms) > 2]
    times = Counter(_relation(i) for i in additive)
    found: dict[object, set[str]] = {}
    for identity in additive:
        if times[_relation(identity)] > 1:
            for fact in identity.facts:
                found.setdefault(fact, set()).add(identity.id)
    return found


def _chosen(book: Book, table: RawTable, count: int) -> list[Figure]:
    protecting = _protecting(book)
    able = [f for f in book.figures if f.fact in protecting and f.printed.value and _DIGITS.search(f.text)]
    return sorted(able, key=lambda f: hashlib.sha256(f"{table.id}{f.id}".encode()).digest())[:count]


def _cases(book: Book, figure: Figure, rows: Rows, name: str) -> Iterator[Case]:
    relations = [i for i in book.identities if i.ratio is None and figure.fact in i.facts]
    row, column = figure.place.row, figure.place.column
    if row is None or column is None or row >= len(rows) or column >= len(rows[row]):
        return
    numbers = {(f.place.row, f.place.column): f for f in book.figures if f.fact is not None}
    for kind in KINDS:
        pick = random.Random(f"{name} {figure.id} {kind}")
        altered = _altered(kind, (row, column), rows, numbers, pick)
        if altered is None:
            continue
        changed = [list(texts) for texts in rows]
        for (r, c), text in altered.items():
            changed[r][c] = text
        beyond = _broken(book, changed, None)
        yield Case(kind, changed, frozenset(altered), beyond, len(relations) > 1)


def _value(text: str) -> Decimal:
    found = _DIGITS.search(text)
    size = Decimal(found[0].replace(",", "")) if found else Decimal(0)
    return -size if re.search(r"\([^a-z]*[0-9]|[-−–△▲]\s*[$¥€£]?\s*[0-9]", text) else size


def _altered(
    kind: str, at: At, rows: Rows, numbers: Mapping[tuple[int | None, int | None], Figure], pick: random.Random
) -> dict[At, str] | None:
    """The cells with their texts after a slip of that kind; None where there can be none or it changes nothing."""
    row, column = at
    text = rows[row][column]
    if kind in ("stale value", "swapped across", "swapped down"):
        step = (1, 0) if kind == "swapped down" else (0, 1)
        beside = [at_ for s in (1, -1) if (at_ := (row + s * step[0], column + s * step[1])) in numbers]
        others = [(r, c) for r, c in beside if r < len(rows) and c < len(rows[r])]
        if not others:
            return None
        other = pick.choice(others)
        texts = rows[other[0]][other[1]], text
        if _value(texts[0]) == _value(text) or ("%" in texts[0]) != ("%" in text):
            return None
        return {at: texts[0]} | ({} if kind == "stale value" else {other: text})
    changed = _miswritten(kind, text, pick)
    return None if changed is None or _value(changed) == _value(text) else {at: changed}


def _miswritten(kind: str, text: str, pick: random.Random) -> str | None:
    found = _DIGITS.search(text)
    assert found is not None
    if kind == "sign":
        return text.replace("(", "").replace(")", "") if "(" in text else f"({text})"
    bare = found[0].replace(",", "")
    changed = _misread(kind, bare, pick)
    if changed is None:
        return None
    whole, dot, decimals = changed.partition(".")
    shown = f"{int(whole or 0):,}" if "," in found[0] or kind == "scale x1000" else str(int(whole or 0))
    return text[: found.start()] + shown + dot + decimals + text[found.end() :]


def _misread(kind: str, bare: str, pick: random.Random) -> str | None:
    """The digits of a number with a slip in them."""
    digits, decimals = bare.replace(".", ""), len(bare.partition(".")[2])
    at = pick.randrange(len(digits))
    if kind in UNITS:
        changed = str(int(digits) + pick.choice((1, -1)) * UNITS[kind])
        if changed.startswith("-"):
            return None
    elif kind == "digit":
        changed = digits[:at] + pick.choice([d for d in "0123456789" if d != digits[at]]) + digits[at + 1 :]
    elif kind == "transposition":
        places = [n for n in range(len(digits) - 1) if digits[n] != digits[n + 1]]
        if not places:
            return None
        at = pick.choice(places)
        changed = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    elif kind == "dropped digit":
        changed = digits[:at] + digits[at + 1 :]
    elif kind == "doubled digit":
        changed = digits[: at + 1] + digits[at:]
    elif kind == "decimal point":
        return str(Decimal(bare) * 10) if decimals else f"{bare}0"
    else:
        return str(Decimal(bare) * 1000) if decimals else f"{bare}000"
    changed = changed.rjust(decimals + 1, "0")
    return f"{changed[: len(changed) - decimals]}.{changed[len(changed) - decimals :]}" if decimals else changed


def _run(case: Case, table: RawTable, tally: Tally, original: Book, *, verbose: bool) -> None:
    if not case.beyond:
        tally.hidden += 1
        return
    book = _tied(case.rows, table.id)
    culprits = {f.id for f in book.figures if (f.place.row, f.place.column) in case.altered}
    mine = [f for f in _reported(book) if culprits & set(f.figures)]
    key = case.kind, case.crossed
    sets = [{c.figure for c in each} for f in mine for each in f.corrections]
    first = [{c.figure for c in f.corrections[0]} for f in mine if f.corrections]
    tally.tried[key] += 1
    tally.detected[key] += bool(mine)
    tally.errors[key] += any(f.severity is Severity.ERROR for f in mine)
    tally.in_sets[key] += any(culprits & each for each in sets)
    tally.first[key] += any(culprits & each for each in first)
    rivals = [_broken(original, case.rows, tolerance) for tolerance in (0, 1)]
    tally.exact[key] += rivals[0]
    tally.tolerant[key] += rivals[1]
    if verbose and (not mine or not any(culprits & each for each in first)):
        cells = [f"r{r}c{c} {case.rows[r][c]}" for r, c in sorted(case.altered)]
        print(f"{table.id} {case.kind} {cells}: {'; '.join(map(_said, mine)) or 'missed'}")


def _said(finding: Finding) -> str:
    sets = ["+".join(f"{c.figure} {c.suggested} {c.slip}" for c in each) for each in finding.corrections]
    return f"{finding.severity} {' | '.join(sets)}"


def _broken(original: Book, rows: Rows, tolerance: int | None) -> bool:
    """Whether a relation of the original, were it declared, adds up no more, as a checker of single sums sees.

    Within a tolerance of last places, or within all that rounding explains.
    """
    printed: dict[object, tuple[Fraction, Fraction]] = {}
    for figure in original.figures:
        row, column = figure.place.row, figure.place.column
        if row is not None and column is not None and row < len(rows) and column < len(rows[row]):
            sign = -1 if _value(figure.text) and (figure.printed.value < 0) != (_value(figure.text) < 0) else 1
            value = sign * Fraction(_value(rows[row][column])) * Fraction(figure.printed.scale)
            printed.setdefault(figure.fact, (value, Fraction(figure.printed.place)))
    for identity in original.identities:
        if identity.ratio is None and all(fact in printed for fact in identity.facts):
            residual = sum((t.coefficient * printed[t.fact][0] for t in identity.terms), Fraction(0))
            places = [printed[t.fact][1] for t in identity.terms]
            if abs(residual) > (sum(places) / 2 if tolerance is None else tolerance * max(places)):
                return True
    return False


def _print(tally: Tally) -> None:
    print(f"{tally.hidden} alterations within what rounding explains, left out")
    heads = ("tried", "detected", "as error", "in sets", "first", "crossed first", "exact", "tolerance 1")
    print(f"{'':16}" + "".join(f"{head:>14}" for head in heads))
    for kind in (*KINDS, "all"):
        keys = [key for key in tally.tried if kind in ("all", key[0])]
        tried = sum(tally.tried[key] for key in keys)
        if not tried:
            continue
        crossed = [key for key in keys if key[1]]
        columns = [
            *(
                _rate(sum(counts[key] for key in keys), tried)
                for counts in (tally.detected, tally.errors, tally.in_sets, tally.first)
            ),
            _rate(sum(tally.first[key] for key in crossed), sum(tally.tried[key] for key in crossed)),
            *(_rate(sum(counts[key] for key in keys), tried) for counts in (tally.exact, tally.tolerant)),
        ]
        print(f"{kind:16}{tried:>14}" + "".join(f"{shown:>14}" for shown in columns))


def _rate(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"


if __name__ == "__main__":
    main()
