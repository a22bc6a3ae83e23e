"""Stated growth in TDnet summaries against the levels that it compares, tied with everything else that they state.

    python -m benchmarks.stated_growth [-v] [FILE ...]

Without files, the summaries and revisions of forecasts among the papers beside the checkout. A stated change or rate is
equal where the printed levels give it when rounded as it is, ties by intervals where their roundings admit it, and
fails otherwise; it is unbound where the report does not state both levels.
"""

import argparse
import os
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from crossfoot.bind.xbrl.binding import bind_filing
from crossfoot.bind.xbrl.growth import RULE
from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey, Verdict
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity
from crossfoot.read.documents import read_documents
from crossfoot.tie.engine import tie

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("CROSSFOOT_SHARED", ROOT.parent / "shared")) / "data" / "xbrl_jp_tdnet"
_PATTERNS = (
    "summary*/*",
    "results_forecast*/*",
    "summary.xbrl",
    "summary2.htm",
    "results_forecast*.*",
    "*/Summary/*.htm",
)


def counted(book: Book) -> tuple[Counter[str], list[str]]:
    """How the stated changes of one tied book fare, and those that fail."""
    stated = {figure.fact: figure for figure in book.figures if figure.fact is not None}
    ticks = {tick.identity: tick.verdict for tick in book.ticks}
    counts: Counter[str] = Counter()
    failing = []
    for identity in book.identities:
        if identity.origin.rule != RULE:
            continue
        if ticks[identity.id] is Verdict.BREAKS:
            outcome = "fail"
            failing.append(identity.text)
        else:
            outcome = "equal" if _is_equal(identity, stated) else "tie by intervals"
        counts[outcome if ticks[identity.id] is not Verdict.UNTESTED else "not tested (base not above zero)"] += 1
    subjects = {identity.subject for identity in book.identities if identity.origin.rule == RULE}
    changes = [key for key in stated if "Change" in key.measure]
    counts["unbound"] += sum(key not in subjects for key in changes)
    return counts, failing


def _is_equal(identity: Identity, stated: Mapping[FactKey, Figure]) -> bool:
    values = {key: Fraction(stated[key].printed.value) for key in identity.facts}
    top = sum((term.coefficient * values[term.fact] for term in identity.terms), Fraction(0))
    if identity.ratio is None:
        return top == 0
    bottom = sum((term.coefficient * values[term.fact] for term in identity.denominator), Fraction(0))
    if not bottom:
        return False
    place = Fraction(stated[identity.ratio].printed.place)
    exact = identity.factor * top / bottom + identity.offset
    return abs(exact - values[identity.ratio]) <= place / 2


def main() -> None:
    """Print each report's counts, what fails, and the totals."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("-v", action="store_true", help="a line for every report")
    options = parser.parse_args()
    files = options.files or sorted({path for each in _PATTERNS for path in SHARED.glob(each) if path.is_file()})
    total: Counter[str] = Counter()
    breaks = 0
    for path in (each for each in files if each.suffix in (".htm", ".xbrl")):
        for book in read_documents([path]).books:
            if book.filing is None:
                continue
            tied = tie(bind_filing(book.grown(figures=(), grids=(), passages=())))
            counts, failing = counted(tied)
            total += counts
            breaks += sum(verdict.verdict is Verdict.BREAKS for verdict in tied.verdicts.values())
            if options.v or failing:
                print(f"{book.title[:50]:50} {_listed(counts)}")
            print("".join(f"    fails: {words}\n" for words in failing), end="")
    print(f"all: {_listed(total)}; figures that break: {breaks}")


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {what}" for what, count in sorted(counts.items()) if count)


if __name__ == "__main__":
    main()
