"""What is wet: watercolour that bleeds and pools, and poster paint that hides what is below."""

from collections.abc import Iterable

from PIL import Image, ImageChops, ImageFilter

from demo.drawings.children.hand import Way
from demo.drawings.children.paper import TILE, Part, Sheet, curve, scaled, streaks
from demo.drawings.paint import Outline, colour, ribbon


def ragged(
    mask: Image.Image, noise: Image.Image, reach: float, crisp: float, level: int = 128
) -> Image.Image:
    """The mask with an edge that wanders `reach` pixels. A lower level lets it grow, a higher one shrink."""
    soft = mask.filter(ImageFilter.GaussianBlur(reach))
    share = 0.62
    edge = level + share * 128
    return ImageChops.add(soft, scaled(noise, share), 1 / crisp, round(128 - crisp * edge))


class Watercolour:
    """`bleed` is how far an edge wanders, in pixels."""

    def __init__(self, sheet: Sheet, bleed: float = 7.0) -> None:
        self.sheet = sheet
        self.bleed = bleed

    def wash(
        self,
        outlines: Outline | Iterable[Outline],
        hue: str,
        into: str | None = None,
        *,
        strength: float = 0.85,
        bleed: float | None = None,
        wet: bool = False,
        holes: Iterable[Outline] = (),
        rim: float = 0.45,
        fade: tuple[float, float] = (0.85, 1.0),
    ) -> None:
        """Paint within outlines. `into` is a second colour that the first runs into, downwards; `wet` paper lets the
        edge go soft; `fade` is how much pigment there is above and below."""
        forms = _many(outlines)
        reach = self.bleed if bleed is None else bleed
        part = self.sheet.around(forms, reach * 3 + 4)
        if part is None:
            return
        mask = self.sheet.mask(forms, part, holes, fine=1)
        edge = ragged(mask, self._wander(reach, part), reach, 1.1 if wet else 4)
        edge = self.sheet.spared(edge, part)
        paint = self._pigment(edge, part, strength, 0.0 if wet else rim, fade)
        if self.sheet.resist is not None:
            paint = ImageChops.multiply(paint, ImageChops.invert(self.sheet.resist.crop(part.box)))
        self.sheet.stain(self._tone(part, hue, into), paint, part)

    def _wander(self, reach: float, part: Part) -> Image.Image:
        """Bends as long as the edge is soft, with a little of the paper's tooth."""
        slow = self.sheet.noise(12 if reach < 4 else 24 if reach < 12 else 70, part, anew=True)
        return ImageChops.add(scaled(slow, 0.82), scaled(self.sheet.noise(2.2, part), 0.18))

    def stroke(self, way: Way, hue: str, width: float) -> None:
        self.strokes([way], hue, width)

    def strokes(
        self,
        ways: Iterable[Way],
        hue: str,
        width: float,
        last: float | None = None,
        *,
        strength: float = 0.85,
        bleed: float = 2.5,
    ) -> None:
        """From one width to the other."""
        self.wash([ribbon(way, width, last) for way in ways], hue, strength=strength, bleed=bleed)

    def _pigment(
        self, edge: Image.Image, part: Part, strength: float, rim: float, fade: tuple[float, float]
    ) -> Image.Image:
        cloud = self.sheet.noise(70, part, anew=True).point(curve(178, 255))
        sunk = self.sheet.noise(1.3, part).point(curve(205, 255))
        slope = Image.linear_gradient("L").resize(part.size).point(curve(fade[0] * 255, fade[1] * 255))
        body = ImageChops.multiply(ImageChops.multiply(edge, cloud), ImageChops.multiply(sunk, slope))
        body = scaled(body, strength)
        if rim:
            line = ImageChops.subtract(edge, edge.filter(ImageFilter.GaussianBlur(4)))
            body = ImageChops.add(body, scaled(line, rim))
        return body

    def _tone(self, part: Part, hue: str, into: str | None) -> Image.Image:
        tone = Image.new("RGB", part.size, colour(hue))
        if into is not None:
            slope = Image.linear_gradient("L").resize(part.size)
            cloud = self.sheet.noise(70, part, anew=True)
            share = ImageChops.add(slope, cloud.point(curve(0, 64)), 1, -32)
            tone.paste(colour(into), (0, 0), share)
        return tone


class Poster:
    """Thick paint from a pot, laid on with a broad brush whose hairs are seen."""

    def __init__(self, sheet: Sheet, bleed: float = 3.0) -> None:
        self.sheet = sheet
        self.bleed = bleed

    def fill(
        self,
        outlines: Outline | Iterable[Outline],
        hue: str,
        *,
        upright: bool = False,
        holes: Iterable[Outline] = (),
        other: str | None = None,
    ) -> None:
        """`other` is a colour left in the brush, seen in its streaks."""
        forms = _many(outlines)
        part = self.sheet.around(forms, self.bleed * 3 + 4)
        if part is None:
            return
        mask = self.sheet.mask(forms, part, holes, fine=1)
        slow = ImageChops.add(
            scaled(self.sheet.noise(24, part, anew=True), 0.75), scaled(self.sheet.noise(2.2, part), 0.25)
        )
        edge = ragged(mask, slow, self.bleed, 3)
        size = part.size
        x, y = self.sheet.rng.randrange(TILE - size[0] + 1), self.sheet.rng.randrange(TILE - size[1] + 1)
        hairs = streaks(upright).crop((x, y, x + size[0], y + size[1]))
        paint = Image.new("RGB", size, colour(hue))
        if other is not None:
            paint.paste(colour(other), (0, 0), hairs.point(curve(-60, 150)))
        worn = ImageChops.add(scaled(hairs, 0.5), scaled(self.sheet.noise(1.3, part), 0.5))
        cover = ImageChops.multiply(edge, worn.point(curve(165, 330)))
        self.sheet.cover(paint, scaled(cover, 0.94), part, 0.12)
        ridge = ImageChops.subtract(edge, edge.filter(ImageFilter.GaussianBlur(3)))
        self.sheet.stain(colour(hue), scaled(ridge, 0.5), part)

    def stroke(self, way: Way, hue: str, width: float, last: float | None = None) -> None:
        self.fill([ribbon(way, width, last)], hue)

    def strokes(self, ways: Iterable[Way], hue: str, width: float, last: float | None = None) -> None:
        self.fill([ribbon(way, width, last) for way in ways], hue)


def _many(outlines: Outline | Iterable[Outline]) -> list[Outline]:
    """One outline or many: points are pairs of numbers, outlines are not."""
    forms = list(outlines)
    if forms and isinstance(forms[0][0], int | float):
        return [forms]  # type: ignore[list-item]
    return forms  # type: ignore[return-value]
