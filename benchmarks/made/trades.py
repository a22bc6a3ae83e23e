"""Templates of trades in English: banks, insurers, airlines, shops, mines, whose lines no statement knows."""

import random
from fractions import Fraction

from benchmarks.made.companies import Company
from benchmarks.made.documents import Block, Break, Column, Heading, Made, Paragraph
from benchmarks.made.laid import COUNT, PERCENT, Form, Laid, drawn, money, telling
from benchmarks.made.printing import Style
from benchmarks.made.templates import Template, month_day

from crossfoot.vocabulary.spans import Duration, Instant

_CURRENCY = 10**9


def years(company: Company, style: Style, *, growth: bool = True) -> list[Column]:
    """Two fiscal years, the newer first, with the growth between them."""
    new, old = company.year(), company.year(1)
    found = [Column(style.short_span(new, company), new), Column(style.short_span(old, company), old)]
    return [*found, Column("% change", new, "growth", 0, 1)] if growth else found


def quarters(company: Company, style: Style, count: int) -> list[Column]:
    """The last so many quarters, the oldest first."""
    spans = [company.quarter(n) for n in range(12 - count, 12)]
    return [Column(style.short_span(span, company), span) for span in spans]


def said(laid: Laid, keys: str, columns: tuple[int, int], form: int, when: str) -> list[Block]:
    """Lines of text on some lines of a table."""
    found = [telling(laid, key, columns, form + n, when) for n, key in enumerate(keys.split())]
    return [each for each in found if each is not None]


def document(name: str, company: Company, subject: str, blocks: list[Block], chance: random.Random) -> Made:
    """The document with its title and the day its years end on."""
    ends = Paragraph(f"Fiscal years end on {month_day(company.year())}.")
    title = Heading(f"{company.name} {subject}", 1)
    return Made(name, "en", [title, ends, *blocks], chance.choice(("plain", "ruled", "zebra", "serif")))


def lines(chance: random.Random, laid: Laid, sizes: dict[str, tuple[str, float]], form: Form) -> None:
    """Lines by key: what each is called and about how large it is."""
    for key, (words, size) in sizes.items():
        laid.line(key, f".{words}", drawn(chance, size, laid.levels), form)


def bank(company: Company, style: Style, chance: random.Random) -> Made:
    """A bank's five quarters: net interest and other income, provisions, profit; capital and its ratio."""
    columns, size, form = quarters(company, style, 5), 4 * _CURRENCY * chance.uniform(0.4, 3), money(style)
    laid = Laid(style, columns)
    lines(chance, laid, {"interest": ("Interest income", size), "paid": ("Interest expense", size * 0.45)}, form)
    laid.total("nii", "Net interest income", "interest -paid")
    rest = {"fees": ("Fee and commission income", size * 0.3), "trading": ("Net trading income", size * 0.12)}
    lines(chance, laid, rest, form)
    laid.total("income", "Total operating income", "nii fees trading")
    lines(chance, laid, {"staff": ("Staff expenses", size * 0.28), "other": ("Other expenses", size * 0.17)}, form)
    laid.total("costs", "Total operating expenses", "staff other")
    lines(chance, laid, {"losses": ("Credit impairment losses", size * 0.04)}, form)
    laid.total("pretax", "Profit before tax", "income -costs -losses")
    laid.share("ratio", "Cost-to-income ratio", "costs", "income")
    at: list[Column] = [Column(c.head, Instant(c.period.end)) for c in columns if isinstance(c.period, Duration)]
    capital = Laid(style, at)
    lines(
        chance, capital, {"cet1": ("Common equity tier 1 capital", size * 8), "at1": ("Additional tier 1", size)}, form
    )
    capital.total("tier1", "Tier 1 capital", "cet1 at1")
    lines(chance, capital, {"tier2": ("Tier 2 capital", size * 1.4)}, form)
    capital.total("own", "Total own funds", "tier1 tier2")
    lines(chance, capital, {"rwa": ("Risk-weighted assets", size * 52)}, form)
    for key, words, of in (("c1", "CET1 ratio", "cet1"), ("c2", "Tier 1 ratio", "tier1"), ("c3", "Total", "own")):
        capital.share(key, words, of, "rwa")
    blocks = [
        Heading("Income statement"), laid.table("Income statement", style.unit_line()),
        *said(laid, "nii income", (4, 0), style.names, columns[4].head),
        Break(), Heading("Capital"), capital.table("Capital adequacy", style.unit_line()),
    ]  # fmt: skip
    return document("bank", company, "Quarterly factbook", blocks, chance)


def insurer(company: Company, style: Style, chance: random.Random) -> Made:
    """An insurer: premiums written and earned, claims and expenses, and the ratios that make the combined one."""
    laid, size, form = Laid(style, years(company, style)), 5 * _CURRENCY, money(style)
    lines(chance, laid, {"gross": ("Gross written premiums", size), "ceded": ("Premiums ceded", size * 0.14)}, form)
    laid.total("written", "Net written premiums", "gross -ceded")
    lines(chance, laid, {"unearned": ("Change in unearned premiums", size * 0.02)}, form)
    laid.total("earned", "Net earned premiums", "written -unearned")
    lines(chance, laid, {"claims": ("Net claims incurred", size * 0.55), "costs": ("Expenses", size * 0.2)}, form)
    laid.total("result", "Underwriting result", "earned -claims -costs")
    laid.share("loss", "Loss ratio", "claims", "earned")
    laid.share("cost", "Expense ratio", "costs", "earned")
    laid.total("combined", "Combined ratio", "loss cost")
    when = f"fiscal {company.last_year}"
    blocks = [
        *said(laid, "gross earned result", (0, 1), style.names, when),
        Heading("Property and casualty"), laid.table("Property and casualty", style.unit_line()),
    ]  # fmt: skip
    return document("insurer", company, "Annual results", blocks, chance)


def reit(company: Company, style: Style, chance: random.Random) -> Made:
    """A property trust: from rent to operating income, funds from operations, and debt by the year it falls due."""
    laid, size, form = Laid(style, years(company, style)), 0.8 * _CURRENCY, money(style)
    lines(chance, laid, {"rent": ("Rental revenue", size), "back": ("Tenant reimbursements", size * 0.2)}, form)
    laid.total("revenue", "Total property revenue", "rent back")
    lines(
        chance,
        laid,
        {"run": ("Property operating expenses", size * 0.22), "taxes": ("Real estate taxes", size * 0.13)},
        form,
    )
    laid.total("noi", "Net operating income", "revenue -run -taxes")
    laid.share("margin", "NOI margin", "noi", "revenue")
    ffo = Laid(style, years(company, style, growth=False))
    lines(chance, ffo, {"net": ("Net income", size * 0.3), "dep": ("Real estate depreciation", size * 0.35)}, form)
    lines(chance, ffo, {"gains": ("Gains on sales of property", size * 0.06)}, form)
    ffo.total("ffo", "Funds from operations", "net dep -gains")
    first = company.last_year + 1
    due = Laid(style, [Column("Secured"), Column("Unsecured"), Column("Total", None, "total", 0, 1)])
    names = {f"d{n}": (str(first + n), size * 0.5) for n in range(5)} | {"d5": ("Thereafter", size)}
    for key, (words, each) in names.items():
        due.line(key, words, drawn(chance, each, 2, 0, 0.5), form)
    due.total("debt", "Total debt", " ".join(names))
    blocks = [
        Heading("Net operating income"), laid.table("Net operating income", style.unit_line()),
        *said(laid, "rent noi", (0, 1), style.names, f"fiscal {company.last_year}"),
        Heading("Funds from operations"), ffo.table("Funds from operations", style.unit_line()),
        Break(), Heading("Debt maturities"), due.table("Debt maturities", style.unit_line()),
    ]  # fmt: skip
    return document("reit", company, "Supplemental information", blocks, chance)


def airline(company: Company, style: Style, chance: random.Random) -> Made:
    """An airline: passengers by region, seat kilometres offered and sold, the load factor; quarter and year to date."""
    spans: list[Duration] = [company.quarter(11), company.quarter(7), company.year(), company.year(1)]
    columns = [Column(style.short_span(s, company), s) for s in spans]
    columns.insert(2, Column("Change", spans[0], "growth", 0, 1))
    columns.append(Column("Change", spans[2], "growth", 3, 4))
    laid = Laid(style, columns)
    for key, words, size in (("dom", "Domestic", 3100), ("short", "Short haul", 5200), ("long", "Long haul", 1900)):
        a, b = drawn(chance, size, 2, -0.1)
        values = [a, b, a * 4 + chance.randrange(300), b * 4 + chance.randrange(300)]
        laid.line(key, f".{words}", [1000 * value for value in values], Form(1000))
    laid.total("people", "Passengers carried (thousands)", "dom short long")
    a, b = drawn(chance, 24_500, 2, -0.08)
    laid.line(
        "ask",
        "Available seat kilometres (millions)",
        [each * 10**6 for each in (a, b, a * 4 + 55, b * 4 - 91)],
        Form(10**6),
    )
    c, d = drawn(chance, 19_900, 2, -0.1)
    laid.line(
        "rpk",
        "Revenue passenger kilometres (millions)",
        [each * 10**6 for each in (c, d, c * 4 - 37, d * 4 + 73)],
        Form(10**6),
    )
    laid.share("load", "Passenger load factor", "rpk", "ask")
    blocks: list[Block] = [Heading("Traffic statistics"), laid.table("Traffic statistics")]
    return document("airline", company, "Traffic and operating statistics", blocks, chance)


def shops(company: Company, style: Style, chance: random.Random) -> Made:
    """A retailer: sales by banner, stores opened and closed, sales of stores open a year and longer."""
    laid, size, form = Laid(style, years(company, style)), 2 * _CURRENCY, money(style)
    banners = ("Northgate", "Little Harbor", "Casa Verde", "Online")
    lines(chance, laid, {f"b{n}": (name, size * (1 - n * 0.2)) for n, name in enumerate(banners)}, form)
    laid.total("sales", "Net sales", "b0 b1 b2 b3")
    stores = Laid(style, [Column(name) for name in banners[:3]] + [Column("Total", None, "total", 0, 2)])
    stores.line("open", "Stores at beginning of year", drawn(chance, 640, 3, -0.3), COUNT)
    stores.line("new", "Openings", drawn(chance, 31, 3), COUNT)
    stores.line("shut", "Closures", drawn(chance, 14, 3), COUNT)
    stores.total("end", "Stores at end of year", "open new -shut")
    same = Laid(style, quarters(company, style, 4))
    for n, name in enumerate(banners[:3]):
        same.line(f"s{n}", name, [Fraction(chance.randrange(-40, 90), 10) for _ in range(4)], PERCENT)
    blocks = [
        *said(laid, "sales b0", (0, 1), style.names, f"fiscal {company.last_year}"),
        Heading("Net sales by banner"), laid.table("Net sales by banner", style.unit_line()),
        Heading("Store count"), stores.table("Store count"),
        Heading("Same-store sales growth"), same.table("Same-store sales growth"),
    ]  # fmt: skip
    return document("shops", company, "Full year trading update", blocks, chance)


def medicines(company: Company, style: Style, chance: random.Random) -> Made:
    """A drug maker: each product's sales in two regions and in total, two years side by side, with growth."""
    new, old = company.year(), company.year(1)
    names = ("US", "International", "Total")
    columns = [Column(f"{name} {span.end.year}", span) for span in (new, old) for name in names]
    columns[2] = Column(columns[2].head, new, "total", 0, 1)
    columns[5] = Column(columns[5].head, old, "total", 3, 4)
    columns.append(Column("Growth", new, "growth", 2, 5))
    laid, form = Laid(style, columns), money(style)
    drugs = ("Avrelta", "Cordimax", "Neuvion", "Oncaris", "Tresova", "Vaxilor", "Other products")
    for n, drug in enumerate(drugs):
        laid.line(f"p{n}", drug, drawn(chance, _CURRENCY / (n + 1), 4, -0.05, 0.3), form)
    laid.total("all", "Total product sales", " ".join(f"p{n}" for n in range(len(drugs))))
    blocks = [
        Heading("Product sales"), laid.table("Product sales by region", style.unit_line()),
        *said(laid, "p0 all", (2, 5), style.names, f"fiscal {company.last_year}"),
    ]  # fmt: skip
    return document("medicines", company, "Full year results", blocks, chance)


def subscriptions(company: Company, style: Style, chance: random.Random) -> Made:
    """Software by subscription: recurring revenue rolled forward by quarter, its retention, and obligations to come."""
    columns, form = quarters(company, style, 5), money(style)
    laid, level = Laid(style, columns), Fraction(int(0.6 * _CURRENCY))
    moves = [
        [Fraction(int(level * Fraction(chance.randrange(low, high), 1000))) for _ in columns]
        for low, high in ((30, 60), (10, 40), (8, 25))
    ]
    opening = [level]
    for n in range(len(columns) - 1):
        opening.append(opening[-1] + moves[0][n] + moves[1][n] - moves[2][n])
    for key, words, values in zip(
        ("open", "new", "more", "lost"),
        ("Opening ARR", "New customers", "Expansion", "Churn and contraction"),
        (opening, *moves),
        strict=True,
    ):
        laid.line(key, words, values, form)
    laid.total("arr", "Closing ARR", "open new more -lost")
    laid.share("keep", "New customers as % of opening ARR", "new", "open")
    at = [Column(c.head, Instant(c.period.end)) for c in columns if isinstance(c.period, Duration)]
    due = Laid(style, at)
    lines(
        chance,
        due,
        {
            "soon": ("Current remaining performance obligations", 0.5 * _CURRENCY),
            "later": ("Non-current", 0.3 * _CURRENCY),
        },
        form,
    )
    due.total("rpo", "Remaining performance obligations", "soon later")
    due.line("big", "Customers with ARR above 100,000", drawn(chance, 2400, 5), COUNT)
    blocks: list[Block] = [
        Heading("Annual recurring revenue"), laid.table("Annual recurring revenue", style.unit_line()),
        Heading("Other metrics"), due.table("Other metrics", style.unit_line()),
    ]  # fmt: skip
    return document("subscriptions", company, "Key metrics", blocks, chance)


def mines(company: Company, style: Style, chance: random.Random) -> Made:
    """A miner: tonnes by mine, the price of each metal in money a tonne, and revenue by metal."""
    laid = Laid(style, years(company, style))
    lines(
        chance,
        laid,
        {f"m{n}": (name, 210_000 / (n + 1)) for n, name in enumerate(("Los Arcos", "Pico Alto", "Batu Hijau North"))},
        COUNT,
    )
    laid.total("copper", "Copper production (tonnes)", "m0 m1 m2")
    prices = Laid(style, years(company, style))
    for key, words, size in (("pc", "Copper", 8600), ("pz", "Zinc", 2700), ("pl", "Lead", 2100)):
        prices.line(key, words, drawn(chance, size, 2, -0.06), COUNT)
    money_of = Laid(style, years(company, style))
    lines(
        chance,
        money_of,
        {"rc": ("Copper", 2.9 * _CURRENCY), "rz": ("Zinc", 0.9 * _CURRENCY), "rl": ("Lead", 0.2 * _CURRENCY)},
        money(style),
    )
    money_of.total("sales", "Revenue", "rc rz rl")
    blocks = [
        Heading("Production"), laid.table("Production by mine"),
        Heading("Average realised prices"), prices.table("Average realised prices", f"{style.currency} per tonne"),
        Heading("Revenue by metal"), money_of.table("Revenue by metal", style.unit_line()),
        *said(money_of, "sales rc", (0, 1), style.names, f"fiscal {company.last_year}"),
    ]  # fmt: skip
    return document("mines", company, "Production and results report", blocks, chance)


TRADES: tuple[Template, ...] = (bank, insurer, reit, airline, shops, medicines, subscriptions, mines)
