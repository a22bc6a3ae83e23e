"""The texts of pies and rings: which name and which value belong to each slice, as areas and places bear out."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crossfoot.read.charts.labels import Label, joined, label_of, printed_number
from crossfoot.read.charts.names import Entry, legend_name
from crossfoot.read.charts.shapes import alike
from crossfoot.read.charts.slices import Pie, Slice
from crossfoot.read.pdf.page.pages import Word
from crossfoot.read.pdf.text.pieces import Kind, box_around

_REACH = 2.1  # radii from the middle, within which its texts stand
_SHARE = 0.017  # by which a printed share and an area differ
_LEADING = 1.45  # times the height of letters, from one line of a text to the next
_OPEN = (";", ":", ",", "&", "/")  # at the end of a line that goes on, with a name's other words or its value
_OPEN_LEADING = 1.8  # times the height of letters, from such a line to the next
_HUNDRED = 100.0  # percent
_NAMED_FROM, _NAMED_TO = 1.0, 1.7  # radii from the middle, between which names stand around it
_BETWEEN = " ,:;–-"  # what parts a name from its value
_NOTE = re.compile(r"[(（][0-9]{1,2}[)）]")
_VALUE_AT_END = re.compile(
    r"^(?P<name>.*?[^\s\d.,$€£¥+-])[\s,:;–-]*\s(?P<value>[(（]?[$€£¥]?\s?[0-9][0-9.,]*\s?%?[)）]?)$"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What is printed for a slice: its name and its value, which may be parts of one text."""

    name: Label
    value: Label


def said_of(pie: Pie, labels: Iterable[Label], entries: Sequence[Entry]) -> list[Said | None]:
    """The name and value of each slice: values in proportion to the areas, names with them or in a legend."""
    near = _with_values(_with_signs([label for label in labels if _is_near(label, pie)]))
    ways = (_by_place(pie, near), _by_colour(pie, near, entries), _by_direction(pie, near))
    return max(ways, key=lambda said: sum(one is not None for one in said))


def _with_signs(labels: Sequence[Label]) -> list[Label]:
    """Labels with numbers put together whose percent sign stands alone on the line below."""
    signs = {id(label): label for label in labels if label.text in ("%", "%")}
    found = []
    for label in labels:
        if id(label) in signs:
            continue
        under = [sign for sign in signs.values() if label.is_value and _is_under(sign, label) and _stacked(label, sign)]
        whole = printed_number(f"{label.text}%") if len(under) == 1 else None
        found.append(replace(joined([label, *under]), text=f"{label.text}%", printed=whole) if whole else label)
    return found


def _with_values(labels: Sequence[Label]) -> list[Label]:
    """Labels with names put together that end in a mark and the value right behind it."""
    found, taken = [], set[int]()
    for label in labels:
        behind = [value for value in labels if label.text.endswith(_OPEN) and _is_right_behind(value, label)]
        if len(behind) == 1 and not label.is_value:
            taken.add(id(behind[0]))
            found.append(label_of((*label.words, *behind[0].words), f"{label.text} {behind[0].text}"))
        else:
            found.append(label)
    return [label for label in found if id(label) not in taken]


def _is_right_behind(value: Label, label: Label) -> bool:
    level = abs(value.down - label.down) <= 0.3 * label.size
    return value.is_value and level and 0 <= value.box[0] - label.box[2] <= label.size


def _is_near(label: Label, pie: Pie) -> bool:
    return max(abs(label.across - pie.middle[0]), abs(label.down - pie.middle[1])) <= _REACH * pie.radius + 40


def _by_place(pie: Pie, labels: Sequence[Label]) -> list[Said | None]:
    """Texts that end with a value, each to the slice of that share that lies in its direction."""
    texts = [said for block in _blocks(_apart(labels)) if (said := _said(block)) is not None]
    whole = _whole(pie, texts)
    pairs = []
    for at, part in enumerate(pie.slices):
        for number, said in enumerate(texts):
            share = said.value.amount / whole
            if _fits(said.value, whole, part) and _turn(pie, part, said) <= math.pi / 3:
                pairs.append((_turn(pie, part, said) + 10 * abs(share - part.share), at, number))
    chosen: dict[int, int] = {}
    for _, at, number in sorted(pairs):
        if at not in chosen and number not in chosen.values():
            chosen[at] = number
    found = [texts[chosen[at]] if at in chosen else None for at in range(len(pie.slices))]
    if whole == _HUNDRED and len(chosen) == len(found) - 1 >= 2:
        at = found.index(None)
        rest = [said for number, said in enumerate(texts) if number not in chosen.values() and _may_be(pie, at, said)]
        found[at] = rest[0] if len(rest) == 1 else None
    return found


def _may_be(pie: Pie, at: int, said: Said) -> bool:
    """Whether a text is the only thing that a slice without a text could print, though its share is another."""
    near = math.dist((said.value.across, said.value.down), pie.middle) <= _NAMED_TO * pie.radius
    return near and _is_percent(said.value) and _turn(pie, pie.slices[at], said) <= math.pi / 6


def drawn_of(pie: Pie, said: Sequence[Said | None]) -> dict[int, tuple[float, float]]:
    """By the id of each percentage that its slice contradicts, the least and most that the slice says."""
    return {
        id(one.value): (_HUNDRED * (part.share - _SHARE), _HUNDRED * (part.share + _SHARE))
        for one, part in zip(said, pie.slices, strict=True)
        if one is not None and _is_percent(one.value) and not _fits(one.value, _HUNDRED, part)
    }


def are_shares(said: Sequence[Said | None]) -> bool:
    """Whether every slice prints its percentage of the whole."""
    return all(one is not None and _is_percent(one.value) for one in said)


def _is_percent(value: Label) -> bool:
    return value.printed is not None and value.printed.unit == "percent"


def _fits(value: Label, whole: float, part: Slice) -> bool:
    """Whether a value prints a slice's share of a whole; one that is printed as approximate may be drawn so."""
    slack = _SHARE * (2 if value.text.startswith(("~", "≈", "c.", "約")) else 1)
    return abs(value.amount / whole - part.share) <= slack


def _whole(pie: Pie, texts: Sequence[Said]) -> float:
    """What the shares are of: 100 for percent, else what most slices and the amounts in their direction agree on."""
    if 2 * sum(_is_percent(said.value) for said in texts) > len(texts) or not texts:
        return _HUNDRED
    pairs = [(part, said.value) for part in pie.slices for said in texts if _turn(pie, part, said) <= math.pi / 4]
    wholes = [value.amount / part.share for part, value in pairs if value.amount]

    def fitting(whole: float) -> int:
        return len({id(part) for part, value in pairs if _fits(value, whole, part)})

    best = max(wholes, key=fitting, default=_HUNDRED)
    fits = {id(part): value for part, value in pairs if _fits(value, best, part)}
    return sum(value.amount for value in fits.values()) if len(fits) == len(pie.slices) else _HUNDRED


def _turn(pie: Pie, part: Slice, said: Said) -> float:
    """The angle between a slice and its text as seen from the middle."""
    box = box_around((said.name.box, said.value.box))
    text = math.atan2((box[1] + box[3]) / 2 - pie.middle[1], (box[0] + box[2]) / 2 - pie.middle[0])
    own = math.atan2(part.middle[1] - pie.middle[1], part.middle[0] - pie.middle[0])
    off = abs(text - own) % (2 * math.pi)
    return min(off, 2 * math.pi - off)


def _apart(labels: Sequence[Label]) -> list[Label]:
    """Labels with those parted that run on over the values of several slices."""
    values = [label for label in labels if label.is_value and not _is_note(label)]
    parted: list[Label] = []
    for label in labels:
        under = [value for value in values if _is_under(value, label)]
        if label.is_value or len(under) < 2 or len(label.words) < 2:
            parted.append(label)
            continue
        groups: dict[int, list[Word]] = {}
        for word in label.words:
            middle = (word.box[0] + word.box[2]) / 2
            nearest = min(range(len(under)), key=lambda at: abs(under[at].across - middle))
            groups.setdefault(nearest, []).append(word)
        parted += [label_of(words) for words in groups.values()]
    return parted


def _is_under(value: Label, label: Label) -> bool:
    inside = label.box[0] - 2 <= value.across <= label.box[2] + 2
    return inside and 0 < value.box[1] - label.box[1] <= _LEADING * max(value.size, label.size)


def _is_note(label: Label) -> bool:
    return _NOTE.fullmatch(label.text) is not None


def _blocks(labels: Sequence[Label]) -> list[list[Label]]:
    """Lines of one text: centred or flush, one close below the other, ending at the line with the value."""
    blocks: list[list[Label]] = []
    for label in sorted(labels, key=lambda label: (label.box[1], label.box[0])):
        best = None
        for block in blocks:
            last = block[-1]
            gap = label.box[1] - last.box[1]
            ended = last.is_value or _said([last]) is not None
            goes_on = last.text.endswith(_OPEN) or label.text.startswith(_OPEN)
            leading = _OPEN_LEADING if goes_on else _LEADING
            if not ended and 0 < gap <= leading * max(label.size, last.size) and _stacked(last, label):
                best = block
        if best is None:
            blocks.append([label])
        else:
            best.append(label)
    return blocks


def _stacked(above: Label, below: Label) -> bool:
    centred = abs(above.across - below.across) <= 0.3 * max(above.box[2] - above.box[0], below.box[2] - below.box[0])
    return centred or abs(above.box[0] - below.box[0]) <= 2 or abs(above.box[2] - below.box[2]) <= 2


def _said(block: Sequence[Label]) -> Said | None:
    last = block[-1]
    alone = _value_alone(last) if len(block) > 1 else None
    if alone is not None and not _is_note(alone):
        name = joined(block[:-1])
        return Said(replace(name, text=name.text.rstrip(_BETWEEN)), alone)
    ended = _VALUE_AT_END.match(last.text)
    if ended is None or not any(map(str.isalpha, ended["name"])) or _NOTE.fullmatch(ended["value"]):
        return None
    if (printed := printed_number(ended["value"])) is None:
        return None
    value = replace(last, text=ended["value"], printed=printed, kind=Kind.NUMBER)
    name = replace(last, text=ended["name"].rstrip(_BETWEEN), printed=None, kind=Kind.WORDS)
    return Said(joined([*block[:-1], name]), value)


def _value_alone(label: Label) -> Label | None:
    """The value of a line that prints nothing else but what parts it from the name above."""
    text = label.text.lstrip(_BETWEEN)
    if label.is_value or text == label.text:
        return label if label.is_value else None
    printed = printed_number(text)
    return None if printed is None else replace(label, text=text, printed=printed, kind=Kind.NUMBER)


def _by_colour(pie: Pie, labels: Sequence[Label], entries: Sequence[Entry]) -> list[Said | None]:
    """Values that stand behind an entry of a legend, or inside a slice of its colour."""
    said: list[Said | None] = []
    values = [label for label in labels if label.is_value]
    for part in pie.slices:
        entry = _entry_of(part, pie, entries)
        behind = [value for value in values if entry and _is_behind(value, entry)]
        inside = [value for value in values if math.dist((value.across, value.down), part.middle) <= pie.radius / 3]
        around = [value for value in values if _points_at(value, part, pie)]
        value = min(behind or inside, key=lambda label: label.box[0], default=None)
        if value is None:
            value = around[0] if len(around) == 1 else _led_to(part, pie, values)
        said.append(Said(entry.label, value) if entry and value else None)
    told = [one for one in said if one is not None]
    percent = sum(_is_percent(one.value) for one in told)
    whole = sum(one.value.amount for one in told) if len(told) == len(said) and 2 * percent < len(told) else _HUNDRED
    return [
        one if one and whole and _fits(one.value, whole, part) else None
        for one, part in zip(said, pie.slices, strict=True)
    ]


def _led_to(part: Slice, pie: Pie, values: Sequence[Label]) -> Label | None:
    """The value further off, as at the end of a line from the rim, that prints a slice's share and no other's."""
    fitting = [value for value in values if _is_percent(value) and _fits(value, _HUNDRED, part)]
    near = [value for value in fitting if _turn(pie, part, Said(value, value)) <= math.pi / 4]
    others = [other for other in pie.slices if other is not part]
    alone = [value for value in near if not any(_fits(value, _HUNDRED, other) for other in others)]
    return alone[0] if len(fitting) == len(alone) == 1 and _beyond(pie, alone[0]) <= _REACH else None


def _entry_of(part: Slice, pie: Pie, entries: Sequence[Entry]) -> Entry | None:
    """The entry that has a slice's colour; of several the one in the nearest legend."""
    named = [entry for entry in entries if alike(entry.colour, part.fill.colour)]
    if len(named) == 1:
        return named[0]
    name = legend_name(part.fill.colour, named, pie.box)
    return next((entry for entry in named if entry.label is name), None)


def _points_at(value: Label, part: Slice, pie: Pie) -> bool:
    """Whether a value stands at the rim in a slice's direction and prints its share."""
    away = math.dist((value.across, value.down), pie.middle) / pie.radius
    off = _turn(pie, part, Said(value, value))
    return _is_percent(value) and 0.5 <= away <= 1.6 and off <= math.pi / 7 and _fits(value, _HUNDRED, part)


def _is_behind(value: Label, entry: Entry) -> bool:
    level = abs(value.down - entry.label.down) <= 0.6 * entry.label.size
    return level and 0 <= value.box[0] - entry.label.box[2] <= 12 * value.size


def _by_direction(pie: Pie, labels: Sequence[Label]) -> list[Said | None]:
    """Values within the slices, and names around the pie, each in the direction of its slice; all of them or none."""
    names = [
        block for block in _blocks([label for label in labels if not label.is_value]) if _stands_around(pie, block)
    ]
    named = [joined(block) for block in names]
    said: list[Said | None] = []
    for part in pie.slices:
        held = [label for label in labels if label.is_value and _within(pie, part, label)]
        near = [name for name in named if _turn(pie, part, Said(name, name)) <= max(math.pi * part.share, math.pi / 12)]
        if len(held) != 1 or not near or not _fits(held[0], _HUNDRED, part):
            return [None] * len(pie.slices)
        said.append(Said(min(near, key=lambda name: _beyond(pie, name)), held[0]))
    told = {id(one.name) for one in said if one is not None}
    return said if len(told) == len(said) else [None] * len(pie.slices)


def _beyond(pie: Pie, name: Label) -> float:
    """How far a name stands from the rim, in radii."""
    across = max(name.box[0] - pie.middle[0], pie.middle[0] - name.box[2], 0.0)
    down = max(name.box[1] - pie.middle[1], pie.middle[1] - name.box[3], 0.0)
    return math.hypot(across, down) / pie.radius


def _stands_around(pie: Pie, block: Sequence[Label]) -> bool:
    return _NAMED_FROM - 0.1 <= _beyond(pie, joined(block)) <= _NAMED_TO


def _within(pie: Pie, part: Slice, label: Label) -> bool:
    """Whether a label stands within a slice, as seen from the middle."""
    inside = math.dist((label.across, label.down), pie.middle) <= pie.radius
    return inside and _turn(pie, part, Said(label, label)) <= math.pi * part.share
