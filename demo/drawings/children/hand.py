"""How a child's hand moves: lines that shake, rings that do not quite close, colouring that goes to and fro.

All places are in pixels of the sheet. Nothing here draws; it answers with the way the hand took.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from random import Random

from demo.drawings.paint import Outline, Point, ellipse, rectangle, smooth

Way = list[Point]


class Hand:
    """`shake` is how far, in pixels, the pen strays: about 7 at four years of age, about 1 at sixteen."""

    def __init__(self, rng: Random, shake: float) -> None:
        self.rng = rng
        self.shake = shake

    def line(self, *points: Point) -> Way:
        return self.shaken(points)

    def curve(self, *points: Point) -> Way:
        return self.shaken(smooth(points, steps=8))

    def loop(self, *points: Point) -> Way:
        """A soft closed form through these points."""
        curve = smooth(points, closed=True, steps=8)
        return self.shaken([*curve, curve[0]])

    def shape(self, *points: Point) -> Way:
        """A closed form with corners."""
        return self.shaken([*points, points[0]])

    def box(self, left: float, top: float, right: float, bottom: float) -> Way:
        lean = self.shake
        corners = [
            (x + self.rng.uniform(-lean, lean), y + self.rng.uniform(-lean, lean))
            for x, y in rectangle(left, top, right, bottom)
        ]
        return self.shape(*corners)

    def ring(self, x: float, y: float, wide: float, high: float | None = None, turn: float = 0.0) -> Way:
        """Begun anywhere, and drawn a little past where it began."""
        around = ellipse(x, y, wide, high, turn)
        start = self.rng.randrange(len(around))
        return self.shaken([*around[start:], *around[: start + 3]])

    def spiral(self, x: float, y: float, radius: float, turns: float = 2.5) -> Way:
        steps = round(turns * 18)
        return self.shaken(
            [
                (
                    x + math.cos(step / 18 * math.tau) * radius * (0.12 + 0.88 * step / steps),
                    y + math.sin(step / 18 * math.tau) * radius * (0.12 + 0.88 * step / steps),
                )
                for step in range(steps + 1)
            ]
        )

    def rays(
        self, x: float, y: float, inner: float, outer: float, first: float, last: float, count: int
    ) -> list[Way]:
        """Straight strokes away from a middle, between two angles in degrees."""
        ways = []
        for number in range(count):
            angle = math.radians(
                first + (last - first) * (number + self.rng.uniform(-0.15, 0.15)) / max(1, count - 1)
            )
            far = outer * self.rng.uniform(0.85, 1.1)
            ways.append(
                self.line(
                    (x + math.cos(angle) * inner, y + math.sin(angle) * inner),
                    (x + math.cos(angle) * far, y + math.sin(angle) * far),
                )
            )
        return ways

    def shaken(self, points: Sequence[Point]) -> Way:
        """The way as this hand takes it: slow waves, and a little trembling."""
        one, two, three, four = (self.rng.uniform(0, math.tau) for _number in range(4))
        size = self.shake
        gone = 0.0
        way: Way = []
        for (ax, ay), (bx, by) in pairwise(points):
            length = math.hypot(bx - ax, by - ay)
            steps = max(1, round(length / 12))
            for step in range(steps):
                share = step / steps
                here = gone + length * share
                way.append(
                    (
                        ax + (bx - ax) * share + self._stray(size, here, one, two),
                        ay + (by - ay) * share + self._stray(size, here, three, four),
                    )
                )
            gone += length
        last = points[-1]
        way.append(
            (last[0] + self._stray(size, gone, one, two), last[1] + self._stray(size, gone, three, four))
        )
        return way

    def _stray(self, size: float, gone: float, one: float, two: float) -> float:
        slow = math.sin(gone / 61 + one) * 0.55 + math.sin(gone / 23 + two) * 0.3
        return size * (slow + self.rng.gauss(0, 0.12))


def hatch(
    outline: Outline, angle: float, gap: float, spill: float, rng: Random, joined: bool = True
) -> list[Way]:
    """Strokes to and fro inside an outline. `spill` is how far they stop short of the edge or go over it; `joined`
    strokes are made without lifting the hand."""
    cos, sin = math.cos(math.radians(-angle)), math.sin(math.radians(-angle))
    flat = [(x * cos - y * sin, x * sin + y * cos) for x, y in outline]
    low, high = min(y for _x, y in flat), max(y for _x, y in flat)
    edges = list(pairwise([*flat, flat[0]]))
    ways: list[Way] = []
    level, forth = low + gap * rng.uniform(0.3, 0.6), True
    loose: Way = []
    while level < high:
        crossings = sorted(
            ax + (bx - ax) * (level - ay) / (by - ay)
            for (ax, ay), (bx, by) in edges
            if (ay <= level) != (by <= level)
        )
        spans = list(zip(crossings[::2], crossings[1::2], strict=False))
        if not joined or len(spans) != 1:
            _keep(ways, loose)
            loose = []
        for left, right in spans:
            stroke = _stroke(left, right, level, gap, spill, rng)
            if not forth:
                stroke.reverse()
            if joined and len(spans) == 1:
                loose.extend(stroke)
            else:
                ways.append(stroke)
        forth = not forth
        level += gap * rng.uniform(0.68, 1.34)
    _keep(ways, loose)
    return [[(x * cos + y * sin, y * cos - x * sin) for x, y in way] for way in ways]


def _keep(ways: list[Way], way: Way) -> None:
    if len(way) > 1:
        ways.append(way)


def _stroke(left: float, right: float, level: float, gap: float, spill: float, rng: Random) -> Way:
    start, end = left + rng.gauss(0, spill), right + rng.gauss(0, spill)
    lean, bend = rng.uniform(-0.4, 0.4) * gap, rng.uniform(-0.35, 0.35) * gap
    return [
        (start, level - lean),
        (start + (end - start) * 0.35, level - lean * 0.3 + bend),
        (start + (end - start) * 0.7, level + lean * 0.4 + bend * 0.8),
        (end, level + lean),
    ]


def moved(outlines: Iterable[Outline], x: float, y: float, scale: float = 1.0) -> list[Way]:
    """Outlines drawn about the origin, put here."""
    return [[(x + a * scale, y + b * scale) for a, b in outline] for outline in outlines]


def petals(
    x: float, y: float, size: float, turn: float, rng: Random, count: int = 5, fat: float = 0.5
) -> list[Way]:
    """The round petals of a forget-me-not, each a little different."""
    forms = []
    for number in range(count):
        degrees = turn + number * 360 / count + rng.uniform(-7, 7)
        angle = math.radians(degrees)
        reach = size * rng.uniform(0.52, 0.6)
        forms.append(
            ellipse(
                x + math.cos(angle) * reach,
                y + math.sin(angle) * reach,
                size * rng.uniform(0.44, 0.5),
                size * fat * rng.uniform(0.78, 0.92),
                degrees,
            )
        )
    return forms


def hand_outline(
    x: float, y: float, size: float, turn: float = 0.0, left: bool = False, open_: float = 1.0
) -> Way:
    """A hand laid on paper and drawn around, wrist below, fingers up. (x, y) is the middle of the palm, `size` the
    length of the middle finger."""
    fingers = (  # foot, direction from straight up, length, half a width
        ((-0.52, 0.12), -58.0, 0.78, 0.17),
        ((-0.38, -0.45), -17.0, 0.92, 0.145),
        ((-0.10, -0.55), -3.0, 1.0, 0.15),
        ((0.18, -0.50), 9.0, 0.94, 0.145),
        ((0.42, -0.33), 24.0, 0.74, 0.13),
    )
    path: Way = [(-0.34, 1.2), (-0.37, 0.85), (-0.5, 0.55)]
    for (fx, fy), lean, length, half in fingers:
        angle = math.radians(lean * (open_ if lean > -40 else 0.6 + 0.4 * open_) - 90)
        ux, uy = math.cos(angle), math.sin(angle)
        for along, across in (
            (0.12, -1.0),
            (0.6, -1.05),
            (0.9, -0.8),
            (1.0, 0.0),
            (0.9, 0.8),
            (0.6, 1.05),
            (0.12, 1.0),
        ):
            path.append(
                (fx + ux * length * along - uy * half * across, fy + uy * length * along + ux * half * across)
            )
    path.extend([(0.52, 0.3), (0.4, 0.75), (0.36, 1.2)])
    side = -1 if left else 1
    curve = smooth([(a * side * size, b * size) for a, b in path], steps=6)
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return [(x + a * cos - b * sin, y + a * sin + b * cos) for a, b in curve]
