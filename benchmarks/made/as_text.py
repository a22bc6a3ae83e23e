"""Made documents as text: Markdown, plain text with aligned columns, and CSV in five dialects."""

import csv
import io
import unicodedata

from benchmarks.made.documents import Beside, Break, Cell, Chart, Heading, Made, Paragraph, Table, Truth


def grid_of(table: Table) -> list[list[tuple[str, Cell | None]]]:
    """The table as a full rectangle of texts; a merged cell stands at its first place, blanks behind it."""
    width = max((sum(cell.columns for cell in row) for row in table.rows), default=0)
    taken: set[tuple[int, int]] = set()
    found: list[list[tuple[str, Cell | None]]] = []
    for r, row in enumerate(table.rows):
        texts: list[tuple[str, Cell | None]] = [("", None)] * width
        column = 0
        for cell in row:
            while (r, column) in taken:
                column += 1
            texts[column] = (cell.shown, cell)
            taken |= {(r + down, column + across) for down in range(cell.rows) for across in range(cell.columns)}
            column += cell.columns
        found.append(texts)
    return found


def tables_of(block: object) -> list[Table]:
    """The tables of a block, those of a chart and of two tables side by side included."""
    if isinstance(block, Table):
        return [block]
    if isinstance(block, Beside):
        return list(block.tables)
    if isinstance(block, Chart):
        return [chart_table(block)]
    return []


def chart_table(chart: Chart) -> Table:
    """A chart as the table that it draws."""
    rows = [[Cell(), *(Cell(text) for text in chart.categories)]]
    rows += [[Cell(name), *(Cell(truth.text, truth) for truth in truths)] for name, truths in chart.series]
    return Table(chart.title, "", rows, 1)


def markdown(made: Made) -> bytes:
    """Markdown with pipe tables."""
    out: list[str] = []
    for block in made.blocks:
        if isinstance(block, Heading):
            out += [f"{'#' * block.level} {block.text}", ""]
        elif isinstance(block, Paragraph):
            out += [("- " if block.bullet else "") + block.printed, ""]
        for table in tables_of(block):
            if table.unit_line:
                out += [table.unit_line, ""]
            rows = [[text.replace("\n", "<br>") for text, _ in row] for row in grid_of(table)]
            for n, row in enumerate(rows):
                out.append("| " + " | ".join(row) + " |")
                if n == 0:
                    out.append("|---|" + "---:|" * (len(row) - 1))
            out.append("")
    return "\n".join(out).encode()


def plain(made: Made) -> bytes:
    """Plain text with columns aligned to the right."""
    out: list[str] = []
    for block in made.blocks:
        if isinstance(block, Heading):
            out += ["", block.text, ""]
        elif isinstance(block, Paragraph):
            out += [("* " if block.bullet else "") + block.printed, ""]
        for table in tables_of(block):
            out += [table.title, table.unit_line, *_aligned(table), ""]
    return "\n".join(out).encode()


def _aligned(table: Table) -> list[str]:
    rows = []
    for row in grid_of(table):
        cells = [("  " * (cell.indent if cell else 0) + text) if n == 0 else text for n, (text, cell) in enumerate(row)]
        parts = [text.split("\n") for text in cells]
        for line in range(max(len(p) for p in parts)):
            rows.append([p[line] if line < len(p) else "" for p in parts])  # noqa: PERF401 - nested thrice otherwise
    widths = [max(_wide(row[c]) for row in rows) for c in range(len(rows[0]))]
    return [
        _padded(row[0], widths[0], left=True)
        + "".join("   " + _padded(t, w) for t, w in zip(row[1:], widths[1:], strict=True))
        for row in rows
    ]


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def _padded(text: str, width: int, *, left: bool = False) -> str:
    blank = " " * (width - _wide(text))
    return text + blank if left else blank + text


def comma_separated(made: Made, delimiter: str = ",", encoding: str = "utf-8", *, comma: bool = False) -> bytes:
    """CSV of all tables with their titles above; `comma` prints decimal commas and points between thousands."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    for block in made.blocks:
        if isinstance(block, Break):
            continue
        if isinstance(block, Heading) and block.level == 1:
            writer.writerow([block.text])
        elif isinstance(block, Paragraph):
            texts = [_continental(truth.text, truth, comma=comma) for truth in block.truths]
            writer.writerow([block.text.format(*texts)])
        for table in tables_of(block):
            writer.writerow([table.title])
            if table.unit_line:
                writer.writerow([table.unit_line])
            for row in grid_of(table):
                writer.writerow(
                    [
                        _continental(text, cell.truth if cell else None, comma=comma).replace("\n", " ")
                        for text, cell in row
                    ]
                )
            writer.writerow([])
    return out.getvalue().encode(encoding, "replace")


def _continental(text: str, truth: Truth | None, *, comma: bool) -> str:
    return text.translate(str.maketrans(",.", ".,")) if comma and truth is not None else text
