"""Makes ``world.json`` from open geography. Run by hand, when borders or the look change:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m facts.map.make_map package/countries-110m.json package/countries-50m.json

Both files are Natural Earth (public domain) as TopoJSON, packed by `world-atlas` (ISC licence). The coarse one gives
the shapes; the finer one only says where the countries are that the coarse one leaves out or draws too small to see.

The projection is Equal Earth, so that no continent looks larger than it is, with its middle at 11.6° east, so that its
edge runs through the Bering Strait and cuts no country. Antarctica, where nobody lives, is left out.

Borders are the source's. What it draws without an ISO code (Northern Cyprus, Somaliland) is land that no row can mark;
Kosovo has a code of its own here (see ``facts.cldr``).
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.core import get_global

from facts.cldr import country_codes

WORLD = Path(__file__).with_name("world.json")
#: Units across the map. Coordinates are whole numbers, so this is also how exact they are.
ACROSS = 1600
#: A corner that spans less than this many square units with its neighbours is left out.
SMALLEST_CORNER = 4
#: Islands below this many square units are left out, unless they are all there is of a country.
SMALLEST_ISLAND = 10
#: A country below this many square units gets a dot as well: marked, its shape alone would not be seen.
SMALLEST_SHAPE = 110
#: Degrees east.
MIDDLE = 11.6
#: South of this lies Antarctica alone.
SOUTH = -56.5
ANTARCTICA = "010"
#: In the source without a number, but with a code here.
BY_NAME = {"Kosovo": "xk"}
#: Where neither file draws a country of its own; latitude and longitude to half a degree, two units of the map.
PLACES: dict[str, Point] = {
    "bq": (12, -68.5),
    "bv": (-54.5, 3.5),
    "cc": (-12, 97),
    "cx": (-10.5, 105.5),
    "gf": (4, -53),
    "gi": (36, -5.5),
    "gp": (16, -61.5),
    "mq": (14.5, -61),
    "re": (-21, 55.5),
    "sj": (78.5, 18),
    "tk": (-9, -172),
    "tv": (-8.5, 179),
    "um": (19.5, 166.5),
    "yt": (-13, 45),
}
#: How land is kept that has no code.
NO_CODE = ""

Point = tuple[float, float]
Ring = list[Point]


def equal_earth(longitude: float, latitude: float) -> Point:
    """Šavrič, Patterson, Jenny (2018), doi.org/10.1080/13658816.2018.1504949. A sphere of radius 1, north is up."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2, t6 = theta**2, theta**6
    x = (2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta)) / (
        3 * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2))
    )
    return x, theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))


EAST = equal_earth(180, 0)[0]
NORTH = equal_earth(0, 84)[1]
SCALE = ACROSS / (2 * EAST)
DOWN = math.ceil((NORTH - equal_earth(0, SOUTH)[1]) * SCALE)


def on_paper(longitude: float, latitude: float) -> Point:
    turned = (longitude - MIDDLE + 180) % 360 - 180
    x, y = equal_earth(turned, latitude)
    return (x + EAST) * SCALE, (NORTH - y) * SCALE


def arcs_of(topology: dict[str, Any]) -> list[Ring]:
    """The shared lines of a TopoJSON file, as points on paper. Its numbers are steps from one point to the next."""
    scale_x, scale_y = topology["transform"]["scale"]
    move_x, move_y = topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y, *_rest in steps:
            x, y = x + step_x, y + step_y
            points.append(on_paper(x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    return arcs


def simplified(arc: Ring) -> Ring:
    """Visvalingam: the least corner goes first. Of lines, not of whole countries, so that neighbours still fit."""
    points = list(arc)
    while len(points) > 2:
        sizes = [abs(area(points[place - 1 : place + 2])) for place in range(1, len(points) - 1)]
        least = min(range(len(sizes)), key=sizes.__getitem__)
        if sizes[least] >= SMALLEST_CORNER or (points[0] == points[-1] and len(points) <= 5):
            break
        del points[least + 1]
    return points


def area(ring: Ring) -> float:
    following = [*ring[1:], ring[0]]
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, following, strict=True)) / 2


def rings_of(geometry: dict[str, Any], arcs: list[Ring]) -> Iterator[Ring]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        for numbers in polygon:
            ring: Ring = []
            for number in numbers:
                # A negative number is the arc ~number, walked backwards.
                line = arcs[number] if number >= 0 else arcs[~number][::-1]
                ring.extend(line[1:] if ring else line)
            yield ring


def code_of(geometry: dict[str, Any]) -> str:
    numeric = geometry.get("id")
    if numeric is None:
        return BY_NAME.get(geometry["properties"]["name"], NO_CODE)
    letters = get_global("territory_aliases").get(numeric, [""])[0].lower()
    return letters if letters in country_codes() else NO_CODE


def shapes(topology: dict[str, Any], arcs: list[Ring]) -> dict[str, list[Ring]]:
    by_code: defaultdict[str, list[Ring]] = defaultdict(list)
    for geometry in topology["objects"]["countries"]["geometries"]:
        if geometry.get("id") != ANTARCTICA and "arcs" in geometry:
            by_code[code_of(geometry)] += rings_of(geometry, arcs)
    return dict(by_code)


def without_specks(rings: list[Ring]) -> list[Ring]:
    large = [ring for ring in rings if abs(area(ring)) >= SMALLEST_ISLAND]
    return large or [max(rings, key=lambda ring: abs(area(ring)))]


def path_of(rings: Iterable[Ring]) -> str:
    """In steps from corner to corner: shorter than places. Both ends of a step are rounded, so nothing drifts.

    It begins with a place, so that paths can be joined to one.
    """
    path = ""
    at = (0, 0)
    for ring in rings:
        places = [(round(x), round(y)) for x, y in ring]
        corners = [place for number, place in enumerate(places) if place != places[number - 1]]
        if len(corners) < 3:
            continue
        for number, place in enumerate(corners):
            letter = "l" if number else "m" if path else "M"
            path += f"{letter}{place[0] - at[0]} {place[1] - at[1]}".replace(" -", "-")
            at = place
        path += "z"
        # Closing leads back to where the ring began.
        at = corners[0]
    return path


def rounded(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def centre_of(rings: list[Ring]) -> Point:
    """The middle of the largest part: of France it is not in the Atlantic."""
    ring = max(rings, key=lambda candidate: abs(area(candidate)))
    size = area(ring)
    if not size:
        return ring[0]
    following = [*ring[1:], ring[0]]
    crosses = [(p, q, p[0] * q[1] - q[0] * p[1]) for p, q in zip(ring, following, strict=True)]
    x = sum((p[0] + q[0]) * cross for p, q, cross in crosses) / (6 * size)
    y = sum((p[1] + q[1]) * cross for p, q, cross in crosses) / (6 * size)
    return x, y


def make(coarse: dict[str, Any], fine: dict[str, Any]) -> dict[str, Any]:
    exact = arcs_of(coarse)
    whole = shapes(coarse, exact)
    drawn = shapes(coarse, [simplified(arc) for arc in exact])
    paths = {code: path_of(without_specks(rings)) for code, rings in drawn.items()}
    dots = {code: rounded(on_paper(longitude, latitude)) for code, (latitude, longitude) in PLACES.items()}
    for code, rings in shapes(fine, arcs_of(fine)).items():
        size = sum(abs(area(ring)) for ring in whole.get(code, []))
        if code != NO_CODE and size < SMALLEST_SHAPE:
            dots[code] = rounded(centre_of(rings))
    return {
        "source": "Natural Earth 1:110m and 1:50m, public domain, by way of world-atlas 2.0.2",
        "width": ACROSS,
        "height": DOWN,
        "paths": {code: path for code, path in sorted(paths.items()) if path},
        "dots": dict(sorted(dots.items())),
    }


def main() -> None:
    coarse, fine = (json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:3])
    world = make(coarse, fine)
    WORLD.write_text(json.dumps(world, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{WORLD}: {len(world['paths'])} shapes, {len(world['dots'])} dots, {WORLD.stat().st_size} bytes")  # noqa: T201


if __name__ == "__main__":
    main()
