"""The sheet under a child's drawing: its colour, its tooth, and how colour is laid on it.

The noise that stands for the tooth of paper is made once and shared; each sheet takes another piece of it.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from demo.drawings.paint import Colour, Outline, colour

TILE = 1500


@dataclass(frozen=True)
class Part:
    """A piece of the sheet, in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def box(self) -> tuple[int, int, int, int]:
        return self.left, self.top, self.right, self.bottom

    @property
    def size(self) -> tuple[int, int]:
        return self.right - self.left, self.bottom - self.top


@lru_cache(maxsize=12)
def grain(spread: float) -> Image.Image:
    """Noise with every grey equally frequent, so that a threshold of a fifth lets a fifth through. `spread` is the
    size of its spots in pixels."""
    rng = Random(round(spread * 100))
    if spread < 6:
        dots = Image.frombytes("L", (TILE, TILE), rng.randbytes(TILE * TILE))
        return ImageOps.equalize(dots.filter(ImageFilter.GaussianBlur(spread)))
    cells = math.ceil(TILE / spread)
    dots = Image.frombytes("L", (cells, cells), rng.randbytes(cells * cells))
    return ImageOps.equalize(dots.resize((TILE, TILE), Image.Resampling.BICUBIC))


@lru_cache(maxsize=2)
def streaks(upright: bool = False) -> Image.Image:
    """What the hairs of a broad brush leave."""
    dots = Image.frombytes("L", (14, 420), Random(17).randbytes(14 * 420))
    wide = ImageOps.equalize(dots.resize((TILE, TILE), Image.Resampling.BICUBIC))
    return wide.transpose(Image.Transpose.ROTATE_90) if upright else wide


class Sheet:
    def __init__(
        self, seed: int, width: int = 1400, height: int = 1000, ground: str = "#fbf9f3", rough: float = 1.0
    ) -> None:
        self.rng = Random(seed)
        self.image = Image.new("RGB", (width, height), colour(ground))
        self.rough = rough
        self.shift = self.rng.randrange(TILE - width + 1), self.rng.randrange(TILE - height + 1)
        #: Where wax lies and water will not take, once somebody asks for it.
        self.resist: Image.Image | None = None
        self._left: Image.Image | None = None
        self._tint()

    @property
    def width(self) -> int:
        return self.image.width

    @property
    def height(self) -> int:
        return self.image.height

    @property
    def whole(self) -> Part:
        return Part(0, 0, self.width, self.height)

    def _tint(self) -> None:
        """No paper is of one colour all over."""
        cloud = self.noise(180, self.whole).point([round(step * 7 / 255) for step in range(256)])
        fine = self.noise(0.7, self.whole).point([round(step * 8 / 255) for step in range(256)])
        both = ImageChops.add(cloud, fine)
        self.image = ImageChops.subtract(self.image, Image.merge("RGB", [both] * 3), 1, 4)

    def flecks(self, hues: Sequence[str], count: int) -> None:
        """Fibres, as in wrapping paper."""
        pen = ImageDraw.Draw(self.image)
        for _number in range(count):
            x, y = self.rng.uniform(0, self.width), self.rng.uniform(0, self.height)
            angle, length = self.rng.uniform(0, math.tau), self.rng.uniform(3, 13)
            end = (x + math.cos(angle) * length, y + math.sin(angle) * length)
            pen.line([(x, y), end], fill=colour(self.rng.choice(list(hues))), width=1)

    def noise(self, spread: float, part: Part, anew: bool = False) -> Image.Image:
        """The tooth under this part; `anew` takes any other piece, for what is not the paper's own."""
        if anew:
            x = self.rng.randrange(max(1, TILE - part.size[0] + 1))
            y = self.rng.randrange(max(1, TILE - part.size[1] + 1))
        else:
            x, y = self.shift[0] + part.left, self.shift[1] + part.top
        return grain(spread).crop((x, y, x + part.size[0], y + part.size[1]))

    def around(self, outlines: Iterable[Outline], pad: float) -> Part | None:
        """The part that holds all of these, or nothing when they lie beside the sheet."""
        across: list[float] = []
        down: list[float] = []
        for outline in outlines:
            across.extend(x for x, _y in outline)
            down.extend(y for _x, y in outline)
        if not across:
            return None
        part = Part(
            max(0, math.floor(min(across) - pad)),
            max(0, math.floor(min(down) - pad)),
            min(self.width, math.ceil(max(across) + pad)),
            min(self.height, math.ceil(max(down) + pad)),
        )
        return part if part.left < part.right and part.top < part.bottom else None

    def mask(
        self, outlines: Iterable[Outline], part: Part, holes: Iterable[Outline] = (), fine: int = 2
    ) -> Image.Image:
        mask = Image.new("L", (part.size[0] * fine, part.size[1] * fine))
        pen = ImageDraw.Draw(mask)
        for shade, group in ((255, outlines), (0, holes)):
            for outline in group:
                if len(outline) > 2:
                    pen.polygon(
                        [((x - part.left) * fine, (y - part.top) * fine) for x, y in outline], fill=shade
                    )
        return mask.reduce(fine) if fine > 1 else mask

    @contextmanager
    def leaving(self, *outlines: Outline, wide: float = 0.0) -> Iterator[None]:
        """Ink and water do not hide what is below, so whoever uses them goes around what comes later. `wide` is the
        seam left between the two."""
        before = self._left
        around = self.mask(outlines, self.whole, fine=1)
        if wide:
            around = around.filter(ImageFilter.GaussianBlur(wide)).point(
                [min(255, step * 3) for step in range(256)]
            )
        self._left = around if before is None else ImageChops.lighter(before, around)
        yield
        self._left = before

    def spared(self, mask: Image.Image, part: Part) -> Image.Image:
        if self._left is None:
            return mask
        return ImageChops.subtract(mask, self._left.crop(part.box))

    def bare(self, *outlines: Outline, hue: str, share: float = 1.0, soft: float = 0.0) -> None:
        """One colour and nothing through it: paper that was rubbed clean, body colour, a cut-out."""
        part = self.around(outlines, 3 * soft + 2)
        if part is None:
            return
        mask = self.mask(outlines, part)
        if soft:
            mask = mask.filter(ImageFilter.GaussianBlur(soft))
        self.cover(colour(hue), scaled(mask, share), part)

    def stain(self, paint: Image.Image | Colour, mask: Image.Image, part: Part) -> None:
        """See-through colour: what is below shows, and twice is darker."""
        below = self.image.crop(part.box)
        flat = paint if isinstance(paint, Image.Image) else Image.new("RGB", part.size, paint)
        self.image.paste(ImageChops.multiply(below, flat), part.box, mask)

    def cover(self, paint: Image.Image | Colour, mask: Image.Image, part: Part, thin: float = 0.0) -> None:
        """Colour that hides; a `thin` share of it is see-through."""
        flat = paint if isinstance(paint, Image.Image) else Image.new("RGB", part.size, paint)
        if thin:
            below = self.image.crop(part.box)
            flat = Image.blend(flat, ImageChops.multiply(below, flat), thin)
        self.image.paste(flat, part.box, mask)

    def finished(self) -> Image.Image:
        """Light falls on the tooth of the paper from one side, and not quite evenly on the sheet."""
        tooth = self.noise(1.3, self.whole)
        relief = ImageChops.subtract(tooth, ImageChops.offset(tooth, 1, 1), 1, 128)
        depth = 0.055 * self.rough
        relief = relief.point([min(255, round(252 + (step - 128) * depth)) for step in range(256)])
        light = self.noise(420, self.whole).point([246 + round(step * 9 / 255) for step in range(256)])
        both = ImageChops.multiply(relief, light)
        return ImageChops.multiply(self.image, Image.merge("RGB", [both] * 3))


def scaled(mask: Image.Image, share: float) -> Image.Image:
    return mask.point([min(255, round(step * share)) for step in range(256)])


def curve(least: float, most: float) -> list[int]:
    """A table for `point`: black becomes `least`, white `most`."""
    return [max(0, min(255, round(least + (most - least) * step / 255))) for step in range(256)]
