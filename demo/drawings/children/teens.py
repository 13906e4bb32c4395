"""Drawn from thirteen to seventeen: fewer things, chosen; light, depth, and paper left empty on purpose."""

import math
from itertools import pairwise

from PIL import ImageFilter

from demo.drawings.children.brush import Watercolour
from demo.drawings.children.cut import Glue, Pattern, checked, spotted, striped
from demo.drawings.children.hand import Hand, Way, hand_outline, petals
from demo.drawings.children.paper import Sheet, scaled
from demo.drawings.children.sticks import Chalk, Felt, Pencil
from demo.drawings.children.things import blossom, heart
from demo.drawings.paint import Outline, Point, colour, ellipse, rectangle, ribbon, smooth, turned


def flowers_in_a_jar() -> Sheet:
    sheet = Sheet(401, 1000, 1400, ground="#fbf9f4", rough=1.9)
    rng = sheet.rng
    hand, water, ink = Hand(rng, 1.6), Watercolour(sheet, 5), Pencil(sheet, width=2.8, press=1.0)
    water.wash(
        hand.loop((60, 300), (480, 60), (930, 280), (960, 900), (700, 1180), (260, 1180), (40, 860)),
        "#fbe7c8",
        "#f6d3c4",
        strength=0.65,
        wet=True,
        bleed=34,
    )
    water.wash(
        [(-40, 1450), (-40, 1130), *smooth([(-40, 1130), (500, 1115), (1040, 1135)]), (1040, 1450)],
        "#d9b48a",
        "#b98c63",
        strength=0.75,
        bleed=8,
    )
    water.wash(
        hand.loop((560, 1250), (800, 1225), (990, 1262), (900, 1310), (620, 1312)),
        "#7a6a8a",
        strength=0.5,
        wet=True,
        bleed=16,
    )
    glass = smooth(
        [
            (345, 800),
            (340, 850),
            (300, 900),
            (290, 1050),
            (300, 1230),
            (350, 1278),
            (650, 1278),
            (700, 1230),
            (710, 1050),
            (700, 900),
            (660, 850),
            (655, 800),
        ]
    )
    pool = smooth(
        [(294, 985), (400, 1000), (600, 972), (706, 990), (700, 1228), (648, 1272), (352, 1272), (302, 1228)],
        closed=True,
    )
    water.wash(pool, "#b9ddea", "#7db4d6", strength=0.8, bleed=3)
    water.wash([*glass], "#d6ecf0", strength=0.45, bleed=3)
    heads = []
    for number in range(26):
        angle = math.radians(-90 + rng.gauss(0, 46))
        reach = rng.uniform(150, 520)
        heads.append(
            (
                500 + math.cos(angle) * reach * 0.82,
                700 + math.sin(angle) * reach,
                rng.uniform(34, 58) if number % 3 else rng.uniform(20, 28),
            )
        )
    stems = [
        hand.curve(
            (500 + (x - 500) * -0.22, 1210),
            (500 + (x - 500) * 0.1, 860),
            (500 + (x - 500) * 0.6, (y + 760) / 2),
            (x, y),
        )
        for x, y, _size in heads
    ]
    water.strokes(stems, "#5f9a4f", 8, 5, strength=0.9, bleed=1.4)
    for number in range(15):
        side = 1 if number % 2 else -1
        x, y = 500 + side * rng.uniform(20, 190), rng.uniform(560, 820)
        leaf = turned(
            smooth([(x, y), (x + 60, y - 26), (x + 150, y), (x + 60, y + 22)], closed=True),
            x,
            y,
            -90 + side * rng.uniform(20, 80),
        )
        water.wash(leaf, "#8fc05a", "#4d8a4a", strength=0.85, bleed=2.5)
    blues = (
        ("#7fa9f4", "#4a78dc"),
        ("#93bcf8", "#5f8de6"),
        ("#9aa2f0", "#6a74d2"),
        ("#b2cffa", "#78a0ee"),
        ("#eab4d6", "#ab8ae0"),
    )
    for number, (x, y, size) in enumerate(sorted(heads, key=lambda one: -one[1])):
        eye = ellipse(x, y, size * 0.2)
        one, other = blues[number % 5] if number % 7 else blues[4]
        forms = petals(x, y, size, rng.uniform(0, 70), rng, fat=0.56)
        # Where the bloom is, what was painted before is washed out.
        sheet.bare(*forms, hue="#fbf9f4", share=0.88, soft=2)
        with sheet.leaving(eye):
            for form in forms:
                water.wash(form, one, other, strength=0.95, bleed=2.2, rim=0.6)
        water.wash(eye, "#f7c53a", "#e08f22", strength=1, bleed=1.5)
        if size > 30:
            ink.lines(
                [[*hand.loop(*form[::8])][: rng.randrange(30, 60)] for form in forms], "#2c3566", 2.2, 0.8
            )
            ink.line(hand.ring(x, y, size * 0.2), "#6d4a1c", 2.2, 0.8)
    ink.lines(
        [
            glass,
            hand.curve((345, 800), (500, 826), (655, 800)),
            hand.curve((345, 800), (500, 778), (655, 800)),
            hand.curve((294, 985), (400, 1000), (600, 972), (706, 990)),
            hand.curve((330, 930), (322, 1060), (332, 1180)),
        ],
        "#34405e",
        3.2,
        0.95,
    )
    ink.lines(
        [hand.curve((340, 838), (500, 866), (660, 838)), hand.curve((338, 856), (500, 884), (662, 856))],
        "#a07a4a",
        4,
        0.9,
    )
    sheet.bare(
        ribbon(smooth([(660, 930), (676, 1050), (664, 1190)]), 10, 5),
        ribbon(smooth([(640, 940), (650, 1000)]), 6, 3),
        hue="#ffffff",
        share=0.85,
    )
    for x, y, turn in ((180, 1235, 20), (250, 1290, 80), (820, 1190, -30), (130, 1320, 140)):
        petal = ellipse(x, y, 26, 17, turn)
        water.wash(petal, "#7da4ee", "#4d74d4", strength=0.95, bleed=2)
        ink.line(hand.ring(x, y, 26, 17, turn)[:24], "#2c3566", 2, 0.7)
    return sheet


def bridge_between() -> Sheet:
    sheet = Sheet(402, ground="#fcfbf6")
    rng = sheet.rng
    hand, pencil = Hand(rng, 1.4), Pencil(sheet, width=3.2, press=0.78)
    pencil.fill(hand.box(-10, -10, 1410, 360), "#8fbce6", -24, press=0.5, apart=1.5, width=4)
    pencil.fill(hand.box(-10, 180, 1410, 480), "#f6c6a4", -24, press=0.48, apart=1.6, width=4)
    far = [
        (-10, 560),
        *smooth([(-10, 430), (200, 330), (420, 420), (660, 350), (900, 430), (1150, 320), (1410, 430)]),
        (1410, 560),
    ]
    pencil.fill(far, "#8b9cc9", 40, press=0.6, apart=1.2)
    pencil.shade(far, "#5d6ea6", -50, 0.4, 2.2)
    arch = [(380 + t * 16, 690 - 250 * math.sin(t / 40 * math.pi)) for t in range(41)]
    deck_top = [(230 + t * 23.5, 545 - 150 * math.sin(t / 40 * math.pi)) for t in range(41)]
    stone = [*deck_top, (1170, 700), (1020, 700), *reversed(arch), (380, 700), (230, 700)]
    left = [
        (-10, 1010),
        (-10, 520),
        *smooth([(-10, 520), (150, 530), (240, 560), (330, 660), (370, 740), (300, 860), (250, 1010)]),
    ]
    right = [
        (1410, 1010),
        (1410, 500),
        *smooth([(1410, 500), (1260, 530), (1150, 570), (1060, 660), (1030, 750), (1120, 880), (1180, 1010)]),
    ]
    river = [(-10, 1010), (-10, 556), (1410, 556), (1410, 1010)]
    with sheet.leaving(stone, left, right):
        pencil.fill(river, "#5f9fd8", 2, press=0.7, apart=1.05)
        pencil.shade(river, "#2f66ad", -4, 0.5, 1.9)
        # The arch lies in the water a second time, broken.
        pencil.lines(
            [
                hand.line(
                    (430 + abs(n - 5) * 12 + rng.uniform(-30, 30), 716 + n * 17),
                    (970 - abs(n - 5) * 12 + rng.uniform(-30, 30), 716 + n * 17),
                )
                for n in range(12)
            ],
            "#7d6f78",
            6,
            0.5,
        )
        pencil.lines(
            [hand.line((620 + n * 8, 740 + n * 16), (760 - n * 5, 740 + n * 16)) for n in range(10)],
            "#f6d9b4",
            6,
            0.9,
        )
    for bank in (left, right):
        pencil.fill(bank, "#7fb65a", 60, press=0.75, apart=1.0)
        pencil.shade(bank, "#3d7f42", 100, 0.5, 1.9)
    pencil.fill(stone, "#c9b9a6", 16, press=0.8, apart=0.95)
    pencil.shade(stone, "#8d7a6c", -44, 0.45, 1.8)
    blocks: list[Way] = []
    for t in range(1, 40, 3):
        ax, ay = arch[t]
        angle = math.atan2(690 - ay + 60, (ax - 700) * 0.9)
        blocks.append(hand.line((ax, ay), (ax + math.cos(angle) * 46, ay - math.sin(angle) * 46)))
    ring = [(380 - 34 + t * 17.7, 690 - 296 * math.sin(t / 40 * math.pi)) for t in range(2, 39)]
    for row in range(5):
        for column in range(3):
            x, y = 250.0 + column * 42 + (row % 2) * 20, 590.0 + row * 24
            blocks += [hand.line((x, y), (x + 36, y)), hand.line((x + 36, y), (x + 36, y + 22))]
            blocks += [hand.line((1400 - x, y), (1364 - x, y)), hand.line((1364 - x, y), (1364 - x, y + 22))]
    pencil.lines([*blocks, hand.curve(*ring[::3]), hand.curve(*arch[::4])], "#54463f", 3, 0.85)
    rail = [(x, y - 52) for x, y in deck_top]
    pencil.lines(
        [
            hand.curve(*deck_top[::4]),
            hand.curve(*rail[::4]),
            *[hand.line(deck_top[t], rail[t]) for t in range(0, 41, 2)],
        ],
        "#54463f",
        4.5,
        0.95,
    )
    # Two come from two sides; where they meet hangs a lantern.
    for t, coat, way, high in ((14, "#d9473f", 1, 150), (26, "#2f62b8", -1, 176)):
        x, foot = deck_top[t]
        foot -= 2
        neck, hip = foot - high * 0.74, foot - high * 0.3
        body = hand.loop((x - 12, neck), (x + 12, neck), (x + 22, hip + 6), (x, hip + 12), (x - 22, hip + 6))
        arms = [
            ribbon(
                hand.curve(
                    (x + way * 8, neck + 12), (x + way * 30, neck + 16), (x + way * 40, neck - high * 0.24)
                ),
                13,
                9,
            ),
            ribbon(
                hand.curve(
                    (x - way * 8, neck + 12), (x - way * 26, neck + 34), (x - way * 22, neck + high * 0.3)
                ),
                13,
                9,
            ),
        ]
        legs = [ribbon([(x + side * 9, hip), (x + side * 13, foot)], 13, 11) for side in (-1, 1)]
        head = ellipse(x, neck - high * 0.13, high * 0.105, high * 0.12)
        sheet.bare(body, *arms, *legs, head, hue="#fcfbf6")
        pencil.fills(legs, "#4a4458", 84, press=1.1, apart=0.6)
        pencil.fills([body, *arms], coat, 80, press=1.1, apart=0.6)
        # Both are seen from behind: they look at each other, not at us.
        pencil.fill(head, "#6d4426", 30, press=1.1, apart=0.6)
        pencil.fill(ellipse(x + way * 40, neck - high * 0.27, 7), "#e9b98d", 30, press=1.1, apart=0.6)
        pencil.fill(rectangle(x - 13, neck - 3, x + 13, neck + 11, 5), "#f2c14a", 4, press=1.1, apart=0.6)
    x, y = deck_top[20]
    pencil.lines(
        [hand.line((x, y), (x, y - 190)), hand.line((x - 20, y - 190), (x + 20, y - 190))], "#54463f", 6, 0.95
    )
    part = sheet.around([ellipse(x, y - 160, 130)], 0)
    if part is not None:
        glow = sheet.mask([ellipse(x, y - 160, 66)], part, fine=1).filter(ImageFilter.GaussianBlur(28))
        sheet.cover(colour("#ffe08a"), scaled(glow, 0.8), part)
    pencil.fill(
        hand.shape((x - 16, y - 186), (x + 16, y - 186), (x + 22, y - 136), (x - 22, y - 136)),
        "#ffc93a",
        84,
        press=1,
        apart=0.65,
    )
    pencil.lines(
        [hand.shape((x - 16, y - 186), (x + 16, y - 186), (x + 22, y - 136), (x - 22, y - 136))],
        "#54463f",
        3,
        0.9,
    )
    for number in range(26):
        bx = rng.uniform(20, 230) if number % 2 else rng.uniform(1190, 1380)
        by = rng.uniform(760, 985)
        sheet.bare(ellipse(bx, by, 17), hue="#fcfbf6", share=0.9, soft=3)
        blossom(pencil, bx, by, rng.uniform(16, 25), ("#4a7fe0", "#6b98ee")[number % 2], width=3)
    return sheet


def open_door() -> Sheet:
    sheet = Sheet(403, 1000, 1400, ground="#26242c", rough=1.6)
    rng = sheet.rng
    sheet.flecks(("#35323d", "#1b1920", "#3f3b47"), 1200)
    hand, chalk = Hand(rng, 1.6), Chalk(sheet, width=9)
    chalk.fill(hand.box(-20, -20, 1020, 1060), "#3f4f7d", 78, width=15, press=0.46, apart=1.05)
    chalk.fill(
        [(-20, 1420), (-20, 1060), (1020, 1060), (1020, 1420)], "#54485a", 4, width=15, press=0.46, apart=1.0
    )
    inside = hand.shape((360, 250), (660, 250), (660, 1062), (360, 1062))
    beam = [(360, 1062), (660, 1062), (930, 1430), (60, 1430)]
    part = sheet.around([beam, ellipse(510, 650, 470, 640)], 0)
    if part is not None:
        glow = sheet.mask([inside, beam], part, fine=1).filter(ImageFilter.GaussianBlur(46))
        rough = sheet.noise(1.3, part).point([130 + step * 125 // 255 for step in range(256)])
        glow = scaled(glow, 0.6)
        glow.paste(
            0,
            (0, 0),
            rough.point([255 - step for step in range(256)]).point(
                [round(step * 0.8) for step in range(256)]
            ),
        )
        sheet.cover(colour("#f6b04f"), glow, part)
    chalk.fill(inside, "#ffd76a", 84, width=13, press=0.92, apart=0.62)
    chalk.fill(
        hand.shape((390, 280), (640, 280), (640, 700), (390, 700)),
        "#fff0b8",
        80,
        width=13,
        press=0.8,
        apart=0.8,
    )
    chalk.fill(beam, "#f9c65a", 68, width=15, press=0.68, apart=0.85)
    chalk.fill(
        [(400, 1066), (620, 1066), (760, 1430), (240, 1430)], "#ffe9a0", 84, width=14, press=0.62, apart=1.0
    )
    # Inside: a coat peg, a small coat, and a chair; somebody lives here.
    chalk.lines([hand.line((430, 470), (600, 470))], "#9a5f2c", 9, 0.95)
    chalk.fill(
        hand.shape((470, 478), (516, 478), (548, 660), (440, 660)),
        "#4a7bd0",
        84,
        width=10,
        press=0.92,
        apart=0.65,
    )
    chalk.lines(
        [hand.curve((452, 500), (430, 580), (436, 620)), hand.curve((534, 500), (556, 580), (552, 620))],
        "#3a63b0",
        15,
        0.9,
    )
    chalk.fill(
        hand.shape((566, 478), (596, 478), (606, 590), (560, 590)),
        "#d9574a",
        84,
        width=9,
        press=0.9,
        apart=0.65,
    )
    chalk.fill(
        hand.shape((360, 1000), (660, 1000), (660, 1062), (360, 1062)), "#d98f45", 4, width=10, press=0.8
    )
    leaf = hand.shape((660, 250), (858, 176), (858, 1210), (660, 1062))
    chalk.fill(leaf, "#3f8a72", 86, width=12, press=0.84, apart=0.68)
    for top, low in ((0.08, 0.44), (0.54, 0.92)):
        panel = hand.shape(
            (696, 250 + (1062 - 250) * top - 6),
            (826, 186 + (1190 - 186) * top),
            (826, 186 + (1190 - 186) * low),
            (696, 250 + (1062 - 250) * low + 6),
        )
        chalk.fill(panel, "#2c6654", 86, width=11, press=0.8)
        chalk.line(panel, "#8fd0b0", 5, 0.85)
    chalk.lines([leaf, hand.line((664, 254), (664, 1060))], "#a9e0c2", 6, 0.8)
    chalk.line(hand.line((662, 260), (662, 1056)), "#ffe9a0", 9, 0.9)
    chalk.dots([(834, 690)], 19, "#f6cf6a")
    frame = [hand.line((345, 1066), (345, 232), (676, 232)), hand.line((322, 1070), (322, 208), (690, 208))]
    chalk.lines(frame, "#e9dcc4", 9, 0.85)
    pot = hand.shape((175, 1010), (285, 1010), (268, 1130), (192, 1130))
    chalk.fill(pot, "#c96f4a", 80, width=11, press=0.88)
    chalk.line(hand.box(168, 995, 292, 1022), "#e0916c", 9, 0.9)
    for x, y in ((180, 850), (232, 800), (284, 862), (206, 912), (262, 930), (150, 920), (310, 920)):
        chalk.line(hand.curve((230, 1000), (228, 940), (x, y)), "#6fae6a", 6, 0.85)
    for number, (x, y) in enumerate(
        ((180, 850), (232, 800), (284, 862), (206, 912), (262, 930), (150, 920), (310, 920))
    ):
        blossom(chalk, x, y, 36, ("#6f9df2", "#8fb6f8", "#5a86e4")[number % 3], "#ffd84a", width=8)
    chalk.lines(
        [
            hand.line((90, 470), (235, 470), (235, 640), (90, 640), (90, 470)),
            hand.line((162, 470), (162, 640)),
            hand.line((90, 555), (235, 555)),
        ],
        "#8d97b8",
        6,
        0.6,
    )
    chalk.fill(hand.box(96, 476, 229, 634), "#566aa0", 30, width=10, press=0.45)
    for x, y in ((80, 90), (250, 130), (480, 70), (760, 100), (920, 60), (930, 300), (60, 320), (600, 130)):
        chalk.lines(
            [hand.line((x - 10, y), (x + 10, y)), hand.line((x, y - 10), (x, y + 10))], "#f2efdf", 4, 0.75
        )
    return sheet


def telephone() -> Sheet:
    sheet = Sheet(404, ground="#fdd35c", rough=0.7)
    rng = sheet.rng
    hand, felt = Hand(rng, 1.2), Felt(sheet, width=9)
    for n in range(24):
        angle, wide = n * math.tau / 24, math.tau / 48
        if n % 2 == 0:
            ray = [
                (560, 560),
                (560 + 1400 * math.cos(angle - wide), 560 + 1400 * math.sin(angle - wide)),
                (560 + 1400 * math.cos(angle + wide), 560 + 1400 * math.sin(angle + wide)),
            ]
            felt.fill(ray, "#ffe9a6", math.degrees(angle) + 90, width=14, press=0.6)
            sheet.bare(ray, hue="#fde9b4", share=0.7)
    cord_heart = heart(1010, 430, 300, 220)
    # The cord begins under the receiver, draws a heart and comes back to the body.
    lead = smooth([(700, 815), (800, 880), (930, 850), (1010, 740)], steps=20)
    path = [*lead, *cord_heart[110:], *cord_heart[:110]]
    coil: Way = []
    gone = 0.0
    for before, after in pairwise(path):
        length = math.dist(before, after)
        steps = max(1, round(length / 3))
        for step in range(steps):
            turn = (gone + length * step / steps) / 22 * math.tau
            x = before[0] + (after[0] - before[0]) * step / steps
            y = before[1] + (after[1] - before[1]) * step / steps
            coil.append((x + 17 * math.cos(turn), y + 17 * math.sin(turn)))
        gone += length
    felt.line(coil, "#2b2440", 8)
    body = smooth(
        [
            (250, 850),
            (290, 700),
            (370, 560),
            (430, 520),
            (620, 520),
            (690, 560),
            (760, 700),
            (800, 850),
            (760, 880),
            (290, 880),
        ],
        closed=True,
    )
    receiver = smooth(
        [
            (196, 500),
            (200, 410),
            (300, 340),
            (530, 316),
            (750, 340),
            (850, 410),
            (856, 500),
            (800, 520),
            (730, 500),
            (700, 440),
            (530, 416),
            (350, 440),
            (320, 500),
            (250, 520),
        ],
        closed=True,
    )
    fork = [
        [(418, 530), (410, 440), (456, 440), (462, 530)],
        [(600, 530), (594, 440), (640, 440), (632, 530)],
    ]
    sheet.bare(body, receiver, *fork, hue="#fff7e6")
    dial, hub = ellipse(525, 700, 138), ellipse(525, 700, 58)
    holes = [
        ellipse(525 + 98 * math.cos(a), 700 + 98 * math.sin(a), 22)
        for a in [math.radians(-60 + n * 30) for n in range(10)]
    ]
    felt.fills(fork, "#7a1f2e", 84, width=10)
    with sheet.leaving(dial):
        felt.fill(body, "#e8383f", 78, width=13)
    felt.fill(receiver, "#e8383f", 4, width=13)
    felt.lines(
        [hand.curve((250, 440), (360, 372), (530, 350)), hand.curve((300, 800), (330, 710), (380, 630))],
        "#7a1f2e",
        6,
        0.3,
    )
    with sheet.leaving(*holes, hub):
        felt.fill(dial, "#bfe0f2", 30, width=10)
    felt.fill(hub, "#ffffff", 0, width=10)
    felt.lines([[*form, form[0]] for form in (body, receiver, dial, hub, *holes)], "#2b2440", 8)
    felt.fill(heart(525, 703, 34), "#e8383f", 30, width=6)
    felt.lines([hand.line((250, 892), (810, 892))], "#2b2440", 12)
    bloom, eye = petals(1010, 400, 92, -18, rng, fat=0.54), ellipse(1010, 400, 32)
    for form in bloom:
        sheet.bare(form, hue="#fff7e6")
        with sheet.leaving(eye):
            felt.fill(form, "#3f7fe0", None, width=10)
            felt.line([*form, form[0]], "#2b2440", 7)
    sheet.bare(eye, hue="#fff7e6")
    felt.fill(eye, "#ffcb2d", 20, width=9)
    felt.line(hand.ring(1010, 400, 32), "#2b2440", 7)
    for x, y, s in ((120, 230, 1.0), (150, 170, 1.5), (930, 925, 0.8)):
        felt.line(hand.curve((x - 30 * s, y + 26 * s), (x, y), (x + 40 * s, y - 22 * s)), "#2b2440", 8)
    return sheet


def lit_window() -> Sheet:
    sheet = Sheet(405, ground="#f7f4ec", rough=1.9)
    rng = sheet.rng
    hand, water = Hand(rng, 2), Watercolour(sheet, 6)
    panes = [
        hand.box(830, 430, 886, 500),
        hand.box(896, 430, 952, 500),
        hand.box(830, 510, 886, 586),
        hand.box(896, 510, 952, 586),
    ]
    door = hand.box(1046, 610, 1108, 760)
    lamp = ellipse(372, 330, 34)
    halo = [ellipse(891, 508, 250), ellipse(372, 330, 150)]
    with sheet.leaving(*panes, door, lamp):
        water.wash(halo, "#ffdf9a", "#ffd083", strength=0.9, wet=True, bleed=34)
        with sheet.leaving(
            *[ellipse(x, y, size) for x, y, size in ((891, 508, 60), (372, 330, 46))], wide=90
        ):
            water.wash(
                hand.box(-60, -60, 1460, 1060),
                "#2f57b0",
                "#8a86c8",
                strength=0.95,
                wet=True,
                bleed=20,
                fade=(1.0, 0.8),
            )
        water.wash(ellipse(300, 150, 250, 60), "#27407a", strength=0.5, wet=True, bleed=24)
        water.wash(ellipse(1050, 120, 320, 50), "#27407a", strength=0.5, wet=True, bleed=24)
        roofs = (
            ((-60, 400), (90, 250), (250, 400)),
            ((250, 360), (420, 210), (590, 360)),
            ((560, 430), (690, 320), (800, 430)),
            ((770, 380), (960, 200), (1160, 380)),
            ((1150, 420), (1290, 290), (1460, 420)),
        )
        for number, ((ax, ay), (tx, ty), (bx, by)) in enumerate(roofs):
            house = [
                (ax + 20, 770),
                (ax + 20, ay),
                (ax - 14, ay + 4),
                (tx, ty),
                (bx + 14, by + 4),
                (bx - 20, by),
                (bx - 20, 770),
            ]
            water.wash(
                house,
                ("#3a4a80", "#4a4478", "#34507f", "#574a78", "#3d4c86")[number],
                ("#2b3768", "#352f5c", "#283f68", "#3f3560", "#2e3a70")[number],
                strength=0.9,
                bleed=3,
            )
            water.wash([(ax - 14, ay + 4), (tx, ty), (bx + 14, by + 4)], "#2a2c55", strength=0.75, bleed=3)
        dark = []
        for left, top in (
            (60, 460),
            (150, 460),
            (60, 590),
            (150, 590),
            (340, 420),
            (450, 420),
            (340, 560),
            (450, 560),
            (630, 490),
            (710, 490),
            (630, 620),
            (1220, 480),
            (1320, 480),
            (1220, 620),
            (1320, 620),
            (1046, 440),
        ):
            dark.append(hand.box(left, top, left + 54, top + 74))
        water.wash(dark, "#1f2750", strength=0.75, bleed=2)
        water.wash(
            [
                (-60, 1080),
                (-60, 765),
                *smooth([(-60, 765), (500, 755), (1000, 765), (1460, 758)]),
                (1460, 1080),
            ],
            "#4a4f80",
            "#252c58",
            strength=0.9,
            bleed=4,
        )
    water.wash(panes, "#ffd964", "#f8ae3f", strength=0.95, bleed=2)
    water.wash(door, "#ffce5e", "#ee9a3a", strength=0.95, bleed=2)
    water.wash(lamp, "#ffe07a", "#f7b84a", strength=0.95, bleed=2)
    sheet.bare(ellipse(891, 508, 150), ellipse(372, 330, 96), hue="#ffd98c", share=0.5, soft=48)
    sheet.bare(*panes, lamp, hue="#ffdf86", share=0.6)
    # What shines lies on the wet street as well.
    for x, wide, low in ((891, 84, 1000), (1077, 52, 970), (372, 40, 950)):
        streaks = [
            ribbon(
                [
                    (x - wide * rng.uniform(0.5, 1) * (1 - n / 24), level),
                    (x + wide * rng.uniform(0.5, 1) * (1 - n / 24), level),
                ],
                7,
            )
            for n, level in enumerate(range(786, low, 14))
        ]
        sheet.bare(*streaks, hue="#f9c45a", share=0.66, soft=2.5)
    sheet.bare(
        rectangle(368, 360, 376, 775), ribbon(smooth([(340, 300), (372, 284), (404, 300)]), 8), hue="#23284f"
    )
    sheet.bare(
        rectangle(820, 588, 962, 600),
        rectangle(888, 430, 893, 588),
        rectangle(828, 502, 954, 507),
        hue="#3a2f4f",
    )
    for x, y, size in ((850, 570, 14), (874, 562, 16), (905, 568, 15), (932, 562, 14)):
        sheet.bare(*petals(x, y, size, rng.uniform(0, 70), rng), hue="#3f62b8")
        sheet.bare(ellipse(x, y, 4), hue="#ffe9a0")
    stars = [
        ellipse(rng.uniform(20, 1380), rng.uniform(20, 250), rng.uniform(1.6, 4.2)) for _number in range(60)
    ]
    sheet.bare(*stars, hue="#fdf6e0", share=0.9)
    return sheet


def paper_cranes() -> Sheet:
    sheet = Sheet(406, ground="#eaf0f3", rough=1.1)
    rng = sheet.rng
    glue = Glue(sheet, 7)
    glue.torn(
        [
            (-60, 1100),
            *[(x, 760 + 40 * math.sin(x / 210) + 12 * math.sin(x / 50)) for x in range(-60, 1480, 20)],
            (1480, 1100),
        ],
        "#cfe0ea",
        edge=9,
    )
    glue.torn(
        [
            (-60, 1100),
            *[(x, 880 + 30 * math.sin(x / 160 + 2) + 9 * math.sin(x / 41)) for x in range(-60, 1480, 20)],
            (1480, 1100),
        ],
        "#a9c8dc",
        edge=9,
    )
    papers: tuple[tuple[str, Pattern | None], ...] = (
        ("#3f6fc8", spotted("#8fb4f0", 26, 5)),
        ("#e2725b", None),
        ("#f4c95d", checked("#f7da8c", 26)),
        ("#7fb5a0", striped("#a5d0be", 22, 8)),
        ("#ffffff", None),
        ("#8a8fd8", spotted("#c3c6f2", 30, 7)),
        ("#f2a7b5", striped("#f7c4cd", 20, 7, upright=False)),
        ("#5f96ee", None),
    )
    cranes = (
        (205, 330, 118, -6, 0),
        (480, 190, 96, 8, 1),
        (700, 430, 150, -4, 4),
        (965, 230, 110, -10, 2),
        (1210, 390, 126, 6, 3),
        (390, 610, 120, 5, 5),
        (1010, 640, 128, -7, 6),
        (650, 745, 70, 4, 7),
    )
    for x, y, size, turn, kind in cranes:
        thread = ribbon([(x, -10), (x + 1, y - size * 0.3)], 2.4)
        glue.cut(thread, "#8d97a5", lift=2)
        _crane(glue, (x, y), size, turn, *papers[kind])
    for x, y, size in (
        (120, 905, 50),
        (235, 940, 38),
        (1290, 900, 52),
        (1180, 945, 40),
        (860, 950, 42),
        (520, 945, 36),
    ):
        for form in petals(x, y, size, rng.uniform(0, 70), rng):
            glue.cut(form, "#4f83e3", lift=3)
        glue.cut(ellipse(x, y, size * 0.24), "#f7c531", lift=2)
    return sheet


def _crane(glue: Glue, place: Point, size: float, turn: float, hue: str, pattern: Pattern | None) -> None:
    """Folded from a square: what lies behind is darker."""
    x, y = place
    dark = "#{:02x}{:02x}{:02x}".format(*(round(channel * 0.8) for channel in colour(hue)))

    def put(*points: Point) -> Way:
        return turned([(x + a * size, y + b * size) for a, b in points], x, y, turn)

    glue.cut(put((0.15, 0.1), (0.72, -0.98), (-0.12, -0.05)), dark, pattern=pattern)
    glue.cut(put((0.05, 0.15), (1.25, -0.5), (0.3, 0.36)), dark, pattern=pattern, lift=4)
    glue.cut(put((-0.1, 0.1), (-0.98, -0.42), (-0.86, -0.5), (0.0, 0.38)), hue, pattern=pattern, lift=4)
    glue.cut(put((-0.98, -0.42), (-0.86, -0.5), (-1.26, -0.2)), dark, lift=3)
    glue.cut(
        put((-0.34, 0.08), (0.08, -0.12), (0.42, 0.1), (0.3, 0.38), (0.0, 0.46), (-0.24, 0.36)),
        hue,
        pattern=pattern,
        lift=4,
    )
    glue.cut(put((0.3, 0.14), (-0.42, -1.1), (-0.34, 0.14), (0.0, 0.3)), hue, pattern=pattern, lift=7)
    glue.cut(put((0.3, 0.14), (-0.42, -1.1), (-0.02, 0.22)), dark, clear=0.7, lift=0)


def sky_lanterns() -> Sheet:
    sheet = Sheet(501, 1000, 1400, ground="#fbf6ec", rough=2.0)
    rng = sheet.rng
    hand, water = Hand(rng, 1.5), Watercolour(sheet, 6)
    lanterns = [
        (300, 330, 122),
        (690, 520, 150),
        (520, 150, 78),
        (820, 210, 66),
        (140, 640, 74),
        (420, 700, 60),
        (900, 760, 54),
        (640, 850, 46),
        (230, 880, 40),
        (780, 960, 34),
        (480, 980, 30),
        (360, 1060, 24),
        (600, 1070, 20),
        (110, 140, 44),
        (930, 430, 40),
        (690, 1140, 16),
        (540, 1150, 14),
    ]
    forms = [_lantern(x, y, size, rng.uniform(-9, 9)) for x, y, size in lanterns]
    with sheet.leaving(*forms):
        water.wash(
            [ellipse(x, y, size * 1.15) for x, y, size in lanterns],
            "#ffe0a0",
            strength=0.9,
            wet=True,
            bleed=26,
        )
        with sheet.leaving(*[ellipse(x, y, size * 0.55) for x, y, size in lanterns], wide=44):
            water.wash(
                hand.box(-60, -60, 1060, 1300),
                "#27407f",
                "#c583a0",
                strength=0.98,
                wet=True,
                bleed=30,
                fade=(1.0, 0.8),
            )
        water.wash(
            hand.box(-60, 780, 1060, 1320),
            "#f3b184",
            "#fbd9a0",
            strength=0.7,
            wet=True,
            bleed=34,
            fade=(0.2, 1.0),
        )
        for x, y, wide in ((200.0, 480.0, 300), (760, 360, 330), (500, 820, 360)):
            water.wash(ellipse(x, y, wide, 34), "#324a86", strength=0.3, wet=True, bleed=26)
    for (x, y, size), form in zip(lanterns, forms, strict=True):
        water.wash(form, "#ffd76e", "#ee8b3a", strength=0.98, bleed=max(1.5, size / 40), rim=0.7)
        water.wash(
            ellipse(x, y + size * 0.46, size * 0.3, size * 0.34),
            "#fff3b0",
            "#f59a3c",
            strength=0.6,
            wet=True,
            bleed=max(3, size / 9),
        )
        if size > 36:
            water.strokes(
                [
                    hand.curve(
                        (x + k * size * 0.3, y - size * 0.82),
                        (x + k * size * 0.6, y - size * 0.1),
                        (x + k * size * 0.36, y + size * 0.72),
                    )
                    for k in (-0.6, 0.1, 0.7)
                ],
                "#c9662a",
                max(1.6, size / 40),
                strength=0.6,
                bleed=1,
            )
    lake = [(-60, 1460), (-60, 1230), *smooth([(-60, 1230), (400, 1222), (1060, 1228)]), (1060, 1460)]
    water.wash(lake, "#7f6f9a", "#39457f", strength=0.85, bleed=5)
    for x, _y, size in lanterns:
        sheet.bare(
            *[
                ribbon(
                    [
                        (x - size * 0.4 + rng.uniform(-8, 8), level),
                        (x + size * 0.4 + rng.uniform(-8, 8), level),
                    ],
                    5,
                )
                for level in range(1250, round(1260 + size), 13)
            ],
            hue="#f9c873",
            share=0.6,
            soft=1,
        )
    shore = [
        (-60, 1240),
        *smooth([(-60, 1190), (120, 1160), (300, 1205), (520, 1215), (760, 1190), (900, 1150), (1060, 1180)]),
        (1060, 1240),
    ]
    water.wash(shore, "#2c3566", strength=0.95, bleed=3)
    # People stand on the landing stage, a hand still up from letting go.
    stage = [(560, 1300), (1060, 1270), (1060, 1304), (560, 1318)]
    people: list[Outline] = [stage, *[rectangle(x, 1300, x + 9, 1372) for x in (600, 720, 850, 960)]]
    for x, high, up in ((640, 118, 1), (712, 92, 0), (800, 130, 1), (874, 84, 1)):
        foot = 1306 - (x - 560) * 0.05
        people += [
            ellipse(x, foot - high * 0.87, high * 0.1, high * 0.115),
            smooth(
                [
                    (x - high * 0.11, foot - high * 0.74),
                    (x + high * 0.11, foot - high * 0.74),
                    (x + high * 0.15, foot - high * 0.3),
                    (x - high * 0.15, foot - high * 0.3),
                ],
                closed=True,
            ),
            ribbon([(x - high * 0.06, foot - high * 0.34), (x - high * 0.07, foot)], high * 0.08),
            ribbon([(x + high * 0.06, foot - high * 0.34), (x + high * 0.07, foot)], high * 0.08),
            ribbon(
                [
                    (x + high * 0.08, foot - high * 0.68),
                    (x + high * 0.2, foot - high * (1.05 if up else 0.5)),
                ],
                high * 0.07,
            ),
            ribbon(
                [
                    (x - high * 0.08, foot - high * 0.68),
                    (x - high * 0.2, foot - high * (0.98 if up else 0.48)),
                ],
                high * 0.07,
            ),
        ]
    sheet.bare(*people, hue="#232a55", share=0.94)
    return sheet


def _lantern(x: float, y: float, size: float, turn: float) -> Way:
    form = smooth(
        [
            (x - size * 0.34, y + size * 0.74),
            (x - size * 0.62, y - size * 0.15),
            (x - size * 0.42, y - size * 0.8),
            (x, y - size * 0.94),
            (x + size * 0.42, y - size * 0.8),
            (x + size * 0.62, y - size * 0.15),
            (x + size * 0.34, y + size * 0.74),
        ]
    )
    return turned(form, x, y, turn)


def meadow_at_evening() -> Sheet:
    sheet = Sheet(502, ground="#fbf7ee", rough=2.0)
    rng = sheet.rng
    hand, water = Hand(rng, 1.5), Watercolour(sheet, 6)
    sun = ellipse(960, 330, 62)
    with sheet.leaving(sun, wide=2):
        water.wash(hand.box(-60, -60, 1460, 520), "#8aa9e0", "#fcd0a0", strength=0.85, wet=True, bleed=30)
        water.wash(ellipse(960, 360, 420, 110), "#f9a86a", strength=0.5, wet=True, bleed=34)
        for x, y, wide in ((260.0, 140.0, 260), (700, 90, 200), (1240, 190, 240)):
            water.wash(ellipse(x, y, wide, 26), "#c98fb4", strength=0.4, wet=True, bleed=22)
        water.wash(
            [
                (-60, 560),
                *smooth([(-60, 400), (200, 350), (460, 410), (800, 370), (1100, 400), (1460, 350)]),
                (1460, 560),
            ],
            "#8f8fc4",
            "#b9a8c8",
            strength=0.75,
            bleed=6,
        )
        water.wash(
            [
                (-60, 640),
                *smooth([(-60, 470), (260, 440), (600, 480), (1000, 440), (1460, 470)]),
                (1460, 640),
            ],
            "#6fa08a",
            "#a9c08a",
            strength=0.85,
            bleed=5,
        )
    water.wash(sun, "#ffe28a", "#ffc55a", strength=0.7, bleed=3)
    for x, size in ((120.0, 46.0), (180, 62), (250, 40), (1250, 56), (1320, 72), (620, 26), (660, 34)):
        water.wash(
            hand.loop(*ellipse(x, 470 - size * 0.6, size * 0.6, size)[::5]),
            "#3f6f6a",
            "#5a8a6a",
            strength=0.8,
            bleed=5,
        )
    water.wash(
        [(-60, 1080), *smooth([(-60, 540), (400, 520), (900, 545), (1460, 525)]), (1460, 1080)],
        "#b9cc7a",
        "#4f8a4f",
        strength=0.95,
        bleed=5,
    )
    water.wash(ellipse(900, 640, 420, 46), "#f7d48a", strength=0.45, wet=True, bleed=26)
    for row in range(7):
        depth = row / 6
        y = 560 + 90 * depth + 330 * depth**1.6
        spots = [
            ellipse(
                rng.uniform(-40, 1440), y + rng.gauss(0, 10 + 20 * depth), 46 + 90 * depth, 5 + 13 * depth
            )
            for _number in range(9)
        ]
        water.wash(spots, "#6f93e6", strength=0.42, wet=True, bleed=10)
    blades: list[Way] = []
    for _number in range(150):
        x, foot = rng.uniform(-20, 1420), rng.uniform(800, 1040)
        blades.append(
            ribbon(
                smooth(
                    [
                        (x, foot),
                        (x + rng.uniform(-10, 10), foot - 70),
                        (x + rng.gauss(0, 36), foot - rng.uniform(90, 190)),
                    ],
                    steps=5,
                ),
                5,
                0.6,
            )
        )
    water.wash(blades[:80], "#3f7d4a", strength=0.8, bleed=1)
    water.wash(blades[80:], "#7fa04f", strength=0.7, bleed=1)
    tones = (("#5f8fe8", "#3a63c8"), ("#7da6f0", "#4d78d8"), ("#8a8fe4", "#5a5fc0"), ("#a3c2f6", "#6a94e4"))
    flowers = sorted((rng.random() ** 0.75, rng.uniform(-20, 1420)) for _number in range(120))
    for number, (depth, x) in enumerate(flowers):
        y = 585 + 385 * depth + rng.gauss(0, 8)
        size = 4 + 30 * depth**1.7
        forms = petals(x, y, size, rng.uniform(0, 70), rng)
        sheet.bare(*forms, hue="#f2f4f4", share=0.75, soft=1.5)
        one, other = tones[number % 4]
        water.wash(forms, one, other, strength=0.95, bleed=1 + size / 26, rim=0.55)
        if size > 7:
            sheet.bare(ellipse(x, y, size * 0.2), hue="#fbd65a")
    # Thrown from the brush, as one does when nobody is looking.
    water.wash(
        [ellipse(rng.gauss(420, 180), rng.gauss(600, 160), rng.uniform(1.5, 5)) for _number in range(36)],
        "#5f8fe8",
        strength=0.7,
        bleed=1,
    )
    return sheet


def place_at_the_table() -> Sheet:
    sheet = Sheet(503, ground="#fbf8f1")
    rng = sheet.rng
    hand, pencil = Hand(rng, 1.1), Pencil(sheet, width=3.4, press=0.86)
    paper = "#fdfaf3"
    window = rectangle(480, 50, 920, 400)
    pencil.fill(rectangle(-10, -10, 1410, 660), "#f0c48a", 62, press=0.7, apart=1.0, width=4)
    pencil.shade([(-10, -10), (330, -10), (250, 660), (-10, 660)], "#b9794a", 30, 0.5, 1.5)
    pencil.shade([(1410, -10), (1070, -10), (1150, 660), (1410, 660)], "#b9794a", 30, 0.5, 1.5)
    sheet.bare(window, hue=paper)
    pencil.fill(window, "#4f6fc0", 40, press=0.95, apart=0.8)
    pencil.shade(window, "#2a3f8a", -30, 0.6, 1.4)
    pencil.fill(rectangle(480, 320, 920, 400), "#ef9a7a", 4, press=0.9, apart=0.9)
    sheet.bare(
        ellipse(850, 120, 26),
        *[ellipse(rng.uniform(490, 910), rng.uniform(60, 250), 3.5) for _number in range(14)],
        hue="#fff3c0",
    )
    pencil.lines(
        [[*window, window[0]], hand.line((700, 50), (700, 400)), hand.line((480, 230), (920, 230))],
        "#7d4f2c",
        13,
        1.0,
    )
    pencil.lines([hand.line((455, 412), (945, 412))], "#7d4f2c", 20, 1.0)
    floor = rectangle(-10, 650, 1410, 1010)
    sheet.bare(floor, hue=paper)
    pencil.fill(floor, "#b07a4a", 4, press=0.9, apart=0.9)
    pencil.shade(floor, "#6b4528", -12, 0.5, 1.8)
    for x in (230, 1170):
        posts = [
            rectangle(x - 78, 330, x - 58, 700),
            rectangle(x + 58, 330, x + 78, 700),
            *[rectangle(x - 62, 360 + n * 78, x + 62, 392 + n * 78) for n in range(3)],
        ]
        sheet.bare(*posts, hue=paper)
        pencil.fills(posts, "#9a6236", 84, press=1.05, apart=0.65)
        pencil.lines([hand.shape(*post) for post in posts], "#4f2f18", 3, 0.9)
    # The third chair is blue, and nobody sits on it yet.
    posts = [
        rectangle(606, 410, 626, 690),
        rectangle(774, 410, 794, 690),
        smooth([(600, 440), (640, 412), (760, 412), (800, 440), (760, 462), (640, 462)], closed=True),
        *[rectangle(644 + n * 38, 455, 660 + n * 38, 690) for n in range(3)],
    ]
    sheet.bare(*posts, hue=paper)
    pencil.fills(posts, "#3f78d8", 84, press=1.1, apart=0.62)
    pencil.lines([hand.shape(*post) for post in posts], "#1f3f86", 3, 0.9)
    cloth = [(200, 610), (1200, 610), (1370, 880), (30, 880)]
    hem = [
        (30, 880),
        (1370, 880),
        (1350, 985),
        *[(1350 - n * 65, 985 - (n % 2) * 22) for n in range(1, 20)],
        (50, 985),
    ]
    sheet.bare(cloth, hem, hue="#fffaf0")
    for n in range(1, 10):
        pencil.line(
            hand.line((200 + n * 100, 610), (30 + n * 134, 880), (50 + n * 130, 975)), "#7fa6ea", 5, 0.6
        )
    pencil.lines(
        [hand.line((200 - n * 42.5, 610 + n * 67), (1200 + n * 42.5, 610 + n * 67)) for n in range(1, 4)],
        "#7fa6ea",
        5,
        0.6,
    )
    pencil.fill(cloth, "#f7dfae", 8, press=0.5, apart=1.2)
    pencil.fill(hem, "#d2ab78", 84, press=0.7, apart=0.95)
    pencil.lines([hand.shape(*cloth), hand.shape(*hem)], "#8a6a44", 3, 0.85)
    for x, y, wide, hue in (
        (318, 765, 118, "#e0664a"),
        (1082, 765, 118, "#e0664a"),
        (700, 668, 98, "#3f78d8"),
    ):
        _place(sheet, hand, pencil, (x, y), wide, hue)
    pencil.line(hand.curve((640, 690), (690, 674), (756, 656)), "#2f8a3c", 6, 1.1)
    sheet.bare(ellipse(640, 690, 28), hue="#ffffff", soft=2)
    blossom(pencil, 640, 690, 34, "#3f78e0", width=3)
    pencil.lines(
        [
            hand.curve((800 + n * 20, 580), (790 + n * 20, 556), (806 + n * 20, 534), (794 + n * 20, 508))
            for n in range(2)
        ],
        "#8f7f86",
        4,
        0.8,
    )
    jug = smooth(
        [(529, 846), (491, 780), (525, 742), (523, 706), (607, 706), (605, 742), (639, 780), (601, 846)],
        closed=True,
    )
    bread = smooth([(850, 864), (872, 812), (980, 792), (1076, 816), (1092, 864), (970, 884)], closed=True)
    fruit = ((384, 852, "#d9473f"), (414, 828, "#7fae3f"), (446, 862, "#e8a02a"))
    shadows = [ellipse(580, 850, 84, 16), ellipse(984, 880, 128, 16), ellipse(430, 886, 84, 14)]
    pencil.fills(shadows, "#8a6a4a", 4, press=0.7, apart=0.9)
    sheet.bare(jug, bread, hue="#fffaf0")
    pencil.fill(jug, "#4fae96", 84, press=1.05, apart=0.68)
    pencil.shade([(x, y) for x, y in jug if x > 555], "#23705f", 60, 0.7)
    pencil.fill(bread, "#d08f45", 20, press=1.05, apart=0.68)
    pencil.shade([(x, y + 6) for x, y in bread if y > 830], "#8a5526", -40, 0.7)
    pencil.lines(
        [
            [*jug, jug[0]],
            [*bread, bread[0]],
            *[hand.curve((910 + n * 54, 808), (926 + n * 54, 828), (918 + n * 54, 852)) for n in range(3)],
        ],
        "#4a3020",
        3.4,
        1,
    )
    for x, y, hue in fruit:
        sheet.bare(ellipse(x, y, 34, 31), hue="#fffaf0")
        pencil.fill(ellipse(x, y, 33, 30), hue, 30, press=1.1, apart=0.62)
        pencil.lines([hand.ring(x, y, 33, 30), hand.line((x, y - 28), (x + 6, y - 42))], "#54302c", 3, 0.9)
    shade, light = (
        hand.shape((642, 190), (758, 190), (850, 310), (550, 310)),
        [(560, 312), (840, 312), (1080, 640), (320, 640)],
    )
    sheet.bare(light, hue="#ffedb0", share=0.34, soft=22)
    pencil.line([(700, -10), (700, 190)], "#3f3a44", 5, 1)
    sheet.bare(shade, ellipse(700, 314, 44, 18), hue="#fff6d0")
    pencil.fill(shade, "#f2a92e", 84, press=1.05, apart=0.66)
    pencil.shade([(700, 190), (758, 190), (850, 310), (720, 310)], "#b8701c", 60, 0.6)
    pencil.lines([shade, hand.ring(700, 314, 44, 16)], "#7d4f2c", 4, 1)
    return sheet


def _place(sheet: Sheet, hand: Hand, pencil: Pencil, place: Point, wide: float, hue: str) -> None:
    """A plate, what lies beside it, and a cup."""
    x, y = place
    high = wide * 0.4
    pencil.fill(ellipse(x + 10, y + 13, wide * 1.03, high), "#8a6a4a", 4, press=0.7, apart=0.9)
    cup = hand.shape(
        (x + wide * 0.74, y - high * 2.1),
        (x + wide * 1.26, y - high * 2.1),
        (x + wide * 1.17, y - high * 0.8),
        (x + wide * 0.83, y - high * 0.8),
    )
    sheet.bare(ellipse(x, y, wide, high), cup, hue="#ffffff")
    pencil.lines([hand.ring(x, y, wide, high), hand.ring(x, y, wide * 0.66, high * 0.64)], "#3f66b0", 3.4, 1)
    pencil.shade(ellipse(x + wide * 0.12, y + high * 0.16, wide * 0.5, high * 0.42), "#93a6c8", 20, 0.6)
    pencil.lines(
        [
            hand.line((x - wide * 1.24, y + high * 0.8), (x - wide * 1.12, y - high * 0.9)),
            hand.line((x - wide * 1.36, y + high * 0.8), (x - wide * 1.24, y - high * 0.9)),
        ],
        "#5f6673",
        6,
        1,
    )
    pencil.fill(cup, hue, 84, press=1.1, apart=0.62)
    pencil.line(cup, "#54302c", 3, 1)


def flower_in_the_hand() -> Sheet:
    sheet = Sheet(504, ground="#f6f3ec", rough=1.5)
    rng = sheet.rng
    hand, lead, pencil = (
        Hand(rng, 0.9),
        Pencil(sheet, width=2.6, press=0.7),
        Pencil(sheet, width=3.2, press=0.95),
    )
    palm = hand_outline(700, 640, 330, 4, False, 0.92)
    grey = "#3f3d45"
    lead.fill(
        hand.loop((330, 990), (250, 600), (420, 260), (760, 130), (1080, 260), (1150, 640), (1080, 990)),
        "#8fa3cf",
        58,
        press=0.5,
        apart=1.25,
        width=4.5,
    )
    sheet.bare(palm, hue="#fbf6ec")
    # Shading follows the form: to one side of every finger, and into the hollow of the palm.
    lead.fill(palm, "#c9a58a", 64, press=0.42, apart=1.5)
    with sheet.leaving([(x - 20, y - 12) for x, y in palm]):
        lead.fill(palm, "#8f7668", 40, press=0.6, apart=1.1)
    hollow = ellipse(705, 690, 170, 150, 12)
    lead.fill(hollow, "#b08a72", 30, press=0.4, apart=1.4)
    lead.shade(ellipse(690, 730, 110, 80, 12), "#7d6152", -40, 0.4, 1.5)
    folds = [
        hand.curve((545, 760), (560, 640), (640, 560), (740, 560)),
        hand.curve((560, 600), (680, 580), (800, 600), (870, 660)),
        hand.curve((590, 520), (700, 505), (800, 520), (860, 560)),
        hand.curve((640, 990), (620, 880), (560, 800)),
    ]
    lead.lines(folds, grey, 3.2, 0.8)
    for x, y, turn in (
        (566, 340, -16),
        (700, 300, 0),
        (806, 322, 12),
        (905, 420, 28),
        (560, 250, -16),
        (704, 196, 0),
        (836, 230, 14),
    ):
        lead.lines(
            [
                turned(hand.curve((x - 30, y), (x, y + 6), (x + 30, y)), x, y, turn),
                turned(hand.curve((x - 24, y + 12), (x, y + 17), (x + 22, y + 12)), x, y, turn),
            ],
            grey,
            2.4,
            0.55,
        )
    for _number in range(3):
        lead.line(hand.shaken(palm), grey, 3.2, 0.85)
    stem = [
        hand.curve((705, 770), (722, 700), (700, 640)),
        hand.curve((712, 740), (760, 700), (800, 640)),
        hand.curve((712, 740), (660, 700), (628, 668)),
    ]
    pencil.lines(stem, "#3f8a4a", 7, 0.95)
    for x, y, turn in ((712, 744, -160), (714, 730, -25)):
        leaf = turned(
            smooth([(x, y), (x + 40, y - 18), (x + 100, y), (x + 40, y + 16)], closed=True), x, y, turn
        )
        pencil.fill(leaf, "#5faa55", turn + 40, press=1, apart=0.7)
        pencil.line([*leaf, leaf[0]], "#2c6a38", 3, 0.9)
    for x, y, size in ((700, 610, 76), (812, 622, 48), (616, 652, 44)):
        forms = petals(x, y, size, rng.uniform(0, 70), rng, fat=0.56)
        sheet.bare(*forms, ellipse(x, y, size * 0.4), hue="#fdfbf6")
        with sheet.leaving(ellipse(x, y, size * 0.26)):
            pencil.fills(forms, "#5b90f0", None, press=1.0, apart=0.72)
            for form in forms:
                pencil.shade(
                    [((a - x) * 0.62 + x, (b - y) * 0.62 + y) for a, b in form],
                    "#2f56b8",
                    rng.uniform(0, 180),
                    0.7,
                    1.1,
                )
            pencil.lines([[*form, form[0]] for form in forms], "#2c4fa8", 3, 0.95)
        pencil.fill(ellipse(x, y, size * 0.24), "#ffc92e", 30, press=1.3, apart=0.6)
        pencil.line(hand.ring(x, y, size * 0.24), "#b8801c", 3, 0.9)
    return sheet
