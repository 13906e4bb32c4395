"""What the demo draws. No picture shows a face, and none a child that could be recognised."""

PICTURES = {
    "meadow": "A wide meadow of forget-me-nots under an early morning sky, a few petals in the air.",
    "path_home": "A path through dark blue hills towards one small house with an open door and warm light.",
    "lantern": "A lantern with a yellow flame, standing on a window sill at night.",
    "window": "The lit screen of a phone as a small window in a blue night, with one flower beside it.",
    "bubbles": "Three speech bubbles; the third has changed colour, and its tail turns away from the others.",
    "table": "A kitchen table with two cups, two chairs and a phone turned face down.",
    "board": "A classroom board with one large drawn flower and an empty speech bubble.",
    "boats": (
        "Five paper boats on calm water, each folded from a different blue, all turned to one harbour light."
    ),
}
