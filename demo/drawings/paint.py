"""Paper, paint and edges: what every drawing is made of.

Places and sizes are in units: a sheet is 1600 units wide, however many pixels it has. Edges are drawn finer than the
sheet and reduced, which is what makes them smooth.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH = 1600

Point = tuple[float, float]
Outline = Sequence[Point]
Colour = tuple[int, int, int]
Stops = tuple[tuple[float, Colour], ...]


def colour(text: str) -> Colour:
    """`#5f8fe6` as three numbers."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`one`, with this share of `other` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def at(stops: Stops, place: float) -> Colour:
    """The colour of a gradient at a place from 0 to 1."""
    before = stops[0]
    for stop in stops:
        if place <= stop[0]:
            reach = stop[0] - before[0]
            return mix(before[1], stop[1], (place - before[0]) / reach) if reach else stop[1]
        before = stop
    return before[1]


def even(*colours: str) -> Stops:
    """These colours at even distances."""
    last = max(1, len(colours) - 1)
    return tuple((number / last, colour(text)) for number, text in enumerate(colours))


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels of the sheet."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def size(self) -> tuple[int, int]:
        return self.right - self.left, self.bottom - self.top


@dataclass(frozen=True)
class Flat:
    colour: Colour

    def fill(self, box: Box, unit: float) -> Image.Image:
        return Image.new("RGB", box.size, self.colour)


@dataclass(frozen=True)
class Linear:
    """From `start` to `end`, downwards, or to the right if `across`."""

    stops: Stops
    start: float
    end: float
    across: bool = False

    def fill(self, box: Box, unit: float) -> Image.Image:
        first, last = (box.left, box.right) if self.across else (box.top, box.bottom)
        reach = (self.end - self.start) or 1.0
        line = [
            at(self.stops, min(1.0, max(0.0, ((pixel + 0.5) / unit - self.start) / reach)))
            for pixel in range(first, last)
        ]
        strip = Image.new("RGB", (len(line), 1) if self.across else (1, len(line)))
        strip.putdata(line)
        return strip.resize(box.size, Image.Resampling.NEAREST)


@dataclass(frozen=True)
class Radial:
    """From the centre outwards."""

    stops: Stops
    centre: Point
    radius: float

    def fill(self, box: Box, unit: float) -> Image.Image:
        reach = max(1, round(self.radius * unit))
        distance = Image.new("L", box.size, 255)
        disc = _disc().resize((2 * reach, 2 * reach), Image.Resampling.BILINEAR)
        distance.paste(
            disc,
            (round(self.centre[0] * unit) - reach - box.left, round(self.centre[1] * unit) - reach - box.top),
        )
        ramp = [at(self.stops, step / 255) for step in range(256)]
        return Image.merge("RGB", [distance.point([stop[channel] for stop in ramp]) for channel in range(3)])


Paint = Flat | Linear | Radial


def flat(text: str) -> Flat:
    return Flat(colour(text))


def downwards(start: float, end: float, *colours: str) -> Linear:
    return Linear(even(*colours), start, end)


def rightwards(start: float, end: float, *colours: str) -> Linear:
    return Linear(even(*colours), start, end, across=True)


def outwards(x: float, y: float, radius: float, *colours: str) -> Radial:
    return Radial(even(*colours), (x, y), radius)


class Sheet:
    """A drawing being made. `clear` sheets are layers, laid over others with `add`."""

    def __init__(self, width: int = 1600, height: int = 1000, *, clear: bool = False, fine: int = 2) -> None:
        self.unit = width / WIDTH
        self.fine = fine
        self.image = Image.new("RGBA" if clear else "RGB", (width, height))

    @property
    def width(self) -> int:
        return self.image.width

    @property
    def height(self) -> int:
        return self.image.height

    @cached_property
    def bottom(self) -> float:
        """The lower edge, in units."""
        return self.height / self.unit

    def background(self, paint: Paint) -> None:
        self.image.paste(paint.fill(Box(0, 0, self.width, self.height), self.unit))

    def shape(self, outline: Outline, paint: Paint, opacity: float = 1.0, blur: float = 0.0) -> None:
        self.shapes([outline], paint, opacity, blur)

    def shapes(
        self,
        outlines: Iterable[Outline],
        paint: Paint,
        opacity: float = 1.0,
        blur: float = 0.0,
        holes: Iterable[Outline] = (),
        worn: Image.Image | None = None,
    ) -> None:
        """Outlines in one coat of paint. `worn` lets the paper through, as chalk does."""
        drawn = [outline for outline in outlines if len(outline) > 2]
        box = self._around(drawn, blur)
        if box is None or opacity <= 0:
            return
        mask = self._mask(drawn, list(holes), box)
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * self.unit))
        if worn is not None:
            mask = ImageChops.multiply(mask, worn.crop((box.left, box.top, box.right, box.bottom)))
        self._lay(paint.fill(box, self.unit), mask, box, opacity)

    def glow(self, x: float, y: float, radius: float, paint: Colour, strength: float = 1.0) -> None:
        """Light: brightens what is there and never darkens it."""
        reach = round(radius * self.unit)
        left, top = round(x * self.unit) - reach, round(y * self.unit) - reach
        box = self._clip(left, top, left + 2 * reach, top + 2 * reach)
        if box is None or strength <= 0:
            return
        disc = _disc().resize((2 * reach, 2 * reach), Image.Resampling.BICUBIC)
        disc = disc.crop((box.left - left, box.top - top, box.right - left, box.bottom - top))
        if self.image.mode == "RGBA":
            soft = disc.point([round(255 * (1 - step / 255) ** 2.2) for step in range(256)])
            self._lay(Flat(paint).fill(box, self.unit), soft, box, strength)
            return
        light = Image.merge(
            "RGB",
            [
                disc.point([round(channel * strength * (1 - step / 255) ** 2.2) for step in range(256)])
                for channel in paint
            ],
        )
        region = (box.left, box.top, box.right, box.bottom)
        self.image.paste(ImageChops.screen(self.image.crop(region), light), region)

    def stamp(
        self,
        picture: Image.Image,
        x: float,
        y: float,
        size: float,
        *,
        angle: float = 0.0,
        squash: float = 1.0,
        opacity: float = 1.0,
    ) -> None:
        """A small picture, laid with its middle here."""
        wide = max(1, round(size * self.unit))
        small = picture.resize(
            (wide, max(1, round(wide * squash * picture.height / picture.width))), reducing_gap=2
        )
        if angle:
            small = small.rotate(angle, Image.Resampling.BICUBIC, expand=True)
        left, top = round(x * self.unit - small.width / 2), round(y * self.unit - small.height / 2)
        box = self._clip(left, top, left + small.width, top + small.height)
        if box is None:
            return
        piece = small.crop((box.left - left, box.top - top, box.right - left, box.bottom - top))
        self._lay(piece.convert("RGB"), piece.getchannel("A"), box, opacity)

    def layer(self) -> "Sheet":
        return Sheet(self.width, self.height, clear=True, fine=self.fine)

    def add(self, layer: "Sheet", blur: float = 0.0, opacity: float = 1.0) -> None:
        top = layer.image
        if blur:
            # Colours are weighted by their opacity first, or the edges would go dark.
            top = top.convert("RGBa").filter(ImageFilter.GaussianBlur(blur * self.unit)).convert("RGBA")
        self._lay(top.convert("RGB"), top.getchannel("A"), Box(0, 0, self.width, self.height), opacity)

    def paper(self, seed: int, grain: int = 3, cloud: int = 2) -> None:
        """The tooth of the paper. It also hides the steps a soft gradient has in eight bits."""
        rng = Random(seed)
        fine = _noise(rng, self.image.size, grain)
        cells = (self.width // 110 + 2, self.height // 110 + 2)
        coarse = _noise(rng, cells, 127).resize(self.image.size, Image.Resampling.BICUBIC)
        coarse = coarse.point([round(step / 255 * 2 * cloud) for step in range(256)])
        both = ImageChops.add(fine, coarse)
        self.image = ImageChops.add(self.image, Image.merge("RGB", [both] * 3), 1, -(grain + cloud))

    def _clip(self, left: int, top: int, right: int, bottom: int) -> Box | None:
        box = Box(max(0, left), max(0, top), min(self.width, right), min(self.height, bottom))
        return box if box.left < box.right and box.top < box.bottom else None

    def _around(self, outlines: Sequence[Outline], blur: float) -> Box | None:
        if not outlines:
            return None
        pad = 3 * blur + 2 / self.unit
        across = [x for outline in outlines for x, _y in outline]
        down = [y for outline in outlines for _x, y in outline]
        return self._clip(
            math.floor((min(across) - pad) * self.unit),
            math.floor((min(down) - pad) * self.unit),
            math.ceil((max(across) + pad) * self.unit),
            math.ceil((max(down) + pad) * self.unit),
        )

    def _mask(self, outlines: Iterable[Outline], holes: Iterable[Outline], box: Box) -> Image.Image:
        mask = Image.new("L", (box.size[0] * self.fine, box.size[1] * self.fine))
        pen = ImageDraw.Draw(mask)
        scale, left, top = self.unit * self.fine, box.left * self.fine, box.top * self.fine
        for shade, group in ((255, outlines), (0, holes)):
            for outline in group:
                pen.polygon([(x * scale - left, y * scale - top) for x, y in outline], fill=shade)
        return mask.reduce(self.fine)

    def _lay(self, paint: Image.Image, mask: Image.Image, box: Box, opacity: float) -> None:
        if opacity < 1:
            mask = mask.point([round(step * opacity) for step in range(256)])
        if self.image.mode == "RGB":
            self.image.paste(paint, (box.left, box.top), mask)
        else:
            paint.putalpha(mask)
            self.image.alpha_composite(paint, (box.left, box.top))


def _noise(rng: Random, size: tuple[int, int], most: int) -> Image.Image:
    """Grey dots from 0 to twice `most`."""
    dots = Image.frombytes("L", size, rng.randbytes(size[0] * size[1]))
    return dots.point([round(step / 255 * 2 * most) for step in range(256)])


@lru_cache(maxsize=1)
def _disc() -> Image.Image:
    """Distance from the middle, reaching white at the edge. Pillow's own reaches it only in the corners."""
    return Image.radial_gradient("L").point([min(255, round(step * 255 / 179)) for step in range(256)])


@lru_cache(maxsize=4)
def tooth(size: tuple[int, int], seed: int, least: int = 70) -> Image.Image:
    """Rough paper: how much chalk holds at each place."""
    dots = Image.frombytes("L", size, Random(seed).randbytes(size[0] * size[1]))
    rough = dots.filter(ImageFilter.GaussianBlur(0.8))
    return rough.point([max(least, min(255, (step - 92) * 4)) for step in range(256)])


# --- Edges -------------------------------------------------------------------------------------------------------


def smooth(points: Outline, closed: bool = False, steps: int = 12) -> list[Point]:
    """A soft curve through these points."""
    count = len(points)
    around = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    curve: list[Point] = []
    for number in range(count if closed else count - 1):
        a, b, c, d = around[number : number + 4]
        for step in range(steps):
            t = step / steps
            curve.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    if not closed:
        curve.append(points[-1])
    return curve


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t
    )


def bow(start: Point, one: Point, other: Point, end: Point, steps: int = 16) -> list[Point]:
    """A cubic Bézier curve, without its last point, so that curves can follow each other."""
    curve = []
    for step in range(steps):
        t = step / steps
        u = 1 - t
        weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        places = (start, one, other, end)
        curve.append(
            (
                sum(weight * place[0] for weight, place in zip(weights, places, strict=True)),
                sum(weight * place[1] for weight, place in zip(weights, places, strict=True)),
            )
        )
    return curve


def ribbon(points: Outline, first: float, last: float | None = None, round_ends: bool = True) -> list[Point]:
    """A stroke along these points, from one width to the other."""
    last = first if last is None else last
    left: list[Point] = []
    right: list[Point] = []
    ends = len(points) - 1
    for number, (x, y) in enumerate(points):
        before, after = points[max(0, number - 1)], points[min(ends, number + 1)]
        angle = math.atan2(after[1] - before[1], after[0] - before[0]) + math.pi / 2
        half = (first + (last - first) * number / ends) / 2
        left.append((x + math.cos(angle) * half, y + math.sin(angle) * half))
        right.append((x - math.cos(angle) * half, y - math.sin(angle) * half))
    if round_ends:
        tip = _cap(points[-1], points[-2], last / 2)
        tail = _cap(points[0], points[1], first / 2)
        return [*left, *tip, *reversed(right), *tail]
    return [*left, *reversed(right)]


def _cap(end: Point, inside: Point, radius: float) -> list[Point]:
    ahead = math.atan2(end[1] - inside[1], end[0] - inside[0])
    return [
        (end[0] + math.cos(ahead + turn) * radius, end[1] + math.sin(ahead + turn) * radius)
        for turn in (1.2, 0.8, 0.4, 0.0, -0.4, -0.8, -1.2)
    ]


def ellipse(x: float, y: float, wide: float, high: float | None = None, turn: float = 0.0) -> list[Point]:
    """`wide` and `high` are half the width and height; `turn` is in degrees."""
    high = wide if high is None else high
    steps = 48 if max(wide, high) > 12 else 18
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    outline = []
    for step in range(steps):
        angle = step / steps * math.tau
        across, down = math.cos(angle) * wide, math.sin(angle) * high
        outline.append((x + across * cos - down * sin, y + across * sin + down * cos))
    return outline


def rectangle(left: float, top: float, right: float, bottom: float, radius: float = 0.0) -> list[Point]:
    if not radius:
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    outline = []
    corners = (
        (right - radius, bottom - radius, 0),
        (left + radius, bottom - radius, 90),
        (left + radius, top + radius, 180),
        (right - radius, top + radius, 270),
    )
    for x, y, start in corners:
        steps = 8 if radius < 40 else 24
        for step in range(steps + 1):
            angle = math.radians(start + step / steps * 90)
            outline.append((x + math.cos(angle) * radius, y + math.sin(angle) * radius))
    return outline


def turned(outline: Outline, x: float, y: float, degrees: float) -> list[Point]:
    """The outline, turned about a point."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(x + (a - x) * cos - (b - y) * sin, y + (a - x) * sin + (b - y) * cos) for a, b in outline]


def ridge(
    height: Callable[[float], float], bottom: float, left: float = -40, right: float = 1640
) -> list[Point]:
    """Ground up to a height given for each place from left to right."""
    steps = range(math.floor(left), math.ceil(right) + 10, 10)
    return [*((x, height(x)) for x in steps), (right + 10, bottom + 40), (left, bottom + 40)]


def swell(seed: int, level: float, rise: float, length: float = 700) -> Callable[[float], float]:
    """The line of a hill: three waves, none of them alike."""
    rng = Random(seed)
    waves = [
        (rise / (number + 1) ** 1.4, math.tau * (number * 0.85 + 1) / length, rng.uniform(0, math.tau))
        for number in range(3)
    ]
    return lambda x: level - sum(size * math.sin(speed * x + shift) for size, speed, shift in waves)
