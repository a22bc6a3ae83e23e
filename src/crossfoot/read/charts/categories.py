"""The axis of categories: which text stands under which column, or beside it where bars lie."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from crossfoot.model.figures import Box
from crossfoot.read.charts.columns import Columns, close_runs
from crossfoot.read.charts.labels import Label, joined, label_of
from crossfoot.read.charts.shapes import View, overlap
from crossfoot.read.charts.slanted import slanted_heads
from crossfoot.read.pdf.page.pages import Word
from crossfoot.read.pdf.text.pieces import NOTE_MARK, Kind, kind_of, lines_of

_REACH = 4.0  # times the height of its letters, from the axis to a category
_FAR = 7.0  # likewise, where bars hang from the axis
_LEADING = 1.45  # likewise, from one line of a category to the next
_WIDE_LEADING = 1.75  # likewise, where it stands right under it
_LINES_MOST = 5
_LEVEL = 3.0  # likewise, by which categories of a chart may stand lower than others
_ONE_ROW = 1.1  # times the height of its letters, by which texts of one row may stand apart
_ONE_LINE = 0.5  # likewise, of one line
_CENTRED = 0.32  # of the distance between bars, by which a label may stand off its bar's middle
_ABOVE = 0.5  # of a bar's width, between the middles of columns that stand above one another
_RIGHT_UNDER = 0.12  # times the height of its letters, by which centred lines differ
_FIRST_YEAR, _LAST_YEAR = 1950, 2100
_MARK = 4  # characters of a note's mark
_MOST = 0.6  # of the categories that must have their text


def cluster(columns: Columns, view: View) -> None:
    """Put the bars of one category together, where the texts under them stand between bars and not under each."""
    runs = close_runs(columns.columns)
    size = len(runs[0])
    if size < 2 or any(len(run) != size for run in runs):
        return
    floor = max(column.foot for column in columns.columns)
    centres = [column.across for run in runs for column in run]
    apart = runs[0][1].across - runs[0][0].across
    deep = columns.box[3] - columns.box[1]
    under = [
        label
        for label in view.labels
        if -2 <= label.box[1] - columns.axis <= max(floor - columns.axis, 0) + max(_FAR * label.size, deep)
        and not label.is_value
        and columns.box[0] - apart <= label.across <= columns.box[2] + apart
    ]
    middles = [(run[0].across + run[-1].across) / 2 for run in runs]
    if _enough(slanted_heads(view.slanted, centres, apart, floor)):
        return
    pitch = min((after - before for before, after in pairwise(middles)), default=2 * size * apart)
    if _enough(slanted_heads(view.slanted, middles, pitch, floor)):
        columns.clusters = runs
        return
    for row in _rows(under):
        if _matched(row, centres, apart) >= _MOST * len(centres):
            return
        if _matched(row, middles, apart) >= _MOST * len(runs) or _parted_under(row, middles, apart):
            columns.clusters = runs
            return


def _rows(labels: Sequence[Label], apart: float = _ONE_ROW) -> list[list[Label]]:
    """Labels by the level of their first line, from the top; `apart` is how far those of one row may differ in it."""
    rows: list[list[Label]] = []
    for label in sorted(labels, key=lambda label: label.box[1]):
        if rows and label.box[1] - rows[-1][0].box[1] <= apart * label.size:
            rows[-1].append(label)
        else:
            rows.append([label])
    return rows


def _matched(labels: Sequence[Label], places: Sequence[float], apart: float) -> int:
    """How many places have a label of their own under them."""
    free = list(labels)
    for place in places:
        near = min(free, key=lambda label: abs(label.across - place), default=None)
        if near is not None and abs(near.across - place) <= _CENTRED * apart:
            free.remove(near)
    return len(labels) - len(free)


def _parted_under(labels: Sequence[Label], places: Sequence[float], apart: float) -> bool:
    """Whether texts that run on into one another part into one right under each place."""
    groups: dict[int, list[Word]] = {}
    for word in (word for label in labels for word in label.words):
        middle = (word.box[0] + word.box[2]) / 2
        groups.setdefault(min(range(len(places)), key=lambda at: abs(places[at] - middle)), []).append(word)
    across = {at: (words[0].box[0] + words[-1].box[2]) / 2 for at, words in groups.items()}
    return len(groups) == len(places) and all(abs(across[at] - places[at]) <= _CENTRED * apart for at in across)


def categories(columns: Columns, view: View, taken: Sequence[Label]) -> list[Label | None]:
    """The text of each category, None for each where most have none; `taken` are labels that are values of bars."""
    busy = {id(word) for label in taken for word in label.words}
    half = columns.pitch / 2
    slots = [(centre - half, centre + half) for centre in columns.centres]
    if view.turned:
        return _beside_all(slots, columns, view, busy)
    floor = max(columns.axis, columns.box[3])
    slanted = slanted_heads(view.slanted, columns.centres, columns.pitch, floor)
    if _enough(slanted):
        return slanted
    own = [max(columns.axis, *(column.foot for column in group)) for group in columns.clusters]
    # Texts stand next to the axis, or below the bars that hang from it: each below its own, or all below the lowest.
    frame = (columns.box[0] - half, columns.box[2] + half)
    ways = [([columns.axis] * len(own), _REACH), (own, _REACH), ([max(own)] * len(own), _FAR)]
    ways += [([top] * len(own), _REACH) for top in row_below(columns.box, columns.centres, view)]
    for floors, reach in ways:
        found = [_under(slot, floor, view, (busy, reach)) for slot, floor in zip(slots, floors, strict=True)]
        inside = [label if label and _stays_in(label.words, frame, view) else None for label in found]
        kept = _level_ones(_counted(inside), columns.axis)
        if any(kept) and _has_own(kept, columns):
            return kept
    return [None] * len(slots)


def row_below(box: Box, centres: Sequence[float], view: View) -> list[float]:
    """Where the nearest row of texts begins that has one right under each of the centres; empty where none does.

    An axis that is not drawn may lie far below what stands or hangs over it.
    """
    apart = _CENTRED * min((after - before for before, after in pairwise(centres)), default=0.0)
    deep = max(box[3] - box[1], box[2] - box[0])
    under = [label for label in view.labels if not label.is_value and box[3] <= label.box[1] <= box[3] + deep]
    rows = [row for row in _rows(under) if all(any(abs(each.across - at) <= apart for each in row) for at in centres)]
    return [min(label.box[1] for label in row) - 1.0 for row in rows[:1]]


def _has_own(heads: Sequence[Label | None], columns: Columns) -> bool:
    """Whether no text stands for two categories, as one under several bars of a category would.

    Columns above one another are of one category.
    """
    held: dict[int, float] = {}
    for head, centre in zip(heads, columns.centres, strict=True):
        for word in head.words if head is not None else ():
            if abs(held.setdefault(id(word), centre) - centre) > _ABOVE * columns.columns[0].width:
                return False
    return True


def under_points(centres: Sequence[float], pitch: float, floor: float, view: View) -> list[Label | None]:
    """The text under each point of an axis without bars; `floor` is where the axis is drawn."""
    slanted = slanted_heads(view.slanted, centres, pitch, floor)
    if _enough(slanted):
        return slanted
    found = [_under((centre - pitch / 2, centre + pitch / 2), floor, view, (set(), _REACH)) for centre in centres]
    return _level_ones(found, floor)


def _enough(found: Sequence[Label | None]) -> bool:
    return bool(found) and sum(label is not None for label in found) >= _MOST * len(found)


def _counted(found: list[Label | None]) -> list[Label | None]:
    """Plain numbers are categories only where they are years or count on in even steps."""
    numbers = [int(label.text) for label in found if label is not None and label.text.isdecimal()]
    if not numbers or all(_FIRST_YEAR <= number <= _LAST_YEAR for number in numbers):
        return found
    steps = {after - before for before, after in pairwise(numbers)}
    if len(numbers) > 2 and len(steps) == 1 and 0 not in steps:
        return found
    return [None if label is not None and label.text.isdecimal() else label for label in found]


def _under(slot: tuple[float, float], floor: float, view: View, bounds: tuple[set[int], float]) -> Label | None:
    """The nearest lines of text below the axis, as far as they stand close to one another.

    `bounds` are the ids of words that are values, and how far below the axis the first line may stand.
    """
    taken, reach = bounds
    busy = taken | view.scale_words
    words = [word for word in view.page.words if _in_slot(word, slot, floor) and id(word) not in busy]
    block: list[Label] = []
    for label in _lines(_without_marks(words), view)[:_LINES_MOST]:
        if not block and all(kind_of(word.text) is Kind.NUMBER for word in label.words) and not label.text.isdecimal():
            continue
        if block and not (
            _goes_on(block[-1], label) and (_stays_in(label.words, slot, view) or _is_centred(block[0], label))
        ):
            break
        if not block and label.box[1] - floor > reach * label.size:
            return None
        block.append(label)
    return _named(block) if block else None


def _lines(words: Sequence[Word], view: View) -> list[Label]:
    """Words as lines from the top: labels of the page as they are where they lie among the words."""
    held = {id(word) for word in words}
    whole = [label for label in view.labels if all(id(word) in held for word in label.words)]
    taken = {id(word) for label in whole for word in label.words}
    lines = lines_of([word for word in words if id(word) not in taken])
    parts = [label_of([word for piece in line.pieces for word in piece.words]) for line in lines]
    rows = _rows([*whole, *parts], _ONE_LINE)
    return [joined(sorted(row, key=lambda label: label.box[0])) for row in rows]


def _without_marks(words: list[Word]) -> list[Word]:
    """Words without the small marks of notes that stand off them."""
    return [word for word in words if not (_may_be_mark(word.text) and any(_is_over(word, on) for on in words))]


def _may_be_mark(text: str) -> bool:
    """Whether a text may be the mark of a note; a year is none."""
    return len(text) <= _MARK and NOTE_MARK.fullmatch(text) is not None and not (text.isdecimal() and len(text) > 2)


def _is_over(mark: Word, word: Word) -> bool:
    level = overlap((mark.box[1], mark.box[3]), (word.box[1], word.box[3])) > 0
    return mark.raised or (level and mark.size <= 0.8 * word.size)


def _stays_in(words: Sequence[Word], slot: tuple[float, float], view: View) -> bool:
    """Whether words are no part of a longer text, one that reaches beyond the category."""
    slack = 0.1 * (slot[1] - slot[0])
    held = {id(word) for word in words}
    around = [label.box for label in view.labels if any(id(word) in held for word in label.words)]
    return all(slot[0] - slack <= left and right <= slot[1] + slack for left, _, right, _ in around)


def _is_centred(above: Label, below: Label) -> bool:
    """Whether the words of a category stand right under its first line, though the next category's run on from them."""
    return abs(above.across - below.across) <= _RIGHT_UNDER * below.size


def _named(block: Sequence[Label]) -> Label | None:
    whole = joined(block)
    kind = kind_of(whole.text)
    # An axis may count years, or other things in whole numbers; an amount below the axis is no category.
    if kind is Kind.NUMBER and not whole.text.isdecimal():
        return None
    return None if kind is Kind.NIL else whole


def _in_slot(word: Word, slot: tuple[float, float], floor: float) -> bool:
    left, top, right, _ = word.box
    inside = slot[0] <= (left + right) / 2 <= slot[1]
    return not word.angle and inside and -0.25 * word.size <= top - floor <= (_FAR + 4) * word.size


def _goes_on(above: Label, below: Label) -> bool:
    leading = _WIDE_LEADING if _is_centred(above, below) else _LEADING
    near = below.box[1] - above.box[1] <= leading * max(above.size, below.size)
    number = kind_of(below.text) in (Kind.NUMBER, Kind.NIL)
    return near and not number and abs(above.size - below.size) <= 0.06 * above.size


def _beside_all(
    slots: Sequence[tuple[float, float]], columns: Columns, view: View, busy: set[int]
) -> list[Label | None]:
    """The texts beside lying bars: near them, or further away if each has one."""
    texts = [_beside(slot, columns, view, (busy, _REACH)) for slot in slots]
    near = _level_ones(texts, columns.axis)
    if any(near):
        return near
    far = [_beside(slot, columns, view, (busy, _FAR)) for slot in slots]
    return _level_ones(far, columns.axis) if all(far) else near


def _beside(slot: tuple[float, float], columns: Columns, view: View, bounds: tuple[set[int], float]) -> Label | None:
    """The text that ends nearest to the axis of lying bars, with the lines above and below it."""
    busy, reach = bounds
    floor = max(columns.axis, columns.box[3])
    near = [
        label
        for label in view.labels
        if slot[0] <= label.across <= slot[1]
        and label.box[1] - columns.axis >= -2
        and label.box[1] - floor <= 2 * reach * label.size
        and not any(id(word) in busy for word in label.words)
        and not label.is_value
    ]
    if not near:
        return None
    first = min(near, key=lambda label: label.box[1])
    block = [label for label in near if label.box[1] - first.box[1] < 3 * first.size or _shares(label, first)]
    return _named(sorted(block, key=lambda label: (label.on_page[1], label.on_page[0])))


def _shares(one: Label, other: Label) -> bool:
    first, second = one.on_page, other.on_page
    return overlap((first[0], first[2]), (second[0], second[2])) > 0


def _level_ones(found: list[Label | None], floor: float) -> list[Label | None]:
    """The texts that stand on about one level, if most categories have one."""
    told = [label for label in found if label is not None]
    if not told:
        return [None] * len(found)
    level = median(label.box[1] for label in told)
    kept = [
        label if label is not None and abs(label.box[1] - level) <= _LEVEL * label.size else None for label in found
    ]
    enough = sum(label is not None for label in kept) >= _MOST * len(kept)
    return kept if enough and level >= floor - 3 else [None] * len(found)
