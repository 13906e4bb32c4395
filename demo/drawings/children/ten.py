"""Drawn from ten to twelve: proportions are measured, paper is cut and torn, and light has a place it comes from."""

import math

from PIL import Image, ImageFilter

from demo.drawings.children.brush import Watercolour
from demo.drawings.children.cut import Glue, Pattern, checked, spotted, striped
from demo.drawings.children.hand import Hand, Way, hand_outline, hatch, petals
from demo.drawings.children.paper import Sheet, scaled
from demo.drawings.children.sticks import Chalk, Felt, Pencil, Wax
from demo.drawings.children.things import blossom, heart, spaced, star
from demo.drawings.paint import Point, colour, ellipse, rectangle, ribbon, smooth, turned


def paper_boats() -> Sheet:
    sheet = Sheet(301, ground="#1d2f5e", rough=1.2)
    rng = sheet.rng
    hand, glue = Hand(rng, 2), Glue(sheet, 6)
    glue.torn(
        hand.loop((-80, 300), (200, 240), (520, 330), (900, 250), (1480, 320), (1480, 700), (-80, 700)),
        "#2b447f",
    )
    glue.torn(
        hand.loop((-80, 430), (300, 400), (700, 450), (1100, 380), (1480, 430), (1480, 800), (-80, 800)),
        "#3d5a9c",
    )
    glue.cut(hand.loop(*ellipse(1130, 190, 104)[::4]), "#f8df8e", lift=5)
    for _number in range(22):
        x, y = rng.uniform(30, 1370), rng.uniform(30, 330)
        if math.hypot(x - 1130, y - 190) > 160:
            glue.cut(
                star(x, y, rng.uniform(11, 24), rng.uniform(0, 72)),
                rng.choice(("#f8e6a8", "#ffffff", "#f4c95d")),
                lift=3,
            )
    waves = (
        (520, "#5578ba", 46),
        (625, "#4a8fc7", 52),
        (735, "#2f72b5", 58),
        (850, "#2a5a9c", 62),
        (940, "#1f477f", 60),
    )
    boats = {
        0: ((420, 540, 150, "#ffffff", None), (930, 520, 130, "#f6b7a5", spotted("#ffffff", 30, 6))),
        1: ((1150, 660, 200, "#fdf1d2", striped("#e98c7a", 28, 8)),),
        2: ((660, 770, 250, "#ffffff", None),),
        3: ((260, 880, 230, "#cfe3f6", checked("#ffffff", 30)), (1090, 905, 190, "#f9d77a", None)),
    }
    for row, (level, hue, length) in enumerate(waves):
        shift = rng.uniform(0, math.tau)
        crest: Way = []
        for x in range(-60, 1480, 20):
            crest.append((x, level + 22 * math.sin(x / length + shift) + 8 * math.sin(x / 21 + row)))
        glue.torn([*crest, (1480, 1100), (-60, 1100)], hue, edge=8)
        for x, y, size, tone, pattern in boats.get(row, ()):
            _boat(sheet, glue, hand, (x, y), size, tone, pattern)
    glue.torn(
        [
            (-60, 1100),
            *[(x, 962 + 15 * math.sin(x / 44) + 6 * math.sin(x / 15)) for x in range(-60, 1480, 20)],
            (1480, 1100),
        ],
        "#183a6c",
        edge=8,
    )
    return sheet


def _boat(
    sheet: Sheet, glue: Glue, hand: Hand, place: Point, size: float, tone: str, pattern: Pattern | None
) -> None:
    x, y = place
    tilt = sheet.rng.uniform(-6, 6)

    def put(*points: Point) -> Way:
        return turned([(x + a * size, y + b * size) for a, b in points], x, y, tilt)

    part = sheet.around([ellipse(x, y - size * 0.75, size * 1.3)], 0)
    if part is not None:
        glow = sheet.mask([ellipse(x, y - size * 0.78, size * 0.6)], part, fine=1)
        sheet.cover(colour("#ffd98a"), scaled(glow.filter(ImageFilter.GaussianBlur(size * 0.24)), 0.5), part)
    glue.cut(put((-0.3, -0.02), (0, -0.62), (0.3, -0.02)), tone, pattern=pattern)
    glue.cut(put((0, -0.62), (0.3, -0.02), (0, 0.0)), "#dcd8d0", clear=0.5, lift=0)
    glue.cut(put((-0.085, -0.6), (0.085, -0.6), (0.07, -0.82), (-0.07, -0.82)), "#fff3c9", lift=3)
    glue.cut(hand.loop(*put((0, -1.12), (0.07, -0.93), (0.0, -0.83), (-0.07, -0.93))), "#ffb52e", lift=2)
    glue.cut(hand.loop(*put((0, -1.02), (0.034, -0.92), (0.0, -0.86), (-0.034, -0.92))), "#fff0a8", lift=0)
    glue.cut(
        put((-0.9, -0.3), (-0.3, -0.02), (0.3, -0.02), (0.9, -0.3), (0.52, 0.34), (-0.52, 0.34)),
        tone,
        pattern=pattern,
    )
    glue.cut(put((0.9, -0.3), (0.3, -0.02), (0.18, 0.34), (0.52, 0.34)), "#d5d0c8", clear=0.6, lift=0)


def lighthouse() -> Sheet:
    sheet = Sheet(302, 1000, 1400, ground="#f3c9a8", rough=1.1)
    rng = sheet.rng
    hand, glue = Hand(rng, 2), Glue(sheet, 6)
    sky = ((-60, "#29406f"), (170, "#3f5c93"), (350, "#7d83b4"), (520, "#d59aa6"), (670, "#f2b897"))
    for top, hue in sky:
        glue.torn(
            [(x, top + 26 * math.sin(x / 130 + top) + 10 * math.sin(x / 37)) for x in range(-40, 1060, 20)]
            + [(1060, 1450), (-60, 1450)],
            hue,
            edge=9,
        )
    # Tissue paper lets the sky through, as light does.
    for far in (
        [(470, 318), (-60, 150), (-60, 400)],
        [(530, 318), (1060, 90), (1060, 380)],
        [(530, 330), (1060, 440), (1060, 540)],
    ):
        glue.cut(far, "#ffe9a0", clear=0.12, lift=2)
    for x, y, size in (
        (120, 90, 18),
        (300, 160, 13),
        (760, 70, 16),
        (900, 600, 10),
        (210, 470, 12),
        (640, 150, 11),
        (420, 60, 14),
    ):
        glue.cut(star(x, y, size, rng.uniform(0, 72)), "#fff3c4", lift=2)
    glue.torn(
        hand.loop(
            (-60, 1180),
            (60, 1060),
            (240, 1000),
            (420, 960),
            (640, 970),
            (780, 1060),
            (840, 1180),
            (700, 1320),
            (-60, 1340),
        ),
        "#6b5f68",
    )
    glue.torn(
        hand.loop((-60, 1260), (120, 1130), (360, 1050), (600, 1060), (720, 1180), (560, 1330), (-60, 1380)),
        "#84757a",
    )
    tower = [(385, 1010), (430, 400), (570, 400), (615, 1010)]
    glue.cut(tower, "#faf3e6")
    for low in (1010, 770, 530):
        top = low - 120
        left, right = (lambda y: 430 - (y - 400) * 45 / 610), (lambda y: 570 + (y - 400) * 45 / 610)
        glue.cut(
            [(left(low), low), (left(top), top + 6), (right(top), top - 6), (right(low), low)],
            "#d84a43",
            lift=3,
        )
    glue.cut([(500, 400), (570, 400), (615, 1010), (520, 1010)], "#c9bfc6", clear=0.85, lift=0)
    glue.cut(rectangle(402, 384, 598, 412, 4), "#3d3550", lift=5)
    glue.cut([(436, 386), (440, 272), (560, 270), (564, 386)], "#ffe27d")
    glue.cut(hand.loop(*ellipse(500, 330, 42)[::4]), "#fffbe0", lift=3)
    for x in (438, 478, 520, 562):
        glue.cut(rectangle(x - 4, 268, x + 4, 386), "#3d3550", lift=2)
    glue.cut([(418, 276), (500, 186), (582, 274)], "#c23f3a")
    glue.cut(ellipse(500, 182, 13), "#f4c95d", lift=2)
    glue.cut(rectangle(470, 912, 530, 1012, 26), "#4a6fb0", lift=3)
    for x, y in ((482, 600), (514, 730), (478, 850)):
        glue.cut(rectangle(x - 16, y - 24, x + 16, y + 20, 14), "#ffd968", lift=3)
    for row, (level, hue) in enumerate(
        ((1120, "#79a9d1"), (1190, "#4f8cc4"), (1262, "#3670ad"), (1330, "#285992"))
    ):
        if row == 1:
            for points, tone in (
                ([(700, 1150), (900, 1150), (868, 1216), (736, 1216)], "#b5543f"),
                ([(806, 1140), (806, 950), (908, 1132)], "#ffffff"),
                ([(792, 1140), (792, 985), (714, 1132)], "#f9dfa0"),
            ):
                glue.cut(points, tone, lift=5)
        crest = [
            (x, level + 20 * math.sin(x / 52 + row * 2) + 7 * math.sin(x / 19)) for x in range(-40, 1060, 16)
        ]
        glue.torn([*crest, (1060, 1480), (-60, 1480)], hue, edge=8)
    for x, y, size in ((110, 640, 46), (200, 570, 34), (830, 720, 40)):
        for side in (-1, 1):
            wing = smooth(
                [
                    (x, y),
                    (x + side * size * 0.6, y - size * 0.6),
                    (x + side * size * 1.4, y - size * 0.3),
                    (x + side * size * 0.6, y - size * 0.3),
                ],
                closed=True,
            )
            glue.cut(wing, "#ffffff", lift=4)
    return sheet


def letter_in_a_bottle() -> Sheet:
    sheet = Sheet(303, ground="#fbf9f2", rough=1.7)
    rng = sheet.rng
    sheet.resist = Image.new("L", sheet.image.size)
    hand, water, wax = Hand(rng, 3), Watercolour(sheet, 8), Wax(sheet, press=0.9, spill=3)
    # White wax first: nobody sees it until the water comes.
    crests = [
        hand.curve(
            *[
                (x, level + 20 * math.sin(x / length + level) + 6 * math.sin(x / 23))
                for x in range(-20, 1440, 70)
            ]
        )
        for level, length in ((440, 80), (530, 95), (640, 110), (755, 100), (850, 120), (935, 105))
    ]
    wax.lines(crests, "#fdfcf6", 15)
    wax.dots([(rng.uniform(0, 1400), rng.uniform(480, 980)) for _number in range(60)], 8, "#fdfcf6")

    def put(*points: Point) -> Way:
        return turned([(700 + x, 600 + y) for x, y in points], 700, 600, -24)

    glass = smooth(
        put(
            (-330, -118),
            (-355, 0),
            (-330, 118),
            (-120, 128),
            (110, 122),
            (205, 60),
            (250, 46),
            (380, 44),
            (380, -44),
            (250, -46),
            (205, -60),
            (110, -122),
            (-120, -128),
        ),
        closed=True,
    )
    wax.fill(glass, "#d9f2ea", -24, width=16, press=0.72, apart=0.8)
    wax.lines([[*glass, glass[0]]], "#1f7f78", 17, 1.0)
    wax.lines(
        [
            hand.curve(*put((-290, -78), (-120, -96), (80, -90))),
            hand.curve(*put((-300, 40), (-312, 0), (-300, -40))),
        ],
        "#ffffff",
        12,
        1,
    )
    cork = put((372, -38), (440, -34), (440, 34), (372, 38))
    wax.fill(cork, "#b9814a", 60, width=12, press=0.95)
    wax.line(hand.shape(*cork), "#7d5329", 8)
    roll = put((-230, -58), (110, -58), (110, 60), (-230, 60))
    wax.fill(roll, "#fff3cf", 20, width=13, press=0.98, apart=0.6)
    wax.lines(
        [
            hand.shape(*roll),
            hand.curve(*put((110, -58), (138, 0), (110, 60))),
            hand.spiral(*put((120, 0))[0], 34, 1.6),
        ],
        "#b98f4e",
        7,
        0.95,
    )
    wax.fill(heart(*put((-60, 0))[0], 42), "#e0474c", -24, width=10, press=1, apart=0.6)
    wax.lines([hand.line(*put((-150 + n, -58), (-150 + n, 60))) for n in (0, 22)], "#5b86e0", 9, 0.95)
    for x, y, size, hue in (
        (210, 800, 66, "#f28a3a"),
        (1190, 720, 74, "#f0c136"),
        (1010, 900, 54, "#e8618c"),
        (330, 930, 46, "#f0c136"),
    ):
        body = ellipse(x, y, size, size * 0.52)
        wax.fill(body, hue, 20, width=11, press=0.95, apart=0.6)
        fin = [(x + size * 0.85, y), (x + size * 1.5, y - size * 0.5), (x + size * 1.4, y + size * 0.5)]
        wax.fill(fin, hue, 80, width=10, press=0.95, apart=0.6)
        wax.lines([hand.ring(x, y, size, size * 0.52), hand.shape(*fin)], "#7a3d1c", 6, 0.9)
        wax.dots([(x - size * 0.55, y - size * 0.12)], 7, "#3a2a22")
    wax.fill(ellipse(210, 160, 92), "#ffc52e", 30, width=13, press=0.98, apart=0.62)
    wax.lines(hand.rays(210, 160, 114, 184, 0, 336, 13), "#f89c24", 10, 0.95)
    for x, y in ((640, 130), (760, 190), (1120, 110)):
        wax.line(
            hand.curve((x - 48, y - 16), (x - 20, y - 34), (x, y), (x + 20, y - 34), (x + 48, y - 16)),
            "#5b6b8a",
            8,
            0.9,
        )
    isle = [*smooth([(1010, 440), (1120, 385), (1260, 396), (1420, 430)]), (1420, 470), (1010, 470)]
    wax.fill(isle, "#8cc152", 10, width=13, press=0.95)
    wax.fill(rectangle(1180, 300, 1260, 390), "#f3a878", 84, width=11, press=0.95)
    wax.fill([(1160, 304), (1220, 236), (1280, 304)], "#d0453c", 24, width=11, press=0.95)
    wax.fill(rectangle(1205, 326, 1235, 362), "#ffdf4a", 0, width=9, press=1)
    water.wash(hand.box(-40, -40, 1440, 470), "#a7d8f5", "#fde0c2", strength=0.9, wet=True, bleed=24)
    for level, hue, into in (
        (430, "#6fc3e3", "#3f8fcf"),
        (560, "#4aa5d8", "#2f74b8"),
        (720, "#2f86c4", "#245a9e"),
        (860, "#2a6bae", "#1d447f"),
    ):
        crest = [(x, level + 18 * math.sin(x / 120 + level)) for x in range(-60, 1480, 30)]
        water.wash([*crest, (1480, 1080), (-60, 1080)], hue, into, strength=0.62, bleed=10, fade=(0.9, 1.0))
    return sheet


def bus_stop() -> Sheet:
    sheet = Sheet(304, ground="#fdfcf8")
    rng = sheet.rng
    hand, pencil = Hand(rng, 1.8), Pencil(sheet, width=3.6, press=0.74)
    # The road runs to one point; the kerbs were drawn with a ruler.
    pencil.fill(hand.box(-10, -10, 1410, 470), "#8cc4ee", -14, press=0.5, apart=1.6, width=5)
    pencil.fill(hand.box(-10, 330, 1410, 480), "#fbd0a8", -14, press=0.5, apart=1.7, width=5)
    hills = [
        (-10, 540),
        *smooth([(-10, 420), (220, 370), (480, 430), (800, 380), (1080, 430), (1410, 380)]),
        (1410, 540),
    ]
    pencil.fill(hills, "#8fbf7a", 30, press=0.6, apart=1.2)
    field = [(-10, 1010), (-10, 500), (1410, 500), (1410, 1010)]
    road = [(1500, 1010), (1500, 880), (1010, 505), (975, 505), (560, 1010)]
    walk = [(560, 1010), (975, 505), (955, 505), (160, 1010)]
    verge = [(rng.uniform(15, 300 - drop * 1.4), 900 + drop, rng.uniform(13, 19)) for drop in range(0, 95, 6)]
    verge += [(rng.uniform(1250, 1390), y, 13) for y in range(620, 760, 16)]
    with sheet.leaving(road, walk, *[ellipse(x, y, size) for x, y, size in verge]):
        pencil.fill(field, "#7dba58", 12, press=0.72, apart=1.05, width=4.5)
        pencil.shade(field, "#4c9148", 70, 0.4, 2.4)
    pencil.fill(road, "#8f939f", -30, press=0.7, apart=1.05)
    pencil.shade(road, "#5f6472", 20, 0.4, 2.0)
    pencil.fill(walk, "#d9cdb8", -60, press=0.6, apart=1.2)
    pencil.lines([hand.line((560, 1010), (975, 505)), hand.line((160, 1010), (955, 505))], "#5f5a52", 4, 0.85)
    pencil.fills(
        [
            [
                (1180 - n * 52, 1010 - n * 130),
                (1236 - n * 54, 1010 - n * 130),
                (1160 - n * 46, 930 - n * 118),
                (1130 - n * 44, 930 - n * 118),
            ]
            for n in range(4)
        ],
        "#ffffff",
        60,
        press=1,
    )
    for x, y in ((640.0, 410.0), (700, 405), (745, 412)):
        pencil.fill(ellipse(x, y - 34, 34, 44), "#4f9148", None, press=0.75)
        pencil.line(hand.line((x, y), (x, y + 30)), "#6d4a30", 8, 0.9)
    bus = hand.shape((966, 440), (1066, 440), (1069, 548), (963, 548))
    sheet.bare(bus, hue="#fdfcf8")
    pencil.fill(bus, "#e8b92a", 84, press=0.95, apart=0.8)
    pencil.fill(hand.box(974, 452, 1058, 490), "#bfe3f7", 30, press=0.8)
    pencil.fills([ellipse(980, 548, 12, 15), ellipse(1052, 548, 12, 15)], "#33313a", 20, press=1, apart=0.7)
    pencil.fills([ellipse(978, 518, 8), ellipse(1054, 518, 8)], "#fff4b8", 20, press=1, apart=0.7)
    pencil.lines(
        [
            bus,
            hand.box(974, 452, 1058, 490),
            hand.line((1016, 452), (1016, 490)),
            hand.box(1000, 506, 1032, 530),
        ],
        "#4a3d22",
        3.4,
        0.9,
    )
    # The shelter, and on its bench somebody's place is kept.
    roof = hand.shape((70, 330), (590, 350), (640, 310), (110, 280))
    glass = hand.shape((110, 345), (500, 356), (500, 800), (110, 850))
    pencil.fill(glass, "#cfe6ef", -40, press=0.6, apart=1.5)
    pencil.lines(
        [hand.line((180 + n * 120, 380 + n * 10), (130 + n * 120, 560 + n * 10)) for n in range(3)],
        "#ffffff",
        10,
        0.9,
    )
    pencil.fill(roof, "#3f6fb5", 4, press=0.92, apart=0.8)
    pencil.shade(roof, "#24427a", 40, 0.5)
    pencil.fills(
        [hand.box(100, 340, 122, 880), hand.box(492, 350, 514, 830)], "#4a5568", 84, press=0.95, apart=0.75
    )
    pencil.lines([roof, glass], "#2b3350", 4, 0.9)
    seat = hand.shape((165, 700), (470, 682), (520, 716), (200, 740))
    back = [
        hand.shape((165, 560 + n * 48), (470, 550 + n * 46), (470, 582 + n * 46), (165, 592 + n * 48))
        for n in range(2)
    ]
    pencil.fills([seat, *back], "#b9783f", 3, press=0.92, apart=0.8)
    pencil.lines(
        [
            seat,
            *back,
            hand.line((205, 740), (205, 880)),
            hand.line((505, 718), (505, 850)),
            hand.line((235, 738), (235, 850)),
            hand.line((165, 560), (165, 700)),
            hand.line((470, 550), (470, 684)),
        ],
        "#5a3519",
        5,
        0.9,
    )
    bag = hand.loop((385, 690), (375, 620), (400, 590), (450, 590), (472, 620), (466, 690))
    pencil.fill(bag, "#d9455a", 70, press=0.95, apart=0.8)
    pencil.lines(
        [bag, hand.box(396, 640, 454, 682), hand.curve((405, 592), (424, 560), (444, 592))], "#7d1f33", 4, 0.9
    )
    stems = [hand.curve((270, 716), (290, 670), (x, y)) for x, y in ((252, 626), (296, 600), (336, 632))]
    pencil.lines(stems, "#3c8a46", 5, 0.9)
    for x, y in ((252, 626), (296, 600), (336, 632)):
        sheet.bare(ellipse(x, y, 25), hue="#fdfcf8", share=0.92, soft=2)
        blossom(pencil, x, y, 29, "#4a7fe0", width=3.4)
    pole = hand.box(672, 250, 688, 905)
    pencil.fill(pole, "#6b7280", 84, press=0.95, apart=0.7)
    disc = ellipse(680, 205, 72)
    mark = [rectangle(640, 172, 720, 226, 9), ellipse(656, 234, 10), ellipse(704, 234, 10)]
    with sheet.leaving(*mark):
        pencil.fill(disc, "#2f8f5b", 30, press=0.98, apart=0.7)
    pencil.lines(
        [hand.ring(680, 205, 72), hand.box(650, 182, 676, 202), hand.box(684, 182, 710, 202)],
        "#1d5a3a",
        4,
        0.9,
    )
    pencil.shade([(130, 880), (520, 830), (700, 900), (300, 985)], "#6b6658", 8, 0.45, 1.3)
    for x, y, size in verge:
        blossom(pencil, x, y, size, "#3f78e0", width=3)
    return sheet


def bicycle() -> Sheet:
    sheet = Sheet(305, ground="#fffdf6")
    rng = sheet.rng
    hand, felt, pencil = Hand(rng, 2), Felt(sheet, width=6), Pencil(sheet, width=4.2, press=0.7)
    planks = [
        hand.shape((x, 770), (x, 250), (x + 40, 205), (x + 80, 250), (x + 80, 770))
        for x in range(-30, 1420, 104)
    ]
    pencil.fill(hand.box(-10, -10, 1410, 300), "#9bd0f2", -18, press=0.5, apart=1.7, width=5)
    for number, plank in enumerate(planks):
        pencil.fill(plank, ("#f7e3bf", "#f3d7ab", "#faeccd")[number % 3], 87, press=0.8, apart=0.95, width=5)
    bars = [hand.box(-10, 330, 1410, 372), hand.box(-10, 640, 1410, 682)]
    pencil.fills(bars, "#eec98f", 2, press=0.8, apart=0.9)
    felt.lines(planks, "#b08a58", 4, 0.8)
    felt.lines(bars, "#b08a58", 3, 0.6)
    lawn = [(-10, 1010), *smooth([(-10, 780), (360, 760), (760, 786), (1410, 760)]), (1410, 1010)]
    pencil.fill(lawn, "#74b94f", 70, press=0.8, apart=0.95, width=5)
    pencil.shade(lawn, "#3f8a41", 100, 0.5, 2.4)
    back, front = (400.0, 700.0), (985.0, 700.0)
    for x, y in (back, front):
        felt.lines([hand.ring(x, y, 190), hand.ring(x, y, 180)], "#37343f", 9)
        felt.line(hand.ring(x, y, 163), "#8b8f9c", 4)
        felt.lines(
            [
                hand.line((x, y), (x + 160 * math.cos(a), y + 160 * math.sin(a)))
                for a in [n * math.tau / 14 for n in range(14)]
            ],
            "#8b8f9c",
            2.6,
            0.8,
        )
        felt.dots([(x, y)], 15, "#37343f")
    crank = (660, 712)
    tubes = [
        hand.line(back, crank),
        hand.line(back, (572, 470)),
        hand.line(crank, (552, 400)),
        hand.line((575, 476), (890, 446)),
        hand.line(crank, (892, 470)),
        hand.line((878, 372), (910, 520), front),
    ]
    felt.lines(tubes, "#d9362f", 17)
    felt.lines(
        [
            hand.line((552, 402), (544, 372)),
            hand.line((878, 372), (868, 330), (810, 322)),
            hand.line((868, 330), (920, 300), (968, 322)),
        ],
        "#5a5f6b",
        10,
    )
    felt.lines(
        [
            hand.curve((478, 352), (520, 346), (560, 356), (626, 360)),
            hand.curve((480, 366), (530, 364), (622, 362)),
            hand.curve((492, 376), (540, 374)),
        ],
        "#5a3519",
        15,
    )
    felt.lines([hand.line((800, 322), (770, 326)), hand.line((968, 322), (990, 334))], "#33302f", 17)
    felt.fill(hand.ring(*crank, 44), "#f0b92e", 20, width=7)
    felt.lines(
        [hand.ring(*crank, 44), hand.line((crank[0] - 40, crank[1] + 64), (crank[0] + 40, crank[1] - 64))],
        "#37343f",
        6,
    )
    felt.lines(
        [
            hand.line((crank[0] - 68, crank[1] + 66), (crank[0] - 14, crank[1] + 64)),
            hand.line((crank[0] + 14, crank[1] - 64), (crank[0] + 68, crank[1] - 66)),
        ],
        "#37343f",
        11,
    )
    felt.lines([hand.line((400, 680), (658, 668)), hand.line((400, 722), (658, 756))], "#37343f", 4)
    felt.lines(
        [
            hand.curve((230, 640), (300, 520), (420, 492), (540, 560)),
            hand.curve((846, 600), (930, 502), (1050, 504), (1150, 590)),
        ],
        "#d9362f",
        11,
    )
    felt.fill(ellipse(944, 388, 28), "#ffd43b", 30, width=6)
    felt.line(hand.ring(944, 388, 30), "#5a5f6b", 5)
    basket = hand.shape((968, 350), (1216, 350), (1186, 500), (1000, 500))
    heads = [
        (990, 300),
        (1042, 262),
        (1092, 290),
        (1140, 250),
        (1186, 292),
        (1016, 226),
        (1076, 204),
        (1116, 320),
        (1160, 196),
        (1060, 320),
        (1206, 240),
    ]
    felt.lines(
        [hand.curve((1092, 360), ((1092 + x) / 2, (360 + y) / 2 + 12), (x, y)) for x, y in heads],
        "#3c9146",
        6,
    )
    for number, (x, y) in enumerate(heads):
        sheet.bare(ellipse(x, y, 28), hue="#fffdf6", soft=3)
        blossom(felt, x, y, 34, ("#4f83e3", "#6f9cf0", "#7a80dc")[number % 3], width=6)
    sheet.bare(basket, hue="#fff6e0")
    pencil.fill(basket, "#c98f4a", 4, press=0.85, apart=1.0, width=5)
    felt.lines(
        [
            basket,
            *[hand.line((980 + n * 8, 380 + n * 30), (1206 - n * 7, 380 + n * 30)) for n in range(4)],
            *[hand.line((1004 + n * 42, 352), (1018 + n * 34, 498)) for n in range(5)],
        ],
        "#7d5022",
        5,
    )
    for _number in range(46):
        x, y = rng.uniform(0, 1400), rng.uniform(890, 990)
        size = rng.uniform(13, 20)
        sheet.bare(ellipse(x, y, size), hue="#fffdf6", share=0.9, soft=2)
        blossom(felt, x, y, size, "#4f83e3", width=5)
    return sheet


def ribbon_tree() -> Sheet:
    sheet = Sheet(306, 1000, 1400, ground="#fbf8f0", rough=1.8)
    rng = sheet.rng
    hand, water, pencil = Hand(rng, 3), Watercolour(sheet, 6), Pencil(sheet, width=3.4, press=0.8)
    water.wash(hand.box(-40, -40, 1040, 1200), "#cfe7f6", "#fdf0d8", strength=0.75, wet=True, bleed=30)
    water.wash(
        [(-40, 1450), *smooth([(-40, 1200), (260, 1150), (620, 1190), (1040, 1140)]), (1040, 1450)],
        "#b9d96b",
        "#6fae4d",
        strength=0.9,
    )
    boughs = [
        [(500, 900), (380, 700), (220, 600), (90, 560)],
        [(490, 820), (420, 580), (300, 420), (180, 330)],
        [(505, 760), (500, 520), (440, 320), (400, 150)],
        [(515, 800), (600, 580), (640, 380), (620, 170)],
        [(520, 850), (680, 640), (800, 470), (860, 320)],
        [(530, 920), (700, 740), (860, 660), (950, 640)],
        [(300, 640), (230, 520), (110, 450)],
        [(640, 480), (720, 340), (760, 220)],
        [(445, 460), (330, 300), (300, 190)],
        [(740, 580), (850, 540), (940, 480)],
    ]
    ways = [hand.curve(*points) for points in boughs]
    leaves = []
    for way in ways:
        for _number in range(26):
            x, y = way[rng.randrange(len(way) // 2, len(way))]
            leaves.append(
                ellipse(
                    x + rng.gauss(0, 44),
                    y + rng.gauss(0, 38),
                    rng.uniform(18, 34),
                    rng.uniform(12, 22),
                    rng.uniform(0, 180),
                )
            )
    for share, hue, into in (
        (leaves[::3], "#a9d05a", "#7fb84a"),
        (leaves[1::3], "#8cc152", "#5a9e4a"),
        (leaves[2::3], "#c9de6f", "#9cc95a"),
    ):
        water.wash(share, hue, into, strength=0.72, bleed=4)
    trunk = smooth(
        [
            (330, 1260),
            (440, 1180),
            (462, 980),
            (452, 820),
            (545, 820),
            (560, 980),
            (580, 1180),
            (700, 1260),
            (560, 1236),
            (500, 1262),
            (440, 1236),
        ],
        closed=True,
    )
    water.wash(
        [trunk, *[ribbon(way, 46 if n < 6 else 20, 8) for n, way in enumerate(ways)]],
        "#9a6a45",
        "#6b4630",
        strength=0.95,
        bleed=3,
    )
    pencil.lines(
        [hand.curve((470 + n * 20, 1190), (478 + n * 14, 1000), (470 + n * 17, 860)) for n in range(5)],
        "#4a2f1f",
        4,
        0.6,
    )
    blues = ("#3f73d8", "#5f96ee", "#2f5cb8", "#7fb0f4")
    ties = [way[int(len(way) * part)] for way in ways for part in (0.5, 0.72, 0.93)]
    for number, (x, y) in enumerate(ties):
        hue = blues[number % 4]
        long, lean = rng.uniform(80, 150), rng.uniform(10, 46)
        tails = [
            ribbon(
                hand.curve(
                    (x, y),
                    (x + side * 16 + lean * 0.3, y + long * 0.4),
                    (x + side * 8 + lean * 0.4, y + long * 0.7),
                    (x + side * 22 + lean, y + long * rng.uniform(0.85, 1.1)),
                ),
                13,
                17,
            )
            for side in (-1, 1)
        ]
        loops = [ellipse(x + side * 22, y - 5, 23, 12, side * -24) for side in (-1, 1)]
        sheet.bare(*tails, *loops, hue="#fbf8f0", share=0.85)
        water.wash([*tails, *loops], hue, strength=1.0, bleed=1.6, rim=0.7)
        water.wash([ellipse(x, y, 8)], "#24469a", strength=1, bleed=1.5)
    for _number in range(40):
        x, y = rng.uniform(10, 990), rng.uniform(1250, 1390)
        forms = petals(x, y, rng.uniform(14, 24), rng.uniform(0, 70), rng)
        sheet.bare(*forms, hue="#fbf8f0", share=0.85)
        water.wash(forms, rng.choice(blues), strength=1, bleed=1.5)
        sheet.bare(ellipse(x, y, 4.5), hue="#f7cf4a")
    return sheet


def house_key() -> Sheet:
    sheet = Sheet(307, ground="#c9a679", rough=1.4)
    rng = sheet.rng
    sheet.flecks(("#b58f62", "#dcbd94", "#a98355"), 2600)
    hand = Hand(rng, 1.8)
    pencil = Chalk(sheet, width=6, press=0.8, spill=2)
    pencil.dust = 0.05
    # The bow of the key is a house: that is what it is for.
    outer = hand.shape((215, 640), (215, 420), (160, 420), (400, 190), (640, 420), (585, 420), (585, 640))
    inner = hand.shape((275, 585), (275, 425), (400, 300), (525, 425), (525, 585))
    shaft = hand.shape((585, 486), (1190, 486), (1190, 548), (585, 548))
    bit = hand.shape(
        (1010, 546),
        (1010, 668),
        (1052, 668),
        (1052, 616),
        (1088, 616),
        (1088, 700),
        (1130, 700),
        (1130, 630),
        (1168, 630),
        (1168, 546),
    )
    tip = hand.ring(1196, 517, 34)
    rings = [hand.box(630, 470, 662, 564), hand.box(690, 476, 708, 558), hand.box(950, 474, 972, 560)]
    with sheet.leaving(inner):
        _metal(pencil, outer, inner)
    for form in (shaft, bit, tip, *rings):
        pencil.fill(form, "#e9b93c", 60, width=6, press=0.86, apart=0.7)
    pencil.fill(
        hand.shape((590, 490), (1186, 490), (1186, 506), (590, 506)), "#fff3c0", 4, width=5, press=0.95
    )
    pencil.fill(
        hand.shape((590, 530), (1186, 530), (1186, 546), (590, 546)), "#a8741d", 4, width=5, press=0.8
    )
    pencil.fill(
        hand.shape((1014, 640), (1050, 640), (1050, 668), (1014, 668)), "#a8741d", 50, width=5, press=0.7
    )
    pencil.lines([outer, inner, shaft, bit, tip, *rings], "#5b3a14", 5, 0.95)
    pencil.fill(heart(400, 480, 60), "#d9453f", 40, width=6, press=0.95, apart=0.6)
    pencil.line(hand.loop(*heart(400, 480, 62)[::3]), "#7a1f1c", 4, 0.9)
    # Forget-me-nots have grown around the shaft.
    vine = [(560 + t * 21, 517 + 92 * math.sin(t / 30 * math.pi * 4 + 0.4) * (1 - t / 60)) for t in range(31)]
    pencil.line(hand.curve(*vine[::2]), "#3f7f45", 8, 0.95)
    for number, (x, y) in enumerate(vine[1::3]):
        side = 1 if number % 2 else -1
        leaf = turned(ellipse(x + 40, y, 40, 15), x, y, side * 58 + rng.uniform(-20, 20))
        pencil.fill(leaf, "#6fae5a", side * 58, width=6, press=0.9)
        pencil.line(hand.line((x, y), leaf[0]), "#2f6b38", 3, 0.9)
    for number, (x, y) in enumerate(vine[2::4]):
        up = -1 if number % 2 else 1
        for dx, dy, size in ((0, up * 40, 36), (40, up * 74, 28), (-34, up * 78, 26)):
            pencil.line(hand.curve((x, y), (x + dx * 0.4, y + dy * 0.5), (x + dx, y + dy)), "#3f7f45", 5, 0.9)
            blossom(
                pencil,
                x + dx,
                y + dy,
                size,
                ("#5f92f0", "#4a7de2", "#86aef6")[number % 3],
                "#ffd84a",
                width=5,
            )
    # It hangs on a blue ribbon, and it shines.
    pencil.line(hand.curve((400, 300), (350, 180), (250, 110), (150, 130), (60, -10)), "#4a7de2", 19, 0.9)
    pencil.line(hand.curve((400, 300), (430, 170), (400, 70), (330, 40), (300, -10)), "#5f92f0", 19, 0.9)
    for x, y, size in (
        (760, 300, 34),
        (980, 240, 24),
        (1240, 330, 40),
        (240, 780, 28),
        (620, 800, 24),
        (1280, 780, 30),
    ):
        rays = [
            hand.line((x - size * a, y - size * b), (x + size * a, y + size * b))
            for a, b in ((1, 0), (0, 1), (0.5, 0.5), (0.5, -0.5))
        ]
        pencil.lines(rays, "#fff6d8", 5, 0.9)
    return sheet


def _metal(pencil: Chalk, outer: Way, inner: Way) -> None:
    """The frame alone: strokes are broken where the opening is."""
    frame = [*outer, *reversed(inner)]
    ways = hatch(frame, 55, 5.0, 2, pencil.rng, joined=False)
    pencil.lines(ways, "#e9b93c", 6, 0.86)
    pencil.lines([[(x + 9, y + 14) for x, y in outer[len(outer) // 5 : len(outer) // 2]]], "#fff3c0", 9, 0.9)
    pencil.lines([[(x - 4, y - 8) for x, y in inner[: len(inner) // 4]]], "#fff3c0", 6, 0.7)


def suitcase() -> Sheet:
    sheet = Sheet(308, ground="#f7e3cf", rough=1.1)
    rng = sheet.rng
    hand, glue = Hand(rng, 1.6), Glue(sheet, 6)
    glue.cut(hand.box(-40, -40, 1440, 720), "#f9d9b8", pattern=striped("#f5c9a2", 80, 34), lift=0)
    glue.torn(hand.box(-60, 690, 1460, 1100), "#8fb7a6", edge=9)
    glue.cut(
        hand.loop((180, 900), (700, 850), (1240, 900), (1160, 960), (700, 985), (240, 960)),
        "#6f9c8b",
        clear=0.6,
        lift=0,
    )
    stems = [
        (700, 420, 520, 130),
        (705, 420, 700, 90),
        (710, 420, 880, 150),
        (690, 430, 610, 230),
        (720, 430, 800, 250),
    ]
    for fx, fy, x, y in stems:
        glue.cut(
            ribbon(smooth([(fx, fy), ((fx + x) / 2, (fy + y) / 2 + 20), (x, y)]), 12, 9), "#4f8f4f", lift=4
        )
    for x, y, turn in ((600, 330, -140), (665, 300, -60), (760, 330, -40), (830, 300, 10), (560, 260, 190)):
        glue.cut(turned(ellipse(x + 46, y, 50, 18), x, y, turn), "#6fae56", lift=4)
    for number, (_fx, _fy, x, y) in enumerate(stems):
        size = (70, 84, 72, 56, 58)[number]
        for form in petals(x, y, size, rng.uniform(0, 70), rng, fat=0.56):
            glue.cut(
                hand.loop(*form[:: max(1, len(form) // 9)]),
                ("#4f83e3", "#5f96ee", "#3f6fd0", "#7a8ae6", "#6aa0f0")[number],
                pattern=spotted("#7fabf5", 26, 4) if number % 2 else None,
                lift=4,
            )
        glue.cut(star(x, y, size * 0.34, rng.uniform(0, 70), 5, 0.6), "#fffdf0", lift=2)
        glue.cut(ellipse(x, y, size * 0.2), "#f7c531", lift=2)
    glue.cut(
        [
            *smooth([(590, 452), (600, 372), (660, 350), (760, 350), (810, 372), (824, 452)]),
            *reversed(smooth([(628, 452), (634, 400), (670, 386), (745, 386), (776, 400), (786, 452)])),
        ],
        "#7a4a2b",
    )
    body = rectangle(270, 440, 1140, 900, 52)
    glue.cut(body, "#c9733d", pattern=checked("#d48550", 58), lift=11)
    for left, right in ((380, 460), (950, 1030)):
        glue.cut(rectangle(left, 432, right, 908, 4), "#7a4a2b", lift=5)
        glue.cut(rectangle(left + 8, 560, right - 8, 622, 8), "#f1cf72", lift=4)
        glue.cut(rectangle(left + 26, 574, right - 26, 608, 4), "#7a4a2b", lift=1)
    glue.cut(rectangle(270, 648, 1140, 664), "#8d4f28", lift=3)
    for x, y in ((300, 470), (1110, 470), (300, 870), (1110, 870)):
        glue.cut(turned(rectangle(x - 42, y - 42, x + 42, y + 42, 36), x, y, 0), "#7a4a2b", lift=4)
        glue.cut(ellipse(x, y, 8), "#f1cf72", lift=1)
    # Stickers of places: a mountain, a boat, a sun, a heart.
    glue.cut(ellipse(600, 560, 74), "#a9d8ef", lift=3)
    glue.cut([(540, 600), (590, 520), (616, 556), (636, 532), (664, 600)], "#6a7fae", lift=2)
    glue.cut([(575, 545), (590, 520), (604, 541), (590, 550)], "#ffffff", lift=1)
    glue.cut(turned(rectangle(730, 500, 890, 620, 8), 810, 560, 8), "#fdf3d8", lift=3)
    glue.cut(turned([(752, 580), (868, 580), (846, 606), (774, 606)], 810, 560, 8), "#d8473f", lift=2)
    glue.cut(turned([(808, 574), (808, 514), (858, 572)], 810, 560, 8), "#5f96ee", lift=2)
    glue.cut(star(570, 780, 84, 0, 12, 0.78), "#f9c846", lift=3)
    glue.cut(ellipse(570, 780, 40), "#f29a38", lift=2)
    glue.cut(heart(820, 770, 82), "#e0526a", pattern=spotted("#f08a9a", 24, 5), lift=4)
    tag = turned([(1146, 640), (1182, 612), (1270, 612), (1270, 690), (1182, 690)], 1146, 650, 62)
    glue.cut(ribbon(smooth([(1036, 470), (1120, 560), (1150, 640)]), 7, 6), "#7a4a2b", lift=3)
    glue.cut(tag, "#fdf6e3", lift=5)
    for form in petals(1186, 726, 22, 10, rng):
        glue.cut(form, "#4f83e3", lift=1)
    glue.cut(ellipse(1186, 726, 8), "#f7c531", lift=1)
    return sheet


def hands_that_hold() -> Sheet:
    sheet = Sheet(309, ground="#fffdf8")
    rng = sheet.rng
    hand, felt, pencil = Hand(rng, 2.2), Felt(sheet, width=7), Pencil(sheet, width=5, press=0.85)
    # Four hands of one family, drawn around; every one reaches for the flower.
    hands = (
        (300.0, 520.0, 190, 88, False, "#e4574f", 0),
        (1105, 490, 180, -90, True, "#3f7fd8", 1),
        (715, 842, 148, 3, False, "#f0a62e", 2),
        (690, 165, 150, 178, True, "#57a957", 3),
    )
    for x, y, size, turn, left, hue, kind in hands:
        form = hand.shaken(hand_outline(x, y, size, turn, left, 0.8))
        pencil.fill(form, hue, turn + 30, press=0.4, apart=1.3)
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))

        def put(
            points: Way, x: float = x, y: float = y, size: float = size, cos: float = cos, sin: float = sin
        ) -> Way:
            return [(x + (a * cos - b * sin) * size, y + (a * sin + b * cos) * size) for a, b in points]

        inside = sheet.mask([form], sheet.whole, fine=1)
        around = sheet.image.copy()
        if kind == 0:
            felt.lines(
                [
                    put([(-0.95 + t * 0.1, -1.7 + n * 0.2 + 0.09 * (t % 2)) for t in range(20)])
                    for n in range(15)
                ],
                hue,
                7,
            )
        elif kind == 1:
            felt.dots(
                [
                    put([(-0.9 + n * 0.17 + (m % 2) * 0.085, -1.6 + m * 0.15)])[0]
                    for n in range(12)
                    for m in range(19)
                ],
                11,
                hue,
            )
        elif kind == 2:
            felt.lines(
                [put([(-1 + n * 0.16, -1.7), (-1 + n * 0.16, 1.3)]) for n in range(13)]
                + [put([(-1, -1.6 + n * 0.16), (1, -1.6 + n * 0.16)]) for n in range(19)],
                hue,
                6,
            )
        else:
            felt.lines(
                [
                    hand.curve(
                        *put([(-0.95 + n * 0.17 + 0.06 * (m % 2), -1.7 + m * 0.22) for m in range(14)])
                    )
                    for n in range(12)
                ],
                hue,
                7,
            )
        around.paste(sheet.image, (0, 0), inside)
        sheet.image = around
        felt.line(form, "#2f2b45", 8)
        cuff = put([(-0.46, 0.98), (0.46, 0.98), (0.5, 1.5), (-0.5, 1.5)])
        sheet.bare(cuff, hue="#fffdf8")
        felt.lines([put([(-0.42 + n * 0.12, 1.0), (-0.44 + n * 0.125, 1.5)]) for n in range(8)], hue, 12)
        felt.line(hand.shape(*cuff), "#2f2b45", 8)
    turned_petals = [(x, y) for x, y in spaced(turned(ellipse(700, 502, 74), 700, 502, -18), 5)]
    eye = ellipse(700, 502, 34)
    with sheet.leaving(eye):
        for x, y in turned_petals:
            felt.fill(ellipse(x, y, 46, 43), "#4f83e3", None, width=8)
            felt.line(hand.ring(x, y, 47, 44), "#2a4fa0", 6)
    felt.fill(eye, "#ffd02e", 20, width=8)
    felt.line(hand.ring(700, 502, 35), "#d98f1c", 6)
    for x, y, size in (
        (330, 215, 66),
        (1080, 200, 60),
        (330, 830, 60),
        (1085, 820, 68),
        (140, 150, 40),
        (1270, 140, 40),
        (140, 880, 40),
        (1270, 880, 40),
    ):
        felt.fill(heart(x, y, size), "#ef5b7a", 40, width=8)
        felt.line(hand.loop(*heart(x, y, size + 2)[::3]), "#a82b4a", 6)
    return sheet
