"""What several drawings show: flowers, hills, stars, trees, the house with the open door."""

import math
from collections.abc import Callable
from functools import lru_cache
from random import Random

from PIL import Image

from demo.drawings.paint import (
    Colour,
    Flat,
    Linear,
    Outline,
    Point,
    Sheet,
    bow,
    colour,
    downwards,
    ellipse,
    flat,
    mix,
    outwards,
    rectangle,
    ribbon,
    ridge,
    smooth,
    turned,
)

BLUES = ("#5f8fe6", "#4d7cda", "#7da4ee", "#8a9cec")

FLOWER_SIZE = 300


@lru_cache(maxsize=16)
def flower(hue: str) -> Image.Image:
    """One forget-me-not, seen from above: five petals, a white star, a yellow eye."""
    sheet = Sheet(FLOWER_SIZE, FLOWER_SIZE, clear=True, fine=3)
    base = colour(hue)
    petal_paint = outwards(800, 800, 1000, "#f4f7ff", _hex(mix(base, (255, 255, 255), 0.5)), hue, hue, hue)
    deep = flat(_hex(mix(base, colour("#1c3f94"), 0.55)))
    rim = flat(_hex(mix(base, (255, 255, 255), 0.28)))
    pale = flat("#eef3ff")
    for number in range(5):
        degrees = number * 72.0
        sheet.shape(turned(_petal(0.98), 800, 800, degrees - 3), deep, opacity=0.7, blur=30)
        sheet.shape(turned(_petal(1.0), 800, 800, degrees), rim)
        sheet.shape(turned(_petal(0.965), 800, 800, degrees), petal_paint)
        sheet.shape(turned(_petal(0.66), 800, 800, degrees - 6), pale, opacity=0.2, blur=50)
        for lean in (-13.0, 0.0, 13.0):
            vein = ribbon(smooth([(800, 560), (800 + lean * 3, 420), (800 + lean * 9, 250)]), 16, 4)
            sheet.shape(turned(vein, 800, 800, degrees), pale, opacity=0.3)
    star: list[Point] = []
    for number in range(10):
        reach = 270 if number % 2 == 0 else 150
        angle = math.radians(number * 36 - 90)
        star.append((800 + math.cos(angle) * reach, 800 + math.sin(angle) * reach))
    sheet.shape(smooth(star, closed=True), flat("#ffffff"))
    sheet.shape(ellipse(800, 800, 142), outwards(800, 800, 180, "#ffe08a", "#f6c445", "#eeb02c"))
    sheet.shape(ellipse(800, 800, 50), flat("#a8741a"), opacity=0.75, blur=8)
    return sheet.image


def _petal(size: float) -> list[Point]:
    """The petal that points up from the middle of an 1600-unit flower."""

    def to(x: float, y: float) -> Point:
        return 800 + x * size * 15.5, 800 + y * size * 15.5

    return [
        *bow(to(0, -6), to(-16, -10), to(-33, -26), to(-22, -41)),
        *bow(to(-22, -41), to(-15, -50), to(-5, -49), to(0, -46)),
        *bow(to(0, -46), to(5, -49), to(15, -50), to(22, -41)),
        *bow(to(22, -41), to(33, -26), to(16, -10), to(0, -6)),
    ]


def _hex(paint: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*paint)


@lru_cache(maxsize=16)
def small_flower(hue: str) -> Image.Image:
    """For fields of them: stamping is quicker from a small picture."""
    return flower(hue).reduce(5)


@lru_cache(maxsize=32)
def dimmed(hue: str, towards: str, share: float) -> Image.Image:
    """The flower in another light: the same, washed over with a colour."""
    bright = flower(hue)
    wash = Image.new("RGB", bright.size, colour(towards))
    seen = Image.blend(bright.convert("RGB"), wash, share)
    seen.putalpha(bright.getchannel("A"))
    return seen


def blade(x: float, y: float, length: float, lean: float, width: float) -> list[Point]:
    """A blade of grass or a stem, from its foot."""
    spine = smooth([(x, y), (x + lean * 0.25, y - length * 0.5), (x + lean, y - length)], steps=6)
    return ribbon(spine, width, 0.4, round_ends=False)


def grass(
    sheet: Sheet,
    line: Callable[[float], float],
    rng: Random,
    tones: tuple[str, str],
    high: float = 60,
    rows: int = 3,
    step: float = 50,
) -> None:
    """Rows of grass along a line, each a tone nearer to the second, as cut from paper."""
    for row in range(rows):
        down = row * step
        share = row / max(1, rows - 1)
        tone = mix(colour(tones[0]), colour(tones[1]), share)
        blades = [
            blade(
                x,
                line(x) + down + 8,
                high * rng.uniform(0.45, 1.1) * (1 + share * 0.5),
                rng.gauss(0, high * 0.22),
                9,
            )
            for x in (rng.uniform(-20, 1620) for _number in range(210 - 20 * row))
        ]
        ground = [(x, y + down) for x, y in ridge(line, sheet.bottom)]
        sheet.shapes([*blades, ground], Flat(tone))


def leaf(x: float, y: float, length: float, degrees: float, wide: float = 0.2) -> list[Point]:
    """A leaf from its foot; 0 degrees points to the right."""
    shape = [
        *bow(
            (x, y),
            (x + length * 0.25, y - length * wide),
            (x + length * 0.7, y - length * wide),
            (x + length, y),
        ),
        *bow(
            (x + length, y),
            (x + length * 0.7, y + length * wide * 0.7),
            (x + length * 0.25, y + length * wide * 0.6),
            (x, y),
        ),
    ]
    return turned(shape, x, y, degrees)


def sprig(
    sheet: Sheet,
    foot: Point,
    height: float,
    lean: float,
    rng: Random,
    size: float,
    green: tuple[str, str] = ("#5c9a72", "#2f6a4d"),
    light: tuple[str, float] | None = None,
    buds: bool = True,
) -> None:
    """A stem with leaves, a head of flowers, and buds still pink. `light` is a wash over the flowers."""
    x, y = foot
    top = (x + lean, y - height)
    stem = smooth([foot, (x + lean * 0.15, y - height * 0.45), (x + lean * 0.55, y - height * 0.8), top])
    paint = downwards(y - height, y, *green)
    sheet.shape(ribbon(stem, size * 0.13, size * 0.07), paint)
    for number, share in enumerate((0.28, 0.5, 0.68)):
        place = stem[round(share * (len(stem) - 1))]
        side = -1 if number % 2 else 1
        degrees = -90 + side * rng.uniform(38, 58)
        length = size * rng.uniform(1.15, 1.6) * (1.2 - share * 0.5)
        sheet.shape(leaf(*place, length, degrees, 0.17), paint)
        rib = [
            (
                place[0] + math.cos(math.radians(degrees)) * length * part,
                place[1] + math.sin(math.radians(degrees)) * length * part,
            )
            for part in (0.05, 0.5, 0.9)
        ]
        sheet.shape(ribbon(rib, size * 0.03, size * 0.01), flat("#cfe6d2"), opacity=0.3)
    heads: list[tuple[float, float, float]] = [(0, 0, 1.0)]
    heads += [
        (math.cos(angle) * size * 0.86, math.sin(angle) * size * 0.62 + size * 0.1, rng.uniform(0.72, 0.98))
        for angle in (rng.uniform(-0.4, 0.4) + turn for turn in (0.5, 1.5, 2.6, 3.7, 4.7, 5.6))
    ]
    rng.shuffle(heads)
    if buds:
        _buds(sheet, top, size, paint)
    for across, down, _share in heads:
        sheet.shape(
            ribbon([(top[0], top[1] + size * 0.5), (top[0] + across, top[1] + down)], size * 0.06),
            paint,
            opacity=0.8,
        )
    for across, down, share in heads:
        hue = rng.choice(BLUES)
        picture = dimmed(hue, *light) if light else flower(hue)
        sheet.stamp(
            picture,
            top[0] + across,
            top[1] + down,
            size * share,
            angle=rng.uniform(0, 72),
            squash=rng.uniform(0.82, 1.0),
        )


def _buds(sheet: Sheet, top: Point, size: float, paint: Linear) -> None:
    """The curled end of a stem, where the next flowers are waiting."""
    x, y = top
    curl = smooth([top, (x + size * 0.9, y - size * 0.95), (x + size * 1.5, y - size * 0.7)])
    sheet.shape(ribbon(curl, size * 0.07, size * 0.04), paint)
    for number, share in enumerate((0.62, 0.8, 1.0)):
        across, down = curl[round(share * (len(curl) - 1))]
        wide = size * (0.17 - number * 0.03)
        bud = ellipse(across, down + size * 0.08, wide, wide + size * 0.03, 20)
        sheet.shape(bud, downwards(down - size * 0.2, down + size * 0.25, "#f3c6d3", "#d98aa6"))


def loose_petal(sheet: Sheet, x: float, y: float, size: float, degrees: float, hue: str = "#7da4ee") -> None:
    """One petal in the air."""
    shape = [
        *bow((x, y), (x - size * 0.7, y - size * 0.2), (x - size * 0.7, y - size), (x, y - size * 0.92)),
        *bow((x, y - size * 0.92), (x + size * 0.7, y - size), (x + size * 0.6, y - size * 0.3), (x, y)),
    ]
    light = _hex(mix(colour(hue), (255, 255, 255), 0.6))
    sheet.shape(turned(shape, x, y, degrees), outwards(x, y, size, light, hue))


def stars(
    sheet: Sheet,
    seed: int,
    count: int,
    low: float,
    fade: float = 1.0,
    apart: tuple[float, float, float] = (0, 0, 0),
) -> None:
    """Small stars above `low`, fewer towards it, and none in the round where the moon is."""
    rng = Random(seed)
    for size, opacity, share in ((1.1, 0.5, 0.6), (1.7, 0.7, 0.3), (2.6, 0.9, 0.1)):
        places = [
            (rng.uniform(0, 1600), low * rng.random() ** 1.5) for _number in range(round(count * share))
        ]
        dots = [
            ellipse(x, y, size * rng.uniform(0.8, 1.2))
            for x, y in places
            if math.hypot(x - apart[0], y - apart[1]) > apart[2]
        ]
        sheet.shapes(dots, flat("#fdf6e0"), opacity=opacity * fade)


def moon(sheet: Sheet, x: float, y: float, radius: float, fade: float = 1.0) -> None:
    sheet.glow(x, y, radius * 8, colour("#8fb0f0"), 0.4 * fade)
    dark = ellipse(x + radius * 0.42, y - radius * 0.2, radius * 0.88)
    sheet.shapes([ellipse(x, y, radius)], flat("#fff4d6"), opacity=0.95 * fade, holes=[dark])


def fir(x: float, y: float, height: float, rng: Random) -> list[Point]:
    """A fir tree, standing at its foot."""
    left: list[Point] = []
    right: list[Point] = []
    floors = 6
    for floor in range(floors):
        share = (floor + 1) / floors
        down = y - height * (1 - share * 0.93)
        reach = height * 0.24 * share**0.85
        left += [(x - reach * rng.uniform(0.9, 1.08), down), (x - reach * 0.5, down - height * 0.025)]
        right += [(x + reach * rng.uniform(0.9, 1.08), down), (x + reach * 0.5, down - height * 0.025)]
    trunk = height * 0.025
    left[-1] = (x - trunk, y - height * 0.07)
    right[-1] = (x + trunk, y - height * 0.07)
    return [(x, y - height), *left, (x - trunk, y), (x + trunk, y), *reversed(right)]


def bush(x: float, y: float, size: float, rng: Random) -> list[Outline]:
    """A round tree or bush: several rounds as one."""
    rounds: list[Outline] = [ellipse(x, y, size, size * 0.9)]
    for number in range(7):
        angle = number / 7 * math.tau
        rounds.append(
            ellipse(
                x + math.cos(angle) * size * 0.62,
                y + math.sin(angle) * size * 0.52,
                size * rng.uniform(0.42, 0.6),
            )
        )
    return rounds


def house(
    sheet: Sheet,
    x: float,
    ground: float,
    size: float,
    *,
    wall: tuple[str, str] = ("#3b5691", "#2c437a"),
    roof: str = "#1b2c58",
) -> None:
    """A small house, lit, its door open."""
    wide, high = size, size * 0.62
    left, right, top = x - wide / 2, x + wide / 2, ground - high
    sheet.glow(x + size * 0.1, ground - high * 0.4, size * 2.1, colour("#f2b95c"), 0.42)
    sheet.shape(rectangle(x - wide * 0.3, top - size * 0.52, x - wide * 0.18, top - size * 0.1), flat(roof))
    sheet.shape(rectangle(left, top, right, ground), downwards(top, ground, *wall))
    gable = [
        (left - wide * 0.09, top + size * 0.05),
        (x, top - size * 0.48),
        (right + wide * 0.09, top + size * 0.05),
    ]
    sheet.shape(
        gable,
        Linear(((0, colour(roof)), (1, mix(colour(roof), (90, 120, 190), 0.28))), left, right, across=True),
    )
    _pane(sheet, x - wide * 0.24, ground - high * 0.58, size * 0.125)
    _pane(sheet, x, top - size * 0.14, size * 0.065, light=0.8)
    _doorway(sheet, x + wide * 0.2, ground, size)


def _pane(sheet: Sheet, x: float, y: float, half: float, light: float = 1.0) -> None:
    dark, lit = colour("#22345f"), colour("#ffd27a")
    frame = _hex(mix(dark, colour("#8a5a2c"), light * 0.6))
    sheet.shape(rectangle(x - half * 1.16, y - half * 1.16, x + half * 1.16, y + half * 1.16), flat(frame))
    sheet.shape(
        rectangle(x - half, y - half, x + half, y + half),
        outwards(
            x,
            y + half * 0.2,
            half * 1.6,
            _hex(mix(dark, colour("#fff0bd"), light)),
            _hex(mix(dark, lit, light)),
        ),
    )
    bar = half * 0.07
    sheet.shapes(
        [rectangle(x - bar, y - half, x + bar, y + half), rectangle(x - half, y - bar, x + half, y + bar)],
        flat(frame),
    )


def _doorway(sheet: Sheet, x: float, ground: float, size: float) -> None:
    half, high = size * 0.105, size * 0.42
    leaf_colour = mix(colour("#2b4a8f"), colour("#c9803f"), 0.22)
    sheet.shape(rectangle(x - half * 1.14, ground - high * 1.05, x + half * 1.14, ground), flat("#6d4a2c"))
    sheet.shape(
        rectangle(x - half, ground - high, x + half, ground),
        outwards(
            x,
            ground - high * 0.45,
            high * 0.8,
            "#fff6d8",
            "#ffc65c",
        ),
    )
    # The leaf of the door swings towards the reader, to the right: narrower, and taller at its free edge.
    hinge = x + half
    free = hinge - 2 * half * math.cos(math.radians(118))
    drop = high * 0.08 * math.sin(math.radians(118))
    sheet.shape(
        [(hinge, ground - high), (free, ground - high - drop * 0.4), (free, ground + drop), (hinge, ground)],
        flat(_hex(leaf_colour)),
    )


def light_on_ground(sheet: Sheet, outline: Outline, top: float, bottom: float, strength: float = 0.8) -> None:
    """Light from a door, thinning out with distance."""
    layer = sheet.layer()
    layer.shape(outline, flat("#ffd98a"), blur=10)
    fade = downwards(top, bottom, "#ffffff", "#6a6a6a", "#000000")
    everywhere = Sheet(sheet.width, sheet.height)
    everywhere.background(fade)
    alpha = layer.image.getchannel("A")
    shade = everywhere.image.getchannel("R")
    thin = Image.new("L", alpha.size)
    thin.paste(alpha, mask=shade)
    layer.image.putalpha(thin)
    sheet.add(layer, opacity=strength)
