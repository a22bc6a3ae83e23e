"""Made statements of one company: the same results as a statement, as highlights in another unit, and a year later.

Figures are the roundings of true values that obey their sums exactly, each document's rounded by itself.
"""

import random
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

LINES = (
    ("Net sales", "売上高"),
    ("Cost of sales", "売上原価"),
    ("Gross profit", "売上総利益"),
    ("Selling, general and administrative expenses", "販売費及び一般管理費"),
    ("Operating income", "営業利益"),
    ("Interest expense", "支払利息"),
    ("Income before income taxes", "税金等調整前当期純利益"),
    ("Income taxes", "法人税等"),
    ("Net income", "当期純利益"),
)
HIGHLIGHTS = (0, 2, 4, 6, 8)
SHORT_NAMES = {0: "Sales", 6: "Pre-tax income"}
YEARS = (2021, 2022, 2023, 2024)

Truth = dict[int, tuple[int, ...]]
"""For each year the true value of every line, in whole currency units."""


def made_sets(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """Sets of documents of one company each, written into `folder`."""
    every = range(len(LINES))
    million, billion = Decimal(10**6), Decimal(10**9)
    for number in range(3):
        truth = _truth(random.Random(number))
        full = _table("Consolidated statements of income ($ in millions)", truth, YEARS[:3], every, (million, 0))
        short = _table("Financial highlights ($ in billions)", truth, YEARS[1:3], HIGHLIGHTS, (billion, 2))
        fine = _table("Selected data (in thousands of dollars)", truth, YEARS[1:3], HIGHLIGHTS, (Decimal(1000), 0))
        later = _table("Consolidated statements of income ($ in millions)", truth, YEARS[1:], every, (million, 0))
        japanese = _japanese("連結損益計算書(単位:百万円)", truth, every, million)
        in_hundreds = _japanese("業績ハイライト(単位:億円)", truth, HIGHLIGHTS, Decimal(10**8))
        statement = _csv(folder, f"statement{number}", full)
        yield f"made billions {number}", [statement, _csv(folder, f"deck{number}", short)]
        yield f"made thousands {number}", [statement, _csv(folder, f"fine{number}", fine)]
        yield f"made later {number}", [statement, _csv(folder, f"later{number}", later)]
        tanshin, slides = _csv(folder, f"tanshin{number}", japanese), _csv(folder, f"setsumei{number}", in_hundreds)
        yield f"made japanese {number}", [tanshin, slides]
        yield f"made sentences {number}", [statement, _release(folder, number, truth)]


def _truth(pick: random.Random) -> Truth:
    sales = pick.randrange(5 * 10**9, 60 * 10**9)
    found: Truth = {}
    for year in YEARS:
        sales = sales * pick.randrange(94, 116) // 100 + pick.randrange(10**6)
        cost = sales * pick.randrange(520, 640) // 1000 + pick.randrange(10**6)
        selling = sales * pick.randrange(150, 240) // 1000 + pick.randrange(10**6)
        interest = sales * pick.randrange(5, 20) // 1000 + pick.randrange(10**6)
        operating = sales - cost - selling
        taxed = operating - interest
        tax = taxed * pick.randrange(210, 300) // 1000 + pick.randrange(10**6)
        found[year] = (sales, cost, sales - cost, selling, operating, interest, taxed, tax, taxed - tax)
    return found


def _shown(value: int, scale: Decimal, decimals: int) -> str:
    last = Decimal(1).scaleb(-decimals)
    return f"{(Decimal(value) / scale).quantize(last, ROUND_HALF_EVEN):,}"


def _table(
    title: str, truth: Truth, years: Sequence[int], lines: Sequence[int], printing: tuple[Decimal, int]
) -> list[list[str]]:
    rows = [[title, *("" for _ in years)], ["Year ended December 31,", *map(str, years)]]
    for line in lines:
        label = LINES[line][0] if len(lines) == len(LINES) else SHORT_NAMES.get(line, LINES[line][0])
        rows.append([label, *(_shown(truth[year][line], *printing) for year in years)])
    return rows


def _japanese(title: str, truth: Truth, lines: Sequence[int], scale: Decimal) -> list[list[str]]:
    years = YEARS[1:3]
    rows = [[title, *("" for _ in years)], ["", *(f"{year}年3月期" for year in years)]]
    return rows + [[LINES[line][1], *(_shown(truth[year][line], scale, 0) for year in years)] for line in lines]


def _csv(folder: Path, name: str, rows: Sequence[Sequence[str]]) -> Path:
    path = folder / f"{name}.csv"
    path.write_text("".join(",".join(f'"{text}"' for text in row) + "\n" for row in rows), encoding="utf-8")
    return path


def _release(folder: Path, number: int, truth: Truth) -> Path:
    """A press release in sentences, without a table."""
    year = YEARS[2]
    now, before = truth[year], truth[year - 1]
    growth = Decimal(100 * (now[0] - before[0])) / before[0]
    way = "up" if growth > 0 else "down"
    billions = {line: _shown(now[line], Decimal(10**9), 1) for line in (0, 2)}
    millions = {line: _shown(now[line], Decimal(10**6), 0) for line in (4, 7, 8)}
    text = (
        f"# Results for the year ended December 31, {year}\n\n"
        f"Net sales were ${billions[0]} billion in {year}, {way} {abs(growth):.1f}% from {year - 1}. "
        f"Gross profit was ${billions[2]} billion in {year}. "
        f"Operating income of {year} was ${millions[4]} million.\n\n"
        f"Net income for {year} amounted to ${millions[8]} million, after income taxes of ${millions[7]} million.\n"
    )
    path = folder / f"release{number}.md"
    path.write_text(text, encoding="utf-8")
    return path
