"""Drawings of the day, on warm paper."""

import math
from random import Random

from demo.drawings.paint import (
    Linear,
    Point,
    Sheet,
    bow,
    colour,
    downwards,
    ellipse,
    even,
    flat,
    outwards,
    rectangle,
    ribbon,
    ridge,
    rightwards,
    smooth,
    swell,
    tooth,
    turned,
)
from demo.drawings.things import BLUES, bush, flower, grass, leaf, loose_petal, small_flower, sprig


def meadow() -> Sheet:
    sheet = Sheet()
    sheet.background(downwards(0, 560, "#7aa2e6", "#a3c1f2", "#cfdff9", "#f8e9dc", "#fbd3a4"))
    rng = Random(2505)
    _clouds(sheet, rng)
    sheet.glow(1130, 470, 640, colour("#f5c070"), 0.5)
    sheet.shape(
        ellipse(1130, 452, 58), outwards(1130, 452, 60, "#fffdf0", "#fff6d2", "#ffe79a"), opacity=0.98, blur=1
    )
    sheet.glow(1130, 452, 190, colour("#ffdf8a"), 0.5)
    hills = (
        (51, 500, 40, 950, ("#b3c4ec", "#cdd3ea")),
        (52, 535, 38, 800, ("#92b0dc", "#b9cddd")),
        (53, 572, 30, 900, ("#7fb09f", "#a8cbb2")),
    )
    for seed, level, rise, length, tones in hills:
        line = swell(seed, level, rise, length)
        sheet.shape(ridge(line, 1000), downwards(level - rise, level + 90, *tones))
        if seed == 53:
            for x, size in (
                (180, 26),
                (224, 34),
                (268, 24),
                (590, 20),
                (620, 26),
                (1400, 30),
                (1440, 40),
                (1492, 28),
            ):
                tree = bush(x, line(x) - size * 0.7, size, rng)
                sheet.shapes(tree, downwards(line(x) - 2 * size, line(x), "#7dab94", "#4f8a70"))
        sheet.shape(ellipse(760, level + 62, 1200, 22), flat("#fff6e6"), opacity=0.45, blur=18)
    field = swell(54, 622, 14, 1400)
    sheet.shape(ridge(field, 1000), downwards(605, 1000, "#a5cfa8", "#6fae80", "#3f7d5b", "#23573f"))
    sheet.glow(1130, 640, 520, colour("#ffe9a8"), 0.4)
    _drifts(sheet, rng)
    grass(
        sheet, lambda x: 880 + 10 * math.sin(x / 190), rng, ("#4d9068", "#2b654a"), high=80, rows=4, step=36
    )
    _foreground(sheet, rng)
    for x, y, size, degrees, hue in (
        (430, 250, 26, 40, "#7da4ee"),
        (560, 330, 20, 130, "#5f8fe6"),
        (705, 268, 24, 215, "#8a9cec"),
        (840, 356, 18, 80, "#7da4ee"),
        (980, 300, 22, 300, "#e9a9bd"),
        (1290, 250, 18, 170, "#7da4ee"),
        (310, 400, 16, 10, "#8a9cec"),
    ):
        loose_petal(sheet, x, y, size * 1.25, degrees, hue)
    sheet.paper(5)
    return sheet


def _clouds(sheet: Sheet, rng: Random) -> None:
    for x, y, wide in ((250, 180, 260), (800, 110, 210), (1390, 210, 270), (640, 372, 190), (60, 392, 200)):
        puffs = [
            ellipse(
                x + (number / 8 - 0.5) * wide * 1.5,
                y - 26 * rng.random() * math.sin(number / 8 * math.pi),
                wide * rng.uniform(0.16, 0.3),
                rng.uniform(9, 26),
            )
            for number in range(9)
        ]
        puffs.append(ellipse(x, y + 8, wide * 0.95, 9))
        sheet.shapes(puffs, downwards(y - 40, y + 24, "#ffffff", "#fdf3ee", "#f6dcd6"), opacity=0.7, blur=7)


def _drifts(sheet: Sheet, rng: Random) -> None:
    """Flowers over the whole field, from dots far away to heads one can count."""
    for number in range(26):
        depth = (number / 25) ** 1.3
        x, y = rng.uniform(0, 1600), 634 + 150 * depth
        sheet.shape(ellipse(x, y, 150 + 240 * depth, 4 + 10 * depth), flat("#86a9ee"), opacity=0.34, blur=5)
    far: dict[str, list[list[Point]]] = {hue: [] for hue in (*BLUES, "#a9c5f5")}
    near: list[tuple[float, float, float]] = []
    for _number in range(3800):
        depth = rng.random() ** 0.9
        x, y = rng.uniform(-20, 1620), 630 + 262 * depth**1.4
        if math.sin(x / (120 + 160 * depth) + depth * 9) + rng.gauss(0, 0.6) < -0.35:
            continue
        size = 1.4 + 12 * depth**1.8
        if size > 4.6:
            near.append((y, x, size * 2.6))
        else:
            far[rng.choice(list(far))].append(ellipse(x, y, size * 1.15, size * 0.75))
    for hue, dots in far.items():
        sheet.shapes(dots, flat(hue), opacity=0.9)
    heads = [stalk for y, x, size in near for stalk in ([(x, y), (x + 2, y), (x + 1, y + size * 1.2)],)]
    sheet.shapes(heads, flat("#3f7d5b"), opacity=0.6)
    for y, x, size in sorted(near):
        sheet.stamp(
            small_flower(rng.choice(BLUES)),
            x,
            y,
            size,
            angle=rng.uniform(0, 72),
            squash=rng.uniform(0.62, 0.85),
        )


def _foreground(sheet: Sheet, rng: Random) -> None:
    stems = [
        (60, 230, -12, 62),
        (150, 330, 18, 78),
        (262, 220, -10, 60),
        (345, 270, 26, 70),
        (452, 170, 10, 54),
        (560, 205, -16, 60),
        (668, 150, 14, 50),
        (772, 178, -10, 56),
        (905, 150, 20, 52),
        (1010, 196, -14, 60),
        (1118, 168, 22, 54),
        (1225, 240, -22, 66),
        (1330, 196, 12, 60),
        (1425, 320, -26, 78),
        (1532, 260, 14, 70),
    ]
    rng.shuffle(stems)
    for x, high, lean, size in stems:
        sprig(sheet, (x, 1015), high, lean, rng, size)
    close = sheet.layer()
    for x, high, lean, size in ((-20, 300, 30, 130), (1640, 330, -40, 140)):
        sprig(close, (x, 1060), high, lean, rng, size, buds=False)
    sheet.add(close, blur=7)


def bubbles() -> Sheet:
    sheet = Sheet()
    sheet.background(Linear(even("#fbf8f2", "#f1f3f8", "#dfe9fa"), 0, 1000))
    sheet.shape(ellipse(420, 330, 420), flat("#ffffff"), opacity=0.55, blur=90)
    sheet.shape(ellipse(1280, 760, 420), flat("#f6dfe3"), opacity=0.55, blur=110)
    rng = Random(13)
    for seed, level, tone, opacity in (
        (71, 850, "#c3d6fb", 0.5),
        (72, 905, "#a9c5f5", 0.5),
        (73, 955, "#8fc0a4", 0.55),
    ):
        sheet.shape(ridge(swell(seed, level, 26, 1300), 1000), flat(tone), opacity=opacity)
    for x, high, lean, size in ((120, 120, 10, 46), (205, 165, -14, 54), (290, 96, 12, 40)):
        sprig(sheet, (x, 1010), high, lean, rng, size)
    # The first two turn to each other; the third turns away.
    _bubble(sheet, (190, 110, 770, 366), (262, 470), 372, ("#c3d8fb", "#a3c1f5"))
    _lines(sheet, 268, 186, (330, 410, 230), "#3f6fce")
    _bubble(sheet, (470, 400, 1070, 640), (540, 744), 650, ("#86abf0", "#5f8fe6"))
    _lines(sheet, 548, 474, (420, 300), "#ffffff")
    sheet.stamp(flower("#a9c5f5"), 970, 560, 108, angle=20)
    _bubble(sheet, (830, 676, 1390, 900), (1352, 566), 1236, ("#c28aa6", "#9a5a83"), up=True)
    for number in range(3):
        sheet.shape(ellipse(1026 + number * 84, 790, 22), flat("#fbe9ee"), opacity=0.95)
    sheet.paper(6, grain=2)
    return sheet


def _bubble(
    sheet: Sheet,
    sides: tuple[float, float, float, float],
    tip: Point,
    foot: float,
    tones: tuple[str, str],
    up: bool = False,
) -> None:
    """A speech bubble; its tail leaves the edge at `foot` and ends at `tip`."""
    left, top, right, bottom = sides
    radius = (bottom - top) * 0.44
    body = rectangle(left, top, right, bottom, radius)
    edge = top + 8 if up else bottom - 8
    out = -1 if up else 1
    reach = abs(tip[1] - edge)
    across = 1 if tip[0] > foot else -1
    tail = [
        *bow(
            (foot + across * 70, edge),
            (foot + across * 72, edge + out * reach * 0.45),
            (tip[0] - across * 70, tip[1] - out * 14),
            tip,
        ),
        *bow(
            tip,
            (tip[0] - across * 130, tip[1] + out * 4),
            (foot - across * 52, edge + out * reach * 0.66),
            (foot - across * 60, edge),
        ),
        (foot - across * 60, edge - out * 20),
        (foot + across * 70, edge - out * 20),
    ]
    shadow = [[(x + 10, y + 14) for x, y in outline] for outline in (body, tail)]
    sheet.shapes(shadow, flat("#1c3f94"), opacity=0.16, blur=10)
    sheet.shapes([body, tail], downwards(top, bottom, *tones))
    shine = ribbon(
        smooth(
            [
                (left + radius * 0.9, top + 22),
                ((left + right) / 2, top + 15),
                (right - radius * 1.1, top + 22),
            ]
        ),
        7,
        3,
    )
    sheet.shape(shine, flat("#ffffff"), opacity=0.3, blur=1.5)


def _lines(sheet: Sheet, left: float, top: float, lengths: tuple[float, ...], tone: str) -> None:
    """What was said, as strokes: no word is to be read."""
    for number, length in enumerate(lengths):
        y = top + number * 56
        points: list[Point] = [
            (left + length * step / 6, y + 3 * math.sin(step * 2.1 + number)) for step in range(7)
        ]
        sheet.shape(ribbon(smooth(points), 17), flat(tone), opacity=0.82)


def table() -> Sheet:
    sheet = Sheet()
    sheet.background(downwards(0, 760, "#f7ecd9", "#fbf5ea", "#f3e6d2"))
    sheet.glow(430, 330, 720, colour("#ffe7b0"), 0.4)
    _kitchen_window(sheet)
    sheet.shape(rectangle(-10, 742, 1610, 764), flat("#fffaf1"))
    sheet.shape(rectangle(-10, 760, 1610, 764), flat("#c9b08e"), opacity=0.6)
    sheet.shape(rectangle(-10, 764, 1610, 1010), downwards(764, 1000, "#d7b58c", "#c39b70"))
    boards = [
        ribbon([(800 + (x - 800) * 0.8, 764), (800 + (x - 800) * 1.7, 1010)], 1.5, 3, False)
        for x in range(-300, 2000, 150)
    ]
    sheet.shapes(boards, flat("#9a7350"), opacity=0.35)
    # Light from the window falls over wall, floor and table.
    sheet.shape([(560, 764), (900, 764), (1180, 1010), (720, 1010)], flat("#fff1c9"), opacity=0.34, blur=12)
    sheet.shape(ellipse(800, 950, 620, 46), flat("#6b4a36"), opacity=0.3, blur=22)
    _lamp(sheet, 960)
    _chair(sheet, 272, False)
    _chair(sheet, 1338, True)
    _table_top(sheet)
    _vase(sheet, 812, 596)
    _cup(sheet, 560, 640, ("#7da4ee", "#3f70d2"), False)
    _cup(sheet, 1050, 640, ("#f3c6d3", "#d98aa6"), True)
    _phone_down(sheet, 790, 668)
    sheet.paper(7, grain=2)
    return sheet


def _kitchen_window(sheet: Sheet) -> None:
    left, top, right, bottom = 300, 70, 700, 470
    sheet.shape(
        rectangle(left - 26, top - 26, right + 26, bottom + 26, 6),
        downwards(top, bottom, "#fffdf8", "#f1e4cf"),
    )
    sheet.shape(rectangle(left, top, right, bottom), downwards(top, bottom, "#a9c5f5", "#d7e4fa", "#fdeeda"))
    sheet.glow(610, 300, 240, colour("#ffe39a"), 0.5)
    for level, tones in ((372, ("#a9c0e4", "#bfd0e6")), (408, ("#8cbca0", "#6aa283"))):
        line = swell(level, level, 18, 360)
        hill = [*((x, line(x)) for x in range(left, right + 1, 5)), (right, bottom), (left, bottom)]
        sheet.shape(hill, downwards(level - 10, bottom, *tones))
    frame = flat("#fffaf1")
    sheet.shapes([rectangle(493, top, 507, bottom), rectangle(left, 236, right, 248)], frame)
    sheet.shape(
        rectangle(left - 50, bottom + 10, right + 50, bottom + 36, 5),
        downwards(bottom + 10, bottom + 36, "#fffdf8", "#e2cfb2"),
    )
    for side in (-1, 1):
        edge = 500 + side * 262
        curtain = [
            (500 + side * 30, top - 40),
            *smooth(
                [
                    (500 + side * 60, top - 10),
                    (500 + side * 150, top + 90),
                    (500 + side * 196, top + 220),
                    (500 + side * 214, bottom + 4),
                ]
            ),
            (edge, bottom + 8),
            (edge, top - 40),
        ]
        sheet.shape(
            curtain,
            rightwards(
                min(edge, 500 + side * 60),
                max(edge, 500 + side * 60),
                "#e9f0fb",
                "#c3d8fb",
                "#e4edfc",
                "#b9d0f8",
            ),
            opacity=0.93,
        )
    sheet.shape(rectangle(214, top - 50, 786, top - 36, 7), flat("#b98a5e"))


def _lamp(sheet: Sheet, x: float) -> None:
    sheet.shape(ribbon([(x, -10), (x, 60)], 4), flat("#47536b"))
    shade = [
        (x - 30, 56),
        (x + 30, 56),
        *smooth([(x + 40, 84), (x + 74, 108), (x + 124, 160)]),
        *smooth([(x - 124, 160), (x - 74, 108), (x - 40, 84)]),
    ]
    sheet.shape(shade, rightwards(x - 118, x + 118, "#5f8fe6", "#8fb3f2", "#2f5fc4"))
    sheet.shape(ellipse(x, 160, 124, 13), flat("#fff2c4"))
    sheet.glow(x, 190, 300, colour("#ffe9b0"), 0.3)


def _chair(sheet: Sheet, x: float, flip: bool) -> None:
    """Seen from its side, the back away from the table."""
    side = -1 if flip else 1
    wood = rightwards(x - 130, x + 130, "#a9764a", "#c9965f", "#9a683f")

    def bar(points: list[Point], wide: float) -> list[Point]:
        return ribbon([(x + side * a, y) for a, y in points], wide)

    dark = flat("#87592f")
    sheet.shapes([bar([(-58, 716), (-66, 930)], 18), bar([(112, 716), (124, 930)], 18)], dark)
    sheet.shapes([bar([(-62, 830), (118, 830)], 10)], dark)
    sheet.shapes([bar([(-92, 716), (-112, 950)], 20), bar([(86, 716), (100, 950)], 20)], wood)
    back = smooth([(-88, 716), (-100, 600), (-122, 430)])
    sheet.shapes([bar(back, 22), bar([(-62, 700), (-72, 600), (-92, 440)], 16)], wood)
    slats = [
        ribbon([(x + side * a, y), (x + side * (a + 28), y + 3)], wide, round_ends=False)
        for a, y, wide in ((-120, 470, 40), (-108, 560, 20), (-100, 634, 20))
    ]
    sheet.shapes(slats, wood)
    seat = [(x + side * a, y) for a, y in rectangle(-112, 696, 130, 728, 12)]
    sheet.shape(seat, downwards(696, 728, "#d7a56e", "#a9764a"))
    cushion = [(x + side * a, y) for a, y in rectangle(-92, 676, 118, 702, 13)]
    sheet.shape(cushion, downwards(676, 702, "#a9c5f5", "#6f97df"))


def _table_top(sheet: Sheet) -> None:
    for left, right, foot in ((470, 500, 930), (1110, 1140, 930)):
        sheet.shape([(left, 740), (right, 740), (right - 4, foot), (left + 4, foot)], flat("#8a5d38"))
    for left, right, foot in ((400, 440, 975), (1170, 1210, 975)):
        sheet.shape(
            [(left, 740), (right, 740), (right - 6, foot), (left + 6, foot)],
            rightwards(left, right, "#c08c58", "#94643c"),
        )
    sheet.shape([(392, 735), (1218, 735), (1206, 782), (404, 782)], downwards(735, 782, "#94643c", "#a87545"))
    top = [(470, 590), (1140, 590), (1290, 722), (320, 722)]
    sheet.shape(top, downwards(590, 722, "#f0d2a2", "#e3bb84", "#d5a76c"))
    for number in range(9):
        y = 600 + number * 14
        share = (y - 590) / 132
        grain = [
            (470 - 150 * share + 30, y),
            (700, y + 3 * math.sin(number)),
            (960, y - 2),
            (1140 + 150 * share - 30, y + 2),
        ]
        sheet.shape(ribbon(smooth(grain), 1.6), flat("#a87545"), opacity=0.3)
    sheet.shape([(590, 590), (800, 590), (900, 722), (610, 722)], flat("#fff4d2"), opacity=0.5, blur=10)
    sheet.shape(rectangle(316, 720, 1294, 746, 8), downwards(720, 746, "#e2b67d", "#a97645"))


def _cup(sheet: Sheet, x: float, foot: float, tones: tuple[str, str], handle_right: bool) -> None:
    side = 1 if handle_right else -1
    sheet.shape(ellipse(x + 18, foot + 4, 84, 17), flat("#6b4426"), opacity=0.32, blur=7)
    sheet.shape(ellipse(x, foot, 84, 17), downwards(foot - 17, foot + 17, "#ffffff", "#e4dccd"))
    sheet.shape(ellipse(x, foot - 3, 56, 10), flat("#cfc3ae"), opacity=0.6)
    ear = ellipse(x + side * 54, foot - 52, 27, 25)
    sheet.shapes(
        [ear], downwards(foot - 80, foot - 24, *tones), holes=[ellipse(x + side * 54, foot - 52, 15, 14)]
    )
    body = [
        (x - 54, foot - 88),
        *smooth([(x - 52, foot - 50), (x - 40, foot - 14), (x - 24, foot)]),
        *smooth([(x + 24, foot), (x + 40, foot - 14), (x + 52, foot - 50)]),
        (x + 54, foot - 88),
    ]
    sheet.shape(body, rightwards(x - 54, x + 54, tones[0], tones[0], tones[1]))
    sheet.shape(ellipse(x, foot - 88, 54, 13), flat("#fffaf1"))
    sheet.shape(ellipse(x, foot - 86, 47, 10), outwards(x, foot - 86, 50, "#a8713d", "#7c4c25"))
    for shift, lean in ((-14, 16), (12, -14)):
        steam = smooth(
            [
                (x + shift, foot - 108),
                (x + shift + lean, foot - 150),
                (x + shift - lean * 0.6, foot - 192),
                (x + shift + lean * 0.8, foot - 236),
            ]
        )
        sheet.shape(ribbon(steam, 12, 3), flat("#ffffff"), opacity=0.6, blur=6)


def _vase(sheet: Sheet, x: float, foot: float) -> None:
    rng = Random(9)
    sheet.shape(ellipse(x + 22, foot + 10, 58, 10), flat("#6b4426"), opacity=0.3, blur=6)
    for lean, high, size in ((-50, 144, 46), (48, 152, 46), (-4, 190, 52)):
        sprig(sheet, (x, foot - 40), high, lean, rng, size)
    body = [
        *smooth([(x - 20, foot - 100), (x - 16, foot - 80), (x - 46, foot - 36), (x - 30, foot + 10)]),
        *smooth([(x + 30, foot + 10), (x + 46, foot - 36), (x + 16, foot - 80), (x + 20, foot - 100)]),
    ]
    sheet.shape(body, rightwards(x - 46, x + 46, "#ffffff", "#f4f1ea", "#cfc8ba"))
    sheet.shape(
        ribbon(smooth([(x - 39, foot - 42), (x, foot - 34), (x + 39, foot - 42)]), 7), flat("#5f8fe6")
    )


def _phone_down(sheet: Sheet, x: float, y: float) -> None:
    """Lying on its screen: only its back is seen."""

    def lying(outline: list[Point]) -> list[Point]:
        return [(x + a - b * 0.55, y + b * 0.3 + a * 0.05) for a, b in outline]

    body = rectangle(-62, -116, 62, 116, 24)
    sheet.shape([(a + 8, b + 12) for a, b in lying(body)], flat("#6b4426"), opacity=0.42, blur=6)
    sheet.shapes([[(a, b + depth) for a, b in lying(body)] for depth in range(7, 0, -1)], flat("#0f1a38"))
    sheet.shape(lying(body), rightwards(x - 110, x + 110, "#2c4488", "#3f5fae", "#1c2f66"))
    sheet.shape(lying(rectangle(-48, -102, 8, -30, 14)), flat("#16244f"))
    for down in (-84, -50):
        sheet.shape(lying(ellipse(-20, down, 12)), flat("#0b1430"))
        sheet.shape(lying(ellipse(-23, down - 3, 4)), flat("#8fb0f0"), opacity=0.8)


def board() -> Sheet:
    sheet = Sheet()
    sheet.background(downwards(0, 900, "#f6edde", "#fbf6ec", "#efe2cd"))
    sheet.shape(
        [(-10, 60), (330, -10), (760, -10), (40, 880), (-10, 880)], flat("#fff3cf"), opacity=0.5, blur=30
    )
    wood = downwards(90, 760, "#d3a468", "#b98750")
    sheet.shape(
        [(x + 10, y + 18) for x, y in rectangle(150, 84, 1450, 742, 10)],
        flat("#6b4a2e"),
        opacity=0.28,
        blur=16,
    )
    sheet.shape(rectangle(150, 84, 1450, 742, 10), wood)
    sheet.shape(rectangle(150, 84, 1450, 90, 3), flat("#f3d3a0"), opacity=0.7)
    sheet.shape(rectangle(176, 110, 1424, 716, 4), Linear(even("#35606a", "#2b5360", "#234652"), 110, 716))
    # A sponge has passed here before.
    wiped = [
        ribbon(smooth([(240, y), (620, y - 50), (1000, y + 20), (1360, y - 30)]), 90, 60)
        for y in (240, 420, 600)
    ]
    sheet.shapes(wiped, flat("#a9c7c4"), opacity=0.08, blur=26)
    sheet.glow(420, 240, 620, colour("#cfe0d4"), 0.16)
    _chalk_flower(sheet, 560, 342)
    _chalk_bubble(sheet)
    sheet.shape(rectangle(130, 738, 1470, 766, 6), downwards(738, 766, "#e3b97f", "#a97a45"))
    sheet.shape(rectangle(140, 764, 1460, 776), flat("#6b4a2e"), opacity=0.2, blur=5)
    for x, tone in ((330, "#fffdf6"), (420, "#a9c5f5"), (505, "#f6d98a")):
        sheet.shape(rectangle(x, 727, x + 66, 739, 5), downwards(727, 739, "#ffffff", tone))
    sheet.shape(rectangle(1210, 706, 1340, 740, 9), downwards(706, 740, "#8fb0e8", "#4d74c0"))
    sheet.shape(rectangle(1210, 728, 1340, 740, 5), flat("#e8dcc6"))
    _front_desk(sheet)
    sheet.paper(8, grain=2)
    return sheet


def _chalk(sheet: Sheet, points: list[Point], wide: float, tone: str, opacity: float = 0.95) -> None:
    sheet.shapes([ribbon(points, wide)], flat(tone), opacity, worn=tooth(sheet.image.size, 12))


def _chalk_flower(sheet: Sheet, x: float, y: float) -> None:
    rough = tooth(sheet.image.size, 30, 40)
    stem = smooth([(x + 4, y + 60), (x + 26, y + 200), (x - 4, y + 352)])
    _chalk(sheet, stem, 11, "#a9d8b4")
    for place, length, degrees in ((15, 170, -28), (19, 150, -150)):
        foot = stem[place]
        edge = leaf(*foot, length, degrees, 0.24)
        sheet.shapes([edge], flat("#8cc79c"), 0.4, worn=rough)
        _chalk(sheet, [*edge, edge[0]], 6, "#bfe6c8")
        rib = turned([(foot[0] + length * part, foot[1]) for part in (0.02, 0.5, 0.92)], *foot, degrees)
        _chalk(sheet, rib, 4, "#bfe6c8")
    for number in range(5):
        petal = smooth(
            [
                (x - 16, y - 44),
                (x - 92, y - 110),
                (x - 84, y - 196),
                (x, y - 208),
                (x + 84, y - 196),
                (x + 92, y - 110),
                (x + 16, y - 44),
            ]
        )
        petal = turned(petal, x, y, number * 72 + 4)
        sheet.shapes([petal], flat("#8fb4f4"), 0.62, worn=rough)
        for shift in range(-3, 4):
            stroke = turned(
                [(x + shift * 7, y - 92), (x + shift * 13, y - 140), (x + shift * 20, y - 184)],
                x,
                y,
                number * 72 + 4,
            )
            _chalk(sheet, stroke, 5, "#c9dcff", 0.6)
        _chalk(sheet, [*petal, petal[0]], 8, "#e6efff")
    sheet.shapes([ellipse(x, y, 40)], flat("#f6c445"), 0.9, worn=rough)
    _chalk(sheet, [*ellipse(x, y, 42), (x + 42, y)], 8, "#ffe08a")
    for number in range(10):
        ray = turned([(x, y - 54), (x, y - 74)], x, y, number * 36)
        _chalk(sheet, ray, 7, "#ffffff")


def _chalk_bubble(sheet: Sheet) -> None:
    body = smooth(
        [
            (870, 300),
            (884, 212),
            (980, 176),
            (1130, 170),
            (1268, 182),
            (1336, 232),
            (1342, 322),
            (1316, 410),
            (1220, 450),
            (1060, 452),
            (976, 446),
            (936, 486),
            (856, 524),
            (892, 468),
            (898, 430),
            (876, 380),
        ],
        closed=True,
    )
    sheet.shapes([body], flat("#ffffff"), 0.07)
    _chalk(sheet, [*body, body[0], body[1]], 9, "#fffdf6")


def _front_desk(sheet: Sheet) -> None:
    sheet.shape(rectangle(-10, 880, 1610, 1010), downwards(880, 1000, "#e6c596", "#c99c66"))
    sheet.shape(rectangle(-10, 880, 1610, 888), flat("#fff0cf"), opacity=0.7)
    sheet.shape(ellipse(1300, 896, 150, 12), flat("#6b4a2e"), opacity=0.3, blur=7)
    for left, top, right, tones in (
        (1170, 862, 1420, ("#5f8fe6", "#2f5fc4")),
        (1186, 836, 1404, ("#f3c6d3", "#d98aa6")),
        (1176, 812, 1386, ("#8fc7a2", "#4d9068")),
    ):
        sheet.shape(rectangle(left, top, right, top + 27, 5), rightwards(left, right, *tones))
        bands = [
            rectangle(left + 22, top, left + 30, top + 27),
            rectangle(right - 44, top, right - 36, top + 27),
        ]
        sheet.shapes(bands, flat("#fffaf0"), opacity=0.75)
    rng = Random(3)
    x, foot = 235, 912
    sheet.shape(ellipse(x + 16, foot + 6, 92, 13), flat("#6b4a2e"), opacity=0.35, blur=8)
    for lean, high, size in ((-78, 150, 56), (74, 158, 56), (-26, 214, 60), (36, 206, 58)):
        sprig(sheet, (x + lean * 0.2, foot - 82), high, lean, rng, size)
    pot = [(x - 74, foot - 108), (x + 74, foot - 108), (x + 54, foot + 4), (x - 54, foot + 4)]
    sheet.shape(pot, rightwards(x - 74, x + 74, "#e6a987", "#cf8563", "#a9654a"))
    sheet.shape(
        rectangle(x - 82, foot - 122, x + 82, foot - 92, 6),
        rightwards(x - 82, x + 82, "#efb898", "#d9906e", "#b06c50"),
    )
