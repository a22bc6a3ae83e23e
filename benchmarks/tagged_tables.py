"""What the rendered tables of inline XBRL say by themselves, against the tags that the filer put into them.

    python -m benchmarks.tagged_tables [--quiet] [--held | --worked] [FILE ...]

Without files, every filing in inline XBRL among the papers beside the checkout, or those of them that no rule was made
on (`--held`), or the others (`--worked`). Counted are tags that fill a table's cell; the tags are hidden from the
reader, which sees the page as a person does.
"""

import argparse
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from lxml import etree, html

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.model.book import Book
from crossfoot.model.figures import Figure
from crossfoot.model.layout import Grid
from crossfoot.read.documents import read_documents
from crossfoot.vocabulary.spans import Instant, Period, Undated
from crossfoot.vocabulary.units import UnitKind

ROOT = Path(__file__).parent.parent
FOLDERS = ("html", "xbrl_us", "xbrl_jp_tdnet", "xbrl_jp_edinet_fsa")
HELD = (
    "xbrl_jp_tdnet/summary2/us-*",
    "xbrl_jp_tdnet/summary2/ifrs-*",
    "xbrl_jp_tdnet/summary2/jp-noncons-*",
    "xbrl_jp_tdnet/results_forecast2/*",
)
"""Filings that were not looked at while rules were made."""

MOST_MISSED = 6
"""Of a filing's tags that were not right, so many are shown."""

Compare = Callable[[Path], tuple[Counter[str], list[str]]]
"""How the tags of one filing fared, and those that were not right."""

_NIL = re.compile("zerodash|fixed-zero|numdash|nocontent")
_WORDS = re.compile(r"\W+")
_TAG = re.compile(rb"<ix:nonfraction\s", re.IGNORECASE)


@dataclass(frozen=True)
class Tag:
    """A numeric tag: its concept, its size in whole units, its period as ISO days, and the text of its cell.

    `dimensions` says that its context cuts the entity down to a part.
    """

    concept: str
    size: Decimal
    period: str
    cell: str
    row: int
    dimensions: bool = False


def tags_by_table(page: html.HtmlElement, periods: Mapping[str, tuple[str, bool]]) -> Iterator[tuple[str, list[Tag]]]:
    """For every table with tags that fill cells of its own the words in it, and those tags."""
    for table in page.iter("table"):
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        tags: list[Tag] = []
        for number, row in enumerate(rows):
            for tag in row.iter("ix:nonfraction"):
                if next(tag.iterancestors("tr")) is not row:  # it stands in a table within this one
                    continue
                found = _tag(tag, next(tag.iterancestors("td", "th")), number, periods)
                tags += [found] if found else []
        if tags:
            yield _essence("".join(table.itertext())), tags


def cells_in_order(page: html.HtmlElement, periods: Mapping[str, tuple[str, bool]]) -> Iterator[tuple[str, Tag | None]]:
    """The digits of every cell that holds a number, in the page's order, with the tag that fills it if one does."""
    for number, row in enumerate(page.iter("tr")):
        for cell in row.iter("td", "th"):
            text = digits_of(cell.text_content())
            if next(cell.iterancestors("tr")) is not row or not any(sign.isdigit() or sign in "—–" for sign in text):
                continue
            tags = [tag for each in cell.iter("ix:nonfraction") if (tag := _tag(each, cell, number, periods))]
            yield text, tags[0] if len(tags) == 1 else None


def _tag(
    tag: html.HtmlElement, cell: html.HtmlElement, row: int, periods: Mapping[str, tuple[str, bool]]
) -> Tag | None:
    """A tag that fills its cell; None for one with words or other numbers beside it."""
    size, context = _size(tag), tag.get("contextref")
    if size is None or context not in periods:  # some pages came without their contexts
        return None
    text = digits_of(tag.text_content())
    if digits_of(cell.text_content()) != text:
        return None
    period, cut = periods[context]
    return Tag(tag.get("name"), size, period, text, row, cut)


def contexts(path: Path) -> dict[str, tuple[str, bool]]:
    """The period of every context and whether it has dimensions; a page without any has those of its whole filing."""
    pages = [path, *sorted(path.parent.glob("*.htm"))]
    found = next((found for page in pages if (found := _contexts_of(page))), {})
    return found


def _contexts_of(path: Path) -> dict[str, tuple[str, bool]]:
    page = html.document_fromstring(path.read_bytes())
    return {
        str(context.get("id")): (_period(context), any(True for _ in context.iter("xbrldi:explicitmember")))
        for context in page.iter("xbrli:context")
    }


def _period(context: html.HtmlElement) -> str:
    """The days of a context; what lasts from a day to the same day is told as that day."""
    days = {part.tag: (part.text or "").strip() for part in context.iter(etree.Element)}
    start, end = days.get("xbrli:startdate"), days.get("xbrli:enddate")
    return days.get("xbrli:instant") or (f"{start}/{end}" if start != end else str(end))


def _size(tag: html.HtmlElement) -> Decimal | None:
    if _NIL.search(tag.get("format") or ""):
        return Decimal(0)
    try:
        return Decimal(tag.text_content().replace(",", "").strip()).scaleb(int(tag.get("scale") or 0)).normalize()
    except InvalidOperation:
        return None


def digits_of(text: str) -> str:
    """What of a printed number tells it from others: its digits, point and dash."""
    return re.sub(r"[^0-9.—–\-－]", "", text)


def _essence(text: str) -> str:
    return _WORDS.sub("", text)


def _printed_size(figure: Figure) -> Decimal:
    value = figure.printed.value.copy_abs()
    return (value / 100 if figure.unit.kind is UnitKind.PERCENT else value).normalize()


def _as_days(period: Period) -> str:
    if isinstance(period, Undated):
        return "undated"
    if isinstance(period, Instant):
        return period.day.isoformat()
    return f"{period.start.isoformat()}/{period.end.isoformat()}"


def compared(path: Path) -> tuple[Counter[str], list[str]]:
    """How the tags of one filing fared, and those that did not agree."""
    (book,) = read_documents([path]).books
    bound = bind_grids(book)
    page = html.document_fromstring(path.read_bytes())
    found: Counter[str] = Counter()
    missed: list[str] = []
    grids = list(book.grids)  # as they stand on the page
    for words, tags in tags_by_table(page, contexts(path)):
        grid = _grid_of(words, grids)
        for tag in tags:
            outcome = _outcome(tag, grid, bound)
            found[outcome] += 1
            if outcome != "agrees":
                missed.append(f"{outcome}: {tag.concept} {tag.cell} {tag.period}")
    return found, missed


def _grid_of(words: str, grids: list[Grid]) -> Grid | None:
    """The next grid with the table's words, those raised as notes left out."""
    for at, grid in enumerate(grids):
        mine = _essence("".join(cell.text for cell in grid.cells))
        if len(mine) >= 0.9 * len(words) and Counter(mine) <= Counter(words):
            del grids[: at + 1]
            return grid
    return None


def _outcome(tag: Tag, grid: Grid | None, book: Book) -> str:
    if grid is None:
        return "no table"
    figures = {figure.id: figure for figure in book.figures}
    same = [
        figures[cell.figure]
        for cell in grid.cells
        if cell.row == tag.row and cell.figure in figures and digits_of(cell.text) == tag.cell
    ]
    return judged(tag, same) if same else "no figure"


def judged(tag: Tag, same: Sequence[Figure]) -> str:
    """Whether any of the figures that print what a tag does has its scale, and its period."""
    if not any(_printed_size(figure) == tag.size for figure in same):
        return "other scale"
    periods = {_as_days(figure.fact.period) for figure in same if figure.fact}
    if tag.period in periods:
        return "agrees"
    return "undated" if "undated" in periods else "other period"


def filings(held: bool | None = None) -> list[Path]:
    """The pages in inline XBRL among the shared papers, each once: all, those held out, or those worked on."""
    shared = Path(os.environ.get("CROSSFOOT_SHARED", ROOT.parent / "shared")) / "data"
    apart = {path for each in HELD for path in shared.glob(each)}
    pages: dict[bytes, Path] = {}
    for folder in FOLDERS:
        for path in sorted((shared / folder).glob("**/*.htm")):
            content = path.read_bytes()
            if _TAG.search(content) and (held is None or held == (path in apart)):
                pages.setdefault(content, path)
    return list(pages.values())


def print_compared(compare: Compare, right: str, said: str) -> Counter[str]:
    """Prints each filing's counts and what was not `right`, then what share of all was, which is `said` to be so."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--quiet", action="store_true", help="show counts only")
    parser.add_argument("--held", dest="held", action="store_true", default=None)
    parser.add_argument("--worked", dest="held", action="store_false")
    asked = parser.parse_args()
    templates: dict[str, Counter[str]] = {}
    for path in asked.files or filings(asked.held):
        found, missed = compare(path)
        templates.setdefault(_template(path), Counter()).update(found)
        if found and not asked.quiet:
            print(f"{path.name[:60]:<60} {_listed(found)}")
        for example in [] if asked.quiet else list(dict.fromkeys(missed))[:MOST_MISSED]:
            print(f"    {example[:150]}")
    whole = sum(templates.values(), Counter[str]())
    for name, found in templates.items():
        if found:
            print(f"{name:<40} {100 * found[right] / found.total():5.1f}%: {_listed(found)}")
    if whole:
        print(f"all: {whole.total()} tags, {100 * whole[right] / whole.total():.1f}% {said}")
    return whole


def _template(path: Path) -> str:
    """The folders that hold a filing, which tell its template."""
    parents = path.resolve().parts
    return "/".join(parents[parents.index("data") + 1 : -1]) if "data" in parents else path.parent.name


def _listed(found: Counter[str]) -> str:
    return f"{found.total():>5} tags: " + ", ".join(f"{count} {what}" for what, count in found.most_common())


def main() -> None:
    """Prints each filing's counts, and what did not agree."""
    print_compared(compared, "agrees", "agree in value, scale and period")


if __name__ == "__main__":
    main()
