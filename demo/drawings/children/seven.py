"""Drawn from seven to nine: there is a story in it, and everything has its own colour."""

import math
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFilter

from demo.drawings.children.brush import Poster, Watercolour
from demo.drawings.children.hand import Hand, Way, moved, petals
from demo.drawings.children.paper import Sheet
from demo.drawings.children.prints import Print
from demo.drawings.children.sticks import Chalk, Felt, Pencil, Scratch, Wax
from demo.drawings.children.things import blossom, figure, heart, smile, spaced, star
from demo.drawings.paint import Point, colour, ellipse, rectangle, ribbon, smooth, turned


def kites() -> Sheet:
    sheet = Sheet(201, ground="#fdfcf7")
    rng = sheet.rng
    hand, felt, wax = Hand(rng, 4), Felt(sheet, width=7), Wax(sheet, spill=10)
    wax.fill(hand.box(-20, -20, 1420, 800), "#8cc8f2", -24, width=26, press=0.46, apart=1.3)
    hill = hand.loop((-80, 1080), (-60, 880), (260, 800), (640, 846), (1050, 770), (1460, 850), (1480, 1080))
    meadow = [
        (x + rng.uniform(-22, 22), rng.uniform(905, 975), rng.uniform(17, 25)) for x in range(50, 1380, 92)
    ]
    with sheet.leaving(*[ellipse(x, y, size * 1.1) for x, y, size in meadow]):
        felt.fill(hill, "#7ccb4f", 8, width=13)
        felt.fill(hill, "#a9dc6a", -30, width=9, apart=3.2)
    for x, y, size in meadow:
        blossom(felt, x, y, size, "#4f78d8", width=5)
    flown = (
        (330, 230, 118, -18, ("#f04e4e", "#ffd23b"), (300, 830)),
        (690, 150, 100, 10, ("#3f8ae0", "#ff9f2e"), (585, 845)),
        (1010, 300, 128, 24, ("#8a58c9", "#7fd06a"), (870, 815)),
        (1240, 140, 82, -8, ("#ef5fa0", "#57c8c4"), (1130, 790)),
    )
    for x, y, size, turn, (one, other), foot in flown:
        top, right, low, left = (
            turned([place], x, y, turn)[0]
            for place in (
                (x, y - size),
                (x + size * 0.72, y - size * 0.12),
                (x, y + size * 1.15),
                (x - size * 0.72, y - size * 0.12),
            )
        )
        cross = turned([(x, y - size * 0.12)], x, y, turn)[0]
        for hue, corner, next_ in (
            (one, top, right),
            (other, right, low),
            (one, low, left),
            (other, left, top),
        ):
            felt.fill([corner, next_, cross], hue, turn + rng.uniform(20, 70), width=10, apart=0.8)
        felt.lines(
            [hand.shape(top, right, low, left), hand.line(top, low), hand.line(left, right)], "#333052", 6
        )
        # The string runs to a hand on the hill, the tail blows the other way.
        tail = hand.curve(
            low, (low[0] - 40, low[1] + 60), (low[0] + 10, low[1] + 110), (low[0] - 50, low[1] + 190)
        )
        felt.line(tail, "#333052", 4)
        for number in range(3):
            bx, by = tail[len(tail) * (number + 1) // 4]
            for side in (-1, 1):
                felt.fill(
                    [(bx, by), (bx + 25 * side, by - 16), (bx + 25 * side, by + 16)],
                    (one, other)[number % 2],
                    80,
                    width=6,
                )
        hold = (foot[0] + 46, foot[1] - 118)
        felt.line(
            hand.curve(cross, ((cross[0] + hold[0]) / 2 + 30, (cross[1] + hold[1]) / 2 + 50), hold),
            "#6a6a80",
            3,
            0.7,
        )
        body = figure(hand, foot[0], foot[1] + 30, 190, (0.3, 1.0))
        felt.fill(body[0], "#ffdcb3", 20, width=8)
        shirt = [
            (foot[0] - 20, foot[1] - 82),
            (foot[0] + 20, foot[1] - 82),
            (foot[0] + 27, foot[1] - 28),
            (foot[0] - 27, foot[1] - 28),
        ]
        felt.fill(shirt, one, 84, width=8)
        felt.lines(body, "#333052", 6)
        bows, eyes = smile(hand, foot[0], foot[1] - 122, 36)
        felt.lines(bows, "#c43d4d", 4)
        felt.dots(eyes, 4.5, "#333052")
    cloud = hand.loop(
        *[
            (130 + 95 * math.cos(a), 470 + 42 * math.sin(a) * (1 + 0.25 * math.cos(3 * a)))
            for a in [n / 10 * math.tau for n in range(10)]
        ]
    )
    felt.line(cloud, "#5d8fc0", 6)
    return sheet


def cat_at_window() -> Sheet:
    sheet = Sheet(202, 1000, 1400, ground="#f8ecd8", rough=1.2)
    rng = sheet.rng
    hand, pot = Hand(rng, 4), Poster(sheet, 3)
    pot.fill(hand.box(-20, -20, 1020, 1420), "#f2c79b", upright=True, other="#f6d4ac")
    for x in range(40, 1000, 120):
        for y in range(60 + (x // 120 % 2) * 60, 1120, 130):
            pot.fill(ellipse(x, y, 11, 9), "#e59a7b")
    pot.fill(hand.box(150, 120, 850, 1020), "#23386f", other="#2f4d92")
    pot.fill(hand.loop(*ellipse(640, 300, 92)[::5]), "#ffe17a", other="#fff0b0")
    pot.fill(
        [
            star(rng.uniform(180, 820), rng.uniform(150, 560), rng.uniform(13, 23), rng.uniform(0, 72))
            for _number in range(17)
        ],
        "#fff0b4",
    )
    for x, top, wide, hue in (
        (250, 760, 120, "#3a4f86"),
        (390, 700, 110, "#334576"),
        (520, 780, 130, "#3f568f"),
        (680, 720, 120, "#334576"),
        (790, 790, 110, "#3a4f86"),
    ):
        pot.fill(
            hand.shape(
                (x - wide / 2, 1000),
                (x - wide / 2, top),
                (x, top - 70),
                (x + wide / 2, top),
                (x + wide / 2, 1000),
            ),
            hue,
        )
        pot.fill(
            [
                hand.box(x - 28 + n * 34, top + 36 + m * 62, x - 8 + n * 34, top + 64 + m * 62)
                for n in range(2)
                for m in range(3)
                if rng.random() < 0.75
            ],
            "#ffd65c",
        )
    frame = "#8a4f2d"
    pot.fill(
        [hand.box(112, 92, 176, 1050), hand.box(824, 92, 888, 1050), hand.box(112, 82, 888, 146)],
        frame,
        upright=True,
        other="#a5653b",
    )
    pot.fill([hand.box(478, 110, 522, 1020), hand.box(150, 560, 850, 600)], frame, other="#a5653b")
    # The cat sits with its back to us and looks out for somebody.
    body = smooth(
        [(350, 1050), (330, 880), (370, 740), (420, 690), (520, 690), (570, 750), (600, 890), (590, 1050)],
        closed=True,
    )
    head = smooth(
        [
            (372, 690),
            (352, 610),
            (362, 520),
            (412, 575),
            (470, 566),
            (526, 575),
            (580, 520),
            (586, 612),
            (562, 690),
            (470, 724),
        ],
        closed=True,
    )
    tail = ribbon(smooth([(570, 1010), (700, 1040), (760, 1120), (740, 1220), (660, 1236)]), 62, 36)
    for form in (tail, body, head):
        pot.fill(form, "#e0812f", other="#eb9a49", upright=True)
    for points in (
        [(430, 600), (468, 612), (506, 600)],
        [(420, 632), (468, 648), (516, 632)],
        [(360, 800), (420, 822), (470, 816)],
        [(350, 870), (410, 894), (470, 888)],
        [(352, 940), (412, 962), (466, 956)],
        [(588, 830), (540, 850), (500, 846)],
        [(598, 900), (546, 922), (500, 918)],
        [(725, 1120), (752, 1140), (775, 1136)],
        [(716, 1190), (742, 1212), (766, 1206)],
    ):
        pot.stroke(hand.curve(*points), "#a8541c", 15, 8)
    pot.strokes(
        [
            hand.curve((378, 652), (318, 640), (258, 654)),
            hand.curve((380, 668), (320, 680), (266, 706)),
            hand.curve((562, 652), (622, 640), (684, 654)),
            hand.curve((560, 668), (618, 680), (676, 706)),
        ],
        "#fff6e6",
        5,
        3,
    )
    pot.fill(hand.box(60, 1040, 940, 1112), "#9a5a34", other="#b87a4c")
    pot.fill(tail, "#e0812f", other="#eb9a49", upright=True)
    pot.stroke(hand.curve((725, 1120), (752, 1140), (775, 1136)), "#a8541c", 15, 8)
    for side in (-1, 1):
        cloth = smooth(
            [
                (500 + side * 470, 40),
                (500 + side * 250, 50),
                (500 + side * 268, 380),
                (500 + side * 380, 640),
                (500 + side * 400, 720),
                (500 + side * 480, 1010),
                (500 + side * 510, 1010),
            ],
            closed=True,
        )
        pot.fill(cloth, "#c83f56", upright=True, other="#dd6474")
        pot.fill([ellipse(500 + side * (300 + n % 3 * 62), 110 + n * 58, 15) for n in range(9)], "#fbe3c0")
        pot.stroke(
            hand.curve((500 + side * 350, 640), (500 + side * 420, 668), (500 + side * 500, 660)),
            "#f2c04a",
            30,
        )
    jug = hand.shape((196, 905), (318, 905), (300, 1046), (214, 1046))
    pot.fill(jug, "#dfe9f2", other="#ffffff")
    pot.fill([hand.box(204, 950, 312, 978)], "#4f80d8")
    for x, y in ((215, 815), (262, 772), (308, 826), (238, 866), (290, 872)):
        pot.stroke(hand.curve((257, 910), (255, 870), (x, y)), "#4c9a52", 9, 7)
    for x, y in ((215, 815), (262, 772), (308, 826), (238, 866), (290, 872)):
        pot.fill(petals(x, y, 31, rng.uniform(0, 70), rng), "#6f9ff0", other="#8fb8f7")
        pot.fill(ellipse(x, y, 11), "#ffd447")
    pot.fill(hand.box(-20, 1112, 1020, 1420), "#e9b184", other="#f2c79b")
    pot.fill(tail[len(tail) // 4 : -len(tail) // 4], "#e0812f", other="#eb9a49", upright=True)
    return sheet


def lantern_walk() -> Sheet:
    sheet = Sheet(203, ground="#23304f", rough=1.5)
    rng = sheet.rng
    sheet.flecks(("#34446b", "#1a2440", "#3d4f7a"), 900)
    hand, chalk = Hand(rng, 3.5), Chalk(sheet)
    hill = [
        (-20, 1020),
        *smooth([(-20, 850), (300, 800), (700, 822), (1100, 770), (1420, 800)]),
        (1420, 1020),
    ]
    chalk.fill(hill, "#3f7a5c", 10, width=20, press=0.5, apart=0.95)
    chalk.line(hand.curve((-20, 850), (300, 800), (700, 822), (1100, 770), (1420, 800)), "#7fbf8a", 8)
    moon = [
        *smooth([(1205, 90), (1270, 150), (1262, 235), (1190, 280)]),
        *smooth([(1190, 280), (1222, 220), (1230, 160), (1205, 90)]),
    ]
    chalk.fill(moon, "#f7e9a6", 60, width=10, press=0.85, apart=0.6)
    for _number in range(30):
        x, y, size = rng.uniform(20, 1380), rng.uniform(20, 400), rng.uniform(7, 15)
        if math.hypot(x - 1220, y - 190) > 150 and y < 330:
            chalk.lines(
                [hand.line((x - size, y), (x + size, y)), hand.line((x, y - size), (x, y + size))],
                "#e8ecf6",
                4,
                0.7,
            )
    for x, wide, top, hue in ((1322, 128, 610, "#c98a6a"),):
        wall = hand.box(x - wide / 2, top, x + wide / 2, 790)
        chalk.fill(wall, hue, 84, width=12, press=0.55)
        chalk.fill([(x - wide * 0.65, top), (x, top - 86), (x + wide * 0.65, top)], "#b4504a", 20, width=12)
        chalk.fill(
            hand.box(x - 24, top + 46, x + 24, top + 100), "#ffd96a", 0, width=10, press=0.95, apart=0.6
        )
    walkers = (
        (130.0, 400.0, "#e26a6a", "#ffcf4a", 0),
        (385, 330, "#6ab0e2", "#ff8d5a", 1),
        (605, 270, "#e2a54a", "#8fe08a", 2),
        (835, 350, "#a98ae0", "#7fc4ff", 3),
        (1050, 240, "#6ad0a8", "#ff9cc4", 4),
    )
    hold: list[tuple[float, float, float, str, int]] = []
    for x, high, coat, light, kind in walkers:
        foot = 880 - x * 0.06
        body = figure(hand, x, foot, high, (0.1, 0.85))
        dress = hand.shape(
            (x - high * 0.09, foot - high * 0.6),
            (x + high * 0.09, foot - high * 0.6),
            (x + high * 0.2, foot - high * 0.22),
            (x - high * 0.2, foot - high * 0.22),
        )
        chalk.fill(dress, coat, 80, width=10, press=0.86, apart=0.66)
        chalk.lines(body[2:], "#f0e4d2", 6)
        chalk.fill(body[0], "#f6d8b4", 10, width=10, press=1.05, apart=0.5)
        chalk.fill(
            hand.loop(
                (x - high * 0.2, foot - high * 0.86),
                (x, foot - high * 1.06),
                (x + high * 0.2, foot - high * 0.86),
            ),
            coat,
            30,
            width=10,
            press=0.95,
            apart=0.6,
        )
        chalk.dots([(x, foot - high * 1.05)], 11, "#ffffff")
        bows, eyes = smile(hand, x, foot - high * 0.8, high * 0.17)
        chalk.lines(bows, "#9a3040", 5, 1.1)
        chalk.dots(eyes, 6, "#2a2f45")
        hold.append((x, foot, high, light, kind))
    for x, foot, high, light, kind in hold:
        grip = (x + high * 0.34, foot - high * 0.7)
        tip = (grip[0] + 34, grip[1] - 236)
        chalk.line(hand.line((grip[0] - 12, grip[1] + 18), tip), "#c9a06a", 6, 0.85)
        _lantern(sheet, hand, chalk, (tip[0] + 4, tip[1] + 78), light, kind)
    for x in range(30, 1400, 62):
        y = 905 + rng.uniform(0, 70)
        chalk.fills(petals(x, y, 15, rng.uniform(0, 70), rng), "#8fb4f5", None, width=6, press=0.8)
        chalk.dots([(x, y)], 5, "#ffe27a")
    return sheet


def _lantern(sheet: Sheet, hand: Hand, chalk: Chalk, place: Point, light: str, kind: int) -> None:
    x, y = place
    part = sheet.around([ellipse(x, y, 165)], 0)
    if part is not None:
        glow = sheet.mask([ellipse(x, y, 88)], part, fine=1).filter(ImageFilter.GaussianBlur(34))
        rough = sheet.noise(1.3, part).point([150 + step * 105 // 255 for step in range(256)])
        glow = Image.composite(glow, Image.new("L", part.size), rough).point(
            [round(step * 0.5) for step in range(256)]
        )
        sheet.cover(colour(light), glow, part)
    chalk.line(hand.line((x - 4, y - 84), (x, y - 50)), "#e8ecf6", 3, 0.8)
    if kind in (1, 4):
        form = star(x, y, 66)
    elif kind == 2:
        form = [*rectangle(x - 40, y - 48, x + 40, y + 48)]
    else:
        form = ellipse(x, y, 52, 56 if kind else 48)
    chalk.fill(form, light, 84, width=11, press=0.92, apart=0.6)
    chalk.line(
        hand.shape(*form) if kind in (1, 2, 4) else hand.ring(x, y, 52, 56 if kind else 48),
        "#fff6dc",
        5,
        0.85,
    )
    if kind in (0, 3):
        chalk.lines(
            [hand.curve((x - s, y - 46), (x - s * 1.6, y), (x - s, y + 46)) for s in (-24, 0, 24)],
            "#fff6dc",
            4,
            0.8,
        )
    chalk.dots([(x, y)], 15, "#fffbe8")


def footprints_in_snow() -> Sheet:
    sheet = Sheet(204, ground="#7f9cc4", rough=1.5)
    rng = sheet.rng
    sheet.flecks(("#93aed2", "#6d8ab3"), 700)
    hand, wax, chalk = Hand(rng, 4), Wax(sheet), Chalk(sheet, press=0.8)
    far = [
        (-20, 1020),
        *smooth([(-20, 560), (240, 500), (560, 540), (900, 470), (1200, 505), (1420, 470)]),
        (1420, 1020),
    ]
    near = [
        (-20, 1020),
        *smooth([(-20, 720), (320, 660), (700, 735), (1080, 690), (1420, 740)]),
        (1420, 1020),
    ]
    chalk.fill(far, "#e6eef8", 6, width=22, press=0.72, apart=0.8)
    chalk.fill(near, "#ffffff", -6, width=24, press=0.86, apart=0.72)
    for x, foot, high in (
        (150.0, 610.0, 250),
        (300, 575, 180),
        (1290, 640, 290),
        (1150, 560, 170),
        (690, 545, 130),
    ):
        wax.line(hand.line((x, foot), (x, foot - 40)), "#5d4330", 15, 0.9)
        for number in range(4):
            low, wide = foot - 28 - number * high * 0.22, high * (0.34 - number * 0.07)
            layer = hand.shape((x - wide, low), (x, low - high * 0.34), (x + wide, low))
            wax.fill(layer, "#2f6b52", 60, width=12, press=0.85)
            chalk.line(
                hand.curve(
                    (x - wide, low),
                    (x - wide * 0.3, low - 12),
                    (x + wide * 0.2, low + 2),
                    (x + wide, low - 6),
                ),
                "#ffffff",
                13,
                0.95,
            )
    wall = hand.box(800, 385, 1000, 545)
    wax.fill(wall, "#a8613c", 4, width=14, press=0.88)
    wax.lines([hand.line((798, 385 + n * 32), (1002, 387 + n * 32)) for n in range(1, 5)], "#6e3b23", 5)
    roof = hand.shape((765, 392), (900, 270), (1035, 392))
    wax.fill(roof, "#7a2f32", 30, width=14, press=0.88)
    chalk.fill(
        hand.shape((758, 392), (900, 256), (1042, 392), (1010, 396), (900, 302), (790, 396)),
        "#ffffff",
        40,
        width=12,
        press=0.95,
    )
    wax.fill(hand.box(820, 425, 880, 485), "#ffd445", 0, width=12, press=1, apart=0.55)
    wax.lines([hand.line((850, 424), (850, 486)), hand.line((819, 455), (881, 455))], "#6e3b23", 5, 0.9)
    wax.fill(hand.box(918, 430, 974, 545), "#ffe58a", 84, width=12, press=1, apart=0.55)
    wax.fill(
        hand.shape((974, 430), (1008, 446), (1008, 562), (974, 545)), "#3f6fbe", 84, width=10, press=0.95
    )
    wax.fill(hand.shape((918, 548), (976, 548), (1030, 640), (900, 640)), "#ffeeb0", 20, width=14, press=0.7)
    wax.fill(hand.box(948, 262, 986, 322), "#8a5a48", 84, width=10, press=0.9)
    chalk.lines(
        [hand.spiral(975, 228, 26, 1.6), hand.spiral(1010, 172, 36, 2.0), hand.spiral(1062, 112, 46, 2.3)],
        "#eef3fa",
        9,
        0.7,
    )
    steps = smooth(
        [(180, 985), (420, 900), (700, 880), (860, 800), (760, 720), (840, 660), (945, 600)], steps=40
    )
    way = 0.0
    side = 1
    for (ax, ay), (bx, by) in pairwise(steps):
        depth = max(0.26, (ay - 520) / 460)
        way += math.hypot(bx - ax, by - ay)
        if way < 64 * depth:
            continue
        way = 0.0
        side = -side
        angle = math.degrees(math.atan2(by - ay, bx - ax))
        nx, ny = -(by - ay), bx - ax
        long = math.hypot(nx, ny) or 1
        x, y = ax + nx / long * side * 20 * depth, ay + ny / long * side * 13 * depth
        sole = [
            ellipse(x, y, 25 * depth, 13 * depth, angle),
            ellipse(*turned([(x - 35 * depth, y)], x, y, angle)[0], 10 * depth, 9 * depth, angle),
        ]
        wax.fills(sole, "#5f7fb4", angle, width=max(5, 10 * depth), press=0.95, apart=0.55)
    flakes = [(rng.uniform(0, 1400), rng.uniform(0, 640)) for _number in range(150)]
    flakes = [(x, y) for x, y in flakes if not (740 < x < 1060 and 230 < y < 640)]
    chalk.dots(flakes[:100], 8, "#ffffff")
    chalk.dots(flakes[100:], 14, "#ffffff")
    return sheet


def stars_and_moon() -> Sheet:
    sheet = Sheet(205, ground="#fff7e0", rough=0.9)
    rng = sheet.rng
    hand = Hand(rng, 3)
    # First all colours of the box, then black over everything, then a nail.
    hues = ("#ff5f6d", "#ff9a3d", "#ffd93b", "#7ed957", "#36c5c9", "#4f8df0", "#a66bea", "#f06bb8")
    below = Sheet(2051)
    wax = Wax(below, press=1.0, spill=14)
    for row in range(5):
        for column in range(6):
            x, y = column * 240 + rng.uniform(-40, 40), row * 215 + rng.uniform(-30, 30)
            wax.fill(
                ellipse(x + 100, y + 70, 190, 150, rng.uniform(0, 90)),
                hues[(row * 3 + column) % len(hues)],
                width=30,
                apart=0.6,
                press=1.0,
            )
    sheet.image = below.image.copy()
    Poster(sheet).fill(rectangle(-40, -40, 1440, 1040), "#1f1c2a", other="#2a2638")
    Wax(sheet).fill(rectangle(-20, -20, 1420, 1020), "#1b1826", 20, width=34, press=0.95, apart=0.5)
    nail = Scratch(sheet, below.image)
    moon = ellipse(1120, 230, 128)
    nail.fill(moon, "", 30, width=6, apart=1.3)
    nail.line(hand.ring(1120, 230, 130), "", 6)
    bows, eyes = smile(hand, 1120, 235, 100)
    night = Wax(sheet, press=1.3, width=13)
    night.lines(
        [bows[0], *[hand.curve((x - 18, y - 4), (x, y + 8), (x + 18, y - 4)) for x, y in eyes]], "#201d2b"
    )
    for _number in range(34):
        x, y, size = rng.uniform(40, 1360), rng.uniform(40, 520), rng.uniform(16, 46)
        if math.hypot(x - 1120, y - 230) < 210:
            continue
        if size > 34:
            form = star(x, y, size, rng.uniform(0, 72))
            nail.line(hand.shape(*form), "", 5)
            nail.fill(form, "", None, width=4, apart=1.9)
        else:
            nail.lines(
                [
                    hand.line(
                        (x - size * math.cos(a), y - size * math.sin(a)),
                        (x + size * math.cos(a), y + size * math.sin(a)),
                    )
                    for a in (0.2, 1.25, 2.3)
                ],
                "",
                4,
            )
    x = -20.0
    while x < 1400:
        wide, high = rng.uniform(110, 190), rng.uniform(170, 330)
        top = 930 - high
        roof: Way = rng.choice(
            (
                [(x, top), (x + wide / 2, top - 95), (x + wide, top)],
                [(x, top), (x + wide * 0.3, top - 60), (x + wide * 0.7, top - 60), (x + wide, top)],
            )
        )
        nail.lines(
            [hand.shape((x, 930), *roof, (x + wide, 930)), hand.line((x, top), (x + wide, top))], "", 5
        )
        nail.fill(roof, "", rng.choice((20, 70, -40)), width=4, apart=2.6)
        for row in range(int(high // 90)):
            for column in range(2):
                pane = hand.box(
                    x + wide * (0.18 + 0.4 * column),
                    top + 28 + row * 88,
                    x + wide * (0.42 + 0.4 * column),
                    top + 78 + row * 88,
                )
                nail.line(pane, "", 4)
                if rng.random() < 0.6:
                    nail.fill(pane, "", 84, width=4, apart=1.25)
        x += wide + rng.uniform(6, 26)
    nail.lines([hand.curve((0, 940), (500, 934), (1400, 942))], "", 6)
    nail.lines(
        [hand.curve((x, 990), (x + 8, 965), (x + rng.uniform(-12, 20), 946)) for x in range(8, 1400, 22)],
        "",
        4,
    )
    return sheet


def birds_come_back() -> Sheet:
    sheet = Sheet(206, ground="#fefdf9")
    rng = sheet.rng
    hand, pencil = Hand(rng, 2.6), Pencil(sheet, width=4, press=0.74)
    pencil.fill(hand.box(-10, -10, 1410, 560), "#6fb0ea", -20, press=0.62, apart=1.5, width=5)
    pencil.fill(hand.box(-10, 530, 1410, 850), "#fbc48f", -20, press=0.6, apart=1.6, width=5)
    ground = [(-20, 1020), *smooth([(-20, 860), (400, 800), (900, 850), (1420, 790)]), (1420, 1020)]
    meadow = [
        (x + rng.uniform(-14, 14), rng.uniform(885, 980), rng.uniform(16, 24)) for x in range(30, 1390, 62)
    ]
    with sheet.leaving(*[ellipse(x, y, size) for x, y, size in meadow]):
        pencil.fill(ground, "#69ad4e", 64, press=0.8, apart=1.05, width=5)
        pencil.shade(ground, "#35803f", 10, 0.5, 2.2)
    for x, y, size in meadow:
        blossom(pencil, x, y, size, "#3f78e0", width=3.4)
    trunk = hand.shape((1050, 880), (1082, 640), (1072, 470), (1128, 470), (1136, 640), (1190, 870))
    boughs = [
        ribbon(hand.curve((1095, 560), (980, 430), (850, 380)), 34, 9),
        ribbon(hand.curve((1108, 500), (1120, 330), (1060, 200)), 36, 9),
        ribbon(hand.curve((1118, 560), (1230, 440), (1350, 400)), 32, 9),
        ribbon(hand.curve((1114, 430), (1210, 300), (1290, 180)), 26, 8),
        ribbon(hand.curve((930, 412), (900, 330), (910, 260)), 16, 6),
        ribbon(hand.curve((1262, 424), (1300, 340), (1370, 300)), 14, 6),
    ]
    for form in (trunk, *boughs):
        pencil.fill(form, "#8a5f3f", 80, press=0.85, apart=0.9)
        pencil.shade(form, "#523422", 30, 0.6, 1.6)
    tips = [
        (850, 380),
        (910, 260),
        (1060, 200),
        (1290, 180),
        (1370, 300),
        (1350, 400),
        (980, 436),
        (1115, 330),
        (1215, 300),
        (1240, 436),
    ]
    for x, y in tips:
        for _number in range(5):
            px, py = x + rng.gauss(0, 34), y + rng.gauss(0, 30)
            pencil.fill(
                ellipse(px, py, 17, 12, rng.uniform(0, 180)),
                rng.choice(("#8cc63f", "#a6d95a", "#f2a6c0")),
                None,
                press=0.85,
                apart=0.8,
            )
    box = hand.shape((1000, 600), (1042, 540), (1086, 600), (1086, 706), (1000, 706))
    pencil.fill(box, "#d9854a", 84, press=0.85, apart=0.9)
    pencil.lines([box, hand.line((985, 610), (1042, 532), (1100, 610))], "#7a3f1c", 5, 0.9)
    pencil.fill(ellipse(1043, 634, 20), "#3a2a22", 20, press=1, apart=0.7)
    pencil.line(hand.line((1043, 676), (1030, 690)), "#7a3f1c", 6, 1)
    pencil.fill(ellipse(150, 690, 92), "#ffb63d", 30, press=0.85, apart=0.9, width=5)
    pencil.lines(hand.rays(150, 690, 112, 190, -180, 0, 11), "#f58f2a", 5, 0.8)
    hues = ("#2f4f9a", "#3f6fc4", "#28407a", "#4a86d8", "#5a4aa0")
    # They fly in a wedge; one is already home.
    flock = [
        (800, 250),
        (690, 178),
        (700, 330),
        (575, 120),
        (585, 398),
        (455, 70),
        (470, 470),
        (350, 545),
        (905, 500),
    ]
    for number, (x, y) in enumerate(flock):
        _swallow(pencil, hand, x, y, 70 if number < 8 else 82, hues[number % 5])
    return sheet


def _swallow(pencil: Pencil, hand: Hand, x: float, y: float, size: float, hue: str) -> None:
    """Flying to the right."""
    body = hand.loop(
        (x - size * 0.7, y + size * 0.06),
        (x - size * 0.1, y - size * 0.16),
        (x + size * 0.55, y - size * 0.08),
        (x + size * 0.72, y + size * 0.05),
        (x + size * 0.4, y + size * 0.2),
        (x - size * 0.2, y + size * 0.2),
    )
    tail = [
        [(x - size * 0.6, y), (x - size * 1.4, y - size * 0.24), (x - size * 0.7, y + size * 0.14)],
        [
            (x - size * 0.6, y + size * 0.06),
            (x - size * 1.3, y + size * 0.36),
            (x - size * 0.6, y + size * 0.18),
        ],
    ]
    wings = [
        smooth(
            [
                (x + size * 0.3, y - size * 0.08),
                (x + size * 0.05, y - size * 0.7),
                (x - size * 0.75, y - size * 1.15),
                (x - size * 0.4, y - size * 0.55),
                (x - size * 0.25, y - size * 0.06),
            ]
        ),
        smooth(
            [
                (x + size * 0.2, y + size * 0.08),
                (x - size * 0.1, y + size * 0.55),
                (x - size * 0.7, y + size * 0.8),
                (x - size * 0.4, y + size * 0.4),
                (x - size * 0.2, y + size * 0.12),
            ]
        ),
    ]
    pencil.fills([body, *tail, *wings], hue, None, press=0.95, apart=0.75)
    pencil.fill(
        ellipse(x + size * 0.34, y + size * 0.13, size * 0.26, size * 0.11),
        "#e0693a",
        10,
        press=0.9,
        apart=0.8,
    )
    pencil.lines([hand.shape(*wing) for wing in wings] + [body], "#1f2c55", 3, 0.9)
    pencil.line(
        hand.line((x + size * 0.7, y), (x + size * 0.88, y + size * 0.06), (x + size * 0.68, y + size * 0.1)),
        "#c9822a",
        4,
        1,
    )


def map_with_dotted_way() -> Sheet:
    sheet = Sheet(207, ground="#fbfaf2", rough=0.6)
    rng = sheet.rng
    pen = ImageDraw.Draw(sheet.image)
    for x in range(12, 1400, 34):
        pen.line([(x, 0), (x, 1000)], fill=(205, 219, 236), width=2)
    for y in range(20, 1000, 34):
        pen.line([(0, y), (1400, y)], fill=(205, 219, 236), width=2)
    pen.line([(1320, 0), (1320, 1000)], fill=(238, 168, 168), width=3)
    hand, felt, pencil = Hand(rng, 3.2), Felt(sheet, width=6), Pencil(sheet, width=4.5, press=0.7)
    river = hand.curve((520, -20), (600, 160), (500, 360), (640, 560), (560, 760), (660, 1020))
    pencil.fill(ribbon(river, 88), "#5aa7e8", 8, press=0.72, apart=1.0)
    felt.lines([[(x - 46, y) for x, y in river], [(x + 46, y) for x, y in river]], "#2f6fc0", 5)
    felt.lines(
        [hand.curve((x - 24, y), (x - 8, y - 9), (x + 8, y), (x + 24, y - 9)) for x, y in river[6::9]],
        "#2f6fc0",
        4,
    )
    for x, y in (
        (120, 520),
        (190, 590),
        (90, 640),
        (230, 690),
        (150, 740),
        (780, 120),
        (860, 80),
        (930, 150),
        (1210, 760),
        (1120, 860),
    ):
        pencil.fill(hand.shape((x - 38, y), (x, y - 88), (x + 38, y)), "#4fa04a", 60, press=0.8, apart=0.95)
        felt.lines(
            [hand.shape((x - 38, y), (x, y - 88), (x + 38, y)), hand.line((x, y), (x, y + 22))], "#24663a", 5
        )
    pond = hand.ring(930, 640, 135, 74)
    pencil.fill(pond, "#7cc0ee", 5, press=0.7, apart=1.0)
    felt.line(pond, "#2f6fc0", 5)
    for x, y in ((890, 625), (965, 650)):
        pencil.fill(ellipse(x, y, 26, 14), "#ffd23b", 10, press=0.9)
        felt.lines(
            [
                hand.curve((x - 30, y - 10), (x - 10, y + 14), (x + 22, y + 8), (x + 26, y - 12)),
                hand.ring(x + 28, y - 20, 11),
                hand.line((x + 38, y - 20), (x + 50, y - 16)),
            ],
            "#8a5a1a",
            4,
        )
    bridge = [hand.curve((476, 470), (580, 410), (690, 474)), hand.curve((476, 520), (580, 462), (690, 524))]
    pencil.fill([*bridge[0], *reversed(bridge[1])], "#b98450", 84, press=0.85, apart=0.9)
    felt.lines(
        [
            *bridge,
            *[
                hand.line(
                    (a, 472 - 56 * math.sin((a - 476) / 214 * math.pi) * 0.9),
                    (a, 520 - 52 * math.sin((a - 476) / 214 * math.pi)),
                )
                for a in range(500, 690, 26)
            ],
        ],
        "#6d431d",
        5,
    )
    # The school, with its flag.
    pencil.fill(hand.box(110, 200, 350, 330), "#f2b56a", 84, press=0.75, apart=1)
    felt.lines(
        [
            hand.box(110, 200, 350, 330),
            hand.shape((95, 205), (230, 120), (365, 205)),
            hand.line((230, 120), (230, 52)),
            hand.box(208, 262, 254, 330),
        ],
        "#4a3a55",
        6,
    )
    pencil.fill(hand.shape((95, 205), (230, 120), (365, 205)), "#d9534f", 24, press=0.8, apart=1)
    felt.fill(hand.shape((232, 54), (292, 70), (232, 90)), "#4f9ae0", 10, width=6)
    felt.lines([hand.box(x, 225, x + 36, 258) for x in (132, 292)] + [hand.ring(230, 168, 18)], "#4a3a55", 5)
    # Home.
    pencil.fill(hand.box(1010, 330, 1190, 470), "#ffe08a", 84, press=0.85, apart=0.9)
    pencil.fill(hand.shape((985, 336), (1100, 230), (1215, 336)), "#e0574f", 30, press=0.88, apart=0.9)
    felt.lines(
        [
            hand.box(1010, 330, 1190, 470),
            hand.shape((985, 336), (1100, 230), (1215, 336)),
            hand.box(1074, 390, 1122, 470),
            hand.box(1030, 362, 1064, 400),
            hand.box(1136, 362, 1172, 400),
            hand.box(1150, 236, 1180, 296),
        ],
        "#4a3a55",
        6,
    )
    felt.fill(hand.loop(*heart(1100, 150, 52)[::3]), "#ef3f5b", 40, width=8)
    felt.line(hand.loop(*heart(1100, 150, 54)[::3]), "#b5203a", 6)
    way = smooth(
        [
            (232, 350),
            (300, 450),
            (430, 510),
            (580, 446),
            (720, 520),
            (740, 720),
            (880, 800),
            (1060, 740),
            (1130, 600),
            (1098, 490),
        ],
        steps=24,
    )
    dashes: list[Way] = []
    gone, begun = 0.0, [way[0]]
    for before, after in pairwise(way):
        gone += math.dist(before, after)
        begun.append(after)
        if gone > (30 if len(dashes) % 2 == 0 else 22):
            dashes.append(begun)
            gone, begun = 0.0, [after]
    felt.lines(dashes[::2], "#e5352f", 10)
    # A rose of the winds without letters: the child knows where home lies.
    felt.lines([hand.shape(*star(190, 880, 82, -90, 4, 0.3)), hand.ring(190, 880, 92)], "#4a3a55", 5)
    pencil.fill([(190, 798), (204, 866), (190, 880)], "#e5352f", 80, press=0.95)
    pencil.fill(star(190, 880, 60, -45, 4, 0.35), "#f2c14a", 30, press=0.7)
    for x, y in (
        (800, 250),
        (860, 300),
        (760, 320),
        (1260, 560),
        (400, 860),
        (460, 910),
        (340, 930),
        (830, 920),
        (1250, 640),
    ):
        blossom(felt, x, y, 22, "#5b86e0", width=6)
    felt.fill(hand.ring(1270, 110, 54), "#ffcf33", 20, width=8)
    felt.lines(hand.rays(1270, 110, 68, 104, 0, 330, 11), "#f5a623", 6)
    return sheet


def path_home() -> Sheet:
    sheet = Sheet(208, ground="#fbf8ef", rough=1.6)
    rng = sheet.rng
    hand, water, pencil = Hand(rng, 4), Watercolour(sheet, 8), Pencil(sheet, width=4, press=0.8)
    sun = hand.ring(420, 205, 88)
    with sheet.leaving(sun):
        water.wash(hand.box(-40, -40, 1440, 430), "#6fb2f2", "#ffc39a", strength=0.95, wet=True, bleed=26)
    water.wash(sun, "#ffc23d", "#ff9a3a", strength=1.0, bleed=5)
    hills = (
        ((-40, 420), (220, 330), (480, 400), (820, 300), (1130, 400), (1450, 320), "#8fa9de", "#b6c6ea"),
        ((-40, 520), (300, 430), (640, 520), (960, 410), (1230, 500), (1450, 450), "#6fb3a0", "#a9d6a9"),
        ((-40, 690), (250, 590), (600, 660), (940, 560), (1200, 640), (1450, 570), "#8cc256", "#cfe07a"),
        ((-40, 850), (300, 760), (700, 830), (1060, 730), (1450, 800), (1460, 800), "#5fa845", "#9ccf5a"),
    )
    spine = smooth([(560, 1040), (700, 900), (520, 790), (640, 690), (860, 640), (800, 570), (930, 500)])
    wide = [150 - 130 * step / len(spine) for step in range(len(spine))]
    # In short pieces: in one, its own bends would cut holes into it.
    road = [
        ribbon(spine[step : step + 4], wide[step], wide[step + 3]) for step in range(0, len(spine) - 3, 2)
    ]
    for *line, one, other in hills:
        form = [*smooth(line), (1450, 1040), (-40, 1040)]
        water.wash(form, one, other, strength=0.95, bleed=6, holes=road, fade=(1.0, 0.75))
    sheet.bare(*road, hue="#fdf6e4", share=0.85, soft=5)
    water.wash(road, "#fbe0ac", "#eeb676", strength=0.8, bleed=5)
    wall, roof = hand.box(885, 400, 1010, 505), hand.shape((862, 408), (946, 318), (1034, 408))
    sheet.bare(wall, roof, hue="#fdf3df")
    water.wash(wall, "#ffd98a", strength=0.9, bleed=3)
    water.wash(roof, "#d8473a", "#b8322f", strength=1, bleed=3)
    water.wash([hand.box(905, 432, 936, 466), hand.box(960, 436, 988, 506)], "#e88a1f", strength=1, bleed=2)
    trees = zip(
        (70.0, 160, 260, 1180, 1290, 1350, 90, 330, 1120, 1230, 430, 1060, 210),
        (560.0, 600, 540, 560, 520, 610, 790, 700, 700, 740, 470, 820, 830),
        strict=True,
    )
    for x, y in trees:
        size = 20 + (y - 420) * 0.11
        water.stroke(hand.line((x, y + size * 1.6), (x, y)), "#7a5236", size * 0.32)
        water.wash(
            hand.loop(*ellipse(x, y - size * 0.4, size, size * 1.15)[::6]),
            "#3f8a45",
            "#7fbf4a",
            strength=0.95,
            bleed=5,
        )
    for _number in range(60):
        x, y = rng.uniform(0, 1400), rng.uniform(860, 985)
        if not 470 < x < 800:
            forms = petals(x, y, rng.uniform(11, 19), rng.uniform(0, 70), rng)
            sheet.bare(*forms, hue="#f4f7fb", share=0.85)
            water.wash(forms, "#5a88ea", strength=1, bleed=1.5)
            sheet.bare(ellipse(x, y, 4), hue="#ffd84a")
    for number in range(4):
        x, y = 640.0 + number * 90, 130.0 + (number % 2) * 50
        pencil.line(
            hand.curve((x - 34, y - 12), (x - 14, y - 22), (x, y), (x + 14, y - 22), (x + 34, y - 12)),
            "#3b4a6b",
            5,
            0.9,
        )
    pencil.lines([hand.spiral(992, 268, 22, 1.7), hand.spiral(1030, 220, 28, 2.0)], "#6d7486", 4, 0.7)
    pencil.lines([wall, roof], "#5a3a2a", 4, 0.8)
    return sheet


def heart_of_flowers() -> Sheet:
    sheet = Sheet(209, 1200, 1200, ground="#fbf6ea", rough=1.4)
    rng = sheet.rng
    stamp = Print(sheet)
    hues = ("#3f6fd6", "#5e90ea", "#7c86e2", "#e06a94", "#4a80de")
    rings = (
        (heart(600, 570, 445, 90), 25, 58.0),
        (heart(600, 590, 300, 90), 22, 46),
        (heart(600, 600, 160, 90), 14, 38),
    )
    places: list[tuple[float, float, float, str]] = []
    for outline, count, size in rings:
        for x, y in spaced(outline, count):
            # Where the heart is narrow there is no room for every print.
            if all(math.hypot(x - a, y - b) > (size + other) * 0.86 for a, b, other, _hue in places):
                places.append((x, y, size, hues[len(places) * 3 % 5]))
    for x, y, size, _hue in places:
        turn = rng.uniform(0, 360)
        for side in (0, 180):
            leaf = ellipse(size * 1.15, 0, size * 0.5, size * 0.2)
            stamp.potato(
                moved([turned(leaf, 0, 0, turn + side + rng.uniform(-20, 20))], x, y),
                "#6fae56",
                rng.uniform(0.5, 0.8),
            )
    for x, y, size, hue in places:
        turn = rng.uniform(0, 70)
        forms = petals(x, y, size * 0.92, turn, rng, fat=0.52)
        stamp.potato(forms, hue, rng.uniform(0.62, 0.95), [ellipse(x, y, size * 0.22)])
        stamp.finger(x, y, size * 0.21, rng.uniform(0, 180), "#f5b921", 1)
    for x, y in ((110, 120), (1090, 120), (110, 1085), (1090, 1085), (600, 1120)):
        stamp.potato([heart(x, y, 44)], "#e06a94", rng.uniform(0.7, 0.9))
    return sheet


def ring_of_children() -> Sheet:
    sheet = Sheet(210, ground="#fffefa")
    rng = sheet.rng
    hand, felt = Hand(rng, 3.6), Felt(sheet, width=8)
    mx, my, radius = 700, 515, 215
    globe = hand.ring(mx, my, radius)
    lands = [
        [(x, y) for x, y in smooth(points, closed=True)]
        for points in (
            [(590, 385), (680, 360), (720, 420), (670, 480), (690, 540), (630, 600), (590, 520), (540, 470)],
            [(760, 440), (850, 420), (885, 500), (830, 560), (850, 640), (780, 640), (750, 540)],
            [(640, 660), (720, 650), (740, 700), (670, 712)],
        )
    ]
    for land in lands:
        felt.fill(land, "#67bd4e", 30, width=11)
    with sheet.leaving(*lands):
        felt.fill(globe, "#6db7f2", 4, width=12, press=0.75)
    felt.lines([globe, *[[*land, land[0]] for land in lands]], "#245d9c", 7)
    coats = (
        "#ef5350",
        "#ffa726",
        "#ffd93b",
        "#66bb6a",
        "#26a69a",
        "#42a5f5",
        "#7e57c2",
        "#ec6aa8",
        "#8d6e63",
        "#5c6bc0",
    )
    skins = ("#ffdcb5", "#c98d5f", "#f2c091", "#8a5a3b", "#ffe3c4")
    count = len(coats)
    high = 232.0
    for number in range(count):
        turn = number * 360 / count - 90
        upright = figure(hand, 0, 0, high, (0.62, 0.62))
        angle = math.radians(turn + 90)
        cos, sin = math.cos(angle), math.sin(angle)

        def put(points: Way, cos: float = cos, sin: float = sin) -> Way:
            return [(mx + a * cos - (b - radius) * sin, my + a * sin + (b - radius) * cos) for a, b in points]

        skirt: Way = [
            (-20, -high * 0.58),
            (20, -high * 0.58),
            (46 if number % 2 else 30, -high * 0.26),
            (-46 if number % 2 else -30, -high * 0.26),
        ]
        felt.fill(put(skirt), coats[number], turn, width=9)
        felt.fill(put(upright[0]), skins[number % 5], turn + 40, width=9)
        felt.lines([put(way) for way in (*upright[:2], *upright[4:])], "#34304a", 6)
        # Each hand is held by the next one's.
        half = math.pi / count
        shoulder, held = put([(0, -high * 0.55)])[0], (radius + high * 0.42) / math.cos(half)
        grips = [
            (mx + math.sin(angle + side * half) * held, my - math.cos(angle + side * half) * held)
            for side in (-1, 1)
        ]
        felt.lines([hand.line(shoulder, grip) for grip in grips], "#34304a", 6)
        felt.dots(grips[:1], 8, skins[number % 5])
        bows, eyes = smile(hand, 0, -high * 0.8, high * 0.18)
        felt.lines([put(bow) for bow in bows], "#c4404f", 5)
        felt.dots(put(eyes), 5, "#34304a")
    for x, y, size in (
        (90, 120, 60),
        (1310, 120, 60),
        (90, 880, 60),
        (1310, 880, 60),
        (150, 510, 44),
        (1250, 510, 44),
    ):
        blossom(felt, x, y, size, "#5b86e0", width=9)
    return sheet


def rainbow_town() -> Sheet:
    sheet = Sheet(211, ground="#ffffff")
    rng = sheet.rng
    hand, felt = Hand(rng, 3.4), Felt(sheet, width=8)
    walls, roofs, x = [], [], 128.0
    for number in range(8):
        wide, high = rng.uniform(112, 150), rng.uniform(170, 310)
        top = 880 - high
        walls.append((x, top, x + wide))
        roofs.append(_roof(number % 4, x, top, wide))
        x += wide + 8
    town = [
        [(left, 880), *roof, (right, 880)] for (left, _top, right), roof in zip(walls, roofs, strict=True)
    ]
    disc = ellipse(700, 500, 66)
    clouds = [
        ellipse(x, 745 - rise, 74)
        for side in (105, 1295)
        for x, rise in ((side - 62, 0), (side, 34), (side + 62, 0))
    ]
    hues = ("#ef4444", "#ff9330", "#ffdb2e", "#57bd4c", "#3f93ea", "#5a5fd0", "#a25ad0")
    with sheet.leaving(*town, *clouds, disc, wide=2):
        for number, hue in enumerate(hues):
            radius = 640 - number * 43
            ways = [
                hand.curve(
                    *[
                        (
                            700 + math.cos(math.pi * t / 30) * reach * 1.06,
                            760 - math.sin(math.pi * t / 30) * reach,
                        )
                        for t in range(31)
                    ]
                )
                for reach in (radius - 12, radius, radius + 12)
            ]
            felt.lines(ways, hue, 15, 0.9)
        felt.lines(hand.rays(700, 500, 84, 122, 0, 330, 12), "#f79a1e", 7)
    with sheet.leaving(*town):
        felt.fill(disc, "#ffcb2d", 20, width=10)
        felt.lines(
            [
                hand.spiral(x, y, 62, 2.6)
                for (x, y) in [
                    (sum(a for a, _b in c) / len(c), sum(b for _a, b in c) / len(c)) for c in clouds
                ]
            ],
            "#8fb0d4",
            10,
            0.7,
        )
    tones = ("#f7a6b8", "#ffd166", "#9ad7c0", "#f4a261", "#b8a4e8", "#8ecae6", "#f28482", "#cdde87")
    caps = ("#c1443c", "#7d5a9e", "#3f7fb5", "#a8562e")
    for number, ((left, top, right), roof) in enumerate(zip(walls, roofs, strict=True)):
        wide = right - left
        panes = [
            hand.box(start, top + 24 + row * 64, start + wide * 0.28, top + 62 + row * 64)
            for row in range(int((860 - top - 80) // 64))
            for start in (left + wide * 0.14, left + wide * 0.58)
        ]
        door = hand.box(left + wide * 0.36, 808, left + wide * 0.64, 880)
        wall = hand.box(left, top, right, 880)
        with sheet.leaving(*panes, door):
            felt.fill(wall, tones[number], 86, width=10)
        felt.fill(roof, caps[number % 4], (20, 80, -30, 4)[number % 4], width=9)
        felt.fills(panes, "#ffd84a", 10, width=7)
        felt.fill(door, "#8a5a3b", 84, width=8)
        felt.lines([wall, hand.shape(*roof), door, *panes], "#37304f", 6)
    people = (
        (262, 122, "#d2386c"),
        (336, 96, "#2d6fb0"),
        (1105, 116, "#6a3fa0"),
        (720, 104, "#c46a1c"),
        (790, 128, "#227a5a"),
    )
    bodies = [figure(hand, foot, 976, high, (0.85, 0.85)) for foot, high, _hue in people]
    with sheet.leaving(*[body[0] for body in bodies]):
        felt.fill(hand.box(-10, 884, 1410, 1010), "#8fd166", 3, width=14)
    for body, (_foot, _high, hue) in zip(bodies, people, strict=True):
        felt.fill(body[0], "#ffdcb5", 20, width=7)
        felt.lines(body, hue, 6)
    for x, y in ((600, 330), (660, 286), (770, 300), (830, 352)):
        felt.line(
            hand.curve((x - 26, y - 8), (x - 10, y - 18), (x, y), (x + 10, y - 18), (x + 26, y - 8)),
            "#37304f",
            5,
        )
    return sheet


def _roof(kind: int, x: float, top: float, wide: float) -> Way:
    if kind == 0:
        return [(x - 12, top), (x + wide / 2, top - 105), (x + wide + 12, top)]
    if kind == 1:
        return [(x - 8, top), (x + 16, top - 58), (x + wide - 16, top - 58), (x + wide + 8, top)]
    if kind == 2:
        turn = [t / 8 * math.pi for t in range(9)]
        return [(x + wide * (0.5 - 0.5 * math.cos(t)), top - 64 * math.sin(t)) for t in turn]
    teeth = [
        (x + wide * (tooth + share) / 3, top - high)
        for tooth in range(3)
        for share, high in ((0, 62), (0.55, 62), (0.55, 34), (1, 34))
    ]
    return [(x, top), *teeth, (x + wide, top)]
