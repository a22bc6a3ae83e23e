"""How a made document prints: numbers, units and periods in the house style of one issuer."""

import calendar
import random
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from benchmarks.made.companies import Company

from crossfoot.vocabulary.spans import Duration, Instant, Period

_MONTHS = calendar.month_name[1:]
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_SCALES = {
    "en": {10**3: "thousands", 10**6: "millions", 10**9: "billions"},
    "ja": {10**3: "千円", 10**6: "百万円", 10**8: "億円"},
}
_SHORT = {10**3: "k", 10**6: "m", 10**9: "bn"}


@dataclass(frozen=True, slots=True)
class Style:
    """An issuer's habits: scale and decimals of amounts, whether cut off, minus, nil, order of periods."""

    language: str
    currency: str
    scale: int
    decimals: int
    cut_off: bool
    minus: str
    nil: str
    newest_first: bool
    symbol_on: str = "none"
    date_form: int = 0
    names: int = 0
    cut_ratios: bool = False

    @property
    def place(self) -> Decimal:
        """What the last digit of an amount counts, in whole units."""
        return Decimal(self.scale).scaleb(-self.decimals)

    def rounded(self, value: Fraction, decimals: int, *, ratio: bool = False) -> Decimal:
        """The value as it is printed to so many decimals: to nearest, or cut off."""
        scaled = abs(value) * 10**decimals
        cut = self.cut_ratios if ratio else self.cut_off
        whole = int(scaled) if cut else int(scaled + Fraction(1, 2))
        return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)

    def number(self, value: Decimal, decimals: int, *, plus: bool = False) -> str:
        """The printed digits with their sign."""
        if value == 0 and decimals == 0 and self.nil:
            return self.nil
        digits = f"{abs(value):,.{decimals}f}"
        if value < 0:
            return f"({digits})" if self.minus == "()" else f"{self.minus}{digits}"
        return f"+{digits}" if plus and value > 0 else digits

    def unit_line(self) -> str:
        """What the line above a table says of its unit."""
        symbol, scale = _SYMBOLS[self.currency], _SCALES[self.language].get(self.scale, "")
        if self.language == "ja":
            return (f"(単位:{scale})", f"(単位:{scale})", f"({scale})", f"単位: {scale}")[self.names % 4]
        short = _SHORT[self.scale]
        return (
            f"(in {scale} of {self._named()}, except per share amounts)",
            f"(In {scale}, except per share data)" if self.currency == "USD" else f"({self.currency} in {scale})",
            f"{symbol}{short}" if short != "k" else f"{symbol}'000",
            f"{self.currency} {scale[:-1]}",
            f"({symbol} in {scale})",
        )[self.names % 5]

    def _named(self) -> str:
        return {"USD": "U.S. dollars", "EUR": "euros", "GBP": "pounds sterling"}[self.currency]

    def day(self, day: Instant, *, short: bool = False) -> str:
        """A date as heads of columns print it."""
        d = day.day
        month = _MONTHS[d.month - 1]
        if self.language == "ja":
            return f"{d.year}年{d.month}月末" if short else f"{d.year}年{d.month}月{d.day}日"
        return (
            f"{month} {d.day}, {d.year}",
            f"{d.day} {month} {d.year}",
            f"{month[:3]}. {d.day}, {d.year}" if len(month) > 4 else f"{month} {d.day}, {d.year}",
            f"{d.day:02}.{d.month:02}.{d.year}" if d.day > 12 else f"{d.day} {month} {d.year}",
            f"{d.year}-{d.month:02}-{d.day:02}",
        )[self.date_form % 5]

    def span(self, span: Duration, company: Company) -> str:
        """A span as heads of columns print it in full."""
        words = {3: "Three months", 6: "Six months", 9: "Nine months", 12: "Year"}[span.months]
        if self.language == "ja":
            year = fiscal_year(span, company)
            part = {3: f"第{_quarter(span, company)}四半期", 6: "第2四半期累計", 9: "第3四半期累計", 12: ""}[
                span.months
            ]
            return f"{year}年{company.year_end_month}月期{part}"
        return f"{words} ended {self.day(Instant(span.end))}"

    def short_span(self, span: Duration, company: Company) -> str:
        """A span as a narrow head prints it: Q1 2024, FY2024."""
        year = fiscal_year(span, company)
        if self.language == "ja":
            year -= company.year_end_month != 12  # 年度 goes by the year it begins in
            part = {3: f"{_quarter(span, company)}Q", 6: "上期", 9: "3Q累計", 12: ""}[span.months]
            return f"{year}年度{part}" if part else f"{year}年度"
        part = {3: f"Q{_quarter(span, company)}", 6: "H1", 9: "9M", 12: "FY"}[span.months]
        forms = (
            f"{part} {year}",
            f"{part}{year % 100:02}" if part == "FY" else f"{part} FY{year % 100:02}",
            f"{part} {year}",
        )
        return forms[self.date_form % 3]


def fiscal_year(span: Duration, company: Company) -> int:
    """The year that a span's fiscal year ends in."""
    end = company.year().end
    return span.end.year + (1 if (span.end.month, span.end.day) > (end.month, end.day) else 0)


def _quarter(span: Duration, company: Company) -> int:
    return ((span.end.month - company.year_end_month - 1) % 12) // 3 + 1


def made_style(chance: random.Random, company: Company) -> Style:
    """The habits of an issuer in the company's language."""
    size = max(company.flows["revenue"])
    if company.language == "ja":
        scale, decimals = chance.choice(((10**6, 0), (10**6, 0), (10**3, 0), (10**8, 1)))
        cut_off = chance.random() < 0.6
        minus = chance.choice(("△", "△", "▲", "-"))
    else:
        scale, decimals = chance.choice(
            ((10**6, 0), (10**6, 1), (10**3, 0), (10**6, 0), (10**9, 2) if size > 2 * 10**9 else (10**6, 2))
        )
        cut_off = False
        minus = chance.choice(("()", "()", "()", "-", "−", "–"))
    return Style(
        company.language, company.currency, scale, decimals, cut_off, minus, chance.choice(("-", "–", "—")),
        chance.random() < 0.55, chance.choice(("none", "none", "first", "totals")), chance.randrange(60),
        chance.randrange(60),
        cut_off and chance.random() < 0.25,
    )  # fmt: skip


def shown(period: Period, style: Style, company: Company, *, short: bool = False) -> str:
    """The head of a column for a period."""
    if isinstance(period, Instant):
        return style.day(period, short=short)
    assert isinstance(period, Duration)
    return style.short_span(period, company) if short else style.span(period, company)
