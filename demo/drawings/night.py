"""Drawings of the night. None is black: there is always a light, and it is warm."""

from random import Random

from demo.drawings.paint import (
    Sheet,
    bow,
    colour,
    downwards,
    ellipse,
    flat,
    outwards,
    rectangle,
    ribbon,
    ridge,
    rightwards,
    smooth,
    swell,
    turned,
)
from demo.drawings.things import fir, flower, grass, house, leaf, light_on_ground, moon, sprig, stars


def path_home() -> Sheet:
    sheet = Sheet()
    sky = downwards(0, 620, "#14245a", "#24428f", "#4f74c4", "#a3b5e2", "#f0c9b4")
    sheet.background(sky)
    stars(sheet, 3, 190, 420, apart=(330, 170, 64))
    moon(sheet, 330, 170, 46)
    rng = Random(25)
    hills = (
        (11, 560, 46, 900, ("#7f9bd6", "#5f80c6"), 0),
        (12, 600, 40, 760, ("#5c7cc2", "#3f60ab"), 9),
        (13, 655, 44, 820, ("#3f5fa8", "#2a4890"), 12),
    )
    for seed, level, rise, length, tones, trees in hills:
        line = swell(seed, level, rise, length)
        sheet.shape(ridge(line, 1000), downwards(level - rise, level + 190, *tones))
        places = [rng.uniform(-20, 1620) for _number in range(trees)]
        sheet.shapes([fir(x, line(x) + 6, rng.uniform(50, 96), rng) for x in places], flat(tones[1]))
        sheet.shape(ellipse(800, level + 120, 1100, 34), flat("#c8d6f5"), opacity=0.16, blur=24)
    near = swell(17, 700, 34, 1500)
    sheet.shape(ridge(near, 1000), downwards(650, 960, "#2f4f98", "#1d3470", "#152858"))
    home_x = 985
    ground = near(home_x) + 12
    sheet.glow(home_x, ground - 60, 560, colour("#e8a860"), 0.3)
    road = [
        *smooth([(home_x + 36, ground - 4), (1010, 745), (860, 800), (760, 850), (860, 920), (1010, 1040)]),
        *reversed(
            smooth(
                [(home_x + 50, ground - 4), (1052, 748), (936, 808), (872, 850), (1090, 920), (1420, 1040)]
            )
        ),
    ]
    sheet.shape(
        road, downwards(ground, 1000, "#f7d08a", "#c3a48f", "#8796c4", "#6d84bf"), opacity=0.9, blur=1.5
    )
    house(sheet, home_x, ground, 190)
    light_on_ground(
        sheet,
        [
            (home_x + 18, ground),
            (home_x + 60, ground),
            (home_x + 200, ground + 150),
            (home_x - 190, ground + 150),
        ],
        ground,
        ground + 150,
        0.6,
    )
    sheet.shapes(
        [
            fir(x, near(x) + 14, high, rng)
            for x, high in ((1180, 190), (1242, 140), (1310, 215), (770, 120), (700, 165))
        ],
        downwards(480, 740, "#2a4788", "#182e66"),
    )
    _night_bank(sheet, rng)
    sheet.paper(1)
    return sheet


def _night_bank(sheet: Sheet, rng: Random) -> None:
    """The near bank, left and right of the path: grass and flowers."""
    low = swell(31, 900, 14, 620)

    def bank(x: float) -> float:
        return low(x) + max(0, min(x, 1480) - 300) * 0.17 if x < 900 else low(x) + max(0, 1560 - x) * 0.3

    grass(sheet, bank, rng, ("#3a62a8", "#1a3068"), high=58, rows=4, step=28)
    for x, high, lean, size in (
        (20, 120, -10, 46),
        (90, 205, -18, 60),
        (185, 265, 22, 68),
        (262, 120, -20, 44),
        (318, 180, 12, 56),
        (412, 220, 34, 60),
        (500, 120, 26, 44),
        (585, 84, 20, 38),
        (1395, 96, -18, 40),
        (1482, 160, -26, 54),
        (1570, 230, -12, 62),
    ):
        sprig(sheet, (x, 1015), high, lean, rng, size, ("#6d9f9c", "#24506a"), ("#2a4690", 0.16))


def lantern() -> Sheet:
    sheet = Sheet()
    sky = downwards(0, 720, "#13225a", "#1f3b86", "#3c62b4", "#86a3de")
    sheet.background(sky)
    stars(sheet, 8, 150, 500, apart=(1130, 175, 60))
    moon(sheet, 1130, 175, 42)
    rng = Random(7)
    for seed, level, tones in (
        (4, 560, ("#5676bd", "#3e5fa9")),
        (9, 610, ("#3b5ca4", "#294885")),
        (14, 665, ("#29468a", "#1c3470")),
    ):
        line = swell(seed, level, 36, 800)
        sheet.shape(ridge(line, 1000), downwards(level - 40, level + 140, *tones))
        if seed != 4:
            sheet.shapes(
                [
                    fir(x, line(x) + 5, rng.uniform(44, 84), rng)
                    for x in (rng.uniform(60, 1540) for _number in range(10))
                ],
                flat(tones[1]),
            )
    # One far window answers.
    sheet.glow(1196, 618, 80, colour("#f6c445"), 0.6)
    sheet.shape(rectangle(1190, 611, 1202, 626), flat("#ffe3a0"))
    _window_frame(sheet)
    _lantern(sheet, 545, 842)
    _jar(sheet, 935, 842, rng)
    sheet.paper(2)
    return sheet


def _window_frame(sheet: Sheet) -> None:
    wall = rightwards(0, 1600, "#1b2b57", "#3c4469", "#6a5a62", "#3a426a", "#1b2b57")
    sheet.shapes([rectangle(-10, -10, 1610, 1010)], wall, holes=[rectangle(190, -20, 1410, 800)])
    wood = downwards(0, 820, "#41507f", "#6b6580", "#9a7f72")
    sheet.shapes([rectangle(160, -20, 1440, 826)], wood, holes=[rectangle(204, -20, 1396, 786)])
    sheet.shapes(
        [rectangle(786, -20, 814, 787), rectangle(190, 300, 1410, 324)],
        downwards(0, 820, "#3c4a7a", "#6c6682", "#a1867a"),
    )
    sheet.shapes(
        [rectangle(786, -20, 791, 787), rectangle(204, 300, 1396, 304)], flat("#c3cdea"), opacity=0.28
    )
    for side in (-1, 1):
        edge = 800 + side * 800
        curtain = [
            *smooth(
                [
                    (800 + side * 585, -20),
                    (800 + side * 600, 260),
                    (800 + side * 668, 560),
                    (800 + side * 640, 860),
                ]
            ),
            (edge + side * 20, 860),
            (edge + side * 20, -20),
        ]
        tones = ("#5b6fa8", "#3a4d86", "#6479b4", "#33457c", "#4d619c")
        sheet.shape(curtain, rightwards(edge - side * 220, edge, *tones))
        for fold in (90, 140, 180):
            line = smooth(
                [
                    (edge - side * fold, -20),
                    (edge - side * (fold - 12), 400),
                    (edge - side * (fold - 46), 860),
                ]
            )
            sheet.shape(ribbon(line, 26, 40), flat("#1d2f63"), opacity=0.32, blur=9)
    sheet.shape(rectangle(-10, 822, 1610, 900), downwards(822, 900, "#c79a72", "#a37b62", "#7d6263"))
    sheet.shape(rectangle(-10, 896, 1610, 1010), downwards(896, 1000, "#3c4068", "#232f5c"))
    sheet.shape(rectangle(-10, 822, 1610, 827), flat("#ffe2ad"), opacity=0.5)


def _lantern(sheet: Sheet, x: float, foot: float) -> None:
    sheet.glow(x, foot - 170, 760, colour("#e8a04e"), 0.6)
    sheet.glow(x, foot - 165, 380, colour("#f6c445"), 0.6)
    sheet.shape(ellipse(x, foot + 22, 250, 22), flat("#ffd587"), opacity=0.75, blur=16)
    sheet.shape(ellipse(x, foot + 8, 104, 12), flat("#3a2a33"), opacity=0.55, blur=7)
    metal = rightwards(x - 100, x + 100, "#16244c", "#3d5290", "#22346a", "#121e42")
    glass = outwards(x, foot - 150, 165, "#fff3c4", "#ffdc8c", "#f2b552", "#b97b45")
    sheet.shape(rectangle(x - 72, foot - 262, x + 72, foot - 40, 10), glass, opacity=0.94)
    handle = smooth(
        [
            (x - 46, foot - 308),
            (x - 82, foot - 372),
            (x, foot - 448),
            (x + 82, foot - 372),
            (x + 46, foot - 308),
        ]
    )
    sheet.shape(ribbon(handle, 9), metal)
    candle = rectangle(x - 30, foot - 112, x + 30, foot - 36, 8)
    sheet.shape(candle, downwards(foot - 112, foot - 36, "#fffdf6", "#f0e2c6", "#d9b98a"))
    sheet.shape(ribbon([(x, foot - 128), (x + 2, foot - 110)], 5), flat("#5d4030"))
    flame = [
        *bow((x, foot - 214), (x + 8, foot - 176), (x + 34, foot - 160), (x + 24, foot - 132)),
        *bow((x + 24, foot - 132), (x + 16, foot - 112), (x - 16, foot - 112), (x - 24, foot - 132)),
        *bow((x - 24, foot - 132), (x - 32, foot - 162), (x - 6, foot - 180), (x, foot - 214)),
    ]
    sheet.shape(flame, downwards(foot - 214, foot - 112, "#f6b32c", "#f6c445", "#ffe07a"), blur=1.2)
    inner = [(x + (a - x) * 0.5, foot - 118 + (b - foot + 118) * 0.55) for a, b in flame]
    sheet.shape(inner, flat("#fffbe8"), blur=3)
    for side in (-1, 1):
        sheet.shape(rectangle(x + side * 74 - 7, foot - 272, x + side * 74 + 7, foot - 30), metal)
        sheet.shape(
            rectangle(x + side * 26 - 2.5, foot - 266, x + side * 26 + 2.5, foot - 36),
            flat("#7c5426"),
            opacity=0.5,
        )
    sheet.shape(
        [(x - 100, foot - 262), (x + 100, foot - 262), (x + 48, foot - 318), (x - 48, foot - 318)], metal
    )
    sheet.shape(rectangle(x - 26, foot - 342, x + 26, foot - 314, 6), metal)
    sheet.shape(rectangle(x - 106, foot - 270, x + 106, foot - 254, 6), metal)
    sheet.shape(rectangle(x - 96, foot - 42, x + 96, foot - 14, 6), metal)
    sheet.shape(rectangle(x - 112, foot - 18, x + 112, foot + 8, 8), metal)
    sheet.shape(rectangle(x - 100, foot - 262, x + 100, foot - 258), flat("#ffdf9a"), opacity=0.5)


def _jar(sheet: Sheet, x: float, foot: float, rng: Random) -> None:
    """A glass with three stems in it."""
    for lean, high, size in ((-58, 238, 58), (52, 216, 54), (-4, 282, 64)):
        sprig(
            sheet,
            (x + lean * 0.1, foot - 16),
            high,
            lean,
            rng,
            size,
            ("#7fae86", "#3d6d63"),
            ("#3a4b8c", 0.12),
        )
    sheet.shape(ellipse(x, foot + 8, 66, 9), flat("#3a2a33"), opacity=0.45, blur=6)
    glass = [
        *smooth([(x - 44, foot - 128), (x - 52, foot - 60), (x - 46, foot + 4)]),
        *smooth([(x + 46, foot + 4), (x + 52, foot - 60), (x + 44, foot - 128)]),
    ]
    sheet.shape(glass, rightwards(x - 52, x + 52, "#ffe6b0", "#b9cdf2", "#7f9cd6"), opacity=0.34)
    sheet.shape(rectangle(x - 47, foot - 74, x + 47, foot + 2, 8), flat("#a9c5f5"), opacity=0.24)
    sheet.shape(
        ribbon([(x - 38, foot - 116), (x - 43, foot - 60), (x - 39, foot - 10)], 6, 4),
        flat("#fff3cf"),
        opacity=0.75,
    )
    sheet.shape(ellipse(x, foot - 128, 44, 6), flat("#fff3cf"), opacity=0.4)


def window() -> Sheet:
    sheet = Sheet()
    sky = downwards(0, 1000, "#101d4c", "#1b3277", "#3157a8", "#6f92d6")
    sheet.background(sky)
    stars(sheet, 15, 230, 760)
    rng = Random(40)
    for seed, level, tones in (
        (21, 690, ("#4e72bd", "#31539f")),
        (22, 750, ("#31539c", "#203c7e")),
        (23, 815, ("#213e80", "#162b60")),
    ):
        line = swell(seed, level, 34, 1000)
        sheet.shape(ridge(line, 1000), downwards(level - 40, level + 160, *tones))
        if seed == 22:
            sheet.shapes(
                [
                    fir(x, line(x) + 5, rng.uniform(50, 90), rng)
                    for x in (80, 150, 235, 330, 1240, 1330, 1400, 1510)
                ],
                flat("#203c7e"),
            )
    ground = swell(24, 868, 14, 1500)
    x, foot = 730, 905
    sheet.glow(x, 540, 760, colour("#c9a070"), 0.5)
    sheet.glow(x, 540, 520, colour("#f6c878"), 0.45)
    sheet.shape(ridge(ground, 1000), downwards(850, 1000, "#3159a4", "#1b3268"))
    sheet.shape(ellipse(x + 20, foot - 6, 430, 42), flat("#ffcf80"), opacity=0.5, blur=30)
    _phone_window(sheet, x, foot)
    _one_flower(sheet, 1080, 960)
    grass(sheet, lambda a: ground(a) + 44, rng, ("#4f7cbc", "#1c3470"), high=56, rows=4, step=28)
    sheet.glow(x + 40, 950, 420, colour("#f0b860"), 0.3)
    sheet.paper(3)
    return sheet


def _phone_window(sheet: Sheet, x: float, foot: float) -> None:
    half, high = 190, 720
    top = foot - high
    sheet.shape(rectangle(x - half - 4, top - 4, x + half + 9, foot + 4, 50), flat("#0c1738"))
    sheet.shapes([rectangle(x + half + 6, top + 150, x + half + 14, top + 250, 4)], flat("#0c1738"))
    sheet.shape(
        rectangle(x - half, top, x + half, foot, 46),
        rightwards(x - half, x + half, "#3a5090", "#1c2d60", "#18264f"),
    )
    sheet.shape(rectangle(x - 34, top + 19, x + 34, top + 26, 3.5), flat("#0c1738"))
    left, right, up, down = x - half + 17, x + half - 17, top + 44, foot - 44
    sheet.shape(
        rectangle(left, up, right, down, 12),
        outwards(x + 72, up + 372, 520, "#fff6d9", "#ffe6ae", "#fbc972", "#eeb060"),
    )
    # What this window shows: hills at first light, and a sun coming up behind them.
    sheet.shape(ellipse(x + 80, up + 392, 64), flat("#fffaf0"), opacity=0.95)
    sheet.glow(x + 80, up + 392, 190, colour("#fff6dc"), 0.7)
    scene = (
        (2, up + 420, ("#f6cf9a", "#eebb86")),
        (3, up + 470, ("#dfb29a", "#b99aa8")),
        (5, up + 532, ("#93a3d6", "#5f83cf")),
    )
    for seed, level, tones in scene:
        line = swell(seed, level, 20, 420)
        hill = [*((a, line(a)) for a in range(int(left), int(right) + 1, 5)), (right, down), (left, down)]
        sheet.shape(hill, downwards(level - 20, level + 120, *tones))
    frame = downwards(up, down, "#fffaf0", "#fbeccb")
    bars = [
        rectangle(x - 7, up, x + 7, down),
        rectangle(left, up + 196, right, up + 210),
        rectangle(left, up + 414, right, up + 428),
    ]
    sheet.shapes([[(a + 5, b + 5) for a, b in bar] for bar in bars], flat("#b9783c"), opacity=0.22, blur=3)
    sheet.shapes(bars, frame)
    sheet.shapes(
        [rectangle(left, up, right, down, 12)],
        frame,
        holes=[rectangle(left + 13, up + 13, right - 13, down - 13, 4)],
    )
    sheet.shape(rectangle(left - 8, down - 20, right + 8, down + 4, 6), flat("#fffaf0"))
    sheet.shape(rectangle(left - 8, down - 2, right + 8, down + 4, 3), flat("#d9b98a"))


def _one_flower(sheet: Sheet, x: float, foot: float) -> None:
    """It leans to the light."""
    green = rightwards(x - 190, x + 120, "#a8cf9c", "#5a9a78", "#2c6560")
    head = (x - 18, foot - 372)
    stem = smooth([(x, foot), (x + 22, foot - 130), (x + 14, foot - 270), head])
    sheet.shape(ribbon(stem, 17, 10), green)
    for place, length, degrees in ((0.22, 190, -32), (0.34, 180, -142), (0.6, 92, -48)):
        from_here = stem[round(place * (len(stem) - 1))]
        sheet.shape(leaf(*from_here, length, degrees, 0.19), green)
        rib = turned(
            [(from_here[0] + length * part, from_here[1]) for part in (0.04, 0.5, 0.9)], *from_here, degrees
        )
        sheet.shape(ribbon(rib, 4, 1.5), flat("#e3f2da"), opacity=0.4)
    twig = smooth([stem[26], (x + 66, foot - 318), (x + 104, foot - 330)])
    sheet.shape(ribbon(twig, 7, 5), green)
    for across, down, size in ((104, -324, 17), (126, -306, 13)):
        sheet.shape(
            ellipse(x + across, foot + down, size, size * 1.15, -30),
            downwards(foot + down - 20, foot + down + 20, "#f6cdd8", "#d98aa6"),
        )
    sheet.stamp(flower("#5f8fe6"), *head, 236, angle=8, squash=0.96)
    sheet.glow(head[0] - 50, head[1], 210, colour("#f6c445"), 0.22)


def boats() -> Sheet:
    sheet = Sheet()
    sheet.background(downwards(0, 470, "#2a4a9c", "#5f85d0", "#a6bfea", "#f3dcc8", "#fbdcae"))
    stars(sheet, 60, 60, 200, 0.6)
    sheet.glow(1240, 440, 760, colour("#f6b860"), 0.45)
    for seed, level, tones in ((41, 420, ("#9db3e2", "#c7c8dd")), (42, 448, ("#7391cf", "#98aad6"))):
        sheet.shape(ridge(swell(seed, level, 26, 900), 480), downwards(level - 30, 480, *tones))
    sheet.shape(
        rectangle(-10, 470, 1610, 1010),
        downwards(470, 1000, "#f2d6b4", "#a9bfe6", "#6f95d8", "#3c66b8", "#254a98"),
    )
    _harbour(sheet, 1270, 478)
    rng = Random(77)
    for count, opacity, tone in ((70, 0.22, "#ffffff"), (60, 0.2, "#1c3f94")):
        waves = []
        for _number in range(count):
            down = 480 + 520 * rng.random() ** 1.4
            near = (down - 470) / 530
            waves.append(
                ellipse(rng.uniform(0, 1600), down, 20 + 120 * near * rng.uniform(0.5, 1.2), 0.8 + 3 * near)
            )
        sheet.shapes(waves, flat(tone), opacity=opacity, blur=0.8)
    glints = []
    for _number in range(200):
        down = 482 + 500 * rng.random() ** 1.2
        near = (down - 470) / 530
        glints.append(
            ellipse(
                1270 - near * 120 + rng.gauss(0, 16 + 90 * near),
                down,
                7 + 46 * near * rng.random(),
                0.9 + 1.7 * near,
            )
        )
    sheet.shapes(glints, flat("#ffedb8"), opacity=0.75, blur=0.8)
    fleet = (
        (930, 580, 92, "#c3d8fa"),
        (660, 640, 130, "#8f9fe8"),
        (1010, 712, 164, "#7fb4ee"),
        (400, 765, 196, "#4a7fe0"),
        (800, 890, 262, "#1f49ad"),
    )
    for x, down, size, tone in fleet:
        _paper_boat(sheet, x, down, size, tone)
    sheet.paper(4)
    return sheet


def _harbour(sheet: Sheet, x: float, water: float) -> None:
    quay = [
        (x - 150, water + 4),
        (x - 130, water - 22),
        *smooth([(x - 40, water - 40), (x + 120, water - 52), (1640, water - 70)]),
        (1640, water + 4),
    ]
    sheet.shape(quay, downwards(water - 70, water, "#4a66a8", "#38539a"))
    sheet.glow(x, water - 196, 300, colour("#f6c445"), 0.75)
    tower = [(x - 20, water - 174), (x + 20, water - 174), (x + 32, water - 34), (x - 32, water - 34)]
    sheet.shape(tower, rightwards(x - 32, x + 32, "#fff8ea", "#f3e2d0", "#b9bfdc"))
    band = [(x - 24, water - 136), (x + 24, water - 136), (x + 27.5, water - 100), (x - 27.5, water - 100)]
    sheet.shape(band, rightwards(x - 30, x + 30, "#7da4ee", "#2f5fc4"))
    sheet.shape(rectangle(x - 28, water - 180, x + 28, water - 172, 3), flat("#2a3f7a"))
    sheet.shape(rectangle(x - 15, water - 210, x + 15, water - 178), flat("#fff3c4"))
    sheet.shape([(x - 24, water - 208), (x, water - 240), (x + 24, water - 208)], flat("#2a3f7a"))
    sheet.glow(x, water - 194, 90, colour("#fff0b8"), 0.9)
    for left, wide, high in ((x + 110, 74, 62), (x + 200, 92, 78)):
        ground = water - 50
        sheet.shape(rectangle(left, ground - high, left + wide, ground + 8), flat("#5f79b8"))
        sheet.shape(
            [
                (left - 8, ground - high + 2),
                (left + wide / 2, ground - high - 40),
                (left + wide + 8, ground - high + 2),
            ],
            flat("#3d5799"),
        )
        sheet.shape(
            rectangle(left + wide * 0.36, ground - high * 0.7, left + wide * 0.6, ground - high * 0.34),
            flat("#ffd98a"),
        )


def _paper_boat(sheet: Sheet, x: float, water: float, size: float, tone: str) -> None:
    """A folded boat, its bow to the right, towards the light."""
    base = colour(tone)

    def shade(share: float, towards: str = "#ffffff") -> str:
        other = colour(towards)
        return "#{:02x}{:02x}{:02x}".format(
            *(round(a + (b - a) * share) for a, b in zip(base, other, strict=True))
        )

    half, high = size / 2, size * 0.62
    mirror = [
        (x - half * 0.66, water),
        (x + half * 0.7, water),
        (x + half * 0.9, water + high * 0.26),
        (x + half * 0.1, water + high * 0.7),
        (x - half * 0.86, water + high * 0.24),
    ]
    sheet.shape(
        mirror,
        downwards(water, water + high * 0.8, shade(0.1), shade(0.5, "#6f95d8")),
        opacity=0.34,
        blur=size * 0.03,
    )
    # The sail of the fold, then the two sides of the hull.
    sheet.shape(
        [
            (x - half * 0.36, water - high * 0.3),
            (x + half * 0.02, water - high),
            (x + half * 0.05, water - high * 0.22),
        ],
        flat(shade(0.12, "#14213d")),
    )
    sheet.shape(
        [
            (x + half * 0.02, water - high),
            (x + half * 0.46, water - high * 0.32),
            (x + half * 0.05, water - high * 0.22),
        ],
        flat(shade(0.62)),
    )
    sheet.shape(
        [
            (x - half, water - high * 0.46),
            (x, water - high * 0.2),
            (x + half * 0.1, water),
            (x - half * 0.66, water),
        ],
        flat(shade(0.22, "#14213d")),
    )
    sheet.shape(
        [
            (x + half * 1.08, water - high * 0.5),
            (x, water - high * 0.2),
            (x - half * 0.06, water),
            (x + half * 0.7, water),
        ],
        rightwards(x, x + half, shade(0.16), shade(0.42)),
    )
    inner = [
        (x - half, water - high * 0.46),
        (x - half * 0.3, water - high * 0.36),
        (x + half * 0.3, water - high * 0.36),
        (x + half * 1.08, water - high * 0.5),
        (x, water - high * 0.2),
    ]
    sheet.shape(inner, flat(shade(0.34, "#14213d")), opacity=0.55)
    ripple = ribbon(
        smooth([(x - half * 0.95, water + 2), (x, water + size * 0.035), (x + half, water + 1)]),
        size * 0.018,
        size * 0.01,
    )
    sheet.shape(ripple, flat("#f4f8ff"), opacity=0.6, blur=0.8)
