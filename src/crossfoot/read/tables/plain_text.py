"""Tables in Markdown and plain text: pipe tables, and columns kept apart by tabs or by two blanks and more."""

import re
from collections.abc import Iterator
from decimal import Decimal

from crossfoot.read.tables.comma_separated import leading_blanks
from crossfoot.read.tables.found import Draft, FoundCell, FoundPassage, FoundTable, told_before
from crossfoot.read.tables.scattered import flattened, scattered_chart
from crossfoot.read.tables.set_apart import cells_set_apart

Lines = list[tuple[int, str]]

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_TAB_FIRST = re.compile(r"\t+\S")
_SPACED = re.compile(r"\S {2,}\S")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_HEADING = re.compile(r"^#{1,6}\s+")
_TAG = re.compile(r"</?(?:u|b|i|em|strong|sup|sub)>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SMALLEST_TABLE = 2  # rows
_LONGEST_SUBHEAD = 80
_SUBHEADS_MOST = 3  # lines in a row
_ENDS_SENTENCE = ".。"
_AROUND = 4  # lines before and behind a chart that may name it or set its unit


def read_text_tables(text: str, draft: Draft) -> None:
    """Take in the tables of a text, and its other lines as passages."""
    before: list[str] = []
    for kind, lines in _blocks(text):
        if kind == "tab" and _is_chart(lines, draft, before):
            continue
        caption, context = told_before(before)
        if kind and draft.add_table(FoundTable(tuple(_cells_of(kind, lines)), caption, context, line=lines[0][0])):
            before = []
            continue
        for number, line in lines:
            chart = scattered_chart(line)
            if chart is not None:
                draft.add_chart(chart, line, number, [*reversed(before[-_AROUND:]), *_following(text, number)])
            elif words := _HEADING.sub("", line).strip():
                draft.add_passage(FoundPassage(words, number))
                before.append(words)


def _is_chart(lines: Lines, draft: Draft, before: list[str]) -> bool:
    """Take in a block as what is left of a chart, and say whether it is one."""
    whole = flattened(field for _, line in lines for field in line.split("\t"))
    chart = scattered_chart(whole) if whole else None
    if chart is not None:
        draft.add_chart(chart, whole, lines[0][0], before[: -_AROUND - 1 : -1])
    return chart is not None


def _following(text: str, number: int) -> list[str]:
    """The next lines that print something."""
    rest = (line.strip() for line in text.splitlines()[number : number + 2 * _AROUND])
    return [line for line in rest if line][:_AROUND]


def _blocks(text: str) -> Iterator[tuple[str, Lines]]:
    """Runs of lines of one kind: `pipe`, `tab`, `blank` (columns set apart by blanks), or none for plain lines."""
    kind, block = "", list[tuple[int, str]]()
    lines = text.splitlines()
    for number, (line, found) in enumerate(zip(lines, _kinds(lines), strict=True), 1):
        if found != kind and block:
            yield _settled(kind, block), block
            block = []
        kind = found
        block.append((number, line))
    if block:
        yield _settled(kind, block), block


def _kinds(lines: list[str]) -> list[str]:
    """The kind of each line; a subhead in a table whose columns are set apart by blanks is a row of it."""
    kinds = [_kind(line) for line in lines]
    before = None  # the last line of such a table, if nothing but subheads came since
    for at, line in enumerate(lines):
        if kinds[at] == "blank":
            if before is not None and at - before <= _SUBHEADS_MOST + 1:
                kinds[before + 1 : at] = ["blank"] * (at - before - 1)
            before = at
        elif kinds[at] or not _is_subhead(line.strip()):
            before = None
    return kinds


def _is_subhead(words: str) -> bool:
    return 0 < len(words) <= _LONGEST_SUBHEAD and words[-1] not in _ENDS_SENTENCE


def _settled(kind: str, block: Lines) -> str:
    return kind if len(block) >= _SMALLEST_TABLE else ""


def _kind(line: str) -> str:
    if len(_PIPE.findall(line)) > 1 or (_PIPE.search(line) and line.lstrip().startswith("|")):
        return "pipe"
    if "\t" in line.strip() or _TAB_FIRST.match(line):
        return "tab"
    return "blank" if _SPACED.search(line.strip()) else ""


def _cells_of(kind: str, lines: Lines) -> Iterator[FoundCell]:
    if kind == "blank":
        yield from cells_set_apart(lines)
        return
    row = 0
    for number, line in lines:
        if kind == "pipe" and _RULE.fullmatch(line):
            continue
        for column, field in enumerate(_pipe_fields(line) if kind == "pipe" else line.split("\t")):
            if text := _plain(field):
                yield FoundCell(row, column, text, indent=_indent(field), bold="**" in field, line=number)
        row += 1


def _pipe_fields(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [field.replace("\\|", "|") for field in _PIPE.split(inner)]


def _plain(field: str) -> str:
    """The words of a cell without marks of emphasis, its line breaks and no-break blanks as blanks."""
    text = _TAG.sub("", _BREAK.sub(" ", field)).replace("&nbsp;", " ").replace("&amp;", "&")
    return _MARKS.sub("", text).strip()


def _indent(field: str) -> Decimal:
    inner = field.removeprefix(" ")  # one blank stands between a bar and its text
    blanks = inner.replace("&nbsp;", "\u00a0").replace("&emsp;", "\u3000")
    return leading_blanks(blanks)
