"""Pages whose text runs up or down the sheet, turned so that it is read from left to right, and places turned back."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from crossfoot.model.figures import Box
from crossfoot.read.pdf.page.pages import PdfPage, Rule, Word


@dataclass(frozen=True, slots=True)
class Turned:
    """A page as it is read, and how to find a box of it on the page as displayed: as it is, where it is not turned."""

    page: PdfPage
    back: Callable[[Box], Box]
    is_turned: bool = True


def turned(page: PdfPage) -> Turned:
    """The page turned by the direction in which most of its characters are read."""
    if not any(word.angle for word in page.words):
        return Turned(page, _as_it_is, is_turned=False)
    directions: Counter[int] = Counter()
    for word in page.words:
        directions[word.angle] += len(word.text)
    angle = directions.most_common(1)[0][0]
    if angle not in (90, 180, 270):
        return Turned(page, _as_it_is, is_turned=False)
    forth, back = _turns(angle, page.width, page.height)
    upright = angle == 180
    return Turned(
        replace(
            page,
            width=page.width if upright else page.height,
            height=page.height if upright else page.width,
            words=tuple(_word(word, angle, forth(word.box)) for word in page.words),
            rules=tuple(_rule(rule, angle, forth(rule.box)) for rule in page.rules),
        ),
        back,
    )


def _as_it_is(box: Box) -> Box:
    return box


def _turns(angle: int, width: float, height: float) -> tuple[Callable[[Box], Box], Callable[[Box], Box]]:
    def upward(box: Box) -> Box:
        left, top, right, bottom = box
        return height - bottom, left, height - top, right

    def upward_back(box: Box) -> Box:
        left, top, right, bottom = box
        return top, height - right, bottom, height - left

    def downward(box: Box) -> Box:
        left, top, right, bottom = box
        return top, width - right, bottom, width - left

    def downward_back(box: Box) -> Box:
        left, top, right, bottom = box
        return width - bottom, left, width - top, right

    def over(box: Box) -> Box:
        left, top, right, bottom = box
        return width - right, height - bottom, width - left, height - top

    return {90: (upward, upward_back), 180: (over, over), 270: (downward, downward_back)}[angle]


def _word(word: Word, angle: int, box: Box) -> Word:
    """The word in its new place; its characters go along with it."""
    first = word.edges[0] if word.edges else 0.0
    away = [abs(edge - first) for edge in word.edges] if word.angle == angle else []
    return replace(word, box=box, angle=(word.angle - angle) % 360, edges=tuple(box[0] + each for each in away))


def _rule(rule: Rule, angle: int, box: Box) -> Rule:
    return replace(rule, box=box, horizontal=rule.horizontal if angle == 180 else not rule.horizontal)
