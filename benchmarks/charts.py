"""How much of real charts is bound: labels at their series and category, on charts transcribed by eye.

    python benchmarks/charts.py [FOLDER] [--wrong]

FOLDER holds the papers (default: `shared/` beside the checkout); `--wrong` lists every label that is missed or wrong.
A label counts as found where its text stands at the category and series that print it, both by their names; a chart is
the one of its page that shares most labels.

Two sets were read blind once, and what was missed then had general causes that were mended since: their figures of
today are no longer those of documents never seen. The held-out set: 172 of 228 labels, recall 75.4%, precision 83.5%.
The second one: 416 of 495, recall 84.0%, precision 95.6%. What is read of pages without transcribed charts is counted
apart; `benchmarks/made_charts.py` draws charts that nobody has seen.
"""

import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from crossfoot.read.charts.charts import ChartsFound, charts
from crossfoot.read.pdf.opening import pages_of
from crossfoot.read.pdf.page.pages import PdfPage
from crossfoot.read.tables.found import FoundTable
from crossfoot.vocabulary.cell_numbers import read_cell
from crossfoot.vocabulary.notation import NotANumber

ROOT = Path(__file__).parent.parent
TRUTH = ROOT / "tests" / "read" / "charts" / "truth"
_BLANK = re.compile(r"[\s,:Δ∆]+")  # what texts may be parted by, and a sign that one document draws without telling it

Label = tuple[str, str, str]
"""Series, category and the label as printed there."""


@dataclass(frozen=True)
class Chart:
    """A transcribed chart: where it is, when it was first read, what it is called, its kind, and its labels."""

    document: str
    part: str
    page: int
    title: str
    kind: str
    labels: tuple[Label, ...]
    totals: tuple[str, ...] = ()


@dataclass
class Score:
    """Labels printed, labels bound, labels bound right, and what was missed or wrong."""

    printed: int = 0
    bound: int = 0
    right: int = 0
    missed: list[Label] = field(default_factory=list)
    wrong: list[Label] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Count another chart in."""
        self.printed += other.printed
        self.bound += other.bound
        self.right += other.right

    def __str__(self) -> str:
        recall = f"{100 * self.right / self.printed:5.1f}%" if self.printed else "    -"
        precision = f"{100 * self.right / self.bound:5.1f}%" if self.bound else "    -"
        return f"{self.right:4d} of {self.printed:4d} labels, recall {recall}, precision {precision}"


def transcribed(folder: Path = TRUTH) -> Iterator[Chart]:
    """Every chart of the transcriptions."""
    for file in sorted(folder.glob("*.yaml")):
        told = yaml.safe_load(file.read_text(encoding="utf-8"))
        for chart in told["charts"]:
            yield _chart(told, chart)


def _chart(told: dict[str, Any], chart: dict[str, Any]) -> Chart:
    labels = tuple(
        (series["name"], category, value)
        for series in chart["series"]
        for category, value in zip(chart["categories"], series["values"], strict=True)
        if value is not None
    )
    totals = tuple(series["name"] for series in chart["series"] if series["label"] == "total")
    return Chart(told["document"], told["set"], chart["page"], chart["title"], chart["kind"], labels, totals)


def labels_of(table: FoundTable) -> list[Label]:
    """What a chart as read says: series, category and label; a label without one of them is not bound."""
    heads = {cell.column: cell.text for cell in table.cells if cell.row == 0 and cell.column}
    names = {cell.row: cell.text for cell in table.cells if cell.column == 0 and cell.row}
    return [
        (names[cell.row], heads[cell.column], cell.text)
        for cell in table.cells
        if cell.row in names and cell.column in heads
    ]


def score(chart: Chart, tables: Sequence[FoundTable]) -> tuple[Score, FoundTable | None]:
    """How well a chart was read by the table of its page that shares most with it."""
    printed = Counter(map(_plain, chart.labels))
    read = [(table, Counter(map(_plain, labels_of(table)))) for table in tables]
    best = max(read, key=lambda each: _shared(chart, each[0], printed & each[1]), default=None)
    if best is None or not _shared(chart, best[0], printed & best[1]):
        return Score(sum(printed.values()), missed=list(chart.labels)), None
    table, bound = best
    both = printed & bound
    missed, wrong = list((printed - bound).elements()), list((bound - printed).elements())
    return Score(sum(printed.values()), sum(bound.values()), sum(both.values()), missed, wrong), table


def _shared(chart: Chart, table: FoundTable, both: Counter[Label]) -> float:
    """Labels in common; values alone count a little, to tell which table a badly read chart became."""
    values = Counter(value for _, _, value in map(_plain, chart.labels))
    alone = values & Counter(cell.text.replace(" ", "") for cell in table.cells)
    return sum(both.values()) + 0.01 * sum(alone.values())


def _plain(label: Label) -> Label:
    series, category, value = label
    return _plain_text(series), _plain_text(category), value.replace(" ", "")


def _plain_text(text: str) -> str:
    return _BLANK.sub("", text).casefold()


def footing(chart: Chart, table: FoundTable | None) -> Iterator[bool]:
    """For each printed total over bars that was read: whether the bars' labels add up to it within their rounding."""
    rows = labels_of(table) if table else []
    for name in chart.totals:
        heads = {head: value for series, head, value in rows if _plain_text(series) == _plain_text(name)}
        for head, total in heads.items():
            parts = [
                value
                for series, at, value in rows
                if at == head and _plain_text(series) != _plain_text(name) and "%" not in value
            ]
            if "%" not in total and head not in ("QoQ", "YoY") and parts:
                yield _foots(total, parts)


def _foots(total: str, parts: Iterable[str]) -> bool:
    try:
        whole, added = read_cell(total), [read_cell(part) for part in parts]
    except NotANumber:
        return False
    half = (whole.place + sum((part.place for part in added), Decimal(0))) / 2
    return abs(whole.value - sum(part.value for part in added)) <= half


@cache
def read_pages(document: Path) -> tuple[dict[int, ChartsFound], float]:
    """The charts of every page of a document, and the seconds that finding them took."""
    found, seconds = {}, 0.0
    for page in pages_of(document.read_bytes()):
        if isinstance(page, PdfPage):
            start = time.perf_counter()
            found[page.number] = charts(page)
            seconds += time.perf_counter() - start
    return found, seconds


def main(arguments: Sequence[str]) -> None:
    """Print how the charts of each half were read, chart by chart."""
    named = [argument for argument in arguments if not argument.startswith("--")]
    folder = Path(named[0] if named else os.environ.get("CROSSFOOT_SHARED") or ROOT.parent / "shared") / "data"
    for part in ("development", "held out", "second"):
        print(part)
        _report([chart for chart in transcribed() if chart.part == part], folder, "--wrong" in arguments)


def _report(chosen: Sequence[Chart], folder: Path, wrong: bool) -> None:
    whole, stacks = Score(), list[bool]()
    for chart in chosen:
        found, _ = read_pages(folder / chart.document)
        got, table = score(chart, found[chart.page].tables)
        stacks += footing(chart, table)
        whole.add(got)
        print(f"  {got}  {Path(chart.document).parts[1][:18]:18} p{chart.page:<3} {chart.kind}: {chart.title}")
        if wrong:
            for what, labels in (("missed", got.missed), ("wrong", got.wrong)):
                for label in labels:
                    print(f"      {what}: {' | '.join(label)}")
    print(f"  {whole}  in {len(chosen)} charts; {sum(stacks)} of {len(stacks)} stacks foot to their printed totals")
    documents = sorted({chart.document for chart in chosen})
    pages = {(chart.document, chart.page) for chart in chosen}
    others = seconds = 0.0
    for document in documents:
        found, taken = read_pages(folder / document)
        seconds += taken
        others += sum(len(each.tables) for at, each in found.items() if (document, at) not in pages)
    print(f"  {others:.0f} charts on other pages of these documents; {seconds:.2f} s for finding charts")


if __name__ == "__main__":
    main(sys.argv[1:])
