"""What is found in real filings as they are: every finding on the face statements of SEC filers, for a person to judge.

Usage: python -m benchmarks.filing_findings [--report] [--filings N]. The statements of each filing make one document
(`benchmarks/statement_sets.py`), which is read, searched for relations and tied as `crossfoot check` does it. A filing
is right until somebody shows otherwise, so each finding is a misprint of its tags or a false alarm:
docs/false_alarms.md says which were judged to be what. Filings are split in halves by a hash of their numbers: rules
are made on one half only, `--report` prints the other.
"""

import argparse
import time
from collections import Counter

from benchmarks.last_places import filings, tied

from crossfoot.model.facts import Verdict


def main() -> None:
    """Print every finding, and the counts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--report", action="store_true", help="the half that no rule was made on")
    parser.add_argument("--filings", type=int, default=10_000, help="at most this many filings")
    asked = parser.parse_args()
    started, counts, found = time.process_time(), Counter[str](), Counter[str]()
    for filing, tables in filings(report=asked.report)[: asked.filings]:
        book = tied(filing, [[list(row) for row in table.rows] for table in tables])
        ties = sum(said.verdict is Verdict.TIES for said in book.verdicts.values())
        counts.update(filings=1, figures=len(book.figures), tie=ties, relations=len(book.identities))
        for finding in book.findings:
            found[f"{finding.code} ({finding.severity})"] += 1
            print(f"{filing} {finding.severity} {finding.code}: {finding.message}", flush=True)
    print(", ".join(f"{count:,} {name}" for name, count in counts.items()), end="; ")
    print(", ".join(f"{count} {code}" for code, count in sorted(found.items())) or "no finding", end="; ")
    print(f"{time.process_time() - started:.0f} s")


if __name__ == "__main__":
    main()
