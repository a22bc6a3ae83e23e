"""Which lines of the primary statements the tables name, against the concepts that the filer tagged them with.

    python -m benchmarks.statement_lines [--quiet] [--held | --worked] [FILE ...]

Without files, every filing in inline XBRL among the papers beside the checkout. Counted are the tags, without
dimensions, of the primary statements, whose concept is one of the vocabulary's statement lines: right where the figure
in their cell is bound to that line, unnamed where it is bound to a line of its table alone, wrong where it is bound to
another line. The tags are hidden from the reader.
"""

from collections import Counter
from pathlib import Path

from benchmarks.tagged_tables import Tag, _grid_of, contexts, digits_of, print_compared, tags_by_table
from lxml import html

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.bind.grids.measures.statement_lines import lines
from crossfoot.model.book import Book
from crossfoot.model.layout import Grid
from crossfoot.read.documents import read_documents

PRIMARY = 6
"""Statement lines that make a table one of the primary statements."""

# Where no part belongs to others, the profit is the owners'.
SAME = {("profit_to_owners", "profit")}

# What Japan's taxonomy calls the lines, and where the US taxonomy has several concepts for one line.
ALSO = {
    "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax": "revenue",
    "us-gaap:SalesRevenueNet": "revenue",
    "us-gaap:ProfitLoss": "profit",
    "jppfs_cor:NetSales": "revenue",
    "jppfs_cor:CostOfSales": "cost_of_revenue",
    "jppfs_cor:GrossProfit": "gross_profit",
    "jppfs_cor:SellingGeneralAndAdministrativeExpenses": "sg_and_a",
    "jppfs_cor:OperatingIncome": "operating_income",
    "jppfs_cor:OrdinaryIncome": "ordinary_income",
    "jppfs_cor:ExtraordinaryIncome": "extraordinary_income",
    "jppfs_cor:ExtraordinaryLoss": "extraordinary_loss",
    "jppfs_cor:IncomeBeforeIncomeTaxes": "income_before_tax",
    "jppfs_cor:IncomeTaxes": "income_tax",
    "jppfs_cor:ProfitLoss": "profit",
    "jppfs_cor:Assets": "total_assets",
    "jppfs_cor:Liabilities": "total_liabilities",
    "jppfs_cor:CurrentAssets": "current_assets",
    "jppfs_cor:CurrentLiabilities": "current_liabilities",
    "jppfs_cor:CapitalStock": "common_stock",
    "jppfs_cor:RetainedEarnings": "retained_earnings",
    "jppfs_cor:TreasuryStock": "treasury_stock",
    "jppfs_cor:NetAssets": "total_equity",
    "jppfs_cor:LiabilitiesAndNetAssets": "total_liabilities_and_equity",
}


def concepts() -> dict[str, str]:
    """The statement line of every concept."""
    known = {line.concept: line.name for line in lines().values() if line.concept is not None}
    return known | {concept: name for concept, name in ALSO.items() if name in lines()}


def compared(path: Path) -> tuple[Counter[str], list[str]]:
    """How the tags of one filing's statement lines fared, and those that were not right."""
    (book,) = read_documents([path]).books
    bound = bind_grids(book)
    known = concepts()
    page = html.document_fromstring(path.read_bytes())
    found: Counter[str] = Counter()
    missed: list[str] = []
    grids = list(bound.grids)
    for words, tags in tags_by_table(page, contexts(path)):
        grid = _grid_of(words, grids)
        primary = len({tag.concept for tag in tags} & known.keys()) >= PRIMARY
        for tag in tags:
            if grid is None or not primary or tag.concept not in known or tag.dimensions:
                continue
            outcome, said = _outcome(tag, grid, bound, known[tag.concept])
            found[outcome] += 1
            if outcome != "right":
                missed.append(f"{outcome}: {tag.concept} {tag.cell} is {said}")
    return found, missed


def _outcome(tag: Tag, grid: Grid, book: Book, expected: str) -> tuple[str, str]:
    figures = {figure.id: figure for figure in book.figures}
    facts = [
        fact
        for cell in grid.cells
        if cell.row == tag.row and cell.figure and digits_of(cell.text) == tag.cell
        if (fact := figures[cell.figure].fact) is not None
    ]
    if not facts:
        return "unnamed", "no figure"
    if any(fact.measure == expected or (expected, fact.measure) in SAME for fact in facts):
        return "right", expected
    said = facts[0].measure
    return ("wrong" if said in lines() else "unnamed"), said


def main() -> None:
    """Prints each filing's counts, and what was not right."""
    found = print_compared(compared, "right", "right")
    print(f"bound to another line: {found['wrong']}")


if __name__ == "__main__":
    main()
