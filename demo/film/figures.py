"""The people of the film: silhouettes, from the side and from afar. They have no faces."""

import math
from dataclasses import dataclass

from demo.drawings.paint import Colour, Outline, Point, colour, ellipse, rectangle, ribbon, smooth, turned

Part = tuple[list[Outline], Colour]


@dataclass(frozen=True)
class Person:
    height: float
    coat: Colour
    hair: Colour
    legs: Colour
    pack: Colour | None = None
    long_coat: bool = False


GIRL = Person(150, colour("#3f63b4"), colour("#131d3d"), colour("#16244c"), pack=colour("#e9b443"))
AUNT = Person(174, colour("#b0708c"), colour("#2b2140"), colour("#241f45"), long_coat=True)


def walking(
    person: Person,
    x: float,
    ground: float,
    phase: float,
    facing: int = 1,
    pace: float = 1.0,
    phone: float = 0.0,
) -> list[Part]:
    """`pace` 0 stands still. `phone` from 0 to 1 lifts a hand to the ear."""
    high = person.height
    far, near = (_leg(high, phase + shift, pace, facing) for shift in (math.pi, 0.0))
    hip = (x, ground - max(far[-1][1], near[-1][1]) - high * 0.02)
    far_arm = _arm(high, x, hip[1], -math.sin(phase + math.pi) * 24 * pace, facing)
    near_arm = _arm(high, x, hip[1], -math.sin(phase) * 24 * pace, facing, phone)
    parts: list[Part] = [
        ([ribbon(far_arm, high * 0.06, high * 0.045)], _shade(person.coat)),
        ([_limb(far, hip, high), _shoe(far, hip, high, facing)], _shade(person.legs)),
        ([_limb(near, hip, high), _shoe(near, hip, high, facing)], person.legs),
        *_upper(person, hip, facing),
        ([ribbon(near_arm, high * 0.065, high * 0.05)], _shade(person.coat, 0.2)),
    ]
    return parts


def hand(person: Person, x: float, ground: float, phase: float, facing: int = 1, pace: float = 1.0) -> Point:
    """Where the near hand is, for what it holds."""
    high = person.height
    far, near = (_leg(high, phase + shift, pace, facing) for shift in (math.pi, 0.0))
    hip = ground - max(far[-1][1], near[-1][1]) - high * 0.02
    return _arm(high, x, hip, -math.sin(phase) * 24 * pace, facing)[-1]


def sitting(
    person: Person, x: float, seat: float, ground: float, breath: float, facing: int = 1
) -> list[Part]:
    """On a bench, her head a little down, the bag beside her."""
    high = person.height
    hip = (x, seat - high * 0.04)
    knee = (x + facing * high * 0.24, seat - high * 0.035)
    ankle = (x + facing * high * 0.225, ground - high * 0.03)
    toe = [(a + facing * high * 0.03, b) for a, b in ellipse(ankle[0], ankle[1], high * 0.055, high * 0.024)]
    far_leg = [(a - facing * high * 0.05, b) for a, b in (hip, knee, ankle)]
    upper = _upper(
        person, hip, facing, bent=facing * 7, lift=breath * high * 0.006, with_pack=False, hem=0.05
    )
    arm = smooth(
        [
            (x + facing * high * 0.03, hip[1] - high * 0.3),
            (x + facing * high * 0.07, hip[1] - high * 0.14),
            (x + facing * high * 0.2, seat - high * 0.09),
        ]
    )
    bag = rectangle(
        x - facing * high * 0.24 - high * 0.09,
        seat - high * 0.25,
        x - facing * high * 0.24 + high * 0.09,
        seat,
        8,
    )
    return [
        ([bag], person.pack or person.coat),
        ([ribbon(far_leg, high * 0.09, high * 0.06)], _shade(person.legs)),
        ([ribbon([hip, knee, ankle], high * 0.1, high * 0.065), toe], person.legs),
        *upper,
        ([ribbon(arm, high * 0.065, high * 0.05)], _shade(person.coat, 0.2)),
    ]


def _leg(high: float, phase: float, pace: float, facing: int) -> list[Point]:
    """Hip, knee and ankle, from the hip."""
    thigh = math.radians(23 * math.sin(phase) * pace + 2)
    bend = math.radians((6 + 34 * max(0.0, math.cos(phase + 0.5))) * pace)
    knee = (math.sin(thigh) * high * 0.225 * facing, math.cos(thigh) * high * 0.225)
    shin = thigh - bend
    ankle = (knee[0] + math.sin(shin) * high * 0.225 * facing, knee[1] + math.cos(shin) * high * 0.225)
    return [(0.0, 0.0), knee, ankle]


def _limb(leg: list[Point], hip: Point, high: float) -> list[Point]:
    return ribbon([(hip[0] + x, hip[1] + y) for x, y in leg], high * 0.095, high * 0.06)


def _shoe(leg: list[Point], hip: Point, high: float, facing: int) -> list[Point]:
    x, y = leg[-1]
    return ellipse(hip[0] + x + facing * high * 0.026, hip[1] + y + high * 0.004, high * 0.052, high * 0.023)


def _arm(high: float, x: float, hip: float, swing: float, facing: int, phone: float = 0.0) -> list[Point]:
    shoulder = (x, hip - high * 0.31)
    angle = math.radians(swing)
    elbow = (x + math.sin(angle) * high * 0.16 * facing, shoulder[1] + math.cos(angle) * high * 0.16)
    low = math.radians(swing + 14)
    wrist = (elbow[0] + math.sin(low) * high * 0.15 * facing, elbow[1] + math.cos(low) * high * 0.15)
    lifted = (x + facing * high * 0.12, shoulder[1] + high * 0.1)
    ear = (x + facing * high * 0.034, shoulder[1] - high * 0.1)
    return [shoulder, _towards(elbow, lifted, phone), _towards(wrist, ear, phone)]


def _towards(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _upper(
    person: Person,
    hip: Point,
    facing: int,
    bent: float = 2.0,
    lift: float = 0.0,
    with_pack: bool = True,
    hem: float | None = None,
) -> list[Part]:
    """Bag, coat and head. `hem` is how far the coat comes below the hip, in parts of the height."""
    high = person.height
    x, y = hip[0], hip[1] - lift
    low = hem if hem is not None else (0.2 if person.long_coat else 0.07)

    def here(across: float, up: float) -> Point:
        return x + facing * across * high, y - up * high

    coat = smooth(
        [
            here(-0.085, 0.31),
            here(-0.03, 0.36),
            here(0.05, 0.355),
            here(0.085, 0.28),
            here(0.085, 0.1),
            here(0.1 + low * 0.12, -low),
            here(-0.1 - low * 0.12, -low),
            here(-0.088, 0.1),
        ],
        closed=True,
        steps=6,
    )
    neck = here(0.012, 0.38)
    head = ellipse(*here(0.018, 0.435), high * 0.066, high * 0.076)
    if person.long_coat:
        hair = [ellipse(*here(-0.062, 0.475), high * 0.037)]
    else:
        bob = [
            here(0.03, 0.51),
            here(-0.05, 0.5),
            here(-0.084, 0.43),
            here(-0.088, 0.35),
            here(-0.05, 0.325),
            here(0, 0.4),
        ]
        hair = [smooth(bob, closed=True, steps=6)]
    scarf = ribbon([here(-0.055, 0.352), here(0.06, 0.358)], high * 0.045)
    turn = [
        turned(outline, x, y, bent * (1 if person.pack else 0.6)) for outline in (coat, head, *hair, scarf)
    ]
    parts: list[Part] = []
    if person.pack and with_pack:
        bag = [here(-0.07, 0.32), here(-0.2, 0.3), here(-0.215, 0.12), here(-0.19, 0.075), here(-0.07, 0.08)]
        pocket = [here(-0.2, 0.19), here(-0.235, 0.17), here(-0.235, 0.1), here(-0.2, 0.09)]
        parts.append(([smooth(bag, closed=True, steps=6), smooth(pocket, closed=True, steps=6)], person.pack))
    parts.append(([turn[0]], person.coat))
    parts.append(([turned(ellipse(*neck, high * 0.035, high * 0.04), x, y, bent), *turn[1:-1]], person.hair))
    scarf_colour = colour("#e9a9bd") if person.pack else colour("#f0d9a8")
    parts.append(([turn[-1]], scarf_colour))
    return parts


def _shade(tone: Colour, share: float = 0.3) -> Colour:
    red, green, blue = (round(channel * (1 - share)) for channel in tone)
    return red, green, blue
