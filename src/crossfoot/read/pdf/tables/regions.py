"""Parts of a page that are read one after the other: columns of text, and tables that stand side by side."""

from dataclasses import dataclass, replace

from crossfoot.read.pdf.text.pieces import Kind, Line, Piece

_LINES_LEAST = 4  # that begin anew behind a gutter
_FLUSH_LEAST = 3  # of them that begin right at it
_INDENT = 8.0  # times the height of its letters, that the others may be set in
_EDGE = 2.5  # points by which left edges of one column differ
_GUTTER = 0.5  # of a line's height, at least
_WORDY = 3.5  # words a line from which a part is text


@dataclass(frozen=True, slots=True)
class _Cut:
    """A gutter at `x` through the lines from `start` up to and without `end`."""

    x: float
    start: int
    end: int
    count: int


@dataclass(frozen=True, slots=True)
class Region:
    """Lines read from top to bottom; `beside` says that they begin beside the region before, below the same titles."""

    lines: list[Line]
    beside: bool = False


def regions(lines: list[Line]) -> list[Region]:
    """The page's lines part by part, in the order of reading."""
    cut = _best_cut(lines)
    if cut is None:
        return [Region(lines)] if lines else []
    cut = _lengthened(cut, lines)
    inner = lines[cut.start : cut.end]
    left = [_part(line, line.pieces[: _first_behind(line, cut.x)]) for line in inner]
    right = [_part(line, line.pieces[_first_behind(line, cut.x) :]) for line in inner]
    right_regions = regions([line for line in right if line.pieces])
    return [
        *regions(lines[: cut.start]),
        *regions([line for line in left if line.pieces]),
        *(replace(region, beside=True) for region in right_regions[:1]),
        *right_regions[1:],
        *regions(lines[cut.end :]),
    ]


def _part(line: Line, pieces: list[Piece]) -> Line:
    return Line(pieces, line.base, line.size)


def _first_behind(line: Line, x: float) -> int:
    return next((at for at, piece in enumerate(line.pieces) if piece.left >= x - _EDGE), len(line.pieces))


def _best_cut(lines: list[Line]) -> _Cut | None:
    edges = sorted(piece.left for line in lines for piece in line.pieces if piece.kind is Kind.WORDS)
    best: _Cut | None = None
    at = 0
    while at < len(edges):
        end = at
        while end < len(edges) and edges[end] - edges[at] <= _EDGE:
            end += 1
        if end - at >= _FLUSH_LEAST:
            for cut in _cuts(lines, edges[at]):
                if best is None or cut.count > best.count:
                    best = cut
        at = end
    return best


def _lengthened(cut: _Cut, lines: list[Line]) -> _Cut:
    """The gutter moved to where the part before it ends, as far down as it goes on there."""
    ends = [piece.right for line in lines[cut.start : cut.end] for piece in line.pieces if piece.left < cut.x - _EDGE]
    x = min(cut.x, max(ends, default=cut.x) + _EDGE + _GUTTER * lines[cut.start].size)
    end = cut.end
    while end < len(lines) and not _crosses(lines[end], x):
        end += 1
    return replace(cut, x=x, end=end)


def _cuts(lines: list[Line], x: float) -> list[_Cut]:
    """The runs of lines that a gutter at `x` cuts without touching a word, where both sides are parts of their own."""
    found = []
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and not _crosses(lines[at], x):
            continue
        cut = _judged(lines, x, start, at)
        if cut is not None:
            found.append(cut)
        start = at + 1
    return found


def _crosses(line: Line, x: float) -> bool:
    gutter = _GUTTER * line.size
    return any(piece.left < x - _EDGE and piece.right > x - gutter for piece in line.pieces)


def _judged(lines: list[Line], x: float, start: int, end: int) -> _Cut | None:
    """The gutter if behind it labels or text begin anew, and text or numbers stand before it."""
    anew, flush, left, right = 0, 0, list[Line](), list[Line]()
    for line in lines[start:end]:
        first = _first_behind(line, x)
        before, behind = line.pieces[:first], line.pieces[first:]
        if before:
            left.append(_part(line, before))
        if behind:
            right.append(_part(line, behind))
            labelled = behind[0].kind is Kind.WORDS and behind[0].left - x <= _INDENT * line.size
            anew += labelled
            flush += labelled and behind[0].left - x <= _EDGE
    if anew < _LINES_LEAST or flush < _FLUSH_LEAST or 2 * anew < len(right):
        return None
    return _Cut(x, start, end, anew) if _stands_alone(left, right) and _stands_alone(right, left) else None


def _stands_alone(part: list[Line], other: list[Line]) -> bool:
    """Whether a part is a table with labels of its own, or text of its own."""
    if len(part) < _LINES_LEAST:
        return False
    labelled = sum(line.pieces[0].kind is Kind.WORDS and any(p.is_amount for p in line.pieces[1:]) for line in part)
    if labelled >= _LINES_LEAST:
        return 2 * labelled > sum(any(piece.is_amount for piece in line.pieces) for line in part)
    numbers = sum(any(piece.is_amount for piece in line.pieces) for line in other)
    words = sum(len(line.text.split()) for line in part) / len(part)
    single = sum(len(line.pieces) == 1 for line in part)
    return words >= _WORDY and 2 * single > len(part) and (numbers < len(other) or words > 2 * _WORDY)
