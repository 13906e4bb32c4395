"""The five chapters. Each paints its world once, then gives a frame for every moment from 0 to 12 seconds."""

import math
from random import Random

from PIL import Image

from demo.drawings.paint import (
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
    rightwards,
    smooth,
    swell,
)
from demo.drawings.things import fir, flower, grass, house, leaf, loose_petal, moon, sprig, stars
from demo.film.figures import AUNT, GIRL, hand, sitting, walking
from demo.film.stage import Frame, View, between, ease, pulse, world

GOLD = colour("#ffd27a")
LAMPLIGHT = colour("#f2b95c")
BREATH = colour("#dfe9fb")
SCREEN = colour("#bcd6ff")


class Window:
    """A window is lit in a dark street. Behind it, two shadows quarrel. The door opens."""

    ground = 770.0

    def __init__(self) -> None:
        self.far = world()
        sky = downwards(0, 700, "#101c4a", "#1d3578", "#3f62b4", "#7f9bd8")
        self.far.background(sky)
        stars(self.far, 5, 150, 480, apart=(1210, 150, 62))
        moon(self.far, 1210, 150, 44)
        rng = Random(3)
        line = swell(6, 600, 26, 900)
        self.far.shape(ridge(line, 900), downwards(560, 700, "#5676bd", "#3a57a0"))
        roofs = []
        for x in range(-40, 1640, 96):
            high, wide = rng.uniform(60, 120), rng.uniform(84, 108)
            top = 690 - high
            roofs.append([(x, 780), (x, top), (x + wide / 2, top - 42), (x + wide, top), (x + wide, 780)])
        self.far.shapes(roofs, downwards(540, 740, "#33508f", "#263f7d"))
        panes = [
            rectangle(x, y, x + 13, y + 17) for x, y in ((148, 650), (342, 668), (1370, 652), (1490, 672))
        ]
        self.far.shapes(panes, flat("#e8bd74"), opacity=0.75)
        self.near = world(clear=True)
        self._street()
        self._home()

    def _street(self) -> None:
        sheet = self.near
        sheet.shape(rectangle(-10, self.ground - 14, 1610, 910), downwards(756, 900, "#2a4584", "#1a2d62"))
        sheet.shape(rectangle(-10, self.ground - 14, 1610, self.ground - 6), flat("#4b69ac"), opacity=0.7)
        stones = [ellipse(x, 806 + 30 * (x % 3), 30, 4) for x in range(10, 1600, 74)]
        sheet.shapes(stones, flat("#3a579c"), opacity=0.5)
        for x, high in ((1420, 210), (1500, 160), (60, 230), (140, 170)):
            sheet.shape(fir(x, self.ground - 8, high, Random(x)), downwards(540, 770, "#2a4788", "#1a2f68"))

    def _home(self) -> None:
        sheet = self.near
        left, right, top = 470, 1130, 400
        sheet.shape(rectangle(560, 190, 630, 340), flat("#1a2a58"))
        sheet.shape(rectangle(left, top, right, self.ground - 10), downwards(top, 770, "#3b5698", "#2c447e"))
        roof = [(left - 56, top + 16), (800, 168), (right + 56, top + 16)]
        sheet.shape(roof, rightwards(left, right, "#1a2a58", "#2a3f78", "#1c2d60"))
        sheet.shape(rectangle(558, 462, 862, 672, 4), flat("#80582f"))
        sheet.shape(rectangle(572, 476, 848, 658), outwards(710, 590, 210, "#fff1c0", "#ffdd92", "#f7c063"))
        sheet.shape(rectangle(546, 668, 874, 686, 3), flat("#4c69ad"))
        sheet.shape(rectangle(936, 512, 1064, self.ground - 10, 3), flat("#1c2d60"))
        sheet.shape(rectangle(920, self.ground - 14, 1082, self.ground - 2, 3), flat("#5d79b8"))
        sheet.shape(ellipse(800, 300, 34), flat("#22365f"))
        for x, high, lean in ((512, 90, -8), (548, 70, 8), (890, 84, 6), (1100, 78, -8)):
            sprig(
                sheet,
                (x, self.ground - 4),
                high,
                lean,
                Random(x),
                24,
                ("#4f7f8a", "#24506a"),
                ("#22397a", 0.3),
            )

    def frame(self, time: float) -> Image.Image:
        near = ease(time, 0, 7) - 0.55 * ease(time, 8, 12)
        width = between(1560, 1240, near)
        frame = Frame(View(between(20, 210, near), between(12, 142, near), width))
        frame.lay(self.far, View(frame.view.left * 0.86 + 20, frame.view.top * 0.9, width))
        frame.lay(self.near)
        frame.glow(710, 580, 340, LAMPLIGHT, 0.3)
        self._shadows(frame, time)
        self._door(frame, ease(time, 6.6, 8.2))
        if time > 7.4:
            step = time - 7.4
            x = 1000 - 88 * max(0.0, step - 0.7)
            look = ease(step, 0, 0.45)
            frame.person(
                walking(GIRL, x, self.ground + 20 * ease(step, 0.5, 1.4), step * 6.2, facing=-1), look
            )
        return frame.sheet.image

    def _shadows(self, frame: Frame, time: float) -> None:
        """Two people behind a curtain: soft, and never more than a shadow. They grow still as the door opens."""
        loud = 1 - 0.85 * ease(time, 5.8, 7.2)
        tone = colour("#b06f35")
        for x, side, speed in ((634, 1, 1.7), (788, -1, 1.3)):
            lean = side * 9 * math.sin(time * speed) * loud
            top = 566 + 6 * side
            head = ellipse(x + lean, top - 32, 23, 28)
            body = [
                *smooth([(x - 46, 657), (x - 42 + lean * 0.4, top + 24), (x - 19 + lean, top)]),
                *smooth([(x + 19 + lean, top), (x + 42 + lean * 0.4, top + 24), (x + 46, 657)]),
            ]
            lift = 0.5 + 0.5 * math.sin(time * speed * 1.2 + side)
            arm = smooth(
                [
                    (x + side * 30 + lean, 594),
                    (x + side * 54 + lean, 620 - 34 * lift * loud),
                    (x + side * 46 + lean, 606 - 74 * lift * loud),
                ]
            )
            frame.shapes([head, body, ribbon(arm, 19, 13)], tone, 0.6, blur=3.2)
        bars = [rectangle(705, 476, 715, 658), rectangle(572, 546, 848, 555)]
        frame.shapes(bars, colour("#80582f"))

    def _door(self, frame: Frame, share: float) -> None:
        bottom = self.ground - 14
        if share > 0:
            frame.shapes(
                [rectangle(946, 522, 1054, bottom)], mix(colour("#2b4a8f"), colour("#ffdf9a"), share)
            )
            frame.glow(1000, 650, 260 * share + 20, LAMPLIGHT, 0.5 * share)
            spill = [(950, bottom + 6), (1050, bottom + 6), (1130, 900), (820, 900)]
            frame.shapes([spill], GOLD, 0.42 * share, blur=12)
        turn = share * math.radians(112)
        free, drop = 1054 - 108 * math.cos(turn), 14 * math.sin(turn)
        leaf_tone = mix(colour("#3a5db0"), colour("#6a5f7a"), share)
        frame.shapes(
            [[(1054, 522), (free, 522 - drop * 0.5), (free, bottom + drop), (1054, bottom)]], leaf_tone
        )


class Road:
    """She passes the school and the last street lamp. Her phone lights up again and again."""

    ground = 756.0
    lamps = (230, 620, 1010)

    def __init__(self) -> None:
        self.sky = world()
        self.sky.background(downwards(150, 760, "#0f1b48", "#1a3072", "#32529f", "#6583c6"))
        stars(self.sky, 12, 190, 620)
        self.hills = world(clear=True)
        for seed, level, tones in ((7, 610, ("#4a68b0", "#39559d")), (8, 655, ("#34519a", "#263f7f"))):
            line = swell(seed, level, 26, 760)
            self.hills.shape(ridge(line, 900), downwards(level - 30, level + 120, *tones))
        self.town = world(clear=True)
        self._school()
        self.road = world(clear=True)
        self._lamps_and_road()

    def _school(self) -> None:
        sheet = self.town
        ground = self.ground - 10
        sheet.shape(rectangle(150, ground - 190, 560, ground + 30), downwards(560, 760, "#3f5ca4", "#2b4584"))
        sheet.shape(rectangle(136, ground - 206, 574, ground - 186), flat("#22376f"))
        middle = [(300, ground - 200), (355, ground - 258), (410, ground - 200)]
        sheet.shape(middle, flat("#22376f"))
        sheet.shape(ellipse(355, ground - 222, 15), flat("#c9d6f2"))
        hands = [
            ribbon([(355, ground - 222), (355, ground - 233)], 3),
            ribbon([(355, ground - 222), (347, ground - 222)], 3),
        ]
        sheet.shapes(hands, flat("#22376f"))
        panes = [
            rectangle(x, ground - down, x + 38, ground - down + 46, 3)
            for down in (166, 94)
            for x in (176, 232, 432, 488)
        ]
        sheet.shapes(panes, downwards(580, 740, "#6d8bcc", "#4f6db4"))
        sheet.shape(rectangle(324, ground - 100, 386, ground + 30, 3), flat("#20346b"))
        fence = [rectangle(x, ground - 52, x + 6, ground + 20) for x in range(580, 900, 26)]
        sheet.shapes([*fence, rectangle(580, ground - 40, 900, ground - 34)], flat("#243c78"))
        rng = Random(31)
        for x in (40, 96, 930, 1010, 1090, 1180, 1230, 1330, 1410, 1500, 1560):
            sheet.shape(
                fir(x, ground + 20, rng.uniform(120, 210), rng), downwards(540, 770, "#29468a", "#1b3069")
            )

    def _lamps_and_road(self) -> None:
        sheet = self.road
        line = swell(9, self.ground - 6, 4, 700)
        sheet.shape(ridge(line, 900), downwards(740, 880, "#2c4888", "#182a5c"))
        sheet.shape(rectangle(-10, self.ground + 16, 1610, 910), downwards(772, 900, "#38558f", "#1d3166"))
        for x in self.lamps:
            cone = [
                (x + 42, self.ground - 222),
                (x + 66, self.ground - 222),
                (x + 168, self.ground + 26),
                (x - 60, self.ground + 26),
            ]
            sheet.shape(cone, downwards(530, 780, "#ffe2a0", "#c9a978"), opacity=0.2, blur=14)
            sheet.shape(ellipse(x + 54, self.ground + 22, 118, 15), flat("#ffd98a"), opacity=0.4, blur=9)
            post = smooth(
                [
                    (x, self.ground + 6),
                    (x, self.ground - 190),
                    (x + 18, self.ground - 232),
                    (x + 54, self.ground - 236),
                ]
            )
            sheet.shape(ribbon(post, 9, 6), flat("#14214a"))
            sheet.shape(
                [
                    (x + 36, self.ground - 222),
                    (x + 44, self.ground - 238),
                    (x + 66, self.ground - 238),
                    (x + 74, self.ground - 222),
                ],
                flat("#14214a"),
            )
            sheet.shape(ellipse(x + 55, self.ground - 220, 15, 7), flat("#fff0bf"))
        rng = Random(4)
        for x in range(1180, 1620, 30):
            high = rng.uniform(30, 70)
            sheet.shape(
                ribbon([(x, self.ground + 4), (x + rng.uniform(-8, 8), self.ground - high)], 5, 1),
                flat("#29468a"),
            )

    def frame(self, time: float) -> Image.Image:
        share = time / 12
        frame = Frame(View(between(0, 690, share), between(388, 372, share), 860))
        view = frame.view
        frame.lay(self.sky, View(120 + view.left * 0.06, 150, 860))
        frame.lay(self.hills, View(60 + view.left * 0.24, view.top, 860))
        frame.lay(self.town, View(view.left * 0.86, view.top, 860))
        frame.lay(self.road)
        for lamp in self.lamps:
            frame.glow(lamp + 55, self.ground - 220, 150, LAMPLIGHT, 0.55)
        x, feet, phase = between(300, 1130, share), self.ground + 24, time * 5.6
        shade = [ellipse(x, feet + 2, 44, 6)]
        frame.shapes(shade, colour("#101c42"), 0.4, blur=5)
        held = hand(GIRL, x, feet, phase, pace=0.8)
        lit = max(pulse(time, moment, 1.7) for moment in (1.6, 4.4, 6.9, 9.4))
        frame.person(walking(GIRL, x, feet, phase, pace=0.8))
        phone = rectangle(held[0] - 4, held[1] - 4, held[0] + 5, held[1] + 12, 2)
        frame.shapes([phone], mix(colour("#0f1738"), colour("#f2f7ff"), lit))
        frame.glow(held[0], held[1] + 4, 74, SCREEN, 0.85 * lit)
        return frame.sheet.image


class Station:
    """A platform with a bench and a poster, in the light of an hour from 0 (night) to 1 (morning)."""

    ground = 740.0
    seat = 684.0

    def __init__(self, hour: float) -> None:
        self.hour = hour
        self.back = world()
        self._sky()
        self.front = world(clear=True)
        self._platform()

    def tone(self, night: str, morning: str) -> str:
        return "#{:02x}{:02x}{:02x}".format(*mix(colour(night), colour(morning), self.hour))

    def _sky(self) -> None:
        tone, sheet = self.tone, self.back
        sheet.background(
            downwards(
                0,
                640,
                tone("#101b48", "#7fa6ea"),
                tone("#1a3072", "#b4ccf5"),
                tone("#35559f", "#f6e3d6"),
                tone("#6f8ccb", "#ffd29a"),
            )
        )
        if self.hour < 0.5:
            stars(sheet, 21, 170, 520)
        else:
            sheet.glow(1340, 560, 620, colour("#ffd08a"), 0.7)
        for seed, level, tones in (
            (61, 560, ("#4c6bb2", "#3a579f", "#b3c0e6", "#cdd0e2")),
            (62, 606, ("#38559c", "#294585", "#8fabd8", "#a9c2d2")),
            (63, 650, ("#294688", "#1d3570", "#76a698", "#98c3a6")),
        ):
            line = swell(seed, level, 30, 900)
            sheet.shape(
                ridge(line, 900),
                downwards(level - 30, level + 110, tone(tones[0], tones[2]), tone(tones[1], tones[3])),
            )

    def _platform(self) -> None:
        tone, sheet, ground = self.tone, self.front, self.ground
        sheet.shape(
            rectangle(-10, ground + 70, 1610, 910),
            downwards(810, 900, tone("#16254f", "#7f93bd"), tone("#101b3e", "#5f75a6")),
        )
        rails = [
            rectangle(-10, ground + 92, 1610, ground + 99),
            rectangle(-10, ground + 132, 1610, ground + 142),
        ]
        sheet.shapes(rails, flat(tone("#5d79b8", "#dbe4f6")), opacity=0.8)
        sheet.shape(
            rectangle(-10, ground - 4, 1610, ground + 74),
            downwards(ground, ground + 74, tone("#3d5692", "#cfc6c2"), tone("#2a4078", "#a99fa8")),
        )
        sheet.shape(
            rectangle(-10, ground + 40, 1610, ground + 47), flat(tone("#c9b27a", "#f6d98a")), opacity=0.75
        )
        wall = rectangle(330, 330, 1080, ground)
        sheet.shape(wall, downwards(330, ground, tone("#35508f", "#eadfd2"), tone("#2a4280", "#d9c9bd")))
        for x in range(400, 1080, 96):
            sheet.shape(rectangle(x, 330, x + 2, ground), flat(tone("#26407c", "#c4b3a8")), opacity=0.5)
        sheet.shape(rectangle(330, ground - 30, 1080, ground), flat(tone("#22376c", "#b3a3a4")))
        canopy = [(250, 318), (1160, 318), (1110, 270), (300, 270)]
        sheet.shape(canopy, downwards(270, 318, tone("#1d2f62", "#5f83cf"), tone("#263c76", "#7da0e0")))
        sheet.shape(rectangle(246, 314, 1164, 332, 4), flat(tone("#16244e", "#3f5f9f")))
        for x in (300, 1096):
            sheet.shape(
                rectangle(x, 330, x + 16, ground),
                rightwards(x, x + 16, tone("#2a4180", "#6f8fd0"), tone("#15234c", "#4768a8")),
            )
        sheet.shape(ribbon([(760, 330), (760, 352)], 4), flat(tone("#14214a", "#3f5f9f")))
        sheet.shape(ellipse(760, 378, 28), flat(tone("#e8eefb", "#ffffff")))
        sheet.shapes([ellipse(760, 378, 31)], flat(tone("#14214a", "#3f5f9f")), holes=[ellipse(760, 378, 26)])
        hands = ((760, 361), (771, 386)) if self.hour < 0.5 else ((760, 361), (760, 392))
        sheet.shapes([ribbon([(760, 378), tip], 3) for tip in hands], flat("#22376f"))
        self._bench()
        if self.hour < 0.5:
            sheet.shape(rectangle(640, 332, 700, 340, 3), flat("#dfe9fb"))
            cone = [(640, 340), (700, 340), (900, ground), (440, ground)]
            sheet.shape(cone, downwards(340, ground, "#dfe9fb", "#8fa9df", "#5f7fc2"), opacity=0.15, blur=20)
        poster(sheet, self.hour)

    def _bench(self) -> None:
        tone, sheet = self.tone, self.front
        left, right, seat = 470, 730, self.seat
        sheet.shapes(
            [rectangle(x, seat, x + 10, self.ground + 2) for x in (left + 20, right - 30)],
            flat(tone("#14214a", "#5f4a44")),
        )
        slats = [rectangle(left, seat - 62 + 26 * row, right, seat - 44 + 26 * row, 3) for row in range(2)]
        sheet.shapes(
            slats, downwards(seat - 66, seat, tone("#8d6b58", "#d3a478"), tone("#6d5250", "#b98458"))
        )
        sheet.shape(
            rectangle(left - 6, seat, right + 6, seat + 13, 4),
            downwards(seat, seat + 13, tone("#a07a5f", "#e0b284"), tone("#6d5250", "#b98458")),
        )


def poster(sheet: Sheet, hour: float) -> None:
    """A flower, and bars where its words and its number are: nothing to read, and nothing to dial by mistake."""
    paper = mix(colour("#c3d0ec"), colour("#fffaf0"), hour)
    sheet.shape(rectangle(858, 436, 1000, 636, 3), flat("#14214a"), opacity=0.25, blur=6)
    sheet.shape(rectangle(854, 430, 996, 630, 3), flat("#{:02x}{:02x}{:02x}".format(*paper)))
    sheet.shape(ribbon(smooth([(926, 520), (930, 548), (922, 566)]), 5), flat("#3f7d5b"))
    sheet.shape(leaf(927, 556, 30, -30), flat("#3f7d5b"))
    sheet.stamp(flower("#5f8fe6"), 925, 490, 82, angle=6)
    bars = [rectangle(874 + 36 * number, 584, 904 + 36 * number, 602, 4) for number in range(3)]
    sheet.shapes(bars, flat("#1c3f94"))
    sheet.shapes([rectangle(884, 612, 966, 617, 2)], flat("#7a8fc0"))


class Bench:
    """She sits on a bench at the station. The last train has gone. It is cold."""

    def __init__(self, station: Station) -> None:
        self.station = station

    def frame(self, time: float) -> Image.Image:
        near = ease(time, 2, 12)
        width = between(1560, 1080, near)
        frame = Frame(View(between(20, 190, near), between(20, 226, near), width))
        frame.lay(self.station.back, View(frame.view.left * 0.8 + 30, frame.view.top * 0.9, width))
        self._train(frame, time)
        frame.lay(self.station.front)
        frame.glow(670, 340, 250, BREATH, 0.3)
        breath = math.sin(time * 1.5)
        frame.person(sitting(GIRL, 590, self.station.seat, self.station.ground, breath))
        for start in (1.4, 5.6, 9.8):
            age = (time - start) / 2.6
            if 0 < age < 1:
                x, y = 622 + 62 * age, 612 - 34 * age
                cloud = [
                    ellipse(x, y, 7 + 17 * age, 5 + 11 * age),
                    ellipse(x + 10, y + 3, 5 + 14 * age, 4 + 8 * age),
                ]
                frame.shapes(cloud, BREATH, 0.42 * math.sin(math.pi * age), blur=4)
        rng = Random(17)
        for _number in range(26):
            x, y, speed = rng.uniform(0, 1600), rng.uniform(0, 900), rng.uniform(9, 20)
            down = (y + time * speed) % 900
            across = x + 12 * math.sin(time * 0.6 + x)
            frame.shapes([ellipse(across, down, rng.uniform(1.6, 3.2))], colour("#eef4ff"), 0.5)
        return frame.sheet.image

    def _train(self, frame: Frame, time: float) -> None:
        """Only its lit windows are seen, going away behind the station."""
        away = ease(time, 0, 5.5)
        if away >= 1:
            return
        start = 1100 + 700 * (time / 5.5) ** 1.6
        body = rectangle(start - 40, 646, start + 900, 700, 14)
        frame.shapes([body], colour("#1b2f66"), 0.95 * (1 - away * 0.4))
        panes = [rectangle(x, 658, x + 44, 678, 4) for x in (start + 66 * number for number in range(12))]
        frame.shapes(panes, GOLD, 0.95 * (1 - away * 0.3))
        frame.glow(start - 36, 682, 40, colour("#e9a9bd"), 0.8 * (1 - away))


class Call:
    """She calls. A line of light runs from her phone to a far window, where someone listens."""

    listener = (1370.0, 300.0)

    def __init__(self, station: Station) -> None:
        self.station = station
        self.wide = world()
        self._far_hills()
        self.line = bow((526, 649), (680, 300), (1010, 130), (1352, 306), steps=240)

    def _far_hills(self) -> None:
        """The same night from far: the station small on the left, the listener's house on a hill."""
        sheet = self.wide
        sheet.background(downwards(0, 700, "#111d4c", "#1b3277", "#3757a6", "#7591d2"))
        stars(sheet, 33, 210, 560)
        for seed, level, rise, tones in (
            (71, 560, 40, ("#4c6bb4", "#38559f")),
            (72, 640, 34, ("#35529a", "#274382")),
        ):
            line = swell(seed, level, rise, 900)
            sheet.shape(ridge(line, 900), downwards(level - 40, level + 140, *tones))
            rng = Random(seed)
            trees = [
                fir(x, line(x) + 6, rng.uniform(44, 84), rng)
                for x in (rng.uniform(0, 1600) for _number in range(9))
            ]
            sheet.shapes(trees, flat(tones[1]))

        def rise_right(x: float) -> float:
            return 760 - 330 / (1 + math.exp((1150 - x) / 70))

        self._listening_house()
        sheet.shape(ridge(rise_right, 900), downwards(420, 900, "#31509a", "#1d3570", "#14244f"))
        rng = Random(5)
        trees = [
            fir(x, rise_right(x) + 10, high, rng)
            for x, high in ((1196, 100), (1236, 130), (1536, 150), (1580, 120))
        ]
        sheet.shapes(trees, downwards(330, 640, "#27448a", "#182c64"))
        self._small_station()
        grass(
            sheet,
            lambda x: 850 + 6 * math.sin(x / 140),
            Random(6),
            ("#274580", "#16295a"),
            high=44,
            rows=2,
            step=26,
        )

    def _listening_house(self) -> None:
        sheet, (x, y) = self.wide, self.listener
        sheet.shape(rectangle(x - 112, y - 84, x + 118, 520), downwards(220, 500, "#3f5ca8", "#2c4685"))
        roof = [(x - 136, y - 76), (x - 84, y - 150), (x + 92, y - 150), (x + 142, y - 76)]
        sheet.shape(roof, rightwards(x - 130, x + 140, "#182858", "#2b427e", "#182858"))
        sheet.shape(rectangle(x - 66, y - 56, x + 66, y + 62, 3), flat("#7c5836"))
        sheet.shape(
            rectangle(x - 58, y - 48, x + 58, y + 54),
            outwards(x, y + 20, 90, "#fff3c6", "#ffdf98", "#f8c56c"),
        )
        sheet.shape(rectangle(x - 74, y + 60, x + 74, y + 70, 2), flat("#5573b6"))

    def _small_station(self) -> None:
        sheet = self.wide
        sheet.shape(rectangle(300, 716, 760, 780), downwards(716, 780, "#3d5692", "#24396e"))
        sheet.shape(rectangle(380, 604, 680, 718), downwards(604, 718, "#3a5596", "#2b4482"))
        sheet.shape(rectangle(352, 588, 710, 606, 3), flat("#1a2a58"))
        sheet.shapes([rectangle(x, 604, x + 7, 718) for x in (372, 684)], flat("#1a2a58"))
        sheet.shape(rectangle(410, 682, 486, 690, 2), flat("#8d6b58"))
        sheet.shapes([rectangle(x, 690, x + 5, 718) for x in (418, 474)], flat("#14214a"))
        sheet.shape(rectangle(572, 634, 616, 692, 2), flat("#dbe4f6"))
        sheet.stamp(flower("#5f8fe6"), 594, 652, 26)
        sheet.shape(rectangle(580, 674, 608, 681, 1), flat("#1c3f94"))

    def frame(self, time: float) -> Image.Image:
        if time < 4.6:
            close = self._close(time)
            if time < 3.8:
                return close
            return Image.blend(close, self._wide(time), ease(time, 3.8, 4.6))
        return self._wide(time)

    def _close(self, time: float) -> Image.Image:
        near = ease(time, 0, 4.6)
        frame = Frame(View(between(390, 470, near), between(290, 330, near), between(860, 740, near)))
        frame.lay(self.station.back, View(frame.view.left * 0.8, frame.view.top * 0.9, frame.view.width))
        frame.lay(self.station.front)
        frame.glow(670, 340, 250, BREATH, 0.3)
        frame.glow(925, 520, 190, colour("#f6dca0"), 0.5 * ease(time, 0.4, 2.4))
        lifted = ease(time, 1.6, 2.6)
        stand = 792.0
        frame.person(walking(GIRL, stand, self.station.ground + 4, 0.7, pace=0.12, phone=lifted))
        spot = (between(stand + 14, stand + 6, lifted), between(672, 609, lifted))
        frame.shapes([rectangle(spot[0] - 3, spot[1] - 9, spot[0] + 4, spot[1] + 8, 2)], colour("#eaf2ff"))
        frame.glow(*spot, 70, SCREEN, 0.4 + 0.4 * lifted)
        return frame.sheet.image

    def _wide(self, time: float) -> Image.Image:
        follow, come = ease(time, 4.4, 9), ease(time, 8.4, 12)
        width = between(between(940, 1240, follow), 820, come)
        left = between(between(120, 330, follow), 770, come)
        frame = Frame(View(left, between(between(330, 130, follow), 90, come), width))
        frame.lay(self.wide)
        frame.glow(*self.listener, 190 + 60 * come, LAMPLIGHT, 0.3 + 0.35 * ease(time, 8, 10))
        small = GIRL.height
        frame.person(
            [
                ([_smaller(o, 520, 718, 0.52) for o in outlines], paint)
                for outlines, paint in walking(GIRL, 520, 718, 0.7, pace=0.1, phone=1.0)
            ]
        )
        frame.glow(524, 718 - small * 0.46, 46, SCREEN, 0.8)
        self._light(frame, time)
        self._someone(frame, time)
        return frame.sheet.image

    def _light(self, frame: Frame, time: float) -> None:
        reach = max(2, round(ease(time, 4.5, 8.6) * len(self.line)))
        path = self.line[:reach]
        frame.shapes([ribbon(path, 11)], colour("#ffd98a"), 0.28, blur=6)
        frame.shapes([ribbon(path, 3.2)], colour("#fff3cf"), 0.95)
        head = path[-1]
        frame.glow(*head, 60, GOLD, 0.9 * (1 - ease(time, 8.6, 9.6)))
        # Once someone listens, words go both ways.
        if time > 8.6:
            for number in range(6):
                place = ((time - 8.6) * 0.16 + number / 6) % 1
                spot = self.line[int(place * (len(self.line) - 1))]
                frame.glow(
                    *spot, 26, colour("#fff3cf") if number % 2 else SCREEN, 0.9 * math.sin(math.pi * place)
                )

    def _someone(self, frame: Frame, time: float) -> None:
        """Head and shoulders behind a window, with a headset; a small nod now and then."""
        x, y = self.listener
        nod = 2.2 * max(0.0, math.sin((time - 8) * 2.1)) * ease(time, 8, 9)
        tone = colour("#7a4a3a")
        head = ellipse(x + 2, y + 4 + nod, 17, 20)
        body = [
            *smooth([(x - 42, y + 54), (x - 34, y + 34), (x - 10, y + 24)]),
            *smooth([(x + 12, y + 24), (x + 36, y + 34), (x + 44, y + 54)]),
        ]
        frame.shapes([head, body], tone, 0.92, blur=0.8)
        band = smooth(
            [
                (x - 18, y + 8 + nod),
                (x - 14, y - 14 + nod),
                (x + 2, y - 20 + nod),
                (x + 18, y - 14 + nod),
                (x + 22, y + 8 + nod),
            ]
        )
        microphone = smooth([(x - 18, y + 10 + nod), (x - 17, y + 20 + nod), (x - 8, y + 22 + nod)])
        frame.shapes(
            [ribbon(band, 3.4), ribbon(microphone, 2.6), ellipse(x - 18, y + 8 + nod, 5, 7)],
            colour("#1c3f94"),
        )
        frame.shapes(
            [rectangle(x - 3, y - 48, x + 3, y - 26), rectangle(x - 58, y - 30, x + 58, y - 26)],
            colour("#7c5836"),
        )


def _smaller(outline: Outline, x: float, y: float, share: float) -> list[Point]:
    return [(x + (a - x) * share, y + (b - y) * share) for a, b in outline]


class Home:
    """The sky grows bright. Her aunt comes to the station, and they walk home. The door is open."""

    def __init__(self, night: Station) -> None:
        self.night, self.morning = night, Station(1.0)
        self.dawn, self.day = _way(0.0), _way(1.0)
        self.bank = world(clear=True)
        rng = Random(25)
        grass(
            self.bank,
            lambda x: 836 + 12 * math.sin(x / 170) + 0.04 * abs(x - 700),
            rng,
            ("#4a8a6a", "#2b5f4c"),
            high=60,
            rows=3,
            step=26,
        )
        for x, high, lean, size in (
            (150, 150, -10, 50),
            (240, 215, 18, 62),
            (330, 140, -12, 48),
            (420, 180, 14, 54),
            (1240, 140, -12, 48),
            (1330, 200, 16, 58),
            (1425, 160, -18, 54),
            (1500, 220, 10, 62),
        ):
            sprig(self.bank, (x, 912), high, lean, rng, size)

    def frame(self, time: float) -> Image.Image:
        if time < 4.4:
            meeting = self._meeting(time)
            if time < 3.7:
                return meeting
            return Image.blend(meeting, self._path(time), ease(time, 3.7, 4.4))
        return self._path(time)

    def _meeting(self, time: float) -> Image.Image:
        frame = Frame(
            View(between(330, 300, time / 4.4), between(276, 262, time / 4.4), between(900, 950, time / 4.4))
        )
        bright = 0.25 + 0.5 * ease(time, 0, 4.4)
        far = View(frame.view.left * 0.8 + 60, frame.view.top * 0.9, frame.view.width)
        frame.lay(Image.blend(self.night.back.image, self.morning.back.image, bright), far)
        frame.lay(Image.blend(self.night.front.image, self.morning.front.image, bright))
        frame.shapes([rectangle(0, 0, 1600, 900)], colour("#f7b98c"), 0.2 * ease(time, -3, 3))
        frame.glow(1240, 560, 560, colour("#ffd9a0"), 0.3 + 0.1 * ease(time, 0, 4))
        ground = Station.ground + 6
        arrive = ease(time, -1.5, 2.6)
        aunt = between(1260, 834, arrive)
        still = 1 - ease(time, 2.0, 2.7)
        frame.person(walking(AUNT, aunt, ground, time * 5.4, facing=-1, pace=0.85 * still + 0.04))
        step = ease(time, 1.7, 3.2)
        pace = math.sin(math.pi * min(1.0, max(0.0, (time - 1.7) / 1.5)))
        frame.person(walking(GIRL, between(716, 800, step), ground, 0.7 + step * 6, pace=0.75 * pace + 0.08))
        held = ease(time, 2.6, 3.4)
        if held > 0:
            arm = [(aunt - 2, 613), (aunt - 2 - 18 * held, 632), (aunt - 2 - 42 * held, 638)]
            frame.shapes([ribbon(smooth(arm), 11, 9)], colour("#9c617b"))
        return frame.sheet.image

    def _path(self, time: float) -> Image.Image:
        bright = 0.3 + 0.7 * ease(time, 3, 11)
        seen = Image.blend(self.dawn.image, self.day.image, bright)
        go = ease(time, 3.5, 12.5)
        width = between(1500, 1180, go)
        frame = Frame(View(between(30, 270, go), between(40, 132, go), width))
        frame.lay(seen)
        frame.glow(1060, 470, 560, colour("#ffd08a"), 0.2 + 0.4 * bright)
        frame.glow(1014, 640, 300, colour("#fff0c4"), 0.5 * ease(time, 9.5, 12))
        self._walkers(frame, time)
        frame.lay(
            self.bank,
            View(frame.view.left * 1.12, min(900 - width * 0.5621, frame.view.top + 60 * go), width),
        )
        rng = Random(8)
        for number in range(7):
            x = rng.uniform(300, 1300) - (time - 4) * rng.uniform(14, 30)
            y = rng.uniform(230, 560) + 16 * math.sin(time * 0.8 + number) + (time - 4) * 8
            hue = "#e9a9bd" if number % 3 == 2 else "#7da4ee"
            layer = Sheet(*frame.sheet.image.size, fine=3)
            layer.image = frame.sheet.image
            near = 1600 / width
            loose_petal(
                layer,
                (x - frame.view.left) * near,
                (y - frame.view.top) * near,
                13 * near,
                time * 30 + number * 50,
                hue,
            )
        return frame.sheet.image

    def _walkers(self, frame: Frame, time: float) -> None:
        """Along the path, smaller as they near the house."""
        share = min(1.0, (time - 3.5) / 8.4)
        path = smooth([(600, 850), (724, 796), (884, 738), (1012, 702), (1046, 684)], steps=40)
        place = share * (len(path) - 2)
        spot, after = path[int(place)], path[int(place) + 1]
        x, y = (between(a, b, place % 1) for a, b in zip(spot, after, strict=True))
        size = between(0.96, 0.42, share)
        for person, aside, shift in ((AUNT, -34, 0.6), (GIRL, 34, 0.0)):
            foot = (x + aside * size * (1 - 0.6 * share), y + (4 if person is GIRL else -2) * size)
            frame.shapes(
                [ellipse(foot[0] - 20 * size, foot[1] + 2, 46 * size, 6 * size)],
                colour("#1c3f5a"),
                0.3,
                blur=4,
            )
            parts = walking(person, foot[0], foot[1], time * 5.2 + shift, pace=0.75)
            frame.person([([_smaller(o, *foot, size) for o in outlines], paint) for outlines, paint in parts])


def _way(hour: float) -> Sheet:
    """The path to the house, from first light (0) to morning (1)."""
    sheet = world()

    def tone(first: str, morning: str) -> str:
        return "#{:02x}{:02x}{:02x}".format(*mix(colour(first), colour(morning), hour))

    sheet.background(
        downwards(
            0,
            600,
            tone("#2f4f9f", "#7aa6ec"),
            tone("#6784c8", "#b3cdf7"),
            tone("#c3b8d6", "#f6e9dc"),
            tone("#f3c7a8", "#ffdca6"),
        )
    )
    if hour < 0.5:
        stars(sheet, 44, 60, 300, 0.7)
    sheet.glow(1060, 520, 600, colour("#ffd9a0"), 0.3 + 0.35 * hour)
    for seed, level, rise, tones in (
        (81, 520, 40, ("#8d9fd6", "#a5a9d0", "#b3c6f0", "#cfd6ec")),
        (82, 570, 36, ("#6482c0", "#7d95c4", "#93b5dc", "#b4cfd8")),
        (83, 616, 30, ("#47719a", "#5f8aa0", "#7ab598", "#a2d0ac")),
    ):
        line = swell(seed, level, rise, 880)
        sheet.shape(
            ridge(line, 900),
            downwards(level - rise, level + 130, tone(tones[0], tones[2]), tone(tones[1], tones[3])),
        )
    near = swell(84, 664, 16, 1500)
    sheet.shape(
        ridge(near, 900),
        downwards(
            640, 900, tone("#47769a", "#9fd0a4"), tone("#2f5f80", "#5fa679"), tone("#1f4562", "#33765a")
        ),
    )
    home = 1010
    ground = near(home) + 12
    road = [
        *smooth([(home + 26, ground - 4), (1000, 686), (840, 730), (650, 790), (330, 910)]),
        *reversed(smooth([(home + 54, ground - 4), (1064, 694), (930, 752), (790, 812), (640, 910)])),
    ]
    sheet.shape(
        road,
        downwards(
            ground, 900, tone("#f2cf9a", "#fbeecf"), tone("#a9a5b8", "#ecd9b4"), tone("#8395b8", "#dcc59c")
        ),
        blur=1,
    )
    house(
        sheet,
        home,
        ground,
        190,
        wall=(tone("#5a72ae", "#fff8ec"), tone("#46609c", "#ecdcc6")),
        roof=tone("#2a3d72", "#3f6bbd"),
    )
    rng = Random(9)
    trees = [
        fir(x, near(x) + 12, high, rng)
        for x, high in ((1210, 200), (1276, 150), (1350, 220), (800, 120), (740, 160))
    ]
    sheet.shapes(trees, downwards(430, 700, tone("#3f648c", "#5f9f82"), tone("#2a4c74", "#3a7a5e")))
    dots = [
        ellipse(rng.uniform(0, 1600), y, 3 + (y - 700) / 60, 2 + (y - 700) / 90)
        for y in (rng.uniform(705, 860) for _number in range(240))
    ]
    beside = [dot for dot in dots if not 0.0 < (dot[0][0] - (1000 - (dot[0][1] - 686) * 3.2)) < 330]
    sheet.shapes(beside, flat(tone("#6f92d8", "#6f9bf0")), opacity=0.85)
    return sheet
