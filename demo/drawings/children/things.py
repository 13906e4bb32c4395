"""What many children draw: figures, smiles, stars, forget-me-nots."""

import math
from itertools import pairwise

from demo.drawings.children.hand import Hand, Way, petals
from demo.drawings.children.sticks import Stick
from demo.drawings.paint import Outline, Point, ellipse


def figure(
    hand: Hand, x: float, foot: float, high: float, reach: tuple[float, float] = (0.6, 0.6)
) -> list[Way]:
    """A figure of sticks, its head first. `reach` says how far up each arm goes, from 0 to 1."""
    head = high * 0.2
    neck, hip = foot - high + 2 * head, foot - high * 0.34
    arm = high * 0.34
    left, right = (neck + arm * (0.75 - 1.1 * up) for up in reach)
    return [
        hand.ring(x, foot - high + head, head * 0.95, head),
        hand.line((x, neck), (x, hip)),
        hand.line((x, neck + high * 0.1), (x - arm, left)),
        hand.line((x, neck + high * 0.1), (x + arm, right)),
        hand.line((x, hip), (x - high * 0.15, foot), (x - high * 0.24, foot)),
        hand.line((x, hip), (x + high * 0.15, foot), (x + high * 0.24, foot)),
    ]


def smile(hand: Hand, x: float, y: float, size: float) -> tuple[list[Way], list[Point]]:
    """Two dots and a bow: a face that is nobody's."""
    bow = hand.curve(
        (x - size * 0.42, y + size * 0.18), (x, y + size * 0.48), (x + size * 0.42, y + size * 0.18)
    )
    return [bow], [(x - size * 0.3, y - size * 0.18), (x + size * 0.3, y - size * 0.16)]


def middle(form: Outline) -> Point:
    return sum(x for x, _y in form) / len(form), sum(y for _x, y in form) / len(form)


def star(x: float, y: float, size: float, turn: float = -90.0, points: int = 5, waist: float = 0.44) -> Way:
    outline = []
    for number in range(points * 2):
        reach = size if number % 2 == 0 else size * waist
        angle = math.radians(turn + number * 180 / points)
        outline.append((x + math.cos(angle) * reach, y + math.sin(angle) * reach))
    return outline


def heart(x: float, y: float, size: float, count: int = 40) -> Way:
    """`size` is half its width."""
    outline = []
    for number in range(count):
        t = number / count * math.tau
        across = math.sin(t) ** 3
        down = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
        outline.append((x + across * size, y - down * size / 16))
    return outline


def spaced(outline: Outline, count: int) -> Way:
    """So many places on a closed outline, equally far from each other."""
    edges = list(pairwise([*outline, outline[0]]))
    lengths = [math.dist(one, other) for one, other in edges]
    step, gone = sum(lengths) / count, 0.0
    places: Way = []
    for ((ax, ay), (bx, by)), length in zip(edges, lengths, strict=True):
        while len(places) < count and len(places) * step <= gone + length:
            share = (len(places) * step - gone) / length
            places.append((ax + (bx - ax) * share, ay + (by - ay) * share))
        gone += length
    return places


def blossom(
    stick: Stick, x: float, y: float, size: float, hue: str, eye: str = "#ffd02e", width: float | None = None
) -> None:
    """A forget-me-not coloured in with any stick."""
    wide = stick.width if width is None else width
    eyed = ellipse(x, y, size * 0.36)
    with stick.sheet.leaving(eyed):
        stick.fills(
            petals(x, y, size, stick.rng.uniform(0, 72), stick.rng), hue, None, width=wide, apart=0.62
        )
    stick.fill(eyed, eye, 0, width=wide, press=1.0, apart=0.55)
