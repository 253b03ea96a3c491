"""Boxes in fractions of a frame, and where a chain moves them: cropping, padding, mirroring, filming at an angle."""

from dataclasses import dataclass
from typing import Callable, Iterable

Move = Callable[[float, float], tuple[float, float]]
"""Where a point of the frame lies in the frame that a step makes of it, both as fractions."""


@dataclass(frozen=True)
class Box:
    """Fractions of the frame, origin top left; may reach beyond the frame."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def area(self) -> float:
        return self.width * self.height

    def holds(self, point: tuple[float, float]) -> bool:
        return self.x <= point[0] <= self.right and self.y <= point[1] <= self.bottom

    def shared(self, other: "Box") -> float:
        """Area of the intersection."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        return max(0.0, across) * max(0.0, down)

    def overlap(self, other: "Box") -> float:
        """Area of the intersection over that of the union."""
        shared = self.shared(other)
        return shared / (self.area + other.area - shared) if shared else 0.0

    def moved(self, moves: Iterable[Move]) -> "Box":
        """The box around its corners after `moves`, in turn."""
        corners = [(x, y) for x in (self.x, self.right) for y in (self.y, self.bottom)]
        for move in moves:
            corners = [move(*corner) for corner in corners]
        return around(corners)

    def clipped(self) -> "Box":
        """What of it lies within the frame."""
        left, top = max(0.0, self.x), max(0.0, self.y)
        return Box(left, top, max(0.0, min(1.0, self.right) - left), max(0.0, min(1.0, self.bottom) - top))

    def hidden(self, covers: Iterable["Box"]) -> float:
        """The share of it that lies beyond the frame or under `covers`."""
        shown = self.clipped()
        return (self.area - shown.area + sum(shown.shared(cover) for cover in covers)) / self.area if self.area else 0.0

    def words(self) -> dict[str, float]:
        return {key: round(value, 4) for key, value in vars(self).items()}


def around(points: Iterable[tuple[float, float]]) -> Box:
    across, down = zip(*points)
    return Box(min(across), min(down), max(across) - min(across), max(down) - min(down))


def union(boxes: Iterable[Box]) -> Box:
    return around(corner for box in boxes for corner in ((box.x, box.y), (box.right, box.bottom)))


def unmoved(x: float, y: float) -> tuple[float, float]:
    return x, y


def mirrored(x: float, y: float) -> tuple[float, float]:
    return 1 - x, y


def window(x: float, y: float, width: float, height: float) -> Move:
    """The frame becomes its part at `x`, `y` (a crop), or a part of a larger one (a pad, with negative `x` or `y`)."""
    return lambda across, down: ((across - x) / width, (down - y) / height)


def keystone(corners: tuple[tuple[float, float], ...]) -> Move:
    """The frame's corners (top left, top right, bottom left, bottom right) come to lie at `corners`."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    # The projective map of the unit square onto a quadrilateral, after Heckbert 1989, section 2.2.3.
    sum_x, sum_y = x0 - x1 + x3 - x2, y0 - y1 + y3 - y2
    across = (x1 - x3, y1 - y3)
    down = (x2 - x3, y2 - y3)
    whole = across[0] * down[1] - down[0] * across[1]
    g = (sum_x * down[1] - down[0] * sum_y) / whole
    h = (across[0] * sum_y - sum_x * across[1]) / whole

    def move(x: float, y: float) -> tuple[float, float]:
        depth = g * x + h * y + 1
        return (
            ((x1 - x0 + g * x1) * x + (x2 - x0 + h * x2) * y + x0) / depth,
            ((y1 - y0 + g * y1) * x + (y2 - y0 + h * y2) * y + y0) / depth,
        )

    return move
