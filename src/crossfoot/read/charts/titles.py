"""The title of a chart and the lines that set its unit: from the texts above it."""

import re
from collections.abc import Collection, Sequence

from crossfoot.model.figures import Box
from crossfoot.read.charts.drawn import Chart
from crossfoot.read.charts.labels import Label, joined
from crossfoot.read.charts.shapes import View, enclosed, overlap
from crossfoot.read.pdf.page.pages import Fill
from crossfoot.read.pdf.text.pieces import Kind

_ASIDE = re.compile(
    r"[(（\[].*[)）\]]|units?\b.*|.{0,4}単位.*|[百千十]?[万億]?円"
    r"|[$€£¥]\s?(?:in )?(?:thousands?|millions?|billions?|bn|mn|m|b)\b.*"
    r"|(?:[$€£¥] ?|(?:[A-Z]{3}|Yen) ?)?in (?:thousands|millions|billions).*"
    r"|(?:US|HK|C|A|NT|S)?(?:[A-Z]{3}|[$€£¥]) ?(?:thousands?|millions?|billions?|bn|mn)\b.{0,12}",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\b(?:in|thousand|million|billion)s?\b|[$€£¥]|単位|[万億円]", re.IGNORECASE)
_DATES = re.compile(
    r"(?:[1-4]Q|Q[1-4]|[12]H|H[12]|FY|CY|YTD)?['’ ]?(?:[0-9]{2,4}|[1-4]Q|Q[1-4]|[12]H|H[12])?(?:年度?|月期?|期|日)?"
    r"|first|second|third|fourth|half|full|quarters?|fiscal|years?|months?|weeks?|ended|ending|latest|last|as|of|to|vs|the"
    r"|and|comparable|periods?|three|six|nine|twelve|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*",
    re.IGNORECASE,
)
_PARTED = re.compile(r"[\s,.:/&–—-]+")
_REACH = 240.0  # points from a chart to its title
_LONGEST = 110  # characters of a title
_LEADING = 1.45  # times the height of its letters, from one line of a title to the next
_CONTEXT_LINES = 2
_STYLE = 18.0  # points of distance that each mark of a title is worth
_LARGER = 1.15  # times the letters of the line under it, that those of a title in bold letters are at least
_LARGE = 1.2  # likewise, of a title that is as bold as the line
_SUBTITLE = 1.8  # times the height of its letters, from the line under a title to the title
_FLUSH = 3.0  # points by which the two may begin apart
_AROUND_PIE, _AXIS = 0.5, 0.15  # of a chart's width, that it takes up to either side of its shapes
_ROUND = 0.9  # of its box, that a mark without corners fills at most
_WIDE = 0.6  # of a chart's width, that what stands over all of it has at least
_AS_LARGE = 0.95  # of the largest letters above a chart, that its title is set in where it stands at the side
_LISTED = re.compile(r"[•◦▪■●○–—\-]")
_NO_TITLE = re.compile(r"[•◦▪■●○–—\-]|.*[.。;；]$|.*[0-9] ?[%％]")


def title_of(chart: Chart, others: Sequence[Chart], taken: Collection[int]) -> tuple[Label | None, list[Label]]:
    """The title above a chart, and the lines of context above it, the nearest first.

    `others` are all charts of its page, and `taken` the ids of words that they use for their own values and names. The
    title of a chart that is alone may stand at the side of the page, if none stands above the chart.
    """
    box, whole, view = chart.core, chart.box, chart.view
    free = [label for label in view.labels if not any(id(word) in taken for word in label.words)]
    above = [label for label in free if label.on_page[3] <= box[1] + 0.4 * label.size]
    context = [label for label in free if label.on_page[1] <= box[3] and _sets_unit(label.text)]
    context.sort(key=lambda label: _aside(label, box) + max(box[1] - label.on_page[3], 0.0))
    named = [label for label in above if _may_name(label)]
    near = _over(chart, others, named)
    near = [label for label in near if box[1] - label.on_page[3] <= _REACH and not _is_listed(label, above)]
    near = [label for label in near if not any(_is_right_above(label, value) for value in view.values)]
    near = [label for label in near if not any(_is_bubble(fill, label) for fill in view.page.fills)]
    near = [label for label in near if not any(_is_remark(frame.box, label, box) for frame in view.hollow)]
    if not near:
        return None, context[:_CONTEXT_LINES]
    plain = min(label.size for label in named)
    best = min(near, key=lambda label: _badness(label, (box, whole), view, plain))
    best = next((label for label in named if _is_headed(best, label)), best)
    lines = _whole_title(best, near)
    return joined(lines), context[:_CONTEXT_LINES]


def _over(chart: Chart, others: Sequence[Chart], named: Sequence[Label]) -> list[Label]:
    """The texts over a chart; where only the page's are, those over what it takes up, or beside one that is alone."""
    near = [label for label in named if _overlaps(label, chart.box)]
    most = max((label.size for label in named), default=0.0)
    if any(label.size < _AS_LARGE * most for label in near):
        return near
    frame = _frame(chart, others)
    near = [label for label in named if _overlaps(label, frame)]
    return [*near, *(label for label in _headings(named) if label not in near)] if len(others) == 1 else near


def _frame(chart: Chart, others: Sequence[Chart]) -> Box:
    """What a chart takes up with the names of its categories, and about an axis or a pie, as far as no other stands."""
    box = chart.box
    share = _AROUND_PIE if any(fill.outline for fill in chart.fills) else _AXIS
    aside = share * (box[2] - box[0])
    beside = [other.box for other in others if overlap((other.box[1], other.box[3]), (box[1], box[3])) > 0]
    left = max([box[0] - aside, *(other[2] for other in beside if other[2] <= box[0] + 1)])
    right = min([box[2] + aside, *(other[0] for other in beside if other[0] >= box[2] - 1)])
    return left, box[1], right, box[3]


def _is_headed(under: Label, head: Label) -> bool:
    """Whether a line stands right under a larger and bolder one that begins or is centred where it is."""
    gap = under.on_page[1] - head.on_page[3]
    flush = abs(under.on_page[0] - head.on_page[0]) <= _FLUSH or abs(under.across - head.across) <= _FLUSH
    bolder = head.bold and not under.bold and head.size >= _LARGER * under.size
    larger = head.size >= _LARGE * under.size and head.bold is under.bold
    return (bolder or larger) and flush and 0 <= gap <= _SUBTITLE * under.size


def _headings(labels: Sequence[Label]) -> list[Label]:
    """The largest of texts, and what is set in bold letters right below it, flush with it."""
    most = max((label.size for label in labels), default=0.0)
    largest = [label for label in labels if label.size >= _AS_LARGE * most]
    flush = [label for label in labels if label.bold and any(_is_below(label, head) for head in largest)]
    return [*largest, *(label for label in flush if label not in largest)]


def _is_below(label: Label, head: Label) -> bool:
    return head.on_page[3] < label.on_page[1] and abs(label.on_page[0] - head.on_page[0]) <= head.size / 2


def _sets_unit(text: str) -> bool:
    return _ASIDE.fullmatch(text) is not None and _UNIT.search(text) is not None


def _may_name(label: Label) -> bool:
    if label.kind in (Kind.NIL, Kind.NUMBER) or label.is_value or len(label.text) > _LONGEST:
        return False
    if _ASIDE.fullmatch(label.text) or _NO_TITLE.match(label.text) or len(label.text) < 2:
        return False
    return not all(_DATES.fullmatch(word) for word in _PARTED.split(label.text))


def _is_listed(label: Label, labels: Sequence[Label]) -> bool:
    """Whether a text belongs to a list: set in below an entry with a mark, in the same letters."""
    return any(
        _LISTED.match(entry.text)
        and entry.colour == label.colour
        and 0 < label.on_page[0] - entry.on_page[0] <= 5 * label.size
        and -0.6 * label.size <= label.down - entry.down <= 8 * label.size
        and (len(entry.text) == 1 or (abs(entry.size - label.size) <= 0.06 * label.size and entry.bold == label.bold))
        for entry in labels
    )


def _overlaps(label: Label, box: Box) -> bool:
    return overlap((label.on_page[0], label.on_page[2]), (box[0], box[2])) > 0


def _aside(label: Label, box: Box) -> float:
    return max(box[0] - label.on_page[2], label.on_page[0] - box[2], 0.0)


def _badness(label: Label, boxes: tuple[Box, Box], view: View, plain: float) -> float:
    """How little a text looks like the title: far away, off the middle, small, light."""
    box, whole = boxes
    away = box[1] - label.on_page[3]
    wide = box[2] - box[0]
    off = abs((label.on_page[0] + label.on_page[2]) / 2 - (box[0] + box[2]) / 2) / wide
    flush = any(abs(label.on_page[0] - left) <= 0.12 * wide for left in (box[0], whole[0]))
    banner = any(_is_banner(fill.box, box, view) and _lies_in(label.on_page, fill.box) for fill in view.page.fills)
    style = sum((not label.bold, 2 * (not banner), label.size <= 1.15 * plain))
    return away + _STYLE * style + (0 if flush else 90 * off)


def _is_banner(fill: Box, box: Box, view: View) -> bool:
    """Whether an area is a band over the chart."""
    wide = overlap((fill[0], fill[2]), (box[0], box[2]))
    return not _is_page(fill, view) and wide >= _WIDE * (box[2] - box[0])


def _is_right_above(label: Label, value: Label) -> bool:
    """Whether a text and the number below it are a pair, the name and value of a part of the chart."""
    first, second = label.on_page, value.on_page
    return (
        0 < second[1] - first[1] <= _LEADING * value.size and overlap((first[0], first[2]), (second[0], second[2])) > 0
    )


def _is_bubble(fill: Fill, label: Label) -> bool:
    """Whether a text stands in a round mark, as remarks on a chart do."""
    left, top, right, bottom = fill.box
    round_mark = bool(fill.outline) and enclosed(fill.outline) < _ROUND * (right - left) * (bottom - top)
    return round_mark and right - left < 3 * (label.on_page[2] - label.on_page[0]) and _lies_in(label.on_page, fill.box)


def _is_remark(frame: Box, label: Label, box: Box) -> bool:
    """Whether a text stands in a frame that is narrower than the chart, as remarks on it do."""
    return frame[2] - frame[0] < _WIDE * (box[2] - box[0]) and _lies_in(label.on_page, frame)


def _is_page(box: Box, view: View) -> bool:
    return box[3] - box[1] > 0.15 * view.page.height


def _lies_in(inner: Box, outer: Box) -> bool:
    return outer[0] <= inner[0] and inner[2] <= outer[2] and outer[1] - 2 <= inner[1] and inner[3] <= outer[3] + 2


def _whole_title(last: Label, labels: Sequence[Label]) -> list[Label]:
    """The lines of a title, those above and below the one that was found."""
    lines = [last]
    for label in sorted(labels, key=lambda label: -label.on_page[1]):
        gap = lines[0].on_page[1] - label.on_page[1]
        if 0 < gap <= _LEADING * label.size and _belongs(label, lines[0]):
            lines.insert(0, label)
    for label in sorted(labels, key=lambda label: label.on_page[1]):
        gap = label.on_page[1] - lines[-1].on_page[1]
        if 0 < gap <= _LEADING * label.size and _belongs(label, lines[-1]):
            lines.append(label)
    return lines


def _belongs(one: Label, other: Label) -> bool:
    same = abs(one.size - other.size) <= 0.06 * other.size and one.bold == other.bold and one.colour == other.colour
    first, second = one.on_page, other.on_page
    centred = abs(first[0] + first[2] - second[0] - second[2]) <= 8
    return same and (centred or abs(first[0] - second[0]) <= 3)
