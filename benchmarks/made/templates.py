"""Templates of English results documents: each lays a company's results out as another kind of issuer would."""

import random
from collections.abc import Callable

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
from benchmarks.made.statements import (
    ASSETS,
    CASH,
    DEBTS,
    OWNED,
    PROFIT,
    levels,
    lines_of,
    merged,
    segment_keys,
)
from benchmarks.made.tellings import highlights

from crossfoot.vocabulary.spans import Duration, Instant

Template = Callable[[Company, Style, random.Random], Made]


def closes(company: Company, *backs: int) -> list[Instant]:
    """The closes of fiscal years so many years back."""
    return [Instant(company.year(back).end) for back in backs]


def release(company: Company, style: Style, chance: random.Random) -> Made:
    """An American press release: highlights, quarter and year under merged heads, balance sheet, cash flow."""
    quarter, before = company.quarter(11), company.quarter(7)
    spans = [quarter, before, company.year(), company.year(1)]
    columns = [Column(str(span.end.year), span) for span in spans]
    groups = [(f"Three months ended {month_day(quarter)},", 2), (f"Year ended {month_day(quarter)},", 2)]
    profit = Statement(company, style, lines_of(f"{segment_keys(company)} {PROFIT}", company, style), columns)
    sheet = Statement(
        company,
        style,
        lines_of(f"#Assets {ASSETS} #Liabilities_and_equity {DEBTS} {OWNED}", company, style),
        levels(closes(company, 0, 1), style, company),
    )
    cash = Statement(
        company,
        style,
        lines_of(f"#Cash_flows: {CASH}", company, style),
        levels([company.year(), company.year(1)], style, company),
    )
    blocks: list[Block] = [
        Heading(f"{company.name} Reports Fourth Quarter and Full Year {quarter.end.year} Results", 1),
        *highlights(company, style, chance),
        Break(),
        Heading("Condensed Consolidated Statements of Income"),
        profit.table("CONSOLIDATED STATEMENTS OF INCOME", None, merged(groups, [c.head for c in columns])),
        Break(),
        sheet.table("CONSOLIDATED BALANCE SHEETS"),
        Break(),
        cash.table("CONSOLIDATED STATEMENTS OF CASH FLOWS"),
    ]
    return Made("release", "en", blocks, chance.choice(("plain", "serif", "dollars")))


def annual(company: Company, style: Style, chance: random.Random) -> Made:
    """A European annual report: notes column, costs in brackets, subheads, newest year first, statement dates once."""
    years = [company.year(), company.year(1)]
    note = Column("Notes", None, "note")
    columns = [note, *(Column(str(y.end.year), y) for y in years)]
    profit = lines_of(
        (
            "#Continuing_operations *revenue .cost *gross .selling .administration .research .other_cost "
            "*operating .interest_income .interest_cost .associates *pretax .tax *net #Attributable_to: "
            ".owners .minority eps"
        ),
        company,
        style,
        negative=True,
    )
    at = [note, *(Column(str(c.day.year), c) for c in closes(company, 0, 1))]
    sheet = lines_of(
        (
            "#Non-current_assets .property .goodwill .intangibles .investments .deferred_tax *fixed_assets "
            "#Current_assets .inventories .receivables .other_current .cash *current_assets *assets #Equity "
            f"{OWNED.replace('*equity_and_liabilities', '')} #Non-current_liabilities .long_debt .pensions "
            ".provisions *long_liabilities #Current_liabilities .payables .short_debt .accrued "
            ".other_liabilities *current_liabilities *liabilities *equity_and_liabilities"
        ),
        company,
        style,
    )
    unit = style.unit_line()
    blocks: list[Block] = [
        Heading(f"{company.name} Annual Report {years[0].end.year}", 1),
        Heading("Consolidated income statement"),
        Paragraph(f"For the year ended {style.day(Instant(years[0].end))}"),
        Statement(company, style, _negative_totals(profit), columns).table("Consolidated income statement", unit),
        Break(),
        Heading("Consolidated statement of financial position"),
        Paragraph(f"As at {style.day(Instant(years[0].end))}"),
        Statement(company, style, sheet, at).table("Consolidated statement of financial position", unit),
    ]
    return Made("annual", "en", blocks, chance.choice(("ruled", "serif")))


def _negative_totals(lines: list[Line]) -> list[Line]:
    """Lines as a European account prints them: who owns the profit is no cost."""
    return [Line(line.key, line.label, line.indent, 1, line.bold) if line.key == "minority" else line for line in lines]


def supplement(company: Company, style: Style, _: random.Random) -> Made:
    """A supplement in small print: five quarters, growth on the year and on the quarter, year to date beside them."""
    numbers = list(range(7, 12))
    columns = [Column(style.short_span(company.quarter(n), company), company.quarter(n)) for n in numbers]
    columns += [
        Column("QoQ %", company.quarter(11), "growth", 4, 3),
        Column("YoY %", company.quarter(11), "growth", 4, 0),
    ]
    columns += [Column(style.short_span(company.year(b), company), company.year(b)) for b in (1, 0)]
    columns += [Column("YoY %", company.year(), "growth", 8, 7)]
    profit = Statement(company, style, lines_of(f"{segment_keys(company)} {PROFIT}", company, style), columns)
    keys = "customers employees"
    few = [*columns[:5]]
    facts = Statement(company, style, lines_of(keys, company, style), few)
    at = [
        Column(shown(Instant(company.quarter(n).end), style, company), Instant(company.quarter(n).end)) for n in numbers
    ]
    sheet = Statement(company, style, lines_of(f"{ASSETS} {DEBTS} {OWNED}", company, style), at)
    blocks: list[Block] = [
        Heading(
            f"{company.name} – Quarterly Financial Supplement, {style.short_span(company.quarter(11), company)}", 1
        ),
        Paragraph(f"Fiscal year ends {month_day(company.year())}. All periods unaudited."),
        profit.table("Consolidated results"),
        facts.table("Operating metrics", ""),
        Break(),
        sheet.table("Balance sheet"),
    ]
    return Made("supplement", "en", blocks, "landscape")


def matrix(company: Company, style: Style, chance: random.Random) -> Made:
    """Segment note: segments across, eliminations and the group at the right, one block of lines for each year."""
    names = [s[0] for s in company.segments]
    blocks: list[Block] = [
        Heading(f"{company.name} – Notes to the financial statements", 1),
        Heading("Note 5. Segment information"),
    ]
    for back in (0, 1):
        year = company.year(back)
        blocks.append(Paragraph(f"{style.span(year, company)}"))
        blocks.append(_matrix_table(company, style, names, year))
    return Made("matrix", "en", blocks, chance.choice(("ruled", "plain")))


def _matrix_table(company: Company, style: Style, names: list[str], year: Duration) -> Table:
    count = len(names)
    rows_of = [
        (label("external", company, style), [*(f"segment{n}" for n in range(count)), "revenue", "", "revenue"]),
        (label("between", company, style), [*(f"between{n}" for n in range(count)), "between", "eliminated", ""]),
        (
            "Total segment revenue",
            [*(f"gross_segment{n}" for n in range(count)), "gross_revenue", "eliminated", "revenue"],
        ),
        ("Segment profit", [*(f"result{n}" for n in range(count)), "results", "corporate", "operating"]),
    ]
    top = [
        Cell(),
        *(Cell(text, bold=True) for text in (*names, "Segments total", "Eliminations and corporate", "Consolidated")),
    ]
    rows, grid = [top], []
    for title, keys in rows_of:
        cells, truths = [Cell(title, bold=title.startswith("Total"))], []
        for key in keys:
            truth = amount(Line(key, title), Column("", year), company, style) if key else None
            truths.append(truth)
            cells.append(Cell(truth.text if truth else style.nil, truth))
        grid.append(truths)
        rows.append(cells)
    relations = [Relation("sum", _known((r[count], *r[:count]))) for r in grid]
    relations += [
        Relation("sum", _known((r[count + 2], r[count], r[count + 1]))) for r in grid if r[count + 1] and r[count + 2]
    ]
    relations += [Relation("sum", _known((grid[2][c], grid[0][c], grid[1][c]))) for c in range(count + 1)]
    return Table(f"Segment information, {style.span(year, company)}", style.unit_line(), rows, 1, relations)


def _known(truths: tuple[Truth | None, ...]) -> tuple[Truth, ...]:
    return tuple(truth for truth in truths if truth is not None)


def history(company: Company, style: Style, chance: random.Random) -> Made:
    """A summary of three years and a history in rows: periods down, measures across."""
    years = [company.year(b) for b in (2, 1, 0)]
    keys = ["revenue", "gross", "operating", "net"]
    lines = [Line(k, label(k, company, style)) for k in keys]
    top = [Cell("Fiscal year" if style.names % 2 else "Period"), *(Cell(line.label, bold=True) for line in lines)]
    rows, relations = [top], []
    for year in sorted(years, key=lambda y: y.end, reverse=style.newest_first):
        quarters = [company.quarter(n) for n in range(12) if year.start <= company.quarter(n).start <= year.end]
        block = [(q, [amount(line, Column("", q), company, style) for line in lines]) for q in quarters]
        whole = [amount(line, Column("", year), company, style) for line in lines]
        for span, truths in (*block, (year, whole)):
            rows.append([Cell(style.short_span(span, company), bold=span == year), *(Cell(t.text, t) for t in truths)])
        relations += [Relation("periods", (whole[c], *(truths[c] for _, truths in block))) for c in range(len(lines))]
    table = Table("Quarterly history", style.unit_line(), rows, 1, relations)
    columns = levels(years, style, company, short=True)
    mixed = Statement(
        company, style, lines_of("*revenue .cost *gross .expenses *operating net eps", company, style), columns
    )
    ratios = _margins(company, style, columns)
    summary = mixed.table("Selected financial information")
    summary.rows += ratios
    blocks: list[Block] = [
        Heading(f"{company.name} – Fact book", 1),
        Paragraph(f"Fiscal years end on {month_day(years[0])}."),
        summary,
        table,
    ]
    return Made("history", "en", blocks, chance.choice(("zebra", "plain")))


def _margins(company: Company, style: Style, columns: list[Column]) -> list[list[Cell]]:
    """Rows of margins under a statement."""
    rows = []
    for key, words in (("gross", "Gross margin (%)"), ("operating", "Operating margin (%)")):
        cells = [Cell(words, indent=1)]
        for column in columns:
            own, base = (amount(Line(k, words), column, company, style) for k in (key, "revenue"))
            truth = compared("share", own, base, style)
            if truth is not None:
                truth.text = truth.text.removesuffix("%")
            cells.append(Cell(truth.text, truth) if truth else Cell("n.m."))
        rows.append(cells)
    return rows


def above(company: Company, style: Style, chance: random.Random) -> Made:
    """A Nordic interim report: totals above their parts ("of which"), quarter and year to date, change in percent."""
    quarter, before = company.quarter(10), company.quarter(6)
    spans = [quarter, before, company.to_date(3), company.to_date(3, 1), company.year(1)]
    columns = [Column(style.short_span(span, company), span) for span in spans]
    columns.insert(2, Column("Change, %", quarter, "growth", 0, 1))
    lines = [Line("revenue", label("revenue", company, style), bold=True)]
    lines += [Line(f"segment{n}", f"of which {s[0]}", 1) for n, s in enumerate(company.segments)]
    lines += lines_of("*expenses .selling .administration .research .other_cost *operating *net", company, style)
    sheet = lines_of(
        (
            "*assets .fixed_assets ..property ..goodwill ..intangibles ..investments ..deferred_tax "
            ".current_assets ..cash ..receivables ..inventories ..other_current"
        ),
        company,
        style,
    )
    at = [Instant(quarter.end), Instant(before.end), Instant(company.year(1).end)]
    side = [Column(style.day(day), day) for day in at]
    blocks: list[Block] = [
        Heading(
            f"{company.name} Interim report January–September"
            if company.year_end_month == 12
            else f"{company.name} Interim report, nine months",
            1,
        ),
        Paragraph(f"The fiscal year ends on {month_day(company.year())}."),
        Statement(company, style, lines, columns).table("Key figures"),
        Statement(company, style, sheet, side).table("Condensed balance sheet"),
    ]
    return Made("above", "en", blocks, chance.choice(("plain", "zebra", "serif")))


def month_day(span: Duration) -> str:
    """The day that a year ends on, as English documents print it."""
    return f"{span.end:%B} {span.end.day}"


ENGLISH: tuple[Template, ...] = (release, annual, supplement, matrix, history, above)
