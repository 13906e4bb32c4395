"""What is printed: a potato cut to shape, a finger, a whole hand."""

from collections.abc import Iterable

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from demo.drawings.children.brush import ragged
from demo.drawings.children.paper import Part, Sheet, scaled
from demo.drawings.paint import Colour, Outline, colour, ellipse, turned


class Print:
    """Ink from a pad or paint on skin: never even, thickest at the edge."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def potato(
        self, outlines: Iterable[Outline], hue: str, ink: float = 0.85, holes: Iterable[Outline] = ()
    ) -> None:
        forms = list(outlines)
        part = self.sheet.around(forms, 8)
        if part is None:
            return
        mask = ragged(
            self.sheet.mask(forms, part, holes, fine=1), self.sheet.noise(6, part, anew=True), 1.6, 4
        )
        self._press(mask, hue, ink, part)

    def finger(self, x: float, y: float, size: float, turn: float, hue: str, ink: float = 0.9) -> None:
        """The tip of a finger, with its lines."""
        form = ellipse(x, y, size, size * 0.74, turn)
        lines = []
        for number in range(1, 9):
            reach = size * number / 8.2
            ring = ellipse(x - size * 0.12, y + size * 0.1, reach, reach * 0.7)
            lines.append(turned(ring, x, y, turn))
        part = self.sheet.around([form], 6)
        if part is None:
            return
        fine = 3
        mask = Image.new("L", (part.size[0] * fine, part.size[1] * fine))
        pen = ImageDraw.Draw(mask)
        pen.polygon([((a - part.left) * fine, (b - part.top) * fine) for a, b in form], fill=255)
        for line in lines:
            pen.line(
                [((a - part.left) * fine, (b - part.top) * fine) for a, b in [*line, line[0]]],
                fill=96,
                width=max(2, round(size * fine / 22)),
            )
        self._press(mask.reduce(fine), hue, ink, part)

    def _press(self, mask: Image.Image, hue: str, ink: float, part: Part) -> None:
        blots = ImageChops.add(
            scaled(self.sheet.noise(12, part, anew=True), 0.5), scaled(self.sheet.noise(1.3, part), 0.5)
        )
        worn = blots.point([max(0, min(255, round(255 * ink + (step - 92) * 2.2))) for step in range(256)])
        held = ImageChops.multiply(mask, worn)
        rim = ImageChops.subtract(mask, mask.filter(ImageFilter.GaussianBlur(3)))
        tone: Colour = colour(hue)
        self.sheet.cover(tone, scaled(held, 0.9), part, 0.3)
        self.sheet.stain(tone, scaled(rim, 0.6), part)
