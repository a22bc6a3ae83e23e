"""Formulas followed: what each comes to from what its cells hold, in exact numbers, and the form that it has.

Conditions are decided by what cells hold now, so `IF(B5="","",B5+C5)` has the form of the branch that is taken.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from crossfoot.bind.formulas.forms import Address, Form, Sum, added, divided, multiplied, times
from crossfoot.bind.formulas.grammar import (
    Call,
    CellReference,
    Node,
    NotUnderstood,
    Number,
    Operation,
    RangeReference,
    Text,
    parsed,
)
from crossfoot.model.workings import Held, Sheet

_DEEPEST = 40  # cells of no figure that refer to one another
_POWER_MOST = 64


class Fails(ValueError):
    """The formula comes to an error value, such as a division by zero."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its form; `size` adds up the sizes of what it is made of, which bounds a program's float errors."""

    value: Fraction
    form: Form
    size: Fraction

    @classmethod
    def constant(cls, value: Fraction) -> "Amount":
        """A number that no cell takes part in."""
        return cls(value, Sum(constant=value), abs(value))


Value = Amount | str | bool | None
"""What a formula or cell comes to: a number, a text, a truth, or nothing (a blank cell)."""


class Workings:
    """The sheets of one document, and their formulas as they are followed.

    `shown` are the cells with figures: forms speak of them. Cells without one count by their own formula's form, and
    without a formula by what they hold. `called` gives what a function comes to.
    """

    def __init__(
        self,
        sheets: Mapping[str, Sheet],
        shown: frozenset[Address],
        called: "Callable[[Call, Arguments], Value]",
    ) -> None:
        self.called = called
        self.sheets = {name.lower(): sheet for name, sheet in sheets.items()}
        self.names = {name.lower(): name for name in sheets}
        self.named_cells = {name: cells for sheet in sheets.values() for name, cells in sheet.names.items()}
        self.shown = shown
        self._followed: dict[Address, Value] = {}

    def held(self, address: Address) -> Held | None:
        """What a cell holds, None for a blank one."""
        sheet = self.sheets.get(address[0].lower())
        if sheet is None:
            raise NotUnderstood("it refers to a sheet that the workbook does not have")
        return sheet.cells.get(address[1:])

    def follow(self, address: Address, formula: str) -> Value:
        """What the formula in a cell comes to. Raises NotUnderstood, Fails."""
        return self._value(parsed(formula, self.named_cells), address[0], 0)

    def _value(self, node: Node | None, sheet: str, depth: int) -> Value:
        match node:
            case None:
                return None
            case Number(value):
                return Amount.constant(Fraction(value))
            case Text(text):
                return text
            case CellReference():
                return self._cell(_address(node, sheet, self.names), depth)
            case RangeReference():
                raise NotUnderstood("it takes a range for one value")
            case Operation():
                return self._operation(node, sheet, depth)
            case Call():
                return self.called(node, Arguments(self, sheet, depth))

    def _cell(self, address: Address, depth: int) -> Value:
        held = self.held(address)
        if held is None:
            return None
        if held.value is None:
            if held.text is None:
                raise NotUnderstood("it refers to a cell whose value was never saved")
            return held.text
        value = Fraction(held.value)
        if address in self.shown:
            return Amount(value, Sum({address: Fraction(1)}), abs(value))
        return self._unshown(address, held, value, depth)

    def _unshown(self, address: Address, held: Held, value: Fraction, depth: int) -> Amount:
        """A cell without a figure: its formula's form where that gives what it holds, else a constant."""
        if held.formula and depth < _DEEPEST:
            if address not in self._followed:
                self._followed[address] = None  # one that comes back to itself is a constant
                with suppress(NotUnderstood, Fails):
                    self._followed[address] = self._value(parsed(held.formula, self.named_cells), address[0], depth + 1)
            found = self._followed[address]
            if isinstance(found, Amount) and found.form is not None and follows(found, held.value):
                return Amount(value, found.form, found.size)
        return Amount.constant(value)

    def _operation(self, node: Operation, sheet: str, depth: int) -> Value:
        right = self._value(node.right, sheet, depth)
        if node.left is None:
            amount = number(right)
            return amount if node.sign == "+" else Amount(-amount.value, times(amount.form, Fraction(-1)), amount.size)
        left = self._value(node.left, sheet, depth)
        if node.sign == "&":
            raise NotUnderstood("it joins texts")
        if node.sign in _COMPARED:
            return compared(node.sign, left, right)
        return calculated(node.sign, number(left), number(right))


@dataclass(frozen=True, slots=True)
class Arguments:
    """How a function follows what it is given, in the sheet of its formula."""

    workings: Workings
    sheet: str
    depth: int

    def value(self, node: Node | None) -> Value:
        """What an argument comes to. Raises NotUnderstood, Fails."""
        return self.workings._value(node, self.sheet, self.depth)  # noqa: SLF001 - its other half

    def values(self, node: Node | None) -> Iterator[tuple[Address | None, Value]]:
        """The values of an argument, one a cell where it is a range or cell; blank cells of ranges are passed over."""
        if isinstance(node, CellReference):
            yield _address(node, self.sheet, self.workings.names), self.value(node)
        elif isinstance(node, RangeReference):
            for address in self._addresses(node):
                yield address, self.workings._cell(address, self.depth)  # noqa: SLF001
        else:
            yield None, self.value(node)

    def _addresses(self, node: RangeReference) -> Iterator[Address]:
        """The cells of a range that hold something: of a range of billions, only those that exist are looked at."""
        name, top, left = _address(node.first, self.sheet, self.workings.names)
        self.workings.held((name, 0, 0))
        cells = self.workings.sheets[name.lower()].cells
        bottom, right = node.last.row, node.last.column
        if (bottom - top + 1) * (right - left + 1) <= len(cells):
            for row in range(top, bottom + 1):
                yield from ((name, row, column) for column in range(left, right + 1) if (row, column) in cells)
        else:
            for row, column in sorted(cells):
                if top <= row <= bottom and left <= column <= right:
                    yield name, row, column


def _address(node: CellReference, sheet: str, names: Mapping[str, str]) -> Address:
    name = node.sheet or sheet
    return names.get(name.lower(), name), node.row, node.column


def number(value: Value) -> Amount:
    """A value as a number: a blank is nothing, a truth 1 or 0. Raises Fails for texts."""
    if isinstance(value, Amount):
        return value
    if isinstance(value, str):
        raise Fails("a text is no number")
    return Amount.constant(Fraction(bool(value)))


def calculated(sign: str, left: Amount, right: Amount) -> Amount:
    """Two numbers put together by `+`, `-`, `*`, `/` or `^`. Raises NotUnderstood, Fails."""
    if sign in ("+", "-"):
        factor = Fraction(1 if sign == "+" else -1)
        return Amount(
            left.value + factor * right.value, added(left.form, times(right.form, factor)), left.size + right.size
        )
    if sign == "*":
        return Amount(left.value * right.value, multiplied(left.form, right.form), left.size * right.size)
    if sign == "/":
        if right.value == 0:
            raise Fails("a division by zero")
        scale = right.size / (right.value * right.value)  # what cancels below the line counts as much
        return Amount(left.value / right.value, divided(left.form, right.form), left.size * scale)
    if right.value.denominator != 1 or abs(right.value) > _POWER_MOST or not (left.value or right.value > 0):
        raise NotUnderstood("it takes a power or a root")
    value = left.value ** int(right.value)
    form = left.form if right.value == 1 else Sum(constant=value) if _is_constant(left.form) else None
    return Amount(value, form, max(abs(value), left.size ** abs(int(right.value))))


def _is_constant(form: Form) -> bool:
    return isinstance(form, Sum) and form.is_constant


_COMPARED = ("=", "<>", "<", ">", "<=", ">=")


def compared(sign: str, left: Value, right: Value) -> bool:
    """Whether a comparison holds; a blank equals both nothing and an empty text, and texts are above numbers."""
    one, other = _comparable(left, right), _comparable(right, left)
    if type(one) is not type(other):
        ranks = isinstance(one, str), isinstance(other, str)
        return sign == "<>" or (sign in ("<", "<=") and ranks < (True, False)) or (sign in (">", ">=") and ranks[0])
    if isinstance(one, str) and isinstance(other, str):
        return _holds(sign, (one.lower() > other.lower()) - (one.lower() < other.lower()))
    assert isinstance(one, Fraction)
    assert isinstance(other, Fraction)
    return _holds(sign, (one > other) - (one < other))


def _comparable(value: Value, beside: Value) -> Fraction | str:
    if value is None:
        return "" if isinstance(beside, str) else Fraction(0)
    return value if isinstance(value, str) else number(value).value


def _holds(sign: str, order: int) -> bool:
    return {"=": order == 0, "<>": order != 0, "<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0}[sign]


_FLOAT = Fraction(1, 10**9)


def follows(found: Amount, held: Decimal | None) -> bool:
    """Whether a cell holds what its formula comes to, but for the errors of floating-point programs."""
    if held is None:
        return False
    return abs(found.value - Fraction(held)) <= _FLOAT * max(found.size, abs(found.value))
