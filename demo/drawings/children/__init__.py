"""The drawings of the demo's competition, drawn by code as children of five ages draw.

Nobody's child made them: a demo must not show a real one's drawing, and must show how a gallery looks. Each picture has
its own seed, so it is the same on every machine. `hand` is how a hand moves, `paper` what it draws on; `sticks`,
`brush`, `cut` and `prints` are what it holds.
"""

from collections.abc import Callable
from io import BytesIO

from demo.drawings.children import seven, small, teens, ten
from demo.drawings.children.paper import Sheet

DRAWN: dict[str, Callable[[], Sheet]] = {
    picture.__name__: picture
    for picture in (
        small.house_with_sun,
        small.one_huge_flower,
        small.hand_prints,
        small.finger_print_meadow,
        small.umbrella_in_rain,
        small.swing_that_waits,
        seven.kites,
        seven.cat_at_window,
        seven.lantern_walk,
        seven.footprints_in_snow,
        seven.stars_and_moon,
        seven.birds_come_back,
        seven.map_with_dotted_way,
        seven.path_home,
        seven.heart_of_flowers,
        seven.ring_of_children,
        seven.rainbow_town,
        ten.paper_boats,
        ten.lighthouse,
        ten.letter_in_a_bottle,
        ten.bus_stop,
        ten.bicycle,
        ten.ribbon_tree,
        ten.house_key,
        ten.suitcase,
        ten.hands_that_hold,
        teens.flowers_in_a_jar,
        teens.bridge_between,
        teens.open_door,
        teens.telephone,
        teens.lit_window,
        teens.paper_cranes,
        teens.sky_lanterns,
        teens.meadow_at_evening,
        teens.place_at_the_table,
        teens.flower_in_the_hand,
    )
}

KEYS: tuple[str, ...] = tuple(DRAWN)


def draw(key: str) -> bytes:
    """A JPEG, the same bytes each time, with nothing in it but the picture."""
    written = BytesIO()
    DRAWN[key]().finished().save(written, "JPEG", quality=88, optimize=True)
    return written.getvalue()
