"""Templates of short English documents: fact sheets, slides, long schedules and movements."""

import random

from benchmarks.made.companies import Company
from benchmarks.made.documents import (
    Beside,
    Block,
    Break,
    Chart,
    Column,
    Heading,
    Line,
    Made,
    Paragraph,
    Statement,
    amount,
)
from benchmarks.made.printing import Style
from benchmarks.made.statements import (
    ASSETS,
    CASH,
    DEBTS,
    OWNED,
    PROFIT,
    levels,
    lines_of,
    segment_keys,
    with_changes,
)
from benchmarks.made.tellings import highlights
from benchmarks.made.templates import closes, month_day

from crossfoot.vocabulary.spans import Instant


def factsheet(company: Company, style: Style, chance: random.Random) -> Made:
    """A fact sheet: two tables side by side, twice, in the width of a page."""
    years = levels([company.year(1), company.year()], style, company, short=True)
    at = levels(closes(company, 1, 0), style, company)
    left = Statement(company, style, lines_of("*revenue cost *gross expenses *operating", company, style), years)
    right = Statement(company, style, lines_of(f"{segment_keys(company, before='')} *revenue", company, style), years)
    third = Statement(
        company, style, lines_of("cash receivables inventories other_current *current_assets", company, style), at
    )
    fourth = Statement(
        company, style, lines_of("operations investing financing exchange *cash_moved", company, style), years
    )
    blocks: list[Block] = [
        Heading(f"{company.name}: the year at a glance", 1),
        Paragraph(f"Fiscal years end on {month_day(company.year())}."),
        Beside((left.table("Results"), right.table("Revenue by segment"))),
        Beside((third.table("Current assets"), fourth.table("Cash flow"))),
    ]
    return Made("factsheet", "en", blocks, chance.choice(("plain", "zebra")))


def deck(company: Company, style: Style, chance: random.Random) -> Made:
    """Slides: small tables with change and growth, charts of quarters, bullets that restate figures."""
    pair = with_changes(levels([company.year(1), company.year()], style, company, short=True), style)
    profit = Statement(company, style, lines_of("*revenue cost *gross expenses *operating *net", company, style), pair)
    by_segment = Statement(
        company, style, lines_of(f"{segment_keys(company, before='')} *revenue", company, style), pair
    )
    quarters = [company.quarter(n) for n in range(4, 12)]
    series = []
    for n, name in enumerate(s[0] for s in company.segments):
        series.append((name, [amount(Line(f"segment{n}", name), Column("", q), company, style) for q in quarters]))
    chart = Chart("Quarterly revenue by segment", [style.short_span(q, company) for q in quarters], series)
    blocks: list[Block] = [
        Heading(f"{company.name} FY{company.last_year} results presentation", 1),
        Paragraph(f"Fiscal year ended {style.day(Instant(company.year().end))}"),
        Break(),
        Heading("Financial highlights"),
        profit.table("Financial highlights"),
        *highlights(company, style, chance)[:3],
        Break(),
        Heading("Revenue by segment"),
        by_segment.table("Revenue by segment"),
        Break(),
        Heading("Quarterly revenue by segment"),
        Paragraph(style.unit_line()),
        chart,
    ]
    return Made("deck", "en", blocks, "slides")


def ledger(company: Company, style: Style, chance: random.Random) -> Made:
    """A long schedule that goes on over pages, with heads repeated: every line of the statements for three years."""
    years = levels([company.year(b) for b in (2, 1, 0)], style, company)
    every = f"{segment_keys(company)} {PROFIT} #Reconciliation_of_cash {CASH}"
    flows = Statement(company, style, lines_of(every, company, style), years)
    at = levels(closes(company, 2, 1, 0), style, company)
    sheet = Statement(
        company, style, lines_of(f"#Assets {ASSETS} #Liabilities {DEBTS} #Equity {OWNED}", company, style), at
    )
    blocks: list[Block] = [
        Heading(f"{company.name} Consolidated financial statements", 1),
        flows.table("Consolidated statements of income and cash flows"),
        sheet.table("Consolidated balance sheets"),
    ]
    return Made("ledger", "en", blocks, chance.choice(("long", "long serif")))


def movements(company: Company, style: Style, chance: random.Random) -> Made:
    """Roll-forwards: cash by year with opening and closing, and net debt as a sum with signs."""
    years = levels([company.year(1), company.year()], style, company)
    cash = Statement(
        company,
        style,
        lines_of("cash_opening .operations .investing .financing .exchange *cash_closing", company, style),
        years,
    )
    sheet = Statement(
        company,
        style,
        lines_of(
            (
                ".current_assets .fixed_assets *assets .current_liabilities .long_liabilities *liabilities "
                ".equity *equity_and_liabilities"
            ),
            company,
            style,
        ),
        levels(closes(company, 0, 1), style, company),
    )
    blocks: list[Block] = [
        Heading(f"{company.name} Preliminary results", 1),
        *highlights(company, style, chance),
        Heading("Movement in cash"),
        cash.table("Movement in cash and cash equivalents"),
        Heading("Summary balance sheet"),
        sheet.table("Summary balance sheet"),
    ]
    return Made("movements", "en", blocks, chance.choice(("plain", "two columns")))


GLANCES = (factsheet, deck, ledger, movements)
