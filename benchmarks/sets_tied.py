"""Whole sets of documents tied out, every count explained: the exchange's summaries, FERC's forms, bp's databook.

Usage: python -m benchmarks.sets_tied [--ferc N]. Each document is checked as `crossfoot check` does it. What does not
tie is counted by its reason, and every error and warning is printed. `--ferc` takes the N smallest filings of each
form, with the taxonomies that it is filed by; 3 unless told.
"""

import argparse
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.calculations import SHARED

from crossfoot import desk
from crossfoot.model.facts import Verdict
from crossfoot.model.findings import Severity

Documents = Iterator[tuple[str, Sequence[Path]]]
_FORMS = ("1", "2", "6", "60")
_REASONS = {
    "no measure was bound": "no number of a fact: its meaning is not told",
    "no identity": "in no relation that is declared or found",
    "every identity it is in has a fact": "in relations only with facts that are not printed",
    "its identities only repeat": "in relations that say nothing beyond one another",
    "the identities that could test it": "beside a contradiction",
    "the time": "not reached in time",
}


def main() -> None:
    """Print each set's counts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ferc", type=int, default=3, metavar="N", help="filings of each form")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _print("TDnet", _summaries())
        for form in _FORMS:
            _print(f"FERC form {form}", _forms(form, asked.ferc, Path(folder)))
        _print("bp's databook", _databook())


def _summaries() -> Documents:
    folder = SHARED / "xbrl_jp_tdnet"
    for path in sorted(
        (*folder.glob("*.htm"), *folder.glob("*.xbrl"), *folder.glob("*/*.htm"), *folder.glob("*/*.xbrl"))
    ):
        yield path.name, [path]
    for filing in sorted(folder.glob("*/Attachment")):
        yield filing.parent.name, [filing.parent]


def _forms(form: str, count: int, workplace: Path) -> Documents:
    taxonomies = workplace / f"taxonomies{form}"
    with zipfile.ZipFile(SHARED / "xbrl_ferc" / "taxonomies" / f"ferc{form}-xbrl-taxonomies.zip") as files:
        files.extractall(taxonomies)
    with zipfile.ZipFile(SHARED / "xbrl_ferc" / f"ferc{form}-xbrl-2022.zip") as files:
        names = sorted((n for n in files.namelist() if n.endswith(".xbrl")), key=lambda n: files.getinfo(n).file_size)
        for name in names[:count]:
            yield name, [Path(files.extract(name, workplace / f"form{form}")), *sorted(taxonomies.glob("*.zip"))]


def _databook() -> Documents:
    for path in (SHARED / "xlsx_models").glob("bp_*.xlsx"):
        yield path.name, [path]


def _print(name: str, documents: Documents) -> None:
    started, counts, found = time.process_time(), Counter[str](), list[str]()
    for document, sources in documents:
        checked = desk.check(sources)
        for book in checked.books:
            counts.update(documents=1, figures=len(book.figures), relations=len(book.identities))
            counts.update(_kind(each.verdict, each.reason) for each in book.verdicts.values())
            told = [finding for finding in book.findings if finding.severity is not Severity.NOTE]
            found += [f"{document}: {finding.severity}: {finding.message}" for finding in told]
        counts["problems"] += len(checked.problems)
    whole = ("documents", "figures", "relations", Verdict.TIES, Verdict.BREAKS, "problems")
    print(f"{name}: " + ", ".join(f"{counts.pop(each, 0):,} {each}" for each in whole), end="; ")
    print(f"{time.process_time() - started:.0f} s, untested: {sum(counts.values()):,}")
    for reason, count in counts.most_common():
        print(f"    {count:>8,}  {reason}")
    for each in found:
        print(f"  {each}", flush=True)


def _kind(verdict: Verdict, reason: str) -> str:
    if verdict is not Verdict.UNTESTED:
        return verdict
    return next((kind for start, kind in _REASONS.items() if reason.startswith(start)), reason)


if __name__ == "__main__":
    main()
