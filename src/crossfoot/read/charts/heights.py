"""Data labels to the bars they belong to: by where they stand, and by heights, which must be in proportion."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, pairwise
from statistics import median

from crossfoot.read.charts.columns import Bar, Column, Columns
from crossfoot.read.charts.labels import Label
from crossfoot.read.pdf.text.pieces import Kind

_REACH = 2.2  # times the height of its letters, from a bar's end to its label
_POINTS = 1.7  # by which a bar may be drawn too high or too low
_SHARE = 0.03  # likewise, of its height
_ABOUT = 1.0  # likewise, from a bar to the middle of a label of its own
_BESIDE = 1.2  # times the height of its letters, from a thin bar to the label beside it
_WAYS_MOST = 5_000  # of giving a stack's labels to its bars
_FIT = 0.6  # of the labels that must be in proportion to the heights
_DIFFERENT = 3.0  # times what a bar may be drawn wrong, from which heights differ
_TALL = 2.2  # times the height of the label in it, of a bar that is about as high as the others
_HUNDRED = 100.0  # percent
_CROWDED = 0.15  # of the bars
_STRANGERS = 0.15  # of a chart's labels that may be of another unit than the rest
_EXACT = 0.6  # points that bars of a program may be off
_CLEARLY = 4.0  # times what other bars are off, from which one contradicts its label
_TELLING = 20  # last places that a number has at least, for a bar to tell it from its neighbours
_AGREEING = 3  # labels that must agree with their bars, for another's bar to say anything
_SHARES_LEAST = 3  # labels of a stack that tell what a point of it stands for
_OFF_CENTRE = 0.3  # of the distance between columns


@dataclass(slots=True)
class Bound:
    """A column with what is printed for it: a label for each bar, and one for all of them.

    `inside` are all labels that stand in it, `outside` those above and below, the nearest first.
    """

    column: Column
    inside: list[Label] = field(default_factory=list)
    labels: dict[Bar, Label] = field(default_factory=dict)
    total: Label | None = None
    outside: list[Label] = field(default_factory=list)

    @property
    def is_plain(self) -> bool:
        """Whether no other label could be meant: one inside each bar, or one alone beside a lone bar."""
        if len(self.labels) != len(self.column.bars):
            return False
        inside = [label for label in self.labels.values() if label not in self.outside]
        return len(inside) == len(self.column.bars) or len(self.outside) == 1


@dataclass(frozen=True, slots=True)
class Scale:
    """What a point of height stands for; `proven` says that the labels are in proportion to the heights."""

    of_point: float
    proven: bool

    def fits(self, label: Label, height: float) -> bool:
        """Whether a label agrees with a height in points."""
        slack = self.of_point * max(_POINTS, _SHARE * height) + 0.6 * label.step
        return abs(label.amount - self.of_point * height) <= slack


def bound_columns(columns: Columns, values: Sequence[Label]) -> tuple[list[Bound], Scale | None]:
    """What is printed for each column, and the scale; None for it where the heights contradict the labels."""
    bounds = [_bound(column, columns, values) for column in columns.columns]
    _take_outside(bounds)
    _leave_strangers(bounds)
    scale = _scale(bounds)
    if scale is None:
        return bounds, None
    if scale.proven:
        for bound in bounds:
            _settle(bound, scale)
        _keep_totals(bounds)
        _take_beside(bounds, values, scale)
    else:
        for bound in bounds:
            bound.total = _adding_up(bound)
    return bounds, scale


def _adding_up(bound: Bound) -> Label | None:
    """The nearest label above a stack that is about the sum of those in it: heights out of scale prove no total."""
    held = list(bound.labels.values())
    parts = sum(label.amount for label in held)
    above = [label for label in bound.outside if label.down < bound.column.top and label not in held]
    return next((label for label in above if abs(label.amount - parts) <= _SHARE * parts), None) if parts else None


def _bound(column: Column, columns: Columns, labels: Sequence[Label]) -> Bound:
    """The labels in a column bar by bar from the top, and those above and below it, the nearest first."""
    bound = Bound(column)
    aside = max(column.width / 2 + 2, _OFF_CENTRE * columns.pitch / max(len(columns.clusters[0]), 1))
    here = [label for label in labels if abs(label.across - column.across) <= aside]
    inside = sorted((label for label in here if column.top <= label.down <= column.foot), key=lambda each: each.down)
    bound.inside = inside
    if len(inside) == len(column.bars) and all(map(_is_about, inside, column.bars)):
        bound.labels = dict(zip(column.bars, inside, strict=True))
    else:
        for label in inside:
            bar = next(bar for bar in column.bars if bar.box[1] <= label.down <= bar.box[3] + 2)
            held = bound.labels.get(bar)
            if held is None or abs(label.down - bar.down) < abs(held.down - bar.down):
                bound.labels[bar] = label
    gaps = [(max(column.top - label.box[3], label.box[1] - column.foot), label) for label in here]
    near = [(gap, label) for gap, label in gaps if label not in inside and gap <= _REACH * label.size]
    bound.outside = [label for _, label in sorted(near, key=lambda each: each[0])]
    return bound


def _is_about(label: Label, bar: Bar) -> bool:
    """Whether a label stands in a bar, or as near as that of a thin one must."""
    return bar.box[1] - _ABOUT * label.size <= label.down <= bar.box[3] + _ABOUT * label.size


def _take_outside(bounds: Sequence[Bound]) -> None:
    """A lone bar's label may stand outside it, above or below; above a stack, or a bar with its own, it is a total."""
    stacked = any(len(bound.column.bars) > 1 for bound in bounds)
    for bound in bounds:
        lone = len(bound.column.bars) == 1 and not bound.labels
        above = [label for label in bound.outside if label.down < bound.column.top]
        if lone and bound.outside:
            bound.labels[bound.column.bars[0]] = bound.outside[0]
        elif stacked and above:
            bound.total = above[0]


def _leave_strangers(bounds: Sequence[Bound]) -> None:
    """Take back the few labels whose unit is not that of nearly all others: they belong to something else."""
    held = [label for bound in bounds for label in bound.labels.values()]
    units = Counter(in_percent(label) for label in held)
    if len(units) < 2 or min(units.values()) > _STRANGERS * len(held):
        return
    usual = units[True] > units[False]
    for bound in bounds:
        bound.labels = {bar: label for bar, label in bound.labels.items() if in_percent(label) is usual}


def in_percent(label: Label) -> bool:
    """Whether a label prints a share or a growth."""
    return label.printed is not None and label.printed.unit in ("percent", "points")


def _scale(bounds: Sequence[Bound]) -> Scale | None:
    pairs = [(label, bar.height) for bound in bounds for bar, label in bound.labels.items()]
    pairs += [(bound.total, _height(bound.column)) for bound in bounds if bound.total and not bound.labels]
    if len({label.printed.unit for label, _ in pairs if label.printed} & {"percent", "points"}) == 1 and any(
        label.printed and label.printed.unit not in ("percent", "points") for label, _ in pairs
    ):
        return None
    ratios = sorted(label.amount / height for label, height in pairs if height > 1 and label.amount)
    if len(ratios) < 2:
        return None
    scale = Scale(max(ratios, key=lambda ratio: _fitting(Scale(ratio, True), pairs)), True)
    if _fitting(scale, pairs) >= _FIT * len(pairs) and _fitting(scale, pairs) > 1:
        near = [ratio for ratio in ratios if abs(ratio - scale.of_point) <= 0.1 * scale.of_point]
        return Scale(median(near), True)
    return Scale(median(ratios), False) if _in_order(pairs) else None


def contradicted(bounds: Sequence[Bound], scale: Scale) -> dict[int, tuple[float, float]]:
    """By the id of each label that its bar contradicts, the least and most that the bar says.

    Only where nearly all others agree with their bars, and much better: else the chart is not drawn to scale.
    """
    pairs = [(label, bar.height) for bound in bounds for bar, label in bound.labels.items()]
    pairs += [(bound.total, _height(bound.column)) for bound in bounds if bound.total is not None]
    if not scale.proven or len(pairs) <= _AGREEING:
        return {}
    of_point = median(label.amount / height for label, height in pairs if height > 1 and label.amount)
    off = [max(abs(label.amount - of_point * height) - label.step, 0.0) / of_point for label, height in pairs]
    usual = sorted(off)[max(_AGREEING - 1, int((1 - _STRANGERS) * len(off)) - 1)]
    if usual > _POINTS:
        return {}
    most = min(max(_EXACT, _CLEARLY * usual), _POINTS)
    others = [pair for pair, away in zip(pairs, off, strict=True) if away > most]
    own = _proportions_of_wholes(bounds)
    others = [
        (label, height)
        for label, height in others
        if label.amount >= _TELLING * label.step
        and abs(label.amount - (point := own.get(id(label), 0.0)) * height) > point * most + label.step
    ]
    if len(others) > max(1, _STRANGERS * len(pairs)):
        return {}
    found = {}
    for label, height in others:
        slack = of_point * most + label.step
        ends = of_point * height - slack, of_point * height + slack
        found[id(label)] = ends if label.signed >= 0 else (-ends[1], -ends[0])
    return found


def _proportions_of_wholes(bounds: Sequence[Bound]) -> dict[int, float]:
    """By the id of each label what a point of its stack stands for, where all stacks are drawn equally long.

    They are wholes, whose rounded shares add up to 99.8 in one and to 101.3 in the next.
    """
    heights = [_height(bound.column) for bound in bounds]
    if max(heights) - min(heights) > _EXACT or any(len(bound.labels) < _SHARES_LEAST for bound in bounds):
        return {}
    found = {}
    for bound in bounds:
        whole = sum(label.amount for label in bound.labels.values())
        of_point = whole / sum(bar.height for bar in bound.labels)
        found.update({id(label): of_point for label in bound.labels.values()})
    return found


def misfits(bounds: Sequence[Bound], scale: Scale) -> int:
    """How many bars and stacks have a label that contradicts the heights."""
    pairs = [(label, bar.height) for bound in bounds for bar, label in bound.labels.items()]
    pairs += [(bound.total, _height(bound.column)) for bound in bounds if bound.total is not None]
    return sum(not scale.fits(label, height) for label, height in pairs)


def telling(columns: Columns, bounds: Sequence[Bound], scale: Scale) -> bool:
    """Whether the heights say anything: shaded cells of a table are all alike, and hold what stands in them by chance.

    Bars of clearly different heights do; bars that are about alike must be tall and stand on a drawn line.
    """
    pairs = [(label, bar.height) for bound in bounds for bar, label in bound.labels.items()]
    pairs += [(bound.total, _height(bound.column)) for bound in bounds if bound.total and not bound.labels]
    fitting = [(label, height) for label, height in pairs if scale.fits(label, height)]
    heights = sorted(height for _, height in fitting) or [0.0]
    different = heights[-1] - heights[0] > max(_DIFFERENT * _POINTS, 0.1 * heights[-1])
    if len(columns.columns) == 1:
        whole = sum(label.amount for label, _ in fitting if label.printed and label.printed.unit == "percent")
        return different and len(fitting) == len(pairs) and (len(fitting) > 2 or abs(whole - _HUNDRED) <= 1)
    if different:
        return columns.ruled or len(fitting) > 2
    inside = [(label, bar) for bound in bounds for bar, label in bound.labels.items() if label not in bound.outside]
    tall = all(bar.height >= _TALL * label.size for label, bar in inside)
    return columns.ruled and tall


def crowded(bounds: Sequence[Bound], labels: Sequence[Label]) -> bool:
    """Whether bars hold several numbers each, as shaded columns of a table do."""
    bars = [bar for bound in bounds for bar in bound.column.bars]
    held = [sum(_lies_in(label, bar) for label in labels if label.is_value or label.kind is Kind.NIL) for bar in bars]
    return sum(count > 1 for count in held) > _CROWDED * len(bars)


def _lies_in(label: Label, bar: Bar) -> bool:
    left, top, right, foot = bar.box
    return left <= label.across <= right and top <= label.down <= foot


def _fitting(scale: Scale, pairs: Sequence[tuple[Label, float]]) -> int:
    return sum(scale.fits(label, height) for label, height in pairs)


def _in_order(pairs: Sequence[tuple[Label, float]]) -> bool:
    """Whether higher bars have larger labels throughout: an axis that does not begin at zero leaves that much."""
    if len(pairs) < 3:
        return False
    ordered = sorted(pairs, key=lambda pair: pair[1])
    heights = ordered[-1][1] - ordered[0][1]
    steps = pairwise(ordered)
    return heights > 2 * _POINTS and all(
        high[0].amount >= low[0].amount or high[1] - low[1] <= _POINTS for low, high in steps
    )


def _height(column: Column) -> float:
    return column.foot - column.top


def _in_order_by_height(labels: Sequence[Label], bars: Sequence[Bar], scale: Scale) -> dict[Bar, Label]:
    """Fewer labels than bars, in one order from the top: those that fit the heights best."""
    if len(labels) > len(bars):
        return {}
    ways = islice(combinations(bars, len(labels)), _WAYS_MOST)
    best = min(ways, key=lambda way: sum(_misfit(label, bar, scale) for label, bar in zip(labels, way, strict=True)))
    return dict(zip(best, labels, strict=True))


def _misfit(label: Label, bar: Bar, scale: Scale) -> float:
    """How little a label belongs to a bar, in points: by the bar's height, and by how far it stands outside."""
    return abs(label.amount / scale.of_point - bar.height) + max(bar.box[1] - label.down, label.down - bar.box[3], 0.0)


def _take_beside(bounds: Sequence[Bound], values: Sequence[Label], scale: Scale) -> None:
    """The label of a thin bar may stand right beside it."""
    taken = {id(label) for bound in bounds for label in (*bound.labels.values(), bound.total)}
    for bound in bounds:
        for bar in bound.column.bars:
            if bar in bound.labels:
                continue
            near = [
                label
                for label in values
                if id(label) not in taken
                and -2 <= label.box[0] - bar.box[2] <= _BESIDE * label.size
                and abs(label.down - bar.down) <= _BESIDE * label.size
                and scale.fits(label, bar.height)
            ]
            if len(near) == 1 and bar.height < near[0].size:
                bound.labels[bar] = near[0]
                taken.add(id(near[0]))


def _keep_totals(bounds: Sequence[Bound]) -> None:
    """A total that neither its stack nor the labels in it bear out is kept where all other stacks have theirs."""
    without = [bound for bound in bounds if bound.total is None]
    if len(without) == 1 and len(bounds) - 1 >= _AGREEING:
        held = list(without[0].labels.values())
        above = [label for label in without[0].outside if label.down < without[0].column.top and label not in held]
        usual = {in_percent(bound.total) for bound in bounds if bound.total is not None}
        if len(above) == 1 and {in_percent(above[0])} == usual and len(without[0].column.bars) > 1:
            without[0].total = above[0]


def _settle(bound: Bound, scale: Scale) -> None:
    """Take back labels that contradict the heights, unless no other could be meant: then a misprint must stay seen.

    Where another label near a lone bar agrees with its height, that one is taken.
    """
    plain = bound.is_plain
    if bound.inside and not plain:
        ways = (_in_order_by_height(bound.inside, bound.column.bars, scale), bound.labels)
        bound.labels = max(ways, key=lambda way: sum(scale.fits(label, bar.height) for bar, label in way.items()))
    for bar, label in list(bound.labels.items()):
        if not plain and not scale.fits(label, bar.height):
            del bound.labels[bar]
            fitting = [other for other in bound.outside if scale.fits(other, bar.height)]
            if len(bound.column.bars) == 1 and len(fitting) == 1:
                bound.labels[bar] = fitting[0]
    if bound.total is not None:
        above = [label for label in bound.outside if label.down < bound.column.top]
        as_high = next((label for label in above if scale.fits(label, _height(bound.column))), None)
        bound.total = as_high or _adding_up(bound)
