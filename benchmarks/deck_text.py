"""What `check` makes of the reference deck's bare text, with no project: held against the project's own figures.

Run: python benchmarks/deck_text.py [--text FILE]. Printed by page of the deck: how many of the figures that the project
holds were found in the text at all, how many at the right period and in the right unit, and how many of those tie.
Then every chart whose labels lost their order: how many stand in the slot that the project's own recovery gives them.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from crossfoot.desk import check, draft, tied
from crossfoot.model.book import Book
from crossfoot.model.facts import Verdict
from crossfoot.vocabulary.spans import Period

ROOT = Path(__file__).parents[1]
PROJECT = ROOT / "examples" / "iij-fy2016"
TEXT = ROOT.parent / "shared" / "iij-fy2016" / "deck.txt"
PAGES = {2: "plan at a glance", 3: "results", 14: "balance sheet", 15: "cash flows"}

Said = tuple[Decimal, str, Period]


def main() -> None:
    """Prints the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", type=Path, default=TEXT)
    text = parser.parse_args().text
    (read,) = check([text]).books
    project = tied(draft(PROJECT))
    print(f"{'page':24}{'figures':>8}{'found':>8}{'bound':>8}{'tie':>8}")
    for page, name in PAGES.items():
        counts = compared(project, read, page)
        print(f"{page:2} {name:21}" + "".join(f"{counts[each]:8}" for each in ("figures", "found", "bound", "tie")))
    for block, right, of in charts(project, read):
        print(f"chart {block}: {right} of {of} labels in the slots of the project's recovery")
    breaks = sum(verdict.verdict is Verdict.BREAKS for verdict in read.verdicts.values())
    print(f"breaks: {breaks}; findings: {len(read.findings)}")


def compared(project: Book, read: Book, page: int) -> Counter[str]:
    """The figures of a page of the deck: how many there are, found as numbers, bound alike, and tied."""
    numbers = Counter(figure.printed.value for figure in read.figures)
    bound: dict[Said, list[bool]] = defaultdict(list)
    for figure_id, said in _said(read):
        bound[said].append(read.verdicts[figure_id].verdict is Verdict.TIES)
    pages = {figure.id: figure.place.page for figure in project.figures}
    mine = [said for figure_id, said in _said(project) if pages[figure_id] == page]
    return Counter(
        figures=len(mine),
        found=sum(numbers[value] > 0 for value, _, _ in mine),
        bound=sum(said in bound for said in mine),
        tie=sum(any(bound[said]) for said in mine if said in bound),
    )


def charts(project: Book, read: Book) -> Iterator[tuple[str, int, int]]:
    """For each chart that was recovered from the text: how many of its labels stand where the project has them."""
    known = Counter((figure.printed.value, figure.fact.period) for figure in project.figures if figure.fact is not None)
    figures = {figure.id: figure for figure in read.figures}
    for assignment in read.assignments:
        placed = [figures[figure] for figure, _ in assignment.slots]
        right = sum(known[figure.printed.value, figure.fact.period] > 0 for figure in placed if figure.fact is not None)
        yield assignment.block, right, len(placed)


def _said(book: Book) -> Iterator[tuple[str, Said]]:
    for figure in book.figures:
        if figure.fact is not None:
            yield figure.id, (figure.printed.value, figure.unit.code, figure.fact.period)


if __name__ == "__main__":
    main()
