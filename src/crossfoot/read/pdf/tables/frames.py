"""Tables that are ruled all around: what stands inside their frame is theirs, and what stands outside is not."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from crossfoot.model.figures import Box
from crossfoot.read.pdf.page.pages import Rule
from crossfoot.read.pdf.text.pieces import Line

_NEAR = 3.0  # points by which the lines of one frame miss each other
_LOW = 24.0  # points that a frame is high at least: two rows
_CLOSED = 0.9  # of its width that the lines at its top and at its bottom cover
_POINTS = ("•", "◦", "▪", "■", "●")
_WALLS_LEAST = 3  # the two sides, and one that parts columns


def framed_apart(lines: Sequence[Line], level: Sequence[Rule], rules: Sequence[Rule]) -> list[list[Line]]:
    """The lines of a page from the top, those inside each frame by themselves; `level` are the page's level rules."""
    frames = [frame for frame in _frames(level, rules) if _holds_a_table(frame, lines)]
    return [list(part) for _, part in groupby(lines, lambda line: _frame_of(line, frames))]


def _holds_a_table(frame: Box, lines: Sequence[Line]) -> bool:
    """Whether rows of numbers stand in a frame, no points of a list, and nothing beside it."""
    inside = [line for line in lines if frame[1] < line.base < frame[3]]
    listed = any(piece.text.startswith(_POINTS) for line in inside for piece in line.pieces)
    rows = sum(any(piece.is_amount for piece in line.pieces) for line in inside)
    return rows > 1 and not listed and all(_is_apart(line, frame) for line in lines)


def _is_apart(line: Line, frame: Box) -> bool:
    """Whether a line is in a frame or above or below it, and no part of it stands beside the frame."""
    left, top, right, bottom = frame
    return not top < line.base < bottom or (left - _NEAR <= line.left and line.right <= right + _NEAR)


def _frame_of(line: Line, frames: Sequence[Box]) -> int:
    """The number of the frame that a line stands in, or -1."""
    return next((at for at, (_, top, _, bottom) in enumerate(frames) if top < line.base < bottom), -1)


def _frames(level: Sequence[Rule], rules: Sequence[Rule]) -> Iterator[Box]:
    """The boxes of frames with columns in them: two sides of one height, closed above and below."""
    walls = _walls(rules)
    for box in _closed_boxes(walls, level):
        left, top, right, bottom = box
        within = [x for x, start, end in walls if left <= x <= right and start < bottom and top < end]
        if len(within) >= _WALLS_LEAST:
            yield box


def _walls(rules: Sequence[Rule]) -> list[tuple[float, float, float]]:
    """The upright lines, pieces on one another as one: where each stands, its top and its bottom."""
    joined: list[tuple[float, float, float]] = []
    upright = sorted((round(rule.box[0]), rule.box[1], rule.box[3]) for rule in rules if not rule.horizontal)
    for x, top, bottom in upright:
        if joined and abs(joined[-1][0] - x) <= 1 and top <= joined[-1][2] + _NEAR:
            joined[-1] = (joined[-1][0], joined[-1][1], max(joined[-1][2], bottom))
        else:
            joined.append((float(x), top, bottom))
    return [wall for wall in joined if wall[2] - wall[1] >= _LOW]


def _closed_boxes(walls: Sequence[tuple[float, float, float]], level: Sequence[Rule]) -> Iterator[Box]:
    taken: list[tuple[float, float]] = []
    for _, top, bottom in sorted(walls, key=lambda wall: wall[1] - wall[2]):
        if any(top < end and start < bottom for start, end in taken):
            continue
        sides = [x for x, start, end in walls if abs(start - top) <= _NEAR and abs(end - bottom) <= _NEAR]
        left, right = min(sides), max(sides)
        if left < right and all(_is_closed(left, right, y, level) for y in (top, bottom)):
            taken.append((top, bottom))
            yield left, top, right, bottom


def _is_closed(left: float, right: float, y: float, level: Sequence[Rule]) -> bool:
    near = [rule.box for rule in level if abs(rule.box[1] - y) <= _NEAR]
    covered = sum(max(min(right, box[2]) - max(left, box[0]), 0.0) for box in near)
    return covered >= _CLOSED * (right - left)
