"""From a page's own coordinates to the page as displayed: its crop and rotation, and matrices of drawings on it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossfoot.model.figures import Box
from crossfoot.read.pdf.page.pages import Point

Matrix = tuple[float, float, float, float, float, float]
"""x' = a·x + c·y + e and y' = b·x + d·y + f, in the order a, b, c, d, e, f."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The displayed part of a page: `box` left, bottom, right, top in the page's coordinates, turned clockwise."""

    box: Box
    rotation: int

    @property
    def width(self) -> float:
        """Of the page as displayed."""
        return self._size[self.rotation % 180 == 90]

    @property
    def height(self) -> float:
        """Of the page as displayed."""
        return self._size[self.rotation % 180 == 0]

    @property
    def _size(self) -> Point:
        left, bottom, right, top = self.box
        return right - left, top - bottom

    @property
    def matrix(self) -> Matrix:
        """From the page's coordinates, which count from the bottom left, to points from the displayed top left."""
        left, bottom, right, top = self.box
        match self.rotation:
            case 90:
                return (0.0, 1.0, 1.0, 0.0, -bottom, -left)
            case 180:
                return (-1.0, 0.0, 0.0, 1.0, right, -bottom)
            case 270:
                return (0.0, -1.0, -1.0, 0.0, top, right)
            case _:
                return (1.0, 0.0, 0.0, -1.0, -left, top)

    def shown(self, boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which displayed boxes, a row each, have their middle on the page."""
        across, down = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
        level: NDArray[np.bool_] = (across >= -1) & (across <= self.width + 1)
        return level & (down >= -1) & (down <= self.height + 1)


def product(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies `first`, `then` the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def placed(point: Point, matrix: Matrix) -> Point:
    """Where a matrix puts a point."""
    (x, y), (a, b, c, d, e, f) = point, matrix
    return a * x + c * y + e, b * x + d * y + f


def scale_of(matrix: Matrix) -> float:
    """How much longer a matrix makes lengths, on the whole."""
    a, b, c, d, _, _ = matrix
    return float(abs(a * d - b * c) ** 0.5)
