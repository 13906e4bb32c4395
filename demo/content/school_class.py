"""Drawings of one class of the demo’s verified school. No child made them: code draws them (`demo.drawings.children`),
and what is said of them was made up."""

from __future__ import annotations

from dataclasses import dataclass

from consent.enums import AgeBand
from gallery.enums import State

LANGUAGE = "en"
BAND = AgeBand("7-9")
#: Two more than are used.
SLIPS = 6


@dataclass(frozen=True)
class SchoolDrawing:
    """``slip``: its number, nothing while nobody has said that it is there. ``note``: to the safeguarding lead."""

    key: str
    state: State
    title: str = ""
    alt_text: str = ""
    slip: int = 0
    note: str = ""


SCHOOL_DRAWINGS: tuple[SchoolDrawing, ...] = (
    SchoolDrawing(
        key="ribbon_tree",
        state=State.PENDING,
        title="The ribbon tree",
        alt_text="A big tree with many blue ribbons tied to its branches. Forget-me-nots bloom in the grass below.",
        slip=1,
    ),
    SchoolDrawing(
        key="umbrella_in_rain",
        state=State.PENDING,
        title="We share",
        alt_text="Two smiling stick figures under one big umbrella in all colours, with rain and puddles around them.",
        slip=2,
    ),
    SchoolDrawing(
        key="house_with_sun",
        state=State.CHANGES,
        title="A sunny day",
        alt_text="A pink house with a red roof, among flowers almost as tall as it is. A huge sun in the corner.",
        slip=3,
    ),
    SchoolDrawing(
        key="lit_window",
        state=State.SAFEGUARDING,
        title="My house at night",
        alt_text="A row of dark houses under a sky full of stars. One window and one door are lit.",
        slip=4,
        note="Example of a concern: the lead looks at it, writes down what came of it, and closes it.",
    ),
    # What a teacher finds on another day: one that lacks its slip, one of which nothing is said yet.
    SchoolDrawing(
        key="paper_cranes",
        state=State.DRAFT,
        title="Birds of paper",
        alt_text="Eight birds folded from coloured paper hang on threads above blue hills of torn paper.",
    ),
    SchoolDrawing(key="lighthouse", state=State.DRAFT),
)

#: A drawing in the gallery, and what a reader says of it.
REPORTED = "paper_boats"
SAID = "Example of a report: I think that there is a spelling mistake in the title."
