"""Templates of trades in English, and tables that any issuer prints beside its statements: bridges, ranges, people."""

import random
from fractions import Fraction

from benchmarks.made.companies import Company
from benchmarks.made.documents import Block, Break, Cell, Column, Heading, Made, Paragraph, Relation, Truth
from benchmarks.made.laid import COUNT, Form, Laid, drawn, money
from benchmarks.made.printing import Style
from benchmarks.made.templates import Template
from benchmarks.made.trades import document, lines, said, years

from crossfoot.vocabulary.spans import Duration, Instant, months_of

_LARGE = 10**9


def utility(company: Company, style: Style, chance: random.Random) -> Made:
    """A utility: electricity by source with each source's share of the whole, and revenue by business."""
    laid = Laid(style, years(company, style))
    names = ("Hydro", "Wind", "Solar", "Nuclear", "Gas")
    lines(chance, laid, {f"g{n}": (name, 41_000 / (n + 1)) for n, name in enumerate(names)}, COUNT)
    laid.total("all", "Total generation (GWh)", "g0 g1 g2 g3 g4")
    laid.head("Share of total generation")
    for n, name in enumerate(names):
        laid.share(f"s{n}", f"{name}", f"g{n}", "all")
    revenue = Laid(style, years(company, style))
    of = {"net": ("Networks", 2.2 * _LARGE), "retail": ("Customer solutions", 3.1 * _LARGE)}
    lines(chance, revenue, of, money(style))
    lines(chance, revenue, {"own": ("Eliminations", -0.4 * _LARGE)}, money(style))
    revenue.total("sales", "Group revenue", "net retail own")
    blocks = [
        Heading("Electricity generation"), laid.table("Electricity generation"),
        Heading("Revenue by business"), revenue.table("Revenue by business", style.unit_line()),
        *said(revenue, "sales retail", (0, 1), style.names, f"fiscal {company.last_year}"),
    ]  # fmt: skip
    return document("utility", company, "Year-end report", blocks, chance)


def conglomerate(company: Company, style: Style, chance: random.Random) -> Made:
    """Segments down and regions across, totals both ways, a table a year."""
    blocks: list[Block] = [Heading("Revenue by segment and region")]
    for back in (0, 1):
        year = company.year(back)
        names = ("Americas", "Europe", "Asia Pacific", "Rest of world")
        columns = [Column(name, year) for name in names] + [Column("Total", year, "total", 0, 3)]
        laid = Laid(style, columns)
        of = {f"x{n}": (s[0], 1.5 * _LARGE / (n + 1)) for n, s in enumerate(company.segments)}
        lines(chance, laid, of, money(style))
        laid.total("sum", "Total revenue", " ".join(of))
        blocks.append(Paragraph(style.span(year, company)))
        blocks.append(laid.table(f"Revenue by segment and region, {style.span(year, company)}", style.unit_line()))
    return document("conglomerate", company, "Segment disclosure", blocks, chance)


def trend(company: Company, style: Style, chance: random.Random) -> Made:
    """A trend sheet of twelve quarters and the year totals behind, with each quarter's growth on the year below."""
    spans = [company.quarter(n) for n in range(12)]
    columns = [Column(style.short_span(s, company), s) for s in spans]
    for back in (2, 1, 0):
        first = 8 - 4 * back
        columns.append(
            Column(style.short_span(company.year(back), company), company.year(back), "total", first, first + 3)
        )
    laid = Laid(style, columns)
    of = {"a": ("Product revenue", 0.9 * _LARGE), "b": ("Service revenue", 0.5 * _LARGE)}
    lines(chance, laid, of, money(style))
    laid.total("r", "Total revenue", "a b")
    lines(chance, laid, {"c": ("Cost of revenue", 0.8 * _LARGE)}, money(style))
    laid.total("g", "Gross profit", "r -c")
    laid.share("m", "Gross margin %", "g", "r")
    _growth_row(laid)
    blocks: list[Block] = [Heading("Quarterly trend"), laid.table("Quarterly trend", style.unit_line())]
    made = document("trend", company, "Trend schedule", blocks, chance)
    made.look = "landscape"
    return made


def _growth_row(laid: Laid) -> None:
    """Growth of revenue on the same quarter of the year before."""
    whole, truths = laid.values["r"], laid.truths["r"]
    cells = [Cell("Revenue growth y/y", indent=1)]
    for c in range(len(laid.columns)):
        own, old, base, now = whole[c], whole[c - 4], truths[c - 4], truths[c]
        if not 4 <= c < 12 or own is None or not old or base is None or now is None:
            cells.append(Cell(""))
            continue
        value = laid.style.rounded((own / old - 1) * 100, 1, ratio=True)
        grown = Truth(
            laid.style.number(value, 1) + "%", value, "percent", "r", "Revenue growth y/y", now.period, "growth"
        )
        cells.append(Cell(grown.text, grown))
        laid.relations.append(Relation("growth", (grown, now, base)))
    laid.rows.append(cells)


def guidance(company: Company, style: Style, chance: random.Random) -> Made:
    """An outlook: low and high ends beside last year's result, with sentences that tell ranges and floors."""
    year = company.year()
    ahead = months_of(year.start.year + 1, year.start.month, 12)
    columns = [
        Column(f"FY{company.last_year} actual", year),
        Column(f"FY{company.last_year + 1} outlook low", ahead, scenario="forecast"),
        Column(f"FY{company.last_year + 1} outlook high", ahead, scenario="forecast"),
    ]
    laid, form = Laid(style, columns), money(style)
    for key, words, size in (
        ("rev", "Revenue", 4 * _LARGE),
        ("op", "Operating income", 0.6 * _LARGE),
        ("capex", "Capital expenditures", 0.3 * _LARGE),
    ):
        base = drawn(chance, size, 1)[0]
        laid.line(
            key, words, [base, Fraction(int(base * Fraction(103, 100))), Fraction(int(base * Fraction(107, 100)))], form
        )
    laid.share("margin", "Operating margin", "op", "rev")
    low, high = (laid.truths["rev"][c] for c in (1, 2))
    assert low is not None
    assert high is not None
    text = f"We expect fiscal {company.last_year + 1} revenue of between {{0}} and {{1}} {_word(style)}."
    blocks: list[Block] = [
        Heading("Outlook"), laid.table("Outlook", style.unit_line()),
        Paragraph(text, [_again(low), _again(high)], bullet=True),
        Paragraph("Capital expenditures are expected to be at least at the low end.", bullet=True),
    ]  # fmt: skip
    return document("guidance", company, "Business outlook", blocks, chance)


def _word(style: Style) -> str:
    return {10**3: "thousand", 10**6: "million", 10**9: "billion"}[style.scale]


def _again(truth: Truth) -> Truth:
    return Truth(truth.text, truth.value, "", "range", "range", None)


def bridge(company: Company, style: Style, chance: random.Random) -> Made:
    """From last year's operating profit to this year's: what volume, price, costs and currency moved, by segment."""
    names = [s[0] for s in company.segments]
    columns = [*map(Column, names), Column("Group", None, "total", 0, len(names) - 1)]
    laid, form = Laid(style, columns), money(style)
    old = company.last_year - 1
    laid.line("old", f"*Operating profit {old}", drawn(chance, 0.4 * _LARGE, len(names), -0.2), form)
    moves = {
        "vol": ("Volume", 40),
        "price": ("Price and mix", 30),
        "input": ("Input costs", -35),
        "fx": ("Currency", -9),
    }
    for key, (words, size) in moves.items():
        laid.line(key, f".{words}", drawn(chance, size * 10**6, len(names), 0, 0.6), form)
    laid.total("new", f"Operating profit {company.last_year}", f"old {' '.join(moves)}")
    blocks: list[Block] = [
        Heading("Operating profit bridge"), laid.table("Operating profit bridge", style.unit_line()),
    ]  # fmt: skip
    return document("bridge", company, "Results presentation", blocks, chance)


def people(company: Company, style: Style, chance: random.Random) -> Made:
    """Headcount by region, women and men, and the share of women; three years."""
    at = [Column(style.day(Instant(company.year(b).end)), Instant(company.year(b).end)) for b in (0, 1, 2)]
    laid = Laid(style, at)
    lines(
        chance,
        laid,
        {
            f"r{n}": (name, 9000 / (n + 1))
            for n, name in enumerate(("Europe", "North America", "Asia", "South America"))
        },
        COUNT,
    )
    laid.total("all", "Total employees", "r0 r1 r2 r3")
    women = [
        Fraction(int((value or Fraction(0)) * Fraction(chance.randrange(380, 450), 1000)))
        for value in laid.values["all"]
    ]
    laid.line("women", ".of which women", women, COUNT)
    laid.total("men", "of which men", "all -women")
    laid.share("part", "Share of women", "women", "all")
    costs = Laid(style, years(company, style))
    lines(
        chance,
        costs,
        {
            "pay": ("Wages and salaries", 0.6 * _LARGE),
            "social": ("Social security", 0.12 * _LARGE),
            "pension": ("Pension costs", 0.05 * _LARGE),
        },
        money(style),
    )
    costs.total("cost", "Total personnel expenses", "pay social pension")
    blocks = [
        Heading("Employees"), laid.table("Employees by region"),
        Heading("Personnel expenses"), costs.table("Personnel expenses", style.unit_line()),
        *said(costs, "cost pay", (0, 1), style.names, f"fiscal {company.last_year}"),
    ]  # fmt: skip
    return document("people", company, "Sustainability report", blocks, chance)


def buyback(company: Company, style: Style, chance: random.Random) -> Made:
    """Own shares bought month by month: how many, what was paid for one on average, and for all of them."""
    first = company.quarter(11).start
    months = [months_of(first.year, first.month + n, 1) for n in range(3)]
    columns = [Column(f"{span.start:%B} {span.start.year}", span) for span in months]
    columns.append(Column("Total", Duration(months[0].start, months[-1].end), "total", 0, 2))
    laid = Laid(style, columns)
    shares = drawn(chance, 900_000, 3, 0, 0.4)
    price = [Fraction(chance.randrange(3000, 9000), 100) for _ in months]
    laid.line("shares", "Shares repurchased", shares, COUNT)
    paid = [Fraction(int(a * b)) for a, b in zip(shares, price, strict=True)]
    laid.line("paid", "Total cost", paid, Form(1, 0, style.currency))
    split = Laid(style, years(company, style, growth=False))
    lines(
        chance,
        split,
        {"div": ("Dividends paid", 0.2 * _LARGE), "own": ("Share repurchases", 0.15 * _LARGE)},
        money(style),
    )
    split.total("back", "Total shareholder returns", "div own")
    blocks: list[Block] = [
        Heading("Share repurchases"), laid.table("Share repurchases", f"({style.currency}, except number of shares)"),
        Break(), Heading("Shareholder returns"), split.table("Shareholder returns", style.unit_line()),
        *said(split, "div back", (0, 1), style.names, f"fiscal {company.last_year}"),
    ]  # fmt: skip
    return document("buyback", company, "Shareholder returns", blocks, chance)


TRADES_MORE: tuple[Template, ...] = (utility, conglomerate, trend, guidance, bridge, people, buyback)
