"""Templates of trades in Japanese: a bank, monthly sales of shops, a revised forecast, dividends, sales by region."""

import random
from fractions import Fraction

from benchmarks.made.companies import Company
from benchmarks.made.documents import Block, Cell, Column, Heading, Made, Paragraph
from benchmarks.made.laid import COUNT, Form, Laid, drawn, money
from benchmarks.made.printing import Style, shown
from benchmarks.made.templates import Template
from benchmarks.made.trades import lines, said

from crossfoot.vocabulary.spans import Instant, months_of

_LARGE = 10**11


def _document(name: str, company: Company, subject: str, blocks: list[Block], chance: random.Random) -> Made:
    title = Heading(f"{company.name} {subject}", 1)
    ends = Paragraph(f"決算期は{company.year_end_month}月です。")
    return Made(name, "ja", [title, ends, *blocks], chance.choice(("plain", "ruled", "zebra")))


def _years(company: Company, style: Style) -> list[Column]:
    old, new = company.year(1), company.year()
    columns = [Column(shown(span, style, company), span) for span in (old, new)]
    return [*columns, Column("増減額", new, "change", 1, 0), Column("増減率", new, "growth", 1, 0)]


def bank_ja(company: Company, style: Style, chance: random.Random) -> Made:
    """銀行の損益の状況: gross profit by kind, expenses, net business profit, credit costs, ordinary profit."""
    laid, form = Laid(style, _years(company, style)), money(style)
    of = {
        "nii": ("資金利益", _LARGE),
        "fee": ("役務取引等利益", 0.3 * _LARGE),
        "other": ("その他業務利益", 0.1 * _LARGE),
    }
    lines(chance, laid, of, form)
    laid.total("gross", "業務粗利益", "nii fee other")
    lines(
        chance,
        laid,
        {"people": ("人件費", 0.3 * _LARGE), "things": ("物件費", 0.25 * _LARGE), "tax": ("税金", 0.04 * _LARGE)},
        form,
    )
    laid.total("costs", "経費", "people things tax")
    laid.total("net", "業務純益", "gross -costs")
    lines(chance, laid, {"credit": ("与信関係費用", 0.07 * _LARGE), "stock": ("株式等関係損益", 0.05 * _LARGE)}, form)
    laid.total("ordinary", "経常利益", "net -credit stock")
    when = shown(company.year(), style, company)
    blocks = [
        Heading("損益の状況"), laid.table("損益の状況", style.unit_line()),
        *said(laid, "gross ordinary nii", (1, 0), style.names, when),
    ]  # fmt: skip
    return _document("bank_ja", company, "決算の概要", blocks, chance)


def monthly_ja(company: Company, style: Style, chance: random.Random) -> Made:
    """月次: stores opened and closed and sales by month of half a year, with the half's total behind."""
    first = company.year().start
    months = [months_of(first.year, first.month + n, 1) for n in range(6)]
    columns = [Column(f"{span.start.year}年{span.start.month}月", span) for span in months]
    laid = Laid(style, columns)
    opened, shut, start = drawn(chance, 12, 6, 0, 0.5), drawn(chance, 6, 6, 0, 0.6), [Fraction(1204)]
    for n in range(5):
        start.append(start[-1] + opened[n] - shut[n])
    for key, words, values in (("start", "月初店舗数", start), ("open", "出店", opened), ("shut", "退店", shut)):
        laid.line(key, words, values, COUNT)
    laid.total("end", "月末店舗数", "start open -shut")
    half = months_of(first.year, first.month, 6)
    sales = Laid(style, [*columns, Column("上期累計", half, "total", 0, 5)])
    of = {"food": ("食品", 0.05 * _LARGE), "wear": ("衣料品", 0.03 * _LARGE), "home": ("住居用品", 0.02 * _LARGE)}
    lines(chance, sales, of, money(style))
    sales.total("all", "全社売上高", "food wear home")
    blocks: list[Block] = [
        Heading("店舗数の推移"), laid.table("店舗数の推移", "(単位:店)"),
        Heading("月次売上高"), sales.table("月次売上高", style.unit_line()),
    ]  # fmt: skip
    return _document("monthly_ja", company, "月次業績", blocks, chance)


def revision_ja(company: Company, style: Style, chance: random.Random) -> Made:
    """業績予想の修正: measures across; the old and the new forecast, the change in amount and percent, last year's."""
    year = company.year()
    columns = [
        Column("前回発表予想(A)", year, scenario="forecast"),
        Column("今回修正予想(B)", year, scenario="forecast"),
    ]
    keys = {
        "sales": ("売上高", _LARGE),
        "op": ("営業利益", 0.1 * _LARGE),
        "ord": ("経常利益", 0.11 * _LARGE),
        "net": ("親会社株主に帰属する当期純利益", 0.07 * _LARGE),
    }
    change = [
        Column("増減額(B-A)", year, "change", 1, 0, "forecast"),
        Column("増減率(%)", year, "growth", 1, 0, "forecast"),
    ]
    laid = Laid(style, [*columns, *change])
    for key, (words, size) in keys.items():
        old = drawn(chance, size, 1)[0]
        laid.line(key, words, [old, Fraction(int(old * Fraction(chance.randrange(80, 130), 100)))], money(style))
    table = laid.table("連結業績予想数値の修正")
    unit = {10**3: "千円", 10**6: "百万円", 10**8: "億円"}[style.scale]
    turned = [[Cell(""), *(Cell(words) for words, _ in keys.values())], [Cell(""), *(Cell(unit) for _ in keys)]]
    for c, column in enumerate(laid.columns):
        truths = [laid.truths[key][c] for key in keys]
        for truth in truths:
            if truth is not None and column.kind == "growth":
                truth.text = truth.text.removesuffix("%")
        turned.append([Cell(column.head), *(Cell(t.text if t else "―", t) for t in truths)])
    table.rows, table.heads = turned, 2
    end = f"{year.start.year}年{year.start.month}月1日~{year.end.year}年{year.end.month}月{year.end.day}日"
    blocks: list[Block] = [Heading(f"{shown(year, style, company)}通期連結業績予想数値の修正({end})"), table]
    return _document("revision_ja", company, "業績予想の修正に関するお知らせ", blocks, chance)


def dividends_ja(company: Company, style: Style, chance: random.Random) -> Made:
    """配当の状況: the dividend a share at each quarter's end and for the year, in 円 銭."""
    heads = ("第1四半期末", "第2四半期末", "第3四半期末", "期末", "合計")
    yen = Form(1, 2, "JPY/share")
    rows, relations = [], []
    for back in (1, 0):
        year = company.year(back)
        columns = [Column(head, year) for head in heads[:4]] + [Column(heads[4], year, "total", 0, 3)]
        laid = Laid(style, columns)
        values = [Fraction(chance.randrange(20, 90), 2) for _ in range(4)]
        laid.line(f"dividend{back}", shown(year, style, company), values, yen)
        rows += laid.rows
        relations += laid.relations
    table = Laid(style, columns).table(
        "配当の状況",
        "",
        [
            [Cell("", rows=2), Cell("年間配当金", columns=5)],
            [Cell(h) for h in heads],
            [Cell(""), *(Cell("円 銭") for _ in heads)],
        ],
    )
    table.rows, table.relations = [*table.rows, *rows], relations
    return _document("dividends_ja", company, "配当に関するお知らせ", [Heading("配当の状況"), table], chance)


def regions_ja(company: Company, style: Style, chance: random.Random) -> Made:
    """地域別売上高: amounts beside their share of the whole for two years, and what the group owes at their closes."""
    old, new = company.year(1), company.year()
    columns = [
        Column(shown(old, style, company), old), Column("構成比", old, "part", 0),
        Column(shown(new, style, company), new), Column("構成比", new, "part", 2),
        Column("前期比", new, "growth", 2, 0),
    ]  # fmt: skip
    laid = Laid(style, columns)
    names = ("日本", "北米", "欧州", "アジア", "その他の地域")
    lines(chance, laid, {f"r{n}": (name, 0.8 * _LARGE / (n + 1)) for n, name in enumerate(names)}, money(style))
    laid.total("all", "連結売上高", "r0 r1 r2 r3 r4")
    laid.parts("all")
    at = [Column(shown(Instant(span.end), style, company), Instant(span.end)) for span in (old, new)]
    owed = Laid(style, at)
    of = {"loan": ("借入金", 0.5 * _LARGE), "bond": ("社債", 0.2 * _LARGE), "lease": ("リース負債", 0.04 * _LARGE)}
    lines(chance, owed, of, money(style))
    owed.total("debt", "有利子負債合計", " ".join(of))
    blocks = [
        Heading("地域別売上高"), laid.table("地域別売上高", style.unit_line()),
        *said(laid, "all r0 r1", (2, 0), style.names, shown(new, style, company)),
        Heading("有利子負債"), owed.table("有利子負債の内訳", style.unit_line()),
    ]  # fmt: skip
    return _document("regions_ja", company, "決算補足説明資料", blocks, chance)


TRADES_JAPANESE: tuple[Template, ...] = (bank_ja, monthly_ja, revision_ja, dividends_ja, regions_ja)
