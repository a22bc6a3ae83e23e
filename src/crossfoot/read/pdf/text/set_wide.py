"""Texts whose characters are set wide apart to fill their column, as Japanese labels are, and are one all the same."""

from collections.abc import Sequence

from crossfoot.read.pdf.page.pages import Word

_ALIKE = 1.7  # times as wide as another, of gaps in a text set wide
_WIDEST = 12.0  # likewise, of a gap in it
_SHORT = 3  # characters of a word in it


def spread(words: Sequence[Word], walls: Sequence[float]) -> set[int]:
    """The words that go on a text whose characters are set wide, as Japanese labels are to fill their column.

    All gaps of such a text are alike, and most of its words are single characters.
    """
    found: set[int] = set()
    if max([word.text for word in words]) < "々":
        return found
    start = 0
    while start < len(words):
        end, gaps = start + 1, list[float]()
        while end < len(words) and is_japanese(words[end - 1]) and is_japanese(words[end]):
            gap = words[end].box[0] - words[end - 1].box[2]
            walled = any(words[end - 1].box[2] - 1 <= wall <= words[end].box[0] + 1 for wall in walls)
            alike = not gaps or max(*gaps, gap) <= _ALIKE * max(min(*gaps, gap), 0.1 * words[end].size)
            if walled or not alike or gap > _WIDEST * words[end].size:
                break
            gaps.append(gap)
            end += 1
        single = sum(len(word.text) == 1 for word in words[start:end])
        if end - start > 1 and 2 * single >= end - start:
            found.update(range(start + 1, end))
        start = end
    return found


def is_japanese(word: Word) -> bool:
    """Whether a word is a short one of Japanese characters, as labels that are set wide are made of."""
    text = word.text
    return text[0] >= "々" and len(text) <= _SHORT and min(text) >= "々" and not word.raised
