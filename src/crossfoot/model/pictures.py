"""Pictures of pages: what a reader drew of a document, for reports that mark figures where they stand."""

from dataclasses import dataclass

from crossfoot.model.figures import Box


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of text as it was drawn: its characters, its box, and where each of them ends, in points from the left."""

    text: str
    box: Box
    ends: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as an image file: its media type (`image/webp`), the file's bytes, and the page that it shows.

    `box` is that page in the points that figures' places are given in: left and top are 0, right its width and bottom
    its height.
    """

    media_type: str
    content: bytes
    box: Box
    lines: tuple[DrawnLine, ...] = ()
