"""The footer that stands under every page."""

from .types import Ref

FOOTER = {
    "about": (
        "<p>International Missing Children’s Day is kept on 25 May. Its emblem is the forget-me-not.</p>"
        "<p>This is a demonstration of Forget-me-not, free software for all who keep the Day.</p>"
    ),
    "links": [Ref("about"), Ref("privacy"), Ref("safety"), Ref("accessibility")],
}
