"""What a story lacks besides consent before it goes live: the yes to this version, and a look at its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from .domain import is_agreed, shows_a_picture
from .models import StoryPage


def agreed_to(page: Any) -> Iterator[str]:
    if isinstance(page, StoryPage) and not is_agreed(page):
        yield _(
            "The person has not said yes to this version yet. Save it as a draft, show it to them, and publish it "
            "when they agree."
        )


def pictures_looked_at(page: Any) -> Iterator[str]:
    if isinstance(page, StoryPage) and not page.pictures_checked and shows_a_picture(page):
        yield _("This story has a picture. Look at each, and say that none shows the face of a child.")
