"""Drawn by the smallest, up to six years: everything stands on one line, and what matters most is largest."""

import math
from itertools import pairwise

from demo.drawings.children.brush import Poster
from demo.drawings.children.hand import Hand, hand_outline, petals
from demo.drawings.children.paper import Sheet
from demo.drawings.children.prints import Print
from demo.drawings.children.sticks import Felt, Wax
from demo.drawings.children.things import figure, heart, middle, smile, spaced
from demo.drawings.paint import ellipse


def house_with_sun() -> Sheet:
    sheet = Sheet(101, ground="#fcfaf4")
    hand, wax = Hand(sheet.rng, 7), Wax(sheet)
    # The sky is a strip at the top, as it is for everybody of four.
    wax.fill(hand.box(20, 22, 1120, 112), "#5aa9e6", 4, width=20, apart=0.9, press=0.62)
    wax.fill(hand.box(0, 880, 1400, 985), "#5cb04a", 3, width=20, apart=0.8, press=0.7)
    sun = [(1400, 0), (1400, 190), (1330, 205), (1250, 170), (1205, 95), (1195, 0)]
    wax.fill(sun, "#ffc629", -40, width=18, press=0.85)
    wax.lines(hand.rays(1400, 0, 240, 400, 98, 164, 6), "#f9a51b", 14)
    wall = hand.box(360, 500, 800, 890)
    wax.fill(wall, "#f59ab5", 82, width=17, press=0.68)
    wax.line(wall, "#d9467f", 11)
    roof = hand.shape((290, 510), (585, 240), (880, 505))
    wax.fill(roof, "#e23b34", -28, width=18, press=0.82)
    wax.line(roof, "#b1261f", 12)
    # The chimney stands square on the slope.
    pot = hand.shape((700, 355), (762, 292), (820, 348), (770, 412))
    wax.fill(pot, "#8a5a3b", 40, width=14)
    wax.line(pot, "#6b412a", 9)
    for x, y, size, turns in ((815, 262, 34, 1.8), (880, 200, 44, 2.2), (968, 158, 54, 2.5)):
        wax.line(hand.spiral(x, y, size, turns), "#8b93a3", 10, 0.68)
    for left in (405, 650):
        pane = hand.box(left, 560, left + 112, 668)
        wax.fill(pane, "#ffd83d", 20, width=17, press=0.95, apart=0.6)
        wax.lines(
            [pane, hand.line((left + 56, 558), (left + 54, 670)), hand.line((left, 614), (left + 113, 612))],
            "#7a4a21",
            8,
        )
    door = hand.box(530, 705, 632, 890)
    wax.fill(door, "#3f74d1", 86, width=16, press=0.82)
    wax.line(door, "#27509b", 9)
    wax.dots([(615, 800)], 13, "#ffc629")
    for x, top, hue in (
        (950, 560, "#5b8be0"),
        (1085, 480, "#8f6fd0"),
        (1225, 590, "#5b8be0"),
        (190, 640, "#e8669a"),
    ):
        stem = hand.curve((x, 890), (x + 10, (890 + top) / 2), (x, top + 30))
        wax.line(stem, "#2f8a3c", 13)
        for side in (-1, 1):
            y = 770 + side * 26
            leaf = hand.loop(
                (x + 4, y), (x + side * 52, y - 46), (x + side * 74, y - 20), (x + side * 30, y + 14)
            )
            wax.fill(leaf, "#4fae46", 30 * side, width=12)
        heads = petals(x, top, 72, sheet.rng.uniform(0, 70), sheet.rng, fat=0.55)
        wax.fills(heads, hue, None, width=13, press=0.82)
        wax.lines([hand.ring(*middle(form), 32, 30) for form in heads], hue, 8, 0.9)
        wax.fill(ellipse(x, top, 30, 28), "#ffd02e", 0, width=13, press=0.95)
    return sheet


def one_huge_flower() -> Sheet:
    sheet = Sheet(102, 1000, 1400, ground="#f6f1e2", rough=1.3)
    rng = sheet.rng
    hand, pot, wax = Hand(rng, 9), Poster(sheet, 4), Wax(sheet)
    pot.fill(hand.box(-20, 1240, 1020, 1420), "#6fb35a", other="#8fca6c")
    stem = hand.curve((520, 1260), (490, 1060), (545, 880), (500, 700))
    pot.stroke(stem, "#3d8f4a", 46, 40)
    for side, y in ((-1, 1130.0), (1, 1030.0)):
        leaf = hand.loop(
            (515, y),
            (515 + side * 120, y - 120),
            (515 + side * 270, y - 150),
            (515 + side * 240, y - 40),
            (515 + side * 110, y + 26),
        )
        pot.fill(leaf, "#54a84f", other="#7cc25f")
        wax.line(hand.curve((520, y), (515 + side * 130, y - 60), (515 + side * 235, y - 108)), "#2c7038", 9)
    tones = ("#4f86e3", "#5d93ea", "#4a7cdc", "#6ca0ee", "#5488e0")
    for number, tone in enumerate(tones):
        degrees = -90 + number * 72 + rng.uniform(-6, 6)
        angle = math.radians(degrees)
        petal = ellipse(500 + math.cos(angle) * 232, 470 + math.sin(angle) * 232, 205, 172, degrees)
        petal = hand.loop(*petal[::6])
        pot.fill(petal, tone, other="#8fb8f5", upright=number in (1, 2, 4))
        for lean in (-12, 4, 15):
            ray = math.radians(degrees + lean)
            pot.stroke(
                hand.line(
                    (500 + math.cos(ray) * 150, 470 + math.sin(ray) * 150),
                    (500 + math.cos(ray) * 262, 470 + math.sin(ray) * 262),
                ),
                "#dfeafc",
                11,
                5,
            )
    pot.fill(hand.ring(500, 470, 128, 122), "#ffd23b", other="#ffe57e")
    bows, eyes = smile(hand, 500, 470, 120)
    pot.strokes(bows, "#d9741f", 14, 11)
    pot.fill([ellipse(x, y, 13, 16) for x, y in eyes], "#c8641a")
    # A drop ran down before it was dry.
    pot.stroke(hand.line((716, 640), (722, 760)), "#4a7cdc", 11, 15)
    pot.stroke(hand.line((262, 690), (258, 752)), "#5488e0", 9, 13)
    # Beside it a house that would fit into a petal, and someone who waters.
    wall, roof = hand.box(78, 1128, 204, 1252), hand.shape((56, 1132), (140, 1040), (226, 1130))
    pot.fill(wall, "#f3a46c")
    pot.fill(roof, "#d94a3d")
    pot.fill(hand.box(118, 1180, 160, 1250), "#7c4b2f")
    body = figure(hand, 830, 1262, 200, (0.2, 1.0))
    wax.lines(body, "#7a3f8f", 11, 0.86)
    wax.fill(body[0], "#ffd9b0", 20, width=10, press=0.8)
    wax.fill(hand.shape((800, 1165), (862, 1165), (885, 1215), (778, 1215)), "#e2508e", 70, width=11)
    for number in range(16):
        x, y = rng.uniform(50, 950), rng.uniform(40, 980)
        if math.hypot(x - 500, y - 470) > 450:
            pot.fill(hand.ring(x, y, 19, 17), ("#f6b6c8", "#ffd23b", "#9ed0c0")[number % 3])
    return sheet


def hand_prints() -> Sheet:
    sheet = Sheet(103, ground="#fdfbf6")
    rng = sheet.rng
    hand, stamp = Hand(rng, 5), Print(sheet)
    prints = (
        (390.0, 590.0, 330, -14, False, "#3f78d8"),
        (985, 610, 310, 12, True, "#f2a71c"),
        (700, 800, 176, 2, False, "#df4f74"),
    )
    for x, y, size, turn, left, hue in prints:
        form = hand_outline(x, y, size, turn, left)
        # The wrist does not touch the paper, the hollow of the hand hardly.
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        foot = [(a, b) for a, b in form if -(a - x) * sin + (b - y) * cos < size * 0.78]
        folds = []
        for bend in (-0.08, 0.2):
            fold = hand.curve(
                *[
                    (x + (a * cos - b * sin) * size, y + (a * sin + b * cos) * size)
                    for a, b in ((-0.34, bend + 0.1), (0.0, bend), (0.36, bend - 0.12))
                ]
            )
            folds.append([*fold, *[(a, b + size * 0.018) for a, b in reversed(fold)]])
        folds.append(
            ellipse(
                x + (-0.02 * cos - 0.36 * sin) * size,
                y + (-0.02 * sin + 0.36 * cos) * size,
                size * 0.11,
                size * 0.06,
                turn + 20,
            )
        )
        stamp.potato([foot], hue, 0.86, folds)
    # Their fingertips made a heart above the smallest.
    for number, (x, y) in enumerate(spaced(heart(700, 245, 138), 18)):
        stamp.finger(
            x, y, 26, rng.uniform(-50, 50), ("#df4f74", "#3f78d8", "#f2a71c")[number % 3], rng.uniform(0.6, 1)
        )
    for x, y in ((110, 150), (1290, 140), (110, 870), (1300, 880), (235, 90), (1180, 70)):
        for form in petals(x, y, 34, rng.uniform(0, 70), rng):
            stamp.finger(*middle(form), 17, rng.uniform(0, 180), "#7da4ee", 0.8)
        stamp.finger(x, y, 11, 0, "#f2c021", 1)
    return sheet


def finger_print_meadow() -> Sheet:
    sheet = Sheet(104, ground="#fffdf7")
    rng = sheet.rng
    hand, wax, stamp, felt = Hand(rng, 6), Wax(sheet), Print(sheet), Felt(sheet, width=4)
    wax.fill(hand.box(0, 800, 1400, 990), "#7cc25a", 86, width=15, apart=1.0, press=0.6)
    blades = [
        hand.curve(
            (x, 860), (x + rng.uniform(-14, 14), 790), (x + rng.uniform(-40, 40), rng.uniform(690, 770))
        )
        for x in range(10, 1400, 34)
    ]
    wax.lines(blades, "#3f9a45", 9)
    heads = [(x + rng.uniform(-26, 26), rng.uniform(300, 640)) for x in range(95, 1360, 108)] + [
        (x + rng.uniform(-20, 20), rng.uniform(610, 740)) for x in range(150, 1340, 150)
    ]
    wax.lines([hand.curve((x, 880), (x + 12, (y + 880) / 2), (x, y)) for x, y in heads], "#2f8a3c", 10)
    for x, y in heads:
        hue = rng.choice(("#4f7fdc", "#6b9aec", "#7f86e0", "#e58cab"))
        size = rng.uniform(44, 62)
        for form in petals(x, y, size, rng.uniform(0, 70), rng):
            stamp.finger(*middle(form), size * 0.5, rng.uniform(0, 180), hue, rng.uniform(0.7, 1))
        stamp.finger(x, y, size * 0.33, rng.uniform(0, 90), "#f7c12d", 1)
    stamp.finger(150, 140, 70, 20, "#f7b21f")
    for x, y in ((96, 110), (196, 100), (120, 205), (210, 180)):
        stamp.finger(x, y, 38, rng.uniform(0, 90), "#f7c12d", 0.8)
    # Bees, a butterfly and a ladybird: two prints and a few strokes each.
    for x, y in ((480, 190), (860, 250), (1090, 120)):
        stamp.finger(x, y, 34, 8, "#f6bd22")
        felt.lines(
            [hand.line((x + a, y - 22), (x + a + 3, y + 22)) for a in (-12, 3, 17)]
            + [hand.ring(x - 2, y - 34, 13, 20, 30), hand.ring(x + 18, y - 33, 12, 18, -10)],
            "#4a3527",
        )
        felt.lines(
            [hand.curve((x - 50, y + 14), (x - 95, y + 50), (x - 140, y + 20), (x - 190, y + 44))],
            "#8d8578",
            3,
            0.5,
        )
    for side in (-1, 1):
        stamp.finger(1230 + side * 34, 250, 40, 60 * side, "#d85f9c")
        stamp.finger(1230 + side * 26, 306, 28, -40 * side, "#8a62c8")
    felt.lines(
        [
            hand.line((1230, 225), (1232, 330)),
            hand.curve((1230, 228), (1216, 196), (1200, 186)),
            hand.curve((1231, 228), (1246, 196), (1262, 188)),
        ],
        "#4a3527",
        6,
    )
    stamp.finger(690, 872, 38, 0, "#d8392f")
    felt.lines([hand.line((690, 846), (692, 900)), hand.ring(729, 874, 13)], "#33251f", 5)
    felt.dots([(674, 862), (676, 886), (706, 862), (708, 886), (729, 874)], 7, "#33251f")
    return sheet


def umbrella_in_rain() -> Sheet:
    sheet = Sheet(105, ground="#ffffff")
    rng = sheet.rng
    hand, felt = Hand(rng, 5.5), Felt(sheet, width=9)
    for x, y, wide in ((210.0, 120.0, 150), (640, 80, 170), (1110, 125, 160)):
        puffs = [
            (x + wide * math.cos(a) * 1.0, y + 58 * math.sin(a) * (1.15 if i % 2 else 0.85))
            for i, a in enumerate([n / 12 * math.tau for n in range(12)])
        ]
        cloud = hand.loop(*puffs)
        felt.fill(cloud, "#a9b6c9", 5, width=13)
        felt.line(cloud, "#5e6f8d", 8)
    drops = []
    for _number in range(210):
        x, y = rng.uniform(20, 1380), rng.uniform(210, 800)
        if math.hypot((x - 700) / 430, (y - 560) / 330) > 1 and not (360 < x < 1050 and y > 430):
            drops.append(hand.line((x, y), (x - 12, y + rng.uniform(30, 50))))
    felt.lines(drops, "#3f8fdd", 7)
    # Every field of the umbrella in another colour.
    hues = ("#ef4b4b", "#ffb02e", "#ffe14a", "#57b956", "#4a8ee8", "#9a62cf")
    ribs = [330 + 740 * n / 6 for n in range(7)]
    for number, hue in enumerate(hues):
        left, right = ribs[number], ribs[number + 1]
        top = [(_arch(left + (right - left) * t / 6)) for t in range(7)]
        foot = [(right + (left - right) * t / 6, 512 + 24 * -math.sin(t / 6 * math.pi)) for t in range(7)]
        felt.fill([*top, *foot], hue, 78 - number * 24, width=13)
    for x in ribs:
        felt.line(
            hand.curve((700, 232), ((x * 1.6 + 700) / 2.6, _arch((x * 1.6 + 700) / 2.6)[1] + 34), (x, 512)),
            "#3b3350",
            7,
        )
    felt.line(hand.curve(*[_arch(330 + 740 * t / 12) for t in range(13)]), "#3b3350", 10)
    for left, right in pairwise(ribs):
        felt.line(hand.curve((left, 512), ((left + right) / 2, 486), (right, 512)), "#3b3350", 9)
    felt.line(hand.line((700, 232), (702, 192)), "#3b3350", 11)
    felt.line(hand.curve((700, 490), (698, 640), (702, 742)), "#3b3350", 11)
    for x, high, hue, dress in ((590, 300, "#c43f78", "#ff8fb8"), (812, 365, "#2d6a9f", "#7fc0ef")):
        body = figure(hand, x, 905, high, (0.62, 0.62))
        felt.fill(body[0], "#ffe0bd", 10, width=12)
        coat = hand.shape(
            (x - 26, 905 - high * 0.58),
            (x + 26, 905 - high * 0.58),
            (x + 58, 905 - high * 0.24),
            (x - 58, 905 - high * 0.24),
        )
        felt.fill(coat, dress, 84, width=12)
        felt.lines([coat, *body], hue, 9)
        bows, eyes = smile(hand, x, 905 - high + high * 0.2, high * 0.17)
        felt.lines(bows, "#b23a48", 6)
        felt.dots(eyes, 7, "#3b3350")
    puddles = [hand.ring(x, 948, wide, 26) for x, wide in ((250, 130), (1120, 160), (700, 110))]
    with sheet.leaving(*puddles):
        felt.fill(hand.box(-10, 912, 1410, 990), "#6cbf4b", 2, width=15)
    for puddle in puddles:
        felt.fill(puddle, "#64b5f0", 2, width=12)
        felt.line(puddle, "#2d7fc9", 6)
    return sheet


def _arch(x: float) -> tuple[float, float]:
    return x, 512 - 282 * math.sqrt(max(0.0, 1 - ((x - 700) / 372) ** 2))


def swing_that_waits() -> Sheet:
    sheet = Sheet(106, ground="#f3f7f1")
    rng = sheet.rng
    hand, wax = Hand(rng, 6.5), Wax(sheet)
    wax.fill(hand.box(0, 0, 1400, 560), "#a9d9f5", 2, width=24, press=0.5, apart=1.15)
    wax.fill(
        hand.loop((-60, 1010), (-60, 850), (300, 812), (760, 850), (1120, 815), (1460, 850), (1460, 1010)),
        "#86c557",
        4,
        width=21,
        press=0.72,
    )
    trunk = hand.shape((300, 900), (338, 560), (318, 420), (440, 420), (432, 560), (476, 900))
    wax.fill(trunk, "#96613a", 84, width=17, press=0.8)
    wax.lines(
        [hand.curve((350 + n * 28, 870), (362 + n * 18, 650), (360 + n * 16, 480)) for n in range(4)],
        "#6d4124",
        7,
    )
    bough = hand.shape((420, 470), (700, 398), (1085, 372), (1088, 408), (710, 446), (436, 540))
    wax.fill(bough, "#96613a", 2, width=15, press=0.8)
    for x, y, size, hue in (
        (300, 300, 190, "#4fa544"),
        (500, 210, 200, "#63b64c"),
        (160, 380, 130, "#3f9340"),
        (690, 290, 150, "#4fa544"),
        (380, 140, 150, "#7cc655"),
        (900, 310, 105, "#63b64c"),
        (1070, 340, 84, "#4fa544"),
    ):
        for turns in (3.6, 3.1):
            wax.line(
                hand.spiral(x + rng.uniform(-18, 18), y + rng.uniform(-12, 12), size * 0.86, turns),
                hue,
                25,
                0.68,
            )
    wax.dots([(rng.uniform(150, 760), rng.uniform(130, 400)) for _number in range(13)], 21, "#e2453b")
    for x in (800, 1000):
        wax.line(hand.line((x, 405), (x + 6, 745)), "#c98a2b", 9, 0.9)
    seat = hand.shape((768, 738), (1042, 742), (1040, 778), (770, 774))
    wax.fill(seat, "#e0503f", 3, width=14, press=0.9)
    wax.line(seat, "#a92f27", 8)
    # Somebody has put a flower where the child will sit.
    wax.lines([hand.curve((910, 736), (922, 690), (904, 640))], "#2f8a3c", 9, 0.9)
    wax.fills(petals(904, 622, 46, 10, rng), "#4b7fdc", None, width=12, press=0.9, apart=0.6)
    wax.fill(ellipse(904, 622, 17), "#ffd02e", 0, width=11, press=1)
    for x, y in ((600, 900), (700, 940), (1180, 880), (1270, 930), (120, 930), (560, 955), (1060, 940)):
        wax.fills(petals(x, y, 28, rng.uniform(0, 70), rng), "#5b8be0", None, width=9, press=0.85)
        wax.dots([(x, y)], 10, "#ffd02e")
    wax.fill(ellipse(1290, 120, 88), "#ffc629", 30, width=18, press=0.86)
    wax.lines(hand.rays(1290, 120, 112, 170, 0, 340, 12), "#f9a51b", 12)
    wax.fill(hand.ring(905, 845, 150, 13), "#5f9440", 2, width=12, press=0.5)
    return sheet
