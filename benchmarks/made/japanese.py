"""Templates of Japanese results documents: tanshin, statutory statements, slides, supplements, segments and plans."""

import random
from fractions import Fraction

from benchmarks.made.companies import Company
from benchmarks.made.documents import (
    Block,
    Break,
    Cell,
    Chart,
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
    PROFIT_JA,
    levels,
    lines_of,
    segment_keys,
    with_changes,
)
from benchmarks.made.tellings import told

from crossfoot.vocabulary.spans import Duration, Instant


def tanshin(company: Company, style: Style, chance: random.Random) -> Made:
    """決算短信: a summary with growth in the columns beside, the forecast, then statements in two columns."""
    years = [company.year(), company.year(1)]
    blocks: list[Block] = [
        Heading(f"{shown(years[0], style, company)} 決算短信〔日本基準〕(連結)", 1),
        Paragraph(f"会社名 {company.name}"),
        Heading(f"1.{shown(years[0], style, company)}の連結業績({_from_to(years[0])})"),
        _summary(company, style),
        Heading("2.連結業績予想"),
        _forecast(company, style),
        Break(),
        Heading("連結貸借対照表"),
        _statement(company, style, f"#資産の部 {ASSETS} #負債の部 {DEBTS} #純資産の部 {OWNED}", closing=True).table(
            "連結貸借対照表"
        ),
        Break(),
        Heading("連結損益計算書"),
        _statement(company, style, PROFIT_JA).table("連結損益計算書"),
        Break(),
        Heading("連結キャッシュ・フロー計算書"),
        _statement(company, style, f"#営業活動によるキャッシュ・フロー {CASH}").table("連結キャッシュ・フロー計算書"),
    ]
    return Made("tanshin", "ja", blocks, chance.choice(("plain", "ruled")))


def _from_to(span: Duration) -> str:
    s, e = span.start, span.end
    return f"{s.year}年{s.month}月{s.day}日~{e.year}年{e.month}月{e.day}日"


def _statement(company: Company, style: Style, keys: str, *, closing: bool = False) -> Statement:
    """Statutory columns: the year before first, with its dates under its name."""
    columns = []
    for back, name in ((1, "前連結会計年度"), (0, "当連結会計年度")):
        year = company.year(back)
        s, e = year.start, year.end
        dates = (
            f"({e.year}年{e.month}月{e.day}日)"
            if closing
            else f"(自 {s.year}年{s.month}月{s.day}日\n至 {e.year}年{e.month}月{e.day}日)"
        )
        columns.append(Column(f"{name}\n{dates}", Instant(e) if closing else year))
    return Statement(company, style, lines_of(keys, company, style), columns)


def _summary(company: Company, style: Style) -> Table:
    keys = ("revenue", "operating", "pretax", "owners")
    names = [label(key, company, style) for key in keys]
    unit = {10**3: "千円", 10**6: "百万円", 10**8: "億円"}[style.scale]
    rows = [
        [Cell("", rows=2), *(Cell(name, columns=2, bold=True) for name in names)],
        [Cell(text) for _ in keys for text in (unit, "%")],
    ]
    relations: list[Relation] = []
    grid = []
    for back in (1, 0):
        year = company.year(back)
        prior = company.year(back + 1)
        cells = [Cell(shown(year, style, company))]
        for key, name in zip(keys, names, strict=True):
            own, old = (amount(Line(key, name), Column("", y), company, style) for y in (year, prior))
            grown = compared("growth", own, old, style)
            if grown is not None:
                grown.text = grown.text.removesuffix("%")
            cells += [Cell(own.text, own), Cell(grown.text if grown else "―", grown)]
            grid.append((back, key, own, grown))
        rows.append(cells)
    for back, key, own, grown in grid:
        former = next((o for b, k, o, _ in grid if b == back + 1 and k == key), None)
        if grown is not None and former is not None:
            relations.append(Relation("growth", (grown, own, former)))
    return Table("連結経営成績 (%表示は対前期増減率)", "", rows, 2, relations)


def _forecast(company: Company, style: Style) -> Table:
    keys = ("revenue", "operating", "pretax", "owners", "eps")
    last = company.year()
    end = last.end.year + 1
    names = [label(key, company, style) for key in keys]
    unit = {10**3: "千円", 10**6: "百万円", 10**8: "億円"}[style.scale]
    heads = [Cell("", rows=2), *(Cell(n, columns=2, bold=True) for n in names[:-1]), Cell(names[-1], bold=True)]
    rows = [heads, [Cell(t) for _ in keys[:-1] for t in (unit, "%")] + [Cell("円 銭")]]
    ahead = Duration(
        last.start.replace(year=last.start.year + 1),
        last.end.replace(year=end) if (last.end.month, last.end.day) != (2, 29) else last.end,
    )
    cells = [Cell("通期")]
    for key, name in zip(keys, names, strict=True):
        factor = Fraction(107, 100)
        own = amount(Line(key, name), Column("", last, factor=factor, scenario="forecast"), company, style)
        own.period = ahead
        cells.append(Cell(own.text, own))
        if key != "eps":
            old = amount(Line(key, name), Column("", last), company, style)
            grown = compared("growth", own, old, style)
            if grown is not None:
                grown.text = grown.text.removesuffix("%")
            cells.append(Cell(grown.text if grown else "―", grown))
    rows.append(cells)
    name = f"{end}年{company.year_end_month}月期"
    return Table(f"{name}の連結業績予想 (%表示は、対前期増減率)", "", rows, 2)


def slides(company: Company, style: Style, _: random.Random) -> Made:
    """決算説明会資料: results beside the year before with change and growth, quarters as a chart, comments."""
    pair = with_changes(levels([company.year(1), company.year()], style, company, short=True), style)
    profit = Statement(
        company, style, lines_of("*revenue cost *gross expenses *operating *pretax *owners", company, style), pair
    )
    segments = Statement(company, style, lines_of(f"{segment_keys(company, before='')} *revenue", company, style), pair)
    quarters = [company.quarter(n) for n in range(8, 12)]
    series = []
    for n in range(len(company.segments)):
        name = label(f"segment{n}", company, style)
        series.append((name, [amount(Line(f"segment{n}", name), Column("", q), company, style) for q in quarters]))
    blocks: list[Block] = [
        Heading(f"{company.name} {shown(company.year(), style, company)} 決算説明会資料", 1),
        Break(),
        Heading("連結業績の概要"),
        profit.table("連結業績の概要"),
        *sentences(company, style),
        Break(),
        Heading("セグメント別売上高"),
        segments.table("セグメント別売上高"),
        Break(),
        Heading("四半期別売上高の推移"),
        Paragraph(style.unit_line()),
        Chart("四半期別売上高の推移", [style.short_span(q, company) for q in quarters], series),
    ]
    return Made("slides", "ja", blocks, "slides")


def sentences(company: Company, style: Style) -> list[Paragraph]:
    """What a Japanese report says of its year in words."""
    found = []
    for key in ("revenue", "operating"):
        now, then = (
            amount(Line(key, label(key, company, style)), Column("", company.year(b)), company, style) for b in (0, 1)
        )
        if now.value <= 0 or then.value <= 0:
            continue
        grown = compared("growth", now, then, style)
        change = compared("change", now, then, style)
        if grown is None or change is None:
            continue
        word, moved = ("増", "増加") if grown.value >= 0 else ("減", "減少")
        percent = Truth(f"{abs(grown.value)}%{word}", abs(grown.value), "percent", key, now.label, now.period, "growth")
        level = told(now, style)
        amount_moved = told(change, style)
        text = f"当連結会計年度の{now.label}は{{0}}(前期比{{1}})となりました。"
        truths = [level, percent]
        if style.names % 2:
            text = f"当連結会計年度の{now.label}は、前期に比べ{{0}}{moved}し、{{1}}となりました。"
            truths = [amount_moved, level]
        found.append(Paragraph(text, truths, relations=[Relation("told", (level, now))]))
    return found


def quarterly(company: Company, style: Style, _: random.Random) -> Made:
    """決算補足資料: quarters of two years and each year's total, lines in detail, employees."""
    columns = []
    for back in (1, 0):
        year = company.year(back)
        columns += [
            Column(f"{style.short_span(company.quarter(n), company)}", company.quarter(n))
            for n in range(12)
            if year.start <= company.quarter(n).start <= year.end
        ]
        columns.append(Column(style.short_span(year, company), year))
    profit = Statement(company, style, lines_of(f"{segment_keys(company)} {PROFIT_JA}", company, style), columns)
    at = [
        Column(shown(Instant(company.quarter(n).end), style, company, short=True), Instant(company.quarter(n).end))
        for n in range(7, 12)
    ]
    sheet = Statement(company, style, lines_of(f"{ASSETS} {DEBTS} {OWNED}", company, style), at)
    blocks: list[Block] = [
        Heading(f"{company.name} {shown(company.year(), style, company)} 決算補足資料", 1),
        Heading("四半期業績推移"),
        profit.table("四半期業績推移"),
        Break(),
        Heading("貸借対照表の推移"),
        sheet.table("貸借対照表の推移"),
    ]
    return Made("quarterly", "ja", blocks, "landscape")


def segments_note(company: Company, style: Style, chance: random.Random) -> Made:
    """セグメント情報: segments across with 計, 調整額 and 連結 at the right, a table a year."""
    blocks: list[Block] = [Heading(f"{company.name} 連結財務諸表に関する注記事項", 1), Heading("(セグメント情報等)")]
    for back, name in ((1, "前連結会計年度"), (0, "当連結会計年度")):
        year = company.year(back)
        blocks.append(Paragraph(f"{name}({_from_to(year)})".replace("~", " 至 ").replace("(2", "(自 2")))
        blocks.append(_segment_table(company, style, year))
    return Made("segments_note", "ja", blocks, chance.choice(("ruled", "plain")))


def _segment_table(company: Company, style: Style, year: Duration) -> Table:
    count = len(company.segments)
    every = range(count)
    rows_of = (
        ("外部顧客への売上高", [*(f"segment{n}" for n in every), "revenue", "", "revenue"], 1),
        ("セグメント間の内部売上高又は振替高", [*(f"between{n}" for n in every), "between", "eliminated", ""], 1),
        ("計", [*(f"gross_segment{n}" for n in every), "gross_revenue", "eliminated", "revenue"], 1),
        ("セグメント利益", [*(f"result{n}" for n in every), "results", "corporate", "operating"], 0),
    )
    names = [s[1] for s in company.segments]
    top = [
        Cell("", rows=2),
        Cell("報告セグメント", columns=count + 1, bold=True),
        Cell("調整額", rows=2),
        Cell("連結財務諸表計上額", rows=2),
    ]
    rows = [top, [Cell(t) for t in (*names, "計")], [Cell("売上高"), *(Cell() for _ in range(count + 3))]]
    grid: list[list[Truth | None]] = []
    for title, keys, indent in rows_of:
        truths = [amount(Line(key, title), Column("", year), company, style) if key else None for key in keys]
        grid.append(truths)
        rows.append([Cell(title, indent=indent), *(Cell(t.text if t else "-", t) for t in truths)])
    relations = [Relation("sum", _known((r[count], *r[:count]))) for r in grid]
    relations += [
        Relation("sum", _known((r[count + 2], r[count], r[count + 1]))) for r in grid if r[count + 1] and r[count + 2]
    ]
    relations += [Relation("sum", _known((grid[2][c], grid[0][c], grid[1][c]))) for c in range(count + 1)]
    return Table("報告セグメントごとの売上高及び利益の金額に関する情報", style.unit_line(), rows, 2, relations)


def _known(truths: tuple[Truth | None, ...]) -> tuple[Truth, ...]:
    return tuple(truth for truth in truths if truth is not None)


def nine_months(company: Company, style: Style, chance: random.Random) -> Made:
    """第3四半期報告: nine months beside those of the year before, changes, comments on segments."""
    pair = with_changes(levels([company.to_date(3, 1), company.to_date(3)], style, company), style)
    keys = f"{segment_keys(company)} {PROFIT_JA}"
    profit = Statement(company, style, lines_of(keys, company, style), pair)
    at = levels([Instant(company.year(1).end), Instant(company.quarter(10).end)], style, company)
    sheet = Statement(
        company, style, lines_of(f"#資産の部 {ASSETS} #負債の部 {DEBTS} #純資産の部 {OWNED}", company, style), at
    )
    blocks: list[Block] = [
        Heading(f"{company.name} {shown(company.to_date(3), style, company)}決算の概要", 1),
        Heading("四半期連結損益計算書"),
        profit.table("四半期連結損益計算書"),
        Break(),
        Heading("四半期連結貸借対照表"),
        sheet.table("四半期連結貸借対照表"),
    ]
    return Made("nine_months", "ja", blocks, chance.choice(("plain", "zebra", "serif")))


JAPANESE = (tanshin, slides, quarterly, segments_note, nine_months)
