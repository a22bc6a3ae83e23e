"""Made companies: true results of nobody, to the whole unit of money, for three years of quarters.

Flows are drawn for each quarter and add up to longer spans; balances follow from them, so that every statement that is
printed from a company ties but for rounding.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from benchmarks.made.lines import FORMULAS, PARTS_OF_BALANCES

from crossfoot.vocabulary.spans import Duration, Instant, Period, day_before, months_of

QUARTERS = 12
_NAMES = (
    "Alder",
    "Norvik",
    "Castella",
    "Brightwater",
    "Tamarind",
    "Ostrava",
    "Kestrel",
    "Halcyon",
    "Marlowe",
    "Quillon",
)
_ENDINGS = ("Holdings", "Industries", "Group plc", "Corporation", "AB", "SE")
_JAPANESE = ("青葉", "東海", "三星", "北斗", "みらい", "大和屋", "瑞穂野", "白鷺")
_JAPANESE_ENDINGS = ("製作所", "ホールディングス", "商事", "化学工業", "システムズ")
SEGMENTS = (
    ("Industrial Systems", "産業システム事業"),
    ("Consumer Products", "コンシューマー事業"),
    ("Health Technologies", "ヘルスケア事業"),
    ("Digital Services", "デジタルサービス事業"),
    ("Packaging", "包装資材事業"),
    ("Logistics", "物流事業"),
    ("Specialty Chemicals", "機能化学品事業"),
    ("Energy Solutions", "エネルギー事業"),
)


@dataclass(frozen=True, slots=True)
class Company:
    """A company: its name, language (`en`, `ja`), currency, the month its year ends in, and its true values.

    `flows` holds a value for each line and quarter, `balances` one for each line and close, the opening included.
    """

    name: str
    language: str
    currency: str
    year_end_month: int
    last_year: int
    segments: tuple[tuple[str, str], ...]
    flows: dict[str, tuple[int, ...]] = field(repr=False)
    balances: dict[str, tuple[int, ...]] = field(repr=False)
    shares: int = 0

    def quarter(self, number: int) -> Duration:
        """The quarter of that number, from 0; the last of them ends the last year."""
        return months_of(self.last_year, self.year_end_month + 1 - 3 * (QUARTERS - number), 3)

    def year(self, back: int = 0) -> Duration:
        """The last fiscal year, or one so many years back."""
        return self.to_date(4, back)

    def to_date(self, quarters: int, back: int = 0) -> Duration:
        """The first so many quarters of a fiscal year."""
        first = QUARTERS - 4 * (back + 1)
        return Duration(self.quarter(first).start, self.quarter(first + quarters - 1).end)

    def value(self, line: str, period: Period) -> Fraction:
        """The true value of a line, in whole units of money, shares, people, or money a share."""
        if line == "eps":
            return self.value("owners", period) / self.shares
        if line == "cash_closing":
            assert isinstance(period, Duration)
            return self.value("cash", Instant(period.end))
        if line in self.balances:
            assert isinstance(period, Duration | Instant)
            close = period.day if isinstance(period, Instant) else period.end
            ends = [day_before(self.quarter(0).start), *(self.quarter(n).end for n in range(QUARTERS))]
            return Fraction(self.balances[line][ends.index(close)])
        assert isinstance(period, Duration)
        if line == "cash_opening":
            return self.value("cash", Instant(day_before(period.start)))
        within = [
            n for n in range(QUARTERS) if period.start <= self.quarter(n).start and self.quarter(n).end <= period.end
        ]
        return Fraction(sum(self.flows[line][n] for n in within))


def made_company(chance: random.Random, language: str) -> Company:
    """A company of random size, lines and growth."""
    english = language == "en"
    name = f"{chance.choice(_NAMES)} {chance.choice(_ENDINGS)}"
    name = name if english else f"{chance.choice(_JAPANESE)}{chance.choice(_JAPANESE_ENDINGS)}"
    currency = chance.choice(("USD", "USD", "EUR", "GBP")) if english else "JPY"
    size = 10 ** chance.uniform(8.3, 10.6) * (100 if currency == "JPY" else 1)
    segments = tuple(chance.sample(SEGMENTS, chance.randint(3, 4)))
    flows = _flows(chance, size / 4, len(segments))
    shares = int(size / (150 if currency == "JPY" else 12)) + chance.randrange(10**5)
    month = chance.choice((12, 12, 6, 3, 9)) if english else chance.choice((3, 3, 3, 12, 9))
    balances = _balances(chance, size, flows)
    return Company(name, language, currency, month, chance.randint(2019, 2025), segments, flows, balances, shares)


def _flows(chance: random.Random, size: float, segments: int) -> dict[str, tuple[int, ...]]:
    flows: dict[str, list[int]] = {}

    def draw(line: str, share: float, base: Sequence[float], spread: float = 0.12) -> None:
        flows[line] = [int(each * share * chance.uniform(1 - spread, 1 + spread)) for each in base]

    growth = chance.uniform(0.98, 1.06)
    trend = [size * growth**n * chance.uniform(0.94, 1.06) for n in range(QUARTERS)]
    weights = [chance.uniform(0.5, 2) for _ in range(segments)]
    for number, weight in enumerate(weights):
        draw(f"segment{number}", weight / sum(weights), trend, 0.08)
        draw(f"between{number}", weight / sum(weights) * 0.06, trend, 0.3)
        draw(f"result{number}", weight / sum(weights) * chance.uniform(0.05, 0.16), trend, 0.3)
    for line, (low, high) in _SHARES_OF_SALES.items():
        draw(line, chance.uniform(low, high) * chance.choice((1, 1, -1) if low < 0 else (1,)), trend, 0.25)
    done: dict[str, Any] = flows
    for line, terms in FORMULAS(segments).items():
        done[line] = [sum(sign * done[part][n] for sign, part in terms) for n in range(QUARTERS)]
    return {line: tuple(values) for line, values in done.items()}


_SHARES_OF_SALES = {
    "cost": (0.55, 0.68), "selling": (0.05, 0.09), "administration": (0.04, 0.07), "research": (0.02, 0.05),
    "other_cost": (0.003, 0.01), "interest_income": (0.002, 0.006), "interest_cost": (0.004, 0.012),
    "associates": (-0.006, 0.006), "tax": (0.02, 0.035), "minority": (0.001, 0.004), "depreciation": (0.03, 0.06),
    "receivables_moved": (-0.02, 0.02), "inventories_moved": (-0.02, 0.02), "payables_moved": (-0.02, 0.02),
    "tax_paid": (-0.03, -0.015), "capex": (-0.08, -0.03), "acquired": (-0.02, -0.002), "disposed": (0.001, 0.006),
    "borrowed": (0.01, 0.05), "repaid": (-0.05, -0.01), "dividends": (-0.02, -0.008), "buyback": (-0.015, -0.002),
    "exchange": (-0.004, 0.004), "comprehensive": (-0.01, 0.01),
}  # fmt: skip


def _balances(chance: random.Random, size: float, flows: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    closes = range(QUARTERS + 1)
    balances: dict[str, list[int]] = {}
    for line, share in PARTS_OF_BALANCES.items():
        level = size * share * chance.uniform(0.6, 1.5)
        balances[line] = [int(level * chance.uniform(0.92, 1.08) * 1.01**n) for n in closes]
    cash = [int(size * chance.uniform(0.2, 0.4))]
    people, customers = [chance.randrange(800, 60_000)], [chance.randrange(40_000, 4_000_000)]
    for n in range(QUARTERS):
        cash.append(cash[-1] + flows["cash_moved"][n])
        people.append(int(people[-1] * chance.uniform(0.97, 1.05)))
        customers.append(int(customers[-1] * chance.uniform(0.99, 1.05)))
    low = min(cash)
    balances["cash"] = [each - min(low, 0) * 2 for each in cash]
    balances["capital"] = [int(size * 0.08)] * len(closes)
    balances["treasury"] = [-int(size * 0.01 * (1 + n / 20)) for n in closes]
    balances["employees"], balances["customers"] = people, customers
    _totals(balances, closes)
    return {line: tuple(values) for line, values in balances.items()}


def _totals(balances: dict[str, list[int]], closes: range) -> None:
    def add(line: str, terms: Sequence[tuple[int, str]]) -> None:
        balances[line] = [sum(sign * balances[part][n] for sign, part in terms) for n in closes]

    add("current_assets", [(1, p) for p in ("cash", "receivables", "inventories", "other_current")])
    add("fixed_assets", [(1, p) for p in ("property", "goodwill", "intangibles", "investments", "deferred_tax")])
    add("assets", [(1, "current_assets"), (1, "fixed_assets")])
    add("current_liabilities", [(1, p) for p in ("payables", "short_debt", "accrued", "other_liabilities")])
    add("long_liabilities", [(1, p) for p in ("long_debt", "pensions", "provisions")])
    add("liabilities", [(1, "current_liabilities"), (1, "long_liabilities")])
    add("equity", [(1, "assets"), (-1, "liabilities")])
    rest = [(-1, p) for p in ("capital", "premium", "treasury", "reserves", "minorities")]
    add("retained", [(1, "equity"), *rest])
    add("owners_equity", [(1, "equity"), (-1, "minorities")])
    add("equity_and_liabilities", [(1, "assets")])
