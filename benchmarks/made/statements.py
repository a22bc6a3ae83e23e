"""The statements that templates share: which lines a profit and loss account, balance sheet and cash flow print."""

from benchmarks.made.companies import Company
from benchmarks.made.documents import Cell, Column, Line, label
from benchmarks.made.printing import Style, shown

from crossfoot.vocabulary.spans import Duration, Instant

COSTS = ("cost", "selling", "administration", "research", "other_cost", "expenses", "interest_cost", "tax", "minority")


def lines_of(keys: str, company: Company, style: Style, *, negative: bool = False) -> list[Line]:
    """Lines by their keys, one blank apart: `*key` is bold, a dot before sets in by one, `#words` is a subhead.

    Costs are printed as negative numbers where asked.
    """
    found: list[Line] = []
    for word in keys.split():
        bare = word.lstrip(".")
        indent = len(word) - len(bare)
        if bare.startswith("#"):
            found.append(Line("", bare[1:].replace("_", " "), indent, bold=True))
            continue
        key = bare.lstrip("*")
        sign = -1 if negative and key in COSTS else 1
        found.append(Line(key, label(key, company, style), indent, sign, bare.startswith("*")))
    return found


def segment_keys(company: Company, prefix: str = "segment", before: str = ".") -> str:
    """The keys of all segments' lines."""
    return " ".join(f"{before}{prefix}{n}" for n in range(len(company.segments)))


PROFIT = (
    "*revenue .cost *gross .selling .administration .research .other_cost *expenses *operating "
    ".interest_income .interest_cost .associates *pretax .tax *net .minority *owners eps"
)
PROFIT_JA = (
    "*revenue cost *gross .selling .administration .research .other_cost expenses *operating interest_income "
    "interest_cost associates *pretax tax *net minority *owners eps"
)
ASSETS = (
    ".cash .receivables .inventories .other_current *current_assets .property .goodwill .intangibles "
    ".investments .deferred_tax *fixed_assets *assets"
)
DEBTS = (
    ".payables .short_debt .accrued .other_liabilities *current_liabilities .long_debt .pensions .provisions "
    "*long_liabilities *liabilities"
)
OWNED = ".capital .premium .retained .treasury .reserves *owners_equity .minorities *equity *equity_and_liabilities"
CASH = (
    ".net .depreciation .receivables_moved .inventories_moved .payables_moved .tax_paid *operations .capex "
    ".acquired .disposed *investing .borrowed .repaid .dividends .buyback *financing exchange *cash_moved "
    "cash_opening *cash_closing"
)


def levels(
    periods: list[Duration] | list[Instant], style: Style, company: Company, *, short: bool = False
) -> list[Column]:
    """Columns of levels, the newest first where the issuer prints so."""
    ordered: list[Duration | Instant] = sorted(
        periods, key=lambda p: p.end if isinstance(p, Duration) else p.day, reverse=style.newest_first
    )
    return [Column(shown(period, style, company, short=short), period) for period in ordered]


def with_changes(columns: list[Column], style: Style, kinds: tuple[str, ...] = ("change", "growth")) -> list[Column]:
    """Two columns of levels with the change and growth of the newer one behind them."""
    new, old = (0, 1) if style.newest_first else (1, 0)
    names = (
        {"change": "増減額", "growth": "増減率"}
        if style.language == "ja"
        else {"change": "Change", "growth": "Change %"}
    )
    return [*columns, *(Column(names[kind], columns[new].period, kind, new, old) for kind in kinds)]


def merged(groups: list[tuple[str, int]], under: list[str], corner: str = "") -> list[list[Cell]]:
    """Two rows of heads: groups over several columns each, and the heads under them."""
    top = [Cell(corner, rows=2), *(Cell(text, columns=width, bold=True) for text, width in groups)]
    return [top, [Cell(text, bold=True) for text in under]]
