"""Names of series: entries of a legend by their colours, and texts beside the first or last column by their heights."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from crossfoot.model.figures import Box
from crossfoot.read.charts.labels import Label, joined, label_of, printed_number
from crossfoot.read.charts.shapes import View, alike, box_around_points, is_paper, overlap, toned
from crossfoot.read.pdf.page.pages import Colour, Stroke, Word
from crossfoot.read.pdf.text.pieces import Kind

_SWATCH_WIDE = 45.0  # points
_SWATCH_HIGH = 16.0
_TO_TEXT = 1.8  # times the height of its letters, from a swatch to its text
_LEVEL_SWATCH = 0.45  # likewise, by which it may stand off its own line, not the one above or below
_OFF_LEVEL = 0.8  # likewise, by which the middle of a swatch may stand off the line
_WORD_GAP = 0.75  # likewise, between words of one entry
_LEADING = 1.35  # likewise, between lines of one name
_OPEN = ("&", "/", ",", "and")  # at the end of a line that goes on
_OPEN_LEADING = 1.8  # likewise, from such a line to the next
_AROUND = 0.75  # of a chart's width and height, within which its legend stands
_ASIDE = 120.0  # points, at least, to either side
_ENTRY = 60.0  # points that an entry is long, about
_AWAY = 60.0  # likewise, above and below
_BESIDE = 170.0  # points from a column to the names beside it
_NEAR = 1.6  # times the height of its letters, from a name to the middle of what it names
_LEVEL_WITH = 0.8  # likewise, from a name to a point or label that it is level with
_STATES = re.compile(r"=|[$€£¥] ?[0-9]")  # a remark that states something of its own is no name
_LETTERS = 2  # that a name has at least


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a legend: the colour of its swatch, its text, where the swatch stands, and whether it is hollow."""

    colour: Colour | None
    label: Label
    box: Box
    hollow: bool = False


Legend = Callable[[], Sequence[Entry]]
"""The entries of a page's legends, made out when first asked for."""


@dataclass(frozen=True, slots=True)
class Named:
    """What may have a name beside it: its colour and the stretch of the page from its top to its foot.

    `exact` says that its name is level with it, as that of a point or a label is; that of a thin bar may stand off.
    """

    colour: Colour | None
    top: float
    foot: float
    exact: bool = False

    @property
    def down(self) -> float:
        """Its middle from the top."""
        return (self.top + self.foot) / 2


def legend(view: View) -> list[Entry]:
    """Every small patch, mark or stretch of line with a text right behind it, on the page."""
    areas = [fill.box for fill in (*view.page.fills, *view.hollow) if _is_swatch(fill.box)]
    swatches = [(fill.box, fill.colour) for fill in (*view.page.fills, *view.hollow) if _is_swatch(fill.box)]
    swatches += [
        (rule.box, rule.colour)
        for rule in view.page.rules
        if rule.horizontal and 6 <= rule.length <= _SWATCH_WIDE and rule.thickness >= 1
        if not any(_is_side(rule.box, area) for area in areas)
    ]
    swatches += [(box_around_points(stroke.points), stroke.colour) for stroke in view.strokes if _is_sample(stroke)]
    patches = [(box, colour) for box, colour in swatches if not is_paper(colour)]
    words = sorted((word for word in view.page.words if not word.angle), key=lambda word: word.box[0])
    entries = []
    for box, colour in patches:
        text = _text_behind(box, words, [other for other, _ in patches])
        if text:
            others = [other for other, _ in patches if other != box]
            label = _with_lines_around(label_of(text), view.labels, others)
            if sum(letter.isalpha() for letter in label.text) >= _LETTERS and label.printed is None:
                entries.append(Entry(colour, label, box, any(box == frame.box for frame in view.hollow)))
    return entries


def _is_sample(stroke: Stroke) -> bool:
    """Whether a line with points is a stretch of level line, as legends show it."""
    left, top, right, foot = box_around_points(stroke.points)
    return foot - top <= 1 and 6 <= right - left <= _SWATCH_WIDE


def _is_side(line: Box, frame: Box) -> bool:
    """Whether a level line is the upper or the lower side of a frame."""
    level = min(abs(line[1] - frame[1]), abs(line[1] - frame[3])) <= 1
    return level and abs(line[0] - frame[0]) <= 1 and abs(line[2] - frame[2]) <= 1


def _is_swatch(box: Box) -> bool:
    return 2 <= box[2] - box[0] <= _SWATCH_WIDE and 2 <= box[3] - box[1] <= _SWATCH_HIGH


def _text_behind(box: Box, words: Sequence[Word], patches: Sequence[Box]) -> list[Word]:
    """The words of the line right behind a swatch, as far as no other swatch stands between them."""
    level = (box[1] + box[3]) / 2
    near = [word for word in words if -0.3 * word.size <= word.box[0] - box[2] <= _TO_TEXT * word.size]
    nearest = min(near, key=lambda word: abs(_middle(word) - level), default=None)
    if nearest is None or abs(_middle(nearest) - level) > _OFF_LEVEL * nearest.size:
        return []
    first = next(word for word in near if abs(_middle(word) - _middle(nearest)) <= 0.4 * word.size)
    found, right = [first], first.box[2]
    for word in words:
        if word.box[0] <= first.box[0] or abs(_middle(word) - _middle(first)) > 0.4 * word.size:
            continue
        blocked = any(right < (patch[0] + patch[2]) / 2 < word.box[0] and _level(patch, level) for patch in patches)
        if word.box[0] - right > _WORD_GAP * word.size or blocked or _is_amount(word.text):
            break
        if not word.raised:
            found.append(word)
        right = word.box[2]
    return found


def _middle(word: Word) -> float:
    return (word.box[1] + word.box[3]) / 2


def _is_amount(text: str) -> bool:
    """Whether a word prints an amount or a share: a label of the chart that a legend was put over."""
    return not text.isdecimal() and printed_number(text) is not None


def _with_lines_around(first: Label, labels: Iterable[Label], patches: Sequence[Box]) -> Label:
    """An entry with its other lines: flush with it, in its tone, with no swatch of their own."""
    flush = [
        label
        for label in labels
        if abs(label.on_page[0] - first.on_page[0]) <= 2
        and abs(label.size - first.size) <= 0.06 * first.size
        and alike(label.colour, first.colour)
        and label.printed is None
        and not any(_owns(patch, label) for patch in patches)
    ]
    below, above = [first], [first]
    for label in sorted(flush, key=lambda label: label.down):
        leading = _OPEN_LEADING if below[-1].text.endswith(_OPEN) else _LEADING
        if 0 < label.on_page[1] - below[-1].on_page[1] <= leading * first.size:
            below.append(label)
    for label in sorted(flush, key=lambda label: -label.down):
        if 0 < above[-1].on_page[1] - label.on_page[1] <= _LEADING * first.size:
            above.append(label)
    # A swatch stands before the first line of its text, or before the middle of it.
    centred = abs(len(above) - len(below)) <= 1
    return joined([*above[:0:-1], *below] if centred else below)


def _owns(patch: Box, label: Label) -> bool:
    level = patch[1] - 0.15 * label.size <= label.down <= patch[3] + 0.15 * label.size
    level = level or abs((patch[1] + patch[3]) / 2 - label.down) <= _LEVEL_SWATCH * label.size
    return level and -2 <= label.on_page[0] - patch[2] <= 2 * label.size


def _level(patch: Box, level: float) -> bool:
    return patch[1] - 2 <= level <= patch[3] + 2


def legend_name(colour: Colour | None, entries: Iterable[Entry], around: Box, *, hollow: bool = False) -> Label | None:
    """The entry in a colour that stands nearest to a chart; `around` is the chart's box on the page.

    A hollow bar is named by a hollow swatch, if the chart's legend has one.
    """
    near = [(far, entry) for entry in entries if (far := _far(entry, around)) is not None]
    near = [each for each in near if each[1].hollow is hollow] or (near if hollow else [])
    for same in (alike, toned):
        meant = [(far, entry) for far, entry in near if same(entry.colour, colour)]
        if same is toned and len({entry.colour for _, entry in meant}) > 1:
            return None
        if meant:
            return min(meant, key=lambda each: each[0])[1].label
    return None


def _far(entry: Entry, around: Box) -> float | None:
    """How far an entry stands from a chart, None where it belongs to another."""
    wide, high = around[2] - around[0], around[3] - around[1]
    aside = max(around[0] - entry.box[0], entry.label.on_page[2] - around[2], 0.0)
    away = max(around[1] - entry.box[3], entry.box[1] - around[3], 0.0)
    long = entry.label.on_page[2] - entry.box[0]
    near = aside - long <= max(_AROUND * wide, _ASIDE) - _ENTRY and away <= max(_AROUND * high, _AWAY)
    return aside + away if near else None


def side_by_side(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that stand beside or right below one of another colour: a mark before a heading is no legend."""
    return [entry for entry in entries if any(_is_next_to(entry, other) for other in entries)]


def _is_next_to(one: Entry, other: Entry) -> bool:
    if one.colour == other.colour:
        return False
    across, down = abs(one.box[0] - other.box[0]), abs(one.label.down - other.label.down)
    size = one.label.size
    return down <= size / 2 or (across <= 3 and down <= 2 * _LEADING * size)


def side_names(named: Sequence[Named], labels: Iterable[Label], edge: float, limit: float) -> list[Label | None]:
    """The text beside each of `named`, which come from the top; `edge` is where the column ends.

    Texts end at the edge where `limit`, how far they may reach, lies left of it, and begin there where it lies right.
    """
    near = [label for label in labels if _stands_beside(label, named, edge, limit)]
    kept = [block for block in _blocks(near) if not any(_STATES.search(line.text) for line in block)]
    lines, blocks = [line for block in kept for line in block], [joined(block) for block in kept]
    for texts in (blocks, sorted(lines, key=lambda line: line.down)):
        if len(texts) == len(named) and all(_near(one, text) for one, text in zip(named, texts, strict=True)):
            return list(texts)
    return _matched(named, blocks)


def _stands_beside(label: Label, named: Sequence[Named], edge: float, limit: float) -> bool:
    top, foot = min(one.top for one in named), max(one.foot for one in named)
    level = top - label.size <= label.down <= foot + label.size
    left, right = label.box[0], label.box[2]
    if limit < edge:
        inside = max(limit, edge - _BESIDE) - 1 <= left and right <= edge + 3 and edge - right <= 0.75 * _BESIDE
    else:
        inside = edge - 3 <= left and right <= min(limit, edge + _BESIDE) + 1
    return level and inside and label.printed is None and label.kind is Kind.WORDS and _may_name(label)


def _may_name(label: Label) -> bool:
    return any(letter.isalpha() for letter in label.text) or label.text.lstrip()[:1] in "≥≤<>"


def _blocks(lines: Sequence[Label]) -> list[list[Label]]:
    """Lines of one name: close, in one tone, one below the other."""
    blocks: list[list[Label]] = []
    for line in sorted(lines, key=lambda line: (line.box[1], line.box[0])):
        for block in blocks:
            last = block[-1]
            near = 0 <= line.box[1] - last.box[1] <= _LEADING * max(line.size, last.size)
            if near and alike(line.colour, last.colour) and _shares(line, last):
                block.append(line)
                break
        else:
            blocks.append([line])
    return sorted(blocks, key=lambda block: block[0].box[1])


def _shares(one: Label, other: Label) -> bool:
    return overlap((one.box[0], one.box[2]), (other.box[0], other.box[2])) > 0


def _near(one: Named, text: Label) -> bool:
    if one.exact:
        return abs(one.down - text.down) <= _LEVEL_WITH * text.size
    return abs(one.down - text.down) <= (one.foot - one.top) / 2 + _NEAR * text.size


def _matched(named: Sequence[Named], texts: Sequence[Label]) -> list[Label | None]:
    """Texts to what they name in one order from the top: as many as fit, then as near as they can be."""
    # best[at][number]: how many of the first texts are placed on the first of the named, how far off, and where.
    best: list[list[tuple[int, float, tuple[tuple[int, int], ...]]]] = [[(0, 0.0, ())] * (len(texts) + 1)]
    for at, one in enumerate(named, 1):
        row = [best[at - 1][0]]
        for number, text in enumerate(texts, 1):
            choices = [best[at - 1][number], row[number - 1]]
            off = _distance(one, text)
            if off is not None:
                count, far, placed = best[at - 1][number - 1]
                choices.append((count + 1, far + off, (*placed, (at - 1, number - 1))))
            row.append(min(choices, key=lambda choice: (-choice[0], choice[1])))
        best.append(row)
    chosen = dict(best[-1][-1][2])
    return [texts[chosen[at]] if at in chosen else None for at in range(len(named))]


def _distance(one: Named, text: Label) -> float | None:
    """How far a text is from what it may name, None where it cannot: text in its colour may stand further off."""
    if one.exact:
        meant = _near(one, text) and toned(one.colour, text.colour)
        return abs(one.down - text.down) / text.size if meant else None
    off = max(one.top - text.down, text.down - one.foot, 0.0) / text.size
    if toned(one.colour, text.colour):
        return off if off <= _NEAR else None
    return off + 1 if off <= _NEAR / 2 else None
