"""The functions that formulas of accounts are made of: sums, averages, conditions, roundings."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from crossfoot.bind.formulas.following import Amount, Arguments, Fails, Value, calculated, compared, number
from crossfoot.bind.formulas.forms import Address, Form, Sum, added, rounded, times
from crossfoot.bind.formulas.grammar import Call, Node, NotUnderstood, RangeReference

_HALF = Fraction(1, 2)
_DIGITS_MOST = 30
_NESTED = ("SUBTOTAL(", "AGGREGATE(")


def called(call: Call, given: Arguments) -> Value:
    """What a call comes to. Raises NotUnderstood where the function is not known, Fails."""
    function = _FUNCTIONS.get(call.function)
    if function is None:
        raise NotUnderstood(f"the function {call.function}")
    return function(call.arguments, given)


Nodes = tuple[Node | None, ...]
_Function = Callable[[Nodes, Arguments], Value]


def _one(nodes: Nodes, given: Arguments, position: int = 0) -> Value:
    return given.value(nodes[position]) if position < len(nodes) else None


def _numbers(nodes: Nodes, given: Arguments) -> Iterator[Amount]:
    """The numbers among the arguments; texts and truths in cells are passed over, as spreadsheets do."""
    for node in nodes:
        for address, value in given.values(node):
            if isinstance(value, Amount):
                yield value
            elif address is None and value is not None:
                yield number(value)


def _total(amounts: Iterable[Amount]) -> Amount:
    """The sum of the amounts; a form of thousands of cells is put together at once, not one by one."""
    every = list(amounts)
    terms: dict[Address, Fraction] = defaultdict(Fraction)
    rest: Form = Sum()
    for amount in every:
        if isinstance(amount.form, Sum):
            for address, coefficient in amount.form.terms.items():
                terms[address] += coefficient
            rest = added(rest, replace(amount.form, terms={}))
        else:
            rest = None
    value, size = sum((each.value for each in every), Fraction(0)), sum((each.size for each in every), Fraction(0))
    return Amount(value, added(Sum(terms), rest), size)


def _sum(nodes: Nodes, given: Arguments) -> Value:
    return _total(_numbers(nodes, given))


def _average(nodes: Nodes, given: Arguments) -> Value:
    amounts = list(_numbers(nodes, given))
    if not amounts:
        raise Fails("an average of nothing")
    return calculated("/", _total(amounts), Amount.constant(Fraction(len(amounts))))


def _product(nodes: Nodes, given: Arguments) -> Value:
    product = Amount.constant(Fraction(1))
    for amount in _numbers(nodes, given):
        product = calculated("*", product, amount)
    return product


def _sum_of_products(nodes: Nodes, given: Arguments) -> Value:
    columns = [[value for _, value in given.values(node)] for node in nodes]
    if len({len(column) for column in columns}) != 1:
        raise NotUnderstood("it multiplies ranges with blanks")
    products = []
    for row in zip(*columns, strict=True):
        product = Amount.constant(Fraction(1))
        for value in row:
            product = calculated("*", product, value if isinstance(value, Amount) else Amount.constant(Fraction(0)))
        products.append(product)
    return _total(products)


def _extreme(pick: Callable[[list[Fraction]], Fraction]) -> _Function:
    def function(nodes: Nodes, given: Arguments) -> Value:
        amounts = list(_numbers(nodes, given))
        if not amounts:
            return Amount.constant(Fraction(0))
        found = pick([amount.value for amount in amounts])
        return next(amount for amount in amounts if amount.value == found)

    return function


def _count(nodes: Nodes, given: Arguments) -> Value:
    return Amount.constant(Fraction(sum(1 for _ in _numbers(nodes, given))))


def _size(nodes: Nodes, given: Arguments) -> Value:
    amount = number(_one(nodes, given))
    return amount if amount.value >= 0 else Amount(-amount.value, times(amount.form, Fraction(-1)), amount.size)


def _rounding(kind: str) -> _Function:
    """ROUND and its like: the form stays, give or take what the rounding may move it by."""

    def function(nodes: Nodes, given: Arguments) -> Value:
        amount, digits = number(_one(nodes, given)), number(_one(nodes, given, 1)).value
        if digits.denominator != 1 or abs(digits) > _DIGITS_MOST:
            raise NotUnderstood("it rounds to no whole number of digits")
        step = Fraction(10) ** -int(digits)
        value = _rounded(kind, amount.value, step)
        ends = (-step / 2, step / 2) if kind == "nearest" else (-step, step)
        return Amount(value, rounded(amount.form, *ends), max(amount.size, abs(value)))

    return function


def _rounded(kind: str, value: Fraction, step: Fraction) -> Fraction:
    """The value rounded away from zero at halves, towards zero, or away from it."""
    size = abs(value) / step
    whole = floor(size + _HALF) if kind == "nearest" else floor(size) if kind == "down" else ceil(size)
    return whole * step if value >= 0 else -whole * step


def _if(nodes: Nodes, given: Arguments) -> Value:
    holds = _truth(_one(nodes, given))
    if not holds and len(nodes) < 3:
        return False
    return _one(nodes, given, 1 if holds else 2)


def _if_error(nodes: Nodes, given: Arguments) -> Value:
    try:
        return _one(nodes, given)
    except Fails:
        return _one(nodes, given, 1)


def _truth(value: Value) -> bool:
    if isinstance(value, str):
        raise Fails("a text is no truth")
    return value.value != 0 if isinstance(value, Amount) else bool(value)


def _truths(nodes: Nodes, given: Arguments) -> list[bool]:
    return [
        _truth(value)
        for node in nodes
        for address, value in given.values(node)
        if address is None or not (value is None or isinstance(value, str))
    ]


def _fails(nodes: Nodes, given: Arguments) -> Value:
    try:
        _one(nodes, given)
    except Fails:
        return True
    return False


def _subtotal(nodes: Nodes, given: Arguments) -> Value:
    """SUBTOTAL of a range: the subtotals within it are passed over."""
    way = number(_one(nodes, given)).value
    function = _SUBTOTALS.get(int(way) % 100)
    if function is None:
        raise NotUnderstood("a subtotal of another kind than a sum")
    if way > 100:
        raise NotUnderstood("a subtotal of the rows in view")
    amounts = []
    for node in nodes[1:]:
        for address, value in given.values(node):
            held = given.workings.held(address) if address is not None else None
            nested = held is not None and any(name in held.formula.upper() for name in _NESTED)
            if isinstance(value, Amount) and not nested:
                amounts.append(value)
    return function(amounts)


def _mean(amounts: list[Amount]) -> Amount:
    if not amounts:
        raise Fails("an average of nothing")
    return calculated("/", _total(amounts), Amount.constant(Fraction(len(amounts))))


_SUBTOTALS: dict[int, Callable[[list[Amount]], Amount]] = {1: _mean, 9: _total}


def _sum_if(nodes: Nodes, given: Arguments) -> Value:
    """SUMIF: the cells beside those that meet a condition."""
    if len(nodes) < 2:
        raise NotUnderstood("a condition that is not there")
    tested = list(given.values(nodes[0]))
    summed = dict(given.values(nodes[2])) if len(nodes) > 2 else dict(tested)
    offset = _offset(nodes)
    condition = given.value(nodes[1])
    amounts = []
    for address, value in tested:
        if address is not None and _meets(value, condition):
            beside = summed.get((offset[0] or address[0], address[1] + offset[1], address[2] + offset[2]))
            if isinstance(beside, Amount):
                amounts.append(beside)
    return _total(amounts)


def _offset(nodes: Nodes) -> tuple[str, int, int]:
    if len(nodes) < 3:
        return "", 0, 0
    tested, summed = nodes[0], nodes[2]
    if not isinstance(tested, RangeReference) or not isinstance(summed, RangeReference) or summed.first.sheet:
        raise NotUnderstood("a condition over something else than ranges")
    return "", summed.first.row - tested.first.row, summed.first.column - tested.first.column


def _meets(value: Value, condition: Value) -> bool:
    """Whether a cell's value meets the condition of a SUMIF: a value to equal, or a comparison written as text."""
    if not isinstance(condition, str):
        return value is not None and compared("=", value, condition)
    if any(mark in condition for mark in "<>=*?~"):
        raise NotUnderstood("a condition with a comparison or a wildcard")
    return isinstance(value, str) and compared("=", value, condition)


_FUNCTIONS: dict[str, _Function] = {
    "SUM": _sum,
    "AVERAGE": _average,
    "PRODUCT": _product,
    "SUMPRODUCT": _sum_of_products,
    "SUMIF": _sum_if,
    "SUBTOTAL": _subtotal,
    "MIN": _extreme(min),
    "MAX": _extreme(max),
    "COUNT": _count,
    "ABS": _size,
    "ROUND": _rounding("nearest"),
    "ROUNDDOWN": _rounding("down"),
    "TRUNC": _rounding("down"),
    "ROUNDUP": _rounding("up"),
    "N": lambda nodes, given: value if isinstance(value := _one(nodes, given), Amount) else number(None),
    "IF": _if,
    "IFERROR": _if_error,
    "IFNA": _if_error,
    "AND": lambda nodes, given: all(_truths(nodes, given)),
    "OR": lambda nodes, given: any(_truths(nodes, given)),
    "NOT": lambda nodes, given: not _truth(_one(nodes, given)),
    "TRUE": lambda _nodes, _given: True,
    "FALSE": lambda _nodes, _given: False,
    "ISBLANK": lambda nodes, given: _one(nodes, given) is None,
    "ISNUMBER": lambda nodes, given: isinstance(_one(nodes, given), Amount),
    "ISTEXT": lambda nodes, given: isinstance(_one(nodes, given), str),
    "ISERROR": _fails,
    "ISERR": _fails,
}
