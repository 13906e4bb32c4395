"""Paper on paper: cut with scissors or torn, and glued."""

from collections.abc import Callable, Iterable
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from demo.drawings.children.brush import ragged
from demo.drawings.children.paper import TILE, Sheet, curve, grain, scaled
from demo.drawings.paint import Outline, colour, mix

Pattern = Callable[[ImageDraw.ImageDraw, tuple[int, int], Random], None]


class Glue:
    """`lift` is how far, in pixels, a piece stands off the sheet: its shadow."""

    def __init__(self, sheet: Sheet, lift: float = 5.0) -> None:
        self.sheet = sheet
        self.lift = lift

    def cut(
        self,
        outline: Outline,
        hue: str,
        *,
        pattern: Pattern | None = None,
        holes: Iterable[Outline] = (),
        lift: float | None = None,
        clear: float = 0.0,
    ) -> None:
        """`clear` paper is tissue: so much of what is below shows through."""
        high = self.lift if lift is None else lift
        part = self.sheet.around([outline], high * 3 + 3)
        if part is None:
            return
        mask = self.sheet.mask([outline], part, holes)
        self._shadow(mask, high, part.box)
        paper = self._paper(part.size, hue, pattern)
        if clear:
            below = self.sheet.image.crop(part.box)
            paper = Image.blend(paper, ImageChops.multiply(below, paper), clear)
        self.sheet.image.paste(paper, part.box, mask)
        light = ImageChops.subtract(mask, _shifted(mask, 1, 2))
        self.sheet.cover((255, 255, 255), scaled(light, 0.35), part)

    def torn(self, outline: Outline, hue: str, *, edge: float = 7.0, pattern: Pattern | None = None) -> None:
        """Torn paper shows its white inside along the edge."""
        part = self.sheet.around([outline], edge * 4)
        if part is None:
            return
        mask = self.sheet.mask([outline], part, fine=1)
        slow, fine = self.sheet.noise(24, part, anew=True), self.sheet.noise(2.2, part, anew=True)
        outer = ragged(mask, ImageChops.add(scaled(slow, 0.8), scaled(fine, 0.2)), edge, 6, 92)
        inner = ragged(mask, ImageChops.add(scaled(slow, 0.62), scaled(fine, 0.38)), edge, 6, 150)
        self._shadow(outer, self.lift, part.box)
        self.sheet.image.paste(self._paper(part.size, "#f7f4ec", None), part.box, outer)
        self.sheet.image.paste(
            self._paper(part.size, hue, pattern), part.box, ImageChops.multiply(inner, outer)
        )

    def _shadow(self, mask: Image.Image, high: float, box: tuple[int, int, int, int]) -> None:
        if not high:
            return
        dark = _shifted(
            mask.filter(ImageFilter.GaussianBlur(high * 0.8)), round(high * 0.5), round(high * 0.8)
        )
        self.sheet.image.paste((38, 34, 52), box, scaled(dark, 0.34))

    def _paper(self, size: tuple[int, int], hue: str, pattern: Pattern | None) -> Image.Image:
        rng = self.sheet.rng
        tone = colour(hue)
        paper = Image.new("RGB", size, tone)
        if pattern is not None:
            pattern(ImageDraw.Draw(paper), size, rng)
        pen = ImageDraw.Draw(paper)
        light, dark = mix(tone, (255, 255, 255), 0.22), mix(tone, (30, 30, 60), 0.16)
        for _number in range(size[0] * size[1] // 2600):
            x, y = rng.uniform(0, size[0]), rng.uniform(0, size[1])
            end = (x + rng.uniform(-9, 9), y + rng.uniform(-5, 5))
            pen.line([(x, y), end], fill=rng.choice((light, dark)), width=1)
        x, y = rng.randrange(TILE - size[0] + 1), rng.randrange(TILE - size[1] + 1)
        part = (x, y, x + size[0], y + size[1])
        uneven = ImageChops.multiply(
            grain(180).crop(part).point(curve(238, 255)), grain(1.3).crop(part).point(curve(240, 255))
        )
        return ImageChops.multiply(paper, Image.merge("RGB", [uneven] * 3))


def _shifted(mask: Image.Image, right: int, down: int) -> Image.Image:
    moved = Image.new("L", mask.size)
    moved.paste(mask, (right, down))
    return moved


def spotted(hue: str, every: int = 34, radius: float = 7) -> Pattern:
    tone = colour(hue)

    def draw(pen: ImageDraw.ImageDraw, size: tuple[int, int], rng: Random) -> None:
        for row, y in enumerate(range(0, size[1] + every, every)):
            for x in range((row % 2) * every // 2, size[0] + every, every):
                pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=tone)

    return draw


def striped(hue: str, every: int = 26, width: int = 9, upright: bool = True) -> Pattern:
    tone = colour(hue)

    def draw(pen: ImageDraw.ImageDraw, size: tuple[int, int], rng: Random) -> None:
        for place in range(rng.randrange(every), size[0] if upright else size[1], every):
            ends = [(place, 0), (place, size[1])] if upright else [(0, place), (size[0], place)]
            pen.line(ends, fill=tone, width=width)

    return draw


def checked(hue: str, every: int = 30) -> Pattern:
    tone = colour(hue)

    def draw(pen: ImageDraw.ImageDraw, size: tuple[int, int], rng: Random) -> None:
        for row in range(size[1] // every + 1):
            for column in range(row % 2, size[0] // every + 1, 2):
                pen.rectangle(
                    (column * every, row * every, (column + 1) * every, (row + 1) * every), fill=tone
                )

    return draw
