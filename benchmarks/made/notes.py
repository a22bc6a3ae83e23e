"""Templates of notes, plans and filings: equity's movements, shares of sales, reconciliations, long histories.

They were written after the others had served to mend what they showed, to be measured as nobody had seen them.
"""

import random
from fractions import Fraction

from benchmarks.made.companies import Company
from benchmarks.made.documents import (
    Block,
    Break,
    Cell,
    Column,
    Heading,
    Line,
    Made,
    Paragraph,
    Relation,
    Statement,
    Table,
    Truth,
    amount,
    compared,
    label,
)
from benchmarks.made.printing import Style, shown
from benchmarks.made.statements import ASSETS, DEBTS, OWNED, PROFIT, levels, lines_of, merged, segment_keys
from benchmarks.made.tellings import highlights
from benchmarks.made.templates import Template, month_day

from crossfoot.vocabulary.spans import Duration, Instant


def filing(company: Company, style: Style, chance: random.Random) -> Made:
    """A quarterly filing: currency and brackets in cells of their own, nine months beside the quarter, text between."""
    spans = [company.quarter(10), company.quarter(6), company.to_date(3), company.to_date(3, 1)]
    columns = [Column(str(span.end.year), span) for span in spans]
    day = month_day(company.to_date(3))
    heads = merged([(f"Three Months Ended {day},", 2), (f"Nine Months Ended {day},", 2)], [c.head for c in columns])
    profit = Statement(
        company, style, lines_of(f"#Revenues: {segment_keys(company)} {PROFIT}", company, style), columns
    )
    at = levels([Instant(company.quarter(10).end), Instant(company.year(1).end)], style, company)
    keys = f"#ASSETS #Current_assets: {ASSETS} #LIABILITIES_AND_EQUITY #Current_liabilities: {DEBTS} #Equity: {OWNED}"
    sheet = Statement(company, style, lines_of(keys, company, style), at)
    blocks: list[Block] = [
        Heading(f"{company.name} Form 10-Q for the quarterly period ended {style.day(Instant(spans[0].end))}", 1),
        sheet.table("CONDENSED CONSOLIDATED BALANCE SHEETS (UNAUDITED)"),
        Paragraph("The accompanying notes are an integral part of these condensed consolidated financial statements."),
        Break(),
        profit.table("CONDENSED CONSOLIDATED STATEMENTS OF OPERATIONS (UNAUDITED)", None, heads),
    ]
    return Made("filing", "en", blocks, chance.choice(("split", "split serif")))


def equity(company: Company, style: Style, _: random.Random) -> Made:
    """Statement of changes in equity: movements down, kinds of equity across, two years one below the other."""
    kinds = ("capital", "premium", "retained", "treasury", "reserves", "owners_equity", "minorities", "equity")
    names = [label(kind, company, style) for kind in kinds]
    blocks: list[Block] = [Heading(f"{company.name} Consolidated statement of changes in equity", 1)]
    rows = [[Cell(), *(Cell(name, bold=True) for name in names)]]
    relations: list[Relation] = []
    for back in (1, 0):
        year = company.year(back)
        ends = [Instant(company.year(back + 1).end), Instant(year.end)]
        tops = [
            [amount(Line(k, n), Column("", end), company, style) for k, n in zip(kinds, names, strict=True)]
            for end in ends
        ]
        moves = _movements(tops[0], tops[1], kinds, (company, style), year)
        for title, truths in (
            (f"Balance at {style.day(ends[0])}", tops[0]),
            *moves,
            (f"Balance at {style.day(ends[1])}", tops[1]),
        ):
            if title.startswith("Balance") and len(rows) > 1 and title == rows[-1][0].text:
                continue
            rows.append([Cell(title, bold=title.startswith("Balance")), *(Cell(t.text, t) for t in truths)])
            relations += [
                Relation("sum", (truths[5], *truths[:5])),
                Relation("sum", (truths[7], truths[5], truths[6])),
            ]
        for c in range(len(kinds)):
            relations.append(Relation("sum", (tops[1][c], tops[0][c], *(truths[c] for _, truths in moves))))
    blocks.append(Table("Consolidated statement of changes in equity", style.unit_line(), rows, 1, relations))
    return Made("equity", "en", blocks, "ruled")


def _movements(
    opening: list[Truth], closing: list[Truth], kinds: tuple[str, ...], of: tuple[Company, Style], year: Duration
) -> list[tuple[str, list[Truth]]]:
    """What moved each kind of equity in a year: profit and dividends the retained earnings, the rest as it comes."""
    company, style = of
    found = []
    given = {
        "Profit for the year": {"retained": "owners", "minorities": "minority"},
        "Dividends": {"retained": "dividends"},
    }
    left = [company.value(k, Instant(year.end)) - company.value(k, Instant(opening[0].period.day)) for k in kinds]  # type: ignore[union-attr]
    for title, lines in given.items():
        values = [company.value(lines[k], year) if k in lines else Fraction(0) for k in kinds]
        values[5] = sum(values[:5], Fraction(0))
        values[7] = values[5] + values[6]
        left = [a - b for a, b in zip(left, values, strict=True)]
        found.append((title, [_printed(v, title, style, year) for v in values]))
    found.append(("Other movements", [_printed(v, "Other movements", style, year) for v in left]))
    assert len(closing) == len(kinds)
    return found


def _printed(value: Fraction, title: str, style: Style, period: Duration) -> Truth:
    printed = style.rounded(value / style.scale, style.decimals)
    made = Truth(style.number(printed, style.decimals), printed * style.scale, style.currency, title, title, period)
    made.exact = value / style.scale
    return made


def shares(company: Company, style: Style, chance: random.Random) -> Made:
    """A profit and loss account with each amount's share of sales beside it, and the change between the years."""
    new, old = company.year(), company.year(1)
    of_sales = "% of sales"
    columns = [
        Column(str(new.end.year), new),
        Column(of_sales, new, "share", 0, 0),
        Column(str(old.end.year), old),
        Column(of_sales, old, "share", 2, 2),
        Column("Change", new, "growth", 0, 2),
    ]
    keys = "*revenue .cost *gross .selling .administration .research .other_cost *operating .tax *net"
    profit = Statement(company, style, lines_of(keys, company, style), columns)
    blocks: list[Block] = [
        Heading(f"{company.name}: management discussion", 1),
        Paragraph(
            f"Results of operations for the fiscal years ended {month_day(new)}, {new.end.year} and {old.end.year}"
        ),
        profit.table("Results of operations"),
        *highlights(company, style, chance),
    ]
    return Made("shares", "en", blocks, chance.choice(("plain", "serif", "two columns")))


def reconciliation(company: Company, style: Style, chance: random.Random) -> Made:
    """From net income to EBITDA by quarter, and free cash flow below it: measures that no standard knows."""
    quarters = [company.quarter(n) for n in (7, 8, 9, 10, 11)]
    columns = [Column(style.short_span(q, company), q) for q in quarters]
    profit = Statement(
        company, style, lines_of("net .tax .interest_cost .interest_income .depreciation", company, style), columns
    )
    table = profit.table("Reconciliation of net income to EBITDA")
    cash = Statement(company, style, lines_of("operations .capex", company, style), columns)
    below = cash.table("Free cash flow")
    for made, keys, title in (
        (table, {"net": 1, "tax": 1, "interest_cost": 1, "interest_income": -1, "depreciation": 1}, "EBITDA"),
        (below, {"operations": 1, "capex": 1}, "Free cash flow"),
    ):
        statement = profit if made is table else cash
        cells = [Cell(title, bold=True)]
        for c, span in enumerate(quarters):
            value = sum((sign * company.value(key, span) for key, sign in keys.items()), Fraction(0))
            truth = _printed(value, title, style, span)
            cells.append(Cell(truth.text, truth, bold=True))
            made.relations.append(Relation("sum", (truth, *(statement.truths[r, c] for r in range(len(keys))))))
        made.rows.append(cells)
    blocks: list[Block] = [
        Heading(f"{company.name} Non-GAAP financial measures", 1),
        Paragraph(f"Our fiscal year ends on {month_day(company.year())}."),
        table,
        Paragraph("EBITDA and free cash flow are not defined by accounting standards."),
        below,
    ]
    return Made("reconciliation", "en", blocks, chance.choice(("plain", "landscape")))


def indices(company: Company, style: Style, chance: random.Random) -> Made:
    """主要な経営指標等の推移: years across, a unit beside each line, amounts with shares, people and money a share."""
    years = [company.year(b) for b in (2, 1, 0)]
    rows = [
        [Cell("回次", columns=2), *(Cell(f"第{58 - b}期") for b in (2, 1, 0))],
        [Cell("決算年月", columns=2), *(Cell(f"{y.end.year}年{y.end.month}月") for y in years)],
    ]
    unit = {10**3: "(千円)", 10**6: "(百万円)", 10**8: "(億円)"}[style.scale]
    for key in _INDICES:
        name = label(key, company, style)
        each = "(円)" if key == "eps" else "(人)" if key == "employees" else unit
        truths = [amount(Line(key, name), Column("", _of(key, y)), company, style) for y in years]
        rows.append([Cell(name), Cell(each), *(Cell(t.text, t) for t in truths)])
    rows.append([Cell("自己資本比率"), Cell("(%)"), *(_equity_ratio(company, style, y) for y in years)])
    table = Table("主要な経営指標等の推移", "", rows, 2, [])
    title = f"{company.name} 有価証券報告書 第一部 企業情報"
    blocks: list[Block] = [Heading(title, 1), Heading("1 主要な経営指標等の推移"), table]
    return Made("indices", "ja", blocks, chance.choice(("ruled", "plain")))


_STOCKS = ("equity", "assets", "cash", "employees")
_INDICES = (
    *("revenue", "operating", "pretax", "owners", "equity", "assets", "eps"),
    *("operations", "investing", "financing", "cash", "employees"),
)


def _of(key: str, year: Duration) -> Duration | Instant:
    """The period that a line of a year's figures is of."""
    return Instant(year.end) if key in _STOCKS else year


def _equity_ratio(company: Company, style: Style, year: Duration) -> Cell:
    keys, at = ("owners_equity", "assets"), Column("", Instant(year.end))
    own, base = (amount(Line(key, "自己資本比率"), at, company, style) for key in keys)
    truth = compared("share", own, base, style)
    assert truth is not None
    truth.text = truth.text.removesuffix("%")
    return Cell(truth.text, truth)


def budget(company: Company, style: Style, chance: random.Random) -> Made:
    """予算実績比較: plan beside result with the difference and how far it was reached, the year before with growth."""
    year, before = company.year(), company.year(1)
    factor = Fraction(chance.randrange(93, 108), 100)
    columns = [
        Column("計画", year, scenario="target", factor=factor),
        Column("実績", year),
        Column("計画差", year, "change", 1, 0),
        Column("前期実績", before),
        Column("前期比", year, "growth", 1, 3),
    ]
    keys = f"{segment_keys(company, before='')} *revenue cost *gross expenses *operating"
    profit = Statement(company, style, lines_of(keys, company, style), columns)
    top = [
        [
            Cell("", rows=2),
            Cell(shown(year, style, company), columns=3),
            Cell(shown(before, style, company)),
            Cell("増減率"),
        ],
        [Cell(c.head) for c in columns],
    ]
    blocks: list[Block] = [
        Heading(f"{company.name} {shown(year, style, company)} 計画と実績の比較", 1),
        profit.table("計画と実績の比較", None, top),
    ]
    return Made("budget", "ja", blocks, chance.choice(("plain", "slides")))


NOTES: tuple[Template, ...] = (filing, equity, shares, reconciliation)
NOTES_JAPANESE: tuple[Template, ...] = (indices, budget)
