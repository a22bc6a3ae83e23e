"""The built book's counts as the README states them: `python docs/counts.py BOOK.json README.md` writes them there."""

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

SECTION = re.compile(r"(<!-- counts -->\n)(.*?)(<!-- /counts -->)", re.DOTALL)
SOURCES = ("stated", "computed", "recovered", "deduced", "assumed", "unknown")


def counts(book: dict[str, Any]) -> str:
    """The counts of a book.json in Markdown: a sentence of verdicts and a table of how its facts are known."""
    summary = book["summary"]
    known = Counter(fact["source"] for fact in book["facts"])
    errors = sum(finding["severity"] == "error" for finding in book["findings"])
    rows = [f"| {source} | {known[source]} |" for source in SOURCES]
    verdicts = (
        f"Of {summary['figures']} figures as printed, {summary['ties']} tie, {summary['breaks']} break and "
        f"{summary['untested']} are untested, each with its reason; {len(book['identities'])} identities hold between "
        f"{len(book['facts'])} facts; {errors} findings are errors."
    )
    return "\n".join([verdicts, "", "| facts known as | count |", "|---|---:|", *rows, ""])


def stated(text: str) -> str:
    """What a text states between its counts marks. Raises ValueError where it has no such marks."""
    marked = SECTION.search(text)
    if marked is None:
        raise ValueError("no <!-- counts --> … <!-- /counts --> to fill")
    return marked[2]


def with_counts(text: str, book: dict[str, Any]) -> str:
    """The text with the book's counts between its counts marks. Raises ValueError where it has no such marks."""
    stated(text)
    return SECTION.sub(lambda marks: marks[1] + counts(book) + marks[3], text)


def main(book_file: str, text_file: str) -> None:
    """Fill the counts of `text_file` from `book_file`."""
    path = Path(text_file)
    book = json.loads(Path(book_file).read_text(encoding="utf-8"))
    path.write_text(with_counts(path.read_text(encoding="utf-8"), book), encoding="utf-8")
    print(f"{text_file}: counts of {book_file}")


if __name__ == "__main__":
    main(*sys.argv[1:])
