"""The grammar of spreadsheet formulas: text to a tree of numbers, cells, ranges, operators and calls.

Operators bind as spreadsheets have it: percent behind a number first, then the sign before it, then `^`, `*` and `/`,
`+` and `-`, `&`, and comparisons last.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

LONGEST = 8_192
"""Characters of a formula: the most that spreadsheets take."""

NO_NAMES: Mapping[str, str] = MappingProxyType({})
"""Where a workbook names no cells."""

_DEEPEST = 100  # brackets and calls within one another; spreadsheets take 64
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


class NotUnderstood(ValueError):
    """The formula is not read; the message says what in it is beyond this grammar, in a few words that repeat."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number written into the formula."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Text:
    """A text in quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class CellReference:
    """A cell by row and column from 0; `sheet` is empty for the formula's own."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class RangeReference:
    """A rectangle of cells, its last row and column included."""

    first: CellReference
    last: CellReference


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator between two sides, or a sign before the right one (`left` is None)."""

    sign: str
    left: "Node | None"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    """A function by its name in capitals, and what stands between its brackets; None for a place left empty."""

    function: str
    arguments: tuple["Node | None", ...]


Node = Number | Text | CellReference | RangeReference | Operation | Call

_SHEET = r"(?:(?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
_CORNER = r"\$?(?P<{0}column>[A-Za-z]{{1,3}})\$?(?P<{0}row>[0-9]{{1,7}})"
_TOKEN = re.compile(
    rf"""\s*(?:
    (?P<text>"(?:[^"]|"")*")
    |(?P<cells>{_SHEET}{_CORNER.format("")}(?::{_CORNER.format("last_")})?(?![\w(.]))
    |(?P<columns>{_SHEET.replace("sheet", "of_sheet")}\$?(?P<from>[A-Za-z]{{1,3}}):\$?(?P<to>[A-Za-z]{{1,3}})(?![\w(]))
    |(?P<number>[0-9]+\.?[0-9]*(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)
    |(?P<call>(?:_xlfn\.)?[A-Za-z][A-Za-z0-9.]*)\(
    |(?P<sign><=|>=|<>|[-+*/^&=<>%(),])
    |(?P<word>TRUE|FALSE)\b
    |(?P<name>[^\W\d][\w.]*)(?![\[!:(])
    )""",
    re.VERBOSE,
)
_STRENGTHS = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5}
_SIGN_STRENGTH = 6


def parsed(formula: str, names: Mapping[str, str] = NO_NAMES) -> Node:
    """The tree of a formula that begins with `=`; `names`, in small letters, stand for others. Raises NotUnderstood."""
    text = formula.removeprefix("=")
    if len(text) > LONGEST:
        raise NotUnderstood("it is longer than spreadsheets take")
    reading = _Reading(list(_tokens(text)), names)
    node = reading.expression(0, 0)
    if reading.at < len(reading.tokens):
        raise NotUnderstood("its grammar")
    return node


def column_letters(column: int) -> str:
    """A column from 0 as spreadsheets letter it: 0 is A, 26 is AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _tokens(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while text[at:].strip():
        token = _TOKEN.match(text, at)
        if token is None:
            raise NotUnderstood(_beyond(text[at:].lstrip()))
        yield token
        at = token.end()


def _beyond(rest: str) -> str:
    """What the formula goes on with that is not read."""
    if rest.startswith("["):
        return "it refers to another workbook or to a table by name"
    if rest.startswith("{"):
        return "it holds an array"
    if rest.startswith("#"):
        return "it refers to a cell that was deleted"
    return "it refers to cells by a name" if re.match(r"[^\W\d]", rest) else "its grammar"


class _Reading:
    """The tokens of a formula, taken one after the other."""

    def __init__(self, tokens: list[re.Match[str]], names: Mapping[str, str]) -> None:
        self.tokens = tokens
        self.names = names
        self.at = 0

    def expression(self, strength: int, depth: int) -> Node:
        """What stands here, with all operators that bind stronger than `strength`."""
        if depth > _DEEPEST:
            raise NotUnderstood("it is nested too deep")
        left = self._operand(depth)
        while (sign := self._sign()) == "%" or _STRENGTHS.get(sign, 0) > strength:
            self.at += 1
            if sign == "%":
                left = Operation("/", left, Number(Decimal(100)))
            else:
                left = Operation(sign, left, self.expression(_STRENGTHS[sign], depth + 1))
        return left

    def _sign(self) -> str:
        return self.tokens[self.at]["sign"] or "" if self.at < len(self.tokens) else ""

    def _operand(self, depth: int) -> Node:
        if self.at >= len(self.tokens):
            raise NotUnderstood("its grammar")
        token = self.tokens[self.at]
        self.at += 1
        if token["sign"] in ("+", "-"):
            return Operation(token["sign"], None, self.expression(_SIGN_STRENGTH, depth + 1))
        if token["sign"] == "(":
            inner = self.expression(0, depth + 1)
            self._close()
            return inner
        if token["call"]:
            return Call(token["call"].upper().removeprefix("_XLFN."), self._arguments(depth))
        if token["name"]:
            return self._named(token["name"])
        return _atom(token)

    def _named(self, name: str) -> Node:
        """What a name stands for; one that stands for other names is not followed."""
        stands_for = self.names.get(name.lower())
        if stands_for is None:
            raise NotUnderstood("it refers to cells by a name")
        return parsed(f"={stands_for}")

    def _arguments(self, depth: int) -> tuple[Node | None, ...]:
        if self._sign() == ")":
            self.at += 1
            return ()
        arguments: list[Node | None] = []
        while True:
            arguments.append(None if self._sign() in (",", ")") else self.expression(0, depth + 1))
            if self._sign() != ",":
                self._close()
                return tuple(arguments)
            self.at += 1

    def _close(self) -> None:
        if self._sign() != ")":
            raise NotUnderstood("its grammar")
        self.at += 1


def _atom(token: re.Match[str]) -> Node:
    if token["text"] is not None:
        return Text(token["text"][1:-1].replace('""', '"'))
    if token["number"]:
        return Number(Decimal(token["number"]))
    if token["word"]:
        return Call(token["word"].upper(), ())
    if token["columns"]:
        sheet = _sheet(token["of_sheet"])
        first, last = sorted((_column(token["from"]), _column(token["to"])))
        return RangeReference(CellReference(sheet, 0, first), CellReference(sheet, _LAST_ROW - 1, last))
    if token["cells"]:
        return _cells(token)
    raise NotUnderstood("its grammar")


def _cells(token: re.Match[str]) -> Node:
    sheet = _sheet(token["sheet"])
    first = CellReference(sheet, _row(token["row"]), _column(token["column"]))
    if token["last_row"] is None:
        return first
    row, column = _row(token["last_row"]), _column(token["last_column"])
    return RangeReference(
        CellReference(sheet, min(first.row, row), min(first.column, column)),
        CellReference(sheet, max(first.row, row), max(first.column, column)),
    )


def _sheet(text: str | None) -> str:
    if text is None:
        return ""
    if text.startswith("'"):
        text = text[1:-1].replace("''", "'")
    if "[" in text:
        raise NotUnderstood("it refers to another workbook or to a table by name")
    return text


def _row(digits: str) -> int:
    row = int(digits)
    if not 1 <= row <= _LAST_ROW:
        raise NotUnderstood("it refers to a cell that no sheet has")
    return row - 1


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    if number > _LAST_COLUMN:
        raise NotUnderstood("it refers to a cell that no sheet has")
    return number - 1
