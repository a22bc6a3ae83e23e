"""Made documents as web pages in several looks, as PDFs printed from them, and as inline XBRL."""

import html
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks.made.as_text import chart_table
from benchmarks.made.documents import Beside, Block, Break, Cell, Chart, Heading, Made, Paragraph, Table

FONT = os.environ.get("MADE_DOCUMENTS_FONT", "")
"""A font file with Japanese letters, for PDFs; without one in reach those are left out."""

_BASE = """
body{font-family:%s;font-size:9.5pt;margin:0}h1{font-size:15pt}h2{font-size:12pt;margin:10pt 0 4pt}
table{border-collapse:collapse;width:100%%;margin:3pt 0 12pt}
td{padding:1.5pt 5pt;vertical-align:bottom;text-align:right}
td.l{text-align:left}.u{text-align:right;font-size:8pt}.b{font-weight:bold}.s td{border-top:0.7pt solid #000}
.break{page-break-after:always}tr{page-break-inside:avoid}.side{display:flex;gap:24pt}.side>div{flex:1}p{margin:4pt 0}
"""
_LOOKS = {
    "plain": "", "serif": "body{font-family:'DejaVu Serif',Made,serif}td{padding:2.5pt 6pt}",
    "ruled": "td{border:0.5pt solid #777}", "zebra": "tr:nth-child(even) td{background:#e4ecf5}",
    "landscape": "@page{size:A4 landscape;margin:10mm}body{font-size:6.5pt}td{padding:0.8pt 2.5pt}",
    "slides": "@page{size:254mm 143mm;margin:9mm}body{font-size:11pt}td{border-bottom:0.4pt solid #bbb}",
    "dollars": "", "split": "", "split serif": "body{font-family:'DejaVu Serif',Made,serif}",
    "long": "body{font-size:11pt}td{padding:4pt 6pt}thead{display:table-header-group}",
    "long serif": "body{font:10pt 'DejaVu Serif',Made,serif}td{padding:5pt 6pt}thead{display:table-header-group}",
    "two columns": "body{columns:2;column-gap:20pt;font-size:7pt}h1{column-span:all}td{padding:1pt 2pt}",
}  # fmt: skip


def web_page(made: Made) -> str:
    """The document as a page of HTML in its look."""
    face = f"@font-face{{font-family:Made;src:url('file://{FONT}')}}" if FONT else ""
    style = face + _BASE % "'DejaVu Sans',Made,sans-serif" + _LOOKS[made.look]
    body = "\n".join(_block(block, made) for block in made.blocks)
    return (
        f'<!DOCTYPE html><html lang="{made.language}"><head><meta '
        f'charset="utf-8"><style>{style}</style></head><body>{body}</body></html>'
    )


def _block(block: object, made: Made) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{html.escape(block.text)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{'• ' if block.bullet else ''}{html.escape(block.printed)}</p>"
    if isinstance(block, Break):
        return '<div class="break"></div>'
    if isinstance(block, Beside):
        return (
            '<div class="side">'
            + "".join(f"<div><h3>{html.escape(t.title)}</h3>{_table(t, made)}</div>" for t in block.tables)
            + "</div>"
        )
    if isinstance(block, Chart):
        return drawn(block)
    assert isinstance(block, Table)
    return _table(block, made)


def _table(table: Table, made: Made) -> str:
    unit = f'<p class="u">{html.escape(table.unit_line)}</p>' if table.unit_line else ""
    rows = []
    for n, row in enumerate(table.rows):
        total = ' class="s"' if n >= table.heads and row[0].bold and row[-1].text else ""
        labelled = n == 0 or n >= table.heads or table.rows[0][0].rows == 1  # else the corner reaches down
        cells = "".join(_cell(cell, c == 0 and labelled, made, head=n < table.heads) for c, cell in enumerate(row))
        rows.append(f"<tr{total}>{cells}</tr>")
    head, body = "".join(rows[: table.heads]), "".join(rows[table.heads :])
    return f"{unit}<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def _split(cell: Cell, style: str) -> str:
    """A number with its currency and its bracket in cells of their own, as filings print them."""
    text = cell.shown
    mark = "$" if cell.truth is not None and cell.truth.unit == "USD" and cell.bold else ""
    behind = ")" if text.endswith(")") else "%" if text.endswith("%") else ""
    inner = html.escape(text.removesuffix(behind) if behind else text)
    return f'<td>{mark}</td><td{style}>{inner}</td><td class="l">{behind}</td>'


def _cell(cell: Cell, first: bool, made: Made, *, head: bool) -> str:
    kinds = " ".join(k for k, on in (("l", first), ("b", cell.bold)) if on)
    spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (
        f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    )
    pad = f' style="padding-left:{5 + 12 * cell.indent}pt"' if cell.indent else ""
    if made.look.startswith("split") and not first:
        if not head:
            return _split(cell, ' class="b"' if cell.bold else "")
        spans = f' colspan="{3 * cell.columns}"' + (f' rowspan="{cell.rows}"' if cell.rows > 1 else "")
    centre = ' style="text-align:center"' if head and not first else ""
    text = html.escape(cell.shown).replace("\n", "<br>")
    if made.look == "dollars" and cell.truth is not None and cell.truth.unit == "USD" and cell.bold:
        text = f"$ {text}"
    return f'<td class="{kinds}"{spans}{pad or centre}>{text}</td>'


def drawn(chart: Chart) -> str:
    """A stacked bar chart as SVG: labels in the bars, categories below, a legend of colours above."""
    colours = ("#1a3f7a", "#5b8dc9", "#a9c7e8", "#e0a030", "#7aa66b")
    sums = [sum(float(s[1][c].value) for s in chart.series) for c in range(len(chart.categories))]
    top, step, out = max(sums), 640 / len(chart.categories), []
    for c, category in enumerate(chart.categories):
        y, x = 270.0, 30 + c * step
        for n, (_, truths) in enumerate(chart.series):
            height = 230 * float(truths[c].value) / top
            y -= height
            ink = "#fff" if n == 0 else "#000"
            out.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{step * 0.6:.1f}" height="{height:.1f}" fill="{colours[n]}"/>'
            )
            out.append(
                f'<text x="{x + step * 0.3:.1f}" y="{y + height / 2 + 3:.1f}" font-size="8" fill="{ink}" '
                f'text-anchor="middle">{truths[c].text}</text>'
            )
        out.append(f'<text x="{x + step * 0.3:.1f}" y="284" font-size="8" text-anchor="middle">{category}</text>')
    for n, (name, _) in enumerate(chart.series):
        out.append(f'<rect x="{30 + n * 165}" y="4" width="8" height="8" fill="{colours[n]}"/>')
        out.append(f'<text x="{42 + n * 165}" y="11" font-size="8">{html.escape(name)}</text>')
    return f'<svg width="700" height="292" font-family="DejaVu Sans,Made">{"".join(out)}</svg>'


def hypertext(made: Made) -> bytes:
    """The page with charts as tables: what a web page's reader can know of a picture."""
    tables: list[Block] = [chart_table(block) if isinstance(block, Chart) else block for block in made.blocks]
    return web_page(Made(made.template, made.language, tables, made.look)).encode()


def browser() -> str:
    """The browser that prints PDFs, empty where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""


def printed_pdf(made: Made) -> bytes:
    """The page as a browser prints it."""
    with tempfile.TemporaryDirectory() as name:
        page, target = Path(name) / "page.html", Path(name) / "page.pdf"
        page.write_text(web_page(made), encoding="utf-8")
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--allow-file-access-from-files",
            f"--user-data-dir={name}/profile",
            "--no-pdf-header-footer",
        ]
        subprocess.run(  # noqa: S603 - a page of ours
            [browser(), *options, f"--print-to-pdf={target}", page.as_uri()],
            check=True,
            capture_output=True,
            timeout=90,
        )
        return target.read_bytes()
