"""What is held like a stick: wax crayon, felt pen, coloured pencil, chalk."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from demo.drawings.children.hand import Way, hatch
from demo.drawings.children.paper import Part, Sheet, curve, scaled
from demo.drawings.paint import Outline, colour, ellipse


class Stick:
    """`width` in pixels; `press` from 0 to 1; `spill` how far colouring strays from the edge, in pixels."""

    width = 10.0
    press = 0.8
    spill = 4.0
    #: How far the strokes of a filled form lie apart, in widths.
    apart = 0.7
    #: Pixels drawn for each pixel of the sheet.
    fine = 1

    def __init__(
        self,
        sheet: Sheet,
        *,
        width: float | None = None,
        press: float | None = None,
        spill: float | None = None,
    ) -> None:
        self.sheet = sheet
        self.rng = sheet.rng
        self.width = self.width if width is None else width
        self.press = self.press if press is None else press
        self.spill = self.spill if spill is None else spill

    def line(self, way: Way, hue: str, width: float | None = None, press: float | None = None) -> None:
        self.lines([way], hue, width, press)

    def lines(
        self, ways: Iterable[Way], hue: str, width: float | None = None, press: float | None = None
    ) -> None:
        self._lay(
            list(ways), hue, self.width if width is None else width, self.press if press is None else press
        )

    def fill(
        self,
        outline: Outline,
        hue: str,
        angle: float | None = None,
        *,
        width: float | None = None,
        press: float | None = None,
        apart: float | None = None,
        joined: bool = True,
    ) -> None:
        self.fills([outline], hue, angle, width=width, press=press, apart=apart, joined=joined)

    def fills(
        self,
        outlines: Iterable[Outline],
        hue: str,
        angle: float | None = None,
        *,
        width: float | None = None,
        press: float | None = None,
        apart: float | None = None,
        joined: bool = True,
    ) -> None:
        """Colours forms in, to and fro. Without an angle, each in a direction of its own."""
        wide = self.width * 1.15 if width is None else width
        gap = wide * (self.apart if apart is None else apart)
        ways: list[Way] = []
        for outline in outlines:
            degrees = self.rng.uniform(-50, -15) if angle is None else angle + self.rng.uniform(-4, 4)
            ways.extend(hatch(outline, degrees, gap, self.spill, self.rng, joined))
        self._lay(ways, hue, wide, self.press * 0.9 if press is None else press)

    def dots(self, places: Iterable[tuple[float, float]], radius: float, hue: str) -> None:
        ways: list[Way] = []
        for x, y in places:
            size = radius * self.rng.uniform(0.75, 1.2) * 0.55
            ways.append([*ellipse(x, y, size, size * self.rng.uniform(0.8, 1.1)), (x, y)])
        self._lay(ways, hue, radius * 0.95, min(1.0, self.press * 1.15))

    def _lay(self, ways: list[Way], hue: str, width: float, press: float) -> None:
        raise NotImplementedError

    def _drag(self, ways: Sequence[Way], part: Part, width: float, press: float) -> Image.Image:
        """How hard the stick was pressed at each place."""
        fine = self.fine
        first, second = (Image.new("L", (part.size[0] * fine, part.size[1] * fine)) for _number in range(2))
        pens = ImageDraw.Draw(first), ImageDraw.Draw(second)
        for number, way in enumerate(ways):
            self._stroke(pens[number % 2], way, part, width, press)
        both = ImageChops.add(
            ImageChops.lighter(first, second), scaled(ImageChops.darker(first, second), 0.25)
        )
        return both.reduce(fine) if fine > 1 else both

    def _stroke(self, pen: ImageDraw.ImageDraw, way: Way, part: Part, width: float, press: float) -> None:
        fine = self.fine
        places = [((x - part.left) * fine, (y - part.top) * fine) for x, y in way]
        wave, pace = self.rng.uniform(0, math.tau), self.rng.uniform(0.12, 0.3)
        hard = press * self.rng.uniform(0.9, 1.06)
        for number, (start, end) in enumerate(pairwise(places)):
            force = 1 + 0.14 * math.sin(wave + number * pace)
            shade = min(255, round(255 * hard * force))
            wide = max(1, round(width * fine * (0.82 + 0.18 * force)))
            pen.line([start, end], fill=shade, width=wide)
            if wide > 3:
                half = (wide - 1) / 2
                for x, y in (start, end):
                    pen.ellipse((x - half, y - half, x + half, y + half), fill=shade)


class Wax(Stick):
    """Holds on the hills of the paper and leaves its valleys white; over another wax it mixes a little."""

    width = 12.0
    press = 0.74
    spill = 7.0
    apart = 0.74
    tooth = 0.9
    body = 0.95
    thin = 0.12
    #: What lies in the valleys too, and how much earlier than the paper's own tooth the wax takes hold.
    film = 0.22
    soft = 30

    def _lay(self, ways: list[Way], hue: str, width: float, press: float) -> None:
        part = self.sheet.around(ways, width + 3)
        if part is None:
            return
        # A stick of wax is round: its middle is pressed harder than its sides.
        sides = self._drag(ways, part, width, press * 0.74)
        middle = self._drag(ways, part, width * 0.6, press)
        held = self._held(ImageChops.lighter(sides, middle).filter(ImageFilter.BoxBlur(1)), part)
        if self.sheet.resist is not None:
            self.sheet.resist.paste(
                ImageChops.lighter(self.sheet.resist.crop(part.box), held), (part.left, part.top)
            )
        self.sheet.cover(colour(hue), held, part, self.thin)

    def _held(self, hard: Image.Image, part: Part) -> Image.Image:
        steep = 2.0
        rough = self.sheet.noise(self.tooth, part)
        held = ImageChops.add(hard, rough, 1 / steep, -round((255 - self.soft) * steep))
        # Without pressure there is no colour, however high the hill.
        held = ImageChops.multiply(held, hard.point([min(255, step * 3) for step in range(256)]))
        return ImageChops.lighter(scaled(held, self.body), scaled(hard, self.film))


class Chalk(Wax):
    """On dark paper: coarser, and its dust lies around it."""

    width = 11.0
    press = 0.76
    spill = 4.0
    tooth = 1.1
    body = 0.94
    thin = 0.0
    apart = 0.8
    film = 0.24
    soft = 26
    dust = 0.22

    def _lay(self, ways: list[Way], hue: str, width: float, press: float) -> None:
        part = self.sheet.around(ways, width * 3)
        if part is None:
            return
        hard = self._drag(ways, part, width, press)
        dust = hard.filter(ImageFilter.GaussianBlur(width * 0.7))
        self.sheet.cover(colour(hue), scaled(dust, self.dust), part)
        self.sheet.cover(colour(hue), self._held(hard.filter(ImageFilter.BoxBlur(1)), part), part)


class Pencil(Stick):
    """Thin and many. The paper shows between the strokes and through them."""

    width = 3.2
    press = 0.62
    spill = 2.0
    apart = 1.25
    fine = 2

    def _lay(self, ways: list[Way], hue: str, width: float, press: float) -> None:
        part = self.sheet.around(ways, width + 2)
        if part is None:
            return
        hard = self._drag(ways, part, width, press)
        rough = self.sheet.noise(0.7, part).point(curve(120, 290))
        held = self.sheet.spared(ImageChops.multiply(hard, rough), part)
        paint = colour(hue)
        self.sheet.stain(paint, scaled(held, 0.8), part)
        self.sheet.cover(paint, scaled(held, 0.5), part)

    def shade(
        self, outline: Outline, hue: str, angle: float, press: float = 0.42, apart: float = 1.5
    ) -> None:
        """A second layer, crosswise, where the form turns from the light."""
        self.fill(outline, hue, angle, press=press, apart=apart, joined=False)


class Felt(Stick):
    """Ink: every stroke is even, and where two lie over each other it is darker."""

    width = 8.0
    press = 0.9
    spill = 2.5
    apart = 0.86
    fine = 2
    ink = 0.9

    def _lay(self, ways: list[Way], hue: str, width: float, press: float) -> None:
        part = self.sheet.around(ways, width + 3)
        if part is None:
            return
        paint = colour(hue)
        paper = scaled(self.sheet.noise(1.3, part), 0.12)
        for share in (ways[::2], ways[1::2]) if len(ways) > 1 else (ways,):
            inked = Image.new("L", (part.size[0] * self.fine, part.size[1] * self.fine))
            pen = ImageDraw.Draw(inked)
            for way in share:
                self._stroke(pen, way, part, width, min(1.0, press))
            # What a stroke leaves when it goes back over itself is drawn again below.
            soft = ImageChops.subtract(inked.reduce(self.fine).filter(ImageFilter.BoxBlur(0.7)), paper)
            self.sheet.stain(paint, self.sheet.spared(scaled(soft, self.ink), part), part)

    def fills(
        self,
        outlines: Iterable[Outline],
        hue: str,
        angle: float | None = None,
        *,
        width: float | None = None,
        press: float | None = None,
        apart: float | None = None,
        joined: bool = False,
    ) -> None:
        # Strokes are kept apart, so that where two meet the ink is seen to lie double.
        super().fills(outlines, hue, angle, width=width, press=press, apart=apart, joined=False)


class Scratch(Stick):
    """A nail in a black layer: what comes out is the picture below."""

    width = 5.0
    press = 1.0
    spill = 2.0
    fine = 2

    def __init__(self, sheet: Sheet, below: Image.Image) -> None:
        super().__init__(sheet)
        self.below = below

    def _lay(self, ways: list[Way], hue: str, width: float, press: float) -> None:
        part = self.sheet.around(ways, width + 2)
        if part is None:
            return
        hard = self._drag(ways, part, width, press)
        left = scaled(self.sheet.noise(1.3, part), 0.42)
        self.sheet.cover(self.below.crop(part.box), ImageChops.subtract(hard, left), part)
