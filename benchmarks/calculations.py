"""Calculations 1.1 on real filings: our verdict on every sum that binds, beside Arelle's, and the time of both.

    python -m benchmarks.calculations [--ferc N] [--made FACTS ...] [--no-arelle] [FOLDER ...]

Without folders, the SEC, TDnet and EDINET filings among the papers beside the checkout; `--ferc N` adds the first N
filings of each FERC form. `--made 1000 10000 100000` writes filings of so many facts instead (made_filings.py) and
prints how the time of both grows, beside that of tying them out as one book. Seconds are of the processor.

Arelle reads the same instances and linkbases in the same run (arelle_filings.py says what stands in for taxonomies that
did not ship); pages without an instance are bound into one for it.
"""

import argparse
import os
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.arelle_filings import Checked, Place, check, prepare
from benchmarks.made_filings import write

from crossfoot.bind.xbrl.binding import bind_filing
from crossfoot.bind.xbrl.calculations import Bound, Checker, Consistency, bindings
from crossfoot.bind.xbrl.scenarios import local_name
from crossfoot.model.book import Book, Entity
from crossfoot.model.filings import Filing
from crossfoot.read.xbrl.books import files_of
from crossfoot.read.xbrl.files import FolderFiles
from crossfoot.read.xbrl.filings import read_filing
from crossfoot.tie.engine import judged, tie
from crossfoot.vocabulary.periods import FiscalCalendar
from crossfoot.vocabulary.rounding import Rounding

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("CROSSFOOT_SHARED", ROOT.parent / "shared")) / "data"
FERC_SITE = Path("https/eCollection.ferc.gov")


@dataclass(slots=True)
class Ours:
    """What we say of one filing: verdicts by place in both modes, what its reports say, and our seconds."""

    verdicts: dict[Place, str] = field(default_factory=dict)
    if_cut: dict[Place, str] = field(default_factory=dict)
    filings: list[Filing] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    read_seconds: float = 0
    check_seconds: float = 0


@dataclass(frozen=True, slots=True)
class Case:
    """A filing: its name, what we read, and the instances that Arelle reads with the cache that it needs."""

    name: str
    path: Path
    packages: tuple[Path, ...]
    instances: tuple[Path, ...]
    cache: Path


def ours(path: Path, packages: Sequence[Path]) -> Ours:
    """Our reading of a filing and the verdict on every sum that binds."""
    found = Ours()
    started = time.process_time()
    files = files_of(path) if path.is_dir() else FolderFiles(path.parent, deep=False)
    known = tuple(files_of(package) for package in packages)
    reports, _ = read_filing(files, None if path.is_dir() else [path.name], document=path.name, packages=known)
    found.read_seconds = time.process_time() - started
    for report in reports:
        filing = report.filing
        found.filings.append(filing)
        started = time.process_time()
        checker = Checker(filing)
        said = [(bound, checker.verdict(bound)) for bound in bindings(filing)]
        found.check_seconds += time.process_time() - started
        cut = Checker(filing, Rounding.TRUNCATED)
        for bound, verdict in said:
            place = _place(bound, filing)
            found.verdicts[place] = verdict.value
            found.counts[_kind(bound, verdict, (checker, cut))] += 1
            found.if_cut[place] = cut.verdict(bound).value
    return found


def _place(bound: Bound, filing: Filing) -> Place:
    return local_name(bound.summation.total), bound.summation.role, filing.tags[bound.total[0]].context


def _kind(bound: Bound, verdict: Consistency, checkers: tuple[Checker, Checker]) -> str:
    """How a sum ties, as the leads count it: to the digit, within rounding, only if cut off, or not at all."""
    if verdict is Consistency.BLOCKED:
        return "blocked"
    nearest, cut = checkers
    if verdict is Consistency.CONSISTENT:
        return "exact" if nearest.adds_up(bound) else "within rounding"
    if cut.verdict(bound) is Consistency.CONSISTENT:
        return "only if cut off"
    return "outside, complete" if bound.is_complete else "outside, parts missing"


def compared(mine: Ours, theirs: Sequence[Checked]) -> tuple[Counter[str], list[str]]:
    """How the verdicts compare, rounded to nearest and cut off, and each difference told."""
    checked = {place for each in theirs for place in each.checked}
    nearest = {place for each in theirs for place in each.inconsistent}
    checked_cut = {place for each in theirs for place in each.checked_if_cut}
    cut = {place for each in theirs for place in each.inconsistent_if_cut}
    counts, told = _one_by_one(mine.verdicts, checked, nearest)
    counts_cut, told_cut = _one_by_one(mine.if_cut, checked_cut, cut)
    counts.update({f"{what} if cut off": count for what, count in counts_cut.items()})
    return counts, [*told, *(f"cut off: {each}" for each in told_cut)]


def _one_by_one(
    verdicts: Mapping[Place, str], checked: set[Place], inconsistent: set[Place]
) -> tuple[Counter[str], list[str]]:
    counts: Counter[str] = Counter()
    told = []
    for place in sorted(checked | verdicts.keys()):
        verdict = verdicts.get(place, "does not bind")
        other = "does not bind" if place not in checked else "inconsistent" if place in inconsistent else "consistent"
        if verdict == "blocked" and other == "does not bind":
            other = "blocked"
        same = verdict == other
        counts["alike" if same else "different"] += 1
        if not same:
            told.append(f"{place[0]} in {place[1].rpartition('/')[2]} at {place[2]}: ours {verdict}, Arelle's {other}")
    return counts, told


def filings(folders: Sequence[Path], workplace: Path) -> Iterator[Case]:
    """The folders as cases, copied for Arelle."""
    for number, folder in enumerate(folders):
        instances, cache = prepare(folder, workplace / str(number))
        yield Case(folder.name, folder, (), tuple(instances), cache)


def ferc_filings(count: int, workplace: Path) -> Iterator[Case]:
    """The first filings of each form, with their taxonomies as packages for us and as cache for Arelle."""
    for form in ("1", "2", "6", "60"):
        base = workplace / f"form{form}"
        packages = base / "packages"
        with zipfile.ZipFile(SHARED / "xbrl_ferc" / "taxonomies" / f"ferc{form}-xbrl-taxonomies.zip") as taxonomies:
            taxonomies.extractall(packages)
        for package in sorted(packages.glob("*.zip")):
            with zipfile.ZipFile(package) as files:
                files.extractall(base / "cache" / FERC_SITE)
        with zipfile.ZipFile(SHARED / "xbrl_ferc" / f"ferc{form}-xbrl-2022.zip") as files:
            names = sorted(
                (n for n in files.namelist() if n.endswith(".xbrl")), key=lambda n: files.getinfo(n).file_size
            )
            for name in names[:count]:
                path = Path(files.extract(name, base / "filings"))
                yield Case(
                    f"form {form}: {path.stem[:30]}", path, tuple(packages.glob("*.zip")), (path,), base / "cache"
                )


def default_folders() -> list[Path]:
    """The filings with calculation linkbases among the papers."""
    us = sorted(path for path in (SHARED / "xbrl_us").iterdir() if list(path.glob("*_cal.xml")))
    return [
        *us,
        *sorted((SHARED / "xbrl_jp_tdnet").glob("*/Attachment")),
        *sorted((SHARED / "xbrl_jp_edinet_fsa").iterdir()),
    ]


def main() -> None:
    """Print each filing's counts, every difference, and the times."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--ferc", type=int, default=0, metavar="N")
    parser.add_argument("--made", type=int, nargs="+", metavar="FACTS", help="made filings of so many facts instead")
    parser.add_argument("--no-arelle", action="store_true")
    parser.add_argument("--tie", action="store_true", help="tie the books too, and count what breaks")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as place:
        workplace = Path(place)
        if options.made:
            growth(options.made, workplace)
            return
        folders = options.folders or default_folders()
        for case in (*filings(folders, workplace), *ferc_filings(options.ferc, workplace)):
            mine = ours(case.path, case.packages)
            total += mine.counts
            print(f"{case.name[:40]:40} {_listed(mine.counts)}")
            if options.tie:
                total += _tied(mine)
            if not options.no_arelle:
                _beside(case, mine, total, seconds)
    print(f"all: {_listed(total)}")
    if seconds:
        print(_times(seconds))


def growth(sizes: Sequence[int], workplace: Path) -> None:
    """Prints how the seconds of both grow with the facts of a made filing, taxonomy and loading apart and included."""
    print(
        "      facts     sums  wrong | ours: read  check | Arelle: load  check | ratio: check  with loading | tied out"
    )
    for size in sizes:
        instance = write(workplace / str(size), size)
        mine = ours(instance.parent, ())
        theirs = check(instance, workplace / "cache")
        counts, told = compared(mine, [theirs])
        if told:
            print(f"{counts['different']} verdicts differ, the first: {told[0]}")
        started = time.process_time()
        for filing in mine.filings:
            judged(bind_filing(Book(Entity("", "JPY", FiscalCalendar()), filing=filing)))
        tied = time.process_time() - started
        mine_all, theirs_all = mine.read_seconds + mine.check_seconds, theirs.load_seconds + theirs.check_seconds
        wrong = sum(verdict == "inconsistent" for verdict in mine.verdicts.values())
        print(
            f"  {theirs.facts:>9,} {len(mine.verdicts):>8,} {wrong:>6,} | {mine.read_seconds:10.2f} "
            f"{mine.check_seconds:6.2f} | {theirs.load_seconds:12.2f} {theirs.check_seconds:6.2f} | "
            f"{theirs.check_seconds / mine.check_seconds:12.1f} {theirs_all / mine_all:13.1f} | {tied:8.2f}",
            flush=True,
        )


def _beside(case: Case, mine: Ours, total: Counter[str], seconds: dict[str, float]) -> None:
    theirs = [check(instance, case.cache) for instance in case.instances]
    counts, told = compared(mine, theirs)
    total += counts
    spent = {
        "ours, read": mine.read_seconds,
        "ours, check": mine.check_seconds,
        "Arelle, load": sum(each.load_seconds for each in theirs),
        "Arelle, check": sum(each.check_seconds for each in theirs),
    }
    for what, took in spent.items():
        seconds[what] = seconds.get(what, 0) + took
    print(f"{'':40} verdicts beside Arelle's: {_listed(counts)}")
    for difference in told[:20]:
        print(f"{'':44}{difference}")


def _tied(mine: Ours) -> Counter[str]:
    counts: Counter[str] = Counter()
    for filing in mine.filings:
        found = tie(bind_filing(Book(Entity("", "XXX", FiscalCalendar()), filing=filing)))
        counts.update(f"figures: {verdict.verdict}" for verdict in found.verdicts.values())
        counts.update(f"findings: {finding.code}" for finding in found.findings)
        regime = ", ".join(f"amounts {r.amounts}, ratios {r.ratios}" for r in found.regimes)
        print(f"{'':40} tied: {_listed(counts)}; {regime}")
        for finding in found.findings:
            if finding.certificate:
                print(f"{'':44}{finding.message[:300]}")
    return counts


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))


def _times(seconds: Mapping[str, float]) -> str:
    ours_all, theirs_all = (
        seconds["ours, read"] + seconds["ours, check"],
        seconds["Arelle, load"] + seconds["Arelle, check"],
    )
    check_ratio = seconds["Arelle, check"] / seconds["ours, check"]
    return (
        f"seconds: {', '.join(f'{what} {spent:.2f}' for what, spent in seconds.items())}; "
        f"Arelle takes {check_ratio:.1f} times as long to check, {theirs_all / ours_all:.1f} times with loading"
    )


if __name__ == "__main__":
    main()
