"""A world larger than the picture, and the view that moves over it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from demo.drawings.paint import Colour, Flat, Outline, Sheet
from demo.film.figures import Part

SIZE = (854, 480)
WORLD = (1708, 962)  # twice as fine as the film, so that the view may come near


@dataclass(frozen=True)
class View:
    """What is seen of the world, in units: its upper left corner and its width."""

    left: float
    top: float
    width: float

    def box(self, unit: float) -> tuple[float, float, float, float]:
        high = self.width * SIZE[1] / SIZE[0]
        return (
            max(0.0, self.left * unit),
            max(0.0, self.top * unit),
            min(float(WORLD[0]), (self.left + self.width) * unit),
            min(float(WORLD[1]), (self.top + high) * unit),
        )


def world(clear: bool = False) -> Sheet:
    return Sheet(*WORLD, clear=clear)


class Frame:
    """One picture of the film: layers seen through a view, and what moves drawn over them."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.sheet = Sheet(*SIZE, fine=3)

    def lay(self, layer: Sheet | Image.Image, view: View | None = None, opacity: float = 1.0) -> None:
        picture = layer.image if isinstance(layer, Sheet) else layer
        seen = picture.resize(SIZE, Image.Resampling.BICUBIC, box=(view or self.view).box(WORLD[0] / 1600))
        if seen.mode == "RGBA":
            mask = seen.getchannel("A")
            if opacity < 1:
                mask = mask.point([round(step * opacity) for step in range(256)])
            self.sheet.image.paste(seen.convert("RGB"), mask=mask)
        else:
            self.sheet.image.paste(seen)

    def shapes(
        self, outlines: Sequence[Outline], paint: Colour, opacity: float = 1.0, blur: float = 0.0
    ) -> None:
        near = 1600 / self.view.width
        moved = [
            [((x - self.view.left) * near, (y - self.view.top) * near) for x, y in line] for line in outlines
        ]
        self.sheet.shapes(moved, Flat(paint), opacity, blur * near)

    def glow(self, x: float, y: float, radius: float, paint: Colour, strength: float) -> None:
        near = 1600 / self.view.width
        self.sheet.glow(
            (x - self.view.left) * near, (y - self.view.top) * near, radius * near, paint, strength
        )

    def person(self, parts: list[Part], opacity: float = 1.0) -> None:
        for outlines, paint in parts:
            for outline in outlines:
                self.shapes([outline], paint, opacity)


def ease(time: float, start: float, end: float) -> float:
    """From 0 to 1 between two moments, gently at both."""
    share = min(1.0, max(0.0, (time - start) / (end - start)))
    return share * share * (3 - 2 * share)


def pulse(time: float, moment: float, length: float) -> float:
    """Rises and falls once, beginning at a moment."""
    share = (time - moment) / length
    return math.sin(math.pi * share) ** 2 if 0 < share < 1 else 0.0


def between(one: float, other: float, share: float) -> float:
    return one + (other - one) * share
