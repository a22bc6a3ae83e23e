"""Documents that state the same facts, tied to each other: how many figures altered in one of them are found.

Usage: python -m benchmarks.between_documents [--pairs NAME...] [--figures N] [--agreements] [-v]. Sets of documents are
read, bound and tied in one book: real ones from the papers beside the checkout, and made ones (statements in millions
beside highlights in billions, in thousands, in Japanese, in sentences, a year later). Figures that a second document
states too are altered one at a time in one document as a person or a reader gets them wrong, and everything from
binding on is done anew. An alteration counts where the other documents' prints admit it no more. Printed are how many
were found (alone: by the altered document without the others), how many as errors, how often the finding rests on both
documents and blames the altered figure first, and the false alarms on the unaltered sets.
"""

import argparse
import hashlib
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.made_statements import made_sets

from crossfoot.bind.formulas.binding import bind_formulas
from crossfoot.bind.grids.binding import bind_grids
from crossfoot.bind.scattered import bind_scattered
from crossfoot.bind.sentences.binding import bind_sentences
from crossfoot.bind.xbrl.binding import bind_filing
from crossfoot.model.book import Book
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Finding, Severity
from crossfoot.model.identities import Identity, IdentityKind
from crossfoot.read.documents import read_documents
from crossfoot.tie.discovery.discover import discover
from crossfoot.tie.documents.joined import joined
from crossfoot.tie.engine import tie_briefly
from crossfoot.tie.readings import settled_readings

PAPERS = Path(__file__).parent.parent.parent / "shared" / "data"
KINDS = ("digit", "transposition", "dropped digit", "decimal point", "scale x1000", "sign", "stale value", "2 units")
_TAG = re.compile(r"</?ix:(?!header|hidden|references|resources)[^>]*>")
_HIDDEN = re.compile(r"<ix:header>.*?</ix:header>", re.DOTALL)
_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Case:
    """A figure of one document printed otherwise."""

    kind: str
    document: int
    figure: Figure
    text: str
    value: Decimal
    place: Decimal


@dataclass(slots=True)
class Tally:
    """What came of the cases of each kind."""

    tried: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    alone: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    both: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)


def real_sets(scratch: Path) -> Iterator[tuple[str, list[Path]]]:
    """Documents of the papers that state some of the same facts; AMD's report is also stripped of its tags."""
    for quarter in ("3Q23", "1Q24"):
        folder = PAPERS / "decks" / f"citi_{quarter}"
        yield f"citi {quarter}", [folder / name for name in ("deck.pdf", "supplement.pdf", "press_release.pdf")]
        yield f"citi twins {quarter}", [folder / name for name in ("press_release.pdf", "supplement.xlsx")]
    yield (
        "citi 1Q24 on 3Q23",
        [PAPERS / "decks" / "citi_3Q23" / "supplement.pdf", PAPERS / "decks" / "citi_1Q24" / "press_release.pdf"],
    )
    tagged = PAPERS / "html" / "AMD_10-Q_2025-09-27_ixbrl.htm"
    rendered = scratch / "rendered.htm"
    if tagged.exists():
        rendered.write_text(_TAG.sub("", _HIDDEN.sub("", tagged.read_text(encoding="utf-8"))), encoding="utf-8")
    yield "amd rendered", [tagged, rendered]
    yield "amd release", [tagged, PAPERS / "html" / "AMD_Q4_2025_press_release.htm"]
    reports = PAPERS / "reports_pdf"
    yield "jp statutory", [reports / "jp_statutory_clear_2022.pdf", reports / "jp_statutory_clear_2023.pdf"]


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", nargs="*", help="only the sets whose names begin so")
    parser.add_argument("--figures", type=int, default=6, help="figures altered in each set, each in every way")
    parser.add_argument("--agreements", action="store_true", help="list what was found stated alike")
    parser.add_argument("-v", action="store_true", help="list what was missed or blamed wrongly")
    asked = parser.parse_args()
    whole = Tally()
    print(f"{'set':20}{'figures':>9}{'agree':>7}{'differ':>8}{'alarms':>8}{'errors':>8}{'seconds':>9}")
    with TemporaryDirectory() as scratch:
        sets = [*made_sets(Path(scratch)), *real_sets(Path(scratch))]
        for name, paths in sets:
            wanted = not asked.pairs or any(name.startswith(each) for each in asked.pairs)
            if wanted and all(path.exists() for path in paths):
                _measure(name, paths, asked, whole)
    print()
    _print(whole)


def _measure(name: str, paths: Sequence[Path], asked: argparse.Namespace, whole: Tally) -> None:
    started = time.perf_counter()
    read = list(read_documents(paths).books)
    bound = [_bound(book) for book in read]
    tied = _together(bound)
    between = [identity for book in tied for identity in book.identities if _is_between(identity)]
    crossing = [finding for book in tied for finding in _reported(book) if _names_both(book, finding)]
    failing = [identity for book in tied for identity in between if _fails(identity, book)]
    seconds = time.perf_counter() - started
    print(
        f"{name:20}{sum(len(book.figures) for book in tied):>9}{len(between):>7}{len(failing):>8}{len(crossing):>8}"
        f"{sum(f.severity is Severity.ERROR for f in crossing):>8}{seconds:>9.1f}",
        flush=True,
    )
    for finding in crossing:
        print(f"    {finding.severity}: {finding.message}"[:300])
    if asked.agreements:
        for identity in between:
            print(f"    {identity.text}  {identity.belief:.1f}  {identity.origin}")
    for case in _cases(name, read, tied, asked.figures):
        _run(case, (read, bound), whole, verbose=asked.v)


def _bound(book: Book) -> Book:
    for stage in (bind_grids, bind_scattered, bind_sentences, bind_formulas, discover, bind_filing, settled_readings):
        book = stage(book)
    return book


def _together(bound: Sequence[Book]) -> list[Book]:
    return [tie_briefly(each.book) for each in joined(bound, bind=bind_sentences)]


def _is_between(identity: Identity) -> bool:
    rule = identity.origin.rule
    return rule.startswith("discovered: documents state") or rule.endswith("of another document")


def _agrees(identity: Identity) -> bool:
    return _is_between(identity) and identity.kind is IdentityKind.AGREE


def _fails(identity: Identity, book: Book) -> bool:
    return any(tick.identity == identity.id and tick.verdict == "breaks" for tick in book.ticks)


def _reported(book: Book) -> list[Finding]:
    return [finding for finding in book.findings if finding.severity is not Severity.NOTE]


def _names_both(book: Book, finding: Finding) -> bool:
    """Whether the relations of a finding speak of figures in two documents."""
    identities = {identity.id: identity for identity in book.identities}
    facts = {fact for name in finding.identities if name in identities for fact in identities[name].facts}
    return len({figure.place.document for figure in book.figures if figure.fact in facts}) > 1


def _cases(name: str, read: Sequence[Book], tied: Sequence[Book], count: int) -> Iterator[Case]:
    """Alterations of figures that a second document states, drawn by hash."""
    shared = {fact for book in tied for i in book.identities if _agrees(i) for fact in i.facts}
    prints: dict[object, list[Figure]] = defaultdict(list)
    for book in tied:
        for figure in book.figures:
            prints[figure.fact].append(figure)
    able = [
        figure
        for book in tied
        for figure in book.figures
        if figure.fact in shared and figure.printed.value and _DIGITS.search(figure.text)
    ]
    numbers = {book.documents[0].name: n for n, book in enumerate(read)}
    printed = {(book.documents[0].name, figure.id) for book in read for figure in book.figures}
    others = _others(tied, prints)
    joined_up = len(tied[0].documents) > 1
    drawn = [
        (figure, own)
        for figure in sorted(able, key=lambda f: hashlib.sha256(f"{name}{f.id}".encode()).digest())
        for own in [figure.id.removeprefix(f"{figure.place.document}:") if joined_up else figure.id]
        if (figure.place.document, own) in printed  # a tag may have no cell of its own
    ]
    for figure, own in drawn[:count]:
        number = numbers[figure.place.document]
        for kind in KINDS:
            case = _altered(kind, number, replace(figure, id=own), tied, random.Random(f"{name} {figure.id} {kind}"))
            if case is not None and not any(_agree(case, other) for other in others[figure.fact]):
                yield case


def _others(tied: Sequence[Book], prints: dict[object, list[Figure]]) -> dict[object, list[Figure]]:
    """For each shared fact, its prints in other documents."""
    found: dict[object, list[Figure]] = defaultdict(list)
    for book in tied:
        for identity in filter(_agrees, book.identities):
            one, other = (term.fact for term in identity.terms)
            found[one] += prints[other]
            found[other] += prints[one]
    return found


def _agree(case: Case, other: Figure) -> bool:
    apart = abs(Fraction(case.value) - Fraction(other.printed.value))
    places = Fraction(case.place), Fraction(other.printed.place)
    return 2 * apart <= sum(places) or apart < max(places)


def _altered(kind: str, document: int, figure: Figure, tied: Sequence[Book], pick: random.Random) -> Case | None:
    text = figure.text
    if kind == "stale value":
        beside = [
            other
            for book in tied
            for other in book.figures
            if other.place.document == figure.place.document
            and other.fact is not None
            and figure.fact is not None
            and other.fact.measure == figure.fact.measure
            and other.place.row == figure.place.row
            and other.printed.value != figure.printed.value
            and other.unit == figure.unit
        ]
        if not beside:
            return None
        stale = pick.choice(beside)
        return Case(kind, document, figure, stale.text, stale.printed.value, stale.printed.place)
    changed = _miswritten(kind, text, pick)
    found = _DIGITS.search(changed) if changed is not None else None
    if changed is None or found is None:
        return None
    digits = Decimal(found[0].replace(",", ""))
    exponent = digits.as_tuple().exponent
    sign = -1 if (figure.printed.value < 0) != (kind == "sign") else 1
    value, place = sign * digits * figure.printed.scale, Decimal((0, (1,), int(exponent))) * figure.printed.scale
    return None if value == figure.printed.value else Case(kind, document, figure, changed, value, place)


def _miswritten(kind: str, text: str, pick: random.Random) -> str | None:
    """The text after a slip of that kind; None where there can be none."""
    if kind == "sign":
        return text.replace("(", "").replace(")", "") if "(" in text else f"({text})"
    found = _DIGITS.search(text)
    assert found is not None
    bare, decimals = found[0].replace(",", ""), len(found[0].partition(".")[2])
    ways = [way for way in _ways(kind, bare.replace(".", "")) if way != bare.replace(".", "")]
    if not ways:
        return None
    changed = pick.choice(ways).rjust(decimals + 1, "0")
    whole, rest = changed[: len(changed) - decimals], changed[len(changed) - decimals :]
    shown = f"{int(whole):,}" if "," in found[0] or kind == "scale x1000" else str(int(whole))
    return text[: found.start()] + shown + (f".{rest}" if rest else "") + text[found.end() :]


def _ways(kind: str, digits: str) -> list[str]:
    """Digits as a slip may leave them."""
    places = range(len(digits))
    if kind == "digit":
        return [digits[:n] + other + digits[n + 1 :] for n in places for other in "0123456789"]
    if kind == "transposition":
        return [digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :] for n in places[:-1]]
    if kind == "dropped digit":
        return [digits[:n] + digits[n + 1 :] for n in places if len(digits) > 1]
    if kind == "2 units":
        return [str(int(digits) + step) for step in (2, -2) if int(digits) + step >= 0]
    return [digits + {"decimal point": "0", "scale x1000": "000"}[kind]]


def _with(book: Book, case: Case) -> Book:
    """The document as read, with the figure printed otherwise in its cell."""

    def printed(figure: Figure) -> Figure:
        # As read, before any unit was told, a figure may be in ones.
        times = figure.printed.scale / case.figure.printed.scale
        told = replace(figure.printed, text=case.text, value=case.value * times, place=case.place * times)
        return replace(figure, printed=told, alternatives=())

    figures = tuple(printed(figure) if figure.id == case.figure.id else figure for figure in book.figures)
    grids = tuple(
        replace(
            grid,
            cells=tuple(
                replace(cell, text=cell.text.replace(case.figure.text, case.text))
                if cell.figure == case.figure.id
                else cell
                for cell in grid.cells
            ),
        )
        for grid in book.grids
    )
    return book.grown(figures=figures, grids=grids)


def _run(case: Case, documents: tuple[Sequence[Book], Sequence[Book]], tally: Tally, *, verbose: bool) -> None:
    read, bound = documents
    altered = _bound(_with(read[case.document], case))
    tied = _together([altered if n == case.document else book for n, book in enumerate(bound)])
    (alone,) = _together([altered])
    names = {f"{altered.documents[0].name}:{case.figure.id}", case.figure.id}
    mine = [(book, f) for book in tied for f in _reported(book) if names & set(f.figures)]
    first = [{c.figure for c in f.corrections[0]} for _, f in mine if f.corrections]
    tally.tried[case.kind] += 1
    tally.found[case.kind] += bool(mine)
    tally.alone[case.kind] += any(names & set(f.figures) for f in _reported(alone))
    tally.errors[case.kind] += any(f.severity is Severity.ERROR for _, f in mine)
    tally.both[case.kind] += any(_names_both(book, f) for book, f in mine)
    blamed = any(names & each for each in first)
    tally.first[case.kind] += blamed
    if verbose and not blamed:
        said = [
            f"{f.severity} {[(c.figure, c.suggested, c.slip) for c in f.corrections[0]]}"
            for _, f in mine
            if f.corrections
        ]
        at = f"{case.figure.place.document} {case.figure.id}"
        print(f"  {case.kind}: {at} {case.figure.text} -> {case.text}: {'; '.join(said) or 'missed'}")


def _print(tally: Tally) -> None:
    heads = ("tried", "found", "alone", "as error", "both", "first")
    print(f"{'':16}" + "".join(f"{head:>10}" for head in heads))
    for kind in (*KINDS, "all"):
        kinds = KINDS if kind == "all" else (kind,)
        tried = sum(tally.tried[each] for each in kinds)
        if tried:
            counts = (tally.found, tally.alone, tally.errors, tally.both, tally.first)
            rates = [f"{100 * sum(count[each] for each in kinds) / tried:.1f}%" for count in counts]
            print(f"{kind:16}{tried:>10}" + "".join(f"{rate:>10}" for rate in rates))


if __name__ == "__main__":
    main()
