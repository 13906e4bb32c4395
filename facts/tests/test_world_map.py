from __future__ import annotations

import re

import pytest

from facts.cldr import country_codes
from facts.map.drawing import draw, world
from facts.map.make_map import equal_earth, make

#: The bound of the whole page is 60 kB; the map may take a quarter of it uncompressed.
MOST_BYTES = 30_000


def test_every_country_that_can_have_a_row_can_be_marked() -> None:
    marks = {code: (code, "exists") for code in country_codes()}

    assert {place.code for place in draw(marks).places} == set(country_codes()) - {"aq"}


def test_what_is_not_marked_is_land_and_what_is_marked_is_not() -> None:
    paths = world()["paths"]
    drawn = draw({"fr": ("France", "exists"), "mt": ("Malta", "none_known")})

    assert {(place.code, place.name, place.mark) for place in drawn.places} == {
        ("fr", "France", "exists"),
        ("mt", "Malta", "none_known"),
    }
    assert paths["fr"] not in drawn.land
    assert all(paths[code] in drawn.land for code in paths if code != "fr")


@pytest.mark.parametrize("code", ["mt", "lu", "jm", "sg", "tv"])
def test_a_country_too_small_to_see_has_a_dot(code: str) -> None:
    (place,) = draw({code: ("Small", "exists")}).places

    assert place.dot is not None
    x, y = place.dot
    assert 0 < x < world()["width"]
    assert 0 < y < world()["height"]


def test_small_countries_lie_over_their_large_neighbours() -> None:
    places = draw({"lu": ("Luxembourg", "exists"), "fr": ("France", "exists")}).places

    assert [place.code for place in places] == ["fr", "lu"]


def test_paths_can_be_joined_because_each_begins_with_a_place() -> None:
    assert all(
        re.fullmatch(r"M[\d -]+(?:[lm][\d -]+)+z(?:[\dlmz -]+)?", path) for path in world()["paths"].values()
    )


def test_the_map_is_small() -> None:
    assert sum(map(len, world()["paths"].values())) < MOST_BYTES


def test_no_line_runs_across_the_map() -> None:
    """A country cut by the edge of the map and drawn as one would leave a streak from east to west."""
    steps = [int(step) for path in world()["paths"].values() for step in re.findall(r"l(-?\d+)", path)]

    assert max(map(abs, steps)) < world()["width"] / 8


def test_the_projection_keeps_areas() -> None:
    """A field of one degree by one covers as much paper at 60° as its share of the sphere there: half."""

    def field(latitude: float) -> float:
        (west, south), (east, north) = equal_earth(0, latitude - 0.5), equal_earth(1, latitude + 0.5)
        return (east - west) * (north - south)

    assert field(60) / field(0) == pytest.approx(0.5, rel=0.01)


def test_a_map_is_made_of_shared_lines_walked_either_way() -> None:
    """Two squares with one border: what TopoJSON stores once belongs to both."""
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [
            [[20, 0], [0, 20]],
            [[20, 20], [-20, 0], [0, -20], [20, 0]],
            [[20, 0], [20, 0], [0, 20], [-20, 0]],
        ],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "id": "440", "properties": {"name": "A"}, "arcs": [[0, 1]]},
                    {"type": "Polygon", "id": "300", "properties": {"name": "B"}, "arcs": [[2, -1]]},
                ]
            }
        },
    }

    made = make(topology, topology)

    assert set(made["paths"]) == {"lt", "gr"}
    corners = {code: path.count("l") + 1 for code, path in made["paths"].items()}
    assert corners == {"lt": 4, "gr": 4}
    assert {"lt", "gr"}.isdisjoint(made["dots"])
