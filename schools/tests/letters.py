"""Letters that the schools' door has sent, as whoever gets them reads them."""

from __future__ import annotations

import re
from typing import Any

from audit import letters, outbox
from audit.addresses import fingerprint
from audit.models import Letter


def letters_to(address: str) -> list[Letter]:
    """The newest first."""
    return list(Letter.objects.filter(to_fingerprint=fingerprint(address)).order_by("-pk"))


def text_of(letter: Letter) -> str:
    _to, context = outbox.contents(letter)
    return letters.render(letter.letter, letter.language, context).text


def link_in(letter: Letter) -> str:
    """Its path, as a browser asks for it."""
    found: Any = re.search(r"https?://[^/\s]+(/\w+/schools/link/[^\s]+)", text_of(letter))
    return str(found[1])
