"""The calculation and decimals cases of the XBRL 2.1 conformance suite: the verdict expected, and ours.

    python benchmarks/xbrl_conformance.py [-v]

A case is read like any report. It is invalid where a fact cannot be read as its specification demands, or where a sum
that binds by XBRL 2.1 is inconsistent; the suite does not tell the two apart.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from crossfoot.bind.xbrl.calculations_21 import rounded_sums
from crossfoot.read.xbrl.books import read_report_books

ROOT = Path(__file__).parent.parent
FOLDER = Path(os.environ.get("CROSSFOOT_SHARED", ROOT.parent / "shared")) / "data" / "conformance_xbrl21"
SUITES = (
    "305-decimalPrecision.xml",
    "320-CalculationBinding.xml",
    "321-internationalization.xml",
    "322-XmlXbrlInteraction.xml",
    "330-s-equal-testcase.xml",
    "331-equivalentRelationships-testcase.xml",
    "395-inferNumericConsistency.xml",
    "397-Testcase-SummationItem.xml",
    "398-Testcase-Nillable.xml",
    "399-same-local-name.xml",
)
_TYPED = "segments and scenarios are compared as written; that two texts are one value of a schema's type is not known"
OUT_OF_SCOPE = {
    "330-s-equal-testcase V-12": _TYPED,
    "330-s-equal-testcase V-13": _TYPED,
    "330-s-equal-testcase V-16": _TYPED,
    "330-s-equal-testcase V-17": _TYPED,
    "395-inferNumericConsistency V-5": _TYPED,
    "395-inferNumericConsistency V-7": _TYPED,
}


@dataclass(frozen=True)
class Case:
    """One variation: its name in the suite, the instance, and whether it is valid."""

    name: str
    instance: Path
    is_valid: bool


def cases(folder: Path = FOLDER) -> Iterator[Case]:
    """Every variation of the suites that is there."""
    for suite in SUITES:
        for path in sorted(folder.glob(f"Common/*/{suite}")):
            for variation in etree.parse(path).getroot().iter("variation"):
                instance = variation.findtext("data/instance") or ""
                result = variation.find("result")
                expected = "" if result is None else result.get("expected", "")
                name = f"{path.stem} {variation.get('id')}"
                yield Case(name, path.parent / instance.strip(), expected == "valid")


def verdict(case: Case) -> tuple[bool, str]:
    """Whether the case is valid by our reading, and what is wrong with it."""
    books, problems = read_report_books(case.instance, case.instance.name)
    complaints = [problem.message for problem in problems if "take part in no sum" not in problem.message]
    for book in books:
        assert book.filing is not None
        complaints += [
            f"{sum_.summation.total} is stated as {sum_.stated}, its parts add to {sum_.added}"
            for sum_ in rounded_sums(book.filing)
            if not sum_.is_consistent
        ]
    return not complaints, "; ".join(complaints)


def main() -> int:
    """Print the cases that differ, those out of scope, and the count; 1 if any differs without a reason."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-v", action="store_true", help="list every case with what was found")
    verbose = parser.parse_args().v
    passed, excused, failed = 0, 0, 0
    for case in cases():
        is_valid, why = verdict(case)
        agrees = is_valid == case.is_valid
        reason = OUT_OF_SCOPE.get(case.name, "")
        passed += agrees
        excused += bool(reason) and not agrees
        failed += not agrees and not reason
        if verbose or not agrees:
            said = "passes" if agrees else f"out of scope: {reason}" if reason else "FAILS"
            print(f"{case.name}: {said} (expected {'valid' if case.is_valid else 'invalid'}; {why or 'nothing wrong'})")
    print(f"{passed + excused + failed} cases: {passed} pass, {excused} out of scope, {failed} fail")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
